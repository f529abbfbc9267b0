#include "cli/dispatch.hpp"

#include <algorithm>
#include <map>

#include <cxxopts.hpp>
#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/suggest.hpp"
#include "cli/text.hpp"

namespace reorg::cli {
namespace {

using Words = std::vector<std::string>;

std::string joined(const Words& words) {
  std::string result;
  for (const std::string& w : words) result += (result.empty() ? "" : " ") + w;
  return result;
}

// The words before the first option, and the rest.
std::pair<Words, Words> before_options(const Words& words) {
  const auto option = std::ranges::find_if(words, is_option);
  return {{words.begin(), option}, {option, words.end()}};
}

[[noreturn]] void unknown_verb(const Words& words) {
  Words names;
  for (const Command& c : commands()) names.emplace_back(c.name);
  Words lines;
  for (const std::string& near : nearest(words.front(), names)) {
    Words line = words;
    line.front() = near;
    lines.push_back(command_line(line));
  }
  if (lines.empty()) lines = {"reorg help"};
  throw UsageError(fmt::format("there is no command “{}”", shown(words.front().substr(0, 80))),
                   lines);
}

// What looks like a question about a day says why it is none.
void refuse_a_day(const Command& c, const Words& words) {
  if (is_about_a_day(c)) return;
  for (const std::string& word : words) {
    const std::string option = word.substr(0, word.find('='));
    if (option == "--as-of" || option == "--known-at" || option == "--certain" ||
        option == "--possible") {
      throw UsageError(fmt::format("{} is about no day: it takes no {}", c.name, option),
                       {fmt::format("reorg help {}", c.name)});
    }
  }
}

[[noreturn]] void unknown_option(const Command& c, const std::string& what, const Words& words) {
  refuse_a_day(c, words);
  Words names;
  for (const Option& o : options_in(c)) names.push_back("--" + o.name);
  Words lines;
  for (const std::string& word : words) {
    if (!is_option(word) || std::ranges::find(names, word.substr(0, word.find('='))) != names.end())
      continue;
    for (const std::string& near : nearest(word, names)) {
      Words line = words;
      std::ranges::replace(line, word, near);
      lines.push_back(command_line(line));
    }
    break;
  }
  lines.push_back(fmt::format("reorg help {}", c.name));
  throw UsageError(what, lines);
}

// One of the two would be passed over in silence.
void refuse_two_values(const Command& c, const cxxopts::ParseResult& parsed) {
  std::map<std::string, std::string> seen;
  for (const cxxopts::KeyValue& given : parsed.arguments()) {
    const auto [it, fresh] = seen.emplace(given.key(), given.value());
    if (given.key() == "names" || fresh || it->second == given.value()) continue;
    const auto options = options_in(c);
    if (std::ranges::find(options, given.key(), &Option::name)->repeats) continue;
    throw UsageError(fmt::format("--{} is given twice, as {} and as {}; give it once", given.key(),
                                 shown(it->second), shown(given.value())));
  }
}

cxxopts::ParseResult parse(const Command& c, const Words& words) {
  std::vector<const char*> argv;
  for (const std::string& w : words) argv.push_back(w.c_str());
  cxxopts::Options options = options_of(c);
  try {
    cxxopts::ParseResult parsed = options.parse(static_cast<int>(argv.size()), argv.data());
    refuse_two_values(c, parsed);
    return parsed;
  } catch (const cxxopts::exceptions::exception& e) {
    unknown_option(c, shown(e.what()), words);
  }
}

int run_command(const World& world, Database& database, const Words& words) {
  const Command* c = command(words.front());
  if (c == nullptr) unknown_verb(words);
  const cxxopts::ParseResult parsed = parse(*c, words);
  if (parsed.count("help") > 0) {
    world.out << manual_page(c->name);
    return ok;
  }
  Session session(world, *c, parsed, database);
  if (c->arguments.empty() && !session.names().empty()) {
    throw UsageError(fmt::format("{} takes no words: “{}” is one too many", c->name,
                                 shown(session.names().front())),
                     {fmt::format("reorg help {}", c->name)});
  }
  return c->run(session);
}

// A question ends where its options begin.
void refuse_words_among(const Words& options) {
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (!is_option(options[i])) {
      throw UsageError(
          fmt::format("“{}” stands behind an option, where a question has ended; put the options "
                      "behind the whole question",
                      shown(options[i].substr(0, 80))));
    }
    if (takes_value(options[i])) ++i;
  }
}

bool says_when(const std::string& option) {
  const std::string name = option.substr(0, option.find('='));
  return name == "--as-of" || name == "--since" || name == "--until";
}

// The words of a question, then options: turned into the command that it means.
int run_question(const World& world, Database& database, const std::string& sentence,
                 const Words& options) {
  refuse_words_among(options);
  // The sentence may hold names only, so the database must be there before it can be read: with the
  // options of any reading command, those of the verb that it turns out to be aside.
  const Command& any = *command("ask");
  cxxopts::Options common = options_of(any);
  common.allow_unrecognised_options();
  std::vector<const char*> argv{"ask"};
  for (const std::string& o : options) argv.push_back(o.c_str());
  const cxxopts::ParseResult parsed = common.parse(static_cast<int>(argv.size()), argv.data());
  if (parsed.count("help") > 0) {
    world.out << manual_page(any.name);
    return ok;
  }
  Session session(world, any, parsed, database);
  const Query query = understand(sentence, session.name_index(), session.today());
  const auto when = std::ranges::find_if(options, says_when);
  if (!query.as_of.empty() && when != options.end()) {
    throw UsageError(
        fmt::format("the day is given twice, in the question and with {}; give it once",
                    when->substr(0, when->find('='))));
  }
  Words words = words_of(query);
  words.insert(words.end(), options.begin(), options.end());
  return run_command(world, database, words);
}

// `reorg --db FILE who oversees …`: options that stand first go behind the words.
Words options_last(Words words) {
  std::size_t first_word = 0;
  while (first_word < words.size() && is_option(words[first_word])) {
    first_word += takes_value(words[first_word]) ? 2U : 1U;
  }
  if (first_word >= words.size()) return words;
  std::rotate(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(first_word), words.end());
  return words;
}

// `reorg ask …`: its words are the question, whatever the first of them is.
int run_asked(const World& world, Database& database, const Words& words) {
  auto [sentence, options] = before_options(options_last({words.begin() + 1, words.end()}));
  const bool has_file = std::ranges::any_of(options, [](const std::string& option) {
    return option == "--file" || option.starts_with("--file=");
  });
  if (!sentence.empty() && !has_file)
    return run_question(world, database, joined(sentence), options);
  Words all{"ask"};
  all.insert(all.end(), sentence.begin(), sentence.end());
  all.insert(all.end(), options.begin(), options.end());
  return run_command(world, database, all);
}

}  // namespace

Words words_of(const Query& q) {
  Words words{q.verb};
  words.insert(words.end(), q.names.begin(), q.names.end());
  if (!q.as_of.empty()) words.insert(words.end(), {"--as-of", q.as_of});
  words.insert(words.end(), q.options.begin(), q.options.end());
  return words;
}

bool asks(const Words& words) {
  if (words.empty()) return false;
  // `why NAME` is a command, "why did …" is a question; is_question tells them apart.
  const bool may_ask = command(words.front()) == nullptr || words.front() == "why";
  return may_ask && is_question(joined(words));
}

int dispatch(const World& world, Database& database, Words words) {
  words = options_last(std::move(words));
  if (words.empty()) words = {"help"};
  if (words.front() == "ask") return run_asked(world, database, words);
  if (const auto [sentence, options] = before_options(words); asks(sentence)) {
    return run_question(world, database, joined(sentence), options);
  }
  if (words.front() == "--help" || words.front() == "-h") words.front() = "help";
  if (words.front() == "--version") words.front() = "version";
  if (is_option(words.front())) {
    throw UsageError("options alone ask nothing; which command?", {"reorg help"});
  }
  return run_command(world, database, words);
}

}  // namespace reorg::cli
