#if defined(__x86_64__)

#define LANES 16

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "kernels.h"
#pragma clang attribute pop
#include "variants.h"

const glorot_streams glorot_streams_avx2_table = STREAMS;

#endif
