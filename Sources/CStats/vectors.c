#include "vectors.h"

#include <math.h>
#include <string.h>

// A fused multiply-add rounds once; the definition rounds twice.
#pragma STDC FP_CONTRACT OFF

#define INLINE static inline __attribute__((always_inline))

// Inlined everywhere, so it does not matter how such a vector would be passed.
#pragma clang diagnostic ignored "-Wpsabi"
typedef double double8 __attribute__((vector_size(64)));
typedef long long mask8 __attribute__((vector_size(64)));

INLINE double8 load8(const double *values) {
    double8 vector;
    memcpy(&vector, values, sizeof vector);
    return vector;
}

INLINE void store8(double *values, double8 vector) { memcpy(values, &vector, sizeof vector); }

// The inner products with `width` vectors at once, so that no addition waits for the one before.
INLINE void inner_products_of(
    const double *restrict vector,
    const double *restrict others,
    size_t stride,
    size_t width,
    size_t n,
    double *restrict products
) {
    double8 lanes[4] = {{0}};
    size_t i = 0;
    for (; i + 8 <= n; i += 8) {
        const double8 part = load8(vector + i);
        for (size_t k = 0; k < width; k++) lanes[k] += part * load8(others + k * stride + i);
    }
    for (size_t k = 0; k < width; k++) {
        double sum = lanes[k][0];
        for (size_t lane = 1; lane < 8; lane++) sum += lanes[k][lane];
        for (size_t j = i; j < n; j++) sum += vector[j] * others[k * stride + j];
        products[k] = sum;
    }
}

INLINE void inner_products(
    const double *restrict vector,
    const double *restrict others,
    size_t stride,
    size_t count,
    size_t n,
    double *restrict products
) {
    size_t k = 0;
    for (; k + 4 <= count; k += 4) inner_products_of(vector, others + k * stride, stride, 4, n, products + k);
    for (; k < count; k++) inner_products_of(vector, others + k * stride, stride, 1, n, products + k);
}

INLINE void subtract_multiples(
    const double *restrict vector,
    double *restrict others,
    size_t stride,
    size_t count,
    size_t n,
    const double *restrict factors
) {
    for (size_t k = 0; k < count; k++) {
        double *restrict other = others + k * stride;
        const double factor = factors[k];
        size_t i = 0;
        for (; i + 8 <= n; i += 8) store8(other + i, load8(other + i) - factor * load8(vector + i));
        for (; i < n; i++) other[i] -= factor * vector[i];
    }
}

// Some columns of a reflection, at most 16: their products stay in registers.
INLINE void reflect_columns(
    const double *restrict v,
    size_t rows,
    double square,
    double *restrict matrix,
    size_t stride,
    size_t width
) {
    double products[16] = {0};
    for (size_t i = 0; i < rows; i++) {
        for (size_t c = 0; c < width; c++) products[c] += v[i] * matrix[i * stride + c];
    }
    for (size_t i = 0; i < rows; i++) {
        const double twice = 2 * v[i];
        for (size_t c = 0; c < width; c++) matrix[i * stride + c] -= twice * products[c] / square;
    }
}

INLINE void reflect_rows(
    const double *restrict v,
    size_t rows,
    double square,
    double *restrict matrix,
    size_t stride,
    size_t columns
) {
    size_t c = 0;
    for (; c + 16 <= columns; c += 16) reflect_columns(v, rows, square, matrix + c, stride, 16);
    if (c + 8 <= columns) {
        reflect_columns(v, rows, square, matrix + c, stride, 8);
        c += 8;
    }
    if (c < columns) reflect_columns(v, rows, square, matrix + c, stride, columns - c);
}

INLINE double8 choose(mask8 is_first, double8 first, double8 second) {
    return (double8)(((mask8)first & is_first) | ((mask8)second & ~is_first));
}

// Where a term all but vanishes, the fraction is not defined.
INLINE double8 nonzero(double8 term) {
    const double8 least = (double8){0} + 2 * 0x1p-1022;
    return choose((term < least) & (term > -least), (double8){0} + (double)NAN, term);
}

