// The one table of commands: dispatch, help, suggestions and tests all read it.
#pragma once

#include <span>
#include <string_view>

#include "cli/session.hpp"

namespace reorg::cli {

struct Command {
  std::string_view name;
  std::string_view arguments;  // "NAME", "FILE…", "[NAME]"
  std::string_view summary;
  bool reads;                          // takes --as-of, --known-at, --certain, --possible
  void (*options)(cxxopts::Options&);  // those of this command alone; may be null
  int (*run)(Session&);                // exit code
};

std::span<const Command> commands();
const Command* command(std::string_view name);

// The options of a command: its own and the common ones.
cxxopts::Options options_of(const Command&);

int run_overseers(Session&);
int run_oversees(Session&);
int run_show(Session&);
int run_tree(Session&);
int run_chain(Session&);
int run_history(Session&);
int run_stats(Session&);
int run_import(Session&);
int run_forget(Session&);
int run_help(Session&);
int run_version(Session&);

// The structured command that an answer ran: the verb, the entity's key, and the options that
// matter.
std::vector<std::string> structured(const Session&, std::string_view verb, const std::string& key);

// The manual page docs/commands/NAME.md, built in; empty when there is none.
std::string_view manual_page(std::string_view name);

}  // namespace reorg::cli
