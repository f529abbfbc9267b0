#include "core/store/retraction.hpp"

namespace reorg::sql {

void record_retraction(Connection& c, std::int64_t revision, StatementId id) {
  Query(c,
        "INSERT INTO retraction(revision, recorded_in, file, content, said) "
        "SELECT ?1, s.revision, (SELECT name FROM file WHERE id = s.file), s.content, json_object("
        "'line', s.line, "
        "'kind', (SELECT word FROM kind WHERE code = s.kind), 'effect', s.effect, 'mode', s.mode, "
        "'subject', (SELECT key FROM entity WHERE id = s.subject), "
        "'object', (SELECT key FROM entity WHERE id = s.object), "
        "'capacity_of', (SELECT key FROM entity WHERE id = s.capacity_of), "
        "'aspect', s.aspect, 'value', s.value, 'role', s.role, "
        "'acting', s.acting, 'dotted', s.dotted, 'alongside', s.alongside, "
        "'from', s.from_edtf, 'from_days', json_array(s.from_earliest, s.from_latest), 'until', "
        "coalesce(s.until_edtf, s.until_kind), 'until_last', s.until_last, "
        "'known', s.known, 'known_assumed', s.known_assumed, 'known_until', s.told_known_until, "
        "'event', (SELECT key FROM event e WHERE e.id = s.event AND e.file = s.file), "
        "'claim', s.claim, 'position', s.position, 'rank', s.rank, 'note', s.note, "
        "'sources', (SELECT json_group_array(source.key) FROM statement_source t JOIN source ON "
        "source.id = t.source "
        "WHERE t.statement = s.id), "
        "'refs', (SELECT json_group_array(ref) FROM statement_ref WHERE statement = s.id)) "
        "FROM statement s WHERE s.id = ?2")
      .bind(revision, id)
      .run();
}

}  // namespace reorg::sql
