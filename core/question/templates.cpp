#include "core/question/templates.hpp"

#include <algorithm>

#include "core/question/wordings.hpp"

namespace reorg::question {
namespace {

std::vector<std::string> blank_separated(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

bool is_slot(const std::string& word) { return word.starts_with('{'); }
std::string slot_in(const std::string& word) { return word.substr(1, word.size() - 2); }

// "places {a} --under {b} --as-of today" and its wording.
Template template_of(const Wording& row, Vocabulary& vocabulary) {
  const std::vector<std::string> words = blank_separated(row.command);
  Template t;
  t.verb = words.front();
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (is_slot(words[i])) {
      t.names.push_back(slot_in(words[i]));
      continue;
    }
    const bool valued = i + 1 < words.size() && !words[i + 1].starts_with("--");
    const std::string value = valued ? words[i + 1] : "";
    if (words[i] == "--as-of") {
      t.day = is_slot(value) ? slot_in(value) : value;
    } else {
      t.options.push_back(
          {words[i], is_slot(value) ? slot_in(value) : "", is_slot(value) ? "" : value});
    }
    if (valued) ++i;
  }
  t.part = read_pattern(row.pattern, fragments(), vocabulary);
  t.machine = machine_of(t.part);
  return t;
}

Grammar made_of(const std::function<bool(std::string_view pattern)>& wanted) {
  Grammar g;
  for (const Wording& row : wordings()) {
    if (wanted(row.pattern)) g.templates.push_back(template_of(row, g.vocabulary));
  }
  return g;
}

}  // namespace

bool Template::passes_on(std::string_view slot) const {
  return std::ranges::find(names, slot) != names.end() ||
         std::ranges::find(options, slot, &Option::slot) != options.end();
}

const Slot& slot_called(std::string_view name) {
  using Sort = Slot::Sort;
  constexpr auto organization = EntityKind::organization;
  constexpr auto post = EntityKind::post;
  constexpr auto person = EntityKind::person;
  static const std::vector<Slot> slots{
      {"org", Sort::name, {organization}, "ORGANIZATION"},
      {"under", Sort::name, {organization}, "ORGANIZATION"},
      {"post", Sort::name, {post}, "POST"},
      {"person", Sort::name, {person}, "PERSON"},
      {"head", Sort::name, {person, post}, "PERSON"},
      {"owner", Sort::name, {person, organization}, "OWNER"},
      {"any", Sort::name, {organization, post, person}, "NAME", true},
      {"a", Sort::name, {organization, post, person}, "NAME", true},
      {"b", Sort::name, {organization, post, person}, "OTHER", true},
      {"thing", Sort::name, {organization, post, person}, "NAME", true, true},
      {"someone", Sort::name, {person}, "PERSON", false, true},
      {"kind", Sort::classification, {}, "units"},
      {"percent", Sort::percent, {}, "25 %"},
      {"known", Sort::day_known, {}, "on 2018-12-06"},
      {"before", Sort::day_known, {}, "on 2018-11-25"},
      {"after", Sort::day_known, {}, "2018-11-27"},
  };
  const auto found = std::ranges::find(slots, name, &Slot::name);
  if (found == slots.end()) throw BadPattern("an unknown slot: " + std::string(name));
  return *found;
}

const Grammar& grammar() {
  static const Grammar g = made_of([](std::string_view) { return true; });
  return g;
}

Grammar grammar_for(std::span<const Token> sentence) {
  return made_of(may_fit(sentence, fragments()));
}

}  // namespace reorg::question
