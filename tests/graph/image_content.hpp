// Content for graph images made at random, and everything that an image can be asked.
#pragma once

#include <algorithm>
#include <filesystem>
#include <tuple>
#include <vector>

#include "core/graph/image.hpp"
#include "core/graph/image_writer.hpp"
#include "tests/graph/drawn_spells.hpp"

namespace reorg::tests {

inline auto members(const Bound& b) {
  return std::tie(b.earliest, b.latest, b.kind, b.basis, b.edtf, b.uncertain, b.event);
}
// Every member, so that nothing may be lost.
inline bool equal(const Spell& a, const Spell& b) {
  const auto all = [](const Spell& s) {
    return std::tie(s.id, s.kind, s.subject, s.object, s.capacity_of, s.aspect, s.value, s.role,
                    s.acting, s.dotted, s.goes_on, s.last_evidence, s.undated, s.standing, s.claim,
                    s.known, s.evidence, s.sources);
  };
  return all(a) == all(b) && members(a.from) == members(b.from) &&
         members(a.until) == members(b.until) && members(a.since) == members(b.since);
}

// As sets; a spell may stand there twice.
inline bool equal_sets(std::vector<Spell> a, std::vector<Spell> b) {
  const auto sort = [](std::vector<Spell>& spells) {
    std::ranges::sort(spells, [](const Spell& x, const Spell& y) {
      return std::tie(x.id, x.kind, x.subject, x.object) <
             std::tie(y.id, y.kind, y.subject, y.object);
    });
  };
  sort(a);
  sort(b);
  return std::ranges::equal(a, b, equal);
}

struct ImageContent {
  std::vector<Entity> entities;
  std::vector<Literal> literals;
  std::vector<Spell> spells;
  std::vector<Source> sources;
  std::vector<std::pair<std::string, EntityId>> names;

