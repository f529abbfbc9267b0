// Statements that are kept as literals: one slim row each, which stands for a row of `statement`
// and for the row of `spell` that it alone would make (core/timeline/literal.hpp).
//
// Whoever reads statements or spells reads these too. As soon as something else makes another spell
// of one, it is promoted: from then on it is a statement like all others, under the same number.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/store/connection.hpp"
#include "core/timeline/literal.hpp"

namespace reorg::sql {

// What `flags` holds.
enum LiteralFlag : unsigned {
  literal_acting = 1,
  literal_dotted = 2,
  literal_known_assumed = 4,
  literal_always = 8,
  literal_ended_unknown = 16,
  literal_told_last = 32,
};
unsigned flags_of(const Literal&);
void set_flags(Literal&, std::int64_t stored);  // throws std::invalid_argument for unknown ones

// A row with its texts.
class StoredLiteral {
 public:
  StoredLiteral(const Literal& l, std::int64_t file_number)
      : file(file_number), plain_(l), aspect_(l.aspect), value_(l.value), role_(l.role) {}
  Literal get() const;  // refers to this

  std::int64_t file;

 private:
  Literal plain_;
  std::string aspect_, value_, role_;
};
EntityId home_of(const Literal&);

// `known` is NULL when it is the day of the beginning; `until_day` when it is open or unknown;
// `subject` when it is the home, as of all values.
#define REORG_LITERAL_COLUMNS                                                                 \
  "l.home, l.kind, l.from_day, l.id, l.subject, l.capacity_of, (SELECT text FROM word w "     \
  "WHERE w.id = l.aspect), l.value, (SELECT text FROM word w WHERE w.id = l.role), l.flags, " \
  "l.until_day, l.known, l.source, l.file"
StoredLiteral read_literal(Query&);

// ?1: homes, ?2: codes of kinds
extern const char* const literals_at_sql;
// ?1: subjects, ?2: codes of relations
extern const char* const literals_of_subject_sql;
// ?1: entities: their literals at home; as the subject; in that capacity
extern const char* const literals_at_home_sql;
extern const char* const literals_as_subject_sql;
extern const char* const literals_in_capacity_sql;
// ?1: numbers. A run has its numbers in the order of its rows, so that the numbers need no index.
extern const char* const literals_by_id_sql;

enum class Of { homes, subjects, capacities };
// Of these entities (a JSON list), and of these kinds (a JSON list of codes) when there is one.
std::vector<StoredLiteral> literals(Connection&, Of, const std::string& entities,
                                    const std::string& kinds = {});
// All that are told of them as subject or object, or that touch them in any way; each once.
std::vector<StoredLiteral> literals_joining(Connection&, const std::string& entities);
std::vector<StoredLiteral> literals_touching(Connection&, const std::string& entities);

// All of them, in the order of their rows.
//
//   LiteralScan scan(connection);
//   while (scan.next()) … scan.literal() …
class LiteralScan {
 public:
  explicit LiteralScan(Connection&);
  bool next();
  EntityId home() const { return home_; }
  std::int64_t file() const { return file_; }
  // Good until the next call.
  const Literal& literal() const { return literal_; }

 private:
  Query query_;
  std::vector<std::string> words_;  // by number; the first is empty
  EntityId home_ = EntityId::none;
  std::int64_t file_ = 0;
  Literal literal_;
};
// The names of files by their numbers, each read once.
class FileNames {
 public:
  explicit FileNames(Connection& c) : query_(c, "SELECT name FROM file WHERE id = ?") {}
  const std::string& of(std::int64_t file);  // good as long as this

 private:
  Query query_;
  std::map<std::int64_t, std::string> names_;
};
// As statements, with the name of their file; by number.
std::vector<Statement> as_statements(Connection&, const std::vector<StoredLiteral>&);
std::vector<StoredLiteral> literals_by_id(Connection&, const std::string& ids);
std::vector<StoredLiteral> literals_of_file(Connection&, std::int64_t file);  // reads them all

// Those that these revisions brought, as statements; the count is of all that they brought.
struct RecordedLiteral {
  int revision = 0;
  std::int64_t content = 0;
  Statement statement;
};
std::int64_t count_recorded_literals(Connection&, int first, int last);
std::vector<RecordedLiteral> recorded_literals(Connection&, int first, int last);

// They become statements and spells under the same numbers, as recorded by the revision that
// brought them.
void promote(Connection&, const std::vector<StoredLiteral>&);
// Those that may claim the same as the statement, whose entities are rows of the store.
void promote_alike(Connection&, const Statement&);

// Numbers of statements, spells and literals: one sequence, never used twice. Gives the first.
std::int64_t take_numbers(Connection&, std::int64_t count);

// Short texts that recur: the number that stands for one; 0 for the empty text.
std::int64_t word_for(Connection&, const std::string& text);

}  // namespace reorg::sql
