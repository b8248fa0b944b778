// The loops of PyTorch's generator for the CPU, a Mersenne Twister MT19937.
#pragma once

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

enum {
    // Words of the state of a Mersenne Twister.
    glorot_pytorch_state_words = 624,
    // Words that a state takes in memory. Those after the state are room for whole vectors.
    glorot_pytorch_state_room = 672,
    // Clues that one search tests while it computes words.
    glorot_pytorch_clue_limit = 8,
};

// Word number `index` of a stream, under `mask`, is in `low ... low + span`.
typedef struct {
    uint32_t index;
    uint32_t mask;
    uint32_t low;
    uint32_t span;
} glorot_pytorch_clue;

// `state` has room for `glorot_pytorch_state_room` words. `next` is the number of the state's next word, 624 if all of
// them have been drawn.
typedef struct {
    // Writes the state of a seed, none of whose words has been drawn: `next` is 624 then.
    void (*_Nonnull seed)(uint32_t *state, uint32_t seed);

    // Draws words, or drops them.
    void (*_Nonnull words)(uint32_t *state, size_t *next, uint32_t *words, size_t count);
    void (*_Nonnull skip)(uint32_t *state, size_t *next, size_t count);

    // Draws from `low` up, `x * range + low` with x in [0, 1). The result `high` becomes `low`.
    void (*_Nonnull uniform_float)(
        uint32_t *state, size_t *next, float *values, size_t count, float low, float range, float high, int fused);
    void (*_Nonnull uniform_double)(
        uint32_t *state, size_t *next, double *values, size_t count, double low, double range, double high, int fused);

    // Turns numbers in [0, 1) into normal ones, in blocks of 16: number j of a block and number j + 8 make each other's
    // radius and angle. `count` is a multiple of 16.
    void (*_Nonnull normal_vectorized)(float *values, size_t count, float mean, float standard_deviation);
    void (*_Nonnull normal_scalar)(
        float *values, size_t count, float mean, float standard_deviation, int fused);
    void (*_Nonnull normal_double)(
        double *values, size_t count, double mean, double standard_deviation, int fused);
    // The same with every step rounded to a 16-bit type, as numbers in single precision.
    void (*_Nonnull normal_rounded)(
        float *values, size_t count, float mean, float standard_deviation, int is_bfloat16);

    // Two standard normal numbers from two in [0, 1).
    void (*_Nonnull normal_pair)(double first, double second, double *cosine, double *sine);

    // What a normal pair was made from, for a search: the number in [0, 1) that gives a radius, and the one that gives
    // the angle.
    double (*_Nonnull radius_number)(double radius);
    double (*_Nonnull angle_number)(double cosine, double sine);

    // Functions of libm: the error function, and logarithms in place.
    double (*_Nonnull error_function)(double x);
    void (*_Nonnull logarithms)(float *values, size_t count);
    void (*_Nonnull logarithms_double)(double *values, size_t count);

    // The inverse of the error function in double precision, rounded once.
    void (*_Nonnull inverse_errors)(float *values, size_t count);
    void (*_Nonnull inverse_errors_double)(double *values, size_t count);

    // Writes those of the seeds `first ..< first + count` whose words fit all clues, and gives their number. There are
    // at most `glorot_pytorch_clue_limit` clues, all of words before number 227.
    size_t (*_Nonnull seeds)(
        uint32_t first, size_t count, const glorot_pytorch_clue *clues, size_t clue_count, uint32_t *found);

    // Writes the numbers of those of `count` words that are in `low ... low + span` under `mask`, and gives how many
    // there are.
    size_t (*_Nonnull places)(
        const uint32_t *words, size_t count, uint32_t mask, uint32_t low, uint32_t span, uint32_t *found);
} glorot_pytorch;

#pragma clang assume_nonnull end
