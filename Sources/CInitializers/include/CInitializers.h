// Draws of weights, many at a time: the loops of Initializers.
//
// Every function gives the same bits as the scalar definitions in Swift, whichever instruction set it was compiled for.
#pragma once

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

// A key's stream of blocks, and the cipher words that refine the elements in a normal law's tails.
typedef struct {
    uint32_t cipher[2];
    uint32_t counter_high[2];
    uint32_t refinement_cipher[2];
} glorot_key;

// UniformTransform.
typedef struct {
    double middle;
    double half;
    double lowest;
    double highest;
} glorot_uniform;

// NormalTransform; `reaches_tails` is whether any word's value is in a tail.
typedef struct {
    double mean;
    double standard_deviation;
    double middle;
    double half;
    double lower_tail;
    double upper_tail;
    double mass;
    double lowest;
    double highest;
    int reaches_tails;
} glorot_normal;

// The functions of one instruction set. Memory need be neither aligned nor initialized.
typedef struct {
    // Words `offset ..< offset + count` of a key's stream.
    void (*_Nonnull words)(uint32_t *words, size_t count, uint64_t offset, const glorot_key *key);
    // Elements `offset ..< offset + count` of a draw.
    void (*_Nonnull uniform_float)(
        float *values, size_t count, uint64_t offset, const glorot_key *key, const glorot_uniform *law);
    void (*_Nonnull uniform_double)(
        double *values, size_t count, uint64_t offset, const glorot_key *key, const glorot_uniform *law);
    void (*_Nonnull normal_float)(
        float *values, size_t count, uint64_t offset, const glorot_key *key, const glorot_normal *law);
    void (*_Nonnull normal_double)(
        double *values, size_t count, uint64_t offset, const glorot_key *key, const glorot_normal *law);
    // Finite numbers rounded to nearest, ties to even.
    void (*_Nonnull bfloat16)(uint16_t *patterns, const float *values, size_t count);
    void (*_Nonnull float16)(uint16_t *patterns, const float *values, size_t count);
} glorot_kernels;

// For the instructions that the compiler may assume: SSE2 on x86-64.
const glorot_kernels *glorot_portable(void);

#if defined(__x86_64__)
// NULL if the processor or the operating system lacks the instructions: AVX2; AVX-512 F, DQ, BW and VL.
const glorot_kernels *_Nullable glorot_avx2(void);
const glorot_kernels *_Nullable glorot_avx512(void);
#endif

#pragma clang assume_nonnull end
