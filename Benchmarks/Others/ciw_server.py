"""M/M/1 at 0.9 in Ciw. Usage: ciw_server.py CUSTOMERS."""

import json
import sys
import time

import ciw


def main() -> None:
    count = int(sys.argv[1])
    ciw.seed(1)
    begin = time.process_time()
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(rate=0.9)],
        service_distributions=[ciw.dists.Exponential(rate=1.0)],
        number_of_servers=[1],
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_customers(count, method="Finish")
    spent = time.process_time() - begin
    waits = [record.waiting_time for record in simulation.get_all_records()]
    last = simulation.current_time
    mean = sum(waits) / len(waits)
    print(json.dumps({"nanoseconds": spent * 1e9 / count, "last": last, "value": mean}))


if __name__ == "__main__":
    main()
