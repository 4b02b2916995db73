"""Measures Sandtable against targets and kept figures; exit code 1 when one is missed.

Usage: bench.py kernel [--repetitions N] [--json PATH]
       bench.py simulator [--repetitions N] [--json PATH]
       bench.py platform [--components N] [--json PATH]
       bench.py benches [--json PATH]
       bench.py counts [--update]
Run from the repository's root after `make bench` has built what is measured. A further measurement
is one more element of a list: `comparisons.ALL`, `allocations.STEADY`, `scenarios.THREADED`,
`scenarios.LENGTHS`, `instructions.COUNTS`.
"""

import argparse
import dataclasses
import json
import pathlib
import sys

import allocations
import benches as bench_runs
import big_platform
import comparisons
import instructions
import scenarios


def kernel(arguments: argparse.Namespace) -> int:
    """Compares with others in one run, and counts what is allocated."""
    results = comparisons.measure(arguments.repetitions)
    comparisons.show(results)
    growth = allocations.measure()
    allocations.show(growth)
    keep(arguments, {
        "comparisons": [result.record() for result in results],
        "allocations": {result.steady.name: result.calls for result in growth}})
    missed = [result.comparison.name for result in results if result.is_missed]
    return verdict(missed + [result.steady.name for result in growth if result.is_missed])


def simulator(arguments: argparse.Namespace) -> int:
    """Two threads against one, and memory by length, of the whole simulator."""
    speed_ups = scenarios.speed_ups(arguments.repetitions)
    scenarios.show_speed_ups(speed_ups)
    peaks = scenarios.memory()
    scenarios.show_memory(peaks)
    keep(arguments, {
        "threads": [dataclasses.asdict(result) for result in speed_ups], "memory": peaks})
    missed = [result.name for result in speed_ups if result.is_missed]
    grown = [name for name, (once, twice) in peaks.items() if twice - once > scenarios.SAME]
    return verdict(missed + [f"memory, {name}" for name in grown])


def platform(arguments: argparse.Namespace) -> int:
    """A day of a very large platform against days of the province, also under attack."""
    measured = scenarios.platforms(arguments.components)
    scenarios.show_platforms(measured)
    keep(arguments, {"days": {day.name: day.figures for day in measured.days}})
    is_judged = arguments.components <= scenarios.EVENT_COST_UP_TO
    return verdict(measured.missed if is_judged else [])


def benches(arguments: argparse.Namespace) -> int:
    """What `sandtable bench` takes of the worm drill and of the ordinary year."""
    results = bench_runs.measure()
    bench_runs.show(results)
    two_for_one = bench_runs.efficiencies()
    keep(arguments, {"benches": bench_runs.record(results, two_for_one)})
    return verdict(bench_runs.missed(results, two_for_one))


def keep(arguments: argparse.Namespace, record: dict) -> None:
    if arguments.json:
        arguments.json.write_text(json.dumps(record, indent=2) + "\n")


def verdict(missed: list[str]) -> int:
    for name in missed:
        print(f"error: target missed: {name}", file=sys.stderr)
    return 1 if missed else 0


def counts(arguments: argparse.Namespace) -> int:
    """Counts instructions and compares them with those kept."""
    return instructions.check(update=arguments.update)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parts = parser.add_subparsers(required=True)
    for measurement in (kernel, simulator, platform, benches):
        part = parts.add_parser(measurement.__name__, help=measurement.__doc__)
        if measurement is platform:
            part.add_argument(
                "--components", type=big_platform.size, default=100_000, metavar="N")
        elif measurement is not benches:
            part.add_argument("--repetitions", type=int, default=5, metavar="N", help="at least 5")
        part.add_argument(
            "--json", type=pathlib.Path, metavar="PATH", help="write the results there")
        part.set_defaults(run=measurement)
    part = parts.add_parser("counts", help=counts.__doc__)
    part.add_argument("--update", action="store_true", help="keep what is counted now")
    part.set_defaults(run=counts)
    arguments = parser.parse_args()
    return arguments.run(arguments)


if __name__ == "__main__":
    sys.exit(main())
