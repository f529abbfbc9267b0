#include "cli/csv.hpp"

#include <algorithm>
#include <span>

#include "core/format/csv_text.hpp"

namespace reorg::cli {
namespace {

using Json = nlohmann::ordered_json;

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(at), text.size());
    if (end > 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::string in_one_field(const std::vector<std::string>& items) {
  std::string result;
  for (const std::string& item : items) result += (&item == items.data() ? "" : "; ") + item;
  return result;
}

std::string plain(const Json& value) {
  if (value.is_null()) return {};
  if (value.is_string()) return value.get<std::string>();
  if (value.is_object()) {
    for (const char* known : {"name", "edtf"}) {
      if (value.contains(known)) return plain(value[known]);
    }
  }
  if (!value.is_array()) return value.dump();
  std::vector<std::string> items;
  for (const Json& item : value) items.push_back(plain(item));
  return in_one_field(items);
}

using Path = std::span<const std::string>;

// A list on the way is gone through item by item, so that "overseers.person" and "overseers.role"
// have as many items each.
std::string field(Path path, const Json& value, const std::map<std::string, std::string>& sources) {
  if (path.empty()) return plain(value);
  if (path.size() == 1 && path.front() == "sources" && value.contains("sources")) {
    std::vector<std::string> titles;
    for (const Json& number : value["sources"])
      titles.push_back(sources.at(number.get<std::string>()));
    return in_one_field(titles);
  }
  if (value.is_array()) {
    std::vector<std::string> items;
    for (const Json& item : value) items.push_back(field(path, item, sources));
    return in_one_field(items);
  }
  if (!value.is_object() || !value.contains(path.front())) return {};
  return field(path.subspan(1), value[path.front()], sources);
}

}  // namespace

std::vector<CsvColumn> csv_columns(std::string_view columns) {
  std::vector<CsvColumn> result;
  for (std::string& column : split(columns, ' ')) {
    std::vector<std::string> path = split(column, '.');
    std::ranges::replace(column, '.', '_');
    result.push_back({std::move(column), std::move(path)});
  }
  return result;
}

std::string csv_header(std::string_view columns) {
  std::string text;
  for (const CsvColumn& column : csv_columns(columns))
    text += (text.empty() ? "" : ",") + column.header;
  return text + '\n';
}

std::string csv_rows(std::string_view columns, const Json& rows,
                     const std::map<std::string, std::string>& sources) {
  const std::vector<CsvColumn> all = csv_columns(columns);
  std::string text;
  for (const Json& row : rows) {
    for (const CsvColumn& column : all)
      text += (&column == all.data() ? "" : ",") + csv_field(field(column.path, row, sources));
    text += '\n';
  }
  return text;
}

}  // namespace reorg::cli
