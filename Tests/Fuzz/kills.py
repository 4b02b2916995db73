"""Ends the command at any time, and looks at what it leaves: kills.py --help

By SIGKILL, SIGINT and SIGTERM; after a drawn time, or as soon as a draft of a file or the log of the
archive is there. Afterwards

- every file under its final name is whole: the old one or the new one, to the byte;
- what else lies there is a draft, or belongs to the archive;
- the archive is sound, has every run that was there or reported as kept, and all can be read;
- who was interrupted ended with a documented code.

Exit code 1 when anything of that is not so.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import corpus
import fuzz
import judge
from classes import Input

DRAFT = ".sandtable-draft."
# What SQLite keeps beside its file.
BESIDE = ("-wal", "-shm", "-journal")
ARCHIVE = "a.sqlite"
DRILL = "drills/ups-failure-winter-night.yaml"
KEPT = re.compile(r"^run (\d+), kept in", re.M)


@dataclass(frozen=True)
class Job:
    """A command that writes. `{seed}` is 1 or 2, so that what is there is not what comes."""

    name: str
    line: str
    # By how many runs the archive may shrink.
    deletes: int = 0
    # Whether its answer is the same each time; some tell the time that it took.
    is_steady: bool = True
    # What may be waited for before it is ended: a draft, the archive's log.
    writes: tuple[str, ...] = ("draft",)

    def words(self, seed: int, run: int = 0) -> list[str]:
        return self.line.format(seed=seed, run=run, drill=DRILL).split(" ")


JOBS = [
    Job("run", "run {drill} --seed {seed} --json --report pages --archive a.sqlite --write-decisions out/log", writes=("draft", "log")),
    Job("run, kept", "run {drill} --seed {seed} --no-report --archive a.sqlite", writes=("log",)),
    Job(
        "bench",
        "bench {drill} --seed {seed} --replications 6 --save out/s.json --write-baseline out/b.json "
        "--junit out/j.xml --markdown out/m.md --report pages",
    ),
    Job("merge", "merge parts/{seed}.json --json --save out/ms.json --write-baseline out/mb.json --junit out/mj.xml"),
    Job("compare", "compare parts/1.json parts/{seed}.json --json --report pages"),
    Job("validate", "validate validation/five-on-schedule.yaml --replications 2 --seed {seed} --markdown out/v.md", is_steady=False),
    Job("report", "report {run} --archive a.sqlite --report pages", is_steady=False),
    Job("delete", "runs --delete {run} --archive a.sqlite", deletes=1, is_steady=False, writes=("log",)),
]
SIGNALS = {"SIGKILL": 1.0, "SIGINT": 0.3, "SIGTERM": 0.3}
ENDS = {
    signal.SIGKILL: {-signal.SIGKILL, judge.DONE, judge.MISSED},
    signal.SIGINT: {judge.INTERRUPTED, judge.DONE, judge.MISSED},
    # Nothing is said of it: it ends who does not handle it, as the system does.
    signal.SIGTERM: {-signal.SIGTERM, judge.INTERRUPTED, judge.DONE, judge.MISSED},
}


@dataclass
class Place:
    """The folder in which it is written, and what may be found there."""

    folder: Path
    sandtable: str
    # Every whole content that a path may have.
    whole: dict[str, set[bytes]] = field(default_factory=dict)
    lengths: dict[str, float] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def begin(self, arguments: list[str]) -> subprocess.Popen[bytes]:
        beside = self.folder.parent
        with (beside / "out").open("wb") as out, (beside / "err").open("wb") as err:
            return subprocess.Popen(
                [self.sandtable, *arguments],
                cwd=self.folder,
                env=judge.environment(self.folder),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                preexec_fn=lambda: judge.restrict(judge.Limits()),
            )

    def said(self, name: str) -> bytes:
        return (self.folder.parent / name).read_bytes()

    def run(self, arguments: list[str]) -> int:
        return self.begin(arguments).wait()

    def files(self) -> dict[str, Path]:
        paths = [path for path in self.folder.rglob("*") if path.is_file()]
        return {str(path.relative_to(self.folder)): path for path in paths}

    def is_archive(self, path: str) -> bool:
        return any(path == ARCHIVE + ending for ending in ("", *BESIDE))

    def learn(self, job: Job, seed: int) -> None:
        """Does a job to its end, twice: it must leave the same bytes, which are whole from now on."""
        found: list[dict[str, bytes]] = []
        for _ in range(2):
            began = time.monotonic()
            status = self.run(job.words(seed, self.runs()[-1]))
            self.lengths[job.name] = min(self.lengths.get(job.name, 1e9), time.monotonic() - began)
            if status not in (judge.DONE, judge.MISSED):
                raise SystemExit(f"{job.name} ended with {status}: {self.said('err').decode()}")
            files = {path: at.read_bytes() for path, at in self.files().items() if not self.is_archive(path)}
            found.append(files | {"(answer)": self.said("out") if job.is_steady else b""})
            if job.deletes:
                self.run(JOBS[1].words(seed))
        if found[0] != found[1] and not job.deletes:
            raise SystemExit(f"{job.name}: two runs differ")
        for path, data in found[1].items():
            self.whole.setdefault(path if path != "(answer)" else f"({job.name})", set()).add(data)

    def runs(self) -> list[int]:
        """The numbers of the kept runs, by the command itself."""
        if self.run(["runs", "--json", "--archive", ARCHIVE]) != judge.DONE:
            raise LookupError(self.said("err").decode(errors="replace"))
        return sorted(run["run"] for run in json.loads(self.said("out")))


def prepare(place: Place) -> None:
    base = next(base for base in corpus.shipped() if base.drill == DRILL)
    few = next(base for base in corpus.validation() if base.name == "five-on-schedule")
    fuzz.prepare(place.folder, Input(few.files | base.files, []))
    for seed in (1, 2):
        line = f"bench {DRILL} --seed {seed} --replications 4 --save parts/{seed}.json"
        place.run(line.split(" "))
        place.run(JOBS[0].words(seed))
    for job in JOBS:
        for seed in (1, 2):
            place.learn(job, seed)


def end_it(place: Place, rng: Random, job: Job, arguments: list[str], number: signal.Signals) -> int:
    """Begins the job and sends it a signal; gives how it ended."""
    process = place.begin(arguments)
    began = time.monotonic()
    length = place.lengths[job.name]
    way = rng.choice(["time", "time", "end", *job.writes])
    if way in ("time", "end"):
        wanted = rng.uniform(0, 1.3) if way == "time" else rng.uniform(0.6, 1.2)
        try:
            process.wait(wanted * length)
        except subprocess.TimeoutExpired:
            pass
    else:
        skip = rng.choice([0, 0, 1, 2])
        while process.poll() is None and time.monotonic() - began < 20:
            seen = drafts(place) if way == "draft" else log_size(place)
            if seen > skip:
                break
        time.sleep(rng.choice([0, 0.0001, 0.001, 0.01]))
    while number == signal.SIGINT and process.poll() is None and not answers(process.pid, number):
        time.sleep(0.001)
    if process.poll() is None:
        process.send_signal(number)
    try:
        return process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        place.faults.append(f"{job.name}: goes on for 30 s after {number.name}")
        return -signal.SIGKILL


def answers(process: int, number: signal.Signals) -> bool:
    """Whether a process handles a signal by now: before its first line the system ends it."""
    try:
        caught = re.search(r"^SigCgt:\s*(\w+)", Path(f"/proc/{process}/status").read_text(), re.M)
    except FileNotFoundError:
        return True
    return caught is None or int(caught.group(1), 16) >> (number - 1) & 1 == 1


def drafts(place: Place) -> int:
    folders = [place.folder / name for name in ("out", "pages")]
    return sum(name.startswith(DRAFT) for folder in folders if folder.exists() for name in os.listdir(folder))


def log_size(place: Place) -> int:
    try:
        return (place.folder / (ARCHIVE + "-wal")).stat().st_size >> 12
    except FileNotFoundError:
        return 0


def look(place: Place, job: Job, before: list[int], status: int, number: signal.Signals) -> list[int]:
    """Notes what is wrong; gives the runs that are kept now."""
    told = f"{job.name} after {number.name}"
    if status not in ENDS[number]:
        place.faults.append(f"{told}: ended with {status}")
    if status in (judge.DONE, judge.MISSED) and job.is_steady:
        if place.said("out") not in place.whole[f"({job.name})"]:
            place.faults.append(f"{told}: ended with {status}, and its answer is not whole")
    kept = KEPT.findall(place.said("err").decode(errors="replace"))
    for path, at in place.files().items():
        if place.is_archive(path) or at.name.startswith(DRAFT):
            continue
        if path not in place.whole:
            place.faults.append(f"{told}: leaves {path}")
        elif at.read_bytes() not in place.whole[path]:
            place.faults.append(f"{told}: {path} is neither the old one nor the new one")
    try:
        now = place.runs()
    except (LookupError, ValueError) as error:
        place.faults.append(f"{told}: the archive is not read: {error}")
        return before
    lost = set(before) - set(now)
    if len(lost) > job.deletes or not set(map(int, kept)) <= set(now):
        place.faults.append(f"{told}: {sorted(lost)} of {before} are gone, {kept} were reported as kept")
    return now


def sound(place: Place, told: str) -> None:
    """What SQLite says of the archive."""
    connection = sqlite3.connect(place.folder / ARCHIVE)
    found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
    found += [str(row) for row in connection.execute("PRAGMA foreign_key_check")]
    connection.close()
    if os.geteuid() == 0:
        for ending in ("", *BESIDE):
            if (place.folder / (ARCHIVE + ending)).exists():
                os.chown(place.folder / (ARCHIVE + ending), judge.NOBODY, judge.NOBODY)
    if found != ["ok"]:
        place.faults.append(f"{told}: {found}")


def kill_all(place: Place, kills: int, seed: int) -> Counter[tuple[str, str, int]]:
    rng = Random(f"kills/{seed}")
    ends: Counter[tuple[str, str, int]] = Counter()
    kept = place.runs()
    for name, share in SIGNALS.items():
        number = signal.Signals[name]
        for _ in range(max(1, round(kills * share))):
            job = rng.choice(JOBS)
            arguments = job.words(rng.choice([1, 2]), kept[-1])
            status = end_it(place, rng, job, arguments, number)
            ends[name, job.name, status] += 1
            kept = look(place, job, kept, status, number)
            sound(place, f"{job.name} after {name}")
            while len(kept) < 2:
                place.run(JOBS[1].words(1))
                kept = place.runs()
    return ends


def tell(place: Place, ends: Counter[tuple[str, str, int]]) -> None:
    for name in SIGNALS:
        rows = {job.name: [(s, n) for (sent, j, s), n in sorted(ends.items()) if (sent, j) == (name, job.name)] for job in JOBS}
        print(f"{name}: {sum(n for row in rows.values() for _, n in row)}")
        for job, row in rows.items():
            print(f"  {job:10} " + ", ".join(f"{n} ended with {s}" for s, n in row))
    for fault, count in Counter(place.faults).most_common():
        print(f"{count} x {fault}")
    print(f"{len(place.faults)} faults")


def finish(place: Place) -> None:
    """Every kept run can be read; what is written next sweeps the drafts."""
    for run in place.runs():
        if place.run(["report", str(run), "--json", "--archive", ARCHIVE]) not in (judge.DONE, judge.MISSED):
            place.faults.append(f"run {run} of the archive: {place.said('err').decode(errors='replace')}")
    place.run(JOBS[0].words(1))
    place.run(JOBS[2].words(1))
    left = [path for path, at in place.files().items() if at.name.startswith(DRAFT)]
    if left:
        place.faults.append(f"drafts are left after the next write: {left}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kills", type=int, default=300, help="by SIGKILL; a third as many by each other signal (300)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sandtable", type=Path, default=fuzz.BUILT, help="the command")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sandtable-kills-", ignore_cleanup_errors=True) as name:
        scratch = Path(name)
        scratch.chmod(0o755)
        place = Place(scratch / "at", str(shutil.copy(options.sandtable, scratch)))
        prepare(place)
        ends = kill_all(place, options.kills, options.seed)
        finish(place)
        tell(place, ends)
        return int(bool(place.faults))


if __name__ == "__main__":
    sys.exit(main())
