#include "CStats.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// A fused multiply-add rounds once; the definition rounds twice.
#pragma STDC FP_CONTRACT OFF

#define INLINE static inline __attribute__((always_inline))

INLINE cstats_extremes locate(
    const float *restrict values,
    size_t n,
    const cstats_cell_map *map,
    uint32_t *restrict cells
) {
    const int32_t low = map->low;
    const int32_t high = map->high;
    const int32_t first = low + 1;
    const int32_t shift = map->shift;
    const uint32_t mask = (UINT32_C(1) << shift) - 1;
    const uint32_t *restrict segments = map->segments;
    int32_t least = INT32_MAX;
    int32_t greatest = INT32_MIN;
    uint32_t largest = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t bits;
        memcpy(&bits, values + i, sizeof bits);
        const int32_t sign = (int32_t)bits >> 31;
        const uint32_t magnitude = bits & 0x7FFFFFFF;
        const int32_t key = ((int32_t)magnitude ^ sign) - sign;
        least = key < least ? key : least;
        greatest = key > greatest ? key : greatest;
        largest = magnitude > largest ? magnitude : largest;
        const int32_t raised = key < first ? first : key;
        const uint32_t place = (uint32_t)(raised > high ? high : raised) - (uint32_t)first;
        const uint32_t segment = segments[place >> shift];
        const uint32_t part = ((place & mask) * ((segment >> 5) & 127)) >> (segment & 31);
        cells[i] = (segment >> 12) + part + (key > low ? 1 : 0) + (key > high ? 1 : 0);
    }
    return (cstats_extremes){least, greatest, largest};
}

typedef float float8 __attribute__((vector_size(32), aligned(4)));
typedef double double8 __attribute__((vector_size(64)));

INLINE void power_sums(const float *values, size_t n, double mean, double inverse_deviation, double lanes[24]) {
    double8 first, second, fourth;
    memcpy(&first, lanes, sizeof first);
    memcpy(&second, lanes + 8, sizeof second);
    memcpy(&fourth, lanes + 16, sizeof fourth);
    for (size_t i = 0; i < n; i += 8) {
        float8 block;
        memcpy(&block, values + i, sizeof block);
        const double8 z = (__builtin_convertvector(block, double8) - mean) * inverse_deviation;
        const double8 square = z * z;
        first += z;
        second += square;
        fourth += square * square;
    }
    memcpy(lanes, &first, sizeof first);
    memcpy(lanes + 8, &second, sizeof second);
    memcpy(lanes + 16, &fourth, sizeof fourth);
}

// Inlined everywhere, so it does not matter how such a vector would be passed.
#pragma clang diagnostic ignored "-Wpsabi"
typedef float float16 __attribute__((vector_size(64)));

INLINE float16 load16(const float *values) {
    float16 vector;
    memcpy(&vector, values, sizeof vector);
    return vector;
}

// The accumulators stay in registers, as `width` vectors. The last vector ends with the last accumulator and may overlap
// the one before it; both compute the same sums there.
INLINE void add_products_of(
    const float *restrict z,
    size_t lag,
    size_t length,
    size_t rounds,
    float *restrict accumulators,
    size_t width
) {
    float16 sums[8];
    for (size_t k = 0; k < width; k++) sums[k] = load16(accumulators + (k + 1 < width ? 16 * k : length - 16));
    for (size_t round = 0; round < rounds; round++) {
        const float *first = z + round * length;
        for (size_t k = 0; k < width; k++) {
            const float *start = first + (k + 1 < width ? 16 * k : length - 16);
            sums[k] += load16(start) * load16(start + lag);
        }
    }
    for (size_t k = 0; k < width; k++) {
        memcpy(accumulators + (k + 1 < width ? 16 * k : length - 16), &sums[k], sizeof sums[k]);
    }
}

