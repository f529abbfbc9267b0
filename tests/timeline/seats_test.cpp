// R2-R8: ends, sightings, corroboration, rivals, seats and closing, drawn.
#include <algorithm>

#include <catch2/catch.hpp>

#include "tests/timeline/history.hpp"

using namespace reorg;
using reorg::tests::Drawing;
using reorg::tests::History;

namespace {

const char* const cloud_people = R"(
  cloud: { kind: unit, name: Alibaba Cloud }
  hu: { kind: person, name: Simon Hu }
  zhang: { kind: person, name: Zhang Jianfeng }
  daniel: { kind: person, name: Daniel Zhang }
)";

const char* const cainiao_people = R"(
  cainiao: { kind: company, name: Cainiao }
  shen: { kind: person, name: Shen Guojun }
  tong: { kind: person, name: Judy Tong }
  wan: { kind: person, name: Wan Lin }
)";

}  // namespace

TEST_CASE("R1: an imprecise change leaves old and new both possible on its days") {
  const History h(cloud_people, R"(
changes:
  - { date: "[2018-11-26..2018-12-02]", rename: cloud, to: Alibaba Cloud Intelligence Group }
)");
  CHECK(h.draw("name", "cloud",
               {"2018-11-25", "2018-11-26", "2018-11-28", "2018-12-01", "2018-12-02"}) ==
        Drawing{"Alibaba Cloud                     #???.",
                "Alibaba Cloud Intelligence Group  .???#"});
}

TEST_CASE("R2: what a change begins holds until something ends it, however long") {
  const History h(cloud_people,
                  "changes:\n  - { date: 2018-11-26, appoint: zhang, over: cloud }\n");
  CHECK(h.draw("oversees", "cloud", {"2018-11-25", "2018-11-26", "2026-11-23"}) ==
        Drawing{"zhang  .##"});
  const auto spells = h.spells("oversees", "cloud");
  REQUIRE(spells.size() == 1);
  CHECK(spells[0].until.kind == EndKind::open);
  CHECK(spells[0].last_evidence == day_of(2018, 11, 26));
}

TEST_CASE("R2: an unknown end is certain up to the last sighting, possible afterwards") {
  const History h(cloud_people, R"(
statements:
  - { subject: hu, oversees: cloud, from: 2014-11-01, until: unknown }
  - { subject: hu, oversees: cloud, seen: 2017-06-01 }
)");
  CHECK(h.draw("oversees", "cloud",
               {"2014-10-31", "2014-11-01", "2017-06-01", "2017-06-02", "2026-01-01"}) ==
        Drawing{"hu  .##??"});
}

TEST_CASE("R2: a statement without any bound is undated and holds on no day") {
  const History h(cloud_people, "statements:\n  - { subject: hu, oversees: cloud }\n");
  CHECK(h.draw("oversees", "cloud", {"1990-01-01", "2026-01-01"}) == Drawing{"hu  .."});
  CHECK(h.spells("oversees", "cloud").at(0).undated);
}

TEST_CASE("R3: moving away from a parent says that it was the parent the day before") {
  const History h(R"(
  qq: { kind: unit, name: Mobile QQ }
  mig: { kind: unit, name: Mobile Internet Group }
  sng: { kind: unit, name: Social Network Group }
)",
                  "changes:\n  - { date: 2013-01-28, move: qq, from: mig, to: sng }\n");
  CHECK(h.draw("part_of", "qq", {"2012-12-31", "2013-01-27", "2013-01-28"}) ==
        Drawing{"mig  ?#.", "sng  ..#"});
}

TEST_CASE("R3: sightings with no end between them are one spell") {
  const History h(R"(
  cao: { kind: post, name: chief administrative officer, in: tencent }
  tencent: { kind: company, name: Tencent }
  chen: { kind: person, name: Charles Chen }
)",
                  R"(
changes:
  - { date: 2012-02-22, attest: chen, to: cao }
  - date: 2013-03-20
    do: [ { leave: chen, from: cao }, { abolish: cao } ]
)");
  CHECK(h.draw("holds", "cao",
               {"2012-02-21", "2012-02-22", "2012-09-01", "2013-03-19", "2013-03-20"}) ==
        Drawing{"chen  ?###."});
  CHECK(h.spells("holds", "cao").size() == 1);
}

