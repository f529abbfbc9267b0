// Beginnings and ends of which no event is recorded, by their dates. A table tells millions of
// them: until a day is told they are kept slim, some seventy bytes each.
#pragma once

#include <compare>
#include <cstdint>
#include <deque>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/timeline/literal.hpp"

namespace reorg {

// Literals without their overhead: every text but the value stands once.
class SlimLiterals {
 public:
  std::size_t size() const { return rows_.size(); }
  // Requires: it was told with dates.
  void add(const Literal&, const std::string& file);
  Statement statement(std::size_t row) const;

 private:
  struct Row {
    std::uint32_t id;
    EntityId subject, object, capacity_of;
    Day from, until, known;
    SourceId source;
    std::uint32_t aspect, role, file;  // words
    std::uint32_t length;              // of its value
    std::size_t value;                 // where that begins in the texts
    StatementKind kind;
    bool acting, dotted, known_assumed, ended_unknown, told_last;
  };
  std::uint32_t word(std::string_view);

  std::deque<Row> rows_;
  std::deque<std::string> words_;
  std::unordered_map<std::string_view, std::uint32_t> number_of_;  // of a word
  std::string texts_;
};

class PlainDays {
 public:
  // One date on which something begins, or ends.
  struct Entry {
    Date date;  // as the first of its facts has it
    bool ends = false;

   private:
    friend class PlainDays;
    std::uint32_t first_id = 0;  // the least of its numbers
    std::vector<std::uint32_t> statements;
    std::size_t first_literal = 0, last_literal = 0;  // in by_day_, without the last
  };

  // Within [first, last], as known on the day. A date with an open side counts only in all of time.
  PlainDays(Day first, Day last, Day known_at) : first_(first), last_(last), known_at_(known_at) {}

  void take(Statement);
  void take(const Literal&, const std::string& file);

  // When all are taken, once: the dates in the order in which they were told first.
  std::vector<Entry> entries();
  // Its facts in the order told, each once with the sources of all that say it.
  std::vector<Statement> facts(const Entry&) const;

 private:
  struct Key {
    Day earliest, latest;
    bool ends;
    // NOLINTNEXTLINE(readability-implicit-bool-conversion): inside the comparison it defaults to
    friend auto operator<=>(const Key&, const Key&) = default;
  };
  struct Bound {
    Day day;
    std::uint32_t id, row;
    bool ends;
  };
  // For each day from the first on two places: what begins and what ends.
  struct Shelf {
    std::uint32_t count = 0, first_id = std::numeric_limits<std::uint32_t>::max();
  };

  bool counts(Day earliest, Day latest) const;
  void add_statement(const Date&, bool ends, std::uint32_t id);
  std::vector<Shelf> shelve(Day first, Day last);
  void add_literals(Day, bool ends, const Shelf&, std::size_t begin);

  Day first_, last_, known_at_;
  SlimLiterals literals_;
  std::vector<Statement> statements_;
  std::deque<Bound> bounds_;  // of literals
  std::vector<std::uint32_t> by_day_;
  std::map<Key, Entry> entries_;
};

}  // namespace reorg
