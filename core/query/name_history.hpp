// What somebody or something was called, when, and who was called so.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/query/scene.hpp"

namespace reorg {

// One name or identifier of one entity for one time.
struct Name {
  EntityId entity = EntityId::none;
  const Spell* spell = nullptr;  // kind name or identifier
  std::string type;              // preferred, legal, acronym, alias, nickname, identifier
  std::string language;          // "en", "zh-Hans"; of an identifier its scheme; may be empty
  Certainty certainty = Certainty::no;  // on the scene's day or within its days
  const Spell* previous = nullptr;      // of a renaming: what it was called before, if known
};

// These entities and what they were called, without their relations.
std::unique_ptr<Scene> names_scene(const RelationSource&, std::span<const EntityId>, const AsOf&);

// Every name of the day or stretch: by type (as listed above), language and beginning. Undated ones
// only when all of time is asked about, as possible. Outranked ones are in `rival_names`.
std::vector<Name> names_of(const Scene&, EntityId);
std::vector<Name> rival_names(const Scene&, EntityId);

// Preferred and legal names that took the place of another in the same language within the day or
// stretch, by date; `certainty` says whether it was within. When one event gives a name in a
// further language, in which none was known before, that is part of the renaming.
std::vector<Name> renamings(const Scene&, EntityId);

// Which of the scene's entities bore exactly this name, folded (names/fold.hpp), and when: names of
// every type, identifiers with or without their scheme. At any time: `certainty` is no outside the
// scene's days.
std::vector<Name> bearers(const Scene&, std::string_view name);

}  // namespace reorg
