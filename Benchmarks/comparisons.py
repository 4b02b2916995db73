"""Ratios of processor time between Sandtable and something else that does the same.

Both sides run alternately in one session, each in a process of its own that prints one line of
JSON: nanoseconds of processor time an operation and, where both must come to the same, the last
event's time and a value. A ratio is the median of the ratios of neighbouring runs, so that a busy
spell of the machine weighs on both.
"""

import dataclasses
import json
import pathlib
import statistics
import subprocess
import sys

KERNEL = ".build/release/sandtable-bench"
TWIN = "out/bench/twin"
PYTHON = ".venv-bench/bin/python"
# The processor target that Swift builds for, without what only this machine's processor has; and
# no fused multiply-add, which Swift does not use either.
TWIN_FLAGS = ["-std=c++20", "-O3", "-ffp-contract=off", "-Wall", "-Wextra", "-Werror"]


@dataclasses.dataclass(frozen=True)
class Comparison:
    """What is compared, and the largest ratio of our time to the other's that meets the target."""

    name: str
    ours: list[str]
    other: list[str]
    limit: float | None
    # Whether both sides must come to the same last time and value.
    is_twin: bool = True


def twin(workload: str, size: int, operations: int) -> tuple[list[str], list[str]]:
    words = [workload, str(size), str(operations)]
    return [KERNEL, *words], [TWIN, *words]


MM1 = [KERNEL, "mm1", "0", "3000000"]
# A million customers each, about as long as the others take: the mean wait, as the others tell it, and five measures with
# two quantiles among them.
MM1_DRILL = "scenarios/peers/mm1.yaml"
FIVE_MEASURES = "scenarios/validation/mm1-load-80.yaml"
ALL = [
    # 0.85 of the twin's speed at least.
    Comparison("M/M/1, C++ binary heap", *twin("mm1", 0, 3_000_000), limit=1 / 0.85),
    Comparison("hold at 1e3, C++ binary heap", *twin("hold", 1_000, 3_000_000), limit=0.75),
    Comparison("hold at 1e5, C++ binary heap", *twin("hold", 100_000, 2_000_000), limit=0.6),
    Comparison("hold at 1e6, C++ binary heap", *twin("hold", 1_000_000, 2_000_000), limit=0.6),
    Comparison("timers at 1e4, C++ binary heap", *twin("timers", 10_000, 1_000_000), limit=0.75),
    Comparison(
        "M/M/1, SimPy", MM1, [PYTHON, "Benchmarks/Others/simpy_server.py", "20000"],
        limit=1 / 200, is_twin=False),
    Comparison(
        "M/M/1, Ciw", MM1, [PYTHON, "Benchmarks/Others/ciw_server.py", "5000"],
        limit=1 / 200, is_twin=False),
    # The product's own way: a file, a flow, a pool, a queue. The goal is 1/70.
    Comparison(
        "M/M/1 as a scenario, SimPy", [KERNEL, "scenario", MM1_DRILL, "5", "1"],
        [PYTHON, "Benchmarks/Others/simpy_server.py", "20000", "0.8"],
        limit=1 / 40, is_twin=False),
    Comparison(
        "the same, of five measures", [KERNEL, "scenario", FIVE_MEASURES, "5", "1"],
        [PYTHON, "Benchmarks/Others/simpy_server.py", "20000", "0.8"],
        limit=None, is_twin=False),
]


@dataclasses.dataclass(frozen=True)
class Result:
    """Nanoseconds an operation of each repetition, of both sides."""

    comparison: Comparison
    ours: list[float]
    other: list[float]

    @property
    def ratio(self) -> float:
        return statistics.median(mine / theirs for mine, theirs in zip(self.ours, self.other))

    @property
    def is_missed(self) -> bool:
        return self.comparison.limit is not None and self.ratio > self.comparison.limit

    def record(self) -> dict:
        return {
            "name": self.comparison.name, "limit": self.comparison.limit, "ratio": self.ratio,
            "ours": self.ours, "other": self.other,
        }


def build_twin() -> None:
    """Compiles the C++ twin."""
    pathlib.Path(TWIN).parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["g++", *TWIN_FLAGS, "-o", TWIN, "Benchmarks/Twin/kernel.cpp"], check=True)


def run(command: list[str]) -> dict:
    """What one run of one side printed."""
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def measure(repetitions: int) -> list[Result]:
    """Runs every comparison; a twin that comes to another result ends the program."""
    if repetitions < 5:
        sys.exit("error: a median wants at least 5 repetitions")
    build_twin()
    results = []
    for comparison in ALL:
        result = Result(comparison, [], [])
        for _ in range(repetitions):
            ours, other = run(comparison.ours), run(comparison.other)
            if comparison.is_twin and any(ours[key] != other[key] for key in ("last", "value")):
                sys.exit(f"error: {comparison.name}: results differ: {ours} and {other}")
            result.ours.append(ours["nanoseconds"])
            result.other.append(other["nanoseconds"])
        results.append(result)
    return results


def show(results: list[Result]) -> None:
    """Prints medians, ratios and targets."""
    print(f"{'':32}{'ours, ns':>10}{'other, ns':>12}{'ours / other':>14}{'target':>10}")
    for result in results:
        limit = result.comparison.limit
        target = "" if limit is None else f"{limit:.3g}"
        verdict = "  missed" if result.is_missed else ""
        print(
            f"{result.comparison.name:32}{statistics.median(result.ours):10.1f}"
            f"{statistics.median(result.other):12.1f}{result.ratio:14.3g}{target:>10}{verdict}")
