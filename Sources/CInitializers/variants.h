// The tables that dispatch.c chooses from.
#pragma once

#include "include/CInitializers.h"

extern const glorot_kernels glorot_portable_kernels;

#if defined(__x86_64__)
extern const glorot_kernels glorot_avx2_kernels;
extern const glorot_kernels glorot_avx512_kernels;
#endif
