"""The mutants: small exact changes of the sources, each of which makes the model wrong.

A change is text that is found exactly once in its file (or, with `everywhere`, once or more), and
what of it stands otherwise in the mutant. All mutants are built into one program, which takes the
number of the one that is on: an expression becomes `(Mutant.on(7) ? NEW : OLD)`, a statement an
`if`. So a change must be one of the two, and its `new` must fit where its `old` does.
"""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Change:
    """A place in a file, and what of it is otherwise."""

    where: str
    # The part of `where` that is replaced; nothing: all of it.
    old: str | None = None
    # Nothing: a statement that is left out.
    new: str = ""
    # expression, statement, or plain: the text is changed for all mutants, and means the same.
    kind: str = "expression"
    everywhere: bool = False
    # Where it is, when not in the mutant's file; in any folder below the one that is named.
    file: str | None = None


@dataclasses.dataclass(frozen=True)
class Mutant:
    title: str
    file: str
    changes: list[Change]
    # Which drills should catch it, with so many replications; 0: with their own.
    drills: dict[str, int]


def without(statement: str, where: str | None = None) -> list[Change]:
    return [Change(where or statement, statement, kind="statement")]


def other(old: str, new: str, where: str | None = None, **more) -> list[Change]:
    return [Change(where or old, old, new, **more)]


def told(beside: str, name: str, value: str, truth: str) -> list[Change]:
    """What is so, where conditions of flows can read it: by itself it changes nothing."""
    priority = "priority: Int64(incidents.states[incident].record.priority))"
    return [
        Change(beside, new=f"{beside}\n    var {name} = {value}", kind="plain"),
        Change(
            priority, new=f"{priority}\n    instruments.{name} = {truth}", kind="plain",
            file=WORLD + "World+Conditions.swift"),
    ]


LAWS = "EventKernel/Laws/Law+Sample.swift"
DRAWS = "EventKernel/Laws/RandomDraws+Laws.swift"
WORLD = "Simulator/World/"

