// From what somebody typed to the entity that was meant.
#pragma once

#include <string_view>
#include <vector>

#include "core/names/name_index.hpp"

namespace reorg {

// Exactly one entity bears the name; several do; or none does, and these come near.
//
//   const FoundName found = find(index, "阿里云");
//   if (const NameHit* hit = found.one()) …  // hit->text "阿里云", hit->aspect "preferred:zh-Hans"
struct FoundName {
  std::vector<NameHit> exact;  // each entity once, by its best name; preferred names first
  std::vector<NameHit>
      nearest;  // only without an exact one: best first, at most 5, each entity once

  const NameHit* one() const { return exact.size() == 1 ? &exact.front() : nullptr; }
  bool ambiguous() const { return exact.size() > 1; }
};

// Looks up any name ever borne, identifier or key, folded (fold.hpp); only when there is none does
// it look for near ones: misspelt, cut short, or in part. "key:tencent" asks for that key alone, so
// that every entity can be named even if its key is also somebody's name. Any bytes may be asked
// for; what folds to nothing, or is longer than any name, is simply not found.
FoundName find(const NameIndex&, std::string_view asked);

}  // namespace reorg
