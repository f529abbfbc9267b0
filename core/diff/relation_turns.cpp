#include "core/diff/relation_turns.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/parallel/threads.hpp"

namespace reorg {
namespace {

using Kind = StatementKind;
using Row = std::span<const Slot>;

// Reading all rows in order costs about as much as looking up this share of them by their days.
constexpr std::size_t rows_read_for_one_found = 40;
// So many rows, of those that were looked up, are one part.
constexpr std::size_t subjects_together = 512;

// What one relation does between two days, the first before the second.
class DaysApart {
 public:
  DaysApart(Day first, Day second) : first_(first), second_(second) {}

  // Whether it may turn at all: a bound may lie after the first day and up to the second.
  bool may_turn(const EdgeDays& d) const {
    return (first_ < d.from_latest && d.from_earliest <= second_) ||
           (first_ < d.until_latest && d.until_earliest <= second_);
  }
  // All of these: of exact days.
  bool holds_first(const EdgeDays& d) const {
    return d.from_earliest <= first_ && first_ < d.until_earliest;
  }
  bool holds_second(const EdgeDays& d) const {
    return d.from_earliest <= second_ && second_ < d.until_earliest;
  }
  bool begins(const EdgeDays& d) const {
    return first_ < d.from_earliest && d.from_earliest <= second_ && second_ < d.until_earliest;
  }
  bool ends(const EdgeDays& d) const {
    return d.from_earliest <= first_ && first_ < d.until_earliest && d.until_earliest <= second_;
  }

 private:
  Day first_, second_;
};

class Teller {
 public:
  Teller(const Image& image, const TwoDays& days, const TellRelationTurn& tell)
      : image_(image),
        days_(days),
        days_apart_(std::min(days.before, days.after), std::max(days.before, days.after)),
        tell_(tell) {}

  bool may_turn(const Slot& s) const { return days_apart_.may_turn(days_of(s)); }

  // The relations of one subject and kind. `wanted` says whether an object is in the scope.
  template <class Wanted>
  void row(Kind kind, Vertex subject, Row slots, const Wanted& wanted) {
    if (slots.size() == 1) {
      const EdgeDays days = days_of(slots[0]);
      if (days_apart_.may_turn(days) && wanted(slots[0].other))
        alone(kind, subject, slots[0], days);
      return;
    }
    if (std::ranges::none_of(slots, [&](const Slot& s) { return may_turn(s); })) return;
    order_.clear();
    for (const Slot& s : slots) order_.push_back(&s);
    std::ranges::sort(order_, {}, [](const Slot* s) { return std::pair(s->other, s->id); });
    for (auto at = order_.begin(); at != order_.end();) {
      const Vertex object = (*at)->other;
      const auto end =
          std::find_if(at, order_.end(), [&](const Slot* s) { return s->other != object; });
      if (wanted(object)) pair(kind, subject, std::span(at, end));
      at = end;
    }
  }

 private:
  // All relations of a kind between two.
  void pair(Kind kind, Vertex subject, std::span<const Slot* const> slots) {
    if (std::ranges::none_of(slots, [&](const Slot* s) { return may_turn(*s); })) return;
    if (!std::ranges::all_of(slots, [&](const Slot* s) { return is_plain(*s); }))
      return resolved(kind, subject, slots);
    for (const Slot* s : slots) {
      const EdgeDays days = days_of(*s);
      const bool begins = days_apart_.begins(days);
      if ((begins || days_apart_.ends(days)) && !goes_on(*s, begins, slots))
        plainly(kind, subject, *s, days, begins);
    }
  }

  // The same of one that may turn.
  void alone(Kind kind, Vertex subject, const Slot& slot, const EdgeDays& days) {
    const bool begins = days_apart_.begins(days);
    const Slot* one = &slot;
    if (!is_plain(slot))
      resolved(kind, subject, std::span(&one, 1));
    else if (begins || days_apart_.ends(days))
      plainly(kind, subject, slot, days, begins);
  }

  EdgeDays days_of(const Slot& s) const { return image_.days_of(s); }
  bool is_plain(const Slot& s) const {
    return days_of(s).is_exact() && image_.qualifier_of(s) != image::whole;
  }
  const image::Qualifier& qualifier_of(const Slot& s) const {
    return image_.qualifier(image_.qualifier_of(s));
  }
  // fact_of(), of relations of a kind between the same two.
  bool is_one_fact(const Slot& a, const Slot& b) const {
    constexpr std::uint16_t of_the_fact = image::acting | image::dotted;
    const image::Qualifier& q = qualifier_of(a);
    const image::Qualifier& r = qualifier_of(b);
    return q.aspect == r.aspect && q.role == r.role && q.value == r.value &&
           q.capacity_of == r.capacity_of && (q.flags & of_the_fact) == (r.flags & of_the_fact);
  }

