"""Command lines drawn from what `--help` says, with values and paths that nobody means well with."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from random import Random

import hostile

COMMANDS = "run check new list show runs report validate bench compare merge metrics".split()
OPTION = re.compile(r"\[(--[a-z-]+)(?: <[^>]*>)?(?: \.\.\.)?\]")
LISTED = re.compile(r"^  (?:-\w, )?(--[a-z-]+)( <[^>]*>)?", re.M)
# What is made in the folder: pipes, devices of its own (never the machine's), links, closed things.
SPECIAL = {
    "pipe": "pipe",
    "device": "device 1 3",
    "full": "device 1 7",
    "link": "link mini.yaml",
    "dangling": "link nowhere/at-all",
    "loop": "link loop",
    "closed": "closed",
    "folder": "folder",
    "shut/in": "closed",
    "read-only.sqlite": "read-only a.sqlite",
}
PATHS = [
    *SPECIAL, "", ".", "..", "./", "../at", "-", "--", "---", " ", "a", "new.json", "no/such/folder/a", "mini.yaml",
    "mini.yaml/a", "platform.yaml", "flows/answer.bpmn", "flows", "result.json", "baseline.json", "shard-1.json",
    "shard-2.json", "a.sqlite", "a.sqlite/", "log", "a\nb.yaml", "a\n::error::x", "\x1b[2J", "\u202e", "é/中文.json",
    "x" * 255, "x" * 256, "x" * 5000, "y/" * 2100, "\udcff\udcfe", "HEAD:mini.yaml", "HEAD~1:../..", ":x", "a:b:c",
    "--output=x:mini.yaml", "$(id)", "%s%n", "~", "*", "nul", "file:///x", "mini", "pipe/", "device/a",
]  # fmt: skip
WORDS = [*hostile.NUMBERS, *hostile.SHARES, "zh", "en", "fr", "1/2", "0/2", "3/2", "2/2", "1/0", "-1/2", "1/1e9",
    "1/99999999999999999999", "a/b", "/", "1%", "1 %", "0", "100 %", "99.9999999999 %", "2..6", "drill", "platform",
    "1", "4", "999", "2", "8"]  # fmt: skip
VARIED = [
    "drill.horizon=1 h,2 h", "support.pools.agents.count=1..3", "a=b", "=", "", "drill.demand.calls.priority=1..9999999",
    "support.pools.agents.count=1..99999999999999999999", "drill.horizon=", "drill.changes={}", "platform=1",
    "flows.answer.steps.serve.takes=0 s,1 h", "support.people.leader.count=0,1,1000", "drill.horizon=60 h=3",
    "drill.uses.platform=/dev/zero,pipe", "drill.seed=1", "..=1", "drill.title={zh: a, en: b}", "a.b.c.d.e.f=[1, 2]",
]  # fmt: skip
ENVIRONMENTS = [
    {"LC_ALL": "abcdefghijklmnop_XX.UTF-8"}, {"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, {"LC_ALL": "zh_CN.GB18030"},
    {"LC_ALL": "zh" * 500}, {"LC_ALL": "\udcff"}, {"LC_ALL": "/../.."}, {"HOME": ""}, {"HOME": "/nonexistent"},
    {"HOME": "mini.yaml"}, {"HOME": "pipe"}, {"XDG_DATA_HOME": "relative"}, {"SANDTABLE_ARCHIVE": "pipe"},
    {"SANDTABLE_ARCHIVE": ""}, {"SANDTABLE_ARCHIVE": "a\nb"}, {"CI": "true", "GITHUB_ACTIONS": "true"},
    {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": "summary.md"}, {"GITHUB_STEP_SUMMARY": "folder"},
    {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": "device"}, {"NO_COLOR": "1"}, {"TERM": "dumb"},
    {"TZ": ":/dev/zero"}, {"TZ": "x" * 9000}, {"TMPDIR": "/nonexistent"}, {"COLUMNS": "-1"}, {"PATH": ""},
]  # fmt: skip
# What a placeholder may mean, when it is meant well.
MEANT = {
    "drill": ["mini.yaml"], "paths": [".", "mini.yaml", "flows"], "before": ["mini.yaml", "result.json"],
    "after": ["mini.yaml", "result.json"], "parts": ["shard-1.json", "shard-2.json", "result.json"],
    "run": ["1", "2"], "name": ["mini.yaml", "platform.yaml", "fresh"], "chosen": ["."], "kind": ["drill", "platform", "support", "flow", "agreement", "rubric"],
    "--archive": ["a.sqlite"], "--baseline": ["baseline.json"], "--decisions": ["log"], "--shard": ["1/2"],
    "--replications": ["1", "4"], "--threads": ["1", "2"], "--seed": ["1"], "--lang": ["zh", "en"],
    "--precision": ["1%"], "--at-most": ["10"], "--tolerance": ["2%"], "--confidence": ["99 %"], "--delete": ["1"],
    "--vary": VARIED[:2],
}  # fmt: skip
PATH_OPTIONS = "--report --archive --decisions --write-decisions --baseline --write-baseline --save --junit --markdown".split()


class Command:
    """Which arguments and options a command has."""

    def __init__(self, name: str, text: str) -> None:
        usage = re.search(r"USAGE: sandtable \S+(.*)", text)
        places = re.sub(r"\[--?[^\]]*\]|\[<options>\]", "", usage.group(1) if usage else "")
        self.name = name
        self.arguments = ["kind", "name"] if name == "new" else re.findall(r"<([a-z-]+)>", places)
        listed = {option: bool(takes) for option, takes in LISTED.findall(text)}
        self.options = {name: takes for name, takes in listed.items() if name not in ("--help", "--version")}


@cache
def commands(sandtable: str) -> list[Command]:
    texts = {}
    for name in COMMANDS:
        asked = [sandtable, name, "--help"]
        texts[name] = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    return [Command(name, text) for name, text in texts.items()]


def line(rng: Random, sandtable: str) -> list[str]:
    """A command line of which most is meant well, so that it gets somewhere."""
    command = rng.choice(commands(sandtable))
    words = [command.name]
    for argument in command.arguments:
        for _ in range(rng.choice([0, 1, 1, 1, 1, 1, 2]) if rng.random() < 0.3 else 1):
            words.append(argument_value(rng, argument))
    chosen = rng.sample(sorted(command.options), k=min(len(command.options), rng.choice([0, 1, 1, 2, 3, 5])))
    for option in chosen:
        words += option_words(rng, option, command.options[option])
    if rng.random() < 0.1:
        words.insert(rng.randrange(len(words) + 1), rng.choice([*PATHS, "--no-such", "-x", "-h", "--version", "help"]))
    if rng.random() < 0.1:
        rng.shuffle(words)
    if command.name in ("run", "bench", "compare", "validate") and rng.random() < 0.9:
        words += ["--no-report"] if command.name == "run" and "--report" not in words else []
        words += ["--replications", "2"] if command.name != "run" and "--replications" not in words else []
    return [word.replace("\x00", "") for word in words]


def argument_value(rng: Random, name: str) -> str:
    if rng.random() < 0.75 and name in MEANT:
        return rng.choice(MEANT[name])
    return rng.choice(PATHS + WORDS)


def option_words(rng: Random, option: str, takes: bool) -> list[str]:
    if not takes:
        return [option] if rng.random() < 0.97 else [f"{option}={rng.choice(WORDS)}"]
    if option == "--vary":
        value = rng.choice(VARIED)
    elif option in MEANT and rng.random() < 0.4:
        value = rng.choice(MEANT[option])
    else:
        value = rng.choice(PATHS if option in PATH_OPTIONS else WORDS) if rng.random() < 0.9 else hostile.value(rng)
    return rng.choice([[option, value], [option, value], [option, value], [f"{option}={value}"], [option]])
