// The centre's rational function. A polynomial is two chains of dependent operations. Left alone, a compiler evaluates
// one after the other and the processor waits, so the order is fixed here.
#pragma once

#include "normal-quantile.h"

// A register of the instruction set, WIDTH numbers. REGISTERS of them are evaluated side by side.
typedef double double_register __attribute__((ext_vector_type(WIDTH)));

enum { REGISTERS = 4, centre_degree = sizeof centre_numerator / sizeof *centre_numerator - 1 };

typedef union {
    double_lanes lanes;
    double_register registers[LANES / WIDTH];
} lane_registers;

// The even and the odd powers of a polynomial.
typedef struct {
    double_register even[REGISTERS], odd[REGISTERS];
} chains;

// Keeps the compiler from moving computations across this point: as far as it knows, the empty instruction changes the
// numbers.
#if defined(__x86_64__)
#define OPERANDS(x) "+v"(x[0]), "+v"(x[1]), "+v"(x[2]), "+v"(x[3])
#define FENCE(...) __asm__ volatile("" : __VA_ARGS__)
#else
#define FENCE(...)
#endif

#define UNROLLED _Pragma("clang loop unroll(full)")

// Starts both chains. The degree is even.
static INLINE chains first_terms(const double *coefficients) {
    chains c;
    UNROLLED for (unsigned i = 0; i < REGISTERS; i++) c.even[i] = coefficients[centre_degree];
    UNROLLED for (unsigned i = 0; i < REGISTERS; i++) c.odd[i] = coefficients[centre_degree - 1];
    return c;
}

// Horner's rule down to `power`, which is even, and the odd power below it.
static INLINE void add_terms(
    chains *c, const double_register *squares, const double *coefficients, unsigned power) {
    UNROLLED for (unsigned i = 0; i < REGISTERS; i++) c->even[i] = c->even[i] * squares[i] + coefficients[power];
    if (power == 0) return;
    UNROLLED for (unsigned i = 0; i < REGISTERS; i++) c->odd[i] = c->odd[i] * squares[i] + coefficients[power - 1];
}

// `even + x * odd`.
static INLINE void join(double_register *result, const chains *c, const double_register *x) {
    UNROLLED for (unsigned i = 0; i < REGISTERS; i++) result[i] = c->even[i] + x[i] * c->odd[i];
}

// Numerators and denominators at the arguments in REGISTERS registers. The file that is compiled sets SIDE_BY_SIDE if
// the registers hold the chains of both; otherwise one is evaluated after the other.
static INLINE void evaluate_centre(
    double_register *numerators, double_register *denominators, const double_register *x) {
    double_register squares[REGISTERS];
    UNROLLED for (unsigned i = 0; i < REGISTERS; i++) squares[i] = x[i] * x[i];
    chains above = first_terms(centre_numerator);
    chains below = first_terms(centre_denominator);
#if SIDE_BY_SIDE
    UNROLLED for (unsigned power = centre_degree; power > 0; power -= 2) {
        add_terms(&above, squares, centre_numerator, power - 2);
        add_terms(&below, squares, centre_denominator, power - 2);
        FENCE(OPERANDS(above.even), OPERANDS(above.odd), OPERANDS(below.even), OPERANDS(below.odd));
    }
    join(numerators, &above, x);
#else
    UNROLLED for (unsigned power = centre_degree; power > 0; power -= 2) {
        add_terms(&above, squares, centre_numerator, power - 2);
        FENCE(OPERANDS(above.even), OPERANDS(above.odd));
    }
    join(numerators, &above, x);
    FENCE(OPERANDS(numerators));
    UNROLLED for (unsigned power = centre_degree; power > 0; power -= 2) {
        add_terms(&below, squares, centre_denominator, power - 2);
        FENCE(OPERANDS(below.even), OPERANDS(below.odd));
    }
#endif
    join(denominators, &below, x);
}

// NormalQuantile.centre.
static INLINE double_lanes centre_quantiles(double_lanes q) {
    lane_registers numerator, denominator, s = {(0.5 - q) * (0.5 + q)};
    UNROLLED for (unsigned i = 0; i < LANES / WIDTH; i += REGISTERS) {
        evaluate_centre(numerator.registers + i, denominator.registers + i, s.registers + i);
    }
    return q * (numerator.lanes / denominator.lanes);
}
