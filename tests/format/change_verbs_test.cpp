#include <catch2/catch.hpp>

#include "tests/format/told.hpp"

using namespace reorg;
using namespace reorg::test;

TEST_CASE("found: the organization begins, in its parent, with its founders", "[verbs]") {
  CHECK(statements_of(
            "- { date: 2018, found: robotics, in: acme, by: [jane, john], as: division }") ==
        Lines{"begins existence robotics from 2018", "begins part_of robotics acme from 2018",
              "begins member_of jane robotics 'founder' from 2018",
              "begins member_of john robotics 'founder' from 2018",
              "begins classification robotics = division from 2018"});
  CHECK(changes_of(
            "- { date: 2018, found: robotics, from: [optics, engines], by: jane, in: acme }") ==
        Lines{"found: optics engines → robotics; about jane acme"});
}

TEST_CASE("dissolve: the organization ends, and the change says into what", "[verbs]") {
  CHECK(statements_of("- { date: 2018, dissolve: robotics, into: [optics, engines] }") ==
        Lines{"ends existence robotics until 2018"});
  CHECK(changes_of("- { date: 2018, dissolve: robotics, into: [optics, engines] }") ==
        Lines{"dissolve: robotics → optics engines"});
}

TEST_CASE("rename: a name begins in each language, and the old one held on the day before",
          "[verbs]") {
  CHECK(statements_of("- { date: 2018-09-30, rename: robotics, to: { en: Robots, zh: 机器人 },"
                      " from: Arms, acronym: RBT }") ==
        Lines{"begins name robotics [preferred:en] = Robots from 2018-09-30",
              "begins name robotics [preferred:zh-Hans] = 机器人 from 2018-09-30",
              "begins name robotics [acronym:] = RBT from 2018-09-30",
              "seen name robotics [preferred:en] = Arms on the day before 2018-09-30"});
  CHECK(statements_of("- { date: 2018, rename: acme, to: Acme Limited, type: legal }") ==
        Lines{"begins name acme [legal:en] = Acme Limited from 2018"});
}

TEST_CASE("the day before an imprecise day is as imprecise", "[verbs]") {
  const Batch batch =
      read_text(std::string(cast) +
                "changes:\n- { date: '[2018-11-26..2018-12-02]', reclassify: robotics,"
                " to: business group, from: division }\n");
  const Statement& before = batch.statements.back();
  CHECK(before.value == "division");
  CHECK(to_string(before.from->earliest) == "2018-11-25");
  CHECK(to_string(before.from->latest) == "2018-12-01");
}

TEST_CASE("reclassify: a classification begins", "[verbs]") {
  CHECK(
      statements_of("- { date: 2018, reclassify: robotics, to: business group, from: division }") ==
      Lines{"begins classification robotics = business group from 2018",
            "seen classification robotics = division on the day before 2018"});
}

TEST_CASE("upgrade: legal form, classification, or a remark when neither is told", "[verbs]") {
  CHECK(statements_of("- { date: 2018, upgrade: robotics, to: company, as: subsidiary }") ==
        Lines{"begins legal_form robotics = company from 2018",
              "begins classification robotics = subsidiary from 2018"});
  CHECK(statements_of("- { date: 2018, upgrade: robotics }") ==
        Lines{"period note robotics = upgraded from 2018"});
}

TEST_CASE("move: the new parent begins and the old one ends", "[verbs]") {
  CHECK(statements_of("- { date: 2018, move: [robotics, optics], to: acme, from: umbrella }") ==
        Lines{"begins part_of robotics acme from 2018", "ends part_of robotics umbrella until 2018",
              "begins part_of optics acme from 2018", "ends part_of optics umbrella until 2018"});
  CHECK(statements_of("- { date: 2018, move: robotics, from: acme }") ==
        Lines{"ends part_of robotics acme until 2018"});
  CHECK(statements_of("- { date: 2018, move: robotics, to: acme, dotted: true }") ==
        Lines{"begins part_of robotics acme dotted from 2018"});
}

TEST_CASE("merge: the originals end and the result begins", "[verbs]") {
  CHECK(statements_of("- { date: 2018, merge: [robotics, optics], into: engines, in: acme }") ==
        Lines{"ends existence robotics until 2018", "ends existence optics until 2018",
              "begins existence engines from 2018", "begins part_of engines acme from 2018"});
}

