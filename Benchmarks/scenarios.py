"""The whole simulator on scenario files: threads, memory by length, and a very large platform.

Runs are those of `sandtable-bench scenario`: replications of a drill's file without a trace.
"""

import dataclasses
import os
import pathlib
import resource
import statistics
import time

import big_platform
import instructions
from comparisons import KERNEL, MM1_DRILL, run

FOLDER = pathlib.Path("out/bench")


def replications(drill: str, count: int, threads: int = 1, hours: int | None = None) -> dict:
    """What so many replications came to; see `ScenarioRun.run`."""
    words = [str(count), str(threads), *([] if hours is None else [str(hours)])]
    return run([KERNEL, "scenario", drill, *words])


def province(days: int) -> str:
    """A drill of so many days of the province, with what fails by itself."""
    return str(big_platform.province(FOLDER / f"province-{days}-d", days))


# MARK: Two threads against one

# What is run on one thread and on two: a drill and how many replications.
THREADED = {
    "M/M/1 as a scenario, 16 replications": (MM1_DRILL, 16),
    "mmc-four-agents, 16 replications": ("scenarios/validation/mmc-four-agents.yaml", 16),
}
# Of the speed of one thread: by the clock when both cores are ours alone. With others on them the
# clock tells of the others, and processor time, which is noisier then, must do.
SPEED_UP = 1.95
SPEED_UP_IF_BUSY = 1.85
# Cores that others use, on average, of a machine that is ours alone.
QUIET = 0.1


@dataclasses.dataclass(frozen=True)
class SpeedUp:
    """How much faster two threads are than one: by the clock, and were both cores ours alone."""

    name: str
    clock: float
    processor: float
    # Cores that others used meanwhile.
    others: float

    @property
    def is_missed(self) -> bool:
        if self.others < QUIET:
            return self.clock < SPEED_UP
        return self.processor < SPEED_UP_IF_BUSY


def used() -> tuple[float, float]:
    """Seconds that the machine's cores were at work, and those of them that were ours."""
    user, nice, system, _, _, *interrupts = (
        int(word) for word in pathlib.Path("/proc/stat").read_text().split("\n")[0].split()[1:8])
    own = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    busy = (user + nice + system + sum(interrupts)) / os.sysconf("SC_CLK_TCK")
    return busy, sum(usage.ru_utime + usage.ru_stime for usage in own)


def speed_ups(repetitions: int) -> list[SpeedUp]:
    results = []
    for name, (drill, count) in THREADED.items():
        clock, processor = [], []
        began, before = time.monotonic(), used()
        for _ in range(repetitions):
            one, two = (replications(drill, count, threads) for threads in (1, 2))
            clock.append(one["seconds"] / two["seconds"])
            processor.append(2 * one["processor"] / two["processor"])
        busy, own = (now - then for now, then in zip(used(), before))
        others = max(0, busy - own) / (time.monotonic() - began)
        results.append(
            SpeedUp(name, statistics.median(clock), statistics.median(processor), others))
    return results


def show_speed_ups(results: list[SpeedUp]) -> None:
    print(
        f"\n{'two threads for one':40}{'by clock':>10}{'by processor':>14}{'others':>8}"
        f"{'target':>8}")
    for result in results:
        print(
            f"{result.name:40}{result.clock:10.2f}{result.processor:14.2f}{result.others:8.2f}"
            f"{SPEED_UP:>8}{'  missed' if result.is_missed else ''}")
    if any(result.others >= QUIET for result in results):
        print(
            "others are on the cores: by the clock nothing can be said; by processor time "
            f"{SPEED_UP_IF_BUSY} is wanted")


# MARK: Memory by length

# A drill, and hours that are enough to be steady, and twice as many.
LENGTHS = {
    "M/M/1 as a scenario": (lambda: MM1_DRILL, 126_000, 252_000),
    "the province, one year and two": (lambda: province(730), 8_760, 17_520),
}
# Growth of the most memory held, in KiB, that is no growth: pages that come or don't.
SAME = 512


def memory() -> dict[str, tuple[int, int]]:
    """By drill, the most memory held in KiB, of the shorter run and of the longer one."""
    return {
        name: tuple(replications(drill(), 1, hours=hours)["peak"] for hours in lengths)
        for name, (drill, *lengths) in LENGTHS.items()
    }


