#ifndef GLOROT_BENCHMARKS_MEMORY_H
#define GLOROT_BENCHMARKS_MEMORY_H

#include <stddef.h>
#include <stdint.h>

/// The exclusive or of all words: a loop that only reads.
uint64_t memory_read(const uint64_t *words, size_t count);

/// Writes words that depend on their place, so that no compiler turns the loop into memset: a loop that only writes.
void memory_write(uint64_t *words, size_t count, uint64_t first);

#endif