TEST_CASE("merge: an original that is the result, or continuing, lives on", "[verbs]") {
  CHECK(statements_of("- { date: 2018, merge: [robotics, optics], into: robotics }") ==
        Lines{"ends existence optics until 2018"});
  CHECK(statements_of(
            "- { date: 2018, merge: [robotics, optics], into: engines, continuing: [optics] }") ==
        Lines{"ends existence robotics until 2018", "begins existence engines from 2018"});
  CHECK(statements_of(
            "- { date: 2018, merge: [robotics, optics], into: engines, continuing: engines }") ==
        Lines{"ends existence robotics until 2018", "ends existence optics until 2018"});
}

TEST_CASE("split: the parts begin and the original ends, unless it continues", "[verbs]") {
  CHECK(statements_of("- { date: 2018, split: robotics, into: [optics, engines], in: acme }") ==
        Lines{"begins existence optics from 2018", "begins part_of optics acme from 2018",
              "begins existence engines from 2018", "begins part_of engines acme from 2018",
              "ends existence robotics until 2018"});
  CHECK(statements_of("- { date: 2018, split: robotics, into: optics, continuing: true }") ==
        Lines{"begins existence optics from 2018"});
}

TEST_CASE("group: all members live on under an organization that begins", "[verbs]") {
  CHECK(statements_of("- { date: 2018, group: [robotics, optics], under: engines, in: acme }") ==
        Lines{"begins existence engines from 2018", "begins part_of robotics engines from 2018",
              "begins part_of optics engines from 2018", "begins part_of engines acme from 2018"});
  CHECK(statements_of("- { date: 2018, group: robotics, under: engines, continuing: true }") ==
        Lines{"begins part_of robotics engines from 2018"});
}

TEST_CASE("spin_off: it leaves its parent and becomes a company", "[verbs]") {
  CHECK(statements_of("- { date: 2018, spin_off: robotics, from: acme }") ==
        Lines{"ends part_of robotics acme until 2018",
              "begins legal_form robotics = company from 2018"});
}

TEST_CASE("acquire: the buyer owns all unless told otherwise, the seller nothing any more",
          "[verbs]") {
  CHECK(statements_of("- { date: 2018, acquire: robotics, by: acme, from: umbrella, in: acme }") ==
        Lines{"begins owns acme robotics [shares] = 100 from 2018",
              "ends owns umbrella robotics until 2018", "begins part_of robotics acme from 2018"});
  CHECK(statements_of(
            "- { date: 2018, acquire: robotics, by: jane, share: '>50', interest: votes }") ==
        Lines{"begins owns jane robotics [votes] = >50 from 2018"});
}

TEST_CASE("transfer: text on the change, and no statement", "[verbs]") {
  const auto* const change =
      "- { date: 2018, transfer: the sales teams, from: robotics, to: [optics, engines],"
      " note: fifty people }";
  CHECK(statements_of(change).empty());
  CHECK(changes_of(change) ==
        Lines{"transfer: robotics → optics engines = the sales teams; fifty people"});
}

TEST_CASE("list and delist: an identifier of the scheme listing", "[verbs]") {
  CHECK(statements_of("- { date: 2014-09-19, list: acme, on: NYSE, symbol: ACM }") ==
        Lines{"begins identifier acme [listing] = NYSE:ACM from 2014-09-19"});
  CHECK(statements_of("- { date: 2019, delist: acme, on: NYSE }") ==
        Lines{"ends identifier acme [listing] = NYSE until 2019"});
}

TEST_CASE("create, abolish, vacate: posts", "[verbs]") {
  CHECK(
      statements_of("- { date: 2018, create: cto, in: acme, over: robotics, capacity: deputy }") ==
      Lines{"begins existence cto from 2018", "begins post_in cto acme from 2018",
            "begins oversees cto robotics [deputy] from 2018"});
  CHECK(statements_of("- { date: 2018, abolish: cto }") == Lines{"ends existence cto until 2018"});
  CHECK(statements_of("- { date: 2018, vacate: cto, leaving: jane }") ==
        Lines{"begins holds - cto from 2018", "ends holds jane cto until 2018"});
}

TEST_CASE("appoint: to a post, over an organization, in an organization", "[verbs]") {
  CHECK(
      statements_of("- { date: 2018, appoint: jane, to: cto, acting: true, as: interim chief }") ==
      Lines{"begins holds jane cto 'interim chief' acting from 2018"});
  CHECK(statements_of(
            "- { date: 2018, appoint: jane, over: robotics, as: president, dotted: true }") ==
        Lines{"begins oversees jane robotics [head] 'president' dotted from 2018"});
  CHECK(statements_of("- { date: 2018, appoint: jane, in: acme, as: adviser, alongside: true }") ==
        Lines{"begins member_of jane acme 'adviser' alongside from 2018"});
}

