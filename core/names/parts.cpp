#include "core/names/parts.hpp"

#include <algorithm>

#include "core/names/closeness.hpp"
#include "core/names/letters.hpp"

namespace reorg {
namespace {

constexpr std::size_t longest = 64, most_words = 8, most_characters = 16;

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80; }

// Cut between two characters.
std::string shortened(std::string text) {
  if (text.size() <= longest) return text;
  std::size_t end = longest;
  while (end > 0 && continues(text[end])) --end;
  text.resize(end);
  return text;
}

// "腾讯音乐": 讯音乐, 音乐. One character alone is no beginning of anything.
void add_tails(std::string_view word, std::vector<std::string>& parts) {
  std::size_t n = 0;
  for (std::size_t at = 0; at < word.size() && n < most_characters; ++n) {
    ++at;
    while (at < word.size() && continues(word[at])) ++at;
    const std::string_view tail = word.substr(at);
    const std::u32string points = code_points(tail.substr(0, 8));
    if (points.size() >= 2 && is_unspaced(points.front()))
      parts.push_back(shortened(std::string(tail)));
  }
}

}  // namespace

std::vector<std::string> parts_of(std::string_view folded) {
  std::vector<std::string> parts;
  std::size_t words = 0;
  for (std::size_t at = 0; at < folded.size() && words < most_words; ++words) {
    const std::size_t end = std::min(folded.find(' ', at), folded.size());
    if (at > 0) {
      std::string turned(folded.substr(at));
      turned.append(" ").append(folded.substr(0, at - 1));
      parts.push_back(shortened(std::move(turned)));
    }
    const std::string_view word = folded.substr(at, end - at);
    if (std::any_of(word.begin(), word.end(), continues)) add_tails(word, parts);
    at = end + 1;
  }
  std::sort(parts.begin(), parts.end());
  parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
  std::erase(parts, folded);
  return parts;
}

std::string after_all_that_begin(std::string text) {
  while (!text.empty() && static_cast<unsigned char>(text.back()) == 0xFF) text.pop_back();
  if (!text.empty()) text.back() = static_cast<char>(static_cast<unsigned char>(text.back()) + 1);
  return text;
}

}  // namespace reorg
