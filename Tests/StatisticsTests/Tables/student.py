"""Prints student.tsv: tail probability, degrees of freedom, and the t exceeded with that probability.

Run: python3 student.py > student.tsv   (needs mpmath)
"""
from mpmath import betainc, erfinv, findroot, mp, mpf, sqrt

mp.dps = 50


def upper_tail(t, n):
    return betainc(mpf(n) / 2, mpf(1) / 2, 0, n / (n + t * t), regularized=True) / 2


def quantile(tail, n):
    """The root in s = log(t), where the log of the tail is nearly straight."""
    normal = sqrt(2) * erfinv(1 - 2 * tail)
    low = mp.log(normal)
    high = low + 1
    while upper_tail(mp.exp(high), n) > tail:
        high += 2
    s = findroot(lambda s: mp.log(upper_tail(mp.exp(s), n) / tail), (low, high), solver="anderson",
                 tol=mpf(10) ** -35, maxsteps=500)
    return mp.exp(s)


for n in [1, 2, 3, 4, 5, 7, 10, 19, 29, 30, 58, 63, 64, 99, 100, 500, 999, 3999, 10_000, 10_001,
          50_000]:
    for tail in [0.4999, 0.4, 0.25, 0.1, 0.05, 0.025, 0.005, 5e-4, 1e-5, 2.4e-7, 1e-12]:
        print(f"{tail!r}\t{n}\t{float(quantile(mpf(tail), n)).hex()}")
