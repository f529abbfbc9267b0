#!/usr/bin/env python3
"""Run one golden test of the command line: a command, and the answer expected from it, in one file.

    run_golden.py [--update] [--cache DIR] BINARY REPO FILE

Exit code 0: every answer is as expected; 1: it is not, and a diff says where; 2: the file is no test.

A test file:

    # What this shows, in a sentence.
    import: fixtures/article fixtures/alibaba
    file: change.yaml
    reorg: 1
    ----
    $ reorg who oversees X --today 2024-01-01
    exit: 3
    stdout:
    Head: Zhang Jianfeng
    since {{re:\\d{4}}}
    ...
    stderr:
    reorg: a word on stderr

Head, up to the first `$ ` line:
  # …             the sentence; one line or more
  import: PATH…   optional; these are imported into a fresh database first, which must succeed. Paths
                  are relative to REPO, and `fixtures` is there in the working folder too.
  file: NAME      optional, repeatable; the lines up to `----` become that file in the working folder
  ----            a line of dashes may also set the head apart from the commands

Then commands, each with what is expected of it:
  $ COMMAND       split as a shell would, but run without one, so no pipes; `reorg` is BINARY; leading
                  NAME=VALUE words go to the environment
  stdin: NAME     optional; a file of the working folder to read, else stdin is empty
  exit: N         optional, 0 if missing
  stdout:         the lines expected, to the byte; if missing, nothing may be printed
  stderr:         likewise

Within expected lines:
  ...             alone on a line, stands for any number of lines
  {{re:PATTERN}}  stands for text that matches the regular expression
  \\               at the start of a line is dropped, and the line is then an ordinary one: write it
                  before `$ `, `stdin:`, `exit:`, `stdout:`, `stderr:`, `...` and `\\` itself
One empty line just before a `$ ` line only separates. Output must end with a newline.

Commands run in a temporary folder which is also their HOME, with REORG_DB=golden.reorg if there was an
import (unset if not), LC_ALL=C.UTF-8, TZ=UTC, COLUMNS=80 and no terminal. --cache keeps imported
databases for other tests with the same imports. --update writes the real answers into FILE: for
maintainers, who read the difference before they commit it.
"""

import argparse
import difflib
import hashlib
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from typing import Optional

DATABASE = "golden.reorg"
TIME_LIMIT_SECONDS = 60
LARGEST_ALIGNMENT = 1_000_000  # cells; above it a diff shows patterns as they are written
ANY_LINES = "..."
SECTION = re.compile(r"(stdin|exit|stdout|stderr):(.*)")
# The lazy group and the look-ahead let a pattern itself end in a brace: {{re:\d{4}}}
PATTERN = re.compile(r"\{\{re:(.*?)\}\}(?!\})")
ASSIGNMENT = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)=(.*)", re.DOTALL)


class BadTest(Exception):
    """The test file itself, or the import it asks for, is wrong."""


@dataclass
class Command:
    line: str
    number: int
    stdin: Optional[str] = None
    exit: int = 0
    stdout: list = field(default_factory=list)  # lines as written, escapes and patterns included
    stderr: list = field(default_factory=list)


@dataclass
class Test:
    head: list  # lines as written
    imports: list = field(default_factory=list)
    files: dict = field(default_factory=dict)  # name → text
    commands: list = field(default_factory=list)


@dataclass
class Outcome:
    exit: int
    stdout: str
    stderr: str


# ---- reading ------------------------------------------------------------------------------------


def parse(text):
    lines = text.splitlines()
    test = Test(head=[])
    index = 0
    while index < len(lines) and not lines[index].startswith("$ "):
        line = lines[index]
        index += 1
        if line.startswith("file:"):
            name = checked_file_name(line[len("file:"):].strip(), index)
            try:
                end = lines.index("----", index)
            except ValueError:
                raise BadTest(f"line {index}: the file has no closing line ----") from None
            test.files[name] = "".join(f"{body}\n" for body in lines[index:end])
            index = end + 1
        elif line.startswith("import:"):
            test.imports += shlex.split(line[len("import:"):])
        elif line and not line.startswith("#") and line != "----":
            raise BadTest(f"line {index}: neither a comment, import:, file:, ---- nor a command")
    if index == len(lines):
        raise BadTest("no command: a line that begins with `$ `")
    test.head = lines[:index]
    if not any(line.startswith("#") for line in test.head):
        raise BadTest("no comment says what this test shows")
    test.commands = parse_commands(lines, index)
    return test


def checked_file_name(name, number):
    path = pathlib.PurePosixPath(name)
    if not name or path.is_absolute() or ".." in path.parts or path.parts[0] == "fixtures":
        raise BadTest(f"line {number}: a file's name must lie in the working folder, outside fixtures")
    return name


