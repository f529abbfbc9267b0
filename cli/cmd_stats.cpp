// reorg stats: what the database holds; with --as-of, how much holds on a day and hangs together.
#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/reply.hpp"
#include "cli/text.hpp"
#include "cli/whole_graph.hpp"
#include "core/query/census.hpp"

namespace reorg::cli {
namespace {

std::string range_text(const StoreStats& s) {
  if (!s.first_day || !s.last_day) return "no dates";
  return fmt::format("{} to {}", to_string(*s.first_day), to_string(*s.last_day));
}

int tell_what_is_held(Session& session) {
  const StoreStats s = session.store().stats();
  Reply reply(session, {"stats"});
  if (reply.as_data()) {
    reply.row({{"organizations", s.organizations},
               {"companies", s.companies},
               {"units", s.units},
               {"posts", s.posts},
               {"people", s.people},
               {"statements", s.statements},
               {"without_source", s.without_source},
               {"spells", s.spells},
               {"events", s.events},
               {"sources", s.sources},
               {"files", s.files},
               {"revision", s.revision},
               {"bytes", s.bytes},
               {"first_day", s.first_day ? json_of(*s.first_day) : Json()},
               {"last_day", s.last_day ? json_of(*s.last_day) : Json()}});
    return reply.finish(true);
  }
  reply.headline(fmt::format("{} holds {} from {}, revision {}.", shown(session.database()),
                             counted(s.statements, "statement", "statements"),
                             counted(s.files, "file", "files"), s.revision));
  reply.blank();
  const auto row = [&](std::string_view what, const std::string& value) {
    reply.line(padded(what, 16) + value, 2);
  };
  row("organizations",
      fmt::format("{} ({}, {})", s.organizations, counted(s.companies, "company", "companies"),
                  counted(s.units, "unit", "units")));
  row("posts", std::to_string(s.posts));
  row("people", std::to_string(s.people));
  row("events", std::to_string(s.events));
  row("sources", std::to_string(s.sources));
  row("without source", counted(s.without_source, "statement", "statements"));
  row("dates", range_text(s));
  row("size", fmt::format("{} KiB", (s.bytes + 1023) / 1024));
  return reply.finish(true);
}

Json json_census(const Census& c) {
  Json relations = Json::object();
  for (std::size_t k = 0; k < relation_kinds; ++k) {
    relations[std::string(word(static_cast<StatementKind>(k)))] = {
        {"certain", c.relations[k].certain}, {"possible", c.relations[k].possible}};
  }
  Json groups = Json::array();
  for (const auto& [size, n] : c.groups) groups.push_back({{"size", size}, {"count", n}});
  return {{"relations", std::move(relations)}, {"groups", std::move(groups)}, {"alone", c.alone}};
}

// "52,032, 1,204 and 3,210 smaller ones"
std::string largest(const Census& c) {
  std::string text;
  std::size_t told = 0, rest = 0;
  for (const auto& [size, n] : c.groups) {
    for (std::size_t i = 0; i < n && told < 5; ++i, ++told)
      text += fmt::format("{}{}", text.empty() ? "" : ", ", size);
    rest += n;
  }
  return rest > told ? fmt::format("{} and {} no larger", text, rest - told) : text;
}

int tell_what_holds(Session& session) {
  const Day day = session.day_of_option("as-of");
  const Census c =
      with_whole_graph(session, [&](const Image& image) { return census(image, day); });
  Reply reply(session, {"stats", "--as-of", to_string(day)});
  if (reply.as_data()) {
    Json row = json_census(c);
    row["day"] = to_string(day);
    reply.row(std::move(row));
    return reply.finish(true);
  }
  Census::Count all;
  for (const Census::Count& n : c.relations) {
    all.certain += n.certain;
    all.possible += n.possible;
  }
  reply.headline(fmt::format("On {}, {} for sure{}.", to_string(day),
                             counted(all.certain, "relation holds", "relations hold"),
                             all.possible == 0 ? "" : fmt::format(", {} possibly", all.possible)));
  reply.blank();
  reply.branch("", "      sure  possible");
  for (std::size_t k = 0; k < relation_kinds; ++k) {
    const Census::Count& n = c.relations[k];
    if (n.certain + n.possible > 0)
      reply.branch("", fmt::format("{:>10}  {:>8}  {}", n.certain, n.possible,
                                   word(static_cast<StatementKind>(k))));
  }
  reply.blank();
  std::size_t groups = 0;
  for (const auto& [size, n] : c.groups) groups += n;
  reply.line(groups == 0 ? "Nothing is joined to anything."
                         : fmt::format("They join entities to {}: of {} entities.",
                                       counted(groups, "group", "groups"), largest(c)));
  reply.line(fmt::format("Joined to nobody: {}.", counted(c.alone, "entity", "entities")));
  return reply.finish(true);
}

}  // namespace

int run_stats(Session& session) {
  return session.has("as-of") ? tell_what_holds(session) : tell_what_is_held(session);
}

}  // namespace reorg::cli
