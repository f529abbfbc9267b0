#!/usr/bin/env python3
"""Check that real shells complete what is typed after `reorg`, with the scripts of `reorg completion`.

    completion_test.py [BINARY] REPOSITORY

Each shell runs on a terminal of its own, with no start-up files; a line and <Tab> are typed, then an end
that turns the line into an argument list, which is what counts: that the completed line means what it
should once the shell has read its quotes. A shell that is not installed is passed over.
"""

import os
import pathlib
import pty
import select
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

OWN = """reorg: 1
entities:
  acme:    { kind: company, name: Acme Corporation }
  tools:   { kind: unit, name: Acme Tools & Dies }
  oreilly: { kind: person, name: Tim O'Reilly }
  dollar:  { kind: company, name: 'Cash $$ "Now" Ltd' }
  gongju:  { kind: company, name: 工具厂 有限 }
"""

# What prints an argument list that a test can read, instead of the program.
PRINTER = """#!/bin/sh
case $1 in
  completion) exec "$REORG_BINARY" "$@" ;;
esac
{ for word in "$@"; do printf '<%s>' "$word"; done; printf '\\n'; } >> "$REORG_TYPED"
"""


class Terminal:
    """A shell that somebody types into."""

    def __init__(self, command, environment, folder):
        child, self.terminal = pty.fork()
        if child == 0:
            os.chdir(folder)
            os.execvpe(command[0], command, environment)
        self.child = child
        self.shown = b""

    def type(self, keys):
        os.write(self.terminal, keys.encode())

    def wait_for(self, condition, seconds=10):
        """Reads what is shown until the condition holds."""
        end = time.monotonic() + seconds
        while not condition(self.shown):
            if time.monotonic() > end:
                raise TimeoutError(self.shown.decode(errors="replace")[-2000:])
            if select.select([self.terminal], [], [], 0.05)[0]:
                self.shown += os.read(self.terminal, 65536)

    def close(self):
        os.close(self.terminal)
        os.waitpid(self.child, 0)


