// The streams of TensorFlow: Philox4x32-10 and what TensorFlow makes of its words.
#pragma once

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

// Block `i` of a stream is the cipher of the counter `i`, `counter_high`.
typedef struct {
    uint32_t cipher[2];
    uint32_t counter_high[2];
} glorot_philox_key;

// Values become `value * scale + shift`, both steps rounded to the tensor's type. `scale` and `shift` are of this type.
typedef struct {
    double scale;
    double shift;
} glorot_philox_law;

// Word `component` of block `block`, under `mask`, is `least ... least + extent`.
typedef struct {
    uint64_t block;
    uint32_t component;
    uint32_t mask;
    uint32_t least;
    uint32_t extent;
} glorot_philox_clue;

// Each function writes a whole tensor whose stream begins at block `first`. Elements of 16 bits are bit patterns.
typedef struct {
    void (*uniform_float)(
        float *values, size_t count, uint64_t first, const glorot_philox_key *key, const glorot_philox_law *law);
    void (*uniform_double)(
        double *values, size_t count, uint64_t first, const glorot_philox_key *key, const glorot_philox_law *law);
    void (*uniform_float16)(
        uint16_t *values, size_t count, uint64_t first, const glorot_philox_key *key, const glorot_philox_law *law);
    void (*uniform_bfloat16)(
        uint16_t *values, size_t count, uint64_t first, const glorot_philox_key *key, const glorot_philox_law *law);
    void (*normal_float)(
        float *values, size_t count, uint64_t first, const glorot_philox_key *key, const glorot_philox_law *law);
    void (*normal_double)(
        double *values, size_t count, uint64_t first, const glorot_philox_key *key, const glorot_philox_law *law);
    void (*normal_float16)(
        uint16_t *values, size_t count, uint64_t first, const glorot_philox_key *key, const glorot_philox_law *law);
    void (*normal_bfloat16)(
        uint16_t *values, size_t count, uint64_t first, const glorot_philox_key *key, const glorot_philox_law *law);
    // Normal, values of magnitude 2 or more dropped.
    void (*truncated_float)(
        float *values, size_t count, uint64_t first, const glorot_philox_key *key, const glorot_philox_law *law);
    void (*truncated_double)(
        double *values, size_t count, uint64_t first, const glorot_philox_key *key, const glorot_philox_law *law);
    void (*truncated_float16)(
        uint16_t *values, size_t count, uint64_t first, const glorot_philox_key *key, const glorot_philox_law *law);
    void (*truncated_bfloat16)(
        uint16_t *values, size_t count, uint64_t first, const glorot_philox_key *key, const glorot_philox_law *law);
    // Writes the seeds of `first ..< first + count` whose words fit all clues, at most `limit`, and returns how many.
    // A stateless seed is the first of the pair whose second is 0.
    size_t (*stateless_seeds)(
        uint64_t *seeds, size_t limit, uint64_t first, uint64_t count, const glorot_philox_clue *clues,
        size_t clue_count);
    // Op seeds: the upper half of the counter, with a known cipher key.
    size_t (*op_seeds)(
        uint64_t *seeds, size_t limit, uint64_t first, uint64_t count, const uint32_t *cipher,
        const glorot_philox_clue *clues, size_t clue_count);
    // What a pair of normal numbers was made from: the angle, in turns from 0 to 1, and the number in (0, 1] whose
    // logarithm gives the radius.
    double (*pair_turn)(double sine, double cosine);
    double (*pair_level)(double radius);
} glorot_philox;

#pragma clang assume_nonnull end
