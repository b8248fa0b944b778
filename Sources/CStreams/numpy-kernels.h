// NumPy's generators: PCG64 and SeedSequence, MT19937, and what they draw.
#pragma once

#include <math.h>

#include "lanes.h"
#include "mt19937.h"
#include "numpy-ziggurat.h"

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "the halves of a 64-bit word are counted from the lower one"
#endif

typedef unsigned __int128 numpy_wide;

typedef uint64_t numpy_long_lanes __attribute__((ext_vector_type(LANES / 2)));
typedef double numpy_double_lanes __attribute__((ext_vector_type(LANES / 2)));

#define NUMPY_WIDE(high, low) ((numpy_wide)(high) << 64 | (low))

// The multiplier of PCG64.
#define PCG64_MULTIPLIER NUMPY_WIDE(0x2360ED051FC65DA4, 0x4385DF649FCCF645)

// MARK: PCG64

static INLINE numpy_wide pcg64_state(const glorot_pcg64 *generator) {
    return NUMPY_WIDE(generator->state_high, generator->state_low);
}

static INLINE numpy_wide pcg64_increment(const glorot_pcg64 *generator) {
    return NUMPY_WIDE(generator->increment_high, generator->increment_low);
}

static INLINE void pcg64_set_state(glorot_pcg64 *generator, numpy_wide state) {
    generator->state_low = (uint64_t)state;
    generator->state_high = (uint64_t)(state >> 64);
}

// XSL-RR: the halves' difference, rotated by the upper six bits.
static INLINE uint64_t pcg64_output(numpy_wide state) {
    uint64_t high = (uint64_t)(state >> 64);
    return __builtin_rotateright64(high ^ (uint64_t)state, high >> 58);
}

// `count` steps are the map x -> factor * x + sum * increment.
typedef struct {
    numpy_wide factor, sum;
} pcg64_steps;

static inline pcg64_steps pcg64_jump(uint64_t count) {
    pcg64_steps result = {1, 0}, power = {PCG64_MULTIPLIER, 1};
    for (; count != 0; count >>= 1) {
        if (count & 1) {
            result.sum = result.sum * power.factor + power.sum;
            result.factor *= power.factor;
        }
        power.sum *= power.factor + 1;
        power.factor *= power.factor;
    }
    return result;
}

static inline void pcg64_advance(glorot_pcg64 *generator, uint64_t count) {
    pcg64_steps steps = pcg64_jump(count);
    pcg64_set_state(generator, steps.factor * pcg64_state(generator) + steps.sum * pcg64_increment(generator));
}

// Calls `STORE(index, word)` for the next `count` words. Four interleaved chains hide the latency of multiplications.
#define PCG64_FOR_EACH_WORD(count, generator, STORE)                                                                   \
    {                                                                                                                  \
        numpy_wide increment = pcg64_increment(generator), last = pcg64_state(generator), chains[4];                   \
        const numpy_wide multiplier = PCG64_MULTIPLIER, square = multiplier * multiplier, factor = square * square;    \
        const numpy_wide shift = (1 + multiplier) * (1 + square) * increment;                                          \
        chains[0] = last * multiplier + increment;                                                                     \
        for (unsigned i = 1; i < 4; i++)                                                                               \
            chains[i] = chains[i - 1] * multiplier + increment;                                                        \
        size_t done = 0;                                                                                               \
        for (; done + 4 <= (count); done += 4) {                                                                       \
            last = chains[3];                                                                                          \
            _Pragma("clang loop unroll(full)") for (unsigned i = 0; i < 4; i++) {                                      \
                STORE(done + i, pcg64_output(chains[i]));                                                              \
                chains[i] = chains[i] * factor + shift;                                                                \
            }                                                                                                          \
        }                                                                                                              \
        for (unsigned i = 0; done < (count); done++, i++) {                                                            \
            last = chains[i];                                                                                          \
            STORE(done, pcg64_output(last));                                                                           \
        }                                                                                                              \
        pcg64_set_state(generator, last);                                                                              \
    }

