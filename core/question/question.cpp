#include "core/question/question.hpp"

#include <algorithm>
#include <array>
#include <atomic>

#include <fmt/format.h>

#include "core/model/shown_text.hpp"
#include "core/question/matcher.hpp"
#include "core/question/nearest.hpp"
#include "core/question/templates.hpp"
#include "core/question/tokens.hpp"

namespace reorg {
namespace {

using question::Grammar;
using question::grammar;
using question::grammar_for;
using question::match;
using question::Match;
using question::match_as_far_as_possible;
using question::mended;
using question::NamesSaid;
using question::nearest_questions;
using question::Reading;
using question::Sentence;
using question::Token;
using question::tokens_of;

constexpr std::size_t longest_sentence = 4000;  // bytes
constexpr std::size_t most_tokens = 400;

constexpr std::array<std::string_view, 18> asking{
    "who",  "whom", "whose", "what", "which", "when", "where", "how", "did",
    "does", "do",   "is",    "was",  "were",  "are",  "had",   "has", "have"};
constexpr std::array<std::string_view, 11> auxiliary{"did", "does", "do",  "is",   "was",  "were",
                                                     "are", "had",  "has", "have", "would"};
constexpr std::array<std::string_view, 12> asking_unspaced{
    "谁", "誰", "什么", "什麼", "甚麼", "哪", "几", "幾", "吗", "嗎", "多少", "何时"};

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& list) {
  return std::ranges::find(list, word) != list.end();
}

// Text for a message: printable, on one line, and not longer than anyone reads.
std::string quoted(std::string_view text) {
  constexpr std::size_t longest = 120;
  std::string result;
  while (!text.empty() && result.size() < longest) {
    const Character c = first_character(text);
    if (c.valid && is_printable(c.code)) {
      result += text.substr(0, c.size);
    } else if (c.code < 0x20 || !c.valid) {
      result += ' ';
    }  // what else has no width, such as marks that turn the direction of writing, is left out
    text.remove_prefix(c.size);
  }
  return "“" + result + (text.empty() ? "" : "…") + "”";
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
  return text.substr(0, text.find_last_not_of(blanks) + 1);
}

const std::vector<std::string>& examples() {
  static const std::vector<std::string> all{"who oversees ORGANIZATION on 2018-12-06",
                                            "what does PERSON oversee",
                                            "which units does ORGANIZATION have in 2018"};
  return all;
}

std::string where_it_ends(const Sentence& s, std::size_t understood, NamesSaid& names) {
  const std::size_t begin = s.tokens.front().begin;
  const auto text = [&](std::size_t first, std::size_t last) {
    return s.text.substr(first, last - first);
  };
  // A name that follows the words that were understood is not what is wrong.
  std::size_t last = understood;
  for (std::size_t n = s.tokens.size(); understood > 0 && n > understood; --n) {
    if (names.read(understood, n, {}).kinds.none()) continue;
    last = n;
    break;
  }
  std::size_t end = s.tokens.size();
  while (end > last && s.tokens[end - 1].is_mark) --end;
  if (last >= end) {
    return fmt::format("the question {} is not complete",
                       quoted(text(begin, s.tokens[s.tokens.size() - 1].end)));
  }
  const std::string rest = quoted(text(s.tokens[last].begin, s.tokens[end - 1].end));
  if (last == 0) return "not understood: " + rest;
  return fmt::format("not understood: {}, after {}", rest,
                     quoted(text(begin, s.tokens[last - 1].end)));
}

[[noreturn]] void not_understood(const Sentence& s, const Match& m, NamesSaid& names) {
  const auto nearest = nearest_questions(grammar(), s, names);
  if (m.has_given_up)
    throw NotUnderstood("this can be read in too many ways; ask in fewer words", nearest);
  const Match far = match_as_far_as_possible(grammar(), s, names);
  throw NotUnderstood(where_it_ends(s, far.understood, names), nearest);
}

}  // namespace

std::span<const std::string_view> asking_words() { return asking; }

bool is_question(std::string_view line) {
  const std::vector<Token> tokens = tokens_of(line.substr(0, longest_sentence));
  const auto first = std::ranges::find(tokens, false, &Token::is_mark);
  if (first == tokens.end()) return false;
  if (first->word == "why")
    return first + 1 != tokens.end() && is_one_of((first + 1)->word, auxiliary);
  if (is_one_of(first->word, asking)) return true;
  if (first->word == "by" || first->word == "to")
    return first + 1 != tokens.end() && (first + 1)->word == "whom";
  return std::ranges::any_of(asking_unspaced, [&](std::string_view sign) {
    return line.find(sign) != std::string_view::npos;
  });
}

Query understand(std::string_view whole, const NameIndex& index, Day today) {
  const std::string_view text = trimmed(whole);
  if (text.size() > longest_sentence) {
    throw NotUnderstood(fmt::format("this question has {} bytes; no more than {} are read",
                                    text.size(), longest_sentence),
                        examples());
  }
  const std::vector<Token> tokens = tokens_of(text);
  if (std::ranges::all_of(tokens, &Token::is_mark))
    throw NotUnderstood("nothing is asked", examples());
  if (tokens.size() > most_tokens) {
    throw NotUnderstood(fmt::format("this question has {} words; no more than {} are read",
                                    tokens.size(), most_tokens),
                        examples());
  }
  const Sentence sentence{text, tokens, today};
  NamesSaid names(text, tokens, index);
  // Whoever asks more than once gets the whole grammar, which then is made already.
  static std::atomic_flag has_asked;
  const Grammar fitting = has_asked.test_and_set() ? Grammar{} : grammar_for(tokens);
  Match found = match(fitting.templates.empty() ? grammar() : fitting, sentence, names);
  if (found.best.empty() || found.has_given_up) not_understood(sentence, found, names);
  const Reading& best = found.best.front();
  if (!best.trouble.empty()) throw NotUnderstood(best.trouble, {mended(best)});
  if (found.best.size() > 1 && best.score.is_sure()) {
    std::vector<Query> all;
    for (Reading& r : found.best) all.push_back(std::move(r.query));
    throw SeveralReadings(quoted(text) + " can be read in several ways", std::move(all));
  }
  return std::move(found.best.front().query);
}

}  // namespace reorg