  // Whether the same fact holds on the other day too, by another spell.
  bool goes_on(const Slot& s, bool begins, std::span<const Slot* const> slots) const {
    return slots.size() > 1 && std::ranges::any_of(slots, [&](const Slot* other) {
             const bool there = begins ? days_apart_.holds_first(days_of(*other))
                                       : days_apart_.holds_second(days_of(*other));
             return other != &s && there && is_one_fact(*other, s);
           });
  }

  // Requires: is_plain, and it turns.
  void plainly(Kind kind, Vertex subject, const Slot& slot, const EdgeDays& days, bool begins) {
    const bool reversed = days_.after < days_.before;
    const Day day = begins ? days.from_earliest : days.until_earliest;
    tell_({begins != reversed ? Way::begins : Way::ends, Certainty::certain, kind, subject,
           slot.other, day, day, image_.qualifier_of(slot), nullptr});
  }

  // Whatever is not that simple: by the rules for all of them.
  void resolved(Kind kind, Vertex subject, std::span<const Slot* const> slots) {
    std::vector<Spell> spells;
    for (const Slot* s : slots) spells.push_back(image_.edge_spell(subject, s->other, *s));
    for (const Turn& turn : turns(spells, days_.before, days_.after)) {
      tell_({turn.way, turn.certainty, kind, subject, slots.front()->other, turn.bound().earliest,
             turn.bound().latest, image::whole, turn.spell});
    }
  }

