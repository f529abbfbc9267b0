#include "tests/timeline/history.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "core/format/change_file.hpp"

namespace reorg::tests {
namespace {

std::optional<Day> day(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(parse_date(text).earliest);
}

std::vector<EntityId> posts_for_many(const Batch& batch) {
  std::vector<EntityId> result;
  for (const Entity& e : batch.entities) {
    if (e.kind == EntityKind::post && e.seats != 1) result.push_back(e.id);
  }
  return result;
}

}  // namespace

History::History(const std::string& entities, const std::string& rest) {
  const std::string text = "reorg: 1\nentities:\n" + entities + "\n" + rest;
  const std::vector<InputFile> files{{"test.yaml", text}};
  try {
    batch_ = read_change_files(files);
  } catch (const BadInput& e) {
    std::string all;
    for (const Problem& p : e.problems) all += to_string(p) + "\n";
    throw std::runtime_error(all);
  }
  for (std::size_t i = 0; i < batch_.statements.size(); ++i) {
    batch_.statements[i].id = static_cast<StatementId>(i + 1);
  }
}

EntityId History::id(const std::string& key) const {
  const auto it = std::ranges::find(batch_.entities, key, &Entity::key);
  if (it == batch_.entities.end()) throw std::runtime_error("no entity " + key);
  return it->id;
}

std::vector<Spell> History::spells(const std::string& kind, const std::string& key,
                                   const std::string& known_at) const {
  const auto many = posts_for_many(batch_);
  const Resolution r = resolve(batch_.statements, {day(known_at).value_or(after_all), many});
  std::vector<Spell> result;
  const auto wanted = from_word<StatementKind>(kind);
  const bool by_object = wanted == StatementKind::oversees || wanted == StatementKind::holds ||
                         wanted == StatementKind::member_of || wanted == StatementKind::owns;
  std::ranges::copy_if(r.spells, std::back_inserter(result), [&](const Spell& s) {
    return s.kind == wanted && (by_object ? s.object : s.subject) == id(key);
  });
  return result;
}

std::string History::label(const Spell& s, const std::string& key) const {
  if (!is_relation(s.kind)) return s.value.empty() ? key : s.value;
  if (s.kind == StatementKind::owns) {
    return batch_.entities[number(s.subject) - 1].key + " " + s.value;
  }
  const bool by_object = s.object == id(key) && s.kind != StatementKind::part_of;
  const EntityId other = by_object ? s.subject : s.object;
  return other == EntityId::none ? "vacant" : batch_.entities[number(other) - 1].key;
}

Drawing History::draw(const std::string& kind, const std::string& key,
                      const std::vector<std::string>& days, const std::string& known_at) const {
  std::map<std::string, std::string> rows;
  for (const Spell& s : spells(kind, key, known_at)) {
    std::string& row = rows.try_emplace(label(s, key), std::string(days.size(), '.')).first->second;
    for (std::size_t i = 0; i < days.size(); ++i) {
      const Certainty c = holds_on(s, *day(days[i]));
      if (c == Certainty::certain) row[i] = '#';
      if (c == Certainty::possible && row[i] == '.') row[i] = '?';
    }
  }
  std::size_t width = 0;
  for (const auto& [name, row] : rows) width = std::max(width, name.size());
  Drawing drawing;
  for (const auto& [name, row] : rows)
    drawing.push_back(name + std::string(width - name.size() + 2, ' ') + row);
  return drawing;
}

std::vector<std::string> History::findings() const {
  const auto many = posts_for_many(batch_);
  std::vector<std::string> rules;
  for (const Finding& f : resolve(batch_.statements, {after_all, many}).findings)
    rules.push_back(f.rule);
  std::ranges::sort(rules);
  return rules;
}

}  // namespace reorg::tests
