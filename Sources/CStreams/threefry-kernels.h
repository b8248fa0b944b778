#pragma once

#include "lanes.h"

static void threefry_placeholder(void) {}

#define THREEFRY                                                                                                             \
    { .placeholder = threefry_placeholder }
