"""Prints elementary.tsv: function, arguments and value, correctly rounded, as hexadecimal floats.

Run: python3 elementary.py > elementary.tsv   (needs mpmath)
"""
import random

from mpmath import cos, erfc, exp, expm1, log, log1p, loggamma, mp, mpf, npdf, sin, sqrt

mp.dps = 400  # sin of 1e6 and 1 - cdf need more than they show
rng = random.Random(20040627)


def spread(low, high, count):
    """Numbers whose logarithms are uniform."""
    shares = [rng.random() for _ in range(count)]
    return [low ** (1 - u) * high**u for u in shares]


def between(low, high, count):
    return [rng.uniform(low, high) for _ in range(count)]


def both(xs):
    return [s * x for x in xs for s in (1, -1)]


def near(x, exponents):
    return [x + s * 2.0**-e for e in exponents for s in (1, -1)]


def show(name, xs, value):
    for x in xs:
        arguments = x if isinstance(x, tuple) else (x,)
        result = float(value(*[mpf(a) for a in arguments]))
        print("\t".join([name] + [a.hex() for a in map(float, arguments)] + [result.hex()]))


def quantile(p):
    """Newton's iteration on log Phi, which is concave: it converges from the left."""
    if p > 0.5:
        return -quantile(1 - p)
    x = -sqrt(-2 * log(p)) - 1
    while True:
        below = erfc(-x / sqrt(mpf(2))) / 2
        step = log(below / p) * below / npdf(x)
        x -= step
        if abs(step) < mpf(10) ** -40:
            return x


least, normal, largest = 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308
fine = [1, 2, 3, 5, 8, 12, 20, 30, 40, 51, 52]

show("log", [least, 3e-320, normal, largest, 0.5, 2.0, 1.4142135623730951, 0.7071067811865476]
     + near(1.0, fine) + spread(1e-300, 1e300, 30) + spread(0.4, 3, 40), log)
show("log1p", [least, -least, 1e-300, 1e-17, -1e-17, largest, -1 + 2.0**-53, 0.25, -0.25]
     + both([2.0**-e for e in fine]) + spread(1e-10, 1e10, 30) + between(-0.9, 2, 40), log1p)
show("exp", [least, -least, 1e-17, 709.782712893384, 709.7, -708.3, -708.4, -720.0, -744.5, -745.1,
             0.34657359027997264, 0.34657359027997270, 1.0, -1.0]
     + both(spread(1e-9, 700, 30)) + between(-2, 2, 40), exp)
show("expm1", [least, -least, 1e-17, -1e-17, 709.7, -36.0, -37.5, -50.0, -700.0, 0.35, -0.35, 39.9,
               40.1, 36.9] + both(spread(1e-9, 30, 30)) + between(-1.5, 1.5, 50), expm1)
pairs = [(x, rng.uniform(-700, 700) / float(log(x))) for x in spread(1e-300, 1e300, 50)]
pairs += [(x, rng.uniform(-700, 700) / float(log(x))) for x in between(0.5, 2, 50)]
pairs += [(least, 0.5), (least, -0.9), (largest, 0.99), (1 + 2.0**-52, 3e18), (1 - 2.0**-53, 6e18),
          (2.0, 0.5), (2.0, 10.0), (10.0, -5.0), (0.5, 1e-300), (3.0, 0.1)]
show("pow", pairs, lambda x, y: x**y)
circle = [least, 1e-300, 1e-9, 0.5, 0.7853981633974483, 1.5707963267948966, 3.141592653589793,
          6.283185307179586, 1e6, 999999.9999, 823549.664582643]  # that is near a multiple of pi
angles = both(circle + spread(1e-3, 1e6, 40)) + between(-10, 10, 40)
show("sin", angles, sin)
show("cos", angles, cos)
show("logGamma", [1e-300, 1e-17, 0.1, 0.5, 1.0 + 2.0**-52, 1.0 - 2.0**-53, 2.0 + 2.0**-51,
                  2.0 - 2.0**-52, 1.5, 2.5, 3.0, 12.999, 13.0, 170.6, 1e8, 1e300] + near(1.0, fine[1:8])
     + near(2.0, fine[1:8]) + spread(1e-3, 1e6, 60), loggamma)
mp.dps = 60
show("normalCDF", [0.0, 1e-300, -1e-300, -1.0, 1.0, -1.5, 1.5, -37.5, -30.0, 8.0, 20.0]
     + between(-8, 8, 50) + between(-37, -8, 15), lambda x: erfc(-x / sqrt(mpf(2))) / 2)
show("normalQuantile", [1e-300, 1e-100, 1e-20, 0.5 + 2.0**-53, 0.5 - 2.0**-54, 0.5 - 1e-9, 0.4, 0.6,
                        0.95, 0.975, 0.1586552539314570, 0.0668, 1 - 2.0**-53]
     + between(0.001, 0.999, 40) + spread(1e-50, 1e-3, 20), quantile)
