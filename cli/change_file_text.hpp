// The text of a change file, written line by line, with the option that each line comes from.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace reorg::cli {

class ChangeFileText {
 public:
  using Json = nlohmann::ordered_json;
  struct Part {
    std::string key;
    Json value;
    std::string from;  // "--to"
  };
  using Parts = std::vector<Part>;

  void heading(const std::string& text) { line(text, ""); }
  // An entry of a section of keys: `key` with these parts.
  void entry(const std::string& key, const std::string& from, const Parts& parts) {
    line("  " + Json(key).dump() + ":" + (parts.empty() ? " {}" : ""), from);
    for (const Part& p : parts) line("    " + pair(p), p.from);
  }
  // An item of a section that is a list.
  void item(const Parts& parts) {
    for (std::size_t n = 0; n < parts.size(); ++n)
      line((n == 0 ? "  - " : "    ") + pair(parts[n]), parts[n].from);
  }

  const std::string& text() const { return text_; }
  // By lines counted from 1.
  const std::string& origin(int n) const {
    static const std::string nowhere;
    const auto at = static_cast<std::size_t>(n) - 1;
    return at < origins_.size() ? origins_[at] : nowhere;
  }

 private:
  // JSON is YAML; a newline in a text is escaped, so each stays in its line.
  static std::string pair(const Part& p) { return Json(p.key).dump() + ": " + p.value.dump(); }
  void line(const std::string& text, const std::string& from) {
    text_ += text + '\n';
    origins_.push_back(from);
  }

  std::string text_;
  std::vector<std::string> origins_;
};

}  // namespace reorg::cli
