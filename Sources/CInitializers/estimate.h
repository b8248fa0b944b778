// Values of a normal law in single precision, from estimates of the quantile.
//
// Rounded to Float, all numbers close to the exact value are mostly the same. So an estimate with a known error decides
// the value if both ends of the interval that it leaves round alike. It is a polynomial of few terms, from a table.
#pragma once

#include "centre.h"
#include "centred.h"
#include "estimate-tables.h"

enum {
    // Elements estimated at a time: few enough that their words, arguments and the table stay in the first-level
    // cache.
    estimate_count = 512,
};

// The greatest distance of an estimate from NormalQuantile.centre. The worst of all words in the centre are 2^-36.51
// and 2^-37.68.
#if WIDTH == 8
static const double estimate_error = 0x1p-36;
#else
static const double estimate_error = 0x1p-37;
#endif

// `a * b + c`, rounded once or twice, as is faster: an estimate may be any number within its error.
#if WIDTH == 8
#define MULTIPLY_ADD(a, b, c) __builtin_elementwise_fma(a, b, c)
#else
#define MULTIPLY_ADD(a, b, c) ((a) * (b) + (c))
#endif

typedef uint64_t bits_register __attribute__((ext_vector_type(WIDTH)));

// NormalTransform as estimates read it.
typedef struct {
    // The cdf minus 1/2 is `middle + half * cell`, where the words' cells are counted from -2^31.
    double middle;
    double half;
    // The mean less the greatest error of a value, and twice this error.
    double low_mean;
    double gap;
    double standard_deviation;
    float lowest;
    float highest;
} estimated_law;

static INLINE estimated_law estimated(const glorot_normal *law) {
    // Values are below 3 standard deviations from the mean, and the operations round them.
    double rounding = (__builtin_fabs(law->mean) + 3 * law->standard_deviation) * 0x1p-50;
    double error = law->standard_deviation * estimate_error + rounding;
    // The ends of an interval around zero must not both round to zero: the sign would be lost. An error that is not a
    // number leaves every element undecided.
    if (!(error > 0x1p-140)) error = __builtin_nan("");
    return (estimated_law){
        .middle = law->middle + law->half * 0x1p-32,
        .half = law->half * 0x1p-31,
        .low_mean = law->mean - error,
        .gap = 2 * error,
        .standard_deviation = law->standard_deviation,
        .lowest = (float)law->lowest,
        .highest = (float)law->highest,
    };
}

// The arguments of the centre's quantile. Making them for many elements before the first estimate spares the processor
// the wait for each number's way from its register to the table.
typedef struct {
    // The cdf minus 1/2.
    _Alignas(64) double q[estimate_count];
    // The tail probability.
    _Alignas(64) double p[estimate_count];
} estimate_arguments;

// Makes the arguments of LANES elements, from element `i` on.
static INLINE void prepare(estimate_arguments *arguments, size_t i, word_lanes words, const estimated_law *law) {
    double_lanes cells = __builtin_convertvector((integer_lanes)(words ^ 0x80000000), double_lanes);
    double_lanes middle = law->middle, half = law->half;
    double_lanes q = MULTIPLY_ADD(half, cells, middle);
    // Below 1/2 even if q is 0.
    double_lanes p = 0x1.fffffffffffffp-2 - __builtin_elementwise_abs(q);
#if WIDTH != 8
    // Tails take the table's first row.
    double_lanes below_centre = 0x1.ffp-10;
    p = p < below_centre ? below_centre : p;
#endif
    __builtin_memcpy(arguments->q + i, &q, sizeof q);
    __builtin_memcpy(arguments->p + i, &p, sizeof p);
}

// The distance of a number from the one with zeros for the lowest `bits` bits of its pattern.
static INLINE double_register remainder_of(double_register number, unsigned bits) {
    bits_register kept = (bits_register)number & ~(uint64_t)0 << bits;
    return number - (double_register)kept;
}

#if WIDTH == 8

// Sixteen doubles are two registers, and one instruction looks numbers up in them.
static INLINE double_register looked_up(unsigned power, bits_register places) {
    const double *column = estimate_columns[power];
    return _mm512_permutex2var_pd(_mm512_load_pd(column), (__m512i)places, _mm512_load_pd(column + 8));
}

