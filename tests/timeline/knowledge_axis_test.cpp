// R9, R10, R12, R14, R20: what was known when, plans, vacancies, events and lifetimes, drawn.
#include <catch2/catch.hpp>

#include "tests/timeline/history.hpp"

using namespace reorg;
using reorg::tests::Drawing;
using reorg::tests::History;

namespace {

const char* const people = R"(
  alibaba: { kind: company, name: Alibaba Group }
  cloud: { kind: unit, name: Alibaba Cloud }
  daniel: { kind: person, name: Daniel Zhang }
  wu: { kind: person, name: Eddie Wu }
)";

const char* const handover_2023 = R"(
sources:
  sec0623: { title: Succession, published: 2023-06-20 }
  brec23: { title: Farewell, published: 2023-09-11 }
changes:
  - { date: 2023-03-28, appoint: daniel, over: cloud, as: chief executive officer }
  - { id: full-time, date: 2023-09-10, announced: 2023-06-20, appoint: daniel, over: cloud,
      as: chairman and chief executive officer, sources: [sec0623] }
  - { date: 2023-09-11, withdraw: full-time, sources: [brec23] }
  - { date: 2023-09-10, appoint: wu, over: cloud, acting: true, sources: [brec23] }
)";

}  // namespace

TEST_CASE("R9: before the publication the successor is not known") {
  const History h(people, handover_2023);
  CHECK(h.draw("oversees", "cloud", {"2023-09-10"}, "2023-09-10") == Drawing{"daniel  #"});
  CHECK(h.draw("oversees", "cloud", {"2023-09-09", "2023-09-10"}, "2023-09-11") ==
        Drawing{"daniel  #.", "wu      .#"});
}

TEST_CASE("R9: the answer counts what was published later") {
  const History h(people, handover_2023);
  CHECK(resolve(h.batch().statements, {day_of(2023, 8, 1), {}}).left_out.size() == 1);
}

TEST_CASE("R10: an announced change holds from its effective day until it is withdrawn") {
  const History h(people, handover_2023);
  CHECK(h.draw("oversees", "cloud", {"2023-10-01"}, "2023-08-01") == Drawing{"daniel  #"});
  CHECK(h.draw("oversees", "cloud", {"2023-10-01"}, "2023-09-12") ==
        Drawing{"daniel  .", "wu      #"});
  const auto then = h.spells("oversees", "cloud", "2023-08-01");
  CHECK(then.back().role == "chairman and chief executive officer");
}

TEST_CASE("R10: plans and rumours are never structure") {
  const History h(people, R"(
changes:
  - plan: Full spin-off and listing within a year
    id: spin-off
    date: 2023-05-18
    about: cloud
    do: [ { spin_off: cloud, from: alibaba } ]
  - rumour: Somebody comes back
    date: 2023-05-13
    about: cloud
    do: [ { appoint: wu, over: cloud } ]
)");
  CHECK(h.draw("part_of", "cloud", {"2024-06-01"}).empty());
  CHECK(h.draw("oversees", "cloud", {"2024-06-01"}).empty());
  CHECK(h.batch().events.size() == 2);
}

TEST_CASE("R12: a seat is vacant only when a source says so") {
  const History h(R"(
  acme: { kind: company, name: Acme }
  ceo: { kind: post, name: chief executive officer, in: acme }
  ann: { kind: person, name: Ann }
  bob: { kind: person, name: Bob }
)",
                  R"(
changes:
  - { date: 2010-01-01, appoint: ann, to: ceo }
  - { date: 2012-01-01, vacate: ceo }
  - { date: 2013-01-01, appoint: bob, to: ceo }
  - { date: 2015-01-01, leave: bob, from: ceo }
)");
  CHECK(h.draw("holds", "ceo", {"2011-01-01", "2012-06-01", "2014-01-01", "2016-01-01"}) ==
        Drawing{"ann     #...", "bob     ..#.", "vacant  .#.."});
}

