// The SQLite peer: SQLite's C API with a schema made for exactly these questions.
//
//   load FOLDER DB        q1|q2 DB NAME DAY      q3 DB KEY DAY       q4 DB KEY DAY1 DAY2
//   q5 DB DAY1 DAY2       q8 DB DAY              q7a|q7b DB QUESTIONS ROUNDS (Q1 and Q2, warm)
//   sql QUESTION          the statement, for the sqlite3 shell to ask the same
//
// Answers are rows of fields separated by tabs, in any order. What Q7 took is told on stderr.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#include <sqlite3.h>

#include "bench/peers/bundle.hpp"

namespace {

using bench::Bundle;
using bench::Date;

// Everything that a question needs stands in the index or the clustered table where it is found.
// Relations are clustered by object: the children and the heads of an organization lie together.
constexpr const char* tables = R"sql(
CREATE TABLE source(id INTEGER PRIMARY KEY, key TEXT, title TEXT, publisher TEXT, type TEXT, published INT);
CREATE TABLE role(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE entity(id INTEGER PRIMARY KEY, key TEXT, kind TEXT, valid_from INT, valid_to INT, source INT);
CREATE TABLE name(entity INT, valid_from INT, name TEXT, valid_to INT, language TEXT, source INT,
  PRIMARY KEY(entity, valid_from)) WITHOUT ROWID;
CREATE TABLE edge(dst INT, kind INT, valid_from INT, id INT, src INT, valid_to INT, role INT, share INT,
  source INT, PRIMARY KEY(dst, kind, valid_from, id)) WITHOUT ROWID;
)sql";

constexpr const char* indexes = R"sql(
CREATE UNIQUE INDEX entity_key ON entity(key);
CREATE INDEX name_name ON name(name, valid_from, valid_to, entity);
CREATE INDEX edge_src ON edge(src, kind, valid_from, valid_to, dst);
CREATE INDEX edge_from ON edge(valid_from, valid_to, kind, src, dst);
CREATE INDEX edge_to ON edge(valid_to, valid_from, kind, src, dst);
)sql";

#define KIND_NAME                                                                                 \
  "CASE t.kind WHEN 1 THEN 'part_of' WHEN 2 THEN 'oversees' WHEN 3 THEN 'owns' ELSE 'member_of' " \
  "END"
#define HEADS(unit, day)                                                                     \
  "SELECT p.name FROM edge h CROSS JOIN name p ON p.entity = h.src AND p.valid_from <= " day \
  " AND p.valid_to > " day " WHERE h.dst = " unit " AND h.kind = 2 AND h.valid_from <= " day \
  " AND h.valid_to > " day

constexpr const char* q1 =
    "SELECT p.name FROM name n CROSS JOIN edge h ON h.dst = n.entity AND h.kind = 2 AND "
    "h.valid_from <= :day AND h.valid_to > :day CROSS JOIN name p ON p.entity = h.src AND "
    "p.valid_from <= :day AND p.valid_to > :day WHERE n.name = :name AND n.valid_from <= :day "
    "AND n.valid_to > :day";

constexpr const char* q2 =
    "WITH RECURSIVE up(id) AS (SELECT entity FROM name WHERE name = :name AND valid_from <= :day "
    "AND valid_to > :day UNION ALL SELECT e.dst FROM up CROSS JOIN edge e ON e.src = up.id AND "
    "e.kind = 1 AND e.valid_from <= :day AND e.valid_to > :day) "
    "SELECT u.key, coalesce((" HEADS("up.id", ":day") "), '') FROM up CROSS JOIN entity u ON "
    "u.id = up.id";

constexpr const char* q3 =
    "WITH RECURSIVE below(id, parent) AS (SELECT e.src, e.dst FROM entity r CROSS JOIN edge e ON "
    "e.dst = r.id AND e.kind = 1 AND e.valid_from <= :day AND e.valid_to > :day WHERE r.key = :key "
    "UNION ALL SELECT e.src, e.dst FROM below b CROSS JOIN edge e ON e.dst = b.id AND e.kind = 1 "
    "AND e.valid_from <= :day AND e.valid_to > :day) "
    "SELECT u.key, p.key, n.name, coalesce((" HEADS("b.id", ":day") "), '') FROM below b CROSS "
    "JOIN entity u ON u.id = b.id CROSS JOIN entity p ON p.id = b.parent CROSS JOIN name n ON "
    "n.entity = b.id AND n.valid_from <= :day AND n.valid_to > :day";

#define BELOW(name, day)                                                                   \
  name "(id) AS (SELECT id FROM entity WHERE key = :key UNION ALL SELECT e.src FROM " name \
       " b CROSS JOIN edge e ON e.dst = b.id AND e.kind = 1 AND e.valid_from <= " day      \
       " AND "                                                                             \
       "e.valid_to > " day ")"
