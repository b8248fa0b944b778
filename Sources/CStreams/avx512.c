#if defined(__x86_64__)

#define LANES 32

#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512bw,avx512vl"))), apply_to = function)
#include "kernels.h"
#pragma clang attribute pop
#include "variants.h"

const glorot_streams glorot_streams_avx512_table = STREAMS;

#endif
