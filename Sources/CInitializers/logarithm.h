// The same as PositiveLogarithm.swift, operation by operation.
#pragma once

#include "lanes.h"

// The natural logarithm of `x`, for 0 < x < infinity, subnormal numbers included.
static INLINE double_lanes logarithm(double_lanes x) {
    signed_lanes is_subnormal = (signed_lanes)(x < 0x1p-1022);
    double_lanes scaled = is_subnormal ? x * 0x1p54 : x;
    signed_lanes bits = (signed_lanes)(scaled);
    // Subtracting the bits of sqrt(1/2) makes the exponent change there rather than at a power of 2.
    signed_lanes power = (bits - 0x3FE6A09E667F3BCD) >> 52;
    double_lanes f = (double_lanes)(bits - (power << 52));

    double_lanes t = (f - 1.0) / (f + 1.0);
    double_lanes square = t * t;
    double_lanes series = 1.0 / 21;
    series = series * square + 1.0 / 19;
    series = series * square + 1.0 / 17;
    series = series * square + 1.0 / 15;
    series = series * square + 1.0 / 13;
    series = series * square + 1.0 / 11;
    series = series * square + 1.0 / 9;
    series = series * square + 1.0 / 7;
    series = series * square + 1.0 / 5;
    series = series * square + 1.0 / 3;
    double_lanes fraction = 2.0 * t + 2.0 * t * (square * series);

    // log 2 in two parts: the first has 32 significant bits.
    double_lanes e = __builtin_convertvector(power - (is_subnormal & 54), double_lanes);
    return e * 0x1.62e42feep-1 + (e * 0x1.a39ef35793c76p-33 + fraction);
}
