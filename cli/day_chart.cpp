#include "cli/day_chart.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/saying.hpp"
#include "cli/text.hpp"
#include "cli/tree_asked.hpp"

namespace reorg::cli {
namespace {

constexpr std::size_t readable_cards = 400;
constexpr std::size_t most_cards = 5000;
constexpr std::size_t most_sources = 8;

// "6 business groups, 20 products": the sorts of what is below, the commonest first.
std::string sorts_text(const Scene& scene, std::span<const Node> nodes) {
  std::map<std::string, std::size_t> counts;
  for (const Node& n : nodes) {
    if (n.depth > 0 && !n.repeated) ++counts[scene.sort(n.organization)];
  }
  std::vector<std::pair<std::size_t, std::string>> order;
  for (const auto& [sort, n] : counts) order.emplace_back(n, sort);
  std::ranges::sort(order, [](const auto& a, const auto& b) {
    return std::pair(b.first, a.second) < std::pair(a.first, b.second);
  });
  constexpr std::size_t told = 4;
  std::vector<std::string> parts;
  std::size_t others = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto& [n, sort] = order[i];
    if (i < told || order.size() == told + 1)
      parts.push_back(counted(n, sort, plural(sort)));
    else
      others += n;
  }
  if (others > 0) parts.push_back(counted(others, "other", "others"));
  return listed(parts);
}

std::string subtitle(const Session& session, const Scene& scene, std::span<const Node> nodes) {
  const auto below = [](const Node& n) { return n.depth > 0 && !n.repeated; };
  const auto all = static_cast<std::size_t>(std::ranges::count_if(nodes, below));
  const auto doubtful = static_cast<std::size_t>(std::ranges::count_if(
      nodes, [&](const Node& n) { return below(n) && n.certainty != Certainty::certain; }));
  std::string text =
      nodes.empty() ? "No organization is known to be part of another on that day."
      : all == 0    ? "Nothing is known to be below it on that day."
                    : fmt::format("{} below: {}", counted(all, "organization", "organizations"),
                                  sorts_text(scene, nodes));
  if (all > 0) text += doubtful == 0 ? "." : fmt::format("; {} only possibly.", doubtful);
  return text + knowledge_text(session.as_of());
}

// What was asked for and is not in the structure.
void tell_what_is_missing(Session& session, const RenderAsked& asked, const Scene& scene,
                          std::span<const Node> nodes, const charts::Chart& chart) {
  const auto tell = [&](const std::string& text) {
    session.world().err << fmt::format("reorg: {} {}\n", day_phrase(session.as_of()), text);
  };
  for (const EntityId id : asked.shown.highlighted) {
    if (std::ranges::find(nodes, id, &Node::organization) != nodes.end()) continue;
    const Entity entity = session.source().entities(std::span(&id, 1)).front();
    tell(fmt::format("{} is not in this structure, and not highlighted", entity.key));
  }
  const bool none = std::ranges::none_of(
      chart.cards, [](const charts::Branch& b) { return b.depth > 0 || !b.card.hidden.empty(); });
  if (asked.shown.only.empty() || !none) return;
  const std::string sorts = sorts_text(scene, nodes);
  tell(fmt::format("nothing there is of the sort “{}”; there are {}", shown(asked.shown.only),
                   sorts.empty() ? "no organizations" : sorts));
}

std::vector<SourceId> sources_of(std::span<const Node> nodes) {
  std::vector<SourceId> all;
  for (const Node& n : nodes) {
    if (n.line != nullptr) all.insert(all.end(), n.line->sources.begin(), n.line->sources.end());
    for (const OverseerRow& r : n.overseers)
      all.insert(all.end(), r.sources.begin(), r.sources.end());
  }
  return all;
}

}  // namespace

std::string day_title(const AsOf& as_of) {
  if (as_of.is_one_day()) return to_string(as_of.first);
  if (!as_of.stretch) return as_of.edtf;
  const std::size_t slash = as_of.edtf.find('/');
  const std::string from = as_of.edtf.substr(0, slash), to = as_of.edtf.substr(slash + 1);
  std::string text = "at any time";
  if (from != "..") text += " from " + from;
  if (to != "..") text += (from == ".." ? " up to " : " to ") + to;
  return text;
}

std::size_t readable_column(std::size_t columns) {
  return std::clamp<std::size_t>(readable_cards / std::max<std::size_t>(columns, 1), 6, 40);
}

