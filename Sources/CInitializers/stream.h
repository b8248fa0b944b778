// Words of a key's stream as they are.
#pragma once

#include "words.h"

static void stream_words(uint32_t *words, size_t count, uint64_t offset, const glorot_key *key) {
    _Alignas(64) uint32_t buffer[chunk_words];
    for (size_t done = 0; done < count;) {
        chunk c = draw_chunk(buffer, offset + done, count - done, 1, key);
        __builtin_memcpy(words + done, c.words, c.count * sizeof *words);
        done += c.count;
    }
}