#define TURNED                                                                        \
  " AND ((e.valid_from <= :day AND e.valid_to > :day) <> (e.valid_from <= :day2 AND " \
  "e.valid_to > :day2))"

constexpr const char* q4 =
    "WITH RECURSIVE " BELOW("first", ":day") ", " BELOW("second", ":day2")
    ", both(id) AS (SELECT id FROM first UNION SELECT id FROM second), "
    "turned(began, kind, src, dst) AS (SELECT e.valid_from > :day, 1, e.src, e.dst FROM both b "
    "CROSS JOIN edge e ON e.src = b.id AND e.kind = 1 AND e.valid_from <= :day2" TURNED
    " UNION ALL SELECT e.valid_from > :day, 2, e.src, e.dst FROM both b CROSS JOIN edge e ON "
    "e.dst = b.id AND e.kind = 2 AND e.valid_from <= :day2" TURNED ") "
    "SELECT CASE began WHEN 1 THEN 'began' ELSE 'ended' END, " KIND_NAME ", s.key, o.key FROM "
    "turned t CROSS JOIN entity s ON s.id = t.src CROSS JOIN entity o ON o.id = t.dst";

#define CHANGES                                                                               \
  "SELECT 'began' AS turn, kind, src, dst FROM edge INDEXED BY edge_from WHERE valid_from > " \
  ":day AND valid_from <= :day2 AND valid_to > :day2 UNION ALL SELECT 'ended', kind, src, "   \
  "dst FROM edge INDEXED BY edge_to WHERE valid_to > :day AND valid_to <= :day2 AND "         \
  "valid_from <= :day"

constexpr const char* changes = CHANGES;

constexpr const char* q5 = "SELECT turn, " KIND_NAME ", s.key, o.key FROM (" CHANGES
                           ") t CROSS JOIN entity s ON s.id = "
                           "t.src CROSS JOIN entity o ON o.id = t.dst";

constexpr const char* q8 =
    "SELECT kind, src, dst FROM edge INDEXED BY edge_src WHERE valid_from <= :day AND valid_to > "
    ":day";

constexpr const char* warm_unit =
    "SELECT entity FROM name WHERE name = :name AND valid_from <= :day AND valid_to > :day";
constexpr const char* warm_above =
    "SELECT u.key, coalesce((" HEADS("u.id", ":day") "), ''), (SELECT dst FROM edge e WHERE e.src "
    "= u.id AND e.kind = 1 AND e.valid_from <= :day AND e.valid_to > :day) FROM entity u WHERE "
    "u.id = :unit";

class Database {
 public:
  explicit Database(const char* file, bool write = false) {
    const int flags = write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    check(sqlite3_open_v2(file, &handle_, flags | SQLITE_OPEN_NOMUTEX, nullptr));
  }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database() { sqlite3_close(handle_); }

  void run(const char* sql) { check(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr)); }
  void check(int code) const {
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW) {
      throw std::runtime_error(handle_ != nullptr ? sqlite3_errmsg(handle_) : sqlite3_errstr(code));
    }
  }
  sqlite3* handle() const { return handle_; }

 private:
  sqlite3* handle_ = nullptr;
};

class Statement {
 public:
  Statement(const Database& database, const char* sql) : database_(database) {
    database.check(sqlite3_prepare_v3(database.handle(), sql, -1, SQLITE_PREPARE_PERSISTENT,
                                      &handle_, nullptr));
  }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement() { sqlite3_finalize(handle_); }

  int at(const char* parameter) const { return sqlite3_bind_parameter_index(handle_, parameter); }
  void bind(int at, std::int64_t value) { sqlite3_bind_int64(handle_, at, value); }
  // The text has to live until the statement is reset.
  void bind(int at, std::string_view text) {
    sqlite3_bind_text(handle_, at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
  }
  void bind(const char* parameter, std::string_view text) { bind(at(parameter), text); }
  void bind(const char* parameter, Date day) { bind(at(parameter), std::int64_t{day}); }

  bool step() {
    const int code = sqlite3_step(handle_);
    database_.check(code);
    return code == SQLITE_ROW;
  }
  void reset() { sqlite3_reset(handle_); }
  void insert() {
    step();
    reset();
  }

  std::int64_t number(int column) const { return sqlite3_column_int64(handle_, column); }
  bool null(int column) const { return sqlite3_column_type(handle_, column) == SQLITE_NULL; }
  std::string_view text(int column) const {
    const void* bytes = sqlite3_column_text(handle_, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle_, column));
    return {static_cast<const char*>(bytes), bytes == nullptr ? 0 : size};
  }
  int columns() const { return sqlite3_column_count(handle_); }

