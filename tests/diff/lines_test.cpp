// What one line of a diff says and leaves out: small invented histories.
#include <algorithm>

#include <catch2/catch.hpp>

#include "core/diff/diff.hpp"
#include "core/store/store.hpp"
#include "tests/timeline/history.hpp"

using namespace reorg;
using reorg::tests::History;
using Keys = std::vector<std::string>;

namespace {

class Compared {
 public:
  Compared(const std::string& entities, const std::string& rest) : store_(Store::in_memory()) {
    store_.import(History(entities, rest).batch(), Store::Run::real);
  }

  // "founded b: a → b" for each line, in order; possible ones with a question mark.
  Keys diff(const std::string& before, const std::string& after,
            const std::string& about = {}) const {
    Keys lines;
    for (const Difference& d : all(before, after, about).lines) {
      std::string line(word(d.kind));
      if (d.certainty == Certainty::possible) line += "?";
      line += " " + key(d.about) + ":" + keys(d.before) + " →" + keys(d.after);
      if (!d.between.empty()) line += " between:" + keys(d.between);
      if (d.gap) line += " gap " + std::to_string(d.gap->least);
      lines.push_back(line);
    }
    return lines;
  }

  Differences all(const std::string& before, const std::string& after,
                  const std::string& about = {}) const {
    const Between days{
        parse_date(before).earliest, parse_date(after).earliest, {}, day_of(2026, 11, 23)};
    const EntityId whom = about.empty() ? EntityId::none : store_.entity(about)->id;
    return reorg::diff(store_, store_, days, whom);
  }

 private:
  std::string key(EntityId id) const {
    for (const std::string& k : store_.entity_keys()) {
      if (store_.entity(k)->id == id) return k;
    }
    return "nobody";
  }
  std::string keys(const std::vector<EntityId>& ids) const {
    std::string text;
    for (const EntityId id : ids) text += " " + key(id);
    return text;
  }

  Store store_;
};

const std::string people = R"(
  acme:  {kind: company, name: Acme}
  ann:   {kind: person, name: Ann}
  bob:   {kind: person, name: Bob}
  cat:   {kind: person, name: Cat}
  boss:  {kind: post, name: chief executive, in: acme, over: acme}
)";

}  // namespace

TEST_CASE("diff line: whoever came and went in between is named, and makes no gap") {
  const Compared t(people, R"(
changes:
  - {date: 2010-01-01, appoint: ann, to: boss}
  - {date: 2014-01-01, appoint: bob, to: boss}
  - {date: 2018-01-01, appoint: cat, to: boss}
)");
  CHECK(t.diff("2012-01-01", "2020-01-01", "boss") ==
        Keys{"succeeded boss: ann → cat between: bob"});
  CHECK(t.diff("2020-01-01", "2012-01-01", "boss") ==
        Keys{"succeeded boss: cat → ann between: bob"});
  CHECK(t.diff("2015-01-01", "2020-01-01", "boss") == Keys{"succeeded boss: bob → cat"});
}

TEST_CASE("diff line: days without anybody are a gap, days in another role are none") {
  const Compared t(people, R"(
changes:
  - {date: 2010-01-01, appoint: ann, over: acme, as: president}
  - {date: 2012-01-01, leave: ann, from: acme}
  - {date: 2012-01-11, appoint: bob, over: acme, as: president, acting: true}
  - {date: 2013-01-01, appoint: bob, over: acme, as: president}
)");
  const auto head = [&](const char* before, const char* after) {
    Keys lines = t.diff(before, after, "acme");
    std::erase_if(lines, [](const std::string& l) { return l.find("acme:") == std::string::npos; });
    return lines;
  };
  CHECK(head("2011-01-01", "2012-06-01") == Keys{"succeeded acme: ann → bob gap 10"});
  CHECK(head("2011-01-01", "2014-01-01") == Keys{"succeeded acme: ann → bob"});
}

const std::string units = R"(
  acme:  {kind: company, name: Acme}
  a:     {kind: unit, name: A}
  b:     {kind: unit, name: B}
  c:     {kind: unit, name: C}
  d:     {kind: unit, name: D}
  post:  {kind: post, name: head of C, in: c, over: c}
)";

