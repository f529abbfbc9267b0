#include "core/question/pattern.hpp"

#include <algorithm>
#include <ranges>
#include <utility>

#include "core/model/shown_text.hpp"
#include "core/question/forms.hpp"
#include "core/question/tokens.hpp"

namespace reorg::question {
namespace {

using Sort = Part::Sort;

class PatternReader {
 public:
  PatternReader(std::string_view text, const Fragments& fragments, Vocabulary& vocabulary)
      : text_(text), rest_(text), fragments_(fragments), vocabulary_(vocabulary) {}

  Part whole() {
    Part part = alternatives();
    if (!rest_.empty()) fail("unmatched closing sign");
    return part;
  }

 private:
  [[noreturn]] void fail(const std::string& why) const {
    throw BadPattern(why + " in “" + std::string(text_) + "”");
  }
  void skip_blanks() { rest_.remove_prefix(std::min(rest_.find_first_not_of(' '), rest_.size())); }
  bool take(char c) {
    skip_blanks();
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  std::string_view take_until(std::string_view ends) {
    const std::size_t end = std::min(rest_.find_first_of(ends), rest_.size());
    const std::string_view taken = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return taken;
  }

  Part alternatives() {
    std::vector<Part> all{sequence()};
    while (take('|')) all.push_back(sequence());
    return all.size() == 1 ? std::move(all.front()) : choice(std::move(all));
  }

  // Alternatives of one word each become one set of words.
  static Part choice(std::vector<Part> all) {
    Part words{Sort::words, {}, {}, {}};
    std::vector<Part> others;
    for (Part& part : all) {
      if (part.sort == Sort::words && (others.empty() || !words.text.empty())) {
        if (words.text.empty()) words.text = part.text;
        words.words.unite(part.words);
      } else {
        others.push_back(std::move(part));
      }
    }
    if (others.empty()) return words;
    const bool shown_first = all.front().sort == Sort::words;
    if (!words.text.empty())
      others.insert(shown_first ? others.begin() : others.end(), std::move(words));
    return {Sort::choice, {}, {}, std::move(others)};
  }

  Part sequence() {
    std::vector<Part> parts;
    for (skip_blanks(); !rest_.empty() && rest_.find_first_of("|)]") != 0; skip_blanks()) {
      parts.push_back(item());
    }
    if (parts.empty()) fail("an empty alternative");
    if (parts.size() == 1) return std::move(parts.front());
    return {Sort::sequence, {}, {}, std::move(parts)};
  }

  Part item() {
    if (take('(')) {
      Part inner = alternatives();
      if (!take(')')) fail("( without )");
      return inner;
    }
    if (take('[')) {
      Part inner = alternatives();
      if (!take(']')) fail("[ without ]");
      return {Sort::optional, {}, {}, {std::move(inner)}};
    }
    if (take('{')) {
      const std::string name(take_until("}"));
      if (!take('}')) fail("{ without }");
      return {Sort::slot, {}, name, {}};
    }
    if (take('$')) {
      const auto fragment = fragments_.find(take_until(" |)]($[{"));
      if (fragment == fragments_.end()) fail("an unknown fragment");
      return PatternReader(fragment->second, fragments_, vocabulary_).whole();
    }
    return word();
  }

  Part word() {
    if (begins_unspaced(rest_)) {
      const std::size_t size = first_character(rest_).size;
      const std::string_view one = rest_.substr(0, size);
      rest_.remove_prefix(size);
      return one_word(one);
    }
    std::size_t end = 0;
    while (end < rest_.size() &&
           std::string_view(" |)](${[").find(rest_[end]) == std::string::npos &&
           !begins_unspaced(rest_.substr(end))) {
      ++end;
    }
    const std::string_view taken = rest_.substr(0, end);
    if (taken.empty()) fail("no word");
    rest_.remove_prefix(end);
    if (taken == "WHEN") return {Sort::when, {}, {}, {}};
    const std::size_t star = taken.find('*');
    return star == std::string_view::npos ? one_word(taken)
                                          : verb(taken.substr(0, star), taken.substr(star + 1));
  }

  Part one_word(std::string_view text) {
    Part part{Sort::words, {}, std::string(text), {}};
    if (text.starts_with('\'')) {  // possessive, or short for "is": never a word of its own
      part.words.add(vocabulary_.add(text));
      return part;
    }
    const auto tokens = tokens_of(text);
    if (tokens.size() != 1) fail("not one word");
    part.words.add(vocabulary_.add(tokens.front().word));
    return part;
  }

  Part verb(std::string_view base, std::string_view shown_as) {
    const std::vector<std::string> forms = forms_of(base);
    const std::size_t at = shown_as == "s" ? 1 : shown_as == "ed" ? 3 : shown_as == "ing" ? 4 : 0;
    if (at == 0 && !shown_as.empty()) fail("an unknown form");
    Part part{Sort::words, {}, base == "be" && at == 0 ? "is" : forms.at(at), {}};
    for (const std::string& form : forms) part.words.add(vocabulary_.add(form));
    return part;
  }

  std::string_view text_;
  std::string_view rest_;
  const Fragments& fragments_;
  Vocabulary& vocabulary_;
};

std::size_t emit(Machine& m, const Part& part, std::size_t next) {
  const auto put = [&](State state) {
    m.states.push_back(std::move(state));
    return m.states.size() - 1;
  };
  switch (part.sort) {
    case Sort::words:
      return put({State::Sort::words, part.words, {}, {next}});
    case Sort::slot:
      return put({State::Sort::slot, {}, part.text, {next}});
    case Sort::when:
      return put({State::Sort::when, {}, {}, {next}});
    case Sort::optional:
      return put({State::Sort::fork, {}, {}, {emit(m, part.parts.front(), next), next}});
    case Sort::choice: {
      State fork{State::Sort::fork, {}, {}, {}};
      for (const Part& p : part.parts) fork.next.push_back(emit(m, p, next));
      return put(std::move(fork));
    }
    case Sort::sequence:
      for (const Part& p : std::views::reverse(part.parts)) next = emit(m, p, next);
      return next;
  }
  return next;
}

std::vector<NumberSet> needs(const Part& part) {
  if (part.sort == Sort::words) return {part.words};
  std::vector<NumberSet> result;
  if (part.sort == Sort::sequence) {
    for (const Part& p : part.parts) {
      for (NumberSet& set : needs(p)) result.push_back(std::move(set));
    }
  } else if (part.sort == Sort::choice) {
    // Some word of each alternative; the last one, for it rarely is "be" or "the".
    NumberSet any;
    for (const Part& p : part.parts) {
      const std::vector<NumberSet> one = needs(p);
      if (one.empty()) return {};
      any.unite(one.back());
    }
    result.push_back(std::move(any));
  }
  return result;
}

using Fill = std::function<std::string(const std::string&)>;

void gather_words(const Part& part, const Fill& fill, std::vector<std::string>& words) {
  switch (part.sort) {
    case Sort::words:
      return words.push_back(part.text);
    case Sort::slot:
      return words.push_back(fill(part.text));
    case Sort::choice:
      return gather_words(part.parts.front(), fill, words);
    case Sort::sequence:
      for (const Part& p : part.parts) gather_words(p, fill, words);
      return;
    case Sort::optional:
    case Sort::when:
      return;
  }
}

}  // namespace

int Vocabulary::number(std::string_view word) const {
  const auto found = numbers_.find(std::string(word));
  return found == numbers_.end() ? none : found->second;
}

int Vocabulary::add(std::string_view word) {
  const auto [at, is_new] = numbers_.emplace(std::string(word), static_cast<int>(words_.size()));
  if (is_new) words_.emplace_back(word);
  return at->second;
}

void NumberSet::add(int n) {
  const auto at = static_cast<std::size_t>(n) / 64;
  if (at >= bits_.size()) bits_.resize(at + 1);
  bits_[at] |= 1ULL << (static_cast<std::size_t>(n) % 64);
}

bool NumberSet::meets(const NumberSet& other) const {
  for (std::size_t i = 0; i < std::min(bits_.size(), other.bits_.size()); ++i) {
    if ((bits_[i] & other.bits_[i]) != 0) return true;
  }
  return false;
}

void NumberSet::unite(const NumberSet& other) {
  bits_.resize(std::max(bits_.size(), other.bits_.size()));
  for (std::size_t i = 0; i < other.bits_.size(); ++i) bits_[i] |= other.bits_[i];
}

std::vector<int> NumberSet::numbers() const {
  std::vector<int> all;
  for (int n = 0; n < static_cast<int>(bits_.size() * 64); ++n) {
    if (has(n)) all.push_back(n);
  }
  return all;
}

Part read_pattern(std::string_view pattern, const Fragments& fragments, Vocabulary& vocabulary) {
  return PatternReader(pattern, fragments, vocabulary).whole();
}

std::string in_words(const Part& part, const Fill& fill) {
  std::vector<std::string> words;
  gather_words(part, fill, words);
  return spaced(words);
}

Machine machine_of(const Part& part) {
  Machine m;
  m.states.push_back({});
  const Part date{Sort::optional, {}, {}, {Part{Sort::when, {}, {}, {}}}};
  m.start = emit(m, date, emit(m, part, emit(m, date, 0)));
  m.needs = needs(part);
  return m;
}

}  // namespace reorg::question
