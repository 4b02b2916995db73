"""Makes the model wrong in small ways, and wants the known values of scenarios/validation to tell.

Usage: mutants.py [--scratch DIR] [--markdown FILE] [--only NUMBER ...] [--threads N]
Run from the repository's root. All mutants of the catalogue are built into one program, in a copy of
the sources, so there is one build. Each is run against the drills that should catch it; when none
does, against all. Exit code 1 when a mutant is not caught, or is no mutant any more: its text is
not found, or it does not compile.
"""

import argparse
import dataclasses
import pathlib
import re
import subprocess
import sys
import time

from catalogue import MUTANTS as CATALOGUE
from catalogue import Change, Mutant
from threats import THREATS

MUTANTS = CATALOGUE + THREATS

HERE = pathlib.Path(__file__).parent
LAYERS = ["EventKernel", "Statistics", "Simulator", "Scoring", "Scenarios", "Rehearsal"]
# What the copy has besides.
OURS = {
    "EventKernel/Mutant.swift": "Stand-ins/Mutant.swift",
    "Crypto/Crypto.swift": "Stand-ins/Crypto.swift",
    "mutant-runner/Runner.swift": "Runner/Runner.swift",
}
FOLDER = "scenarios/validation"
# The flags of the Makefile.
BUILD = ["swift", "build", "--configuration", "release", "-Xswiftc", "-enable-testing"]
# A mutant may never come to its end.
TIME_LIMIT = 1800


@dataclasses.dataclass(frozen=True)
class Known:
    """A known value beside what was found."""

    drill: str
    name: str
    verdict: str
    expected: str
    estimate: str
    half: str
    unit: str

    @property
    def is_wrong(self) -> bool:
        return self.verdict in ("outside", "missing")


# MARK: The sources


def switched(text: str, change: Change, number: int) -> str:
    """The text with the change in it, for when the mutant of this number is on."""
    old = change.old or change.where
    found, parts = text.count(change.where), change.where.count(old)
    if found == 0 or (found > 1 and not change.everywhere) or parts != 1:
        raise LookupError(f"found {found} times, what changes {parts} times in it: {change.where}")
    if change.kind == "plain":
        new = change.new
    elif change.kind == "expression":
        new = f"(Mutant.on({number}) ? {change.new} : {old})"
    elif change.new:
        new = f"if Mutant.on({number}) {{ {change.new} }} else {{ {old} }}"
    else:
        new = f"if !Mutant.on({number}) {{ {old} }}"
    return text.replace(change.where, change.where.replace(old, new))


def located(file: str, sources: dict[str, str]) -> str:
    """The path of a file, which may stand in any folder below the one that it is named in."""
    folder, _, name = file.rpartition("/")
    found = [path for path in sources if path.startswith(folder + "/") and path.endswith("/" + name)]
    if len(found) != 1:
        raise LookupError(f"{len(found)} files of that name")
    return found[0]


def with_all(sources: dict[str, str]) -> list[str]:
    """Puts every mutant in; returns what went wrong."""
    faults = []
    for number, mutant in enumerate(MUTANTS, 1):
        for change in mutant.changes:
            file = change.file or mutant.file
            try:
                file = located(file, sources)
                text = switched(sources[file], change, number)
            except LookupError as error:
                faults.append(f"mutant {number} ({mutant.title}): {file}: {error}")
                continue
            if change.kind != "plain" and "import EventKernel" not in text:
                if not file.startswith("EventKernel/"):
                    text = "import EventKernel\n" + text
            sources[file] = text
    return faults


def write(path: pathlib.Path, text: str) -> None:
    """Leaves a file alone that has the text already, so that it is not compiled again."""
    if path.exists() and path.read_text() == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def prepare(scratch: pathlib.Path) -> list[str]:
    """Makes the package of the mutants; returns what went wrong."""
    sources = {
        str(path.relative_to("Sources")): path.read_text()
        for layer in LAYERS for path in sorted(pathlib.Path("Sources", layer).rglob("*.swift"))
    }
    faults = with_all(sources)
    for name, file in OURS.items():
        sources[name] = (HERE / file).read_text()
    for path in (scratch / "Sources").rglob("*.swift"):
        if str(path.relative_to(scratch / "Sources")) not in sources:
            path.unlink()
    for name, text in sources.items():
        write(scratch / "Sources" / name, text)
    # In the package's own version.
    yams = re.search(
        r"^.*\.package\(url: .*/Yams\".*$", pathlib.Path("Package.swift").read_text(), re.MULTILINE)
    manifest = (HERE / "Package.swift.in").read_text()
    write(scratch / "Package.swift", manifest.replace("@YAMS@", yams.group()))
    return faults


def build(scratch: pathlib.Path) -> pathlib.Path:
    """Builds the program; ends this one with what the compiler said when it cannot."""
    command = [*BUILD, "-j", "1", "--package-path", str(scratch), "--product", "mutant-runner"]
    made = subprocess.run(command, capture_output=True, text=True)
    if made.returncode != 0:
        said = [line for line in made.stdout.splitlines() if "error:" in line or "Mutant.on" in line]
        print("\n".join(said or made.stdout.splitlines()[-40:]), file=sys.stderr)
        print(made.stderr[-2000:], file=sys.stderr)
        sys.exit("error: the mutants do not build (the compiler's words are above)")
    return scratch / ".build/release/mutant-runner"


