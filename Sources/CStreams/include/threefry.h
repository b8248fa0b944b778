// Threefry2x32 as JAX, Keras on JAX and MLX use it, and what they make of its words.
#pragma once

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

// How a tensor's elements are assigned words of the cipher.
typedef enum {
    // Element i has block i, whose halves are combined.
    GLOROT_PARTITIONABLE = 0,
    // Blocks pair the elements of the tensor's two halves.
    GLOROT_PAIRED = 1,
} glorot_threefry_layout;

// What becomes of a uniform number.
typedef enum {
    GLOROT_JAX_UNIFORM = 0,
    // The inverse error function of the uniform number.
    GLOROT_JAX_QUANTILE = 1,
    GLOROT_MLX_UNIFORM = 2,
    GLOROT_MLX_QUANTILE = 3,
} glorot_threefry_form;

// One tensor's words.
typedef struct {
    uint32_t key[2];
    glorot_threefry_layout layout;
    // Words of the tensor: 32 bits each, or 64 for double precision.
    uint64_t count;
} glorot_threefry_words;

// A uniform number is u = fraction * range + low. A uniform value is u * factor + offset; another one is
// clamp(inverse(u) * root, least, greatest) * factor + offset. An offset of -0 changes nothing.
typedef struct {
    float range, low, root, least, greatest, factor, offset;
} glorot_threefry_float;

typedef struct {
    double range, low, root, least, greatest, factor, offset;
} glorot_threefry_double;

// A 16-bit type.
typedef enum {
    GLOROT_BFLOAT16 = 0,
    GLOROT_FLOAT16 = 1,
} glorot_threefry_half;

// A word of a key's block for a counter: one half, or the exclusive or of both.
typedef struct {
    uint32_t counter[2];
    // 0 or 1 for a half, 2 for both.
    uint32_t part;
} glorot_threefry_place;

// A word that a seed must give: under `mask`, minus `low`, it is at most `span`.
typedef struct {
    glorot_threefry_place place;
    uint32_t mask, low, span;
} glorot_threefry_clue;

// How one key is made from another: the places of its words. None is both halves.
typedef struct {
    glorot_threefry_place words[2];
} glorot_threefry_step;

typedef struct {
    // The block of a key for a counter.
    void (*_Nonnull block)(uint32_t *block, const uint32_t *key, const uint32_t *counter);

    // All words of a tensor, of 32 bits.
    void (*_Nonnull words)(uint32_t *words, const glorot_threefry_words *stream);

    void (*_Nonnull draw_float)(
        float *values,
        const glorot_threefry_words *stream,
        glorot_threefry_form form,
        const glorot_threefry_float *law);

    // In JAX's forms only.
    void (*_Nonnull draw_double)(
        double *values,
        const glorot_threefry_words *stream,
        glorot_threefry_form form,
        const glorot_threefry_double *law);

    // Draws 16-bit patterns from a table. An element has 2^width entries to choose from: the upper bits of the lowest
    // `bits` bits, 8 or 16, of its word. In the paired layout, 32 / bits elements share a word, lowest bits first;
    // `count` elements are written, and the stream's count is that of the words.
    void (*_Nonnull draw_table)(
        uint16_t *patterns,
        size_t count,
        const glorot_threefry_words *stream,
        const uint16_t *table,
        unsigned bits,
        unsigned width);

    // In MLX's forms, with the law's constants in the type. MLX rounds after each operation; its normal law, which has
    // `single_unit`, begins with a uniform number in single precision.
    void (*_Nonnull draw_half)(
        uint16_t *patterns,
        const glorot_threefry_words *stream,
        glorot_threefry_form form,
        glorot_threefry_half type,
        int single_unit,
        const glorot_threefry_float *law);

    // Writes those of the seeds first, first + 1, ... , first + count - 1 that give all clues' words, at most `limit`,
    // and returns how many.
    //
    // A seed's key is its upper and lower half, or, if `lower_first`, its lower half and 0; then come the steps.
    size_t (*_Nonnull seeds)(
        uint64_t *found,
        size_t limit,
        uint64_t first,
        uint64_t count,
        int lower_first,
        const glorot_threefry_step *_Nullable steps,
        size_t step_count,
        const glorot_threefry_clue *_Nullable clues,
        size_t clue_count);

    // The inverse error function of XLA, in place.
    void (*_Nonnull jax_inverse_erf)(float *values, size_t count);
    // The error function of XLA, in single precision.
    float (*_Nonnull jax_erf)(float x);
    // The same in double precision, libm's.
    double (*_Nonnull jax_erf_double)(double x);
    // The error function of MLX.
    float (*_Nonnull mlx_erf)(float x);
} glorot_threefry;

#pragma clang assume_nonnull end
