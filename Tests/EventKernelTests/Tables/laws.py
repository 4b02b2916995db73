"""Prints laws.tsv: a law's name in LawCase, its mean, variance and quantiles, by scipy.

Run: python3 laws.py > laws.tsv   (needs scipy)
"""
import math

from scipy import optimize, stats

PROBABILITIES = [0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999]


def pert(low, mode, high):
    a = 1 + 4 * (mode - low) / (high - low)
    return stats.beta(a, 6 - a, loc=low, scale=high - low)


def triangular(low, mode, high):
    return stats.triang((mode - low) / (high - low), loc=low, scale=high - low)


class Mixture:
    def __init__(self, parts):
        total = sum(weight for weight, _ in parts)
        self.parts = [(weight / total, law) for weight, law in parts]

    def mean(self):
        return sum(w * law.mean() for w, law in self.parts)

    def var(self):
        return sum(w * (law.var() + law.mean() ** 2) for w, law in self.parts) - self.mean() ** 2

    def ppf(self, p):
        cdf = lambda x: sum(w * law.cdf(x) for w, law in self.parts) - p
        return optimize.brentq(cdf, 0, 1e6, xtol=1e-14, rtol=1e-14, maxiter=1000)


def exponential(mean):
    return stats.expon(scale=mean)


def lognormal(mu, sigma):
    return stats.lognorm(sigma, scale=math.exp(mu))


sigma_p95 = math.log(240 / 45) / stats.norm.ppf(0.95)
sigma_cv = math.sqrt(math.log1p(1.5**2))
LAWS = {
    "uniform": stats.uniform(2, 3),
    "triangular": triangular(1, 2, 6),
    "triangular falling": triangular(1, 1, 3),
    "triangular rising": triangular(0, 2, 2),
    "exponential": exponential(4),
    "gamma below 1": stats.gamma(0.5, scale=2),
    "gamma tiny": stats.gamma(0.05, scale=3),
    "gamma": stats.gamma(3.7, scale=1.2),
    "gamma large": stats.gamma(250, scale=0.1),
    "gamma huge": stats.gamma(1e6, scale=1e-3),
    "gamma by mean": stats.gamma(4, scale=2.5),
    "erlang few": stats.gamma(3, scale=2),
    "erlang many": stats.gamma(40, scale=0.5),
    "hyperexponential": Mixture([(0.3, exponential(1)), (0.7, exponential(10))]),
    "mixture": Mixture([(1, stats.uniform(0, 1)), (2, stats.gamma(3, scale=2)),
                        (1, lognormal(0, 0.5))]),
    "weibull early": stats.weibull_min(0.7, scale=3),
    "weibull late": stats.weibull_min(3, scale=5),
    "weibull by mean": stats.weibull_min(2, scale=7 / math.gamma(1.5)),
    "lognormal": lognormal(1, 0.8),
    "lognormal by p95": lognormal(math.log(45), sigma_p95),
    "lognormal by mean": lognormal(math.log(10) - sigma_cv**2 / 2, sigma_cv),
    "pert": pert(1, 2, 8),
    "pert falling": pert(0, 0, 1),
    "pert rising": pert(3, 5, 5),
    "shifted": stats.expon(2, 3),
}

for name, law in LAWS.items():
    numbers = [law.mean(), law.var()] + [law.ppf(p) for p in PROBABILITIES]
    print("\t".join([name] + [repr(float(x)) for x in numbers]))
