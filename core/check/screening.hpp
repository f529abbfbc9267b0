// A quick look at all that is told plainly, so that a check need not go through every statement.
//
//   const Screening screening(image, dossiers, scope, days, off);
//   const Screening::Picked picked = screening.pick(portion);   // these go through the rules
//
// Rows of tables are nearly always Literals (core/timeline/literal.hpp), and a graph image holds
// these as arrays. One pass over it finds the entities of which some rule may have something to
// say. It may suspect too many, never too few: whoever is not suspect has Literals alone, is named
// by no change, and each rule, given him with any others, would say nothing because of him. So the
// rules find in the suspects of a portion what they would find in all of it.
//
// Memory: some 30 bytes an entity. Throws ImageError when the image turns out to be damaged.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string_view>
#include <vector>

#include "core/check/rules.hpp"
#include "core/graph/image.hpp"

namespace reorg {

class Screening {
 public:
  struct Asked {
    const Scope& scope;
    Facts::Days days;  // requires: of latest knowledge
    const std::set<std::string_view>& off;
    std::function<void()> alive{};  // called now and then
  };
  Screening(const Image&, const DossierSource&, const Asked&);

  struct Picked {
    std::vector<EntityId> suspects;  // of the portion, in its order
    std::size_t statements = 0;      // that the portion speaks for beside those of its suspects
    std::size_t without_source = 0;  // of these; all of one file
  };
  Picked pick(std::span<const EntityId> portion) const;

  // As gather() has it, of somebody who is no suspect; his lines lie on no loop.
  void gather_names(EntityId, CheckMaterial&) const;

 private:
  class Looking;
  bool is_suspect(EntityId) const;
  std::vector<EntityId> first_without_source(std::span<const EntityId> portion) const;
  EntityId organization_of(Vertex post) const;

  const Image& image_;
  const Scope& scope_;
  // By vertex:
  std::vector<std::uint8_t> suspect_;
  std::vector<std::uint32_t> spoken_;  // statements that each speaks for
  std::vector<std::uint32_t> bare_;    // of these, without a source
};

}  // namespace reorg