INLINE int is_any(mask8 mask) {
    long long any = 0;
    for (size_t lane = 0; lane < 8; lane++) any |= mask[lane];
    return any != 0;
}

INLINE double8 magnitude(double8 x) { return (double8)((mask8)x & 0x7FFFFFFFFFFFFFFF); }

// Lentz's method, as modified by Thompson and Barnett, for eight places at once.
INLINE double8 beta_fraction(double8 a, double8 b, double8 x, double8 error) {
    double8 numerator = (double8){0} + 1.0;
    double8 denominator = 1.0 / nonzero(1.0 - (a + b) * x / (a + 1.0));
    double8 fraction = denominator;
    mask8 is_open = (mask8){0} - 1;
    for (int k = 1; k <= 512; k++) {
        const double step = k;
        double8 coefficient = step * (b - step) * x / (((a - 1.0) + 2 * step) * (a + 2 * step));
        denominator = 1.0 / nonzero(1.0 + coefficient * denominator);
        numerator = nonzero(1.0 + coefficient / numerator);
        double8 next = fraction * (denominator * numerator);
        coefficient = -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1.0));
        denominator = 1.0 / nonzero(1.0 + coefficient * denominator);
        numerator = nonzero(1.0 + coefficient / numerator);
        const double8 factor = denominator * numerator;
        next *= factor;
        fraction = choose(is_open, next, fraction);
        const double8 change = magnitude(factor - 1.0);
        is_open &= ~((change < 0x1p-51) | (fraction * change < error));
        if (!is_any(is_open)) return fraction;
    }
    return choose(is_open, (double8){0} + (double)NAN, fraction);
}

INLINE void beta_fractions(
    const double *restrict a,
    const double *restrict b,
    const double *restrict x,
    const double *restrict errors,
    size_t n,
    double *restrict fractions
) {
    for (size_t start = 0; start < n; start += 8) {
        // Places beyond the last repeat the first.
        const size_t width = n - start < 8 ? n - start : 8;
        double8 part[4];
        for (size_t lane = 0; lane < 8; lane++) {
            const size_t i = start + (lane < width ? lane : 0);
            part[0][lane] = a[i];
            part[1][lane] = b[i];
            part[2][lane] = x[i];
            part[3][lane] = errors[i];
        }
        const double8 found = beta_fraction(part[0], part[1], part[2], part[3]);
        for (size_t lane = 0; lane < width; lane++) fractions[start + lane] = found[lane];
    }
}

INLINE bool standardise(
    const float *restrict values,
    size_t n,
    double mean,
    double inverse_deviation,
    double bound,
    float *restrict z
) {
    unsigned largest = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned bits;
        memcpy(&bits, values + i, sizeof bits);
        bits &= 0x7FFFFFFF;
        largest = bits > largest ? bits : largest;
        double standardised = ((double)values[i] - mean) * inverse_deviation;
        standardised = standardised >= -bound ? standardised : -bound;
        z[i] = (float)(standardised < bound ? standardised : bound);
    }
    return largest < 0x7F800000;
}

// Some rows, at most 8: each has sums of its own, so that no addition waits for the one before.
INLINE void add_rows(
    const float *restrict z,
    size_t rows,
    size_t columns,
    double *restrict row_sums,
    double *restrict row_squares,
    double *restrict column_sums,
    double *restrict column_squares
) {
    for (size_t r = 0; r < rows; r++) {
        const float *row = z + r * columns;
        for (size_t c = 0; c < columns; c++) {
            const double value = row[c];
            column_sums[c] += value;
            column_squares[c] += value * value;
        }
    }
    double sums[8] = {0}, squares[8] = {0};
    for (size_t c = 0; c < columns; c++) {
        for (size_t r = 0; r < rows; r++) {
            const double value = z[r * columns + c];
            sums[r] += value;
            squares[r] += value * value;
        }
    }
    for (size_t r = 0; r < rows; r++) {
        row_sums[r] = sums[r];
        row_squares[r] = squares[r];
    }
}

