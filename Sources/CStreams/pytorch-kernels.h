// PyTorch's transforms of the words of a Mersenne Twister, for the CPU.
#pragma once

#include <math.h>
#include <string.h>

#include "lanes.h"
#include "mt19937.h"

enum { pytorch_chunk = 1024 };

// MARK: - Uniform

static INLINE float_lanes pytorch_uniform_lanes(
    word_lanes words, float low, float range, float high, bool fused) {
    integer_lanes fraction = (integer_lanes)(words & 0xFFFFFF);
    float_lanes x = __builtin_convertvector(fraction, float_lanes) * 0x1p-24f;
    float_lanes value = fused ? __builtin_elementwise_fma(x, (float_lanes)range, (float_lanes)low) : x * range + low;
    integer_lanes is_high = value == (float_lanes)high;
    return (float_lanes)((is_high & (integer_lanes)(float_lanes)low) | (~is_high & (integer_lanes)value));
}

static INLINE void pytorch_uniform_loop(
    uint32_t *state, size_t *next, float *values, size_t count, float low, float range, float high, bool fused) {
    for (size_t done = 0; done < count;) {
        size_t step = mt19937_available(state, next, count - done);
        const uint32_t *source = state + *next;
        float *target = values + done;
        size_t i = 0;
        for (; i + LANES <= step; i += LANES) {
            float_lanes lanes =
                pytorch_uniform_lanes(MT19937_TEMPERED(mt19937_load(source + i)), low, range, high, fused);
            memcpy(target + i, &lanes, sizeof lanes);
        }
        if (i < step) {
            float_lanes lanes =
                pytorch_uniform_lanes(MT19937_TEMPERED(mt19937_load(source + i)), low, range, high, fused);
            memcpy(target + i, &lanes, (step - i) * sizeof *target);
        }
        *next += step;
        done += step;
    }
}

static void pytorch_uniform_float(
    uint32_t *state, size_t *next, float *values, size_t count, float low, float range, float high, int fused) {
    if (fused)
        pytorch_uniform_loop(state, next, values, count, low, range, high, true);
    else
        pytorch_uniform_loop(state, next, values, count, low, range, high, false);
}

typedef uint64_t pytorch_wide __attribute__((ext_vector_type(LANES / 2)));
typedef int64_t pytorch_wide_integers __attribute__((ext_vector_type(LANES / 2)));
typedef double pytorch_doubles __attribute__((ext_vector_type(LANES / 2)));

// The first of two words is the upper one.
static INLINE pytorch_doubles pytorch_uniform_doubles(
    const uint32_t *words, double low, double range, double high, bool fused) {
    pytorch_wide pairs;
    memcpy(&pairs, words, sizeof pairs);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    pairs = (pairs << 32) | (pairs >> 32);
#endif
    // 53 bits, as the doubles 2^52 + upper bits and 2^-1 + lowest bit, which SSE2 can make, too.
    pairs &= 0x1FFFFFFFFFFFFF;
    pytorch_doubles upper = (pytorch_doubles)((pairs >> 1) | 0x4330000000000000) - 0x1p52;
    pytorch_doubles lowest = (pytorch_doubles)((pairs & 1) | 0x4330000000000000) - 0x1p52;
    pytorch_doubles x = (upper * 2 + lowest) * 0x1p-53;
    pytorch_doubles value =
        fused ? __builtin_elementwise_fma(x, (pytorch_doubles)range, (pytorch_doubles)low) : x * range + low;
    pytorch_wide_integers is_high = value == (pytorch_doubles)high;
    return (pytorch_doubles)((is_high & (pytorch_wide_integers)(pytorch_doubles)low)
                             | (~is_high & (pytorch_wide_integers)value));
}

static INLINE void pytorch_uniform_double_loop(
    uint32_t *state, size_t *next, double *values, size_t count, double low, double range, double high, bool fused) {
    uint32_t words[pytorch_chunk];
    for (size_t done = 0; done < count; done += pytorch_chunk / 2) {
        size_t step = count - done < pytorch_chunk / 2 ? count - done : pytorch_chunk / 2;
        mt19937_words(state, next, words, 2 * step);
        size_t i = 0;
        for (; i + LANES / 2 <= step; i += LANES / 2) {
            pytorch_doubles lanes = pytorch_uniform_doubles(words + 2 * i, low, range, high, fused);
            memcpy(values + done + i, &lanes, sizeof lanes);
        }
        if (i < step) {
            memset(words + 2 * step, 0, (2 * (i + LANES / 2 - step)) * sizeof *words);
            pytorch_doubles lanes = pytorch_uniform_doubles(words + 2 * i, low, range, high, fused);
            memcpy(values + done + i, &lanes, (step - i) * sizeof *values);
        }
    }
}

