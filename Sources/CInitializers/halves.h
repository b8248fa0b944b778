// Finite single-precision numbers rounded to 16 bits, to nearest, ties to even. The results are those of the
// conversions, but in integer arithmetic that compilers turn into vector loops. Without a conversion instruction, each
// conversion would be a function call.
#pragma once

#include "lanes.h"

// Adds half of the last place, less one bit if the kept number is even. A carry runs into the exponent.
static void bfloat16(uint16_t *patterns, const float *values, size_t count) {
    for (size_t i = 0; i < count; i++) {
        uint32_t bits;
        __builtin_memcpy(&bits, values + i, sizeof bits);
        patterns[i] = (uint16_t)((bits + 0x7FFF + (bits >> 16 & 1)) >> 16);
    }
}

static void float16(uint16_t *patterns, const float *values, size_t count) {
    for (size_t i = 0; i < count; i++) {
        uint32_t bits;
        __builtin_memcpy(&bits, values + i, sizeof bits);
        uint32_t magnitude = bits & 0x7FFFFFFF;
        float absolute;
        __builtin_memcpy(&absolute, &magnitude, sizeof absolute);
        // Below 2^-14 the last place is worth 2^-24, as in single-precision numbers from 1/2 to 1. Adding 1/2 rounds to
        // it.
        float raised = absolute + 0.5f;
        uint32_t small;
        __builtin_memcpy(&small, &raised, sizeof small);
        small -= 0x3F000000;
        // From 2^-14 on: change the exponent's bias by 112 and add half of the last place, less one bit if the kept
        // number is even.
        uint32_t large = (magnitude - 0x38000000 + 0x0FFF + (magnitude >> 13 & 1)) >> 13;
        // 2^16 and more is infinity. Smaller numbers that round up to it carry into the exponent.
        uint32_t finite = magnitude < 0x38800000 ? small : large;
        uint32_t rounded = magnitude < 0x47800000 ? finite : 0x7C00;
        patterns[i] = (uint16_t)(rounded | (bits >> 16 & 0x8000));
    }
}
