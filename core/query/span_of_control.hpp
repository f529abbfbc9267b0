// How much each head has directly below: organizations and people.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/query/scene.hpp"

namespace reorg {

struct Tally {
  std::size_t certain = 0, possible = 0;  // possible: and not certain
};

struct SpanOfControl {
  EntityId person = EntityId::none;
  std::vector<Hit> heads;  // what he or she heads; `spell` is the charge, his or hers or the post's
  Tally organizations;     // directly below what he or she heads, by solid lines
  Tally reports;           // who reports to him or her, or to a post he or she holds, solid lines
  Certainty certainty = Certainty::no;  // of heading any of it
  std::vector<SourceId> sources;        // of the charges
};

// Everything below the roots, with their heads, and who reports to these.
std::unique_ptr<Scene> span_scene(const RelationSource&, std::span<const EntityId> roots,
                                  const AsOf&);

// Every head of a root or of what lies below one; the widest span first.
std::vector<SpanOfControl> spans_of_control(const Scene&, std::span<const EntityId> roots);

}  // namespace reorg