static void pytorch_uniform_double(
    uint32_t *state, size_t *next, double *values, size_t count, double low, double range, double high, int fused) {
    if (fused)
        pytorch_uniform_double_loop(state, next, values, count, low, range, high, true);
    else
        pytorch_uniform_double_loop(state, next, values, count, low, range, high, false);
}

// MARK: - Normal

static INLINE float_lanes pytorch_fused(float_lanes x, float_lanes y, float_lanes z) {
    return __builtin_elementwise_fma(x, y, z);
}

static INLINE float_lanes pytorch_chosen(integer_lanes condition, float_lanes yes, float_lanes no) {
    return (float_lanes)((condition & (integer_lanes)yes) | (~condition & (integer_lanes)no));
}

// The logarithm of Cephes in single precision, for 2^-24 <= x <= 1. The steps are fused as in PyTorch's AVX2 code.
static INLINE float_lanes pytorch_logarithm(float_lanes x) {
    integer_lanes bits = (integer_lanes)x;
    float_lanes exponent = __builtin_convertvector((bits >> 23) - 126, float_lanes);
    // In [1/2, 1).
    float_lanes fraction = (float_lanes)((bits & 0x007FFFFF) | 0x3F000000);
    integer_lanes small = fraction < (float_lanes)0x1.6a09e6p-1f;
    exponent -= pytorch_chosen(small, 1, 0);
    float_lanes t = (fraction - 1) + pytorch_chosen(small, fraction, 0);
    float_lanes square = t * t;
    float_lanes y = pytorch_fused(7.0376836292E-2f, t, -1.1514610310E-1f);
    y = pytorch_fused(y, t, 1.1676998740E-1f);
    y = pytorch_fused(y, t, -1.2420140846E-1f);
    y = pytorch_fused(y, t, 1.4249322787E-1f);
    y = pytorch_fused(y, t, -1.6668057665E-1f);
    y = pytorch_fused(y, t, 2.0000714765E-1f);
    y = pytorch_fused(y, t, -2.4999993993E-1f);
    y = pytorch_fused(y, t, 3.3333331174E-1f);
    y = y * t;
    y = pytorch_fused(y, square, exponent * -2.12194440e-4f);
    y = pytorch_fused(-square, 0.5f, y);
    return pytorch_fused(exponent, 0.693359375f, t + y);
}

// Sine and cosine of Cephes in single precision, for 0 <= x <= 2 pi.
static INLINE void pytorch_sine_cosine(float_lanes x, float_lanes *sine, float_lanes *cosine) {
    integer_lanes octant = __builtin_convertvector(x * 1.27323954473516f, integer_lanes);
    octant = (octant + 1) & ~1;
    float_lanes y = __builtin_convertvector(octant, float_lanes);
    x = pytorch_fused(y, -0.78515625f, x);
    x = pytorch_fused(y, -2.4187564849853515625e-4f, x);
    x = pytorch_fused(y, -3.77489497744594108e-8f, x);
    float_lanes square = x * x;
    float_lanes even = pytorch_fused(2.443315711809948E-005f, square, -1.388731625493765E-003f);
    even = pytorch_fused(even, square, 4.166664568298827E-002f);
    even = even * square;
    even = pytorch_fused(even, square, -(square * 0.5f)) + 1;
    float_lanes odd = pytorch_fused(-1.9515295891E-4f, square, 8.3321608736E-3f);
    odd = pytorch_fused(odd, square, -1.6666654611E-1f);
    odd = odd * square;
    odd = pytorch_fused(odd, x, x);
    integer_lanes straight = (octant & 2) == 0;
    integer_lanes sine_sign = (octant & 4) << 29;
    integer_lanes cosine_sign = (~(octant - 2) & 4) << 29;
    *sine = (float_lanes)((integer_lanes)pytorch_chosen(straight, odd, even) ^ sine_sign);
    *cosine = (float_lanes)((integer_lanes)pytorch_chosen(straight, even, odd) ^ cosine_sign);
}

#if LANES == 8
#define PYTORCH_FIRST 0, 1, 2, 3, 4, 5, 6, 7
#define PYTORCH_SECOND 8, 9, 10, 11, 12, 13, 14, 15
#define PYTORCH_LOWER PYTORCH_FIRST
#define PYTORCH_UPPER PYTORCH_SECOND
#elif LANES == 16
#define PYTORCH_FIRST 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23
#define PYTORCH_SECOND 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31
#define PYTORCH_LOWER PYTORCH_FIRST
#define PYTORCH_UPPER PYTORCH_SECOND
#else
#define PYTORCH_FIRST                                                                                                  \
    0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23, 32, 33, 34, 35, 36, 37, 38, 39, 48, 49, 50, 51,            \
    52, 53, 54, 55
