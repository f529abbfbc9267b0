// Of whom something may have begun or ended between two days: where a diff of everything begins.
#include <algorithm>
#include <memory>

#include <catch2/catch.hpp>

#include "tests/store/teller.hpp"

using namespace reorg;
using reorg::tests::Teller;
using Kind = StatementKind;
using Keys = std::vector<std::string>;

namespace {

Store told() {
  Teller t("t.yaml");
  t.source("early", "2018-01-31");
  t.begins(Kind::oversees, "p-exact", "a", "2018-03-10").aspect = "head";
  t.begins(Kind::part_of, "within", "a", "2018-03");
  t.begins(Kind::part_of, "year", "a", "2018");
  t.ends(Kind::part_of, "ended", "a", "2018-03-10");
  t.begins(Kind::part_of, "before", "a", "2018-02-10");
  t.begins(Kind::name, "named", "New name", "2018-03-31");
  t.begins(Kind::holds, "", "t-vacant", "2018-03-15");
  t.seen(Kind::part_of, "seen", "a", "2018-03-05");
  t.source("late", "2019-06-30");
  t.begins(Kind::part_of, "published-later", "a", "2018-03-20");
  Store store = Store::in_memory();
  store.import(t.batch(), Store::Run::real);
  return store;
}

Keys turning(const Store& store, const RelationSource& source, Day first, Day last) {
  Keys keys;
  for (const EntityId id : source.turning(first, last)) {
    for (const std::string& key : store.entity_keys()) {
      if (store.entity(key)->id == id) keys.push_back(key);
    }
  }
  std::ranges::sort(keys);
  return keys;
}

const Day march = day_of(2018, 3, 1), april = day_of(2018, 4, 1);

}  // namespace

TEST_CASE(
    "turning: exact and imprecise bounds of relations and values, and posts that are vacant") {
  const Store store = told();
  CHECK(turning(store, store, march, april + -1) ==
        Keys{"ended", "named", "p-exact", "published-later", "seen", "t-vacant", "within", "year"});
}

TEST_CASE("turning: both days belong to the stretch, the days beside it do not") {
  const Store store = told();
  const Day tenth = day_of(2018, 3, 10);
  const auto has = [](const Keys& keys, const std::string& key) {
    return std::ranges::find(keys, key) != keys.end();
  };
  CHECK(has(turning(store, store, tenth, tenth), "p-exact"));
  CHECK(has(turning(store, store, tenth, tenth), "ended"));
  CHECK_FALSE(has(turning(store, store, tenth + 1, april), "p-exact"));
  CHECK_FALSE(has(turning(store, store, tenth + 1, april), "ended"));
  CHECK_FALSE(has(turning(store, store, march, tenth + -1), "p-exact"));
}

TEST_CASE("turning: what may have been on any of many days is found from each of them") {
  const Store store = told();
  CHECK(turning(store, store, day_of(2018, 9, 1), day_of(2018, 9, 1)) == Keys{"year"});
  CHECK(turning(store, store, day_of(2019, 9, 1), day_of(2019, 9, 1)).empty());
}

TEST_CASE("turning: as known on a day, what became known later turns nothing") {
  const Store store = told();
  const auto then = store.known_at(day_of(2018, 12, 31));
  const Keys keys = turning(store, *then, march, april + -1);
  CHECK(std::ranges::includes(
      keys, Keys{"ended", "named", "p-exact", "seen", "t-vacant", "within", "year"}));
  CHECK(std::ranges::find(keys, "published-later") == keys.end());
  CHECK(turning(store, *store.known_at(day_of(2017, 12, 31)), march, april + -1).empty());
}
