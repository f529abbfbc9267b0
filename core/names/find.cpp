#include "core/names/find.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "core/names/closeness.hpp"
#include "core/names/fold.hpp"
#include "core/names/legal_form.hpp"
#include "core/names/letters.hpp"
#include "core/names/near_names.hpp"
#include "core/names/parts.hpp"

namespace reorg {
namespace {

constexpr std::size_t most_nearest = 5, most_beginnings = 20;
constexpr std::size_t beginnings_read = 200;
constexpr std::size_t longest_compared = 800;  // bytes; nobody misspells more
constexpr double close = 0.17, lead = 0.1, word_close = 0.2;
constexpr std::string_view key_mark = "key:";

std::string_view sort_of_name(const NameHit& hit) {
  return std::string_view(hit.aspect).substr(0, hit.aspect.find(':'));
}

// Smaller for the names by which an entity is rather known: "alias:zh-Hans" is an alias.
std::size_t rank(const NameHit& hit) {
  static constexpr std::array<std::string_view, 8> sorts{
      "preferred", "legal", "key", "identifier", "acronym", "alias", "nickname", "description"};
  return static_cast<std::size_t>(std::find(sorts.begin(), sorts.end(), sort_of_name(hit)) -
                                  sorts.begin());
}

auto by_rank(const NameHit& hit) {
  return std::tuple(rank(hit), std::string_view(hit.key), std::string_view(hit.text));
}

// The first hit of each entity, except of those seen.
std::vector<NameHit> once_each(std::vector<NameHit> hits, std::set<EntityId> seen = {}) {
  std::erase_if(hits, [&](const NameHit& hit) { return !seen.insert(hit.entity).second; });
  return hits;
}

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && static_cast<unsigned char>(s.front()) <= ' ') s.remove_prefix(1);
  while (!s.empty() && static_cast<unsigned char>(s.back()) <= ' ') s.remove_suffix(1);
  return s;
}

bool same_but_for_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

bool is_proper(const NameHit& hit) {
  const std::string_view sort = sort_of_name(hit);
  return sort == "preferred" || sort == "legal";
}

// Whether one of these spells says so on one of the days. A name without any dates is borne always.
bool is_borne(const NameHit& hit, const std::vector<Spell>& spells, const Asking& asking) {
  return std::any_of(spells.begin(), spells.end(), [&](const Spell& s) {
    return s.subject == hit.entity && s.value == hit.text && s.aspect == hit.aspect &&
           s.standing != Standing::outranked &&
           (s.undated || holds_within(s, asking.first, asking.last) != Certainty::no);
  });
}

// Two entities or more, one of them by a proper name: then it matters when they bore it.
std::vector<Spell> spells_of_proper(const NameIndex& index, const std::vector<NameHit>& hits) {
  std::set<EntityId> all, proper;
  for (const NameHit& hit : hits) {
    all.insert(hit.entity);
    if (!hit.bare && is_proper(hit)) proper.insert(hit.entity);
  }
  if (all.size() < 2 || proper.empty()) return {};
  const std::vector<EntityId> ids(proper.begin(), proper.end());
  std::vector<Spell> spells = index.borne(ids);
  std::sort(spells.begin(), spells.end(),
            [](const Spell& a, const Spell& b) { return a.subject < b.subject; });
  return spells;
}

// A key stands under its folded form; only as it is written is it an exact one.
bool is_key(const NameHit& hit, std::string_view asked) {
  return hit.aspect == "key" && same_but_for_case(hit.text, trimmed(asked));
}

std::vector<NameHit> with_key(const NameIndex& index, std::string_view key) {
  std::vector<NameHit> hits = index.exact(fold_name(key));
  std::erase_if(hits, [&](const NameHit& hit) { return !is_key(hit, key); });
  return hits;
}

// Everything of that name: as it is, and without the legal form on one side or both.
std::vector<NameHit> bearers(const NameIndex& index, const std::string& folded) {
  std::vector<NameHit> hits = index.exact(folded);
  if (const std::string bare = without_legal_form(folded); bare != folded) {
    for (NameHit& hit : index.exact(bare)) {
      if (hit.kind != EntityKind::organization || hit.aspect.starts_with("identifier:")) continue;
      hit.bare = true;
      hits.push_back(std::move(hit));
    }
  }
  return hits;
}

// Behind the end of a word, or behind any character where there are no words, but not behind one
// alone.
std::vector<NameHit> beginnings(const NameIndex& index, const std::string& folded) {
  const std::u32string points = code_points(folded);
  const bool unspaced = is_unspaced(points.back());
  if (unspaced && points.size() < 2) return {};
  return index.between(unspaced ? folded : folded + " ",
                       after_all_that_begin(unspaced ? folded : folded + " "), beginnings_read);
}

