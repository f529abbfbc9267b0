#include "core/query/name_history.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "core/names/fold.hpp"

namespace reorg {
namespace {

using Kind = StatementKind;

constexpr std::array<std::string_view, 6> types{"preferred", "legal",    "acronym",
                                                "alias",     "nickname", "identifier"};

std::size_t rank_of_type(const std::string& type) {
  return static_cast<std::size_t>(std::ranges::find(types, type) - types.begin());
}

Name name_of(const Scene& scene, EntityId id, const Spell& s) {
  Name name;
  name.entity = id;
  name.spell = &s;
  name.certainty = scene.holds(s);
  if (s.kind == Kind::identifier) {
    name.type = "identifier";
    name.language = s.aspect;
    return name;
  }
  const std::size_t colon = s.aspect.find(':');
  name.type = s.aspect.substr(0, colon);
  if (colon != std::string::npos) name.language = s.aspect.substr(colon + 1);
  return name;
}

std::vector<Name> all_names(const Scene& scene, EntityId id) {
  std::vector<Name> result;
  for (const Kind kind : {Kind::name, Kind::identifier}) {
    for (const Spell* s : scene.all_values(id, kind)) result.push_back(name_of(scene, id, *s));
  }
  // English first, as names are told; unknown beginnings where the name is known to have begun.
  std::ranges::stable_sort(result, {}, [](const Name& n) {
    return std::tuple(rank_of_type(n.type), n.language != "en", n.language, n.spell->undated,
                      n.spell->from.latest);
  });
  return result;
}

bool in_one_seat(const Name& a, const Name& b) {
  return a.spell->kind == b.spell->kind && a.spell->aspect == b.spell->aspect;
}

// What was replaced when this name began: the last of those in its seat that ended by then.
const Spell* replaced(const std::vector<Name>& all, const Name& name) {
  const Spell* last = nullptr;
  for (const Name& other : all) {
    const Spell& s = *other.spell;
    const bool before = in_one_seat(other, name) && s.standing != Standing::outranked &&
                        s.value != name.spell->value && s.until.latest <= name.spell->from.latest;
    if (before && (last == nullptr || last->from.latest <= s.from.latest)) last = &s;
  }
  return last;
}

Certainty lies_within(const Bound& b, Day first, Day last) {
  if (b.latest < first || last < b.earliest) return Certainty::no;
  return first <= b.earliest && b.latest <= last ? Certainty::certain : Certainty::possible;
}

}  // namespace

std::unique_ptr<Scene> names_scene(const RelationSource& source, std::span<const EntityId> ids,
                                   const AsOf& as_of) {
  Neighbourhood alone;
  for (const EntityId id : ids) alone.reach(id, 0);
  return std::make_unique<Scene>(source, as_of, std::move(alone));
}

std::vector<Name> names_of(const Scene& scene, EntityId id) {
  std::vector<Name> result = all_names(scene, id);
  for (Name& n : result) {
    const bool listed = n.spell->undated && n.spell->standing != Standing::outranked;
    if (listed && scene.as_of().is_ever()) n.certainty = Certainty::possible;
  }
  std::erase_if(result, [](const Name& n) { return n.certainty == Certainty::no; });
  return result;
}

std::vector<Name> rival_names(const Scene& scene, EntityId id) {
  std::vector<Name> result = all_names(scene, id);
  std::erase_if(result, [&](const Name& n) {
    const Spell& s = *n.spell;
    const bool then = scene.as_of().first < s.until.latest && s.from.earliest <= scene.as_of().last;
    return s.standing != Standing::outranked || !then;
  });
  return result;
}

std::vector<Name> renamings(const Scene& scene, EntityId id) {
  const std::vector<Name> all = all_names(scene, id);
  std::vector<Name> candidates;
  std::set<EventId> events;  // that replaced a name
  for (Name n : all) {
    const Spell& s = *n.spell;
    const bool seat = n.type == "preferred" || n.type == "legal";
    if (!seat || s.undated || s.standing == Standing::outranked) continue;
    n.previous = replaced(all, n);
    if (n.previous != nullptr) events.insert(s.from.event);
    candidates.push_back(std::move(n));
  }
  events.erase(EventId::none);
  std::vector<Name> result;
  for (Name& n : candidates) {
    const Bound& from = n.spell->from;
    if (n.previous == nullptr && !events.contains(from.event)) continue;
    n.certainty = lies_within(from, scene.as_of().first, scene.as_of().last);
    if (n.spell->standing == Standing::disputed)
      n.certainty = std::min(n.certainty, Certainty::possible);
    if (n.certainty != Certainty::no) result.push_back(std::move(n));
  }
  std::ranges::stable_sort(result, {}, [](const Name& n) { return n.spell->from.latest; });
  return result;
}

std::vector<Name> bearers(const Scene& scene, std::string_view name) {
  const std::string asked = fold_name(name);
  std::vector<Name> result;
  for (const Arrival& a : scene.reached()) {
    for (Name& n : all_names(scene, a.entity)) {
      const Spell& s = *n.spell;
      const bool with_scheme =
          s.kind == Kind::identifier && fold_name(s.aspect + ":" + s.value) == asked;
      if (s.standing == Standing::outranked || (fold_name(s.value) != asked && !with_scheme))
        continue;
      if (s.undated && scene.as_of().is_ever()) n.certainty = Certainty::possible;
      result.push_back(std::move(n));
    }
  }
  std::ranges::stable_sort(result, std::ranges::greater{}, &Name::certainty);
  return result;
}

}  // namespace reorg
