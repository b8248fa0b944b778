// What Boost's distributions make of MT19937, as Caffe draws it.
#pragma once

#include "boost-ziggurat.h"
#include "lanes.h"

// The versions of boost::normal_distribution.
enum {
    // Before 1.56: Box-Muller.
    boost_trigonometric = 0,
    // From 1.56: the ziggurat, with a tail by logarithms.
    boost_first_ziggurat = 1,
    // From 1.64: the same with bounds on the density, and a tail by the exponential law's ziggurat.
    boost_second_ziggurat = 2,
};

// Words that are made but not yet used: tempered copies of the state from `first` on.
typedef struct {
    uint32_t *state;
    glorot_numpy_twister *twister;
    uint32_t first, used;
    uint32_t words[mt19937_size];
} boost_reader;

static INLINE void boost_open(boost_reader *reader, uint32_t *state, glorot_numpy_twister *twister) {
    reader->state = state;
    reader->twister = twister;
    reader->first = twister->position;
    reader->used = 0;
    mt19937_temper(reader->words, state + reader->first, mt19937_size - reader->first);
}

static __attribute__((noinline)) void boost_refill(boost_reader *reader) {
    mt19937_renew(reader->state);
    reader->first = reader->used = 0;
    mt19937_temper(reader->words, reader->state, mt19937_size);
}

static INLINE uint32_t boost_next(boost_reader *reader) {
    if (reader->first + reader->used == mt19937_size)
        boost_refill(reader);
    return reader->words[reader->used++];
}

static INLINE void boost_close(boost_reader *reader) { reader->twister->position = reader->first + reader->used; }

#define REAL float
#define NAMED(name) name##_float
#define MATH(name) name##f
#define IS_DOUBLE 0
#include "boost-laws.h"
#undef REAL
#undef NAMED
#undef MATH
#undef IS_DOUBLE

#define REAL double
#define NAMED(name) name##_double
#define MATH(name) name
#define IS_DOUBLE 1
#include "boost-laws.h"
#undef REAL
#undef NAMED
#undef MATH
#undef IS_DOUBLE

// The seeds whose first number by a ziggurat lies between two bounds, as far as the first words tell.
static size_t boost_normal_seeds(
    uint64_t *seeds, uint64_t first, size_t count, glorot_numpy_interval interval, uint32_t single) {
    size_t found = 0;
    for (size_t done = 0; done < count; done += mt19937_groups * LANES) {
        word_lanes word[mt19937_groups], near[mt19937_groups][3], far[mt19937_groups];
        for (unsigned group = 0; group < mt19937_groups; group++) {
            word_lanes high;
            numpy_seeds_from(first + done + group * LANES, &word[group], &high);
        }
        uint32_t step = 0;
        for (; step < 3; step++)
            for (unsigned group = 0; group < mt19937_groups; group++) {
                near[group][step] = word[group];
                word[group] = mt19937_seeded(word[group], step);
            }
        for (; step < mt19937_distance; step++)
#pragma clang loop unroll(full)
            for (unsigned group = 0; group < mt19937_groups; group++)
                word[group] = mt19937_seeded(word[group], step);
        for (unsigned group = 0; group < mt19937_groups; group++)
            far[group] = mt19937_seeded(word[group], step);
        for (unsigned group = 0; group < mt19937_groups; group++) {
            word_lanes words[2] = {
                MT19937_TEMPERED(MT19937_TWISTED(near[group][0], near[group][1], word[group])),
                MT19937_TEMPERED(MT19937_TWISTED(near[group][1], near[group][2], far[group])),
            };
            for (unsigned lane = 0; lane < LANES && done + group * LANES + lane < count; lane++) {
                uint32_t bits = words[0][lane] & 0xFF;
                unsigned layer = bits >> 1;
                double fraction = (double)(int32_t)(words[0][lane] >> 8) * 0x1p-24;
                if (!single)
                    fraction = (fraction + (double)(int32_t)(words[1][lane] & 0x1FFFFFFF)) * 0x1p-29;
                // In single precision, the product is rounded. The interval has room for that, and so has the test.
                double x = fraction * boost_normal_edge[layer];
                bool decided = x < boost_normal_edge[layer + 1] * (1 - 0x1p-20);
                x = bits & 1 ? x : -x;
                seeds[found] = first + done + group * LANES + lane;
                found += !decided | (x >= interval.low && x <= interval.high);
            }
        }
    }
    return found;
}

// The fractions that Box and Muller's method turned into the normal numbers `first` and `second`.
static void trigonometric_point(double first, double second, double *angle, double *radius) {
    double turns = atan2(second, first) / (2 * 3.14159265358979323846);
    *angle = turns < 0 ? turns + 1 : turns;
    *radius = -expm1(-0.5 * (first * first + second * second));
}

#define BOOST                                                                                                          \
    .boost_uniform_float = boost_uniform_float, .boost_uniform_double = boost_uniform_double,                          \
    .boost_normal_float = boost_normal_float, .boost_normal_double = boost_normal_double,                              \
    .boost_normal_seeds = boost_normal_seeds, .trigonometric_point = trigonometric_point
