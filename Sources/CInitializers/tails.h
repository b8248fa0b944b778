// The few elements of a normal law that fall in a tail, gathered and evaluated LANES at a time.
#pragma once

#include "logarithm.h"
#include "normal-quantile.h"

// Elements whose values have not been written yet.
typedef struct {
    // The distance from the nearer end as a fraction of all words.
    double fraction[LANES];
    // All bits set if that end is the upper one.
    int64_t is_upper[LANES];
    // Where the value goes, counted from the first element of the fill.
    size_t place[LANES];
    size_t count;
} tail_group;

// `mean + standard_deviation * z`, clamped.
static INLINE double_lanes scaled(double_lanes z, const glorot_normal *law) {
    return clamped(law->mean + law->standard_deviation * z, law->lowest, law->highest);
}

// NormalQuantile.tail.
static INLINE double_lanes tail_quantiles(double_lanes p) {
    double_lanes r = __builtin_elementwise_sqrt(-logarithm(p));
    double_lanes x = r - 2.25;
    double_lanes z = near_numerator(x) / near_denominator(x);
    signed_lanes is_near = (signed_lanes)(r < 6.75);
    if (mask_of(is_near) == (lane_mask)~0) return z;
    double_lanes y = r - 6.75;
    return is_near ? z : far_numerator(y) / far_denominator(y);
}

// The values of a group. Lanes from its count on hold anything.
static INLINE double_lanes tail_values(const tail_group *group, const glorot_normal *law) {
    double_lanes fraction;
    signed_lanes is_upper;
    __builtin_memcpy(&fraction, group->fraction, sizeof fraction);
    __builtin_memcpy(&is_upper, group->is_upper, sizeof is_upper);
    double_lanes beyond = is_upper ? (double_lanes)law->upper_tail : (double_lanes)law->lower_tail;
    double_lanes z = tail_quantiles(beyond + fraction * law->mass);
    return scaled(is_upper ? z : -z, law);
}
