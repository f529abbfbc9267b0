// What is exported as tables and imported again is the same database, and the same tables.
#include <set>

#include <catch2/catch.hpp>

#include "core/format/write_bundle.hpp"
#include "tests/format/bundle_files.hpp"
#include "tests/property.hpp"
#include "tests/store/random_change_files.hpp"
#include "tests/store/told_spells.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

using Lines = std::vector<std::string>;

Tables tables_of(const Store& store) {
  Tables tables;
  for (const BundleFile& file : write_bundle(store.everything()))
    tables[file.name.substr(0, file.name.find('.'))] = file.text;
  return tables;
}

Store imported(const Tables& tables) {
  Store store = Store::in_memory();
  store.import(batch_of(tables), Store::Run::real);
  return store;
}

Store imported(std::span<const InputFile> files) {
  Store store = Store::in_memory();
  store.import(read_change_files(files), Store::Run::real);
  return store;
}

// Spells without the places of their evidence and the keys of their sources.
Lines spells(const Store& store) {
  Lines all = SpellText(store).of(store);
  for (std::string& line : all) line.erase(line.find(' ', line.find(" known ") + 7));
  return all;
}

std::string text(const std::optional<Date>& d) {
  return d ? d->edtf + "=" + to_string(d->earliest) + ".." + to_string(d->latest) : "-";
}

// Every statement with its event, change and sources, without numbers and places.
std::set<std::string> statements(const Store& store) {
  const Batch batch = store.everything();
  const auto key = [&](EntityId id) {
    return id == EntityId::none ? "-" : batch.entities.at(number(id) - 1).key;
  };
  std::set<std::string> all;
  for (const Statement& s : batch.statements) {
    std::string line = std::string(word(s.kind)) + " " + std::string(word(s.effect)) + " " +
                       std::string(word(s.mode)) + " " + key(s.subject) + " " + key(s.object) +
                       " " + key(s.capacity_of) + " [" + s.aspect + "] = " + s.value + " '" +
                       s.role + "'";
    line += (s.acting ? " acting" : "") + std::string(s.dotted ? " dotted" : "") +
            (s.alongside ? " alongside" : "");
    line += " " + text(s.from) + " until " + std::to_string(static_cast<int>(s.until.kind)) +
            (s.until.kind == EndKind::date ? text(s.until.date) + " " + s.until.last : "");
    line += " known " + to_string(s.known) + (s.known_assumed ? "?" : "") + " until " +
            to_string(s.known_until) + " claim " + s.claim + " " + std::to_string(s.position) +
            std::string(word(s.rank)) + " " + s.note;
    if (s.event != EventId::none) line += " of " + batch.events.at(number(s.event) - 1).key;
    if (s.change != ChangeId::none) {
      const Change& c = batch.changes.at(number(s.change) - 1);
      line += " " + std::string(word(c.verb)) + " " + c.text;
      for (const auto* list : {&c.originals, &c.results, &c.others}) {
        for (const EntityId id : *list) line += " " + key(id);
        line += ";";
      }
    }
    for (const SourceId id : s.sources) line += " by " + batch.sources.at(number(id) - 1).title;
    for (const std::string& ref : s.refs) line += " ref " + ref;
    all.insert(line);
  }
  return all;
}

}  // namespace

TEST_CASE("the real histories are exported as tables and imported again as they were") {
  const std::string fixtures = std::string(REORG_SOURCE_DIR) + "/fixtures";
  const Store store = imported(load_change_files(std::span(&fixtures, 1)));
  const Tables exported = tables_of(store);
  const Store again = imported(exported);
  CHECK(tables_of(again) == exported);
  CHECK(spells(again) == spells(store));
  CHECK(statements(again) == statements(store));
}

TEST_CASE("any history is exported as tables and imported again as it was") {
  require_for_all(
      [] {
        const InputFile file{"one.yaml", random_change_file("one.yaml")};
        const Store store = imported(std::span(&file, 1));
        const Tables exported = tables_of(store);
        RC_LOG() << file.text << "\n";
        for (const auto& [name, table] : exported) RC_LOG() << name << "\n" << table << "\n";
        RC_ASSERT(problems_of(exported) == Lines{});
        const Store again = imported(exported);
        RC_ASSERT(statements(again) == statements(store));
        RC_ASSERT(spells(again) == spells(store));
        RC_ASSERT(tables_of(again) == exported);
      },
      property_cases(5));
}

TEST_CASE("files that tell one event, one source key and one statement become one folder") {
  Store store = Store::in_memory();
  for (const char* yaml :
       {"{reorg: 1, file: a, sources: {s: {title: A}}, entities: {acme: {kind: company, name: "
        "Acme}},"
        " changes: [{date: 2018, found: acme, id: begun, sources: s}]}",
        "{reorg: 1, file: b, sources: {s: {title: Another}}, entities: {acme: {kind: company, "
        "name: "
        "Acme}}, changes: [{date: 2018, found: acme, id: begun, sources: s}]}"}) {
    const InputFile file{"x.yaml", yaml};
    store.import(read_change_files({&file, 1}), Store::Run::real);
  }
  const Tables exported = tables_of(store);
  CHECK(exported.at("sources") == "key,title\ns,A\ns-2,Another\n");
  CHECK(exported.at("events") == "key,effective,sources\nbegun,2018,s; s-2\n");
  CHECK(exported.at("entities") == "key,kind,name\nacme,company,Acme\n");
  const Store again = imported(exported);
  CHECK(spells(again) == spells(store));
  CHECK(tables_of(again) == exported);
}

TEST_CASE("an end told by its last day goes through tables, store and change file") {
  const InputFile file{"a",
                       "{reorg: 1, file: a, entities: {acme: {kind: company, name: Acme}, tools: "
                       "{kind: unit, name: Tools}}, statements: [{subject: tools, part_of: acme, "
                       "from: 2015-06-01, last: \"2018-11?\"}]}"};
  const Store store = imported(std::span(&file, 1));
  const Tables exported = tables_of(store);
  CHECK(exported.at("relations") ==
        "kind,subject,object,from,last\npart_of,tools,acme,2015-06-01,2018-11?\n");
  const Store again = imported(exported);
  const auto all = again.everything().statements;
  const auto dated = std::ranges::find(all, StatementKind::part_of, &Statement::kind);
  CHECK(dated->until.date.edtf == "[2018-11-02?..2018-12-01?]");
  CHECK(tables_of(again) == exported);
}

TEST_CASE("an empty database is exported as two first lines") {
  const Store store = Store::in_memory();
  CHECK(tables_of(store) ==
        Tables{{"entities", "key,kind\n"}, {"relations", "kind,subject,object\n"}});
}
