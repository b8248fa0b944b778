#ifndef GLOROT_CSTATS_H
#define GLOROT_CSTATS_H

// The passes over single-precision samples, for the instruction sets that a processor may have. Every one of them gives
// the same bits: integer arithmetic, and sums in fixed lanes without fused multiply-add. The definitions are in Swift:
// CellMap.cell(ofKey:), PowerSums, LagProducts.

#include <stddef.h>
#include <stdint.h>

/// Cells as a function of a value's ordered key: see CellMap.
typedef struct {
    int32_t low;
    int32_t high;
    int32_t shift;
    const uint32_t *_Nonnull segments;
} cstats_cell_map;

/// The least and the greatest ordered key of some values, and the greatest magnitude's bit pattern: above 0x7F7FFFFF where
/// a value is infinite or not a number.
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

    /// Adds z, z^2 and z^4 of n values, n a multiple of 8, z = (value - mean) * inverse_deviation, to eight lanes each:
    /// value i to lane i mod 8.
    void (*_Nonnull power_sums)(
        const float *_Nonnull values,
        size_t n,
        double mean,
        double inverse_deviation,
        double *_Nonnull lanes
    );

    /// Adds the products z[i] z[i + lag], i < length, to accumulators[i]: `rounds` times, `length` values further each
    /// time.
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

    /// Adds the products x[i][a] y[i][b] z[i][c] over n triples to sums[(c * 19 + a) * 19 + b], for a, b and c below 19;
    /// in single precision for 64 triples at a time.
    void (*_Nonnull add_triple_products)(
        const float *_Nonnull x,
        const float *_Nonnull y,
        const float *_Nonnull z,
        size_t n,
        double *_Nonnull sums
    );
} cstats_kernels;

/// What every processor of the architecture has.
const cstats_kernels *_Nonnull cstats_portable(void);

/// With AVX2; NULL where the processor has none.
const cstats_kernels *_Nullable cstats_avx2(void);

/// With AVX-512, of which the foundation is used; NULL where the processor has none.
const cstats_kernels *_Nullable cstats_avx512(void);

/// Copies the values whose cell is flagged by 1 to `kept`, which has room for n, and moves their cells to the start of
/// `cells`; gives their number.
size_t cstats_select(
    const float *_Nonnull values,
    uint32_t *_Nonnull cells,
    size_t n,
    const uint8_t *_Nonnull flags,
    float *_Nonnull kept
);

#endif
