// Fills of normal laws: NormalTransform of each element's word. All elements get the centre's quantile, in groups, or
// in single precision an estimate of it. The few in a tail, or undecided by an estimate, then get the quantile that
// they need, in groups of their own.
#pragma once

#include "centre.h"
#include "centred.h"
#include "estimate.h"
#include "tails.h"
#include "words.h"

// NormalQuantile.centreLimit.
static const double centre_limit = 0.498046875;

// The cdf minus 1/2 at `v`; then the same in one lane.
static INLINE double_lanes centred_probabilities(double_lanes v, const glorot_normal *law) {
    return law->middle + law->half * v;
}

static INLINE double centred_probability(double v, const glorot_normal *law) {
    return law->middle + law->half * v;
}

// The lanes that are in a tail.
static INLINE lane_mask tail_mask(double_lanes q) {
    return mask_of((signed_lanes)(__builtin_elementwise_abs(q) > centre_limit));
}

// Writes `size` elements, at most LANES, as if none were in a tail; returns which ones are.
static INLINE lane_mask write_normal_doubles(
    double *values, const uint32_t *words, size_t size, const glorot_normal *law) {
    double_lanes q = centred_probabilities(centred_longs(loaded_longs(words, size)), law);
    double_lanes result = scaled(centre_quantiles(q), law);
    __builtin_memcpy(values, &result, size * sizeof *values);
    return tail_mask(q);
}

// Elements of the centre that no estimate decides and whose values have not been written yet.
typedef struct {
    // The cdf minus 1/2.
    double q[LANES];
    // Where the value goes, counted from the first element of the fill.
    size_t place[LANES];
    size_t count;
} centre_group;

// Adds an element whose word has 32 bits if it is in a tail: Float's tailValue. One that is not is written and not
// counted, without a branch that a processor could only guess.
//
// Within 2^20 cells of the end, a cell of 2^-32 is too coarse. A second word divides it into 2^32.
static INLINE void add_tail_float(
    tail_group *group, uint32_t word, bool in_tail, bool is_upper, size_t place, uint64_t index,
    const glorot_key *key) {
    uint32_t distance = is_upper ? ~word : word;
    double fraction = (distance + 0.5) * 0x1p-32;
    if (in_tail && distance < 1 << 20) {
        uint64_t fine = (uint64_t)distance << 32 | first_word(index, key->counter_high, key->refinement_cipher);
        fraction = ((double)fine + 0.5) * 0x1p-64;
    }
    group->fraction[group->count] = fraction;
    group->is_upper[group->count] = -(int64_t)is_upper;
    group->place[group->count] = place;
    group->count += in_tail;
}

// Adds an element whose word has 64 bits: Double's tailValue.
static INLINE void add_tail_double(
    tail_group *group, const uint32_t *words, size_t place, const glorot_normal *law) {
    uint64_t word = (uint64_t)words[0] << 32 | words[1];
    int64_t cell = (int64_t)(word ^ 0x8000000000000000);
    double magnitude = (double)(cell ^ (cell >> 63)) + 0.5;
    bool is_upper = centred_probability((cell < 0 ? -magnitude : magnitude) * 0x1p-63, law) > 0;
    uint64_t distance = is_upper ? ~word : word;
    group->fraction[group->count] = ((double)distance + 0.5) * 0x1p-64;
    group->is_upper[group->count] = -(int64_t)is_upper;
    group->place[group->count] = place;
    group->count++;
}

// Writes the first `count` lanes to their places.
static INLINE void scatter_floats(float *values, float_lanes lanes, const size_t *places, size_t count) {
    float numbers[LANES];
    __builtin_memcpy(numbers, &lanes, sizeof numbers);
    for (size_t i = 0; i < count; i++) values[places[i]] = numbers[i];
}

// Writes a group's elements, and empties it.
static INLINE void write_centre_floats(float *values, centre_group *group, const glorot_normal *law) {
    double_lanes q;
    __builtin_memcpy(&q, group->q, sizeof q);
    float_lanes result = __builtin_convertvector(scaled(centre_quantiles(q), law), float_lanes);
    scatter_floats(values, result, group->place, group->count);
    group->count = 0;
}

static INLINE void write_tail_floats(float *values, tail_group *group, const glorot_normal *law) {
    float_lanes result = __builtin_convertvector(tail_values(group, law), float_lanes);
    scatter_floats(values, result, group->place, group->count);
    group->count = 0;
}

static INLINE void write_tail_doubles(double *values, tail_group *group, const glorot_normal *law) {
    double_lanes result = tail_values(group, law);
    for (size_t i = 0; i < group->count; i++) values[group->place[i]] = result[i];
    group->count = 0;
}