static void pcg64_words(uint64_t *words, size_t count, glorot_pcg64 *generator) {
#define STORE(index, word) words[index] = word
    PCG64_FOR_EACH_WORD(count, generator, STORE)
#undef STORE
}

static INLINE double pcg64_unit(uint64_t word) { return (double)(int64_t)(word >> 11) * 0x1p-53; }

static void pcg64_uniform(double *values, size_t count, glorot_pcg64 *generator, double low, double range) {
#define STORE(index, word) values[index] = low + range * pcg64_unit(word)
    PCG64_FOR_EACH_WORD(count, generator, STORE)
#undef STORE
}

// The words that a call has made but not yet used.
enum { numpy_buffer_words = 512 };

typedef struct {
    glorot_pcg64 *generator;
    // The generator before `words`.
    glorot_pcg64 begin;
    size_t used, available;
    uint64_t words[numpy_buffer_words];
} pcg64_reader;

static INLINE void pcg64_open(pcg64_reader *reader, glorot_pcg64 *generator) {
    reader->generator = generator;
    reader->begin = *generator;
    reader->used = reader->available = 0;
}

// Makes at least one more word; about `wanted` are needed. All words are used.
static void pcg64_refill(pcg64_reader *reader, size_t wanted) {
    size_t count = wanted + 8 < numpy_buffer_words ? wanted + 8 : numpy_buffer_words;
    reader->begin = *reader->generator;
    pcg64_words(reader->words, count, reader->generator);
    reader->used = 0;
    reader->available = count;
}

static INLINE uint64_t pcg64_next(pcg64_reader *reader) {
    if (reader->used == reader->available)
        pcg64_refill(reader, 1);
    return reader->words[reader->used++];
}

// Leaves the generator after the words that are used.
static INLINE void pcg64_close(pcg64_reader *reader) {
    *reader->generator = reader->begin;
    pcg64_advance(reader->generator, reader->used);
}

// Where a double is beyond the ziggurat's first layer, or beside one of the others.
static const double ziggurat_edge = 3.6541528853610087963519472518;
static const double ziggurat_inverse_edge = 0.27366123732975827203338247596;

// The ziggurat from `word` on, which the quick test has refused.
static __attribute__((noinline)) double pcg64_normal_slow(uint64_t word, pcg64_reader *reader) {
    for (;;) {
        unsigned layer = word & 0xFF;
        uint64_t magnitude = word >> 9 & 0xFFFFFFFFFFFFF;
        double x = (double)(int64_t)magnitude * ziggurat_width_double[layer];
        if (word & 0x100)
            x = -x;
        if (magnitude < ziggurat_bound_double[layer])
            return x;
        if (layer == 0) {
            for (;;) {
                double beyond = -ziggurat_inverse_edge * log1p(-pcg64_unit(pcg64_next(reader)));
                double y = -log1p(-pcg64_unit(pcg64_next(reader)));
                if (y + y > beyond * beyond)
                    return magnitude >> 8 & 1 ? -(ziggurat_edge + beyond) : ziggurat_edge + beyond;
            }
        }
        double below = ziggurat_height_double[layer], step = ziggurat_height_double[layer - 1] - below;
        if (step * pcg64_unit(pcg64_next(reader)) + below < exp(-0.5 * x * x))
            return x;
        word = pcg64_next(reader);
    }
}

static void pcg64_normal(double *values, size_t count, glorot_pcg64 *generator, double mean, double deviation) {
    pcg64_reader reader;
    pcg64_open(&reader, generator);
    for (size_t i = 0; i < count; i++) {
        if (reader.used == reader.available)
            pcg64_refill(&reader, count - i);
        uint64_t word = reader.words[reader.used++];
        unsigned layer = word & 0xFF;
        uint64_t magnitude = word >> 9 & 0xFFFFFFFFFFFFF;
        union {
            double number;
            uint64_t bits;
        } x = {(double)(int64_t)magnitude * ziggurat_width_double[layer]};
        x.bits ^= (word & 0x100) << 55;
        if (__builtin_expect(magnitude >= ziggurat_bound_double[layer], 0))
            x.number = pcg64_normal_slow(word, &reader);
        values[i] = mean + deviation * x.number;
    }
    pcg64_close(&reader);
}

