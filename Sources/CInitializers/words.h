// Philox4x32-10, many blocks at a time, and the chunks of words that elements are made from.
#pragma once

#include "lanes.h"

// The 64-bit lanes of eight blocks; then the same as 32-bit halves.
typedef uint64_t block_lanes __attribute__((ext_vector_type(8)));
typedef uint32_t block_halves __attribute__((ext_vector_type(16)));

enum {
    // Blocks that one pass of the loop makes. The file that is compiled sets GROUPS to as many independent groups of
    // eight blocks as the registers hold.
    pass_count = 8 * GROUPS,
    // Elements whose words are made at a time: few enough that the words stay in the first-level cache, enough that the
    // loop's fixed costs do not show.
    chunk_count = 1024,
    // A chunk may begin inside a block, and blocks are written in whole passes.
    chunk_words = 2 * chunk_count + 4 * pass_count,
    rounds = 10,
};

// The constants of Philox4x32.swift.
static const uint32_t multiplier0 = 0xD2511F53;
static const uint32_t multiplier1 = 0xCD9E8D57;
static const uint32_t weyl0 = 0x9E3779B9;
static const uint32_t weyl1 = 0xBB67AE85;

// Moves the upper half of each lane to its lower half. Some processors have more units that shuffle than units that
// shift.
static INLINE block_lanes upper_halves(block_lanes lanes) {
    block_halves halves = (block_halves)lanes;
    return (block_lanes)__builtin_shufflevector(halves, halves, 1, 1, 3, 3, 5, 5, 7, 7, 9, 9, 11, 11, 13, 13, 15, 15);
}

// The lower halves of `first` and `second`, next to each other in each lane, that of `first` first in memory.
static INLINE block_lanes joined(block_lanes first, block_lanes second) {
#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "the halves of a lane are counted from the lower one"
#endif
    return (block_lanes)__builtin_shufflevector(
        (block_halves)first, (block_halves)second, 0, 16, 2, 18, 4, 20, 6, 22, 8, 24, 10, 26, 12, 28, 14, 30);
}

// Writes blocks `first ..< first + count` of a key's stream, four words each; `count` is rounded up to whole passes.
//
// Each 32-bit word lives in a 64-bit lane whose upper half holds garbage. That does no harm: the 32 x 32 -> 64 bit
// multiplication reads lower halves only, exclusive or does not mix halves, and the upper halves are dropped in the
// end. So a product needs no unpacking.
static INLINE void draw_blocks(uint32_t *words, uint64_t first, size_t count, const glorot_key *key) {
    const block_lanes low = 0xFFFFFFFF;
    // In this order, each block's words end next to each other without a move between halves of a register.
    const block_lanes counting = {0, 4, 1, 5, 2, 6, 3, 7};
    for (size_t done = 0; done < count; done += pass_count) {
        block_lanes x[GROUPS], y[GROUPS], z[GROUPS], w[GROUPS];
        for (unsigned group = 0; group < GROUPS; group++) {
            x[group] = first + done + 8 * group + counting;
            y[group] = x[group] >> 32;
            z[group] = key->counter_high[0];
            w[group] = key->counter_high[1];
        }
        uint32_t key0 = key->cipher[0];
        uint32_t key1 = key->cipher[1];
#pragma clang loop unroll(full)
        for (unsigned round = 0; round < rounds; round++) {
            for (unsigned group = 0; group < GROUPS; group++) {
                block_lanes product0 = (x[group] & low) * multiplier0;
                block_lanes product1 = (z[group] & low) * multiplier1;
                x[group] = upper_halves(product1) ^ y[group] ^ (block_lanes)key0;
                z[group] = upper_halves(product0) ^ w[group] ^ (block_lanes)key1;
                y[group] = product1;
                w[group] = product0;
            }
            key0 += weyl0;
            key1 += weyl1;
        }
        for (unsigned group = 0; group < GROUPS; group++) {
            block_lanes front = joined(x[group], y[group]);
            block_lanes back = joined(z[group], w[group]);
            block_lanes blocks0 = __builtin_shufflevector(front, back, 0, 8, 2, 10, 4, 12, 6, 14);
            block_lanes blocks4 = __builtin_shufflevector(front, back, 1, 9, 3, 11, 5, 13, 7, 15);
            uint32_t *group_words = words + 4 * (done + 8 * group);
            __builtin_memcpy(group_words, &blocks0, sizeof blocks0);
            __builtin_memcpy(group_words + 16, &blocks4, sizeof blocks4);
        }
    }
}

// The first word of one block.
static INLINE uint32_t first_word(uint64_t index, const uint32_t *counter_high, const uint32_t *cipher) {
    uint32_t x = (uint32_t)index, y = (uint32_t)(index >> 32), z = counter_high[0], w = counter_high[1];
    uint32_t key0 = cipher[0], key1 = cipher[1];
    for (unsigned round = 0; round < rounds; round++) {
        uint64_t product0 = (uint64_t)multiplier0 * x;
        uint64_t product1 = (uint64_t)multiplier1 * z;
        x = (uint32_t)(product1 >> 32) ^ y ^ key0;
        z = (uint32_t)(product0 >> 32) ^ w ^ key1;
        y = (uint32_t)product1;
        w = (uint32_t)product0;
        key0 += weyl0;
        key1 += weyl1;
    }
    return x;
}

// Words of consecutive elements.
typedef struct {
    const uint32_t *words;
    size_t count;
} chunk;

// Makes the words of at most `left` elements from `first` on. Every chunk but the last ends at a block boundary, so
// that every chunk but the first begins at one.
static INLINE chunk draw_chunk(
    uint32_t *buffer, uint64_t first, size_t left, unsigned words_per_element, const glorot_key *key) {
    unsigned elements_per_block = 4 / words_per_element;
    size_t skipped = first % elements_per_block;
    size_t count = left < chunk_count - skipped ? left : chunk_count - skipped;
    size_t blocks = (skipped + count + elements_per_block - 1) / elements_per_block;
    draw_blocks(buffer, first / elements_per_block, blocks, key);
    return (chunk){buffer + skipped * words_per_element, count};
}
