#include "core/check/screening.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "core/names/fold.hpp"
#include "core/query/shares.hpp"

namespace reorg {
namespace {

using Kind = StatementKind;
using image::Qualifier;
using image::ValueRecord;

constexpr std::array relations{Kind::part_of,    Kind::oversees,  Kind::holds, Kind::post_in,
                               Kind::reports_to, Kind::member_of, Kind::owns};
static_assert(relations.size() == relation_kinds);

enum class Interest : std::uint8_t { other, shares, votes };  // of a direct stake

// What the rules ask of a qualifier, worked out once.
struct Marked {
  bool seen = false;
  Kind kind = Kind::note;
  std::uint16_t flags = 0;
  bool is_head = false;
  Interest interest = Interest::other;
  double least = 0;  // per cent
  Vertex capacity = no_vertex;
  image::TextRef aspect = 0;

  bool has(image::Flag f) const { return (flags & f) != 0; }
};

// A Literal, as far as it is looked at.
struct Row {
  const Marked& marked;
  Vertex subject = 0, object = 0;  // 0: none
  Day from, until;                 // as in Literal
  Day known;
  bool has_source = false;

  bool always() const { return marked.has(image::always); }
  bool ends() const { return !always() && until != after_all; }
  bool begins() const { return !always() && from != before_all; }
};

// Days of which somebody is certainly there.
struct Sitting {
  Vertex who = 0;
  Day first, before;
};

// Whether two of them who are not the same are there on one day.
bool any_two_meet(std::vector<Sitting>& line) {
  std::ranges::sort(line, {}, &Sitting::first);
  Vertex last = no_vertex;  // who stays longest of those so far
  Day until = before_all, until_of_others = before_all;
  for (const Sitting& s : line) {
    if (s.first < (s.who == last ? until_of_others : until)) return true;
    if (s.who == last) {
      until = std::max(until, s.before);
    } else if (s.before > until) {
      until_of_others = until;
      until = s.before;
      last = s.who;
    } else {
      until_of_others = std::max(until_of_others, s.before);
    }
  }
  return false;
}

// Whether more than `seats` different ones are there on one day.
bool is_crowded(std::vector<Sitting>& line, unsigned seats) {
  std::ranges::sort(line, {}, &Sitting::first);
  std::vector<Sitting> in;
  for (const Sitting& s : line) {
    std::erase_if(in, [&](const Sitting& t) { return t.before <= s.first; });
    const auto again = std::ranges::find(in, s.who, &Sitting::who);
    if (again != in.end()) {
      again->before = std::max(again->before, s.before);
      continue;
    }
    in.push_back(s);
    if (in.size() > seats) return true;
  }
  return false;
}

struct Life {
  Day first = before_all, last = after_all;  // [first, last), at the widest
};

}  // namespace

// The pass, and what only it needs.
class Screening::Looking {
 public:
  Looking(Screening& to, const DossierSource& source, const Asked& asked)
      : to_(to), image_(to.image_), graph_(image_.graph()), asked_(asked) {
    const std::size_t size = image_.vertex_count();
    to_.suspect_.resize(size);
    to_.spoken_.resize(size);
    to_.bare_.resize(size);
    used_.resize(size);
    lives_.resize(size);
    alive_.resize(size);
    one_table_ = source.tables().size() <= 1;
    for (const EntityId id : source.told_otherwise()) suspect(image_.vertex_of(id));
  }

  void look() {
    image_.advise_scan();
    find_lives();
    values();
    for (const Kind kind : relations) edges(kind);
    if (is_on("cycle")) {
      loops(Kind::part_of);
      loops(Kind::reports_to);
    }
    organizations_and_posts();
    if (is_on("never-used")) {
      for (Vertex v = 1; v < used_.size(); ++v) {
        if (used_[v] == 0) suspect(v);
      }
    }
  }

 private:
  bool is_on(std::string_view rule) const { return !asked_.off.contains(rule); }
  void suspect(Vertex v) {
    if (v != no_vertex) to_.suspect_[v] = 1;
  }
  bool in_scope(Vertex v) const {
    return v != 0 && v != no_vertex &&
           (!asked_.scope.is_limited() || asked_.scope.has(graph_.entity_of(v)));
  }
  // As Facts::speaks_for has it; no_vertex: nobody in scope.
  Vertex speaker(const Row& r) const {
    for (const Vertex v : {r.subject, r.object, r.marked.capacity})
      if (in_scope(v)) return v;
    return no_vertex;
  }

