// Threefry2x32 as JAX and MLX use it, and what they make of its words.
#pragma once

#include <math.h>
#include <string.h>

#include "lanes.h"
#include "logf-tables.h"

typedef double threefry_doubles __attribute__((ext_vector_type(LANES)));
typedef uint64_t threefry_longs __attribute__((ext_vector_type(LANES)));

// MARK: The cipher

static INLINE word_lanes threefry_rotated(word_lanes word, unsigned bits) { return word << bits | word >> (32 - bits); }

#define THREEFRY_ROUNDS(a, b, c, d)                                                                                    \
    x += y, y = threefry_rotated(y, a) ^ x;                                                                            \
    x += y, y = threefry_rotated(y, b) ^ x;                                                                            \
    x += y, y = threefry_rotated(y, c) ^ x;                                                                            \
    x += y, y = threefry_rotated(y, d) ^ x

// Threefry2x32-20 of (*first, *second) under a key, which may differ from lane to lane.
static INLINE void threefry_block(word_lanes *first, word_lanes *second, word_lanes key0, word_lanes key1) {
    word_lanes key2 = key0 ^ key1 ^ 0x1BD11BDA;
    word_lanes x = *first + key0, y = *second + key1;
    THREEFRY_ROUNDS(13, 15, 26, 6);
    x += key1, y += key2 + 1;
    THREEFRY_ROUNDS(17, 29, 16, 24);
    x += key2, y += key0 + 2;
    THREEFRY_ROUNDS(13, 15, 26, 6);
    x += key0, y += key1 + 3;
    THREEFRY_ROUNDS(17, 29, 16, 24);
    x += key1, y += key2 + 4;
    THREEFRY_ROUNDS(13, 15, 26, 6);
    *first = x + key2;
    *second = y + key0 + 5;
}

static INLINE word_lanes threefry_counting(void) {
    word_lanes counting;
    for (unsigned lane = 0; lane < LANES; lane++) counting[lane] = lane;
    return counting;
}

static void threefry_one_block(uint32_t *block, const uint32_t *key, const uint32_t *counter) {
    word_lanes x = counter[0], y = counter[1];
    threefry_block(&x, &y, key[0], key[1]);
    block[0] = x[0];
    block[1] = y[0];
}

// The blocks of elements first, first + 1, ... , first + LANES - 1, where first is a multiple of LANES, which divides
// 2^32.
static INLINE void threefry_partitionable(
    uint64_t first, const glorot_threefry_words *stream, word_lanes *x, word_lanes *y) {
    *x = (uint32_t)(first >> 32);
    *y = (uint32_t)first + threefry_counting();
    threefry_block(x, y, stream->key[0], stream->key[1]);
}

// The blocks that pair words first, first + 1, ... with words first + half, first + half + 1, ...
//
// If the number of words is odd, the last word of the first half has nothing to pair with. Its counter's second half
// is 0.
static INLINE void threefry_paired(
    uint64_t first, uint64_t half, const glorot_threefry_words *stream, word_lanes *x, word_lanes *y) {
    *x = (uint32_t)first + threefry_counting();
    *y = *x + (uint32_t)half;
    if (first + LANES >= half && stream->count != 2 * half) *y = *y == (uint32_t)stream->count ? (word_lanes)0 : *y;
    threefry_block(x, y, stream->key[0], stream->key[1]);
}

static INLINE size_t threefry_least(uint64_t left, size_t right) { return left < right ? (size_t)left : right; }

// Runs over a stream's words: WRITE(index, word lanes, how many) is called for LANES words or, at the ends, fewer.
#define THREEFRY_FOR_WORDS(stream, WRITE)                                                                              \
    do {                                                                                                               \
        word_lanes x, y;                                                                                               \
        if ((stream)->layout == GLOROT_PARTITIONABLE) {                                                                \
            for (uint64_t i = 0; i < (stream)->count; i += LANES) {                                                    \
                threefry_partitionable(i, stream, &x, &y);                                                             \
                WRITE(i, x ^ y, (stream)->count - i);                                                                  \
            }                                                                                                          \
        } else {                                                                                                       \
            uint64_t half = ((stream)->count + 1) / 2, rest = (stream)->count - half;                                  \
            for (uint64_t i = 0; i < half; i += LANES) {                                                               \
                threefry_paired(i, half, stream, &x, &y);                                                              \
                WRITE(i, x, half - i);                                                                                 \
                if (i < rest) WRITE(half + i, y, rest - i);                                                            \
            }                                                                                                          \
        }                                                                                                              \
    } while (0)

// Copies lanes to memory that has room for `left` elements.
#define THREEFRY_STORE(memory, lanes, left)                                                                            \
    do {                                                                                                               \
        if ((left) >= LANES) {                                                                                         \
            memcpy(memory, &(lanes), sizeof(lanes));                                                                   \
        } else {                                                                                                       \
            memcpy(memory, &(lanes), (size_t)(left) * sizeof *(memory));                                               \
        }                                                                                                              \
    } while (0)

