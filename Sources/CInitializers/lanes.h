// LANES numbers at a time, 16 or 32. They fill several registers of the instruction set that the file is compiled for,
// so that operations need not wait for one another. A register holds WIDTH doubles.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "include/CInitializers.h"

// Otherwise the variants would differ in their last bits: clang contracts a * b + c into one operation where the
// processor has it.
#pragma STDC FP_CONTRACT OFF

// Vectors are passed only to inlined functions of the same file.
#pragma clang diagnostic ignored "-Wpsabi"

#define INLINE inline __attribute__((always_inline))

typedef uint32_t word_lanes __attribute__((ext_vector_type(LANES)));
typedef int32_t integer_lanes __attribute__((ext_vector_type(LANES)));
typedef uint64_t long_lanes __attribute__((ext_vector_type(LANES)));
typedef int64_t signed_lanes __attribute__((ext_vector_type(LANES)));
typedef float float_lanes __attribute__((ext_vector_type(LANES)));
typedef double double_lanes __attribute__((ext_vector_type(LANES)));
typedef bool bool_lanes __attribute__((ext_vector_type(LANES)));

// A bit for each lane.
#if LANES == 32
typedef uint32_t lane_mask;
#elif LANES == 16
typedef uint16_t lane_mask;
#endif

// One bit for each lane, set if the comparison of doubles holds there; the first lane has the lowest bit. Then the same
// for floats.
static INLINE lane_mask mask_of(signed_lanes comparison) {
    bool_lanes bits = __builtin_convertvector(comparison, bool_lanes);
    lane_mask mask;
    __builtin_memcpy(&mask, &bits, sizeof mask);
    return mask;
}

static INLINE lane_mask mask_of_floats(integer_lanes comparison) {
    bool_lanes bits = __builtin_convertvector(comparison, bool_lanes);
    lane_mask mask;
    __builtin_memcpy(&mask, &bits, sizeof mask);
    return mask;
}

// `value`, or the bound that it exceeds.
static INLINE double_lanes clamped(double_lanes value, double_lanes lowest, double_lanes highest) {
    double_lanes raised = value < lowest ? lowest : value;
    return raised > highest ? highest : raised;
}
