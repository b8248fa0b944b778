#if defined(__x86_64__)

#include <immintrin.h>

#define GROUPS 4
#define LANES 32
#define WIDTH 8
#define SIDE_BY_SIDE 1

#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512bw,avx512vl"))), apply_to = function)
#include "kernels.h"
#pragma clang attribute pop
#include "variants.h"

const glorot_kernels glorot_avx512_kernels = KERNELS;

#endif
