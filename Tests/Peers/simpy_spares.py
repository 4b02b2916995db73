"""The machines of scenarios/peers/spares-and-repair.yaml in SimPy: `replication(seed, hours)`."""

import math
import random

import simpy

WARM_UP = 2000.0
MACHINES = 10
NEEDED = 8


class Level:
    """What a number adds up to over time, from the end of the warm-up on."""

    def __init__(self, env: simpy.Environment) -> None:
        self.env = env
        self.value = 0.0
        self.since = 0.0
        self.area = 0.0

    def set(self, value: float) -> None:
        now = self.env.now
        self.area += self.value * (now - max(self.since, WARM_UP)) if now > WARM_UP else 0.0
        self.value, self.since = value, now


class Model:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.env = simpy.Environment()
        self.technicians = simpy.Resource(self.env, capacity=2)
        self.base = simpy.Container(self.env, init=2)
        self.depot = simpy.Container(self.env, init=2)
        self.down = Level(self.env)
        self.is_up = Level(self.env)
        self.is_up.set(1.0)
        self.owed = {"base": Level(self.env), "depot": Level(self.env)}
        self.waits: list[float] = []
        self.at_once: list[bool] = []
        for _ in range(MACHINES):
            self.env.process(self.machine())

    def count_down(self, step: int) -> None:
        self.down.set(self.down.value + step)
        self.is_up.set(1.0 if MACHINES - self.down.value >= NEEDED else 0.0)

    def machine(self):
        # The mean of a Weibull law is its scale times gamma(1 + 1 / shape).
        scale = 200 / math.gamma(1 + 1 / 2)
        spread = math.sqrt(math.log(2))
        while True:
            yield self.env.timeout(self.random.weibullvariate(scale, 2))
            self.count_down(1)
            broke = self.env.now
            self.env.process(self.supply())
            if broke >= WARM_UP:
                self.at_once.append(self.base.level > 0 and not self.base.get_queue)
            yield from self.take(self.base, "base")
            with self.technicians.request() as technician:
                yield technician
                if self.env.now >= WARM_UP:
                    self.waits.append(self.env.now - broke)
                yield self.env.timeout(
                    self.random.lognormvariate(math.log(6) - spread * spread / 2, spread))
            self.count_down(-1)

    def take(self, store: simpy.Container, name: str):
        """Waits for a unit of a store; who waits is owed one."""
        owed = self.owed[name]
        unit = store.get(1)
        if unit.triggered:
            yield unit
            return
        owed.set(owed.value + 1)
        yield unit
        owed.set(owed.value - 1)

    def supply(self):
        """What failed is repaired for the depot, and the depot sends another to the base."""
        self.env.process(self.repair())
        yield from self.take(self.depot, "depot")
        yield self.env.timeout(self.random.uniform(8, 16))
        yield self.base.put(1)

    def repair(self):
        # Two exponential stages with a mean of 60 hours together.
        yield self.env.timeout(self.random.gammavariate(2, 30))
        yield self.depot.put(1)


def replication(seed: int, hours: float) -> dict[str, tuple[float, float]]:
    """One run: for each measure what stands above the line and what below it."""
    model = Model(seed)
    model.env.run(until=WARM_UP + hours)
    levels = {"down": model.down, "up": model.is_up}
    levels |= {f"owed-{name}": level for name, level in model.owed.items()}
    for level in levels.values():
        level.set(level.value)
    sums = {name: (level.area, hours) for name, level in levels.items()}
    sums["wait"] = (sum(model.waits), len(model.waits))
    sums["at-once"] = (sum(model.at_once), len(model.at_once))
    return sums
