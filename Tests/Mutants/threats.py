"""The mutants of threats."""

from catalogue import WORLD, Change, Mutant, other, without

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
]
