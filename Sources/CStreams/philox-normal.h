// Box and Muller's normals, with the logarithm, sine and cosine of the C library that TensorFlow calls on Linux.
#pragma once

#include <math.h>

#include "lanes.h"
#include "logf-tables.h"

enum { philox_pair_lanes = LANES / 2 };

// One register of single-precision numbers, and the same numbers in double precision.
typedef float philox_pair_float __attribute__((ext_vector_type(LANES / 2)));
typedef uint32_t philox_pair_word __attribute__((ext_vector_type(LANES / 2)));
typedef int32_t philox_pair_integer __attribute__((ext_vector_type(LANES / 2)));
typedef double philox_pair_double __attribute__((ext_vector_type(LANES / 2)));
typedef int64_t philox_pair_long __attribute__((ext_vector_type(LANES / 2)));

// glibc's logf and sincosf are those of Arm's optimized routines (math/logf.c, math/sincosf.c; MIT licence): tables and
// polynomials in double precision. What follows gives the bits of glibc 2.36 for all arguments that can occur, 2^23 of
// each function, with and without fused multiplications there.

// The entries of a table with these numbers, 0 ... 15.
static INLINE philox_pair_double philox_pair_entries(const double *table, philox_pair_word index) {
#if defined(__x86_64__) && LANES == 32
    // The whole table fits in two registers of AVX-512.
    typedef double half_double __attribute__((vector_size(64)));
    typedef long long half_long __attribute__((vector_size(64)));
    half_double low, high;
    __builtin_memcpy(&low, table, sizeof low);
    __builtin_memcpy(&high, table + 8, sizeof high);
    philox_pair_long wide = __builtin_convertvector(index, philox_pair_long);
    half_long first = (half_long)wide.lo, second = (half_long)wide.hi;
    philox_pair_double entries;
    entries.lo = (__typeof__(entries.lo))__builtin_ia32_vpermi2varpd512(low, first, high);
    entries.hi = (__typeof__(entries.hi))__builtin_ia32_vpermi2varpd512(low, second, high);
    return entries;
#else
    philox_pair_double entries;
    for (unsigned lane = 0; lane < philox_pair_lanes; lane++) entries[lane] = table[index[lane]];
    return entries;
#endif
}

// logf for positive normal numbers.
static INLINE philox_pair_float philox_pair_log(philox_pair_float value) {
    philox_pair_word bits = (philox_pair_word)value;
    philox_pair_word offset = bits - 0x3F330000;
    philox_pair_word index = offset >> 19 & 15;
    philox_pair_integer exponent = (philox_pair_integer)offset >> 23;
    philox_pair_float significand = (philox_pair_float)(bits - (offset & 0xFF800000));
    philox_pair_double reciprocal = philox_pair_entries(logf_reciprocals, index);
    philox_pair_double logarithm = philox_pair_entries(logf_logarithms, index);
    philox_pair_double r = __builtin_convertvector(significand, philox_pair_double) * reciprocal - 1;
    philox_pair_double whole = logarithm + __builtin_convertvector(exponent, philox_pair_double) * 0x1.62e42fefa39efp-1;
    philox_pair_double square = r * r;
    philox_pair_double rest = r * 0x1.5575b0be00b6ap-2 - 0x1.ffffef20a4123p-2;
    rest = square * -0x1.00ea348b88334p-2 + rest;
    return __builtin_convertvector(rest * square + (whole + r), philox_pair_float);
}

