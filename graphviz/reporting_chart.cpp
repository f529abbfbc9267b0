#include "graphviz/reporting_chart.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "graphviz/cut.hpp"

namespace reorg::charts {
namespace {

constexpr std::size_t most_jobs = 3, most_jobs_of_one_asked_about = 8;

void add_words(std::string& to, std::string_view joint, const std::string& words) {
  to += (to.empty() || words.empty() ? "" : std::string(joint)) + words;
}

// A reporter with its place in the chart.
struct Placed {
  const Reporter* reporter = nullptr;
  int depth = 0;
  EntityId named = EntityId::none;  // whom it stands below, when its place does not tell
};

class PeopleCards {
 public:
  // `home`: the organization on top, whose name need not be repeated; none: each job tells where.
  PeopleCards(const Scene& scene, const Shown& shown, EntityId home)
      : scene_(scene), shown_(shown), home_(home) {}

  Card card(const Reporter& r, EntityId named) const {
    Card c = organization_card(scene_, r.who, {}, shown_);
    c.sort.clear();
    c.heads = scene_.entity(r.who).kind == EntityKind::person ? jobs(r, most_jobs)
                                                              : std::vector{holder(r)};
    if (r.certainty != Certainty::certain) c.certainty = Certainty::possible;
    c.suggested = r.by == LineBy::structure || (r.by == LineBy::nobody && home_ != EntityId::none);
    c.note = note(r, named);
    c.tooltip = tooltip(r, c);
    return c;
  }

  // What somebody does, at most so many lines.
  std::vector<Head> jobs(const Reporter& r, std::size_t most) const {
    std::vector<Head> heads;
    for (const ReportingJob& j : r.jobs) {
      Head h = job(j);
      const auto same = std::ranges::find(heads, h.name, &Head::name);
      if (same == heads.end())
        heads.push_back(std::move(h));
      else if (same->role.find(h.role) == std::string::npos)
        add_words(same->role, ", ", h.role);
    }
    if (heads.size() > most) {
      Head rest;
      rest.name = fmt::format("and {} more", heads.size() - most + 1);
      heads.resize(most - 1);
      heads.push_back(std::move(rest));
    }
    return heads;
  }

 private:
  std::string name(EntityId id) const { return main_name(scene_, id, shown_); }

  std::string role(const ReportingJob& j) const {
    std::string role = j.post == EntityId::none ? "" : name(j.post);
    if (j.spell != nullptr && j.spell->role != role) add_words(role, ", ", j.spell->role);
    if (role.empty()) role = j.capacity == "above" ? "above the head" : j.capacity;
    const bool acting = j.spell != nullptr && j.spell->acting;
    return acting && role.find("acting") == std::string::npos ? "acting " + role : role;
  }

  // "Alibaba Cloud" / "president · since 2018-11-26"; in the home organization the role alone.
  Head job(const ReportingJob& j) const {
    Head h;
    const bool at_home = j.organization == home_ || j.organization == EntityId::none;
    h.name = at_home ? role(j) : name(j.organization);
    if (!at_home) h.role = role(j);
    if (j.spell != nullptr) {
      h.since = scene_.as_of().is_projected(j.spell->from.latest) ? "as announced"
                                                                  : since_words(j.spell->since);
    }
    h.certainty = j.certainty;
    return h;
  }

  // Of a post: that nobody holds it, or nobody is known to.
  Head holder(const Reporter& r) const {
    Head h;
    h.vacant = r.vacant;
    if (!r.jobs.empty() && r.jobs.front().organization != home_ &&
        r.jobs.front().organization != EntityId::none)
      h.role = name(r.jobs.front().organization);
    return h;
  }

  std::string note(const Reporter& r, EntityId named) const {
    std::string text;
    if (named != EntityId::none) text = "to " + name(named);
    for (const OtherLine& o : r.others) {
      std::string line = o.by == LineBy::structure ? "or to " + name(o.to)
                         : o.dotted                ? "dotted line to " + name(o.to)
                         : r.by == LineBy::nobody  ? "reports to " + name(o.to)
                                                   : "also reports to " + name(o.to);
      if (o.certainty != Certainty::certain) line += " (possibly)";
      add_words(text, " · ", line);
    }
    if (text.empty() && r.by == LineBy::nobody && r.to == EntityId::none && home_ != EntityId::none)
      text = "below whom is not recorded";
    if (r.closes_loop) add_words(text, " · ", "the lines come round in a circle");
    return text;
  }