TEST_CASE("R14: what a dissolution ends, and what goes on") {
  const History h(R"(
  tencent: { kind: company, name: Tencent }
  omg: { kind: unit, name: OMG }
  sales: { kind: unit, name: OMG advertising sales }
  spa: { kind: unit, name: SPA }
  ams: { kind: unit, name: AMS }
)",
                  R"(
changes:
  - { date: 2012-05-18, found: omg, in: tencent }
  - date: 2018-09-30
    do:
      - { dissolve: omg, into: [ams] }
      - { merge: [sales, spa], into: ams, in: tencent }
)");
  CHECK(h.draw("existence", "omg", {"2018-09-29", "2018-09-30"}) == Drawing{"omg  #."});
  CHECK(h.draw("existence", "ams", {"2018-09-29", "2018-09-30"}) == Drawing{"ams  .#"});
  CHECK(h.draw("existence", "sales", {"2018-09-29", "2018-09-30"}) == Drawing{"sales  #."});
  CHECK(h.draw("part_of", "omg", {"2018-09-29", "2018-09-30"}) == Drawing{"tencent  #."});
}

TEST_CASE("R14: continuing keeps originals alive, and grouping ends nobody") {
  const History h(R"(
  eleme: { kind: company, name: Ele.me }
  koubei: { kind: unit, name: Koubei }
  local: { kind: unit, name: Local services }
)",
                  R"(
changes:
  - { date: 2018-05-01, found: eleme }
  - { date: 2018-10-12, group: [eleme, koubei], under: local }
)");
  CHECK(h.draw("existence", "eleme", {"2018-10-12"}) == Drawing{"eleme  #"});
  CHECK(h.draw("part_of", "koubei", {"2018-10-11", "2018-10-12"}) == Drawing{"local  .#"});
}

TEST_CASE("R20: a relation is clipped to the known lifetimes of both ends") {
  const History h(R"(
  alibaba: { kind: company, name: Alibaba Group }
  vp: { kind: post, name: vice president, in: alibaba, seats: 0 }
  author: { kind: person, description: the author }
)",
                  R"(
changes:
  - { date: 1999, found: alibaba }
statements:
  - { subject: author, holds: vp, until: "[..2018-12-06]" }
  - { subject: author, member_of: alibaba, until: "[..2018-12-06]" }
)");
  CHECK(h.draw("member_of", "alibaba", {"1990-01-01", "1999-06-01", "2010-01-01", "2018-12-06"}) ==
        Drawing{"author  .??."});
}

TEST_CASE("R20: what oversees a dissolved unit ends with it, for both sides") {
  const History h(R"(
  sng: { kind: unit, name: SNG }
  tong: { kind: person, name: Dowson Tong }
)",
                  R"(
changes:
  - { date: 2012-05-18, found: sng }
  - { date: 2012-05-18, appoint: tong, over: sng }
  - { date: 2018-09-30, dissolve: sng }
)");
  CHECK(h.draw("oversees", "sng", {"2018-09-29", "2018-09-30"}) == Drawing{"tong  #."});
  CHECK(h.spells("oversees", "sng").at(0).until.basis == Basis::lifetime);
}

TEST_CASE("leaving everything ends what is open then, and recreates nothing") {
  const History h(people, R"(
changes:
  - { date: 2010-01-01, appoint: daniel, over: cloud }
  - { date: 2015-01-01, appoint: wu, over: cloud }
  - { date: 2016-01-01, appoint: daniel, over: alibaba }
  - { date: 2023-09-10, leave: daniel, everything: true }
)");
  CHECK(h.draw("oversees", "alibaba", {"2016-01-01", "2023-09-09", "2023-09-10"}) ==
        Drawing{"daniel  ##."});
  CHECK(h.draw("oversees", "cloud", {"2014-12-31", "2015-01-01", "2023-09-09"}) ==
        Drawing{"daniel  #..", "wu      .##"});
}

TEST_CASE("leaving an organization ends posts in it, membership and reporting in that capacity") {
  const History h(R"(
  alibaba: { kind: company, name: Alibaba Group }
  cto: { kind: post, name: chief technology officer, in: alibaba }
  cheng: { kind: person, name: Cheng Li }
  daniel: { kind: person, name: Daniel Zhang }
)",
                  R"(
changes:
  - { date: 2019-12-19, appoint: cheng, to: cto }
  - { date: 2019-12-19, report: cheng, to: daniel, as: cto }
  - { date: 2022-12-29, leave: cheng, from: alibaba }
)");
  CHECK(h.draw("holds", "cto", {"2022-12-28", "2022-12-29"}) == Drawing{"cheng  #."});
}
