// Everybody's place by reporting line on one day: whom each reports to, as stated or, where nobody
// says so, as the structure suggests.
//
// One stands below whom a solid line is stated to: a certain one before a possible one, that of the
// highest job first. Without one, the structure decides, from the highest job down, posts that
// oversee nothing last: whoever heads an organization stands below whoever is said to be above its
// head, else below the head of the nearest organization above that somebody else heads; a deputy,
// and whoever holds a post in an organization, below its head. Chairs are below nobody by that, and
// neither is whoever heads or chairs what is part of nothing.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/query/scene.hpp"

namespace reorg {

enum class LineBy { nobody, statement, structure };

// What somebody does: holds a post, oversees an organization, or the one by the other.
struct ReportingJob {
  EntityId post = EntityId::none;          // none: oversees the organization directly
  EntityId organization = EntityId::none;  // none: not known where the post is
  std::string capacity;                    // head, chair, above, deputy; of a mere post: empty
  const Spell* spell = nullptr;            // holds, or oversees
  Certainty certainty = Certainty::no;
};

// A line that is not the one to whoever stands above.
struct OtherLine {
  EntityId to = EntityId::none;
  LineBy by = LineBy::statement;  // structure: another head of the same organization
  bool dotted = false;
  Certainty certainty = Certainty::no;
};

struct Reporter {
  EntityId who = EntityId::none;  // a person; or a post: vacant, or without a known holder
  bool vacant = false;            // a source says so (R12)
  int depth = 0;
  EntityId to = EntityId::none;  // who stands above; none: nobody known
  LineBy by = LineBy::nobody;
  const Spell* line = nullptr;               // when it is stated
  Certainty certainty = Certainty::certain;  // of the line; with `nobody`, of being here
  bool closes_loop = false;                  // stands at the top because the lines come round to it
  std::vector<ReportingJob> jobs;            // highest first; within what was asked about
  std::vector<OtherLine> others;             // solid before dotted
};

// What is below these organizations, whoever heads it or holds a post in it, and who reports to
// these.
std::unique_ptr<Scene> reporting_scene_of(const RelationSource&,
                                          std::span<const EntityId> organizations, const AsOf&);
// Whoever is below a person, and all above.
std::unique_ptr<Scene> reporting_scene_around(const RelationSource&, EntityId person, const AsOf&);

// Depth first. Those of the organization and of what is below it by solid lines; nobody above its
// head. Each once, those with the highest jobs first, then by name; loops are cut.
std::vector<Reporter> reporting_tree(const Scene&, EntityId organization);
// Those below a person, himself or herself first.
std::vector<Reporter> reporting_tree_below(const Scene&, EntityId person);
// Those above, from the top down to the one next above. A loop ends at whom it comes back to.
std::vector<Reporter> reporting_chain(const Scene&, EntityId person);

}  // namespace reorg
