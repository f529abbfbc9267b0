// Relations that turned, from the rows of an image: the same as turns() makes of their spells.
#include "core/diff/relation_turns.hpp"

#include <map>
#include <set>

#include <catch2/catch.hpp>

#include "core/parallel/in_order.hpp"
#include "tests/graph/image_content.hpp"
#include "tests/property.hpp"
#include "tests/store/scratch_folder.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

using Row = std::tuple<int, int, int, EntityId, EntityId, EntityId, std::string, std::string,
                       std::string, bool, bool, Day, Day>;

Row row_of(const Turn& t) {
  const Spell& s = *t.spell;
  return {static_cast<int>(t.way),
          static_cast<int>(t.certainty),
          static_cast<int>(s.kind),
          s.subject,
          s.object,
          s.capacity_of,
          s.aspect,
          s.role,
          s.value,
          s.acting,
          s.dotted,
          t.bound().earliest,
          t.bound().latest};
}

Row row_of(const Image& image, const RelationTurn& t) {
  const RelationTurn::Said said = t.said(image);
  return {static_cast<int>(t.way),
          static_cast<int>(t.certainty),
          static_cast<int>(t.kind),
          image.graph().entity_of(t.subject),
          image.graph().entity_of(t.object),
          said.capacity_of,
          std::string(said.aspect),
          std::string(said.role),
          std::string(said.value),
          said.acting,
          said.dotted,
          t.earliest,
          t.latest};
}

struct Made {
  ScratchFolder folder;
  ImageContent content;
  std::unique_ptr<const Image> image;

  explicit Made(ImageContent what) : content(std::move(what)) {
    write_image(folder / "it.image", {1, 2, 3}, content);
    image = Image::open(folder / "it.image", {1, 2, 3}).image;
  }

  std::vector<Spell> relations() const {
    std::vector<Spell> all = content.all();
    std::erase_if(all, [](const Spell& s) { return !is_relation(s.kind); });
    return all;
  }
};

void each_turn(const RelationTurns& turns, const TellRelationTurn& tell) {
  for (std::size_t part = 0; part < turns.parts(); ++part) turns.tell(part, tell);
}

Day some_day() { return Day{*rc::gen::inRange(-8, 25)}; }

}  // namespace

TEST_CASE("relations turn as their spells do") {
  require_for_all(
      [] {
        const Made made(any_content(*rc::gen::inRange(2, 9)));
        const TwoDays days{some_day(), some_day()};
        const std::vector<Spell> spells = made.relations();
        std::multiset<Row> expected, told;
        for (const Turn& t : turns(spells, days.before, days.after)) expected.insert(row_of(t));
        each_turn(RelationTurns(*made.image, days),
                  [&](const RelationTurn& t) { told.insert(row_of(*made.image, t)); });
        RC_ASSERT(told == expected);
      },
      property_cases(2));
}

TEST_CASE("relations of a scope are those of everything with an end in it") {
  require_for_all(
      [] {
        const Made made(any_content(*rc::gen::inRange(2, 9)));
        const Image& image = *made.image;
        const TwoDays days{some_day(), some_day()};
        const auto root = *rc::gen::inRange<Vertex>(1, static_cast<Vertex>(image.vertex_count()));
        const std::vector<Vertex> scope = scope_of(image, root, days);
        RC_ASSERT(std::ranges::is_sorted(scope));
        RC_ASSERT(std::ranges::binary_search(scope, root));
        const auto in = [&](Vertex v) { return std::ranges::binary_search(scope, v); };
        std::vector<Row> expected, told;
        each_turn(RelationTurns(image, days), [&](const RelationTurn& t) {
          if (in(t.subject) || in(t.object)) expected.push_back(row_of(image, t));
        });
        each_turn(RelationTurns(image, days, scope),
                  [&](const RelationTurn& t) { told.push_back(row_of(image, t)); });
        RC_ASSERT(told == expected);
      },
      property_cases(2));
}

// More than one part a kind, read in order and, of few days, looked up.
TEST_CASE("parts told by several threads come to the same as one after another") {
  const Made made(rc::gen::exec([] { return any_content(9000); })(rc::Random(6), 100).value());
  const Image& image = *made.image;
  for (const TwoDays days : {TwoDays{Day{-8}, Day{25}}, TwoDays{Day{9}, Day{10}}}) {
    const RelationTurns turns(image, days);
    REQUIRE(turns.parts() > relation_kinds);
    std::vector<Row> expected;
    each_turn(turns, [&](const RelationTurn& t) { expected.push_back(row_of(image, t)); });
    REQUIRE(!expected.empty());
    // An image of its own, of which no block was checked yet.
    const auto fresh = Image::open(made.folder / "it.image", {1, 2, 3}).image;
    const RelationTurns shared(*fresh, days);
    std::vector<Row> told;
    in_order<std::vector<Row>>(
        shared.parts(), 4,
        [&](unsigned, std::size_t part, std::vector<Row>& rows) {
          rows.clear();
          shared.tell(part, [&](const RelationTurn& t) { rows.push_back(row_of(*fresh, t)); });
        },
        [&](const std::vector<Row>& rows) { told.insert(told.end(), rows.begin(), rows.end()); });
    CHECK(told == expected);
  }
}

TEST_CASE("turns with the same qualifier are of one kind; those without have a spell") {
  require_for_all(
      [] {
        const Made made(any_content(*rc::gen::inRange(2, 9)));
        std::map<std::uint32_t, StatementKind> known;
        each_turn(RelationTurns(*made.image, {some_day(), some_day()}), [&](const RelationTurn& t) {
          RC_ASSERT((t.qualifier == image::whole) == (t.spell != nullptr));
          if (t.spell == nullptr)
            RC_ASSERT(known.try_emplace(t.qualifier, t.kind).first->second == t.kind);
        });
      },
      property_cases(1));
}
