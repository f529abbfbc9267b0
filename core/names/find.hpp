// From what somebody typed to the entity that was meant.
#pragma once

#include <string_view>
#include <vector>

#include "core/names/name_index.hpp"

namespace reorg {

// How a name was found, best first. Each tier displaces all that follow, so nothing near ever
// displaces what is exact.
enum class Tier {
  exact,      // a preferred or legal name borne on a day asked about; a key or identifier
  former,     // a preferred or legal name of other days
  byname,     // an alias, acronym, nickname or description; a key written as words
  bare,       // a name without its legal form
  beginning,  // begins so, and a word ends there or (two Chinese characters at least) any character
  near,       // misspelt, words in another order, initials, a part
};

// What is asked of a name.
struct Asking {
  Day first = before_all, last = after_all;  // the days of the question, both included
  bool strict = false;  // beginnings and near names are suggestions, never taken for what was meant
};

// What bears the name, or what comes near. Everywhere each entity stands once, by its best name.
//
//   const FoundName found = find(index, "阿里云", {.first = day, .last = day});
//   if (const NameHit* hit = found.meant()) …  // hit->text "阿里云", hit->aspect
//   "preferred:zh-Hans"
struct FoundName {
  Tier tier = Tier::near;      // of `exact`, or of `nearest`
  std::vector<NameHit> exact;  // those whom the name fits best; by tier exact to bare
  std::vector<NameHit> lower;  // others whom it fits too, in lesser tiers
  std::vector<NameHit>
      nearest;         // only when it fits nobody: by beginning (most 20) or near (most 5)
  bool clear = false;  // the first of `nearest` may be taken for what was meant

  const NameHit* one() const { return exact.size() == 1 ? &exact.front() : nullptr; }
  bool ambiguous() const { return exact.size() > 1; }
  const NameHit* meant() const { return clear ? &nearest.front() : one(); }
};

// Looks up any name ever borne, identifier or key, folded (fold.hpp); only when there is none does
// it look for beginnings, and only when there is none of those for near names. "key:tencent" asks
// for that key alone, so that every entity can be named even if its key is also somebody's name.
// Any bytes may be asked for; what folds to nothing, or is longer than any name, is simply not
// found.
//
// A single beginning is clear. A near name is clear if it is close (closeness.hpp: at most 0.17,
// one slip in six letters), nobody else comes within 0.1 of it, and no single word differs by more
// than a fifth of its letters: "Zhang Yang" is not taken for Zhang Yong.
FoundName find(const NameIndex&, std::string_view asked, const Asking& = {});

// The tiers of these hits of one name: for whoever narrows them (core/query/narrow.hpp). Fills
// `exact`, `lower` and `tier`.
FoundName by_tier(const NameIndex&, std::vector<NameHit> hits, std::string_view asked,
                  const Asking&);

}  // namespace reorg
