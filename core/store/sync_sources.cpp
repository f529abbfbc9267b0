#include <map>

#include "core/store/rows.hpp"
#include "core/store/sync.hpp"

namespace reorg::sql {
namespace {

using Position = std::pair<int, int>;  // line, column

std::map<SourceId, Position> stored(const Sync& s) {
  Query q(s.connection, "SELECT source, line, col FROM source_file WHERE file = ?");
  q.bind(s.file);
  std::map<SourceId, Position> rows;
  while (q.next()) {
    const auto id = q.id<SourceId>();
    const int line = static_cast<int>(q.integer());
    rows[id] = {line, static_cast<int>(q.integer())};
  }
  return rows;
}

}  // namespace

// A source is what its entry says: the same key with another text is another source.
SourceId find_or_add_source(Connection& c, const Source& source, std::int64_t digest) {
  Query find(c, "SELECT id FROM source WHERE key = ? AND digest = ?");
  find.bind(source.key, digest);
  if (find.next()) return find.id<SourceId>();
  Query add(c,
            "INSERT INTO source(key, title, publisher, published_edtf, published_earliest, "
            "published_latest, "
            "published_uncertain, address, type, note, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, "
            "?, ?) RETURNING id");
  bind_source(add, source);
  add.bind(digest).next();
  return add.id<SourceId>();
}

void sync_sources(const Sync& s) {
  auto before = stored(s);
  for (const Source* source : s.part.sources) {
    const SourceId id = find_or_add_source(s.connection, *source, s.index.digest(*source));
    s.ids.sources[number(source->id) - 1] = id;
    const Position now{source->place.line, source->place.column};
    const auto it = before.find(id);
    const bool fresh = it == before.end();
    if (fresh || it->second != now) {
      Query(s.connection,
            "INSERT OR REPLACE INTO source_file(source, file, line, col) VALUES (?, ?, ?, ?)")
          .bind(id, s.file, now.first, now.second)
          .run();
    }
    if (fresh)
      s.difference.substance = true;
    else
      before.erase(it);
  }
  for (const auto& [id, position] : before) {
    Query(s.connection, "DELETE FROM source_file WHERE source = ? AND file = ?")
        .bind(id, s.file)
        .run();
    s.difference.sources_perhaps_unused.insert(id);
    s.difference.substance = true;
  }
}

}  // namespace reorg::sql
