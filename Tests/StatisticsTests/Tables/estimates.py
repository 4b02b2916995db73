"""Prints estimates.tsv: estimates and intervals by numpy, scipy and formulas read from their
sources, of small sets of whole numbers.

Each row: what it is; what it is told, lists with commas and replications with semicolons; what comes
out. Run: python3 estimates.py > estimates.tsv   (needs numpy 2.4, scipy 1.17)
"""
import numpy as np
from scipy import optimize, stats

rng = np.random.default_rng(20260211)


def show(kind, told, out):
    def text(x):
        if isinstance(x, list) and x and isinstance(x[0], list):
            return ";".join(text(y) for y in x)
        if isinstance(x, list):
            return ",".join(str(int(y)) for y in x)
        return str(x) if isinstance(x, (int, str)) else float(x).hex()

    print("\t".join([kind] + [text(x) for x in told] + [text(x) for x in out]))


def whole(values):
    return [int(v) for v in np.rint(values)]


def centre(values):
    """Subtracts the mean in whole numbers first, so that doubles keep all digits."""
    base = sum(values) // len(values)
    return base, np.array([v - base for v in values], dtype=float)


def mean(miss, values):
    base, rest = centre(values)
    error = stats.sem(rest)
    half = stats.t.isf(miss / 2, len(values) - 1) * error
    show("mean", [miss, values], [base + rest.mean(), half, rest.var(ddof=1)])


mean(0.05, [3, 5])
mean(0.05, whole(rng.normal(0, 1000, 30)))
mean(0.01, whole(rng.exponential(5e6, 12)))
mean(0.0005, [2**61 + v for v in whole(rng.normal(0, 3, 20))])
mean(0.05, [-(2**61) + v for v in whole(rng.normal(0, 3e8, 20))])
mean(0.05, [7] * 9 + [8])

for miss, hits, tries in [(0.05, 0, 10), (0.05, 10, 10), (0.05, 3, 10), (0.01, 81, 263),
                          (0.0001, 1, 100000), (0.05, 1, 1), (0.2, 999999, 1000000)]:
    interval = stats.binomtest(hits, tries).proportion_ci(1 - miss, method="exact")
    show("clopper-pearson", [miss, hits, tries], [hits / tries, interval.low, interval.high])


def fieller(miss, above, below):
    """The ratios that a t test of above - ratio * below does not reject, found by bisection."""
    y, x = np.array(above, float), np.array(below, float)
    ratio, t = y.sum() / x.sum(), stats.t.isf(miss / 2, len(x) - 1)

    def rejected(r):
        z = y - r * x
        return abs(z.mean()) - t * stats.sem(z)

    def end(sign):
        step = abs(ratio) * 1e-6 + 1e-9
        while rejected(ratio + sign * step) < 0:
            step *= 1.5
        return optimize.brentq(rejected, ratio, ratio + sign * step, xtol=1e-300, rtol=1e-14)

    show("fieller", [miss, above, below], [ratio, end(-1), end(1)])


x = whole(rng.gamma(4, 1000, 30))
fieller(0.05, whole(np.array(x) * rng.uniform(0.05, 0.2, 30)), x)
fieller(0.05, whole(rng.gamma(2, 1000, 15)), whole(rng.gamma(3, 700, 15)))
fieller(0.05, whole(rng.exponential(30, 40)), [1000] * 40)
fieller(0.01, whole(rng.normal(-500, 300, 25)), whole(rng.normal(900, 200, 25)))
fieller(0.05, [0, 0, 1, 0, 2], [10, 12, 9, 11, 10])


def paired(miss, power, one, other):
    d = np.array(other, float) - np.array(one, float)
    test = stats.ttest_rel(other, one)
    interval = test.confidence_interval(1 - miss)
    n = len(d)

    def seen(effect):
        t, shift = stats.t.isf(miss / 2, n - 1), effect * np.sqrt(n)
        return stats.nct.sf(t, n - 1, shift) + stats.nct.cdf(-t, n - 1, shift) - power

    exact = optimize.brentq(seen, 0.1 / np.sqrt(n), 8 / np.sqrt(n)) * d.std(ddof=1)
    show("paired", [miss, power, one, other],
         [d.mean(), interval.low, interval.high, np.corrcoef(one, other)[0, 1], exact])


for miss, power, n in [(0.05, 0.8, 10), (0.05, 0.9, 30), (0.01, 0.8, 20), (0.05, 0.5, 100)]:
    night = rng.normal(5000, 800, n)
    paired(miss, power, whole(night), whole(0.9 * night + rng.normal(300, 200, n)))


