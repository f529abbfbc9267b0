// What revisions changed, statement by statement: from the rows they left and the log of
// retractions.
#include <algorithm>
#include <map>
#include <tuple>

#include <nlohmann/json.hpp>

#include "core/store/file_history.hpp"
#include "core/store/impl.hpp"
#include "core/store/literals.hpp"
#include "core/store/rows.hpp"

namespace reorg {
namespace {

using nlohmann::json;
using sql::Connection;
using sql::Query;
using How = RevisedStatement::How;

struct Told {
  int revision = 0;
  std::int64_t content = 0;
  Statement said;
  std::vector<std::string> sources_gone;
};

std::string text(const json& said, const char* member) {
  const auto found = said.find(member);
  return found == said.end() || !found->is_string() ? "" : found->get<std::string>();
}

std::int64_t integer(const json& said, const char* member) {
  const auto found = said.find(member);
  return found == said.end() || !found->is_number_integer() ? 0 : found->get<std::int64_t>();
}

// The days were not always kept; what is written means them but for the day before a change (R3).
std::optional<Date> from_of(const json& said) {
  const std::string edtf = text(said, "from");
  if (edtf.empty()) return {};
  Date d = parse_date(edtf);
  const auto days = said.find("from_days");
  if (days != said.end() && days->is_array() && days->size() == 2 && (*days)[0].is_number()) {
    d.earliest = Day{(*days)[0].get<std::int32_t>()};
    d.latest = Day{(*days)[1].get<std::int32_t>()};
  }
  return d;
}

End until_of(const json& said) {
  const std::string until = text(said, "until");
  for (const EndKind kind : {EndKind::open, EndKind::unknown}) {
    if (until == word(kind)) return {kind, {}};
  }
  return {EndKind::date, parse_date(until), text(said, "until_last")};
}

class Gathering {
 public:
  explicit Gathering(Connection& c) : c_(c) {}

  RevisedStatements run(int first, int last) {
    read_standing(first, last);
    read_literals(first, last);
    read_retracted(first, last);
    pair_up();
    std::ranges::stable_sort(result_.rows, [](const auto& a, const auto& b) {
      const auto key = [](const RevisedStatement& r) {
        return std::tie(r.revision, r.said.place.file, r.said.place.line);
      };
      return key(a) < key(b);
    });
    return std::move(result_);
  }

 private:
  void read_standing(int first, int last) {
    Query q(c_,
            "SELECT s.revision, s.content, (SELECT key FROM entity WHERE id = s.subject), (SELECT "
            "key FROM entity WHERE id = s.object), (SELECT key FROM entity WHERE id = "
            "s.capacity_of), s.aspect, " REORG_STATEMENT_COLUMNS
            " FROM statement s WHERE s.revision BETWEEN ?1 AND ?2 ORDER BY s.id");
    q.bind(first, last);
    while (q.next()) {
      Told told;
      told.revision = static_cast<int>(q.integer());
      told.content = q.integer();
      const EntityId subject = entity(q.text()), object = entity(q.text()),
                     capacity_of = entity(q.text());
      std::string aspect = q.text();
      told.said = sql::read_statement(q);
      told.said.subject = subject;
      told.said.object = object;
      told.said.capacity_of = capacity_of;
      told.said.aspect = std::move(aspect);
      added_.push_back(std::move(told));
    }
  }

  void read_literals(int first, int last) {
    const std::int64_t count = sql::count_recorded_literals(c_, first, last);
    if (count > sql::few_literals) {
      result_.not_listed = static_cast<std::size_t>(count);
      return;
    }
    Query key(c_, "SELECT key FROM entity WHERE id = ?");
    for (const sql::RecordedLiteral& l : sql::recorded_literals(c_, first, last)) {
      Told told{l.revision, l.content, l.statement, {}};
      for (EntityId* e : {&told.said.subject, &told.said.object, &told.said.capacity_of}) {
        if (*e != EntityId::none && key.again().bind(*e).next()) *e = entity(key.text());
      }
      added_.push_back(std::move(told));
    }
  }