// Names that come near enough to be suggested, each with its distance, best first.
std::vector<std::pair<double, NameHit>> near_ones(const NameIndex& index, const Asked& asked,
                                                  const std::string& folded) {
  std::vector<std::pair<double, NameHit>> near;
  for (NameHit& hit : near_names(index, folded)) {
    const std::string name = fold_name(hit.text);
    auto distance = asked.distance(name);
    if (hit.kind == EntityKind::organization) {
      const std::string bare = without_legal_form(name);
      if (const auto other = bare == name ? std::nullopt : asked.distance(bare);
          other && (!distance || *other < *distance))
        distance = other;
    }
    if (distance) near.emplace_back(*distance, std::move(hit));
  }
  std::sort(near.begin(), near.end(), [](const auto& a, const auto& b) {
    return std::tuple(a.first, by_rank(a.second)) < std::tuple(b.first, by_rank(b.second));
  });
  std::set<EntityId> seen;
  std::erase_if(near, [&](const auto& n) { return !seen.insert(n.second.entity).second; });
  return near;
}

void find_near(const NameIndex& index, const std::string& folded, const Asking& asking,
               FoundName& found) {
  const Asked asked(folded);
  auto near = near_ones(index, asked, folded);
  if (near.size() > most_nearest) near.resize(most_nearest);
  found.tier = Tier::near;
  found.clear = !asking.strict && !near.empty() && near.front().first <= close &&
                (near.size() == 1 || near[1].first >= near.front().first + lead) &&
                asked.worst_word(fold_name(near.front().second.text)) <= word_close;
  for (auto& [distance, hit] : near) found.nearest.push_back(std::move(hit));
}

}  // namespace

FoundName by_tier(const NameIndex& index, std::vector<NameHit> hits, std::string_view asked,
                  const Asking& asking) {
  const std::vector<Spell> spells = spells_of_proper(index, hits);
  std::map<EntityId, std::vector<Spell>> by_bearer;
  for (const Spell& s : spells) by_bearer[s.subject].push_back(s);
  const auto tier = [&](const NameHit& hit) {
    if (hit.bare) return Tier::bare;
    if (is_key(hit, asked) || hit.aspect.starts_with("identifier:")) return Tier::exact;
    if (!is_proper(hit)) return Tier::byname;
    return spells.empty() || is_borne(hit, by_bearer[hit.entity], asking) ? Tier::exact
                                                                          : Tier::former;
  };
  std::vector<std::pair<Tier, NameHit>> tiers;
  for (NameHit& hit : hits) {
    const Tier t = tier(hit);
    tiers.emplace_back(t, std::move(hit));
  }
  // Whoever types a key means it, even if it is also written like a name of its entity.
  std::sort(tiers.begin(), tiers.end(), [&](const auto& a, const auto& b) {
    return std::tuple(a.first, !is_key(a.second, asked), by_rank(a.second)) <
           std::tuple(b.first, !is_key(b.second, asked), by_rank(b.second));
  });
  FoundName found;
  if (!tiers.empty()) found.tier = tiers.front().first;
  std::set<EntityId> seen;
  for (auto& [t, hit] : tiers) {
    if (!seen.insert(hit.entity).second) continue;
    (t == found.tier ? found.exact : found.lower).push_back(std::move(hit));
  }
  return found;
}

FoundName find(const NameIndex& index, std::string_view asked, const Asking& asking) {
  if (const std::string_view typed = trimmed(asked); typed.starts_with(key_mark)) {
    const std::string_view key = trimmed(typed.substr(key_mark.size()));
    if (auto hits = with_key(index, key); !hits.empty())
      return by_tier(index, std::move(hits), key, asking);
  }
  const std::string folded = fold_name(asked);
  if (folded.empty()) return {};
  FoundName found = by_tier(index, bearers(index, folded), asked, asking);
  if (!found.exact.empty() || folded.size() > longest_compared) return found;
  std::vector<NameHit> begun = beginnings(index, folded);
  std::sort(begun.begin(), begun.end(),
            [](const NameHit& a, const NameHit& b) { return by_rank(a) < by_rank(b); });
  found.nearest = once_each(std::move(begun));
  if (found.nearest.empty()) {
    find_near(index, folded, asking, found);
    return found;
  }
  found.tier = Tier::beginning;
  found.clear = !asking.strict && found.nearest.size() == 1;
  if (found.nearest.size() > most_beginnings) found.nearest.resize(most_beginnings);
  return found;
}

}  // namespace reorg
