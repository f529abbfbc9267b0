#include "core/store/revision.hpp"

#include <algorithm>
#include <tuple>

#include "core/store/closure.hpp"
#include "core/store/materialise.hpp"
#include "core/store/records.hpp"
#include "core/store/sync.hpp"

namespace reorg::sql {
namespace {

std::string with_place(const Odd& odd) {
  const auto first = std::ranges::min_element(
      odd.places, {}, [](const Place& p) { return std::tie(p.file, p.line); });
  if (first == odd.places.end() || first->file.empty()) return odd.finding.message;
  const std::string line = first->line == 0 ? "" : ":" + std::to_string(first->line);
  return first->file + line + ": " + odd.finding.message;
}

std::vector<Finding> findings(const std::vector<Odd>& odds, const std::set<std::string>& files) {
  std::vector<Finding> found;
  for (const Odd& odd : odds) {
    const auto imported_now = [&](const Place& p) { return files.contains(p.file); };
    const bool ours = files.empty() || std::ranges::any_of(odd.places, imported_now);
    Finding f = odd.finding;
    f.message = with_place(odd);
    const auto same = [&](const Finding& g) { return g.rule == f.rule && g.message == f.message; };
    if (ours && std::ranges::none_of(found, same)) found.push_back(std::move(f));
  }
  return found;
}

}  // namespace

std::int64_t begin_revision(Connection& c, const char* what, const std::string& recorded) {
  Query q(c,
          "INSERT INTO revision(id, what, recorded, kept) "
          "VALUES ((SELECT coalesce(max(id), 0) + 1 FROM revision), ?, ?, 1) RETURNING id");
  q.bind(what, recorded).next();
  return q.integer();
}

void renew_stamp(Connection& c) {
  c.db.exec("UPDATE counter SET next = random() WHERE name = 'stamp'");
}

std::vector<Finding> findings_about(Connection& c, std::span<const EntityId> ids) {
  return findings(odd_about(c, ids), {});
}

ImportReport finish(Connection& c, Difference& d) {
  ImportReport report;
  report.findings = settle(c, d);
  d.tally.count(report);
  report.added += d.literals_added;
  report.removed += d.literals_removed;
  report.changed += d.literals_changed;
  if (!d.substance) {
    Query(c, "DELETE FROM revision_file WHERE revision = ?").bind(d.revision).run();
    Query(c, "DELETE FROM revision WHERE id = ?").bind(d.revision).run();
    return report;
  }
  Query(c, "UPDATE revision SET added = ?2, removed = ?3, changed = ?4 WHERE id = ?1")
      .bind(d.revision, static_cast<std::int64_t>(report.added),
            static_cast<std::int64_t>(report.removed), static_cast<std::int64_t>(report.changed))
      .run();
  report.revision = static_cast<int>(d.revision);
  return report;
}

CountingRevisions::CountingRevisions(Connection& c) {
  Query q(c, "SELECT id, restores FROM revision WHERE restores IS NOT NULL ORDER BY id DESC");
  std::optional<int> stands;  // the state to which the last undo that counts went back
  while (q.next()) {
    const int id = static_cast<int>(q.integer());
    const int restores = static_cast<int>(q.integer());
    if (stands && id > *stands) continue;
    undone_.emplace_back(restores, id);
    stands = restores;
  }
}

bool CountingRevisions::operator()(int revision) const {
  return std::ranges::none_of(
      undone_, [&](const auto& span) { return revision > span.first && revision < span.second; });
}

std::vector<Finding> settle(Connection& c, Difference& d) {
  apply_withdrawals(c, d);
  drop_unused(c, d);  // first: a record that goes leaves its entity to the others
  settle_records(c, d);
  settle_entities(c, d);
  const auto touched = reached(c, {d.touched, d.leavers, d.claims});
  if (touched.empty()) return {};
  const std::vector<Odd> odds = materialise(c, touched);
  for_each_portion(touched, [&](std::span<const EntityId> now) { write_names(c, now); });
  return findings(odds, d.files);
}

}  // namespace reorg::sql
