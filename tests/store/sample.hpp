// A store's worth of statements, and everything that can be asked of it.
#pragma once

#include <numeric>
#include <string>

#include "tests/store/teller.hpp"
#include "tests/store/told_spells.hpp"

namespace reorg::tests {

// `people` heads of as many units of one company, one after the other; `edition` changes each name.
inline Batch sample(int people, const std::string& edition = "first") {
  Teller t("sample.yaml");
  t.source("press", "2018-12-06").title = "Everything about Acme, " + edition;
  t.declare("acme");
  for (int n = 0; n < people; ++n) {
    const std::string number = std::to_string(n);
    t.event("appointed-" + number, "2018-01-01");
    t.always(StatementKind::name, "unit-" + number, "Unit " + number + " " + edition);
    t.begins(StatementKind::part_of, "unit-" + number, "acme", "2015");
    t.begins(StatementKind::oversees, "p-" + number, "unit-" + number, "2018-01-15");
    t.change(Verb::appoint, "p-" + number, "unit-" + number);
  }
  return t.batch();
}

// Asks everything there is to ask; the answers come as one number, so that nothing is left out.
inline std::size_t ask_everything(const Store& store) {
  std::size_t answers = store.stats().spells + store.files().size() + store.event_keys().size();
  const SpellText text(store);
  const auto ids = text.all();
  answers += text.of(store).size() + store.entities(ids).size() + store.changes(ids).size();
  answers += text.of(*store.known_at(after_all)).size() + store.roots().size();
  std::vector<StatementId> statements;
  for (std::uint32_t n = 1; n < 200; ++n) statements.push_back(static_cast<StatementId>(n));
  answers += store.statements(statements).size();
  for (const std::string& key : store.entity_keys())
    answers += store.exact(key).size() + store.folded_names(key).size();
  answers += store.between("unit", "uniu", 10).size() + store.bearers("lei", "x").size();
  return answers + store.damage().size();
}

}  // namespace reorg::tests
