#if defined(__x86_64__)

#define GROUPS 2
#define LANES 32
#define WIDTH 4
#define SIDE_BY_SIDE 0

#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#include "kernels.h"
#pragma clang attribute pop
#include "variants.h"

const glorot_kernels glorot_avx2_kernels = KERNELS;

#endif
