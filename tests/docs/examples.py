"""The worked examples in our Markdown pages: finding them, running them, writing their output anew.

A fenced block `console` holds commands and what a terminal shows for them:

    ```console
    $ reorg overseers csig --as-of 2018-12-06
    On 2018-12-06, Cloud and Smart Industries Group was overseen by Dowson Tong.
    ...
    $ echo $?
    0
    ```

`...` alone on a line stands for any number of lines; empty lines before a `$ ` only separate. A fenced
block whose first line names a file, as in "```yaml acme.yaml", becomes that file. All commands of a page
run in one folder, in order, with `fixtures` beside them and a database of all fixtures in demo.reorg,
which REORG_DB names.
"""

import dataclasses
import difflib
import os
import pathlib
import re
import shutil
import subprocess

FENCE = re.compile(r"^```(.*)$")


@dataclasses.dataclass
class Example:
    """One command with the lines expected of it, and where they stand in the page."""

    command: str
    first: int  # index of the first expected line
    last: int  # behind the last one
    expected: list


@dataclasses.dataclass
class File:
    name: str
    text: str


def read(lines):
    """The files and examples of a page, in order."""
    found = []
    at = 0
    while at < len(lines):
        fence = FENCE.match(lines[at])
        if not fence:
            at += 1
            continue
        end = next(i for i in range(at + 1, len(lines)) if lines[i] == "```")
        words = fence.group(1).split()
        if words == ["console"]:
            found += examples_between(lines, at + 1, end)
        elif len(words) == 2:
            found.append(File(words[1], "".join(line + "\n" for line in lines[at + 1 : end])))
        at = end + 1
    return found


def examples_between(lines, first, end):
    starts = [i for i in range(first, end) if lines[i].startswith("$ ")]
    if not starts or starts[0] != first:
        raise ValueError(f"line {first}: a console block begins with a command")
    result = []
    for start, following in zip(starts, starts[1:] + [end]):
        last = following
        while last > start + 1 and lines[last - 1] == "" and following != end:
            last -= 1
        result.append(Example(lines[start][2:], start + 1, last, lines[start + 1 : last]))
    return result


class Room:
    """A folder in which the examples of one page run."""

    def __init__(self, folder, binary, repository, database):
        self.folder = pathlib.Path(folder)
        self.status = 0
        self.folder.mkdir()
        (self.folder / "fixtures").symlink_to(repository / "fixtures")
        shutil.copy(database, self.folder / "demo.reorg")
        tools = self.folder / ".bin"
        tools.mkdir()
        (tools / "reorg").symlink_to(binary)
        self.environment = {
            "PATH": f"{tools}:{os.environ['PATH']}", "HOME": str(self.folder), "REORG_DB": "demo.reorg",
            "LC_ALL": "C.UTF-8", "TZ": "UTC", "COLUMNS": "80",
        }
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
            if name in os.environ:
                self.environment[name] = os.environ[name]

    def write(self, file):
        path = self.folder / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, encoding="utf-8")

    def run(self, command):
        """The lines a terminal shows."""
        if command == "echo $?":
            return [str(self.status)]
        done = subprocess.run(
            ["bash", "-c", command], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60, check=False)
        self.status = done.returncode
        return [line.rstrip() for line in done.stdout.decode("utf-8").splitlines()]


def agrees(expected, shown):
    """Whether the lines shown are as expected, `...` standing for any number."""
    if "..." not in expected:
        return expected == shown
    cut = expected.index("...")
    if expected[:cut] != shown[:cut]:
        return False
    rest = expected[cut + 1 :]
    return any(agrees(rest, shown[start:]) for start in range(cut, len(shown) + 1))


def anew(expected, shown):
    """What to write in place of `expected`: the lines shown, with as much left out as before."""
    if "..." not in expected or agrees(expected, shown):
        return expected if agrees(expected, shown) else shown
    parts = [[]]
    for line in expected:
        parts.append([]) if line == "..." else parts[-1].append(line)
    head, tail = len(parts[0]), len(parts[-1])
    result, at = list(shown[:head]), head
    for part in parts[1:-1]:
        start = nearest(part[0], shown, at) if part else at
        result += ["...", *shown[start : start + len(part)]]
        at = start + len(part)
    return [*result, "...", *shown[max(at, len(shown) - tail) :]]


def nearest(line, shown, first):
    likeness = [difflib.SequenceMatcher(None, line, other).ratio() for other in shown[first:]]
    return first + (likeness.index(max(likeness)) if likeness else 0)


def difference(expected, shown):
    return "\n".join(difflib.unified_diff(expected, shown, "the page", "the program", lineterm="", n=1))