INLINE void add_grid(
    const float *restrict z,
    size_t rows,
    size_t columns,
    double *restrict row_sums,
    double *restrict row_squares,
    double *restrict column_sums,
    double *restrict column_squares
) {
    size_t r = 0;
    for (; r + 8 <= rows; r += 8) {
        add_rows(z + r * columns, 8, columns, row_sums + r, row_squares + r, column_sums, column_squares);
    }
    if (r < rows) {
        add_rows(z + r * columns, rows - r, columns, row_sums + r, row_squares + r, column_sums, column_squares);
    }
}

typedef float float8 __attribute__((vector_size(32)));

INLINE void multiply_rows(
    const float *a,
    const float *b,
    const float *c,
    const float *d,
    const float *restrict strip,
    size_t n,
    float *restrict sums
) {
    float8 lanes[4] = {{0}};
    for (size_t m = 0; m < n; m++) {
        float8 right;
        memcpy(&right, strip + 8 * m, sizeof right);
        lanes[0] += a[m] * right;
        lanes[1] += b[m] * right;
        lanes[2] += c[m] * right;
        lanes[3] += d[m] * right;
    }
    memcpy(sums, lanes, sizeof lanes);
}

// The same bodies, compiled for each instruction set.
#define VARIANT(name, attribute)                                                                                        \
    attribute static void inner_products_##name(                                                                        \
        const double *vector, const double *others, size_t stride, size_t count, size_t n, double *products             \
    ) {                                                                                                                 \
        inner_products(vector, others, stride, count, n, products);                                                     \
    }                                                                                                                   \
    attribute static void subtract_multiples_##name(                                                                    \
        const double *vector, double *others, size_t stride, size_t count, size_t n, const double *factors              \
    ) {                                                                                                                 \
        subtract_multiples(vector, others, stride, count, n, factors);                                                  \
    }                                                                                                                   \
    attribute static void reflect_rows_##name(                                                                          \
        const double *v, size_t rows, double square, double *matrix, size_t stride, size_t columns                      \
    ) {                                                                                                                 \
        reflect_rows(v, rows, square, matrix, stride, columns);                                                         \
    }                                                                                                                   \
    attribute static void beta_fractions_##name(                                                                        \
        const double *a, const double *b, const double *x, const double *errors, size_t n, double *fractions            \
    ) {                                                                                                                 \
        beta_fractions(a, b, x, errors, n, fractions);                                                                  \
    }                                                                                                                   \
    attribute static bool standardise_##name(                                                                           \
        const float *values, size_t n, double mean, double inverse_deviation, double bound, float *z                    \
    ) {                                                                                                                 \
        return standardise(values, n, mean, inverse_deviation, bound, z);                                               \
    }                                                                                                                   \
    attribute static void add_grid_##name(                                                                              \
        const float *z, size_t rows, size_t columns, double *row_sums, double *row_squares, double *column_sums,        \
        double *column_squares                                                                                          \
    ) {                                                                                                                 \
        add_grid(z, rows, columns, row_sums, row_squares, column_sums, column_squares);                                 \
    }                                                                                                                   \
    attribute static void multiply_rows_##name(                                                                         \
        const float *a, const float *b, const float *c, const float *d, const float *strip, size_t n, float *sums       \
    ) {                                                                                                                 \
        multiply_rows(a, b, c, d, strip, n, sums);                                                                      \
    }                                                                                                                   \
    static const cstats_vectors name = {                                                                                \
        inner_products_##name, subtract_multiples_##name, reflect_rows_##name, beta_fractions_##name,                   \
        standardise_##name, add_grid_##name, multiply_rows_##name                                                        \
    };

VARIANT(portable, )

const cstats_vectors *cstats_vectors_portable(void) { return &portable; }

#if defined(__x86_64__)

VARIANT(avx2, __attribute__((target("avx2"))))

const cstats_vectors *cstats_vectors_avx2(void) { return __builtin_cpu_supports("avx2") ? &avx2 : NULL; }

VARIANT(avx512, __attribute__((target("avx512f"))))

const cstats_vectors *cstats_vectors_avx512(void) { return __builtin_cpu_supports("avx512f") ? &avx512 : NULL; }

#else

const cstats_vectors *cstats_vectors_avx2(void) { return NULL; }

const cstats_vectors *cstats_vectors_avx512(void) { return NULL; }

#endif
