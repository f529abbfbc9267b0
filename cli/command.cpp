#include "cli/command.hpp"

#include <algorithm>
#include <array>

#include <cxxopts.hpp>

namespace reorg::cli {
namespace {

void tree_options(cxxopts::Options& o) {
  o.add_options()("depth", "levels to show", cxxopts::value<std::string>(), "N");
}

void import_options(cxxopts::Options& o) {
  o.add_options()("dry-run", "say what would change and write nothing");
}

constexpr std::array table{
    Command{"overseers", "NAME", "who oversees an organization", true, nullptr, run_overseers},
    Command{"oversees", "NAME", "what a person or a post oversees", true, nullptr, run_oversees},
    Command{"show", "NAME", "everything about one entity on one day", true, nullptr, run_show},
    Command{"history", "NAME", "everything about one entity over time", true, nullptr, run_history},
    Command{"tree", "[NAME]", "the structure below an organization, with heads", true, tree_options,
            run_tree},
    Command{"chain", "NAME", "upward from an organization to the top, with heads", true, nullptr,
            run_chain},
    Command{"stats", "", "what the database holds", true, nullptr, run_stats},
    Command{"import", "FILE…", "read change files into the database", false, import_options,
            run_import},
    Command{"forget", "FILE", "take back what a change file said", false, import_options,
            run_forget},
    Command{"help", "[COMMAND]", "this list, or a command's manual page", false, nullptr, run_help},
    Command{"version", "", "the version", false, nullptr, run_version},
};

}  // namespace

std::span<const Command> commands() { return table; }

const Command* command(std::string_view name) {
  const auto it = std::ranges::find(table, name, &Command::name);
  return it == table.end() ? nullptr : &*it;
}

cxxopts::Options options_of(const Command& c) {
  cxxopts::Options options("reorg " + std::string(c.name), std::string(c.summary));
  auto add = options.add_options();
  add("names", "", cxxopts::value<std::vector<std::string>>());
  add("db", "the database file", cxxopts::value<std::string>(), "FILE");
  add("json", "answer in JSON");
  add("color", "auto, always or never", cxxopts::value<std::string>(), "WHEN");
  add("today", "the day to take for today", cxxopts::value<std::string>(), "DATE");
  add("help", "the manual page");
  if (c.reads) {
    add("as-of", "the day, or period, asked about (default: today)", cxxopts::value<std::string>(),
        "DATE");
    add("known-at", "use only what was publicly known by that day", cxxopts::value<std::string>(),
        "DATE");
    add("certain", "only what is certain");
    add("possible", "only what is possible but not certain");
    add("exit-code", "exit with 1 when the answer is empty");
  }
  if (c.options != nullptr) c.options(options);
  options.parse_positional({"names"});
  return options;
}

std::vector<std::string> structured(const Session& session, std::string_view verb,
                                    const std::string& key) {
  std::vector<std::string> words{std::string(verb)};
  if (!key.empty()) words.push_back(key);
  words.insert(words.end(), {"--as-of", session.as_of().edtf});
  if (session.as_of().known_at)
    words.insert(words.end(), {"--known-at", to_string(*session.as_of().known_at)});
  if (session.style().only_certain) words.emplace_back("--certain");
  if (session.style().only_possible) words.emplace_back("--possible");
  if (verb == "tree" && session.has("depth"))
    words.insert(words.end(), {"--depth", session.option("depth")});
  return words;
}

}  // namespace reorg::cli
