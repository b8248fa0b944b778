// All functions of one instruction set, compiled for it by the file that includes this one.
#pragma once

#include "halves.h"
#include "normal.h"
#include "stream.h"
#include "uniform.h"

#define KERNELS                                                                                                        \
    {                                                                                                                  \
        .words = stream_words, .uniform_float = uniform_float, .uniform_double = uniform_double,                       \
        .normal_float = normal_float, .normal_double = normal_double, .bfloat16 = bfloat16, .float16 = float16,        \
    }
