#pragma once

#include "lanes.h"

static void philox_placeholder(void) {}

#define PHILOX                                                                                                             \
    { .placeholder = philox_placeholder }
