// What every command works with: its words and options, the streams, the day, the database.
#pragma once

#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/database.hpp"
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
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  Day today;
  std::function<std::optional<std::string>(const char*)> environment;
  std::size_t width = 80;  // columns of the terminal
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  int json_indent = 2;  // -1: a whole answer on one line

  // The same world, with other streams.
  World writing_to(std::ostream& to_out, std::ostream& to_err) const {
    return {in, to_out, to_err, today, environment, width, false, false, json_indent};
  }
};

struct Command;

// How much of the database a question is about.
enum class Extent {
  local,  // somebody and what is next to them
  group,  // all that is below an organization
  everything,
};

// How an answer is to be told.
struct Style {
  bool json = false;
  bool csv = false;
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

// What a command of two days compares.
struct Comparison {
  Day before, after;                           // may be the same day, or the later one first
  std::optional<std::pair<Day, Day>> learned;  // --known-at K1..K2: one day, as known on each
};

// The words as one line for a shell, quoted where it needs quotes: what a user can paste.
std::string command_line(const std::vector<std::string>& words);

class Session {
 public:
  // `database` and the world must outlive it.
  Session(const World&, const Command&, const cxxopts::ParseResult&, Database&);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  const World& world() const { return world_; }
  // That of the whole run, for a command that runs others.
  Database& kept() const { return database_; }
  const Command& command() const { return command_; }
  const Style& style() const { return style_; }
  Day today() const { return today_; }
  const std::vector<std::string>& names() const { return names_; }  // positional words
  // The same, when a command has found which of them are one name.
  void take_names(std::vector<std::string> names) { names_ = std::move(names); }
  bool has(const std::string& option) const;
  std::string option(const std::string& option) const;
  // Of one that may be given several times: all its values.
  std::vector<std::string> options_of(const std::string& option) const;
  // Every option as typed, in order, with its value; "true" for a flag.
  std::vector<std::pair<std::string, std::string>> given() const;
  // A whole number of at least `least`; the default when the option is not given. Throws
  // UsageError.
  int number_option(const std::string& name, int least, int otherwise) const;
  // The one day that an option names (R17). Throws UsageError when it is no date, or several days.
  Day day_of_option(const std::string& name) const;

  // --db, else REORG_DB, else the one *.reorg file in the current folder. Throws UsageError.
  std::string database() const;
  Store& store(Store::Access = Store::Access::read);
  // Latest knowledge, or as known on --known-at. From the graph image where that is quicker and one
  // is there; a question about everything makes one when the database is big. Never for --known-at:
  // an image holds latest knowledge only.
  const RelationSource& source(Extent = Extent::local);
  // The same whatever --known-at says.
  const RelationSource& latest();
  // Names, too, are looked up in latest knowledge.
  const NameIndex& name_index();
  // The image behind source(extent), or null when that is none. Whoever meets an ImageError gives
  // it to distrust() and asks the source instead.
  const ImageOrStore* image(Extent);

  // --as-of (default: today, or any time at all: what the command's row in the table says), or
  // --since and --until where a command has them; and --known-at.
  const AsOf& as_of() const { return as_of_; }

  // When::between: the days as typed, and what they are. Two days; or one day, as known on two.
  const std::vector<std::string>& days() const { return days_; }
  const Comparison& comparison() const { return comparison_; }

  // Another command with those options of this one that it takes: what to try instead, whole.
  std::string instead(const std::string& verb, const std::string& name) const;

  // The one entity that bears the positional words as its name. Throws NameError, and UsageError
  // when there are no words.
  NameHit the_entity();
  // The same, but nothing when there are no words.
  std::optional<NameHit> entity_if_named();
  // Two of them: two arguments, or words that are two names, perhaps joined by "and" or "to".
  std::pair<NameHit, NameHit> two_entities();
  // By any of its names, as it was called on the day asked about if it matters (find.hpp), or
  // "ORG/NAME" (narrow.hpp). Throws NameError, with numbered candidates when several fit.
  NameHit find(const std::string& name);
  // The same without a decision: everything that the name may mean.
  FoundName look_up(const std::string& name);
  // The same for another day than the session's.
  FoundName look_up_on(const std::string& name, const AsOf&);
  // The command again, with another word for one of its names, which may stand in an option.
  std::string instead_of(const std::string& name, const std::string& word) const;
  // What is to be said of how names were found: Reply tells it.
  const std::vector<std::string>& remarks() const { return remarks_; }
  // How to name an entity so that nothing else can be meant: its key, "key:…" if that is also
  // somebody's name.
  std::string word_for(const std::string& key);

  // Every option as typed, without those for which `except` says so.
  std::vector<std::string> typed_options(
      const std::function<bool(const std::string&)>& except = {}) const;

 private:
  const std::string& path();
  AsOf parse_as_of() const;
  AsOf since_until() const;
  void take_days();
  void remark(const std::string& name, const FoundName&);

  const World& world_;
  const Command& command_;
  Database& database_;
  std::vector<std::string> names_;
  std::unique_ptr<cxxopts::ParseResult> options_;
  Style style_;
  Day today_;
  AsOf as_of_;
  std::vector<std::string> days_;
  Comparison comparison_{};
  std::string database_path_;  // once it is known
  Store* store_ = nullptr;
  std::unique_ptr<RelationSource> then_;
  std::vector<std::string> remarks_;
};

}  // namespace reorg::cli