void refuse_too_many(Session& session, const RenderAsked& asked, std::size_t cards) {
  if (cards <= most_cards) return;
  const std::string name = asked.about ? asked.about->key : "";
  throw UsageError(
      fmt::format("{} cards are more than a picture can show; draw fewer levels (--depth), count "
                  "what stands side by side (--collapse-over){} or name a part of it",
                  cards, asked.kind == ChartKind::structure ? ", choose a sort (--only)," : ","),
      {session.instead("render", name) + " --depth 2", session.instead("tree", name)});
}

void say_what_is_cut(const RenderAsked& asked, charts::Chart& chart) {
  const bool cut = std::ranges::any_of(
      chart.cards, [](const charts::Branch& b) { return !b.card.hidden.empty(); });
  if (!cut || asked.depth_given) return;
  chart.notes.emplace_back(
      "Long columns are cut, so that the whole can be read, and what is left out is counted on "
      "the cards; --depth and --collapse-over draw more.");
}

std::string knowledge_text(const AsOf& as_of) {
  return as_of.known_at ? fmt::format(" As publicly known by {}.", to_string(*as_of.known_at)) : "";
}

std::vector<std::string> chart_sources(Session& session, const std::vector<SourceId>& ids) {
  std::map<SourceId, std::size_t> cited;
  for (const SourceId id : ids) ++cited[id];
  std::vector<SourceId> each;
  for (const auto& [id, n] : cited) each.push_back(id);
  std::vector<Source> sources = session.latest().sources(each);
  if (const auto& known_at = session.as_of().known_at) {
    std::erase_if(sources,
                  [&](const Source& s) { return s.published && s.published->latest > *known_at; });
  }
  const auto rank = [](const Source& s) {
    return s.type == SourceType::unstated ? 9 : static_cast<int>(s.type);
  };
  std::ranges::sort(sources, {}, [&](const Source& s) {
    return std::tuple(-static_cast<std::int64_t>(cited[s.id]), rank(s), s.key);
  });
  std::vector<std::string> names;
  for (const Source& s : sources) {
    std::string name = s.publisher.empty() ? s.title : s.publisher;
    if (s.published) name += ", " + s.published->edtf;
    if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  }
  if (names.empty()) return {};
  std::string text = names.size() == 1 ? "Source: " : "Sources: ";
  for (std::size_t i = 0; i < names.size() && i < most_sources; ++i)
    text += (i > 0 ? "; " : "") + names[i];
  if (names.size() > most_sources)
    text += fmt::format("; and {} more", names.size() - most_sources);
  return {text + "."};
}

charts::Chart chart_of_day(Session& session, RenderAsked& asked) {
  std::vector<EntityId> roots = roots_of(session, asked.about, "structure");
  const RelationSource& source = session.source(asked.about ? Extent::group : Extent::everything);
  const auto scene = tree_scene(source, roots, any_number, session.as_of());
  if (!asked.about) roots = worth_a_tree(*scene, roots);
  std::vector<Node> nodes = tree(*scene, roots, any_number);
  keep_wanted(nodes, session.style());
  if (!asked.depth_given) {
    const int first_level = std::ranges::count(nodes, 0, &Node::depth) == 1 ? 1 : 0;
    asked.shown.most_in_column = readable_column(
        static_cast<std::size_t>(std::ranges::count(nodes, first_level, &Node::depth)));
  }
  charts::Chart chart = charts::structure_chart(*scene, nodes, asked.shown);
  refuse_too_many(session, asked, chart.cards.size());
  tell_what_is_missing(session, asked, *scene, nodes, chart);
  const std::string whose = roots.empty() ? "No structure known"
                            : roots.size() == 1
                                ? charts::main_name(*scene, roots.front(), asked.shown)
                                : counted(roots.size(), "structure", "structures");
  chart.title = fmt::format("{}, {}", whose, day_title(session.as_of()));
  chart.subtitle = subtitle(session, *scene, nodes);
  say_what_is_cut(asked, chart);
  if (!asked.shown.only.empty()) {
    chart.notes.push_back(
        fmt::format("Drawn: only “{}”, and what they hang from.", asked.shown.only));
  }
  chart.sources = chart_sources(session, sources_of(nodes));
  return chart;
}

}  // namespace reorg::cli
