"""What the fuzzers begin with: drills of the repository, each with the files that it uses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "Tests" / "ScenariosTests"
FINDINGS = ROOT / "Tests" / "CommandLineTests" / "Findings"
TEXTS = (".yaml", ".bpmn")


@dataclass(frozen=True)
class Base:
    """Files by their paths in a scenario folder, and which of them is the drill to be played."""

    name: str
    drill: str
    files: dict[str, bytes]
    # A file that is no drill can be checked and shown, not played.
    is_drill: bool = True

    def paths(self, ending: str) -> list[str]:
        return [path for path in self.files if path.endswith(ending)]


def shrunk(text: str) -> str:
    """A drill of some days in place of thousands: what is looked for shows in them, too."""
    hours = re.search(r"^horizon: ([\d.]+) (h|d)", text, re.M)
    if hours and float(hours.group(1)) * (24 if hours.group(2) == "d" else 1) > 500:
        text = re.sub(r"^horizon: .*$", "horizon: 300 h", text, flags=re.M)
        text = re.sub(r"^warm up: .*$", "warm up: 10 h", text, flags=re.M)
    return re.sub(r"^replications: \d+", "replications: 4", text, flags=re.M)


def read(folder: Path, below: Path | None = None) -> dict[str, bytes]:
    files = sorted(path for path in folder.rglob("*") if path.suffix in TEXTS and path.is_file())
    return {str(path.relative_to(below or folder)): path.read_bytes() for path in files}


def with_drill(files: dict[str, bytes], path: Path, at: str) -> dict[str, bytes]:
    return files | {at: shrunk(path.read_text()).encode()}


@cache
def shipped() -> list[Base]:
    folder = ROOT / "scenarios"
    files = {
        path: data
        for path, data in read(folder).items()
        if path.split("/")[0] not in ("drills", "validation", "peers")
    }
    drills = sorted((folder / "drills").glob("*.yaml"))
    return [Base(p.stem, f"drills/{p.name}", with_drill(files, p, f"drills/{p.name}")) for p in drills]


@cache
def validation() -> list[Base]:
    folder = ROOT / "scenarios"
    common = read(folder / "agreements", folder) | read(folder / "rubrics", folder)
    result = []
    for place in ("validation", "peers"):
        used = read(folder / place / "shared", folder) | read(folder / place / "flows", folder)
        for path in sorted((folder / place).glob("*.yaml")):
            at = f"{place}/{path.name}"
            result.append(Base(path.stem, at, with_drill(common | used, path, at)))
    return result


@cache
def findings() -> list[Base]:
    """What once came out wrong: the small drills that have something of everything come first."""
    result = []
    for platform in sorted(FINDINGS.rglob("platform.yaml")):
        folder = platform.parent
        files = read(folder)
        for path, data in files.items():
            if data.startswith(b"drill:"):
                result.append(Base(f"finding-{folder.name}-{Path(path).stem}", path, files))
    return result


@cache
def mini() -> Base:
    folder = FINDINGS / "attack" / "mini-base"
    return Base("mini", "mini.yaml", read(folder))


@cache
def small_cases() -> list[Base]:
    """The wrong files of the tests and their right twins."""
    result = []
    for kind in ("Invalid", "Valid"):
        for path in sorted((CASES / kind).glob("*.yaml")):
            if path.stat().st_size < 100_000:
                name = f"{kind.lower()}-{path.stem}"
                result.append(Base(name, path.name, {path.name: path.read_bytes()}, is_drill=False))
        whole = read(CASES / kind / "drill")
        for path in whole:
            if path.startswith("drills/") and len(whole[path]) < 100_000:
                result.append(Base(f"{kind.lower()}-{Path(path).stem}", path, whole))
    return result


@cache
def drawings() -> list[Base]:
    """Single flows, right and wrong, each a drawing and its words."""
    result = []
    for kind in ("Invalid", "Valid", "Flow"):
        for path in sorted((CASES / kind).rglob("*.bpmn")):
            words = path.with_suffix(".yaml")
            if words.exists() and path.stat().st_size < 100_000:
                files = {path.name: path.read_bytes(), words.name: words.read_bytes()}
                name = f"{kind.lower()}-{path.parent.name}-{path.stem}"
                result.append(Base(name, words.name, files, is_drill=False))
    return result


def draw(rng: Random) -> Base:
    """A base of any kind; the one that has something of everything most often."""
    where = rng.random()
    if where < 0.35:
        return mini()
    if where < 0.6:
        return rng.choice(validation())
    if where < 0.72:
        return rng.choice(shipped())
    if where < 0.8:
        return rng.choice(findings())
    return rng.choice(small_cases())


@cache
def donors() -> list[str]:
    """Lines of all kinds of file, to be put where they don't belong."""
    files = [base.files for base in [mini(), *shipped(), *findings(), *small_cases()]]
    lines = {
        line
        for each in files
        for path, data in each.items()
        if path.endswith(".yaml")
        for line in data.decode(errors="replace").split("\n")
        if line.strip() and len(line) < 2000
    }
    return sorted(lines)
