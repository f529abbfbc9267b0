// A handful of invented names to ask about.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/names/fold.hpp"
#include "core/names/name_index.hpp"
#include "core/question/question.hpp"

namespace reorg::tests {

inline const Day question_day = day_of(2026, 11, 23);

class SmallIndex : public NameIndex {
 public:
  SmallIndex& add(EntityKind kind, const std::string& key, const std::vector<std::string>& names) {
    const auto id = EntityId{++entities_};
    put({id, kind, key, key, "key"});
    for (const std::string& name : names) put({id, kind, key, name, "preferred:en"});
    return *this;
  }
  std::vector<NameHit> exact(std::string_view folded) const override {
    ++asked;
    const auto found = names_.find(std::string(folded));
    return found == names_.end() ? std::vector<NameHit>{} : found->second;
  }
  // Questions are read by exact names alone.
  std::vector<NameHit> between(std::string_view, std::string_view, std::size_t) const override {
    return {};
  }
  std::vector<EntityId> with_part(std::string_view, std::string_view, std::size_t) const override {
    return {};
  }
  std::optional<std::string> next(Shelf, std::string_view) const override { return {}; }
  std::vector<NameHit> names_of(std::span<const EntityId>) const override { return {}; }
  std::vector<Spell> borne(std::span<const EntityId>) const override { return {}; }

  mutable std::size_t asked = 0;

 private:
  void put(NameHit hit) { names_[fold_name(hit.text)].push_back(std::move(hit)); }
  std::map<std::string, std::vector<NameHit>> names_;
  std::uint32_t entities_ = 0;
};

// Companies, units, posts and people, among them names that hold "and", "of", a year or a date.
inline const SmallIndex& acme_names() {
  constexpr auto organization = EntityKind::organization;
  constexpr auto post = EntityKind::post;
  constexpr auto person = EntityKind::person;
  static const SmallIndex index =
      SmallIndex()
          .add(organization, "acme", {"Acme", "Acme Corporation", "艾克米"})
          .add(organization, "tools", {"Acme Tools", "工具事业群"})
          .add(organization, "salt", {"Salt"})
          .add(organization, "pepper", {"Pepper"})
          .add(organization, "spice", {"Salt and Pepper Group"})
          .add(organization, "y1688", {"1688"})
          .add(organization, "fund", {"Acme in 2016"})
          .add(organization, "ministry", {"Ministry of Tools"})
          .add(organization, "inc", {"Works Inc."})
          .add(post, "ceo", {"CEO", "chief executive officer", "首席执行官"})
          .add(post, "treasurer", {"treasurer", "Treasurer"})
          .add(person, "ann", {"Ann Alpha", "安娜"})
          .add(person, "bob", {"Bob Beta", "鲍勃"});
  return index;
}

// "overseers {Acme} --as-of 2018 --possible".
inline std::string shown(const Query& q) {
  std::string text = q.verb;
  for (const std::string& name : q.names) text += " {" + name + "}";
  if (!q.as_of.empty()) text += " --as-of " + q.as_of;
  for (const std::string& o : q.options) text += " " + o;
  return text;
}

// What a question becomes; or "not understood: …", or "several readings: …; …;".
inline std::string understood(const std::string& question, const NameIndex& index = acme_names()) {
  try {
    return shown(understand(question, index, question_day));
  } catch (const NotUnderstood& e) {
    return std::string("not understood: ") + e.what();
  } catch (const SeveralReadings& e) {
    std::string text = "several readings:";
    for (const Query& q : e.readings) text += " " + shown(q) + ";";
    return text;
  }
}

}  // namespace reorg::tests
