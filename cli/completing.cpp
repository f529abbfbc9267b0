#include "cli/completing.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/record_options.hpp"
#include "cli/shell_words.hpp"
#include "core/names/fold.hpp"
#include "core/question/question.hpp"

namespace reorg::cli {
namespace {

using Words = std::vector<std::string>;

constexpr std::size_t longest_name = 8;  // words looked back for the beginning of a name

// The line, taken apart.
struct Typed {
  Words words;           // before the current one, without the program and without options
  std::string current;   // the word that is being typed; may be empty
  std::string value_of;  // "--db", when the current word is its value
  std::string db;
};

Typed taken_apart(std::string_view line) {
  ShellWords split = shell_words(line);
  Typed typed;
  if (split.at_word && !split.words.empty()) {
    typed.current = std::move(split.words.back());
    split.words.pop_back();
  }
  for (std::size_t i = 1; i < split.words.size(); ++i) {
    const std::string& word = split.words[i];
    if (!is_option(word)) {
      typed.words.push_back(word);
    } else if (word.starts_with("--db=")) {
      typed.db = word.substr(word.find('=') + 1);
    } else if (takes_value(word)) {
      if (++i == split.words.size())
        typed.value_of = word;
      else if (word == "--db")
        typed.db = split.words[i];
    }
  }
  return typed;
}

// Those of the words that begin as the current one does.
void add(Completions& to, const Typed& typed, std::string_view word, std::string_view about) {
  if (word.starts_with(typed.current)) to.words.push_back({std::string(word), std::string(about)});
}

void add_commands(Completions& to, const Typed& typed) {
  for (const Command& c : commands()) add(to, typed, c.name, c.summary);
}

void add_question_words(Completions& to, const Typed& typed) {
  for (const std::string_view word : asking_words()) add(to, typed, word, "a question");
}

void add_options(Completions& to, const Typed& typed, const Command& c) {
  for (const Option& o : options_in(c)) add(to, typed, "--" + o.name, o.summary);
}

// What is left of a name without its first words; nothing when it has no more.
std::optional<std::string> without_words(std::string_view name, std::size_t count) {
  for (; count > 0; --count) {
    const std::size_t blank = name.find(' ');
    if (blank == std::string_view::npos) return {};
    name.remove_prefix(blank + 1);
  }
  return std::string(name);
}

// The longest of the last words that begins a name counts (R19).
void add_names(Completions& to, const Typed& typed, const Store& store) {
  const Words& words = typed.words;
  const std::size_t least = words.size() > longest_name ? words.size() - longest_name : 0;
  for (std::size_t from = std::max<std::size_t>(1, least); from <= words.size(); ++from) {
    std::string asked;
    for (std::size_t i = from; i < words.size(); ++i) asked += words[i] + ' ';
    for (const Completion& name : names_beginning(store, asked + typed.current)) {
      if (auto rest = without_words(name.text, words.size() - from))
        to.words.push_back({std::move(*rest), name.about});
    }
    if (!to.words.empty()) return;
  }
}

// The value of an option: of `typed.value_of`, or behind "--name=" in the current word.
Completions value(const Typed& typed, const Command& c, const OpenStore& open) {
  Completions result;
  for (const Option& o : options_in(c)) {
    if (typed.value_of != "--" + o.name) continue;
    result.files = o.value == "FILE";
    for (const std::string_view choice : o.choices) add(result, typed, choice, "");
    if (const Store* store = o.value == "NAME" ? open(typed.db) : nullptr; store != nullptr)
      result.words = names_beginning(*store, typed.current);
  }
  return result;
}

Completions value_behind_equals(Typed typed, const Command& c, const OpenStore& open) {
  const std::size_t equals = typed.current.find('=');
  typed.value_of = typed.current.substr(0, equals);
  typed.current.erase(0, equals + 1);
  Completions result = value(typed, c, open);
  for (Completion& word : result.words) word.text = typed.value_of + '=' + word.text;
  return result;
}

Completions argument(const Typed& typed, const Command* c, const OpenStore& open) {
  Completions result;
  if (c != nullptr && c->arguments.empty()) return result;
  if (c != nullptr && c->name == "import") {
    result.files = true;
  } else if (c != nullptr && c->name == "forget") {
    if (const Store* store = open(typed.db); store != nullptr) {
      for (const std::string& file : store->files()) add(result, typed, file, "");
    }
  } else if (c != nullptr && c->name == "record" && typed.words.size() == 1) {
    for (const std::string& word : record_words()) add(result, typed, word, "a change");
  } else if (c != nullptr && c->name == "help") {
    add_commands(result, typed);
  } else if (c != nullptr && c->name == "completion") {
    for (const char* shell : {"bash", "zsh"}) add(result, typed, shell, "");
  } else {
    if (c != nullptr && c->name == "ask" && typed.words.size() == 1)
      add_question_words(result, typed);
    if (const Store* store = open(typed.db); store != nullptr) add_names(result, typed, *store);
  }
  return result;
}

}  // namespace

std::vector<Completion> names_beginning(const Store& store, std::string_view typed) {
  static constexpr std::string_view mark = "key:";
  const bool keys_alone = typed.starts_with(mark);
  const std::string_view name = keys_alone ? typed.substr(mark.size()) : typed;
  std::string folded = fold_name(name);
  if (name.ends_with(' ') && !folded.empty()) folded += ' ';
  std::vector<Completion> result;
  std::set<std::string> seen;
  for (const NameHit& hit : store.names_beginning(folded, most_completions)) {
    const bool is_key = hit.aspect == "key";
    if (keys_alone && !is_key) continue;
    // A line of output holds one; and an identifier is found with its scheme too, which its text
    // does not have.
    if (hit.text.find_first_of("\t\n\r") != std::string::npos ||
        !fold_name(hit.text).starts_with(fold_name(name)) || !seen.insert(hit.text).second)
      continue;
    result.push_back(
        {(keys_alone ? std::string(mark) : "") + hit.text,
         is_key ? std::string(word(hit.kind)) : fmt::format("{} {}", word(hit.kind), hit.key)});
  }
  const auto to_the_letter = [&](const Completion& c) { return c.text.starts_with(typed); };
  if (std::ranges::any_of(result, to_the_letter)) std::erase_if(result, std::not_fn(to_the_letter));
  return result;
}

Completions complete(std::string_view line, const OpenStore& open) {
  const Typed typed = taken_apart(line);
  const Command* c = typed.words.empty() ? nullptr : command(typed.words.front());
  // Every option of a question that is known before it is understood.
  const Command& options = c != nullptr ? *c : *command("overseers");
  if (!typed.value_of.empty()) return value(typed, options, open);
  if (is_option(typed.current)) {
    if (typed.current.find('=') != std::string::npos)
      return value_behind_equals(typed, options, open);
    Completions result;
    add_options(result, typed, options);
    return result;
  }
  if (typed.words.empty()) {
    Completions result;
    add_commands(result, typed);
    add_question_words(result, typed);
    return result;
  }
  return argument(typed, c, open);
}

}  // namespace reorg::cli
