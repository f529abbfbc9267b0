// Who owns what on a day: stated shares, what they come to, and who controls.
#include "core/query/ownership.hpp"

#include <map>

#include <catch2/catch.hpp>

#include "tests/query/told_source.hpp"

namespace reorg {
namespace {

using tests::ToldSource;

const std::string cast = R"(
  top:   { kind: person, name: Ann Alpha }
  hold:  { kind: company, name: Holding }
  left:  { kind: company, name: Left }
  right: { kind: company, name: Right }
  shop:  { kind: company, name: Shop }
  other: { kind: company, name: Other }
)";

struct Asked {
  ToldSource source;
  std::unique_ptr<Scene> scene;
  Ownership answer;

  Asked(const std::string& rest, const std::string& of, const std::string& day,
        Direction direction = Direction::owners)
      : source(cast, rest),
        scene(ownership_scene(source, source.id(of), direction, Reach::through_chains,
                              ToldSource::on(day))),
        answer(direction == Direction::owners ? owners(*scene, source.id(of))
                                              : owned(*scene, source.id(of))) {}

  // "top 30..40 certain" by key of the owner, or of the owned one.
  std::map<std::string, EffectiveStake> effective(bool by_owner = true) const {
    std::map<std::string, EffectiveStake> result;
    for (const EffectiveStake& s : answer.effective)
      result.emplace(source.key(by_owner ? s.owner : s.organization), s);
    return result;
  }
  std::optional<Share> votes_of(const std::string& owner) const {
    for (const ControlStake& s : answer.control)
      if (source.key(s.owner) == owner) return s.votes;
    return {};
  }
};

const std::string pyramid = R"(
changes:
  - { date: 2020-01-01, own: hold, by: top, share: 60 }
  - { date: 2020-01-01, own: left, by: hold, share: 100 }
  - { date: 2020-01-01, own: right, by: hold, share: 40 }
  - { date: 2020-01-01, own: shop, by: left, share: 50 }
  - { date: 2020-01-01, own: shop, by: right, share: 30 }
)";

}  // namespace

TEST_CASE("effective shares run through every chain, and the direct ones stay as stated") {
  const Asked asked(pyramid, "shop", "2021-01-01");
  REQUIRE(asked.answer.direct.size() == 2);
  CHECK(asked.source.key(asked.answer.direct[0].owner) == "left");
  CHECK(asked.answer.direct[0].share == Share{50, 50});
  const auto all = asked.effective();
  CHECK(all.at("hold").share.low == Approx(50 + 0.4 * 30));
  CHECK(all.at("top").share.low == Approx(0.6 * 62));
  CHECK(all.at("top").share.high == Approx(0.6 * 62));
  CHECK(all.at("top").certainty == Certainty::certain);
  CHECK(all.at("top").indirect);
  CHECK_FALSE(all.at("top").direct);
  CHECK(all.at("top").ultimate == true);
  CHECK(all.at("left").ultimate == false);
  CHECK(asked.answer.rest == Share{20, 20});
  CHECK_FALSE(asked.answer.loops);
  SECTION("one call for each level") { CHECK(asked.source.asked.size() == 4); }
}

TEST_CASE("what somebody owns is the mirror of who owns it") {
  const Asked down(pyramid, "top", "2021-01-01", Direction::owned);
  for (const auto& [key, stake] : down.effective(false)) {
    const Asked up(pyramid, key, "2021-01-01");
    CHECK(up.effective().at("top").share.low == Approx(stake.share.low));
  }
  CHECK(down.effective(false).size() == 4);
  CHECK(down.answer.direct.size() == 1);
}

TEST_CASE("before a share begins nobody owns anything") {
  const Asked asked(pyramid, "shop", "2019-12-31");
  CHECK(asked.answer.direct.empty());
  CHECK(asked.answer.effective.empty());
  CHECK(asked.answer.control.empty());
}

TEST_CASE("who controls disposes of what the controlled hold") {
  const Asked asked(pyramid, "shop", "2021-01-01");
  CHECK(asked.votes_of("top") == Share{50, 50});  // hold and left are controlled, right is not
  CHECK(asked.votes_of("right") == Share{30, 30});
  const auto top =
      std::ranges::find(asked.answer.control, asked.source.id("top"), &ControlStake::owner);
  CHECK(top->through == std::vector{asked.source.id("left")});
}

TEST_CASE("a share over a possible relation is possible, and may be nothing") {
  const Asked asked(R"(
changes:
  - { date: "[2020-01-01..2020-12-31]", own: hold, by: top, share: 60 }
  - { date: 2019-01-01, own: shop, by: hold, share: 50 }
)",
                    "shop", "2020-06-01");
  const auto all = asked.effective();
  CHECK(all.at("top").certainty == Certainty::possible);
  CHECK(all.at("top").share.low == 0);
  CHECK(all.at("top").share.high == Approx(30));
  CHECK(all.at("hold").certainty == Certainty::certain);
}

TEST_CASE("one of two shares that follow each other holds whichever day it was") {
  const Asked asked(R"(
changes:
  - { date: 2019-01-01, own: shop, by: hold, share: 80 }
  - { date: "2020-06", own: shop, by: hold, share: 50 }
)",
                    "shop", "2020-06-15");
  CHECK(asked.answer.direct.size() == 2);
  const auto all = asked.effective();
  CHECK(all.at("hold").share == Share{50, 80});
  CHECK(all.at("hold").certainty == Certainty::certain);
  CHECK(asked.votes_of("hold") == Share{50, 80});
}

