#include <catch2/catch.hpp>

#include "tests/format/told.hpp"

using namespace reorg;
using namespace reorg::test;

namespace {

Lines lines_of(std::string_view statement) {
  const Batch batch =
      read_text(std::string(cast) + "statements:\n" + std::string(statement) + "\n");
  const std::size_t entries = 6;  // the kinds of the cast
  Lines lines;
  for (std::size_t i = entries - 1; i < batch.statements.size(); ++i) {
    lines.push_back(told(batch, batch.statements[i]));
  }
  return lines;
}

}  // namespace

TEST_CASE("a plain statement means its period and closes nothing", "[statements]") {
  CHECK(lines_of("- { subject: jane, oversees: acme, from: 2013, until: 2014 }") ==
        Lines{"period oversees jane acme [head] from 2013 until 2014"});
  CHECK(lines_of("- { subject: jane, holds: cto, until: '[..2018-12-06]' }") ==
        Lines{"period holds jane cto until [..2018-12-06]"});
  CHECK(lines_of("- { subject: jane, holds: cto, from: 2018, until: unknown }") ==
        Lines{"period holds jane cto from 2018 until unknown"});
  CHECK(lines_of("- { subject: jane, holds: cto, until: unknown }") ==
        Lines{"period holds jane cto until unknown"});
}

TEST_CASE("a period may be written as one", "[statements]") {
  CHECK(lines_of("- { subject: jane, holds: cto, period: 2018/.. }") ==
        Lines{"period holds jane cto from 2018"});
  CHECK(lines_of("- { subject: jane, holds: cto, period: 2018/2019 }") ==
        Lines{"period holds jane cto from 2018 until 2019"});
  CHECK(lines_of("- { subject: jane, holds: cto, period: /2019 }") ==
        Lines{"period holds jane cto until 2019"});
}

TEST_CASE("what was seen on a day says nothing of other days", "[statements]") {
  CHECK(lines_of("- { subject: jane, holds: cto, seen: 2018-12-06 }") ==
        Lines{"seen holds jane cto on 2018-12-06"});
}

TEST_CASE("a statement without any bound stays undated", "[statements]") {
  CHECK(lines_of("- { subject: jane, holds: cto }") == Lines{"period holds jane cto"});
}

TEST_CASE("every kind of claim can be made", "[statements]") {
  CHECK(lines_of("- { subject: robotics, part_of: acme, dotted: true, from: 2018 }") ==
        Lines{"period part_of robotics acme dotted from 2018"});
  CHECK(lines_of("- { subject: cto, oversees: acme, as: chief, capacity: deputy, acting: true, "
                 "alongside: true }") ==
        Lines{"period oversees cto acme [deputy] 'chief' acting alongside"});
  CHECK(lines_of("- { subject: cto, post_in: acme }") == Lines{"period post_in cto acme"});
  CHECK(lines_of("- { subject: jane, reports_to: john, as: cto }") ==
        Lines{"period reports_to jane john at cto"});
  CHECK(lines_of("- { subject: jane, member_of: acme, as: founder }") ==
        Lines{"period member_of jane acme 'founder'"});
  CHECK(lines_of("- { subject: jane, owns: acme, share: '<5', interest: votes, held: direct }") ==
        Lines{"period owns jane acme [votes] = <5 'direct'"});
  CHECK(lines_of("- { subject: jane, name: 简, language: zh-hant, type: nickname }") ==
        Lines{"period name jane [nickname:zh-Hant] = 简"});
  CHECK(lines_of("- { subject: jane, name: { en: Jane, ja: ジェーン } }") ==
        Lines{"period name jane [preferred:en] = Jane",
              "period name jane [preferred:ja] = ジェーン"});
  CHECK(lines_of("- { subject: acme, identifier: '0700', scheme: hkex }") ==
        Lines{"period identifier acme [hkex] = 0700"});
  CHECK(lines_of("- { subject: acme, classification: holding }") ==
        Lines{"period classification acme = holding"});
  CHECK(lines_of("- { subject: acme, exists: true, from: 1999 }") ==
        Lines{"period existence acme from 1999"});
  CHECK(lines_of("- { subject: acme, legal_form: unit }") ==
        Lines{"period legal_form acme = unit"});
  CHECK(lines_of("- { subject: acme, purpose: to make things }") ==
        Lines{"period purpose acme = to make things"});
}

TEST_CASE("a statement is known from its own dates and sources", "[statements]") {
  const auto known = [](std::string_view rest) {
    const Batch batch =
        read_text(std::string(cast) + "statements:\n- { subject: jane, holds: cto, from: 2018" +
                  std::string(rest) + " }\n");
    return to_string(batch.statements.back().known);
  };
  CHECK(known("") == "2018-12-31");
  CHECK(known(", sources: times") == "2021-03-02");
  CHECK(known(", sources: times, announced: 2017") == "2017-12-31");
  CHECK(known(", announced: 2017, known: 2019-01-01") == "2019-01-01");
}
