// One day as known on two: what was learned, corrected, taken back.
#include "core/diff/learned.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

#include "tests/store/teller.hpp"

using namespace reorg;
using reorg::tests::Teller;
using Kind = StatementKind;

namespace {

const Day asked = day_of(2018, 6, 1), january = day_of(2018, 1, 31), march = day_of(2018, 3, 31);

// What is published on the second day, after what was known on the first.
Store told(void (*first)(Teller&), void (*second)(Teller&)) {
  Teller t("t.yaml");
  t.source("early", to_string(january));
  first(t);
  t.source("late", to_string(march));
  second(t);
  Store store = Store::in_memory();
  store.import(t.batch(), Store::Run::real);
  return store;
}

Differences lessons(const Store& store, EntityId about = EntityId::none) {
  return learned(*store.known_at(january), *store.known_at(march), store,
                 {asked, january, march, day_of(2026, 1, 1)}, about);
}

std::string in_words(const Store& store, const Differences& all) {
  const auto key = [&](EntityId id) { return store.entities(std::span(&id, 1)).front().key; };
  std::string text;
  for (const Difference& d : all.lines) {
    text += std::string(word(d.kind)) + " " + key(d.about) + ":";
    for (const EntityId id : d.before) text += " " + key(id);
    text += " >";
    for (const EntityId id : d.after) text += " " + key(id);
    text += "; ";
  }
  return text;
}

void head(Teller& t, const std::string& who, const std::string& day) {
  t.begins(Kind::oversees, who, "cloud", day).aspect = "head";
}

void nothing(Teller&) {}

}  // namespace

TEST_CASE("learned: a head of whom nobody had heard") {
  const Store store = told(nothing, [](Teller& t) { head(t, "p-zhang", "2018-02-01"); });
  CHECK(in_words(store, lessons(store)) == "learned cloud: > p-zhang; ");
  CHECK(in_words(store, lessons(store, store.entity("cloud")->id)) == "learned cloud: > p-zhang; ");
}

TEST_CASE("learned: another head is a correction, for the seat has one") {
  const Store store = told([](Teller& t) { head(t, "p-hu", "2015-01-01"); },
                           [](Teller& t) { head(t, "p-zhang", "2018-02-01"); });
  CHECK(in_words(store, lessons(store)) == "corrected cloud: p-hu > p-zhang; ");
}

TEST_CASE("learned: that somebody left takes back what was known") {
  const Store store =
      told([](Teller& t) { head(t, "p-hu", "2015-01-01"); },
           [](Teller& t) { t.ends(Kind::oversees, "p-hu", "cloud", "2018-02-01"); });
  CHECK(in_words(store, lessons(store)) == "taken-back cloud: p-hu >; ");
}

TEST_CASE("learned: a better date makes a fact firmer") {
  const Store store = told([](Teller& t) { head(t, "p-zhang", "2018"); },
                           [](Teller& t) { head(t, "p-zhang", "2018-02-01"); });
  const Differences all = lessons(store);
  CHECK(in_words(store, all) == "firmer cloud: p-zhang > p-zhang; ");
  REQUIRE(all.lines.front().turns.size() == 2);
  CHECK(all.lines.front().certainty == Certainty::certain);
}

TEST_CASE("learned: a better date of what was certain is told as other days") {
  const Store store = told([](Teller& t) { head(t, "p-zhang", "2018-02"); },
                           [](Teller& t) { head(t, "p-zhang", "2018-02-11"); });
  CHECK(in_words(store, lessons(store)) == "dated cloud: p-zhang > p-zhang; ");
}

TEST_CASE("learned: of what became known and says nothing of the day there is no lesson") {
  const Store store = told([](Teller& t) { head(t, "p-hu", "2015-01-01"); },
                           [](Teller& t) { head(t, "p-zhang", "2018-07-01"); });
  const Differences all = lessons(store);
  // Only when the head's time ends is known better now.
  CHECK(in_words(store, all) == "dated cloud: p-hu > p-hu; ");
}

TEST_CASE("learned: between a day of knowledge and itself there is nothing") {
  const Store store = told([](Teller& t) { head(t, "p-hu", "2015-01-01"); },
                           [](Teller& t) { head(t, "p-zhang", "2018-02-01"); });
  const auto known = store.known_at(march);
  CHECK(learned(*known, *known, store, {asked, march, march, day_of(2026, 1, 1)}).lines.empty());
}
