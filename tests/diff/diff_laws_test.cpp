// Laws of the whole diff, over small histories made at random in a database: exact days,
// organizations that are founded, moved and dissolved, posts and their holders, heads, members,
// names, with and without events.
#include <map>
#include <optional>
#include <set>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "core/diff/diff.hpp"
#include "core/query/log.hpp"
#include "tests/property.hpp"
#include "tests/store/random_files.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

using Kind = StatementKind;

constexpr int last_day = 12;

Day at(int n) { return day_of(2018, 1, 1) + n; }
std::string exact_day() { return to_string(at(1 + below(last_day - 1))); }

// What a change does begins or ends on its day; a statement alone may say both ends.
void say_on(Teller& t, const std::string& day, bool by_change) {
  const Seat seat = some_seat();
  Statement& s = below(3) == 0 ? t.ends(seat.kind, seat.subject, seat.object_or_value, day)
                               : t.begins(seat.kind, seat.subject, seat.object_or_value, day);
  if (s.effect == Effect::begins && below(5) == 0) s.role = "president";
  if (!by_change && s.effect == Effect::begins && below(4) == 0) {
    s.effect = Effect::period;
    s.until = {EndKind::date, parse_date(to_string(at(last_day + below(2))))};
  }
}

// Events with one to three statements, and statements without any.
Batch history() {
  Teller t("history.yaml");
  for (const char* key : {"p-a", "p-b", "p-c", "t-x", "t-y", "o", "q", "r"}) t.declare(key);
  const int count = 1 + below(6);
  for (int i = 0; i < count; ++i) {
    const std::string day = exact_day();
    t.no_event();
    if (below(3) > 0) {
      Event& e = t.event("e-" + std::to_string(i), day);
      e.effective = parse_date(day);
      const ChangeId change = t.change(one_of({Verb::move, Verb::merge, Verb::appoint}),
                                       some_organization(), some_organization())
                                  .id;
      const std::size_t before = t.batch().statements.size();
      for (int n = 1 + below(3); n > 0; --n) say_on(t, day, true);
      for (std::size_t s = before; s < t.batch().statements.size(); ++s)
        t.batch().statements[s].change = change;
    } else {
      say_on(t, day, false);
    }
  }
  return t.batch();
}

class World {
 public:
  explicit World(const Batch& batch) : store_(Store::in_memory()) {
    store_.import(batch, Store::Run::real);
    for (const std::string& key : store_.entity_keys()) all_.push_back(store_.entity(key)->id);
  }

  Differences diff(Day a, Day b, EntityId about = EntityId::none) const {
    return reorg::diff(store_, store_, {a, b, {}, at(100)}, about);
  }
  std::vector<Spell> spells() const {
    const KindSet relations(Kind::part_of, Kind::oversees, Kind::holds, Kind::post_in,
                            Kind::reports_to, Kind::member_of, Kind::owns);
    auto found = store_.relations(all_, {relations, relations});
    for (Spell& s : store_.values(all_, KindSet(Kind::name, Kind::existence))) found.push_back(s);
    return found;
  }
  const std::vector<EntityId>& all() const { return all_; }
  const Store& store() const { return store_; }

 private:
  Store store_;
  std::vector<EntityId> all_;
};

Day some_day_between() { return at(below(last_day + 2)); }

using View = std::set<FactKey>;

View view(const std::vector<Spell>& spells, Day d, Certainty least) {
  View facts;
  for (const Spell& s : spells) {
    if (s.standing != Standing::outranked && !s.undated && holds_on(s, d) >= least)
      facts.insert(fact_of(s));
  }
  return facts;
}

bool is_exact(const Spell& s) {
  const auto exact = [](const Bound& b) {
    return b.kind == EndKind::open || (b.kind == EndKind::date && b.earliest == b.latest);
  };
  return s.standing == Standing::agreed && exact(s.from) && exact(s.until);
}

// Facts that rivals or sightings leave in doubt on some day: nothing exact can be said of them.
View doubtful(const std::vector<Spell>& spells) {
  View facts;
  for (const Spell& s : spells) {
    if (!is_exact(s)) facts.insert(fact_of(s));
  }
  return facts;
}

