// The seeds whose words fit clues.
#pragma once

#include <math.h>

#include "lanes.h"
#include "philox-blocks.h"

// The key of the block that turns a stateless seed into a key and a counter.
// Source: tensorflow/core/kernels/stateless_random_ops.cc, GenerateKey.
static const uint32_t philox_stateless_key0 = 0x3EC8F720;
static const uint32_t philox_stateless_key1 = 0x02461E29;

// Whether each word fits, as lanes of all ones or zeros.
static INLINE philox_lanes philox_fits(philox_lanes words, const glorot_philox_clue *clue) {
    philox_lanes distance = ((words & clue->mask) - clue->least) & 0xFFFFFFFF;
    return (philox_lanes)(distance <= (philox_lanes)clue->extent);
}

// Drops the lanes of `fits` whose streams do not fit all clues.
static INLINE bool philox_try(
    philox_lanes *fits, const philox_lanes *cipher0, const philox_lanes *cipher1, const philox_lanes *high0,
    const philox_lanes *high1, const glorot_philox_clue *clues, size_t clue_count) {
    philox_blocks blocks;
    for (size_t i = 0; i < clue_count; i++) {
        const glorot_philox_clue *clue = clues + i;
        if (i == 0 || clue->block != clues[i - 1].block) {
            for (unsigned group = 0; group < philox_groups; group++) {
                blocks.x[group] = clue->block & 0xFFFFFFFF;
                blocks.y[group] = clue->block >> 32;
                blocks.z[group] = high0[group];
                blocks.w[group] = high1[group];
            }
            philox_cipher_each(&blocks, cipher0, cipher1);
        }
        const philox_lanes *words = clue->component == 0 ? blocks.x
            : clue->component == 1                       ? blocks.y
            : clue->component == 2                       ? blocks.z
                                                         : blocks.w;
        philox_lanes any = 0;
        for (unsigned group = 0; group < philox_groups; group++) {
            fits[group] &= philox_fits(words[group], clue);
            any |= fits[group];
        }
        if (__builtin_reduce_or(any) == 0) return false;
    }
    return true;
}

static INLINE size_t philox_search(
    uint64_t *seeds, size_t limit, uint64_t first, uint64_t count, bool stateless, const uint32_t *cipher,
    const glorot_philox_clue *clues, size_t clue_count) {
    const philox_lanes counting = {0, 1, 2, 3, 4, 5, 6, 7};
    size_t found = 0;
    for (uint64_t done = 0; done < count && found < limit; done += philox_pass) {
        philox_lanes fits[philox_groups];
        philox_lanes cipher0[philox_groups], cipher1[philox_groups], high0[philox_groups], high1[philox_groups];
        philox_blocks keys;
        for (unsigned group = 0; group < philox_groups; group++) {
            philox_lanes seed = first + done + 8 * group + counting;
            fits[group] = (philox_lanes)(done + 8 * group + counting < (philox_lanes)count);
            keys.x[group] = seed;
            keys.y[group] = seed >> 32;
            keys.z[group] = 0;
            keys.w[group] = 0;
        }
        if (stateless) philox_cipher(&keys, philox_stateless_key0, philox_stateless_key1);
        for (unsigned group = 0; group < philox_groups; group++) {
            cipher0[group] = stateless ? keys.x[group] : (philox_lanes)cipher[0];
            cipher1[group] = stateless ? keys.y[group] : (philox_lanes)cipher[1];
            high0[group] = stateless ? keys.z[group] : keys.x[group];
            high1[group] = stateless ? keys.w[group] : keys.y[group];
        }
        if (!philox_try(fits, cipher0, cipher1, high0, high1, clues, clue_count)) continue;
        for (unsigned lane = 0; lane < philox_pass && found < limit; lane++) {
            if (fits[lane / 8][lane % 8]) seeds[found++] = first + done + lane;
        }
    }
    return found;
}

static size_t philox_stateless_seeds(
    uint64_t *seeds, size_t limit, uint64_t first, uint64_t count, const glorot_philox_clue *clues, size_t clue_count) {
    static const uint32_t unused[2] = {0, 0};
    return philox_search(seeds, limit, first, count, true, unused, clues, clue_count);
}

static size_t philox_op_seeds(
    uint64_t *seeds, size_t limit, uint64_t first, uint64_t count, const uint32_t *cipher,
    const glorot_philox_clue *clues, size_t clue_count) {
    return philox_search(seeds, limit, first, count, false, cipher, clues, clue_count);
}

static double philox_pair_turn(double sine, double cosine) {
    double turn = atan2(sine, cosine) * 0x1.45f306dc9c883p-3;
    return turn < 0 ? turn + 1 : turn;
}

static double philox_pair_level(double radius) { return exp(-0.5 * radius * radius); }
