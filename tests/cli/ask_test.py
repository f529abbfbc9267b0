#!/usr/bin/env python3
"""Check `reorg ask --file`: many questions, one process.

    ask_test.py [BINARY] REPOSITORY
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import warnings

warnings.simplefilter("ignore", DeprecationWarning)
import jsonschema  # noqa: E402

DAY = ["--today", "2026-11-23"]


class Asking(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.scratch.cleanup)
        cls.folder = pathlib.Path(cls.scratch.name)
        cls.environment = {**os.environ, "LC_ALL": "C.UTF-8", "REORG_DB": "fixtures.reorg"}
        fixtures = [str(REPOSITORY / "fixtures" / name) for name in ("article", "alibaba", "tencent")]
        cls.reorg("import", *fixtures, check=True)
        store = {p.as_uri(): json.loads(p.read_text()) for p in (REPOSITORY / "docs/json-schema").glob("*.json")}
        uri = (REPOSITORY / "docs/json-schema/ask.json").as_uri()
        cls.schema = jsonschema.Draft202012Validator(
            store[uri], resolver=jsonschema.RefResolver(uri, store[uri], store=store))

    @classmethod
    def reorg(cls, *words, stdin=b"", check=False):
        return subprocess.run([BINARY, *words], cwd=cls.folder, env=cls.environment, input=stdin,
                              capture_output=True, check=check, timeout=60)

    def batch(self, lines, *options, code=0):
        """The answers to some bytes on standard input, each checked against its schema."""
        done = self.reorg("ask", "--file", "-", *DAY, *options, stdin=lines)
        self.assertEqual((done.returncode, done.stderr), (code, b""))
        answers = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
        for number, answer in enumerate(answers, 1):
            self.schema.validate(answer)
            self.assertEqual(answer["line"], number)
            self.assertEqual(list(answer)[:2], ["question", "line"])
        return answers

    def error(self, line, exit_code=2, *options):
        answers = self.batch(line, *options, code=exit_code)
        self.assertEqual([a["error"]["exit"] for a in answers], [exit_code])
        return answers[0]["error"]["message"]

    def command(self, line, *options):
        return " ".join(self.batch(line, *options)[0]["command"])

    # -- a line and its answer

    def test_an_answer_is_that_of_the_command_line(self):
        question = "who oversees Alibaba Cloud on 2018-12-06"
        alone = json.loads(self.reorg(*question.split(), "--json").stdout)
        [answer] = self.batch(question.encode() + b"\n")
        self.assertEqual(answer.pop("question"), question)
        self.assertEqual(answer.pop("line"), 1)
        self.assertEqual(answer, alone)

    def test_a_single_question_is_the_same_as_on_the_shell_line(self):
        plain = self.reorg("who", "oversees", "csig", "on", "2018-12-06").stdout
        self.assertIn(b"Dowson Tong", plain)
        self.assertEqual(self.reorg("ask", "who", "oversees", "csig", "on", "2018-12-06").stdout, plain)
        self.assertEqual(self.reorg("ask", "who oversees csig on 2018-12-06").stdout, plain)
        self.assertEqual(self.reorg("--today", "2020-01-01", "ask", "who oversees csig", "--as-of", "2018-12-06").stdout, plain)
        self.assertEqual(self.reorg("ask", "--strict", "--as-of", "2018-12-06", "who oversees csig").stdout, plain)

    def test_the_words_of_ask_are_a_question_even_if_the_first_is_a_command(self):
        done = self.reorg("ask", "tree", "tencent")
        self.assertEqual(done.returncode, 2)
        self.assertIn("not understood", done.stderr.decode())

    def test_every_line_has_an_answer_in_its_place(self):
        answers = self.batch(b"who oversees csig on 2018-12-06\n\n   \n# a comment\nblah\nwho oversees csig on 2018-12-06\n", code=2)
        self.assertEqual(["rows" in a for a in answers], [True, False, False, False, False, True])
        self.assertEqual([a["question"] for a in answers][1:4], ["", "   ", "# a comment"])

    def test_a_line_may_be_the_structured_command_of_an_answer(self):
        wanted = "reorg tree tencent --as-of 2018-10-01 --depth 1"
        for line in (wanted, wanted.removeprefix("reorg "), "reorg tree 'Tencent Holdings' --as-of 2018-10-01 --depth 1",
                     'tree "Tencent Holdings" --depth=1 --as-of 2018-10-01', "reorg tree key:tencent --as-of 2018-10-01 --depth 1  # a company"):
            with self.subTest(line):
                self.assertEqual(self.command(line.encode()), wanted)
        self.assertIn("does not end", self.error(b"overseers 'tencent"))

    def test_a_question_needs_no_quotes_for_what_a_shell_reads(self):
        self.assertEqual(self.command("who oversees Cloud & Smart Industries Group on 2018-12-06".encode()),
                         "reorg overseers csig --as-of 2018-12-06")
        self.assertIn("understood", self.error(b"why did Ren's moon rise"))
        self.assertIn("Ren's", self.error(b"who oversees Ren's (moon) on 2018-12-06", 3))

    def test_nothing_but_line_feeds_ends_a_line(self):
        question = "who oversees 阿里云 on 2018-12-06"
        for text in (f"\ufeff{question}\r\n", f"{question}\r\n", question, f"{question}\r"):
            with self.subTest(text):
                [answer] = self.batch(text.encode())
                self.assertEqual(answer["question"], question)
                self.assertEqual(answer["command"][2], "alibaba-cloud")

    # -- options

    def test_options_hold_for_every_line(self):
        lines = b"who oversees alibaba-cloud\noverseers alibaba-cloud\nwho oversees csig\n"
        for answer in self.batch(lines, "--as-of", "2023-10-01", "--known-at", "2023-08-01", "--certain"):
            self.assertEqual(answer["as_of"]["edtf"], "2023-10-01")
            self.assertEqual(answer["known_at"], "2023-08-01")
            self.assertIn("--certain", answer["command"])

    def test_a_line_s_own_option_replaces_that_of_the_batch(self):
        answers = self.batch(b"overseers csig --as-of 2019-01-01\nwho runs csig --as-of=2018-12-06\noverseers csig\n", "--as-of", "2020-01-01")
        self.assertEqual([a["as_of"]["edtf"] for a in answers], ["2019-01-01", "2018-12-06", "2020-01-01"])

    def test_a_day_in_the_sentence_and_as_an_option_is_a_day_too_many(self):
        for option in (b"--as-of 2019", b"--since 2019", b"--until=2019"):
            self.assertIn("given twice", self.error(b"who oversees csig on 2018-12-06 " + option))
        self.assertIn("given twice", self.error(b"who oversees csig on 2018-12-06", 2, "--as-of", "2019"))
        self.assertIn("given twice", self.error(b"overseers csig --as-of 2019 --as-of 2020"))
        self.assertIn("behind an option", self.error(b"who oversees csig --certain on 2018-12-06"))

    def test_an_empty_answer_counts_with_exit_code(self):
        [answer] = self.batch(b"overseers csig --as-of 1999-01-01", "--exit-code", code=1)
        self.assertEqual(answer["rows"], [])

    def test_a_batch_only_reads(self):
        for line in (b"import x.yaml", b"reorg forget x.yaml", b"same a b", b"different a b", b"completion bash", b"help", b"version"):
            self.assertIn("only asks", self.error(line))
        for line in (b"who oversees csig --db other.reorg", b"stats --db=other.reorg", b"ask --file questions", b"ask --file=-"):
            self.assertIn("for the whole batch", self.error(line))

    def test_the_exit_code_is_the_highest_of_all_lines(self):
        self.batch(b"who oversees nobody at all\nblah\nwho oversees csig\n", code=3)

    # -- bad input

    def test_any_bytes_are_answered(self):
        for line in (b"\x00", b"who oversees a\x00b", b"\xff\xfe\xfd"[1:], b"who oversees \xe4\xba", b"\x1b[31mred", b"who runs \x07\x08\x7f",
                     "who oversees \u202eabilA\u202c".encode(), "מי מנהל את עליבאבא".encode(), b"'" * 1000, b"-" * 1000, b"--", b"--json",
                     b"reorg", b"reorg reorg", b"who", b"ask", b"\\", b"%s%n{}{0}", b"who oversees " + b"a " * 20000):
            with self.subTest(line[:40]):
                done = self.reorg("ask", "--file", "-", stdin=line + b"\nwho oversees csig on 2018-12-06\n")
                first, second = (json.loads(text) for text in done.stdout.decode().splitlines())
                self.schema.validate(first)
                self.assertIn(first["error"]["exit"], (2, 3))
                self.assertEqual((done.returncode, done.stderr), (first["error"]["exit"], b""))
                self.assertEqual(len(second["rows"]), 1)

    def test_a_line_of_a_megabyte_is_refused_and_the_next_answered(self):
        for end in (b"a", "云".encode()):
            first, second = self.batch(b"who oversees " + end * 1_000_000 + b"\nwho oversees csig on 2018-12-06\n", code=2)
            self.assertIn("longer than 64 KiB", first["error"]["message"])
            self.assertLess(len(first["question"]), 250)
            self.assertNotIn("\ufffd", first["question"])
            self.assertEqual(len(second["rows"]), 1)

    def test_a_line_of_the_greatest_length_is_read(self):
        start = b"who oversees csig on 2018-12-06"
        self.batch(start + b" " * (64 * 1024 - len(start)) + b"\n" + start)
        self.assertIn("longer", self.error(start + b" " * (64 * 1024 - len(start) + 1)))

    def test_memory_is_bounded_by_a_line_without_end(self):
        if b"__asan_init" in pathlib.Path(BINARY).read_bytes():
            self.skipTest("the sanitizer itself needs more addresses than the limit allows")
        script = 'ulimit -v 300000; head -c 600000000 /dev/zero | "$0" ask --file - | tail -c 200'
        done = subprocess.run(["bash", "-c", script, BINARY], cwd=self.folder, env=self.environment, capture_output=True, timeout=60, check=True)
        self.assertIn(b"longer than 64 KiB", done.stdout)
        self.assertEqual(done.stderr, b"")

    def test_what_cannot_be_read_is_told_once(self):
        (self.folder / "utf16.txt").write_text("who oversees csig\n", encoding="utf-16")
        (self.folder / "no.reorg").write_text("no database\n" * 99)
        for words, code, message in (
                (["--file", "none.txt"], 2, "cannot be opened"),
                (["--file", "."], 2, "cannot be read"),
                (["--file", "utf16.txt"], 2, "UTF-16"),
                (["--file", "-", "--db", "none.reorg"], 5, "none.reorg"),
                (["--file", "-", "--db", "no.reorg"], 5, "no.reorg"),
                (["--file", "-", "who oversees csig"], 2, "not both"),
                (["--file", "-", "--as-of", "2018-02-30"], 2, "2018-02-30"),
                (["--file", "-", "--csv"], 2, "csv"),
                ([], 2, "Give a question"),
                (["--as-of", "2018"], 2, "Give a question"),
                ([""], 2, "understood")):
            with self.subTest(words):
                done = self.reorg("ask", *words, stdin=b"who oversees csig\nwho oversees csig\n")
                self.assertEqual((done.returncode, done.stdout), (code, b""))
                self.assertIn(message, done.stderr.decode())
                self.assertNotIn("internal", done.stderr.decode())

    def test_no_questions_have_no_answers(self):
        self.assertEqual(self.batch(b""), [])

    def test_help_needs_no_database(self):
        for words in (["ask", "--help"], ["who", "oversees", "it", "--help"], ["ask", "who is it", "--help"]):
            done = self.reorg(*words, "--db", "none.reorg")
            self.assertEqual((done.returncode, done.stderr), (0, b""))
            self.assertTrue(done.stdout.startswith(b"# reorg ask\n"))

    # -- the process

    def test_each_answer_is_written_before_the_next_line_is_awaited(self):
        process = subprocess.Popen([BINARY, "ask", "--file", "-", *DAY], cwd=self.folder, env=self.environment,
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        with process:
            for key in ("csig", "alibaba-cloud"):
                process.stdin.write(f"overseers {key} --as-of 2018-12-06\n".encode())
                process.stdin.flush()
                self.assertEqual(json.loads(process.stdout.readline())["organization"]["key"], key)
            process.stdin.close()
        self.assertEqual(process.returncode, 0)

    def test_somebody_may_write_while_the_next_line_is_awaited(self):
        (self.folder / "more.yaml").write_text("reorg: 1\nentities:\n  moon: { kind: company, name: The Moon }\n")
        process = subprocess.Popen([BINARY, "ask", "--file", "-"], cwd=self.folder, env=self.environment,
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        with process:
            def ask():
                process.stdin.write(b"show The Moon\n")
                process.stdin.flush()
                return json.loads(process.stdout.readline())
            self.assertEqual(ask()["error"]["exit"], 3)
            self.reorg("import", "more.yaml", check=True)
            self.assertEqual(ask()["entity"]["key"], "moon")
            self.reorg("forget", "more.yaml", check=True)
            self.assertEqual(ask()["error"]["exit"], 3)
            process.stdin.close()

    def test_whoever_stops_reading_stops_it(self):
        script = 'yes "who oversees csig" | "$0" ask --file - | head -n 1 >/dev/null; echo ${PIPESTATUS[1]}'
        done = subprocess.run(["bash", "-c", script, BINARY], cwd=self.folder, env=self.environment, capture_output=True, timeout=60, check=True)
        self.assertEqual((done.stdout, done.stderr), (b"141\n", b""))  # SIGPIPE

    def test_output_that_cannot_be_written_is_an_error(self):
        for words in ("ask --file -", "overseers csig", "help"):
            for target in ("/dev/full", "&-"):
                script = f'yes "who oversees csig" | "$0" {words} >{target}; exit ${{PIPESTATUS[1]}}'
                done = subprocess.run(["bash", "-c", script, BINARY], cwd=self.folder, env=self.environment, capture_output=True, timeout=60, check=False)
                self.assertEqual(done.returncode, 70, f"{words} >{target}")
                self.assertIn(b"cannot be written", done.stderr)


if __name__ == "__main__":
    REPOSITORY = pathlib.Path(sys.argv[-1]).resolve()
    BINARY = str(pathlib.Path(sys.argv[1]).resolve() if len(sys.argv) > 2 else REPOSITORY / "build/release/reorg")
    unittest.main(argv=sys.argv[:1])
