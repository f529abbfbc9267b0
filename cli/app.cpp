#include "cli/app.hpp"

#include <algorithm>
#include <array>
#include <iostream>

#include <cxxopts.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/suggest.hpp"
#include "cli/text.hpp"
#include "core/format/change_file.hpp"
#include "core/question/question.hpp"

namespace reorg::cli {
namespace {

template <class Iterator>
std::string joined(Iterator first, Iterator last) {
  std::string result;
  for (; first != last; ++first) result += (result.empty() ? "" : " ") + *first;
  return result;
}

struct Trouble {
  int code = internal_error;
  std::string message;              // one or several lines
  std::vector<std::string> lines;   // command lines to try, or problems
  std::string lead;                 // what the lines are
  std::vector<Problem> problems{};  // of the input
};

void tell(const World& world, bool json, const Trouble& t) {
  if (json) {
    nlohmann::ordered_json error{
        {"exit", t.code}, {"message", t.message}, {"suggestions", t.lines}};
    if (!t.problems.empty()) {
      error["problems"] = nlohmann::ordered_json::array();
      for (const Problem& p : t.problems) {
        error["problems"].push_back({{"file", p.place.file},
                                     {"line", p.place.line},
                                     {"column", p.place.column},
                                     {"message", p.message}});
      }
    }
    world.err << nlohmann::ordered_json{{"error", error}}.dump() << '\n';
    return;
  }
  world.err << "reorg: " << t.message << '\n';
  if (!t.lines.empty() && !t.lead.empty()) world.err << t.lead << '\n';
  for (const std::string& line : t.lines) world.err << "  " << line << '\n';
  for (const Problem& p : t.problems) world.err << "  " << to_string(p) << '\n';
}

Trouble trouble_with_input(const BadInput& e) {
  Trouble t{bad_input,
            counted(e.problems.size(), "problem", "problems") + "; nothing was written",
            {},
            ""};
  t.problems = e.problems;
  return t;
}

std::vector<std::string> words_of(const Query& q) {
  std::vector<std::string> words{q.verb};
  words.insert(words.end(), q.names.begin(), q.names.end());
  if (!q.as_of.empty()) words.insert(words.end(), {"--as-of", q.as_of});
  words.insert(words.end(), q.options.begin(), q.options.end());
  return words;
}

// The one place where an error becomes a message and an exit code.
template <class Work>
int guarded(const World& world, bool json, Work work) {
  Trouble t;
  try {
    return work();
  } catch (const UsageError& e) {
    t = {usage, e.what(), e.suggested, "Did you mean:"};
  } catch (const cxxopts::exceptions::exception& e) {
    t = {usage, e.what(), {}, ""};
  } catch (const NotUnderstood& e) {
    t = {usage, e.what(), {}, "Questions understood:"};
    for (const std::string& q : e.nearest) t.lines.push_back("reorg " + q);
  } catch (const SeveralReadings& e) {
    t = {name_not_found, e.what(), {}, "It may mean:"};
    for (const Query& q : e.readings) t.lines.push_back(command_line(words_of(q)));
  } catch (const NameError& e) {
    t = {name_not_found, e.what(), e.candidates, "Try:"};
  } catch (const BadInput& e) {
    t = trouble_with_input(e);
  } catch (const StoreError& e) {
    t = {store_trouble, e.what(), {}, ""};
  } catch (const std::exception& e) {
    t = {internal_error, fmt::format("internal error: {}", shown(e.what())), {}, ""};
  }
  tell(world, json, t);
  return t.code;
}

[[noreturn]] void unknown_verb(const std::vector<std::string>& words) {
  std::vector<std::string> names;
  for (const Command& c : commands()) names.emplace_back(c.name);
  std::vector<std::string> lines;
  for (const std::string& near : nearest(words.front(), names)) {
    std::vector<std::string> line = words;
    line.front() = near;
    lines.push_back(command_line(line));
  }
  if (lines.empty()) lines = {"reorg help"};
  throw UsageError(fmt::format("there is no command “{}”", shown(words.front().substr(0, 80))),
                   lines);
}

[[noreturn]] void unknown_option(const Command& c, const std::string& what,
                                 const std::vector<std::string>& words) {
  std::vector<std::string> names;
  const cxxopts::Options options = options_of(c);
  for (const std::string& group : options.groups()) {
    for (const auto& o : options.group_help(group).options) names.push_back("--" + o.l.front());
  }
  std::vector<std::string> lines;
  for (const std::string& word : words) {
    if (!word.starts_with("--") ||
        std::ranges::find(names, word.substr(0, word.find('='))) != names.end())
      continue;
    for (const std::string& near : nearest(word, names)) {
      std::vector<std::string> line = words;
      std::ranges::replace(line, word, near);
      lines.push_back(command_line(line));
    }
    break;
  }
  lines.push_back(fmt::format("reorg help {}", c.name));
  throw UsageError(what, lines);
}

cxxopts::ParseResult parse(const Command& c, const std::vector<std::string>& words) {
  std::vector<const char*> argv;
  for (const std::string& w : words) argv.push_back(w.c_str());
  cxxopts::Options options = options_of(c);
  try {
    return options.parse(static_cast<int>(argv.size()), argv.data());
  } catch (const cxxopts::exceptions::exception& e) {
    unknown_option(c, shown(e.what()), words);
  }
}

int run_command(const World& world, Database& database, const std::vector<std::string>& words) {
  const Command* c = command(words.front());
  if (c == nullptr) unknown_verb(words);
  const cxxopts::ParseResult parsed = parse(*c, words);
  Session session(world, *c, parsed, database);
  if (session.has("help")) {
    world.out << manual_page(c->name);
    return ok;
  }
  if (c->arguments.empty() && !session.names().empty()) {
    throw UsageError(fmt::format("{} takes no words: “{}” is one too many", c->name,
                                 shown(session.names().front())),
                     {fmt::format("reorg help {}", c->name)});
  }
  return c->run(session);
}

// The words of a question, then options: turned into the command that it means.
int run_question(const World& world, Database& database, const std::string& sentence,
                 std::vector<std::string> options) {
  // The sentence may hold names only, so the database must be there before it can be read: with the
  // options of any reading command, those of the verb that it turns out to be aside.
  const Command& any = *command("ask");
  cxxopts::Options common = options_of(any);
  common.allow_unrecognised_options();
  std::vector<const char*> argv{"ask"};
  for (const std::string& o : options) argv.push_back(o.c_str());
  const cxxopts::ParseResult parsed = common.parse(static_cast<int>(argv.size()), argv.data());
  Session session(world, any, parsed, database);
  const Query query = understand(sentence, session.store(), session.today());
  if (!query.as_of.empty() && session.has("as-of"))
    throw UsageError("the day is given twice, in the question and with --as-of; give it once");
  std::vector<std::string> words = words_of(query);
  words.insert(words.end(), options.begin(), options.end());
  return run_command(world, database, words);
}

int run_words(const World& world, Database& database, const std::vector<std::string>& typed) {
  std::vector<std::string> words = typed.empty() ? std::vector<std::string>{"help"} : typed;
  const auto option =
      std::ranges::find_if(words, [](const std::string& w) { return w.starts_with("--"); });
  if (const std::string sentence = joined(words.begin(), option);
      command(words.front()) == nullptr && is_question(sentence)) {
    return run_question(world, database, sentence, {option, words.end()});
  }
  if (words.front() == "--help" || words.front() == "-h") words.front() = "help";
  if (words.front() == "--version") words.front() = "version";
  if (words.front().starts_with("--")) {
    throw UsageError("options alone ask nothing; which command?", {"reorg help"});
  }
  return run_command(world, database, words);
}

// `reorg --db FILE who oversees …`: options that stand first go behind the words.
std::vector<std::string> options_last(std::vector<std::string> words) {
  static constexpr std::array<std::string_view, 6> flags{"--json",     "--csv",    "--certain",
                                                         "--possible", "--strict", "--exit-code"};
  std::size_t first_word = 0;
  while (first_word < words.size() && words[first_word].starts_with("--") &&
         words[first_word] != "--help" && words[first_word] != "--version") {
    const bool takes_value = words[first_word].find('=') == std::string::npos &&
                             std::ranges::find(flags, words[first_word]) == flags.end();
    first_word += takes_value ? 2 : 1;
  }
  if (first_word >= words.size()) return words;
  std::rotate(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(first_word), words.end());
  return words;
}

}  // namespace

int run(const World& world, Database& database, std::vector<std::string> words) {
  const bool json = std::ranges::find(words, "--json") != words.end();
  return guarded(world, json,
                 [&] { return run_words(world, database, options_last(std::move(words))); });
}

}  // namespace reorg::cli
