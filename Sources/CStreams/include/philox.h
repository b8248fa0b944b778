#pragma once

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

typedef struct {
    void (*_Nonnull placeholder)(void);
} glorot_philox;

#pragma clang assume_nonnull end
