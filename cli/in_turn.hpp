// People who held a place one after another, in a sentence.
#pragma once

#include <span>
#include <string>

#include "core/query/as_of.hpp"
#include "core/timeline/spell.hpp"

namespace reorg::cli {

struct Turn {
  EntityId who = EntityId::none;
  std::string name;
  Certainty certainty = Certainty::no;
  const Bound* from = nullptr;
  const Bound* until = nullptr;
  bool goes_on = false;  // in another role: the end is none
  bool acting = false;
  Day last_evidence = before_all;
};

// "Simon Hu (ended 2018-11-26), then Zhang Jianfeng (acting)"; "A and possibly B" when they were
// there at the same time. Somebody who goes on is told once, "at first acting" if then no longer
// so. Ends are told if the question is about a period in which they lie. Requires: in order of
// time.
std::string in_turn(std::span<const Turn>, const AsOf&);

}  // namespace reorg::cli
