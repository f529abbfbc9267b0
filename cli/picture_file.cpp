#include "cli/picture_file.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <optional>

#include <fmt/format.h>

#include "cli/errors.hpp"
#include "cli/text.hpp"

namespace reorg::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::array formats{PictureFormat::dot, PictureFormat::svg, PictureFormat::png,
                             PictureFormat::pdf, PictureFormat::html};
constexpr std::string_view all_formats = "there are dot, svg, png, pdf and html";

std::optional<PictureFormat> format_of(std::string word) {
  std::ranges::transform(word, word.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (word == "gv") return PictureFormat::dot;
  if (word == "htm") return PictureFormat::html;
  const auto* const at =
      std::ranges::find_if(formats, [&](PictureFormat f) { return cli::word(f) == word; });
  return at == formats.end() ? std::nullopt : std::optional(*at);
}

PictureFormat format_of_name(const std::string& path) {
  const std::string ending = fs::path(path).extension().string();
  if (const auto format = format_of(ending.empty() ? "" : ending.substr(1))) return *format;
  throw UsageError(fmt::format("-o {}: its ending names no format; {}", shown(path), all_formats));
}

}  // namespace

std::string_view word(PictureFormat format) {
  switch (format) {
    case PictureFormat::dot:
      return "dot";
    case PictureFormat::png:
      return "png";
    case PictureFormat::pdf:
      return "pdf";
    case PictureFormat::html:
      return "html";
    case PictureFormat::svg:
      break;
  }
  return "svg";
}

PictureFile picture_file(const Session& session, const std::string& name) {
  PictureFile file;
  const std::string given = session.has("output") ? session.option("output") : "";
  if (session.has("output") && given.empty()) throw UsageError("-o needs the name of a file, or -");
  if (session.has("format")) {
    const auto format = format_of(session.option("format"));
    if (!format) {
      throw UsageError(fmt::format("--format {}: no such format; {}",
                                   shown(session.option("format")), all_formats));
    }
    file.format = *format;
  } else if (!given.empty() && given != "-") {
    file.format = format_of_name(given);
  }
  if (given == "-") return file;
  file.path = given;
  if (given.empty() && session.world().out_is_terminal) {
    file.path = fmt::format("{}.{}", name, word(file.format));
    file.chosen = true;
  }
  return file;
}

}  // namespace reorg::cli
