#include "core/question/pattern.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/model/shown_text.hpp"
#include "core/question/forms.hpp"
#include "core/question/tokens.hpp"

namespace reorg::question {
namespace {

using Sort = Part::Sort;

// Goes through a pattern as it is written; what it amounts to is up to the Meaning.
template <class Meaning>
class PatternReader {
 public:
  using Value = typename Meaning::Value;
  PatternReader(std::string_view text, Meaning& meaning)
      : text_(text), rest_(text), meaning_(meaning) {}

  Value whole() {
    Value value = alternatives();
    if (!rest_.empty()) fail("unmatched closing sign");
    return value;
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

  Value alternatives() {
    std::vector<Value> all{sequence()};
    while (take('|')) all.push_back(sequence());
    if (all.size() == 1) return std::move(all.front());
    return meaning_.choice(std::move(all));
  }

  Value sequence() {
    std::vector<Value> all;
    for (skip_blanks(); !rest_.empty() && rest_.find_first_of("|)]") != 0; skip_blanks()) {
      all.push_back(item());
    }
    if (all.empty()) fail("an empty alternative");
    if (all.size() == 1) return std::move(all.front());
    return meaning_.sequence(std::move(all));
  }

  Value item() {
    if (take('(')) {
      Value inner = alternatives();
      if (!take(')')) fail("( without )");
      return inner;
    }
    if (take('[')) {
      Value inner = alternatives();
      if (!take(']')) fail("[ without ]");
      return meaning_.optional(std::move(inner));
    }
    if (take('{')) {
      const std::string_view name = take_until("}");
      if (!take('}')) fail("{ without }");
      return meaning_.slot(name);
    }
    if (take('$')) return meaning_.fragment(take_until(" |)]($[{"));
    return word();
  }

  Value word() {
    if (begins_unspaced(rest_)) {
      const std::size_t size = first_character(rest_).size;
      const std::string_view one = rest_.substr(0, size);
      rest_.remove_prefix(size);
      return meaning_.word(one);
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
    if (taken == "WHEN") return meaning_.when();
    const std::size_t star = taken.find('*');
    if (star == std::string_view::npos) return meaning_.word(taken);
    return meaning_.verb(taken.substr(0, star), taken.substr(star + 1));
  }

  std::string_view text_;
  std::string_view rest_;
  Meaning& meaning_;
};

std::string_view fragment_called(std::string_view name, std::span<const Fragment> fragments) {
  const auto found = std::ranges::find(fragments, name, &Fragment::name);
  if (found == fragments.end()) throw BadPattern("an unknown fragment: " + std::string(name));
  return found->pattern;
}

// A pattern as a Part.
class InParts {
 public:
  using Value = Part;
  InParts(std::span<const Fragment> fragments, Vocabulary& vocabulary)
      : fragments_(fragments), vocabulary_(vocabulary) {}

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

  static Part sequence(std::vector<Part> all) { return {Sort::sequence, {}, {}, std::move(all)}; }
  static Part optional(Part inner) { return {Sort::optional, {}, {}, {std::move(inner)}}; }
  static Part slot(std::string_view name) { return {Sort::slot, {}, std::string(name), {}}; }
  static Part when() { return {Sort::when, {}, {}, {}}; }
  Part fragment(std::string_view name) {
    return PatternReader(fragment_called(name, fragments_), *this).whole();
  }

  Part word(std::string_view text) {
    Part part{Sort::words, {}, std::string(text), {}};
    if (!text.starts_with('\'')) {  // possessive, or short for "is": never a word of its own
      const auto tokens = tokens_of(text);
      if (tokens.size() != 1 || tokens.front().word != text)
        throw BadPattern("not one word as sentences have it: " + part.text);
    }
    part.words.add(vocabulary_.add(text));
    return part;
  }

  Part verb(std::string_view base, std::string_view shown_as) {
    const std::vector<std::string> forms = forms_of(base);
    const std::size_t at = shown_as == "s" ? 1 : shown_as == "ed" ? 3 : shown_as == "ing" ? 4 : 0;
    if (at == 0 && !shown_as.empty()) throw BadPattern("an unknown form: " + std::string(shown_as));
    Part part{Sort::words, {}, base == "be" && at == 0 ? "is" : forms.at(at), {}};
    for (const std::string& form : forms) part.words.add(vocabulary_.add(form));
    return part;
  }

 private:
  std::span<const Fragment> fragments_;
  Vocabulary& vocabulary_;
};

// Whether no word is missing that a pattern asks for.
class WordsSaid {
 public:
  using Value = bool;
  WordsSaid(std::span<const Fragment> fragments, std::span<const Token> sentence)
      : fragments_(fragments) {
    for (const Token& t : sentence) said_.insert(t.word);
  }

  static bool choice(const std::vector<bool>& all) {
    return std::ranges::find(all, true) != all.end();
  }
  static bool sequence(const std::vector<bool>& all) {
    return std::ranges::find(all, false) == all.end();
  }
  static bool optional(bool) { return true; }
  static bool slot(std::string_view) { return true; }
  static bool when() { return true; }
  bool word(std::string_view text) const { return said_.contains(text); }
  bool verb(std::string_view base, std::string_view) {
    return once(verbs_, base, [&] {
      return std::ranges::any_of(forms_of(base),
                                 [&](const std::string& form) { return said_.contains(form); });
    });
  }
  bool fragment(std::string_view name) {
    return once(named_, name,
                [&] { return PatternReader(fragment_called(name, fragments_), *this).whole(); });
  }

 private:
  using Known = std::map<std::string_view, bool>;
  static bool once(Known& known, std::string_view name, const auto& answer) {
    const auto [at, is_new] = known.emplace(name, false);
    if (is_new) at->second = answer();
    return at->second;
  }

  std::span<const Fragment> fragments_;
  std::set<std::string_view> said_;
  Known verbs_, named_;
};

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

Part read_pattern(std::string_view pattern, std::span<const Fragment> fragments,
                  Vocabulary& vocabulary) {
  InParts parts(fragments, vocabulary);
  return PatternReader(pattern, parts).whole();
}

std::function<bool(std::string_view)> may_fit(std::span<const Token> sentence,
                                              std::span<const Fragment> fragments) {
  return [words = WordsSaid(fragments, sentence)](std::string_view pattern) mutable {
    return PatternReader(pattern, words).whole();
  };
}

std::string in_words(const Part& part, const Fill& fill) {
  std::vector<std::string> words;
  gather_words(part, fill, words);
  return spaced(words);
}

}  // namespace reorg::question
