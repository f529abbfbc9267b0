// What judgements about records amount to: the last on a pair counts, and identity is transitive.
#include <catch2/catch.hpp>

#include "core/model/judgement.hpp"

using namespace reorg;
using Keys = std::vector<std::string>;

namespace {

Judgement on(Verdict verdict, const char* kept, const char* other, int revision = 0) {
  Judgement j;
  j.verdict = verdict;
  j.kept = kept;
  j.other = other;
  j.revision = revision;
  return j;
}
Judgement same(const char* kept, const char* other) { return on(Verdict::same, kept, other); }
Judgement different(const char* a, const char* b) { return on(Verdict::different, a, b); }

}  // namespace

TEST_CASE("nobody judged: every key stands alone") {
  const Judgements none;
  CHECK(none.keys_of("a") == Keys{"a"});
  CHECK(none.are_one("a", "a"));
  CHECK_FALSE(none.are_one("a", "b"));
  CHECK_FALSE(none.mentions("a"));
  CHECK(none.groups().empty());
}

TEST_CASE("the key that is kept survives, along chains and over groups") {
  CHECK(Judgements({same("a", "b"), same("b", "c")}).keys_of("c") == Keys{"a", "b", "c"});
  CHECK(Judgements({same("b", "c"), same("a", "b")}).keys_of("c") == Keys{"a", "b", "c"});
  CHECK(Judgements({same("c", "d"), same("a", "b"), same("b", "d")}).keys_of("a") ==
        Keys{"a", "b", "c", "d"});
}

TEST_CASE("the last verdict on a pair counts, whichever way round it is said") {
  CHECK_FALSE(Judgements({same("a", "b"), different("b", "a")}).are_one("a", "b"));
  CHECK(Judgements({different("a", "b"), same("b", "a")}).keys_of("a") == Keys{"b", "a"});
  const Judgements back({same("a", "b"), different("a", "b"), same("b", "a")});
  CHECK(back.keys_of("a") == Keys{"b", "a"});
  CHECK(back.saying_so("a", "b").size() == 1);
}

TEST_CASE("the same verdict again adds its source and changes nothing else") {
  const Judgements twice({on(Verdict::same, "a", "b", 1), on(Verdict::same, "b", "a", 2)});
  CHECK(twice.keys_of("b") == Keys{"a", "b"});
  REQUIRE(twice.saying_so("b", "a").size() == 2);
  CHECK(twice.joining("b").size() == 2);
  CHECK(twice.joining("b").front()->revision == 1);
}

TEST_CASE("what was taken back joins nobody any more") {
  const Judgements all({same("a", "b"), same("b", "c"), different("a", "b")});
  CHECK(all.keys_of("a") == Keys{"a"});
  CHECK(all.keys_of("b") == Keys{"b", "c"});
  CHECK(all.mentions("a"));
}

TEST_CASE("two that are one through others are found with the judgements that join them") {
  const Judgements all({same("a", "b"), same("b", "c"), same("d", "c"), same("a", "c")});
  CHECK(all.through_others("a", "b").size() == 2);  // over c, the shortest
  CHECK(all.through_others("c", "d").empty());
  CHECK(all.through_others("a", "d").size() == 2);
  CHECK(all.through_others("a", "nobody").empty());
}

TEST_CASE("who was judged different stands against becoming one through others") {
  const Judgements all({different("a", "c"), same("b", "c")});
  REQUIRE(all.against("a", "b") != nullptr);
  CHECK(all.against("a", "b")->kept == "a");
  CHECK(all.against("a", "d") == nullptr);
  CHECK(all.against("a", "c") == nullptr);  // the pair itself: the new verdict takes it back
  CHECK(all.on("c", "a") == Verdict::different);
}
