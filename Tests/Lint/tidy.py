"""Check what a machine can hold of the repository's rules: python3 Tests/Lint/tidy.py

Prints one line per finding, `file:line: what is wrong: what to do [rule]`, and exits 1 when there is
any. The rules are tried on bad samples first (`test_tidy.py`), so that one which finds nothing any
more fails.
"""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
import unittest
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import layers
from swift_text import CODE, COMMENT, SwiftText, only

ROOT = Path(__file__).resolve().parents[2]
LINT = Path(__file__).resolve().parent

# Pages beside docs.
PAPERS = ("README*.md", "CONTRIBUTING*.md", "CHANGELOG.md", "SECURITY*.md")
# Pages that programs write.
GENERATED = ("docs/validation.md", "docs/validation-mutants.md")
LISTS = ("words.txt", "words-simulator.txt")

SWIFT_COLUMNS = 100
DOCS_COLUMNS = 120
FILE_LINES = 400
FLAT_FILES = 10
FLAT_UNDER = ("Sources/Simulator/World", "Sources/Reports")
NAMED_PATH = re.compile(r"(?<![\w/.-])((?:Sources|Tests|Benchmarks)/[\w.+/-]*\w)(?![\w*{+])")
SENTENCE = 40
SENTENCE_FILES = 3


@dataclass(frozen=True, order=True)
class Finding:
    path: str
    line: int
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: error: {self.message} [{self.rule}]"


# Line and file length


def swift_width(path: str, swift: SwiftText) -> Iterator[Finding]:
    """Lines too long, not counting what literals hold: the formatter breaks none of them."""
    for number, (line, marks) in enumerate(swift.lines(), 1):
        if len(line) <= SWIFT_COLUMNS or "://" in line and line.rfind(" ") < SWIFT_COLUMNS:
            continue
        bare = sum(mark != "s" for mark in marks)
        if COMMENT in marks or bare > SWIFT_COLUMNS:
            message = f"{len(line)} columns: break the line before column {SWIFT_COLUMNS}"
            yield Finding(path, number, "line-length", message)


def columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def docs_width(path: str, text: str) -> Iterator[Finding]:
    """Lines of Markdown too long, but for tables, fenced code and addresses."""
    if path in GENERATED:
        return
    fenced = False
    for number, line in enumerate(text.split("\n"), 1):
        if re.match(r"\s*(```|~~~)", line):
            fenced = not fenced
            continue
        if fenced or line.lstrip().startswith("|"):
            continue
        plain = re.sub(r"\]\([^)]*\)|<?https?://\S+", "", line)
        if columns(plain) > DOCS_COLUMNS:
            message = f"{columns(plain)} columns (Chinese counts 2): break it before {DOCS_COLUMNS}"
            yield Finding(path, number, "line-length", message)


def code_names(path: str, text: str, stems: set[str], folders: set[str]) -> Iterator[Finding]:
    """Files and rooms of the world that a page names and that are not there."""
    for number, line in enumerate(text.split("\n"), 1):
        for name in re.findall(r"\bWorld\+\w+", line):
            if name not in stems:
                yield Finding(path, number, "code-names", f"no file {name}.swift: name what there is")
        for room in re.findall(r"\bWorld/([A-Z]\w+)(?!\w|\.swift)", line):
            if room not in folders:
                message = f"no room World/{room}: the rooms are {', '.join(sorted(folders))}"
                yield Finding(path, number, "code-names", message)


def named_paths(path: str, text: str, there: set[str]) -> Iterator[Finding]:
    """Paths of the repository that a page names, in full, and that are not there."""
    for number, line in enumerate(text.split("\n"), 1):
        for name in NAMED_PATH.findall(line):
            if name not in there:
                yield Finding(path, number, "named-paths", f"no {name}: name what there is")


def file_length(path: str, text: str) -> Iterator[Finding]:
    count = text.count("\n")
    if count > FILE_LINES:
        message = f"{count} lines: split it by what it is about, as Type+Verb.swift"
        yield Finding(path, FILE_LINES + 1, "file-length", message)


# Layers

IMPORT = re.compile(r"^\s*(?:@\w+\s+)*(?:(?:public|package|internal|private|fileprivate)\s+)?"
                    r"import\s+(?:(?:struct|class|enum|protocol|func|let|var|typealias)\s+)?(\w+)")


