"""The mutants of threats."""

from catalogue import WORLD, Change, Mutant, other, without

RELATION = "Simulator/Model/Relation.swift"
KNOWN = WORLD + "Knowledge+Conditions.swift"

THREATS = [
    # MARK: Spread
    Mutant(
        "a threat spreads 2 % faster", WORLD + "World+Contacts.swift",
        other("3600 / state.contactRate", "3600 / (1.02 * state.contactRate)"), {"worm-among-fifty": 0}),
    Mutant(
        "all can be hit, whatever the share", WORLD + "World+Contacts.swift",
        other("happens(definition.share, Purpose.vulnerable, name, 0)", "true"),
        {"worm-that-few-take": 0}),
    Mutant(
        "what is immune is hit", WORLD + "World+Threats.swift",
        [
            Change(
                "guard state.instance.isNone, !state.isImmune else { return }\n    if !state.wasHit",
                "!state.isImmune", "true"),
            Change(
                "guard state.instance.isNone, !state.isImmune else { return false }",
                "!state.isImmune", "true", file=WORLD + "World+Contacts.swift"),
        ],
        {"cleaned-for-good": 0}),
    Mutant(
        "what is in one room is at one site", RELATION,
        other(".own(.room)", ".own(.site)", where="case .sameRoom: (.own(.room)"),
        {"one-room-only": 200}),
    Mutant(
        "what is at one site is anywhere", RELATION,
        other(".own(.site)", ".own(.all)", where="case .sameSite: (.own(.site)"),
        {"one-room-only": 200}),
    Mutant(
        "whose users' users it reaches at once", RELATION,
        other("true", "false", where="isAtOnce: true"),
        {"from-user-to-user": 0}),
    # MARK: Stages
    Mutant(
        "of two ways out of a stage the later comes", WORLD + "World+Threats.swift",
        other("after < $0.after", "after > $0.after"),
        {"race-of-two": 0, "race-with-a-fixed-time": 0}),
    Mutant(
        "the clock of a stage that begins in the dark runs", WORLD + "World+Threats.swift",
        other(
            "has(stage.needs, threats.instances[instance].subject)", "true",
            where="if has(stage.needs, threats.instances[instance].subject)"),
        {"begins-without-power": 0}),
    Mutant(
        "the clock of a stage runs on when the power fails", WORLD + "World+Threats.swift",
        other("has(needs, state.subject)", "true", where="let runs = has(needs, state.subject)"),
        {"rests-without-power": 0}),
    Mutant(
        "the shares of ways out are ignored", WORLD + "World+Threats.swift",
        other("draw < 0", "true", where="if draw < 0 {"), {"two-ways-by-share": 0}),
    Mutant(
        "degraded is what is down", WORLD + "World+Subjects.swift",
        other("state.isUp && state.degraded > 0", "!state.isUp"),
        {"when-the-platform-says-so": 0}),
    Mutant(
        "overloaded is what is down", WORLD + "World+Subjects.swift",
        other("isOverloaded(subject)", "!state.isUp"), {"when-the-platform-says-so": 0}),
    Mutant(
        "every stage that is known is the second", KNOWN,
        other("stages[stage.index].number", "2"), {"as-bad-as-it-gets": 0}),
    Mutant(
        "of a threat that is known every stage is", KNOWN,
        other("known == stage", "stages[known.index].threat == threat"),
        {"known-by-its-stage": 0}),
    # MARK: Impacts
    Mutant(
        "an overloaded service fails all requests", WORLD + "World+Services.swift",
        other("1 - capacity / load", "1", where="load > capacity ? 1 - capacity / load"),
        {"flood-of-requests": 0, "two-floods": 0}),
    Mutant(
        "the last copy of bad data is good", WORLD + "World+Data.swift",
        [
            Change("lastCopy(of: set, before: since)", "since", "now", everywhere=True),
        ],
        {"last-good-copy": 0, "bad-at-any-time": 0}),
    Mutant(
        "demand rises a tenth less than a threat says", WORLD + "World+Services.swift",
        other(
            "impact.value", "0.9 * impact.value", where="demand.factors.change(impact.value, isOn"),
        {"rush-of-four-hours": 0}),
    Mutant(
        "destruction goes on at half its rate", WORLD + "World+Impacts.swift",
        other("impact.value * Double(count)", "0.5 * impact.value * Double(count)"),
        {"fire-of-three-hours": 0}),
    Mutant(
        "who works where it is closed works on", WORLD + "World+Presence.swift",
        without("if !mayBeThere(task: task) { pause(task: task) }"), {"closed-while-they-mend": 0}),
    Mutant(
        "who is at a site that is closed stays", WORLD + "World+Presence.swift",
        other("siteOfStay(of: person) == place", "false"),
        {"closed-while-they-mend": 0, "out-of-a-dangerous-place": 0}),
    Mutant(
        "who has left is still in danger", WORLD + "World+Presence.swift",
        other(
            "platform.nodes[site].closings == 0", "true",
            where="platform.nodes[site].dangers > 0 && platform.nodes[site].closings == 0"),
        {"out-of-a-dangerous-place": 0}),
    Mutant(
        "who is hurt is not counted", WORLD + "World+Presence.swift",
        without("if isHurt { record.hurtCount += 1 }"), {"hurt-before-the-call": 0}),
    Mutant(
        "of two of three slow ones the slowest counts", WORLD + "World+Services.swift",
        other("sum / Int64(max(1, definition.threshold))", "Int64(least)"),
        {"two-of-three-slow": 0}),
    Mutant(
        "records go out through a blocked zone", "Simulator/Model/Impact.swift",
        other(
            "true", "false", where="isNetwork: true,\n        begins: { $0.beginLeak($1) }"),
        {"stopped-at-the-zone": 0, "dark-and-leaking": 0}),
    Mutant(
        "who restores knows what is bad", WORLD + "World+Data.swift",
        other("isKnownCorrupt", "true", where="guard isKnownCorrupt else"),
        {"restored-from-a-bad-copy": 0}),
    Mutant(
        "what a copy lacks is counted up to now", WORLD + "World+Data.swift",
        other("written", "now", where="max(.zero, written - lastCopy"), {"on-from-a-copy": 0}),
]