  const Image& image_;
  TwoDays days_;
  DaysApart days_apart_;
  const TellRelationTurn& tell_;
  std::vector<const Slot*> order_;
};

// Whoever is told of relations asks for the keys of those they join: of the objects, which lie
// anywhere, those of some slots further on. `all` were checked.
void prefetch_keys(const Image& image, Row row, Row all) {
  constexpr std::size_t later = 32, soon = 16;
  const auto at = static_cast<std::size_t>(row.data() - all.data());
  for (std::size_t i = at; i < at + row.size() && i + later < all.size(); ++i) {
    image.prefetch_record(all[i + later].other);
    image.prefetch_key(all[i + soon].other);
  }
}

constexpr auto any_object = [](Vertex) { return true; };

// Whose rows have a day between the two, by kind: the few that must be looked at.
std::array<std::vector<Vertex>, relation_kinds> subjects_by_kind(
    const Image& image, std::vector<std::uint32_t> spells) {
  std::array<std::vector<Vertex>, relation_kinds> found;
  std::erase_if(spells, [&](std::uint32_t n) { return n >= image.edge_count(); });
  std::ranges::sort(spells);
  for (const std::uint32_t edge : spells) {
    std::vector<Vertex>& subjects = found[static_cast<std::size_t>(image.kind_of_edge(edge))];
    const Vertex last = subjects.empty() ? 0 : subjects.back();
    const Vertex v = image.subject_of_edge(edge, last);
    if (subjects.empty() || v != last) subjects.push_back(v);
  }
  return found;
}

}  // namespace

RelationTurn::Said RelationTurn::said(const Image& image) const {
  if (qualifier == image::whole)
    return {spell->capacity_of, spell->aspect, spell->role,
            spell->value,       spell->acting, spell->dotted};
  const image::Qualifier& q = image.qualifier(qualifier);
  return {q.capacity_of,       image.text(q.aspect),           image.text(q.role),
          image.text(q.value), (q.flags & image::acting) != 0, (q.flags & image::dotted) != 0};
}

RelationTurns::RelationTurns(const Image& image, const TwoDays& days) : image_(image), days_(days) {
  if (days.before == days.after) return;
  const auto [first, last] = std::minmax(days.before, days.after);
  std::vector<std::uint32_t> spells = image.beginning(first + 1, last);
  std::ranges::copy(image.ending(first + 1, last), std::back_inserter(spells));
  if (spells.size() > image.edge_count() / rows_read_for_one_found) {
    read_all_rows();
  } else {
    // The subjects of many lie in every block.
    if (spells.size() > image.vertex_count() / subjects_together)
      image.verify(std::array{image::Part::vertices}, threads_for_one_question());
    subjects_ = subjects_by_kind(image, std::move(spells));
    read_rows_of_subjects();
  }
}

RelationTurns::RelationTurns(const Image& image, const TwoDays& days, std::vector<Vertex> scope)
    : image_(image), days_(days), scoped_(true), scope_(std::move(scope)) {
  if (days.before == days.after) return;
  for (std::size_t kind = 0; kind < relation_kinds; ++kind)
    subjects_[kind] = subjects_joined_to_scope(kind);
  read_rows_of_subjects();
}

void RelationTurns::read_all_rows() {
  image_.advise_scan();
  all_rows_ = true;
  for (const RowRange& r : out_row_ranges(image_.graph()))
    parts_.push_back({static_cast<std::size_t>(r.kind), r.first, r.last});
}

void RelationTurns::read_rows_of_subjects() {
  for (std::size_t kind = 0; kind < relation_kinds; ++kind) {
    const std::size_t all = subjects_[kind].size();
    for (std::size_t first = 0; first < all; first += subjects_together)
      parts_.push_back({kind, first, std::min(first + subjects_together, all)});
  }
}

// Those in the scope, and those whose relation to one in the scope may turn.
std::vector<Vertex> RelationTurns::subjects_joined_to_scope(std::size_t kind) const {
  const OrgGraph& g = image_.graph();
  if (g.out_rows[kind].places.empty()) return {};
  const auto [first, last] = std::minmax(days_.before, days_.after);
  const DaysApart apart(first, last);
  std::vector<Vertex> outside;
  for (const Vertex v : scope_) {
    for (const Slot& s : g.in_rows[kind][v]) {
      if (apart.may_turn(g.days(s))) outside.push_back(s.other);
    }
  }
  std::ranges::sort(outside);
  outside.erase(std::unique(outside.begin(), outside.end()), outside.end());
  std::erase_if(outside, [&](Vertex v) { return is_in_scope(v); });
  std::vector<Vertex> subjects;
  std::ranges::set_union(scope_, outside, std::back_inserter(subjects));
  return subjects;
}

bool RelationTurns::is_in_scope(Vertex v) const { return std::ranges::binary_search(scope_, v); }

void RelationTurns::tell(std::size_t part, const TellRelationTurn& tell) const {
  const auto [kind, first, last] = parts_.at(part);
  const Rows& guarded = image_.graph().out_rows[kind];
  if (all_rows_) guarded.need(static_cast<Vertex>(first), static_cast<Vertex>(last));
  const Rows rows = all_rows_ ? guarded.unguarded() : guarded;
  Teller teller(image_, days_, tell);
  for (std::size_t at = first; at < last; ++at) {
    const Vertex v = all_rows_ ? static_cast<Vertex>(at) : subjects_[kind][at];
    if (all_rows_ && rows.places[v] == rows.places[v + 1]) continue;
    const Row slots = rows[v];
    if (slots.empty()) continue;
    if (all_rows_) prefetch_keys(image_, slots, rows.slots.first(rows.places[last]));
    if (scoped_ && !is_in_scope(v))
      teller.row(static_cast<Kind>(kind), v, slots,
                 [&](Vertex object) { return is_in_scope(object); });
    else
      teller.row(static_cast<Kind>(kind), v, slots, any_object);
  }
}

void RelationTurns::verify(unsigned threads) const {
  using Of = image::Part;
  image_.verify(std::array{Of::vertices}, threads);
  image_.verify_keys(threads);
  image_.verify_qualifiers();
  if (!image_.slots_tell_all()) image_.verify(std::array{Of::edges, Of::texts, Of::days}, threads);
  for (std::size_t kind = 0; kind < relation_kinds; ++kind)
    image_.verify_out_slots(static_cast<Kind>(kind), threads);
}

std::vector<Vertex> scope_of(const Image& image, Vertex root, const TwoDays& days) {
  const OrgGraph& g = image.graph();
  const auto may_hold = [&](const Slot& s) {
    const EdgeDays d = g.days(s);
    return d.may_touch(days.before, days.before) || d.may_touch(days.after, days.after);
  };
  std::vector<Vertex> found{root};
  std::vector<bool> seen(image.vertex_count());
  seen[0] = seen[root] = true;
  const auto add = [&](Kind kind, Vertex v) {
    for (const Slot& s : g.in(kind)[v]) {
      if (!may_hold(s) || seen[s.other]) continue;
      seen[s.other] = true;
      found.push_back(s.other);
    }
  };
  std::size_t next = 0;
  while (next < found.size()) add(Kind::part_of, found[next++]);  // each may add more
  const std::size_t organizations = found.size();
  for (std::size_t at = 0; at < organizations; ++at) add(Kind::post_in, found[at]);
  std::ranges::sort(found);
  return found;
}

}  // namespace reorg
