// Box and Muller's normals, with the logarithm, sine and cosine of the C library that TensorFlow calls on Linux.
#pragma once

#include <math.h>

#include "lanes.h"

enum { pair_lanes = LANES / 2 };

// One register of single-precision numbers, and the same numbers in double precision.
typedef float pair_float __attribute__((ext_vector_type(LANES / 2)));
typedef uint32_t pair_word __attribute__((ext_vector_type(LANES / 2)));
typedef int32_t pair_integer __attribute__((ext_vector_type(LANES / 2)));
typedef double pair_double __attribute__((ext_vector_type(LANES / 2)));
typedef int64_t pair_long __attribute__((ext_vector_type(LANES / 2)));

// glibc 2.27's logf and sincosf, after Arm's optimized routines (math/logf.c, math/sincosf.c; MIT licence): tables and
// polynomials in double precision. Both are compared with the C library for every argument that can occur, 2^23 each.
// 1/c and log(c) for a c near the middle of each sixteenth of [0.699, 1.398).
static const double log_reciprocals[16] = {
    0x1.661ec79f8f3bep+0, 0x1.571ed4aaf883dp+0, 0x1.49539f0f010bp+0,  0x1.3c995b0b80385p+0,
    0x1.30d190c8864a5p+0, 0x1.25e227b0b8eap+0,  0x1.1bb4a4a1a343fp+0, 0x1.12358f08ae5bap+0,
    0x1.0953f419900a7p+0, 0x1p+0,               0x1.e608cfd9a47acp-1, 0x1.ca4b31f026aap-1,
    0x1.b2036576afce6p-1, 0x1.9c2d163a1aa2dp-1, 0x1.886e6037841edp-1, 0x1.767dcf5534862p-1,
};
static const double log_values[16] = {
    -0x1.57bf7808caadep-2, -0x1.2bef0a7c06ddbp-2, -0x1.01eae7f513a67p-2, -0x1.b31d8a68224e9p-3,
    -0x1.6574f0ac07758p-3, -0x1.1aa2bc79c81p-3,   -0x1.a4e76ce8c0e5ep-4, -0x1.1973c5a611cccp-4,
    -0x1.252f438e10c1ep-5, 0x0p+0,                0x1.aa5aa5df25984p-5,  0x1.c5e53aa362eb4p-4,
    0x1.526e57720db08p-3,  0x1.bc2860d22477p-3,   0x1.1058bc8a07ee1p-2,  0x1.4043057b6ee09p-2,
};

// logf for positive normal numbers.
static INLINE pair_float pair_log(pair_float value) {
    pair_word bits = (pair_word)value;
    pair_word offset = bits - 0x3F330000;
    pair_word index = offset >> 19 & 15;
    pair_integer exponent = (pair_integer)offset >> 23;
    pair_float significand = (pair_float)(bits - (offset & 0xFF800000));
    pair_double reciprocal, logarithm;
    for (unsigned lane = 0; lane < pair_lanes; lane++) {
        reciprocal[lane] = log_reciprocals[index[lane]];
        logarithm[lane] = log_values[index[lane]];
    }
    pair_double r = __builtin_convertvector(significand, pair_double) * reciprocal - 1;
    pair_double whole = logarithm + __builtin_convertvector(exponent, pair_double) * 0x1.62e42fefa39efp-1;
    pair_double square = r * r;
    pair_double rest = r * 0x1.5575b0be00b6ap-2 - 0x1.ffffef20a4123p-2;
    rest = square * -0x1.00ea348b88334p-2 + rest;
    return __builtin_convertvector(rest * square + (whole + r), pair_float);
}

