// Why: the evidence behind a fact, its rivals, and what does not count on the day of knowledge.
#include "core/query/why.hpp"

#include <catch2/catch.hpp>

#include "tests/store/teller.hpp"

using namespace reorg;
using namespace reorg::tests;
using Kind = StatementKind;

namespace {

class Asked {
 public:
  explicit Asked(Teller& t) { store_.import(t.batch(), Store::Run::real); }

  WhyAnswer why(const std::string& key, const std::string& day, const std::string& known_at = {},
                std::optional<Topic> topic = {}) {
    AsOf as_of{};
    as_of.first = parse_date(day).earliest;
    as_of.last = parse_date(day).latest;
    as_of.today = day_of(2026, 11, 23);
    if (!known_at.empty()) as_of.known_at = parse_date(known_at).latest;
    if (as_of.known_at) then_ = store_.known_at(*as_of.known_at);
    const RelationSource& source = then_ ? *then_ : static_cast<const RelationSource&>(store_);
    return reorg::why(source, store_, store_.entity(key)->id, topic, as_of);
  }

 private:
  Store store_ = Store::in_memory();
  std::unique_ptr<RelationSource> then_;
};

}  // namespace

TEST_CASE("who oversees an organization is explained first, with every statement behind it") {
  Teller t("a.yaml");
  t.begins(Kind::existence, "tools", "", "2010");
  t.begins(Kind::part_of, "tools", "acme", "2010");
  t.begins(Kind::oversees, "p-ann", "tools", "2018-01-01");
  t.seen(Kind::oversees, "p-ann", "tools", "2018-06-01");
  Asked asked(t);
  const WhyAnswer answer = asked.why("tools", "2018-07-01");
  REQUIRE(answer.reasons.size() == 3);
  CHECK(answer.reasons[0].topic == Topic::head);
  CHECK(answer.reasons[0].certainty == Certainty::certain);
  REQUIRE(answer.reasons[0].evidence.size() == 2);
  CHECK(answer.reasons[0].evidence[0].said.effect == Effect::begins);
  CHECK(answer.reasons[0].evidence[0].said.place.file == "a.yaml");
  CHECK(answer.reasons[1].topic == Topic::parent);
  CHECK(answer.reasons[2].topic == Topic::existence);
}

TEST_CASE("an answer through a post rests on the post and on who holds it") {
  Teller t("a.yaml");
  t.begins(Kind::oversees, "t-boss", "tools", "2010");
  t.begins(Kind::holds, "p-ann", "t-boss", "2018-01-01");
  Asked asked(t);
  const WhyAnswer answer = asked.why("tools", "2018-07-01", {}, Topic::head);
  REQUIRE(answer.reasons.size() == 1);
  CHECK(answer.reasons[0].spells.size() == 2);
  CHECK(answer.reasons[0].evidence.size() == 2);
}

TEST_CASE("what became known only later is set aside with its day, and is evidence afterwards") {
  Teller t("a.yaml");
  t.source("paper", "2018-03-01");
  t.begins(Kind::oversees, "p-ann", "tools", "2018-01-01");
  Asked asked(t);
  const WhyAnswer before = asked.why("tools", "2018-02-01", "2018-02-01");
  CHECK(before.reasons.empty());
  REQUIRE(before.aside.size() == 1);
  CHECK(before.aside[0].why == Aside::later);
  CHECK(before.aside[0].said.known == day_of(2018, 3, 1));
  const WhyAnswer after = asked.why("tools", "2018-02-01", "2018-03-01");
  CHECK(after.reasons.size() == 1);
  CHECK(after.aside.empty());
}

TEST_CASE("what was withdrawn by the day of knowledge, and rumours, are set aside") {
  Teller t("a.yaml");
  Statement& off = t.begins(Kind::oversees, "p-ann", "tools", "2018-01-01");
  off.known_until = day_of(2018, 2, 1);
  t.begins(Kind::oversees, "p-bob", "tools", "2018-01-01").mode = Mode::rumour;
  Asked asked(t);
  const WhyAnswer answer = asked.why("tools", "2018-03-01");
  CHECK(answer.reasons.empty());
  REQUIRE(answer.aside.size() == 2);
  CHECK(answer.aside[0].why == Aside::taken_back);
  CHECK(answer.aside[1].why == Aside::unsettled);
}

TEST_CASE("rivals are told whatever day they name; what begins later is no matter of that day") {
  Teller t("a.yaml");
  for (const std::string day : {"2018-01-01", "2018-02-01"}) {
    Statement& s = t.begins(Kind::existence, "tools", "", day);
    s.claim = "when";
    s.position = day == "2018-01-01" ? 0 : 1;
    s.rank = day == "2018-01-01" ? Rank::preferred : Rank::normal;
  }
  t.begins(Kind::oversees, "p-bob", "tools", "2019-01-01").mode = Mode::rumour;
  Asked asked(t);
  const WhyAnswer answer = asked.why("tools", "2018-01-15", {}, Topic::existence);
  REQUIRE(answer.reasons.size() == 1);
  REQUIRE(answer.reasons[0].rivals.size() == 1);
  CHECK(answer.reasons[0].rivals[0]->standing == Standing::outranked);
  CHECK(asked.why("tools", "2018-01-15").aside.empty());
}
