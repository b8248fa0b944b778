"""Verifies a checkpoint on a Dask cluster: python dask_verify.py FILE RULES [SCHEDULER]

Tasks get paths and return summaries of parts as bytes. A tree of tasks merges the summaries, which are judged here.
"""

import sys

import glorot
from dask.distributed import Client, as_completed


def verify(client: Client, file: str, rules: str, parts: int) -> glorot.Verification:
    """What `glorot verify` says about the file."""
    summaries = [
        client.submit(glorot.summarize, file, rules, part=(number, parts), retries=3, pure=False)
        for number in range(1, parts + 1)
    ]
    while isinstance(result := glorot.judge(merged(client, summaries), exact=True), glorot.Refinement):
        summaries += [
            client.submit(
                glorot.summarize, file, rules, part=(number, parts), wanted=result.wanted, retries=3, pure=False
            )
            for number in range(1, parts + 1)
        ]
    return result


def merged(client: Client, summaries: list) -> bytes:
    """Merges summaries in the order in which they are done."""
    waiting = []
    for summary in as_completed(list(summaries)):
        waiting.append(summary)
        if len(waiting) == 16:
            waiting = [client.submit(glorot.merge, waiting)]
    return client.submit(glorot.merge, waiting).result()


if __name__ == "__main__":
    with Client(sys.argv[3] if len(sys.argv) > 3 else None) as dask:
        verification = verify(dask, sys.argv[1], sys.argv[2], 4 * sum(dask.nthreads().values()))
    print(verification.text)
    sys.exit(0 if verification.passed else 1)
