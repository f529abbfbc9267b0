// Posts that nobody holds: those of which a source says so (R12), and those of which only no holder
// is known.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/query/tenure.hpp"

namespace reorg {

struct VacancyRow {
  EntityId post = EntityId::none;
  EntityId organization = EntityId::none;  // that it belongs to; none: not known
  bool told = false;                       // R12: a source says that it is vacant
  Certainty certainty = Certainty::no;     // possible: somebody may hold it, or it may be elsewhere
  std::optional<Bound> from, until;        // of the vacancy, or of the days without a known holder;
                                           // none: nobody was ever known to hold it
  EntityId last_holder = EntityId::none;   // whose time had certainly ended
  std::vector<Hit> perhaps;       // who may hold it, when it is not certain that nobody does
  std::vector<SourceId> sources;  // of the vacancy; else of the last holder and who may be
};

// All of these posts.
std::unique_ptr<Scene> vacancies_scene(const RelationSource&, std::span<const EntityId> posts,
                                       const AsOf&);
// The posts in an organization and below it, or that oversee any of it.
std::unique_ptr<Scene> vacancies_scene_below(const RelationSource&, EntityId organization,
                                             const AsOf&);

// On the scene's day, or at some time in its days: told vacancies first, then posts certainly
// without a known holder, then the doubtful ones. A post counts as long as it and its organization
// may exist; not before its first known holder unless it is known to have existed then; and one
// with any number of seats only if a source says that it is vacant.
std::vector<VacancyRow> vacancies(const Scene&, std::span<const EntityId> posts);
std::vector<VacancyRow> vacancies_below(const Scene&, EntityId organization);

}  // namespace reorg
