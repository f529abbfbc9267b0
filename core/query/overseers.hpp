// Who oversees an organization: rules R11 to R13.
#pragma once

#include <memory>
#include <vector>

#include "core/query/scene.hpp"
#include "core/query/succession.hpp"
#include "core/timeline/overlap.hpp"

namespace reorg {

enum class Via { direct, post, inherited, successor };
std::string_view word(Via);

// A post that a person also holds.
struct Job {
  EntityId post = EntityId::none;
  EntityId organization = EntityId::none;  // none: not known
  const Spell* holds = nullptr;
  Certainty certainty = Certainty::no;
};

struct OverseerRow {
  EntityId organization = EntityId::none;
  EntityId person = EntityId::none;  // none: the post has no known holder
  EntityId post = EntityId::none;    // none: the person oversees it directly
  std::string capacity;              // head, chair, above, deputy
  std::string role;
  Via via = Via::direct;
  Certainty certainty = Certainty::no;
  bool projected = false;  // R10: "as announced"
  bool acting = false;
  bool dotted = false;
  bool vacant = false;  // R12: a source says that nobody holds the post
  bool disputed = false;
  Bound from, until, since;
  bool goes_on = false;  // until is only a change of role
  Day last_evidence;
  std::vector<const Spell*> spells;  // what it rests on
  std::vector<SourceId> sources;
  std::vector<const Spell*> conflicts;  // rival claims
  std::vector<Job> elsewhere;
};

struct OverseersAnswer {
  EntityId organization = EntityId::none;
  Life life = Life::unstated;
  std::vector<OverseerRow> rows;  // heads first, certain before possible; then chairs, above,
                                  // deputies; then inherited heads
  std::vector<Gap> gaps;  // of a period: days in it without a known head; no vacancies (R12)
  std::vector<Relative> relatives;

  bool has_certain_head() const;
};

// Fetches what the question touches: up from the organization until a head is certain, with whoever
// holds the overseeing posts and what posts the overseers hold besides. For a period also whoever
// headed it before and after, for a gap may reach beyond.
std::unique_ptr<Scene> overseers_scene(const RelationSource&, EntityId organization, const AsOf&);

OverseersAnswer overseers(const Scene&, EntityId organization);

// Only those who oversee the organization itself, as far as the scene knows; nothing inherited.
std::vector<OverseerRow> direct_overseers(const Scene&, EntityId organization);

}  // namespace reorg
