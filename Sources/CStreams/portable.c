#define LANES 8

#include "kernels.h"
#include "variants.h"

const glorot_streams glorot_streams_portable_table = STREAMS;