# MARK: Running


def look(
    program: pathlib.Path, number: int, threads: int, drills: list[str], until_wrong: bool = False
) -> list[Known]:
    """What the drills come to with a mutant; with `until_wrong` up to the first that tells."""
    command = [str(program), str(number), str(threads), FOLDER, *drills]
    began = time.monotonic()
    known = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            words = line.rstrip("\n").split("\t")
            if words[0] == "known":
                known.append(Known(*words[1:]))
            elif words[0] == "took" and until_wrong and any(value.is_wrong for value in known):
                process.kill()
                return known
            if time.monotonic() - began > TIME_LIMIT:
                process.kill()
                raise TimeoutError(f"not done after {TIME_LIMIT} s: {' '.join(command)}")
    if process.returncode != 0:
        raise ChildProcessError(f"ended with {process.returncode}: {' '.join(command)}")
    return known


def wanted(drills: dict[str, int]) -> list[str]:
    return [f"{name}={count}" if count else name for name, count in drills.items()]


def unmutated(program: pathlib.Path, mutants: list[Mutant], threads: int) -> list[Known]:
    """What does not match without any mutant, of the drills that are looked at."""
    drills = {}
    for mutant in mutants:
        for name, count in mutant.drills.items():
            before = drills.get(name, count)
            drills[name] = 0 if 0 in (before, count) else max(before, count)
    return [value for value in look(program, 0, threads, wanted(drills)) if value.is_wrong]


def catching(
    program: pathlib.Path, number: int, mutant: Mutant, threads: int
) -> list[Known]:
    """The known values that tell the mutant."""
    known = look(program, number, threads, wanted(mutant.drills))
    if not any(value.is_wrong for value in known):
        known = look(program, number, threads, [], until_wrong=True)
    return [value for value in known if value.is_wrong]


# MARK: The table


def figures(value: Known) -> str:
    expected = f"{float(value.expected):.4g}{value.unit}"
    if value.estimate == "-":
        return f"`{value.name}` of {value.drill}: nothing instead of {expected}"
    uncertain = "" if value.half == "-" else f" ± {100 * float(value.half):.2g} %"
    found = f"{float(value.estimate):.4g}{value.unit}"
    return f"`{value.name}` of {value.drill}: {found}{uncertain} instead of {expected}"


def row(number: int, mutant: Mutant, caught: list[Known]) -> str:
    files = dict.fromkeys(
        pathlib.PurePath(change.file or mutant.file).name
        for change in mutant.changes if change.kind != "plain")
    told = "; ".join(figures(value) for value in caught) or "**nothing**"
    return f"| {number} | {mutant.title} | {', '.join(files)} | {told} |"


def page(rows: list[str]) -> str:
    return "\n".join([
        "# Wrong models, and which known values tell", "",
        "Each line is the simulator made wrong in one place, and the known values of",
        "`scenarios/validation` that are off then: further than chance explains, all known values",
        "together (`ValidationRule`), or without an estimate at all. Not all drills are run against",
        "each mutant, and some with fewer replications than their own, so others may tell, too.",
        "Shares are from 0 to 1; ± is the half-width at 95 % as a share of the known value, of a share",
        "of its rarer side.", "",
        "`make mutants` writes this page again.", "",
        "| | wrong | in | told by |", "| ---: | --- | --- | --- |", *rows, ""])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scratch", type=pathlib.Path, default=".build-mutants", metavar="DIR")
    parser.add_argument("--markdown", type=pathlib.Path, metavar="FILE")
    parser.add_argument("--only", type=int, nargs="+", metavar="NUMBER")
    parser.add_argument("--threads", type=int, default=1, metavar="N")
    parser.add_argument("--build-only", action="store_true")
    arguments = parser.parse_args()
    faults = prepare(arguments.scratch)
    if faults:
        sys.exit("error: " + "\nerror: ".join(faults))
    began = time.monotonic()
    program = build(arguments.scratch)
    print(f"{len(MUTANTS)} mutants built in {time.monotonic() - began:.0f} s", flush=True)
    if arguments.build_only:
        return 0
    numbers = arguments.only or range(1, len(MUTANTS) + 1)
    chosen = {number: MUTANTS[number - 1] for number in numbers}
    wrong = unmutated(program, list(chosen.values()), arguments.threads)
    if wrong:
        sys.exit("error: without any mutant: " + "; ".join(map(figures, wrong)))
    print(f"none on: all match ({time.monotonic() - began:.0f} s)", flush=True)
    rows, missed = [], []
    for number, mutant in chosen.items():
        started = time.monotonic()
        try:
            caught = catching(program, number, mutant, arguments.threads)
        except (TimeoutError, ChildProcessError) as error:
            sys.exit(f"error: mutant {number} ({mutant.title}): {error}")
        rows.append(row(number, mutant, caught))
        print(rows[-1], f"{time.monotonic() - started:.0f} s", flush=True)
        if not caught:
            missed.append(f"mutant {number} ({mutant.title}) is not caught")
    if arguments.markdown:
        arguments.markdown.write_text(page(rows))
    for fault in missed:
        print(f"error: {fault}", file=sys.stderr)
    caught = len(rows) - len(missed)
    print(f"mutants: {caught} of {len(rows)} caught, {time.monotonic() - began:.0f} s")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
