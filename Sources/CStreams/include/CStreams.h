// The inner loops of the frameworks' own streams.
//
// Every function gives the same bits for every instruction set.
#pragma once

#include "mt19937.h"
#include "numpy.h"
#include "philox.h"
#include "pytorch.h"
#include "threefry.h"

#pragma clang assume_nonnull begin

// The functions of one instruction set.
typedef struct {
    glorot_mt19937 twister;
    glorot_pytorch pytorch;
    glorot_threefry threefry;
    glorot_philox philox;
    glorot_numpy numpy;
} glorot_streams;

// For the instructions that the compiler may assume: SSE2 on x86-64.
const glorot_streams *glorot_streams_portable(void);

#if defined(__x86_64__)
// NULL if the processor or the operating system lacks the instructions: AVX2 and FMA; AVX-512 F, DQ, BW and VL.
const glorot_streams *_Nullable glorot_streams_avx2(void);
const glorot_streams *_Nullable glorot_streams_avx512(void);
#endif

#pragma clang assume_nonnull end