// The same for 32-bit words, which are the lower and the upper halves of 64-bit words.
typedef struct {
    glorot_pcg64 *generator;
    glorot_pcg64 begin;
    // `words` begin at 1 if a half was left over, which is number 0 then, at 0 otherwise.
    size_t used, available;
    uint32_t left_over;
    uint32_t words[2 * numpy_buffer_words + 1];
} pcg64_half_reader;

static INLINE void pcg64_open_halves(pcg64_half_reader *reader, glorot_pcg64 *generator) {
    reader->generator = generator;
    reader->begin = *generator;
    reader->left_over = generator->has_half != 0;
    reader->words[0] = generator->half;
    reader->used = 0;
    reader->available = reader->left_over;
}

static void pcg64_refill_halves(pcg64_half_reader *reader, size_t wanted) {
    size_t count = wanted / 2 + 8 < numpy_buffer_words ? wanted / 2 + 8 : numpy_buffer_words;
    reader->begin = *reader->generator;
    reader->left_over = 0;
    uint64_t words[numpy_buffer_words];
    pcg64_words(words, count, reader->generator);
    __builtin_memcpy(reader->words, words, 8 * count);
    reader->used = 0;
    reader->available = 2 * count;
}

static INLINE uint32_t pcg64_next_half(pcg64_half_reader *reader) {
    if (reader->used == reader->available)
        pcg64_refill_halves(reader, 1);
    return reader->words[reader->used++];
}

static INLINE void pcg64_close_halves(pcg64_half_reader *reader) {
    *reader->generator = reader->begin;
    if (reader->used == 0)
        return;
    size_t used = reader->used - reader->left_over;
    pcg64_advance(reader->generator, (used + 1) / 2);
    reader->generator->has_half = used % 2;
    reader->generator->half = used % 2 ? reader->words[reader->used] : 0;
}

static INLINE float pcg64_unit_float(uint32_t word) { return (float)(int32_t)(word >> 8) * 0x1p-24f; }

static void pcg64_uniform_float(float *values, size_t count, glorot_pcg64 *generator, float low, float range) {
    pcg64_half_reader reader;
    pcg64_open_halves(&reader, generator);
    for (size_t i = 0; i < count;) {
        if (reader.used == reader.available)
            pcg64_refill_halves(&reader, count - i);
        size_t left = reader.available - reader.used, part = left < count - i ? left : count - i;
        for (size_t j = 0; j < part; j++)
            values[i + j] = low + range * pcg64_unit_float(reader.words[reader.used + j]);
        reader.used += part;
        i += part;
    }
    pcg64_close_halves(&reader);
}

static const float ziggurat_edge_float = 3.6541528853610087963519472518f;
static const float ziggurat_inverse_edge_float = 0.27366123732975827203338247596f;

static __attribute__((noinline)) float pcg64_normal_float_slow(uint32_t word, pcg64_half_reader *reader) {
    for (;;) {
        unsigned layer = word & 0xFF;
        uint32_t magnitude = word >> 9;
        float x = (float)(int32_t)magnitude * ziggurat_width_float[layer];
        if (word & 0x100)
            x = -x;
        if (magnitude < ziggurat_bound_float[layer])
            return x;
        if (layer == 0) {
            for (;;) {
                float beyond = -ziggurat_inverse_edge_float * log1pf(-pcg64_unit_float(pcg64_next_half(reader)));
                float y = -log1pf(-pcg64_unit_float(pcg64_next_half(reader)));
                if (y + y > beyond * beyond)
                    return magnitude >> 8 & 1 ? -(ziggurat_edge_float + beyond) : ziggurat_edge_float + beyond;
            }
        }
        // NumPy's table in single precision is the one in double precision, rounded.
        float below = (float)ziggurat_height_double[layer], step = (float)ziggurat_height_double[layer - 1] - below;
        if ((double)(step * pcg64_unit_float(pcg64_next_half(reader)) + below) < exp(-0.5 * (double)x * (double)x))
            return x;
        word = pcg64_next_half(reader);
    }
}

