#include "core/question/question.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "core/model/date.hpp"

namespace reorg {
namespace {

using Words = std::vector<std::string>;

constexpr std::array question_words{"who",   "whom", "whose", "what",
                                    "which", "when", "where", "how"};
constexpr std::array overseeing{"oversees", "oversaw", "oversee", "runs", "ran",
                                "heads",    "headed",  "leads",   "led"};
constexpr std::array doing{"does", "did", "do"};
constexpr std::array before_a_date{"on", "in", "at"};

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<const char*, N>& list) {
  const std::string w = lower(word);
  return std::ranges::any_of(list, [&](const char* other) { return w == other; });
}

std::string joined(std::span<const std::string> words) {
  std::string result;
  for (const std::string& w : words) result += (result.empty() ? "" : " ") + w;
  return result;
}

// Arguments of a shell may hold several words each, when somebody quoted them.
Words split(std::span<const std::string> arguments) {
  Words words;
  for (const std::string& argument : arguments) {
    std::size_t at = 0;
    while (at < argument.size()) {
      const std::size_t end = std::min(argument.find(' ', at), argument.size());
      if (end > at) words.push_back(argument.substr(at, end - at));
      at = end + 1;
    }
  }
  return words;
}

void drop_question_mark(Words& words) {
  for (const std::string_view mark : {"?", "？"}) {
    if (!words.empty() && words.back().ends_with(mark))
      words.back().resize(words.back().size() - mark.size());
  }
  if (!words.empty() && words.back().empty()) words.pop_back();
}

std::optional<std::string> as_date(const std::string& text) {
  try {
    return parse_date(text).edtf;
  } catch (const DateError&) {
    return {};
  }
}

// Takes "on DATE" off the end.
std::string take_date(Words& words) {
  if (words.size() < 3 || !is_one_of(words[words.size() - 2], before_a_date)) return {};
  const auto date = as_date(words.back());
  if (!date) return {};
  words.resize(words.size() - 2);
  return *date;
}

[[noreturn]] void who_what(const Words& words, std::size_t understood) {
  const std::string rest = joined(std::span(words).subspan(std::min(understood, words.size())));
  const std::string said = rest.empty() ? "the question ends too soon"
                                        : "not understood from “" + rest.substr(0, 120) + "” on";
  throw NotUnderstood(said,
                      {"who oversees NAME on 2018-12-06", "what does NAME oversee on 2018-12-06"});
}

Query who(Words words) {
  if (words.size() < 3 || !is_one_of(words[1], overseeing)) who_what(words, 1);
  Query q{"overseers", {}, take_date(words), {}};
  q.names = {joined(std::span(words).subspan(2))};
  return q;
}

Query what(Words words) {
  if (words.size() < 4 || !is_one_of(words[1], doing)) who_what(words, 1);
  Query q{"oversees", {}, take_date(words), {}};
  if (words.size() < 4 || lower(words.back()) != "oversee") who_what(words, 2);
  q.names = {joined(std::span(words).subspan(2, words.size() - 3))};
  return q;
}

}  // namespace

bool is_question(std::string_view line) {
  return is_one_of(line.substr(0, line.find(' ')), question_words);
}

Query understand(std::string_view sentence, const NameIndex&, Day) {
  const std::string whole(sentence);
  Words asked = split(std::span(&whole, 1));
  drop_question_mark(asked);
  if (!asked.empty() && lower(asked.front()) == "who") return who(asked);
  if (!asked.empty() && lower(asked.front()) == "what") return what(asked);
  who_what(asked, 0);
}

}  // namespace reorg