TEST_CASE("R3: ending what was never begun creates it, seen the day before") {
  const History h(R"(
  alibaba-com: { kind: company, name: Alibaba.com }
  wei: { kind: person, name: David Wei }
  lu: { kind: person, name: Jonathan Lu }
)",
                  R"(
changes:
  - { date: 2011-02-21, leave: wei, from: alibaba-com, capacity: head }
  - { date: 2011-02-21, appoint: lu, over: alibaba-com }
)");
  CHECK(h.draw("oversees", "alibaba-com", {"2009-01-01", "2011-02-20", "2011-02-21"}) ==
        Drawing{"lu   ..#", "wei  ?#."});
}

TEST_CASE("R4: a fact told twice is one fact with the narrowest bounds and both sources") {
  const History h(cloud_people, R"(
sources:
  article: { title: Article, published: 2018-12-06 }
  scmp: { title: SCMP, published: 2018-11-26 }
changes:
  - { date: "[2018-11-26..2018-12-02]", appoint: zhang, over: cloud, sources: [article] }
  - { date: 2018-11-26, appoint: zhang, over: cloud, as: president, sources: [scmp] }
)");
  const auto spells = h.spells("oversees", "cloud");
  REQUIRE(spells.size() == 1);
  CHECK(spells[0].from.earliest == day_of(2018, 11, 26));
  CHECK(spells[0].from.latest == day_of(2018, 11, 26));
  CHECK(spells[0].role == "president");
  CHECK(spells[0].sources.size() == 2);
}

TEST_CASE("R4: whoever left everything on one day by two accounts left by both, in either order") {
  const std::string one = "  - { date: 2018-11-26, leave: hu, everything: true, sources: s1 }\n";
  const std::string other =
      "  - { date: \"2018-11-26?\", leave: hu, everything: true, sources: s2 }\n";
  const std::string seat = "  - { date: 2018-11-26, leave: hu, from: cloud, sources: s3 }\n";
  for (const std::string& accounts : {one + other, other + one, seat + one, one + seat}) {
    const History h(cloud_people,
                    "sources: { s1: { title: A }, s2: { title: B }, s3: { title: C } }\n"
                    "changes:\n  - { date: 2014-01-01, appoint: hu, over: cloud }\n" +
                        accounts);
    const auto spells = h.spells("oversees", "cloud");
    REQUIRE(spells.size() == 1);
    CHECK(spells[0].sources.size() == 2);
    CHECK(spells[0].evidence.size() == 3);
  }
}

TEST_CASE("R4: who left everything within a year gives no day to a seat left before") {
  const History h(cloud_people, R"(
sources: { s1: { title: A }, s2: { title: B } }
changes:
  - { date: 2014-01-01, appoint: hu, over: cloud }
  - { date: "2016", leave: hu, from: cloud, sources: s1 }
  - { date: 2016-06-01, leave: hu, everything: true, sources: s2 }
)");
  CHECK(h.draw("oversees", "cloud", {"2015-12-31", "2016-03-01", "2016-09-01", "2017-01-01"}) ==
        Drawing{"hu  #??."});
  CHECK(h.spells("oversees", "cloud").front().sources.size() == 1);
}

TEST_CASE("R4: a sighting within an imprecise beginning narrows it") {
  const History h(cloud_people, R"(
changes:
  - { date: 2009, found: cloud }
  - { date: 2009-09-11, attest: cloud }
)");
  CHECK(h.draw("existence", "cloud", {"2008-12-31", "2009-01-01", "2009-09-10", "2009-09-11"}) ==
        Drawing{"cloud  .??#"});
}

