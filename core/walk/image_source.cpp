#include "core/walk/image_source.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <unordered_set>

#include "core/graph/paged_marks.hpp"

namespace reorg {
namespace {

using Kind = StatementKind;

constexpr std::array relation_list{Kind::part_of,    Kind::oversees,  Kind::holds, Kind::post_in,
                                   Kind::reports_to, Kind::member_of, Kind::owns};
constexpr Vertex nobody = 0;

// Whether the slot alone shows that the edge held on none of these days, and that it is a Literal,
// which nobody disputes.
bool lies_outside(const Slot& s, const Window& window) {
  return s.qualifier() != 0 && (window.last < s.from() || s.until() <= window.first);
}

// The relations of one entity and one kind, in one direction, in the order in which a store gives
// them. A relation to nobody has no other end to be found from: as in a store, it is found at its
// subject, among those that lead in.
class Row {
 public:
  Row(const Image& image, Vertex v, Kind kind, Window window)
      : image_(image), v_(v), kind_(kind), window_(window) {}

  std::vector<Spell> in() const {
    std::vector<Spell> spells = image_.asides_in(v_, kind_);
    for (const Slot& s : image_.graph().in(kind_)[v_])
      if (!lies_outside(s, window_)) spells.push_back(image_.edge_spell(s.other, v_, s));
    if (some_to_nobody()) {
      for (const Slot& s : image_.graph().out(kind_)[v_])
        if (s.other == nobody && !lies_outside(s, window_))
          spells.push_back(image_.edge_spell(v_, nobody, s));
      for (Spell& s : image_.asides_out(v_, kind_))
        if (s.object == EntityId::none) spells.push_back(std::move(s));
    }
    return sorted(std::move(spells));
  }

  std::vector<Spell> out() const {
    std::vector<Spell> spells = image_.asides_out(v_, kind_);
    std::erase_if(spells, [](const Spell& s) { return s.object == EntityId::none; });
    for (const Slot& s : image_.graph().out(kind_)[v_])
      if (s.other != nobody && !lies_outside(s, window_))
        spells.push_back(image_.edge_spell(v_, s.other, s));
    return sorted(std::move(spells));
  }

 private:
  bool some_to_nobody() const {
    return !image_.graph().in(kind_)[nobody].empty() || image_.aside_count() > 0;
  }

  static std::vector<Spell> sorted(std::vector<Spell> spells) {
    std::ranges::sort(spells, [](const Spell& a, const Spell& b) {
      return std::pair(a.from.earliest, a.id) < std::pair(b.from.earliest, b.id);
    });
    return spells;
  }