  const Marked& marked(std::uint32_t qualifier) {
    if (qualifier < marked_.size() && marked_[qualifier].seen) return marked_[qualifier];
    const Qualifier& q = image_.qualifier(qualifier);
    if (qualifier >= marked_.size()) marked_.resize(2 * std::size_t{qualifier} + 64);
    Marked& m = marked_[qualifier];
    m.seen = true;
    m.kind = static_cast<Kind>(q.kind);
    m.flags = q.flags;
    m.aspect = q.aspect;
    m.is_head = m.kind == Kind::oversees && image_.text(q.aspect) == "head";
    if (q.capacity_of != EntityId::none) m.capacity = image_.vertex_of(q.capacity_of);
    if (m.kind == Kind::owns && image_.text(q.role) != "indirect") {
      const std::string_view aspect = image_.text(q.aspect);
      m.interest = aspect == "shares"  ? Interest::shares
                   : aspect == "votes" ? Interest::votes
                                       : Interest::other;
      if (const auto share = parse_share(image_.text(q.value))) m.least = share->low;
    }
    return m;
  }

  // -- how long everybody lives ------------------------------------------------------------------

  void find_lives() {
    for (Vertex v = 1; v < image_.vertex_count(); ++v) {
      for (const ValueRecord& r : image_.values_of(v)) {
        if (image_.kind_of(r) != Kind::existence) continue;
        if (Image::is_literal(r)) {
          widen(v, {Day{r.from}, Day{r.until}});
          continue;
        }
        const Spell s = image_.value_spell(v, r);
        if (s.standing != Standing::outranked && !s.undated)
          widen(v, {s.from.earliest, s.until.latest});
      }
    }
    posts_live_in_their_organizations();
  }

  void widen(Vertex v, const Life& life) {
    Life& known = lives_[v];
    known = alive_[v] == 0
                ? life
                : Life{std::min(known.first, life.first), std::max(known.last, life.last)};
    alive_[v] = 1;
  }

  void posts_live_in_their_organizations() {
    const std::vector<std::uint8_t> by_itself = alive_;
    const Rows& rows = graph_.out(Kind::post_in);
    for (Vertex v = 1; v < image_.vertex_count() && !rows.slots.empty(); ++v) {
      if (by_itself[v] != 0) continue;
      for (const Slot& s : rows[v]) {
        if (by_itself[s.other] != 0) widen(v, lives_[s.other]);
      }
    }
  }

  bool is_outside(Day d, Vertex v) const {
    return v != no_vertex && (d < lives_[v].first || d >= lives_[v].last);
  }

  // -- each row ----------------------------------------------------------------------------------

  void values() {
    for (Vertex v = 1; v < image_.vertex_count(); ++v) {
      tell(v);
      bool since_ever = false;
      for (const ValueRecord& r : image_.values_of(v)) {
        if (!Image::is_literal(r)) {
          suspect(v);
          continue;
        }
        const Row row{marked(r.qualifier), v, 0, Day{r.from}, Day{r.until}, Day{r.known},
                      r.source != 0};
        look_at(row);
        // Two tables may tell one end of what began nobody knows when: one claim, two rows.
        const bool again = row.ends() && !row.begins() && std::exchange(since_ever, true);
        if (again) suspect(v);
      }
      if (is_on("folded-alike")) names(v);
    }
  }

  void edges(Kind kind) {
    const Rows& rows = graph_.out(kind);
    if (rows.slots.empty()) return;
    for (Vertex v = 1; v < image_.vertex_count(); ++v) {
      tell(v);
      const std::span<const Slot> row = rows[v];
      for (const Slot& s : row) {
        const image::EdgeRecord& record = image_.record_of_edge(s.id);
        if (!Image::is_literal(record)) {
          suspect(v);
          suspect(s.other);
          continue;
        }
        const Row told{marked(record.qualifier),
                       v,
                       s.other,
                       graph_.days(s).from_earliest,
                       graph_.days(s).until_latest,
                       Day{record.known},
                       record.source != 0};
        look_at(told);
        if (told.always())
          stays_behind(told);
        else if (!told.begins() && told.ends())
          ends_again(told, s, row);
      }
    }
  }

  void look_at(const Row& r) {
    if (!r.always()) used_[r.subject] = 1;
    used_[r.object] = 1;
    const Vertex by = speaker(r);
    if (by == no_vertex) return;
    ++to_.spoken_[by];
    if (!r.has_source && !r.always() && is_on("no-source")) {
      ++to_.bare_[by];
      if (!one_table_) {
        suspect(by);
        suspect(r.object == 0 ? r.subject : r.object);
      }
    }
    if (lies_ahead(r) || lies_outside(r)) suspect(by);
  }

