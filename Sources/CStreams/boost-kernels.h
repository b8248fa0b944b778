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
    glorot_twister *twister;
    uint32_t first, used;
    uint32_t words[twister_size];
} boost_reader;

static INLINE void boost_open(boost_reader *reader, uint32_t *state, glorot_twister *twister) {
    reader->state = state;
    reader->twister = twister;
    reader->first = twister->position;
    reader->used = 0;
    twister_temper(reader->words, state + reader->first, twister_size - reader->first);
}

static __attribute__((noinline)) void boost_refill(boost_reader *reader) {
    twister_renew(reader->state);
    reader->first = reader->used = 0;
    twister_temper(reader->words, reader->state, twister_size);
}

static INLINE uint32_t boost_next(boost_reader *reader) {
    if (reader->first + reader->used == twister_size)
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

#define BOOST                                                                                                          \
    .boost_uniform_float = boost_uniform_float, .boost_uniform_double = boost_uniform_double,                          \
    .boost_normal_float = boost_normal_float, .boost_normal_double = boost_normal_double
