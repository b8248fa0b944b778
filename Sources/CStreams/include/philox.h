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

// Writes a whole tensor whose stream begins at block `first`. Elements of 16 bits are bit patterns.
typedef void (*glorot_philox_floats)(
    float *values, size_t count, uint64_t first, const glorot_philox_key *key, const glorot_philox_law *law);
typedef void (*glorot_philox_doubles)(
    double *values, size_t count, uint64_t first, const glorot_philox_key *key, const glorot_philox_law *law);
typedef void (*glorot_philox_halves)(
    uint16_t *values, size_t count, uint64_t first, const glorot_philox_key *key, const glorot_philox_law *law);

typedef struct {
    // Of the truncated normal law, values of magnitude 2 or more are dropped.
    glorot_philox_floats uniform_float, normal_float, truncated_float;
    glorot_philox_doubles uniform_double, normal_double, truncated_double;
    glorot_philox_halves uniform_float16, normal_float16, truncated_float16;
    glorot_philox_halves uniform_bfloat16, normal_bfloat16, truncated_bfloat16;
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
