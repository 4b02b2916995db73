"""How many more allocations twice as many events cost: none, once a model runs steadily."""

import os
import pathlib
import re
import subprocess
import sys

from comparisons import KERNEL

COUNTER = "out/bench/allocations.so"

# A workload and its size, how many operations are enough to be steady, and twice as many.
STEADY = {
    "M/M/1, customers 1e6 to 2e6": (["mm1", "0"], 1_000_000, 2_000_000),
    "hold at 1e5, operations 1e6 to 2e6": (["hold", "100000"], 1_000_000, 2_000_000),
}


def count(workload: list[str], operations: int) -> int:
    """The calls of the allocator of one whole run."""
    # A path that holds in any folder.
    environment = os.environ | {"LD_PRELOAD": str(pathlib.Path(COUNTER).resolve())}
    done = subprocess.run(
        [KERNEL, *workload, str(operations)], env=environment, check=True, capture_output=True,
        text=True)
    found = re.search(r"allocations (\d+)", done.stderr)
    if found is None:
        sys.exit("error: the allocation counter printed nothing")
    return int(found.group(1))


def measure() -> dict[str, int]:
    """By workload, how many more calls the longer run made."""
    pathlib.Path(COUNTER).parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["gcc", "-O2", "-shared", "-fPIC", "-o", COUNTER, "Benchmarks/allocations.c"], check=True)
    return {
        name: count(workload, twice) - count(workload, once)
        for name, (workload, once, twice) in STEADY.items()
    }


def show(growth: dict[str, int]) -> None:
    for name, calls in growth.items():
        print(f"{name}: {calls:+} allocations")
