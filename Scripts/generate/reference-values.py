#!/usr/bin/env python3
"""Reference values for the tests: Philox, keys and laws reimplemented in mpmath from the documentation alone.

    python3 Scripts/generate/reference-values.py > Tests/InitializersTests/ReferenceValues.swift
"""
import struct

import mpmath as mp

mp.mp.dps = 60
MASK = 0xFFFFFFFF
INF = mp.inf


def philox(counter, key):
    c, k = list(counter), list(key)
    for r in range(10):
        if r:
            k = [(k[0] + 0x9E3779B9) & MASK, (k[1] + 0xBB67AE85) & MASK]
        a, b = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(b >> 32) ^ c[1] ^ k[0], b & MASK, (a >> 32) ^ c[3] ^ k[1], a & MASK]
    return c


def root_bits(prime):
    """The first 64 bits of the fractional part of a prime's square root, as (low, high)."""
    bits = int(mp.floor((mp.sqrt(prime) % 1) * mp.mpf(2) ** 64))
    return bits & MASK, bits >> 32


def absorb(key, value, prime):
    low, high = root_bits(prime)
    return tuple(philox((value & MASK, value >> 32, key[2], key[3]), (key[0] ^ low, key[1] ^ high)))


def from_seed(seed):
    return tuple(philox((seed & MASK, seed >> 32, 0, 0), root_bits(2)))


def fold(key, value):
    if isinstance(value, str):
        data = value.encode()
        key = absorb(key, len(data), 11)
        for i in range(0, len(data), 8):
            key = absorb(key, int.from_bytes(data[i : i + 8].ljust(8, b"\0"), "little"), 13)
        return key
    return absorb(key, value % 2**64, 7 if value < 0 else 5)


def stream(key, block):
    return philox((block & MASK, block >> 32, key[2], key[3]), key[:2])


