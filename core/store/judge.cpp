// Judgements about records: one revision each, in a log that only grows.
#include <algorithm>

#include "core/store/closure.hpp"
#include "core/store/literals.hpp"
#include "core/store/read.hpp"
#include "core/store/records.hpp"
#include "core/store/revision.hpp"
#include "core/store/rows.hpp"

namespace reorg {
namespace {

using sql::Connection;
using sql::Query;

std::vector<EntityId> entities_of(Connection& c, const std::vector<std::string>& keys) {
  Query q(c, "SELECT e.id FROM json_each(?) f CROSS JOIN entity e ON e.key = f.value");
  q.bind(sql::json_list_of_texts(keys));
  std::vector<EntityId> ids;
  while (q.next()) ids.push_back(q.id<EntityId>());
  return ids;
}

std::size_t count_told(Connection& c, const std::vector<std::string>& keys) {
  Query q(c,
          "SELECT count(DISTINCT s.content) FROM ("
          "SELECT x.id FROM json_each(?1) f CROSS JOIN statement x ON x.subject = f.value UNION "
          "SELECT x.id FROM json_each(?1) f CROSS JOIN statement x ON x.object = f.value UNION "
          "SELECT x.id FROM json_each(?1) f CROSS JOIN statement x ON x.capacity_of = f.value) t "
          "CROSS JOIN statement s ON s.id = t.id");
  q.bind(sql::json_list(entities_of(c, keys))).next();
  return static_cast<std::size_t>(q.integer());
}

// What a source says of the one in relation to the other says nothing once they are one.
std::vector<Finding> relations_between(Connection& c, const std::vector<EntityId>& these,
                                       const std::vector<EntityId>& those) {
  Query q(c,
          "SELECT (SELECT name FROM file WHERE id = s.file) || ':' || s.line || ': “' || "
          "(SELECT key FROM entity WHERE id = s.subject) || ' ' || "
          "replace((SELECT word FROM kind WHERE code = s.kind), '_', ' ') || ' ' || "
          "(SELECT key FROM entity WHERE id = s.object), s.id "
          "FROM json_each(?1) f CROSS JOIN statement s ON s.subject = f.value "
          "WHERE s.kind < 20 AND s.kind <> 7 AND s.object IN (SELECT value FROM json_each(?2)) "
          "ORDER BY s.id");
  std::vector<Finding> findings;
  for (const auto& [from, to] : {std::pair(&these, &those), std::pair(&those, &these)}) {
    q.again().bind(sql::json_list(*from), sql::json_list(*to));
    while (q.next()) {
      Finding f{
          "between-the-two", q.text() + "” counts for nothing between records of one entity", {}};
      f.statements.push_back(q.id<StatementId>());
      findings.push_back(std::move(f));
    }
  }
  return findings;
}

// Nothing but its key tells the source of one judgement from that of another.
bool is_told(Connection& c, const Judgement& before, const Judgement& j,
             const std::optional<Source>& source) {
  if (before.note != j.note && !j.note.empty()) return false;
  if (!source) return true;
  const auto told = sql::read_sources(c, std::span(&before.source, 1));
  return !told.empty() && same_source(told.front(), *source);
}

// Whether the pair stands judged so already, and whether this source and note are new to it.
struct Before {
  bool judged = false;
  bool adds_nothing = false;
};

Before standing(Connection& c, const Judgements& all, const Judgement& j,
                const std::optional<Source>& source) {
  const auto so = all.saying_so(j.kept, j.other);
  const bool on_pair = !so.empty() && so.front()->verdict == j.verdict;
  const bool judged = on_pair || (j.verdict == Verdict::same && all.are_one(j.kept, j.other));
  if (!judged) return {};
  const bool says_nothing = !source && j.note.empty();
  return {true, says_nothing || (on_pair && std::ranges::any_of(so, [&](const Judgement* b) {
                                   return is_told(c, *b, j, source);
                                 }))};
}

// A source of its own for each judgement, so that it stays whatever files come and go.
SourceId add_source(Connection& c, const std::optional<Source>& source, std::int64_t revision) {
  if (!source) return SourceId::none;
  Source own = *source;
  own.key = "judgement-" + std::to_string(revision);
  Query before(c, "SELECT count(*) FROM judgement WHERE revision = ? AND source IS NOT NULL");
  before.bind(revision).next();
  if (const std::int64_t n = before.integer(); n > 0) own.key += "-" + std::to_string(n + 1);
  Query q(c,
          "INSERT INTO source(key, title, publisher, published_edtf, published_earliest, "
          "published_latest, published_uncertain, address, type, note, digest) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0) RETURNING id");
  sql::bind_source(q, own);
  q.next();
  return q.id<SourceId>();
}

void write(Connection& c, const Judgement& j, SourceId source, std::int64_t revision) {
  Query(c,
        "INSERT INTO judgement(revision, verdict, kept, other, source, note) VALUES (?, ?, ?, ?, "
        "?, ?)")
      .bind(revision, word(j.verdict), j.kept, j.other, source, j.note)
      .run();
}

// What is odd about the two, and about what is told of them, before they come together or part.
std::vector<Finding> odd_about(Connection& c, const Judgements& all, const Judgement& j) {
  sql::Difference d(c, 0);
  for (const std::string& key : {j.kept, j.other})
    sql::touch_all_told_of(c, entities_of(c, all.keys_of(key)), d);
  return sql::findings_about(c, sql::reached(c, {d.touched, d.leavers, d.claims}));
}

bool is_among(const std::vector<Finding>& findings, const Finding& f) {
  return std::ranges::any_of(
      findings, [&](const Finding& g) { return g.rule == f.rule && g.message == f.message; });
}

JudgementReport judged(Connection& c, const Judgement& j, const std::optional<Source>& source,
                       const std::string& recorded) {
  const Judgements before = sql::read_judgements(c);
  JudgementReport report;
  const Before stands = standing(c, before, j, source);
  report.known_before = stands.judged;
  if (stands.adds_nothing) return report;
  for (const std::string& key : {j.kept, j.other})
    sql::promote(c, sql::literals_touching(c, sql::json_list(entities_of(c, before.keys_of(key)))));
  const auto odd_before = odd_about(c, before, j);
  sql::Difference d(c, sql::begin_revision(c, word(j.verdict).data(), recorded));
  write(c, j, add_source(c, source, d.revision), d.revision);
  // What each stands for when the two are apart.
  const bool parts = j.verdict == Verdict::different;
  const Judgements apart = parts ? sql::read_judgements(c) : before;
  const auto these = apart.keys_of(j.kept), those = apart.keys_of(j.other);
  report.of_kept = count_told(c, these);
  report.of_other = count_told(c, those);
  report.findings = sql::settle(c, d);
  std::erase_if(report.findings, [&](const Finding& f) { return is_among(odd_before, f); });
  if (!parts && !stands.judged) {
    std::ranges::move(relations_between(c, entities_of(c, these), entities_of(c, those)),
                      std::back_inserter(report.findings));
  }
  report.revision = static_cast<int>(d.revision);
  return report;
}

}  // namespace

bool sql::is_recorded(Connection& c, const ToldJudgement& told) {
  const auto all = sql::counting_judgements(c);
  return std::ranges::any_of(all, [&](const Judgement& j) {
    if (j.verdict != told.verdict || j.kept != told.kept || j.other != told.other ||
        j.note != told.note)
      return false;
    const auto source = sql::read_sources(c, std::span(&j.source, 1));
    return told.source ? !source.empty() && same_source(source.front(), *told.source)
                       : source.empty();
  });
}

void sql::add_judgement(Connection& c, const ToldJudgement& told, std::int64_t revision) {
  Judgement j;
  j.verdict = told.verdict;
  j.kept = told.kept;
  j.other = told.other;
  j.note = told.note;
  write(c, j, add_source(c, told.source, revision), revision);
}

JudgementReport Store::judge(const Judgement& j, const std::optional<Source>& source, Run run,
                             const std::string& recorded) {
  return sql::guarded(impl_->connection->path, [&] {
    return sql::in_revision(*impl_, run,
                            [&](Connection& c) { return judged(c, j, source, recorded); });
  });
}

Judgements Store::judgements() const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] { return sql::read_judgements(c); });
}

std::vector<std::string> Store::keys_of(EntityId id) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    Query q(c,
            "SELECT e.key FROM json_each(?1) f CROSS JOIN entity e ON e.id = f.value "
            "ORDER BY EXISTS (SELECT 1 FROM same_as WHERE same_as.entity = e.id), e.key");
    q.bind(sql::json_list(sql::records_of(c, std::span(&id, 1))));
    std::vector<std::string> keys;
    while (q.next()) keys.push_back(q.text());
    return keys;
  });
}

std::vector<Judgement> Store::judged_same(EntityId id) const {
  const std::vector<std::string> keys = keys_of(id);
  if (keys.size() < 2) return {};
  std::vector<Judgement> result;
  const Judgements all = judgements();
  for (const Judgement* j : all.joining(keys.front())) result.push_back(*j);
  return result;
}

}  // namespace reorg