// Estimates `count` elements, at most estimate_count. Bit `i` of `undecided` is set if element `i` needs more.
static INLINE void write_normal_floats(
    float *values, const uint32_t *words, size_t count, const estimated_law *law, uint64_t *undecided) {
    estimate_arguments arguments;
    char *masks = (char *)undecided;
    size_t whole = count - count % LANES, left = count - whole;
    for (size_t i = 0; i < whole; i += LANES) prepare(&arguments, i, loaded_words(words + i, LANES), law);
    if (left > 0) prepare(&arguments, whole, loaded_words(words + whole, left), law);
    __builtin_memset(undecided, 0, estimate_count / 8);
    for (size_t i = 0; i < whole; i += LANES) {
        lane_mask mask = write_estimates(values + i, &arguments, i, LANES, law);
        __builtin_memcpy(masks + i / 8, &mask, sizeof mask);
    }
    if (left > 0) {
        lane_mask mask = write_estimates(values + whole, &arguments, whole, left, law) & ((1u << left) - 1);
        __builtin_memcpy(masks + whole / 8, &mask, sizeof mask);
    }
}

// Lists the set bits among the first `count`, and returns how many they are. Few are set, so the first two of each 64
// are listed without a branch: a processor could only guess it.
static INLINE size_t list_bits(uint16_t *places, const uint64_t *bits, size_t count) {
    size_t listed = 0;
    for (size_t i = 0; i < count; i += 64) {
        uint64_t left = bits[i / 64];
        for (unsigned bit = 0; bit < 2; bit++) {
            places[listed] = (uint16_t)(i + (size_t)__builtin_ctzll(left | (uint64_t)1 << 63));
            listed += left != 0;
            left &= left - 1;
        }
        for (; left != 0; left &= left - 1) places[listed++] = (uint16_t)(i + (size_t)__builtin_ctzll(left));
    }
    return listed;
}

// The elements of a fill whose values have not been written yet.
typedef struct {
    tail_group tails;
    centre_group centre;
} float_groups;

// Adds the element at `place` to its group, and writes the group if it is full.
static INLINE void add_float(
    float_groups *groups, float *values, uint32_t word, size_t place, uint64_t index, const glorot_key *key,
    const glorot_normal *law) {
    double q = centred_probability(((int32_t)(word ^ 0x80000000) + 0.5) * 0x1p-31, law);
    bool in_tail = __builtin_fabs(q) > centre_limit;
    centre_group *centre = &groups->centre;
    centre->q[centre->count] = q;
    centre->place[centre->count] = place;
    centre->count += !in_tail;
    if (centre->count == LANES) write_centre_floats(values, centre, law);
    add_tail_float(&groups->tails, word, in_tail, q > 0, place, index, key);
    if (groups->tails.count == LANES) write_tail_floats(values, &groups->tails, law);
}

static void normal_float(
    float *values, size_t count, uint64_t offset, const glorot_key *key, const glorot_normal *law) {
    _Alignas(64) uint32_t buffer[chunk_words];
    uint64_t undecided[estimate_count / 64];
    uint16_t places[estimate_count];
    float_groups groups = {.tails.fraction = {[0 ... LANES - 1] = 0.5}};
    const estimated_law estimated_law = estimated(law);
    for (size_t done = 0; done < count;) {
        chunk c = draw_chunk(buffer, offset + done, count - done, 1, key);
        for (size_t begin = 0; begin < c.count; begin += estimate_count) {
            const uint32_t *words = c.words + begin;
            size_t first = done + begin;
            size_t size = c.count - begin < estimate_count ? c.count - begin : estimate_count;
            write_normal_floats(values + first, words, size, &estimated_law, undecided);
            size_t listed = list_bits(places, undecided, size);
            for (size_t i = 0; i < listed; i++) {
                size_t place = first + places[i];
                add_float(&groups, values, words[places[i]], place, offset + place, key, law);
            }
        }
        done += c.count;
    }
    if (groups.tails.count > 0) write_tail_floats(values, &groups.tails, law);
    if (groups.centre.count > 0) write_centre_floats(values, &groups.centre, law);
}

static void normal_double(
    double *values, size_t count, uint64_t offset, const glorot_key *key, const glorot_normal *law) {
    _Alignas(64) uint32_t buffer[chunk_words];
    lane_mask masks[chunk_count / LANES];
    tail_group group = {.fraction = {[0 ... LANES - 1] = 0.5}};
    for (size_t done = 0; done < count;) {
        chunk c = draw_chunk(buffer, offset + done, count - done, 2, key);
        size_t i = 0;
        for (; i + LANES <= c.count; i += LANES) {
            masks[i / LANES] = write_normal_doubles(values + done + i, c.words + 2 * i, LANES, law);
        }
        if (i < c.count) {
            size_t size = c.count - i;
            lane_mask mask = write_normal_doubles(values + done + i, c.words + 2 * i, size, law);
            masks[i / LANES] = mask & ((1u << size) - 1);
        }
        for (i = 0; law->reaches_tails && i < c.count; i += LANES) {
            for (unsigned mask = masks[i / LANES]; mask != 0; mask &= mask - 1) {
                size_t lane = i + (size_t)__builtin_ctz(mask);
                add_tail_double(&group, c.words + 2 * lane, done + lane, law);
                if (group.count == LANES) write_tail_doubles(values, &group, law);
            }
        }
        done += c.count;
    }
    if (group.count > 0) write_tail_doubles(values, &group, law);
}