  std::string tooltip(const Reporter& r, const Card& c) const {
    std::string text = c.name;
    add_words(text, " ", c.native);
    for (const Head& h : c.heads) {
      if (h.vacant) add_words(text, ", ", "vacant");
      add_words(text, "; ", h.name);
      add_words(text, ", ", h.role);
      add_words(text, ", ", h.since);
      if (h.certainty != Certainty::certain) text += " (possibly)";
    }
    if (r.by == LineBy::statement) {
      text += "; reports to " + name(r.to);
      add_words(text, ", ", since_words(r.line->from));
    }
    if (r.by == LineBy::structure)
      text += "; by the structure alone below " + name(r.to) + ", stated by nobody";
    if (r.by != LineBy::nobody && r.certainty != Certainty::certain) text += " (possibly)";
    return text;
  }

  const Scene& scene_;
  const Shown& shown_;
  EntityId home_;
};

std::vector<OverseerRow> on_top(const Scene& scene, EntityId organization) {
  std::vector<OverseerRow> rows = direct_overseers(scene, organization);
  std::erase_if(rows, [](const OverseerRow& r) {
    const bool nobody = r.person == EntityId::none && !r.vacant;
    return nobody || r.dotted || (r.capacity != "head" && r.capacity != "chair");
  });
  return rows;
}

// Everybody but those on the organization's own card.
std::vector<Placed> placed(std::span<const Reporter> people, std::span<const OverseerRow> top) {
  std::set<EntityId> told;
  for (const OverseerRow& r : top) told.insert(r.person);
  const EntityId first = top.empty() ? EntityId::none : top.front().person;
  std::vector<Placed> result;
  std::vector<int> depths;  // of those above, by their depth in the tree; 0: on the card
  for (const Reporter& r : people) {
    depths.resize(static_cast<std::size_t>(r.depth));
    const int above = depths.empty() ? 0 : depths.back();
    const bool on_card = above == 0 && told.contains(r.who);
    depths.push_back(on_card ? 0 : above + 1);
    if (on_card) continue;
    const bool unclear = above == 0 && r.to != first;
    result.push_back({&r, depths.back(), unclear ? r.to : EntityId::none});
  }
  return result;
}

void add_people(Chart& chart, const PeopleCards& cards, std::span<const Placed> people,
                std::span<const Drawn> drawn, std::size_t first, std::set<std::string>& ids) {
  for (const Drawn& d : drawn) {
    if (d.place < first || d.place >= first + people.size()) continue;
    const Placed& p = people[d.place - first];
    Card c = cards.card(*p.reporter, p.named);
    c.hidden = hidden_words(d, "person", "people");
    const std::string key = c.id;
    for (int n = 2; !ids.insert(c.id).second; ++n)  // in another organization too
      c.id = fmt::format("{}.{}", key, n);          // no key has a point
    chart.cards.push_back({std::move(c), p.depth});
  }
}

}  // namespace

Chart reporting_chart(const Scene& scene, std::span<const ReportingPart> parts,
                      const Shown& shown) {
  std::vector<std::vector<OverseerRow>> tops;
  std::vector<std::vector<Placed>> people;
  std::vector<Leveled> levels;
  for (const ReportingPart& part : parts) {
    tops.push_back(on_top(scene, part.organization));
    people.push_back(placed(part.people, tops.back()));
    levels.push_back({});
    for (const Placed& p : people.back())
      levels.push_back({p.depth, false, shown.highlighted.contains(p.reporter->who)});
  }
  Chart chart;
  chart.card_word = "person";
  std::set<std::string> ids;
  const std::vector<Drawn> drawn = cut(levels, shown);
  std::size_t at = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const EntityId home = parts[i].organization;
    Card root = organization_card(scene, home, tops[i], shown);
    for (const Drawn& d : drawn) {
      if (d.place == at) root.hidden = hidden_words(d, "person", "people");
    }
    ids.insert(root.id);
    chart.cards.push_back({std::move(root), 0});
    add_people(chart, PeopleCards(scene, shown, home), people[i], drawn, at + 1, ids);
    at += 1 + people[i].size();
  }
  return chart;
}

Chart reporting_chart_around(const Scene& scene, std::span<const Reporter> above,
                             std::span<const Reporter> below, const Shown& shown) {
  const PeopleCards cards(scene, shown, EntityId::none);
  Chart chart;
  chart.card_word = "person";
  for (const Reporter& r : above) chart.above.push_back(cards.card(r, EntityId::none));
  std::vector<Placed> people;
  std::vector<Leveled> levels;
  for (const Reporter& r : below) {
    people.push_back({&r, r.depth, EntityId::none});
    levels.push_back({r.depth, false, shown.highlighted.contains(r.who)});
  }
  std::set<std::string> ids;
  for (const Card& c : chart.above) ids.insert(c.id);
  add_people(chart, cards, people, cut(levels, shown), 0, ids);
  if (!below.empty())
    chart.cards.front().card.heads = cards.jobs(below.front(), most_jobs_of_one_asked_about);
  return chart;
}

}  // namespace reorg::charts
