#include "variants.h"

const glorot_streams *glorot_streams_portable(void) { return &glorot_streams_portable_table; }

#if defined(__x86_64__)

const glorot_streams *glorot_streams_avx2(void) {
    int supported = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    return supported ? &glorot_streams_avx2_table : NULL;
}

const glorot_streams *glorot_streams_avx512(void) {
    int supported = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
        && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
    return supported ? &glorot_streams_avx512_table : NULL;
}

#endif
