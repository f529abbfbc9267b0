#include <algorithm>

#include "core/store/impl.hpp"
#include "core/store/records.hpp"

namespace reorg {
namespace {

using sql::Query;

std::size_t count(sql::Connection& c, const char* text) {
  Query q(c, text);
  q.next();
  return static_cast<std::size_t>(q.integer());
}

std::size_t with_legal_form(sql::Connection& c, const char* form) {
  Query q(c,
          "SELECT count(*) FROM (SELECT (SELECT value FROM (SELECT s.value, s.until_latest, "
          "s.from_latest FROM spell s WHERE s.home = e.id AND s.kind = 24 AND s.standing < 2 "
          "UNION ALL SELECT l.value, coalesce(l.until_day, 2147483647), l.from_day FROM literal l "
          "WHERE l.home = e.id AND l.kind = 24) ORDER BY until_latest DESC, from_latest DESC LIMIT "
          "1) AS form FROM entity e) WHERE form = ?");
  q.bind(form).next();
  return static_cast<std::size_t>(q.integer());
}

std::size_t of_kind(sql::Connection& c, const char* kind) {
  Query q(c,
          "SELECT count(*) FROM entity WHERE kind = ? AND NOT EXISTS (SELECT 1 FROM same_as WHERE "
          "same_as.entity = entity.id)");
  q.bind(kind).next();
  return static_cast<std::size_t>(q.integer());
}

void count_entities(sql::Connection& c, StoreStats& stats) {
  stats.organizations = of_kind(c, "organization");
  stats.posts = of_kind(c, "post");
  stats.people = of_kind(c, "person");
  stats.companies = with_legal_form(c, "company");
  stats.units = with_legal_form(c, "unit");
}

// Each judgement has a source of its own, or none.
std::size_t of_judgements(sql::Connection& c) {
  const auto all = sql::counting_judgements(c);
  return static_cast<std::size_t>(
      std::ranges::count_if(all, [](const Judgement& j) { return j.source != SourceId::none; }));
}

void find_days(sql::Connection& c, StoreStats& stats) {
  Query q(
      c,
      "SELECT min(day), max(day) FROM (SELECT from_earliest AS day FROM statement UNION ALL "
      "SELECT from_latest FROM statement UNION ALL SELECT until_earliest FROM statement UNION ALL "
      "SELECT until_latest FROM statement UNION ALL SELECT from_day FROM literal WHERE NOT flags & "
      "8 UNION ALL SELECT until_day FROM literal WHERE NOT flags & 8) WHERE day > -2147483648 AND "
      "day < 2147483647");
  q.next();
  if (q.is_null()) return;
  stats.first_day = q.day();
  stats.last_day = q.day();
}

}  // namespace

StoreStats Store::stats() const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    StoreStats stats;
    count_entities(c, stats);
    const std::size_t literals = count(c, "SELECT coalesce(sum(literals), 0) FROM file");
    stats.statements = count(c, "SELECT count(DISTINCT content) FROM statement") + literals;
    stats.spells = count(c, "SELECT count(*) FROM spell") + literals;
    stats.events = count(c, "SELECT count(DISTINCT id) FROM event");
    stats.sources = count(c, "SELECT count(DISTINCT source) FROM source_file") + of_judgements(c);
    stats.without_source =
        count(c,
              "SELECT count(*) FROM (SELECT s.content FROM statement s GROUP BY s.content HAVING "
              "max(EXISTS (SELECT 1 FROM statement_source t WHERE t.statement = s.id)) = 0)") +
        count(c, "SELECT count(*) FROM literal WHERE source IS NULL");
    stats.files = count(c, "SELECT count(*) FROM file");
    stats.revision = static_cast<int>(count(c, "SELECT coalesce(max(id), 0) FROM revision"));
    find_days(c, stats);
    std::error_code none;
    const auto bytes = std::filesystem::file_size(c.path, none);
    stats.bytes = none ? 0 : bytes;
    return stats;
  });
}

std::vector<std::string> Store::damage() const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] { return sql::faults(c); });
}

}  // namespace reorg
