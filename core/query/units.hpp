// Which organizations are part of another, of all sorts or of one (R15).
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/query/common_days.hpp"
#include "core/query/overseers.hpp"

namespace reorg {

// A sort of organization as somebody asks for it: "company" and "unit" mean the legal form,
// "organization" all that is no product, everything else the classification. Case, plural and width
// do not matter ("Business groups"), and the commonest Chinese words mean the English ones
// (事业群).
class SortAsked {
 public:
  // Empty: organizations.
  explicit SortAsked(std::string_view asked);

  // In the singular, folded: "business group".
  const std::string& word() const { return word_; }
  // When the organization is of that sort, as far as the scene's day or stretch goes.
  std::vector<CommonDays> days(const Scene&, EntityId organization) const;

 private:
  std::string word_;
};

// One organization below, once, however many ways lead to it.
struct Unit {
  EntityId organization = EntityId::none;
  int depth = 0;                        // of the best way: the most certain, of these a shortest
  const Spell* line = nullptr;          // its last line; null for what is part of nothing
  std::vector<const Spell*> beside;     // solid lines to other parents that hold or may hold too
  Certainty certainty = Certainty::no;  // that it is below at all, and of this sort
  std::vector<OverseerRow> overseers;
};

// What is below the roots along solid lines, at most `depth` levels, with whoever oversees it.
std::unique_ptr<Scene> units_scene(const RelationSource&, std::span<const EntityId> roots,
                                   int depth, const AsOf&);
// Those of a sort, by depth and name, certain ones first. Over a stretch an organization counts
// when it was below on some day of it: all of the way on one day.
std::vector<Unit> units(const Scene&, EntityId root, const SortAsked&, int depth);

// The same of everything: what is part of nothing on the day counts as the first level. `roots`
// must hold everything that was never part of anything; what is below them at any time is fetched,
// so that nothing is missing on a day on which it stood alone.
std::unique_ptr<Scene> all_units_scene(const RelationSource&, std::span<const EntityId> roots,
                                       const AsOf&);
std::vector<Unit> all_units(const Scene&, const SortAsked&, int depth);

}  // namespace reorg