using Turned = std::tuple<Way, Certainty, FactKey>;

std::multiset<Turned> changes(const Differences& all) {
  std::multiset<Turned> result;
  for (const Difference& d : all.lines) {
    for (const Turn& t : d.turns) result.emplace(t.way, t.certainty, fact_of(*t.spell));
  }
  return result;
}

// A line by what it says; without the numbers of rows.
using Line = std::tuple<DiffKind, Certainty, std::vector<EntityId>, std::vector<EntityId>,
                        std::vector<EntityId>, bool, std::multiset<Turned>>;

std::multiset<Line> lines(const std::vector<Difference>& all) {
  std::multiset<Line> result;
  for (const Difference& d : all) {
    std::multiset<Turned> said;
    for (const Turn& t : d.turns) said.emplace(t.way, t.certainty, fact_of(*t.spell));
    result.emplace(d.kind, d.certainty, d.before, d.after, d.concerned, d.reversed, said);
  }
  return result;
}

}  // namespace

TEST_CASE("diff: a day does not differ from itself") {
  require_for_all([] {
    const World w(history());
    const Day d = some_day_between();
    RC_ASSERT(w.diff(d, d).lines.empty());
  });
}

TEST_CASE("diff: the bounds between two days lead to every fact that differs") {
  require_for_all([] {
    const World w(history());
    const Day a = some_day_between(), b = some_day_between();
    const auto [first, second] = std::minmax(a, b);
    const std::vector<Spell> spells = w.spells();
    std::multiset<Turned> all;
    for (const Turn& t : turns(spells, first, second))
      all.emplace(t.way, t.certainty, fact_of(*t.spell));
    RC_ASSERT(changes(w.diff(first, second)) == all);
  });
}

TEST_CASE("diff: applied to the one day it gives the other") {
  require_for_all([] {
    const World w(history());
    const Day a = some_day_between(), b = some_day_between();
    const std::vector<Spell> spells = w.spells();
    const View doubts = doubtful(spells);
    View facts = view(spells, a, Certainty::certain);
    for (const Difference& d : w.diff(a, b).lines) {
      for (const Turn& t : d.turns) {
        const FactKey fact = fact_of(*t.spell);
        if (doubts.contains(fact)) continue;
        if (t.way == Way::ends)
          RC_ASSERT(facts.erase(fact) == 1U);
        else
          RC_ASSERT(facts.insert(fact).second);
      }
    }
    View then = view(spells, b, Certainty::certain);
    for (const FactKey& fact : doubts) {
      facts.erase(fact);
      then.erase(fact);
    }
    RC_ASSERT(facts == then);
  });
}

TEST_CASE("diff: backwards it says the same with before and after exchanged") {
  require_for_all([] {
    const World w(history());
    const Day a = some_day_between(), b = a + 1 + below(last_day);
    std::vector<Difference> mirrored;
    Differences there = w.diff(a, b);
    for (Difference& d : there.lines) {
      mirrored.push_back(backwards(std::move(d)));
      // What was gained by a post is lost on the way back.
      if (!mirrored.back().turns.empty()) continue;
      if (mirrored.back().kind == DiffKind::oversight_gained)
        mirrored.back().kind = DiffKind::oversight_lost;
      else if (mirrored.back().kind == DiffKind::oversight_lost)
        mirrored.back().kind = DiffKind::oversight_gained;
    }
    RC_ASSERT(lines(mirrored) == lines(w.diff(b, a).lines));
  });
}

TEST_CASE("diff: the whole contains every part, fact by fact") {
  require_for_all([] {
    const World w(history());
    const Day a = some_day_between(), b = some_day_between();
    const auto whole = changes(w.diff(a, b));
    for (const EntityId id : w.all()) {
      const auto part = changes(w.diff(a, b, id));
      RC_ASSERT(std::ranges::includes(whole, part));
    }
  });
}

