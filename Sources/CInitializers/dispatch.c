#include "variants.h"

const glorot_kernels *glorot_portable(void) { return &glorot_portable_kernels; }

#if defined(__x86_64__)

const glorot_kernels *glorot_avx2(void) { return __builtin_cpu_supports("avx2") ? &glorot_avx2_kernels : NULL; }

const glorot_kernels *glorot_avx512(void) {
    int supported = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
        && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
    return supported ? &glorot_avx512_kernels : NULL;
}

#endif
