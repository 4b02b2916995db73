"""What each target may import: the house of docs and Package.swift, as a table."""

from __future__ import annotations

SYSTEM = {"Synchronization", "Glibc", "Musl", "Darwin"}
KERNEL = {"EventKernel", "Statistics"}
JUDGED = KERNEL | {"Simulator", "Scoring"}
READ = JUDGED | {"Scenarios"}
PLAYED = READ | {"Rehearsal"}
FOUNDATION = {"Foundation", "FoundationXML", "FoundationEssentials", "Dispatch"}

# Modules of ours, of others and of the system. What is not named is not imported.
MAY_IMPORT: dict[str, set[str]] = {
    "EventKernel": SYSTEM,
    "Statistics": SYSTEM | {"EventKernel"},
    "Simulator": SYSTEM | KERNEL,
    "Scoring": SYSTEM | KERNEL | {"Simulator"},
    # CYaml is libyaml, as Yams holds it.
    "Scenarios": SYSTEM | JUDGED | FOUNDATION | {"Yams", "CYaml", "Crypto"},
    "Rehearsal": SYSTEM | READ | FOUNDATION,
    "Archive": SYSTEM | PLAYED | FOUNDATION | {"GRDB", "Crypto"},
    "Reports": SYSTEM | PLAYED | FOUNDATION | {"Mustache", "Crypto"},
    "sandtable": SYSTEM | PLAYED | FOUNDATION
    | {"Archive", "Reports", "ArgumentParser", "CLibedit"},
}

INSTEAD: dict[str, str] = {
    "Foundation": "take the value as an argument, or do it in Scenarios or above",
    "Archive": "take the values as arguments; sandtable hands them over",
    "Reports": "return a value, and let Reports put it in words",
    "ArgumentParser": "take a plain value; sandtable reads the command line",
    "Yams": "read the text in Scenarios",
    "CLibedit": "take the line as an argument; sandtable reads what is typed",
    "CYaml": "read the text in Scenarios",
    "GRDB": "keep and find it in Archive",
    "Mustache": "write the page in Reports",
}


def replacement(module: str, target: str) -> str:
    """What to do in place of an import that is not allowed."""
    if module in MAY_IMPORT and target in MAY_IMPORT.get(module, set()):
        return f"{module} builds on {target}, not the other way round: move what is shared down"
    return INSTEAD.get(module, "a layer below does not know those above")