  bool lies_ahead(const Row& r) const {
    const Day today = asked_.days.today;
    return !r.always() && ((r.known > today && !r.marked.has(image::known_assumed)) ||
                           (r.begins() && r.from > today) || (r.ends() && r.until > today));
  }

  bool lies_outside(const Row& r) const {
    const bool of_itself = r.marked.kind == Kind::existence || r.marked.kind == Kind::note;
    if (of_itself || r.always()) return false;
    return std::ranges::any_of(std::array{r.subject, r.object, r.marked.capacity}, [&](Vertex v) {
      return (r.begins() && is_outside(r.from, v)) || (r.ends() && is_outside(r.until - 1, v));
    });
  }

  // The place of a child ended with its parent, for that of a row without days is its life.
  void stays_behind(const Row& r) {
    const bool place = r.marked.kind == Kind::part_of || r.marked.kind == Kind::post_in;
    if (!place || r.until == after_all) return;
    if (alive_[r.subject] == 0 || lives_[r.subject].last > r.until) suspect(r.subject);
  }

  // What ended, begun nobody knows when, ended already within a year; or is told so twice.
  void ends_again(const Row& r, const Slot& self, std::span<const Slot> row) {
    for (const Slot& s : row) {
      const Day other = graph_.days(s).until_latest;
      if (s.id != self.id && s.other == self.other && other != after_all && other <= r.until &&
          r.until - other <= 366)
        suspect(r.subject);
    }
  }

  // Two names of one type and language that are folded alike.
  void names(Vertex v) {
    if (to_.suspect_[v] != 0) return;
    const std::span<const ValueRecord> values = image_.values_of(v);
    for (auto a = values.begin(); a != values.end(); ++a) {
      const Marked& of_a = marked(a->qualifier);
      if (of_a.kind != Kind::name) continue;
      const image::TextRef aspect = of_a.aspect;
      for (auto b = std::next(a); b != values.end(); ++b) {
        const Marked& of_b = marked(b->qualifier);
        if (of_b.kind != Kind::name || of_b.aspect != aspect || b->value == a->value) continue;
        const std::string_view x = image_.text(a->value), y = image_.text(b->value);
        if (x != y && fold_name(x) == fold_name(y)) suspect(v);
      }
    }
  }

  // -- loops -------------------------------------------------------------------------------------

  // Whoever remains when all without a line up, or none down, are taken away, again and again.
  void loops(Kind kind) {
    const Rows &up = graph_.out(kind), &down = graph_.in(kind);
    if (up.slots.empty()) return;
    std::vector<std::uint32_t> ups(image_.vertex_count()), downs(image_.vertex_count());
    for (Vertex v = 1; v < ups.size(); ++v) {
      for (const Slot& s : up[v]) {
        if (!counts(s)) continue;
        ++ups[v];
        ++downs[s.other];
      }
    }
    std::vector<Vertex> ends;
    for (Vertex v = 1; v < ups.size(); ++v) {
      if (ups[v] == 0 || downs[v] == 0) ends.push_back(v);
    }
    while (!ends.empty()) {
      const Vertex v = ends.back();
      ends.pop_back();
      take_away(up[v], ups[v], downs, ups, ends);
      take_away(down[v], downs[v], ups, downs, ends);
    }
    for (Vertex v = 1; v < ups.size(); ++v) {
      if (ups[v] > 0) suspect(v);
    }
  }

  static bool counts(const Slot& s) { return !s.is(EdgeMark::dotted) && s.other != 0; }

  // All lines of one who ends them; `others` are counted at their far ends.
  static void take_away(std::span<const Slot> lines, std::uint32_t& mine,
                        std::vector<std::uint32_t>& others, const std::vector<std::uint32_t>& same,
                        std::vector<Vertex>& ends) {
    if (mine == 0) return;
    mine = 0;
    for (const Slot& s : lines) {
      if (!counts(s) || others[s.other] == 0) continue;
      if (--others[s.other] == 0 && same[s.other] > 0) ends.push_back(s.other);
    }
  }

  // -- seats -------------------------------------------------------------------------------------

  void organizations_and_posts() {
    for (Vertex v = 1; v < image_.vertex_count(); ++v) {
      tell(v);
      if (to_.suspect_[v] != 0) continue;
      const EntityKind kind = image_.kind_of(v);
      if (kind == EntityKind::organization) {
        if (is_on("two-heads") && has_two_heads(v)) suspect(v);
        if (is_on("shares-above-100") && has_too_many_shares(v)) suspect(v);
      }
      if (kind == EntityKind::post) post(v);
    }
  }