 private:
  const Database& database_;
  sqlite3_stmt* handle_ = nullptr;
};

void write(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

void print(Statement& statement) {
  while (statement.step()) {
    for (int column = 0; column < statement.columns(); ++column) {
      write(statement.text(column));
      std::putc(column + 1 < statement.columns() ? '\t' : '\n', stdout);
    }
  }
}

void load_entities(Database& db, const Bundle& bundle) {
  Statement source(db, "INSERT INTO source VALUES(?,?,?,?,?,?)");
  for (std::size_t n = 0; n < bundle.sources.size(); ++n) {
    const bench::Source& it = bundle.sources[n];
    source.bind(1, static_cast<std::int64_t>(n));
    source.bind(2, it.key);
    source.bind(3, it.title);
    source.bind(4, it.publisher);
    source.bind(5, it.type);
    source.bind(6, it.published);
    source.insert();
  }
  Statement role(db, "INSERT INTO role VALUES(?,?)");
  for (std::size_t n = 0; n < bundle.roles.size(); ++n) {
    role.bind(1, static_cast<std::int64_t>(n));
    role.bind(2, bundle.roles[n]);
    role.insert();
  }
  Statement entity(db, "INSERT INTO entity VALUES(?,?,?,?,?,?)");
  for (std::size_t n = 0; n < bundle.entities.size(); ++n) {
    const bench::Entity& it = bundle.entities[n];
    entity.bind(1, static_cast<std::int64_t>(n));
    entity.bind(2, it.key);
    entity.bind(3, it.kind);
    entity.bind(4, it.from);
    entity.bind(5, it.until);
    entity.bind(6, it.source);
    entity.insert();
  }
}

// Sorted as they will lie in the file.
void load_names(Database& db, Bundle& bundle) {
  std::sort(bundle.names.begin(), bundle.names.end(), [](const auto& a, const auto& b) {
    return std::pair(a.entity, a.from) < std::pair(b.entity, b.from);
  });
  Statement name(db, "INSERT INTO name VALUES(?,?,?,?,?,?)");
  for (const bench::Name& it : bundle.names) {
    name.bind(1, it.entity);
    name.bind(2, it.from);
    name.bind(3, it.name);
    name.bind(4, it.until);
    name.bind(5, it.language);
    name.bind(6, it.source);
    name.insert();
  }
}

void load_edges(Database& db, const Bundle& bundle) {
  std::vector<std::uint32_t> order(bundle.edges.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&bundle](std::uint32_t a, std::uint32_t b) {
    const bench::Edge& one = bundle.edges[a];
    const bench::Edge& other = bundle.edges[b];
    return std::tuple(one.object, one.kind, one.from, a) <
           std::tuple(other.object, other.kind, other.from, b);
  });
  Statement edge(db, "INSERT INTO edge VALUES(?,?,?,?,?,?,?,?,?)");
  for (const std::uint32_t n : order) {
    const bench::Edge& it = bundle.edges[n];
    edge.bind(1, it.object);
    edge.bind(2, it.kind);
    edge.bind(3, it.from);
    edge.bind(4, n);
    edge.bind(5, it.subject);
    edge.bind(6, it.until);
    edge.bind(7, it.role);
    edge.bind(8, it.share);
    edge.bind(9, it.source);
    edge.insert();
  }
}

// One transaction, indexes after the rows, one fsync at the end.
void load(const char* folder, const char* file) {
  Bundle bundle = bench::read_bundle(folder);
  {
    Database db(file, true);
    db.run(
        "PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; "
        "PRAGMA cache_size=-262144; PRAGMA locking_mode=EXCLUSIVE; BEGIN");
    db.run(tables);
    load_entities(db, bundle);
    load_names(db, bundle);
    load_edges(db, bundle);
    bundle = {};
    db.run(indexes);
    db.run("COMMIT");
    // What was written without a sync is synced by the last, small transaction.
    db.run("PRAGMA synchronous=FULL; PRAGMA user_version=1");
  }
}

// Whole ids and keys at once, for changes that touch most of them.
std::vector<std::string> all_keys(const Database& db) {
  std::vector<std::string> keys;
  Statement all(db, "SELECT key FROM entity ORDER BY id");
  while (all.step()) {
    keys.emplace_back(all.text(0));
  }
  return keys;
}

// Over more than a year most entities are touched, and reading all keys beats looking them up.
void answer_q5(const Database& db, Date day, Date day2) {
  const bool long_range = day2 - day > 10000;
  Statement statement(db, long_range ? changes : q5);
  statement.bind(":day", day);
  statement.bind(":day2", day2);
  if (!long_range) {
    print(statement);
    return;
  }
  const std::vector<std::string> keys = all_keys(db);
  std::string line;
  while (statement.step()) {
    line = statement.text(0);
    line += '\t';
    line += bench::kind_name(static_cast<std::uint8_t>(statement.number(1)));
    line += '\t';
    line += keys[static_cast<std::size_t>(statement.number(2))];
    line += '\t';
    line += keys[static_cast<std::size_t>(statement.number(3))];
    line += '\n';
    write(line);
  }
}

