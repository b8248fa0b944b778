// The Mersenne Twister MT19937, Matsumoto and Nishimura 1998: the generator of PyTorch, of NumPy's RandomState and of
// Caffe.
#pragma once

#include <string.h>

#include "lanes.h"

enum {
    mt19937_size = glorot_mt19937_words,
    // A word of the next state depends on the one this far on.
    mt19937_distance = 397,
};

// The next word of the recurrence, from three others; on lanes or on one word.
#define MT19937_TWISTED(here, next, far)                                                                               \
    ({                                                                                                                 \
        __auto_type joined = ((here) & 0x80000000) | ((next) & 0x7FFFFFFF);                                            \
        (far) ^ joined >> 1 ^ (-(joined & 1) & 0x9908B0DF);                                                            \
    })

#define MT19937_TEMPERED(word)                                                                                         \
    ({                                                                                                                 \
        __auto_type tempered = (word);                                                                                 \
        tempered ^= tempered >> 11;                                                                                    \
        tempered ^= tempered << 7 & 0x9D2C5680;                                                                        \
        tempered ^= tempered << 15 & 0xEFC60000;                                                                       \
        tempered ^ tempered >> 18;                                                                                     \
    })

static INLINE word_lanes mt19937_load(const uint32_t *words) {
    word_lanes lanes;
    memcpy(&lanes, words, sizeof lanes);
    return lanes;
}

static INLINE void mt19937_store(uint32_t *words, word_lanes lanes) { memcpy(words, &lanes, sizeof lanes); }

// The seeds' word `step + 1`, from word `step`.
static INLINE word_lanes mt19937_seeded(word_lanes word, uint32_t step) {
    return 1812433253 * (word ^ word >> 30) + (step + 1);
}

static void mt19937_seed(uint32_t *state, uint32_t seed) {
    state[0] = seed;
    for (uint32_t i = 1; i < mt19937_size; i++) state[i] = 1812433253 * (state[i - 1] ^ state[i - 1] >> 30) + i;
    memset(state + mt19937_size, 0, (glorot_mt19937_room - mt19937_size) * sizeof *state);
}

// Makes the next state.
//
// The words after the state's 624 repeat its new beginning, so vectors run over the end: the last word's follower is
// the new word 0, and old words 397 on are followed by the new ones.
static INLINE void mt19937_renew(uint32_t *state) {
    for (size_t i = 0; i < mt19937_size; i += LANES) {
        const uint32_t *far = i < mt19937_size - mt19937_distance ? state + i + mt19937_distance
                                                                  : state + i + mt19937_distance - mt19937_size;
        word_lanes here = mt19937_load(state + i), next = mt19937_load(state + i + 1);
        word_lanes lanes = MT19937_TWISTED(here, next, mt19937_load(far));
        mt19937_store(state + i, lanes);
        if (i == 0) mt19937_store(state + mt19937_size, lanes);
    }
}

// How many of `count` words are left in the state, after making a new one if none is.
static INLINE size_t mt19937_available(uint32_t *state, size_t *next, size_t count) {
    if (*next == mt19937_size) {
        mt19937_renew(state);
        *next = 0;
    }
    size_t left = mt19937_size - *next;
    return left < count ? left : count;
}

static INLINE void mt19937_temper(uint32_t *words, const uint32_t *state, size_t count) {
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) mt19937_store(words + i, MT19937_TEMPERED(mt19937_load(state + i)));
    if (i < count) {
        // The room after the state is read, too.
        word_lanes lanes = MT19937_TEMPERED(mt19937_load(state + i));
        memcpy(words + i, &lanes, (count - i) * sizeof *words);
    }
}

static void mt19937_words(uint32_t *state, size_t *next, uint32_t *words, size_t count) {
    for (size_t done = 0; done < count;) {
        size_t step = mt19937_available(state, next, count - done);
        mt19937_temper(words + done, state + *next, step);
        *next += step;
        done += step;
    }
}

static void mt19937_skip(uint32_t *state, size_t *next, size_t count) {
    while (count > 0) {
        size_t step = mt19937_available(state, next, count);
        *next += step;
        count -= step;
    }
}

// MARK: - Search

