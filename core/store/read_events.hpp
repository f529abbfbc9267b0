// Events and the statements behind answers: the SQL of EventSource. One statement each.
#pragma once

namespace reorg::sql {

// ?1, ?2: the first and the last day.
extern const char* const events_within_sql;
// ?1: entities; ?2, ?3: the first and the last day.
extern const char* const events_of_sql;
extern const char* const events_not_settled_sql;  // ?1: the day
extern const char* const linked_events_sql;       // ?1: events
extern const char* const told_sql;                // ?1: events
extern const char* const said_sql;                // ?1: changes
extern const char* const plain_within_sql;        // ?1, ?2: the first and the last day
extern const char* const plain_of_sql;            // ?1: entities; ?2, ?3: the days
extern const char* const set_aside_sql;           // ?1: entities; ?2: the day of knowledge

}  // namespace reorg::sql
