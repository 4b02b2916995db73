"""The desk of scenarios/peers/desk-by-shifts.yaml in Ciw: `replication(seed, days)`.

Hours from 08:00 of the first day. Node 1 are the agents, 2 the engineer, 3 the field staff.
"""

import ciw

WARM_UP = 10 * 24.0
# What is there at the end goes on so long, to see what became of it.
REST = 4 * 24.0
CLASSES = ["urgent", "usual"]


def mean(hours: float) -> ciw.dists.Exponential:
    return ciw.dists.Exponential(rate=1 / hours)


def network() -> ciw.network.Network:
    return ciw.create_network(
        arrival_distributions={
            "urgent": [ciw.dists.Exponential(rate=2.0), None, None],
            "usual": [ciw.dists.Exponential(rate=3.0), None, None],
        },
        service_distributions={
            "urgent": [mean(15 / 60), mean(7 / 60), mean(45 / 60)],
            "usual": [mean(24 / 60), mean(11 / 60), mean(45 / 60)],
        },
        reneging_time_distributions={
            "urgent": [mean(20 / 60), None, None],
            "usual": [mean(40 / 60), None, None],
        },
        number_of_servers=[
            ciw.Schedule(numbers_of_servers=[3, 1], shift_end_dates=[12, 24]),
            1,
            ciw.Schedule(numbers_of_servers=[3, 0], shift_end_dates=[10, 24], preemption="resume"),
        ],
        priority_classes=({"urgent": 0, "usual": 1}, [False, "resume", False]),
        routing={
            "urgent": [[0.0, 0.8, 0.0], [0.0, 0.0, 0.3], [0.0, 0.0, 0.0]],
            "usual": [[0.0, 0.8, 0.0], [0.0, 0.0, 0.25], [0.0, 0.0, 0.0]],
        },
    )


def replication(seed: int, days: int) -> dict[str, tuple[float, float]]:
    """One run: for each measure what stands above the line and what below it."""
    ciw.seed(seed)
    simulation = ciw.Simulation(network())
    begin, end = WARM_UP, WARM_UP + days * 24.0
    simulation.simulate_until_max_time(end + REST)
    sums = {}

    def add(measure: str, above: float, below: float = 1.0) -> None:
        before = sums.get(measure, (0.0, 0.0))
        sums[measure] = (before[0] + above, before[1] + below)

    # By case: when it came, when it was over, and each node's first start.
    came: dict[int, float] = {}
    over: dict[int, float] = {}
    kind: dict[int, str] = {}
    started: set[tuple[int, int]] = set()
    records = simulation.get_all_records(only=["service", "renege", "interrupted service"])
    for record in sorted(records, key=lambda record: record.exit_date):
        case, node, clss = record.id_number, record.node, record.customer_class
        kind[case] = clss
        came[case] = min(came.get(case, record.arrival_date), record.arrival_date)
        over[case] = record.exit_date
        is_gone = record.record_type == "renege"
        if (case, node) not in started:
            started.add((case, node))
            at = record.exit_date if is_gone else record.service_start_date
            if begin <= at < end:
                wait = at - record.arrival_date
                if node == 2:
                    add(f"queue-{clss}", 1.0 if wait > 0 else 0.0)
                else:
                    add(f"{'wait' if node == 1 else 'visit'}-{clss}", wait)
                if node == 1:
                    add(f"gone-{clss}", 1.0 if is_gone else 0.0)
    for case, clss in kind.items():
        if begin <= over[case] < end:
            add(f"stay-{clss}", over[case] - came[case])
        inside = min(over[case], end) - max(came[case], begin)
        add(f"there-{clss}", max(0.0, inside) / (end - begin), 0.0)
    for clss in CLASSES:
        add(f"there-{clss}", 0.0, 1.0)
    return sums
