"""PostgreSQL 15: a cluster of its own in a temporary folder, run by somebody without rights, asked by psql."""
import atexit
import os
import pathlib
import pwd
import shutil
import subprocess
import tempfile

import measure
import standard_sql as sql

SETTINGS = {
    "listen_addresses": "", "shared_buffers": "2GB", "work_mem": "256MB", "maintenance_work_mem": "512MB",
    "effective_cache_size": "4GB", "random_page_cost": "1.1", "jit": "off", "max_wal_size": "8GB",
    "wal_level": "minimal", "max_wal_senders": "0", "synchronous_commit": "off", "autovacuum": "off",
    "max_parallel_maintenance_workers": "2",
}

# Rows come into tables for a while, without a log, and are sorted into their own by what is asked for.
LOAD = """
BEGIN;
CREATE UNLOGGED TABLE c_sources(key text, title text, publisher text, published text, type text);
CREATE UNLOGGED TABLE c_entities(key text, kind text, name text, language text, "from" date, until date, sources text);
CREATE UNLOGGED TABLE c_names(entity text, name text, language text, "from" date, until date, sources text);
CREATE UNLOGGED TABLE c_relations(kind text, subject text, object text, value numeric, "from" date, until date,
  capacity text, role text, sources text);
\\copy c_sources FROM '{folder}/sources.csv' CSV HEADER
\\copy c_entities FROM '{folder}/entities.csv' CSV HEADER
\\copy c_names FROM '{folder}/names.csv' CSV HEADER
\\copy c_relations FROM '{folder}/relations.csv' CSV HEADER
CREATE TABLE source AS SELECT (row_number() OVER () - 1)::int AS id, * FROM c_sources;
CREATE TABLE role AS SELECT (row_number() OVER ())::smallint AS id, role AS name FROM
  (SELECT DISTINCT role FROM c_relations WHERE role IS NOT NULL) r;
ANALYZE source;
CREATE TABLE entity AS SELECT (row_number() OVER () - 1)::int AS id, e.key, e.kind,
  coalesce(e."from", DATE '0001-01-01') AS valid_from, coalesce(e.until, DATE '9999-12-31') AS valid_to, s.id AS source
  FROM c_entities e JOIN source s ON s.key = e.sources;
ANALYZE entity;
CREATE TABLE name AS SELECT * FROM (
  SELECT o.id AS entity, o.valid_from, o.valid_to, o.source, e.name, e.language
  FROM c_entities e JOIN entity o ON o.key = e.key WHERE e.name IS NOT NULL UNION ALL
  SELECT o.id, n."from", coalesce(n.until, DATE '9999-12-31'), s.id, n.name, n.language
  FROM c_names n JOIN entity o ON o.key = n.entity JOIN source s ON s.key = n.sources) n ORDER BY entity, valid_from;
CREATE TABLE edge AS SELECT s.id AS src, o.id AS dst, r."from" AS valid_from,
  coalesce(r.until, DATE '9999-12-31') AS valid_to, c.id AS source, (r.value * 10)::smallint AS share, l.id AS role,
  (CASE r.kind WHEN 'part_of' THEN 1 WHEN 'oversees' THEN 2 WHEN 'owns' THEN 3 ELSE 4 END)::smallint AS kind
  FROM c_relations r JOIN entity s ON s.key = r.subject JOIN entity o ON o.key = r.object
  JOIN source c ON c.key = r.sources LEFT JOIN role l ON l.name = r.role ORDER BY dst, kind, valid_from;
DROP TABLE c_sources, c_entities, c_names, c_relations;
CREATE UNIQUE INDEX ON entity(id) INCLUDE (key);
CREATE UNIQUE INDEX ON entity(key) INCLUDE (id);
CREATE INDEX ON name(name, valid_from, valid_to) INCLUDE (entity);
CREATE INDEX ON name(entity, valid_from, valid_to) INCLUDE (name);
CREATE INDEX ON edge(dst, kind, valid_from, valid_to) INCLUDE (src);
CREATE INDEX ON edge(src, kind, valid_from, valid_to) INCLUDE (dst);
CREATE INDEX ON edge(valid_from, valid_to) INCLUDE (kind, src, dst);
CREATE INDEX ON edge(valid_to, valid_from) INCLUDE (kind, src, dst);
COMMIT;
VACUUM (FREEZE, ANALYZE) source, role, entity, name, edge;
CHECKPOINT;
"""


