#!/usr/bin/env python3
"""The golden runner must fail when it should: a runner that passes everything guards nothing.

`reorg` is played here by a small script, so this needs no build.
"""

import contextlib
import io
import pathlib
import sys
import tempfile
import textwrap
import unittest
from collections import namedtuple

import run_golden

Done = namedtuple("Done", "returncode stdout stderr")

# -I and -S leave out what Python looks up at start.
ACTOR = f"""#!{sys.executable} -IS
import os, pathlib, sys
verb, words = sys.argv[1], sys.argv[2:]
if verb == "print":
    print(*words, sep="\\n")
elif verb == "complain":
    print(*words, sep="\\n", file=sys.stderr)
elif verb == "end":
    sys.exit(int(words[0]))
elif verb == "bare":
    sys.stdout.write(words[0])
elif verb == "read":
    sys.stdout.write(pathlib.Path(words[0]).read_text())
elif verb == "echo":
    sys.stdout.write(sys.stdin.read())
elif verb == "env":
    print(*(os.environ.get(word, "unset") for word in words), sep="\\n")
elif verb == "import":
    with open("imports.log", "a") as log:
        log.write("imported\\n")
    missing = [word for word in words if not pathlib.Path(word).exists()]
    if missing:
        sys.exit(f"no such file: {{missing[0]}}")
    pathlib.Path(os.environ["REORG_DB"]).write_text("".join(pathlib.Path(w).read_text() for w in words))
"""


