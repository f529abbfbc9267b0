#include "graphviz/structure_chart.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include <fmt/format.h>

#include "core/query/units.hpp"
#include "graphviz/cut.hpp"

namespace reorg::charts {
namespace {

constexpr std::size_t most_heads = 4;

// A language as it is typed, as names have it.
std::string_view tag(std::string_view language) { return language == "zh" ? "zh-Hans" : language; }

std::string native_name(const Scene& scene, EntityId id, const Shown& shown) {
  if (shown.languages.empty()) return scene.native_name(id);
  if (shown.languages.size() < 2) return {};
  std::string other = scene.name_in(id, tag(shown.languages[1]));
  return other == main_name(scene, id, shown) ? std::string() : other;
}

// Whether the name says what sort it is: "Weixin Group", a business group.
bool says(const std::string& name, const std::string& sort) {
  const std::string word = sort.substr(sort.find_last_of(' ') + 1);
  const auto same = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) ==
           std::tolower(static_cast<unsigned char>(b));
  };
  return std::search(name.begin(), name.end(), word.begin(), word.end(), same) != name.end();
}

std::string sort_worth_saying(const Scene& scene, EntityId id, const std::string& name) {
  const std::string sort = scene.sort(id);
  return sort == "unit" || sort == "organization" || says(name, sort) ? std::string() : sort;
}

std::string life_note(Life life) {
  if (life == Life::not_yet) return "not founded yet";
  if (life == Life::no_longer) return "no longer existing";
  return life == Life::perhaps ? "possibly existing" : "";
}

std::string role_of(const Scene& scene, const OverseerRow& r) {
  std::string role;
  if (r.post != EntityId::none) role = scene.name(r.post);
  if (!r.role.empty() && r.role != role) role += (role.empty() ? "" : ", ") + r.role;
  if (role.empty() && r.capacity != "head") role = r.capacity;
  return role;
}

// The same person in several places at the top of one organization is told once, unless only the
// first of them is doubtful.
void add_head(std::vector<Head>& heads, std::vector<EntityId>& people, EntityId person, Head head) {
  const auto at = std::ranges::find(people, person);
  Head* const known = person == EntityId::none || at == people.end()
                          ? nullptr
                          : &heads[static_cast<std::size_t>(at - people.begin())];
  if (known == nullptr || known->certainty < head.certainty) {
    heads.push_back(std::move(head));
    people.push_back(person);
    return;
  }
  if (known->certainty > head.certainty) return;
  if (!head.role.empty() && head.role != known->role)
    known->role += (known->role.empty() ? "" : ", ") + head.role;
}

std::vector<Head> heads_of(const Scene& scene, std::span<const OverseerRow> rows,
                           const Shown& shown) {
  std::vector<Head> heads;
  std::vector<EntityId> people;
  for (const OverseerRow& r : rows) add_head(heads, people, r.person, head_of(scene, r, shown));
  if (heads.size() > most_heads) {
    Head rest;
    rest.name = fmt::format("and {} more", heads.size() - most_heads + 1);
    heads.resize(most_heads - 1);
    heads.push_back(std::move(rest));
  }
  return heads;
}

// The nodes of one sort, and whatever they hang from.
std::vector<Node> of_sort(const Scene& scene, std::span<const Node> tree, const std::string& only) {
  const SortAsked sort(only);
  std::vector<Node> kept;
  int needed = 0;  // the depth whose ancestors are still to be kept
  for (std::size_t i = tree.size(); i-- > 0;) {
    const Node& n = tree[i];
    const bool fits = n.depth == 0 || !sort.days(scene, n.organization).empty();
    if (!fits && n.depth >= needed) continue;
    kept.push_back(n);
    needed = n.depth;
  }
  std::ranges::reverse(kept);
  return kept;
}

class StructureChart {
 public:
  StructureChart(const Scene& scene, std::span<const Node> tree, const Shown& shown)
      : scene_(scene), tree_(tree), shown_(shown) {}

  Chart make() {
    std::vector<Leveled> levels;
    for (const Node& n : tree_)
      levels.push_back({n.depth, n.repeated, shown_.highlighted.contains(n.organization)});
    for (const Drawn& d : cut(levels, shown_)) {
      const Node& n = tree_[d.place];
      Card c = card(n);
      c.hidden = hidden_words(d, "unit", "units");
      chart_.cards.push_back({std::move(c), n.depth});
    }
    return std::move(chart_);
  }

