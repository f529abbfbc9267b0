// The one table of commands: dispatch, help, suggestions, completion and tests all read it.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/session.hpp"

namespace reorg::cli {

// What a command is about when no day is given.
enum class When {
  never,    // it asks nothing: it writes, or is about the program
  undated,  // it asks of no day: no --as-of, --known-at, --certain, --possible, as with `never`
  today,
  ever,     // all of time
  between,  // two days, its first words: no --as-of
};

struct Command {
  std::string_view name;
  std::string_view arguments;  // "NAME", "FILE…", "[NAME]"
  std::string_view summary;
  When when;
  void (*options)(cxxopts::Options&);  // those of this command alone; may be null
  int (*run)(Session&);                // exit code
  std::string_view columns = {};       // of --csv (cli/csv.hpp); empty: it has no rows
};

inline bool is_about_a_day(const Command& c) {
  return c.when == When::today || c.when == When::ever || c.when == When::between;
}

std::span<const Command> commands();
const Command* command(std::string_view name);

// The options of a command: its own and the common ones.
cxxopts::Options options_of(const Command&);

// One of them, to be told: in help, completion and suggestions.
struct Option {
  std::string name;   // "as-of"
  std::string value;  // what its value is called, "DATE"; empty for a flag
  std::string summary;
  std::vector<std::string_view> choices;  // when it takes one of a few words
  bool repeats = false;                   // may be given several times
};
std::vector<Option> options_in(const Command&);

// Whether a word of a command line is an option: "--as-of", "--as-of=2018".
bool is_option(const std::string& word);
// Whether the option's value is the next word. Taken from all commands: an option that several have
// is the same in each. One that none has is taken for one with a value.
bool takes_value(const std::string& option);

int run_overseers(Session&);
int run_oversees(Session&);
int run_holders(Session&);
int run_career(Session&);
int run_reports(Session&);
int run_chain(Session&);
int run_tree(Session&);
int run_units(Session&);
int run_path(Session&);
int run_names(Session&);
int run_places(Session&);
int run_became(Session&);
int run_origins(Session&);
int run_owners(Session&);
int run_owned(Session&);
int run_vacancies(Session&);
int run_interlocks(Session&);
int run_plans(Session&);
int run_why(Session&);
int run_show(Session&);
int run_history(Session&);
int run_log(Session&);
int run_diff(Session&);
int run_render(Session&);
int run_check(Session&);
int run_stats(Session&);
int run_ask(Session&);
int run_import(Session&);
int run_forget(Session&);
int run_record(Session&);
int run_undo(Session&);
int run_optimize(Session&);
int run_export(Session&);
int run_same(Session&);
int run_different(Session&);
int run_completion(Session&);
int run_help(Session&);
int run_version(Session&);

// The structured command that an answer ran: the verb, the entities' keys, the day, and every
// option that bears on the answer.
// `pinned` has the key for an option whose value is a name: {"under", key}.
std::vector<std::string> structured(Session&, const std::vector<std::string>& keys,
                                    const std::map<std::string, std::string>& pinned = {});

// The manual page docs/commands/NAME.md, built in; empty when there is none.
std::string_view manual_page(std::string_view name);

}  // namespace reorg::cli
