"""Counts the instructions of one run of the worm drill, and compares with the kept figure.

A count, unlike a wall-clock time, says the same on a busy machine. It is taken by valgrind's
callgrind over the whole process: reading the files, compiling, simulating, scoring, printing.
Usage: instructions.py [--update]; run from the repository's root.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

KEPT = pathlib.Path("Benchmarks/instructions.json")
TOLERANCE = 0.03


def count(drill: str, seed: int) -> int:
    """Instructions executed by one `sandtable run`, as callgrind counts them."""
    with tempfile.TemporaryDirectory() as folder:
        # Without its debugging information, which valgrind 3.19 can't read.
        program = f"{folder}/sandtable"
        subprocess.run(
            ["strip", "--strip-debug", "-o", program, ".build/release/sandtable"], check=True)
        command = [
            "valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/callgrind",
            program, "run", drill, "--seed", str(seed), "--json",
            "--no-archive", "--no-report",
        ]
        # A dictionary's order of probing is drawn per process; fixed here, so is the count.
        environment = os.environ | {"SWIFT_DETERMINISTIC_HASHING": "1", "LC_ALL": "C"}
        done = subprocess.run(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"error: the run under valgrind ended with {done.returncode}\n{done.stderr}")
    found = re.search(r"Collected : (\d+)", done.stderr)
    if found is None:
        sys.exit(f"error: valgrind printed no count\n{done.stderr}")
    return int(found.group(1))


def main() -> None:
    kept = json.loads(KEPT.read_text())
    counted = count(kept["drill"], kept["seed"])
    if "--update" in sys.argv[1:]:
        KEPT.write_text(json.dumps(kept | {"instructions": counted}, indent=2) + "\n")
        print(f"{counted:,} instructions, kept in {KEPT}")
        return
    change = counted / kept["instructions"] - 1
    print(f"{counted:,} instructions; kept {kept['instructions']:,}; change {change:+.2%}")
    if abs(change) > TOLERANCE:
        sys.exit(
            f"error: more than {TOLERANCE:.0%} away from the kept figure. If that is meant, "
            "type: make bench UPDATE=1")


if __name__ == "__main__":
    main()