// sincosf for numbers in [0, 2 pi].
static INLINE void philox_pair_sincos(philox_pair_float value, philox_pair_float *sine, philox_pair_float *cosine) {
    philox_pair_double x = __builtin_convertvector(value, philox_pair_double);
    // 2^24 times the number of quadrants, rounded to a whole one.
    philox_pair_integer scaled = __builtin_convertvector(x * 0x1.45f306dc9c883p+23, philox_pair_integer);
    philox_pair_integer quadrant = (scaled + 0x800000) >> 24;
    x = x - __builtin_convertvector(quadrant, philox_pair_double) * 0x1.921fb54442d18p+0;
    philox_pair_double square = x * x;
    philox_pair_double cube = square * x;
    philox_pair_double sine_rest = square * -0x1.994eb3774cf24p-13 + 0x1.1107605230bc4p-7;
    philox_pair_double s = cube * -0x1.555545995a603p-3 + x;
    s = cube * square * sine_rest + s;
    philox_pair_double fourth = square * square;
    philox_pair_double cosine_rest = square * 0x1.99343027bf8c3p-16 - 0x1.6c087e89a359dp-10;
    philox_pair_double c = square * -0x1.ffffffd0c621cp-2 + 1;
    c = fourth * 0x1.55553e1068f19p-5 + c;
    c = fourth * square * cosine_rest + c;
    philox_pair_word s_bits = (philox_pair_word)__builtin_convertvector(s, philox_pair_float);
    philox_pair_word c_bits = (philox_pair_word)__builtin_convertvector(c, philox_pair_float);
    philox_pair_word turns = (philox_pair_word)quadrant;
    // Odd quadrants exchange the two; the sine is negative in the quadrants 2 and 3, the cosine in 1 and 2.
    philox_pair_word exchanged = -(turns & 1);
    philox_pair_word sine_bits = (s_bits & ~exchanged) | (c_bits & exchanged);
    philox_pair_word cosine_bits = (c_bits & ~exchanged) | (s_bits & exchanged);
    *sine = (philox_pair_float)(sine_bits ^ (turns & 2) << 30);
    *cosine = (philox_pair_float)(cosine_bits ^ ((turns + 1) & 2) << 30);
}

// A number in [0, 1) from the low 23 bits of a word.
static INLINE philox_pair_float philox_pair_unit(philox_pair_word words) {
    return (philox_pair_float)((words & 0x7FFFFF) | 0x3F800000) - 1;
}

// LANES normal numbers from as many words: sine and cosine of each pair in turn.
// Source: tsl/lib/random/random_distributions_utils.h, BoxMullerFloat.
static INLINE float_lanes philox_pair_normals(word_lanes words) {
    philox_pair_float u = philox_pair_unit(words.even);
    // The least number whose logarithm is taken.
    u = __builtin_elementwise_max(u, (philox_pair_float)1.0e-7f);
    // The product is one of double precision: M_PI is a double.
    philox_pair_double turn = __builtin_convertvector(philox_pair_unit(words.odd), philox_pair_double);
    philox_pair_float angle = __builtin_convertvector(turn * 0x1.921fb54442d18p+2, philox_pair_float);
    philox_pair_float radius = __builtin_elementwise_sqrt(philox_pair_log(u) * -2);
    philox_pair_float sine, cosine;
    philox_pair_sincos(angle, &sine, &cosine);
    float_lanes normals;
    normals.even = sine * radius;
    normals.odd = cosine * radius;
    return normals;
}

#if defined(__linux__)
void sincos(double, double *, double *);
#endif

// A number in [0, 1) from 20 bits of one word and all of another.
static INLINE double philox_double_unit(uint32_t high, uint32_t low) {
    uint64_t bits = ((uint64_t)(high & 0xFFFFF) << 32 | low) | 0x3FF0000000000000;
    double value;
    __builtin_memcpy(&value, &bits, sizeof value);
    return value - 1;
}

// Writes two normal numbers from four words.
// Source: tsl/lib/random/random_distributions.h, BoxMullerDouble.
static INLINE void philox_double_normals(const uint32_t *words, double *normals) {
    double u = philox_double_unit(words[0], words[1]);
    if (u < 1.0e-7) u = 1.0e-7;
    double angle = 0x1.921fb54442d18p+2 * philox_double_unit(words[2], words[3]);
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
