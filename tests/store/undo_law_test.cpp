// Undo over histories made at random: every answer is again as it was.
#include <catch2/catch.hpp>

#include "tests/property.hpp"
#include "tests/store/all_answers.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

constexpr auto real = Store::Run::real;

// One revision, or none when nothing came of it.
void any_step(Store& store) {
  const int what = below(8);
  const int last = store.stats().revision;
  if (what == 0) {
    const Two two = some_two();
    const bool one = store.judgements().are_one(two.kept, two.other);
    store.judge(judgement(one ? Verdict::different : Verdict::same, two.kept, two.other), {}, real);
  } else if (what == 1 && last > 1) {  // everybody stays: the files told at random name them
    store.undo(1 + below(std::min(last - 1, 3)), real);
  } else if (what == 2) {
    store.record(
        [](const std::string& file) {
          Teller t(file);
          tell_file(t);
          return t.batch();
        },
        real);
  } else {
    import_or_forget(store);
  }
}

// Answers, and what an export and the counts rest on: all that does not number or date revisions.
std::vector<std::string> everything(const Store& store) {
  std::vector<std::string> all = answers(store);
  const Batch batch = store.everything();
  for (const std::string& file : batch.files) all.push_back("file " + file);
  for (const Entity& e : batch.entities)
    all.push_back("entity " + e.key + " " + e.place.file + std::to_string(e.place.line));
  for (const Source& s : batch.sources)
    all.push_back("source " + s.key + " " + s.place.file + std::to_string(s.place.line));
  for (const Event& e : batch.events)
    all.push_back("event " + e.key + " " + e.target + " " + e.place.file +
                  std::to_string(e.place.line) + " until " + to_string(e.known_until));
  std::vector<std::string> told;
  for (const Statement& s : batch.statements)
    told.push_back("statement " + std::string(word(s.kind)) + s.place.file +
                   std::to_string(s.place.line) + " until " + to_string(s.known_until) + " in " +
                   (s.event == EventId::none ? "" : batch.events[number(s.event) - 1].key));
  for (const Change& c : batch.changes)
    told.push_back("change " + c.place.file + std::to_string(c.place.line));
  std::ranges::sort(told);
  all.insert(all.end(), told.begin(), told.end());
  for (const ToldJudgement& j : batch.judgements)
    all.push_back(std::string(word(j.verdict)) + " " + j.kept + " " + j.other);
  const StoreStats stats = store.stats();
  for (const std::size_t n : {stats.organizations, stats.posts, stats.people, stats.statements,
                              stats.spells, stats.events, stats.sources, stats.files})
    all.push_back(std::to_string(n));
  return all;
}

}  // namespace

TEST_CASE("undo gives back every answer, and undo of it the later ones") {
  require_for_all(
      [] {
        Store store = Store::in_memory();
        store.import(everybody(), real);
        std::vector<std::vector<std::string>> as_of{{}, everything(store)};  // by revision
        for (int n = below(7); n >= 0; --n) {
          any_step(store);
          const auto last = static_cast<std::size_t>(store.stats().revision);
          if (last == as_of.size())
            as_of.push_back(everything(store));
          else
            as_of[last] = everything(store);  // lines moved: no revision
        }
        const int last = store.stats().revision;
        const int count = 1 + below(last);
        const UndoReport report = store.undo(count, real);
        RC_ASSERT(report.revision == last + 1);
        RC_ASSERT(report.undone.size() == static_cast<std::size_t>(count));
        if (count < last)
          RC_ASSERT(everything(store) == as_of[static_cast<std::size_t>(last - count)]);
        else
          RC_ASSERT(store.files().empty() && store.entity_keys().empty());
        RC_ASSERT(store.damage().empty());
        store.undo(1, real);
        RC_ASSERT(everything(store) == as_of.back());
        RC_ASSERT(store.damage().empty());
      },
      property_cases(2));
}

TEST_CASE("a dry undo tells the same and changes nothing") {
  require_for_all(
      [] {
        Store store = Store::in_memory();
        store.import(everybody(), real);
        for (int n = below(4); n >= 0; --n) any_step(store);
        const auto before = everything(store);
        const int last = store.stats().revision;
        const UndoReport dry = store.undo(1, Store::Run::dry);
        RC_ASSERT(!dry.revision);
        RC_ASSERT(everything(store) == before);
        RC_ASSERT(store.stats().revision == last);
        const UndoReport done = store.undo(1, real);
        RC_ASSERT(done.added == dry.added && done.removed == dry.removed &&
                  done.changed == dry.changed);
      },
      property_cases(5));
}