  static void add(std::vector<Sitting>& line, Vertex who, const EdgeDays& a, const EdgeDays& b) {
    const Sitting s{who, std::max(a.from_latest, b.from_latest),
                    std::min(a.until_earliest, b.until_earliest)};
    if (s.first < s.before) line.push_back(s);
  }

  bool has_two_heads(Vertex organization) {
    line_.clear();
    for (const Slot& s : graph_.in(Kind::oversees)[organization]) {
      if (s.is(EdgeMark::dotted) || s.is(EdgeMark::disputed)) continue;
      if (!marked(image_.record_of_edge(s.id).qualifier).is_head) continue;
      if (image_.kind_of(s.other) == EntityKind::person) {
        add(line_, s.other, graph_.days(s), graph_.days(s));
        continue;
      }
      for (const Slot& h : graph_.in(Kind::holds)[s.other]) {
        if (h.other != 0 && !h.is(EdgeMark::disputed))
          add(line_, h.other, graph_.days(h), graph_.days(s));
      }
    }
    return line_.size() > 1 && any_two_meet(line_);
  }

  bool has_too_many_shares(Vertex organization) {
    constexpr double limit = 100 + 1e-6 / 2;  // half of what the rule takes for rounding
    const std::span<const Slot> owners = graph_.in(Kind::owns)[organization];
    for (const Interest interest : {Interest::shares, Interest::votes}) {
      turns_.clear();
      double all = 0;
      for (const Slot& s : owners) {
        const Marked& m = marked(image_.record_of_edge(s.id).qualifier);
        const bool some_day = graph_.days(s).from_latest < graph_.days(s).until_earliest;
        if (m.interest != interest || m.least <= 0 || !some_day || s.is(EdgeMark::dotted)) continue;
        all += m.least;
        turns_.emplace_back(graph_.days(s).from_latest, m.least);
        turns_.emplace_back(graph_.days(s).until_earliest, -m.least);
      }
      if (all <= limit) continue;
      std::ranges::sort(turns_);  // on one day, ends come first
      double sum = 0;
      for (const auto& [day, share] : turns_) {
        sum += share;
        if (sum > limit) return true;
      }
    }
    return false;
  }

  void post(Vertex v) {
    const Entity e = image_.entity(v);
    if (e.seats == 0) return;
    const std::span<const Slot> holders = graph_.in(Kind::holds)[v];
    if (is_on("too-many-holders")) {
      line_.clear();
      for (const Slot& s : holders) add(line_, s.other, graph_.days(s), graph_.days(s));
      if (line_.size() > e.seats && is_crowded(line_, e.seats)) suspect(v);
    }
    if (is_on("unfilled-post")) unfilled(v, holders);
  }

  void unfilled(Vertex v, std::span<const Slot> holders) {
    constexpr int at_least = 366;  // as the rule has it
    std::vector<Stretch> line;
    for (const Slot& s : holders) {
      if (s.other == 0) continue;
      line.push_back(stretch_of(image_.edge_spell(s.other, v, s)));
      line.back().certainty = Certainty::certain;
    }
    for (const Gap& gap : gaps(line)) {
      const Day first = std::max(gap.first, lives_[v].first);
      const Day last = std::min({gap.last, asked_.days.today, lives_[v].last});
      if (gap.certainty == Certainty::certain && last - first + 1 >= at_least) suspect(v);
    }
  }

  // ----

  void tell(Vertex v) {
    constexpr Vertex often = 0xffff;
    if ((v & often) == 0 && asked_.alive) asked_.alive();
  }

