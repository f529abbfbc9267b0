#!/usr/bin/env python3
"""Check the pictures that `reorg render` makes, with the programs that others read them with.

    render_test.py [BINARY] REPOSITORY

Every structure of the fixtures on a dozen days, and names made to break out of a picture: DOT that dot
accepts without a warning, SVG that is well-formed and has every name as text. Where a picture goes:
to a file that is told on a terminal, to a pipe, into a file that is there whole or not at all when it
is interrupted, never in place of a device. And charts too large to draw.

Needs Graphviz and xmllint (Debian: libxml2-utils); fails without them, for then nothing was checked.
"""

import json
import os
import pathlib
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unicodedata
import xml.etree.ElementTree as ElementTree

DAYS = ["1999-12-31", "2005-10-01", "2010-01-01", "2012-05-18", "2013-01-15", "2014-10-01", "2016-06-01",
        "2018-09-29", "2018-12-06", "2020-12-01", "2023-03-28", "2025-01-01"]
ROOTS = ["alibaba", "tencent"]
SVG = "{http://www.w3.org/2000/svg}"

# What each name is to look like: as it is, but for what cannot be seen or would do harm unseen.
HOSTILE = {
    'A "quoted" name': None,
    "It's ' quoted": None,
    r"C:\temp \N \G \E \T \H \L \\N \l \r": None,
    "a < b > c": None,
    "R&D &amp; &lt; &#38; &bogus;": None,
    "</TABLE>> ]; evil -> b;": None,
    "<script>alert(1)</script>": None,
    "]]> <![CDATA[ x ]]>": None,
    "<!-- x -- > -->": None,
    "two\nlines": r"two\nlines",
    "tab\tand\rreturn": r"tab\tand\x0dreturn",
    "escape \x1b[31m red": r"escape \x1b[31m red",
    "user\u202egnp.exe": r"user\u202egnp.exe",
    "\u2066isolated\u2069": r"\u2066isolated\u2069",
    "line\u2028separated": r"line\u2028separated",
    "zero\u200bwidth\ufeff": r"zero\u200bwidth\ufeff",
    "Rockets 🚀 and 👩‍💻": None,
    "阿里云 智能（集团）": None,
    "任天堂ゲーム開発部": None,
    "삼성전자 반도체": None,
    "شركة النفط": None,
    "Zé Émile": None,
    "% {0} ${HOME} $(id)": None,
    "// comment /* x */ # y": None,
}
LONG = ["w" * 500, "云" * 500, "A long name " * 41 + "and more"]


