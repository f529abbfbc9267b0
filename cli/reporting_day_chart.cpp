#include "cli/reporting_day_chart.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "cli/day_chart.hpp"
#include "cli/errors.hpp"
#include "cli/saying.hpp"
#include "cli/text.hpp"
#include "cli/tree_asked.hpp"
#include "graphviz/reporting_chart.hpp"

namespace reorg::cli {
namespace {

void refuse_what_means_nothing(Session& session, const RenderAsked& asked) {
  if (!asked.shown.people)
    throw UsageError("--no-people: a chart of reporting lines shows nothing but people");
  if (!asked.shown.only.empty())
    throw UsageError("--only chooses among units; a chart of reporting lines shows people");
  if (asked.about && asked.about->kind == EntityKind::post) {
    throw UsageError(fmt::format("{} is a post; reporting lines are drawn around a person or in an "
                                 "organization",
                                 shown(asked.about->text)),
                     {session.instead("reports", asked.about->key)});
  }
}

// Keeps what is asked for by --certain or --possible. Nobody is certain below somebody who is not.
void keep_wanted(std::vector<Reporter>& people, const Style& style) {
  std::vector<bool> keep(people.size(), true);
  int cut = any_number;  // below this depth somebody is left out
  for (std::size_t i = 0; i < people.size() && style.only_certain; ++i) {
    if (people[i].depth <= cut) cut = any_number;
    keep[i] = cut == any_number && people[i].certainty == Certainty::certain;
    if (!keep[i] && cut == any_number) cut = people[i].depth;
  }
  int needed = 0;  // depth whose ancestors are still to be kept
  for (std::size_t i = people.size(); i-- > 0 && style.only_possible;) {
    const int depth = people[i].depth;
    keep[i] = depth < needed || people[i].certainty == Certainty::possible;
    if (keep[i] || depth < needed) needed = depth;
  }
  std::size_t at = 0;
  std::erase_if(people, [&](const Reporter&) { return !keep[at++]; });
}

struct Counts {
  std::set<EntityId> people, posts, stated, suggested, doubtful;

  void add(const Scene& scene, std::span<const Reporter> reporters) {
    for (const Reporter& r : reporters) {
      const bool person = scene.entity(r.who).kind == EntityKind::person;
      (person ? people : posts).insert(r.who);
      if (r.by == LineBy::statement) stated.insert(r.who);
      if (r.by == LineBy::structure) suggested.insert(r.who);
      if (r.certainty != Certainty::certain) doubtful.insert(r.who);
    }
  }

  // "21 people and 1 post without a holder: 2 report by a stated line, 17 stand where they do by
  // the structure alone; 3 only possibly."
  std::string text(std::string_view where) const {
    if (people.empty() && posts.empty())
      return fmt::format("Nobody is recorded{} on that day.", where);
    std::string text = counted(people.size(), "person", "people");
    if (!posts.empty()) text += " and " + counted(posts.size(), "empty post", "empty posts");
    text += where;
    std::vector<std::string> parts;
    if (!stated.empty())
      parts.push_back(counted(stated.size(), "reporting line", "reporting lines") + " stated");
    if (!suggested.empty())
      parts.push_back(fmt::format("{} by the structure alone", suggested.size()));
    if (!parts.empty()) text += ": " + listed(parts);
    if (!doubtful.empty()) text += fmt::format("; {} only possibly", doubtful.size());
    return text + ".";
  }
};

void add_sources(std::span<const Reporter> people, std::vector<SourceId>& all) {
  const auto add = [&](const Spell* s) {
    if (s != nullptr) all.insert(all.end(), s->sources.begin(), s->sources.end());
  };
  for (const Reporter& r : people) {
    add(r.line);
    for (const ReportingJob& j : r.jobs) add(j.spell);
  }
}

charts::Chart around(Session& session, RenderAsked& asked) {
  const EntityId person = asked.about->entity;
  const auto scene = reporting_scene_around(session.source(), person, session.as_of());
  std::vector<Reporter> below = reporting_tree_below(*scene, person);
  const std::vector<Reporter> above = reporting_chain(*scene, person);
  if (!below.empty()) {
    std::vector<Reporter> rest(below.begin() + 1, below.end());
    keep_wanted(rest, session.style());
    below.resize(1);
    below.insert(below.end(), rest.begin(), rest.end());
  }
  if (!asked.depth_given)
    asked.shown.most_in_column =
        readable_column(static_cast<std::size_t>(std::ranges::count(below, 1, &Reporter::depth)));
  charts::Chart chart = charts::reporting_chart_around(*scene, above, below, asked.shown);
  Counts counts;
  counts.add(*scene, std::span(below).subspan(std::min<std::size_t>(1, below.size())));
  chart.title = "Reporting lines around " + charts::main_name(*scene, person, asked.shown);
  chart.subtitle =
      counts.text(" below") +
      (above.empty() ? " Nobody is known above."
                     : fmt::format(" {} above.", counted(above.size(), "person", "people")));
  std::vector<SourceId> sources;
  add_sources(above, sources);
  add_sources(below, sources);
  chart.sources = chart_sources(session, sources);
  return chart;
}

charts::Chart of_organizations(Session& session, RenderAsked& asked) {
  std::vector<EntityId> roots = roots_of(session, asked.about, "reporting lines");
  const auto scene = reporting_scene_of(session.source(), roots, session.as_of());
  if (!asked.about) roots = worth_a_tree(*scene, roots);
  std::vector<charts::ReportingPart> parts;
  std::vector<SourceId> sources;
  Counts counts;
  std::size_t columns = 0;
  for (const EntityId root : roots) {
    parts.push_back({root, reporting_tree(*scene, root)});
    keep_wanted(parts.back().people, session.style());
    if (!asked.about && parts.back().people.empty()) {
      parts.pop_back();
      continue;
    }
    counts.add(*scene, parts.back().people);
    add_sources(parts.back().people, sources);
    columns +=
        static_cast<std::size_t>(std::ranges::count(parts.back().people, 1, &Reporter::depth));
  }
  if (!asked.depth_given)
    asked.shown.most_in_column = readable_column(asked.about ? columns : parts.size());
  charts::Chart chart = charts::reporting_chart(*scene, parts, asked.shown);
  chart.title = "Reporting lines";
  if (asked.about)
    chart.title += " at " + charts::main_name(*scene, asked.about->entity, asked.shown);
  chart.subtitle = counts.text("");
  chart.sources = chart_sources(session, sources);
  return chart;
}

}  // namespace

charts::Chart reporting_chart_of_day(Session& session, RenderAsked& asked) {
  refuse_what_means_nothing(session, asked);
  const bool person = asked.about && asked.about->kind == EntityKind::person;
  charts::Chart chart = person ? around(session, asked) : of_organizations(session, asked);
  refuse_too_many(session, asked, chart.cards.size());
  chart.title += ", " + day_title(session.as_of());
  chart.subtitle += knowledge_text(session.as_of());
  say_what_is_cut(asked, chart);
  return chart;
}

}  // namespace reorg::cli
