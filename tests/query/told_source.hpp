// A change file in a test as a RelationSource: resolved in memory, and counting what is asked.
//
//   const ToldSource acme(R"(  acme: {kind: company, name: Acme} …)", R"(changes: …)");
//   const auto scene = units_scene(acme, acme.ids({"acme"}), 1, acme.on("2020-01-01"));
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "core/query/as_of.hpp"
#include "core/walk/relation_source.hpp"
#include "tests/timeline/history.hpp"
#include "tests/walk/listed_source.hpp"

namespace reorg::tests {

class ToldSource : public RelationSource {
 public:
  ToldSource(const std::string& entities, const std::string& rest)
      : batch_(History(entities, rest).batch()), spells_(resolve(batch_.statements).spells) {
    for (std::size_t i = 0; i < spells_.size(); ++i)
      spells_[i].id = static_cast<std::uint32_t>(i + 1);
  }

  EntityId id(const std::string& key) const {
    const auto at = std::ranges::find(batch_.entities, key, &Entity::key);
    if (at == batch_.entities.end()) throw std::runtime_error("no entity " + key);
    return at->id;
  }
  std::string key(EntityId id) const {
    return id == EntityId::none ? "nobody" : batch_.entities[number(id) - 1].key;
  }
  // "2020-01-01", "2020", "2019/2020", "../..".
  static AsOf on(const std::string& text) {
    AsOf day{};
    day.edtf = text;
    day.today = parse_date("2026-11-23").latest;
    const std::size_t slash = text.find('/');
    const std::string from = text.substr(0, slash);
    const std::string until = slash == std::string::npos ? from : text.substr(slash + 1);
    day.stretch = slash != std::string::npos;
    day.first = from == ".." ? before_all : parse_date(from).earliest;
    day.last = until == ".." ? after_all : parse_date(until).latest;
    return day;
  }

  std::vector<Spell> relations(std::span<const EntityId> frontier, Hop hop) const override {
    asked.emplace_back(frontier.begin(), frontier.end());
    return those([&](const Spell& s) {
      return (hop.out.has(s.kind) && among(frontier, s.subject)) ||
             (hop.in.has(s.kind) && among(frontier, s.object));
    });
  }
  std::vector<Spell> values(std::span<const EntityId> of, KindSet kinds) const override {
    return those([&](const Spell& s) { return kinds.has(s.kind) && among(of, s.subject); });
  }
  std::vector<EntityId> turning(Day first, Day last) const override {
    return turning_among(spells_, first, last);
  }
  std::vector<Entity> entities(std::span<const EntityId> ids) const override {
    std::vector<Entity> result;
    for (const EntityId id : ids) result.push_back(batch_.entities[number(id) - 1]);
    return result;
  }
  std::vector<Source> sources(std::span<const SourceId>) const override { return batch_.sources; }
  std::vector<Told> changes(std::span<const EntityId> of) const override {
    std::vector<Told> result;
    for (const Change& c : batch_.changes) {
      const auto concerns = [&](const std::vector<EntityId>& ids) {
        return std::ranges::any_of(ids, [&](EntityId id) { return among(of, id); });
      };
      if (concerns(c.originals) || concerns(c.results) || concerns(c.others))
        result.push_back({c, batch_.events[number(c.event) - 1]});
    }
    return result;
  }
  std::size_t left_out(std::span<const EntityId>) const override { return 0; }

  mutable std::vector<std::vector<EntityId>> asked;  // the frontier of every call of relations()

 private:
  static bool among(std::span<const EntityId> ids, EntityId id) {
    return id != EntityId::none && std::ranges::find(ids, id) != ids.end();
  }
  template <class Rule>
  std::vector<Spell> those(Rule rule) const {
    std::vector<Spell> result;
    std::ranges::copy_if(spells_, std::back_inserter(result), rule);
    return result;
  }

  Batch batch_;
  std::vector<Spell> spells_;
};

}  // namespace reorg::tests
