// Finite numbers in single precision rounded to 16 bits, to nearest, ties to even: what the conversions give, in integer
// arithmetic that compilers turn into vector loops. Where the processor lacks a conversion it is a call for each number.
#pragma once

#include "lanes.h"

// Half of the last place is added, less one bit where the number kept is even; a carry runs into the exponent.
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
        // Below 2^-14 the last place is worth 2^-24, as it is of the single-precision numbers from 1/2 to 1: adding 1/2
        // rounds to it.
        float raised = absolute + 0.5f;
        uint32_t small;
        __builtin_memcpy(&small, &raised, sizeof small);
        small -= 0x3F000000;
        // From there on the exponent's bias changes by 112, and half of the last place is added, less one bit where the
        // number kept is even.
        uint32_t large = (magnitude - 0x38000000 + 0x0FFF + (magnitude >> 13 & 1)) >> 13;
        // 2^16 and more is infinity; what is below and rounds up to it carries into the exponent above.
        uint32_t finite = magnitude < 0x38800000 ? small : large;
        uint32_t rounded = magnitude < 0x47800000 ? finite : 0x7C00;
        patterns[i] = (uint16_t)(rounded | (bits >> 16 & 0x8000));
    }
}
