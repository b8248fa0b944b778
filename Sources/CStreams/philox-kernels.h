// What TensorFlow makes of Philox's words.
#pragma once

#include "lanes.h"
#include "philox-blocks.h"
#include "philox-normal.h"
#include "philox-search.h"

enum {
    // Blocks whose words are made at a time: few enough that the words stay in the first-level cache.
    philox_chunk = 512,
};

// MARK: - Types of 16 bits

static INLINE uint32_t philox_float_bits(float value) {
    uint32_t bits;
    __builtin_memcpy(&bits, &value, sizeof bits);
    return bits;
}

static INLINE float philox_bits_float(uint32_t bits) {
    float value;
    __builtin_memcpy(&value, &bits, sizeof value);
    return value;
}

// To nearest, ties to even; not for NaN.
static INLINE uint16_t philox_bfloat16_bits(float value) {
    uint32_t bits = philox_float_bits(value);
    return (uint16_t)((bits + 0x7FFF + (bits >> 16 & 1)) >> 16);
}

static INLINE float philox_bfloat16_value(uint16_t pattern) { return philox_bits_float((uint32_t)pattern << 16); }

// To nearest, ties to even; not for NaN. Written in integers as in CInitializers' halves.h, for vector loops.
static INLINE uint16_t philox_float16_bits(float value) {
    uint32_t bits = philox_float_bits(value);
    uint32_t magnitude = bits & 0x7FFFFFFF;
    uint32_t small = philox_float_bits(philox_bits_float(magnitude) + 0.5f) - 0x3F000000;
    uint32_t large = (magnitude - 0x38000000 + 0x0FFF + (magnitude >> 13 & 1)) >> 13;
    uint32_t finite = magnitude < 0x38800000 ? small : large;
    uint32_t rounded = magnitude < 0x47800000 ? finite : 0x7C00;
    return (uint16_t)(rounded | (bits >> 16 & 0x8000));
}

static INLINE float philox_float16_value(uint16_t pattern) {
    uint32_t magnitude = (uint32_t)(pattern & 0x7FFF) << 13;
    uint32_t normal = magnitude + 0x38000000;
    uint32_t small = philox_float_bits(philox_bits_float(magnitude + 0x38800000) - philox_bits_float(0x38800000));
    uint32_t bits = magnitude < 0x00800000 ? small : magnitude < 0x0F800000 ? normal : 0x7F800000;
    return philox_bits_float(bits | (uint32_t)(pattern & 0x8000) << 16);
}

static INLINE uint16_t philox_scaled_bfloat16(float value, float scale, float shift) {
    return philox_bfloat16_bits(philox_bfloat16_value(philox_bfloat16_bits(value * scale)) + shift);
}

static INLINE uint16_t philox_scaled_float16(float value, float scale, float shift) {
    return philox_float16_bits(philox_float16_value(philox_float16_bits(value * scale)) + shift);
}

// MARK: - Uniform

// Fills a tensor of a type with four elements a block, `chunk` blocks at a time. `fill` writes the words of blocks, or
// what is made of them; `expression` makes an element of `word`, or of the `value` with these bits.
#define PHILOX_TENSOR(name, type, chunk, fill, expression)                                                             \
    static void name(                                                                                                  \
        type *values, size_t count, uint64_t first, const glorot_philox_key *key, const glorot_philox_law *law) {      \
        uint32_t words[4 * (chunk)];                                                                                   \
        const float scale = (float)law->scale, shift = (float)law->shift;                                              \
        for (size_t done = 0; done < count; done += 4 * (chunk)) {                                                     \
            size_t left = count - done < 4 * (chunk) ? count - done : 4 * (chunk);                                     \
            fill(words, first, done, left, key);                                                                       \
            type *part = values + done;                                                                                \
            for (size_t i = 0; i < left; i++) {                                                                        \
                uint32_t word = words[i];                                                                              \
                float value = philox_bits_float(word);                                                                 \
                (void)value;                                                                                           \
                part[i] = expression;                                                                                  \
            }                                                                                                          \
        }                                                                                                              \
    }

// The words of the elements `done ..< done + count`.
static INLINE void philox_tensor_words(
    uint32_t *words, uint64_t first, size_t done, size_t count, const glorot_philox_key *key) {
    philox_draw(words, first + done / 4, (count + 3) / 4, key);
}

#define PHILOX_UNIFORM(name, type, expression)                                                                         \
    PHILOX_TENSOR(name, type, philox_chunk, philox_tensor_words, expression)

