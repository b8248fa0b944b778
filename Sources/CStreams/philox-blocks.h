// Philox4x32-10, many blocks at a time.
#pragma once

#include "lanes.h"

// The 64-bit lanes of eight blocks; then the same as 32-bit halves.
typedef uint64_t philox_lanes __attribute__((ext_vector_type(8)));
typedef uint32_t philox_halves __attribute__((ext_vector_type(16)));

enum {
    // Independent groups of eight blocks: as many as the registers hold.
    philox_groups = LANES / 8,
    // Blocks that one pass of a loop makes.
    philox_pass = 8 * philox_groups,
    philox_rounds = 10,
};

// The constants of Philox4x32.swift.
static const uint32_t philox_multiplier0 = 0xD2511F53;
static const uint32_t philox_multiplier1 = 0xCD9E8D57;
static const uint32_t philox_weyl0 = 0x9E3779B9;
static const uint32_t philox_weyl1 = 0xBB67AE85;

// The four words of the blocks of a pass. Each word lives in a 64-bit lane whose upper half holds garbage: the
// 32 x 32 -> 64 bit multiplication reads lower halves only, and exclusive or does not mix halves.
typedef struct {
    philox_lanes x[philox_groups], y[philox_groups], z[philox_groups], w[philox_groups];
} philox_blocks;

// Moves the upper half of each lane to its lower half.
static INLINE philox_lanes philox_upper(philox_lanes lanes) {
    philox_halves halves = (philox_halves)lanes;
    return (philox_lanes)__builtin_shufflevector(halves, halves, 1, 1, 3, 3, 5, 5, 7, 7, 9, 9, 11, 11, 13, 13, 15, 15);
}

// The lower halves of `first` and `second`, next to each other in each lane, that of `first` first in memory.
static INLINE philox_lanes philox_joined(philox_lanes first, philox_lanes second) {
#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "the halves of a lane are counted from the lower one"
#endif
    return (philox_lanes)__builtin_shufflevector(
        (philox_halves)first, (philox_halves)second, 0, 16, 2, 18, 4, 20, 6, 22, 8, 24, 10, 26, 12, 28, 14, 30);
}

// The blocks of counters, all under one key.
static INLINE void philox_cipher(philox_blocks *blocks, uint32_t key0, uint32_t key1) {
    const philox_lanes low = 0xFFFFFFFF;
#pragma clang loop unroll(full)
    for (unsigned round = 0; round < philox_rounds; round++) {
        for (unsigned group = 0; group < philox_groups; group++) {
            philox_lanes product0 = (blocks->x[group] & low) * philox_multiplier0;
            philox_lanes product1 = (blocks->z[group] & low) * philox_multiplier1;
            blocks->x[group] = philox_upper(product1) ^ blocks->y[group] ^ (philox_lanes)key0;
            blocks->z[group] = philox_upper(product0) ^ blocks->w[group] ^ (philox_lanes)key1;
            blocks->y[group] = product1;
            blocks->w[group] = product0;
        }
        key0 += philox_weyl0;
        key1 += philox_weyl1;
    }
}

// The blocks of counters, each under its own key.
static INLINE void philox_cipher_each(philox_blocks *blocks, const philox_lanes *keys0, const philox_lanes *keys1) {
    const philox_lanes low = 0xFFFFFFFF;
    uint32_t added0 = 0, added1 = 0;
#pragma clang loop unroll(full)
    for (unsigned round = 0; round < philox_rounds; round++) {
        for (unsigned group = 0; group < philox_groups; group++) {
            philox_lanes product0 = (blocks->x[group] & low) * philox_multiplier0;
            philox_lanes product1 = (blocks->z[group] & low) * philox_multiplier1;
            // A sum's lower half is right whatever the upper halves are.
            philox_lanes key0 = keys0[group] + added0;
            philox_lanes key1 = keys1[group] + added1;
            blocks->x[group] = philox_upper(product1) ^ blocks->y[group] ^ key0;
            blocks->z[group] = philox_upper(product0) ^ blocks->w[group] ^ key1;
            blocks->y[group] = product1;
            blocks->w[group] = product0;
        }
        added0 += philox_weyl0;
        added1 += philox_weyl1;
    }
}

// Writes the four words of each block.
static INLINE void philox_store(uint32_t *words, const philox_blocks *blocks) {
    for (unsigned group = 0; group < philox_groups; group++) {
        philox_lanes front = philox_joined(blocks->x[group], blocks->y[group]);
        philox_lanes back = philox_joined(blocks->z[group], blocks->w[group]);
        __auto_type joined = __builtin_shufflevector(front, back, 0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15);
        __builtin_memcpy(words + 32 * group, &joined, sizeof joined);
    }
}

// Writes blocks `first`, `first + 1`, ..., four words each; `count` is rounded up to whole passes.
static INLINE void philox_draw(uint32_t *words, uint64_t first, size_t count, const glorot_philox_key *key) {
    const philox_lanes counting = {0, 1, 2, 3, 4, 5, 6, 7};
    for (size_t done = 0; done < count; done += philox_pass) {
        philox_blocks blocks;
        for (unsigned group = 0; group < philox_groups; group++) {
            blocks.x[group] = first + done + 8 * group + counting;
            blocks.y[group] = blocks.x[group] >> 32;
            blocks.z[group] = key->counter_high[0];
            blocks.w[group] = key->counter_high[1];
        }
        philox_cipher(&blocks, key->cipher[0], key->cipher[1]);
        philox_store(words + 4 * done, &blocks);
    }
}

// Writes the blocks of these numbers; `count` is rounded up to whole passes, and so many numbers are read.
static INLINE void philox_draw_at(
    uint32_t *words, const uint64_t *numbers, size_t count, const glorot_philox_key *key) {
    for (size_t done = 0; done < count; done += philox_pass) {
        philox_blocks blocks;
        for (unsigned group = 0; group < philox_groups; group++) {
            __builtin_memcpy(&blocks.x[group], numbers + done + 8 * group, sizeof blocks.x[group]);
            blocks.y[group] = blocks.x[group] >> 32;
            blocks.z[group] = key->counter_high[0];
            blocks.w[group] = key->counter_high[1];
        }
        philox_cipher(&blocks, key->cipher[0], key->cipher[1]);
        philox_store(words + 4 * done, &blocks);
    }
}