static void pcg64_normal_float(float *values, size_t count, glorot_pcg64 *generator, float mean, float deviation) {
    pcg64_half_reader reader;
    pcg64_open_halves(&reader, generator);
    for (size_t i = 0; i < count; i++) {
        if (reader.used == reader.available)
            pcg64_refill_halves(&reader, count - i);
        uint32_t word = reader.words[reader.used++];
        unsigned layer = word & 0xFF;
        uint32_t magnitude = word >> 9;
        union {
            float number;
            uint32_t bits;
        } x = {(float)(int32_t)magnitude * ziggurat_width_float[layer]};
        x.bits ^= (word & 0x100) << 23;
        if (__builtin_expect(magnitude >= ziggurat_bound_float[layer], 0))
            x.number = pcg64_normal_float_slow(word, &reader);
        // 0 is not added: it would change the sign of -0.
        float scaled = deviation * x.number;
        values[i] = mean == 0 ? scaled : mean + scaled;
    }
    pcg64_close_halves(&reader);
}

// MARK: SeedSequence

// The constants of SeedSequence.swift.
#define SEED_SEQUENCE_HASH(value, hash) /* of one word, and the next multiplier */                                     \
    ({                                                                                                                 \
        __auto_type hashed = (value) ^ (hash);                                                                         \
        hash *= 0x931E8875;                                                                                            \
        hashed *= hash;                                                                                                \
        hashed ^ hashed >> 16;                                                                                         \
    })

// The four 64-bit words of the seeds in the lanes, as halves.
static INLINE void seed_sequence_lanes(word_lanes *words, word_lanes low, word_lanes high) {
    uint32_t hash = 0x43B0D7E5;
    word_lanes pool[4];
    pool[0] = SEED_SEQUENCE_HASH(low, hash);
    pool[1] = SEED_SEQUENCE_HASH(high, hash);
    pool[2] = SEED_SEQUENCE_HASH((word_lanes)0, hash);
    pool[3] = SEED_SEQUENCE_HASH((word_lanes)0, hash);
#pragma clang loop unroll(full)
    for (unsigned from = 0; from < 4; from++) {
#pragma clang loop unroll(full)
        for (unsigned to = 0; to < 4; to++) {
            if (from == to)
                continue;
            word_lanes mixed = 0xCA01F9DD * pool[to] - 0x4973F715 * SEED_SEQUENCE_HASH(pool[from], hash);
            pool[to] = mixed ^ mixed >> 16;
        }
    }
    hash = 0x8B51F9DD;
#pragma clang loop unroll(full)
    for (unsigned i = 0; i < 8; i++) {
        word_lanes word = pool[i % 4] ^ hash;
        hash *= 0x58F38DED;
        word *= hash;
        words[i] = word ^ word >> 16;
    }
}

// The seeds `first`, `first + 1`, ... as halves.
static INLINE void numpy_seeds_from(uint64_t first, word_lanes *low, word_lanes *high) {
    union {
        uint32_t numbers[LANES];
        word_lanes lanes;
    } counting;
#pragma clang loop unroll(full)
    for (uint32_t i = 0; i < LANES; i++)
        counting.numbers[i] = i;
    *low = (uint32_t)first + counting.lanes;
    *high = (uint32_t)(first >> 32) - (word_lanes)(*low < (word_lanes)(uint32_t)first);
}

// A seed's generator after `count` steps more than at its first word.
static INLINE numpy_wide pcg64_state_from(const word_lanes *words, unsigned lane, pcg64_steps steps) {
    numpy_wide start = NUMPY_WIDE((uint64_t)words[1][lane] << 32 | words[0][lane],
                                  (uint64_t)words[3][lane] << 32 | words[2][lane]);
    numpy_wide sequence = NUMPY_WIDE((uint64_t)words[5][lane] << 32 | words[4][lane],
                                     (uint64_t)words[7][lane] << 32 | words[6][lane]);
    numpy_wide increment = sequence << 1 | 1;
    return steps.factor * (start + increment) + steps.sum * increment;
}

