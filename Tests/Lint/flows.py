"""Read and lint the BPMN files of folders: python3 Tests/Lint/flows.py DIR...

Prints one line per finding, `file: level: element: message [rule]`, errors and warnings alike, and
exits 1 when there is any; 2 when it was called wrongly. The rules are those of `.bpmnlintrc` at the
root, which a modeller's own linter finds there too. Needs what `requirements.txt` beside it names.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from bpmn_io import check, create_moddle
from bpmn_io.lint import Linter
from bpmn_io.lint.resolver import NodeResolver
from bpmn_io.moddle_xml import ParseError

ROOT = Path(__file__).resolve().parents[2]
LEVELS = {"warn": "warning", "rule-error": "error"}


def findings(file: Path, config: dict[str, object]) -> Iterator[str]:
    """The findings of one file: what the reader did not understand, then what the rules say."""
    try:
        result = create_moddle().from_xml(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeError) as error:
        yield f"{file}: error: cannot be read: {error}"
        return
    except ParseError as error:
        message = " ".join(error.message.split())
        yield f"{file}: error: {message} [parse]"
        return
    for warning in result.warnings:
        yield f"{file}: error: {warning.message} [parse]"
    for message in check(result.root_element).errors:
        yield f"{file}: error: {message} [parse]"
    # a linter of its own for each file: its rules remember the sequence flows that they have seen
    linter = Linter(config=config, resolver=NodeResolver())
    for rule, reports in linter.lint(result.root_element).items():
        for report in reports:
            level = LEVELS.get(report["category"], report["category"])
            element = report.get("id") or "the file"
            yield f"{file}: {level}: {element}: {report['message']} [{rule}]"


def main(folders: list[str]) -> int:
    missing = [folder for folder in folders if not Path(folder).is_dir()]
    if not folders or missing:
        named = "".join(f"\nno such folder: {folder}" for folder in missing)
        print(f"usage: python3 Tests/Lint/flows.py DIR...{named}", file=sys.stderr)
        return 2
    config = json.loads((ROOT / ".bpmnlintrc").read_text(encoding="utf-8"))
    files = sorted(file for folder in folders for file in Path(folder).rglob("*.bpmn"))
    found = [line for file in files for line in findings(file, config)]
    print(*found, sep="\n", end="\n" if found else "", file=sys.stderr)
    print(f"{len(files)} flows, {len(found)} findings")
    if not files:
        print("no .bpmn file in these folders", file=sys.stderr)
    return 1 if found or not files else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