TEST_CASE("R5: only the highest rank enters; the others are kept as conflicts") {
  const History h("  wxg: { kind: unit, name: Weixin Group }\n", R"(
changes:
  - claims: Day on which it was founded
    positions:
      - { rank: preferred, date: 2014-05-06, found: wxg }
      - { rank: normal, date: 2014-05-07, found: wxg }
)");
  CHECK(h.draw("existence", "wxg", {"2014-05-05", "2014-05-06"}) == Drawing{"wxg  .#"});
  CHECK(h.spells("existence", "wxg").size() == 2);
  CHECK(h.spells("existence", "wxg").at(1).standing == Standing::outranked);
}

TEST_CASE(
    "R5: rivals of equal rank enter as possible, marked disputed, and end nothing for certain") {
  const History h(cloud_people, R"(
changes:
  - { date: 2014-11-01, appoint: hu, over: cloud }
  - claims: Who took over
    positions:
      - { date: 2018-11-26, appoint: zhang, over: cloud }
      - { date: 2018-12-01, appoint: daniel, over: cloud }
)");
  CHECK(h.draw("oversees", "cloud", {"2018-11-25", "2018-11-26", "2018-12-01", "2019-01-01"}) ==
        Drawing{"daniel  ..??", "hu      #?..", "zhang   .???"});
}

TEST_CASE("R5: a rival known only later changes nothing before") {
  const History h(cloud_people, R"(
changes:
  - claims: Who took over
    positions:
      - { known: 2018-11-26, date: 2018-11-26, appoint: zhang, over: cloud }
      - { known: 2020-01-01, rank: preferred, date: 2018-11-26, appoint: daniel, over: cloud }
)");
  CHECK(h.draw("oversees", "cloud", {"2019-01-01"}, "2019-06-01") == Drawing{"zhang  #"});
  CHECK(h.draw("oversees", "cloud", {"2019-01-01"}) == Drawing{"daniel  #", "zhang   ."});
}

TEST_CASE("R6: a new head ends the old one's spell, end implied") {
  const History h(cainiao_people, R"(
changes:
  - { date: 2013-05-28, appoint: shen, over: cainiao, as: chief executive officer }
  - { date: 2023-03-28, appoint: wan, over: cainiao, as: chief executive officer }
)");
  CHECK(h.draw("oversees", "cainiao", {"2013-05-28", "2023-03-27", "2023-03-28"}) ==
        Drawing{"shen  ##.", "wan   ..#"});
  CHECK(h.spells("oversees", "cainiao").at(0).until.basis == Basis::implied);
}

TEST_CASE(
    "R6: alongside adds a second head, and appointments within one event never end each other") {
  const History h(cloud_people, R"(
changes:
  - date: 2014-01-01
    do: [ { appoint: hu, over: cloud }, { appoint: zhang, over: cloud } ]
  - { date: 2015-01-01, appoint: daniel, over: cloud, alongside: true }
)");
  CHECK(h.draw("oversees", "cloud", {"2014-06-01", "2015-06-01"}) ==
        Drawing{"daniel  .#", "hu      ##", "zhang   ##"});
}

TEST_CASE("R6: the same person again goes on as one spell in another role") {
  const History h(cloud_people, R"(
changes:
  - { date: 2022-12-29, appoint: daniel, over: cloud, as: president, acting: true }
  - { date: 2023-03-28, appoint: daniel, over: cloud, as: chief executive officer }
)");
  const auto spells = h.spells("oversees", "cloud");
  REQUIRE(spells.size() == 2);
  CHECK(spells[0].acting);
  CHECK(spells[0].goes_on);
  CHECK(spells[1].role == "chief executive officer");
  CHECK_FALSE(spells[1].acting);
  CHECK(spells[1].since.earliest == day_of(2022, 12, 29));
  CHECK(h.draw("oversees", "cloud", {"2022-12-28", "2022-12-29", "2023-03-28"}) ==
        Drawing{"daniel  .##"});
}