static void threefry_words(uint32_t *words, const glorot_threefry_words *stream) {
#define WRITE(index, word, left)                                                                                       \
    do {                                                                                                               \
        word_lanes lanes = word;                                                                                       \
        THREEFRY_STORE(words + (index), lanes, left);                                                                  \
    } while (0)
    THREEFRY_FOR_WORDS(stream, WRITE);
#undef WRITE
}

// MARK: JAX, single precision

// Polynomials are evaluated by fused steps, highest power first.
#define THREEFRY_FMA(a, b, c) __builtin_elementwise_fma(a, b, c)

// The numbers 0, 1, ... 2^23 - 1 over 2^23, by the upper 23 bits.
static INLINE float_lanes jax_fraction(word_lanes word) {
    return (float_lanes)(word >> 9 | 0x3F800000) - 1.0f;
}

static INLINE float_lanes jax_unit(word_lanes word, const glorot_threefry_float *law) {
    float_lanes u = THREEFRY_FMA(jax_fraction(word), (float_lanes)law->range, (float_lanes)law->low);
    return u < (float_lanes)law->low ? (float_lanes)law->low : u;
}

// XLA's logarithm on the CPU, for numbers from 2^-126 on: Cephes' logf, with fused steps.
static INLINE float_lanes xla_log(float_lanes a) {
    word_lanes bits = (word_lanes)a;
    float_lanes exponent = __builtin_convertvector((integer_lanes)(bits >> 23) - 127, float_lanes) + 1.0f;
    float_lanes m = (float_lanes)((bits & 0x007FFFFF) | 0x3F000000);
    integer_lanes low = m < 0x1.6a09e6p-1f;
    float_lanes extra = low ? m : (float_lanes)0.0f;
    float_lanes x = m - 1.0f + extra;
    exponent = low ? exponent - 1.0f : exponent;
    float_lanes z = x * x;
    float_lanes cube = z * x;
    float_lanes p = THREEFRY_FMA((float_lanes)0x1.204376p-4f, x, (float_lanes)-0x1.d7a37p-4f);
    p = THREEFRY_FMA(p, x, (float_lanes)0x1.de4a34p-4f);
    float_lanes q = THREEFRY_FMA((float_lanes)-0x1.fcba9ep-4f, x, (float_lanes)0x1.23d37ep-3f);
    q = THREEFRY_FMA(q, x, (float_lanes)-0x1.555cap-3f);
    float_lanes r = THREEFRY_FMA((float_lanes)0x1.999d58p-3f, x, (float_lanes)-0x1.fffff8p-3f);
    r = THREEFRY_FMA(r, x, (float_lanes)0x1.555554p-2f);
    float_lanes series = THREEFRY_FMA(THREEFRY_FMA(p, cube, q), cube, r);
    float_lanes main = THREEFRY_FMA((float_lanes)-0.5f, z, x);
    float_lanes correction = THREEFRY_FMA(cube, series, exponent * -0x1.bd0106p-13f);
    return THREEFRY_FMA(exponent, (float_lanes)0x1.63p-1f, main + correction);
}

// XLA's log(1 + m) for m from -1 + 2^-24 to 0.
static INLINE float_lanes xla_log1p(float_lanes m) {
    float_lanes p = 0x1.7bc096p-15f;
    p = THREEFRY_FMA(p, m, (float_lanes)0x1.fe818ap-2f);
    p = THREEFRY_FMA(p, m, (float_lanes)0x1.a509f4p+2f);
    p = THREEFRY_FMA(p, m, (float_lanes)0x1.de9738p+4f);
    p = THREEFRY_FMA(p, m, (float_lanes)0x1.e798ecp+5f);
    p = THREEFRY_FMA(p, m, (float_lanes)0x1.c8e75ap+5f);
    p = THREEFRY_FMA(p, m, (float_lanes)0x1.40a202p+4f);
    float_lanes q = m + 0x1.e2035ap+3f;
    q = THREEFRY_FMA(q, m, (float_lanes)0x1.4c30b6p+6f);
    q = THREEFRY_FMA(q, m, (float_lanes)0x1.bb865ap+7f);
    q = THREEFRY_FMA(q, m, (float_lanes)0x1.351946p+8f);
    q = THREEFRY_FMA(q, m, (float_lanes)0x1.b0db14p+7f);
    q = THREEFRY_FMA(q, m, (float_lanes)0x1.e0f304p+5f);
    float_lanes square = m * m;
    float_lanes tail = (m * square) * (p / q);
    float_lanes small = m + THREEFRY_FMA((float_lanes)-0.5f, square, tail);
    integer_lanes is_small = m > -0x1.a8279ap-2f;
    return is_small ? small : xla_log(m + 1.0f);
}

