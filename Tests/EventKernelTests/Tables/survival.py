"""Prints survival.tsv: a law's name in LawCase, an x, log P(X > x), and the mean and the standard
deviation of X - x given that X > x, by mpmath; from partial moments, so by no way that draws are made.

Run: python3 survival.py > survival.tsv   (needs mpmath)
"""
from mpmath import betainc, binomial, erfc, exp, gammainc, inf, log, mp, mpf, sqrt

mp.dps = 80  # E[X; X > x] - x P(X > x) cancels
LEVELS = [0.999, 0.8, 0.5, 0.1, 1e-3, 1e-10, 1e-30, 1e-100, 1e-300]


# Each law is its partial moments E[X^n; X > x] for n up to 2, and its largest value.


def gamma(shape, scale):
    def moment(n, x):
        return mpf(scale) ** n * gammainc(mpf(shape) + n, x / scale) / mp.gamma(shape)
    return moment, inf


def weibull(shape, scale):
    def moment(n, x):
        return mpf(scale) ** n * gammainc(1 + n / mpf(shape), (x / scale) ** shape)
    return moment, inf


def lognormal(mu, sigma):
    mu, sigma = mpf(mu), mpf(sigma)

    def moment(n, x):
        z = (log(x) - mu) / sigma - n * sigma if x > 0 else -inf
        return exp(n * mu + (n * sigma) ** 2 / 2) * erfc(z / sqrt(mpf(2))) / 2
    return moment, inf


def moved(offset, width, moment):
    """The same for offset + width T, given that of T."""
    def moved_moment(n, x):
        t = max((x - mpf(offset)) / width, mpf(0))
        return sum(binomial(n, k) * mpf(offset) ** (n - k) * width**k * moment(k, t)
                   for k in range(n + 1))
    return moved_moment


def bounded(low, high, unit):
    width = mpf(high) - low
    return moved(low, width, lambda n, t: unit(n, min(t, 1))), high


def uniform(low, high):
    return bounded(low, high, lambda n, t: (1 - t ** (n + 1)) / (n + 1))


def triangular(low, mode, high):
    m = (mpf(mode) - low) / (mpf(high) - low)

    def unit(n, t):
        top = max(t, m)
        total = 0
        if t < m:  # the integral of t^n 2t/m
            total += 2 / m * (m ** (n + 2) - t ** (n + 2)) / (n + 2)
        if m < 1:  # of t^n 2 (1 - t)/(1 - m)
            whole = (1 - top ** (n + 1)) / (n + 1) - (1 - top ** (n + 2)) / (n + 2)
            total += 2 / (1 - m) * whole
        return total
    return bounded(low, high, unit)


def pert(low, mode, high):
    a = 1 + 4 * (mpf(mode) - low) / (mpf(high) - low)
    b = 6 - a

    def unit(n, t):
        return betainc(b, a + n, 0, 1 - t) / mp.beta(a, b)
    return bounded(low, high, unit)


def mixture(*parts):
    total = sum(mpf(w) for w, _ in parts)

    def moment(n, x):
        return sum(mpf(w) / total * law[0](n, x) for w, law in parts)
    return moment, max(law[1] for _, law in parts)


def shifted(offset, law):
    moment, high = law
    return moved(offset, 1, moment), offset + high


def exponential(mean):
    return gamma(1, mean)


LAWS = {
    "uniform": uniform(2, 5),
    "triangular": triangular(1, 2, 6),
    "triangular falling": triangular(1, 1, 3),
    "triangular rising": triangular(0, 2, 2),
    "exponential": exponential(4),
    "gamma below 1": gamma(0.5, 2),
    "gamma tiny": gamma(0.05, 3),
    "gamma": gamma(3.7, 1.2),
    "gamma large": gamma(250, 0.1),
    "gamma huge": gamma(1e6, 1e-3),
    "erlang few": gamma(3, 2),
    "erlang many": gamma(40, 0.5),
    "hyperexponential": mixture((0.3, exponential(1)), (0.7, exponential(10))),
    "mixture": mixture((1, uniform(0, 1)), (2, gamma(3, 2)), (1, lognormal(0, 0.5))),
    "weibull early": weibull(0.7, 3),
    "weibull late": weibull(3, 5),
    "lognormal": lognormal(1, 0.8),
    "pert": pert(1, 2, 8),
    "pert falling": pert(0, 0, 1),
    "pert rising": pert(3, 5, 5),
    "shifted": shifted(2, exponential(3)),
}


def place(law, level):
    """The number nearest to where so much survives."""
    moment, high = law
    below, above = mpf(0), mpf(high)
    if above == inf:
        above = mpf(1)
        while moment(0, above) > level:
            below, above = above, 2 * above
    for _ in range(80):
        middle = (below + above) / 2
        if moment(0, middle) > level:
            below = middle
        else:
            above = middle
    return float(above)


for name, law in LAWS.items():
    moment = law[0]
    seen = set()
    for level in LEVELS:
        x = place(law, level)
        survival, first, second = [moment(n, mpf(x)) for n in range(3)]
        # The upper end of a law with one is reached by rounding.
        if survival <= 0 or x in seen:
            continue
        seen.add(x)
        mean = first / survival - x
        square = second / survival - 2 * x * first / survival + mpf(x) ** 2
        row = [log(survival), mean, sqrt(square - mean**2)]
        print("\t".join([name, repr(x)] + [repr(float(v)) for v in row]))