TEST_CASE("ranges give ranges, and an unknown share is what the others leave") {
  const Asked asked(R"(
changes:
  - { date: 2020-01-01, own: shop, by: hold, share: "30..40" }
  - { date: 2020-01-01, own: shop, by: left }
  - { date: 2020-01-01, own: hold, by: top, share: ">50" }
)",
                    "shop", "2021-01-01");
  const auto all = asked.effective();
  CHECK(all.at("hold").share == Share{30, 40});
  CHECK(all.at("left").share == Share{0, 70});
  CHECK(all.at("left").certainty == Certainty::certain);  // that it owns is certain, not how much
  CHECK(all.at("top").share.low == Approx(15));
  CHECK(all.at("top").share.high == Approx(40));
  CHECK(asked.votes_of("top") == Share{30, 40});
  CHECK(asked.answer.rest == Share{0, 70});
}

TEST_CASE("a loop is told, and nobody has more than all") {
  const Asked asked(R"(
changes:
  - { date: 2020-01-01, own: left, by: right, share: 50 }
  - { date: 2020-01-01, own: right, by: left, share: 50 }
  - { date: 2020-01-01, own: left, by: top, share: 50 }
)",
                    "left", "2021-01-01");
  const auto all = asked.effective();
  CHECK(all.at("top").share.low == Approx(50 / 0.75));
  CHECK(all.at("left").share.low == Approx(25));  // of itself
  CHECK(asked.answer.loops);
}

TEST_CASE("votes decide where they are told, shares where they are not") {
  const Asked asked(R"(
changes:
  - { date: 2020-01-01, own: shop, by: hold, share: 10 }
  - { date: 2020-01-01, own: shop, by: hold, interest: votes, share: 60 }
  - { date: 2020-01-01, own: shop, by: left, share: 90 }
  - { date: 2020-01-01, own: shop, by: left, interest: votes, share: 40 }
  - { date: 2020-01-01, own: shop, by: right, interest: control }
)",
                    "shop", "2021-01-01");
  CHECK(asked.effective().at("hold").share == Share{10, 10});
  CHECK(asked.votes_of("hold") == Share{60, 60});
  CHECK(asked.votes_of("left") == Share{40, 40});
  CHECK(above(*asked.votes_of("right"), 50) == Above::certainly);
  CHECK_FALSE(asked.effective().contains("right"));  // control is no share
}

TEST_CASE("a share that is told as indirect does not count again beside its chain") {
  const Asked asked(R"(
changes:
  - { date: 2020-01-01, own: hold, by: top, share: 100 }
  - { date: 2020-01-01, own: shop, by: hold, share: 40 }
  - { date: 2020-01-01, own: shop, by: top, share: 40, held: indirect }
  - { date: 2020-01-01, own: shop, by: other, share: 20, held: indirect }
)",
                    "shop", "2021-01-01");
  CHECK(asked.effective().at("top").share.low == Approx(40));
  CHECK(asked.effective().at("other").share.low == Approx(20));  // no chain is known: it counts
}

TEST_CASE("two stakes that one owner has at once are added") {
  const Asked asked(R"(
changes:
  - { date: 2020-01-01, own: shop, by: hold, share: 10 }
  - { date: 2020-02-01, own: shop, by: hold, share: 5, alongside: true }
)",
                    "shop", "2021-01-01");
  CHECK(asked.effective().at("hold").share == Share{15, 15});
}

TEST_CASE("equal rivals are possible, an outranked one is shown beside") {
  const Asked asked(R"(
changes:
  - claims: How much
    positions:
      - { rank: preferred, date: 2020-01-01, own: shop, by: hold, share: 20 }
      - { rank: normal, date: 2020-01-01, own: shop, by: hold, share: 30 }
)",
                    "shop", "2021-01-01");
  REQUIRE(asked.answer.direct.size() == 1);
  CHECK(asked.answer.direct[0].share == Share{20, 20});
  REQUIRE(asked.answer.direct[0].conflicts.size() == 1);
  CHECK(asked.answer.direct[0].conflicts[0]->value == "30");
}

TEST_CASE("shares that come to more than 100 % are reported and give nobody more") {
  const Asked asked(R"(
changes:
  - { date: 2020-01-01, own: shop, by: hold, share: 80 }
  - { date: 2020-01-01, own: shop, by: left, share: 70 }
  - { date: 2020-01-01, own: hold, by: top, share: 100 }
  - { date: 2020-01-01, own: left, by: top, share: 100 }
)",
                    "shop", "2021-01-01");
  CHECK(asked.answer.overfull == std::vector{asked.source.id("shop")});
  CHECK(asked.effective().at("top").share == Share{100, 100});
  CHECK_FALSE(asked.answer.rest);
}

TEST_CASE("in a period every share is told, and the bounds are those of all its days") {
  const Asked asked(R"(
changes:
  - { date: 2019-01-01, own: shop, by: hold, share: 47 }
  - { date: 2020-06-01, own: shop, by: hold, share: 51 }
)",
                    "shop", "2020");
  REQUIRE(asked.answer.direct.size() == 2);
  CHECK(asked.answer.direct[0].share == Share{47, 47});
  CHECK(asked.effective().at("hold").share == Share{47, 51});
  CHECK_FALSE(asked.answer.rest);
}

TEST_CASE("somebody without any share has an empty answer") {
  const Asked asked(pyramid, "other", "2021-01-01");
  CHECK(asked.answer.direct.empty());
  CHECK(asked.answer.effective.empty());
  CHECK_FALSE(asked.answer.rest);
}

}  // namespace reorg
