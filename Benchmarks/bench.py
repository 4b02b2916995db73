"""Measures Sandtable against targets and kept figures; exit code 1 when one is missed.

Usage: bench.py kernel [--repetitions N] [--json PATH]
       bench.py counts [--update]
Run from the repository's root after `make bench` has built what is measured. A further measurement
is one more element of a list: `comparisons.ALL`, `allocations.STEADY`, `instructions.COUNTS`.
"""

import argparse
import json
import pathlib
import sys

import allocations
import comparisons
import instructions


def kernel(arguments: argparse.Namespace) -> int:
    """Compares the kernel with others in one run, and counts what it allocates."""
    results = comparisons.measure(arguments.repetitions)
    comparisons.show(results)
    growth = allocations.measure()
    allocations.show(growth)
    if arguments.json:
        record = {"comparisons": [result.record() for result in results], "allocations": growth}
        arguments.json.write_text(json.dumps(record, indent=2) + "\n")
    missed = [result.comparison.name for result in results if result.is_missed]
    missed += [name for name, calls in growth.items() if calls != 0]
    for name in missed:
        print(f"error: target missed: {name}", file=sys.stderr)
    return 1 if missed else 0


def counts(arguments: argparse.Namespace) -> int:
    """Counts instructions and compares them with those kept."""
    return instructions.check(update=arguments.update)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parts = parser.add_subparsers(required=True)
    part = parts.add_parser("kernel", help=kernel.__doc__)
    part.add_argument("--repetitions", type=int, default=5, metavar="N", help="at least 5")
    part.add_argument("--json", type=pathlib.Path, metavar="PATH", help="write the results there")
    part.set_defaults(run=kernel)
    part = parts.add_parser("counts", help=counts.__doc__)
    part.add_argument("--update", action="store_true", help="keep what is counted now")
    part.set_defaults(run=counts)
    arguments = parser.parse_args()
    return arguments.run(arguments)


if __name__ == "__main__":
    sys.exit(main())
