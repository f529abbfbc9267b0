// What statements amount to hangs on what they say alone: not on their order, nor on the numbers
// and places that entities, events and statements have been given (R7).
#include <algorithm>
#include <map>
#include <numeric>

#include <catch2/catch.hpp>

#include "core/timeline/resolve.hpp"
#include "tests/property.hpp"
#include "tests/store/random_files.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

// A permutation of 1..size; 0, nobody, stays 0.
class Renumbering {
 public:
  explicit Renumbering(std::size_t size) : numbers_(size + 1) {
    std::iota(numbers_.begin(), numbers_.end(), 0U);
    for (std::size_t n = size; n > 1; --n)
      std::swap(numbers_[n], numbers_[static_cast<std::size_t>(1 + below(static_cast<int>(n)))]);
  }

  template <class Id>
  void apply(Id& id) const {
    id = static_cast<Id>(numbers_.at(number(id)));
  }
  template <class Id>
  void take_back(Id& id) const {
    const auto at = std::ranges::find(numbers_, static_cast<unsigned>(number(id)));
    id = static_cast<Id>(at - numbers_.begin());
  }

 private:
  std::vector<unsigned> numbers_;
};

struct Story {
  std::vector<Statement> statements;
  std::vector<EntityId> many_seats;
};

// The same, said in another order and by other numbers.
struct Retold {
  explicit Retold(const Batch& batch)
      : entities(batch.entities.size()),
        events(batch.events.size()),
        ids(batch.statements.size()),
        lines(batch.statements.size()) {}

  Story retell(Story told) const {
    for (Statement& s : told.statements) {
      entities.apply(s.subject);
      entities.apply(s.object);
      entities.apply(s.capacity_of);
      events.apply(s.event);
      auto line = number(s.id);
      lines.apply(line);
      s.place = {"another.yaml", static_cast<int>(line), 1};
      ids.apply(s.id);
    }
    for (EntityId& e : told.many_seats) entities.apply(e);
    std::ranges::sort(told.statements, {}, &Statement::id);
    return told;
  }

  void take_back(Spell& s) const {
    entities.take_back(s.subject);
    entities.take_back(s.object);
    entities.take_back(s.capacity_of);
    for (StatementId& id : s.evidence) ids.take_back(id);
  }

  Renumbering entities, events, ids, lines;
};

// Which of two events that say the same is named with a bound, is open.
std::string text(const Bound& b) {
  return to_string(b.earliest) + ".." + to_string(b.latest) + " " + std::string(word(b.kind)) +
         " " + std::string(word(b.basis)) + (b.uncertain ? "? '" : " '") + b.edtf + "'";
}

template <class Id>
std::string text(std::vector<Id> ids) {
  std::ranges::sort(ids);
  std::string all;
  for (const Id id : ids) all += " " + std::to_string(number(id));
  return all;
}

std::string text(const Spell& s) {
  return std::string(word(s.kind)) + text(std::vector{s.subject}) + text(std::vector{s.object}) +
         text(std::vector{s.capacity_of}) + " [" + s.aspect + "] = '" + s.value + "' '" + s.role +
         (s.acting ? "' acting" : "'") + (s.dotted ? " dotted" : "") + " from " + text(s.from) +
         " until " + text(s.until) + " since " + text(s.since) + (s.goes_on ? " goes on" : "") +
         (s.undated ? " undated" : "") + " seen " + to_string(s.last_evidence) + " " +
         std::string(word(s.standing)) + " '" + s.claim + "' known " + to_string(s.known) + " by" +
         text(s.evidence) + " of" + text(s.sources);
}

std::vector<std::string> texts(std::vector<Spell> spells, const Retold* retold = nullptr) {
  std::vector<std::string> all;
  for (Spell& s : spells) {
    if (retold != nullptr) retold->take_back(s);
    all.push_back(text(s));
  }
  std::ranges::sort(all);
  return all;
}

std::vector<std::string> texts(const std::vector<Finding>& findings) {
  std::vector<std::string> all;
  for (const Finding& f : findings) all.push_back(f.rule + ": " + f.message);
  std::ranges::sort(all);
  return all;
}

// Many say something of few seats within few days.
void tell_of_few_seats(Teller& t) {
  t.no_event();
  if (below(3) == 0) t.event(one_of<std::string>({"e-1", "e-2", "e-3"}));
  t.source(one_of<std::string>({"s-1", "s-2"}), "2016-06-01");
  const auto day = one_of<std::string>({"2016", "2016", "2016-06", "2016-06?", "2016-06-01",
                                        "2016-06-01", "[..2016-06-01]", "2017"});
  if (below(10) == 0) {
    t.ends(StatementKind::leaves, some_person(), one_of<std::string>({"o", "t-x", ""}), day);
  } else {
    using K = StatementKind;
    const auto [kind, subject, object] = one_of<Seat>({{K::oversees, some_person(), "o"},
                                                       {K::oversees, some_person(), "o"},
                                                       {K::post_in, "t-x", some_organization()},
                                                       {K::part_of, "o", some_organization()},
                                                       {K::holds, some_person(), "t-x"},
                                                       {K::owns, "o", "q"},
                                                       {K::existence, some_organization(), ""}});
    const int how = below(10);
    Statement& s = how == 0   ? t.always(kind, subject, object)
                   : how <= 2 ? t.ends(kind, subject, object, day)
                   : how <= 5 ? t.seen(kind, subject, object, day)
                              : t.begins(kind, subject, object, day);
    if (how == 9) {
      s.effect = Effect::period;
      if (below(2) == 0) s.until = {EndKind::date, parse_date("2017-06")};
      if (below(3) == 0) s.until = {EndKind::unknown, {}};
    }
    if (kind == K::owns) s.value = one_of<std::string>({"", "30", "40"});
  }
  Statement& said = t.batch().statements.back();
  if (below(3) == 0) said.role = one_of<std::string>({"president", "chair"});
  said.acting = below(6) == 0;
  said.alongside = below(6) == 0;
  if (below(5) == 0) {
    said.claim = one_of<std::string>({"claim-1", "claim-2"});
    said.position = below(2);
    said.rank = one_of({Rank::normal, Rank::normal, Rank::preferred});
  }
}

void retold_means_the_same(Teller& t) {
  const EntityId many[] = {t.entity("t-x").id};
  const bool several_hold_x = below(3) == 0;
  const Story told{t.batch().statements, {many, many + (several_hold_x ? 1 : 0)}};
  const Retold retold(t.batch());
  const Story again = retold.retell(told);
  const Day k = one_of({after_all, parse_date("2016-06-01").latest});
  const Resolution before = resolve(told.statements, {k, told.many_seats});
  const Resolution after = resolve(again.statements, {k, again.many_seats});
  RC_ASSERT(texts(after.spells, &retold) == texts(before.spells));
  RC_ASSERT(texts(after.findings) == texts(before.findings));
  RC_ASSERT(after.left_out.size() == before.left_out.size());
}

}  // namespace

TEST_CASE("what statements amount to does not hang on their order, nor on any number") {
  require_for_all([] {
    Teller t("one.yaml");
    const int files = 1 + below(4);
    for (int n = 0; n < files; ++n) tell_file(t);
    retold_means_the_same(t);
  });
}

TEST_CASE("who enters or leaves a seat at once does so in no order") {
  require_for_all([] {
    Teller t("one.yaml");
    for (int n = 2 + below(5); n > 0; --n) tell_of_few_seats(t);
    retold_means_the_same(t);
  });
}