// XLA's inverse error function for numbers from -1 to 1: Giles' polynomials.
static INLINE float_lanes xla_inverse_erf(float_lanes u) {
    float_lanes logarithm = xla_log1p(u * -u);
    integer_lanes central = logarithm > -5.0f;
    float_lanes w = central ? -2.5f - logarithm : __builtin_elementwise_sqrt(-logarithm) - 3.0f;
#define TERM(inner, outer) (central ? (float_lanes)(inner) : (float_lanes)(outer))
    float_lanes p = TERM(0x1.e2cb1p-26f, -0x1.a3e136p-13f);
    p = THREEFRY_FMA(p, w, TERM(0x1.70966cp-22f, 0x1.a76ad6p-14f));
    p = THREEFRY_FMA(p, w, TERM(-0x1.d8e6aep-19f, 0x1.61b8e4p-10f));
    p = THREEFRY_FMA(p, w, TERM(-0x1.26b582p-18f, -0x1.e17bcep-9f));
    p = THREEFRY_FMA(p, w, TERM(0x1.ca65b6p-13f, 0x1.7824f6p-8f));
    p = THREEFRY_FMA(p, w, TERM(-0x1.48a81p-10f, -0x1.f38baep-8f));
    p = THREEFRY_FMA(p, w, TERM(-0x1.11c9dep-8f, 0x1.354afcp-7f));
    p = THREEFRY_FMA(p, w, TERM(0x1.f91ec6p-3f, 0x1.006db6p+0f));
    p = THREEFRY_FMA(p, w, TERM(0x1.805c5ep+0f, 0x1.6a9efcp+1f));
#undef TERM
    integer_lanes end = __builtin_elementwise_abs(u) == 1.0f;
    return u * (end ? (float_lanes)INFINITY : p);
}

static float jax_erf(float x) {
    if (__builtin_fabsf(x) >= 0x1.df38dp+1f) return x < 0 ? -1.0f : 1.0f;
    float square = x * x;
    float p = 0x1.e05aa2p-13f;
    p = __builtin_fmaf(p, square, 0x1.bebb44p-9f);
    p = __builtin_fmaf(p, square, 0x1.a16dd6p-5f);
    p = __builtin_fmaf(p, square, 0x1.7b4e8p-3f);
    p = __builtin_fmaf(p, square, 0x1.20dd74p+0f);
    float q = -0x1.fa720cp-24f;
    q = __builtin_fmaf(q, square, 0x1.8b11bep-16f);
    q = __builtin_fmaf(q, square, 0x1.0ada5p-10f);
    q = __builtin_fmaf(q, square, 0x1.cd0fa8p-7f);
    q = __builtin_fmaf(q, square, 0x1.c69842p-4f);
    q = __builtin_fmaf(q, square, 0x1.fd6894p-2f);
    q = __builtin_fmaf(q, square, 1.0f);
    return (x * p) / q;
}

// MARK: MLX

static INLINE float_lanes mlx_unit(word_lanes word, const glorot_threefry_float *law) {
    float_lanes fraction = __builtin_convertvector(word, float_lanes) * 0x1p-32f;
    fraction = fraction > 0x1.fffffep-1f ? (float_lanes)0x1.fffffep-1f : fraction;
    return (float_lanes)law->range * fraction + (float_lanes)law->low;
}

// The logarithm that MLX calls, the C library's under Linux, for positive normal numbers: S. Nagy's logf of Arm's
// optimized routines and glibc 2.27. With c near z, log(2^k z) = k log(2) + log(c) + log(1 + (z / c - 1)).
static INLINE float_lanes mlx_log(float_lanes v) {
    word_lanes bits = (word_lanes)v;
    word_lanes offset = bits - 0x3F330000;
    word_lanes places = offset >> 19 & 15;
    uint32_t place[LANES];
    memcpy(place, &places, sizeof place);
    double chosen[2][LANES];
    for (unsigned lane = 0; lane < LANES; lane++) {
        chosen[0][lane] = logf_reciprocals[place[lane]];
        chosen[1][lane] = logf_logarithms[place[lane]];
    }
    threefry_doubles reciprocal, logarithm;
    memcpy(&reciprocal, chosen[0], sizeof reciprocal);
    memcpy(&logarithm, chosen[1], sizeof logarithm);
    threefry_doubles k = __builtin_convertvector((integer_lanes)offset >> 23, threefry_doubles);
    threefry_doubles z = __builtin_convertvector((float_lanes)(bits - (offset & 0xFF800000)), threefry_doubles);
    threefry_doubles r = THREEFRY_FMA(z, reciprocal, (threefry_doubles)-1.0);
    threefry_doubles base = THREEFRY_FMA(k, (threefry_doubles)0x1.62e42fefa39efp-1, logarithm);
    threefry_doubles square = r * r;
    threefry_doubles y = (threefry_doubles)-0x1.ffffef20a4123p-2;
    y = THREEFRY_FMA((threefry_doubles)0x1.5575b0be00b6ap-2, r, y);
    y = THREEFRY_FMA((threefry_doubles)-0x1.00ea348b88334p-2, square, y);
    y = THREEFRY_FMA(y, square, base + r);
    return __builtin_convertvector(y, float_lanes);
}

