#include <algorithm>
#include <tuple>
#include <unordered_map>

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

enum class Form { other, company, unit };

// The form that each had last, of all that were told of it.
class LastForms {
 public:
  void take(EntityId whose, std::string_view form, Day until, Day from) {
    const auto [at, fresh] = last_.try_emplace(whose);
    const std::tuple when(until, from);
    if (!fresh && when <= at->second.when) return;
    at->second = {when, form == "company" ? Form::company
                        : form == "unit"  ? Form::unit
                                          : Form::other};
  }
  std::size_t count(Form form) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        last_, [form](const auto& entry) { return entry.second.form == form; }));
  }

 private:
  struct Last {
    std::tuple<Day, Day> when;
    Form form = Form::other;
  };
  std::unordered_map<EntityId, Last> last_;
};

void count_forms(sql::Connection& c, StoreStats& stats) {
  LastForms forms;
  for (const char* text :
       {"SELECT home, value, until_latest, from_latest FROM spell WHERE kind = 24 AND standing < 2",
        "SELECT home, value, coalesce(until_day, 2147483647), from_day FROM literal WHERE kind = "
        "24"}) {
    Query q(c, text);
    while (q.next()) {
      const auto whose = q.id<EntityId>();
      const std::string_view form = q.view();
      const Day until = q.day();
      forms.take(whose, form, until, q.day());
    }
  }
  stats.companies = forms.count(Form::company);
  stats.units = forms.count(Form::unit);
}

void count_entities(sql::Connection& c, StoreStats& stats) {
  Query q(c,
          "SELECT kind, count(*) FROM entity WHERE NOT EXISTS (SELECT 1 FROM same_as WHERE "
          "same_as.entity = entity.id) GROUP BY kind");
  while (q.next()) {
    const auto kind = from_word<EntityKind>(q.text());
    std::size_t& n = kind == EntityKind::organization ? stats.organizations
                     : kind == EntityKind::post       ? stats.posts
                                                      : stats.people;
    n = static_cast<std::size_t>(q.integer());
  }
}

// Each judgement has a source of its own, or none.
std::size_t of_judgements(sql::Connection& c) {
  const auto all = sql::counting_judgements(c);
  return static_cast<std::size_t>(
      std::ranges::count_if(all, [](const Judgement& j) { return j.source != SourceId::none; }));
}

void find_days(sql::Connection& c, StoreStats& stats) {
  for (const char* text :
       {"SELECT min(day), max(day), NULL, NULL FROM (SELECT from_earliest AS day FROM statement "
        "UNION ALL SELECT from_latest FROM statement UNION ALL SELECT until_earliest FROM "
        "statement UNION ALL SELECT until_latest FROM statement) WHERE day > -2147483648 AND day < "
        "2147483647",
        "SELECT min(nullif(from_day, -2147483648)), max(nullif(from_day, -2147483648)), "
        "min(until_day), max(until_day) FROM literal WHERE NOT flags & 8"}) {
    Query q(c, text);
    q.next();
    for (int column = 0; column < 4; ++column) {
      const auto day = q.day_if_any();
      if (!day) continue;
      stats.first_day = std::min(stats.first_day.value_or(*day), *day);
      stats.last_day = std::max(stats.last_day.value_or(*day), *day);
    }
  }
}

}  // namespace

StoreStats Store::stats() const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    StoreStats stats;
    count_entities(c, stats);
    count_forms(c, stats);
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