def parse_commands(lines, index):
    commands, section = [], None
    for number, line in enumerate(lines[index:], index + 1):
        if line.startswith("$ "):
            drop_separator(section)
            commands.append(Command(line=line[2:], number=number))
            section = None
            continue
        command, match = commands[-1], SECTION.fullmatch(line)
        if match and match[1] in ("stdout", "stderr") and not match[2].strip():
            section = command.stdout if match[1] == "stdout" else command.stderr
        elif match and match[1] == "exit" and match[2].strip().isdigit():
            command.exit = int(match[2])
        elif match and match[1] == "stdin":
            command.stdin = match[2].strip()
        elif match:
            raise BadTest(f"line {number}: `{line}` should be a section; else begin it with a backslash")
        elif section is not None:
            section.append(line)
        elif line:
            raise BadTest(f"line {number}: text outside stdout: and stderr:")
    return commands


def drop_separator(section):
    if section and section[-1] == "":
        section.pop()


# ---- comparing ----------------------------------------------------------------------------------


def unescape(expected):
    return expected[1:] if expected.startswith("\\") else expected


def escape(actual):
    if actual.startswith(("\\", "$ ")) or actual == ANY_LINES or SECTION.fullmatch(actual):
        actual = "\\" + actual
    return actual.replace("{{re:", r"{{re:\{\{re:}}")


def line_matches(expected, actual):
    plain = unescape(expected)
    if "{{re:" not in plain:
        return plain == actual
    parts = PATTERN.split(plain)  # text, pattern, text, pattern, …, text
    regex = "".join(f"(?:{part})" if i % 2 else re.escape(part) for i, part in enumerate(parts))
    return re.fullmatch(regex, actual) is not None


def matches(expected, actual):
    """Two cursors; on a mismatch the last `...` takes one line more."""
    i = j = 0
    any_at, taken_to = None, 0
    while j < len(actual):
        if i < len(expected) and expected[i] == ANY_LINES:
            any_at, taken_to, i = i, j, i + 1
        elif i < len(expected) and line_matches(expected[i], actual[j]):
            i, j = i + 1, j + 1
        elif any_at is not None:
            taken_to += 1
            i, j = any_at + 1, taken_to
        else:
            return False
    return all(line == ANY_LINES for line in expected[i:])


def align(expected, actual):
    """The cheapest way to turn expected into actual: [(mark, line)], mark one of space, - and +."""
    rows, columns = len(expected), len(actual)
    # cost[i][j]: how many lines differ between expected[i:] and actual[j:]
    cost = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows, -1, -1):
        for j in range(columns, -1, -1):
            cost[i][j] = min((c for c, *_ in steps(expected, actual, cost, i, j)), default=0)
    result, i, j = [], 0, 0
    while i < rows or j < columns:
        _, mark, line, i, j = min(steps(expected, actual, cost, i, j), key=lambda step: step[0])
        if line is not None:
            result.append((mark, line))
    return result


def steps(expected, actual, cost, i, j):
    """The moves from (i, j): (cost from here by this move, mark, line to show, next i, next j)."""
    if i < len(expected) and expected[i] == ANY_LINES:
        yield cost[i + 1][j], " ", ANY_LINES, i + 1, j
        if j < len(actual):
            yield cost[i][j + 1], " ", None, i, j + 1
        return
    if i < len(expected) and j < len(actual) and line_matches(expected[i], actual[j]):
        yield cost[i + 1][j + 1], " ", actual[j], i + 1, j + 1
    if i < len(expected):
        yield cost[i + 1][j] + 1, "-", unescape(expected[i]), i + 1, j
    if j < len(actual):
        yield cost[i][j + 1] + 1, "+", actual[j], i, j + 1


def difference(name, expected, output):
    """A unified diff, or nothing when the output is as expected."""
    actual = output.splitlines()
    diff = []
    if not matches(expected, actual):
        left, right = expected, actual
        if len(expected) * len(actual) < LARGEST_ALIGNMENT:
            marked = align(expected, actual)
            left = [line for mark, line in marked if mark != "+"]
            right = [line for mark, line in marked if mark != "-"]
        diff = list(difflib.unified_diff(left, right, f"{name} expected", f"{name} actual", lineterm=""))
    if output and not output.endswith("\n"):
        diff.append(f"{name}: the last line has no newline")
    return diff


# ---- running ------------------------------------------------------------------------------------


def environment(folder, with_database):
    kept = {name: value for name, value in os.environ.items()
            if name == "PATH" or name.startswith(("ASAN_", "UBSAN_", "LSAN_"))}
    kept.update(HOME=str(folder), TMPDIR=str(folder), LC_ALL="C.UTF-8", COLUMNS="80", TZ="UTC")
    if with_database:
        kept["REORG_DB"] = DATABASE
    return kept


def execute(words, cwd, env, stdin_path=None):
    if stdin_path and not stdin_path.is_file():
        raise BadTest(f"stdin: no file {stdin_path.name} in the working folder")
    stdin = open(stdin_path, "rb") if stdin_path else subprocess.DEVNULL
    try:
        done = subprocess.run(words, cwd=cwd, env=env, stdin=stdin, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=TIME_LIMIT_SECONDS, check=False)
    except FileNotFoundError:
        raise BadTest(f"no such program: {words[0]}") from None
    except subprocess.TimeoutExpired:
        raise BadTest(f"no answer within {TIME_LIMIT_SECONDS} s: {shlex.join(words)}") from None
    finally:
        if stdin_path:
            stdin.close()
    return Outcome(done.returncode, done.stdout.decode("utf-8", "backslashreplace"),
                   done.stderr.decode("utf-8", "backslashreplace"))