class PostgreSql:
    name = "PostgreSQL"

    def __init__(self, programs, folder):
        self.components = str(programs / "reorg_bench_components")
        self.folder = folder
        self.bin = next(iter(sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/postgres"), reverse=True)), None)
        self.home = None
        self.entities = 0

    def missing(self):
        if self.bin is None or shutil.which("psql") is None:
            return "no server of PostgreSQL"
        return None

    def as_somebody(self, *command):
        """The server refuses to run as root."""
        user = somebody()
        who = ["runuser", "-u", user, "--"] if user else []
        done = subprocess.run([*who, *command], cwd="/", capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise measure.Failed(f"{' '.join(command)}: {done.stderr.strip()[-500:]}")

    def start(self):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="reorg-bench-pg."))
        self.home.chmod(0o755)
        if user := somebody():
            shutil.chown(self.home, user)
        atexit.register(self.stop)
        data = str(self.home / "data")
        self.as_somebody(str(self.bin.parent / "initdb"), "-N", "-D", data, "-U", "bench", "-A", "trust", "-E", "UTF8",
                         "--locale", "C")
        options = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
        self.as_somebody(str(self.bin.parent / "pg_ctl"), "-D", data, "-w", "-t", "60", "-l", str(self.home / "log"),
                         "-o", f"{options} -k {self.home}", "start")

    def stop(self):
        if self.home is None:
            return
        home, self.home = self.home, None
        atexit.unregister(self.stop)
        try:
            self.as_somebody(str(self.bin.parent / "pg_ctl"), "-D", str(home / "data"), "-m", "immediate", "-w", "stop")
        finally:
            shutil.rmtree(home, ignore_errors=True)

    def psql(self):
        return ["psql", "-X", "-q", "-A", "-t", "-F", "\t", "-h", str(self.home), "-U", "bench", "-v", "ON_ERROR_STOP=1",
                "postgres"]

    def load(self, workload):
        if self.home is None:
            self.start()
        measure.run([*self.psql(), "-c", "DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public"])
        self.entities = workload.entities
        script = self.folder / "postgresql-load.sql"
        script.write_text(LOAD.replace("{folder}", str(workload.folder)))
        return [measure.run([*self.psql(), "-f", str(script)])]

    def files(self):
        return []

    def disk(self):
        """Its tables and indexes; neither its log nor its catalogue."""
        tables = "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND " \
                 "relnamespace = 'public'::regnamespace"
        return int(measure.output([*self.psql(), "-c", tables]))

    def command(self, question):
        """No questions from a cold disk: the server keeps its own cache of pages, which would have to be lost too."""
        if question.which.endswith("disk"):
            return None
        statement = sql.statement(question, lambda day: f"DATE '{day}'")
        if question.which == "Q8":
            asked = [*self.psql(), "-F", " ", "-c", f"COPY ({statement}) TO STDOUT"]
            return ["sh", "-c", '"$@" | ' + f"'{self.components}' {self.entities}", "sh", *asked]
        return [*self.psql(), "-c", statement]

    def lines(self, question, answer):
        return answer.splitlines()

    def warm(self, which, workload, rounds):
        """Each question by name in a script for psql; half of them."""
        shape = sql.q1_line if which == "Q7 overseers" else sql.q2_line
        count = min(5000, len(workload.asked))
        script = self.folder / f"postgresql-{which[3:]}.sql"
        asked = "".join(f"EXECUTE q({sql.text(name)}, '{day}');\n" for name, day in workload.asked[:count])
        script.write_text(f"PREPARE q(text, date) AS {shape('$1', '$2')};\n{asked}", encoding="utf-8")
        return [*self.psql(), "-f", str(script)], count


def somebody():
    """Whom to be instead of root; None when we are not."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
