#define GROUPS 1
#define LANES 16
#define WIDTH 2
#define SIDE_BY_SIDE 0

#include "kernels.h"
#include "variants.h"

const glorot_kernels glorot_portable_kernels = KERNELS;
