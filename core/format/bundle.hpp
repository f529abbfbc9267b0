// CSV bundles: a folder of tables, read row by row (docs/csv-bundle.md).
//
//   Bundle rows("acme", {});
//   Batch batch = read_all(rows);          // a small one; a large one goes to the store as a
//   stream
//
// Rows mean exactly what they say (R7). A bundle is one file to the store, known by its folder's
// name, and names everyone it speaks of. Memory: about 40 bytes for each key and 10 for each row of
// the largest table.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/format/change_file.hpp"
#include "core/model/row_stream.hpp"

namespace reorg {

// A row that was left out.
struct SkippedRow {
  Problem problem;
  std::string column;  // empty: the row as a whole
  std::string value;
  std::string row;  // as written
};

struct BundleOptions {
  enum class Blank { open, unknown };
  Blank blank_until = Blank::open;  // what an empty `until` means in rows of a period
  bool closed_ends = false;         // `until` is the last day instead of the first one after
  std::vector<std::string> no_end;  // texts in `until` and `last` that stand for no end
  bool skip = false;                // leave wrong rows out instead of refusing all of it
  std::function<void(const SkippedRow&)> on_skip{};
};

// How many problems are gathered before reading stops.
inline constexpr std::size_t max_bundle_problems = 50;

// Whether the path is a folder that holds entities.csv.
bool is_bundle(const std::string& path);

// Every call may throw BadInput, with all that is wrong, whatever was asked for first; with
// `skip`, only for what is wrong with a whole file. `others`: what other files have recorded, which
// the bundle's keys and identifiers must agree with; null: nothing.
class Bundle final : public RowStream {
 public:
  explicit Bundle(std::string folder, BundleOptions = {}, const Directory* others = nullptr);
  Bundle(const Bundle&) = delete;
  Bundle& operator=(const Bundle&) = delete;
  ~Bundle() override;

  const std::string& file() const override;
  std::uint64_t digest() override;

  bool next(Entity&) override;
  bool next(Source&) override;
  bool next(Event&) override;
  bool next(Change&) override;
  bool next(Statement&) override;
  bool next(ToldJudgement&) override;

  std::uint64_t bytes_read() const override;
  std::uint64_t bytes() const override;

  // So far; both are whole when next(Statement) has given its last row.
  std::size_t skipped() const;
  const std::vector<Problem>& warnings() const;  // a few of each sort
  // Events that withdraw others, and those of the bundle that are withdrawn, with their places in
  // events.csv: for late_withdrawals(). Whole when next(Event) has given its last row.
  const std::vector<Event>& withdrawals() const;

 private:
  class Reader;
  std::unique_ptr<Reader> reader_;
};

// All of it at once, as Store::import takes it.
Batch read_all(RowStream&);

}  // namespace reorg
