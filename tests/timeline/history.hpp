// A change file in a test, resolved and drawn: a row for each value of a seat, a column for each
// day.
//
//   const History h(R"(changes: …)");
//   CHECK(h.draw("oversees", "cloud", {"2018-11-20", "2018-11-28", "2018-12-06"}) ==
//         Drawing{"hu     #?.",
//                 "zhang  .?#"});
//
// # certain, ? possible, . no. Entities used need no entry: what the changes name is declared.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/model/model.hpp"
#include "core/timeline/resolve.hpp"

namespace reorg::tests {

using Drawing = std::vector<std::string>;

class History {
 public:
  // `entities` as in a change file, one a line; `rest` begins with `sources:`, `changes:` or
  // `statements:`.
  History(const std::string& entities, const std::string& rest);

  // Rows for the seat of `key`: whoever oversees, holds or belongs to it; for part_of, reports_to
  // and values, what is said of it. `known_at` empty: everything.
  Drawing draw(const std::string& kind, const std::string& key,
               const std::vector<std::string>& days, const std::string& known_at = {}) const;

  // The spells behind, for what a drawing does not show.
  std::vector<Spell> spells(const std::string& kind, const std::string& key,
                            const std::string& known_at = {}) const;
  std::vector<std::string> findings() const;  // rules, sorted
  const Batch& batch() const { return batch_; }

 private:
  std::string label(const Spell&, const std::string& key) const;
  EntityId id(const std::string& key) const;
  Batch batch_;
};

}  // namespace reorg::tests
