// Look-ups that the store and the store as known on a day share. One SQL statement each.
#pragma once

#include <span>

#include "core/store/connection.hpp"
#include "core/walk/relation_source.hpp"

namespace reorg::sql {

std::vector<Spell> read_relations(Connection&, std::span<const EntityId> frontier, Hop);
std::vector<Spell> read_values(Connection&, std::span<const EntityId>, KindSet);
std::vector<EntityId> read_turning(Connection&, Day first, Day last);
std::vector<Entity> read_entities(Connection&, std::span<const EntityId>);
std::vector<Source> read_sources(Connection&, std::span<const SourceId>);
// Changes whose event was known on K.
std::vector<Told> read_changes(Connection&, std::span<const EntityId>, Day known_at);
// How many facts, by content, become known only after K.
std::size_t count_left_out(Connection&, std::span<const EntityId>, Day known_at);

extern const char* const relations_in_sql;
extern const char* const relations_out_sql;
extern const char* const relations_both_sql;
extern const char* const values_sql;
extern const char* const turning_sql;
extern const char* const exact_name_sql;
extern const char* const beginning_names_sql;
extern const char* const entities_of_kind_sql;
extern const char* const names_between_sql;
extern const char* const names_of_sql;
extern const char* const with_part_sql;
extern const char* const next_name_sql;
extern const char* const next_part_sql;

}  // namespace reorg::sql