TEST_CASE("R6: chairs, deputies and those above a head leave the head alone") {
  const History h(cloud_people, R"(
changes:
  - { date: 2014-01-01, appoint: hu, over: cloud }
  - { date: 2015-01-01, appoint: daniel, over: cloud, capacity: above }
  - { date: 2016-01-01, appoint: zhang, over: cloud, capacity: chair }
)");
  CHECK(h.draw("oversees", "cloud", {"2017-01-01"}) ==
        Drawing{"daniel  #", "hu      #", "zhang   #"});
}

TEST_CASE("R6: shares are one value per owner, owned and interest") {
  const History h(R"(
  alibaba: { kind: company, name: Alibaba }
  cainiao: { kind: company, name: Cainiao }
)",
                  R"(
changes:
  - { date: 2017-09, own: cainiao, by: alibaba, share: 51, from: 47 }
  - { date: 2024-03-26, attest: alibaba, owns: cainiao, share: "~64" }
)");
  CHECK(h.draw("owns", "cainiao", {"2017-08-30", "2017-09-30", "2020-01-01", "2024-03-26"}) ==
        Drawing{"alibaba 47   ?...", "alibaba 51   .#?.", "alibaba ~64  ..?#"});
}

TEST_CASE("R7: importing 2013 after 2018 gives the same answers") {
  const char* const early = "  - { date: 2013-05-28, appoint: shen, over: cainiao }\n";
  const char* const late = "  - { date: 2023-03-28, appoint: wan, over: cainiao }\n";
  const History in_order(cainiao_people, std::string("changes:\n") + early + late);
  const History turned(cainiao_people, std::string("changes:\n") + late + early);
  const std::vector<std::string> days{"2013-05-27", "2013-05-28", "2023-03-27", "2023-03-28"};
  CHECK(in_order.draw("oversees", "cainiao", days) == turned.draw("oversees", "cainiao", days));
}

TEST_CASE(
    "R7: another holder merely seen makes the open end before unknown, no later than that day") {
  const History h(cainiao_people, R"(
changes:
  - { date: 2013-05-28, appoint: shen, over: cainiao }
  - { date: 2016-09-23, attest: tong, over: cainiao }
  - { date: 2023-03-28, appoint: wan, over: cainiao }
)");
  CHECK(h.draw("oversees", "cainiao",
               {"2013-05-28", "2013-05-29", "2016-09-22", "2016-09-23", "2016-09-24", "2023-03-27",
                "2023-03-28"}) == Drawing{"shen  #??....", "tong  .??#??.", "wan   ......#"});
}

TEST_CASE("R7: a plain statement closes nothing, and only its open end can be closed") {
  const History h(cainiao_people, R"(
changes:
  - { date: 2013-05-28, appoint: shen, over: cainiao }
statements:
  - { subject: tong, oversees: cainiao, from: 2016-01-01 }
  - { subject: wan, oversees: cainiao, from: 2017-01-01, until: 2019-01-01 }
)");
  CHECK(h.draw("oversees", "cainiao", {"2018-01-01", "2020-01-01"}) ==
        Drawing{"shen  ##", "tong  ##", "wan   #."});
}

TEST_CASE("R7: a dated end stands even when somebody else takes the seat") {
  const History h(cloud_people, R"(
changes:
  - { date: 2018-11-26, appoint: zhang, over: cloud }
statements:
  - { subject: hu, oversees: cloud, from: 2014-11-01, until: 2018-12-31 }
)");
  CHECK(h.draw("oversees", "cloud", {"2018-11-26", "2018-12-31"}) ==
        Drawing{"hu     #.", "zhang  ##"});
}

TEST_CASE("R8: two events that fill one seat on one day are rivals") {
  const History h(cloud_people, R"(
changes:
  - { date: 2014-01-01, appoint: daniel, over: cloud }
  - { date: 2018-11-26, appoint: zhang, over: cloud }
  - { date: 2018-11-26, appoint: hu, over: cloud }
)");
  CHECK(h.draw("oversees", "cloud", {"2018-11-25", "2018-11-26"}) ==
        Drawing{"daniel  #.", "hu      .?", "zhang   .?"});
  CHECK(h.findings() == std::vector<std::string>{"same-day-rivals"});
}