PHILOX_UNIFORM(philox_uniform_float, float, (philox_bits_float((word & 0x7FFFFF) | 0x3F800000) - 1) * scale + shift)
PHILOX_UNIFORM(
    philox_uniform_float16, uint16_t, philox_scaled_float16((float)(int)(word & 0x3FF) * 0x1p-10f, scale, shift))
PHILOX_UNIFORM(
    philox_uniform_bfloat16, uint16_t, philox_scaled_bfloat16((float)(int)(word & 0x7F) * 0x1p-7f, scale, shift))

static void philox_uniform_double(
    double *values, size_t count, uint64_t first, const glorot_philox_key *key, const glorot_philox_law *law) {
    uint32_t words[4 * philox_chunk];
    const double scale = law->scale, shift = law->shift;
    for (size_t done = 0; done < count; done += 2 * philox_chunk) {
        size_t left = count - done < 2 * philox_chunk ? count - done : 2 * philox_chunk;
        philox_draw(words, first + done / 2, (left + 1) / 2, key);
        for (size_t i = 0; i < left; i++) {
            values[done + i] = philox_double_unit(words[2 * i], words[2 * i + 1]) * scale + shift;
        }
    }
}

// MARK: - Normal

// Makes normals of words, in place; `count` is rounded up to whole vectors.
static INLINE void philox_normals(uint32_t *words, size_t count) {
    for (size_t i = 0; i < count; i += LANES) {
        word_lanes lanes;
        __builtin_memcpy(&lanes, words + i, sizeof lanes);
        float_lanes normals = philox_pair_normals(lanes);
        __builtin_memcpy(words + i, &normals, sizeof normals);
    }
}

static INLINE void philox_tensor_normals(
    uint32_t *words, uint64_t first, size_t done, size_t count, const glorot_philox_key *key) {
    philox_tensor_words(words, first, done, count, key);
    philox_normals(words, count);
}

#define PHILOX_NORMAL(name, type, expression)                                                                          \
    PHILOX_TENSOR(name, type, philox_chunk, philox_tensor_normals, expression)

PHILOX_NORMAL(philox_normal_float, float, value *scale + shift)
// The normal is rounded to the type before it is scaled.
PHILOX_NORMAL(
    philox_normal_float16, uint16_t,
    philox_scaled_float16(philox_float16_value(philox_float16_bits(value)), scale, shift))
PHILOX_NORMAL(
    philox_normal_bfloat16, uint16_t,
    philox_scaled_bfloat16(philox_bfloat16_value(philox_bfloat16_bits(value)), scale, shift))

static void philox_normal_double(
    double *values, size_t count, uint64_t first, const glorot_philox_key *key, const glorot_philox_law *law) {
    uint32_t words[4 * philox_chunk];
    const double scale = law->scale, shift = law->shift;
    for (size_t done = 0; done < count; done += 2 * philox_chunk) {
        size_t left = count - done < 2 * philox_chunk ? count - done : 2 * philox_chunk;
        philox_draw(words, first + done / 2, (left + 1) / 2, key);
        for (size_t i = 0; i < left; i += 2) {
            double normals[2];
            philox_double_normals(words + 2 * i, normals);
            values[done + i] = normals[0] * scale + shift;
            if (i + 1 < left) values[done + i + 1] = normals[1] * scale + shift;
        }
    }
}

// MARK: - Truncated normal

// Groups of elements have parts of the stream of their own, of as many words as 256 times their elements. A group takes
// the normals of its part, in order, whose magnitude is below 2, until it is full.
// Source: tensorflow/core/kernels/random_op_cpu.h, FillPhiloxRandomTask; TruncatedNormalDistribution.

enum {
    // Groups that are filled at a time.
    philox_truncated_chunk = 256,
};

