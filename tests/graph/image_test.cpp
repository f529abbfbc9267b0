// What is written into a graph image comes out of it.
#include "core/graph/image.hpp"

#include <deque>
#include <map>
#include <set>

#include <catch2/catch.hpp>
#include <sys/stat.h>

#include "core/graph/blob.hpp"
#include "core/graph/image_writer.hpp"
#include "tests/graph/image_content.hpp"
#include "tests/property.hpp"
#include "tests/store/scratch_folder.hpp"

using namespace reorg;
using namespace reorg::tests;
namespace fs = std::filesystem;

namespace {

const ImageStamp stamp{11, 22, 3};

ImageContent some() {
  ImageContent content;
  for (unsigned n = 1; n <= 3; ++n) {
    Entity e;
    e.id = EntityId{n};
    e.key = "e-" + std::to_string(n);
    content.entities.push_back(e);
  }
  Literal l;
  l.id = 5;
  l.kind = StatementKind::part_of;
  l.subject = EntityId{2};
  l.object = EntityId{1};
  l.from = Day{10};
  l.known = Day{12};
  content.literals.push_back(l);
  return content;
}

std::size_t files_in(const ScratchFolder& folder) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("image: every entity and every spell comes back, to the last member", "[image]") {
  const ScratchFolder folder;
  require_for_all(
      [&] {
        const ImageContent content = any_content(1 + *rc::gen::inRange(0, 12));
        const ImageSize size = write_image(folder / "x.image", stamp, content);
        const auto opened = Image::open(folder / "x.image", stamp);
        RC_ASSERT(opened.state == Image::State::fresh);
        const Image& image = *opened.image;
        RC_ASSERT(size.bytes == image.bytes());
        RC_ASSERT(size.entities == content.entities.size());
        image.verify_all();

        std::vector<Spell> all;
        for (std::uint32_t n = 0;
             n < image.edge_count() + image.value_count() + image.aside_count(); ++n) {
          all.push_back(image.spell(n));
          const Vertex about = image.vertex_of(
              all.back().subject != EntityId::none ? all.back().subject : all.back().object);
          RC_ASSERT(image.turns(n) == about);
        }
        RC_ASSERT(equal_sets(all, content.all()));
        for (const Entity& e : content.entities) {
          const Entity back = image.entity(image.vertex_of(e.id));
          RC_ASSERT(std::tie(back.id, back.key, back.kind, back.seats, back.description) ==
                    std::tie(e.id, e.key, e.kind, e.seats, e.description));
        }
        Day last = before_all;
        for (const Spell& s : content.all()) last = std::max(last, s.known);
        RC_ASSERT(image.last_known() == last);
      },
      property_cases(5));
}

TEST_CASE("image: its graph has the rows that one on the heap has", "[image]") {
  const ScratchFolder folder;
  require_for_all(
      [&] {
        const ImageContent content = any_content(1 + *rc::gen::inRange(0, 10));
        write_image(folder / "x.image", stamp, content);
        const auto opened = Image::open(folder / "x.image", stamp);
        const OrgGraph& mapped = opened.image->graph();
        const std::vector<Spell> spells = content.all();
        std::vector<EntityId> ids{EntityId::none};
        for (const Entity& e : content.entities) ids.push_back(e.id);
        const OrgGraphArrays arrays = OrgGraphArrays::build(spells, ids);
        const OrgGraph& heap = arrays.graph();
        RC_ASSERT(mapped.vertex_count() == heap.vertex_count());
        for (Vertex v = 0; v < heap.vertex_count(); ++v)
          RC_ASSERT(mapped.entity_of(v) == heap.entity_of(v));
        RC_ASSERT(mapped.edge_count() == heap.edge_count());
        const auto row = [](const OrgGraph& g, std::span<const Slot> slots) {
          std::vector<std::tuple<Vertex, Day, Day, Day, Day, unsigned>> all;
          for (const Slot& s : slots) {
            const EdgeDays d = g.days(s);
            all.emplace_back(s.other, d.from_earliest, d.from_latest, d.until_earliest,
                             d.until_latest, s.marks());
          }
          std::ranges::sort(all);
          return all;
        };
        for (std::size_t k = 0; k < relation_kinds; ++k)
          for (Vertex v = 0; v < heap.vertex_count(); ++v) {
            RC_ASSERT(row(mapped, mapped.out_rows[k][v]) == row(heap, heap.out_rows[k][v]));
            RC_ASSERT(row(mapped, mapped.in_rows[k][v]) == row(heap, heap.in_rows[k][v]));
            RC_ASSERT(std::ranges::is_sorted(mapped.in_rows[k][v], {}, &Slot::id));
            RC_ASSERT(std::ranges::is_sorted(mapped.out_rows[k][v], {}, &Slot::id));
          }
      },
      property_cases(5));
}

TEST_CASE("image: with more qualifiers than a slot can tell, every relation is still whole",
          "[image]") {
  const ScratchFolder folder;
  ImageContent content;
  std::deque<std::string> roles;
  for (std::uint32_t n = 1; n <= 3; ++n) {
    Entity e;
    e.id = EntityId{n};
    e.key = "e" + std::to_string(n);
    content.entities.push_back(e);
  }
  const auto add = [&](std::uint32_t n) {
    Literal l;
    l.id = n;
    l.kind = StatementKind::oversees;
    l.subject = EntityId{1 + n % 2};
    l.object = EntityId{3};
    l.from = Day{static_cast<std::int32_t>(n)};
    l.until = after_all;
    l.role = roles.emplace_back("role " + std::to_string(n));
    content.literals.push_back(l);
  };
  for (std::uint32_t n = 1; n < Slot::most_qualifiers; ++n) add(n);
  write_image(folder / "x.image", stamp, content);
  CHECK(Image::open(folder / "x.image", stamp).image->slots_tell_all());
  for (std::uint32_t n = Slot::most_qualifiers; n < Slot::most_qualifiers + 9; ++n) add(n);
  write_image(folder / "x.image", stamp, content);
  const auto opened = Image::open(folder / "x.image", stamp);
  CHECK_FALSE(opened.image->slots_tell_all());
  const Image& image = *opened.image;
  const std::span<const Slot> row = image.graph().in(StatementKind::oversees)[3];
  REQUIRE(row.size() == content.literals.size());
  for (const Slot& s : row) {
    const std::uint32_t id = image.record_of_edge(s.id).id;
    REQUIRE(image.text(image.qualifier(image.qualifier_of(s)).role) ==
            "role " + std::to_string(id));
    REQUIRE(image.days_of(s).from_earliest == Day{static_cast<std::int32_t>(id)});
  }
}

TEST_CASE("image: its names lead to their bearers, each once, and its sources are whole",
          "[image]") {
  const ScratchFolder folder;
  require_for_all(
      [&] {
        const ImageContent content = any_content(1 + *rc::gen::inRange(0, 60));
        write_image(folder / "x.image", stamp, content);
        const auto opened = Image::open(folder / "x.image", stamp);
        const Image& image = *opened.image;
        std::map<std::string, std::set<Vertex>> expected{{"nobody's name", {}}};
        for (const auto& [name, id] : content.names) expected[name].insert(image.vertex_of(id));
        for (const auto& [name, bearers] : expected) {
          const std::vector<Vertex> found = image.bearers(Image::print_of(name));
          RC_ASSERT(found.size() == bearers.size());
          RC_ASSERT(std::set<Vertex>(found.begin(), found.end()) == bearers);
        }
        std::map<SourceId, Source> sources;
        for (const Source& s : content.sources) sources[s.id] = s;
        for (std::uint32_t n = 0; n < 12; ++n) {
          const auto it = sources.find(SourceId{n});
          RC_ASSERT(equal_sources(image.source(SourceId{n}),
                                  it == sources.end() ? std::nullopt : std::optional(it->second)));
        }
      },
      property_cases(5));
}

TEST_CASE("image: what begins and what ends between two days", "[image]") {
  const ScratchFolder folder;
  require_for_all(
      [&] {
        const ImageContent content = any_content(1 + *rc::gen::inRange(0, 10));
        write_image(folder / "x.image", stamp, content);
        const auto opened = Image::open(folder / "x.image", stamp);
        const Image& image = *opened.image;
        const auto day = [] {
          const int n = *rc::gen::inRange(-8, 24);
          return n == -8 ? before_all : n == 23 ? after_all : Day{n};
        };
        const Day first = day(), last = day();
        const auto found = [&](const std::vector<std::uint32_t>& numbers) {
          std::vector<Spell> spells;
          for (const std::uint32_t n : numbers) spells.push_back(image.spell(n));
          return spells;
        };
        std::vector<Spell> begin, end;
        for (const Spell& s : content.all()) {
          const auto lies = [&](const Bound& b) {
            return first <= last && b.earliest <= b.latest && b.earliest <= last &&
                   first <= b.latest;
          };
          if (lies(s.from)) begin.push_back(s);
          if (lies(s.until) && s.until.latest != after_all) end.push_back(s);
        }
        RC_ASSERT(equal_sets(found(image.beginning(first, last)), begin));
        RC_ASSERT(equal_sets(found(image.ending(first, last)), end));
      },
      property_cases(5));
}

TEST_CASE("image: a spell as bytes is the same spell, and half of it is none", "[image]") {
  require_for_all([] {
    const ImageContent content = any_content(4);
    for (const Spell& s : content.all()) {
      const std::string bytes = image::bytes_of(s);
      RC_ASSERT(equal(*image::spell_from(bytes), s));
      RC_ASSERT_FALSE(image::spell_from(bytes + '\0').has_value());
      for (std::size_t n = 0; n < bytes.size(); ++n)
        RC_ASSERT_FALSE(image::spell_from(bytes.substr(0, n)).has_value());
    }
  });
}

TEST_CASE("image: an empty database has one too", "[image]") {
  const ScratchFolder folder;
  write_image(folder / "x.image", stamp, {});
  const auto opened = Image::open(folder / "x.image", stamp);
  REQUIRE(opened.image);
  CHECK(opened.image->vertex_count() == 1);
  CHECK(opened.image->beginning(before_all, after_all).empty());
  CHECK(opened.image->vertex_of(EntityId{7}) == no_vertex);
}

TEST_CASE("image: nothing of it is seen before it is finished, and nothing stays of half a one",
          "[image]") {
  const ScratchFolder folder;
  {
    ImageWriter writer(folder / "x.image", stamp);
    for (const Entity& e : some().entities) writer.add(e);
    CHECK_FALSE(fs::exists(folder / "x.image"));
  }
  CHECK(files_in(folder) == 0);
}

TEST_CASE("image: a new one takes the place of the old, which stays good for whoever has it open",
          "[image]") {
  const ScratchFolder folder;
  write_image(folder / "x.image", stamp, some());
  const auto old = Image::open(folder / "x.image", stamp);
  REQUIRE(old.image);
  write_image(folder / "x.image", {11, 23, 4}, {});
  CHECK(files_in(folder) == 1);
  CHECK(Image::open(folder / "x.image", stamp).state == Image::State::stale);
  CHECK(old.image->edge_spell(0).id == 5);
  fs::remove(folder / "x.image");
  CHECK(old.image->key_of(2) == "e-2");
}

TEST_CASE("image: it may be read by those who may read the database", "[image]") {
  const ScratchFolder folder;
  { ImageWriter(folder / "x.image", stamp, fs::perms(0644)).finish(); }
  CHECK(fs::status(folder / "x.image").permissions() == fs::perms(0644));
  { ImageWriter(folder / "y.image", stamp, fs::perms(0600)).finish(); }
  CHECK(fs::status(folder / "y.image").permissions() == fs::perms(0600));
}

TEST_CASE("image: where it cannot be written, the message says why and nothing is left",
          "[image]") {
  const ScratchFolder folder;
  CHECK_THROWS_WITH(write_image(folder / "no/x.image", stamp, some()),
                    Catch::Contains("its folder is not there"));
  fs::create_directories(folder / "x.image/inside");
  CHECK_THROWS_WITH(write_image(folder / "x.image", stamp, some()),
                    Catch::Contains("a folder has this name"));
  CHECK(files_in(folder) == 1);
}

TEST_CASE("image: what cannot be true is not written", "[image]") {
  const ScratchFolder folder;
  ImageContent content = some();
  content.literals.front().object = EntityId{9};
  CHECK_THROWS_WITH(write_image(folder / "x.image", stamp, content),
                    Catch::Contains("names an entity that is not there"));
  content = some();
  std::swap(content.entities.front(), content.entities.back());
  CHECK_THROWS_WITH(write_image(folder / "x.image", stamp, content),
                    Catch::Contains("not in order"));
}