  Screening& to_;
  const Image& image_;
  const OrgGraph& graph_;
  const Asked& asked_;
  bool one_table_ = false;
  std::vector<Marked> marked_;       // by qualifier
  std::vector<std::uint8_t> used_;   // something is told of it
  std::vector<std::uint8_t> alive_;  // its life is known
  std::vector<Life> lives_;
  std::vector<Sitting> line_;  // of one seat
  std::vector<std::pair<Day, double>> turns_;
};

Screening::Screening(const Image& image, const DossierSource& source, const Asked& asked)
    : image_(image), scope_(asked.scope) {
  Looking(*this, source, asked).look();
}

bool Screening::is_suspect(EntityId id) const {
  const Vertex v = image_.vertex_of(id);
  return v == no_vertex || suspect_[v] != 0;
}

Screening::Picked Screening::pick(std::span<const EntityId> portion) const {
  const auto is_bare = [&](EntityId id) {
    const Vertex v = image_.vertex_of(id);
    return v != no_vertex && bare_[v] > 0;
  };
  std::vector<EntityId> first;
  if (std::ranges::any_of(portion, is_bare)) first = first_without_source(portion);
  Picked picked;
  for (const EntityId id : portion) {
    if (is_suspect(id) || std::ranges::find(first, id) != first.end()) {
      picked.suspects.push_back(id);
      continue;
    }
    picked.statements += spoken_[image_.vertex_of(id)];
    picked.without_source += bare_[image_.vertex_of(id)];
  }
  return picked;
}

namespace {

// Values of an entity, and relations in which it stands on either side.
template <class Take>
void each_literal(const Image& image, Vertex v, Take take) {
  for (const ValueRecord& r : image.values_of(v)) {
    if (Image::is_literal(r)) take(image.value_literal(v, r));
  }
  for (std::size_t k = 0; k < relation_kinds; ++k) {
    for (const Rows* rows : {&image.graph().out_rows.at(k), &image.graph().in_rows.at(k)}) {
      for (const Slot& s : (*rows)[v]) {
        if (Image::is_literal(image.record_of_edge(s.id))) take(image.edge_literal(s.id));
      }
    }
  }
}

}  // namespace

// The rule tells the first of a portion's rows without a source, and counts the rest: whoever
// speaks for it, and whoever has it at home. A dossier has rows by their homes first, then by their
// subjects, each by number.
std::vector<EntityId> Screening::first_without_source(std::span<const EntityId> portion) const {
  const std::unordered_set<EntityId> here(portion.begin(), portion.end());
  struct First {
    std::uint32_t id = 0;
    EntityId speaker = EntityId::none, home = EntityId::none;
  };
  std::array<std::optional<First>, 3> found;
  const auto consider = [&](const Literal& l) {
    if (l.source != SourceId::none || l.always) return;
    const std::array named{l.subject, l.object, l.capacity_of};
    const auto speaker = std::ranges::find_if(named, [&](EntityId e) { return scope_.has(e); });
    if (speaker == named.end() || !here.contains(*speaker)) return;
    const EntityId home = l.object == EntityId::none ? l.subject : l.object;
    const std::size_t way = here.contains(home) ? 0 : here.contains(l.subject) ? 1 : 2;
    if (!found.at(way) || l.id < found.at(way)->id) found.at(way) = First{l.id, *speaker, home};
  };
  for (const EntityId id : portion) {
    const Vertex v = image_.vertex_of(id);
    if (v != no_vertex) each_literal(image_, v, consider);
  }
  for (const auto& first : found) {
    if (first) return {first->speaker, first->home};
  }
  return {portion.begin(), portion.end()};
}

namespace {

// Of spells of one subject and kind: as Facts has them.
auto place(const Spell& s) {
  return std::tie(s.object, s.capacity_of, s.aspect, s.value, s.from.earliest, s.from.latest,
                  s.until.earliest, s.role);
}
auto place(const Literal& l) { return std::tie(l.aspect, l.value, l.from, l.until); }

Day beginning(const Literal& l) { return l.from == before_all && !l.always ? l.until - 1 : l.from; }

}  // namespace

EntityId Screening::organization_of(Vertex post) const {
  for (const Kind kind : {Kind::post_in, Kind::oversees}) {
    std::vector<Spell> spells;
    for (const Slot& s : image_.graph().out(kind)[post])
      spells.push_back(image_.edge_spell(post, s.other, s));
    const auto last = std::ranges::max_element(spells, [](const Spell& a, const Spell& b) {
      return std::pair(beginning(a), place(a)) < std::pair(beginning(b), place(b));
    });
    if (last != spells.end()) return last->object;
  }
  return EntityId::none;
}

void Screening::gather_names(EntityId id, CheckMaterial& all) const {
  const Vertex v = image_.vertex_of(id);
  std::vector<Literal> names;
  for (const ValueRecord& r : image_.values_of(v)) {
    if (image_.kind_of(r) == Kind::name) names.push_back(image_.value_literal(v, r));
  }
  if (names.empty()) return;
  std::ranges::stable_sort(names, [](const Literal& a, const Literal& b) {
    return std::pair(beginning(a), place(a)) < std::pair(beginning(b), place(b));
  });
  const EntityKind kind = image_.kind_of(v);
  const EntityId within = kind == EntityKind::post ? organization_of(v) : EntityId::none;
  for (const Literal& l : names)
    all.names.add({id, kind, within}, l.aspect, l.value, l.from, l.until);
}

}  // namespace reorg