INLINE void add_products(
    const float *restrict z,
    size_t lag,
    size_t length,
    size_t rounds,
    float *restrict accumulators
) {
    if (length < 16 || length > 128) {
        for (size_t round = 0; round < rounds; round++) {
            const float *first = z + round * length;
            for (size_t i = 0; i < length; i++) accumulators[i] += first[i] * first[i + lag];
        }
        return;
    }
    switch ((length + 15) / 16) {
    case 1: add_products_of(z, lag, length, rounds, accumulators, 1); break;
    case 2: add_products_of(z, lag, length, rounds, accumulators, 2); break;
    case 3: add_products_of(z, lag, length, rounds, accumulators, 3); break;
    case 4: add_products_of(z, lag, length, rounds, accumulators, 4); break;
    case 5: add_products_of(z, lag, length, rounds, accumulators, 5); break;
    case 6: add_products_of(z, lag, length, rounds, accumulators, 6); break;
    case 7: add_products_of(z, lag, length, rounds, accumulators, 7); break;
    default: add_products_of(z, lag, length, rounds, accumulators, 8); break;
    }
}

INLINE void count_edges(
    const float *restrict values,
    size_t n,
    const float *restrict edges,
    size_t edge_count,
    uint8_t *restrict intervals
) {
    // There are few edges, so each is compared with a whole stretch of values, without a branch.
    size_t start = 0;
    for (; start + 32 <= n; start += 32) {
        uint8_t count[32] = {0};
        for (size_t e = 0; e < edge_count; e++) {
            const float edge = edges[e];
            for (size_t i = 0; i < 32; i++) count[i] += values[start + i] > edge;
        }
        memcpy(intervals + start, count, sizeof count);
    }
    for (; start < n; start++) {
        uint8_t count = 0;
        for (size_t e = 0; e < edge_count; e++) count += values[start] > edges[e];
        intervals[start] = count;
    }
}

// Cosines and sines of multiples up to 9.
enum { FUNCTIONS = 19, PAIRS = FUNCTIONS * FUNCTIONS, GROUP = 4, BLOCK = 64 };

INLINE void add_triple_products(
    const float *x,
    const float *y,
    const float *z,
    size_t n,
    double *sums
) {
    float block[FUNCTIONS * PAIRS];
    float pairs[GROUP][PAIRS];
    for (size_t start = 0; start < n; start += BLOCK) {
        memset(block, 0, sizeof block);
        const size_t end = start + BLOCK < n ? start + BLOCK : n;
        for (size_t first = start; first < end; first += GROUP) {
            // Triples beyond the last count as 0.
            float third[GROUP][FUNCTIONS] = {{0}};
            for (size_t k = 0; k < GROUP; k++) {
                if (first + k >= end) {
                    memset(pairs[k], 0, sizeof pairs[k]);
                    continue;
                }
                const size_t i = (first + k) * FUNCTIONS;
                memcpy(third[k], z + i, sizeof third[k]);
                for (size_t a = 0; a < FUNCTIONS; a++) {
                    for (size_t b = 0; b < FUNCTIONS; b++) pairs[k][a * FUNCTIONS + b] = x[i + a] * y[i + b];
                }
            }
            for (size_t c = 0; c < FUNCTIONS; c++) {
                float *restrict row = block + c * PAIRS;
                const float f0 = third[0][c], f1 = third[1][c], f2 = third[2][c], f3 = third[3][c];
                for (size_t p = 0; p < PAIRS; p++) {
                    row[p] += (pairs[0][p] * f0 + pairs[1][p] * f1) + (pairs[2][p] * f2 + pairs[3][p] * f3);
                }
            }
        }
        for (size_t p = 0; p < FUNCTIONS * PAIRS; p++) sums[p] += block[p];
    }
}

INLINE size_t keep_between_each(
    const float *restrict values,
    size_t n,
    const float *restrict firsts,
    const float *restrict lasts,
    size_t intervals,
    float *restrict kept
) {
    enum { block = 64 };
    size_t count = 0;
    for (size_t start = 0; start < n; start += block) {
        const size_t length = n - start < block ? n - start : block;
        // As wide as the values, for vectors of comparisons.
        int32_t is_inside[block] = {0};
        for (size_t k = 0; k < intervals; k++) {
            const float first = firsts[k], last = lasts[k];
            for (size_t i = 0; i < length; i++) {
                is_inside[i] |= (values[start + i] >= first) & (values[start + i] <= last);
            }
        }
        for (size_t i = 0; i < length; i++) {
            kept[count] = values[start + i];
            count += (size_t)is_inside[i];
        }
    }
    return count;
}

