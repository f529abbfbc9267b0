// The files of a CSV bundle and their columns, for reader and writer (docs/csv-bundle.md).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace reorg::format {

enum class Sheet : std::uint8_t {
  entities,
  names,
  identifiers,
  relations,
  events,
  event_parts,
  sources,
};
inline constexpr std::size_t sheet_count = 7;
inline constexpr std::array<Sheet, sheet_count> all_sheets{
    Sheet::entities, Sheet::names,       Sheet::identifiers, Sheet::relations,
    Sheet::events,   Sheet::event_parts, Sheet::sources};

enum class Column : std::uint8_t {
  key,
  kind,
  entity,
  subject,
  object,
  name,
  type,
  language,
  scheme,
  value,
  organization,
  seats,
  description,
  title,
  publisher,
  published,
  address,
  announced,
  effective,
  target,
  from,
  until,
  last,
  capacity,
  role,
  acting,
  dotted,
  alongside,
  capacity_of,
  effect,
  mode,
  known,
  known_until,
  rank,
  claim,
  position,
  event,
  part,
  verb,
  originals,
  results,
  others,
  text,
  sources,
  note,
  refs,
};
inline constexpr std::size_t column_count = static_cast<std::size_t>(Column::refs) + 1;

struct ColumnRule {
  Column column;
  bool required = false;
};

std::string_view word(Column);                  // "known_until"
std::string_view file_of(Sheet);                // "entities.csv"
bool is_required(Sheet);                        // whether a bundle must have it
std::span<const ColumnRule> columns_of(Sheet);  // in the order in which they are written

}  // namespace reorg::format
