"""The classes of input: each makes files and command lines out of a random generator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

import corpus
import drawings
import extremes
import hostile
import kept
import options


@dataclass
class Input:
    """Files in a folder of their own, and commands that are run there one after the other."""

    files: dict[str, bytes]
    commands: list[list[str]]
    # By path: a pipe, a device, a link.
    special: dict[str, str] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)
    # What it was made of.
    base: str = ""
    # The commands after `check` are for files that it takes.
    stops_when_refused: bool = False


QUIET = ["--no-archive", "--no-report"]


def play(rng: Random, drill: str) -> list[list[str]]:
    """Something that is done with a drill."""
    seed = ["--seed", str(rng.randrange(5))]
    few = ["--replications", str(rng.choice([1, 2, 2, 3])), "--threads", str(rng.choice([1, 2]))]
    where = rng.random()
    if where < 0.4:
        return [["run", drill, "--json", *QUIET, *seed]]
    if where < 0.5:
        return [["run", drill, "--verbose", "--lang", rng.choice(["zh", "en"]), *QUIET, *seed]]
    if where < 0.65:
        return [
            ["run", drill, "--archive", "new.sqlite", "--report", "pages", "--write-decisions", "new-log", *seed],
            ["runs", "--json", "--archive", "new.sqlite"],
            ["report", "1", "--archive", "new.sqlite", "--report", "pages"],
            ["run", drill, "--json", *QUIET, "--decisions", "new-log"],
        ][: rng.choice([1, 2, 3, 4])]
    if where < 0.8:
        outputs = ["--save", "new.json", "--write-baseline", "new-baseline.json", "--junit", "j.xml", "--markdown", "m.md"]
        chosen = [word for at in range(0, 8, 2) if rng.random() < 0.5 for word in outputs[at : at + 2]]
        chosen += ["--report", "pages"] if rng.random() < 0.3 else []
        chosen += ["--json"] if rng.random() < 0.5 else ["--annotate"] if rng.random() < 0.3 else []
        return [["bench", drill, *few, *seed, *chosen]]
    if where < 0.85:
        return [["validate", drill, "--replications", "2", "--markdown", "m.md", *(["--json"] if rng.random() < 0.5 else [])]]
    if where < 0.9:
        return [["compare", drill, drill, *few, *(["--json"] if rng.random() < 0.5 else [])]]
    if where < 0.95:
        shard = [["bench", drill, "--replications", "2", "--shard", f"{part}/2"] for part in (1, 2)]
        return shard
    return [["show", drill], ["list", ".", "--json"], ["check", "."]]


def check(rng: Random, path: str) -> list[str]:
    return ["check", path] + [word for word in ("--json", "--strict") if rng.random() < 0.4]


def drill_input(rng: Random, base: corpus.Base, files: dict[str, bytes]) -> Input:
    commands = [check(rng, base.drill if rng.random() < 0.8 else ".")]
    commands += play(rng, base.drill) if base.is_drill else [["show", base.drill]]
    return Input(files, commands, base=base.name)


def yaml_structure(rng: Random, sandtable: str) -> Input:
    base = corpus.draw(rng)
    files = dict(base.files)
    for _ in range(rng.choice([1, 1, 1, 1, 2, 4])):
        path = base.drill if rng.random() < 0.4 else rng.choice(base.paths(".yaml"))
        text = files[path].decode(errors="surrogateescape")
        files[path] = hostile.edit_lines(rng, text, corpus.donors()).encode(errors="surrogatepass")
    return drill_input(rng, base, files)


def yaml_bytes(rng: Random, sandtable: str) -> Input:
    base = corpus.draw(rng)
    path = base.drill if rng.random() < 0.5 else rng.choice(base.paths(".yaml"))
    return drill_input(rng, base, base.files | {path: hostile.edit_bytes(rng, base.files[path])})


def bpmn(rng: Random, edit: Callable[[Random, bytes], bytes]) -> Input:
    base = corpus.draw(rng)
    while not base.paths(".bpmn"):
        base = corpus.draw(rng) if rng.random() < 0.6 else rng.choice(corpus.drawings())
    used = [path for path in base.paths(".bpmn") if path.split("/")[-1].split(".")[0] in used_by(base)]
    path = rng.choice(used or base.paths(".bpmn"))
    return drill_input(rng, base, base.files | {path: edit(rng, base.files[path])})


def used_by(base: corpus.Base) -> str:
    """Of the many flows of a folder those that the drill speaks of are worth more."""
    return base.files[base.drill].decode(errors="replace")


def bpmn_structure(rng: Random, sandtable: str) -> Input:
    return bpmn(rng, drawings.edit)


def bpmn_bytes(rng: Random, sandtable: str) -> Input:
    return bpmn(rng, drawings.edit_text)


def extreme_values(rng: Random, sandtable: str) -> Input:
    files, drill = extremes.files(rng)
    return Input(files, [check(rng, drill), *play(rng, drill)], stops_when_refused=True)


def decision_logs(rng: Random, sandtable: str) -> Input:
    files = dict(kept.made(sandtable))
    files["log"] = kept.decisions(rng, files["log"])
    more = ["--write-decisions", "new-log"] if rng.random() < 0.3 else ["--json"]
    return Input(files, [["run", kept.LONG, *QUIET, "--decisions", "log", *more]])


def baselines(rng: Random, sandtable: str) -> Input:
    files = dict(kept.made(sandtable))
    files["baseline.json"] = kept.baseline(rng, files["baseline.json"])
    more = rng.choice([[], ["--json"], ["--junit", "j.xml", "--markdown", "m.md"], ["--report", "pages"], ["--tolerance", "2%"]])
    if rng.random() < 0.6:
        return Input(files, [["merge", "shard-1.json", "shard-2.json", "--baseline", "baseline.json", *more]])
    return Input(files, [["bench", "mini.yaml", "--replications", "2", "--seed", "1", "--baseline", "baseline.json", *more]])


def results(rng: Random, sandtable: str) -> Input:
    files = dict(kept.made(sandtable))
    files["edited.json"] = kept.document(rng, files["result.json"])
    more = rng.choice([[], ["--json"], ["--report", "pages"], ["--tolerance", "2%"]])
    sides = rng.choice([["edited.json", "result.json"], ["result.json", "edited.json"], ["edited.json", "edited.json"]])
    if rng.random() < 0.6:
        return Input(files, [["compare", *sides, *more]])
    return Input(files, [["merge", "edited.json", *rng.choice([[], ["--json"], ["--report", "pages"]])]])


def shards(rng: Random, sandtable: str) -> Input:
    files = dict(kept.made(sandtable))
    path = rng.choice(["shard-1.json", "shard-2.json"])
    files[path] = kept.document(rng, files[path])
    parts = ["shard-1.json", "shard-2.json"]
    rng.shuffle(parts)
    more = rng.choice([[], ["--json"], ["--save", "s.json"], ["--report", "pages"], ["--write-baseline", "b.json", "--junit", "j.xml"]])
    return Input(files, [["merge", *parts, *more]])


def archives(rng: Random, sandtable: str) -> Input:
    files = dict(kept.made(sandtable))
    files["a.sqlite"] = kept.archive(rng, files["a.sqlite"])
    at = ["--archive", "a.sqlite"]
    commands = [
        ["runs", *at],
        ["runs", "--json", *at],
        ["report", "1", "--json", *at],
        ["report", "1", "--report", "pages", *at],
        ["runs", "--delete", "1", *at],
        ["run", "mini.yaml", "--no-report", *at],
    ]
    return Input(files, sorted(rng.sample(commands, k=3), key=commands.index))


def command_lines(rng: Random, sandtable: str) -> Input:
    extra = dict(rng.choice(options.ENVIRONMENTS)) if rng.random() < 0.25 else {}
    lines = [options.line(rng, sandtable) for _ in range(3)]
    return Input(dict(kept.made(sandtable)), lines, special=options.SPECIAL, environment=extra)


CLASSES: dict[str, Callable[[Random, str], Input]] = {
    "yaml-structure": yaml_structure,
    "yaml-bytes": yaml_bytes,
    "bpmn-structure": bpmn_structure,
    "bpmn-bytes": bpmn_bytes,
    "extremes": extreme_values,
    "decisions": decision_logs,
    "baselines": baselines,
    "results": results,
    "shards": shards,
    "archives": archives,
    "options": command_lines,
}


def make(name: str, seed: int, number: int, sandtable: str) -> Input:
    """The same input for the same class, seed and number, whatever was tried before."""
    return CLASSES[name](Random(f"{seed}/{name}/{number}"), sandtable)
