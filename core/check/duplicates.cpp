// Entities of one kind that are called the same, or nearly, on some same day.
//
// Equal names meet in one list sorted by what folding leaves of them. Near ones (one slip in a long
// name, words in another order, or set apart elsewhere) meet under keys that two such names have in
// common: of two texts with one edit between them, either the first or the last halves are equal.
// So every name is compared with a few, however many there are.
#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "core/check/rules.hpp"
#include "core/names/closeness.hpp"
#include "core/names/fold.hpp"
#include "core/names/legal_form.hpp"

namespace reorg {
namespace {

constexpr std::size_t most_compared = 40;  // names under one key, each with each
constexpr std::size_t long_enough = 12;    // letters, for one slip to be a slip

bool is_plain(const std::string& folded) {
  return std::ranges::all_of(folded, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string without_blanks(std::string text) {
  std::erase(text, ' ');
  return text;
}

std::string sorted_words(const std::string& folded) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', at), folded.size());
    words.push_back(folded.substr(at, end - at));
    at = end + 1;
  }
  std::ranges::sort(words);
  std::string all;
  for (const std::string& w : words) all += w + " ";
  return all;
}

std::string digits_of(const std::string& text) {
  std::string digits;
  std::ranges::copy_if(text, std::back_inserter(digits),
                       [](char c) { return c >= '0' && c <= '9'; });
  return digits;
}

// One slip of a letter: in pinyin names of people a letter makes another person.
bool one_slip(const Borne& a, const Borne& b) {
  if (a.kind != EntityKind::organization || !is_plain(a.folded) || !is_plain(b.folded))
    return false;
  if (std::min(a.folded.size(), b.folded.size()) < long_enough) return false;
  if (digits_of(a.folded) != digits_of(b.folded)) return false;
  return edits(code_points(a.folded), code_points(b.folded), 1) <= 1;
}

bool near(const Borne& a, const Borne& b) {
  if (!is_plain(a.folded) || !is_plain(b.folded)) return false;
  return sorted_words(a.folded) == sorted_words(b.folded) ||
         without_blanks(a.folded) == without_blanks(b.folded) || one_slip(a, b);
}

bool may_be_one(const Borne& a, const Borne& b) {
  return a.kind == b.kind && a.entity != b.entity && a.within == b.within && a.first < b.before &&
         b.first < a.before;
}

// Under which other keys a name may meet one that is near. Posts of one organization are named
// alike: "vice president", "vice presidents".
std::vector<std::string> near_keys(const Borne& b) {
  if (b.kind == EntityKind::post || !is_plain(b.folded) || b.folded.empty()) return {};
  std::vector<std::string> keys{"w" + sorted_words(b.folded), "b" + without_blanks(b.folded)};
  if (b.kind != EntityKind::organization || b.folded.size() < long_enough) return keys;
  for (const std::size_t half : {b.folded.size() / 2, (b.folded.size() - 1) / 2}) {
    keys.push_back("f" + b.folded.substr(0, half));
    keys.push_back("l" + b.folded.substr(b.folded.size() - half));
  }
  return keys;
}

// Keys as numbers, each with a name: sorted, names that may meet stand together.
using Meetings = std::vector<std::pair<std::size_t, std::uint32_t>>;

// Of a crowd each is compared with the next alone.
template <class Compare>
void meet(Meetings& all, Compare compare) {
  std::ranges::sort(all);
  for (auto first = all.begin(); first != all.end();) {
    const auto last =
        std::find_if(first, all.end(), [&](const auto& m) { return m.first != first->first; });
    const bool crowd = static_cast<std::size_t>(last - first) > most_compared;
    for (auto a = first; a != last; ++a) {
      const auto end = crowd && last - a > 2 ? a + 2 : last;
      for (auto b = std::next(a); b != end; ++b) compare(a->second, b->second);
    }
    first = last;
  }
}

// Of a part of the database also those elsewhere that are called the same.
std::vector<Borne> with_others(const CheckMaterial& all) {
  std::vector<Borne> names = all.names;
  if (!all.scope.is_limited()) return names;
  std::map<EntityId, EntityKind> others;
  for (const Borne& b : all.names) {
    if (b.kind == EntityKind::post) continue;
    for (const NameHit& hit : all.source.names.exact(b.folded)) {
      if (hit.kind == b.kind && !all.scope.has(hit.entity)) others.emplace(hit.entity, hit.kind);
    }
  }
  std::vector<EntityId> ids;
  for (const auto& [id, kind] : others) ids.push_back(id);
  for (const Spell& s : all.source.names.borne(ids)) {
    const bool first_name = s.aspect.starts_with("preferred:") || s.aspect.starts_with("legal:");
    if (!first_name && !s.aspect.starts_with("alias:")) continue;
    std::string folded = fold_name(s.value);
    const EntityKind kind = others.at(s.subject);
    if (kind == EntityKind::organization) folded = without_legal_form(folded);
    names.push_back({s.subject, kind, EntityId::none, first_name, s.from.earliest, s.until.latest,
                     s.value, std::move(folded)});
  }
  return names;
}

struct Suspect {
  const Borne* a;
  const Borne* b;
  bool equal;
};

class Suspects {
 public:
  void add(const Borne& a, const Borne& b, bool equal) {
    const auto pair = std::minmax(a.entity, b.entity);
    const auto [it, fresh] = found_.try_emplace({pair.first, pair.second}, Suspect{&a, &b, equal});
    if (!fresh && rank(a, b, equal) > rank(*it->second.a, *it->second.b, it->second.equal))
      it->second = {&a, &b, equal};
  }
  const auto& found() const { return found_; }