static size_t pcg64_seeds(uint64_t *seeds, uint64_t first, size_t count, glorot_word_clue clue) {
    // One step belongs to the seeding, one to the word itself.
    pcg64_steps steps = pcg64_jump(clue.index / 2 + 2);
    unsigned shift = clue.index % 2 * 32;
    size_t found = 0;
    for (size_t done = 0; done < count; done += LANES) {
        word_lanes low, high, words[8];
        numpy_seeds_from(first + done, &low, &high);
        seed_sequence_lanes(words, low, high);
        size_t part = count - done < LANES ? count - done : LANES;
        for (unsigned lane = 0; lane < part; lane++) {
            uint32_t word = (uint32_t)(pcg64_output(pcg64_state_from(words, lane, steps)) >> shift);
            seeds[found] = first + done + lane;
            found += (word & clue.mask) - clue.low <= clue.span;
        }
    }
    return found;
}

// Whether the generator's next normal numbers lie in the intervals, those beyond `cut` left out.
static __attribute__((noinline)) bool pcg64_draws(
    glorot_pcg64 generator, const glorot_numpy_interval *intervals, size_t count, double cut, bool single) {
    for (size_t i = 0; i < count;) {
        double value;
        if (single) {
            float number;
            pcg64_normal_float(&number, 1, &generator, 0, 1);
            value = number;
        } else {
            pcg64_normal(&value, 1, &generator, 0, 1);
        }
        if (fabs(value) > cut)
            continue;
        if (!(value >= intervals[i].low && value <= intervals[i].high))
            return false;
        i++;
    }
    return true;
}

static size_t pcg64_normal_seeds(
    uint64_t *seeds, uint64_t first, size_t count, const glorot_numpy_interval *intervals, size_t interval_count,
    double cut, uint32_t single) {
    pcg64_steps seeding = pcg64_jump(1), steps = pcg64_jump(2);
    glorot_numpy_interval interval = intervals[0];
    size_t found = 0;
    for (size_t done = 0; done < count; done += LANES) {
        word_lanes low, high, words[8];
        numpy_seeds_from(first + done, &low, &high);
        seed_sequence_lanes(words, low, high);
        size_t part = count - done < LANES ? count - done : LANES;
        for (unsigned lane = 0; lane < part; lane++) {
            uint64_t word = pcg64_output(pcg64_state_from(words, lane, steps));
            unsigned layer = word & 0xFF;
            double x;
            bool decided;
            if (single) {
                uint32_t magnitude = (uint32_t)word >> 9;
                x = (float)(int32_t)magnitude * ziggurat_width_float[layer];
                decided = magnitude < ziggurat_bound_float[layer];
            } else {
                uint64_t magnitude = word >> 9 & 0xFFFFFFFFFFFFF;
                x = (double)(int64_t)magnitude * ziggurat_width_double[layer];
                decided = magnitude < ziggurat_bound_double[layer];
            }
            decided &= x <= cut;
            x = word & 0x100 ? -x : x;
            if (decided & !(x >= interval.low && x <= interval.high))
                continue;
            numpy_wide sequence = NUMPY_WIDE((uint64_t)words[5][lane] << 32 | words[4][lane],
                                             (uint64_t)words[7][lane] << 32 | words[6][lane]);
            numpy_wide increment = sequence << 1 | 1;
            glorot_pcg64 generator = {
                .increment_low = (uint64_t)increment, .increment_high = (uint64_t)(increment >> 64)};
            pcg64_set_state(&generator, pcg64_state_from(words, lane, seeding));
            if (pcg64_draws(generator, intervals, interval_count, cut, single))
                seeds[found++] = first + done + lane;
        }
    }
    return found;
}

// MARK: MT19937

// 53 bits of two words: the upper 27 of the first, then the upper 26 of the second. All steps are exact.
static INLINE double mt19937_unit(const uint32_t *words) {
    return ((double)(int32_t)(words[0] >> 5) * 0x1p26 + (double)(int32_t)(words[1] >> 6)) * 0x1p-53;
}

