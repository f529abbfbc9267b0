#include "cli/render_asked.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/format.h>

#include "cli/errors.hpp"
#include "cli/text.hpp"
#include "core/query/units.hpp"

namespace reorg::cli {
namespace {

constexpr int side_by_side = 24;

std::vector<std::string> by_commas(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (c == ',')
      words.emplace_back();
    else
      words.back() += c;
  }
  return words;
}

[[noreturn]] void no_such(const std::string& option, const std::string& given,
                          std::string_view all) {
  throw UsageError(fmt::format("--{} {}: there are {}", option, shown(given), all));
}

ChartKind kind_of(const Session& session) {
  if (!session.has("chart")) return ChartKind::structure;
  const std::string text = session.option("chart");
  if (text == "structure") return ChartKind::structure;
  if (text == "ownership") return ChartKind::ownership;
  if (text == "reporting") return ChartKind::reporting;
  no_such("chart", text, "structure, ownership and reporting");
}

charts::Look look_of(const Session& session) {
  charts::Look look;
  if (session.has("theme")) {
    const auto theme = charts::theme(session.option("theme"));
    if (!theme) no_such("theme", session.option("theme"), "light, dark and print");
    look.theme = *theme;
  }
  if (session.has("direction")) {
    const auto direction = charts::direction(session.option("direction"));
    if (!direction) no_such("direction", session.option("direction"), "down and right");
    look.direction = *direction;
  }
  return look;
}

std::vector<std::string> languages_of(const Session& session) {
  if (!session.has("lang")) return {};
  std::vector<std::string> languages = by_commas(session.option("lang"));
  for (const std::string& l : languages) {
    const bool fits =
        !l.empty() && l.find_first_not_of(
                          "abcdefghijklmnopqrstuvwxyz"
                          "ABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789") == std::string::npos;
    if (!fits || languages.size() > 2) {
      throw UsageError(fmt::format(
          "--lang {}: one language or two are needed, by a comma, as in en,zh or zh-Hans",
          shown(session.option("lang"))));
    }
  }
  return languages;
}

charts::Shown shown_of(Session& session) {
  charts::Shown shown;
  if (session.has("people") && session.has("no-people"))
    throw UsageError("--people and --no-people exclude each other");
  shown.people = !session.has("no-people");
  shown.depth = session.number_option("depth", 0, any_number);
  shown.collapse_over =
      static_cast<std::size_t>(session.number_option("collapse-over", 1, side_by_side));
  if (session.has("only")) shown.only = session.option("only");
  shown.languages = languages_of(session);
  for (const std::string& name : session.options_of("highlight"))
    shown.highlighted.insert(session.find(name).entity);
  return shown;
}

// What of a date may be in a file's name: "2013/2018" as "2013-2018".
std::string for_file_name(const AsOf& as_of) {
  if (as_of.is_one_day()) return to_string(as_of.first);
  std::string text = as_of.is_ever() ? "ever" : as_of.edtf;
  std::ranges::replace(text, '/', '-');
  std::erase_if(text, [](unsigned char c) { return std::isalnum(c) == 0 && c != '-'; });
  return text;
}

// "tencent-2018-12-06", "tencent-2018-09-29-2018-10-01", "everything-2018-12-06".
std::string name_of(const Session& session, const RenderAsked& asked) {
  const std::string whose = asked.about ? asked.about->key : "everything";
  if (asked.from && asked.to)
    return fmt::format("{}-{}-{}", whose, to_string(*asked.from), to_string(*asked.to));
  return fmt::format("{}-{}", whose, for_file_name(session.as_of()));
}

void refuse_what_does_not_go_together(const Session& session, const RenderAsked& asked) {
  if (asked.of_two_days() && asked.kind != ChartKind::structure) {
    throw UsageError(
        "--from and --to draw what differs of the structure; leave --chart out, or ask for one day "
        "with --as-of");
  }
  if (asked.is_page() && asked.kind != ChartKind::structure)
    throw UsageError("a page plays the structure through time; leave --chart out");
  if ((asked.from || asked.to) && session.has("as-of"))
    throw UsageError("--as-of is one day, --from and --to are two; give the one or the others");
  if (asked.of_two_days() && !(asked.from && asked.to)) {
    throw UsageError(fmt::format("--{} alone: what differs needs both --from and --to",
                                 asked.from ? "from" : "to"));
  }
}

}  // namespace

RenderAsked render_asked(Session& session) {
  RenderAsked asked;
  asked.kind = kind_of(session);
  asked.look = look_of(session);
  if (session.has("from")) asked.from = session.day_of_option("from");
  if (session.has("to")) asked.to = session.day_of_option("to");
  asked.about = session.entity_if_named();
  asked.shown = shown_of(session);
  asked.depth_given = session.has("depth");
  asked.file = picture_file(session, name_of(session, asked));
  refuse_what_does_not_go_together(session, asked);
  return asked;
}

}  // namespace reorg::cli
