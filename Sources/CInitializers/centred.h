// Maps random words to the middles of their cells in (-1, 1).
#pragma once

#include "lanes.h"

// The words of `count` elements; zeros after them.
static INLINE word_lanes loaded_words(const uint32_t *words, size_t count) {
    word_lanes result = 0;
    __builtin_memcpy(&result, words, count * sizeof *words);
    return result;
}

// The 64-bit words of `count` elements, high half first; zeros after them.
static INLINE long_lanes loaded_longs(const uint32_t *words, size_t count) {
    long_lanes result = 0;
    __builtin_memcpy(&result, words, 2 * count * sizeof *words);
    return result << 32 | result >> 32;
}

// `(2 word + 1 - 2^32) / 2^32`, exactly.
static INLINE double_lanes centred(word_lanes words) {
    integer_lanes cells = (integer_lanes)(words ^ 0x80000000);
    return (__builtin_convertvector(cells, double_lanes) + 0.5) * 0x1p-31;
}

// `(2 word + 1 - 2^64) / 2^64` rounded: magnitude first, so that a word and its complement are exact opposites.
static INLINE double_lanes centred_longs(long_lanes words) {
    signed_lanes cells = (signed_lanes)(words ^ 0x8000000000000000);
    signed_lanes sign = cells >> 63;
    // Not negative, so converted as unsigned: more processors have an instruction for that.
    long_lanes distance = (long_lanes)(cells ^ sign);
    double_lanes magnitude = __builtin_convertvector(distance, double_lanes) + 0.5;
    return (sign ? -magnitude : magnitude) * 0x1p-63;
}

// The uppermost 53 bits `k` only: `(2 k + 1 - 2^53) / 2^53`, exactly.
static INLINE double_lanes centred_upper53(long_lanes words) {
    // k - (2^52 - 1/2): both the constant and the difference are exact doubles.
    return (__builtin_convertvector(words >> 11, double_lanes) - 0x1.fffffffffffffp51) * 0x1p-52;
}
