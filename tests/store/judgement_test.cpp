// Judgements about records in the store: what they change, what they keep, and when they wait.
#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include "core/names/find.hpp"
#include "tests/store/plain_facts.hpp"
#include "tests/store/scratch_folder.hpp"
#include "tests/store/teller.hpp"

using namespace reorg;
using namespace reorg::tests;
using Kind = StatementKind;

namespace {

constexpr auto real = Store::Run::real;

JudgementReport judge(Store& store, Verdict verdict, const std::string& kept,
                      const std::string& other, const std::optional<Source>& source = {}) {
  Judgement j;
  j.verdict = verdict;
  j.kept = kept;
  j.other = other;
  return store.judge(j, source, real);
}
JudgementReport same(Store& store, const std::string& kept, const std::string& other) {
  return judge(store, Verdict::same, kept, other);
}

Batch first() {
  Teller t("first.yaml");
  t.source("gazette", "2020-06-01");
  t.declare("acme");
  t.declare("p-ann");
  t.always(Kind::name, "acme", "Acme Corporation");
  t.begins(Kind::oversees, "p-ann", "acme", "2019-01-01");
  t.change(Verb::appoint, "acme");
  return t.batch();
}

Batch second() {
  Teller t("second.yaml");
  t.source("news", "2021-01-05");
  t.declare("acme-2");
  t.declare("p-bob");
  t.always(Kind::name, "acme-2", "Acme Inc");
  t.always(Kind::identifier, "acme-2", "X1").aspect = "lei";
  t.begins(Kind::oversees, "p-bob", "acme-2", "2020-03-01");
  t.change(Verb::appoint, "acme-2");
  return t.batch();
}

Store with_both() {
  Store store = Store::in_memory();
  store.import(first(), real);
  store.import(second(), real);
  return store;
}

EntityId id(const Store& store, const std::string& key) {
  const auto entity = store.entity(key);
  return entity ? entity->id : EntityId::none;
}

// "p-ann 2019-01-01..2020-03-01", in order.
std::vector<std::string> heads(const Store& store, const RelationSource& source,
                               const std::string& key) {
  const EntityId of[] = {id(store, key)};
  std::vector<std::string> result;
  for (const Spell& s : source.relations(of, {{}, KindSet(Kind::oversees)})) {
    const EntityId who[] = {s.subject};
    result.push_back(store.entities(who).at(0).key + " " + to_string(s.from.earliest) + ".." +
                     (s.until.kind == EndKind::open ? "" : to_string(s.until.earliest)));
  }
  std::ranges::sort(result);
  return result;
}
std::vector<std::string> heads(const Store& store, const std::string& key) {
  return heads(store, store, key);
}

std::string finds(const Store& store, std::string_view name) {
  const FoundName found = find(store, name);
  return found.one() == nullptr ? std::to_string(found.exact.size()) : found.one()->key;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("one seat of two records is resolved together, today and as known on a day") {
  Store store = with_both();
  const JudgementReport r = same(store, "acme", "acme-2");
  CHECK(r.revision == 3);
  CHECK(r.of_kept == 2);
  CHECK(r.of_other == 3);
  CHECK(heads(store, "acme") == Texts{"p-ann 2019-01-01..2020-03-01", "p-bob 2020-03-01.."});
  CHECK(heads(store, "acme-2").empty());
  // A judgement about records is no event in the world: it counts on every day of knowledge.
  CHECK(heads(store, *store.known_at(parse_date("2020-12-31").latest), "acme") ==
        Texts{"p-ann 2019-01-01.."});
  CHECK(store.known_at(parse_date("2020-12-31").latest)->left_out(std::vector{id(store, "acme")}) ==
        1);
}

TEST_CASE("every name, identifier and key finds the one that survives, once") {
  Store store = with_both();
  same(store, "acme", "acme-2");
  for (const char* name : {"acme", "acme-2", "key:acme-2", "Acme Inc", "X1", "lei:X1"})
    CHECK(finds(store, name) == "acme");
  CHECK(store.roots() == std::vector{id(store, "acme")});
  CHECK(store.stats().organizations == 1);
  CHECK(store.keys_of(id(store, "acme")) == Texts{"acme", "acme-2"});
  CHECK(store.keys_of(id(store, "acme-2")) == Texts{"acme", "acme-2"});
}

TEST_CASE("the name of another record is a further name, unless the survivor has none") {
  const auto aspects = [](Store& store) {
    Texts result;
    const EntityId of[] = {id(store, "acme")};
    for (const Spell& s : store.values(of, KindSet(Kind::name)))
      result.push_back(s.aspect + " " + s.value);
    std::ranges::sort(result);
    return result;
  };
  Store store = with_both();
  same(store, "acme", "acme-2");
  CHECK(aspects(store) == Texts{"alias:en Acme Inc", "preferred:en Acme Corporation"});
  Teller nameless("first.yaml");
  nameless.declare("acme");
  store.import(nameless.batch(), real);
  CHECK(aspects(store) == Texts{"preferred:en Acme Inc"});
}

TEST_CASE("changes are told of the one that survives") {
  Store store = with_both();
  same(store, "acme", "acme-2");
  const EntityId acme[] = {id(store, "acme")};
  REQUIRE(store.changes(acme).size() == 2);
  CHECK(store.changes(acme)[1].change.originals == std::vector{acme[0]});
  CHECK(PlainFacts::of(store, acme, before_all, after_all).size() == 2);
  CHECK(store.set_aside(acme, parse_date("2020-12-31").latest).size() == 1);
}

TEST_CASE("saying it again changes nothing; another source is recorded beside it") {
  Store store = with_both();
  same(store, "acme", "acme-2");
  const JudgementReport again = same(store, "acme-2", "acme");
  CHECK(again.known_before);
  CHECK_FALSE(again.revision);
  Source register_;
  register_.title = "The register";
  CHECK(judge(store, Verdict::same, "acme", "acme-2", register_).revision == 4);
  CHECK_FALSE(judge(store, Verdict::same, "acme", "acme-2", register_).revision);
  const auto judged = store.judged_same(id(store, "acme"));
  REQUIRE(judged.size() == 2);
  CHECK(store.sources(std::vector{judged[1].source}).at(0).title == "The register");
}

TEST_CASE("a dry run says what would come together and keeps nothing") {
  Store store = with_both();
  Judgement j;
  j.kept = "acme";
  j.other = "acme-2";
  const JudgementReport r = store.judge(j, {}, Store::Run::dry);
  CHECK(r.of_kept + r.of_other == 5);
  CHECK_FALSE(r.revision);
  CHECK(finds(store, "Acme Inc") == "acme-2");
  CHECK(store.stats().revision == 2);
}

TEST_CASE("a chain of judgements leads to one entity, and parts where it is cut") {
  Store store = with_both();
  Teller t("third.yaml");
  t.declare("acme-3");
  t.always(Kind::name, "acme-3", "Acme Three");
  store.import(t.batch(), real);
  same(store, "acme", "acme-2");
  same(store, "acme-2", "acme-3");
  CHECK(finds(store, "Acme Three") == "acme");
  judge(store, Verdict::different, "acme", "acme-2");
  CHECK(finds(store, "Acme Three") == "acme-2");
  CHECK(finds(store, "acme") == "acme");
}

TEST_CASE("a file that declares the other key again is counted for the one that survives") {
  Store store = with_both();
  same(store, "acme", "acme-2");
  Teller t("third.yaml");
  t.declare("p-cat");
  t.begins(Kind::oversees, "p-cat", "acme-2", "2022-05-01");
  store.import(t.batch(), real);
  CHECK(heads(store, "acme").size() == 3);
  store.forget("third.yaml");
  CHECK(heads(store, "acme").size() == 2);
  CHECK(store.import(second(), real).revision == std::nullopt);
}

TEST_CASE("a judgement about a key that nothing tells of waits, and counts when the key is back") {
  Store store = with_both();
  same(store, "acme", "acme-2");
  SECTION("the other key goes") {
    store.forget("second.yaml");
    CHECK(store.entity("acme-2") == std::nullopt);
    CHECK(store.judged_same(id(store, "acme")).empty());
    CHECK(heads(store, "acme") == Texts{"p-ann 2019-01-01.."});
    store.import(second(), real);
  }
  SECTION("the surviving key goes: the other stands for both until then") {
    store.forget("first.yaml");
    CHECK(finds(store, "Acme Inc") == "acme-2");
    CHECK(store.entity("acme") == std::nullopt);
    CHECK(heads(store, "acme-2") == Texts{"p-bob 2020-03-01.."});
    store.import(first(), real);
  }
  CHECK(finds(store, "Acme Inc") == "acme");
  CHECK(heads(store, "acme").size() == 2);
  CHECK(store.damage().empty());
}

TEST_CASE("two that are one through a third stay one when nothing tells of the third") {
  Store store = with_both();
  Teller t("third.yaml");
  t.declare("acme-3");
  store.import(t.batch(), real);
  same(store, "acme", "acme-3");
  same(store, "acme-3", "acme-2");
  store.forget("third.yaml");
  CHECK(finds(store, "Acme Inc") == "acme");
}

TEST_CASE("a record that becomes one of another kind is no longer counted for the other") {
  Store store = with_both();
  same(store, "acme", "acme-2");
  Batch b = second();
  b.entities[0].kind = EntityKind::person;
  store.import(b, real);
  CHECK(finds(store, "acme-2") == "acme-2");
  store.import(second(), real);
  CHECK(finds(store, "acme-2") == "acme");
}

TEST_CASE("what one record is said to be to the other counts for nothing once they are one") {
  Store store = with_both();
  Teller t("third.yaml");
  t.begins(Kind::part_of, "acme-2", "acme", "2019");
  store.import(t.batch(), real);
  const JudgementReport r = same(store, "acme", "acme-2");
  REQUIRE(r.findings.size() == 1);
  CHECK(r.findings[0].message.find("“acme-2 part of acme” counts for nothing") !=
        std::string::npos);
  const EntityId acme[] = {id(store, "acme")};
  const KindSet part_of(Kind::part_of);
  CHECK(store.relations(acme, {part_of, part_of}).empty());
  CHECK(store.known_at(after_all)->relations(acme, {part_of, part_of}).empty());
  judge(store, Verdict::different, "acme", "acme-2");
  CHECK(store.relations(acme, {{}, part_of}).size() == 1);
}

TEST_CASE("the source of a judgement stays whatever files go, and the log only grows") {
  ScratchFolder folder;
  const auto path = folder / "acme.reorg";
  {
    Store store = Store::open(path, Store::Access::write);
    store.import(first(), real);
    store.import(second(), real);
    Source said;
    said.address = "https://example.com/register";
    judge(store, Verdict::same, "acme", "acme-2", said);
    store.forget("second.yaml");
    store.import(second(), real);
    const auto judged = store.judged_same(id(store, "acme"));
    REQUIRE(judged.size() == 1);
    CHECK(store.sources(std::vector{judged[0].source}).at(0).address == said.address);
    judge(store, Verdict::different, "acme", "acme-2");
    CHECK(store.damage().empty());
  }
  SQLite::Database db(path.string());
  CHECK(db.execAndGet("SELECT group_concat(verdict, ' ') FROM judgement").getString() ==
        "same different");
  CHECK(db.execAndGet("SELECT group_concat(what, ' ') FROM revision").getString() ==
        "import import same forget import different");
}

TEST_CASE("the views speak of the one that survives") {
  ScratchFolder folder;
  const auto path = folder / "acme.reorg";
  {
    Store store = Store::open(path, Store::Access::write);
    store.import(first(), real);
    store.import(second(), real);
    same(store, "acme", "acme-2");
  }
  SQLite::Database db(path.string());
  for (const char* text :
       {"SELECT count(*) FROM overseer WHERE organization_key <> 'acme'",
        "SELECT count(*) FROM fact WHERE coalesce(object_key, subject_key) = 'acme-2'",
        "SELECT count(*) FROM telling WHERE 'acme-2' IN (subject_key, object_key)",
        "SELECT count(*) FROM called WHERE key = 'acme-2'"})
    CHECK(db.execAndGet(text).getInt() == 0);
  CHECK(db.execAndGet("SELECT count(*) FROM overseer").getInt() == 2);
}
