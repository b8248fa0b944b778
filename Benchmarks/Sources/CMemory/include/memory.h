#ifndef GLOROT_BENCHMARKS_MEMORY_H
#define GLOROT_BENCHMARKS_MEMORY_H

#include <stddef.h>
#include <stdint.h>

/// The exclusive or of all words: a loop that does nothing but read.
uint64_t memory_read(const uint64_t *words, size_t count);

/// Words that depend on their place, so that no compiler makes a call of memset of it: a loop that does nothing but
/// write.
void memory_write(uint64_t *words, size_t count, uint64_t first);

#endif