TEST_CASE("diff line: what was put together and taken apart again has only moved") {
  const Compared t(units, R"(
changes:
  - {date: 2010-01-01, do: [{found: a, in: acme}, {found: b, in: acme}, {found: d, in: acme}]}
  - {date: 2012-01-01, group: [a, b], under: c}
  - {date: 2014-01-01, move: a, to: d}
)");
  CHECK(t.diff("2011-01-01", "2013-01-01", "acme").front() == "grouped c: a b → c");
  Keys lines = t.diff("2011-01-01", "2015-01-01", "acme");
  CHECK(std::ranges::find(lines, "moved a: acme → d") != lines.end());
  CHECK(std::ranges::find(lines, "grouped c: b → c") != lines.end());
}

TEST_CASE("diff line: one change is one line, though some of it is only possible") {
  const Compared t(units, R"(
changes:
  - {date: 2010-01-01, found: d, in: acme}
  - {date: 2011-01-01, do: [{found: a, in: acme}, {found: b, in: acme}]}
  - {date: 2018-09-30, do: [{move: b, from: d, to: acme}]}
  - {date: 2018-12-31, merge: [a, b], into: c, in: acme}
)");
  const auto lines = t.diff("2014-01-01", "2020-01-01", "acme");
  CHECK(std::ranges::count_if(lines,
                              [](const std::string& l) { return l.starts_with("merged"); }) == 1);
  CHECK(std::ranges::find(lines, "merged c: a b → c") != lines.end());
}

TEST_CASE("diff line: posts that come with an organization are told with its founding") {
  const Compared t(units, "changes:\n  - {date: 2012-01-01, found: c, in: acme}\n");
  CHECK(t.diff("2011-01-01", "2013-01-01") == Keys{"founded c: →"});
}

TEST_CASE(
    "diff line: a name that may be replaced on the next day is still told with the founding") {
  const Compared t(units, R"(
changes:
  - {date: 2012-01-01, found: c, in: acme}
  - {date: "[2012-01-02..2012-06-30]", rename: c, to: Another}
)");
  const Differences all = t.all("2011-12-31", "2012-01-02");
  REQUIRE(all.lines.size() == 2);
  CHECK(all.lines[0].kind == DiffKind::founded);
  CHECK(all.lines[0].certainty == Certainty::certain);
  CHECK(std::ranges::any_of(all.lines[0].turns, [](const Turn& turn) {
    return turn.spell->value == "C" && turn.certainty == Certainty::possible;
  }));
  CHECK(all.lines[1].kind == DiffKind::name_gained);
  CHECK(all.lines[1].certainty == Certainty::possible);
}

TEST_CASE("diff line: what was first seen hands nothing over") {
  const Compared t(people, "changes:\n  - {date: 2012-01-01, attest: ann, to: boss}\n");
  CHECK(t.diff("2011-01-01", "2012-01-01", "acme") == Keys{"first-seen boss: → ann"});
}

TEST_CASE("diff line: events stand in the order of their own days, whenever their lines may be") {
  const Compared t(people + "  a: {kind: unit, name: A}\n", R"(
changes:
  - {date: 2010-01-01, appoint: ann, to: boss}
  - {date: 2014-01-01, event: Second, do: [{attest: bob, to: boss}]}
  - {date: 2012-01-01, event: First, do: [{found: a, in: acme}]}
)");
  const Differences all = t.all("2011-01-01", "2014-01-01");
  REQUIRE(all.lines.size() >= 2);
  CHECK(all.lines.front().kind == DiffKind::founded);
}

TEST_CASE("diff line: who did not exist on either day is not unchanged") {
  const Compared t(units, "changes:\n  - {date: 2012-01-01, found: c, in: acme}\n");
  CHECK(t.all("2010-01-01", "2011-01-01", "c").unchanged.all() == 0);
  CHECK(t.all("2013-01-01", "2014-01-01", "c").unchanged.organizations == 1);
}
