#include "core/timeline/withdrawals.hpp"

#include <catch2/catch.hpp>

#include "tests/timeline/history.hpp"

using namespace reorg;
using reorg::tests::History;

namespace {

const char* const people = R"(
  cloud: { kind: unit, name: Cloud }
  ann: { kind: person, name: Ann }
)";

std::vector<Finding> findings(const std::string& withdrawn_on) {
  const History h(
      people,
      "changes:\n"
      "  - { id: plan, announced: 2023-06-20, date: 2023-09-10, appoint: ann, over: cloud }\n"
      "  - { date: " +
          withdrawn_on + ", withdraw: plan }\n");
  return late_withdrawals(h.batch().events, [](std::string_view) { return std::nullopt; });
}

}  // namespace

TEST_CASE("withdrawing what took effect is found, with its place") {
  const auto found = findings("2023-10-01");
  REQUIRE(found.size() == 1);
  CHECK(found[0].rule == "late-withdrawal");
  CHECK(found[0].message.starts_with("test.yaml:"));
}

TEST_CASE("withdrawing before or on the effective day is what withdrawals are for") {
  CHECK(findings("2023-08-01").empty());
  CHECK(findings("2023-09-10").empty());
}

TEST_CASE("an event recorded before counts too") {
  Event withdrawal;
  withdrawal.type = EventType::withdrawal;
  withdrawal.target = "old-plan";
  withdrawal.effective = parse_date("2020-05");
  Event target;
  target.key = "old-plan";
  target.effective = parse_date("2019");
  const Event events[] = {withdrawal};
  CHECK(late_withdrawals(events, [&](std::string_view) { return target; }).size() == 1);
}