def imports(path: str, swift: SwiftText) -> Iterator[Finding]:
    target = Path(path).parts[1]
    allowed = layers.MAY_IMPORT.get(target)
    if allowed is None:
        yield Finding(path, 1, "layers", f"target {target}: name it in Tests/Lint/layers.py")
        return
    for number, (line, marks) in enumerate(swift.lines(), 1):
        found = IMPORT.match(only(line, marks, CODE))
        if found and found[1] not in allowed:
            instead = layers.replacement(found[1], target)
            message = f"{target} does not import {found[1]}: {instead}"
            yield Finding(path, number, "layers", message)


def package_layers(path: str, text: str) -> Iterator[Finding]:
    """What Package.swift lets a target use must be in the table, too."""
    blocks = re.finditer(
        r'(?:layer\(\s*|executableTarget\(\s*name:\s*)"(\w+)"(.*?)(?=\n    (?:layer|\.|tests|//))',
        text, re.S)
    for block in blocks:
        allowed = layers.MAY_IMPORT.get(block[1])
        if allowed is None:
            continue
        used = re.sub(r'package:\s*"[^"]*"|path:\s*"[^"]*"', "", block[2])
        for module in re.findall(r'"(\w+)"', used):
            if module not in allowed:
                number = text[: block.start()].count("\n") + 1
                instead = layers.replacement(module, block[1])
                message = f"{block[1]} does not depend on {module}: {instead}"
                yield Finding(path, number, "layers", message)


# Folders


def flat_folders(paths: list[str]) -> Iterator[Finding]:
    """Folders of FLAT_UNDER which have sub-folders and keep many files beside them."""
    own: dict[str, int] = defaultdict(int)
    parents: set[str] = set()
    for path in paths:
        folder = str(Path(path).parent)
        own[folder] += 1
        parents.add(str(Path(folder).parent))
    for folder, count in own.items():
        if folder in parents and folder.startswith(FLAT_UNDER) and count > FLAT_FILES:
            message = f"{count} files beside its sub-folders: move those of one concern into one"
            yield Finding(folder, 1, "flat-folder", message)


# Words


def parts(name: str) -> list[str]:
    """`getThrough` and `get_through` as get, through."""
    return [p.lower() for p in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)]


def read_words(text: str) -> dict[tuple[str, ...], str]:
    words = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            word, arrow, instead = line.partition(" -> ")
            if not arrow:
                raise ValueError(f"not 'word -> replacement': {line}")
            words[tuple(word.split())] = instead.strip()
    return words


class Allowed:
    """The exceptions, and which of them were needed."""

    def __init__(self, text: str) -> None:
        self.entries: dict[tuple[str, str], int] = {}
        self.needed: set[tuple[str, str]] = set()
        for number, line in enumerate(text.splitlines(), 1):
            if line and not line.startswith("#"):
                name, _, reason = line.partition(" = ")
                if not reason.strip():
                    raise ValueError(f"not 'NAME = reason': {line}")
                name, _, place = name.partition(" in ")
                self.entries[name.strip(), place.strip()] = number

    def allows(self, name: str, path: str) -> bool:
        for entry in self.entries:
            if entry[0] == name and path.startswith(entry[1]):
                self.needed.add(entry)
                return True
        return False

    def unused(self) -> Iterator[Finding]:
        for entry, number in self.entries.items():
            if entry not in self.needed:
                message = f"'{entry[0]}' is not found any more: remove its line"
                yield Finding("Tests/Lint/words-allowed.txt", number, "words", message)


def wrong_words(
    path: str, swift: SwiftText, words: dict[tuple[str, ...], str], allowed: Allowed
) -> Iterator[Finding]:
    """Words of the lists in the names and the comments of a file, and in its own name."""
    def told(number: int, name: str, where: str) -> Iterator[Finding]:
        pieces = parts(name)
        for start in range(len(pieces)):
            for word, instead in words.items():
                if tuple(pieces[start : start + len(word)]) != word:
                    continue
                if not allowed.allows(name.strip(), path):
                    message = f"'{' '.join(word)}' {where}: write {instead}"
                    yield Finding(path, number, "words", message)

    yield from told(1, Path(path).stem, "in the file's name")
    for number, (line, marks) in enumerate(swift.lines(), 1):
        for name in re.findall(r"[A-Za-z_]\w*", only(line, marks, CODE)):
            yield from told(number, name, f"in {name}")
        comment = only(line, marks, COMMENT)
        if comment.strip():
            for allowed_name, _ in allowed.entries:
                if re.search(rf"\b{allowed_name}\b", comment) and allowed.allows(allowed_name, path):
                    comment = re.sub(rf"\b{allowed_name}\b", "", comment)
            yield from told(number, comment, "in a comment")


