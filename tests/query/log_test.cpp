// The log: which events lie in a stretch, and how what several tell is told once.
#include "core/query/log.hpp"

#include <catch2/catch.hpp>

#include "tests/store/teller.hpp"

using namespace reorg;
using namespace reorg::tests;
using Kind = StatementKind;

namespace {

// An event with one appointment in it.
void appoint(Teller& t, const std::string& event, const std::string& who, const std::string& over,
             const std::string& on, const std::string& name = "") {
  Event& e = t.event(event, "2000-01-01");
  e.effective = parse_date(on);
  e.name = name;
  Change& c = t.change(Verb::appoint, "");
  c.others = {t.entity(who).id, t.entity(over).id};
  const ChangeId change = c.id;
  Statement& s = t.begins(Kind::oversees, who, over, on);
  s.change = change;
  s.known = day_of(2000, 1, 1);
  t.no_event();
}

class Asked {
 public:
  explicit Asked(Teller& t) { store_.import(t.batch(), Store::Run::real); }

  std::vector<LoggedEvent> log(const std::string& about, const std::string& first,
                               const std::string& last,
                               const std::optional<std::string>& known_at = {}) {
    AsOf as_of{};
    as_of.first = first.empty() ? before_all : parse_date(first).earliest;
    as_of.last = last.empty() ? after_all : parse_date(last).latest;
    as_of.today = day_of(2026, 11, 23);
    if (known_at) as_of.known_at = parse_date(*known_at).latest;
    const auto then = known_at ? store_.known_at(*as_of.known_at) : nullptr;
    const RelationSource& source = then ? *then : static_cast<const RelationSource&>(store_);
    const auto entity = store_.entity(about);
    taken_in_portions_ = {};
    Log portions(source, store_, entity ? entity->id : EntityId::none, {}, as_of);
    for (auto some = portions.take(1); !some.empty(); some = portions.take(1))
      std::ranges::move(some, std::back_inserter(taken_in_portions_));
    return reorg::log(source, store_, entity ? entity->id : EntityId::none, {}, as_of);
  }

  // The last log once more.
  const std::vector<LoggedEvent>& taken_in_portions() const { return taken_in_portions_; }

