"""The mutants of threats."""

from catalogue import WORLD, Change, Mutant, other, without

THREATS = [
    # MARK: Spread
    Mutant(
        "a threat spreads 2 % faster", WORLD + "World+Contacts.swift",
        other("3600 / rate", "3600 / (1.02 * rate)"), {"worm-among-fifty": 0}),
    Mutant(
        "who cannot be hit is hit", WORLD + "World+Contacts.swift",
        other("!state.isImmune", "true", where="state.instance.isNone, !state.isImmune"),
        {"cleaned-for-good": 0}),
    # MARK: Stages
    Mutant(
        "of two ways out of a stage the later comes", WORLD + "World+Threats.swift",
        other("after < $0.after", "after > $0.after"),
        {"race-of-two": 0, "race-with-a-fixed-time": 0}),
    Mutant(
        "the clock of a stage runs on without power", WORLD + "World+Threats.swift",
        other(
            "has(stage.needs, threats.instances[instance].subject)", "true",
            where="if has(stage.needs, threats.instances[instance].subject)"),
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
            Change(
                "lastCopy(of: set, before: since)", "before: since", "before: now", everywhere=True),
        ],
        {"last-good-copy": 0, "bad-at-any-time": 0}),
    Mutant(
        "demand rises a tenth less than a threat says", WORLD + "World+Services.swift",
        other("demand.factor *= factor", "demand.factor *= 0.9 * factor"),
        {"rush-of-four-hours": 0}),
    Mutant(
        "destruction goes on at half its rate", WORLD + "World+Impacts.swift",
        other("impact.value * Double(count)", "0.5 * impact.value * Double(count)"),
        {"fire-of-three-hours": 0}),
]