  const Image& image_;
  Vertex v_;
  Kind kind_;
  Window window_;
};

std::vector<Vertex> vertices_of(const Image& image, std::span<const EntityId> ids) {
  std::vector<Vertex> found;
  for (const EntityId id : ids) image.fetch_entity(id);
  for (const EntityId id : ids) {
    const Vertex v = id == EntityId::none ? no_vertex : image.vertex_of(id);
    if (v != no_vertex) found.push_back(v);
  }
  return found;
}

// Begins to read what relations() is going to read of them.
void fetch_relations(const Image& image, std::span<const Vertex> vertices, Hop hop) {
  const auto each_row = [&](auto work) {
    for (const Vertex v : vertices) {
      for (const Kind kind : relation_list) {
        if (hop.in.has(kind)) work(v, kind, false);
        if (hop.out.has(kind)) work(v, kind, true);
      }
    }
  };
  each_row([&](Vertex v, Kind kind, bool out) { image.fetch_row(v, kind, out); });
  each_row([&](Vertex v, Kind kind, bool out) {
    for (const Slot& s : out ? image.graph().out(kind)[v] : image.graph().in(kind)[v])
      if (!lies_outside(s, hop.window)) image.fetch_edge(s);
  });
}

}  // namespace

std::vector<Spell> ImageSource::relations(std::span<const EntityId> frontier, Hop hop) const {
  std::vector<Spell> spells;
  // A relation found from both ends; only then can that be.
  std::unordered_set<EntityId> seen_from;
  const std::vector<Vertex> vertices = vertices_of(image_, frontier);
  fetch_relations(image_, vertices, hop);
  for (const Vertex v : vertices) {
    for (const Kind kind : relation_list) {
      if (!hop.in.has(kind)) continue;
      auto some = Row(image_, v, kind, hop.window).in();
      std::ranges::move(some, std::back_inserter(spells));
    }
  }
  if (hop.out.empty()) return spells;
  if (!hop.in.empty()) seen_from.insert(frontier.begin(), frontier.end());
  for (const Vertex v : vertices) {
    for (const Kind kind : relation_list) {
      if (!hop.out.has(kind)) continue;
      for (Spell& s : Row(image_, v, kind, hop.window).out())
        if (!hop.in.has(kind) || !seen_from.contains(s.object)) spells.push_back(std::move(s));
    }
  }
  return spells;
}

std::vector<Spell> ImageSource::values(std::span<const EntityId> ids, KindSet kinds) const {
  std::vector<Spell> spells;
  const std::vector<Vertex> vertices = vertices_of(image_, ids);
  for (const Vertex v : vertices) image_.fetch_values(v);
  const auto may_be_asked = [&](const image::ValueRecord& r) {
    return !Image::is_literal(r) || kinds.has(image_.kind_of(r));
  };
  for (const Vertex v : vertices) {
    for (const image::ValueRecord& r : image_.values_of(v))
      if (may_be_asked(r)) image_.fetch_text(r);
  }
  for (const Vertex v : vertices) {
    const std::size_t before = spells.size();
    for (const image::ValueRecord& r : image_.values_of(v)) {
      if (!may_be_asked(r)) continue;
      Spell s = image_.value_spell(v, r);
      if (kinds.has(s.kind)) spells.push_back(std::move(s));
    }
    std::stable_sort(spells.begin() + static_cast<std::ptrdiff_t>(before), spells.end(),
                     [](const Spell& a, const Spell& b) { return a.kind < b.kind; });
  }
  return spells;
}

std::vector<EntityId> ImageSource::turning(Day first, Day last) const {
  PagedMarks found(image_.vertex_count());
  std::vector<Vertex> each;
  for (auto spells : {image_.beginning(first, last), image_.ending(first, last)}) {
    std::ranges::sort(spells);
    Vertex v = 0;
    for (const std::uint32_t spell : spells) {
      v = image_.turns(spell, v);
      if (v == nobody || found.has(v)) continue;
      found.add(v);
      each.push_back(v);
    }
  }
  std::ranges::sort(each);  // what lies together is asked for together
  std::vector<EntityId> ids;
  ids.reserve(each.size());
  for (const Vertex v : each) ids.push_back(image_.graph().entity_of(v));
  return ids;
}

std::vector<Entity> ImageSource::entities(std::span<const EntityId> ids) const {
  std::vector<Entity> found;
  const std::vector<Vertex> vertices = vertices_of(image_, ids);
  for (const Vertex v : vertices) image_.fetch_key(v);
  for (const Vertex v : vertices) image_.fetch_values(v);  // which are asked for next
  for (const Vertex v : vertices) found.push_back(image_.entity(v));
  return found;
}

std::vector<Source> ImageSource::sources(std::span<const SourceId> ids) const {
  std::vector<Source> found;
  for (const SourceId id : ids)
    if (std::optional<Source> source = image_.source(id)) found.push_back(std::move(*source));
  return found;
}

std::vector<Told> ImageSource::changes(std::span<const EntityId> ids) const {
  const std::vector<Vertex> vertices = vertices_of(image_, ids);
  const bool some = std::ranges::any_of(
      vertices, [&](Vertex v) { return image_.has_beside(v, Image::Beside::changes); });
  return some ? behind_().changes(ids) : std::vector<Told>{};
}

// It holds what is known in the end.
std::size_t ImageSource::left_out(std::span<const EntityId>) const { return 0; }

}  // namespace reorg
