"""Plays drills of scenarios/peers in Sandtable and as models of Ciw and SimPy, and compares.

Usage: peers.py [--ours COMMAND] [--only NAME] [--seed N]
Run from the repository's root by .venv-bench/bin/python, after `make build`. Both sides are run
until every measure's 95 % interval is narrow: its half-width at most 1 % of the value, of a share 1 %
of the rarer side. Exit code 1 when two intervals do not overlap, or do not become narrow.
"""

import argparse
import dataclasses
import json
import math
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

import ciw_desk
import simpy_spares

NARROW = 0.01
# More of it than this says that the model or the measure is unfit.
MOST_REPLICATIONS = 20_000


@dataclasses.dataclass(frozen=True)
class Interval:
    """An estimate and its interval at 95 %: hours, shares and numbers."""

    estimate: float
    lower: float
    upper: float
    is_share: bool

    @property
    def share_of_value(self) -> float:
        """The half-width as a share of what it is measured by."""
        value = self.estimate
        size = min(value, 1 - value) if self.is_share else abs(value)
        return (self.upper - self.lower) / 2 / size if size > 0 else math.inf

    def overlaps(self, other: "Interval") -> bool:
        return self.lower <= other.upper and other.lower <= self.upper

    def __str__(self) -> str:
        return f"{self.estimate:9.5f} ± {100 * self.share_of_value:4.2f} %"


@dataclasses.dataclass(frozen=True)
class Comparison:
    """A drill, and the same in something that is not ours."""

    drill: str
    peer: str
    # One run of a seed: for each measure, what stands above the line and what below.
    replication: Callable[[int], dict[str, tuple[float, float]]]
    # Between two looks at the peer's intervals.
    step: int


COMPARISONS = [
    Comparison(
        "desk-by-shifts", "Ciw", lambda seed: ciw_desk.replication(seed, days=200), step=20),
    Comparison(
        "spares-and-repair", "SimPy", lambda seed: simpy_spares.replication(seed, hours=50_000),
        step=100),
]


# MARK: Ours


def ours(command: str, drill: str, seed: int) -> dict[str, Interval]:
    """Sandtable's intervals: with more replications until they are narrow."""
    for replications in [64, 128, 256, 512, 1024]:
        words = [
            command, "validate", f"scenarios/peers/{drill}.yaml", "--json", "--threads", "1",
            "--seed", str(seed), "--replications", str(replications)]
        done = subprocess.run(words, capture_output=True, text=True)
        # 1 says that a value does not match: those in the file are the peer's of another run.
        if done.returncode not in (0, 1):
            sys.exit(f"error: {' '.join(words)} ended with {done.returncode}\n{done.stderr}")
        found = {case["name"]: interval(case) for case in json.loads(done.stdout)["cases"]}
        if all(value.share_of_value <= NARROW for value in found.values()):
            break
    return found


def interval(case: dict) -> Interval:
    unit = 3_600_000_000 if case["unit"] == "microseconds" else 1
    return Interval(
        case["estimate"] / unit, case["interval"]["lower"] / unit,
        case["interval"]["upper"] / unit, case["unit"] == "share")


# MARK: Theirs


def theirs(
    comparison: Comparison, shares: dict[str, bool], seed: int
) -> tuple[dict[str, Interval], int]:
    """The peer's intervals, and of how many runs they are."""
    runs: list[dict[str, tuple[float, float]]] = []
    found: dict[str, Interval] = {}
    while len(runs) < MOST_REPLICATIONS:
        for _ in range(comparison.step):
            runs.append(comparison.replication(1_000_000 * seed + len(runs)))
        found = {
            name: ratio([run[name] for run in runs], is_share) for name, is_share in shares.items()}
        if all(value.share_of_value <= NARROW for value in found.values()):
            break
    return found, len(runs)


def ratio(pairs: list[tuple[float, float]], is_share: bool) -> Interval:
    """What stands above by what stands below, over independent runs (the delta method)."""
    count = len(pairs)
    below = statistics.fmean(pair[1] for pair in pairs)
    estimate = statistics.fmean(pair[0] for pair in pairs) / below
    square = sum((above - estimate * under) ** 2 for above, under in pairs) / (count - 1)
    # Student's quantile, near enough for 20 runs and more.
    normal = statistics.NormalDist().inv_cdf(0.975)
    student = normal + (normal**3 + normal) / (4 * (count - 1))
    half = student * math.sqrt(square / count) / below
    return Interval(estimate, estimate - half, estimate + half, is_share)


# MARK: The table


def compare(comparison: Comparison, command: str, seed: int) -> int:
    """Prints a line for each measure; returns how many are wrong."""
    began = time.process_time()
    mine = ours(command, comparison.drill, seed)
    other, runs = theirs(
        comparison, {name: value.is_share for name, value in mine.items()}, seed)
    spent = time.process_time() - began
    print(f"{comparison.drill}: {comparison.peer}, {runs} runs in {spent:.0f} s")
    print(f"  {'measure':14}{'ours':>20}{'theirs':>20}")
    wrong = 0
    for name, value in mine.items():
        faults = []
        if max(value.share_of_value, other[name].share_of_value) > NARROW:
            faults.append("too wide")
        if not value.overlaps(other[name]):
            faults.append("apart")
        wrong += 1 if faults else 0
        print(f"  {name:14}{value!s:>20}{other[name]!s:>20}  {', '.join(faults) or 'overlap'}")
    sys.stdout.flush()
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ours", default=".build/release/sandtable", metavar="COMMAND")
    parser.add_argument("--only", choices=[comparison.drill for comparison in COMPARISONS])
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    arguments = parser.parse_args()
    wrong = 0
    for comparison in COMPARISONS:
        if arguments.only in (None, comparison.drill):
            wrong += compare(comparison, arguments.ours, arguments.seed)
    if wrong:
        print(f"error: {wrong} measures are apart or too wide", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