 private:
  static int rank(const Borne& a, const Borne& b, bool equal) {
    return (equal ? 4 : 0) + (a.first_name ? 1 : 0) + (b.first_name ? 1 : 0);
  }
  std::map<std::pair<EntityId, EntityId>, Suspect> found_;
};

void tell(const Suspect& s, const std::unordered_map<EntityId, std::string>& keys,
          const std::unordered_map<EntityId, Place>& entries, Findings& findings) {
  const Borne &a = *s.a, &b = *s.b;
  FindingText says;
  says << a.entity << " (" << keys.at(a.entity) << ") and " << b.entity << " (" << keys.at(b.entity)
       << ") are ";
  if (s.equal)
    says << (a.text == b.text ? "both called “" : "called the same, “") << a.text << "”";
  else
    says << "called nearly the same, “" << a.text << "”";
  if (a.text != b.text) says << " and “" << b.text << "”";
  const bool likely = s.equal && a.first_name && b.first_name;
  CheckFinding& f = findings.add(
      likely ? Severity::warning : Severity::note, {a.entity, b.entity}, std::move(says),
      FindingText() << "if they are one: reorg same " << keys.at(a.entity) << " "
                    << keys.at(b.entity) << "; if not: reorg different " << keys.at(a.entity) << " "
                    << keys.at(b.entity));
  for (const EntityId id : f.about) {
    if (const auto it = entries.find(id); it != entries.end()) f.at(it->second);
  }
}

}  // namespace

void likely_duplicate(const CheckMaterial& all, Findings& findings) {
  const std::vector<Borne> names = with_others(all);
  Meetings equal, similar;
  const std::hash<std::string> hash;
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    if (names[i].folded.empty()) continue;
    equal.emplace_back(hash(std::to_string(static_cast<int>(names[i].kind)) + "/" +
                            std::to_string(number(names[i].within)) + "/" + names[i].folded),
                       i);
    for (const std::string& key : near_keys(names[i])) similar.emplace_back(hash(key), i);
  }
  Suspects suspects;
  meet(equal, [&](std::uint32_t i, std::uint32_t j) {
    const Borne &a = names[i], &b = names[j];
    if (may_be_one(a, b) && a.folded == b.folded) suspects.add(a, b, true);
  });
  meet(similar, [&](std::uint32_t i, std::uint32_t j) {
    const Borne &a = names[i], &b = names[j];
    if (may_be_one(a, b) && a.folded != b.folded && near(a, b)) suspects.add(a, b, false);
  });
  std::set<EntityId> ids;
  for (const auto& [pair, s] : suspects.found()) ids.insert({pair.first, pair.second});
  const std::vector<EntityId> list(ids.begin(), ids.end());
  std::unordered_map<EntityId, std::string> keys;
  for (const Entity& e : all.source.relations.entities(list)) keys.emplace(e.id, e.key);
  const auto entries = all.source.dossiers.entries(list);
  const Judgements judged = all.source.dossiers.judgements();
  for (const auto& [pair, s] : suspects.found()) {
    if (judged.on(keys.at(pair.first), keys.at(pair.second)) != Verdict::different)
      tell(s, keys, entries, findings);
  }
}

}  // namespace reorg
