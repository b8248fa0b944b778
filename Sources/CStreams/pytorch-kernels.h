#pragma once

#include "lanes.h"

static void pytorch_placeholder(void) {}

#define PYTORCH                                                                                                             \
    { .placeholder = pytorch_placeholder }