class Test:
    def __init__(self, binary, repository, folder):
        self.binary = str(binary)
        self.repository = repository
        self.folder = folder
        self.pictures = 0
        self.troubles = 0
        self.environment = {**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": "80"}
        self.environment.pop("REORG_DB", None)

    def trouble(self, what, said):
        self.troubles += 1
        print(f"{what}: {said}")

    def run(self, words, expected=0, environment=None):
        done = subprocess.run([self.binary, *words], cwd=self.folder, capture_output=True, check=False, timeout=300,
                              env={**self.environment, **(environment or {})}, stdin=subprocess.DEVNULL)
        if done.returncode != expected:
            self.trouble(" ".join(words), f"exit code {done.returncode}: {done.stderr.decode()[:400]}")
        return done

    def database(self, name, *files):
        self.run(["--db", name, "import", *files])
        return ["--db", name]

    # ---- what a picture must be -----------------------------------------------------------------

    def svg(self, words):
        """The SVG that these words draw, as a tree, or nothing after a trouble."""
        what = " ".join(words)
        self.pictures += 1
        done = self.run(["render", *words, "-f", "svg"])
        if done.stderr:
            self.trouble(what, f"said {done.stderr.decode()[:400]}")
        lint = subprocess.run(["xmllint", "--noout", "--nonet", "-"], input=done.stdout, capture_output=True, check=False)
        if lint.returncode != 0:
            self.trouble(what, f"xmllint: {lint.stderr.decode()[:400]}")
            return None
        return ElementTree.fromstring(done.stdout)

    def dot(self, words):
        """The DOT that these words draw, after dot has read it."""
        what = " ".join(words)
        text = self.run(["render", *words, "-f", "dot"]).stdout
        read = subprocess.run(["dot", "-Tcanon"], input=text, capture_output=True, check=False, timeout=120)
        if read.returncode != 0 or read.stderr:
            self.trouble(what, f"dot -Tcanon: {read.stderr.decode()[:400]}")
        return text.decode()

    def check_ids(self, words, svg, dot):
        """Each card is in the SVG, once, and its link leads to a card of it."""
        wanted = set(re.findall(r'\b(?:id|ID)="([^"]*)"', dot))
        ids = [e.get("id") for e in svg.iter() if e.get("id")]
        for key in wanted:
            # dot calls the link within a cell of a label by its ID.
            if not {key, f"a_{key}"} & set(ids):
                self.trouble(" ".join(words), f"no card has the id {key}")
        if len(ids) != len(set(ids)):
            self.trouble(" ".join(words), f"ids that occur twice: {sorted(i for i in set(ids) if ids.count(i) > 1)}")
        for link in svg.iter(f"{SVG}a"):
            goal = link.get("{http://www.w3.org/1999/xlink}href", "")
            if goal.startswith("#") and goal[1:] not in wanted:
                self.trouble(" ".join(words), f"a link leads nowhere: {goal}")

    def fixtures(self):
        database = self.database(
            "fixtures.reorg", *(str(self.repository / "fixtures" / f) for f in ("article", "alibaba", "tencent")))
        styles = [[], ["--theme", "dark"], ["--direction", "right"], ["--lang", "zh"], ["--no-people"],
                  ["--theme", "print", "--direction", "right", "--lang", "zh,en"]]
        for number, day in enumerate(DAYS):
            for place, root in enumerate(ROOTS):
                words = [root, "--as-of", day, *styles[(number + place) % len(styles)], *database]
                dot, svg = self.dot(words), self.svg(words)
                if svg is not None:
                    self.check_ids(words, svg, dot)
        self.svg(["--as-of", "2018-12-06", *database])
        self.svg(["alibaba", "--as-of", "2018", *database])
        self.svg(["tencent", "--as-of", "2018-12-06", "--depth", "99", "--collapse-over", "999", *database])

    # ---- names ----------------------------------------------------------------------------------

    def texts(self, svg):
        return "".join(t.text or "" for t in svg.iter(f"{SVG}text")).replace("\u00a0", " ")

    def names(self):
        def told(text):  # a double-quoted YAML scalar, which may hold any character as an escape
            return '"' + "".join(
                c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in text) + '"'

        title, publisher, top, sort, role = map(
            told, ('<b> & "x"', r"P<&>\N", r"Top <&> \G", r"sort <\N>", r"<role> & \N"))
        lines = ["reorg: 1", "sources:", f"  s: {{ title: {title}, publisher: {publisher}, published: 2020-01-01 }}",
                 "entities:", f"  top: {{ kind: company, name: {top} }}"]
        names = [*HOSTILE, *LONG]
        for number, name in enumerate(names):
            lines.append(f"  u{number}: {{ kind: unit, name: {told(name)} }}")
            lines.append(f"  s{number}: {{ kind: unit, classification: {sort}, name: {told(name + ' ')} }}")
            lines.append(f"  p{number}: {{ kind: person, name: {told(name)} }}")
        lines.append("changes:\n  - date: 2020-01-01\n    sources: [s]\n    do:")
        for number in range(len(names)):
            lines.append(f"      - {{ found: u{number}, in: top }}")
            lines.append(f"      - {{ found: s{number}, in: u{number} }}")
            lines.append(f"      - {{ appoint: p{number}, over: u{number}, as: {role} }}")
        (self.folder / "names.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        database = self.database("names.reorg", "names.yaml")
        for more in ([], ["--direction", "right"], ["--theme", "dark", "--lang", "zh"]):
            words = ["top", "--as-of", "2020-06-01", *more, *database]
            dot, svg = self.dot(words), self.svg(words)
            if svg is None:
                continue
            self.check_ids(words, svg, dot)
            if svg.findall(f".//{SVG}script"):
                self.trouble(" ".join(words), "a name became a script")
        # One card each, the names of which fit on a line or two.
        for number, (name, meant) in enumerate(HOSTILE.items()):
            svg = self.svg([f"u{number}", "--depth", "0", "--as-of", "2020-06-01", "--no-people", *database])
            if svg is None:
                continue
            expected = meant or unicodedata.normalize("NFC", name)
            root = next(g for g in svg.iter(f"{SVG}g") if g.get("id") == f"u{number}")
            card = self.texts(root).removesuffix("+ 1 unit below")
            if card.replace(" ", "") != expected.replace(" ", ""):
                self.trouble(repr(name), f"is drawn as {card!r}")
            tooltip = next(root.iter(f"{SVG}a")).get("{http://www.w3.org/1999/xlink}title")
            if tooltip != expected.replace("\u200d", "\u200d"):
                self.trouble(repr(name), f"has the tooltip {tooltip!r}")
        for number, name in enumerate(LONG, len(HOSTILE)):
            svg = self.svg([f"u{number}", "--depth", "0", "--as-of", "2020-06-01", *database])
            if svg is not None and float(svg.get("width").removesuffix("pt")) > 1100:
                self.trouble(name[:20], f"makes a picture {svg.get('width')} wide")

    # ---- where it goes --------------------------------------------------------------------------

    def on_terminal(self, words):
        """What a terminal shows, and the exit code."""
        child, terminal = pty.fork()
        if child == 0:
            os.chdir(self.folder)
            os.execve(self.binary, [self.binary, *words], self.environment)
        shown = b""
        while select.select([terminal], [], [], 60)[0]:
            try:
                part = os.read(terminal, 65536)
            except OSError:  # Linux says so at the end
                break
            if not part:
                break
            shown += part
        os.close(terminal)
        return shown.decode(), os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    def places(self):
        (self.folder / "small.yaml").write_text(
            "reorg: 1\nentities:\n  acme: { kind: company, name: Acme }\n  labs: { kind: unit, name: Labs }\n"
            "changes:\n  - { date: 2020-01-01, found: labs, in: acme }\n", encoding="utf-8")
        database = self.database("small.reorg", "small.yaml")
        for options, name, title in (
                (["--as-of", "2020-06-01"], "acme-2020-06-01.svg", "Acme, 2020-06-01"),
                (["--as-of", "2020-06-01", "-f", "dot"], "acme-2020-06-01.dot", "Acme, 2020-06-01"),
                (["--as-of", "2019/2020-06", "-f", "png"], "acme-2019-2020-06.png", "Acme, at any time from 2019 to 2020-06"),
                (["--as-of", "../..", "-f", "dot"], "acme-ever.dot", "Acme, at any time")):
            shown, code = self.on_terminal(["render", "acme", *options, *database])
            if code != 0 or shown.strip() != f"{name}: {title}":
                self.trouble(f"on a terminal, {options}", f"exit code {code}, shown {shown[:200]!r}")
            if not (self.folder / name).is_file():
                self.trouble(f"on a terminal, {options}", f"no file {name}")
        shown, code = self.on_terminal(["render", "acme", "--as-of", "2020-06-01", "-o", "-", "-f", "dot", *database])
        if code != 0 or not shown.startswith("// Acme"):
            self.trouble("-o - on a terminal", shown[:200])
        piped = self.run(["render", "acme", "--as-of", "2020-06-01", *database])
        if b"</svg>" not in piped.stdout or piped.stderr:
            self.trouble("piped", "the SVG does not go to standard output alone")
        for ending, first in (("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF"), ("PNG", b"\x89PNG")):
            self.run(["render", "acme", "-o", f"x.{ending}", *database])
            if not (self.folder / f"x.{ending}").read_bytes().startswith(first):
                self.trouble(f"-o x.{ending}", "is of another format")
        self.kept_files(database)
        self.as_json(database)

    def kept_files(self, database):
        """A link stays a link, a device a device; a file is replaced whole or not at all."""
        folder = self.folder
        (folder / "real.dot").write_text("old")
        (folder / "link.dot").symlink_to("real.dot")
        self.run(["render", "acme", "-o", "link.dot", *database])
        if not (folder / "link.dot").is_symlink() or not (folder / "real.dot").read_text().startswith("// Acme"):
            self.trouble("-o link.dot", "the link was replaced, or its file not written")
        os.mkfifo(folder / "pipe")
        reader = subprocess.Popen(["cat", str(folder / "pipe")], stdout=subprocess.PIPE)
        self.run(["render", "acme", "-f", "dot", "-o", "pipe", *database])
        if not reader.communicate(timeout=60)[0].startswith(b"// Acme") or not (folder / "pipe").is_fifo():
            self.trouble("-o pipe", "the pipe got nothing, or was replaced")
        (folder / "old.svg").write_text("old")
        none = self.run(["render", "acme", "-o", "old.svg", *database], 6, {"PATH": "/nowhere"})
        if b"apt install graphviz" not in none.stderr or (folder / "old.svg").read_text() != "old":
            self.trouble("without Graphviz", f"{none.stderr.decode()[:200]}; or the old file is gone")
        self.interrupted(database)
        if left := sorted(p.name for p in folder.glob("*.part")):
            self.trouble("files left behind", left)

    def interrupted(self, database):
        tools = self.folder / "slow"
        tools.mkdir()
        (tools / "dot").write_text('#!/bin/sh\necho $$ >"$(dirname "$0")/pid"\nsleep 60\n')
        (tools / "dot").chmod(0o755)
        process = subprocess.Popen(
            [self.binary, "render", "acme", "-o", "old.svg", *database], cwd=self.folder, stderr=subprocess.PIPE,
            env={**self.environment, "PATH": f"{tools}:{self.environment['PATH']}"})
        for _ in range(600):
            if (tools / "pid").is_file() and (tools / "pid").read_text().endswith("\n"):
                break
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        if process.returncode not in (130, -signal.SIGINT):
            self.trouble("interrupted", f"exit code {process.returncode}")
        if (self.folder / "old.svg").read_text() != "old":
            self.trouble("interrupted", "the old file was touched")
        try:
            state = pathlib.Path(f"/proc/{(tools / 'pid').read_text().strip()}/stat").read_text()
            if ") Z " not in state:
                self.trouble("interrupted", "dot is still running")
        except OSError:
            pass

    def as_json(self, database):
        told = json.loads(self.run(["render", "acme", "--as-of", "2020-06-01", "-o", "x.svg", "--json", *database]).stdout)
        size = (self.folder / "x.svg").stat().st_size
        if told["output"] != "x.svg" or told["bytes"] != size or told["cards"] != 2 or told["format"] != "svg":
            self.trouble("--json", told)

    # ---- size -----------------------------------------------------------------------------------

    def large(self):
        """Beyond what can be shown the options that help are named, at once; with them it is drawn."""
        units = 6000
        lines = ["reorg: 1", "entities:", "  top: { kind: company, name: Top }"]
        lines += [f"  u{n}: {{ kind: unit, name: Unit {n} }}" for n in range(units)]
        lines += ["changes:", "  - date: 2020-01-01", "    do:"]
        lines += [f"      - {{ found: u{n}, in: {'top' if n < 10 else f'u{(n - 10) // 8}'} }}" for n in range(units)]
        (self.folder / "large.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        database = self.database("large.reorg", "large.yaml")
        everything = ["top", "--depth", "99", "--collapse-over", "99999", *database]
        refused = self.run(["render", *everything, "-f", "dot"], 2).stderr.decode()
        if not all(word in refused for word in ("6001 cards", "--depth", "--collapse-over", "--only", "reorg tree top")):
            self.trouble("too many cards", refused[:400])
        svg = self.svg(["top", *database])
        if svg is not None and "units below" not in self.texts(svg):
            self.trouble("a large chart", "nothing tells what was left out")


def main():
    repository = pathlib.Path(sys.argv[-1]).resolve()
    binary = pathlib.Path(sys.argv[1]) if len(sys.argv) > 2 else repository / "build/release/reorg"
    for program in ("dot", "xmllint"):
        if shutil.which(program) is None:
            print(f"{program} is not installed (apt install graphviz libxml2-utils)")
            return 1
    with tempfile.TemporaryDirectory() as folder:
        test = Test(binary.resolve(), repository, pathlib.Path(folder))
        test.fixtures()
        test.names()
        test.places()
        test.large()
    print(f"{test.pictures} pictures, {test.troubles} troubles")
    return 1 if test.troubles else 0


if __name__ == "__main__":
    sys.exit(main())
