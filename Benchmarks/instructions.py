"""Instructions executed, as valgrind's callgrind counts them, against the figures kept.

A count, unlike a time, says the same on a busy machine. Those of the kernel are the difference of a
longer and a shorter run by the operations between them, so that starting up does not weigh.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable

from comparisons import KERNEL, MM1_DRILL, run

KEPT = pathlib.Path("Benchmarks/instructions.json")
# Above the figure kept.
TOLERANCE = 0.03
# Above the figure of version 0.1.0 (508be05), where one is kept.
LIMIT = 0.06
SANDTABLE = ".build/release/sandtable"
WORM = "scenarios/drills/worm-in-the-service-hall.yaml"
YEAR = "scenarios/drills/ordinary-year.yaml"


def count(program: str, *words: str) -> int:
    """The instructions of a whole process."""
    with tempfile.TemporaryDirectory() as folder:
        # Without its debugging information, which valgrind 3.19 can't read.
        stripped = f"{folder}/program"
        subprocess.run(["strip", "--strip-debug", "-o", stripped, program], check=True)
        command = [
            "valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/callgrind", stripped,
            *words,
        ]
        # A dictionary's order of probing is drawn per process; fixed here, so is the count.
        environment = os.environ | {"SWIFT_DETERMINISTIC_HASHING": "1", "LC_ALL": "C"}
        done = subprocess.run(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    # 1 says that an objective was missed or undecided, which is a result.
    if done.returncode not in (0, 1):
        sys.exit(f"error: the run under valgrind ended with {done.returncode}\n{done.stderr}")
    found = re.search(r"Collected : (\d+)", done.stderr)
    if found is None:
        sys.exit(f"error: valgrind printed no count\n{done.stderr}")
    return int(found.group(1))


def kernel(workload: str, size: int, events: int = 1) -> float:
    """Instructions an event of the kernel's workload, which has some events an operation."""
    fewer, more = 100_000, 300_000
    counted = [count(KERNEL, workload, str(size), str(length)) for length in (fewer, more)]
    return round((counted[1] - counted[0]) / (more - fewer) / events, 1)


def customer(path: str) -> float:
    """Instructions a customer of a queue that is written as a scenario."""
    words = ["scenario", path, "1", "1"]
    counted, customers = [], []
    for hours in ("25000", "75000"):
        counted.append(count(KERNEL, *words, hours))
        customers.append(run([KERNEL, *words, hours])["cases"])
    return round((counted[1] - counted[0]) / (customers[1] - customers[0]), 1)


def drill(path: str, seed: int) -> int:
    """Instructions of one run: reading the files, compiling, simulating, scoring, printing."""
    return count(
        SANDTABLE, "run", path, "--seed", str(seed), "--json", "--no-archive", "--no-report")


def reading(path: str) -> int:
    """Instructions of reading, checking and compiling a drill and what it uses: not of the start."""
    return count(SANDTABLE, "check", path) - count(SANDTABLE, "--version")


def year() -> int:
    """Instructions of a year of the province, without a trace: of three years more, a third."""
    counted = [count(KERNEL, "scenario", YEAR, str(years), "1") for years in (1, 4)]
    return round((counted[1] - counted[0]) / 3)


def copy() -> int:
    """Instructions of a copy of that world, half a year under way."""
    counted = [count(KERNEL, "copy", YEAR, "100000", str(copies)) for copies in (10, 110)]
    return round((counted[1] - counted[0]) / 100)


COUNTS: dict[str, Callable[[], float]] = {
    "kernel M/M/1, an event": lambda: kernel("mm1", 0, events=2),
    "kernel hold at 1e3, an operation": lambda: kernel("hold", 1_000),
    "kernel hold at 1e5, an operation": lambda: kernel("hold", 100_000),
    "kernel timers at 1e4, a completion": lambda: kernel("timers", 10_000),
    "M/M/1 as a scenario, a customer": lambda: customer(MM1_DRILL),
    "reading and compiling the province": lambda: reading(WORM),
    "worm drill, seed 7, the whole run": lambda: drill(WORM, 7),
    "ordinary year, a year": year,
    "World.copy(), of the ordinary year": copy,
}


def check(update: bool) -> int:
    """Counts all, prints the changes, and keeps the new figures when asked to.

    Returns 1 when a count rose by more than the tolerance, or above what version 0.1.0 took, or is
    not kept yet.
    """
    figures = json.loads(KEPT.read_text())
    kept, base = figures["kept"], figures["508be05"]
    counted = {name: measure() for name, measure in COUNTS.items()}
    if update:
        KEPT.write_text(json.dumps(figures | {"kept": counted}, indent=2) + "\n")
    status = 0
    for name, figure in counted.items():
        if name not in kept:
            print(f"{name:36}{figure:16,}  not kept")
            status = 1
            continue
        change = figure / kept[name] - 1
        verdict = ""
        if change > TOLERANCE:
            verdict, status = "  risen", 1
        elif change < -TOLERANCE:
            verdict = "  fallen: keep it by make bench-counts UPDATE=1"
        beside = ""
        if name in base:
            above = figure / base[name] - 1
            beside = f"{above:+10.2%} of 508be05"
            if above > LIMIT:
                verdict, status = f"  above the {LIMIT:.0%} that are allowed", 1
        print(f"{name:36}{figure:16,}{kept[name]:16,}{change:+10.2%}{beside}{verdict}")
    if update:
        print(f"kept in {KEPT}")
        return 0
    if status:
        print(
            f"error: a count rose by more than {TOLERANCE:.0%}, or is new. If that is meant, type: "
            "make bench-counts UPDATE=1", file=sys.stderr)
    return status
