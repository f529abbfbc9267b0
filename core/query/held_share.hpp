// All that is said of one owner's share of one company, and what it comes to on the days asked
// about.
#pragma once

#include <vector>

#include "core/query/as_of.hpp"
#include "core/query/shares.hpp"
#include "core/timeline/spell.hpp"

namespace reorg {

// As the spell states it. Control of unknown extent is taken for a majority.
Share share_of(const Spell&);

// One owner's spells of one interest in one company; they must outlive it.
class HeldShare {
 public:
  void add(const Spell& s) { spells_.push_back(&s); }

  // Held through others, as the source itself says.
  bool is_indirect() const;

  // On any of the days. What is certain for all of them counts in full: two that are certain stand
  // beside each other, since one would have ended the other. What is possible may be it or not,
  // unless one of several that follow each other without a gap must be.
  Share on(const AsOf& days) const;
  bool is_certain(const AsOf& days) const;

 private:
  bool follow_each_other(const AsOf& days) const;

  std::vector<const Spell*> spells_;
};

}  // namespace reorg