 private:
  Store store_ = Store::in_memory();
  std::vector<LoggedEvent> taken_in_portions_;
};

std::vector<std::string> keys(const std::vector<LoggedEvent>& entries) {
  std::vector<std::string> all;
  for (const LoggedEvent& e : entries) all.push_back(e.is_plain() ? "plain" : e.event.key);
  return all;
}

using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("events are told newest first, and only those of the stretch") {
  Teller t("a.yaml");
  appoint(t, "first", "p-ann", "tools", "2018-01-01");
  appoint(t, "second", "p-bob", "tools", "2019-01-01");
  appoint(t, "third", "p-cat", "tools", "2020-01-01");
  Asked asked(t);
  CHECK(keys(asked.log("", "", "")) == Keys{"third", "second", "first"});
  CHECK(keys(asked.log("", "2018-01-02", "2020-01-01")) == Keys{"third", "second"});
  CHECK(keys(asked.log("", "2018-01-02", "2018-12-31")).empty());
}

TEST_CASE("an imprecise event is possible in a stretch that holds only some of its days") {
  Teller t("a.yaml");
  appoint(t, "some-day", "p-ann", "tools", "[2018-01-10..2018-01-20]");
  Asked asked(t);
  CHECK(asked.log("", "2018-01-20", "2018-01-31").at(0).certainty == Certainty::possible);
  CHECK(asked.log("", "2018-01", "2018-01").at(0).certainty == Certainty::certain);
  CHECK(asked.log("", "2018-01-21", "2018-01-31").empty());
}

TEST_CASE("what two events tell of the same days is told once, with both sources") {
  Teller t("a.yaml");
  t.source("paper", "2000-01-01");
  appoint(t, "week", "p-ann", "tools", "[2018-01-10..2018-01-20]");
  t.source("mail", "2000-01-01");
  appoint(t, "day", "p-ann", "tools", "2018-01-15", "Ann takes over");
  Asked asked(t);
  const auto entries = asked.log("", "2018", "2018");
  REQUIRE(keys(entries) == Keys{"day"});
  CHECK(entries[0].changes.at(0).sources.size() == 2);
  // Even where only the imprecise one lies in the stretch: the day is known.
  CHECK(asked.log("", "2018-01-16", "2018-01-31").empty());
  CHECK(asked.log("tools", "2018-01-16", "2018-01-31").empty());
}

TEST_CASE("two appointments on days that cannot be one are two") {
  Teller t("a.yaml");
  appoint(t, "one", "p-ann", "tools", "2018-01-15");
  appoint(t, "two", "p-ann", "tools", "2019-01-15");
  Asked asked(t);
  CHECK(keys(asked.log("", "", "")) == Keys{"two", "one"});
}

TEST_CASE("an organization's log covers what was below it within the stretch") {
  Teller t("a.yaml");
  t.begins(Kind::part_of, "tools", "acme", "2010");
  t.ends(Kind::part_of, "tools", "acme", "2019-01-01");
  appoint(t, "within", "p-ann", "tools", "2018-01-01");
  appoint(t, "after", "p-bob", "tools", "2021-01-01");
  appoint(t, "elsewhere", "p-cat", "other", "2018-01-01");
  Asked asked(t);
  CHECK(keys(asked.log("acme", "2018", "2018")) == Keys{"within"});
  CHECK(keys(asked.log("acme", "2021", "2021")).empty());
}

TEST_CASE("what concerns people alone is told while they are over it") {
  Teller t("a.yaml");
  appoint(t, "in-charge", "p-ann", "tools", "2018-01-01");
  t.ends(Kind::oversees, "p-ann", "tools", "2019-01-01");
  for (const std::string year : {"2018", "2020"}) {
    Event& e = t.event("reports-" + year, "2000-01-01");
    e.effective = parse_date(year + "-06-01");
    t.change(Verb::leave, "").others = {t.entity("p-ann").id};
    t.no_event();
  }
  Asked asked(t);
  CHECK(keys(asked.log("tools", "2018-02", "2020-12")) == Keys{"plain", "reports-2018"});
}

TEST_CASE("an announcement that was withdrawn stands at its day; before, it is awaited") {
  Teller t("a.yaml");
  Event& e = t.event("spin-off", "2018-01-10");
  e.announced = parse_date("2018-01-10");
  e.effective = parse_date("2018-06-01");
  t.change(Verb::spin_off, "tools");
  Event& w = t.event("called-off", "2018-03-01");
  w.type = EventType::withdrawal;
  w.announced = w.effective = parse_date("2018-03-01");
  w.target = "spin-off";
  t.change(Verb::withdraw, "");
  Asked asked(t);
  const auto now = asked.log("tools", "2018", "2018");
  REQUIRE(keys(now) == Keys{"called-off", "spin-off"});
  CHECK(now[1].taken_back == day_of(2018, 3, 1));
  CHECK(now[1].by_announcement);
  const auto then = asked.log("tools", "2018", "2018", "2018-02-01");
  REQUIRE(keys(then) == Keys{"spin-off"});
  CHECK(then[0].taken_back == after_all);
  CHECK(then[0].date->edtf == "2018-06-01");
  CHECK(asked.log("tools", "2018", "2018", "2018-01-09").empty());
}

TEST_CASE("what an event does elsewhere is counted, not told") {
  Teller t("a.yaml");
  Event& e = t.event("both", "2000-01-01");
  e.effective = parse_date("2018-01-01");
  t.change(Verb::found, "", "tools");
  t.change(Verb::found, "", "games");
  t.change(Verb::found, "", "toys");
  Asked asked(t);
  const auto entries = asked.log("tools", "", "");
  REQUIRE(entries.size() == 1);
  CHECK(entries[0].changes.size() == 1);
  CHECK(entries[0].elsewhere == 2);
}

TEST_CASE("a beginning without an event is told as such, in its own stretch") {
  Teller t("a.yaml");
  t.begins(Kind::oversees, "p-ann", "tools", "2018-05-01");
  t.begins(Kind::oversees, "p-bob", "games", "[..2018-05-01]");
  Asked asked(t);
  CHECK(keys(asked.log("", "2018-05", "2018-05")) == Keys{"plain"});
  CHECK(asked.log("", "2018-04", "2018-04").empty());
  CHECK(asked.log("", "", "").size() == 2);
  CHECK(asked.log("games", "2018-05", "2018-05").empty());
}

TEST_CASE("a fact without an event is told once a day, with the sources of all that say it") {
  Teller t("a.yaml");
  t.source("one");
  t.begins(Kind::oversees, "p-1", "tools", "2018-05-01").effect = Effect::period;
  t.begins(Kind::oversees, "p-2", "tools", "2018-05-01").effect = Effect::period;
  t.begins(Kind::oversees, "p-3", "games", "2018-05").effect = Effect::period;
  Statement& gone = t.begins(Kind::oversees, "p-3", "tools", "2018-03-01");
  gone.effect = Effect::period;
  gone.until = {EndKind::date, parse_date("2018-05-01")};
  t.file("b.yaml");
  t.source("two");
  Statement& again = t.begins(Kind::oversees, "p-1", "tools", "2018-05-01");
  again.effect = Effect::period;
  again.role = "";
  t.no_source();
  Asked asked(t);
  const auto entries = asked.log("", "", "");
  REQUIRE(entries.size() == 4);
  const LoggedEvent& day =
      entries[0];  // the exact day before the month, in which it was told first
  CHECK(day.date->edtf == "2018-05-01");
  CHECK_FALSE(day.plain_ends);
  REQUIRE(day.plain.size() == 2);
  CHECK(day.plain[0].sources.size() == 2);
  CHECK(day.plain[1].sources.size() == 1);
  CHECK(day.sources.size() == 2);
  CHECK(entries[1].date->edtf == "2018-05");
  CHECK(entries[2].plain_ends);
  CHECK(entries[3].date->edtf == "2018-03-01");
  CHECK_FALSE(entries[3].plain_ends);

  const auto& portions = asked.taken_in_portions();
  REQUIRE(portions.size() == entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    CHECK(portions[i].date == entries[i].date);
    CHECK(portions[i].plain.size() == entries[i].plain.size());
    CHECK(portions[i].sources == entries[i].sources);
  }
}

TEST_CASE("before a log is told it has its days, and what is not wanted can be left out") {
  Teller t("a.yaml");
  t.begins(Kind::oversees, "p-1", "tools", "2018-05-01").effect = Effect::period;
  t.begins(Kind::oversees, "p-2", "tools", "2018").effect = Effect::period;
  Store store = Store::in_memory();
  store.import(t.batch(), Store::Run::real);
  AsOf may{};
  may.first = day_of(2018, 5, 1);
  may.last = day_of(2018, 5, 31);
  Log log(store, store, EntityId::none, {}, may);
  REQUIRE(log.entries().size() == 2);
  CHECK(log.entries()[0].plain.empty());
  log.keep([](Certainty c) { return c == Certainty::certain; });
  REQUIRE(log.entries().size() == 1);
  const auto all = log.take(100);
  REQUIRE(all.size() == 1);
  CHECK(all[0].plain.size() == 1);
  CHECK(all[0].date->edtf == "2018-05-01");
  CHECK(log.take(100).empty());
  CHECK(log.taken() == 1);
}
