// The SQLite peer: SQLite's C API with a schema made for exactly these questions.
//
//   load FOLDER DB        q1|q2 DB NAME DAY      q3 DB KEY DAY       q4 DB KEY DAY1 DAY2
//   q5 DB DAY1 DAY2       q8 DB DAY              q7a|q7b DB QUESTIONS ROUNDS (Q1 and Q2, warm)
//   sql QUESTION          the statement, for the sqlite3 shell to ask the same
//
// Answers are rows of fields separated by tabs, in any order. What Q7 took is told on stderr.
#include <chrono>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "bench/peers/bundle.hpp"
#include "bench/peers/sqlite_database.hpp"
#include "bench/peers/sqlite_load.hpp"
#include "bench/peers/sqlite_questions.hpp"

namespace {

using bench::Database;
using bench::Date;
using bench::Statement;

void write(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

void print(Statement& statement) {
  while (statement.step()) {
    for (int column = 0; column < statement.columns(); ++column) {
      write(statement.text(column));
      std::putc(column + 1 < statement.columns() ? '\t' : '\n', stdout);
    }
  }
}

// Whole ids and keys at once, for bench::changes that touch most of them.
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
  Statement statement(db, long_range ? bench::changes : bench::q5);
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
  Statement statement(db, bench::q8);
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
  Statement statement(db, bench::q1);
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
  Statement unit(db, bench::warm_unit);
  Statement above(db, bench::warm_above);
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
  Statement statement(db, question == "q1"   ? bench::q1
                          : question == "q2" ? bench::q2
                          : question == "q3" ? bench::q3
                                             : bench::q4);
  statement.bind(named ? ":name" : ":key", words[1]);
  statement.bind(":day", bench::date_of(words[2], 0));
  if (question == "q4") {
    statement.bind(":day2", bench::date_of(words[3], 0));
  }
  print(statement);
}

int sql(std::string_view question) {
  const char* text = question == "q1"   ? bench::q1
                     : question == "q2" ? bench::q2
                     : question == "q3" ? bench::q3
                     : question == "q4" ? bench::q4
                                        : bench::q5;
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
      bench::load_sqlite(argv[2], argv[3]);
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
