// Plans: what stood on a day, and what had been called off (R10).
#include "core/query/plans.hpp"

#include <catch2/catch.hpp>

#include "tests/store/teller.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

Event& announce(Teller& t, const std::string& key, const std::string& announced,
                const std::string& effective) {
  Event& e = t.event(key, announced);
  e.announced = parse_date(announced);
  if (!effective.empty()) e.effective = parse_date(effective);
  t.change(Verb::spin_off, "tools");
  t.no_event();
  return e;
}

void take_back(Teller& t, const std::string& target, const std::string& on) {
  Event& w = t.event("end-of-" + target, on);
  w.type = EventType::withdrawal;
  w.announced = w.effective = parse_date(on);
  w.target = target;
  t.change(Verb::withdraw, "");
  t.no_event();
}

std::vector<std::string> asked(Teller& t, const std::string& day,
                               const std::string& known_at = {}) {
  Store store = Store::in_memory();
  store.import(t.batch(), Store::Run::real);
  AsOf as_of{};
  as_of.first = parse_date(day).earliest;
  as_of.last = parse_date(day).latest;
  as_of.today = day_of(2026, 11, 23);
  if (!known_at.empty()) as_of.known_at = parse_date(known_at).latest;
  std::vector<std::string> all;
  for (const PlanRow& r : plans(store, store, EntityId::none, as_of)) {
    all.push_back(r.event.event.key + " " + std::string(word(r.sort)) + " " +
                  std::string(word(r.certainty)) +
                  (r.event.taken_back == after_all ? "" : " " + to_string(r.event.taken_back)));
  }
  return all;
}

using Expected = std::vector<std::string>;

}  // namespace

TEST_CASE("what was announced stands from its announcement until it takes effect") {
  Teller t("a.yaml");
  announce(t, "spin-off", "2018-01-10", "2018-06-01");
  CHECK(asked(t, "2018-01-09").empty());
  CHECK(asked(t, "2018-01-10") == Expected{"spin-off announced certain"});
  CHECK(asked(t, "2018-05-31") == Expected{"spin-off announced certain"});
  CHECK(asked(t, "2018-06-01").empty());
}

TEST_CASE("with an imprecise date it is possible once one of its days has come") {
  Teller t("a.yaml");
  announce(t, "spin-off", "2018-01-10", "[2018-06-01..2018-06-10]");
  CHECK(asked(t, "2018-05-31") == Expected{"spin-off announced certain"});
  CHECK(asked(t, "2018-06-01") == Expected{"spin-off announced possible"});
  CHECK(asked(t, "2018-06-10").empty());
}

TEST_CASE("a plan stands until it is withdrawn, and its end is told only when known") {
  Teller t("a.yaml");
  announce(t, "plan", "2018-01-10", "").type = EventType::plan;
  take_back(t, "plan", "2018-03-01");
  CHECK(asked(t, "2018-02-01") == Expected{"plan planned certain 2018-03-01"});
  CHECK(asked(t, "2018-02-01", "2018-02-01") == Expected{"plan planned certain"});
  CHECK(asked(t, "2018-03-01") == Expected{"plan taken_back certain 2018-03-01"});
  CHECK(asked(t, "2018-02-01", "2018-01-09").empty());
}

TEST_CASE("a rumour is no plan and no announcement") {
  Teller t("a.yaml");
  announce(t, "talk", "2018-01-10", "2018-06-01").type = EventType::rumour;
  CHECK(asked(t, "2018-02-01") == Expected{"talk rumoured certain"});
  CHECK(asked(t, "2019-02-01") == Expected{"talk rumoured certain"});
}

TEST_CASE("what a paper reports afterwards, on an imprecise date, was not announced") {
  Teller t("a.yaml");
  Event& e = t.event("some-day", "2018-03-01");
  e.effective = parse_date("[2018-01-01..2018-12-31]");
  t.change(Verb::found, "", "tools");
  CHECK(asked(t, "2018-06-01").empty());
}

TEST_CASE("announced after it took effect is legal, and no plan on any day") {
  Teller t("a.yaml");
  announce(t, "late", "2018-06-01", "2018-01-01");
  CHECK(asked(t, "2018-03-01").empty());
  CHECK(asked(t, "2018-07-01").empty());
}
