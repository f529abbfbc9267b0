#include "cli/ownership_day_chart.hpp"

#include <set>

#include <fmt/format.h>

#include "cli/day_chart.hpp"
#include "cli/errors.hpp"
#include "cli/saying.hpp"
#include "cli/text.hpp"
#include "core/query/ownership.hpp"
#include "graphviz/ownership_chart.hpp"

namespace reorg::cli {
namespace {

constexpr std::size_t most_stakes = 500;

void refuse_what_means_nothing(Session& session, const RenderAsked& asked) {
  if (!asked.shown.only.empty()) {
    throw UsageError(
        "--only chooses among units; a chart of ownership shows whoever owns or is owned");
  }
  if (!asked.about && asked.depth_given)
    throw UsageError("--depth counts from whoever is asked about; name an owner or a company");
  if (asked.about && asked.about->kind == EntityKind::post) {
    throw UsageError(
        fmt::format("{} is a post; organizations and people own shares", shown(asked.about->text)),
        {session.instead("show", asked.about->key)});
  }
}

void refuse_too_many(Session& session, const RenderAsked& asked, const charts::Chart& chart) {
  if (chart.links.size() <= most_stakes) return;
  const std::string name = asked.about ? asked.about->key : "";
  std::vector<std::string> instead;
  if (asked.about) {
    instead = {session.instead("render", name) + " --depth 1", session.instead("owners", name),
               session.instead("owned", name)};
  }
  throw UsageError(
      fmt::format("{} stakes are more than a picture can show; {}, or count what hangs side by "
                  "side (--collapse-over)",
                  chart.links.size(),
                  asked.about ? "draw fewer levels (--depth)" : "name an owner or a company"),
      instead);
}

// "1 owner recorded; 2 companies owned, directly or through others."
std::string around_subtitle(const charts::StakeCounts& n, bool can_be_owned) {
  const std::string owners = counted(n.owners, "owner", "owners") + " recorded";
  const std::string owned = counted(n.owned, "company", "companies") + " owned";
  const std::string how = ", directly or through others.";
  if (n.owners == 0 && n.owned == 0) {
    return can_be_owned ? "Nobody is recorded to own it on that day, nor that it owns anything."
                        : "Nothing is recorded to be owned on that day.";
  }
  if (n.owned == 0) return owners + how + " Nothing is recorded that it owns.";
  if (n.owners == 0) return owned + how + (can_be_owned ? " No owner is recorded." : "");
  return owners + "; " + owned + how;
}

std::string around_title(const std::string& name, const charts::StakeCounts& n, bool can_be_owned) {
  if (!can_be_owned || (n.owners == 0 && n.owned > 0)) return fmt::format("What {} owns", name);
  if (n.owned == 0) return fmt::format("Who owns {}", name);
  return fmt::format("Who owns {}, and what it owns", name);
}

std::string all_subtitle(std::span<const DirectStake> stakes) {
  std::set<EntityId> owners, owned;
  for (const DirectStake& s : stakes) {
    owners.insert(s.owner);
    owned.insert(s.organization);
  }
  if (stakes.empty()) return "No stake is recorded on that day.";
  return fmt::format("{} of {}.", counted(owners.size(), "owner", "owners"),
                     counted(owned.size(), "company", "companies"));
}

// What the lines rest on.
std::vector<SourceId> sources_of(const charts::Chart& chart, const Scene& scene,
                                 std::span<const DirectStake> stakes) {
  std::set<std::pair<std::string, std::string>> drawn;
  for (const charts::Link& l : chart.links) drawn.emplace(l.from, l.to);
  std::vector<SourceId> all;
  for (const DirectStake& s : stakes) {
    if (drawn.contains({scene.entity(s.owner).key, scene.entity(s.organization).key}))
      all.insert(all.end(), s.spell->sources.begin(), s.spell->sources.end());
  }
  return all;
}

}  // namespace

charts::Chart ownership_chart_of_day(Session& session, RenderAsked& asked) {
  refuse_what_means_nothing(session, asked);
  const AsOf& as_of = session.as_of();
  const auto scene = asked.about
                         ? ownership_scene_around(session.source(), asked.about->entity, as_of)
                         : ownership_scene_of(session.source(), session.store().everyone(), as_of);
  std::vector<DirectStake> drawn = stakes(*scene);
  std::erase_if(drawn, [&](const DirectStake& s) { return !session.style().wants(s.certainty); });
  charts::Chart chart;
  std::string title = "Who owns whom";
  if (asked.about) {
    const bool can_be_owned = asked.about->kind == EntityKind::organization;
    charts::StakeCounts n;
    chart = charts::ownership_chart_around(*scene, asked.about->entity, drawn, asked.shown, n);
    title =
        around_title(charts::main_name(*scene, asked.about->entity, asked.shown), n, can_be_owned);
    chart.subtitle = around_subtitle(n, can_be_owned);
  } else {
    chart = charts::ownership_chart(*scene, drawn, asked.shown);
    chart.subtitle = all_subtitle(drawn);
  }
  refuse_too_many(session, asked, chart);
  chart.title = fmt::format("{}, {}", title, day_title(as_of));
  chart.subtitle += knowledge_text(as_of);
  chart.sources = chart_sources(session, sources_of(chart, *scene, drawn));
  return chart;
}

}  // namespace reorg::cli
