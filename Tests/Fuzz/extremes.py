"""Valid files at the ends of what is allowed: `check` takes most of them, and then they are played."""

from __future__ import annotations

import re
from random import Random

import corpus
import hostile

DURATIONS = (
    "0 s,1 ms,0.001 ms,0.000001 s,0.5 s,1 s,59 s,61 min,23.999 h,24 h,1000 h,365 d,36525 d,1000000 h"
).split(",")
RATES = "0 /h,0.000001 /d,0.001 /h,1 /h,30 /h,59.9 /h,600 /h,1000 /h,3600 /h,100000 /h,3600000 /h".split(",")
SHARES = "0 %,100 %,0.0001 %,99.9999 %,50 %,1e-9 %".split(",")
COUNTS = "0 1 2 3 5 7 64 100 999 1000 5000 10000 100000 1000000".split()
SHAPES = "0.01 0.1 0.5 1 1.5 2 3 10 50 99 1000".split()
DURATION = re.compile(r"(?<![\w.-])\d+(?:\.\d+)? (?:ms|s|min|h|d)\b(?! /)")
RATE = re.compile(r"(?<![\w.-])\d+(?:\.\d+)? /(?:h|d|min)\b")
SHARE = re.compile(r"(?<![\w.-])\d+(?:\.\d+)? %")
COUNT = re.compile(
    r"(?<=\bcount: )\d+|(?<=stock: )\d+|(?<=up to: )\d+|(?<=reorder at: )\d+|(?<=people: )\d+|(?<=running: )\d+"
    r"|(?<=at most: )\d+|(?<=at the start: )\d+|(?<=priority: )\d+|(?<=users: )\d+|(?<=copies: )\d+|(?<=capacity: )\d+"
    r"|(?<=stages: )\d+|(?<=batch: )\d+|(?<=>= )\d+\b(?! ?[%h])|(?<=< )\d+\b(?! ?[%h])"
)
KINDS = [(DURATION, 6), (RATE, 2), (SHARE, 2), (COUNT, 3)]
# What decides how long a file is to be played, which the rest of it multiplies.
FIXED = re.compile(r"^(horizon|warm up|replications):.*$", re.M)


def files(rng: Random) -> tuple[dict[str, bytes], str]:
    """The files of a drill, and the drill's path."""
    if rng.random() < 0.4:
        return rng.choice(WORLDS)(rng)
    base = corpus.draw(rng)
    while not base.is_drill:
        base = corpus.draw(rng)
    changed = dict(base.files)
    paths = [path for path in base.paths(".yaml") if not path.startswith("rubrics")]
    for _ in range(rng.choice([1, 1, 2, 3, 5])):
        path = base.drill if rng.random() < 0.4 else rng.choice(paths)
        changed[path] = with_extreme(rng, changed[path].decode()).encode()
    return changed, base.drill


def with_extreme(rng: Random, text: str) -> str:
    """One number becomes an extreme one of its kind; a duration may become a law."""
    kept = [found.span() for found in FIXED.finditer(text)] if rng.random() < 0.95 else []
    kept += [found.span() for found in re.finditer(r"#.*$", text, re.M)]
    kinds, weights = zip(*KINDS)
    for kind in rng.choices(kinds, weights, k=4):
        hits = [
            found
            for found in kind.finditer(text)
            if not any(start <= found.start() < end for start, end in kept)
        ]
        if hits:
            hit = rng.choice(hits)
            return text[: hit.start()] + extreme(rng, kind) + text[hit.end() :]
    return text


def extreme(rng: Random, kind: re.Pattern) -> str:
    if kind is DURATION:
        return hostile.law(rng, DURATIONS, SHAPES) if rng.random() < 0.5 else rng.choice(DURATIONS)
    return rng.choice({RATE: RATES, SHARE: SHARES, COUNT: COUNTS}[kind])


# Worlds that are large in one way


def mini(rng: Random, **changed: str) -> dict[str, str]:
    return {path: data.decode() for path, data in corpus.mini().files.items()}


def written(files: dict[str, str]) -> tuple[dict[str, bytes], str]:
    return {path: text.encode() for path, text in files.items()}, "mini.yaml"


def with_section(text: str, name: str, body: str) -> str:
    """A section of a drill replaced, or added where there is none."""
    section = f"{name}:{body}\n"
    found = re.search(rf"^{re.escape(name)}:.*\n(?:[ \t].*\n)*", text, re.M)
    return text[: found.start()] + section + text[found.end() :] if found else text + section


