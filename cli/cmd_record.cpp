// reorg record CHANGE NAME: one change, as a change file would tell it, in a revision of its own.
#include <algorithm>
#include <iterator>
#include <ostream>

#include <fmt/format.h>

#include "cli/change_line.hpp"
#include "cli/command.hpp"
#include "cli/directory.hpp"
#include "cli/errors.hpp"
#include "cli/findings.hpp"
#include "cli/judging.hpp"
#include "cli/statement_line.hpp"
#include "cli/text.hpp"
#include "core/timeline/withdrawals.hpp"

namespace reorg::cli {
namespace {

// It stands in no file that anybody could open, so it is all in one line.
void put_into_one_line(Batch& batch) {
  const auto all = [](auto& items) {
    for (auto& item : items) item.place.line = item.place.column = 1;
  };
  all(batch.entities);
  all(batch.sources);
  all(batch.events);
  all(batch.changes);
  all(batch.statements);
}

// Change files may leave the source out, and so may this: but it should not be forgotten.
void note_missing_source(const Batch& batch, std::vector<Finding>& findings) {
  const bool sourced =
      std::ranges::all_of(batch.statements, [](const Statement& s) { return !s.sources.empty(); });
  if (!sourced) findings.push_back({"no source", "no source says so; cite one with --source", {}});
}

std::vector<std::string> taking_back(const RecordReport& r) { return {"forget", r.file}; }

Json json_report(const RecordReport& r, const Batch& batch, const std::string& change) {
  Json entities = Json::array(), statements = Json::array(), events = Json::array();
  for (const Entity& e : batch.entities) {
    entities.push_back({{"key", e.key}, {"kind", word(e.kind)}, {"new", e.declared}});
  }
  for (const Event& e : batch.events) events.push_back({{"key", e.key}, {"type", word(e.type)}});
  for (const Statement& s : batch.statements) statements.push_back(json_statement_of(batch, s));
  Json back = Json::array({"reorg"});
  for (const std::string& w : taking_back(r)) back.push_back(w);
  return {{"schema", 1},
          {"change", change},
          {"file", r.file},
          {"added", r.added},
          {"removed", r.removed},
          {"changed", r.changed},
          {"revision", r.revision ? Json(*r.revision) : Json()},
          {"dry_run", !r.revision.has_value()},
          {"entities", std::move(entities)},
          {"events", std::move(events)},
          {"statements", std::move(statements)},
          {"take_back", std::move(back)},
          {"findings", json_findings(r.findings)}};
}

void tell(Session& session, const RecordReport& r, const Batch& batch) {
  std::ostream& out = session.world().out;
  const std::string what = fmt::format("+{} −{} ~{} statements", r.added, r.removed, r.changed);
  if (r.revision)
    out << fmt::format("Recorded as {}, revision {}: {}.\n", r.file, *r.revision, what);
  else
    out << fmt::format("Would be recorded: {}; a dry run, nothing was written.\n", what);
  for (const Entity& e : batch.entities) {
    if (e.declared) out << fmt::format("  new {}: {}\n", word(e.kind), e.key);
  }
  for (const Event& e : batch.events) {
    if (e.type != EventType::change)
      out << fmt::format("  {}: {}{}\n", word(e.type), e.key,
                         e.target.empty() ? "" : " ends " + e.target);
  }
  for (const Statement& s : batch.statements) out << "  " << statement_line(batch, s) << '\n';
  if (r.revision) out << "To take it back: " << here(session, taking_back(r)) << '\n';
}

}  // namespace

int run_record(Session& session) {
  const ChangeLine line = checked({session.names(), session.given()});
  session.take_names(line.words);
  Store& store = session.store(Store::Access::amend);
  Batch batch;
  const auto told = [&](const std::string& file) {
    batch = read_line(session, line, file, StoreDirectory(store));
    put_into_one_line(batch);
    return batch;
  };
  const auto run = session.has("dry-run") ? Store::Run::dry : Store::Run::real;
  RecordReport report = store.record(told, run, to_string(session.today()));
  std::ranges::move(
      late_withdrawals(batch.events, [&](std::string_view key) { return store.event(key); }),
      std::back_inserter(report.findings));
  sort_by_place(report.findings);
  note_missing_source(batch, report.findings);
  tell_findings(session.world(), report.findings);
  if (session.style().json) {
    session.world().out << json_report(report, batch, line.words.front())
                               .dump(2, ' ', false, Json::error_handler_t::replace)
                        << '\n';
    return ok;
  }
  tell(session, report, batch);
  return ok;
}

}  // namespace reorg::cli
