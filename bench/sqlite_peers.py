"""SQLite with a schema made for these questions: through its C API, and through the `sqlite3` shell."""
import shutil

import measure


class SqliteApi:
    """peers/sqlite.cpp, linked statically as reorg is; its database serves the shell too."""
    name = "SQLite C API"

    def __init__(self, programs, folder):
        self.program = str(programs / "reorg_bench_sqlite")
        self.database = folder / "peer.sqlite"

    def missing(self):
        return None

    def load(self, workload):
        self.database.unlink(missing_ok=True)
        return [measure.run([self.program, "load", str(workload.folder), str(self.database)])]

    def files(self):
        return [self.database]

    def command(self, question):
        which = question.which.split()[0].lower()
        words = [question.name or question.key, question.day, question.day2]
        return [self.program, which, str(self.database), *[word for word in words if word]]

    def lines(self, question, answer):
        return answer.splitlines()

    def warm(self, which, workload, rounds):
        """The command, its way to tell the time being on stderr; and how many questions it answers."""
        letter = "a" if which == "Q7 overseers" else "b"
        file = str(workload.questions_file)
        return [self.program, f"q7{letter}", str(self.database), file, str(rounds)], rounds * len(workload.asked)

    def stop(self):
        pass


class SqliteShell:
    """The same statements as the C API's, by the shell, as one would ask by hand."""
    name = "sqlite3 shell"

    def __init__(self, api):
        self.api = api
        self.sql = {}

    def missing(self):
        return None if shutil.which("sqlite3") else "no program sqlite3"

    def load(self, workload):
        return None  # has the C API's

    def files(self):
        return self.api.files()

    def command(self, question):
        """None for what the shell cannot do by itself: Q8's components."""
        which = question.which.split()[0].lower()
        if which == "q8":
            return None
        if which not in self.sql:
            self.sql[which] = measure.output([self.api.program, "sql", which]).strip()
        sql = self.sql[which]
        for parameter, value in ((":day2", question.day2.replace("-", "")), (":day", question.day.replace("-", "")),
                                 (":name", quoted(question.name)), (":key", quoted(question.key))):
            sql = sql.replace(parameter, value)
        cache = ["-cmd", "PRAGMA cache_size=-262144"] if which in ("q3", "q4", "q5") else []
        return ["sqlite3", "-batch", "-init", "/dev/null", "-readonly", "-separator", "\t", *cache,
                str(self.api.database), sql]

    def lines(self, question, answer):
        return answer.splitlines()

    def warm(self, which, workload, rounds):
        return None

    def stop(self):
        pass


def quoted(text):
    return "'" + text.replace("'", "''") + "'"
