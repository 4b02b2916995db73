"""Commands that do everything wrong, each of which the judge must tell, beside some that do not."""

from __future__ import annotations

import os
import sys
import tempfile
import time
import unittest
from pathlib import Path

import judge

LIMITS = judge.Limits(processor=1, polite=None, memory=1 << 30, file=1 << 20, asleep=0.6, as_nobody=False)
SPIN = "while True: pass"
# A process group of its own is what Ctrl-C goes to, so the handler must be the program's.
ANSWERS = "import os, signal; signal.signal(signal.SIGINT, lambda *_: os._exit({}))\n" + SPIN
IGNORES = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n" + SPIN


def is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


class Judge(unittest.TestCase):
    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        os.chmod(scratch.name, 0o755)
        self.folder = Path(scratch.name) / "at"
        self.folder.mkdir()
        os.chmod(self.folder, 0o777)

    def judged(self, code: str, limits: judge.Limits = LIMITS, is_json: bool = False) -> str:
        self.ending = judge.run([sys.executable, "-c", code], self.folder, limits)
        return judge.verdict(self.ending, limits, is_json).kind

    def test_takes_documented_codes(self) -> None:
        for code in (0, 1, 64, 65, 74):
            self.assertEqual(self.judged(f"raise SystemExit({code})"), "fine", code)
            self.assertEqual(self.ending.status, code)

    def test_tells_other_codes(self) -> None:
        for code in (2, 3, 66, 127, 134, 137, 139, 255):
            self.assertEqual(self.judged(f"raise SystemExit({code})"), "code", code)

    def test_tells_traps(self) -> None:
        self.assertEqual(self.judged("raise SystemExit(70)"), "trap")
        for name in ("SIGABRT", "SIGSEGV", "SIGILL", "SIGTRAP", "SIGBUS", "SIGFPE", "SIGTERM"):
            code = f"import os, signal; os.kill(os.getpid(), signal.{name})"
            self.assertEqual(self.judged(code), "trap", name)

    def test_tells_who_never_ends(self) -> None:
        self.assertEqual(self.judged(SPIN), "hang")
        self.assertLess(self.ending.processor, 3)

    def test_tells_who_ends_too_late(self) -> None:
        late = judge.Ending([], 0, processor=10.1, memory=0, elapsed=11)
        self.assertEqual(judge.verdict(late).kind, "hang")
        large = judge.Ending([], 0, processor=1, memory=(4 << 30) + 1, elapsed=1)
        self.assertEqual(judge.verdict(large).kind, "hang")

    def test_tells_who_sleeps(self) -> None:
        self.assertEqual(self.judged("import time; time.sleep(60)"), "hang")
        self.assertTrue(self.ending.was_asleep)
        os.mkfifo(self.folder / "pipe", 0o666)
        self.assertEqual(self.judged("open('pipe').read()"), "hang")

    def test_lets_nobody_take_all_memory(self) -> None:
        code = "import os, sys\ntry: bytearray(2 << 30)\nexcept MemoryError: sys.exit({})"
        self.assertEqual(self.judged(code.format(3)), "code")
        self.assertEqual(self.judged(code.format("print('out of memory', file=sys.stderr) or 74")), "hang")

    def test_presses_ctrl_c_once(self) -> None:
        polite = judge.Limits(processor=2, polite=0.5, asleep=5, as_nobody=False)
        self.assertEqual(self.judged(ANSWERS.format(130), polite), "fine")
        self.assertTrue(self.ending.was_asked)
        self.assertEqual(self.judged(ANSWERS.format(3), polite), "code")
        self.assertEqual(self.judged(IGNORES, polite), "hang")
        self.assertEqual(self.judged("raise SystemExit(130)", polite), "code")

    def test_reads_answers(self) -> None:
        self.assertEqual(self.judged("print('{}')", is_json=True), "fine")
        for text in ("{", "", "[NaN]", r'"\x9b"', "{} {}"):
            self.assertEqual(self.judged(f"print({text!r})", is_json=True), "output", text)
        self.assertEqual(self.judged("print('no'); raise SystemExit(65)", is_json=True), "fine")
        for text in ("\x1b[2J", "\x9b", "\u202e", "\x07", "\r"):
            self.assertEqual(self.judged(f"print({text!r})"), "output", repr(text))
            self.assertEqual(self.judged(f"import sys; print({text!r}, file=sys.stderr)"), "output")
        self.assertEqual(self.judged(r"import os; os.write(1, b'\xff')"), "output")
        self.assertEqual(self.judged("print('演练 ok\\n\\tmore')"), "fine")

    def test_leaves_no_one_behind(self) -> None:
        code = "import subprocess, sys; print(subprocess.Popen(['sleep', '60']).pid)"
        self.assertEqual(self.judged(code), "fine")
        child = int(self.ending.out.read_text())
        deadline = time.monotonic() + 10
        while is_alive(child):
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.01)

    @unittest.skipUnless(os.geteuid() == 0, "root alone has rights to give up")
    def test_lets_root_write_nowhere_else(self) -> None:
        outside = self.folder.parent / "outside"
        for limits, is_there in [(judge.Limits(), False), (LIMITS, True)]:
            judge.run(["/bin/sh", "-c", "id -u; echo a > ../outside; echo a > in"], self.folder, limits)
            self.assertTrue((self.folder / "in").exists())
            self.assertEqual(outside.exists(), is_there)

    def test_limits_files(self) -> None:
        code = "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); open('f', 'wb').write(b'a' * (2 << 20))"
        self.assertEqual(self.judged(code), "fine")
        self.assertEqual(self.ending.status, 1)
        self.assertLessEqual((self.folder / "f").stat().st_size, 1 << 20)


if __name__ == "__main__":
    unittest.main()