#define PYTORCH_SECOND                                                                                                 \
    8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31, 40, 41, 42, 43, 44, 45, 46, 47, 56, 57, 58,          \
    59, 60, 61, 62, 63
#define PYTORCH_LOWER                                                                                                  \
    0, 1, 2, 3, 4, 5, 6, 7, 32, 33, 34, 35, 36, 37, 38, 39, 8, 9, 10, 11, 12, 13, 14, 15, 40, 41, 42, 43, 44,          \
    45, 46, 47
#define PYTORCH_UPPER                                                                                                  \
    16, 17, 18, 19, 20, 21, 22, 23, 48, 49, 50, 51, 52, 53, 54, 55, 24, 25, 26, 27, 28, 29, 30, 31, 56, 57,            \
    58, 59, 60, 61, 62, 63
#endif

// Two vectors, which hold LANES / 8 blocks.
static INLINE void pytorch_normal_blocks(float *values, float mean, float standard_deviation) {
    float_lanes lower, upper;
    memcpy(&lower, values, sizeof lower);
    memcpy(&upper, values + LANES, sizeof upper);
    float_lanes first = __builtin_shufflevector(lower, upper, PYTORCH_FIRST);
    float_lanes second = __builtin_shufflevector(lower, upper, PYTORCH_SECOND);
    float_lanes radius = __builtin_elementwise_sqrt(-2 * pytorch_logarithm(1 - first));
    float_lanes sine, cosine;
    pytorch_sine_cosine(second * 0x1.921fb6p2f, &sine, &cosine);
    first = pytorch_fused(radius * cosine, (float_lanes)standard_deviation, (float_lanes)mean);
    second = pytorch_fused(radius * sine, (float_lanes)standard_deviation, (float_lanes)mean);
    lower = __builtin_shufflevector(first, second, PYTORCH_LOWER);
    upper = __builtin_shufflevector(first, second, PYTORCH_UPPER);
    memcpy(values, &lower, sizeof lower);
    memcpy(values + LANES, &upper, sizeof upper);
}

static void pytorch_normal_vectorized(float *values, size_t count, float mean, float standard_deviation) {
    size_t i = 0;
    for (; i + 2 * LANES <= count; i += 2 * LANES) pytorch_normal_blocks(values + i, mean, standard_deviation);
    if (i < count) {
        float blocks[2 * LANES] = {0};
        memcpy(blocks, values + i, (count - i) * sizeof *values);
        pytorch_normal_blocks(blocks, mean, standard_deviation);
        memcpy(values + i, blocks, (count - i) * sizeof *values);
    }
}

static void pytorch_normal_scalar(float *values, size_t count, float mean, float standard_deviation, int fused) {
    for (float *block = values; block < values + count; block += 16) {
        for (size_t j = 0; j < 8; j++) {
            float radius = sqrtf(-2 * logf(1 - block[j]));
            float angle = (float)(0x1.921fb54442d18p2 * block[j + 8]);
            float cosine = radius * cosf(angle);
            float sine = radius * sinf(angle);
            block[j] = fused ? fmaf(cosine, standard_deviation, mean) : cosine * standard_deviation + mean;
            block[j + 8] = fused ? fmaf(sine, standard_deviation, mean) : sine * standard_deviation + mean;
        }
    }
}

static void pytorch_normal_double(double *values, size_t count, double mean, double standard_deviation, int fused) {
    for (double *block = values; block < values + count; block += 16) {
        for (size_t j = 0; j < 8; j++) {
            double radius = sqrt(-2 * log(1 - block[j]));
            double angle = 0x1.921fb54442d18p2 * block[j + 8];
            double cosine = radius * cos(angle);
            double sine = radius * sin(angle);
            block[j] = fused ? fma(cosine, standard_deviation, mean) : cosine * standard_deviation + mean;
            block[j + 8] = fused ? fma(sine, standard_deviation, mean) : sine * standard_deviation + mean;
        }
    }
}

// The nearest number of a 16-bit type, ties to even.
static INLINE float pytorch_rounded(float x, int is_bfloat16) {
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    uint32_t magnitude = bits & 0x7FFFFFFF;
    if (magnitude >= 0x7F800000) return x;
    if (is_bfloat16) {
        magnitude = (magnitude + 0x7FFF + ((magnitude >> 16) & 1)) & 0xFFFF0000;
    } else if (magnitude < 0x38800000) {
        // Below 2^-14, half precision has the spacing of single precision at 1/2.
        float small;
        memcpy(&small, &magnitude, sizeof small);
        small = (small + 0.5f) - 0.5f;
        memcpy(&magnitude, &small, sizeof small);
    } else {
        magnitude = (magnitude + 0xFFF + ((magnitude >> 13) & 1)) & 0xFFFFE000;
        if (magnitude > 0x477FE000) magnitude = 0x7F800000;
    }
    bits = (bits & 0x80000000) | magnitude;
    memcpy(&x, &bits, sizeof x);
    return x;
}

