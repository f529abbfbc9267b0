#include "cli/two_days_chart.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "cli/day_chart.hpp"
#include "cli/difference_summary.hpp"
#include "cli/difference_text.hpp"
#include "cli/errors.hpp"
#include "cli/json_difference.hpp"
#include "cli/saying.hpp"
#include "cli/text.hpp"
#include "core/query/share_text.hpp"
#include "core/query/structure.hpp"

namespace reorg::cli {
namespace {

constexpr std::size_t most_beside = 4;

using Lines = std::vector<const Difference*>;

// Only organizations that are there on the day have a structure to draw.
class Trees {
 public:
  Trees(Session& session, Day from, Day to, EntityId about, const Differences& all)
      : session_(session) {
    std::vector<EntityId> roots =
        about == EntityId::none ? session.store().roots() : std::vector<EntityId>{about};
    fetch(from, to, roots);
    if (about != EntityId::none) return;
    // What stood alone on the day, though it is or was part of something on others.
    const std::vector<EntityId> others = alone(all);
    if (others.empty()) return;
    roots.insert(roots.end(), others.begin(), others.end());
    fetch(from, to, roots);
  }

  std::unique_ptr<Scene> before, after;
  std::vector<Node> tree_before, tree;

 private:
  AsOf on(Day day) const {
    AsOf as_of = session_.as_of();
    as_of.first = as_of.last = day;
    as_of.edtf = to_string(day);
    as_of.stretch = false;
    return as_of;
  }

  void fetch(Day from, Day to, const std::vector<EntityId>& roots) {
    const RelationSource& source = session_.source(Extent::group);
    before = tree_scene(source, roots, any_number, on(from));
    after = tree_scene(source, roots, any_number, on(to));
    tree_before = reorg::tree(*before, there(*before, roots), any_number);
    tree = reorg::tree(*after, there(*after, roots), any_number);
  }

  static std::vector<EntityId> there(const Scene& scene, const std::vector<EntityId>& roots) {
    std::vector<EntityId> all;
    for (const EntityId root : roots) {
      const Life life = scene.has(root) ? scene.life(root) : Life::no_longer;
      if (life != Life::no_longer && life != Life::not_yet) all.push_back(root);
    }
    std::ranges::sort(all, {}, [&](EntityId id) { return std::pair(scene.name(id), id); });
    return all;
  }

  std::vector<EntityId> alone(const Differences& all) const {
    std::set<EntityId> found;
    for (const Difference& d : all.lines) {
      for (const EntityId id : organizations_of(all, d)) {
        const auto in = [&](const std::vector<Node>& nodes) {
          return std::ranges::find(nodes, id, &Node::organization) != nodes.end();
        };
        if (!in(tree) && !in(tree_before)) found.insert(id);
      }
    }
    return {found.begin(), found.end()};
  }

  static std::set<EntityId> organizations_of(const Differences& all, const Difference& d) {
    std::set<EntityId> ids{d.about};
    ids.insert(d.before.begin(), d.before.end());
    ids.insert(d.after.begin(), d.after.end());
    ids.insert(d.concerned.begin(), d.concerned.end());
    for (const Turn& t : d.turns) ids.insert({t.spell->subject, t.spell->object});
    for (const Spell& s : all.scene->relations()) {
      if (s.kind == StatementKind::post_in && ids.contains(s.subject)) ids.insert(s.object);
    }
    std::erase_if(ids, [&](EntityId id) {
      return !all.scene->has(id) || all.scene->entity(id).kind != EntityKind::organization;
    });
    return ids;
  }