 private:
  Card card(const Node& n) {
    Card c = organization_card(scene_, n.organization, n.overseers, shown_);
    c.dotted = n.line != nullptr && n.line->dotted;
    if (n.certainty != Certainty::certain) c.certainty = Certainty::possible;
    if (c.dotted) c.note = "dotted line";
    if (n.repeated) {
      c.id += fmt::format(".{}", ++repeats_);  // no key has a point
      c.heads.clear();
      c.note = "shown elsewhere too";
      c.address = "#" + scene_.entity(n.organization).key;
    }
    return c;
  }

  const Scene& scene_;
  std::span<const Node> tree_;
  const Shown& shown_;
  int repeats_ = 0;
  Chart chart_;
};

std::string tooltip(const Card& c) {
  std::string text = c.name;
  if (!c.native.empty()) text += " " + c.native;
  if (!c.sort.empty()) text += " (" + c.sort + ")";
  for (const Head& h : c.heads) {
    if (h.name.empty()) continue;
    text += "; " + h.name + (h.role.empty() ? "" : ", " + h.role);
    if (!h.since.empty()) text += ", " + h.since;
    if (h.certainty != Certainty::certain) text += " (possibly)";
  }
  return text;
}

}  // namespace

std::string main_name(const Scene& scene, EntityId id, const Shown& shown) {
  if (!shown.languages.empty()) {
    std::string name = scene.name_in(id, tag(shown.languages.front()));
    if (!name.empty()) return name;
  }
  return scene.name(id);
}

std::string since_words(const Bound& from) {
  if (from.basis == Basis::lifetime || from.latest == after_all || from.latest == before_all)
    return {};
  const std::string doubt = from.uncertain ? " (uncertain)" : "";
  if (from.earliest == from.latest) return "since " + to_string(from.earliest) + doubt;
  if (!from.edtf.empty() && from.edtf.front() != '[') {
    const bool about = from.edtf.back() == '~';
    return (about ? "since about " + from.edtf.substr(0, from.edtf.size() - 1)
                  : "since " + from.edtf) +
           doubt;
  }
  // What was merely seen began at any time before; what has a set of days, on one of them.
  const bool any_before = from.edtf.empty() || from.edtf.starts_with("[..");
  if (any_before || from.earliest == before_all)
    return fmt::format("since {} or before", to_string(from.latest));
  return fmt::format("since some day from {} to {}", to_string(from.earliest),
                     to_string(from.latest));
}

Head head_of(const Scene& scene, const OverseerRow& r, const Shown& shown) {
  Head h;
  if (r.person != EntityId::none) {
    h.name = main_name(scene, r.person, shown);
    h.native = native_name(scene, r.person, shown);
  }
  h.role = role_of(scene, r);
  h.since = r.projected ? "as announced" : since_words(r.since);
  h.vacant = r.vacant;
  h.acting = r.acting && h.role.find("acting") == std::string::npos;
  h.certainty = r.certainty;
  return h;
}

Card organization_card(const Scene& scene, EntityId organization,
                       std::span<const OverseerRow> heads, const Shown& shown) {
  Card c;
  c.id = scene.entity(organization).key;
  c.name = main_name(scene, organization, shown);
  c.native = native_name(scene, organization, shown);
  c.acronym = scene.acronym(organization);
  c.sort = sort_worth_saying(scene, organization, c.name);
  const Life life = scene.life(organization);
  c.note = life_note(life);
  if (life == Life::perhaps) c.certainty = Certainty::possible;
  if (shown.people) c.heads = heads_of(scene, heads, shown);
  c.highlighted = shown.highlighted.contains(organization);
  c.tooltip = tooltip(c);
  return c;
}

Chart structure_chart(const Scene& scene, std::span<const Node> tree, const Shown& shown) {
  if (shown.only.empty()) return StructureChart(scene, tree, shown).make();
  const std::vector<Node> kept = of_sort(scene, tree, shown.only);
  return StructureChart(scene, kept, shown).make();
}

}  // namespace reorg::charts
