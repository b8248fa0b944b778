// Boost's distributions in one type: REAL, float or double. NAMED(f) is the name of a function in this type, MATH(f) of
// one of libm. Included twice.

// boost::uniform_01, from one word. A word can round to 1 as a float; it is refused.
static INLINE REAL NAMED(boost_unit)(boost_reader *reader) {
    for (;;) {
        REAL unit = (REAL)boost_next(reader) * (REAL)0x1p-32;
        if (unit < 1)
            return unit;
    }
}

// boost::uniform_real on [low, bound).
static void NAMED(boost_uniform)(
    REAL *values, size_t count, uint32_t *state, glorot_numpy_twister *twister, REAL low, REAL bound) {
    boost_reader reader;
    boost_open(&reader, state, twister);
    REAL range = bound - low;
    for (size_t done = 0; done < count;) {
        if (reader.first + reader.used == mt19937_size)
            boost_refill(&reader);
        size_t left = mt19937_size - reader.first - reader.used, part = left < count - done ? left : count - done;
        const uint32_t *words = reader.words + reader.used;
        bool refused = false;
        for (size_t i = 0; i < part; i++) {
            REAL value = (REAL)words[i] * (REAL)0x1p-32 * range + low;
            values[done + i] = value;
            refused |= !(value < bound);
        }
        reader.used += (uint32_t)part;
        if (refused) {
            size_t kept = 0;
            for (size_t i = 0; i < part; i++) {
                values[done + kept] = values[done + i];
                kept += values[done + i] < bound;
            }
            part = kept;
        }
        done += part;
    }
    boost_close(&reader);
}

// A layer, and a fraction with all digits of the type.
static INLINE REAL NAMED(boost_fraction)(boost_reader *reader, unsigned *layer) {
    uint32_t word = boost_next(reader);
    *layer = word & 0xFF;
    REAL fraction = (REAL)(int32_t)(word >> 8) * (REAL)0x1p-24;
#if IS_DOUBLE
    fraction = (fraction + (REAL)(int32_t)(boost_next(reader) & 0x1FFFFFFF)) * (REAL)0x1p-29;
#endif
    return fraction;
}

// The standard exponential law's ziggurat.
static REAL NAMED(boost_exponential_ziggurat)(boost_reader *reader) {
    REAL shift = 0;
    for (;;) {
        unsigned layer;
        REAL x = NAMED(boost_fraction)(reader, &layer) * (REAL)boost_exponential_edge[layer];
        REAL edge = (REAL)boost_exponential_edge[layer], inner = (REAL)boost_exponential_edge[layer + 1];
        if (x < inner)
            return shift + x;
        if (layer == 0) {
            // The tail looks like the whole.
            shift += inner;
            continue;
        }
        double step = boost_exponential_edge[layer] - boost_exponential_edge[layer + 1];
        double rise = boost_exponential_height[layer + 1] - boost_exponential_height[layer];
        REAL height = (REAL)boost_exponential_height[layer + 1];
        REAL unit = NAMED(boost_unit)(reader);
        REAL y = (REAL)boost_exponential_height[layer] + unit * (REAL)rise;
        REAL above_upper = (REAL)step * unit - (edge - x);
        REAL above_lower = y - (height + (inner - x) * height);
        if (above_upper < 0 && (above_lower < 0 || y < MATH(exp)(-x)))
            return x + shift;
    }
}

static __attribute__((noinline)) REAL NAMED(boost_normal_tail)(boost_reader *reader, uint32_t version) {
    REAL start = (REAL)boost_normal_edge[1];
    for (;;) {
        REAL x, y;
        if (version == boost_first_ziggurat) {
            x = -MATH(log)(1 - NAMED(boost_unit)(reader)) / start;
            y = -MATH(log)(1 - NAMED(boost_unit)(reader));
        } else {
            x = NAMED(boost_exponential_ziggurat)(reader) / start;
            y = NAMED(boost_exponential_ziggurat)(reader);
        }
        if (2 * y > x * x)
            return x + start;
    }
}

// Whether a point that is not in a layer's inner part is below the density.
static __attribute__((noinline)) bool NAMED(boost_is_below)(
    boost_reader *reader, REAL x, unsigned layer, uint32_t version) {
    double step = boost_normal_edge[layer] - boost_normal_edge[layer + 1];
    double rise = boost_normal_height[layer + 1] - boost_normal_height[layer];
    REAL edge = (REAL)boost_normal_edge[layer], height = (REAL)boost_normal_height[layer];
    REAL unit = NAMED(boost_unit)(reader);
    REAL y = height + unit * (REAL)rise;
    if (version == boost_second_ziggurat) {
        // The chord and the tangent, which change places where the density is concave.
        REAL above_chord = (REAL)step * unit - (edge - x);
        REAL above_tangent = y - (height + (edge - x) * height * edge);
        bool is_convex = boost_normal_edge[layer] >= 1;
        if (!((is_convex ? above_chord : above_tangent) < 0))
            return false;
        if ((is_convex ? above_tangent : above_chord) < 0)
            return true;
    }
    return y < MATH(exp)(-(x * x / 2));
}

static void NAMED(boost_normal)(
    REAL *values, size_t count, uint32_t *state, glorot_numpy_twister *twister, REAL mean, REAL deviation,
    uint32_t version) {
    boost_reader reader;
    boost_open(&reader, state, twister);
    if (version == boost_trigonometric) {
        const REAL turn = 2 * (REAL)3.14159265358979323846;
        for (size_t i = 0; i < count; i += 2) {
            REAL angle = NAMED(boost_unit)(&reader);
            REAL radius = MATH(sqrt)(-2 * MATH(log)(1 - NAMED(boost_unit)(&reader)));
            values[i] = radius * MATH(cos)(turn * angle) * deviation + mean;
            if (i + 1 < count)
                values[i + 1] = radius * MATH(sin)(turn * angle) * deviation + mean;
        }
    } else {
        for (size_t i = 0; i < count; i++) {
            for (;;) {
                unsigned bits;
                REAL x = NAMED(boost_fraction)(&reader, &bits);
                unsigned layer = bits >> 1;
                x *= (REAL)boost_normal_edge[layer];
                bool inside = (double)x < boost_normal_edge[layer + 1];
                if (__builtin_expect(!inside, 0)) {
                    if (layer == 0)
                        x = NAMED(boost_normal_tail)(&reader, version);
                    else if (!NAMED(boost_is_below)(&reader, x, layer, version))
                        continue;
                }
                REAL sign = (REAL)((int32_t)(bits & 1) * 2 - 1);
                values[i] = x * sign * deviation + mean;
                break;
            }
        }
    }
    boost_close(&reader);
}
