// The spells kept beside the statements are what resolving all statements gives, whatever was
// imported, edited and forgotten, and in whatever order (R7).
#include <map>
#include <numeric>

#include <catch2/catch.hpp>

#include "tests/property.hpp"
#include "tests/store/random_files.hpp"
#include "tests/store/told_spells.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

constexpr auto real = Store::Run::real;

std::vector<Statement> all_statements(const Store& store) {
  std::vector<StatementId> ids(20000);  // statements and spells share their numbers
  std::iota(reinterpret_cast<std::uint32_t*>(ids.data()),
            reinterpret_cast<std::uint32_t*>(ids.data() + ids.size()), 1U);
  return store.statements(ids);
}

Resolution resolve_all(const Store& store, Day known_at) {
  std::vector<EntityId> many;
  if (const auto post = store.entity("t-x"); post && post->seats != 1) many.push_back(post->id);
  return resolve(all_statements(store), {known_at, many});
}

// The files as they stand now, one batch each.
using Files = std::map<std::string, Batch>;

void import_or_forget_something(Store& store, Files& files) {
  const auto name = one_of<std::string>({"a.yaml", "b.yaml", "c.yaml"});
  if (below(5) == 0) {
    store.forget(name);
    files.erase(name);
    return;
  }
  files[name] = import_something(store, name);
}

}  // namespace

TEST_CASE("spells recomputed for what an import touched are those of a full computation") {
  require_for_all([] {
    Store store = Store::in_memory();
    Files files;
    const int steps = 1 + below(4);
    for (int step = 0; step < steps; ++step) import_or_forget_something(store, files);
    const SpellText text(store);
    RC_ASSERT(text.of(store) == text.texts(resolve_all(store, after_all).spells));
    RC_ASSERT(store.damage().empty());
  });
}

TEST_CASE("the store as known on a day gives for each entity what resolving everything gives") {
  require_for_all([] {
    Store store = Store::in_memory();
    Files files;
    const int steps = 1 + below(3);
    for (int step = 0; step < steps; ++step) import_or_forget_something(store, files);
    const Day k = one_of({after_all, parse_date("2016-06-01").latest, parse_date("2016").latest});
    const SpellText text(store);
    const auto known = store.known_at(k);
    const auto whole = resolve_all(store, k).spells;
    const KindSet relations(StatementKind::part_of, StatementKind::oversees, StatementKind::holds,
                            StatementKind::post_in, StatementKind::reports_to,
                            StatementKind::member_of, StatementKind::owns);
    for (const EntityId e : text.all()) {
      const EntityId one[] = {e};
      std::vector<Spell> wanted;
      for (const Spell& s : whole) {
        if (is_relation(s.kind) && (s.subject == e || s.object == e)) wanted.push_back(s);
      }
      RC_ASSERT(text.texts(known->relations(one, {relations, relations})) == text.texts(wanted));
      if (k == after_all)
        RC_ASSERT(text.texts(store.relations(one, {relations, relations})) == text.texts(wanted));
    }
  });
}

TEST_CASE("the order of imports means nothing for what is kept") {
  require_for_all([] {
    Store store = Store::in_memory();
    Files files;
    const int steps = 1 + below(5);
    for (int step = 0; step < steps; ++step) import_or_forget_something(store, files);
    Store again = Store::in_memory();
    for (auto it = files.rbegin(); it != files.rend(); ++it) again.import(it->second, real);
    RC_ASSERT(again.files() == store.files());
    RC_ASSERT(again.entity_keys() == store.entity_keys());
    RC_ASSERT(again.event_keys() == store.event_keys());
    const StoreStats a = again.stats(), b = store.stats();
    RC_ASSERT(a.statements == b.statements);
    RC_ASSERT(a.sources == b.sources);
    RC_ASSERT(a.without_source == b.without_source);
  });
}

TEST_CASE("the order of imports means nothing for the spells") {
  require_for_all([] {
    Store store = Store::in_memory(), again = Store::in_memory();
    Files files;
    const int steps = 1 + below(5);
    for (int step = 0; step < steps; ++step) import_or_forget_something(store, files);
    for (auto it = files.rbegin(); it != files.rend(); ++it) again.import(it->second, real);
    RC_ASSERT(SpellText(again).of(again) == SpellText(store).of(store));
  });
}

TEST_CASE("whether leaving a post ends a line of reporting is known to who held that post") {
  Teller t("a.yaml");
  t.ends(StatementKind::leaves, "p-c", "t-x", "2015-01-15");
  t.seen(StatementKind::reports_to, "p-c", "p-a", "2014");
  t.batch().statements.back().capacity_of = t.entity("t-x").id;
  t.seen(StatementKind::holds, "p-b", "t-x", "2015");
  Store store = Store::in_memory();
  store.import(t.batch(), real);
  const SpellText text(store);
  const EntityId sat[] = {store.entity("p-b")->id};
  const KindSet holds(StatementKind::holds);
  const auto spells = store.known_at(after_all)->relations(sat, {holds, holds});
  REQUIRE(spells.size() == 1);
  CHECK(spells[0].until.basis == Basis::stated);  // nobody else was seen in the seat
  CHECK(text.texts(store.relations(sat, {holds, holds})) == text.texts(spells));
}