static void pytorch_normal_rounded(
    float *values, size_t count, float mean, float standard_deviation, int is_bfloat16) {
#define ROUNDED(x) pytorch_rounded(x, is_bfloat16)
    for (float *block = values; block < values + count; block += 16) {
        for (size_t j = 0; j < 8; j++) {
            float radius = ROUNDED(sqrtf(-2 * ROUNDED(logf(ROUNDED(1 - block[j])))));
            float angle = ROUNDED((float)(0x1.921fb54442d18p2 * block[j + 8]));
            float cosine = ROUNDED(ROUNDED(radius * ROUNDED(cosf(angle))) * standard_deviation);
            float sine = ROUNDED(ROUNDED(radius * ROUNDED(sinf(angle))) * standard_deviation);
            block[j] = ROUNDED(cosine + mean);
            block[j + 8] = ROUNDED(sine + mean);
        }
    }
#undef ROUNDED
}

static void pytorch_normal_pair(double first, double second, double *cosine, double *sine) {
    double radius = sqrt(-2 * log1p(-second));
    double angle = 0x1.921fb54442d18p2 * first;
    *cosine = radius * cos(angle);
    *sine = radius * sin(angle);
}

static double pytorch_radius_number(double radius) { return -expm1(-0.5 * radius * radius); }

static double pytorch_angle_number(double cosine, double sine) {
    double turns = atan2(sine, cosine) / 0x1.921fb54442d18p2;
    return turns < 0 ? turns + 1 : turns;
}

static double pytorch_error_function(double x) { return erf(x); }

static void pytorch_logarithms(float *values, size_t count) {
    for (size_t i = 0; i < count; i++) values[i] = (float)log((double)values[i]);
}

static void pytorch_logarithms_double(double *values, size_t count) {
    for (size_t i = 0; i < count; i++) values[i] = log(values[i]);
}

// Giles' approximation in single precision, 2012, then a step of Halley's method, which triples the digits.
static double pytorch_inverse_error(double x) {
    double magnitude = fabs(x);
    if (!(magnitude < 1)) return magnitude == 1 ? copysign(INFINITY, x) : NAN;
    if (magnitude == 0) return x;
    double w = -log((1 - magnitude) * (1 + magnitude));
    double y;
    if (w < 5) {
        const double terms[] = {
            2.81022636e-08, 3.43273939e-07, -3.5233877e-06, -4.39150654e-06, 0.00021858087,
            -0.00125372503, -0.00417768164, 0.246640727,    1.50140941,
        };
        w -= 2.5;
        y = 0;
        for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) y = y * w + terms[i];
    } else {
        const double terms[] = {
            -0.000200214257, 0.000100950558, 0.00134934322, -0.00367342844, 0.00573950773,
            -0.0076224613,   0.00943887047,  1.00167406,    2.83297682,
        };
        w = sqrt(w) - 3;
        y = 0;
        for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) y = y * w + terms[i];
    }
    y *= magnitude;
    double error = magnitude < 0.5 ? erf(y) - magnitude : (1 - magnitude) - erfc(y);
    double step = error * 0x1.c5bf891b4ef6bp-1 * exp(y * y);
    y -= step / (1 + y * step);
    return copysign(y, x);
}

static void pytorch_inverse_errors(float *values, size_t count) {
    for (size_t i = 0; i < count; i++) values[i] = (float)pytorch_inverse_error(values[i]);
}

static void pytorch_inverse_errors_double(double *values, size_t count) {
    for (size_t i = 0; i < count; i++) values[i] = pytorch_inverse_error(values[i]);
}

#define PYTORCH                                                                                                        \
    {                                                                                                                  \
        .uniform_float = pytorch_uniform_float, .uniform_double = pytorch_uniform_double,                              \
        .normal_vectorized = pytorch_normal_vectorized, .normal_scalar = pytorch_normal_scalar,                        \
        .normal_double = pytorch_normal_double, .normal_rounded = pytorch_normal_rounded,                              \
        .normal_pair = pytorch_normal_pair, .radius_number = pytorch_radius_number,                                    \
        .angle_number = pytorch_angle_number, .error_function = pytorch_error_function,                                \
        .logarithms = pytorch_logarithms, .logarithms_double = pytorch_logarithms_double,                              \
        .inverse_errors = pytorch_inverse_errors, .inverse_errors_double = pytorch_inverse_errors_double,              \
    }