  Session& session_;
};

// The same with these days, or as `reorg diff`.
std::string instead(const Session& session, std::vector<std::string> words, bool is_render) {
  const std::vector<std::string> options = session.typed_options([&](const std::string& o) {
    const bool common = o == "db" || o == "today" || o == "known-at";
    return o == "from" || o == "to" || (!is_render && !common);
  });
  words.insert(words.end(), options.begin(), options.end());
  return command_line(words);
}

void check(const Session& session, const std::optional<NameHit>& about, Day from, Day to) {
  const std::string first = to_string(from), second = to_string(to);
  if (about && about->kind != EntityKind::organization)
    throw UsageError(fmt::format("{} is a {}; only organizations have a structure to draw",
                                 shown(about->text), word(about->kind)),
                     {instead(session, {"diff", first, second, about->key}, false)});
  std::vector<std::string> words{"render"};
  if (about) words.push_back(about->key);
  if (from == to) {
    words.insert(words.end(), {"--as-of", second});
    throw UsageError(fmt::format("--from and --to are both {}: nothing differs", first),
                     {instead(session, words, true)});
  }
  if (to < from) {
    words.insert(words.end(), {"--from", second, "--to", first});
    throw UsageError(
        fmt::format("--from {} is after --to {}: the earlier day comes first", first, second),
        {instead(session, words, true)});
  }
}

// Of --certain and --possible: a title of what is left must not be true of that alone.
std::string wanted_title(const Session& session, std::string title, const Differences& all,
                         Day from, Day to, EntityId about) {
  if (!session.style().only_possible && !all.lines.empty()) return title;
  const std::string whose = about == EntityId::none ? "Everything" : short_name(*all.scene, about);
  return fmt::format("{}: {} between {} and {}", whose,
                     session.style().only_possible ? "what may have changed"
                                                   : "nothing is known for certain to have changed",
                     to_string(from), to_string(to));
}

std::vector<SourceId> sources_of_all(const Differences& all) {
  std::vector<SourceId> ids;
  for (const Difference& d : all.lines) {
    const std::vector<SourceId> more = sources_of(all, d);
    ids.insert(ids.end(), more.begin(), more.end());
  }
  return ids;
}

// What has no card, such as a company that is only owned, in words, as far as there is room; of the
// rest how many there are.
std::vector<std::string> notes_on(const Lines& not_drawn, const DifferenceTeller& teller,
                                  const charts::Shown& shown) {
  const bool all_shown = shown.people && shown.only.empty() && shown.depth == any_number;
  Lines rest;
  std::string text;
  std::size_t told = 0;
  for (const Difference* d : not_drawn) {
    const bool minor =
        d->turns.empty() || d->turns.front().spell->kind == StatementKind::reports_to || !all_shown;
    if (minor || told == most_beside) {
      rest.push_back(d);
      continue;
    }
    const std::string phrase = teller.phrase(std::array{d});
    text += fmt::format("{}{}{}{}", told++ == 0 ? "" : "; ",
                        d->certainty == Certainty::certain ? "" : "possibly ",
                        d->kind == DiffKind::first_seen ? "first seen: " : "", phrase);
  }
  std::vector<std::string> notes;
  if (!text.empty()) notes.push_back("Elsewhere: " + text + ".");
  if (std::string count = not_drawn_text(rest); !count.empty()) notes.push_back(std::move(count));
  return notes;
}

}  // namespace

charts::Chart chart_of_two_days(Session& session, const std::optional<NameHit>& about, Day from,
                                Day to, const charts::Shown& shown) {
  check(session, about, from, to);
  const EntityId whom = about ? about->entity : EntityId::none;
  const Between between{from, to, session.as_of().known_at, session.today()};
  const Extent extent = about ? Extent::group : Extent::everything;
  Differences all = diff(session.source(extent), session.store(), between, whom);
  const std::size_t unwanted = std::erase_if(
      all.lines, [&](const Difference& d) { return !session.style().wants(d.certainty); });
  const Trees trees(session, from, to, whom, all);
  const DifferenceTeller teller(all, from, to);
  const charts::LineWords words{
      .phrase = [&](const Difference& d) { return teller.phrase(std::array{&d}); },
      .day = DifferenceTeller::day,
      .share = share_text};
  auto made = charts::difference_chart(
      {all, *trees.before, *trees.after, trees.tree_before, trees.tree, whom}, words, shown);
  charts::Chart chart = std::move(made.chart);
  chart.subtitle = difference_subtitle(all, from, to);
  chart.notes = notes_on(made.not_drawn, teller, shown);
  if (unwanted > 0) {
    chart.title = wanted_title(session, std::move(chart.title), all, from, to, whom);
    chart.notes.push_back(fmt::format("Left out: {} of another certainty.",
                                      counted(unwanted, "difference", "differences")));
  }
  chart.sources = chart_sources(session, sources_of_all(all));
  return chart;
}

std::string difference_subtitle(const Differences& all, Day from, Day to) {
  Lines lines;
  for (const Difference& d : all.lines) lines.push_back(&d);
  const auto count = counts(lines);
  std::string text = fmt::format("{} compared with {}.", to_string(to), to_string(from));
  if (const std::string sure = summary(count, Certainty::certain); !sure.empty())
    text += " " + sure + ".";
  if (const std::string possible = summary(count, Certainty::possible); !possible.empty())
    text += " Possibly also: " + possible + ".";
  return text;
}

std::string not_drawn_text(const Lines& lines) {
  const auto count = counts(lines);
  const std::string sure = summary(count, Certainty::certain),
                    possible = summary(count, Certainty::possible);
  if (sure.empty() && possible.empty()) return {};
  return fmt::format("Not drawn: {}{}{}.", sure, sure.empty() || possible.empty() ? "" : "; ",
                     possible.empty() ? "" : "possibly " + possible);
}

}  // namespace reorg::cli
