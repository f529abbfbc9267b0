// Rows as CSV: RFC 4180, UTF-8, lines end with LF, one header line.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace reorg::cli {

// `columns` are paths into a row, separated by blanks: "person person.key from until.kind". A
// column is headed by its path with "_" for ".". An entity is told by its name, a date by its EDTF
// text, what is null or not there by nothing; the items of a list are joined by "; ", and a path
// may lead through one: "overseers.role". In `sources` a number is replaced by what the map says it
// is.
std::string csv_rows(std::string_view columns, const nlohmann::ordered_json& rows,
                     const std::map<std::string, std::string>& sources);
std::string csv_header(std::string_view columns);

struct CsvColumn {
  std::string header;             // "until_kind"
  std::vector<std::string> path;  // "until", "kind"
};
std::vector<CsvColumn> csv_columns(std::string_view columns);

}  // namespace reorg::cli