  void read_retracted(int first, int last) {
    Query q(c_,
            "SELECT revision, recorded_in, file, content, said FROM retraction WHERE id IN ("
            "SELECT id FROM retraction WHERE revision BETWEEN ?1 AND ?2 UNION "
            "SELECT id FROM retraction WHERE recorded_in BETWEEN ?1 AND ?2) ORDER BY id");
    q.bind(first, last);
    while (q.next()) {
      Told gone;
      gone.revision = static_cast<int>(q.integer());
      const int recorded_in = static_cast<int>(q.integer());
      const std::string file = q.text();
      gone.content = q.integer();
      retracted(q.text(), gone);
      gone.said.place.file = file;
      if (recorded_in >= first && recorded_in <= last)
        added_.push_back({recorded_in, gone.content, gone.said, gone.sources_gone});
      if (gone.revision >= first && gone.revision <= last) removed_.push_back(std::move(gone));
    }
  }

  void retracted(const std::string& text_of_it, Told& told) {
    const json said = json::parse(text_of_it, nullptr, false);
    if (!said.is_object()) throw std::invalid_argument("a retraction is unreadable");
    Statement& s = told.said;
    s.kind = from_word<StatementKind>(text(said, "kind"));
    s.effect = from_word<Effect>(text(said, "effect"));
    s.mode = from_word<Mode>(text(said, "mode"));
    s.subject = entity(text(said, "subject"));
    s.object = entity(text(said, "object"));
    s.capacity_of = entity(text(said, "capacity_of"));
    s.aspect = text(said, "aspect");
    s.value = text(said, "value");
    s.role = text(said, "role");
    s.acting = integer(said, "acting") != 0;
    s.dotted = integer(said, "dotted") != 0;
    s.alongside = integer(said, "alongside") != 0;
    s.from = from_of(said);
    s.until = until_of(said);
    s.known = Day{static_cast<std::int32_t>(integer(said, "known"))};
    s.known_assumed = integer(said, "known_assumed") != 0;
    s.note = text(said, "note");
    s.place.line = static_cast<int>(integer(said, "line"));
    const auto sources = said.find("sources");
    if (sources == said.end() || !sources->is_array()) return;
    for (const json& item : *sources) {
      const std::string key = item.is_string() ? item.get<std::string>() : "";
      if (const SourceId id = source_called(key); id != SourceId::none)
        s.sources.push_back(id);
      else
        told.sources_gone.push_back(key);
    }
  }

  // One that came and one that went in the same place are one that is told otherwise.
  void pair_up() {
    std::multimap<std::tuple<int, std::string, std::int64_t>, const Told*> gone;
    for (const Told& t : removed_)
      gone.emplace(std::tuple(t.revision, t.said.place.file, t.content), &t);
    for (const Told& t : added_) {
      RevisedStatement row{How::added, t.revision, t.said, {}, t.sources_gone, {}};
      const auto before = gone.find({t.revision, t.said.place.file, t.content});
      if (before != gone.end()) {
        row.how = How::rewritten;
        row.before = before->second->said;
        row.gone_before = before->second->sources_gone;
        gone.erase(before);
      }
      result_.rows.push_back(std::move(row));
    }
    for (const auto& [key, told] : gone)
      result_.rows.push_back(
          {How::removed, told->revision, told->said, {}, told->sources_gone, {}});
  }

  EntityId entity(const std::string& key) {
    if (key.empty()) return EntityId::none;
    auto& all = result_.batch.entities;
    const auto [it, fresh] = entities_.try_emplace(key, static_cast<EntityId>(all.size() + 1));
    if (fresh) {
      Entity e;
      e.id = it->second;
      e.key = key;
      all.push_back(std::move(e));
    }
    return it->second;
  }

  // A key may stand for two; the later one is likelier.
  SourceId source_called(const std::string& key) {
    Query q(c_, "SELECT id FROM source WHERE key = ? ORDER BY id DESC LIMIT 1");
    q.bind(key.c_str());
    return q.next() ? q.id<SourceId>() : SourceId::none;
  }

  Connection& c_;
  RevisedStatements result_;
  std::vector<Told> added_, removed_;
  std::map<std::string, EntityId> entities_;
};

}  // namespace

RevisedStatements Store::revised(int first, int last) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] { return Gathering(c).run(first, last); });
}

}  // namespace reorg
