#include "core/question/values_said.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace reorg::question {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

// What is said, and what `--kind` calls it; nothing: all of them.
constexpr std::array<Pair, 52> classifications{{
    {"unit", ""},
    {"organization", ""},
    {"organisation", ""},
    {"part", ""},
    {"body", ""},
    {"bodies", ""},
    {"organizational unit", "unit"},
    {"company", "company"},
    {"companies", "company"},
    {"firm", "company"},
    {"subsidiary", "company"},
    {"subsidiaries", "company"},
    {"business group", "business group"},
    {"business unit", "business unit"},
    {"business line", "business line"},
    {"product", "product"},
    {"division", "division"},
    {"department", "department"},
    {"segment", "segment"},
    {"committee", "committee"},
    {"team", "team"},
    {"group", ""},
    {"line of business", "business line"},
    {"lines of business", "business line"},
    {"research institute", "research institute"},
    {"studio group", "studio group"},
    {"institute", "institute"},
    {"laboratory", "laboratory"},
    {"laboratories", "laboratory"},
    {"组织", ""},
    {"机构", ""},
    {"单位", ""},
    {"业务", ""},
    {"部分", ""},
    {"公司", "company"},
    {"子公司", "company"},
    {"企业", "company"},
    {"事业群", "business group"},
    {"业务群", "business group"},
    {"事业部", "division"},
    {"业务单元", "business unit"},
    {"业务线", "business line"},
    {"产品", "product"},
    {"部门", "department"},
    {"板块", "segment"},
    {"委员会", "committee"},
    {"团队", "team"},
    {"研究院", "research institute"},
    {"工作室群", "studio group"},
    {"工作室", "studio"},
    {"实验室", "laboratory"},
    {"研究所", "institute"},
}};

// What is no organization, so asking for the units of this kind would promise an answer.
constexpr std::array<std::string_view, 22> others{
    "people",  "persons", "posts",  "jobs",    "positions", "roles", "seats", "heads",
    "leaders", "bosses",  "owners", "shares",  "stakes",    "plans", "names", "sources",
    "changes", "rumours", "rumors", "members", "employees", "things"};

constexpr std::array<std::string_view, 20> grammatical{
    "is",  "are", "was", "were", "does", "do",  "did",  "has",   "have",  "had",
    "the", "of",  "at",  "in",   "on",   "who", "what", "which", "there", "as"};

bool is_letter_word(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
}

std::string singular(std::string_view word) {
  std::string result(word);
  if (result.ends_with("ies")) return result.replace(result.size() - 3, 3, "y");
  if (result.ends_with('s') && !result.ends_with("ss")) result.pop_back();
  return result;
}

std::string text_of(std::span<const Token> words) {
  std::vector<std::string> all;
  for (const Token& t : words) all.push_back(t.word);
  return spaced(all);
}

}  // namespace

std::optional<ClassificationSaid> classification_in(std::span<const Token> words) {
  if (words.empty() || words.size() > 6) return {};
  std::string said = text_of(words);
  if (said.ends_with("s") &&
      std::ranges::find(classifications, said, &Pair::first) == classifications.end())
    said.pop_back();
  const auto found = std::ranges::find(classifications, said, &Pair::first);
  if (found != classifications.end()) return ClassificationSaid{std::string(found->second)};
  // Somebody's own: some words in the plural.
  const std::string& last = words.back().word;
  if (words.size() > 3 || !last.ends_with('s') || last.size() < 4 ||
      std::ranges::find(others, last) != others.end())
    return {};
  for (const Token& t : words) {
    if (!is_letter_word(t.word) || std::ranges::find(grammatical, t.word) != grammatical.end())
      return {};
  }
  std::string own = text_of(words.first(words.size() - 1));
  own += (own.empty() ? "" : " ") + singular(last);
  return ClassificationSaid{std::move(own), false};
}

std::optional<PercentSaid> percent_in(std::span<const Token> words) {
  std::string said;
  for (const Token& t : words) said += t.word;
  for (const std::string_view sign : {"%", "percent"}) {
    if (said.ends_with(sign)) said.resize(said.size() - sign.size());
  }
  if (constexpr std::string_view sign = "百分之"; said.starts_with(sign))
    said.erase(0, sign.size());
  if (said.empty() || said.size() > 8 ||
      said.find_first_not_of("0123456789.") != std::string::npos ||
      !(said.front() >= '0' && said.front() <= '9') || std::ranges::count(said, '.') > 1)
    return {};
  if (std::strtod(said.c_str(), nullptr) >= 100)
    return PercentSaid{said, said + " %: no share is above 100 %; say less than 100"};
  return PercentSaid{said};
}

}  // namespace reorg::question
