// Rows of `statement` and `spell`, written from values whose ids are those of the store.
#pragma once

#include "core/store/connection.hpp"
#include "core/timeline/spell.hpp"

namespace reorg::sql {

// What a statement's row has beside what it says.
struct Recorded {
  std::int64_t file = 0;
  std::int64_t revision = 0;
  std::int64_t content = 0;
  std::int64_t digest = 0;
  Day told_known_until = after_all;
};

// Its sources and refs too.
void write_statement(Connection&, const Statement&, const Recorded&);
void write_sources_and_refs(Connection&, const Statement&);
void write_spell(Connection&, const Spell&, std::int64_t id);

}  // namespace reorg::sql