def run_command(command, binary, folder, with_database):
    try:
        words = shlex.split(command.line)
    except ValueError as error:
        raise BadTest(f"line {command.number}: {error}") from None
    env = environment(folder, with_database)
    while words and (match := ASSIGNMENT.fullmatch(words[0])):
        env[match[1]] = match[2]
        words.pop(0)
    if not words:
        raise BadTest(f"line {command.number}: no command")
    if words[0] == "reorg":
        words[0] = binary
    return execute(words, folder, env, folder / command.stdin if command.stdin else None)


def import_into(folder, test, binary, repo):
    env = environment(folder, with_database=False)
    env["REORG_DB"] = str(folder / DATABASE)
    # From the repository root, so that the paths the database remembers are the same everywhere.
    outcome = execute([binary, "import", *test.imports], repo, env)
    if outcome.exit != 0:
        raise BadTest(f"the import ended with {outcome.exit}:\n{outcome.stdout}{outcome.stderr}")


def import_key(test, binary, repo):
    """Changes whenever the program or anything that is imported does."""
    stat = os.stat(binary)
    digest = hashlib.sha256(f"{binary} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    for name in test.imports:
        path = repo / name
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            digest.update(f"{name} {file}\n".encode())
            digest.update(file.read_bytes() if file.is_file() else b"missing")
    return digest.hexdigest()[:32]


def prepare_database(folder, test, binary, repo, cache):
    if not test.imports:
        return
    if cache is None:
        import_into(folder, test, binary, repo)
        return
    kept = cache / import_key(test, binary, repo)
    if not kept.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache, prefix="new-") as fresh:
            made = pathlib.Path(fresh) / "db"
            made.mkdir()
            import_into(made, test, binary, repo)
            try:
                made.rename(kept)  # all or nothing: tests run side by side
            except OSError:
                if not kept.is_dir():  # else another test was first
                    raise
    shutil.copytree(kept, folder, dirs_exist_ok=True)


def run(test, binary, repo, cache):
    """The outcome of every command, in order."""
    with tempfile.TemporaryDirectory(prefix="reorg-golden-") as name:
        folder = pathlib.Path(name).resolve()
        prepare_database(folder, test, binary, repo, cache)
        if (repo / "fixtures").is_dir():
            (folder / "fixtures").symlink_to(repo / "fixtures", target_is_directory=True)
        for file_name, text in test.files.items():
            target = folder / file_name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        return [run_command(command, binary, folder, bool(test.imports)) for command in test.commands]


# ---- answering ----------------------------------------------------------------------------------


def complaints(command, outcome):
    found = []
    if outcome.exit != command.exit:
        found.append(f"exit code: expected {command.exit}, got {outcome.exit}")
    found += difference("stdout", command.stdout, outcome.stdout)
    found += difference("stderr", command.stderr, outcome.stderr)
    return found


def updated_text(test, outcomes):
    lines = list(test.head)
    for index, (command, outcome) in enumerate(zip(test.commands, outcomes)):
        if index:
            lines.append("")
        lines.append(f"$ {command.line}")
        if command.stdin:
            lines.append(f"stdin: {command.stdin}")
        if outcome.exit:
            lines.append(f"exit: {outcome.exit}")
        for name, expected, output in (("stdout", command.stdout, outcome.stdout),
                                       ("stderr", command.stderr, outcome.stderr)):
            # What still holds stays as a person wrote it, patterns and all.
            holds = not difference(name, expected, output)
            section = expected if holds else [escape(line) for line in output.splitlines()]
            if section:
                lines += [f"{name}:", *section]
    return "".join(f"{line}\n" for line in lines)


def main(arguments):
    parser = argparse.ArgumentParser(description="Run one golden test of the command line.")
    parser.add_argument("--update", action="store_true", help="write the real answers into FILE")
    parser.add_argument("--cache", type=pathlib.Path, help="keep imported databases in this folder")
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("repo", type=pathlib.Path)
    parser.add_argument("file", type=pathlib.Path)
    options = parser.parse_args(arguments)
    binary, repo = str(options.binary.resolve()), options.repo.resolve()
    cache = options.cache.resolve() if options.cache else None

    try:
        test = parse(options.file.read_text(encoding="utf-8"))
        outcomes = run(test, binary, repo, cache)
    except BadTest as error:
        print(f"{options.file}: {error}", file=sys.stderr)
        return 2
    if options.update:
        options.file.write_text(updated_text(test, outcomes), encoding="utf-8")
        return 0
    failed = False
    for command, outcome in zip(test.commands, outcomes):
        if found := complaints(command, outcome):
            failed = True
            print(f"{options.file}:{command.number}: $ {command.line}", *found, "", sep="\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
