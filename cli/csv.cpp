#include "cli/csv.hpp"

#include <algorithm>

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

std::string quoted(const std::string& field) {
  if (field.find_first_of(",\"\r\n") == std::string::npos) return field;
  std::string result = "\"";
  for (const char c : field) result += c == '"' ? "\"\"" : std::string(1, c);
  return result + '"';
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
  std::string result;
  for (const Json& item : value) result += (result.empty() ? "" : "; ") + plain(item);
  return result;
}

std::string field(const std::vector<std::string>& path, const Json& row,
                  const std::map<std::string, std::string>& sources) {
  const Json* value = &row;
  for (const std::string& step : path) {
    if (!value->is_object() || !value->contains(step)) return {};
    value = &(*value)[step];
  }
  if (path.back() != "sources" || !value->is_array()) return plain(*value);
  std::string result;
  for (const Json& number : *value)
    result += (result.empty() ? "" : "; ") + sources.at(number.get<std::string>());
  return result;
}

}  // namespace

std::vector<std::string> csv_columns(std::string_view columns) {
  std::vector<std::string> heads = split(columns, ' ');
  for (std::string& head : heads) std::ranges::replace(head, '.', '_');
  return heads;
}

std::string csv(std::string_view columns, const Json& rows,
                const std::map<std::string, std::string>& sources) {
  std::vector<std::vector<std::string>> paths;
  std::string text;
  for (const std::string& column : split(columns, ' ')) paths.push_back(split(column, '.'));
  for (const std::string& head : csv_columns(columns)) text += (text.empty() ? "" : ",") + head;
  text += '\n';
  for (const Json& row : rows) {
    for (std::size_t i = 0; i < paths.size(); ++i)
      text += (i > 0 ? "," : "") + quoted(field(paths[i], row, sources));
    text += '\n';
  }
  return text;
}

}  // namespace reorg::cli
