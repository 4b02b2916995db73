"""Tries inputs that nobody means well with, and wants a documented end of each: fuzz.py --help

Every input is made of a class, a seed and a number alone. The command is run in a folder of its own
with limits (`judge.py`); what fails is kept in a folder, from which `--again` tries it once more.
Exit code 1 when anything failed.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path

import classes
import judge
from classes import Input

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / ".build" / "release" / "sandtable"
CODES = sorted(judge.DOCUMENTED)
# Of failures that look alike so many are kept.
ALIKE = 3


@dataclass
class Outcome:
    """What came of one input."""

    name: str
    number: int
    statuses: list[int] = field(default_factory=list)
    kind: str = "fine"
    why: str = ""
    command: list[str] = field(default_factory=list)
    # Ctrl-C ended it, as it must end what is long.
    was_long: bool = False
    accepted: bool = False
    processor: float = 0
    memory: int = 0

    @property
    def looks(self) -> tuple[str, ...]:
        """What failures have in common."""
        why = re.sub(r"'[^']*'|\d+", "?", self.why)
        return self.kind, self.command[0] if self.command else "", why[:120]


# Folders


def prepare(folder: Path, given: Input) -> None:
    """The input's files, which whoever runs the command may change."""
    folder.mkdir(parents=True)
    for path, data in given.files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    for path, what in given.special.items():
        make_special(folder, folder / path, what.split(" "))
    if os.geteuid() == 0:
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, judge.NOBODY, judge.NOBODY, follow_symlinks=False)


