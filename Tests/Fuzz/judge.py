"""Runs the command as hostile hands would, with little to live on, and says how it ended.

What is not fine is a kind of failure:

- trap: a signal, or exit code 70, by which the command says that the fault is its own;
- hang: more processor time or memory than allowed, or asleep without an end;
- code: an exit code that the documentation does not name;
- output: an answer that is not what it claims to be: no JSON, no UTF-8, control characters.

What is long by its own wish (a hundred years of a large platform) is no hang as long as Ctrl-C ends
it: `Limits.polite`.
"""

from __future__ import annotations

import json
import os
import re
import resource
import select
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

# Exit codes by the documentation (README, "exit code"); 70 is among them, and is a failure here.
DONE, MISSED, USAGE, FILES, OUR_FAULT, MACHINE, INTERRUPTED = 0, 1, 64, 65, 70, 74, 130
DOCUMENTED = frozenset([DONE, MISSED, USAGE, FILES, OUR_FAULT, MACHINE, INTERRUPTED])
# Whom the command runs as where the fuzzers are the superuser's: nobody, who can't write over /dev.
NOBODY = 65534
MEBIBYTE = 1 << 20
# An answer longer than that is not read again.
READ_AT_MOST = 8 * MEBIBYTE
TICKS = os.sysconf("SC_CLK_TCK")
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Limits:
    """What a process may take: seconds of processor time, bytes of memory and of one file."""

    processor: int = 10
    # Then Ctrl-C is pressed once; None: never.
    polite: float | None = 8.0
    memory: int = 4096 * MEBIBYTE
    file: int = 256 * MEBIBYTE
    # Seconds in which it neither works nor ends.
    asleep: float = 30.0
    # Root gives its rights up.
    as_nobody: bool = True


@dataclass
class Ending:
    """How a process ended. `status` is its exit code, or the signal's number with a minus."""

    arguments: list[str]
    status: int
    processor: float
    memory: int
    elapsed: float
    was_asked: bool = False
    was_asleep: bool = False
    out: Path = field(default=Path(os.devnull))
    err: Path = field(default=Path(os.devnull))

    def last_words(self) -> str:
        lines = tail(self.err).decode(errors="replace").strip().split("\n")
        return next((line for line in lines if "Fatal error" in line), f"ended with {self.status}")[:300]


def tail(path: Path, size: int = 4096) -> bytes:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - size))
        return file.read()


def environment(home: Path, extra: dict[str, str] | None = None) -> dict[str, str]:
    """The same for everybody who runs the fuzzers."""
    own = {"HOME": str(home), "TMPDIR": str(home), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    return own | {"PATH": "/usr/local/bin:/usr/bin:/bin"} | (extra or {})


def run(
    program: list[str],
    folder: Path,
    limits: Limits = Limits(),
    extra: dict[str, str] | None = None,
    number: str = "",
) -> Ending:
    """Runs a program in a folder that exists; what it prints goes into files beside that folder."""
    beside = folder.parent
    out, err = beside / f"out{number}", beside / f"err{number}"
    began = time.monotonic()
    with out.open("wb") as out_file, err.open("wb") as err_file:
        process = subprocess.Popen(
            program,
            cwd=folder,
            env=environment(folder, extra),
            stdin=subprocess.DEVNULL,
            stdout=out_file,
            stderr=err_file,
            start_new_session=True,
            preexec_fn=lambda: restrict(limits),
        )
    watch = Watch(process.pid, limits)
    status, usage = watch.wait()
    process.returncode = status
    return Ending(
        arguments=program[1:],
        status=status,
        processor=usage.ru_utime + usage.ru_stime,
        memory=usage.ru_maxrss * 1024,
        elapsed=time.monotonic() - began,
        was_asked=watch.was_asked,
        was_asleep=watch.was_asleep,
        out=out,
        err=err,
    )


def restrict(limits: Limits) -> None:
    """Between fork and exec: the limits, no core files, and nobody's rights in place of root's."""
    # A shell's background job has it ignored, and so would the command.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    for what, soft, hard in [
        (resource.RLIMIT_CPU, limits.processor, limits.processor + 1),
        (resource.RLIMIT_AS, limits.memory, limits.memory),
        (resource.RLIMIT_FSIZE, limits.file, limits.file),
        (resource.RLIMIT_CORE, 0, 0),
    ]:
        resource.setrlimit(what, (soft, hard))
    os.umask(0o022)
    if limits.as_nobody and os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


