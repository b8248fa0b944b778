// All functions of one instruction set, compiled for it by the file that includes this one.
#pragma once

#include "mt19937.h"
#include "numpy-kernels.h"
#include "philox-kernels.h"
#include "pytorch-kernels.h"
#include "threefry-kernels.h"

#define STREAMS                                                                                                        \
    {                                                                                                                  \
        .twister = MT19937, .pytorch = PYTORCH, .threefry = THREEFRY, .philox = PHILOX, .numpy = NUMPY,                \
    }