def title(rng: Random) -> str:
    text = rng.choice(["a", "ab" * 10, "长" * 200, "x" * 10_000, "é" * 50, "<a&b>", "a|b`c"])
    return "{zh: " + f'"长{text}", en: "n{text}"' + "}"


def streams(rng: Random) -> tuple[dict[str, bytes], str]:
    """Thousands of arrivals, at once or without a pause."""
    files = mini(rng)
    body = ""
    for number in range(rng.choice([1, 1, 3, 60])):
        limits = [f"arrivals at most: {rng.choice([0, 1, 40, 5000])}"]
        limits += [f"in the system at most: {rng.choice([0, 1, 50, 100000])}"] if rng.random() < 0.5 else []
        limits += [f"at the start: {rng.choice([0, 1, 1000, 10000])}"] if rng.random() < 0.3 else []
        limits += [f"priority: {rng.randint(1, 5)}"] if rng.random() < 0.5 else []
        limits += [f"batch: {rng.choice(['1', '1000', '{1: 99 %, 1000: 1 %}', '{2: 100 %}'])}"]
        flow = rng.choice(["answer", "three-branches", "repair"])
        body += f"\n  s-{number}: {{title: {title(rng)}, starts: {flow}, {arrivals(rng)}, {', '.join(limits)}}}"
    files["mini.yaml"] = with_section(files["mini.yaml"], "demand", body)
    for section in ("measures", "known"):
        files["mini.yaml"] = with_section(files["mini.yaml"], section, " {}")
    return written(files)


def arrivals(rng: Random) -> str:
    at = rng.choice(["0.000001 s", "1 s", "30 min", "3 h"])
    rate = lambda: rng.choice(RATES)
    return rng.choice(
        [
            f"every: {extreme(rng, DURATION)}",
            f"rate: {rate()}",
            f"rate: {{steps: {{08:00: {rate()}, 18:00: {rate()}}}}}",
            f"rate: {{linear: {{0 h: {rate()}, {at}: {rate()}, 59 h: {rate()}}}}}",
            f"rate: {{sinusoid: {{mean: {rate()}, amplitude: {rng.choice(SHARES)}, period: {rng.choice(DURATIONS)}, "
            f"offset: {rng.choice(DURATIONS)}}}}}, scaled by: {rng.choice(['0 %', '1 %', '1000 %'])}",
            f"sources: {{count: {rng.choice(COUNTS[:10])}, next after: {extreme(rng, DURATION)}}}",
        ]
    )


def injects(rng: Random) -> tuple[dict[str, bytes], str]:
    """Many injects at one instant, and some that come again and again."""
    files = mini(rng)
    body = ""
    for number in range(rng.choice([1, 5, 40, 1000])):
        cue = rng.choice(
            [
                f"at: {rng.choice(['0 s', '10 min', '60 h', '59.999 h'])}",
                f"after: {extreme(rng, DURATION)}",
                f"every: {rng.choice(['1 min', '1 s', '7 h', '{exponential: {mean: 5 min}}'])}",
                f"rate: {rng.choice(['1 /h', '60 /h', '1000 /h'])}",
                f"when: {rng.choice(['services-down >= 1', 'components-down >= 3', 'infected >= 0', 'lowest-battery < 101'])}",
            ]
        )
        action = rng.choice(
            [
                "fail: {one of: app-1..4}, mode: crash",
                "fail: utility, mode: outage",
                "fail: san-1, mode: disk",
                "infect: {one of: kiosk-01..06}, with: worm",
                "restore: utility",
                "danger: true",
                "tell: group-leader, text: {zh: 说, en: Told}",
            ]
        )
        body += f"\n  i-{number}: {{{cue}, {action}}}"
    files["mini.yaml"] = with_section(files["mini.yaml"], "injects", body)
    return written(files)


