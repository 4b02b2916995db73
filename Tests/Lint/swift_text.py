"""Which characters of a Swift file are code, which comment and which literal text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

CODE, COMMENT, LITERAL = "c", "k", "s"
OPENING = re.compile(r'(#*)("""|")')


@dataclass
class SwiftText:
    """A file's text with a mark for each character."""

    text: str
    marks: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.marks = [CODE] * len(self.text)
        self._code(0, nested=False)

    def _mark(self, start: int, end: int, mark: str) -> None:
        self.marks[start:end] = mark * (end - start)

    def _code(self, at: int, nested: bool) -> int:
        """Reads code from `at`; within an interpolation, up to behind its closing bracket."""
        depth = 0
        while at < len(self.text):
            here = self.text[at]
            opening = OPENING.match(self.text, at)
            if self.text.startswith("//", at):
                end = self.text.find("\n", at)
                end = len(self.text) if end < 0 else end
                self._mark(at, end, COMMENT)
                at = end
            elif self.text.startswith("/*", at):
                at = self._block_comment(at)
            elif opening:
                at = self._literal(opening)
            elif here == "(" and nested:
                depth += 1
                at += 1
            elif here == ")" and nested and depth == 0:
                return at + 1
            else:
                depth -= here == ")" and nested
                at += 1
        return at

    def _block_comment(self, start: int) -> int:
        """Block comments nest in Swift."""
        depth, at = 0, start
        while at < len(self.text):
            if self.text.startswith("/*", at):
                depth, at = depth + 1, at + 2
            elif self.text.startswith("*/", at):
                depth, at = depth - 1, at + 2
                if depth == 0:
                    break
            else:
                at += 1
        self._mark(start, at, COMMENT)
        return at

    def _literal(self, opening: re.Match[str]) -> int:
        hashes, quotes = opening.groups()
        closing, escape = quotes + hashes, "\\" + hashes
        at = opening.end()
        self._mark(opening.start(), at, LITERAL)
        while at < len(self.text):
            if self.text.startswith(escape + "(", at):
                self._mark(at, at + len(escape) + 1, LITERAL)
                at = self._code(at + len(escape) + 1, nested=True)
                self.marks[at - 1] = LITERAL
            elif self.text.startswith(escape, at):
                self._mark(at, at + len(escape) + 1, LITERAL)
                at += len(escape) + 1
            elif self.text.startswith(closing, at):
                self._mark(at, at + len(closing), LITERAL)
                return at + len(closing)
            else:
                self.marks[at] = LITERAL
                at += 1
        return at

    def lines(self) -> list[tuple[str, str]]:
        """Each line with its marks."""
        found, at = [], 0
        for line in self.text.split("\n"):
            found.append((line, "".join(self.marks[at : at + len(line)])))
            at += len(line) + 1
        return found


def only(line: str, marks: str, wanted: str) -> str:
    """The characters of a line that carry one mark, blanks in place of the others."""
    return "".join(c if m == wanted else " " for c, m in zip(line, marks))