// sincosf for numbers in [0, 2 pi].
static INLINE void pair_sincos(pair_float value, pair_float *sine, pair_float *cosine) {
    pair_double x = __builtin_convertvector(value, pair_double);
    // 2^24 times the number of quadrants, rounded to a whole one.
    pair_integer quadrant = (__builtin_convertvector(x * 0x1.45f306dc9c883p+23, pair_integer) + 0x800000) >> 24;
    x = x - __builtin_convertvector(quadrant, pair_double) * 0x1.921fb54442d18p+0;
    pair_double square = x * x;
    pair_double cube = square * x;
    pair_double sine_rest = square * -0x1.994eb3774cf24p-13 + 0x1.1107605230bc4p-7;
    pair_double s = cube * -0x1.555545995a603p-3 + x;
    s = cube * square * sine_rest + s;
    pair_double fourth = square * square;
    pair_double cosine_rest = square * 0x1.99343027bf8c3p-16 - 0x1.6c087e89a359dp-10;
    pair_double c = square * -0x1.ffffffd0c621cp-2 + 1;
    c = fourth * 0x1.55553e1068f19p-5 + c;
    c = fourth * square * cosine_rest + c;
    pair_word s_bits = (pair_word)__builtin_convertvector(s, pair_float);
    pair_word c_bits = (pair_word)__builtin_convertvector(c, pair_float);
    pair_word turns = (pair_word)quadrant;
    // Odd quadrants exchange the two; the sine is negative in the quadrants 2 and 3, the cosine in 1 and 2.
    pair_word exchanged = -(turns & 1);
    pair_word sine_bits = (s_bits & ~exchanged) | (c_bits & exchanged);
    pair_word cosine_bits = (c_bits & ~exchanged) | (s_bits & exchanged);
    *sine = (pair_float)(sine_bits ^ (turns & 2) << 30);
    *cosine = (pair_float)(cosine_bits ^ ((turns + 1) & 2) << 30);
}

// A number in [0, 1) from the low 23 bits of a word.
static INLINE pair_float pair_unit(pair_word words) {
    return (pair_float)((words & 0x7FFFFF) | 0x3F800000) - 1;
}

// Writes LANES normal numbers from as many words: sine and cosine of each pair in turn.
// Source: tsl/lib/random/random_distributions_utils.h, BoxMullerFloat.
static INLINE float_lanes pair_normals(word_lanes words) {
    pair_float u = pair_unit(words.even);
    // The least number whose logarithm is taken.
    u = __builtin_elementwise_max(u, (pair_float)1.0e-7f);
    // The product is one of double precision: M_PI is a double.
    pair_float angle = __builtin_convertvector(
        __builtin_convertvector(pair_unit(words.odd), pair_double) * 0x1.921fb54442d18p+2, pair_float);
    pair_float radius = __builtin_elementwise_sqrt(pair_log(u) * -2);
    pair_float sine, cosine;
    pair_sincos(angle, &sine, &cosine);
    float_lanes normals;
    normals.even = sine * radius;
    normals.odd = cosine * radius;
    return normals;
}

#if defined(__linux__)
void sincos(double, double *, double *);
#endif

// A number in [0, 1) from 20 bits of one word and all of another.
static INLINE double double_unit(uint32_t high, uint32_t low) {
    uint64_t bits = ((uint64_t)(high & 0xFFFFF) << 32 | low) | 0x3FF0000000000000;
    double value;
    __builtin_memcpy(&value, &bits, sizeof value);
    return value - 1;
}

// Writes two normal numbers from four words.
// Source: tsl/lib/random/random_distributions.h, BoxMullerDouble.
static INLINE void double_normals(const uint32_t *words, double *normals) {
    double u = double_unit(words[0], words[1]);
    if (u < 1.0e-7) u = 1.0e-7;
    double angle = 0x1.921fb54442d18p+2 * double_unit(words[2], words[3]);
    double radius = __builtin_sqrt(-2.0 * log(u));
#if defined(__linux__)
    double sine, cosine;
    sincos(angle, &sine, &cosine);
#else
    double sine = sin(angle), cosine = cos(angle);
#endif
    normals[0] = sine * radius;
    normals[1] = cosine * radius;
}
