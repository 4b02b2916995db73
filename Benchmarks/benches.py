"""What `sandtable bench` takes: runs and events a second, two threads against one, memory by runs.

Runs are traced, read and added up as for anybody who benches a drill.
"""

import dataclasses
import json
import os
import statistics
import subprocess
import time

from comparisons import KERNEL, run

SANDTABLE = ".build/release/sandtable"
WORM = "scenarios/drills/worm-in-the-service-hall.yaml"
YEAR = "scenarios/drills/ordinary-year.yaml"
# Of one thread's speed for each of two, by the clock: the median of so many pairs of benches, one
# right after the other, since the machine's own speed changes.
EFFICIENCY = 0.9
PAIRS = 5
# By drill, the runs of each of a pair.
PAIRED = {"worm, 20,000 runs": (WORM, 20_000), "ordinary year, 60 runs": (YEAR, 60)}
# Growth of the most memory held, as a share: a hundred times as many runs.
GROWTH = 0.1


@dataclasses.dataclass(frozen=True)
class Taken:
    """What one bench took, reading and compiling included."""

    runs: int
    threads: int
    clock: float
    processor: float
    # KiB.
    peak: int


def bench(drill: str, runs: int, threads: int) -> Taken:
    words = [SANDTABLE, "bench", drill, "--replications", str(runs), "--threads", str(threads),
             "--json"]
    began = time.monotonic()
    process = subprocess.Popen(
        words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    # Objectives may be missed.
    if process.returncode not in (0, 1):
        raise SystemExit(f"error: {' '.join(words)} ended with {process.returncode}")
    return Taken(
        runs, threads, time.monotonic() - began, usage.ru_utime + usage.ru_stime,
        usage.ru_maxrss)


def events(drill: str) -> float:
    """Events of a run, on average of ten."""
    return run([KERNEL, "scenario", drill, "10", "1"])["events"] / 10


def measure() -> dict:
    """Benches of both drills, by name."""
    return {
        "worm, 1,000 runs": (WORM, bench(WORM, 1_000, 2)),
        "worm, 100,000 runs": (WORM, bench(WORM, 100_000, 2)),
        "ordinary year, 20 runs": (YEAR, bench(YEAR, 20, 2)),
        "ordinary year, 200 runs": (YEAR, bench(YEAR, 200, 2)),
    }


@dataclasses.dataclass(frozen=True)
class Efficiency:
    """Of twice one thread's speed, what two threads reach, pair by pair."""

    clock: list[float]
    processor: list[float]


def efficiencies() -> dict[str, Efficiency]:
    results = {}
    for name, (drill, runs) in PAIRED.items():
        pairs = [[bench(drill, runs, threads) for threads in (1, 2)] for _ in range(PAIRS)]
        results[name] = Efficiency(
            [one.clock / two.clock / 2 for one, two in pairs],
            [one.processor / two.processor for one, two in pairs])
    return results


def show(results: dict) -> None:
    print(f"\n{'bench':40}{'threads':>8}{'runs/s':>10}{'events/s':>14}{'MiB':>8}")
    for name, (drill, taken) in results.items():
        rate = taken.runs / taken.clock
        print(
            f"{name:40}{taken.threads:8}{rate:10,.1f}{rate * events(drill):14,.0f}"
            f"{taken.peak / 1024:8.0f}")


def missed(results: dict, two_for_one: dict[str, Efficiency]) -> list[str]:
    faults = []
    for name, efficiency in two_for_one.items():
        clock = statistics.median(efficiency.clock)
        print(
            f"{name}: two threads at {clock:.2f} of twice one by the clock "
            f"({min(efficiency.clock):.2f} to {max(efficiency.clock):.2f}), "
            f"{statistics.median(efficiency.processor):.2f} by processor time; target {EFFICIENCY}")
        if clock < EFFICIENCY:
            faults.append(f"efficiency of two threads, {name}")
    few, many = results["worm, 1,000 runs"][1].peak, results["worm, 100,000 runs"][1].peak
    print(f"most memory held, 1,000 and 100,000 runs of the worm: {few:,} and {many:,} KiB")
    if many > few * (1 + GROWTH):
        faults.append("memory by runs")
    return faults


def record(results: dict, two_for_one: dict[str, Efficiency]) -> dict:
    taken = {name: dataclasses.asdict(taken) for name, (_, taken) in results.items()}
    pairs = {name: dataclasses.asdict(pair) for name, pair in two_for_one.items()}
    return json.loads(json.dumps(taken | pairs))