// An integer below 2^52 as a double, by way of the number with the integer in its last bits.
static INLINE numpy_double_lanes mt19937_exact(numpy_long_lanes integers) {
    return (numpy_double_lanes)(integers | 0x4330000000000000) - 0x1p52;
}

static INLINE numpy_double_lanes mt19937_unit_lanes(const uint32_t *words) {
    numpy_long_lanes pairs;
    __builtin_memcpy(&pairs, words, sizeof pairs);
    return (mt19937_exact((pairs & 0xFFFFFFFF) >> 5) * 0x1p26 + mt19937_exact(pairs >> 38)) * 0x1p-53;
}

static void mt19937_uniform(
    double *values, size_t count, uint32_t *state, glorot_numpy_twister *twister, double low, double range) {
    uint32_t words[mt19937_size];
    for (size_t done = 0; done < count;) {
        size_t part = count - done < mt19937_size / 2 ? count - done : mt19937_size / 2, i = 0;
        mt19937_words(state, &twister->position, words, 2 * part);
        for (; i + LANES / 2 <= part; i += LANES / 2) {
            numpy_double_lanes lanes = low + range * mt19937_unit_lanes(words + 2 * i);
            __builtin_memcpy(values + done + i, &lanes, sizeof lanes);
        }
        for (; i < part; i++)
            values[done + i] = low + range * mt19937_unit(words + 2 * i);
        done += part;
    }
}

// The factor that makes normal numbers of a point inside the unit circle, given its squared distance from the centre.
static INLINE double polar_factor(double square) { return sqrt(-2.0 * log(square) / square); }

static void mt19937_normal(
    double *values, size_t count, uint32_t *state, glorot_numpy_twister *twister, double mean, double deviation) {
    enum { tries_at_a_time = mt19937_size / 4 };
    // Room for whole vectors.
    uint32_t words[mt19937_size + LANES];
    double xs[tries_at_a_time + LANES / 4], ys[tries_at_a_time + LANES / 4], squares[tries_at_a_time + LANES / 4];
    uint8_t numbers[tries_at_a_time + 1];
    size_t done = 0;
    if (count != 0 && twister->has_cached) {
        values[done++] = mean + deviation * twister->cached;
        twister->has_cached = 0;
        twister->cached = 0;
    }
    while (done < count) {
        // The words are tempered copies, so tries that turn out not to be needed are not used up. A try that begins in
        // one block of words and ends in the next is made alone.
        size_t wanted = (count - done + 1) / 2, tries = mt19937_available(state, &twister->position, mt19937_size) / 4;
        size_t guess = wanted + wanted / 2 + 2;
        bool alone = tries == 0;
        if (alone) {
            mt19937_words(state, &twister->position, words, 4);
            tries = 1;
        } else {
            tries = tries < guess ? tries : guess;
            mt19937_temper(words, state + twister->position, 4 * tries);
        }
        for (size_t i = 0; i < tries; i++) {
            double x = 2.0 * mt19937_unit(words + 4 * i) - 1.0, y = 2.0 * mt19937_unit(words + 4 * i + 2) - 1.0;
            xs[i] = x;
            ys[i] = y;
            squares[i] = x * x + y * y;
        }
        size_t accepted = 0;
        for (size_t i = 0; i < tries; i++) {
            numbers[accepted] = (uint8_t)i;
            accepted += (squares[i] < 1.0) & (squares[i] != 0.0);
        }
        size_t used = tries;
        if (accepted >= wanted) {
            accepted = wanted;
            used = (size_t)numbers[accepted - 1] + 1;
        }
        if (!alone)
            twister->position += 4 * used;
        for (size_t i = 0; i < accepted; i++) {
            size_t number = numbers[i];
            double factor = polar_factor(squares[number]);
            values[done++] = mean + deviation * (factor * ys[number]);
            double second = factor * xs[number];
            if (done < count) {
                values[done++] = mean + deviation * second;
            } else {
                twister->cached = second;
                twister->has_cached = 1;
            }
        }
    }
}