def word32(key, i):
    return stream(key, i // 4)[i % 4]


def word64(key, i):
    b = stream(key, i // 2)
    return b[2 * (i % 2)] << 32 | b[2 * (i % 2) + 1]


def refinement(key, i):
    low, high = root_bits(3)
    return philox((i & MASK, i >> 32, key[2], key[3]), (key[0] ^ low, key[1] ^ high))[0]


def cdf(x):
    return mp.mpf(0) if x == -INF else mp.mpf(1) if x == INF else mp.erfc(-x / mp.sqrt(2)) / 2


def survival(x):
    return cdf(-x)


def upper_quantile(p):
    """z with survival(z) = p <= 1/2."""
    z = mp.sqrt(-2 * mp.log(p)) if p < 0.05 else mp.mpf(1)
    for _ in range(100):
        tail, density = survival(z), mp.npdf(z)
        step = (mp.log(tail) - mp.log(p)) * tail / density
        z += step
        if abs(step) < mp.mpf(10) ** -45:
            break
    return z


def normal_value(law, u, v):
    """The law's value at probability u from below and v = 1 - u from above."""
    _, mean, sd, low, high = law
    below = cdf(low) + u * (cdf(high) - cdf(low)) if low < 0 else None
    above = survival(high) + v * (survival(low) - survival(high))
    z = -upper_quantile(below) if below is not None and below < mp.mpf(1) / 2 else upper_quantile(above)
    return mean + sd * z


def element(law, key, i, bits):
    if law[0] == "uniform":
        low, high = law[1:]
        if bits == 32:
            u = (mp.mpf(word32(key, i)) + 0.5) / 2**32
        else:
            u = (mp.mpf(word64(key, i) >> 11) + 0.5) / 2**53
        return low + (high - low) * u
    if bits == 64:
        w = word64(key, i)
        return normal_value(law, (mp.mpf(w) + 0.5) / 2**64, (mp.mpf(2**64 - 1 - w) + 0.5) / 2**64)
    w = word32(key, i)
    end, other = min(w, MASK - w), (mp.mpf(max(w, MASK - w)) + 0.5) / 2**32
    fraction = (mp.mpf(end) + 0.5) / 2**32
    if end < 2**20:
        refined = (mp.mpf(end << 32 | refinement(key, i)) + 0.5) / 2**64
        u, v = (refined, 1 - refined) if w == end else (1 - refined, refined)
        # Refined only if the law reaches the tail: the probability is beyond 2^-9.
        q = cdf(law[3]) + u * (cdf(law[4]) - cdf(law[3]))
        if min(q, 1 - q) < mp.mpf(2) ** -9:
            return normal_value(law, u, v)
    return normal_value(law, fraction, other) if w == end else normal_value(law, other, fraction)


def float_bits(x):
    """The single-precision number nearest to x, decided in high precision."""
    guess = struct.unpack("<I", struct.pack("<f", float(x)))[0]
    near = [struct.unpack("<f", struct.pack("<I", b))[0] for b in (guess - 1, guess, guess + 1) if 0 <= b < 2**32]
    best = min((n for n in near if n == n), key=lambda n: abs(mp.mpf(n) - x))
    return struct.unpack("<I", struct.pack("<f", best))[0]


def double_bits(x):
    return struct.unpack("<Q", struct.pack("<d", float(x)))[0]


def grouped(name, kind, rows, doc):
    print(f"\n    /// {doc}\n    static let {name}: [{kind}] = [")
    for row in rows:
        print(f"        {row},")
    print("    ]")


d = mp.mpf
LAWS = [
    (".uniform(low: -1, high: 1)", ("uniform", d(-1), d(1))),
    (".uniform(low: 0.125, high: 0.3)", ("uniform", d(0.125), d(0.3))),
    (".normal(mean: 0, standardDeviation: 1)", ("normal", d(0), d(1), -INF, INF)),
    (".normal(mean: 0.5, standardDeviation: 0.02)", ("normal", d(0.5), d(0.02), -INF, INF)),
    (
        ".truncatedNormal(mean: 0, standardDeviation: 0.05, low: -2, high: 2)",
        ("truncated", d(0), d(0.05), d(-2), d(2)),
    ),
    (
        ".truncatedNormal(mean: 0, standardDeviation: 1, low: -3.5, high: 1)",
        ("truncated", d(0), d(1), d(-3.5), d(1)),
    ),
    (".truncatedNormal(mean: 0, standardDeviation: 1, low: 3, high: 5)", ("truncated", d(0), d(1), d(3), d(5))),
    (
        ".truncatedNormal(mean: 1, standardDeviation: 2, low: -.infinity, high: -1)",
        ("truncated", d(1), d(2), -INF, d(-1)),
    ),
]

if __name__ == "__main__":
    key = from_seed(1)
    # The first elements, some beyond 2^32, and those among the first 2^15 whose words lie in the refined ends.
    ends = [i for i in range(2**15) if min(word32(key, i), MASK - word32(key, i)) < 2**20]
    indices = list(range(8)) + [2**32 + 5, 2**40 + 2, 2**62 + 7] + ends[:6]
    print("// Generated by Scripts/generate/reference-values.py; do not edit.")
    print("\nimport Initializers\n\nenum ReferenceValues {")
    print(f"    /// Elements that the laws are pinned at; the last ones have words in the refined ends.")
    print(f"    static let indices: [Int] = {indices}")
    keys = [(f"Key(seed: {s})", from_seed(s)) for s in (0, 1, 2, 2**32, 2**64 - 1)]
    folds = [0, 1, -1, 2**63 - 1, "", "a", "encoder/w1", "12345678", "123456789", "Schlüssel/重み", "a" * 100]
    for f in folds:
        text = f'"{f}"' if isinstance(f, str) else str(f)
        keys.append((f"Key(seed: 1).folding({text})", fold(key, f)))
    keys.append(('Key(seed: 1).folding(3).folding("b").folding(UInt64.max)', fold(fold(fold(key, 3), "b"), 2**64 - 1)))
    rows = [f"({expression}, [{', '.join(f'0x{w:08X}' for w in words)}])" for expression, words in keys]
    grouped("keys", "(key: Key, words: [UInt32])", rows, "Keys and their four words.")
    rows = []
    for text, law in LAWS:
        single = ", ".join(f"0x{float_bits(element(law, key, i, 32)):08X}" for i in indices)
        double = ", ".join(f"0x{double_bits(element(law, key, i, 64)):016X}" for i in indices)
        rows.append(f"({text}, [{single}], [{double}])")
    grouped(
        "laws",
        "(law: WeightLaw, single: [UInt32], double: [UInt64])",
        rows,
        "Bits of the correctly rounded elements under `Key(seed: 1)`, at `indices`.",
    )
    points = [0, 1e-9, 0.001, 0.1, 0.4, 0.6, 0.9, 0.999, 1, 1.001, 1.3, 1.7, 2, 2.2737, 2.499, 2.5, 3, 4, 5, 6.5, 8]
    # The last one is the worst known for survival.
    points += [9.08, 12, 15.5, 20, 25, 30, 35, 36.4, 37, 0.9298228959375004]
    rows = [f"({p!r}, {float(survival(d(p)))!r})" for p in points]
    grouped("survivals", "(x: Double, probability: Double)", rows, "Survival of the standard normal law.")
    qs = [2.0**-65, 2.0**-33, 1e-6, 0.01, 0.1, 0.2, 0.25, 0.3, 0.4, 0.425, 0.45, 0.48, 0.49, 0.495, 0.4975, 0.498046875]
    # The worst two known.
    qs += [0.10942202352127858, 4.1387617885711333e-07]
    rows = [f"({q!r}, {float(upper_quantile(d(1) / 2 - d(q)))!r})" for q in qs]
    grouped("centre", "(q: Double, z: Double)", rows, "The standard normal quantile at 1/2 + q.")
    ps = [2.0**-e for e in (9, 10, 12, 16, 20, 24, 32, 33, 40, 48, 53, 64, 65, 66, 100)] + [1e-50, 1e-150, 1e-290, 1e-307]
    rows = [f"({p!r}, {float(upper_quantile(d(p)))!r})" for p in ps]
    grouped("tail", "(p: Double, z: Double)", rows, "The standard normal quantile's absolute value at tail probability p.")
    print("}")
