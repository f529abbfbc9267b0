#include <set>

#include <catch2/catch.hpp>

#include "core/model/model.hpp"

using namespace reorg;

namespace {

template <class Enum>
void check_every_word(Enum last) {
  std::set<std::string_view> seen;
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    const auto value = static_cast<Enum>(i);
    CHECK(from_word<Enum>(word(value)) == value);
    CHECK(seen.insert(word(value)).second);
  }
}

}  // namespace

TEST_CASE("every value has a word of its own, and the word leads back to it", "[words]") {
  check_every_word(EntityKind::person);
  check_every_word(SourceType::aggregator);
  check_every_word(StatementKind::leaves);
  check_every_word(Effect::always);
  check_every_word(Mode::rumour);
  check_every_word(Rank::preferred);
  check_every_word(Verb::deny);
  check_every_word(EventType::denial);
}

TEST_CASE("words are those that files use", "[words]") {
  CHECK(word(StatementKind::part_of) == "part_of");
  CHECK(word(StatementKind::leaves) == "leaves");
  CHECK(word(Verb::found) == "found");
  CHECK(word(Verb::transfer) == "transfer");
  CHECK(word(Verb::spin_off) == "spin_off");
  CHECK(word(Verb::deny) == "deny");
  CHECK(word(Rank::preferred) == "preferred");
}

TEST_CASE("a word that is none of these is refused", "[words]") {
  CHECK_THROWS_AS(from_word<Verb>("spinoff"), std::invalid_argument);
  CHECK_THROWS_WITH(from_word<Rank>("best"), "'best' is no rank");
  CHECK_THROWS_AS(from_word<EntityKind>(""), std::invalid_argument);
}