// A product of 32 and of 64 bits by two of 32 bits, which vectors have.
INLINE uint64_t fold(uint32_t word, uint64_t key) {
    const uint64_t low = (uint64_t)word * (uint32_t)key;
    const uint64_t high = (uint64_t)word * (key >> 32) + (low >> 32);
    return ((high << 32) | (uint32_t)low) ^ (high >> 32);
}

INLINE uint64_t fold_words(const void *restrict words, const uint64_t *restrict keys, size_t n) {
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t word;
        memcpy(&word, (const char *)words + sizeof word * i, sizeof word);
        sum += fold(word, keys[i]);
    }
    return sum;
}

INLINE uint64_t fold_halves(const void *restrict words, const uint64_t *restrict keys, size_t n) {
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        uint16_t word;
        memcpy(&word, (const char *)words + sizeof word * i, sizeof word);
        sum += fold(word, keys[i]);
    }
    return sum;
}

// The same bodies, compiled for each instruction set.
#define VARIANT(name, attribute)                                                                                        \
    attribute static cstats_extremes locate_##name(                                                                     \
        const float *values, size_t n, const cstats_cell_map *map, uint32_t *cells                                      \
    ) {                                                                                                                 \
        return locate(values, n, map, cells);                                                                           \
    }                                                                                                                   \
    attribute static void power_sums_##name(                                                                            \
        const float *values, size_t n, double mean, double inverse_deviation, double lanes[24]                          \
    ) {                                                                                                                 \
        power_sums(values, n, mean, inverse_deviation, lanes);                                                          \
    }                                                                                                                   \
    attribute static void add_products_##name(                                                                          \
        const float *z, size_t lag, size_t length, size_t rounds, float *accumulators                                   \
    ) {                                                                                                                 \
        add_products(z, lag, length, rounds, accumulators);                                                             \
    }                                                                                                                   \
    attribute static void count_edges_##name(                                                                           \
        const float *values, size_t n, const float *edges, size_t edge_count, uint8_t *intervals                        \
    ) {                                                                                                                 \
        count_edges(values, n, edges, edge_count, intervals);                                                           \
    }                                                                                                                   \
    attribute static void add_triple_products_##name(                                                                   \
        const float *x, const float *y, const float *z, size_t n, double *sums                                          \
    ) {                                                                                                                 \
        add_triple_products(x, y, z, n, sums);                                                                          \
    }                                                                                                                   \
    attribute static uint64_t fold_words_##name(const void *words, const uint64_t *keys, size_t n) {                    \
        return fold_words(words, keys, n);                                                                              \
    }                                                                                                                   \
    attribute static uint64_t fold_halves_##name(const void *words, const uint64_t *keys, size_t n) {                   \
        return fold_halves(words, keys, n);                                                                             \
    }

VARIANT(portable, )

static size_t keep_between_portable(
    const float *values, size_t n, const float *firsts, const float *lasts, size_t intervals, float *kept
) {
    return keep_between_each(values, n, firsts, lasts, intervals, kept);
}

static const cstats_kernels portable = {
    locate_portable, power_sums_portable, add_products_portable, count_edges_portable, add_triple_products_portable,
    keep_between_portable, fold_words_portable, fold_halves_portable
};

const cstats_kernels *cstats_portable(void) { return &portable; }

#if defined(__x86_64__)

VARIANT(avx2, __attribute__((target("avx2"))))

// Numbers in the order of the values, with one for both zeros. No interval holds the numbers of NaN.
__attribute__((target("avx2"), always_inline)) static inline __m256i ordered_avx2(__m256 value) {
    const __m256i bits = _mm256_castps_si256(_mm256_add_ps(value, _mm256_setzero_ps()));
    return _mm256_xor_si256(bits, _mm256_srli_epi32(_mm256_srai_epi32(bits, 31), 1));
}

