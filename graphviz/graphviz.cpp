#include "graphviz/graphviz.hpp"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <set>
#include <system_error>

#include "graphviz/process.hpp"

namespace reorg::charts {
namespace {

const char* format_of(Picture picture) {
  switch (picture) {
    case Picture::svg:
      return "-Tsvg";
    case Picture::png:
      return "-Tpng";
    case Picture::pdf:
      return "-Tpdf";
    case Picture::plain:
      return "-Tplain";
    case Picture::json:
      return "-Tjson0";  // json would add how each letter is drawn: five times the text
  }
  return "";
}

// The lines that say something, as they are, without repetition.
std::vector<std::string> lines_said(std::string_view text) {
  std::vector<std::string> lines;
  std::set<std::string_view> seen;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    if (line.find_first_not_of(" \t\r") != std::string_view::npos && seen.insert(line).second)
      lines.emplace_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// What dot said, for the end of a message: the first words say what went wrong.
std::string as_it_said(std::string_view errors) {
  constexpr std::size_t most_lines = 5, longest_line = 300;
  const auto lines = lines_said(errors);
  if (lines.empty()) return ", without a word";
  std::string said = ":";
  for (std::size_t i = 0; i < lines.size() && i < most_lines; ++i) {
    said += "\n  " + lines[i].substr(0, longest_line);
    if (lines[i].size() > longest_line) said += "…";
  }
  if (lines.size() > most_lines)
    said += "\n  (and " + std::to_string(lines.size() - most_lines) + " more lines)";
  return said;
}

constexpr const char* smaller =
    "A smaller picture takes less: --depth N, --only KIND and --collapse-over N leave things out.";

std::string trouble(const Ending& ending, std::chrono::seconds limit) {
  switch (ending.how) {
    case Ending::How::exited:
      return "Graphviz's dot failed with exit code " + std::to_string(ending.code) +
             as_it_said(ending.errors);
    case Ending::How::killed:
      return std::string("Graphviz's dot was ended by the system (") + ::strsignal(ending.code) +
             "). " + smaller;
    case Ending::How::too_slow:
      return "Graphviz's dot was not ready after " + std::to_string(limit.count()) +
             (limit.count() == 1 ? " second" : " seconds") + " and was stopped. " + smaller;
    case Ending::How::interrupted:
      return "Interrupted while Graphviz's dot was at work; nothing was drawn.";
  }
  return {};
}

// fontconfig's word for a language: it knows Chinese by country, not by script.
std::string fontconfig_language(std::string_view tag) {
  std::string lower(tag);
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
  if (lower.starts_with("zh-hans")) return "zh-cn";
  if (lower.starts_with("zh-hant")) return "zh-tw";
  return lower;
}

}  // namespace

Graphviz::Graphviz(std::string_view search_path, std::chrono::seconds limit)
    : program_(find_program("dot", search_path)), limit_(limit) {}

std::string Graphviz::draw(std::string_view dot, Picture picture) const {
  if (program_.empty()) {
    throw GraphvizError(
        "Graphviz draws svg, png, pdf and html, but its program dot is not in the search path. "
        "Install it (apt install graphviz), or write the chart as text for it with -f dot.");
  }
  Ending ending;
  try {
    ending = run_program({program_, format_of(picture)}, dot, limit_);
  } catch (const std::system_error& error) {
    throw GraphvizError(std::string("Graphviz's dot cannot be run: ") + error.what());
  }
  if (!ending.succeeded()) throw GraphvizError(trouble(ending, limit_));
  std::string said;
  for (const auto& line : warnings_) said += line + '\n';
  warnings_ = lines_said(said + ending.errors);
  if (ending.output.empty())
    throw GraphvizError("Graphviz's dot drew nothing" + as_it_said(ending.errors));
  return std::move(ending.output);
}

bool can_write(std::string_view language, std::string_view search_path) {
  const auto program = find_program("fc-list", search_path);
  if (program.empty()) return true;
  constexpr std::chrono::seconds limit{
      30};  // the first question after an installation reads all fonts
  try {
    const auto ending =
        run_program({program, ":lang=" + fontconfig_language(language), "family"}, {}, limit);
    return !ending.succeeded() || !ending.output.empty();
  } catch (const std::system_error&) {
    return true;
  }
}

}  // namespace reorg::charts
