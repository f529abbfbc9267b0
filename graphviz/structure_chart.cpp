#include "graphviz/structure_chart.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include <fmt/format.h>

#include "core/query/units.hpp"

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

std::string count_text(std::size_t n, std::string_view what) {
  return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s");
}

// How many of these each is with all below it, without repeats; and who has nothing below.
class Extent {
 public:
  explicit Extent(std::span<const Node> nodes) : nodes_(nodes), end_(nodes.size()) {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      while (!open.empty() && nodes[open.back()].depth >= nodes[i].depth) {
        end_[open.back()] = i;
        open.pop_back();
      }
      open.push_back(i);
    }
    for (const std::size_t i : open) end_[i] = nodes.size();
  }
  std::size_t end(std::size_t i) const { return end_[i]; }
  bool is_leaf(std::size_t i) const { return end_[i] == i + 1; }
  // It and all below.
  std::size_t with_below(std::size_t i) const {
    return static_cast<std::size_t>(
        std::ranges::count(nodes_.subspan(i, end_[i] - i), false, &Node::repeated));
  }

 private:
  std::span<const Node> nodes_;
  std::vector<std::size_t> end_;
};

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
      : scene_(scene), tree_(tree), extent_(tree), shown_(shown), wanted_(wanted(tree, shown)) {}

  Chart make() {
    const auto roots = std::ranges::count(tree_, 0, &Node::depth);
    first_level_ = roots == 1 ? 1 : 0;
    for (std::size_t i = 0; i < tree_.size();) i = add(i);
    return std::move(chart_);
  }

 private:
  // Adds one with all below it; the place after them.
  std::size_t add(std::size_t i) {
    const Node& n = tree_[i];
    const std::size_t end = extent_.end(i);
    const std::size_t at = chart_.cards.size();
    if (n.depth <= first_level_) cut_ = n.depth == first_level_ ? cut_of(i, end) : shown_.depth;
    const bool is_cut = n.depth >= cut_;
    chart_.cards.push_back({card(n), n.depth});
    std::size_t side_by_side = 0, hidden = 0;
    for (std::size_t child = i + 1; child < end;) {
      const bool counts = n.depth >= first_level_ && ends_here(child);
      const bool is_hidden = is_cut || (counts && ++side_by_side > shown_.collapse_over);
      if (is_hidden && !wanted_[child]) {
        hidden += extent_.with_below(child);
        child = extent_.end(child);
      } else {
        child = add(child);
      }
    }
    const bool shows_some = chart_.cards.size() > at + 1;
    if (hidden > 0) {
      chart_.cards[at].card.hidden =
          "+ " + count_text(hidden, shows_some ? "more unit" : "unit") + (is_cut ? " below" : "");
    }
    return end;
  }

  // Nothing is drawn below it, and nobody asked for it.
  bool ends_here(std::size_t i) const {
    return (extent_.is_leaf(i) || tree_[i].depth >= cut_) && !wanted_[i];
  }

  // Which are highlighted or lead to one that is: they are drawn whatever else is not.
  static std::vector<bool> wanted(std::span<const Node> tree, const Shown& shown) {
    std::vector<bool> all(tree.size());
    int needed = 0;  // the depth whose ancestors are still to be marked
    for (std::size_t i = tree.size(); i-- > 0;) {
      const bool leads = tree[i].depth < needed;
      all[i] = leads || shown.highlighted.contains(tree[i].organization);
      if (all[i]) needed = tree[i].depth;
    }
    return all;
  }

  // The deepest level to which a column may be drawn.
  int cut_of(std::size_t first, std::size_t end) const {
    std::vector<std::size_t> at_depth;
    for (std::size_t i = first; i < end; ++i) {
      const auto level = static_cast<std::size_t>(tree_[i].depth - first_level_);
      at_depth.resize(std::max(at_depth.size(), level + 1));
      ++at_depth[level];
    }
    std::size_t cards = 0;
    for (std::size_t level = 0; level < at_depth.size(); ++level) {
      cards += at_depth[level];
      const int depth = first_level_ + static_cast<int>(level);
      if (depth >= shown_.depth) break;
      if (level > 1 && cards > shown_.most_in_column) return depth - 1;
    }
    return shown_.depth;
  }

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
  Extent extent_;
  const Shown& shown_;
  std::vector<bool> wanted_;  // beside tree_
  int first_level_ = 1;
  int cut_ = any_number;  // of the column that is being added
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