  std::vector<Spell> all() const {
    std::vector<Spell> all = spells;
    for (const Literal& l : literals) all.push_back(spell_of(l));
    return all;
  }
};

// Both kinds of spell, of every kind of statement, ids with gaps, texts of every length.
inline ImageContent any_content(int entities) {
  const auto pick = [](int below) { return *rc::gen::inRange(0, below); };
  static constexpr std::string_view texts[] = {
      "", "head", "腾讯控股", "president", "preferred:zh-Hans", "30..40"};
  const auto text = [&] { return texts[pick(6)]; };
  ImageContent content;
  std::uint32_t next = 0;
  for (int n = 0; n < entities; ++n) {
    Entity e;
    next += 1 + static_cast<std::uint32_t>(pick(8) == 0 ? pick(1000) : 0);
    e.id = EntityId{next};
    e.key = "key-" + std::to_string(n) + std::string(static_cast<std::size_t>(pick(200)), 'x');
    e.kind = static_cast<EntityKind>(pick(3));
    if (pick(5) == 0) e.seats = static_cast<unsigned>(pick(3));
    if (pick(5) == 0) e.description = "somebody";
    content.entities.push_back(e);
  }
  const auto entity = [&] { return content.entities[static_cast<std::size_t>(pick(entities))].id; };
  const auto maybe = [&] { return pick(8) == 0 ? EntityId::none : entity(); };
  for (int n = pick(4 * entities); n > 0; --n) {
    Literal l;
    l.id = static_cast<std::uint32_t>(n);
    l.kind = static_cast<StatementKind>(pick(15));
    l.subject = entity();
    if (is_relation(l.kind)) l.object = entity();
    if (l.kind == StatementKind::reports_to) l.capacity_of = maybe();
    l.always = pick(4) == 0;
    l.from = pick(4) == 0 ? before_all : Day{pick(20) - 5};
    l.until =
        pick(3) == 0 ? after_all : Day{l.from.is_endless() ? pick(20) : l.from.n + 1 + pick(9)};
    l.ended_unknown = !l.always && l.until == after_all && pick(2) == 0;
    l.known = Day{pick(30)};
    if (pick(3) > 0) l.source = static_cast<SourceId>(1 + pick(9));
    l.aspect = text();
    l.value = text();
    l.role = text();
    l.acting = pick(4) == 0;
    l.dotted = pick(4) == 0;
    l.known_assumed = pick(4) == 0;
    l.told_last = pick(4) == 0;
    content.literals.push_back(l);
  }
  for (int n = pick(3 * entities); n > 0; --n) {
    Spell s;
    s.id = 10'000U + static_cast<std::uint32_t>(n);
    s.kind = static_cast<StatementKind>(pick(15));
    s.subject = is_relation(s.kind) ? maybe() : entity();
    if (is_relation(s.kind)) s.object = s.subject == EntityId::none ? entity() : maybe();
    s.capacity_of = maybe();
    s.aspect = text();
    s.value = text();
    s.role = text();
    s.acting = pick(2) == 0;
    s.dotted = pick(2) == 0;
    const auto bound = [&] {
      const Day first = pick(6) == 0 ? before_all : Day{pick(20) - 5};
      const Day last = pick(6) == 0 ? after_all : first.is_endless() ? Day{20} : first + pick(4);
      return Bound{first,
                   last,
                   static_cast<EndKind>(pick(3)),
                   static_cast<Basis>(pick(3)),
                   std::string(text()),
                   pick(2) == 0,
                   static_cast<EventId>(pick(3))};
    };
    s.from = bound();
    s.until = bound();
    s.since = pick(2) == 0 ? s.from : bound();
    s.goes_on = pick(2) == 0;
    s.last_evidence = Day{pick(20)};
    s.undated = pick(4) == 0;
    s.standing = static_cast<Standing>(pick(3));
    s.claim = text();
    s.known = Day{pick(30)};
    for (int i = pick(4); i > 0; --i) s.evidence.push_back(static_cast<StatementId>(pick(1 << 20)));
    for (int i = pick(4); i > 0; --i) s.sources.push_back(static_cast<SourceId>(pick(300)));
    content.spells.push_back(s);
  }
  for (std::uint32_t n = 1; n < 9; ++n) {
    if (pick(3) == 0) continue;
    Source s;
    s.id = SourceId{n};
    s.key = "s" + std::to_string(n);
    s.title = text();
    s.publisher = text();
    if (pick(2) == 0) s.published = Date{"2018-11~", Day{pick(9)}, Day{9 + pick(9)}, true};
    s.address = text();
    s.type = static_cast<SourceType>(pick(5));
    s.note = text();
    content.sources.push_back(s);
  }
  for (int n = pick(6 * entities); n > 0; --n)
    content.names.emplace_back("name " + std::to_string(pick(2 * entities)), entity());
  return content;
}

inline ImageSize write_image(const std::filesystem::path& path, const ImageStamp& stamp,
                             const ImageContent& content) {
  ImageWriter writer(path, stamp);
  for (const Entity& e : content.entities) writer.add(e);
  for (const Literal& l : content.literals) writer.add(l);
  for (const Spell& s : content.spells) writer.add(s);
  for (const Source& s : content.sources) writer.add(s);
  for (const auto& [name, id] : content.names) writer.add_name(name, id);
  return writer.finish();
}

inline bool equal_sources(const std::optional<Source>& a, const std::optional<Source>& b) {
  return a.has_value() == b.has_value() &&
         (!a || (a->id == b->id && a->key == b->key && same_source(*a, *b)));
}

// Everything that it holds.
struct ImageAnswers {
  std::vector<Entity> entities;
  std::vector<Spell> edges, values, asides;
  std::vector<std::vector<std::uint32_t>> turning;
  std::vector<std::vector<Vertex>> bearers;  // of "name 0", "name 1", …
  std::vector<std::optional<Source>> sources;
};

inline ImageAnswers ask_everything(const Image& image) {
  ImageAnswers a;
  const OrgGraph& graph = image.graph();
  const auto add = [](std::vector<Spell>& to, std::vector<Spell> more) {
    std::ranges::move(more, std::back_inserter(to));
  };
  for (Vertex v = 0; v < image.vertex_count(); ++v) {
    a.entities.push_back(image.entity(v));
    for (const auto& record : image.values_of(v)) a.values.push_back(image.value_spell(v, record));
    for (std::size_t k = 0; k < relation_kinds; ++k) {
      const auto kind = static_cast<StatementKind>(k);
      for (const Slot& s : graph.out(kind)[v]) a.edges.push_back(image.edge_spell(v, s.other, s));
      for (const Slot& s : graph.in(kind)[v]) a.edges.push_back(image.edge_spell(s.other, v, s));
      add(a.asides, image.asides_out(v, kind));
      add(a.asides, image.asides_in(v, kind));
    }
  }
  for (const Day first : {before_all, Day{-2}, Day{3}, Day{9}})
    for (const Day last : {Day{3}, Day{12}, after_all}) {
      a.turning.push_back(image.beginning(first, last));
      a.turning.push_back(image.ending(first, last));
    }
  for (std::size_t n = 0; n <= 2 * image.vertex_count(); ++n)
    a.bearers.push_back(image.bearers(Image::print_of("name " + std::to_string(n))));
  for (std::uint32_t n = 0; n < 10; ++n) a.sources.push_back(image.source(SourceId{n}));
  for (const auto& spells : a.turning)
    for (const std::uint32_t n : spells) {
      (void)image.turns(n);
      (void)image.spell(n);
    }
  return a;
}

inline bool equal(const ImageAnswers& a, const ImageAnswers& b) {
  const auto same_entity = [](const Entity& x, const Entity& y) {
    return std::tie(x.id, x.key, x.kind, x.seats, x.description) ==
           std::tie(y.id, y.key, y.kind, y.seats, y.description);
  };
  const auto same = [](const std::vector<Spell>& x, const std::vector<Spell>& y) {
    return std::ranges::equal(x, y, [](const Spell& s, const Spell& t) { return equal(s, t); });
  };
  return std::ranges::equal(a.entities, b.entities, same_entity) && same(a.edges, b.edges) &&
         same(a.values, b.values) && same(a.asides, b.asides) && a.turning == b.turning &&
         a.bearers == b.bearers && std::ranges::equal(a.sources, b.sources, equal_sources);
}

}  // namespace reorg::tests
