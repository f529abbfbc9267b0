// What a check as a whole keeps to: the rules one by one are told by tests/golden/check.
#include "core/check/check.hpp"

#include <set>
#include <sstream>

#include <catch2/catch.hpp>

#include "core/store/store.hpp"
#include "tests/store/teller.hpp"
#include "tests/timeline/history.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

const char* const entities = R"(
  acme:  { kind: company, name: Acme }
  acme2: { kind: company, name: Acme Ltd }
  tools: { kind: unit, name: Tools }
  works: { kind: unit, name: Works }
  parts: { kind: unit, name: Parts }
  boss:  { kind: post, name: chief executive, in: acme }
  ann:   { kind: person, name: Ann Alpha }
  bob:   { kind: person, name: Bob Beta }
  idle:  { kind: person, name: Idle }
)";

const std::string history = R"(
sources:
  old: { title: Old, published: 2012-01-01 }
  new: { title: New, published: 2019-01-01 }
changes:
  - { date: 2010-01-01, sources: [old], found: tools, in: acme }
  - { date: 2010-01-01, sources: [old], found: works, in: tools }
  - { date: 2011-01-01, sources: [old], move: tools, to: works }
  - { date: 2010-01-01, sources: [old], own: acme, by: acme2, share: 60 }
  - { date: 2010-01-01, sources: [new], own: acme, by: ann, share: 41 }
  - { date: 2010-01-01, sources: [old], found: parts, in: works }
  - { date: 2015-01-01, sources: [old], dissolve: works }
  - { date: 2016-01-01, appoint: ann, over: works }
statements:
  - { subject: ann, holds: boss, from: 2010-01-01, until: 2013-01-01, sources: [old] }
  - { subject: bob, holds: boss, from: 2012-01-01, until: 2014-01-01, sources: [old] }
)";

struct Checked {
  Store store = Store::in_memory();
  Day today = parse_date("2026-11-23").latest;

  explicit Checked(const std::string& rest = history, const std::string& all = entities) {
    store.import(History(all, rest).batch(), Store::Run::real);
  }
  CheckReport report(const Scope& scope = Scope::everything(), std::size_t portion = 500,
                     const std::string& known_at = {}) const {
    CheckOptions options{
        {today, known_at.empty() ? after_all : parse_date(known_at).latest}, {}, portion};
    return check({store, store, store, store}, scope, options);
  }
  // "error cycle test.yaml:14 2011-01-01", a line each.
  static std::string text(const CheckReport& report) {
    std::ostringstream all;
    for (const CheckFinding& f : report.findings) {
      all << word(f.severity) << ' ' << f.rule;
      for (const Place& p : f.places) all << ' ' << p.line << ':' << p.column;
      if (f.first) all << ' ' << to_string(*f.first);
      all << '\n';
    }
    return all.str();
  }
  static std::multiset<std::string> found(const CheckReport& report) {
    std::multiset<std::string> names;
    for (const CheckFinding& f : report.findings) names.emplace(f.rule);
    return names;
  }
};

}  // namespace

TEST_CASE("findings do not depend on how the database is parted for reading") {
  const Checked c;
  const CheckReport whole = c.report();
  CHECK(Checked::found(whole) ==
        std::multiset<std::string>{"cycle", "ended-parent", "likely-duplicate", "never-used",
                                   "no-source", "outside-lifetime", "shares-above-100",
                                   "too-many-holders", "unfilled-post", "ended-parent"});
  for (const std::size_t portion : {1U, 2U, 3U, 7U})
    CHECK(Checked::text(c.report(Scope::everything(), portion)) == Checked::text(whole));
  CHECK(c.report(Scope::everything(), 1).statements == whole.statements);
  CHECK(whole.statements == c.store.stats().statements);
}

TEST_CASE("errors stand first, then warnings, then notes") {
  const CheckReport report = Checked().report();
  CHECK(std::ranges::is_sorted(report.findings, {}, &CheckFinding::severity));
  CHECK(report.of(Severity::error) == 3);
}

