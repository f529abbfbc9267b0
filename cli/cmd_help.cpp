// reorg help, reorg version.
#include <ostream>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/csv.hpp"
#include "cli/errors.hpp"
#include "cli/reply.hpp"
#include "cli/suggest.hpp"
#include "cli/text.hpp"

namespace reorg::cli {
namespace {

constexpr std::string_view overview =
    "reorg: who runs what, since when, and who says so.\n"
    "\n"
    "  reorg who oversees Alibaba Cloud on 2018-12-06\n"
    "  reorg what does Zhang Jianfeng oversee\n"
    "\n"
    "Commands:\n";

constexpr std::string_view closing =
    "\n"
    "Every answer takes --as-of DATE, --known-at DATE, --certain, --possible and --json. The "
    "database\n"
    "is --db FILE, else $REORG_DB, else the one *.reorg file in the current folder.\n"
    "`reorg help COMMAND` prints a command's manual page.\n";

// The table of commands for whoever writes tools around it. Answers nothing, so it is no answer's
// document: no day, no rows, no sources.
Json json_command(const Command& c) {
  Json options = Json::array();
  for (const Option& o : options_in(c)) {
    options.push_back({{"name", "--" + o.name},
                       {"value", o.value.empty() ? Json() : Json(o.value)},
                       {"choices", o.choices},
                       {"summary", o.summary}});
  }
  Json columns = Json::array();
  for (const CsvColumn& column : csv_columns(c.columns))
    columns.push_back({{"header", column.header}, {"path", column.path}});
  return {{"name", c.name},
          {"arguments", c.arguments},
          {"summary", c.summary},
          {"when", !is_about_a_day(c)        ? Json()
                   : c.when == When::today   ? Json("today")
                   : c.when == When::between ? Json("between")
                                             : Json("ever")},
          {"options", std::move(options)},
          {"columns", std::move(columns)}};
}

int print_json(const World& world, std::span<const Command> chosen) {
  Json list = Json::array();
  for (const Command& c : chosen) list.push_back(json_command(c));
  const Json document = {{"schema", 1}, {"commands", std::move(list)}};
  world.out << document.dump(world.json_indent) << '\n';
  return ok;
}

}  // namespace

int run_help(Session& session) {
  std::ostream& out = session.world().out;
  if (session.names().empty()) {
    if (session.style().json) return print_json(session.world(), commands());
    out << overview;
    for (const Command& c : commands()) {
      out << "  " << padded(fmt::format("{} {}", c.name, c.arguments), 18) << "  " << c.summary
          << '\n';
    }
    out << closing;
    return ok;
  }
  const std::string& name = session.names().front();
  if (const Command* c = command(name)) {
    if (session.style().json) return print_json(session.world(), std::span(c, 1));
    out << manual_page(c->name);
    return ok;
  }
  std::vector<std::string> names;
  for (const Command& c : commands()) names.emplace_back(c.name);
  std::vector<std::string> lines;
  for (const std::string& near : nearest(name, names))
    lines.push_back(command_line({"help", near}));
  throw UsageError(fmt::format("there is no command “{}”", shown(name)), lines);
}

int run_version(Session& session) {
  session.world().out << "reorg " REORG_VERSION "\n";
  return ok;
}

}  // namespace reorg::cli