// How many vectors of seeds go through the recurrence together, to hide its latency.
enum { mt19937_groups = 4 };

// Word k of a seed's stream is made from words k, k + 1 and k + 397 of the seed's state, if k < 227. So a seed costs
// 397 + k steps of a recurrence, which runs for many seeds at a time.
static size_t mt19937_seeds(
    uint32_t first, size_t count, const glorot_word_clue *clues, size_t clue_count, uint32_t *found) {
    // The numbers of the words of the state that are needed, in ascending order.
    uint32_t needed[3 * glorot_mt19937_clue_limit];
    size_t needed_count = 0;
    for (size_t c = 0; c < clue_count; c++) {
        uint32_t numbers[3] = {clues[c].index, clues[c].index + 1, clues[c].index + mt19937_distance};
        for (size_t k = 0; k < 3; k++) {
            size_t place = needed_count;
            while (place > 0 && needed[place - 1] > numbers[k]) place--;
            if (place > 0 && needed[place - 1] == numbers[k]) continue;
            memmove(needed + place + 1, needed + place, (needed_count - place) * sizeof *needed);
            needed[place] = numbers[k];
            needed_count++;
        }
    }
    size_t places[3 * glorot_mt19937_clue_limit];
    for (size_t c = 0; c < clue_count; c++) {
        uint32_t numbers[3] = {clues[c].index, clues[c].index + 1, clues[c].index + mt19937_distance};
        for (size_t k = 0; k < 3; k++)
            for (size_t n = 0; n < needed_count; n++)
                if (needed[n] == numbers[k]) places[3 * c + k] = n;
    }
    word_lanes counting;
    for (unsigned i = 0; i < LANES; i++) counting[i] = i;
    size_t found_count = 0;
    for (size_t done = 0; done < count; done += mt19937_groups * LANES) {
        word_lanes lanes[mt19937_groups], kept[mt19937_groups][3 * glorot_mt19937_clue_limit];
        for (unsigned g = 0; g < mt19937_groups; g++) lanes[g] = counting + first + (uint32_t)done + g * LANES;
        uint32_t number = 0;
        for (size_t n = 0; n < needed_count; n++) {
            for (; number < needed[n]; number++)
                _Pragma("clang loop unroll(full)") for (unsigned g = 0; g < mt19937_groups; g++)
                    lanes[g] = mt19937_seeded(lanes[g], number);
            for (unsigned g = 0; g < mt19937_groups; g++) kept[g][n] = lanes[g];
        }
        for (unsigned g = 0; g < mt19937_groups; g++) {
            integer_lanes fits = ~(integer_lanes)0;
            for (size_t c = 0; c < clue_count; c++) {
                word_lanes here = kept[g][places[3 * c]], next = kept[g][places[3 * c + 1]];
                word_lanes word = MT19937_TEMPERED(MT19937_TWISTED(here, next, kept[g][places[3 * c + 2]]));
                fits &= (word & clues[c].mask) - clues[c].low <= (word_lanes)clues[c].span;
            }
            if (!__builtin_reduce_or(fits)) continue;
            for (unsigned i = 0; i < LANES; i++) {
                size_t place = done + g * LANES + i;
                if (fits[i] && place < count) found[found_count++] = first + (uint32_t)place;
            }
        }
    }
    return found_count;
}

// The places among some words at which one fits.
static size_t mt19937_places(const uint32_t *words, size_t count, const glorot_word_clue *clue, uint32_t *found) {
    size_t found_count = 0;
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) {
        integer_lanes fits = (mt19937_load(words + i) & clue->mask) - clue->low <= (word_lanes)clue->span;
        if (!__builtin_reduce_or(fits)) continue;
        for (unsigned j = 0; j < LANES; j++)
            if (fits[j]) found[found_count++] = (uint32_t)(i + j);
    }
    for (; i < count; i++)
        if ((words[i] & clue->mask) - clue->low <= clue->span) found[found_count++] = (uint32_t)i;
    return found_count;
}

#define MT19937                                                                                                        \
    {                                                                                                                  \
        .seed = mt19937_seed, .words = mt19937_words, .skip = mt19937_skip, .seeds = mt19937_seeds,                    \
        .places = mt19937_places,                                                                                      \
    }