class Completion(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.scratch.cleanup)
        cls.folder = pathlib.Path(cls.scratch.name)
        (cls.folder / "own.yaml").write_text(OWN, encoding="utf-8")
        (cls.folder / "questions and answers.txt").write_text("")
        cls.typed = cls.folder / "typed"
        tools = cls.folder / "bin"
        tools.mkdir()
        (tools / "reorg").write_text(PRINTER)
        (tools / "reorg").chmod(0o755)
        cls.environment = {
            "PATH": f"{tools}:{os.environ['PATH']}", "HOME": str(cls.folder), "TERM": "dumb", "LC_ALL": "C.UTF-8",
            "REORG_DB": str(cls.folder / "own.reorg"), "REORG_BINARY": BINARY, "REORG_TYPED": str(cls.typed), "PS1": "READY>",
            **{name: os.environ[name] for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS") if name in os.environ}}
        subprocess.run([BINARY, "import", "own.yaml"], cwd=cls.folder, env=cls.environment, check=True, capture_output=True)

    def start(self, shell):
        if shutil.which(shell) is None:
            self.skipTest(f"no {shell} here")
        self.typed.write_text("")
        if shell == "bash":
            (self.folder / "rc").write_text('source <(reorg completion bash)\nbind "set bell-style none"\nPS1="READY>"\n')
            terminal = Terminal(["bash", "--noprofile", "--rcfile", "rc", "-i"], self.environment, self.folder)
        else:
            (self.folder / ".zshrc").write_text(
                'autoload -U compinit; compinit -u -D\nsource <(reorg completion zsh)\nPS1="READY>"; RPS1=; unset zle_bracketed_paste; unsetopt BEEP\n')
            terminal = Terminal(["zsh", "-d", "-i"], {**self.environment, "ZDOTDIR": str(self.folder)}, self.folder)
        self.addCleanup(terminal.close)
        terminal.wait_for(lambda shown: b"READY>" in shown)
        return terminal

    def completed(self, terminal, line):
        """The words that the program is given when this is typed, completed with <Tab> and entered."""
        before = self.typed.read_text(encoding="utf-8")
        terminal.type(line + "\t")
        terminal.type("\r")
        terminal.wait_for(lambda shown: self.typed.read_text(encoding="utf-8").endswith("\n") and self.typed.read_text(encoding="utf-8") != before)
        return self.typed.read_text(encoding="utf-8")[len(before):].rstrip("\n")

    LINES = (
        ("reorg overs", "<oversee>"),  # two go on so
        ("reorg interl", "<interlocks>"),
        ("reorg tree --dep", "<tree><--depth>"),
        ("reorg tree --color=nev", "<tree><--color=never>"),
        ("reorg tree --color nev", "<tree><--color><never>"),
        ("reorg tree Acme C", "<tree><Acme><Corporation>"),
        ("reorg tree acme co", "<tree><acme><Corporation>"),
        ("reorg tree 'Acme C", "<tree><Acme Corporation>"),
        ('reorg tree "Acme T', "<tree><Acme Tools & Dies>"),
        ("reorg tree Acme T", "<tree><Acme><Tools & Dies>"),
        ("reorg tree key:too", "<tree><key:tools>"),
        ("reorg show Tim ", "<show><Tim><O'Reilly>"),
        ("reorg show 'Tim", "<show><Tim O'Reilly>"),
        ("reorg show Cas", '<show><Cash $$ "Now" Ltd>'),
        ('reorg show "Cas', '<show><Cash $$ "Now" Ltd>'),
        ("reorg show 工", "<show><工具厂 有限>"),
        ("reorg who oversees Acme C", "<who><oversees><Acme><Corporation>"),
        ("reorg import own.y", "<import><own.yaml>"),
        ("reorg ask --file ques", "<ask><--file><questions and answers.txt>"),
        ("reorg forget ow", "<forget><own.yaml>"),
    )

    def check(self, shell):
        terminal = self.start(shell)
        for line, words in self.LINES:
            with self.subTest(line):
                self.assertEqual(self.completed(terminal, line), words)

    def test_bash(self):
        self.check("bash")

    def test_zsh(self):
        self.check("zsh")

    def test_two_tabs_show_what_there_is(self):
        for shell in ("bash", "zsh"):
            with self.subTest(shell):
                terminal = self.start(shell)
                terminal.type("reorg who oversees \t\t")
                terminal.wait_for(lambda shown: "工具厂".encode() in shown and b"Corporation" in shown)

    def test_names_are_listed_for_other_tools(self):
        done = subprocess.run([BINARY, "completion", "names", "acme t"], cwd=self.folder, env=self.environment, capture_output=True, check=True)
        self.assertEqual(done.stdout.decode(), "Acme Tools & Dies\torganization tools\n")

    def test_the_scripts_have_no_mistake_a_shell_sees(self):
        for shell in ("bash", "zsh"):
            script = subprocess.run([BINARY, "completion", shell], capture_output=True, check=True).stdout
            if shutil.which(shell):
                subprocess.run([shell, "-n"], input=script, check=True)

    def test_nothing_is_said_while_somebody_types(self):
        for line in ("reorg tree ", "reorg tree --db /nowhere/x.reorg A", "reorg tree --db own.yaml A", ""):
            done = subprocess.run([BINARY, "completion", "line", line], cwd="/", env={"LC_ALL": "C.UTF-8"}, capture_output=True, check=False)
            self.assertEqual((done.returncode, done.stderr), (0, b""))

    def test_other_shells_are_not_known(self):
        for words in ([], ["fish"], ["bash", "zsh"], ["line"], ["names", "a", "b"]):
            done = subprocess.run([BINARY, "completion", *words], cwd=self.folder, env=self.environment, capture_output=True, check=False)
            self.assertEqual((done.returncode, done.stdout), (2, b""))
            self.assertIn("bash or zsh", done.stderr.decode())


if __name__ == "__main__":
    REPOSITORY = pathlib.Path(sys.argv[-1]).resolve()
    BINARY = str(pathlib.Path(sys.argv[1]).resolve() if len(sys.argv) > 2 else REPOSITORY / "build/release/reorg")
    unittest.main(argv=sys.argv[:1])
