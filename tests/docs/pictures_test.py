#!/usr/bin/env python3
"""The README's pictures show what the program says today.

Usage: pictures_test.py [BINARY] REPOSITORY
"""

import pathlib
import subprocess
import sys


def main():
    binary, repository = sys.argv[1:]
    maker = pathlib.Path(repository) / "docs" / "pictures" / "make.py"
    return subprocess.run([sys.executable, maker, "--check", binary, repository], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
