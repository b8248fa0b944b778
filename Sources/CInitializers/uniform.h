// Fills of uniform laws: UniformTransform of each element's word.
#pragma once

#include "centred.h"
#include "words.h"

static INLINE double_lanes uniform_values(double_lanes v, const glorot_uniform *law) {
    return clamped(law->middle + law->half * v, law->lowest, law->highest);
}

// Writes `size` elements, at most LANES.
static INLINE void write_uniform_floats(
    float *values, const uint32_t *words, size_t size, const glorot_uniform *law) {
    double_lanes v = centred(loaded_words(words, size));
    float_lanes result = __builtin_convertvector(uniform_values(v, law), float_lanes);
    __builtin_memcpy(values, &result, size * sizeof *values);
}

static INLINE void write_uniform_doubles(
    double *values, const uint32_t *words, size_t size, const glorot_uniform *law) {
    double_lanes result = uniform_values(centred_upper53(loaded_longs(words, size)), law);
    __builtin_memcpy(values, &result, size * sizeof *values);
}

static void uniform_float(
    float *values, size_t count, uint64_t offset, const glorot_key *key, const glorot_uniform *law) {
    _Alignas(64) uint32_t buffer[chunk_words];
    for (size_t done = 0; done < count;) {
        chunk c = draw_chunk(buffer, offset + done, count - done, 1, key);
        size_t i = 0;
        for (; i + LANES <= c.count; i += LANES) {
            write_uniform_floats(values + done + i, c.words + i, LANES, law);
        }
        if (i < c.count) write_uniform_floats(values + done + i, c.words + i, c.count - i, law);
        done += c.count;
    }
}

static void uniform_double(
    double *values, size_t count, uint64_t offset, const glorot_key *key, const glorot_uniform *law) {
    _Alignas(64) uint32_t buffer[chunk_words];
    for (size_t done = 0; done < count;) {
        chunk c = draw_chunk(buffer, offset + done, count - done, 2, key);
        size_t i = 0;
        for (; i + LANES <= c.count; i += LANES) {
            write_uniform_doubles(values + done + i, c.words + 2 * i, LANES, law);
        }
        if (i < c.count) write_uniform_doubles(values + done + i, c.words + 2 * i, c.count - i, law);
        done += c.count;
    }
}
