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

bool is_plain(std::string_view folded) {
  return std::ranges::all_of(folded, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string without_blanks(std::string_view folded) {
  std::string text(folded);
  std::erase(text, ' ');
  return text;
}

std::string sorted_words(std::string_view folded) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', at), folded.size());
    words.push_back(folded.substr(at, end - at));
    at = end + 1;
  }
  std::ranges::sort(words);
  std::string all;
  for (const std::string_view w : words) (all += w) += ' ';
  return all;
}

std::string digits_of(std::string_view text) {
  std::string digits;
  std::ranges::copy_if(text, std::back_inserter(digits),
                       [](char c) { return c >= '0' && c <= '9'; });
  return digits;
}

// One slip of a letter: in pinyin names of people a letter makes another person.
bool one_slip(const Borne& a, const Borne& b) {
  if (a.by.kind != EntityKind::organization || !is_plain(a.folded) || !is_plain(b.folded))
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
  return a.by.kind == b.by.kind && a.by.entity != b.by.entity && a.by.within == b.by.within &&
         a.first < b.before && b.first < a.before;
}

// In what two near names may agree. Each has keys of its own.
enum class Like : char { words = 'w', letters = 'b', first_half = 'f', last_half = 'l' };

// Calls with the keys under which a name may meet one that is near. Posts of one organization are
// named alike: "vice president", "vice presidents".
template <class Add>
void near_keys(const Borne& b, Like like, Add add) {
  if (b.by.kind == EntityKind::post || !is_plain(b.folded) || b.folded.empty()) return;
  const auto key = [&](std::string_view text) { add(std::string(1, char(like)).append(text)); };
  if (like == Like::words) return key(sorted_words(b.folded));
  if (like == Like::letters) return key(without_blanks(b.folded));
  if (b.by.kind != EntityKind::organization || b.folded.size() < long_enough) return;
  for (const std::size_t half : {b.folded.size() / 2, (b.folded.size() - 1) / 2}) {
    key(like == Like::first_half ? b.folded.substr(0, half)
                                 : b.folded.substr(b.folded.size() - half));
  }
}

std::string equal_key(const Borne& b) {
  return (std::to_string(static_cast<int>(b.by.kind)) + "/" + std::to_string(number(b.by.within)) +
          "/")
      .append(b.folded);
}

// Keys as numbers, each with a name: sorted, names that may meet stand together.
using Meeting = std::pair<std::size_t, std::uint32_t>;
using Meetings = std::vector<Meeting>;

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
      for (auto b = std::next(a); b != end; ++b) compare(*a, *b);
    }
    first = last;
  }
}

// Of a part of the database also those elsewhere that are called the same.
BorneNames elsewhere(const CheckMaterial& all) {
  BorneNames names;
  if (!all.scope.is_limited()) return names;
  std::map<EntityId, EntityKind> others;
  for (const Borne& b : all.names.all()) {
    if (b.by.kind == EntityKind::post) continue;
    for (const NameHit& hit : all.source.names.exact(std::string(b.folded))) {
      if (hit.kind == b.by.kind && !all.scope.has(hit.entity)) others.emplace(hit.entity, hit.kind);
    }
  }
  std::vector<EntityId> ids;
  for (const auto& [id, kind] : others) ids.push_back(id);
  for (const Spell& s : all.source.names.borne(ids))
    names.add({s.subject, others.at(s.subject)}, s.aspect, s.value, s.from.earliest,
              s.until.latest);
  return names;
}

struct Suspect {
  const Borne* a;
  const Borne* b;
  bool equal;
  std::pair<Meeting, Meeting> where;  // of two pairs that are as good, the first
};

class Suspects {
 public:
  void add(const Suspect& s) {
    const auto pair = std::minmax(s.a->by.entity, s.b->by.entity);
    const auto [it, fresh] = found_.try_emplace({pair.first, pair.second}, s);
    if (fresh) return;
    const int better = rank(s) - rank(it->second);
    if (better > 0 || (better == 0 && s.where < it->second.where)) it->second = s;
  }
  const auto& found() const { return found_; }

 private:
  static int rank(const Suspect& s) {
    return (s.equal ? 4 : 0) + (s.a->first_name ? 1 : 0) + (s.b->first_name ? 1 : 0);
  }
  std::map<std::pair<EntityId, EntityId>, Suspect> found_;
};

Suspects suspects(const std::vector<const Borne*>& names) {
  Suspects suspects;
  Meetings all;
  const std::hash<std::string> hash;
  const auto compare = [&](bool equal, auto is_so) {
    meet(all, [&](const Meeting& x, const Meeting& y) {
      const Borne &a = *names[x.second], &b = *names[y.second];
      if (may_be_one(a, b) && is_so(a, b)) suspects.add({&a, &b, equal, {x, y}});
    });
    all.clear();
  };
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    if (!names[i]->folded.empty()) all.emplace_back(hash(equal_key(*names[i])), i);
  }
  compare(true, [](const Borne& a, const Borne& b) { return a.folded == b.folded; });
  // One after the other: all at once would take four times the memory.
  for (const Like like : {Like::words, Like::letters, Like::first_half, Like::last_half}) {
    for (std::uint32_t i = 0; i < names.size(); ++i)
      near_keys(*names[i], like, [&](const std::string& key) { all.emplace_back(hash(key), i); });
    compare(false,
            [](const Borne& a, const Borne& b) { return a.folded != b.folded && near(a, b); });
  }
  return suspects;
}

void tell(const Suspect& s, const std::unordered_map<EntityId, std::string>& keys,
          const std::unordered_map<EntityId, Place>& entries, Findings& findings) {
  const Borne &a = *s.a, &b = *s.b;
  FindingText says;
  const EntityId one = a.by.entity, other = b.by.entity;
  says << one << " (" << keys.at(one) << ") and " << other << " (" << keys.at(other) << ") are ";
  if (s.equal)
    says << (a.text == b.text ? "both called “" : "called the same, “") << a.text << "”";
  else
    says << "called nearly the same, “" << a.text << "”";
  if (a.text != b.text) says << " and “" << b.text << "”";
  const bool likely = s.equal && a.first_name && b.first_name;
  CheckFinding& f = findings.add(
      likely ? Severity::warning : Severity::note, {one, other}, std::move(says),
      FindingText() << "if they are one: reorg same " << keys.at(one) << " " << keys.at(other)
                    << "; if not: reorg different " << keys.at(one) << " " << keys.at(other));
  for (const EntityId id : f.about) {
    if (const auto it = entries.find(id); it != entries.end()) f.at(it->second);
  }
}

}  // namespace

void likely_duplicate(const CheckMaterial& all, Findings& findings) {
  const BorneNames others = elsewhere(all);
  std::vector<const Borne*> names;
  for (const auto* some : {&all.names.all(), &others.all()}) {
    for (const Borne& b : *some) names.push_back(&b);
  }
  const Suspects found = suspects(names);
  std::set<EntityId> ids;
  for (const auto& [pair, s] : found.found()) ids.insert({pair.first, pair.second});
  const std::vector<EntityId> list(ids.begin(), ids.end());
  std::unordered_map<EntityId, std::string> keys;
  for (const Entity& e : all.source.relations.entities(list)) keys.emplace(e.id, e.key);
  const auto entries = all.source.dossiers.entries(list);
  const Judgements judged = all.source.dossiers.judgements();
  for (const auto& [pair, s] : found.found()) {
    if (judged.on(keys.at(pair.first), keys.at(pair.second)) != Verdict::different)
      tell(s, keys, entries, findings);
  }
}

}  // namespace reorg