TEST_CASE("R8: the order of the items of an event means nothing") {
  const std::string entities = R"(
  tencent: { kind: company, name: Tencent }
  csig: { kind: unit, name: CSIG }
  sng: { kind: unit, name: SNG }
  cloud: { kind: unit, name: Tencent Cloud }
)";
  std::vector<std::string> items{"    - { found: csig, in: tencent }\n",
                                 "    - { dissolve: sng }\n",
                                 "    - { move: cloud, from: sng, to: csig }\n"};
  std::vector<Drawing> drawings;
  std::sort(items.begin(), items.end());
  do {
    std::string text = "changes:\n  - date: 2018-09-30\n    do:\n";
    for (const std::string& item : items) text += item;
    drawings.push_back(
        History(entities, text).draw("part_of", "cloud", {"2018-09-29", "2018-09-30"}));
  } while (std::next_permutation(items.begin(), items.end()));
  for (const Drawing& d : drawings) CHECK(d == Drawing{"csig  .#", "sng   #."});
}

TEST_CASE(
    "R6, R8: whoever is in the seat goes on, whichever of one day's appointments stands first") {
  const std::string goes_on = "  - { date: 2018-11-26, appoint: hu, over: cloud, as: chairman }\n";
  const std::string comes = "  - { date: 2018-11-26, appoint: zhang, over: cloud }\n";
  const std::string begun = "changes:\n  - { date: 2014, appoint: hu, over: cloud, as: head }\n";
  for (const std::string& both : {goes_on + comes, comes + goes_on}) {
    const History h(cloud_people, begun + both);
    CHECK(h.draw("oversees", "cloud", {"2018-11-25", "2018-11-26"}) ==
          Drawing{"hu     #?", "zhang  .?"});
    CHECK(h.findings() == std::vector<std::string>{"same-day-rivals"});
  }
}

TEST_CASE("R7: two seen in the seat in one year may each have come first") {
  for (const auto& [first, second] : {std::pair("shen", "tong"), std::pair("tong", "shen")}) {
    const History h(cainiao_people, std::string("statements:\n  - { subject: ") + first +
                                        ", oversees: cainiao, seen: 2016 }\n  - { subject: " +
                                        second + ", oversees: cainiao, seen: 2016 }\n");
    for (const Spell& s : h.spells("oversees", "cainiao")) {
      CHECK(s.until.kind == EndKind::unknown);
      CHECK(s.until.basis == Basis::implied);
    }
  }
}

TEST_CASE("R6: who is added alongside on the day on which another comes is no rival") {
  for (const char* both :
       {"  - { date: 2018-11-26, appoint: hu, over: cloud }\n"
        "  - { date: 2018-11-26, appoint: zhang, over: cloud, alongside: true }\n",
        "  - { date: 2018-11-26, appoint: zhang, over: cloud, alongside: true }\n"
        "  - { date: 2018-11-26, appoint: hu, over: cloud }\n"}) {
    const History h(cloud_people, std::string("changes:\n") + both);
    CHECK(h.draw("oversees", "cloud", {"2018-11-26", "2020-01-01"}) ==
          Drawing{"hu     ##", "zhang  ##"});
    CHECK(h.findings().empty());
  }
}

TEST_CASE("R20: a post that moved lives as long as the organizations it was in") {
  const History h(
      "  old: { kind: unit, name: Old }\n  new: { kind: unit, name: New }\n"
      "  job: { kind: post, name: Job }\n  ann: { kind: person, name: Ann }\n",
      R"(
changes:
  - { date: 2010-01-01, found: old }
  - { date: 2010-01-01, found: new }
  - { date: 2015-01-01, dissolve: old }
statements:
  - { subject: job, post_in: old, from: 2010-01-01, until: 2014-01-01 }
  - { subject: job, post_in: new, from: 2014-01-01 }
  - { subject: ann, holds: job, from: 2012-01-01 }
)");
  CHECK(h.draw("holds", "job", {"2012-01-01", "2014-12-31", "2018-01-01"}) == Drawing{"ann  ###"});
}
