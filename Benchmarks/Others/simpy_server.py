"""M/M/1 in SimPy, the server a Resource. Usage: simpy_server.py CUSTOMERS [LOAD]; 0.9 is usual."""

import json
import random
import sys
import time

import simpy


def customer(env, server, waits):
    came = env.now
    with server.request() as request:
        yield request
        waits.append(env.now - came)
        yield env.timeout(random.expovariate(1.0))


def arrivals(env, server, count, load, waits):
    for _ in range(count):
        yield env.timeout(random.expovariate(load))
        env.process(customer(env, server, waits))


def main() -> None:
    count = int(sys.argv[1])
    load = float(sys.argv[2]) if len(sys.argv) > 2 else 0.9
    random.seed(1)
    waits: list[float] = []
    begin = time.process_time()
    env = simpy.Environment()
    env.process(arrivals(env, simpy.Resource(env, capacity=1), count, load, waits))
    env.run()
    spent = time.process_time() - begin
    mean = sum(waits) / len(waits)
    print(json.dumps({"nanoseconds": spent * 1e9 / count, "last": env.now, "value": mean}))


if __name__ == "__main__":
    main()