class GoldenRunner(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.repo = pathlib.Path(self.temporary.name)
        self.actor = self.repo / "actor"
        self.actor.write_text(ACTOR)
        self.actor.chmod(0o755)
        (self.repo / "fixtures").mkdir()
        (self.repo / "fixtures" / "a.txt").write_text("from a\n")
        (self.repo / "fixtures" / "b.txt").write_text("from b\n")
        self.file = self.repo / "case.test"

    def golden(self, text, *options):
        self.file.write_text(textwrap.dedent(text).lstrip("\n"))
        stdout, stderr = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(stderr):
            code = run_golden.main([str(word) for word in (*options, self.actor, self.repo, self.file)])
        return Done(code, stdout.getvalue(), stderr.getvalue())

    def passes(self, text, *options):
        done = self.golden(text, *options)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def fails(self, text, *told):
        done = self.golden(text)
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        for words in told:
            self.assertIn(words, done.stdout)

    def refuses(self, text, told):
        done = self.golden(text)
        self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
        self.assertIn(told, done.stderr)

    # What must pass.

    def test_the_expected_answer_passes(self):
        self.passes("""
            # Says one and two.
            $ reorg print one two
            stdout:
            one
            two

            $ reorg complain trouble
            stderr:
            trouble

            $ reorg end 3
            exit: 3
            """)

    def test_three_dots_stand_for_any_number_of_lines(self):
        for lines in ("a z", "a b z", "a b c z z"):
            self.passes(f"""
                # Begins with a, ends with z.
                $ reorg print {lines}
                stdout:
                a
                ...
                z
                """)

    def test_a_pattern_matches_text_inside_a_line(self):
        self.passes(r"""
            # A year, with a brace right before the end of the pattern.
            $ reorg print 'since 2018.' '{{re:x}}'
            stdout:
            since {{re:\d{4}}}.
            {{re:\{\{re:}}x}}
            """)

    def test_a_backslash_makes_a_line_ordinary(self):
        self.passes(r"""
            # Lines that look like the format itself.
            $ reorg print '$ x' 'exit: 1' stdout: ... '\back'
            stdout:
            \$ x
            \exit: 1
            \stdout:
            \...
            \\back
            """)

    def test_files_are_written_and_read_from_stdin(self):
        self.passes("""
            # A file, verbatim, as an argument and as stdin.
            file: folder/in.txt
            $ not a command
            # not a comment
            ----
            $ reorg read folder/in.txt
            stdout:
            \\$ not a command
            # not a comment

            $ reorg echo
            stdin: folder/in.txt
            stdout:
            \\$ not a command
            # not a comment

            $ reorg read fixtures/a.txt
            stdout:
            from a
            """)

    def test_the_environment_is_fixed(self):
        self.passes("""
            # No database without an import; the rest is the same everywhere.
            $ EXTRA=given reorg env REORG_DB NO_COLOR LC_ALL COLUMNS TZ EXTRA
            stdout:
            unset
            unset
            C.UTF-8
            80
            UTC
            given
            """)

    def test_imports_make_the_database_once_per_set(self):
        text = """
            # Both fixtures are in the database.
            import: fixtures/a.txt fixtures/b.txt
            $ reorg read golden.reorg
            stdout:
            from a
            from b

            $ reorg env REORG_DB
            stdout:
            golden.reorg
            """
        cache = self.repo / "cache"
        self.passes(text, "--cache", cache)
        self.passes(text, "--cache", cache)
        self.assertEqual((self.repo / "imports.log").read_text(), "imported\n")
        (self.repo / "fixtures" / "b.txt").write_text("from b, edited\n")
        done = self.golden(text, "--cache", cache)
        self.assertEqual(done.returncode, 1)
        self.assertIn("+from b, edited", done.stdout)

    # What must fail.

    def test_a_wrong_stdout_fails(self):
        self.fails("""
            # Expects another word.
            $ reorg print one two three
            stdout:
            one
            TWO
            three
            """, "-TWO", "+two", " three")

    def test_a_missing_and_a_surplus_line_fail(self):
        self.fails("""
            # Expects a line more.
            $ reorg print one
            stdout:
            one
            two
            """, "-two")
        self.fails("""
            # Expects a line less.
            $ reorg print one two
            stdout:
            one
            """, "+two")

    def test_unexpected_stdout_fails(self):
        self.fails("""
            # Expects silence.
            $ reorg print one
            """, "stdout", "+one")

    def test_a_wrong_stderr_fails(self):
        self.fails("""
            # Expects another complaint.
            $ reorg complain trouble
            stderr:
            peace
            """, "stderr", "-peace", "+trouble")

    def test_unexpected_stderr_fails(self):
        self.fails("""
            # Expects no complaint.
            $ reorg complain trouble
            """, "stderr", "+trouble")

    def test_a_wrong_exit_code_fails(self):
        self.fails("""
            # Expects success.
            $ reorg end 3
            """, "exit code: expected 0, got 3")
        self.fails("""
            # Expects another failure.
            $ reorg end 0
            exit: 3
            """, "exit code: expected 3, got 0")

    def test_three_dots_do_not_hide_a_wrong_line(self):
        self.fails("""
            # The last line differs.
            $ reorg print a b c
            stdout:
            a
            ...
            z
            """, "-z")

    def test_a_pattern_must_match_all_of_its_place(self):
        self.fails(r"""
            # Five digits are not four.
            $ reorg print 'since 20181'
            stdout:
            since {{re:\d{4}}}
            """, "+since 20181")

    def test_a_missing_last_newline_fails(self):
        self.fails("""
            # The output does not end its line.
            $ reorg bare one
            stdout:
            one
            """, "no newline")

    def test_only_the_wrong_command_of_several_is_told(self):
        done = self.golden("""
            # The second is wrong.
            $ reorg print one
            stdout:
            one

            $ reorg print two
            stdout:
            zwei
            """)
        self.assertEqual(done.returncode, 1)
        self.assertIn("case.test:6: $ reorg print two", done.stdout)
        self.assertNotIn("print one", done.stdout)

    # What is no test at all.

    def test_a_failed_import_is_told(self):
        self.refuses("""
            # Imports nothing that exists.
            import: fixtures/missing.txt
            $ reorg print one
            stdout:
            one
            """, "no such file: fixtures/missing.txt")

    def test_a_malformed_test_is_refused(self):
        self.refuses("# No command.\n", "no command")
        self.refuses("$ reorg print one\nstdout:\none\n", "no comment")
        self.refuses("# A typing slip.\nimprot: x\n$ reorg end 0\n", "line 2")
        self.refuses("# An open file.\nfile: x\ntext\n$ reorg end 0\n", "no closing line")
        self.refuses("# Outside.\nfile: ../x\n----\n$ reorg end 0\n", "working folder")
        self.refuses("# Into the fixtures.\nfile: fixtures/x\n----\n$ reorg end 0\n", "working folder")
        self.refuses("# Text nowhere.\n$ reorg end 0\nstray\n", "line 3")
        self.refuses("# No such section.\n$ reorg end 0\nexit: soon\n", "line 3")
        self.refuses("# No such stdin.\n$ reorg echo\nstdin: nothing\n", "no file nothing")

    # Update.

    def test_update_writes_the_real_answers_and_keeps_what_holds(self):
        self.passes(r"""
            # A comment stays.
            import: fixtures/a.txt
            ----
            $ reorg print 'since 2018' b
            stdout:
            since {{re:\d+}}
            ...

            $ reorg print '$ x' 'exit: 1' ... '\back' '{{re:x}}'
            stdout:
            old
            $ reorg end 4
            """, "--update")
        self.assertEqual(self.file.read_text(), textwrap.dedent(r"""
            # A comment stays.
            import: fixtures/a.txt
            ----
            $ reorg print 'since 2018' b
            stdout:
            since {{re:\d+}}
            ...

            $ reorg print '$ x' 'exit: 1' ... '\back' '{{re:x}}'
            stdout:
            \$ x
            \exit: 1
            \...
            \\back
            {{re:\{\{re:}}x}}

            $ reorg end 4
            exit: 4
            """).lstrip("\n"))
        self.passes(self.file.read_text())


if __name__ == "__main__":
    unittest.main()