TEST_CASE("only what was known on the day is looked at") {
  const Checked c;
  CHECK(Checked::found(c.report()).contains("shares-above-100"));
  CHECK_FALSE(Checked::found(c.report(Scope::everything(), 500, "2015-01-01"))
                  .contains("shares-above-100"));
}

TEST_CASE("of an entity and what is below it, nothing else is told") {
  const Checked c;
  const auto ids = with_all_below(c.store, c.store.entity("acme")->id);
  const auto names = Checked::found(c.report(Scope(ids)));
  CHECK(names.contains("shares-above-100"));
  CHECK(names.contains("too-many-holders"));
  CHECK_FALSE(names.contains("never-used"));
  // Another of the same name is found, though it is elsewhere.
  CHECK(names.contains("likely-duplicate"));
  CHECK(c.report(Scope({c.store.entity("idle")->id})).findings.size() == 1);
}

TEST_CASE("a database without anything has nothing odd") {
  const Store store = Store::in_memory();
  const CheckReport report = check({store, store, store, store}, Scope::everything(), {});
  CHECK(report.findings.empty());
  CHECK(report.statements == 0);
}

TEST_CASE("rules that are turned off are not looked at") {
  const Checked c;
  CheckOptions options{{c.today, after_all}, {}, 500};
  for (const Rule& r : rules()) options.off.insert(r.name);
  CHECK(check({c.store, c.store, c.store, c.store}, Scope::everything(), options).findings.empty());
}

TEST_CASE("every rule has a name of its own, looks at something, and is found by its name") {
  std::set<std::string_view> names;
  for (const Rule& r : rules()) {
    INFO(r.name);
    CHECK(names.insert(r.name).second);
    CHECK((r.of_portion == nullptr) != (r.of_all == nullptr));
    CHECK(rule(r.name) == &r);
    CHECK_FALSE(r.summary.empty());
  }
  CHECK(rule("cycles") == nullptr);
}

TEST_CASE("a crowd of equal names is told without comparing each with each") {
  std::string all, told = "changes:\n  - { date: 2010-01-01, do: [";
  for (int n = 0; n < 60; ++n) {
    all += "  u" + std::to_string(n) + ": { kind: unit, name: Sales }\n";
    told += (n == 0 ? " { found: u" : ", { found: u") + std::to_string(n) + " }";
  }
  const Checked c(told + " ] }\n", all);
  std::size_t duplicates = 0;
  for (const CheckFinding& f : c.report().findings) duplicates += f.rule == "likely-duplicate";
  CHECK(duplicates == 59);  // each with the next
}

TEST_CASE("what was never told to begin or end is odd at all times") {
  Store store = Store::in_memory();
  Teller t("file.yaml");
  t.declare("t-x");
  t.always(StatementKind::holds, "p-a", "t-x");
  t.always(StatementKind::holds, "p-b", "t-x");
  store.import(t.batch(), Store::Run::real);
  const CheckReport report = check({store, store, store, store}, Scope::everything(),
                                   {{parse_date("2026-11-23").latest}, {}});
  REQUIRE(Checked::found(report).contains("too-many-holders"));
  const auto& says = report.findings.front().says.parts();
  CHECK(std::get<std::string>(says.back()) == ", at all times");
}

TEST_CASE("what a table tells without a source is one finding, however it is parted") {
  Store store = Store::in_memory();
  Teller t("table");
  for (int n = 0; n < 7; ++n) {
    Statement& s =
        t.begins(StatementKind::part_of, "o-" + std::to_string(n), "o-all", "2010-01-01");
    s.effect = Effect::period;
    s.place.line = s.place.column = 0;
  }
  store.import(t.batch(), Store::Run::real);
  for (const std::size_t portion : {500U, 2U}) {
    const CheckReport report = check({store, store, store, store}, Scope::everything(),
                                     {{parse_date("2026-11-23").latest}, {}, portion});
    REQUIRE(Checked::found(report).count("no-source") == 1);
    const auto finding = std::ranges::find(report.findings, "no-source", &CheckFinding::rule);
    std::string says;
    for (const auto& part : finding->says.parts())
      if (const auto* text = std::get_if<std::string>(&part)) says += *text;
    CHECK(says.find(", and 6 more: no source says so") != std::string::npos);
  }
}
