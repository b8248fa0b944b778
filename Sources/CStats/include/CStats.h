#ifndef GLOROT_CSTATS_H
#define GLOROT_CSTATS_H

// The passes over single-precision samples, for each instruction set that a processor may have. All give the same bits:
// they use integer arithmetic, and sums in fixed lanes without fused multiply-add. The definitions are in Swift:
// CellMap.cell(ofKey:), PowerSums, LagProducts.

#include <stddef.h>
#include <stdint.h>

#include "vectors.h"

/// Cells as a function of a value's ordered key: see CellMap.
typedef struct {
    int32_t low;
    int32_t high;
    int32_t shift;
    const uint32_t *_Nonnull segments;
} cstats_cell_map;

/// The least and the greatest ordered key of some values, and the bit pattern of the greatest magnitude: above
/// 0x7F7FFFFF if a value is infinite or NaN.
typedef struct {
    int32_t least;
    int32_t greatest;
    uint32_t magnitude;
} cstats_extremes;

/// The functions of one instruction set.
typedef struct {
    /// Writes the cell of each of n values to `cells`.
    cstats_extremes (*_Nonnull locate)(
        const float *_Nonnull values,
        size_t n,
        const cstats_cell_map *_Nonnull map,
        uint32_t *_Nonnull cells
    );

    /// Adds z, z^2 and z^4 of n values to eight lanes each, value i to lane i mod 8.
    /// z = (value - mean) * inverse_deviation; n is a multiple of 8.
    void (*_Nonnull power_sums)(
        const float *_Nonnull values,
        size_t n,
        double mean,
        double inverse_deviation,
        double *_Nonnull lanes
    );

    /// Adds the products z[i] z[i + lag], i < length, to accumulators[i]. Repeats this `rounds` times, `length` values
    /// further each time.
    void (*_Nonnull add_products)(
        const float *_Nonnull z,
        size_t lag,
        size_t length,
        size_t rounds,
        float *_Nonnull accumulators
    );

    /// Writes the number of edges below each of n values.
    void (*_Nonnull count_edges)(
        const float *_Nonnull values,
        size_t n,
        const float *_Nonnull edges,
        size_t edge_count,
        uint8_t *_Nonnull intervals
    );

    /// Adds the products x[i][a] y[i][b] z[i][c] over n triples to sums[(c * 19 + a) * 19 + b], for a, b and c below
    /// 19; 64 triples at a time in single precision.
    void (*_Nonnull add_triple_products)(
        const float *_Nonnull x,
        const float *_Nonnull y,
        const float *_Nonnull z,
        size_t n,
        double *_Nonnull sums
    );

    /// Copies the values that lie in one of some intervals, first and last value included, to `kept`, in order. `kept` has
    /// room for n and 16 more. Returns their number. NaN lies in none.
    size_t (*_Nonnull keep_between)(
        const float *_Nonnull values,
        size_t n,
        const float *_Nonnull firsts,
        const float *_Nonnull lasts,
        size_t intervals,
        float *_Nonnull kept
    );

    /// The sum modulo 2^64, over n words of 32 bits, of the exclusive or of the two halves of the 128 bits of the product
    /// words[i] keys[i].
    uint64_t (*_Nonnull fold_words)(const void *_Nonnull words, const uint64_t *_Nonnull keys, size_t n);

    /// The same for words of 16 bits.
    uint64_t (*_Nonnull fold_halves)(const void *_Nonnull words, const uint64_t *_Nonnull keys, size_t n);
} cstats_kernels;

/// For any processor of the architecture.
const cstats_kernels *_Nonnull cstats_portable(void);

/// With AVX2; NULL if the processor lacks it.
const cstats_kernels *_Nullable cstats_avx2(void);

/// With AVX-512, using its foundation only; NULL if the processor lacks it.
const cstats_kernels *_Nullable cstats_avx512(void);

/// Copies the values whose cell is flagged by 1 to `kept`, which has room for n, and moves their cells to the start of
/// `cells`. Returns their number.
size_t cstats_select(
    const float *_Nonnull values,
    uint32_t *_Nonnull cells,
    size_t n,
    const uint8_t *_Nonnull flags,
    float *_Nonnull kept
);

#endif
