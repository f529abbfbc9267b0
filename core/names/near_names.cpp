#include "core/names/near_names.hpp"

#include <algorithm>
#include <set>

#include "core/names/closeness.hpp"
#include "core/names/letters.hpp"
#include "core/names/parts.hpp"
#include "core/names/slips.hpp"

namespace reorg {
namespace {

constexpr std::size_t most_entities = 300, most_of_a_part = 64, most_words = 6;

class Gathered {
 public:
  Gathered(const NameIndex& index, const std::string& folded) : index_(index), folded_(folded) {}

  std::vector<NameHit> names() {
    words_anywhere();
    beginnings_of_it();
    initials();
    slips();
    std::vector<EntityId> ids(entities_.begin(), entities_.end());
    std::vector<NameHit> hits = index_.names_of(ids);
    std::erase_if(hits, [](const NameHit& h) { return h.aspect.starts_with("identifier:"); });
    return hits;
  }

 private:
  void add(EntityId id) {
    if (entities_.size() < most_entities) entities_.insert(id);
  }
  void add(const std::vector<NameHit>& hits) {
    for (const NameHit& hit : hits) add(hit.entity);
  }

  // Names, and parts of names, that begin so.
  void beginning(const std::string& text) {
    const std::string end = after_all_that_begin(text);
    add(index_.between(text, end, most_of_a_part));
    for (const EntityId id : index_.with_part(text, end, most_of_a_part)) add(id);
  }

  // The whole of it within a name, then each of its words, long ones first.
  void words_anywhere() {
    beginning(folded_);
    std::vector<std::string> words = words_of(folded_);
    if (words.size() < 2) return;
    std::stable_sort(words.begin(), words.end(),
                     [](const auto& a, const auto& b) { return a.size() > b.size(); });
    words.resize(std::min(words.size(), most_words));
    for (const std::string& word : words) {
      if (word.size() < 2) continue;
      add(index_.exact(word));
      beginning(is_unspaced(code_points(word).back()) ? word : word + " ");
      for (const EntityId id : index_.with_part(word, word + "!", most_of_a_part)) add(id);
    }
  }

  // "腾讯音乐娱乐集团" when 腾讯音乐 is a name, "tencent holdings of shenzhen" when the first two
  // words are.
  void beginnings_of_it() {
    for (std::size_t end = 1; end < folded_.size() && end < 100; ++end) {
      const auto next = static_cast<unsigned char>(folded_[end]);
      const bool within_a_character = (next & 0xC0U) == 0x80;
      const bool within_a_word =
          next < 0x80 && next != ' ' && static_cast<unsigned char>(folded_[end - 1]) < 0x80;
      if (!within_a_character && !within_a_word) add(index_.exact(folded_.substr(0, end)));
    }
  }

  // "j zhang", "zhang j": a name that begins "zhang j", whichever way round it is told.
  void initials() {
    std::string whole, letters;
    for (const std::string& word : words_of(folded_)) {
      if (code_points(word).size() == 1)
        letters += letters.empty() ? " " + word : "";
      else
        whole += (whole.empty() ? "" : " ") + word;
    }
    if (!whole.empty() && !letters.empty()) beginning(whole + letters);
  }

  void slips() {
    const std::u32string asked = code_points(folded_);
    const std::size_t most = std::min<std::size_t>(forgiven(asked.size()), 2);
    for (std::size_t allowed = 1; allowed <= most; ++allowed) {
      const std::size_t before = entities_.size();
      for (const std::string& text : texts_within(index_, NameIndex::Shelf::names, asked, allowed))
        add(index_.exact(text));
      for (const std::string& text :
           texts_within(index_, NameIndex::Shelf::parts, asked, allowed)) {
        for (const EntityId id : index_.with_part(text, text + "\x01", most_of_a_part)) add(id);
      }
      if (entities_.size() > before) break;
    }
    // A wrong first character where all that may stand there are too many to try.
    if (asked.size() > 2 && is_unspaced(asked.front())) {
      const std::size_t first = folded_.size() - rest_size(folded_);
      const std::string rest = folded_.substr(first);
      for (const EntityId id : index_.with_part(rest, rest + "\x01", most_of_a_part)) add(id);
    }
  }

  static std::size_t rest_size(const std::string& text) {
    std::size_t at = 1;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80) ++at;
    return text.size() - at;
  }

  static std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      words.push_back(text.substr(at, end - at));
      at = end + 1;
    }
    return words;
  }

  const NameIndex& index_;
  const std::string& folded_;
  std::set<EntityId> entities_;
};

}  // namespace

std::vector<NameHit> near_names(const NameIndex& index, const std::string& folded) {
  return Gathered(index, folded).names();
}

}  // namespace reorg
