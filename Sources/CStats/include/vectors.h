#ifndef GLOROT_CSTATS_VECTORS_H
#define GLOROT_CSTATS_VECTORS_H

// Loops over the vectors of orthogonal matrices and over standardised samples, for each instruction set that a processor
// may have. All give the same bits: every sum has its order, and nothing is fused. The definitions are in Swift:
// VectorKernels.

#include <stdbool.h>
#include <stddef.h>

/// The functions of one instruction set.
typedef struct {
    /// Writes the inner products of a vector of n entries with `count` others, `stride` entries apart, to `products`. Each
    /// is summed in eight interleaved lanes, which are added in order, and then the entries beyond the last whole eight.
    void (*_Nonnull inner_products)(
        const double *_Nonnull vector,
        const double *_Nonnull others,
        size_t stride,
        size_t count,
        size_t n,
        double *_Nonnull products
    );

    /// Subtracts factors[k] times a vector of n entries from the k-th of `count` others, `stride` entries apart.
    void (*_Nonnull subtract_multiples)(
        const double *_Nonnull vector,
        double *_Nonnull others,
        size_t stride,
        size_t count,
        size_t n,
        const double *_Nonnull factors
    );

    /// Applies I - 2 v v^T / square to a row-major matrix: subtracts 2 v[i] p[c] / square from the entry in row i and
    /// column c, where p[c] is the sum of v[i] times that column's entries, in order. Rows lie `stride` entries apart.
    void (*_Nonnull reflect_rows)(
        const double *_Nonnull v,
        size_t rows,
        double square,
        double *_Nonnull matrix,
        size_t stride,
        size_t columns
    );

    /// Writes the continued fraction of the incomplete beta function with shapes a[i], b[i] at x[i] to fractions[i],
    /// for n places. A fraction ends where a step changes it by less than 2^-51 of itself, or by less than errors[i].
    void (*_Nonnull beta_fractions)(
        const double *_Nonnull a,
        const double *_Nonnull b,
        const double *_Nonnull x,
        const double *_Nonnull errors,
        size_t n,
        double *_Nonnull fractions
    );

    /// Writes (value - mean) * inverse_deviation, moved to within -bound...bound, for n values to z. Returns whether all
    /// values are finite.
    bool (*_Nonnull standardise)(
        const float *_Nonnull values,
        size_t n,
        double mean,
        double inverse_deviation,
        double bound,
        float *_Nonnull z
    );

    /// Writes the sums of each row's values and squares, in order. Adds the values to the sums of their columns, and
    /// their squares to the sums of squares, row after row.
    void (*_Nonnull add_grid)(
        const float *_Nonnull z,
        size_t rows,
        size_t columns,
        double *_Nonnull row_sums,
        double *_Nonnull row_squares,
        double *_Nonnull column_sums,
        double *_Nonnull column_squares
    );

    /// Writes the inner products of four rows of n entries with the eight columns of a strip, which has n rows, to sums,
    /// row after row. Each is summed in order.
    void (*_Nonnull multiply_rows)(
        const float *_Nonnull a,
        const float *_Nonnull b,
        const float *_Nonnull c,
        const float *_Nonnull d,
        const float *_Nonnull strip,
        size_t n,
        float *_Nonnull sums
    );
} cstats_vectors;

/// For any processor of the architecture.
const cstats_vectors *_Nonnull cstats_vectors_portable(void);

/// With AVX2; NULL if the processor lacks it.
const cstats_vectors *_Nullable cstats_vectors_avx2(void);

/// With AVX-512, using its foundation only; NULL if the processor lacks it.
const cstats_vectors *_Nullable cstats_vectors_avx512(void);

#endif
