"""DuckDB: its library as npm delivers it, called from C++, so that no node is in the figures."""
import shutil
import subprocess

import measure
import standard_sql as sql

PACKAGE = "@duckdb/node-api"

# Sorted, so that the statistics of row groups tell where a unit's relations lie.
LOAD = f"""
CREATE TABLE source AS SELECT row_number() OVER () - 1 AS id, * FROM read_csv('{{folder}}/sources.csv', all_varchar=true);
CREATE TABLE entity AS SELECT (row_number() OVER () - 1)::INTEGER AS id, e.key, e.kind,
  coalesce(e."from"::DATE, DATE '0001-01-01') AS valid_from, coalesce(e.until::DATE, DATE '9999-12-31') AS valid_to,
  s.id::INTEGER AS source, e.name, e.language
  FROM read_csv('{{folder}}/entities.csv', all_varchar=true) e JOIN source s ON s.key = e.sources;
CREATE TABLE name AS SELECT * FROM (
  SELECT id AS entity, name, language, valid_from, valid_to, source FROM entity WHERE name IS NOT NULL UNION ALL
  SELECT e.id, n.name, n.language, n."from"::DATE, coalesce(n.until::DATE, DATE '9999-12-31'), s.id::INTEGER
  FROM read_csv('{{folder}}/names.csv', all_varchar=true) n JOIN entity e ON e.key = n.entity
  JOIN source s ON s.key = n.sources) ORDER BY name;
ALTER TABLE entity DROP COLUMN name;
ALTER TABLE entity DROP COLUMN language;
CREATE TABLE edge AS SELECT s.id AS src, o.id AS dst, ({sql.NUMBER_OF_KIND})::TINYINT AS kind,
  r."from"::DATE AS valid_from, coalesce(r.until::DATE, DATE '9999-12-31') AS valid_to, r.role,
  r.value::DECIMAL(4, 1) AS share, c.id::INTEGER AS source
  FROM (SELECT kind AS kind, subject, object, value, "from", until, role, sources
        FROM read_csv('{{folder}}/relations.csv', all_varchar=true)) r
  JOIN (SELECT id, key FROM entity) s ON s.key = r.subject JOIN (SELECT id, key FROM entity) o ON o.key = r.object
  JOIN (SELECT id, key FROM source) c ON c.key = r.sources ORDER BY dst, src;
CHECKPOINT;
"""


class DuckDb:
    name = "DuckDB"

    def __init__(self, programs, folder, modules):
        self.program = str(programs / "reorg_bench_duckdb")
        self.database = folder / "peer.duckdb"
        self.modules = modules
        self.library = None
        self.entities = 0

    def missing(self):
        """Installs the package into build/bench if npm can."""
        found = self.find()
        if not found and not shutil.which("npm"):
            return "no npm to install it with"
        if not found:
            self.modules.mkdir(parents=True, exist_ok=True)
            (self.modules / "package.json").write_text("{}\n")
            try:
                subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent", PACKAGE], cwd=self.modules,
                               check=True, capture_output=True, timeout=300)
            except (subprocess.SubprocessError, OSError) as error:
                return f"npm could not install {PACKAGE}: {error}"
            found = self.find()
        if not found:
            return f"{PACKAGE} has no library for this machine"
        self.library = str(found[0])
        return None

    def find(self):
        return sorted(self.modules.glob("node_modules/@duckdb/node-bindings-*/libduckdb.so"))

    def load(self, workload):
        self.database.unlink(missing_ok=True)
        self.entities = workload.entities
        load = LOAD.replace("{folder}", str(workload.folder).replace("'", "''"))
        return [measure.run([self.program, "load", self.library, str(self.database), load])]

    def files(self):
        return [self.database]

    def command(self, question):
        statement = sql.statement(question, lambda day: f"DATE '{day}'")
        if question.which == "Q8":
            columns = statement.replace("SELECT kind,", "SELECT kind::INTEGER,")
            return [self.program, "q8", self.library, str(self.database), columns, str(self.entities)]
        return [self.program, "run", self.library, str(self.database), statement]

    def lines(self, question, answer):
        return answer.splitlines()

    def warm(self, which, workload, rounds):
        """Thirty: it takes milliseconds for each."""
        shape = sql.q1_line if which == "Q7 overseers" else sql.q2_line
        count = min(30, len(workload.asked))
        return [self.program, "q7", self.library, str(self.database), shape("$1", "$2::DATE"),
                str(workload.questions_file), str(count)], count

    def stop(self):
        pass