__attribute__((target("avx2"))) static size_t keep_between_avx2(
    const float *values, size_t n, const float *firsts, const float *lasts, size_t intervals, float *kept
) {
    if (intervals > 8) return keep_between_each(values, n, firsts, lasts, intervals, kept);
    // A number's distance from an interval's first, with the sign changed, since only signed numbers are compared here.
    __m256i origin[8], end[8];
    for (size_t k = 0; k < intervals; k++) {
        const __m256i first = ordered_avx2(_mm256_set1_ps(firsts[k])), sign = _mm256_set1_epi32(INT32_MIN);
        const __m256i last = ordered_avx2(_mm256_set1_ps(lasts[k]));
        origin[k] = _mm256_add_epi32(first, sign);
        end[k] = _mm256_sub_epi32(last, origin[k]);
    }
    size_t count = 0, i = 0;
    for (; i + 32 <= n; i += 32) {
        __m256i number[4], outside[4];
        for (size_t j = 0; j < 4; j++) {
            number[j] = ordered_avx2(_mm256_loadu_ps(values + i + 8 * j));
            outside[j] = _mm256_set1_epi32(-1);
        }
        for (size_t k = 0; k < intervals; k++) {
            for (size_t j = 0; j < 4; j++) {
                const __m256i distance = _mm256_sub_epi32(number[j], origin[k]);
                outside[j] = _mm256_and_si256(outside[j], _mm256_cmpgt_epi32(distance, end[k]));
            }
        }
        uint32_t mask = 0;
        for (size_t j = 0; j < 4; j++) {
            mask |= (uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(outside[j])) << (8 * j);
        }
        // Few values lie inside, so that the loop over 32 values together seldom surprises the processor.
        for (mask = ~mask; mask != 0; mask &= mask - 1) kept[count++] = values[i + (size_t)__builtin_ctz(mask)];
    }
    return count + keep_between_each(values + i, n - i, firsts, lasts, intervals, kept + count);
}

static const cstats_kernels avx2 = {
    locate_avx2, power_sums_avx2, add_products_avx2, count_edges_avx2, add_triple_products_avx2,
    keep_between_avx2, fold_words_avx2, fold_halves_avx2
};

const cstats_kernels *cstats_avx2(void) { return __builtin_cpu_supports("avx2") ? &avx2 : NULL; }

__attribute__((target("avx512f"))) static void count_edges_avx512(
    const float *values, size_t n, const float *edges, size_t edge_count, uint8_t *intervals
) {
    size_t start = 0;
    const __m512i one = _mm512_set1_epi32(1);
    for (; start + 64 <= n; start += 64) {
        __m512 value[4];
        __m512i count[4];
        for (size_t k = 0; k < 4; k++) {
            value[k] = _mm512_loadu_ps(values + start + 16 * k);
            count[k] = _mm512_setzero_si512();
        }
        for (size_t e = 0; e < edge_count; e++) {
            const __m512 edge = _mm512_set1_ps(edges[e]);
            for (size_t k = 0; k < 4; k++) {
                const __mmask16 above = _mm512_cmp_ps_mask(value[k], edge, _CMP_GT_OQ);
                count[k] = _mm512_mask_add_epi32(count[k], above, count[k], one);
            }
        }
        for (size_t k = 0; k < 4; k++) {
            _mm_storeu_si128((__m128i *)(intervals + start + 16 * k), _mm512_cvtepi32_epi8(count[k]));
        }
    }
    count_edges(values + start, n - start, edges, edge_count, intervals + start);
}

// Gather loads of 16 values measured slower than two of 8, so look-ups use AVX2.
__attribute__((target("avx512f"))) static void power_sums_avx512(
    const float *values, size_t n, double mean, double inverse_deviation, double lanes[24]
) {
    power_sums(values, n, mean, inverse_deviation, lanes);
}

__attribute__((target("avx512f"))) static void add_products_avx512(
    const float *z, size_t lag, size_t length, size_t rounds, float *accumulators
) {
    add_products(z, lag, length, rounds, accumulators);
}