// Writes the bits of the elements of `groups` groups, four each.
static INLINE void philox_truncated_groups(
    uint32_t *values, uint64_t first, size_t groups, const glorot_philox_key *key) {
    // Room for three elements and the four of one more block.
    float elements[8 * philox_truncated_chunk];
    uint64_t numbers[philox_truncated_chunk + philox_pass];
    uint16_t pending[philox_truncated_chunk];
    uint8_t filled[philox_truncated_chunk];
    uint32_t words[4 * (philox_truncated_chunk + philox_pass)];
    size_t left = groups;
    for (size_t group = 0; group < groups; group++) {
        numbers[group] = first + 256 * (uint64_t)group;
        pending[group] = (uint16_t)group;
        filled[group] = 0;
    }
    while (left > 0) {
        // Whole passes are drawn, and what is beyond the last group is not used.
        for (unsigned i = 0; i < philox_pass; i++) numbers[left + i] = 0;
        philox_draw_at(words, numbers, left, key);
        philox_normals(words, 4 * left);
        size_t kept = 0;
        for (size_t i = 0; i < left; i++) {
            unsigned group = pending[i];
            unsigned count = filled[group];
            float *target = elements + 8 * (size_t)group;
            // Without a branch: the next value overwrites one that is dropped.
            for (unsigned j = 0; j < 4; j++) {
                float value = philox_bits_float(words[4 * i + j]);
                target[count] = value;
                count += __builtin_fabsf(value) < 2;
            }
            filled[group] = (uint8_t)count;
            pending[kept] = (uint16_t)group;
            numbers[kept] = numbers[i] + 1;
            kept += count < 4;
        }
        left = kept;
    }
    for (size_t group = 0; group < groups; group++) {
        __builtin_memcpy(values + 4 * group, elements + 8 * group, 4 * sizeof *values);
    }
}

static INLINE void philox_tensor_truncated(
    uint32_t *words, uint64_t first, size_t done, size_t count, const glorot_philox_key *key) {
    philox_truncated_groups(words, first + 64 * (uint64_t)done, (count + 3) / 4, key);
}

#define PHILOX_TRUNCATED(name, type, expression)                                                                       \
    PHILOX_TENSOR(name, type, philox_truncated_chunk, philox_tensor_truncated, expression)

PHILOX_TRUNCATED(philox_truncated_float, float, value *scale + shift)
PHILOX_TRUNCATED(
    philox_truncated_float16, uint16_t,
    philox_scaled_float16(philox_float16_value(philox_float16_bits(value)), scale, shift))
PHILOX_TRUNCATED(
    philox_truncated_bfloat16, uint16_t,
    philox_scaled_bfloat16(philox_bfloat16_value(philox_bfloat16_bits(value)), scale, shift))

static void philox_truncated_double(
    double *values, size_t count, uint64_t first, const glorot_philox_key *key, const glorot_philox_law *law) {
    const double scale = law->scale, shift = law->shift;
    uint64_t numbers[philox_truncated_chunk];
    uint32_t words[4 * philox_truncated_chunk];
    for (size_t done = 0; done < count; done += 2 * philox_truncated_chunk) {
        size_t left = count - done < 2 * philox_truncated_chunk ? count - done : 2 * philox_truncated_chunk;
        size_t groups = (left + 1) / 2;
        // Numbers beyond the tensor's groups are drawn for whole passes, and not used.
        for (size_t group = 0; group < philox_truncated_chunk; group++) {
            numbers[group] = first + 64 * (uint64_t)done + 128 * group;
        }
        philox_draw_at(words, numbers, groups, key);
        for (size_t group = 0; group < groups; group++) {
            size_t base = done + 2 * group, end = base + 2 < count ? base + 2 : count, next = base;
            const uint32_t *block = words + 4 * group;
            uint32_t more[4 * philox_pass];
            for (uint64_t number = numbers[group] + 1; next < end; number++) {
                double normals[2];
                philox_double_normals(block, normals);
                for (unsigned j = 0; j < 2; j++) {
                    if (__builtin_fabs(normals[j]) < 2 && next < end) values[next++] = normals[j] * scale + shift;
                }
                if (next < end) philox_draw(more, number, 1, key);
                block = more;
            }
        }
    }
}

#define PHILOX                                                                                                         \
    {                                                                                                                  \
        .uniform_float = philox_uniform_float, .uniform_double = philox_uniform_double,                                \
        .uniform_float16 = philox_uniform_float16, .uniform_bfloat16 = philox_uniform_bfloat16,                        \
        .normal_float = philox_normal_float, .normal_double = philox_normal_double,                                    \
        .normal_float16 = philox_normal_float16, .normal_bfloat16 = philox_normal_bfloat16,                            \
        .truncated_float = philox_truncated_float, .truncated_double = philox_truncated_double,                        \
        .truncated_float16 = philox_truncated_float16, .truncated_bfloat16 = philox_truncated_bfloat16,                \
        .stateless_seeds = philox_stateless_seeds, .op_seeds = philox_op_seeds,                                        \
        .pair_turn = philox_pair_turn, .pair_level = philox_pair_level,                                                \
    }
