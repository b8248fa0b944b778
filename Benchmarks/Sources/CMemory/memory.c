#include "memory.h"

uint64_t memory_read(const uint64_t *words, size_t count) {
    // Eight sums that do not wait for one another, so that the loop is bound by memory even with SSE2.
    uint64_t parts[8] = {0};
    size_t i = 0;
    for (; i + 8 <= count; i += 8)
        for (size_t lane = 0; lane < 8; lane++) parts[lane] ^= words[i + lane];
    for (; i < count; i++) parts[0] ^= words[i];
    uint64_t result = 0;
    for (size_t lane = 0; lane < 8; lane++) result ^= parts[lane];
    return result;
}

void memory_write(uint64_t *words, size_t count, uint64_t first) {
    for (size_t i = 0; i < count; i++) words[i] = first + i;
}
