// The DuckDB peer: its library as npm delivers it, without node in the figures.
//
//   load LIBRARY DB SQL                     statements without an answer
//   run LIBRARY DB SQL                      the rows, all columns being text
//   q8 LIBRARY DB SQL ENTITIES              kind, subject, object in numbers: counts and components
//   q7 LIBRARY DB SQL QUESTIONS HOW_MANY    a prepared question of ?1 name and ?2 day, warm
//
// npm brings no header, so the few functions of DuckDB's C interface are declared here
// (https://duckdb.org/docs/stable/clients/c/api).
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <dlfcn.h>

#include "bench/peers/bundle.hpp"

namespace {

using Handle = void*;
struct Result {
  std::uint64_t columns, rows, changed;
  Handle data;
  char* error;
  Handle internal;
};

struct Library {
  explicit Library(const char* file) : handle(dlopen(file, RTLD_NOW)) {
    if (handle == nullptr) {
      throw std::runtime_error(dlerror());
    }
    find("duckdb_open", open);
    find("duckdb_connect", connect);
    find("duckdb_query", query);
    find("duckdb_prepare", prepare);
    find("duckdb_bind_varchar", bind_varchar);
    find("duckdb_execute_prepared", execute_prepared);
    find("duckdb_result_error", result_error);
    find("duckdb_column_count", column_count);
    find("duckdb_fetch_chunk", fetch_chunk);
    find("duckdb_data_chunk_get_size", chunk_size);
    find("duckdb_data_chunk_get_vector", chunk_vector);
    find("duckdb_vector_get_data", vector_data);
    find("duckdb_destroy_data_chunk", destroy_chunk);
    find("duckdb_destroy_result", destroy_result);
    find("duckdb_disconnect", disconnect);
    find("duckdb_close", close);
  }

  template <typename Function>
  void find(const char* name, Function& function) {
    function = reinterpret_cast<Function>(dlsym(handle, name));
    if (function == nullptr) {
      throw std::runtime_error(std::string(name) + " is not in the library");
    }
  }

