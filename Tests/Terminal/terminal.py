"""What becomes of a terminal on which a command reads lines: terminal.py PROMPT COMMAND...

The command shows PROMPT and ends at the end of its input. It is run on pseudo-terminals, and ended,
stopped and cut off in every way that a person meets. Looked at are the modes of the terminal
afterwards, the line that was half typed, how soon the process is gone, and its processor time.
Prints one line per check; exit code 1 when any is not as it should be.
"""

from __future__ import annotations

import fcntl
import os
import pty
import resource
import select
import shlex
import signal
import struct
import sys
import termios
import time
import traceback

HALF = "半行half"
# In seconds: how long anything may take, and how much processor time a few seconds of waiting.
PATIENCE = 10.0
IDLE = 0.2


class Wrong(Exception):
    """What is not as it should be."""


class Terminal:
    """A process that leads a session on a terminal of its own."""

    def __init__(self, command: list[str], ignored: tuple[int, ...] = ()) -> None:
        self.text = ""
        self.status: int | None = None
        self.used: resource.struct_rusage | None = None
        self.process, self.end = pty.fork()
        if self.process == 0:
            os.environ.update(TERM="xterm-256color", LC_ALL="C")
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            for number in ignored:
                signal.signal(number, signal.SIG_IGN)
            os.execvp(command[0], command)
        self.resize(80)

    def resize(self, columns: int) -> None:
        fcntl.ioctl(self.end, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))

    def read(self, seconds: float) -> None:
        """Takes what the terminal shows, so that nobody waits to write to it."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if not select.select([self.end], [], [], left)[0]:
                return
            try:
                data = os.read(self.end, 1 << 16)
            except OSError:
                time.sleep(min(left, 0.02))
                return
            self.text += data.decode("utf-8", "replace")

    def await_text(self, text: str) -> None:
        """Waits until it is shown, and forgets what came before."""
        until = time.monotonic() + PATIENCE
        while text not in self.text:
            if time.monotonic() > until:
                raise Wrong(f"{text!r} was not shown, but {self.text[-300:]!r}")
            self.read(0.05)
        self.text = self.text.rpartition(text)[2]

    def type(self, text: str) -> None:
        os.write(self.end, text.encode())

    def is_edited(self) -> bool:
        """Whether keys come one by one and are not shown by the terminal."""
        flags = termios.tcgetattr(self.end)[3]
        edited = (flags & termios.ICANON == 0, flags & termios.ECHO == 0)
        if edited[0] != edited[1]:
            raise Wrong(f"half of the modes: {edited}")
        return edited[0]

    def await_modes(self, edited: bool) -> None:
        until = time.monotonic() + PATIENCE
        while self.is_edited() != edited:
            if time.monotonic() > until:
                raise Wrong("the editor's modes stay" if not edited else "no modes of an editor")
            self.read(0.02)

    def is_over(self) -> bool:
        if self.status is None:
            process, status, used = os.wait4(self.process, os.WNOHANG)
            if process:
                self.status, self.used = status, used
        return self.status is not None

    def await_end(self, is_open: bool = True) -> None:
        until = time.monotonic() + PATIENCE
        while not self.is_over():
            if time.monotonic() > until:
                raise Wrong("it does not end")
            if is_open:
                self.read(0.02)
            else:
                time.sleep(0.02)

    def close(self) -> None:
        os.close(self.end)
        self.end = -1

    def clean(self) -> None:
        if not self.is_over():
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        if self.end >= 0:
            self.close()


class Checks:
    """Each method named after what should be so."""

    def __init__(self, prompt: str, command: list[str]) -> None:
        self.prompt = prompt
        self.command = command
        self.open: list[Terminal] = []

    def start(self, ignored: tuple[int, ...] = ()) -> Terminal:
        terminal = Terminal(self.command, ignored)
        self.open.append(terminal)
        terminal.await_text(self.prompt)
        terminal.await_modes(edited=True)
        return terminal

    def with_half(self, ignored: tuple[int, ...] = ()) -> Terminal:
        terminal = self.start(ignored)
        terminal.type(HALF)
        terminal.await_text(HALF)
        return terminal

    def shell(self) -> Terminal:
        """The command as a job of a shell that leaves the modes of the terminal alone."""
        terminal = Terminal(["/bin/dash", "-i"])
        self.open.append(terminal)
        terminal.type(shlex.join(self.command) + "\n")
        terminal.await_text(self.command[-1])
        terminal.await_text(self.prompt)
        terminal.await_modes(edited=True)
        terminal.type(HALF)
        terminal.await_text(HALF)
        return terminal

    def ended_by(self, number: int) -> None:
        terminal = self.with_half()
        os.kill(terminal.process, number)
        terminal.await_end()
        if not os.WIFSIGNALED(terminal.status) or os.WTERMSIG(terminal.status) != number:
            raise Wrong(f"it ends with the status {terminal.status:#x}")
        terminal.await_modes(edited=False)

    def check_gives_the_terminal_back_at_sigterm(self) -> None:
        self.ended_by(signal.SIGTERM)

    def check_gives_the_terminal_back_at_sigquit(self) -> None:
        self.ended_by(signal.SIGQUIT)

    def check_takes_a_hang_up_for_the_end(self) -> None:
        terminal = self.with_half()
        os.kill(terminal.process, signal.SIGHUP)
        terminal.await_end()
        if not os.WIFEXITED(terminal.status):
            raise Wrong(f"it ends with the status {terminal.status:#x}")
        terminal.await_modes(edited=False)

    def check_takes_ctrl_d_for_the_end(self) -> None:
        terminal = self.start()
        terminal.type("\x04")
        terminal.await_end()
        terminal.await_modes(edited=False)

    def check_goes_on_after_a_stop_that_nobody_could_end(self) -> None:
        # It leads its session, so the kernel does not stop it.
        terminal = self.with_half()
        terminal.type("\x1a")
        terminal.await_text(HALF)
        terminal.await_modes(edited=True)

    def check_gives_the_terminal_back_while_stopped(self) -> None:
        terminal = self.shell()
        for way in ("key", "signal"):
            terminal.type("\x1a")
            terminal.await_text("Stopped")
            terminal.await_modes(edited=False)
            if way == "signal":
                terminal.type("kill -STOP %1; kill -CONT %1; sleep 0.5\n")
                terminal.read(1)
                terminal.await_modes(edited=False)
            terminal.type("fg\n")
            terminal.await_text(self.prompt + HALF)
            terminal.await_modes(edited=True)
        terminal.type("\x15\x04")
        terminal.await_modes(edited=False)
        terminal.type("echo o''ver\n")
        terminal.await_text("over")

    def check_draws_the_line_anew_in_another_width(self) -> None:
        terminal = self.with_half()
        for columns in (40, 100, 10):
            terminal.resize(columns)
            terminal.await_text("half" if columns == 10 else self.prompt + HALF)

    def check_waits_without_work(self) -> None:
        terminal = self.with_half()
        terminal.read(3)
        terminal.type("\x15\x04")
        terminal.await_end()
        self.worked_little(terminal, "waiting")

    def check_ends_when_the_terminal_is_closed(self) -> None:
        terminal = self.with_half()
        terminal.close()
        terminal.await_end(is_open=False)
        self.worked_little(terminal, "without a terminal")

    def check_ends_when_the_terminal_is_closed_and_hang_ups_are_ignored(self) -> None:
        terminal = self.with_half(ignored=(signal.SIGHUP,))
        terminal.close()
        terminal.await_end(is_open=False)
        self.worked_little(terminal, "without a terminal")

    @staticmethod
    def worked_little(terminal: Terminal, when: str) -> None:
        seconds = terminal.used.ru_utime + terminal.used.ru_stime
        if seconds > IDLE:
            raise Wrong(f"{seconds:.2f} s of processor time {when}")

    def run(self) -> int:
        wrong = 0
        for name in [name for name in dir(self) if name.startswith("check_")]:
            words = name.removeprefix("check_").replace("_", " ")
            try:
                getattr(self, name)()
                print(f"ok     {words}")
            except Wrong as error:
                wrong += 1
                print(f"WRONG  {words}: {error}")
            except OSError:
                wrong += 1
                print(f"WRONG  {words}:\n{traceback.format_exc()}")
            for terminal in self.open:
                terminal.clean()
            self.open.clear()
        return wrong


def main() -> int:
    if len(sys.argv) < 3:
        print(__doc__, file=sys.stderr)
        return 64
    return 1 if Checks(sys.argv[1], sys.argv[2:]).run() else 0


if __name__ == "__main__":
    sys.exit(main())