class Watch:
    """Waits for a process, presses Ctrl-C when it takes long, and ends it when it only sleeps."""

    def __init__(self, process: int, limits: Limits) -> None:
        self.process = process
        self.limits = limits
        self.was_asked = False
        self.was_asleep = False
        self.seen = 0.0
        self.began = self.seen_at = time.monotonic()

    def wait(self) -> tuple[int, resource.struct_rusage]:
        descriptor = os.pidfd_open(self.process)
        try:
            poll = select.poll()
            poll.register(descriptor, select.POLLIN)
            while not poll.poll(100):
                self.look()
        finally:
            os.close(descriptor)
        _, status, usage = os.wait4(self.process, 0)
        self.end_all()
        return os.waitstatus_to_exitcode(status), usage

    def look(self) -> None:
        # The name of the program stands in parentheses and may hold anything.
        words = Path(f"/proc/{self.process}/stat").read_text(errors="replace").rsplit(")", 1)[1].split()
        used = (int(words[11]) + int(words[12])) / TICKS
        now = time.monotonic()
        # Whoever looks now and then whether a pipe has a reader neither works nor sleeps.
        elapsed = now - self.began
        is_waiting = elapsed > self.limits.asleep and used < elapsed / 20
        if self.limits.polite is not None and not self.was_asked and (used >= self.limits.polite or is_waiting):
            self.was_asked = True
            os.kill(self.process, signal.SIGINT)
        if used > self.seen or words[0] not in "SDT":
            self.seen, self.seen_at = used, now
        elif now - self.seen_at > self.limits.asleep:
            self.was_asleep = True
            os.kill(self.process, signal.SIGKILL)

    def end_all(self) -> None:
        """Whom it started, too."""
        try:
            os.killpg(self.process, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            pass


class Verdict(NamedTuple):
    """"fine", or the kind of failure; and what shows it."""

    kind: str
    why: str = ""


def verdict(ending: Ending, limits: Limits = Limits(), is_json: bool = False) -> Verdict:
    """Judges how a process ended, and its answer, which was asked for as JSON or as text."""
    if ending.was_asleep:
        return Verdict("hang", "asleep")
    if ending.status in (-signal.SIGXCPU, -signal.SIGKILL):
        return Verdict("hang", "processor time")
    if ending.status < 0 or ending.status == OUR_FAULT:
        return Verdict("trap", ending.last_words())
    if ending.status not in DOCUMENTED or ending.status == INTERRUPTED and not ending.was_asked:
        return Verdict("code", f"exit code {ending.status}")
    if ending.processor > limits.processor:
        return Verdict("hang", "processor time")
    if ending.memory > limits.memory or ending.status == MACHINE and ran_out(ending):
        return Verdict("hang", "memory")
    why = fault_of_text(ending.err) or fault_of_answer(ending, is_json)
    return Verdict("output", why) if why else Verdict("fine")


def ran_out(ending: Ending) -> bool:
    """Whether it says that there is no memory left."""
    return re.search(rb"memory|\xe5\x86\x85\xe5\xad\x98", tail(ending.err)) is not None


def fault_of_answer(ending: Ending, is_json: bool) -> str | None:
    if is_json and ending.status in (DONE, MISSED):
        return fault_of_json(ending.out)
    return fault_of_text(ending.out)


def fault_of_json(path: Path) -> str | None:
    if path.stat().st_size > READ_AT_MOST:
        return None

    def refuse(word: str) -> None:
        raise ValueError(f"{word} is no JSON")

    try:
        json.loads(path.read_bytes().decode(), parse_constant=refuse)
    except RecursionError:
        return None
    except ValueError as error:
        return str(error)
    return None


def fault_of_text(path: Path) -> str | None:
    """What a terminal would do more with than show it."""
    if path.stat().st_size > READ_AT_MOST:
        return None
    try:
        text = path.read_bytes().decode()
    except UnicodeDecodeError as error:
        return str(error)
    found = CONTROLS.search(text)
    return f"U+{ord(found.group()):04X} at {found.start()}" if found else None