def jackknife(miss, replications):
    """Delete-m for unequal m, the tickets left out one group after the other."""
    groups = [g for g in ([r for i, r in enumerate(replications) if i % 64 == j] for j in range(64)) if g]
    pool = lambda gs: np.var(np.concatenate([np.array(r, float) for g in gs for r in g if r]))
    n, g, theta = len(replications), len(groups), pool(groups)
    left = [pool(groups[:j] + groups[j + 1:]) for j in range(g)]
    share = [n / len(group) for group in groups]
    best = g * theta - sum((1 - 1 / h) * t for h, t in zip(share, left))
    pseudo = [h * theta - (h - 1) * t for h, t in zip(share, left)]
    variance = sum((p - best) ** 2 / (h - 1) for p, h in zip(pseudo, share)) / g
    half = stats.t.isf(miss / 2, g - 1) * np.sqrt(variance)
    show("variance", [miss, [r or [] for r in replications]], [best, half])


jackknife(0.05, [whole(rng.exponential(100, rng.integers(1, 9))) for _ in range(12)])
jackknife(0.05, [whole(rng.exponential(100, 3)) for _ in range(100)])
jackknife(0.01, [[1, 2], [2, 9], [4, 4]])


def sectioning(p, miss, replications):
    quantile = lambda r: np.quantile(r, p, method="inverted_cdf")
    pooled = quantile(np.concatenate(replications))
    s = sum((quantile(r) - pooled) ** 2 for r in replications) / (len(replications) - 1)
    half = stats.t.isf(miss / 2, len(replications) - 1) * np.sqrt(s / len(replications))
    show("sectioning", [p, miss, replications], [pooled, half])


for p, n, m in [(0.5, 8, 11), (0.95, 30, 40), (0.9, 2, 10)]:
    sectioning(p, 0.05, [[min(v, 511) for v in whole(rng.exponential(80, m))] for _ in range(n)])

for p, n in [(0.5, 1), (0.5, 10), (0.95, 59), (0.07, 100), (0.28, 25), (1.0, 7), (0.0, 7), (0.29, 100)]:
    values = sorted(whole(rng.exponential(1e7, n)))
    # On the decimal that is meant: numpy takes 0.07 * 100 = 7.000000000000001 for the eighth.
    rank = max(1, -(-int(round(p * 100)) * n // 100))
    show("quantile", [p, values], [values[rank - 1]])


def order(p, miss, n):
    """All pairs of ranks are tried: fewest ranks, then surest, then lowest."""
    cdf = stats.binom.cdf(np.arange(n), n, p)  # P(B <= k)
    best = None
    for low in range(1, n + 1):
        for up in range(low + 1, n + 1):
            cover = cdf[up - 1] - cdf[low - 1]
            if cover >= 1 - miss and (best is None or (up - low, -round(cover, 12)) < best[0]):
                best = ((up - low, -round(cover, 12)), low, up)
    show("order", [p, miss, n], list(best[1:]) if best else [0, 0])


for p, miss, n in [(0.95, 0.05, 58), (0.95, 0.05, 59), (0.95, 0.05, 60), (0.95, 0.05, 100), (0.95, 0.05, 333),
                   (0.5, 0.05, 5), (0.5, 0.05, 6), (0.5, 0.05, 30), (0.5, 0.01, 101), (0.1, 0.05, 40),
                   (0.5, 0.05, 8), (0.5, 0.05, 40), (0.5, 0.05, 41), (0.5, 0.05, 42), (0.5, 0.05, 43),
                   (0.9, 0.001, 200), (0.99, 0.05, 298), (0.99, 0.05, 299), (0.05, 0.05, 59)]:
    order(p, miss, n)
for p, miss in [(0.95, 0.05), (0.99, 0.05), (0.5, 0.05), (0.9, 0.05), (0.05, 0.05), (0.95, 0.01),
                (0.999, 0.05)]:
    n = next(n for n in range(1, 10**5) if p**n + (1 - p)**n <= miss)
    show("needed", [p, miss], [n])


def hall(above, below, bound):
    """The skewness of above - bound * below, and P. Hall's monotone cubic of its studentised mean
    (On the removal of skewness by transformation, JRSS B 54, 1992)."""
    z = np.array(above, float) - bound * np.array(below, float)
    skewness, n = stats.skew(z), len(z)
    t = z.mean() / stats.sem(z)
    score = t + skewness * (2 * t**2 + 1) / (6 * np.sqrt(n)) + skewness**2 * t**3 / (27 * n)
    show("hall", [above, below, float(bound)], [float(skewness), float(score)])


rng = np.random.default_rng(20261130)
x = whole(rng.exponential(1000, 40))
hall(x, [1] * 40, 900)
hall(x, [1] * 40, 1500.5)
hall(whole(rng.lognormal(5, 2, 60)), [1] * 60, 800)
x = rng.integers(20, 60, 50)
hall(whole(rng.binomial(x, 0.3)), whole(x), 0.25)
hall(whole(x - (rng.uniform(size=50) < 0.2)), whole(x), 0.995)
hall(whole(rng.gamma(2, 1e12, 30)), whole(rng.gamma(3, 1e12, 30)), 0.7)