void answer_q8(const Database& db, Date day) {
  Statement last(db, "SELECT max(id) FROM entity");
  last.step();
  bench::Components components(static_cast<std::size_t>(last.number(0)) + 1);
  Statement statement(db, q8);
  statement.bind(":day", day);
  std::int64_t live[5] = {};
  while (statement.step()) {
    ++live[statement.number(0)];
    components.join(static_cast<std::uint32_t>(statement.number(1)),
                    static_cast<std::uint32_t>(statement.number(2)));
  }
  for (std::uint8_t kind = bench::part_of; kind <= bench::member_of; ++kind) {
    std::printf("live\t%s\t%lld\n", std::string(bench::kind_name(kind)).c_str(),
                static_cast<long long>(live[kind]));
  }
  components.print();
}

// One line a question: the heads, or key and head of each level; fields by tabs.
void warm_heads(const Database& db, const std::vector<bench::Question>& questions, int rounds) {
  Statement statement(db, q1);
  const int name = statement.at(":name");
  const int day = statement.at(":day");
  for (int round = 0; round < rounds; ++round) {
    for (const bench::Question& question : questions) {
      statement.bind(name, question.name);
      statement.bind(day, question.day);
      if (statement.step()) {
        write(statement.text(0));
      }
      std::putc('\n', stdout);
      statement.reset();
    }
  }
}

void warm_chains(const Database& db, const std::vector<bench::Question>& questions, int rounds) {
  Statement unit(db, warm_unit);
  Statement above(db, warm_above);
  const int day = above.at(":day");
  const int of = above.at(":unit");
  for (int round = 0; round < rounds; ++round) {
    for (const bench::Question& question : questions) {
      unit.bind(":name", question.name);
      unit.bind(":day", question.day);
      bool more = unit.step();
      std::int64_t at = more ? unit.number(0) : 0;
      above.bind(day, question.day);
      while (more) {
        above.bind(of, at);
        above.step();
        write(above.text(0));
        std::putc('\t', stdout);
        write(above.text(1));
        more = !above.null(2);
        at = above.number(2);
        std::putc(more ? '\t' : '\n', stdout);
        above.reset();
      }
      unit.reset();
    }
  }
}

void warm(const Database& db, bool chains, const char* file, int rounds) {
  const std::vector<bench::Question> questions = bench::read_questions(file);
  const auto start = std::chrono::steady_clock::now();
  (chains ? warm_chains : warm_heads)(db, questions, rounds);
  std::fflush(stdout);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::fprintf(stderr, "%zu questions in %.6f s\n",
               questions.size() * static_cast<std::size_t>(rounds), took.count());
}

void answer(std::string_view question, char** words) {
  Database db(words[0]);
  db.run("PRAGMA cache_size=-262144");  // 2 MB by default: pages would be read again and again
  if (question == "q5") {
    return answer_q5(db, bench::date_of(words[1], 0), bench::date_of(words[2], 0));
  }
  if (question == "q8") {
    return answer_q8(db, bench::date_of(words[1], 0));
  }
  if (question == "q7a" || question == "q7b") {
    return warm(db, question == "q7b", words[1], std::stoi(words[2]));
  }
  const bool named = question == "q1" || question == "q2";
  Statement statement(db, question == "q1"   ? q1
                          : question == "q2" ? q2
                          : question == "q3" ? q3
                                             : q4);
  statement.bind(named ? ":name" : ":key", words[1]);
  statement.bind(":day", bench::date_of(words[2], 0));
  if (question == "q4") {
    statement.bind(":day2", bench::date_of(words[3], 0));
  }
  print(statement);
}

int sql(std::string_view question) {
  const char* text = question == "q1"   ? q1
                     : question == "q2" ? q2
                     : question == "q3" ? q3
                     : question == "q4" ? q4
                                        : q5;
  return std::puts(text) < 0 ? 1 : 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view what = argc > 1 ? argv[1] : "";
  try {
    if (what == "sql" && argc == 3) {
      return sql(argv[2]);
    }
    if (what == "load" && argc == 4) {
      load(argv[2], argv[3]);
    } else if (argc >= 4 && what.size() > 1 && what[0] == 'q') {
      answer(what, argv + 2);
    } else {
      std::fputs("usage: see the first lines of bench/peers/sqlite.cpp\n", stderr);
      return 2;
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "reorg_bench_sqlite: %s\n", error.what());
    return 1;
  }
  return 0;
}