namespace {

// A fact without the words that another source may add to it (R4).
FactKey bare(FactKey f) {
  f.role.clear();
  f.acting = false;
  return f;
}

FactKey fact_of(const Statement& s) {
  FactKey f;
  f.kind = s.kind;
  f.subject = s.subject;
  f.object = s.object;
  f.capacity_of = s.capacity_of;
  f.aspect = s.aspect;
  f.value = s.value;
  f.dotted = s.dotted;
  return f;
}

FactKey in_store(const Store& store, const Batch& told, Statement s) {
  for (EntityId* id : {&s.subject, &s.object, &s.capacity_of}) {
    if (*id != EntityId::none) *id = store.entity(told.entities[number(*id) - 1].key)->id;
  }
  return fact_of(s);
}

// What the log says last of each fact: that it begins (true) or ends; nothing, where it says both
// of one day (R8).
std::map<FactKey, std::optional<bool>> net_of(const std::vector<LoggedEvent>& newest_first,
                                              Day after, Day until) {
  std::map<FactKey, std::set<bool>> on_one_day;
  std::map<FactKey, std::optional<bool>> net;
  std::map<FactKey, Day> last;
  const auto hear = [&](const Statement& s, Day day, bool begins) {
    if (day <= after || until < day) return;
    const FactKey fact = fact_of(s);
    if (const auto [it, fresh] = last.emplace(fact, day); !fresh && it->second > day) return;
    if (last[fact] < day) on_one_day.erase(fact);
    last[fact] = day;
    net[fact] = begins;
    on_one_day[fact].insert(begins);
  };
  for (const LoggedEvent& e : newest_first) {
    const auto statement = [&](const Statement& s) {
      if (s.effect == Effect::ends) return hear(s, s.until.date.earliest, false);
      hear(s, s.from->earliest, true);
      if (s.until.kind == EndKind::date) hear(s, s.until.date.earliest, false);
    };
    for (const LoggedChange& c : e.changes) std::ranges::for_each(c.said, statement);
    std::ranges::for_each(e.plain, statement);
  }
  for (auto& [fact, heard] : net) {
    if (on_one_day[fact].size() > 1) heard.reset();
  }
  return net;
}

}  // namespace

TEST_CASE("diff: what sources state to have changed is the net of the log") {
  require_for_all([] {
    const Batch told = history();
    const World w(told);
    const Day a = some_day_between(), b = a + 1 + below(last_day);
    AsOf stretch{a + 1, b, "", {}, at(100), true};
    const auto net = net_of(log(w.store(), w.store(), EntityId::none, {}, stretch), a, b);

    const std::vector<Spell> spells = w.spells();
    View doubts, then, now;
    for (const FactKey& f : doubtful(spells)) doubts.insert(bare(f));
    for (const FactKey& f : view(spells, a, Certainty::certain)) then.insert(bare(f));
    for (const FactKey& f : view(spells, b, Certainty::certain)) now.insert(bare(f));
    // R7: a period ends only by itself.
    View periods;
    for (const Statement& s : told.statements) {
      if (s.effect == Effect::period) periods.insert(in_store(w.store(), told, s));
    }
    // R20: what lies outside of lifetimes is no state at all.
    View states;
    for (const Spell& s : spells) states.insert(bare(reorg::fact_of(s)));
    // Whatever it says to begin holds in the end, unless something unsaid ended it; and so on.
    View unsaid;
    for (const Spell& s : spells) {
      if (s.from.basis != Basis::stated || s.until.basis != Basis::stated)
        unsaid.insert(bare(reorg::fact_of(s)));
    }
    for (const auto& [fact, begins] : net) {
      if (begins && states.contains(fact) && !periods.contains(fact) && !doubts.contains(fact) &&
          !unsaid.contains(fact))
        RC_ASSERT(now.contains(fact) == *begins);
    }
    // And every stated turn stands in the log.
    for (const Difference& d : w.diff(a, b).lines) {
      for (const Turn& t : d.turns) {
        const FactKey fact = bare(reorg::fact_of(*t.spell));
        if (doubts.contains(fact) || unsaid.contains(fact)) continue;
        if (then.contains(fact) == now.contains(fact)) continue;  // only another role
        const auto said = net.find(fact);
        RC_ASSERT(said != net.end());
        if (said->second && !periods.contains(fact))
          RC_ASSERT(*said->second == (t.way != Way::ends));
      }
    }
  });
}