def show_memory(peaks: dict[str, tuple[int, int]]) -> None:
    print(f"\n{'most memory held, KiB':40}{'once':>10}{'twice':>14}{'growth':>10}")
    for name, (once, twice) in peaks.items():
        verdict = "" if twice - once <= SAME else "  grows"
        print(f"{name:40}{once:10,}{twice:14,}{twice - once:+10,}{verdict}")


# MARK: A very large platform

# Of the province's cost of an event, up to so many components; of more it is shown only.
EVENT_COST = 2
EVENT_COST_UP_TO = 100_000
# Days of the province, so that there are as many events as in one of the large platform.
PROVINCE_DAYS = 300
# The same under attack, where each has many more.
ATTACKED_DAYS = 100
# A threat may make reading so many times as long, of a platform of so many components.
READING = 1.1
READ_COMPONENTS = 20_000


@dataclasses.dataclass(frozen=True)
class Day:
    """A day of a platform in which things fail by themselves; many replications of it together."""

    name: str
    figures: dict

    @property
    def event(self) -> float:
        """Nanoseconds of processor time an event; making the worlds is part of it.

        Both have six to eight components for each event of a day, so that it is as much of both.
        """
        return self.figures["processor"] * 1e9 / self.figures["events"]


@dataclasses.dataclass(frozen=True)
class Platforms:
    """Days of the province and of a large platform, with failures and under a threat to all."""

    days: list[Day]
    # Of the large platform's cost of an event to the province's with failures: of days of a world
    # each, with failures, and attacked.
    failures: float
    attack: float
    # Of the instructions of reading a platform with the threat to those without.
    reading: float

    @property
    def missed(self) -> list[str]:
        ratios = {
            "cost of an event": (self.failures, EVENT_COST),
            "cost of an event under attack": (self.attack, EVENT_COST),
            "reading with a threat": (self.reading, READING),
        }
        return [name for name, (ratio, most) in ratios.items() if ratio > most]


def platforms(components: int) -> Platforms:
    """Measures the province, and a platform of so many components."""
    small, large = province(1), big_platform.write(FOLDER / "big", components)
    many = Day(f"province, {PROVINCE_DAYS} times a day", replications(small, PROVINCE_DAYS))
    # One world only: what an event costs by itself.
    one = Day(f"province, {PROVINCE_DAYS} days in one", replications(province(PROVINCE_DAYS), 1))
    attacked = str(big_platform.attack(pathlib.Path(small)))
    few = Day("province, attacked", replications(attacked, ATTACKED_DAYS))
    calm = Day(f"{components:,} components", replications(str(large), 1))
    hit = Day(
        f"{components:,} components, attacked", replications(str(big_platform.attack(large)), 1))
    return Platforms(
        [many, one, few, calm, hit], calm.event / many.event, hit.event / many.event, reading())


def reading() -> float:
    """How many times as many instructions a platform takes to read with a threat to all of it."""
    path = big_platform.write(FOLDER / "read", READ_COMPONENTS)
    return instructions.reading(str(big_platform.attack(path))) / instructions.reading(str(path))


def show_platforms(platforms: Platforms) -> None:
    print(
        f"\n{'a day with failures':28}{'load, s':>9}{'world, s':>9}{'run, s':>9}{'MiB':>7}"
        f"{'loaded':>8}{'events':>10}{'an event, ns':>14}")
    for day in platforms.days:
        of = day.figures
        print(
            f"{day.name:28}{of['load']:9.2f}{of['prepare']:9.4f}{of['processor']:9.2f}"
            f"{of['peak'] / 1024:7.0f}{of['loaded'] / 1024:8.0f}{of['events']:10,}"
            f"{day.event:14,.0f}")
    print(
        f"an event of the large platform / of the province with failures: "
        f"{platforms.failures:.3g}, attacked {platforms.attack:.3g}, target {EVENT_COST}\n"
        f"instructions of reading {READ_COMPONENTS:,} components with a threat / without: "
        f"{platforms.reading:.4g}, target {READING}")
