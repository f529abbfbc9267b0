// What is exported and imported again is the same database, record for record.
#include <catch2/catch.hpp>

#include "core/format/write_change_file.hpp"
#include "tests/property.hpp"
#include "tests/store/random_change_files.hpp"
#include "tests/store/told_spells.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

constexpr auto real = Store::Run::real;

using Lines = std::vector<std::string>;

std::string text(const std::optional<Date>& d) {
  return d ? d->edtf + "=" + to_string(d->earliest) + ".." + to_string(d->latest) : "-";
}

// Every record of a batch as a line, without numbers and places within a file.
class Records {
 public:
  explicit Records(const Batch& batch) : batch_(batch) {}

  Lines lines() const {
    Lines all = batch_.files;
    for (const Entity& e : batch_.entities)
      all.push_back("entity " + e.key + " " + std::string(word(e.kind)) + " " +
                    std::to_string(e.seats) + " " + e.description);
    for (const Source& s : batch_.sources) all.push_back("source " + s.key + of(s));
    for (const Event& e : batch_.events) all.push_back(of(e));
    for (const Change& c : batch_.changes) all.push_back(of(c));
    for (const Statement& s : batch_.statements) all.push_back(of(s));
    std::sort(all.begin(), all.end());
    for (const ToldJudgement& j : batch_.judgements)
      all.push_back("judged " + std::string(word(j.verdict)) + " " + j.kept + " " + j.other + " " +
                    j.note + (j.source ? of(*j.source) : ""));
    return all;
  }

 private:
  static std::string of(const Source& s) {
    return "|" + s.title + "|" + s.publisher + "|" + text(s.published) + "|" + s.address + "|" +
           std::string(word(s.type)) + "|" + s.note;
  }
  std::string key(EntityId id) const {
    return id == EntityId::none ? "-" : batch_.entities.at(number(id) - 1).key;
  }
  std::string keys(const std::vector<EntityId>& ids) const {
    std::string all;
    for (const EntityId id : ids) all += key(id) + " ";
    return all + ";";
  }
  std::string event(EventId id) const {
    return id == EventId::none ? "-" : batch_.events.at(number(id) - 1).key;
  }
  std::string sources(const std::vector<SourceId>& ids) const {
    std::string all = " by";
    for (const SourceId id : ids) all += " " + batch_.sources.at(number(id) - 1).key;
    return all;
  }
  static std::string refs(const std::vector<std::string>& refs) {
    std::string all = " ref";
    for (const std::string& r : refs) all += " " + r;
    return all;
  }
  static std::string known(Day from, bool assumed, Day until) {
    return " known " + to_string(from) + (assumed ? "?" : "") + " until " + to_string(until);
  }
  std::string of(const Event& e) const {
    return "event " + e.place.file + " " + e.key + " '" + e.name + "' " +
           std::string(word(e.type)) + " " + text(e.announced) + " " + text(e.effective) + " " +
           e.target + " " + e.claim + " " + std::string(word(e.rank)) +
           known(e.known, e.known_assumed, e.known_until) + " " + e.note + sources(e.sources) +
           refs(e.refs);
  }
  std::string of(const Change& c) const {
    return "change " + c.place.file + " " + event(c.event) + " " + std::string(word(c.verb)) + " " +
           keys(c.originals) + keys(c.results) + keys(c.others) + c.text + sources(c.sources) +
           refs(c.refs);
  }
  std::string of(const Statement& s) const {
    const std::string change =
        s.change == ChangeId::none ? "-" : of(batch_.changes.at(number(s.change) - 1));
    return "statement " + s.place.file + " " + std::string(word(s.kind)) + " " +
           std::string(word(s.effect)) + " " + std::string(word(s.mode)) + " " + key(s.subject) +
           " " + key(s.object) + " " + key(s.capacity_of) + " [" + s.aspect + "] = " + s.value +
           " '" + s.role + "' " + (s.acting ? "acting " : "") + (s.dotted ? "dotted " : "") +
           (s.alongside ? "alongside " : "") + text(s.from) + " until " +
           std::to_string(static_cast<int>(s.until.kind)) +
           text(s.until.kind == EndKind::date ? std::optional(s.until.date) : std::nullopt) +
           known(s.known, s.known_assumed, s.known_until) + " " + event(s.event) + " claim " +
           s.claim + " " + std::to_string(s.position) + std::string(word(s.rank)) + " " + s.note +
           sources(s.sources) + refs(s.refs) + " of " + change;
  }

  const Batch& batch_;
};

Store imported(const std::string& yaml, const std::string& name = "export.yaml") {
  Store store = Store::in_memory();
  const InputFile file{name, yaml};
  store.import(read_change_files({&file, 1}), real);
  return store;
}

// Spells without the places of their evidence: Records has the statements.
Lines spells(const Store& store) {
  Lines all = SpellText(store).of(store);
  for (std::string& line : all) line.erase(line.find(' ', line.find(" known ") + 7));
  return all;
}

