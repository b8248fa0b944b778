#pragma once

#include <stddef.h>
#include <stdint.h>

#include "mt19937.h"

#pragma clang assume_nonnull begin

// The state of NumPy's PCG64: a linear congruential generator of 128 bits, and the half of the last 64-bit word that no
// 32-bit draw has used yet.
typedef struct {
    uint64_t state_low, state_high;
    uint64_t increment_low, increment_high;
    uint32_t half;
    uint32_t has_half;
} glorot_pcg64;

// Where a Mersenne Twister of 624 words stands: the words before `position` are used up. Beside it the second normal of
// the last pair, if it is still to be returned.
typedef struct {
    double cached;
    size_t position;
    uint32_t has_cached;
} glorot_numpy_twister;

// The values that a draw from the standard law can have.
typedef struct {
    double low, high;
} glorot_numpy_interval;

typedef struct {
    // `count` doubles `low + range * u`, with u a multiple of 2^-53 in [0, 1).
    void (*_Nonnull pcg64_uniform)(double *values, size_t count, glorot_pcg64 *generator, double low, double range);
    // The same in single precision, with u a multiple of 2^-24.
    void (*_Nonnull pcg64_uniform_float)(float *values, size_t count, glorot_pcg64 *generator, float low, float range);
    // `count` doubles `mean + deviation * z`, with z by the ziggurat in double precision.
    void (*_Nonnull pcg64_normal)(double *values, size_t count, glorot_pcg64 *generator, double mean, double deviation);
    // The same in single precision; a mean of 0 is not added.
    void (*_Nonnull pcg64_normal_float)(
        float *values, size_t count, glorot_pcg64 *generator, float mean, float deviation);
    // The next `count` 64-bit words.
    void (*_Nonnull pcg64_words)(uint64_t *words, size_t count, glorot_pcg64 *generator);
    // Writes the seeds of `first ..< first + count` whose stream fits the clue; returns their number.
    size_t (*_Nonnull pcg64_seeds)(uint64_t *seeds, uint64_t first, size_t count, glorot_word_clue clue);
    // Writes the seeds of `first ..< first + count` whose first normal numbers lie in the intervals, 1 or more; returns
    // their number. Numbers beyond `cut` are skipped. They are drawn in single precision if `single` is not 0.
    size_t (*_Nonnull pcg64_normal_seeds)(
        uint64_t *seeds, uint64_t first, size_t count, const glorot_numpy_interval *intervals, size_t interval_count,
        double cut, uint32_t single);

    // `count` doubles `low + range * u`, with u a multiple of 2^-53 in [0, 1).
    void (*_Nonnull mt19937_uniform)(
        double *values, size_t count, uint32_t *state, glorot_numpy_twister *twister, double low, double range);
    // `count` doubles `mean + deviation * z`, with z by the polar method.
    void (*_Nonnull mt19937_normal)(
        double *values, size_t count, uint32_t *state, glorot_numpy_twister *twister, double mean, double deviation);
    // Writes the seeds whose first pair of uniforms on (-1, 1) inside the unit circle lies in two intervals, and a few
    // others; returns their number.
    size_t (*_Nonnull mt19937_normal_seeds)(
        uint64_t *seeds, uint64_t first, size_t count, glorot_numpy_interval x1, glorot_numpy_interval x2);
    // The point of the unit circle that the polar method turns into the normal numbers `first` and `second`.
    void (*_Nonnull polar_point)(double first, double second, double *x1, double *x2);

    // `count` numbers of boost::uniform_real, from `low` on and below `bound`.
    void (*_Nonnull boost_uniform_float)(
        float *values, size_t count, uint32_t *state, glorot_numpy_twister *twister, float low, float bound);
    void (*_Nonnull boost_uniform_double)(
        double *values, size_t count, uint32_t *state, glorot_numpy_twister *twister, double low, double bound);
    // `count` numbers of boost::normal_distribution, as Boost draws them from 1.64 on (2), from 1.56 on (1), or before.
    void (*_Nonnull boost_normal_float)(
        float *values, size_t count, uint32_t *state, glorot_numpy_twister *twister, float mean, float deviation,
        uint32_t version);
    void (*_Nonnull boost_normal_double)(
        double *values, size_t count, uint32_t *state, glorot_numpy_twister *twister, double mean, double deviation,
        uint32_t version);
    // Writes the seeds of `first ..< first + count` whose first number by one of Boost's ziggurats lies in an interval,
    // and a few others; returns their number. It is drawn in single precision if `single` is not 0.
    size_t (*_Nonnull boost_normal_seeds)(
        uint64_t *seeds, uint64_t first, size_t count, glorot_numpy_interval interval, uint32_t single);
    // The two fractions, of which the first is the angle's, that Box and Muller's method turns into the normal numbers
    // `first` and `second`.
    void (*_Nonnull trigonometric_point)(double first, double second, double *angle, double *radius);
} glorot_numpy;

#pragma clang assume_nonnull end
