#define GROUPS 1
#define LANES 16

#include "kernels.h"
#include "variants.h"

const glorot_kernels glorot_portable_kernels = KERNELS;