// What only one of the two has: easier to read than both.
Lines difference(const Lines& a, const Lines& b) {
  Lines only;
  for (const std::string& line : a) {
    if (std::find(b.begin(), b.end(), line) == b.end()) only.push_back("now:    " + line);
  }
  for (const std::string& line : b) {
    if (std::find(a.begin(), a.end(), line) == a.end()) only.push_back("before: " + line);
  }
  return only;
}

std::string refusal(const std::string& yaml) {
  try {
    const InputFile file{"export.yaml", yaml};
    read_change_files({&file, 1});
    return "";
  } catch (const BadInput& bad) {
    return bad.what();
  }
}

void check_law(const Store& store) {
  const Batch all = store.everything();
  const std::string exported = write_change_file(all);
  INFO(exported);
  const Store again = imported(exported);
  CHECK(Records(again.everything()).lines() == Records(all).lines());
  CHECK(spells(again) == spells(store));
  CHECK(write_change_file(again.everything()) == exported);
}

}  // namespace

TEST_CASE("the real histories are exported and imported again as they were") {
  const std::string fixtures = std::string(REORG_SOURCE_DIR) + "/fixtures";
  const auto files = load_change_files(std::span(&fixtures, 1));
  Store store = Store::in_memory();
  store.import(read_change_files(files), real);
  check_law(store);
}

TEST_CASE("any history is exported and imported again as it was") {
  require_for_all(
      [] {
        Store store = Store::in_memory();
        const InputFile file{"one.yaml", random_change_file("one.yaml")};
        store.import(read_change_files({&file, 1}), real);
        const Batch all = store.everything();
        const std::string exported = write_change_file(all);
        RC_LOG() << file.text << "\n" << exported;
        const std::string refused = refusal(exported);
        RC_ASSERT(refused == "");
        const Store again = imported(exported);
        RC_ASSERT(difference(Records(again.everything()).lines(), Records(all).lines()) == Lines{});
        RC_ASSERT(Records(again.everything()).lines() == Records(all).lines());
        RC_ASSERT(difference(spells(again), spells(store)) == Lines{});
        RC_ASSERT(spells(again) == spells(store));
        RC_ASSERT(write_change_file(again.everything()) == exported);
      },
      property_cases(5));
}

TEST_CASE("files that were imported one after the other are exported as one text") {
  Store store = Store::in_memory();
  for (const char* text : {"{reorg: 1, file: a, sources: {s: {title: A}}, entities: {acme: {kind: "
                           "company, name: Acme}},"
                           " changes: [{date: 2018, found: acme, id: begun, sources: s}]}",
                           "{reorg: 1, file: b, sources: {s: {title: Another}}, entities: {acme: "
                           "{kind: unit, name: Acme}},"
                           " changes: [{date: 2019, found: acme, id: begun, sources: s}]}"}) {
    const InputFile file{"x.yaml", text};
    store.import(read_change_files({&file, 1}), real);
  }
  const std::string exported = write_change_file(store.everything());
  const Store again = imported(exported);
  CHECK(again.files() == std::vector<std::string>{"a", "b"});
  CHECK(again.event_keys() == store.event_keys());
  CHECK(again.everything().sources[1].title == "Another");
  CHECK(spells(again) == spells(store));
}

TEST_CASE("what was forgotten is not exported") {
  Store store = imported("{reorg: 1, file: a, entities: {acme: {kind: company, name: Acme}}}");
  const InputFile file{"b", "{reorg: 1, file: b, entities: {tools: {kind: unit, name: Tools}}}"};
  store.import(read_change_files({&file, 1}), real);
  store.forget("b");
  CHECK(write_change_file(store.everything()) ==
        "reorg: 1\nfile: a\nentities:\n  acme: { kind: company, name: Acme }\n");
}

TEST_CASE("an empty database is exported as a file that says nothing") {
  CHECK(write_change_file(Store::in_memory().everything()) == "reorg: 1\nfiles: []\n");
}

TEST_CASE("statements that differ in the day of knowledge alone are told apart by it") {
  const Store store = imported(
      "{reorg: 1, file: a, sources: {s: {title: S, published: 2015-06-01}}, entities: {acme: "
      "{kind: "
      "company, name: Acme}, tools: {kind: unit, name: Tools}}, statements: ["
      "{subject: tools, part_of: acme, from: 2015-06-01},"
      "{subject: tools, part_of: acme, from: 2015-06-01, known: 2015-06-01},"
      "{subject: tools, part_of: acme, from: 2015-06-01, announced: 2015-07}]}");
  check_law(store);
}

TEST_CASE("one statement written in two ways is refused: keep one, with the sources of both") {
  const std::string file =
      "{reorg: 1, file: a, entities: {acme: {kind: company, name: Acme}, tools: {kind: unit, name: "
      "Tools}}, statements: [{subject: tools, part_of: acme, from: 2015, known: 2015-06}, ";
  CHECK_THAT(refusal(file + "{subject: tools, part_of: acme, from: 2015, known: 2015-06-30}]}"),
             Catch::Contains("the same statement stands at"));
  CHECK(refusal(file + "{subject: tools, part_of: acme, from: 2015, known: 2015-07}]}").empty());
}
