"""Verifies a checkpoint in a Beam pipeline: python beam_verify.py FILE RULES PARTS [options of the pipeline]

Merging summaries suits a CombineFn: it is a union, in any order.
"""

import sys

import apache_beam as beam
import glorot


class Merge(beam.CombineFn):
    """Merges summaries into one, or nothing if there is none."""

    def create_accumulator(self) -> list[bytes]:
        return []

    def add_input(self, accumulator: list[bytes], summary: bytes) -> list[bytes]:
        return [*accumulator, summary] if len(accumulator) < 15 else [glorot.merge([*accumulator, summary])]

    def merge_accumulators(self, accumulators: list[list[bytes]]) -> list[bytes]:
        summaries = [summary for accumulator in accumulators for summary in accumulator]
        return [glorot.merge(summaries)] if summaries else []

    def extract_output(self, accumulator: list[bytes]) -> bytes:
        return glorot.merge(accumulator)


def tell(merged: bytes) -> None:
    print(glorot.judge(merged))


if __name__ == "__main__":
    file, rules, parts = sys.argv[1], sys.argv[2], int(sys.argv[3])
    with beam.Pipeline(argv=sys.argv[4:]) as pipeline:
        (
            pipeline
            | beam.Create(range(1, parts + 1))
            | beam.Reshuffle()
            | beam.Map(lambda number: glorot.summarize(file, rules, part=(number, parts)))
            | beam.CombineGlobally(Merge()).without_defaults()
            | beam.Map(tell)
        )