static void polar_point(double first, double second, double *x1, double *x2) {
    // The squared length of the normal pair is -2 log of the squared distance of the point.
    double square = first * first + second * second;
    double scale = sqrt(exp(-0.5 * square) / square);
    *x1 = second * scale;
    *x2 = first * scale;
}

static size_t mt19937_normal_seeds(
    uint64_t *seeds, uint64_t first, size_t count, glorot_numpy_interval x1, glorot_numpy_interval x2) {
    // The tries that are looked at. All are refused for one seed in 470, which counts as found.
    enum { tries = 4, words = 4 * tries };
    // Points are computed in single precision from the first word of each pair. That misses them by less than 2^-22,
    // and their squared distances by less than 2^-20.
    const float slack = 0x1p-20f;
    const float low1 = (float)x1.low - slack, high1 = (float)x1.high + slack;
    const float low2 = (float)x2.low - slack, high2 = (float)x2.high + slack;
    size_t found = 0;
    for (size_t done = 0; done < count; done += mt19937_groups * LANES) {
        word_lanes word[mt19937_groups], near[mt19937_groups][words + 1];
        for (unsigned group = 0; group < mt19937_groups; group++) {
            word_lanes high;
            numpy_seeds_from(first + done + group * LANES, &word[group], &high);
        }
        uint32_t step = 0;
        for (; step <= words; step++)
            for (unsigned group = 0; group < mt19937_groups; group++) {
                near[group][step] = word[group];
                word[group] = mt19937_seeded(word[group], step);
            }
        for (; step < mt19937_distance; step++)
#pragma clang loop unroll(full)
            for (unsigned group = 0; group < mt19937_groups; group++)
                word[group] = mt19937_seeded(word[group], step);
        for (unsigned group = 0; group < mt19937_groups; group++) {
            // Not yet decided; then: fits.
            integer_lanes open = -1, fits = 0;
            word_lanes far = word[group];
            uint32_t far_step = step;
            for (unsigned attempt = 0; attempt < tries; attempt++) {
                float_lanes point[2];
                for (unsigned axis = 0; axis < 2; axis++) {
                    unsigned index = 4 * attempt + 2 * axis;
                    word_lanes here = near[group][index], next = near[group][index + 1];
                    word_lanes drawn = MT19937_TEMPERED(MT19937_TWISTED(here, next, far));
                    point[axis] = __builtin_convertvector((integer_lanes)(drawn >> 5), float_lanes) * 0x1p-26f - 1.0f;
                    for (unsigned skipped = 0; skipped < 2; skipped++, far_step++)
                        far = mt19937_seeded(far, far_step);
                }
                float_lanes square = point[0] * point[0] + point[1] * point[1];
                integer_lanes hit = (point[0] >= low1) & (point[0] <= high1) & (point[1] >= low2) & (point[1] <= high2);
                integer_lanes inside = square < 1.0f - 2 * slack, outside = square > 1.0f + 2 * slack;
                // A hit, or a point so near the circle that single precision cannot tell, is for a closer look.
                fits |= open & ~outside & (hit | ~inside);
                open &= outside;
            }
            fits |= open;
            for (unsigned lane = 0; lane < LANES && done + group * LANES + lane < count; lane++) {
                seeds[found] = first + done + group * LANES + lane;
                found += fits[lane] != 0;
            }
        }
    }
    return found;
}

#include "boost-kernels.h"

#define NUMPY                                                                                                          \
    {                                                                                                                  \
        .pcg64_uniform = pcg64_uniform, .pcg64_uniform_float = pcg64_uniform_float, .pcg64_normal = pcg64_normal,      \
        .pcg64_normal_float = pcg64_normal_float, .pcg64_words = pcg64_words, .pcg64_seeds = pcg64_seeds,              \
        .pcg64_normal_seeds = pcg64_normal_seeds, .mt19937_uniform = mt19937_uniform,                                  \
        .mt19937_normal = mt19937_normal, .mt19937_normal_seeds = mt19937_normal_seeds, .polar_point = polar_point,    \
        BOOST,                                                                                                         \
    }
