// The tables that dispatch.c chooses from.
#pragma once

#include "include/CStreams.h"

extern const glorot_streams glorot_streams_portable_table;

#if defined(__x86_64__)
extern const glorot_streams glorot_streams_avx2_table;
extern const glorot_streams glorot_streams_avx512_table;
#endif
