#!/usr/bin/env python3
"""Check the documentation against the program.

    manual_test.py [--update] [BINARY] REPOSITORY

- Every command has a page docs/commands/NAME.md, which `reorg help NAME` prints, and every page a command.
- Every option a command accepts is on its page, and every option on the page is accepted.
- Lines of these pages fit into 80 columns.
- Every link in our Markdown leads to a file, and to a heading in it.
- Every example (examples.py) in README.md and docs/ prints what is shown.

--update writes what the program prints into the pages. Without BINARY: build/release/reorg.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

import examples

LISTED = re.compile(r"^    (--[a-z-]+)(?: ([A-Z]+))?(?:  |$)", re.M)
LINK = re.compile(r"(?<!\!)\[[^\]\n]+\]\(([^)\s]+)\)")


class Report:
    def __init__(self):
        self.troubles = 0

    def trouble(self, where, what):
        self.troubles += 1
        print(f"{where}: {what}")


def commands(binary):
    """name → {option: placeholder of its value or ""}, from the program's own table."""
    done = subprocess.run([binary, "help", "--json"], capture_output=True, check=True)
    return {
        command["name"]: {option["name"]: option["value"] or "" for option in command["options"]}
        for command in json.loads(done.stdout)["commands"]
    }


def columns(line):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line if not unicodedata.combining(c))


def check_page(report, binary, page, name, accepted):
    text = page.read_text(encoding="utf-8")
    where = f"docs/commands/{page.name}"
    if not text.startswith(f"# reorg {name}"):
        report.trouble(where, f"begins with “# reorg {name}”")
    for heading in ("## Options", "## Exit codes", "## Examples"):
        if f"\n{heading}\n" not in text:
            report.trouble(where, f"has no “{heading}”")
    listed = {option: value for option, value in LISTED.findall(text.partition("\n## Options\n")[2])}
    for option in sorted(accepted.keys() - listed.keys()):
        report.trouble(where, f"{option} is not in the list of options")
    for option in sorted(listed.keys() & accepted.keys()):
        if listed[option] != accepted[option]:
            report.trouble(where, f"{option}: the value is called “{accepted[option]}” in the program")
    for option in sorted(listed.keys() - accepted.keys()):
        report.trouble(where, f"{option} is listed, but the program does not take it")
    shown = subprocess.run([binary, "help", name], capture_output=True, text=True, check=False).stdout
    if shown.rstrip() != text.rstrip():
        report.trouble(where, f"`reorg help {name}` prints something else; is the program newer than the page?")
    in_block = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("```"):
            in_block = not in_block
        if not in_block and columns(line) > 80:
            report.trouble(f"{where}:{number}", f"{columns(line)} columns; 80 are allowed")


def check_pages(report, binary, repository):
    known = commands(binary)
    pages = {page.stem: page for page in (repository / "docs/commands").glob("*.md")}
    for name in sorted(known.keys() ^ pages.keys()):
        what = "there is no page of it" if name in known else "there is no such command"
        report.trouble(f"docs/commands/{name}.md", what)
    for name in sorted(known.keys() & pages.keys()):
        check_page(report, binary, pages[name], name, known[name])


def markdown(repository):
    return [*sorted(repository.glob("*.md")), *sorted((repository / "docs").rglob("*.md"))]


def anchors(page):
    result = set()
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    for heading in re.findall(r"^#+ (.*)$", text, re.M):
        plain = re.sub(r"[^\w\- ]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower())
        result.add(plain.strip().replace(" ", "-"))
    return result


def check_links(report, repository):
    for page in markdown(repository):
        text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
        for target in LINK.findall(text):
            if re.match(r"[a-z]+:", target):
                continue
            path, _, anchor = target.partition("#")
            goal = (page.parent / path).resolve() if path else page
            where = page.relative_to(repository)
            if not goal.exists():
                report.trouble(where, f"the link {target} leads nowhere")
            elif anchor and anchor not in anchors(goal):
                report.trouble(where, f"the link {target} leads to no heading")


def run_page(report, page, where, room, update):
    lines = page.read_text(encoding="utf-8").splitlines()
    written, at = [], 0
    for item in examples.read(lines):
        if isinstance(item, examples.File):
            room.write(item)
            continue
        shown = room.run(item.command)
        fresh = examples.anew(item.expected, shown)
        if fresh != item.expected and not update:
            what = examples.difference(item.expected, shown)
            report.trouble(f"{where}:{item.first}", f"$ {item.command}\n{what}")
        written += lines[at : item.first] + fresh
        at = item.last
    if update and written + lines[at:] != lines:
        page.write_text("\n".join(written + lines[at:]) + "\n", encoding="utf-8")
        print(f"{where}: written anew")


def run_examples(report, binary, repository, update):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        database = folder / "demo.reorg"
        subprocess.run(
            [binary, "--db", database, "import", "fixtures/article", "fixtures/alibaba", "fixtures/tencent"],
            cwd=repository, check=True, stdout=subprocess.DEVNULL)
        for number, page in enumerate([repository / "README.md", *sorted((repository / "docs").rglob("*.md"))]):
            if "```console\n" not in page.read_text(encoding="utf-8"):
                continue
            where = page.relative_to(repository)
            try:
                run_page(report, page, where, examples.Room(folder / str(number), binary, repository, database), update)
            except ValueError as error:
                report.trouble(where, str(error))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="write what the program prints into the pages")
    parser.add_argument("paths", nargs="+", metavar="[BINARY] REPOSITORY")
    options = parser.parse_args()
    repository = pathlib.Path(options.paths[-1]).resolve()
    binary = pathlib.Path(options.paths[0]) if len(options.paths) > 1 else repository / "build/release/reorg"
    report = Report()
    run_examples(report, binary.resolve(), repository, options.update)
    if not options.update:
        check_pages(report, binary.resolve(), repository)
        check_links(report, repository)
    print("the documentation agrees with the program" if report.troubles == 0 else f"{report.troubles} troubles")
    return 1 if report.troubles else 0


if __name__ == "__main__":
    sys.exit(main())
