"""Bad samples that each rule of tidy.py must tell, beside good ones that it must leave alone."""

from __future__ import annotations

import unittest

import tidy
from swift_text import CODE, COMMENT, LITERAL, SwiftText, only

WORDS = tidy.read_words("manager -> what it does\nmend -> repair\nget through -> restore service\n")
LONG = "a" * 101


def lines(found) -> list[int]:
    return [finding.line for finding in found]


class Reader(unittest.TestCase):
    def test_tells_code_comments_and_literals_apart(self) -> None:
        cases = {
            'let a = "// no"  // yes': ("let a =", "// yes"),
            'f("\\(g(x)) \\"z\\"") // c': ("f(g(x))", "// c"),
            '#"raw \\("#; h()': ("; h()", ""),
            "/* a /* b */ c */ d": ("d", "/* a /* b */ c */"),
        }
        for text, (code, comment) in cases.items():
            [(line, marks)] = SwiftText(text).lines()
            self.assertEqual(only(line, marks, CODE).replace(" ", ""), code.replace(" ", ""), text)
            self.assertEqual(only(line, marks, COMMENT).strip(), comment, text)

    def test_reads_literals_of_many_lines(self) -> None:
        marks = [m for _, m in SwiftText('let a = """\n  // "b" \\(c)\n  """\nd').lines()]
        self.assertEqual(marks[1], LITERAL * 11 + CODE + LITERAL)
        self.assertEqual(marks[3], CODE)


class Width(unittest.TestCase):
    def swift(self, text: str) -> list[int]:
        return lines(tidy.swift_width("a.swift", SwiftText(text)))

    def test_long_lines_of_swift(self) -> None:
        self.assertEqual(self.swift(f"x\n// {'a ' * 50}\nlet {LONG} = 1"), [2, 3])
        self.assertEqual(self.swift(f'f("{LONG}")\nlet a = """\n{LONG}\n"""'), [])
        self.assertEqual(self.swift(f"// {'a' * 97}\n// see https://example.org/{LONG}"), [])

    def docs(self, text: str) -> list[int]:
        return lines(tidy.docs_width("a.md", text))

    def test_long_lines_of_docs(self) -> None:
        self.assertEqual(self.docs(f"{'字' * 60}\n{'字' * 61}\n{'a' * 120}\n{'a' * 121}"), [2, 4])
        self.assertEqual(self.docs(f"| {'a' * 200} |\n```\n{'a' * 200}\n```\n"), [])
        self.assertEqual(self.docs(f"[a](https://example.org/{'a' * 200})"), [])

    def test_names_of_code(self) -> None:
        text = "`World+Run` and\n`World+Gone`, in `World/Loop`\nand `World/Attic`"
        found = tidy.code_names("a.md", text, {"World+Run"}, {"Loop"})
        self.assertEqual(lines(found), [2, 3])

    def test_named_paths(self) -> None:
        text = "`Sources/A/B.swift`, `Sources/A`\n`Sources/A/Gone.swift`\n`Tests/*/Tables`"
        found = tidy.named_paths("a.md", text, {"Sources/A", "Sources/A/B.swift"})
        self.assertEqual(lines(found), [2])

    def test_long_files(self) -> None:
        self.assertEqual(lines(tidy.file_length("a.swift", "a\n" * 401)), [401])
        self.assertEqual(lines(tidy.file_length("a.swift", "a\n" * 400)), [])


class Layers(unittest.TestCase):
    def found(self, target: str, line: str) -> list[str]:
        path = f"Sources/{target}/A.swift"
        return [f.message for f in tidy.imports(path, SwiftText(f"{line}\n"))]

    def test_imports_against_the_layers(self) -> None:
        bad = {
            "EventKernel": ["Statistics", "Foundation"],
            "Statistics": ["Foundation", "Simulator"],
            "Simulator": ["Foundation", "Dispatch", "Scoring"],
            "Scoring": ["Foundation", "Scenarios"],
            "Scenarios": ["Rehearsal", "GRDB"],
            "Rehearsal": ["Reports", "Archive", "ArgumentParser", "Yams"],
            "Archive": ["Reports", "Yams"],
            "Reports": ["Archive", "GRDB", "ArgumentParser"],
            "sandtable": ["Yams", "GRDB", "Mustache"],
            "Unheard": ["EventKernel"],
        }
        for target, modules in bad.items():
            for module in modules:
                self.assertEqual(len(self.found(target, f"import {module}")), 1, (target, module))

    def test_every_form_of_import(self) -> None:
        for form in ("import {}", "  import {}", "@testable import {}", "public import {}",
                     "import struct {}.Date", "@preconcurrency import {}"):
            self.assertTrue(self.found("Simulator", form.format("Foundation")), form)
        for line in ("import Statistics", "// import Foundation", "let a = \"import Foundation\""):
            self.assertEqual(self.found("Simulator", line), [], line)

    def test_says_what_to_do_instead(self) -> None:
        self.assertIn("take the values as arguments", self.found("Reports", "import Archive")[0])
        self.assertIn("not the other way round", self.found("Simulator", "import Scoring")[0])

    def test_package_file(self) -> None:
        text = '    layer("Statistics", on: ["EventKernel"]),\n    layer(\n      "Reports",\n' \
            '      on: ["Rehearsal", .product(name: "GRDB", package: "GRDB.swift")]),\n    .x'
        self.assertEqual(lines(tidy.package_layers("Package.swift", text)), [2])

    def test_package_file_is_read(self) -> None:
        text = tidy.read("Package.swift").replace('layer("EventKernel")',
                                                  'layer("EventKernel", on: ["Simulator"])')
        self.assertEqual(len(list(tidy.package_layers("Package.swift", text))), 1)