def make_special(folder: Path, path: Path, words: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    match words:
        case ["pipe"]:
            os.mkfifo(path, 0o666)
        case ["device", major, minor]:
            try:
                os.mknod(path, 0o020666, os.makedev(int(major), int(minor)))
            except PermissionError:
                os.mkfifo(path, 0o666)
        case ["link", target]:
            path.symlink_to(target)
        case ["closed"]:
            path.write_bytes(b"closed")
            path.chmod(0)
        case ["read-only", source]:
            shutil.copyfile(folder / source, path)
            path.chmod(0o444)
        case ["folder"]:
            path.mkdir()


def try_input(given: Input, scratch: Path, sandtable: str, outcome: Outcome) -> Outcome:
    """Runs the commands one after the other, up to the first that fails."""
    folder = scratch / "at"
    shutil.rmtree(folder, ignore_errors=True)
    prepare(folder, given)
    limits = judge.Limits()
    for position, command in enumerate(given.commands):
        ending = judge.run([sandtable, *command], folder, limits, given.environment)
        found = judge.verdict(ending, limits, answers_json(command))
        outcome.statuses.append(ending.status)
        outcome.processor = max(outcome.processor, ending.processor)
        outcome.memory = max(outcome.memory, ending.memory)
        outcome.was_long |= ending.was_asked
        outcome.accepted |= position == 0 and ending.status == judge.DONE
        if found.kind != "fine":
            outcome.kind, outcome.why, outcome.command = found.kind, found.why, command
            break
        if given.stops_when_refused and ending.status == judge.FILES:
            break
    return outcome


def answers_json(command: list[str]) -> bool:
    if {"--version", "--help", "-h", "help"} & set(command):
        return False
    return "--json" in command or any(word.startswith("--shard") for word in command)


# Workers: each has a scratch folder and a copy of the command, which nobody else may change.

scratch_folder: Path
program: str


def begin_work(parent: str, sandtable: str) -> None:
    global scratch_folder, program
    program = sandtable
    scratch_folder = Path(tempfile.mkdtemp(prefix="work-", dir=parent))
    scratch_folder.chmod(0o755)


def work(name: str, seed: int, number: int) -> Outcome:
    given = classes.make(name, seed, number, program)
    return try_input(given, scratch_folder, program, Outcome(name, number))


# Keeping


def keep(folder: Path, given: Input, outcome: Outcome) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for path, data in given.files.items():
        target = folder / "files" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    told = {
        "commands": given.commands,
        "special": given.special,
        "environment": given.environment,
        "stops when refused": given.stops_when_refused,
        "base": given.base,
        "kind": outcome.kind,
        "why": outcome.why,
        "statuses": outcome.statuses,
    }
    (folder / "again.json").write_text(json.dumps(told, indent=1))


def kept(folder: Path) -> Input:
    told = json.loads((folder / "again.json").read_text())
    files = folder / "files"
    return Input(
        files={str(p.relative_to(files)): p.read_bytes() for p in sorted(files.rglob("*")) if p.is_file()},
        commands=told["commands"],
        special=told["special"],
        environment=told["environment"],
        stops_when_refused=told["stops when refused"],
    )


def again(folder: Path, scratch: Path, sandtable: str) -> int:
    given = kept(folder)
    outcome = try_input(given, scratch, sandtable, Outcome("again", 0))
    for command, status in zip(given.commands, outcome.statuses):
        print(f"{status:4} sandtable {' '.join(map(repr, command))}")
    for name in ("out", "err"):
        print(f"--- {name}\n{judge.tail(scratch / name, 2000).decode(errors='replace')!r}")
    print(f"{outcome.kind}: {outcome.why or 'nothing'}; {outcome.processor:.1f} s, {outcome.memory >> 20} MiB")
    return int(outcome.kind != "fine")


def smaller(folder: Path, scratch: Path, sandtable: str) -> int:
    """Leaves out lines and files of a kept input for as long as it fails alike; writes what is left."""
    given = kept(folder)
    first = try_input(given, scratch, sandtable, Outcome("smaller", 0))
    if first.kind == "fine":
        print("it does not fail")
        return 1
    given.commands = given.commands[: len(first.statuses)]

    def fails(files: dict[str, bytes], commands: list[list[str]]) -> bool:
        tried = Input(files, commands, given.special, given.environment, given.stops_when_refused)
        return try_input(tried, scratch, sandtable, Outcome("smaller", 0)).looks == first.looks

    if fails(given.files, given.commands[-1:]):
        given.commands = given.commands[-1:]
    for path in sorted(given.files):
        rest = {other: data for other, data in given.files.items() if other != path}
        if fails(rest, given.commands):
            given.files = rest
    for path in sorted(given.files, key=lambda path: -len(given.files[path])):
        lines = given.files[path].split(b"\n")
        size = max(1, len(lines) // 2)
        while size:
            at = 0
            while at < len(lines):
                fewer = lines[:at] + lines[at + size :]
                if fails(given.files | {path: b"\n".join(fewer)}, given.commands):
                    lines = fewer
                else:
                    at += size
            size //= 2
        given.files[path] = b"\n".join(lines)
    small = folder.with_name(folder.name + "-small")
    keep(small, given, first)
    print(f"{small}: {sum(map(len, given.files.values()))} bytes, {first.kind}: {first.why}")
    return 0


# The table


class Tally:
    """What came of the inputs of one class."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.inputs = 0
        self.spent = 0.0
        self.statuses: Counter[int] = Counter()
        self.kinds: Counter[str] = Counter()
        self.long = 0
        self.accepted = 0
        self.processor = 0.0
        self.memory = 0
        self.slowest = 0

    def take(self, outcome: Outcome) -> None:
        self.inputs += 1
        self.statuses.update(outcome.statuses)
        self.kinds[outcome.kind] += 1
        self.long += outcome.was_long and outcome.kind == "fine"
        self.accepted += outcome.accepted
        if outcome.processor > self.processor:
            self.processor, self.slowest = outcome.processor, outcome.number
        self.memory = max(self.memory, outcome.memory)

    def row(self) -> list[str]:
        others = sum(count for status, count in self.statuses.items() if status not in CODES)
        cells = [self.inputs, self.accepted, *(self.statuses[code] for code in CODES), others]
        cells += [self.kinds[kind] for kind in FAILURES] + [self.long]
        return [self.name, *map(str, cells), str(self.slowest), f"{self.processor:.1f}", str(self.memory >> 20)]


FAILURES = ["trap", "hang", "code", "output"]
HEAD = ["class", "inputs", "taken", *map(str, CODES), "other", "traps", "hangs", "codes", "output", "long", "slowest", "s", "MiB"]


def table(tallies: list[Tally]) -> str:
    rows = [tally.row() for tally in tallies]
    numbers = [[float(cell) for cell in row[1:]] for row in rows]
    sums = [str(int(sum(column))) for column in zip(*numbers)][:-3] + [""]
    most = [f"{max(row[-2] for row in numbers):.1f}", str(int(max(row[-1] for row in numbers)))]
    rows = [HEAD, *rows, ["all", *sums, *most]]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = []
    for row in rows:
        cells = [row[0].ljust(widths[0])] + [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]
        lines.append("  ".join(cells))
    return "\n".join(lines)


class Session:
    """One call of the fuzzers: which inputs are still to be tried, and what came of them."""

    def __init__(self, options: argparse.Namespace, scratch: Path, sandtable: str) -> None:
        self.options = options
        self.scratch = scratch
        self.sandtable = sandtable
        self.tallies = {name: Tally(name) for name in options.classes or classes.CLASSES}
        self.next = {name: options.first for name in self.tallies}
        self.alike: Counter[tuple[str, ...]] = Counter()
        self.where: dict[tuple[str, ...], str] = {}
        self.until = time.monotonic() + options.minutes * 60

    def choose(self) -> str | None:
        """The class that had the least time so far; None: it is enough."""
        if self.options.inputs is None:
            if time.monotonic() > self.until:
                return None
            return min(self.tallies.values(), key=lambda tally: tally.spent).name
        left = [name for name in self.tallies if self.next[name] - self.options.first < self.options.inputs]
        return left[0] if left else None

    def run(self) -> int:
        jobs = self.options.jobs
        with ProcessPoolExecutor(jobs, initializer=begin_work, initargs=(str(self.scratch), self.sandtable)) as pool:
            under_way: dict[Future[Outcome], float] = {}
            while True:
                name = self.choose() if len(under_way) < jobs else None
                if name is not None:
                    future = pool.submit(work, name, self.options.seed, self.next[name])
                    self.next[name] += 1
                    under_way[future] = time.monotonic()
                    continue
                if not under_way:
                    break
                done, _ = wait(under_way, return_when=FIRST_COMPLETED)
                for future in done:
                    self.take(future.result(), time.monotonic() - under_way.pop(future))
        return self.tell()

    def take(self, outcome: Outcome, spent: float) -> None:
        tally = self.tallies[outcome.name]
        tally.take(outcome)
        tally.spent += spent
        is_long = outcome.kind == "fine" and outcome.was_long
        if outcome.kind == "fine" and not is_long:
            return
        looks = ("long", outcome.name) if is_long else outcome.looks
        self.alike[looks] += 1
        if self.alike[looks] > ALIKE:
            return
        seed = self.options.seed
        folder = self.options.out / f"{outcome.name}-{seed}-{outcome.number}"
        keep(folder, classes.make(outcome.name, seed, outcome.number, self.sandtable), outcome)
        self.where.setdefault(looks, str(folder))
        if not is_long:
            print(f"{outcome.kind}: {outcome.why} ({folder})", flush=True)

    def tell(self) -> int:
        print(table(list(self.tallies.values())))
        failed = 0
        for looks, count in self.alike.most_common():
            is_long = looks[0] == "long"
            failed += 0 if is_long else count
            print(f"\n{count} x {' | '.join(looks)}\n  {sys.argv[0]} --again {self.where[looks]}")
        print(f"\n{failed} of {sum(tally.inputs for tally in self.tallies.values())} inputs failed")
        return int(failed > 0)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--minutes", type=float, default=5, help="how long, shared among the classes (5)")
    parser.add_argument("--inputs", type=int, help="so many of each class, in place of a time")
    parser.add_argument("--class", dest="classes", action="append", choices=classes.CLASSES, help="this one (repeatable)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", dest="first", type=int, default=0, help="the number of the first input (0)")
    parser.add_argument("--jobs", type=int, default=1, help="processes at a time (1)")
    parser.add_argument("--again", type=Path, metavar="FOLDER", help="try a kept input once more")
    parser.add_argument("--smaller", type=Path, metavar="FOLDER", help="leave out what a kept input does not need to fail")
    parser.add_argument("--out", type=Path, default=Path("out/fuzz"), help="where failing inputs are kept (out/fuzz)")
    parser.add_argument("--sandtable", type=Path, default=BUILT, help="the command")
    return parser.parse_args()


def main() -> int:
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="sandtable-fuzz-", ignore_cleanup_errors=True) as name:
        scratch = Path(name)
        scratch.chmod(0o755)
        # Where the checkout lies nobody may be let in; and a build under way does not change it.
        sandtable = str(shutil.copy(options.sandtable, scratch))
        if options.again:
            return again(options.again, scratch, sandtable)
        if options.smaller:
            return smaller(options.smaller, scratch, sandtable)
        return Session(options, scratch, sandtable).run()


if __name__ == "__main__":
    sys.exit(main())
