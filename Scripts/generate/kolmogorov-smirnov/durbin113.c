// Two-sided Kolmogorov-Smirnov cdf by Durbin's matrix in 113-bit floating point.
//
// Marsaglia, Tsang and Wang (2003), J. Stat. Softw. 8(18): with t = n D, k = ceil(t), h = k - t, m = 2k - 1,
// P(D_n < D) = n!/n^n (H^n)[k][k]. The power is applied to one vector, n products with the Hessenberg matrix, or
// by binary powering when n is large and m small. All entries are >= 0, so nothing cancels.
//
// Build: gcc -O2 durbin113.c -lquadmath -lm -o durbin113;  input lines "n D", output "n D survival cdf".
#include <quadmath.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef __float128 q;

static void rescale(q *v, long count, long *exponent) {
    q top = 0;
    for (long i = 0; i < count; i++) if (v[i] > top) top = v[i];
    int e;
    frexpq(top, &e);
    for (long i = 0; i < count; i++) v[i] = ldexpq(v[i], -e);
    *exponent += e;
}

static void multiply(const q *a, const q *b, q *c, int m) {
    for (int i = 0; i < m; i++)
        for (int j = 0; j < m; j++) {
            q s = 0;
            for (int l = 0; l < m; l++) s += a[i * m + l] * b[l * m + j];
            c[i * m + j] = s;
        }
}

static q cdf(long n, q d) {
    q t = n * d;
    int k = (int)ceilq(t), m = 2 * k - 1;
    q h = k - t;
    q *a = calloc((size_t)m * m, sizeof(q));
    q *factorial = calloc(m + 2, sizeof(q));
    factorial[0] = 1;
    for (int i = 1; i <= m + 1; i++) factorial[i] = factorial[i - 1] * i;
    for (int i = 0; i < m; i++)
        for (int j = 0; j < m; j++) {
            if (i - j + 1 < 0) continue;
            q value = 1;
            if (j == 0) value -= powq(h, i + 1);
            if (i == m - 1) value -= powq(h, m - j);
            if (i == m - 1 && j == 0 && 2 * h > 1) value += powq(2 * h - 1, m);
            a[i * m + j] = value / factorial[i - j + 1];
        }
    long exponent = 0;
    q *v = calloc(m, sizeof(q)), *w = calloc(m, sizeof(q));
    v[k - 1] = 1;
    double squaring = 0;
    for (long e = n; e; e >>= 1) squaring += (double)m * m * m;
    if (squaring < (double)n * m * m / 2) {
        q *b = calloc((size_t)m * m, sizeof(q));
        long power = 0;
        for (long e = n; e; e >>= 1) {
            if (e & 1) {
                for (int i = 0; i < m; i++) {
                    q s = 0;
                    for (int j = 0; j < m; j++) s += a[i * m + j] * v[j];
                    w[i] = s;
                }
                memcpy(v, w, m * sizeof(q));
                exponent += power;
                rescale(v, m, &exponent);
            }
            if (e > 1) {
                multiply(a, a, b, m);
                memcpy(a, b, (size_t)m * m * sizeof(q));
                power *= 2;
                rescale(a, (long)m * m, &power);
            }
        }
        free(b);
    } else {
        for (long step = 0; step < n; step++) {
            for (int i = 0; i < m; i++) {
                q s = 0;
                int last = i + 1 < m ? i + 1 : m - 1;
                for (int j = 0; j <= last; j++) s += a[i * m + j] * v[j];
                w[i] = s;
            }
            memcpy(v, w, m * sizeof(q));
            if (step % 64 == 63) rescale(v, m, &exponent);
        }
    }
    q mantissa = v[k - 1];
    for (long i = 1; i <= n; i++) {
        mantissa *= (q)i / n;
        if (mantissa < 1e-1000Q) { mantissa *= ldexpq(1, 3000); exponent -= 3000; }
    }
    free(a); free(factorial); free(v); free(w);
    return ldexpq(mantissa, (int)exponent);
}

int main(void) {
    long n;
    char text[400], s[80], c[80];
    while (scanf("%ld %399s", &n, text) == 2) {
        q value = cdf(n, strtoflt128(text, NULL));
        quadmath_snprintf(s, sizeof s, "%.24Qe", 1 - value);
        quadmath_snprintf(c, sizeof c, "%.24Qe", value);
        printf("%ld\t%s\t%s\t%s\n", n, text, s, c);
        fflush(stdout);
    }
    return 0;
}
