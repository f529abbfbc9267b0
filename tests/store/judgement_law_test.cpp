// What a judgement about records does to histories made at random: as if one key had been used.
#include <map>

#include <catch2/catch.hpp>

#include "tests/property.hpp"
#include "tests/store/all_answers.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

constexpr auto real = Store::Run::real;

// Only what lies between two that were told of as two can become empty.
bool becomes_empty(const Statement& s, EntityId kept, EntityId other) {
  return is_relation(s.kind) && s.kind != StatementKind::owns &&
         ((s.subject == kept && s.object == other) || (s.subject == other && s.object == kept));
}

// A name in an entity's own entry becomes a further name when it joins another:
// store/judgement_test.cpp.
void without_own_name(Batch& b, EntityId entity) {
  std::erase_if(b.statements, [&](const Statement& s) {
    return s.kind == StatementKind::name && s.effect == Effect::always && s.subject == entity;
  });
  for (std::size_t n = 0; n < b.statements.size(); ++n)
    b.statements[n].id = static_cast<StatementId>(n + 1);
}

// The same file, had it used one key for both.
Batch with_one_key(Teller t, const Two& two) {
  const EntityId kept = t.entity(two.kept).id, other = t.entity(two.other).id;
  Batch& b = t.batch();
  if (const Entity o = b.entities[number(other) - 1]; o.declared) {
    Entity& k = b.entities[number(kept) - 1];
    k.seats = k.declared ? std::max(k.seats, o.seats) : o.seats;
    k.declared = true;
    k.place = o.place;
    b.entities[number(other) - 1].declared = false;
  }
  const auto one = [&](EntityId& id) {
    if (id == other) id = kept;
  };
  std::erase_if(b.statements, [&](const Statement& s) { return becomes_empty(s, kept, other); });
  for (std::size_t n = 0; n < b.statements.size(); ++n) {
    Statement& s = b.statements[n];
    s.id = static_cast<StatementId>(n + 1);
    one(s.subject);
    one(s.object);
    one(s.capacity_of);
  }
  for (Change& c : b.changes) {
    for (auto* list : {&c.originals, &c.results, &c.others}) std::ranges::for_each(*list, one);
  }
  return b;
}

}  // namespace

TEST_CASE("same and then different gives back every answer") {
  require_for_all(
      [] {
        Store store = Store::in_memory();
        store.import(everybody(), real);
        for (int n = below(4); n >= 0; --n) import_or_forget(store);
        const auto before = answers(store);
        const Two two = some_two();
        store.judge(judgement(Verdict::same, two.kept, two.other), {}, real);
        const bool other_way_round = below(2) == 0;
        store.judge(other_way_round ? judgement(Verdict::different, two.other, two.kept)
                                    : judgement(Verdict::different, two.kept, two.other),
                    {}, real);
        RC_ASSERT(answers(store) == before);
        RC_ASSERT(store.damage().empty());
      },
      property_cases(2));
}

TEST_CASE("same answers as if one key had been used, whether judged before or after the imports") {
  require_for_all(
      [] {
        Store judged = Store::in_memory(), told = Store::in_memory();
        judged.import(everybody(), real);
        told.import(everybody(), real);
        const Two two = some_two();
        const int files = 1 + below(4);
        const int judge_before = below(files + 1);
        for (int n = 0; n <= files; ++n) {
          if (n == judge_before)
            judged.judge(judgement(Verdict::same, two.kept, two.other), {}, real);
          if (n == files) break;
          const auto name = one_of<std::string>({"a.yaml", "b.yaml", "c.yaml"});
          Teller t(name);
          tell_file(t);
          without_own_name(t.batch(), t.entity(two.other).id);
          judged.import(t.batch(), real);
          told.import(with_one_key(t, two), real);
        }
        const SpellText a(judged), b(told);
        RC_ASSERT(a.of(judged) == b.of(told));
        for (const char* day : {"2016-06-01", "2017-01-01"}) {
          const Day k = parse_date(day).latest;
          RC_ASSERT(a.of(*judged.known_at(k)) == b.of(*told.known_at(k)));
          RC_ASSERT(told_changes(judged, *judged.known_at(k)) ==
                    told_changes(told, *told.known_at(k)));
        }
        RC_ASSERT(told_changes(judged, judged) == told_changes(told, told));
      },
      property_cases(2));
}

TEST_CASE("the order of imports and judgements means nothing") {
  require_for_all(
      [] {
        Store store = Store::in_memory(), again = Store::in_memory();
        store.import(everybody(), real);
        again.import(everybody(), real);
        std::map<std::string, Batch> files;
        std::vector<Judgement> judged;
        for (int n = 2 + below(6); n > 0; --n) {
          const auto name = one_of<std::string>({"a.yaml", "b.yaml", "c.yaml"});
          const int what = below(5);
          if (what == 0) {
            store.forget(name);
            files.erase(name);
          } else if (what < 3) {
            Teller t(name);
            tell_file(t);
            files[name] = t.batch();
            store.import(t.batch(), real);
          } else {
            const Two two = some_two();
            const bool one = store.judgements().on(two.kept, two.other) == Verdict::same;
            judged.push_back(
                judgement(one ? Verdict::different : Verdict::same, two.kept, two.other));
            store.judge(judged.back(), {}, real);
          }
        }
        for (auto it = files.rbegin(); it != files.rend(); ++it) again.import(it->second, real);
        for (const Judgement& j : judged) again.judge(j, {}, real);
        RC_ASSERT(answers(store) == answers(again));
        RC_ASSERT(store.damage().empty());
      },
      property_cases(2));
}