FLOW = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d-{name}" targetNamespace="urn:x">
<process id="{name}" name="流 / Flow"><laneSet id="lanes-{name}"><lane id="all" name="人 / All">
{refs}</lane></laneSet>
{nodes}
{flows}
</process></definitions>
"""


def drawing(name: str, nodes: list[tuple[str, str, str]], flows: list[tuple[str, str]]) -> str:
    """A drawing of nodes (kind, id, attributes) and of flows between ids."""
    return FLOW.format(
        name=name,
        refs="".join(f"<flowNodeRef>{node}</flowNodeRef>" for _, node, _ in nodes),
        nodes="\n".join(f'<{kind} id="{node}" name="做 / Do" {more}/>' for kind, node, more in nodes),
        flows="\n".join(
            f'<sequenceFlow id="f-{number}" sourceRef="{start}" targetRef="{end}"/>'
            for number, (start, end) in enumerate(flows)
        ),
    )


def calls(rng: Random) -> tuple[dict[str, bytes], str]:
    """Flows that call flows, deep or twice over, or round in a circle."""
    files = mini(rng)
    depth = rng.choice([1, 5, 14, 64, 300])
    twice = depth <= 14 and rng.random() < 0.5
    circle = rng.random() < 0.1
    for number in range(depth):
        name = f"deep-{number}"
        nodes = [("startEvent", "start", "")]
        flows = []
        before = "start"
        for call in range(2 if twice else 1):
            more = f'calledElement="deep-{(number + 1) % depth}"'
            is_call = number + 1 < depth or circle
            nodes.append(("callActivity", f"call-{call}", more) if is_call else ("userTask", f"call-{call}", ""))
            flows.append((before, f"call-{call}"))
            before = f"call-{call}"
        nodes.append(("endEvent", "end", ""))
        flows.append((before, "end"))
        files[f"flows/{name}.bpmn"] = drawing(name, nodes, flows)
        takes = rng.choice(["0 s", "1 min", "100 d"])
        files[f"flows/{name}.yaml"] = (
            f"flow: {name}\ntitle: {{zh: 深, en: Deep}}\nlanes: {{all: {rng.choice(['automatic', '{post: agent}'])}}}\n"
            f"default: {{takes: {takes}}}\n"
        )
    text = files["mini.yaml"].replace("flows: [flows/repair.yaml, flows/answer.yaml, flows/three-branches.yaml]", "flows: flows")
    stream = f"{{title: {{zh: 深, en: Deep}}, starts: deep-0, every: {rng.choice(['1 h', '1 min', '10 s'])}, arrivals at most: 200}}"
    text = with_section(text, "demand", f"\n  deep: {stream}")
    for section in ("measures", "known"):
        text = with_section(text, section, " {}")
    files["mini.yaml"] = text
    return written(files)


def branching(rng: Random) -> tuple[dict[str, bytes], str]:
    """One flow with many gateways: forks in forks, loops, all at one instant."""
    files = mini(rng)
    width = rng.choice([2, 3, 20, 100])
    kind = rng.choice(["parallelGateway", "inclusiveGateway", "exclusiveGateway"])
    nodes = [("startEvent", "start", ""), ("endEvent", "end", "")]
    flows, before = [], "start"
    for stage in range(rng.choice([1, 3, 8])):
        fork, join = f"fork-{stage}", f"join-{stage}"
        nodes += [(kind, fork, ""), (kind, join, "")]
        flows.append((before, fork))
        for way in range(width):
            nodes.append(("userTask", f"t-{stage}-{way}", ""))
            flows += [(fork, f"t-{stage}-{way}"), (f"t-{stage}-{way}", join)]
        before = join
    flows.append((before, "end"))
    files["flows/answer.bpmn"] = drawing("answer", nodes, flows)
    steps = "".join(f"  t-0-{way}: {{takes: {extreme(rng, DURATION)}, part: base/disk}}\n" for way in range(min(width, 3)))
    files["flows/answer.yaml"] = (
        f"flow: answer\ntitle: {{zh: 答, en: Answer}}\nlanes: {{all: {{post: agent}}}}\n"
        f"default: {{takes: {rng.choice(['0 s', '1 s', '10 min'])}}}\nsteps:\n{steps}"
    )
    text = re.sub(r"^  flows\.answer.*\n", "", files["mini.yaml"], flags=re.M)
    text = re.sub(r"^  (wait|gone|waits):.*\n", "", text, flags=re.M)
    files["mini.yaml"] = with_section(text, "known", " {}")
    return written(files)


def platform(rng: Random) -> tuple[dict[str, bytes], str]:
    """Thousands of components in a chain, a star or a circle of needs."""
    files = mini(rng)
    count = rng.choice([2, 200, 1000])
    shape = rng.choice(["chain", "star", "all", "nest"])
    rows = ""
    failure = f"every: {rng.choice(['{exponential: {mean: 50 h}}', '1 h', '{weibull: {shape: 0.1, mean: 9000 h}}', '1 s'])}"
    for number in range(1, count + 1):
        needs = {
            "chain": f"c{number - 1}" if number > 1 else "utility",
            "star": "utility",
            "all": f"{{{min(number, 3)} of: [utility, san-1, power-a]}}",
            "nest": "{any of: [" * 12 + "utility" + "]}" * 12,
        }[shape]
        own = f", failures: {{f: {{{failure}, symptom: down, repair: restart}}}}" if number % 7 == 1 else ""
        rows += f"  c{number}: {{class: server, skill: server, site: main, needs: {needs}{own}}}\n"
    files["platform.yaml"] = files["platform.yaml"].replace("components:\n", "components:\n" + rows)
    if rng.random() < 0.5:
        files["platform.yaml"] = with_extreme(rng, files["platform.yaml"])
    return written(files)


def people(rng: Random) -> tuple[dict[str, bytes], str]:
    """Crowds, shifts of a minute, everybody away at once."""
    files = mini(rng)
    text = files["support.yaml"]
    count = rng.choice([1, 64, 1000])
    away = f"{{every: {extreme(rng, DURATION)}, for: {extreme(rng, DURATION)}}}"
    shift = rng.choice(["shift: minute, team: a", "shift: four-teams", "shift: office, team: all"])
    row = f"  crowd-1..{count}: {{posts: [repairer, agent], {shift}, site: main, away: {away}}}\n"
    text = text.replace("people:\n", "people:\n" + row)
    minute = "  minute: {from: 2026-01-05, cycle: 1 d, teams: {a: [" + ", ".join(
        f"day 1 {hour:02}:{minute:02}-{hour:02}:{minute + 1:02}" for hour in range(24) for minute in (0, 30)
    ) + "]}}\n"
    text = text.replace("shifts:\n", "shifts:\n" + minute)
    files["support.yaml"] = text.replace("count: 2", f"count: {rng.choice(['1', '100000', 'unlimited'])}")
    if rng.random() < 0.5:
        files["support.yaml"] = with_extreme(rng, files["support.yaml"])
    return written(files)


def names(rng: Random) -> tuple[dict[str, bytes], str]:
    """Names and titles of any length, everywhere."""
    files = mini(rng)
    long = rng.choice(["a", "a" * 60, "a-b." * 50 + "c", "a" * 1000])
    for path, text in files.items():
        text = re.sub(r"\bapp-(?=\d|r)", f"{long}-", text) if rng.random() < 0.7 else text
        if path.endswith(".yaml"):
            text = re.sub(r"title: \{[^{}]*\}", lambda _: f"title: {title(rng)}", text, count=rng.choice([1, 3, 100]))
        files[path] = text
    return written(files)


def ties(rng: Random) -> tuple[dict[str, bytes], str]:
    """Every duration the same, or none at all: everything happens at once."""
    files = mini(rng)
    same = rng.choice(["0 s", "1 min", "1 h", "8 h", "12 h"])
    for path, text in files.items():
        if path.endswith(".yaml") and rng.random() < 0.8:
            spots = FIXED if path == "mini.yaml" else re.compile("$^")
            parts = spots.findall(text)
            text = DURATION.sub(lambda found: same if rng.random() < 0.6 else found.group(), text)
            if parts:
                text = re.sub(r"^horizon:.*$", "horizon: 60 h", text, flags=re.M)
                text = re.sub(r"^warm up:.*$", "warm up: 2 h", text, flags=re.M)
            files[path] = text
    return written(files)


def asked(rng: Random) -> tuple[dict[str, bytes], str]:
    """Objectives and measures by the hundred, with bounds nobody meets."""
    files = mini(rng)
    metrics = "score,availability,response time,recovery time,waiting time,spread,cost,data lost,core down time".split(",")
    body = ""
    for number in range(rng.choice([1, 20, 300])):
        bound = rng.choice(["<= 0 s", ">= 100 %", "<= 1000000 d", "<= 0", ">= 1e300", "<= 1 s", ">= 50"])
        kind = rng.choice(["every", "mean", "p95", "p99.99999", "p0.0001", "p50"])
        body += f'\n  o-{number}: {{metric: {rng.choice(metrics)}, {kind}: "{bound}"}}'
    files["mini.yaml"] = with_section(files["mini.yaml"], "objectives", body)
    return written(files)


WORLDS = [streams, streams, injects, calls, branching, platform, people, names, ties, asked]
