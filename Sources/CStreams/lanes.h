// What the loops of all frameworks share. Vectors have LANES elements of 32 bits; the file that is compiled sets LANES.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "include/CStreams.h"

// A framework fuses a multiplication with an addition in some steps and not in others. Here the code says which:
// __builtin_fma and __builtin_elementwise_fma fuse, operators never do.
#pragma STDC FP_CONTRACT OFF

// Vectors are passed only to inlined functions of the same file.
#pragma clang diagnostic ignored "-Wpsabi"

#define INLINE inline __attribute__((always_inline))

typedef uint32_t word_lanes __attribute__((ext_vector_type(LANES)));
typedef int32_t integer_lanes __attribute__((ext_vector_type(LANES)));
typedef float float_lanes __attribute__((ext_vector_type(LANES)));
