#include "core/query/scene.hpp"

#include <algorithm>

#include "core/walk/held_relations.hpp"

namespace reorg {
namespace {

// How far a spell lies from the day: 0 when it may hold.
std::int64_t distance(const Spell& s, Day d) {
  if (d < s.from.earliest) return std::int64_t{s.from.earliest.n} - d.n;
  if (s.until.latest <= d) return std::int64_t{d.n} - s.until.latest.n + 1;
  return 0;
}

std::string join(const std::vector<std::string>& items, std::string_view joint) {
  std::string result;
  for (const std::string& item : items) {
    if (!result.empty()) result += joint;
    result += item;
  }
  return result;
}

}  // namespace

Scene::Scene(const RelationSource& source, AsOf as_of, Neighbourhood found)
    : as_of_(std::move(as_of)),
      local_(std::move(found)),
      view_(local_.within(as_of_.first, as_of_.last)) {
  const std::vector<EntityId> ids = joined(local_.found());
  for (Entity& e : source.entities(ids)) {
    const EntityId id = e.id;
    entities_.emplace(id, std::move(e));
  }
  values_ = source.values(ids, every_value);
  for (const Spell& s : values_) values_of_[s.subject].push_back(&s);
  for (auto& [id, spells] : values_of_) {
    std::ranges::sort(spells, {}, [](const Spell* s) { return s->from.earliest; });
  }
}

const Entity& Scene::entity(EntityId id) const { return entities_.at(id); }

std::span<const Spell* const> Scene::relations_of(EntityId subject) const {
  if (by_subject_.size() != relations().size()) {
    for (const Spell& s : relations()) by_subject_.push_back(&s);
    std::ranges::stable_sort(by_subject_, {}, &Spell::subject);
  }
  return std::ranges::equal_range(by_subject_, subject, {}, &Spell::subject);
}

std::vector<const Spell*> Scene::all_values(EntityId id, StatementKind kind) const {
  std::vector<const Spell*> result;
  if (const auto it = values_of_.find(id); it != values_of_.end()) {
    std::ranges::copy_if(it->second, std::back_inserter(result),
                         [&](const Spell* s) { return s->kind == kind; });
  }
  return result;
}

std::vector<const Spell*> Scene::values(EntityId id, StatementKind kind) const {
  std::vector<const Spell*> result = all_values(id, kind);
  std::erase_if(result, [&](const Spell* s) { return holds(*s) == Certainty::no; });
  std::ranges::stable_sort(result, std::ranges::greater{},
                           [&](const Spell* s) { return holds(*s); });
  return result;
}

std::vector<std::string> Scene::names_in(EntityId id, std::string_view language) const {
  std::vector<std::string> result;
  const Spell* nearest = nullptr;
  const Day day = as_of_.names_last();
  for (const Spell* s : all_values(id, StatementKind::name)) {
    if (s->standing == Standing::outranked || !s->aspect.starts_with("preferred:")) continue;
    if (!language.empty() && std::string_view(s->aspect).substr(10) != language) continue;
    if (called(*s) != Certainty::no && std::ranges::find(result, s->value) == result.end())
      result.push_back(s->value);
    if (nearest == nullptr || distance(*s, day) < distance(*nearest, day)) nearest = s;
  }
  if (result.empty() && nearest != nullptr) result.push_back(nearest->value);
  return result;
}

std::vector<std::string> Scene::names(EntityId id) const {
  for (const std::string_view language : {"en", "zh-Hans", ""}) {
    if (auto found = names_in(id, language); !found.empty()) return found;
  }
  const Entity& e = entity(id);
  return {e.description.empty() ? e.key : e.description};
}

std::string Scene::name(EntityId id) const { return join(names(id), " or "); }

std::string Scene::native_name(EntityId id) const {
  const std::string native = join(names_in(id, "zh-Hans"), " / ");
  return native == name(id) ? std::string{} : native;
}

std::string Scene::name_in(EntityId id, std::string_view language) const {
  return join(names_in(id, language), " / ");
}

std::string Scene::acronym(EntityId id) const {
  std::vector<std::string> found;
  for (const Spell* s : values(id, StatementKind::name)) {
    const bool fits = s->aspect.starts_with("acronym:") && called(*s) != Certainty::no;
    if (fits && std::ranges::find(found, s->value) == found.end()) found.push_back(s->value);
  }
  return join(found, " / ");
}

Certainty Scene::called(const Spell& s) const {
  return holds_within(s, as_of_.names_first(), as_of_.names_last());
}

// The surest of the values on the days that name things.
std::string Scene::value_then(EntityId id, StatementKind kind) const {
  const Spell* best = nullptr;
  for (const Spell* s : values(id, kind)) {
    if (called(*s) != Certainty::no && (best == nullptr || called(*best) < called(*s))) best = s;
  }
  return best == nullptr ? std::string{} : best->value;
}

std::string Scene::classification(EntityId id) const {
  return value_then(id, StatementKind::classification);
}

std::string Scene::legal_form(EntityId id) const {
  return value_then(id, StatementKind::legal_form);
}

std::string Scene::sort(EntityId id) const {
  const Entity& e = entity(id);
  if (e.kind != EntityKind::organization) return std::string(word(e.kind));
  if (std::string c = classification(id); !c.empty()) return c;
  if (std::string form = legal_form(id); !form.empty()) return form;
  if (!lives_then(id)) {
    for (const StatementKind kind : {StatementKind::classification, StatementKind::legal_form}) {
      if (std::string value = nearest_value(id, kind); !value.empty()) return value;
    }
  }
  return std::string(word(e.kind));
}

// Perhaps at least, on the days that name things; also what nobody says the lifetime of.
bool Scene::lives_then(EntityId id) const {
  auto spells = all_values(id, StatementKind::existence);
  std::erase_if(spells, [](const Spell* s) { return s->standing == Standing::outranked; });
  return spells.empty() ||
         std::ranges::any_of(spells, [&](const Spell* s) { return called(*s) != Certainty::no; });
}

std::string Scene::nearest_value(EntityId id, StatementKind kind) const {
  const Spell* nearest = nullptr;
  const Day day = as_of_.names_last();
  for (const Spell* s : all_values(id, kind)) {
    if (s->standing == Standing::outranked || s->undated) continue;
    if (nearest == nullptr || distance(*s, day) < distance(*nearest, day)) nearest = s;
  }
  return nearest == nullptr ? std::string{} : nearest->value;
}

Life Scene::life(EntityId id) const {
  const auto spells = all_values(id, StatementKind::existence);
  if (std::ranges::none_of(spells,
                           [](const Spell* s) { return s->standing != Standing::outranked; })) {
    return Life::unstated;
  }
  const auto now = values(id, StatementKind::existence);
  if (!now.empty()) return holds(*now.front()) == Certainty::certain ? Life::alive : Life::perhaps;
  const bool began = std::ranges::any_of(spells, [&](const Spell* s) {
    return s->standing != Standing::outranked && s->from.earliest <= as_of_.last;
  });
  return began ? Life::no_longer : Life::not_yet;
}

std::string_view word(Life life) {
  switch (life) {
    case Life::unstated:
      return "unstated";
    case Life::alive:
      return "alive";
    case Life::perhaps:
      return "perhaps";
    case Life::not_yet:
      return "not_yet";
    case Life::no_longer:
      return "no_longer";
  }
  return "";
}

}  // namespace reorg