class Folders(unittest.TestCase):
    def test_files_beside_sub_folders(self) -> None:
        world = "Sources/Simulator/World"
        flat = [f"{world}/f{n}.swift" for n in range(11)]
        room = f"{world}/Room/g.swift"
        self.assertEqual([f.path for f in tidy.flat_folders([*flat, room])], [world])
        self.assertEqual(list(tidy.flat_folders(flat)), [])
        self.assertEqual(list(tidy.flat_folders([*flat[1:], room])), [])


class Words(unittest.TestCase):
    def found(self, text: str, path: str = "Sources/A/B.swift", allowed: str = "") -> list[str]:
        told = tidy.wrong_words(path, SwiftText(text), WORDS, tidy.Allowed(allowed))
        return [finding.message for finding in told]

    def test_words_in_names_comments_and_file_names(self) -> None:
        for text in ("let mend = 1", "func mendAll()", "var m: TaskManager", "let get_through = 0",
                     "case getThrough", "// How we mend it.", "/// We get through.",
                     'f("\\(mend)")', "let URLManager = 1"):
            self.assertEqual(len(self.found(text)), 1, text)
        self.assertEqual(len(self.found("", "Sources/A/World+Mend.swift")), 1)

    def test_leaves_alone(self) -> None:
        for text in ('let a = "mend later"', "let amend = 1", "// management", "let through = get",
                     "let commendable = 1"):
            self.assertEqual(self.found(text), [], text)

    def test_says_what_to_write(self) -> None:
        self.assertEqual(self.found("let mend = 1"), ["'mend' in mend: write repair"])

    def test_exceptions(self) -> None:
        text = "// By FileManager.\nlet a = FileManager.default"
        self.assertEqual(len(self.found(text)), 2)
        self.assertEqual(self.found(text, allowed="FileManager = Foundation's"), [])
        self.assertEqual(self.found(text, allowed="FileManager in Sources/A = Foundation's"), [])
        self.assertEqual(len(self.found(text, allowed="FileManager in Sources/B = no")), 2)
        self.assertEqual(len(self.found("// The manager", allowed="FileManager = no")), 1)
        with self.assertRaises(ValueError):
            tidy.Allowed("FileManager")
        self.assertEqual(lines(tidy.Allowed("# why\nGone = once").unused()), [2])

    def test_lists_of_the_repository_are_read(self) -> None:
        for name in tidy.LISTS:
            self.assertTrue(tidy.read_words((tidy.LINT / name).read_text(encoding="utf-8")), name)
        with self.assertRaises(ValueError):
            tidy.read_words("mend repair")


class Sentences(unittest.TestCase):
    SAID = "/// The relative address of the same report\n/// in the other language, to link to.\n"

    def found(self, *texts: str) -> list[tidy.Finding]:
        return list(tidy.repeated_sentences(
            {f"Sources/A/{n}.swift": SwiftText(text) for n, text in enumerate(texts)}))

    def test_a_sentence_in_three_files(self) -> None:
        rewrapped = self.SAID.replace("\n/// in", " in")
        parameter = f"  /// - Parameter a: {self.SAID[4:]}"
        [found] = self.found(self.SAID, f"x\n\n{rewrapped}", parameter)
        self.assertIn("Sources/A/1.swift:3, Sources/A/2.swift:1", found.message)

    def test_leaves_alone(self) -> None:
        self.assertEqual(self.found(self.SAID, self.SAID), [])
        self.assertEqual(self.found(self.SAID, self.SAID, self.SAID.replace("///", "//")), [])
        self.assertEqual(self.found(*["/// Ends with a line feed.\n"] * 3), [])


if __name__ == "__main__":
    unittest.main()