static INLINE float_lanes mlx_inverse_erf(float_lanes u) {
    float_lanes t = mlx_log(THREEFRY_FMA(u, 0.0f - u, (float_lanes)1.0f));
    float_lanes outer = 0x1.4deb44p-32f;
    outer = THREEFRY_FMA(outer, t, (float_lanes)0x1.f7c9aep-26f);
    outer = THREEFRY_FMA(outer, t, (float_lanes)0x1.47e512p-20f);
    outer = THREEFRY_FMA(outer, t, (float_lanes)0x1.dca7dep-16f);
    outer = THREEFRY_FMA(outer, t, (float_lanes)0x1.9cab92p-12f);
    outer = THREEFRY_FMA(outer, t, (float_lanes)0x1.8cc0dep-9f);
    outer = THREEFRY_FMA(outer, t, (float_lanes)0x1.3ca920p-8f);
    outer = THREEFRY_FMA(outer, t, (float_lanes)-0x1.0eff66p-2f);
    outer = THREEFRY_FMA(outer, t, (float_lanes)0x1.ae16a4p-1f);
    float_lanes inner = 0x1.75c000p-28f;
    inner = THREEFRY_FMA(inner, t, (float_lanes)0x1.33b402p-23f);
    inner = THREEFRY_FMA(inner, t, (float_lanes)0x1.499232p-20f);
    inner = THREEFRY_FMA(inner, t, (float_lanes)0x1.e52cd2p-24f);
    inner = THREEFRY_FMA(inner, t, (float_lanes)-0x1.d70bd0p-15f);
    inner = THREEFRY_FMA(inner, t, (float_lanes)-0x1.35be90p-13f);
    inner = THREEFRY_FMA(inner, t, (float_lanes)0x1.2f6400p-9f);
    inner = THREEFRY_FMA(inner, t, (float_lanes)0x1.7a1e50p-7f);
    inner = THREEFRY_FMA(inner, t, (float_lanes)-0x1.db2aeep-3f);
    inner = THREEFRY_FMA(inner, t, (float_lanes)0x1.c5bf88p-1f);
    return u * (-t > 6.125f ? outer : inner);
}

// MLX's exponential function for numbers that are not positive: 2^n 2^f by Cephes' polynomial.
static float mlx_exp(float x) {
    if (x < -88.0f) return 0.0f;
    float y = x * 1.442695f;
    float whole = floorf(y + 0.5f);
    float part = y - whole;
    float p = 1.535336188319500e-4f;
    p = __builtin_fmaf(p, part, 1.339887440266574e-3f);
    p = __builtin_fmaf(p, part, 9.618437357674640e-3f);
    p = __builtin_fmaf(p, part, 5.550332471162809e-2f);
    p = __builtin_fmaf(p, part, 2.402264791363012e-1f);
    p = __builtin_fmaf(p, part, 6.931472028550421e-1f);
    p = __builtin_fmaf(p, part, 1.0f);
    uint32_t bits = (uint32_t)((int32_t)whole + 127) << 23;
    float power;
    memcpy(&power, &bits, sizeof power);
    return power * p;
}

static float mlx_erf(float x) {
    float t = 1.0f / __builtin_fmaf(0.3275911f, __builtin_fabsf(x), 1.0f);
    float r = __builtin_fmaf(1.061405429f, t, -1.453152027f);
    r = __builtin_fmaf(r, t, 1.421413741f);
    r = __builtin_fmaf(r, t, -0.284496736f);
    r = __builtin_fmaf(r, t, 0.254829592f);
    float e = -mlx_exp(-x * x);
    float result = __builtin_fmaf(e * t, r, 1.0f);
    return x > 0 ? result : -result;
}

// MARK: Single precision

// Functions of their own, since each is long and has several callers.
static __attribute__((noinline)) void xla_quantile(float_lanes *u) { *u = xla_inverse_erf(*u); }
static __attribute__((noinline)) void mlx_quantile(float_lanes *u) { *u = mlx_inverse_erf(*u); }

static INLINE float_lanes threefry_value(
    word_lanes word, const glorot_threefry_form form, const glorot_threefry_float *law) {
    int jax = form == GLOROT_JAX_UNIFORM || form == GLOROT_JAX_QUANTILE;
    float_lanes v = jax ? jax_unit(word, law) : mlx_unit(word, law);
    if (form == GLOROT_JAX_QUANTILE || form == GLOROT_MLX_QUANTILE) {
        if (jax) {
            xla_quantile(&v);
        } else {
            mlx_quantile(&v);
        }
        v = v * law->root;
        v = v < (float_lanes)law->least ? (float_lanes)law->least : v;
        v = v > (float_lanes)law->greatest ? (float_lanes)law->greatest : v;
    }
    return v * law->factor + law->offset;
}

