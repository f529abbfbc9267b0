#include "core/question/nearest.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "core/question/values_said.hpp"

namespace reorg::question {
namespace {

constexpr std::size_t most_shown = 3;
constexpr double kind_counts = 1;  // a classification in the sentence is hardly there by chance

void gather(const Part& part, NumberSet& words, std::vector<const Slot*>& slots) {
  if (part.sort == Part::Sort::words) words.unite(part.words);
  if (part.sort == Part::Sort::slot) slots.push_back(&slot_called(part.text));
  for (const Part& p : part.parts) gather(p, words, slots);
}

struct Profile {
  const Template* wording;
  NumberSet words;
  std::vector<const Slot*> slots;
  bool is_unspaced;
};

// The words and slots of every wording, and in how many of them a word stands.
struct Profiles {
  std::vector<Profile> all;
  std::vector<int> frequency;

  explicit Profiles(const Grammar& grammar) {
    for (const Template& t : grammar.templates) {
      Profile p{&t, {}, {}, false};
      gather(t.part, p.words, p.slots);
      const std::string plain = in_words(t.part, [](const std::string&) { return ""; });
      p.is_unspaced = begins_unspaced(plain);
      for (const int n : p.words.numbers()) {
        if (static_cast<std::size_t>(n) >= frequency.size())
          frequency.resize(static_cast<std::size_t>(n) + 1);
        ++frequency[static_cast<std::size_t>(n)];
      }
      all.push_back(std::move(p));
    }
  }
};

// The first stretch of the sentence that is a known classification, as it is said there.
std::string classification_said(const Sentence& s) {
  constexpr std::size_t longest = 3;
  for (std::size_t first = 0; first < s.tokens.size(); ++first) {
    for (std::size_t n = std::min(longest, s.tokens.size() - first); n > 0; --n) {
      const auto words = s.tokens.subspan(first, n);
      const auto said = classification_in(words);
      if (!said || !said->is_known || said->text.empty()) continue;
      return std::string(
          s.text.substr(words.front().begin, words.back().end - words.front().begin));
    }
  }
  return {};
}

// A name for each slot, each used once, as far as there are some of a fitting kind.
std::map<std::string, std::string> fitting(const std::vector<const Slot*>& slots,
                                           std::vector<NameSaid> names) {
  std::map<std::string, std::string> values;
  for (const Slot* slot : slots) {
    if (slot->sort != Slot::Sort::name || values.contains(std::string(slot->name))) continue;
    Kinds wanted;
    for (const EntityKind k : slot->kinds) wanted.add(k);
    const auto name =
        std::ranges::find_if(names, [&](const NameSaid& n) { return n.kinds.meets(wanted); });
    if (name == names.end()) continue;
    values.emplace(slot->name, name->text);
    names.erase(name);
  }
  return values;
}

// A name that is not passed on must be known.
bool can_be_asked(const Profile& p, const std::map<std::string, std::string>& values) {
  return std::ranges::all_of(p.slots, [&](const Slot* slot) {
    const std::string name(slot->name);
    return values.contains(name) || p.wording->passes_on(name);
  });
}

std::string filled(const Template& t, const std::map<std::string, std::string>& values) {
  return in_words(t.part, [&](const std::string& slot) {
    const auto value = values.find(slot);
    return value == values.end() ? std::string(slot_called(slot).shown) : value->second;
  });
}

double closeness(const Profile& p, const Profiles& profiles, const std::vector<int>& asked,
                 std::size_t names, std::size_t used) {
  double score = 0;
  for (const int n : asked) {
    if (p.words.has(n)) score += 1.0 / profiles.frequency[static_cast<std::size_t>(n)];
  }
  const auto& needs = p.wording->machine.needs;
  if (!asked.empty() && !needs.empty() && needs.front().has(asked.front())) score += 0.4;
  for (const NumberSet& need : needs) {
    const bool met = std::ranges::any_of(asked, [&](int n) { return need.has(n); });
    score += met ? 0.05 : -0.1;
  }
  const std::size_t slots = p.slots.size();
  score += 0.3 * static_cast<double>(used);
  score -= 0.3 * static_cast<double>(slots > used ? slots - used : 0);
  score -= 0.2 * static_cast<double>(names > used ? names - used : 0);
  return score;
}

}  // namespace

std::vector<std::string> nearest_questions(const Grammar& grammar, const Sentence& sentence,
                                           NamesSaid& said) {
  static const Profiles profiles(grammar);
  std::vector<int> asked;
  int unspaced = 0, spaced_words = 0;
  for (const Token& t : sentence.tokens) {
    const int n = grammar.vocabulary.number(t.word);
    if (n == Vocabulary::none || std::ranges::find(asked, n) != asked.end()) continue;
    asked.push_back(n);
    ++(begins_unspaced(t.word) ? unspaced : spaced_words);
  }
  const std::vector<NameSaid> names = said.all_known();
  const std::string kind = classification_said(sentence);
  std::vector<std::pair<double, std::string>> ranked;
  for (const Profile& p : profiles.all) {
    if (p.is_unspaced != (unspaced > spaced_words)) continue;
    auto values = fitting(p.slots, names);
    if (!can_be_asked(p, values)) continue;
    double score = closeness(p, profiles, asked, names.size(), values.size());
    if (!kind.empty() && std::ranges::find(p.slots, "kind", &Slot::name) != p.slots.end()) {
      values.emplace("kind", kind);
      score += kind_counts;
    }
    ranked.emplace_back(-score, filled(*p.wording, values));
  }
  std::ranges::stable_sort(ranked, {}, &std::pair<double, std::string>::first);
  std::vector<std::string> shown;
  for (auto& [distance, question] : ranked) {
    if (shown.size() == most_shown) break;
    if (std::ranges::find(shown, question) == shown.end()) shown.push_back(std::move(question));
  }
  return shown;
}

std::string mended(const Reading& reading) {
  std::map<std::string, std::string> values = reading.values;
  bool has_its_own = false;
  for (const char* slot : {"percent", "known", "before", "after"})
    has_its_own = values.erase(slot) > 0 || has_its_own;
  std::string question = filled(*reading.wording, values);
  if (has_its_own) return question;
  return begins_unspaced(question) || ends_unspaced(question) ? "2018年12月6日" + question
                                                              : question + " on 2018-12-06";
}

}  // namespace reorg::question