// Estimates of the quantile's absolute value; NaN in the tails.
static INLINE double_register estimates(const double *arguments) {
    double_register p = *(const double_register *)arguments;
    bits_register places = (bits_register)p >> 51;
    double_register x = remainder_of(p, 51);
    double_register square = x * x;
    double_register even = looked_up(8, places), odd = looked_up(9, places);
    UNROLLED for (int power = 6; power >= 0; power -= 2) {
        even = MULTIPLY_ADD(even, square, looked_up((unsigned)power, places));
        odd = MULTIPLY_ADD(odd, square, looked_up((unsigned)power + 1, places));
    }
    double_register z = MULTIPLY_ADD(odd, x, even);
    return p >= 0x1p-9 ? z : (double_register)__builtin_nan("");
}

#else

typedef double double_pair __attribute__((ext_vector_type(2)));

// Coefficients `power` and `power + 1` of WIDTH rows.
static INLINE void look_up(double_register *coefficients, const double *const *rows, unsigned power) {
    double_pair pairs[WIDTH];
    UNROLLED for (unsigned i = 0; i < WIDTH; i++) pairs[i] = *(const double_pair *)(rows[i] + power);
#if WIDTH == 2
    coefficients[0] = __builtin_shufflevector(pairs[0], pairs[1], 0, 2);
    coefficients[1] = __builtin_shufflevector(pairs[0], pairs[1], 1, 3);
#elif WIDTH == 4
    double_register front = __builtin_shufflevector(pairs[0], pairs[2], 0, 1, 2, 3);
    double_register back = __builtin_shufflevector(pairs[1], pairs[3], 0, 1, 2, 3);
    coefficients[0] = __builtin_shufflevector(front, back, 0, 4, 2, 6);
    coefficients[1] = __builtin_shufflevector(front, back, 1, 5, 3, 7);
#endif
}

// Estimates of the quantile's absolute value; NaN in the tails.
static INLINE double_register estimates(const double *arguments) {
    const double *rows[WIDTH];
    UNROLLED for (unsigned i = 0; i < WIDTH; i++) {
        uint64_t bits;
        __builtin_memcpy(&bits, arguments + i, sizeof bits);
        // The row before the one of 2^-9 is the first.
        rows[i] = estimate_rows[(bits >> 47) - ((1023 - 9) * 32 - 1)];
    }
    double_register c[6];
    UNROLLED for (unsigned power = 0; power < 6; power += 2) look_up(c + power, rows, power);
    double_register x = remainder_of(*(const double_register *)arguments, 47);
    double_register square = x * x;
    return (c[0] + c[1] * x) + square * ((c[2] + c[3] * x) + square * c[4]);
}

#endif

// `value`, or the bound that it exceeds.
static INLINE float_lanes clamped_floats(float_lanes value, const estimated_law *law) {
    float_lanes lowest = law->lowest, highest = law->highest;
    float_lanes raised = value < lowest ? lowest : value;
    return raised > highest ? highest : raised;
}

// Writes `size` elements, at most LANES, whose arguments begin at `i`; returns which ones are undecided.
static INLINE lane_mask write_estimates(
    float *values, const estimate_arguments *arguments, size_t i, size_t size, const estimated_law *law) {
    double_register standard_deviation = law->standard_deviation, low_mean = law->low_mean, gap = law->gap;
    lane_registers low, high;
    UNROLLED for (unsigned r = 0; r < LANES / WIDTH; r++) {
        double_register z = estimates(arguments->p + i + r * WIDTH);
        double_register q = *(const double_register *)(arguments->q + i + r * WIDTH);
        z = (double_register)((bits_register)z ^ ((bits_register)q & 0x8000000000000000));
        low.registers[r] = MULTIPLY_ADD(standard_deviation, z, low_mean);
        high.registers[r] = low.registers[r] + gap;
    }
    float_lanes low_values = __builtin_convertvector(low.lanes, float_lanes);
    float_lanes high_values = __builtin_convertvector(high.lanes, float_lanes);
    float_lanes result = clamped_floats(low_values, law);
    __builtin_memcpy(values, &result, size * sizeof *values);
    return mask_of_floats(low_values != high_values);
}
