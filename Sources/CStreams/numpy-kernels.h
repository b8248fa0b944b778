#pragma once

#include "lanes.h"

static void numpy_placeholder(void) {}

#define NUMPY                                                                                                             \
    { .placeholder = numpy_placeholder }
