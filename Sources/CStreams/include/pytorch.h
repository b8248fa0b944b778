// The loops of PyTorch's generator for the CPU, a Mersenne Twister MT19937.
#pragma once

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

// `state` and `next` are those of `glorot_mt19937`.
typedef struct {
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
} glorot_pytorch;

#pragma clang assume_nonnull end