TEST_CASE("appoint: who is replaced held the same seat, and what is left ends", "[verbs]") {
  CHECK(statements_of("- { date: 2018, appoint: jane, over: robotics, capacity: chair, as: chair,"
                      " replacing: john, leaving: [cto, optics] }") ==
        Lines{"begins oversees jane robotics [chair] 'chair' from 2018",
              "ends oversees john robotics [chair] until 2018", "ends leaves jane cto until 2018",
              "ends leaves jane optics until 2018"});
}

TEST_CASE("leave: a post, an organization, or everything", "[verbs]") {
  CHECK(
      statements_of(
          "- { date: 2018, leave: jane, from: [cto, robotics], capacity: head, as: president }") ==
      Lines{"ends leaves jane cto [head] 'president' until 2018",
            "ends leaves jane robotics [head] 'president' until 2018"});
  CHECK(statements_of("- { date: 2018, leave: jane, everything: true }") ==
        Lines{"ends leaves jane until 2018"});
}

TEST_CASE("report: to a person or a post, in the capacity of a job", "[verbs]") {
  CHECK(statements_of("- { date: 2018, report: [jane, cfo], to: john, as: cto, dotted: true }") ==
        Lines{"begins reports_to jane john at cto dotted from 2018",
              "begins reports_to cfo john at cto dotted from 2018"});
}

TEST_CASE("own: a share from now on, and the one of the day before", "[verbs]") {
  CHECK(
      statements_of(
          "- { date: 2018, own: robotics, by: acme, share: 51.0, from: '~47', held: indirect,"
          " alongside: true }") ==
      Lines{"begins owns acme robotics [shares] = 51 'indirect' alongside from 2018",
            "seen owns acme robotics [shares] = ~47 'indirect' alongside on the day before 2018"});
  CHECK(statements_of("- { date: 2018, own: robotics, by: jane, interest: control }") ==
        Lines{"begins owns jane robotics [control] from 2018"});
  CHECK(statements_of("- { date: 2018, own: robotics, by: acme, share: 0, from: 30..40 }") ==
        Lines{"ends owns acme robotics [shares] until 2018",
              "seen owns acme robotics [shares] = 30..40 on the day before 2018"});
}

TEST_CASE("a company may own shares of its own", "[verbs]") {
  CHECK(statements_of("- { date: 2018, own: acme, by: acme, share: 2 }") ==
        Lines{"begins owns acme acme [shares] = 2 from 2018"});
}

TEST_CASE("attest: each thing said is seen on that day", "[verbs]") {
  CHECK(statements_of(
            "- { date: 2018, attest: robotics, in: acme, dotted: true, name: Robots, acronym: RBT,"
            " classification: division, owns: optics, share: 5 }") ==
        Lines{"seen part_of robotics acme dotted on 2018",
              "seen owns robotics optics [shares] = 5 on 2018",
              "seen name robotics [preferred:en] = Robots on 2018",
              "seen name robotics [acronym:] = RBT on 2018",
              "seen classification robotics = division on 2018"});
  CHECK(statements_of(
            "- { date: 2018, attest: jane, in: acme, to: cto, over: robotics, capacity: above,"
            " as: chief, acting: true, reports_to: john }") ==
        Lines{"seen member_of jane acme 'chief' acting on 2018",
              "seen holds jane cto 'chief' acting on 2018",
              "seen oversees jane robotics [above] 'chief' acting on 2018",
              "seen reports_to jane john at cto on 2018"});
  CHECK(statements_of("- { date: 2018, attest: cto, in: acme, over: robotics }") ==
        Lines{"seen post_in cto acme on 2018", "seen oversees cto robotics [head] on 2018"});
}

TEST_CASE("attest: alone it says that the entity existed", "[verbs]") {
  CHECK(statements_of("- { date: 2018, attest: robotics }") ==
        Lines{"seen existence robotics on 2018"});
}

TEST_CASE("note: a remark from its date on, or always without one", "[verbs]") {
  CHECK(statements_of("- { date: 2018, note: [acme, jane], text: both were there }") ==
        Lines{"period note acme = both were there from 2018",
              "period note jane = both were there from 2018"});
  CHECK(statements_of("- { note: acme, text: makes things }") ==
        Lines{"always note acme = makes things"});
}

TEST_CASE("a remark on a change is no change of its own", "[verbs]") {
  const Batch batch = read_text(std::string(cast) +
                                "changes:\n- { date: 2018, found: robotics, note: in a garage }\n");
  REQUIRE(batch.changes.size() == 1);
  CHECK(batch.statements.back().note == "in a garage");
}

TEST_CASE("one key and a list of one mean the same", "[verbs]") {
  CHECK(statements_of("- { date: 2018, move: robotics, to: acme }") ==
        statements_of("- { date: 2018, move: [robotics], to: acme }"));
}
