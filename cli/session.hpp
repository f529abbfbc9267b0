// What every command works with: its words and options, the streams, the day, the database.
#pragma once

#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/names/find.hpp"
#include "core/query/as_of.hpp"
#include "core/store/store.hpp"

namespace cxxopts {
class Options;
class ParseResult;
}  // namespace cxxopts

namespace reorg::cli {

// The world outside, so that tests need none of it.
struct World {
  std::ostream& out;
  std::ostream& err;
  Day today;
  std::function<std::optional<std::string>(const char*)> environment;
  std::size_t width = 80;  // columns of the terminal
  bool out_is_terminal = false;
};

// How an answer is to be told.
struct Style {
  bool json = false;
  bool colour = false;
  bool only_certain = false;
  bool only_possible = false;
  std::size_t width = 80;

  // What --certain and --possible leave of an answer's rows.
  bool wants(Certainty c) const {
    if (only_certain) return c == Certainty::certain;
    return !only_possible || c == Certainty::possible;
  }
};

// The words as one line for a shell, quoted where it needs quotes: what a user can paste.
std::string command_line(const std::vector<std::string>& words);

class Session {
 public:
  Session(const World&, const cxxopts::ParseResult&);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  const World& world() const { return world_; }
  const Style& style() const { return style_; }
  Day today() const { return today_; }
  const std::vector<std::string>& names() const { return names_; }  // positional words
  bool has(const std::string& option) const;
  std::string option(const std::string& option) const;

  // --db, else REORG_DB, else the one *.reorg file in the current folder. Throws UsageError.
  std::string database() const;
  Store& store(Store::Access = Store::Access::read);
  // Latest knowledge, or as known on --known-at.
  const RelationSource& source();

  // --as-of (default: today) and --known-at. Throws UsageError.
  const AsOf& as_of() const { return as_of_; }

  // Another command with the options of this one: what to try instead, whole.
  std::string instead(const std::string& verb, const std::string& name) const;

  // The one entity that bears the positional words as its name. Throws NameError.
  NameHit the_entity(const std::string& verb);
  NameHit find(const std::string& name, const std::string& verb);

 private:
  // Every option as typed, for `instead`.
  std::vector<std::string> typed_options() const;
  AsOf parse_as_of() const;
  [[noreturn]] void ambiguous(const std::string& name, const std::string& verb, const FoundName&);

  const World& world_;
  std::vector<std::string> names_;
  std::unique_ptr<cxxopts::ParseResult> options_;
  Style style_;
  Day today_;
  AsOf as_of_;
  std::optional<Store> store_;
  std::unique_ptr<RelationSource> then_;
};

}  // namespace reorg::cli
