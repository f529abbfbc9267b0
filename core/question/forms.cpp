#include "core/question/forms.hpp"

#include <algorithm>
#include <array>

namespace reorg::question {
namespace {

// What the rule below does not make.
constexpr std::array<std::string_view, 23> irregular{
    "be is was been being are were am 's",
    "have has had had having",
    "do does did done doing",
    "oversee oversees oversaw overseen overseeing",
    "run runs ran run running",
    "lead leads led led leading",
    "hold holds held held holding",
    "know knows knew known knowing",
    "become becomes became become becoming",
    "come comes came come coming",
    "go goes went gone going",
    "sit sits sat sat sitting",
    "bear bears bore borne bearing",
    "grow grows grew grown growing",
    "take takes took taken taking",
    "plan plans planned planned planning",
    "withdraw withdraws withdrew withdrawn withdrawing",
    "stand stands stood stood standing",
    "say says said said saying",
    "speak speaks spoke spoken speaking",
    "make makes made made making",
    "control controls controlled controlled controlling",
    "drop drops dropped dropped dropping",
};

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

}  // namespace

std::vector<std::string> forms_of(std::string_view base) {
  for (const std::string_view row : irregular) {
    if (row.substr(0, row.find(' ')) == base) return words_of(row);
  }
  const std::string word(base);
  if (word.ends_with('e')) {
    const std::string stem = word.substr(0, word.size() - 1);
    return {word, word + "s", word + "d", word + "d", stem + "ing"};
  }
  if (word.ends_with('y') && word.size() > 1 && !is_vowel(word[word.size() - 2])) {
    const std::string stem = word.substr(0, word.size() - 1);
    return {word, stem + "ies", stem + "ied", stem + "ied", word + "ing"};
  }
  const bool hisses = word.ends_with('s') || word.ends_with('h') || word.ends_with('x');
  return {word, word + (hisses ? "es" : "s"), word + "ed", word + "ed", word + "ing"};
}

}  // namespace reorg::question