__attribute__((target("avx512f"))) static void add_triple_products_avx512(
    const float *x, const float *y, const float *z, size_t n, double *sums
) {
    add_triple_products(x, y, z, n, sums);
}

__attribute__((target("avx512f"))) static uint64_t fold_words_avx512(
    const void *words, const uint64_t *keys, size_t n
) {
    return fold_words(words, keys, n);
}

__attribute__((target("avx512f"))) static uint64_t fold_halves_avx512(
    const void *words, const uint64_t *keys, size_t n
) {
    return fold_halves(words, keys, n);
}

// Numbers in the order of the values, with one for both zeros. No interval holds the numbers of NaN.
__attribute__((target("avx512f"), always_inline)) static inline __m512i ordered(__m512 value) {
    const __m512i bits = _mm512_castps_si512(_mm512_add_ps(value, _mm512_setzero_ps()));
    const __m512i flip = _mm512_srli_epi32(_mm512_srai_epi32(bits, 31), 1);
    return _mm512_xor_si512(bits, flip);
}

// With a limit that the compiler knows, bounds stay in registers.
__attribute__((target("avx512f"), always_inline)) static inline size_t keep_between_few(
    const float *values, size_t n, const float *firsts, const float *lasts, size_t intervals, float *kept, size_t limit
) {
    __m512i first[8], width[8];
    for (size_t k = 0; k < limit; k++) {
        // An interval more than once does no harm.
        const size_t i = k < intervals ? k : intervals - 1;
        first[k] = ordered(_mm512_set1_ps(firsts[i]));
        width[k] = _mm512_sub_epi32(ordered(_mm512_set1_ps(lasts[i])), first[k]);
    }
    size_t count = 0, i = 0;
    for (; i + 16 <= n; i += 16) {
        const __m512 value = _mm512_loadu_ps(values + i);
        const __m512i number = ordered(value);
        __mmask16 inside = 0;
        for (size_t k = 0; k < limit; k++) {
            inside |= _mm512_cmple_epu32_mask(_mm512_sub_epi32(number, first[k]), width[k]);
        }
        // Without a branch, which would often be mispredicted. A compression to memory is slow on some processors; the
        // lanes beyond are overwritten later.
        _mm512_storeu_ps(kept + count, _mm512_maskz_compress_ps(inside, value));
        count += (size_t)__builtin_popcount(inside);
    }
    return count + keep_between_each(values + i, n - i, firsts, lasts, intervals, kept + count);
}

__attribute__((target("avx512f"))) static size_t keep_between_avx512(
    const float *values, size_t n, const float *firsts, const float *lasts, size_t intervals, float *kept
) {
    if (intervals == 0) return 0;
    if (intervals <= 2) return keep_between_few(values, n, firsts, lasts, intervals, kept, 2);
    if (intervals <= 4) return keep_between_few(values, n, firsts, lasts, intervals, kept, 4);
    if (intervals <= 6) return keep_between_few(values, n, firsts, lasts, intervals, kept, 6);
    if (intervals <= 8) return keep_between_few(values, n, firsts, lasts, intervals, kept, 8);
    return keep_between_each(values, n, firsts, lasts, intervals, kept);
}

static const cstats_kernels avx512 = {
    locate_avx2, power_sums_avx512, add_products_avx512, count_edges_avx512, add_triple_products_avx512,
    keep_between_avx512, fold_words_avx512, fold_halves_avx512
};

const cstats_kernels *cstats_avx512(void) {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx2") ? &avx512 : NULL;
}

#else

const cstats_kernels *cstats_avx2(void) { return NULL; }

const cstats_kernels *cstats_avx512(void) { return NULL; }

#endif

size_t cstats_select(const float *values, uint32_t *cells, size_t n, const uint8_t *flags, float *kept) {
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        // Always written, but counted only if flagged: no branch to mispredict.
        const uint32_t cell = cells[i];
        kept[count] = values[i];
        cells[count] = cell;
        count += flags[cell];
    }
    return count;
}