# Sentences


def sentences(swift: SwiftText) -> Iterator[tuple[int, str]]:
    """The sentences of a file's documentation, with the line on which their paragraph begins."""
    start, words = 0, ""
    for number, (line, marks) in enumerate([*swift.lines(), ("", "")], 1):
        found = re.match(r"\s*/// ?(.*)", line) if COMMENT in marks else None
        text = found[1].strip() if found else ""
        begins = not text or text.startswith("- ")
        if begins and words:
            for sentence in re.split(r"(?<=[.:;]) +", words):
                yield start, sentence.strip(" .:;")
            words = ""
        if text:
            start = number if not words else start
            words = f"{words} {text}".strip()


def repeated_sentences(texts: dict[str, SwiftText]) -> Iterator[Finding]:
    places: dict[str, dict[str, int]] = defaultdict(dict)
    for path, swift in texts.items():
        for number, sentence in sentences(swift):
            if len(sentence) >= SENTENCE:
                places[sentence].setdefault(path, number)
    for sentence, found in places.items():
        if len(found) < SENTENCE_FILES:
            continue
        (path, number), *others = found.items()
        also = ", ".join(f"{p}:{n}" for p, n in others)
        message = f"'{sentence}' stands in {also}, too: say it in one place and refer to that"
        yield Finding(path, number, "repeated", message)


# Everything


def files(*patterns: str) -> list[str]:
    """Those that are tracked, and new ones that are not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-zco", "--exclude-standard", "--", *patterns],
        cwd=ROOT, check=True, capture_output=True)
    paths = listed.stdout.decode().split("\0")
    return [path for path in paths if path and (ROOT / path).is_file()]


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def findings(lists: tuple[str, ...]) -> Iterator[Finding]:
    words: dict[tuple[str, ...], str] = {}
    for name in lists:
        words |= read_words((LINT / name).read_text(encoding="utf-8"))
    allowed = Allowed((LINT / "words-allowed.txt").read_text(encoding="utf-8"))
    sources: dict[str, SwiftText] = {}
    for path in files("*.swift"):
        swift = SwiftText(read(path))
        yield from swift_width(path, swift)
        yield from file_length(path, swift.text)
        if path.startswith("Sources/"):
            sources[path] = swift
            yield from imports(path, swift)
            yield from wrong_words(path, swift, words, allowed)
    for path in files("*.py", "*.sh"):
        yield from file_length(path, read(path))
    stems = {Path(path).stem for path in sources}
    rooms = {Path(path).parts[3] for path in sources if "/World/" in path and path.count("/") == 4}
    listed = files("*")
    there = {str(folder) for path in listed for folder in (Path(path), *Path(path).parents)}
    for path in files("docs/*.md", *PAPERS):
        yield from docs_width(path, read(path))
        yield from code_names(path, read(path), stems, rooms)
        if not path.startswith(("CHANGELOG", "docs/decisions/")):
            yield from named_paths(path, read(path), there)
    yield from flat_folders(list(sources))
    yield from repeated_sentences(sources)
    yield from package_layers("Package.swift", read("Package.swift"))
    yield from allowed.unused()


def main(arguments: list[str]) -> int:
    if arguments:
        print(__doc__, file=sys.stderr)
        return 2
    suite = unittest.defaultTestLoader.discover(str(LINT), pattern="test_tidy.py")
    tried = unittest.TextTestRunner(stream=sys.stderr, verbosity=0, buffer=True).run(suite)
    if not tried.wasSuccessful() or tried.testsRun == 0:
        return 1
    found = sorted(set(findings(LISTS)))
    for finding in found:
        print(finding)
    print(f"tidy: {len(found)} findings" if found else "tidy: nothing found")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
