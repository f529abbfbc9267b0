// Statements that mean exactly what they say: one that alone makes one spell, with exact days. What
// a row of a table says nearly always is; then the statement and its spell are one small record.
//
// A Literal refers to its texts: whoever fills it keeps them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/timeline/spell.hpp"

namespace reorg {

struct Literal {
  std::uint32_t id = 0;  // of the statement and of its spell
  StatementKind kind = StatementKind::note;
  EntityId subject = EntityId::none;
  EntityId object = EntityId::none;       // relations
  EntityId capacity_of = EntityId::none;  // reports_to
  Day from = before_all;                  // before_all: unknown, or as long as anybody knows
  Day until = after_all;                  // after_all: open or unknown
  Day known = before_all;
  SourceId source = SourceId::none;
  std::string_view aspect;
  std::string_view value;
  std::string_view role;

  bool acting = false;
  bool dotted = false;
  bool known_assumed = false;
  bool always = false;         // told without dates: `from` and `until` are those of its life (R20)
  bool ended_unknown = false;  // it ended, or may have, nobody knows when; `until` is after_all
  bool told_last = false;      // the file told the last day, the one before `until`
};

// The statement as a Literal, if it has the shape of one: a period of exact days written as days,
// or `always` (its days are left for the caller to fill); a fact of one source at most, outside
// events and claims, without remarks or references. Whether it is one also depends on what else is
// told: nothing else of its seat by the same holder that begins on the same day, nothing but such
// statements in its seat at all, and days within the lives of all that it joins (R20).
std::optional<Literal> literal_of(const Statement&);

// What resolve() makes of the statement, as long as it is a Literal.
Spell spell_of(const Literal&);
// The statement as it was told; no file, line or column.
Statement statement_of(const Literal&);

}  // namespace reorg
