// The Mersenne Twister MT19937, which PyTorch, NumPy's RandomState and Caffe draw from.
#pragma once

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

enum {
    // Words of a state.
    glorot_mt19937_words = 624,
    // Words that a state takes in memory. Those after the state are room for whole vectors.
    glorot_mt19937_room = 672,
    // Clues that one search tests while it computes words.
    glorot_mt19937_clue_limit = 8,
};

// Word number `index` of a stream, under `mask`, is in `low ... low + span`.
typedef struct {
    uint32_t index;
    uint32_t mask;
    uint32_t low;
    uint32_t span;
} glorot_word_clue;

// `state` has room for `glorot_mt19937_room` words. `next` is the number of the state's next word, 624 if all of them
// have been drawn.
typedef struct {
    // Writes the state of a seed, none of whose words has been drawn: `next` is 624 then.
    void (*_Nonnull seed)(uint32_t *state, uint32_t seed);

    // Draws words, or drops them.
    void (*_Nonnull words)(uint32_t *state, size_t *next, uint32_t *words, size_t count);
    void (*_Nonnull skip)(uint32_t *state, size_t *next, size_t count);

    // Writes those of the seeds `first ..< first + count` whose words fit all clues, and gives their number. There are
    // at most `glorot_mt19937_clue_limit` clues, all of words before number 227.
    size_t (*_Nonnull seeds)(
        uint32_t first, size_t count, const glorot_word_clue *clues, size_t clue_count, uint32_t *found);

    // Writes the numbers of those of `count` words that fit the clue, and gives how many there are.
    size_t (*_Nonnull places)(const uint32_t *words, size_t count, const glorot_word_clue *clue, uint32_t *found);
} glorot_mt19937;

#pragma clang assume_nonnull end