MUTANTS = [
    # MARK: Laws
    Mutant(
        "an exponential law is 2 % too long", LAWS,
        other(
            "entry.a * draws.exponential()", "1.02 * entry.a * draws.exponential()",
            where="case .exponential: return entry.a * draws.exponential()"),
        {"room-for-five": 0, "impatient-four-agents": 0}),
    Mutant(
        "an Erlang law has a stage too many", DRAWS,
        other("0..<stages", "0..<(stages + 1)"), {"loss-four-lines": 0}),
    Mutant(
        "a Weibull law takes its shape for the inverse", DRAWS,
        other("1 / shape", "shape", where="Elementary.pow(exponential(), 1 / shape)"),
        {"lifetime-weibull": 2_000}),
    Mutant(
        "a mixture always draws the same part", DRAWS,
        other(
            "unit() * sums[first + count - 1]", "sums[first + count - 1] / 2",
            where="let target = unit() * sums[first + count - 1]"),
        {"mg1-two-kinds": 16}),
    # MARK: Queues
    Mutant(
        "the last that came is served first", WORLD + "WorkQueues.swift",
        other("before", "-1", where="links.insert(task.index, behind: before, in: &lists[list])"),
        {"mmc-four-agents": 10}),
    Mutant(
        "priority is ignored", WORLD + "World+Queue.swift",
        other(
            "incidents.states[incident].record.priority", "5",
            where="let priority = incidents.states[incident].record.priority"),
        {"priorities-ten-agents": 8, "interrupted-once": 0}),
    Mutant(
        "nobody is interrupted for what is more urgent", WORLD + "World+Pools.swift",
        other(
            "flow.queues.queues[queue].preempts", "false",
            where="guard flow.queues.queues[queue].preempts else"),
        {"interrupted-once": 0, "interrupting-one-agent": 64}),
    Mutant(
        "work that was interrupted starts anew", WORLD + "World+Start.swift",
        other(
            "flow.tasks[row].remaining", "nil",
            where="? flow.tasks[row].remaining ?? workTime("),
        {"interrupted-once": 0, "interrupting-one-agent": 64}),
    Mutant(
        "a pool has one more than it has", WORLD + "World+Pools.swift",
        other(
            "Int(count - people.pools[row].busy)", "Int(count + 1 - people.pools[row].busy)"),
        {"room-for-five": 0, "impatient-four-agents": 0}),
    # MARK: Demand
    Mutant(
        "patience never runs out", WORLD + "World+Run.swift",
        without("runOutOfPatience(task: Row(row), generation: generation)"),
        {"impatient-four-agents": 0}),
    Mutant(
        "patience is 5 % longer", WORLD + "World+Offer.swift",
        other(
            "now + patience", "now + TimeSpan(microseconds: patience.microseconds / 20 * 21)",
            where="schedule(.patience, at: now + patience, row: row"),
        {"impatient-four-agents": 0}),
    Mutant(
        "one more is let in than there is room for", WORLD + "World+Demand.swift",
        other(
            "demand.streams[row].inSystem >= capacity", "demand.streams[row].inSystem > capacity"),
        {"room-for-five": 0}),
    Mutant(
        "a batch has one case more", WORLD + "World+Demand.swift",
        other("0..<batchSize(of: row)", "0..<(batchSize(of: row) + 1)", everywhere=True),
        {"alarms-in-fives": 16}),
    Mutant(
        "there is a source more", WORLD + "World+Demand.swift",
        other("0..<count", "0..<(count + 1)", where="for _ in 0..<count { scheduleArrival(row) }"),
        {"machines-two-repairers": 16}),
    Mutant(
        "a rate that changes is an hour ahead", WORLD + "RateFunction+Rate.swift",
        other(
            "phase.microseconds + time.microseconds",
            "phase.microseconds + time.microseconds + 3_600_000_000",
            where="var position = phase.microseconds + time.microseconds"),
        {"waves-of-a-day": 20_000}),
    Mutant(
        "a rate's waves are a tenth lower", WORLD + "RateFunction+Rate.swift",
        other(
            "amplitude", "0.9 * amplitude",
            where="(1 + amplitude * Elementary.sin(2 * Double.pi * turn))"),
        {"waves-of-a-day": 20_000}),
    # MARK: Staff
    Mutant(
        "shifts are an hour late", WORLD + "ShiftPattern+Time.swift",
        other(
            "phase.microseconds + time.microseconds",
            "phase.microseconds + time.microseconds - 3_600_000_000",
            where="let position = (phase.microseconds + time.microseconds) % cycle"),
        {"before-it-opens": 0, "over-the-weekend": 0}),
    Mutant(
        "a pool's work goes on when its shift is over", WORLD + "World+Pauses.swift",
        without("pause(task: task)", where="else { pause(task: task) }"),
        {"over-the-weekend": 0, "shift-one-hour": 0, "shift-long-work": 0}),
    Mutant(
        "who falls out goes on working", WORLD + "World+Pauses.swift",
        without("pause(task: task)", where="      pause(task: task)"),
        {"engineer-falls-out": 32}),
    Mutant(
        "leave has no effect", WORLD + "World+Shifts.swift",
        other(
            "!people.people[person].isAway", "true",
            where="!people.people[person].isAway && people.people[person].keptAway == 0"),
        {"other-work-when-idle": 0, "engineer-falls-out": 32}),
    Mutant(
        "who is idle never takes up other work", WORLD + "World+Absences.swift",
        without("leave(person: row)", where="task.isNone { leave(person: row) }"),
        {"other-work-when-idle": 0}),
    Mutant(
        "who comes back and finds nothing to do does not leave again",
        WORLD + "World+Absences.swift",
        without("mustTakeLeave = mustTakeLeave || !people.leavers.isEmpty"),
        {"other-work-when-idle": 0}),
    # MARK: Platform
    Mutant(
        "a gate wants one input more", WORLD + "World+Spread.swift",
        other(
            "state.upInputs >= definition.threshold",
            "state.upInputs >= definition.threshold + (definition.threshold > 1 ? 1 : 0)",
            where="let isFed = state.upInputs >= definition.threshold"),
        {"two-of-four-availability": 16}),
    Mutant(
        "what stands by fails as what runs does", WORLD + "World+Standby.swift",
        other(
            "platform.components[component].runs", "true",
            where="Bool { platform.components[component].runs }"),
        {"four-of-six-availability": 16, "four-of-six-first-failure": 2_000}),
    Mutant(
        "nothing takes over from what fails", WORLD + "World+Standby.swift",
        without("run(next)", where="if let next { run(next) }"),
        {"four-of-six-availability": 16, "four-of-six-first-failure": 2_000}),
    Mutant(
        "what is repaired never runs again", WORLD + "World+Standby.swift",
        without("run(component)", where="if running < Int(standby.running) { run(component) }"),
        {"four-of-six-availability": 16, "four-of-six-first-failure": 2_000}),
    Mutant(
        "a repair takes the step's time, not the fault's", WORLD + "World+Start.swift",
        other(
            "model.net.steps[step].takesByFault", "false",
            where="model.net.steps[step].takesByFault\n        ? repairTime(ofTask: row"),
        {"two-outages-a-year": 0, "down-in-a-day": 40_000}),
    # MARK: Spares
    Mutant(
        "a shelf has a piece more", WORLD + "StockState.swift",
        [
            Change("left: Int($0.initialStock)", "Int($0.initialStock)", "Int($0.initialStock) + 1"),
            Change(
                "Int(model.support.stock[order.part].upTo)",
                new="Int(model.support.stock[order.part].upTo) + 1",
                file=WORLD + "World+Orders.swift"),
        ],
        {"shelf-of-two": 0}),
    Mutant(
        "one for one orders two for one", WORLD + "World+Stock.swift",
        other("1", "2", where="stock[part].isOneForOne { order(part: part, quantity: 1,"),
        {"shelf-of-two": 0, "depot-and-bases": 16}),
    Mutant(
        "the way from the depot takes no time", WORLD + "World+Branches.swift",
        other(
            "now + lead", "(item.parent == nil ? now + lead : now)",
            where="schedule(.partArrived, at: now + lead, row: row)"),
        {"depot-and-bases": 16}),
    # MARK: Faults on what is down
    Mutant(
        "a fault on what is down is not noticed", WORLD + "World+Monitoring.swift",
        other(
            "!isSeenTo(fault)", "!isSeenTo(fault) && !isInHand(component.node, said: .down)",
            where="guard state.stops || state.degrades, !isSeenTo(fault) else"),
        {"two-faults-at-once": 0}),
    Mutant(
        "what is down ages as what is up", WORLD + "FailureClock.swift",
        other(
            "model.platform.failureModes[mode].agesWhileUp", "false",
            where="guard model.platform.failureModes[mode].agesWhileUp, clock.isSet"),
        {"needs-while-up": 16, "two-modes-while-up": 16}),
    Mutant(
        "each case repairs the fault that another has seen", WORLD + "World+Observations.swift",
        other("caseThatSaw(fault, besides: incident) == nil", "true"),
        {"fault-below-a-fault": 0}),
    Mutant(
        "work that is done as the shift ends waits for the next", WORLD + "World+Pauses.swift",
        other("flow.tasks[row].isDoneAt > now", "flow.tasks[row].isDoneAt >= now"),
        {"whole-day-of-work": 0}),
    Mutant(
        "who is done at the instant is taken away", WORLD + "World+TakeOver.swift",
        other(
            "state.isDoneAt <= now", "false",
            where="if state.phase == .working, state.isDoneAt <= now"),
        {"done-as-the-urgent-comes": 0}),
    Mutant(
        "the shelf does not look when goods come", WORLD + "World+Orders.swift",
        without("reorder(part: order.part)"), {"reorder-when-goods-come": 0}),
    Mutant(
        "what is owed is not in the inventory position", WORLD + "World+Orders.swift",
        other(
            "stock.wanted[part]", "0",
            where="stock.onOrderForStock[part] - stock.wanted[part]"),
        {"shelf-by-position": 0}),
    # MARK: Flows
    Mutant(
        "the first branch's share is 2 points too large", WORLD + "World+Decisions.swift",
        other(
            "Int64(model.net.edges[Int(position)].share ?? 0)",
            "Int64(model.net.edges[Int(position)].share ?? 0) + (option == 0 ? 20_000 : 0)",
            where="draw -= Int64(model.net.edges[Int(position)].share ?? 0)"),
        {"two-tiers": 8}),
    Mutant(
        "a join goes on with the first of its branches", WORLD + "World+Joins.swift",
        [
            Change(
                "guard flow.counters[position].arrived >= incoming else",
                "flow.counters[position].arrived >= incoming",
                "flow.counters[position].arrived >= 1"),
            Change(
                "flow.instances[instance].tokens -= incoming - 1",
                new="giveUpRest(of: instance); flow.instances[instance].tokens = 1",
                kind="statement"),
        ],
        {"three-branches-alike": 0, "three-branches-unlike": 0}),
    # MARK: Measures
    Mutant(
        "waits are counted twice", WORLD + "World+Start.swift",
        [
            Change(
                "(now - flow.tasks[row].record.offered).microseconds",
                new="2 * (now - flow.tasks[row].record.offered).microseconds", file=WORLD + file)
            for file in ("World+Start.swift", "World+TaskEnd.swift")
        ],
        {"room-for-five": 0, "impatient-four-agents": 0}),
    Mutant(
        "who gives up is not counted", WORLD + "World+TaskEnd.swift",
        without("meters.take(1, at: .givenUp, node)"),
        {"impatient-four-agents": 0}),
    Mutant(
        "the time in the system begins when an engineer does", WORLD + "World+Demand.swift",
        other(
            "incidents.states[incident].record[.occurred]",
            "incidents.states[incident].record[.responded]",
            where="if let came = incidents.states[incident].record[.occurred]"),
        {"two-tiers": 8, "interrupting-one-agent": 64}),
    Mutant(
        "a level's last stretch is not added", WORLD + "Meters+Results.swift",
        [
            Change(
                "state.integral.area(until: end)",
                new="state.integral.area(until: state.integral.since)"),
            Change(
                "@usableFromInline var since", new="@usableFromInline package var since",
                kind="plain", file="Statistics/Sums/LevelIntegral.swift"),
        ],
        {"down-in-a-day": 40_000}),
    Mutant(
        "the warm-up counts, too", WORLD + "World+WarmUp.swift",
        without("meters.restart(at: now)"), {"after-the-warm-up": 0}),
    # MARK: What cases know
    Mutant(
        "a flow asks how many components are down in truth", WORLD + "Knowledge+Conditions.swift",
        [
            Change("Int64(down(for: incident).components)", new="Int64(instruments.down.components)"),
            *told("var minutes: Int64 = 0", "down", "PlatformState.DownCounts()", "platform.down"),
        ],
        {"asked-every-25-minutes": 0}),
    Mutant(
        "a flow asks how many subjects are hit in truth", WORLD + "Knowledge+Conditions.swift",
        [
            Change("Int64(hits(for: incident))", new="instruments.hit"),
            *told("var priority: Int64 = 5", "hit", "Int64(0)", "Int64(threats.subjectsHit)"),
        ],
        {"infected-and-not-known": 0}),
    Mutant(
        "what is well again is known at once", WORLD + "World+Observations.swift",
        other(
            "_ = scheduleLook(at: node)", "refresh(node, by: .finding)", kind="statement",
            where="announce(_ node: Row<Node>) {\n    _ = scheduleLook(at: node)"),
        {"seen-at-the-next-look": 0, "asked-every-25-minutes": 0}),
    Mutant(
        "whoever did something does not see what it is done to", WORLD + "World+Acts.swift",
        without("if let node = target.node { world.see(node, for: act.incident, by: .finding) }"),
        {"mended-with-ones-own-hands": 0}),
    Mutant(
        "whoever looks at what is down does not look at what it needs",
        WORLD + "World+Observations.swift",
        without("walkUp(from: node)", where="walkUp(from: node)\n      examineFaults"),
        {"cause-that-nothing-watches": 0}),
    Mutant(
        "an alarm joins the case of its cause", WORLD + "World+Monitoring.swift",
        other(
            "relatedCase(to: subject, isHit: said.contains(.hit))",
            "incident(ofRoot: root) ?? relatedCase(to: subject)"),
        {"one-cause-two-cases": 0}),
    Mutant(
        "an alarm joins another only where its cause has a case", WORLD + "World+Monitoring.swift",
        other("isJoined", "isJoined && incident(ofRoot: root) != nil", where="if isJoined,"),
        {"three-zones-apart": 0}),
    Mutant(
        "malware in one zone is that in another", WORLD + "World+Correlation.swift",
        other("other == zone", "true"), {"three-zones-apart": 0}),
    # MARK: Acts
    Mutant(
        "an act forgets what it is done to and picks anew", WORLD + "ActTarget.swift",
        other(
            "while let target = flow.targets.target(done, of: task) {\n"
            "      done += 1\n      body(&self, target)\n    }",
            "pick(step(ofTask: task).effect.row, for: incident(ofTask: task)); "
            "let again = picked; for target in again { body(&self, target) }", kind="statement"),
        {"noticed-while-they-clean": 0}),
    Mutant(
        "work on each takes the time of one", WORLD + "World+Start.swift",
        other("total", "TimeSpan.zero", where="= total + span(takes,"),
        {"noticed-while-they-clean": 0}),
    Mutant(
        "with nothing to do the work takes its time", WORLD + "ActTarget.swift",
        without("guard !picked.isEmpty || !act.needsTargets else { return false }"),
        {"two-zones-closed": 0}),
    Mutant(
        "a case opens the zones of others", WORLD + "Knowledge+Deeds.swift",
        [
            Change("closed[zone.index].isNone || closed[zone.index] == incident", new="true"),
            Change("!isHitKnown(in: Row(zone))", new="true", file=WORLD + "World+Picks.swift"),
        ],
        {"two-zones-closed": 0}),
    Mutant(
        "a case undoes what others did", WORLD + "World+Picks.swift",
        other("!isOthers", "true", where="return !isOthers"),
        {"two-services-switched-over": 0}),
    Mutant(
        "a repair mends what nobody found", WORLD + "World+Picks.swift",
        [
            Change("guard belief.isLocated, let component", "belief.isLocated", "true"),
            Change(
                "platform.faults[fault].isLocated\n      else { continue }",
                "platform.faults[fault].isLocated", "true", file=WORLD + "World+Repair.swift"),
        ],
        {"found-by-the-second-line": 0}),
]
