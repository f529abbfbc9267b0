// Several records of one entity: what was told of any counts as told of the one that survives.
//
// Statements, changes and names are kept as they were told. Which record survives is worked out
// from the judgements (core/model/judgement.hpp) into the table `same_as` whenever a judgement or
// an entity comes or goes, and is applied wherever told rows are read.
#pragma once

#include <set>
#include <span>
#include <vector>

#include "core/model/judgement.hpp"
#include "core/store/connection.hpp"
#include "core/store/difference.hpp"

namespace reorg::sql {

// SQL: the entity that an id as told stands for.
#define REORG_SURVIVOR(id) "coalesce((SELECT survivor FROM same_as WHERE entity = " id "), " id ")"

// SQL: the aspect of statement `s`. The name by which another record's own entry calls the entity
// is a further name of it, where the surviving record has one of that type and language.
#define REORG_ASPECT                                                                            \
  "CASE WHEN s.kind = 20 AND s.effect = 'always' AND (s.aspect LIKE 'preferred:%' OR s.aspect " \
  "LIKE "                                                                                       \
  "'legal:%') AND EXISTS (SELECT 1 FROM same_as r CROSS JOIN statement n ON n.subject = "       \
  "r.survivor "                                                                                 \
  "WHERE r.entity = s.subject AND n.kind = 20 AND n.mode = 'fact' AND n.aspect = s.aspect) "    \
  "THEN 'alias' || substr(s.aspect, instr(s.aspect, ':')) ELSE s.aspect END"

// SQL: a select of an entity's records. Requires: the id is that of the surviving one, or stands
// alone.
#define REORG_RECORDS(id) \
  "SELECT " id " UNION ALL SELECT same_as.entity FROM same_as WHERE survivor = " id

// All records of these entities, themselves among them, whichever record they are named by.
std::vector<EntityId> records_of(Connection&, std::span<const EntityId>);
std::vector<EntityId> records_of(Connection&, const std::set<EntityId>&);
EntityId survivor_of(Connection&, EntityId);

// Whether it says that one record is part of, reports to, … another of the same entity: that says
// nothing any more.
bool became_empty(Connection&, const Statement&);

// In order, without those that an undo took back.
std::vector<Judgement> counting_judgements(Connection&);
Judgements read_judgements(Connection&);

// Whether it stands among these in these words, whatever was judged since.
bool is_recorded(Connection&, const ToldJudgement&);
void add_judgement(Connection&, const ToldJudgement&, std::int64_t revision);

// As when each statement told of these very records had come or gone.
void touch_all_told_of(Connection&, const std::vector<EntityId>&, Difference&);

// Makes `same_as` what the judgements say of the entities that there are now. A judgement about a
// key that is not there, or is of another kind than the survivor, waits. What is told of entities
// that come together or part is touched.
void settle_records(Connection&, Difference&);

}  // namespace reorg::sql
