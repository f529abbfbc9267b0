#!/usr/bin/env python3
"""The pictures of the README, made from the fixtures.

Usage: make.py [--check] BINARY REPOSITORY

Charts are drawn by Graphviz, the page is photographed in Chromium. What a picture shows is settled
before either of them sees it: by the DOT text, by the HTML text. Their checksums stand in made-from.txt
beside the pictures; --check says which no longer agree, and draws nothing, so that fonts do not matter.
(The places in the HTML text are Graphviz's: another version of it may count as another picture.)
"""

import hashlib
import pathlib
import subprocess
import sys
import tempfile
import time

CHARTS = {
    "tencent-2018-diff.svg": "render tencent --from 2018-09-29 --to 2018-10-01",
    "alibaba-2018.svg": "render alibaba --as-of 2018-12-06",
    "alibaba-2023-diff.svg": "render alibaba --from 2023-03-27 --to 2023-03-29",
    "alibaba-2023.svg": "render alibaba --as-of 2023-12-06",
}
PAGE = "page.png"
PAGE_COMMAND = "render tencent -f html -o -"
PAGE_DAY = "#2018-09-30"
TODAY = "2026-01-01"
FIXTURES = ["fixtures/article", "fixtures/alibaba", "fixtures/tencent"]


class Maker:
    def __init__(self, binary, repository, folder):
        self.binary = str(pathlib.Path(binary).resolve())
        self.repository = repository
        self.database = str(folder / "pictures.reorg")
        self.run("import " + " ".join(FIXTURES))

    def run(self, line, *more):
        command = [self.binary, *line.split(), *more, "--db", self.database]
        if not line.startswith("import"):
            command += ["--today", TODAY]
        done = subprocess.run(command, cwd=self.repository, capture_output=True, check=False)
        if done.returncode != 0:
            sys.exit(f"{' '.join(command)}: exit code {done.returncode}\n{done.stderr.decode()}")
        return done.stdout

    def checksums(self):
        sums = {
            name: self.run(line, "-f", "dot", "-o", "-") for name, line in CHARTS.items()
        }
        sums[PAGE] = self.run(PAGE_COMMAND)
        return {name: hashlib.sha256(text).hexdigest() for name, text in sums.items()}

    def draw(self, folder):
        for name, line in CHARTS.items():
            self.run(line, "-o", str((folder / name).resolve()))
        self.photograph(folder / PAGE)

    def photograph(self, picture):
        sys.path.insert(0, str(self.repository / "tests" / "page"))
        import webdriver  # noqa: PLC0415: only who draws needs a browser

        with tempfile.TemporaryDirectory() as folder:
            page = pathlib.Path(folder) / "page.html"
            page.write_bytes(self.run(PAGE_COMMAND))
            with webdriver.Browser(1440, 900) as browser:
                browser.open(page)
                browser.run(f"location.hash = '{PAGE_DAY}'")
                browser.wait_until("return document.querySelector('h1, h2') !== null")
                time.sleep(1)  # cards are still moving to their places
                browser.screenshot(picture)


def main(arguments):
    check = "--check" in arguments
    binary, repository = [a for a in arguments if a != "--check"]
    repository = pathlib.Path(repository).resolve()
    here = repository / "docs" / "pictures"
    listed = here / "made-from.txt"
    with tempfile.TemporaryDirectory() as folder:
        maker = Maker(binary, repository, pathlib.Path(folder))
        now = maker.checksums()
        lines = "".join(f"{total}  {name}\n" for name, total in now.items())
        if not check:
            maker.draw(here)
            listed.write_text(lines)
            return 0
    missing = [name for name in now if not (here / name).exists()]
    before = dict(reversed(line.split()) for line in listed.read_text().splitlines())
    stale = [name for name, total in now.items() if before.get(name) != total]
    for name in missing + stale:
        print(f"docs/pictures/{name} no longer shows what the fixtures say: ./dev pictures draws it anew")
    return 1 if missing or stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
