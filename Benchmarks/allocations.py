"""How many more allocations twice as many events cost: none, once a model runs steadily."""

import dataclasses
import json
import os
import pathlib
import re
import subprocess
import sys
from collections.abc import Callable

import scenarios
from comparisons import KERNEL, MM1_DRILL

COUNTER = "out/bench/allocations.so"


@dataclasses.dataclass(frozen=True)
class Steady:
    """A workload, how many operations (hours, of a scenario) are enough to be steady, and twice as
    many; and how many more allocations the longer run may make."""

    name: str
    workload: Callable[[], list[str]]
    once: int
    twice: int
    limit: int = 0


STEADY = [
    Steady("M/M/1, customers 1e6 to 2e6", lambda: ["mm1", "0"], 1_000_000, 2_000_000),
    Steady(
        "hold at 1e5, operations 1e6 to 2e6", lambda: ["hold", "100000"], 1_000_000, 2_000_000),
    Steady(
        "M/M/1 as a scenario, customers 5e4 to 1e5", lambda: ["scenario", MM1_DRILL, "1", "1"],
        63_000, 126_000),
    # 28,000 events. What has more alive than ever before makes room; after a year that is rare, and
    # with this seed it does not happen.
    Steady(
        "the province, one year to two", lambda: ["scenario", scenarios.province(730), "1", "1"],
        8_760, 17_520),
]


@dataclasses.dataclass(frozen=True)
class Growth:
    """How many more calls the longer run made."""

    steady: Steady
    calls: int

    @property
    def is_missed(self) -> bool:
        return self.calls > self.steady.limit


def count(workload: list[str], operations: int) -> int:
    """The calls of the allocator: of the replications where these are told, else of all."""
    # A path that holds in any folder.
    environment = os.environ | {
        "LD_PRELOAD": str(pathlib.Path(COUNTER).resolve()), "SWIFT_DETERMINISTIC_HASHING": "1"}
    done = subprocess.run(
        [KERNEL, *workload, str(operations)], env=environment, check=True, capture_output=True,
        text=True)
    told = json.loads(done.stdout).get("allocations")
    if told is not None:
        return told
    found = re.search(r"allocations (\d+)", done.stderr)
    if found is None:
        sys.exit("error: the allocation counter printed nothing")
    return int(found.group(1))


def measure() -> list[Growth]:
    """Of every workload, how many more calls the longer run made."""
    pathlib.Path(COUNTER).parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["gcc", "-O2", "-shared", "-fPIC", "-o", COUNTER, "Benchmarks/allocations.c"], check=True)
    results = []
    for steady in STEADY:
        workload = steady.workload()
        calls = count(workload, steady.twice) - count(workload, steady.once)
        results.append(Growth(steady, calls))
    return results


def show(results: list[Growth]) -> None:
    for growth in results:
        limit = f", {growth.steady.limit} at most" if growth.steady.limit else ""
        verdict = "  missed" if growth.is_missed else ""
        print(f"{growth.steady.name}: {growth.calls:+} allocations{limit}{verdict}")