  Handle handle;
  int (*open)(const char*, Handle*) = nullptr;
  int (*connect)(Handle, Handle*) = nullptr;
  int (*query)(Handle, const char*, Result*) = nullptr;
  int (*prepare)(Handle, const char*, Handle*) = nullptr;
  int (*bind_varchar)(Handle, std::uint64_t, const char*) = nullptr;
  int (*execute_prepared)(Handle, Result*) = nullptr;
  const char* (*result_error)(Result*) = nullptr;
  std::uint64_t (*column_count)(Result*) = nullptr;
  Handle (*fetch_chunk)(Result) = nullptr;
  std::uint64_t (*chunk_size)(Handle) = nullptr;
  Handle (*chunk_vector)(Handle, std::uint64_t) = nullptr;
  void* (*vector_data)(Handle) = nullptr;
  void (*destroy_chunk)(Handle*) = nullptr;
  void (*destroy_result)(Result*) = nullptr;
  void (*disconnect)(Handle*) = nullptr;
  void (*close)(Handle*) = nullptr;
};

// A text of DuckDB: up to 12 bytes stand in it, more are pointed to.
std::string_view text_at(const void* vector, std::uint64_t row) {
  const char* field = static_cast<const char*>(vector) + row * 16;
  std::uint32_t size = 0;
  std::memcpy(&size, field, sizeof size);
  if (size <= 12) {
    return {field + 4, size};
  }
  const char* text = nullptr;
  std::memcpy(&text, field + 8, sizeof text);
  return {text, size};
}

class Session {
 public:
  Session(const char* library, const char* file) : duckdb_(library) {
    if (duckdb_.open(file, &database_) != 0 || duckdb_.connect(database_, &connection_) != 0) {
      throw std::runtime_error("cannot open the database");
    }
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session() {
    duckdb_.disconnect(&connection_);
    duckdb_.close(&database_);
  }

  // Calls take(chunk, rows) for each portion of the rows.
  template <typename Take>
  void rows(const char* sql, Take take) {
    Result result{};
    check(duckdb_.query(connection_, sql, &result), result);
    each(result, take);
  }

  template <typename Take>
  void each(Result& result, Take take) {
    while (Handle chunk = duckdb_.fetch_chunk(result)) {
      take(chunk, duckdb_.chunk_size(chunk));
      duckdb_.destroy_chunk(&chunk);
    }
    duckdb_.destroy_result(&result);
  }

  void print(const char* sql) {
    Result result{};
    check(duckdb_.query(connection_, sql, &result), result);
    print(result);
  }

  void print(Result& result) {
    const std::uint64_t columns = duckdb_.column_count(&result);
    each(result, [&](Handle chunk, std::uint64_t count) {
      for (std::uint64_t row = 0; row < count; ++row) {
        for (std::uint64_t column = 0; column < columns; ++column) {
          const std::string_view text = text_at(vector(chunk, column), row);
          std::fwrite(text.data(), 1, text.size(), stdout);
          std::putc(column + 1 < columns ? '\t' : '\n', stdout);
        }
      }
    });
  }

  const void* vector(Handle chunk, std::uint64_t column) const {
    return duckdb_.vector_data(duckdb_.chunk_vector(chunk, column));
  }

  Handle prepared(const char* sql) {
    Handle statement = nullptr;
    if (duckdb_.prepare(connection_, sql, &statement) != 0) {
      throw std::runtime_error("cannot prepare the question");
    }
    return statement;
  }

  void ask(Handle statement, const bench::Question& question) {
    const std::string digits = std::to_string(question.day);
    const std::string day =
        digits.substr(0, 4) + '-' + digits.substr(4, 2) + '-' + digits.substr(6);
    duckdb_.bind_varchar(statement, 1, question.name.c_str());
    duckdb_.bind_varchar(statement, 2, day.c_str());
    Result result{};
    check(duckdb_.execute_prepared(statement, &result), result);
    print(result);
  }

 private:
  void check(int state, Result& result) const {
    if (state != 0) {
      throw std::runtime_error(duckdb_.result_error(&result));
    }
  }

  Library duckdb_;
  Handle database_ = nullptr;
  Handle connection_ = nullptr;
};

void components(Session& session, const char* sql, std::size_t entities) {
  bench::Components joined(entities);
  unsigned live[5] = {};
  session.rows(sql, [&](Handle chunk, std::uint64_t count) {
    const auto* kind = static_cast<const std::int32_t*>(session.vector(chunk, 0));
    const auto* subject = static_cast<const std::int32_t*>(session.vector(chunk, 1));
    const auto* object = static_cast<const std::int32_t*>(session.vector(chunk, 2));
    for (std::uint64_t row = 0; row < count; ++row) {
      ++live[kind[row]];
      joined.join(static_cast<std::uint32_t>(subject[row]),
                  static_cast<std::uint32_t>(object[row]));
    }
  });
  for (std::uint8_t kind = bench::part_of; kind <= bench::member_of; ++kind) {
    std::printf("live\t%s\t%u\n", std::string(bench::kind_name(kind)).c_str(), live[kind]);
  }
  joined.print();
}

void warm(Session& session, const char* sql, const char* file, std::size_t count) {
  std::vector<bench::Question> questions = bench::read_questions(file);
  questions.resize(std::min(questions.size(), count));
  Handle statement = session.prepared(sql);
  const auto start = std::chrono::steady_clock::now();
  for (const bench::Question& question : questions) {
    session.ask(statement, question);
  }
  std::fflush(stdout);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::fprintf(stderr, "%zu questions in %.6f s\n", questions.size(), took.count());
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view what = argc > 1 ? argv[1] : "";
  try {
    if (argc < 5) {
      std::fputs("usage: see the first lines of bench/peers/duckdb.cpp\n", stderr);
      return 2;
    }
    Session session(argv[2], argv[3]);
    if (what == "q8" && argc == 6) {
      components(session, argv[4], std::stoul(argv[5]));
    } else if (what == "q7" && argc == 7) {
      warm(session, argv[4], argv[5], std::stoul(argv[6]));
    } else if (what == "load") {
      session.rows(argv[4], [](Handle, std::uint64_t) {});
    } else {
      session.print(argv[4]);
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "reorg_bench_duckdb: %s\n", error.what());
    return 1;
  }
  return 0;
}