#define THREEFRY_DRAW_FLOAT(name, form)                                                                                \
    static void name(float *values, const glorot_threefry_words *stream, const glorot_threefry_float *law) {           \
        const glorot_threefry_float constants = *law;                                                                  \
        const glorot_threefry_words words = *stream;                                                                   \
        THREEFRY_FOR_WORDS(&words, THREEFRY_WRITE_##form);                                                             \
    }
#define THREEFRY_WRITE(index, word, left, form)                                                                        \
    do {                                                                                                               \
        float_lanes lanes = threefry_value(word, form, &constants);                                                    \
        THREEFRY_STORE(values + (index), lanes, left);                                                                 \
    } while (0)
#define THREEFRY_WRITE_GLOROT_JAX_UNIFORM(i, w, n) THREEFRY_WRITE(i, w, n, GLOROT_JAX_UNIFORM)
#define THREEFRY_WRITE_GLOROT_JAX_QUANTILE(i, w, n) THREEFRY_WRITE(i, w, n, GLOROT_JAX_QUANTILE)
#define THREEFRY_WRITE_GLOROT_MLX_UNIFORM(i, w, n) THREEFRY_WRITE(i, w, n, GLOROT_MLX_UNIFORM)
#define THREEFRY_WRITE_GLOROT_MLX_QUANTILE(i, w, n) THREEFRY_WRITE(i, w, n, GLOROT_MLX_QUANTILE)

THREEFRY_DRAW_FLOAT(jax_uniform_float, GLOROT_JAX_UNIFORM)
THREEFRY_DRAW_FLOAT(jax_quantile_float, GLOROT_JAX_QUANTILE)
THREEFRY_DRAW_FLOAT(mlx_uniform_float, GLOROT_MLX_UNIFORM)
THREEFRY_DRAW_FLOAT(mlx_quantile_float, GLOROT_MLX_QUANTILE)

static void threefry_draw_float(
    float *values,
    const glorot_threefry_words *stream,
    glorot_threefry_form form,
    const glorot_threefry_float *law) {
    switch (form) {
    case GLOROT_JAX_UNIFORM: jax_uniform_float(values, stream, law); break;
    case GLOROT_JAX_QUANTILE: jax_quantile_float(values, stream, law); break;
    case GLOROT_MLX_UNIFORM: mlx_uniform_float(values, stream, law); break;
    case GLOROT_MLX_QUANTILE: mlx_quantile_float(values, stream, law); break;
    }
}

static void jax_inverse_erf(float *values, size_t count) {
    for (size_t i = 0; i < count; i += LANES) {
        size_t size = threefry_least(count - i, LANES) * sizeof *values;
        float_lanes u = 0.0f;
        memcpy(&u, values + i, size);
        xla_quantile(&u);
        memcpy(values + i, &u, size);
    }
}

// MARK: MLX, 16 bits

// Numbers of a 16-bit type nearest to others, ties to even, as single-precision numbers.
static INLINE float_lanes threefry_rounded(float_lanes v, const glorot_threefry_half type) {
    word_lanes bits = (word_lanes)v;
    if (type == GLOROT_BFLOAT16) return (float_lanes)((bits + 0x7FFF + (bits >> 16 & 1)) & 0xFFFF0000);
    word_lanes sign = bits & 0x80000000, magnitude = bits ^ sign;
    // Below 2^-14 the last place is worth 2^-24, as in single-precision numbers from 1/2 to 1.
    word_lanes small = (word_lanes)((float_lanes)magnitude + 0.5f - 0.5f);
    word_lanes large = (magnitude + 0x0FFF + (magnitude >> 13 & 1)) & 0xFFFFE000;
    large = large >= 0x47800000 ? (word_lanes)0x7F800000 : large;
    return (float_lanes)(sign | (magnitude < 0x38800000 ? small : large));
}

// The patterns of numbers of a 16-bit type, in the lower halves.
static INLINE word_lanes threefry_pattern(float_lanes v, const glorot_threefry_half type) {
    word_lanes bits = (word_lanes)v;
    if (type == GLOROT_BFLOAT16) return bits >> 16;
    word_lanes sign = bits >> 16 & 0x8000, magnitude = bits & 0x7FFFFFFF;
    word_lanes small = (word_lanes)((float_lanes)magnitude + 0.5f) - 0x3F000000;
    word_lanes large = magnitude >= 0x47800000 ? (word_lanes)0x7C00 : (magnitude - 0x38000000) >> 13;
    return sign | (magnitude < 0x38800000 ? small : large);
}

static INLINE word_lanes mlx_half(
    word_lanes word,
    const glorot_threefry_form form,
    const glorot_threefry_half type,
    const int single_unit,
    const glorot_threefry_float *law) {
#define ROUNDED(v) threefry_rounded(v, type)
    float_lanes v;
    if (single_unit) {
        v = mlx_unit(word, law);
    } else {
        float_lanes below_one = type == GLOROT_BFLOAT16 ? 0x1.fep-1f : 0x1.ffcp-1f;
        v = __builtin_convertvector(word, float_lanes) * 0x1p-32f;
        v = ROUNDED(v > below_one ? below_one : v);
        v = ROUNDED(ROUNDED(v * law->range) + law->low);
    }
    if (form == GLOROT_MLX_QUANTILE) {
        mlx_quantile(&v);
        v = ROUNDED(ROUNDED(v) * law->root);
        v = v > (float_lanes)law->greatest ? (float_lanes)law->greatest : v;
        v = v < (float_lanes)law->least ? (float_lanes)law->least : v;
    }
    v = ROUNDED(ROUNDED(v * law->factor) + law->offset);
#undef ROUNDED
    return threefry_pattern(v, type);
}

typedef uint16_t threefry_halves __attribute__((ext_vector_type(LANES)));

#define MLX_WRITE(index, word, left, form, type, single_unit)                                                          \
    do {                                                                                                               \
        threefry_halves lanes =                                                                                        \
            __builtin_convertvector(mlx_half(word, form, type, single_unit, &constants), threefry_halves);             \
        THREEFRY_STORE(patterns + (index), lanes, left);                                                               \
    } while (0)
#define MLX_WRITE_UNIFORM_BFLOAT16(i, w, n) MLX_WRITE(i, w, n, GLOROT_MLX_UNIFORM, GLOROT_BFLOAT16, 0)
#define MLX_WRITE_UNIFORM_FLOAT16(i, w, n) MLX_WRITE(i, w, n, GLOROT_MLX_UNIFORM, GLOROT_FLOAT16, 0)
#define MLX_WRITE_QUANTILE(i, w, n) MLX_WRITE(i, w, n, GLOROT_MLX_QUANTILE, type, single_unit)

#define MLX_DRAW_HALF(name, WRITE)                                                                                     \
    static void name(                                                                                                  \
        uint16_t *patterns, const glorot_threefry_words *stream, glorot_threefry_half type, int single_unit,           \
        const glorot_threefry_float *law) {                                                                            \
        (void)type, (void)single_unit;                                                                                 \
        const glorot_threefry_float constants = *law;                                                                  \
        const glorot_threefry_words words = *stream;                                                                   \
        THREEFRY_FOR_WORDS(&words, WRITE);                                                                             \
    }

MLX_DRAW_HALF(mlx_uniform_bfloat16, MLX_WRITE_UNIFORM_BFLOAT16)
MLX_DRAW_HALF(mlx_uniform_float16, MLX_WRITE_UNIFORM_FLOAT16)
MLX_DRAW_HALF(mlx_quantile_half, MLX_WRITE_QUANTILE)

static void mlx_draw_half(
    uint16_t *patterns,
    const glorot_threefry_words *stream,
    glorot_threefry_form form,
    glorot_threefry_half type,
    int single_unit,
    const glorot_threefry_float *law) {
    if (form == GLOROT_MLX_QUANTILE) {
        mlx_quantile_half(patterns, stream, type, single_unit, law);
    } else if (type == GLOROT_BFLOAT16) {
        mlx_uniform_bfloat16(patterns, stream, type, single_unit, law);
    } else {
        mlx_uniform_float16(patterns, stream, type, single_unit, law);
    }
}

// MARK: JAX, 16 bits

static void threefry_draw_table(
    uint16_t *patterns,
    size_t count,
    const glorot_threefry_words *stream,
    const uint16_t *table,
    unsigned bits,
    unsigned width) {
    uint32_t mask = ((uint32_t)1 << width) - 1;
    unsigned shift = bits - width;
    unsigned per_word = stream->layout == GLOROT_PARTITIONABLE ? 1 : 32 / bits;
#define WRITE(index, word, left)                                                                                       \
    do {                                                                                                               \
        word_lanes lanes = word;                                                                                       \
        for (unsigned part = 0; part < per_word; part++) {                                                             \
            word_lanes entries = lanes >> (bits * part + shift) & mask;                                                \
            uint32_t entry[LANES];                                                                                     \
            memcpy(entry, &entries, sizeof entry);                                                                     \
            for (size_t lane = 0; lane < threefry_least(left, LANES); lane++) {                                        \
                size_t place = (size_t)((index) + lane) * per_word + part;                                             \
                if (place < count) patterns[place] = table[entry[lane]];                                               \
            }                                                                                                          \
        }                                                                                                              \
    } while (0)
    THREEFRY_FOR_WORDS(stream, WRITE);
#undef WRITE
}

// MARK: JAX, double precision

// Horner's rule by fused steps, for scalars and for lanes.
#define THREEFRY_POLYNOMIAL(p, coefficients, w)                                                                        \
    p = coefficients[0];                                                                                               \
    for (size_t i = 1; i < sizeof coefficients / sizeof *coefficients; i++)                                            \
        p = THREEFRY_FMA(p, w, (__typeof__(p))coefficients[i])

// XLA's log(1 + m) on the CPU for m from -1 to 0: Cephes' log1p near 0, else libm's logarithm.
static INLINE threefry_doubles xla_log1p_doubles(threefry_doubles m) {
    static const double numerator[] = {
        0x1.7bc0962b395cap-15, 0x1.fe818a0fe1a83p-2, 0x1.a509f46f4fa53p+2, 0x1.de9738b8cb9c9p+4,
        0x1.e798eb86c3351p+5,  0x1.c8e7597479a10p+5, 0x1.40a202d99830ap+4,
    };
    static const double denominator[] = {
        1.0,
        0x1.e20359e903e37p+3,
        0x1.4c30b52213498p+6,
        0x1.bb86590fcfb56p+7,
        0x1.351945dc908a5p+8,
        0x1.b0db13e48e066p+7,
        0x1.e0f304466448ep+5,
    };
    threefry_doubles p, q;
    THREEFRY_POLYNOMIAL(p, numerator, m);
    THREEFRY_POLYNOMIAL(q, denominator, m);
    threefry_doubles square = m * m;
    threefry_doubles result = m + THREEFRY_FMA(square, (threefry_doubles)-0.5, (m * square) * (p / q));
    double arguments[LANES], results[LANES];
    memcpy(arguments, &m, sizeof arguments);
    memcpy(results, &result, sizeof results);
    for (unsigned lane = 0; lane < LANES; lane++) {
        if (arguments[lane] < -0x1.2bec333018867p-2) results[lane] = log(arguments[lane] + 1.0);
    }
    memcpy(&result, results, sizeof result);
    return result;
}

// The inverse error function beyond the central part, from the number and log(1 - u^2).
static double xla_outer_inverse_erf(double u, double logarithm) {
    static const double outer[] = {
        0x1.3040f87dbd932p-29,  0x1.85cbe52878635p-24,  -0x1.2777453dd3955p-22, 0x1.395abcd554c6cp-26,
        0x1.936388a3790adp-20,  -0x1.0d5db812b5083p-18, 0x1.8860cd5d652f6p-19,  0x1.a29a0cacdfb23p-17,
        -0x1.8cef1f80281f2p-15, 0x1.1e684d0b9188ap-14,  0x1.932cd54c8a222p-16,  -0x1.7448a89ef8aa3p-12,
        0x1.f3cc55ad40c25p-11,  -0x1.ba924132f38b1p-10, 0x1.468eeca533cf8p-9,   -0x1.ebadabb891bbdp-9,
        0x1.5ffcfe5b76afcp-8,   0x1.0158a6d641d39p+0,   0x1.8abcc380d5a48p+1,
    };
    static const double outermost[] = {
        -0x1.dcec3a7785389p-36, -0x1.18feec0e38727p-32, 0x1.9e6bf2dda45e3p-30,  -0x1.0468fb24e2f5fp-28,
        0x1.05ac6a8fba182p-27,  -0x1.0102e495fb9c0p-26, 0x1.f4c20e1334af8p-26,  -0x1.22d220fdf9c3ep-24,
        0x1.ebc8bb824cb54p-23,  -0x1.0a8d40ea372ccp-20, 0x1.2fbd29d093d2bp-18,  -0x1.4a3497e1e0facp-16,
        0x1.3ebf4eb00938fp-14,  -0x1.c2f36a8fc5d53p-13, -0x1.22ea5df04047cp-13, 0x1.02a30d1fba0dcp+0,
        0x1.3664ddd1ad7fbp+2,
    };
    double w, p;
    if (__builtin_fabs(u) == 1.0) return u * INFINITY;
    if (logarithm > -16.0) {
        w = sqrt(-logarithm) - 3.25;
        THREEFRY_POLYNOMIAL(p, outer, w);
    } else {
        w = sqrt(-logarithm) - 5.0;
        THREEFRY_POLYNOMIAL(p, outermost, w);
    }
    return u * p;
}

// XLA's inverse error function for numbers from -1 to 1: Giles' polynomials.
static INLINE threefry_doubles xla_inverse_erf_doubles(threefry_doubles u) {
    static const double central[] = {
        -0x1.135d2e746e627p-68, -0x1.8ddf93324d327p-63, 0x1.7b83eef0b7c9fp-60,  0x1.9ba72cd589b91p-57,
        -0x1.33689090a6b96p-53, 0x1.82e11898132e0p-56,  0x1.de4acfd9e26bap-48,  -0x1.6d33eed66c487p-45,
        -0x1.6f2167040d8e2p-44, 0x1.72a22c2d77e20p-39,  -0x1.c8859c4e5c0afp-37, -0x1.dc583d118a561p-35,
        0x1.20f47ccf46b3cp-30,  -0x1.1a9e38dc84d60p-28, -0x1.f36cd6d3d46a9p-26, 0x1.c6b4f5d03b787p-22,
        -0x1.6e8a5434ae8a2p-20, -0x1.d1d1f7b8736f6p-17, 0x1.879c2a212f024p-13,  -0x1.845769484fca8p-11,
        -0x1.8b6c33114f909p-8,  0x1.ebd80d9b13e28p-3,   0x1.a755e7c99ae86p+0,
    };
    threefry_doubles logarithm = xla_log1p_doubles(u * -u), w = -3.125 - logarithm, p;
    THREEFRY_POLYNOMIAL(p, central, w);
    threefry_doubles result = u * p;
    // All but two values in a thousand are central.
    double logarithms[LANES];
    memcpy(logarithms, &logarithm, sizeof logarithms);
    for (unsigned lane = 0; lane < LANES; lane++) {
        if (logarithms[lane] <= -6.25) result[lane] = xla_outer_inverse_erf(u[lane], logarithms[lane]);
    }
    return result;
}

static double jax_erf_double(double x) { return erf(x); }

// The values of LANES elements from the halves of their 64-bit words.
static INLINE threefry_doubles jax_doubles(
    word_lanes high, word_lanes low, const glorot_threefry_form form, const glorot_threefry_double *law) {
    threefry_longs word =
        __builtin_convertvector(high, threefry_longs) << 32 | __builtin_convertvector(low, threefry_longs);
    threefry_doubles v = (threefry_doubles)(word >> 12 | 0x3FF0000000000000) - 1.0;
    v = THREEFRY_FMA(v, (threefry_doubles)law->range, (threefry_doubles)law->low);
    v = v < (threefry_doubles)law->low ? (threefry_doubles)law->low : v;
    if (form == GLOROT_JAX_QUANTILE) {
        v = xla_inverse_erf_doubles(v) * law->root;
        v = v < (threefry_doubles)law->least ? (threefry_doubles)law->least : v;
        v = v > (threefry_doubles)law->greatest ? (threefry_doubles)law->greatest : v;
    }
    return v * law->factor + law->offset;
}

// In both layouts, an element has a block of its own.
static INLINE void jax_draw_doubles(
    double *values,
    const glorot_threefry_words *stream,
    const glorot_threefry_form form,
    const glorot_threefry_double *law) {
    const glorot_threefry_double constants = *law;
    const glorot_threefry_words words = *stream;
    for (uint64_t i = 0; i < words.count; i += LANES) {
        word_lanes x, y;
        if (words.layout == GLOROT_PARTITIONABLE) {
            threefry_partitionable(i, &words, &x, &y);
        } else {
            x = (uint32_t)i + threefry_counting();
            y = x + (uint32_t)words.count;
            threefry_block(&x, &y, words.key[0], words.key[1]);
        }
        threefry_doubles lanes = jax_doubles(x, y, form, &constants);
        THREEFRY_STORE(values + i, lanes, words.count - i);
    }
}

static void threefry_draw_double(
    double *values,
    const glorot_threefry_words *stream,
    glorot_threefry_form form,
    const glorot_threefry_double *law) {
    if (form == GLOROT_JAX_UNIFORM) {
        jax_draw_doubles(values, stream, GLOROT_JAX_UNIFORM, law);
    } else {
        jax_draw_doubles(values, stream, GLOROT_JAX_QUANTILE, law);
    }
}

// MARK: Seeds

// The word at a place, for LANES keys.
static INLINE word_lanes threefry_word(const glorot_threefry_place *place, word_lanes key0, word_lanes key1) {
    word_lanes x = place->counter[0], y = place->counter[1];
    threefry_block(&x, &y, key0, key1);
    return place->part == 2 ? x ^ y : place->part == 1 ? y : x;
}

static size_t threefry_seeds(
    uint64_t *found,
    size_t limit,
    uint64_t first,
    uint64_t count,
    int lower_first,
    const glorot_threefry_step *steps,
    size_t step_count,
    const glorot_threefry_clue *clues,
    size_t clue_count) {
    size_t hits = 0;
    for (uint64_t done = 0; done < count && hits < limit; done += LANES) {
        uint64_t seed = first + done;
        word_lanes low = (uint32_t)seed + threefry_counting();
        word_lanes high = (uint32_t)(seed >> 32) - (word_lanes)(low < (uint32_t)seed);
        word_lanes key0 = lower_first ? low : high, key1 = lower_first ? (word_lanes)0 : low;
        for (size_t step = 0; step < step_count; step++) {
            const glorot_threefry_place *words = steps[step].words;
            word_lanes x = words[0].counter[0], y = words[0].counter[1];
            threefry_block(&x, &y, key0, key1);
            word_lanes second = y;
            // Both words are in one block if a child of a key is a whole block.
            if (memcmp(words[0].counter, words[1].counter, sizeof words[0].counter) != 0) {
                second = threefry_word(words + 1, key0, key1);
            }
            key0 = words[0].part ? y : x;
            key1 = second;
        }
        integer_lanes fits = -1;
        for (size_t clue = 0; clue < clue_count && __builtin_reduce_or(fits); clue++) {
            word_lanes word = threefry_word(&clues[clue].place, key0, key1);
            fits &= (word & clues[clue].mask) - clues[clue].low <= (word_lanes)clues[clue].span;
        }
        if (!__builtin_reduce_or(fits)) continue;
        for (size_t lane = 0; lane < threefry_least(count - done, LANES) && hits < limit; lane++) {
            if (fits[lane]) found[hits++] = seed + lane;
        }
    }
    return hits;
}

#define THREEFRY                                                                                                       \
    {                                                                                                                  \
        .block = threefry_one_block, .words = threefry_words, .draw_float = threefry_draw_float,                       \
        .draw_double = threefry_draw_double, .draw_table = threefry_draw_table, .draw_half = mlx_draw_half,            \
        .seeds = threefry_seeds, .jax_inverse_erf = jax_inverse_erf, .jax_erf = jax_erf,                               \
        .jax_erf_double = jax_erf_double, .mlx_erf = mlx_erf,                                                          \
    }
