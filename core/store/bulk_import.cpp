// Import of a stream of rows: one revision in one transaction.
//
// All rows are read once, into some 50 bytes each, and put in order; entities get their numbers by
// groups; then everything is written in the order of its table, and indexes are made last. What is
// no literal goes the way of every change file, held whole: about 0.6 kB each.
#include <algorithm>
#include <atomic>
#include <future>
#include <map>
#include <set>
#include <span>

#include <sqlite3.h>

#include "core/store/bulk_fates.hpp"
#include "core/store/bulk_insert.hpp"
#include "core/store/bulk_rows.hpp"
#include "core/store/codes.hpp"
#include "core/store/file_history.hpp"
#include "core/store/first_import.hpp"
#include "core/store/literals.hpp"
#include "core/store/new_names.hpp"
#include "core/store/read.hpp"
#include "core/store/records.hpp"
#include "core/store/rows.hpp"
#include "core/store/sync.hpp"

namespace reorg {
namespace sql {
namespace {

constexpr std::uint8_t name_code = 20, identifier_code = 21;
// What bears on other rows of its entities: existence on all, a post's organization on its life, a
// name on what the entity is called.
constexpr bool bears_on_others(std::uint8_t kind) {
  return kind == 4 || kind == 23 || kind == name_code || kind == identifier_code;
}

// Something that is worked out beside the database. Nobody waits for it who does not want it.
template <class Result>
class Background {
 public:
  template <class Work>
  explicit Background(Work work)
      : result_(std::async(std::launch::async,
                           [this, work] { return work([this] { return wanted_.load(); }); })) {}
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;
  ~Background() { wanted_ = false; }
  Result get() { return result_.get(); }

 private:
  std::atomic<bool> wanted_ = true;
  std::future<Result> result_;  // its destructor waits for the end
};

class BulkImport {
 public:
  BulkImport(Connection& c, RowStream& rows, const BulkOptions& options, std::int64_t revision)
      : c_(c), stream_(rows), options_(options), d_(c, revision) {}

  ImportReport run() {
    d_.files.insert(stream_.file());
    begin_file();
    read();
    number_entities();
    rows_to_store();
    tell("sorting", 0, 0);
    const Fates fates = decide_fates(c_, file_, rows_, texts_);
    take_away(fates);
    keep_general(fates);
    Background<NewNames> names([&](const auto& is_wanted) { return names_of_new(is_wanted); });
    write_entities();
    write_literals();
    write_names(names.get());
    write_general();
    const std::size_t judged = write_judgements();
    Query(c_, "UPDATE file SET digest = ?2, revision = iif(?3, ?4, revision) WHERE id = ?1")
        .bind(file_, static_cast<std::int64_t>(stream_.digest()), d_.substance, d_.revision)
        .run();
    tell("settling", 0, 0);
    ImportReport report = finish(c_, d_);
    report.judgements = judged;
    return report;
  }

 private:
  void tell(std::string_view stage, std::uint64_t done, std::uint64_t of) const {
    if (options_.stop && options_.stop()) throw Interrupted();
    if (options_.progress) options_.progress({stage, done, of});
  }
  // Often enough for people, seldom enough for the work.
  void tell_sometimes(std::string_view stage, std::uint64_t done, std::uint64_t of) const {
    if (done % 4096 == 0) tell(stage, done, of);
  }
  void tell_read() {
    if (++read_ % 4096 == 0) tell("reading", stream_.bytes_read(), stream_.bytes());
  }

  void begin_file() {
    const auto row = file_row(c_, stream_.file());
    if (row) {
      keep_what_it_says(c_, d_.revision, stream_.file(), *row);
      file_ = row->id;
      return;
    }
    d_.substance = true;
    file_ = add_file(c_, stream_.file(), d_.revision);
    keep_that_it_is_new(c_, d_.revision, stream_.file(), file_);
  }

  // -- reading -----------------------------------------------------------------------------------

  void read() {
    for (Entity e; stream_.next(e); tell_read()) entities_.add(e);
    read_sources();
    for (Event e; stream_.next(e); tell_read()) events_.push_back(e);
    for (Change c; stream_.next(c); tell_read()) changes_.push_back(c);
    GroupOrder order(entities_.size());
    constexpr std::uint64_t short_row = 24;  // bytes; room that is not used costs no memory
    rows_.reserve(stream_.bytes() / short_row);
    for (Statement s; stream_.next(s); tell_read()) {
      order.note(s);
      if (const auto literal = literal_of(s))
        rows_.push_back(row_of(*literal, texts_));
      else
        general_.push_back(s);
    }
    for (ToldJudgement j; stream_.next(j); tell_read()) judgements_.push_back(j);
    order_ = order.run();
  }

  void read_sources() {
    Query before(c_, "SELECT source FROM source_file WHERE file = ?");
    std::set<SourceId> gone;
    before.bind(file_);
    while (before.next()) gone.insert(before.id<SourceId>());
    Query cite(c_,
               "INSERT OR REPLACE INTO source_file(source, file, line, col) VALUES (?, ?, ?, ?)");
    for (Source s; stream_.next(s); tell_read()) {
      const SourceId id = find_or_add_source(c_, s, BatchIndex::print(s));
      sources_.push_back(id);
      cite.bind(id, file_, s.place.line, s.place.column).run();
      if (gone.erase(id) == 0) d_.substance = true;
    }
    for (const SourceId id : gone) {
      Query(c_, "DELETE FROM source_file WHERE source = ? AND file = ?").bind(id, file_).run();
      d_.sources_perhaps_unused.insert(id);
      d_.substance = true;
    }
  }

  // -- entities ----------------------------------------------------------------------------------

  void number_entities() {
    ids_.assign(entities_.size() + 1, 0);
    auto next = static_cast<std::uint32_t>(value_of(c_, "SELECT coalesce(max(id), 0) FROM entity"));
    first_new_ = next + 1;
    if (next > 0) {
      Query find(c_, "SELECT id FROM entity WHERE key = ?");
      for (std::size_t n = 1; n < ids_.size(); ++n) {
        if (find.again().bind(entities_.key(n)).next()) ids_[n] = number(find.id<EntityId>());
      }
    }
    for (const std::uint32_t n : order_) {
      if (ids_[n] == 0) ids_[n] = ++next;
    }
  }

  bool is_new(std::uint32_t id) const { return id >= first_new_; }
  EntityId id_of(EntityId in_stream) const {
    return static_cast<EntityId>(ids_[number(in_stream)]);
  }

  void write_entities() {
    LaterIndexes later(c_, {"entity"});
    BulkInsert insert(c_,
                      "INSERT INTO entity(id, key, kind, name, seats, description) "
                      "VALUES (?, ?, ?, ?, ?, ?)");
    std::uint64_t done = 0;
    for_each_new([&](std::uint32_t n, std::span<const BulkRow> rows) {
      insert.put(ids_[n]).put(entities_.key(n)).put(word(entities_.kind(n)));
      insert.put_if_any(called(rows)).put(entities_.seats(n));
      insert.put_if_any(entities_.description(n)).run();
      tell_sometimes("entities", ++done, entities_.size());
    });
    later.make();
    declare_entities();
  }

  // Told by this file, in the order of their numbers: as its rows are.
  void declare_entities() {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> declared;  // row, number in the stream
    for (std::size_t n = 1; n < ids_.size(); ++n) {
      if (entities_.declared(n)) declared.emplace_back(ids_[n], static_cast<std::uint32_t>(n));
    }
    std::ranges::sort(declared);
    Stored stored = stored_declarations();
    BulkInsert insert(
        c_,
        "INSERT OR REPLACE INTO entity_file(entity, file, seats, description, line, col) VALUES "
        "(?, ?, ?, ?, 0, 0)");
    for (const auto& [id, n] : declared) {
      if (!is_new(id)) set_kind(static_cast<EntityId>(id), entities_.kind(n));
      const auto before = stored.find(id);
      const bool known = before != stored.end();
      const bool same = known && before->second.first == entities_.seats(n) &&
                        before->second.second == entities_.description(n);
      if (known) stored.erase(before);
      if (same) continue;
      insert.put(id).put(file_).put(entities_.seats(n)).put_if_any(entities_.description(n)).run();
      d_.substance = true;
      if (!is_new(id)) d_.touched.insert(static_cast<EntityId>(id));
    }
    for (const auto& [id, row] : stored) withdraw(static_cast<EntityId>(id));
  }

  using Stored = std::unordered_map<std::uint32_t, std::pair<unsigned, std::string>>;
  Stored stored_declarations() {
    Stored stored;
    Query q(c_, "SELECT entity, seats, description FROM entity_file WHERE file = ?");
    q.bind(file_);
    while (q.next()) {
      const std::uint32_t id = number(q.id<EntityId>());
      const auto seats = static_cast<unsigned>(q.integer());
      stored.emplace(id, std::pair(seats, q.text()));
    }
    return stored;
  }

  void set_kind(EntityId id, EntityKind kind) {
    Query q(c_, "UPDATE entity SET kind = ?2 WHERE id = ?1 AND kind <> ?2 RETURNING id");
    q.bind(id, word(kind));
    if (!q.next()) return;
    d_.touched.insert(id);
    d_.substance = true;
  }

  void withdraw(EntityId id) {
    Query(c_, "DELETE FROM entity_file WHERE entity = ? AND file = ?").bind(id, file_).run();
    d_.substance = true;
    d_.touched.insert(id);
    d_.perhaps_unused.insert(id);
  }

  // -- literals ----------------------------------------------------------------------------------

  void rows_to_store() {
    for (BulkRow& r : rows_) {
      r.home = ids_[r.home];
      r.subject = ids_[r.subject];
      r.capacity_of = ids_[r.capacity_of];
      if (r.source != 0) r.source = number(sources_[r.source - 1]);
    }
    for (Statement& s : general_) {
      for (EntityId* e : {&s.subject, &s.object, &s.capacity_of}) *e = id_of(*e);
      for (SourceId& source : s.sources) source = sources_[number(source) - 1];
    }
  }

  // Few become statements first, which the sync then takes away one by one, with all that goes
  // with it.
  void take_away(const Fates& fates) {
    if (fates.gone.empty()) return;
    d_.substance = true;
    const bool few = fates.gone.size() <= static_cast<std::size_t>(few_literals);
    if (few) {
      std::vector<std::uint32_t> ids;
      for (const GoneLiteral& g : fates.gone) ids.push_back(g.id);
      return promote(c_, literals_by_id(c_, json_list(ids)));
    }
    Query gone(c_,
               "DELETE FROM literal WHERE home = ? AND kind = ? AND from_day = ? AND id = ? "
               "RETURNING subject, capacity_of");
    for (const GoneLiteral& g : fates.gone) {
      gone.again().bind(g.home, int{g.kind}, g.from, g.id).next();
      const auto home = static_cast<EntityId>(g.home);
      for (const EntityId e : {home, gone.id<EntityId>(), gone.id<EntityId>()}) {
        if (e == EntityId::none) continue;
        d_.perhaps_unused.insert(e);
        if (bears_on_others(g.kind) || is_told_otherwise(e)) d_.touched.insert(e);
      }
    }
    Query(c_, "UPDATE file SET literals = literals - ?2 WHERE id = ?1")
        .bind(file_, static_cast<std::int64_t>(fates.gone.size()))
        .run();
    d_.literals_removed += fates.gone.size();
  }

  bool is_told_otherwise(EntityId e) {
    Query q(c_,
            "SELECT EXISTS (SELECT 1 FROM statement WHERE subject = ?1) OR EXISTS (SELECT 1 FROM "
            "statement WHERE object = ?1) OR EXISTS (SELECT 1 FROM statement WHERE capacity_of = "
            "?1)");
    q.bind(e).next();
    return q.flag();
  }

  // Rows that are no literals after all; and those that tell otherwise what was told before, when
  // these are few: then they keep their rows.
  void keep_general(const Fates& fates) {
    const bool few = fates.gone.size() <= static_cast<std::size_t>(few_literals);
    for (BulkRow& r : rows_) {
      if (r.fate == bulk_kept) continue;
      if (r.fate == bulk_fresh && !fates.gone_contents.empty() &&
          std::ranges::binary_search(fates.gone_contents, content_print(literal_from(r, texts_)))) {
        if (few)
          r.fate = bulk_general;
        else
          told_otherwise();
      }
      if (r.fate == bulk_general) general_.push_back(statement_of(literal_from(r, texts_)));
    }
  }

  void told_otherwise() {
    --d_.literals_removed;
    --d_.literals_added;  // counted when it is written
    ++d_.literals_changed;
  }

  void write_literals() {
    const auto fresh = static_cast<std::size_t>(
        std::ranges::count(rows_, std::uint8_t{bulk_fresh}, &BulkRow::fate));
    if (fresh == 0) return;
    d_.substance = true;
    d_.literals_added += fresh;
    const auto before =
        static_cast<std::size_t>(value_of(c_, "SELECT coalesce(sum(literals), 0) FROM file"));
    LaterIndexes later(c_, {"literal"});
    insert_literals(fresh, std::max<std::size_t>(1, 64 * fresh / (fresh + before)));
    Query(c_, "UPDATE file SET literals = literals + ?2 WHERE id = ?1")
        .bind(file_, static_cast<std::int64_t>(fresh))
        .run();
    tell("indexes", 0, 0);
    later.make();
  }

  void insert_literals(std::size_t fresh, std::size_t rows_in_a_run) {
    BulkInsert insert(
        c_,
        "INSERT INTO literal(home, kind, from_day, id, subject, aspect, value, flags, "
        "until_day, source, file, role, capacity_of, known) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    std::int64_t id = take_numbers(c_, static_cast<std::int64_t>(fresh));
    LiteralRuns runs(c_, d_.revision, rows_in_a_run);
    std::uint64_t done = 0;
    for (const BulkRow& r : rows_) {
      if (r.fate != bulk_fresh) continue;
      insert.put(r.home).put(r.kind).put(r.from).put(id).put_if_any(std::int64_t{r.subject});
      insert.put_if_any(word_number(r.aspect)).put_if_any(texts_[r.value]).put(r.flags);
      r.until == after_all.n ? insert.put_null() : insert.put(r.until);
      insert.put_if_any(std::int64_t{r.source}).put(file_).put_if_any(word_number(r.role));
      insert.put_if_any(std::int64_t{r.capacity_of});
      r.known == r.from ? insert.put_null() : insert.put(r.known);
      insert.run();
      runs.add(id++, r);
      touch(r);
      tell_sometimes("rows", ++done, fresh);
    }
    runs.finish();
  }

  void touch(const BulkRow& r) {
    if (!bears_on_others(r.kind)) return;
    for (const std::uint32_t e : {r.home, r.subject}) {
      if (e != 0 && !is_new(e)) d_.touched.insert(static_cast<EntityId>(e));
    }
  }

  std::int64_t word_number(std::uint32_t text) {
    if (text == 0) return 0;
    const auto [it, fresh] = words_.try_emplace(text, 0);
    if (fresh) it->second = word_for(c_, std::string(texts_[text]));
    return it->second;
  }

  // Stretches of rows by their numbers.
  class LiteralRuns {
   public:
    LiteralRuns(Connection& c, std::int64_t revision, std::size_t rows)
        : insert_(
              c,
              "INSERT INTO literal_run(first, last, revision, first_home, first_kind, "
              "first_from, last_home, last_kind, last_from) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
          revision_(revision),
          most_(rows) {}
    void add(std::int64_t id, const BulkRow& row) {
      if (count_++ == 0) {
        first_ = id;
        begin_ = row;
      }
      last_ = id;
      end_ = row;
      if (count_ == most_) finish();
    }
    void finish() {
      if (count_ == 0) return;
      insert_.put(first_).put(last_).put(revision_);
      insert_.put(begin_.home).put(begin_.kind).put(begin_.from);
      insert_.put(end_.home).put(end_.kind).put(end_.from).run();
      count_ = 0;
    }

   private:
    BulkInsert insert_;
    std::int64_t revision_;
    std::size_t most_, count_ = 0;
    std::int64_t first_ = 0, last_ = 0;
    BulkRow begin_, end_;
  };

  // -- names -------------------------------------------------------------------------------------

  // Calls for each new entity, in the order of their numbers, with the rows that are kept under it.
  template <class Work>
  void for_each_new(Work work) const {
    auto row = rows_.begin();
    for (const std::uint32_t n : order_) {
      if (!is_new(ids_[n])) continue;
      while (row != rows_.end() && row->home < ids_[n]) ++row;
      const auto first = row;
      while (row != rows_.end() && row->home == ids_[n]) ++row;
      work(n, std::span<const BulkRow>(first, row));
    }
  }

  // From literals; those of whom more is told are settled with all others.
  template <class Wanted>
  NewNames names_of_new(const Wanted& is_wanted) const {
    NewNames names;
    std::vector<NewNames::Told> told;
    for_each_new([&](std::uint32_t n, std::span<const BulkRow> rows) {
      if (!is_wanted()) return;
      told.clear();
      for (const BulkRow& r : rows) {
        if (r.fate == bulk_fresh && (r.kind == name_code || r.kind == identifier_code))
          told.push_back({r.kind == identifier_code, texts_[r.aspect], texts_[r.value]});
      }
      names.add(entity(n), told);
    });
    if (is_wanted()) names.sort_parts();
    return names;
  }

  void write_names(const NewNames& names) {
    std::vector<BulkRow>().swap(rows_);
    LaterIndexes later(c_, {"name"});
    tell("names", 0, 0);
    names.write(c_);
    tell("indexes", 0, 0);
    later.make();
  }

  std::string_view called(std::span<const BulkRow> rows) const {
    const BulkRow* preferred = nullptr;
    for (const BulkRow& r : rows) {
      if (r.fate != bulk_fresh || r.kind != name_code || !is_preferred(r)) continue;
      if (preferred == nullptr || comes_before(r, *preferred)) preferred = &r;
    }
    return preferred == nullptr ? std::string_view() : texts_[preferred->value];
  }

  Entity entity(std::uint32_t n) const {
    Entity e;
    e.id = static_cast<EntityId>(ids_[n]);
    e.key = entities_.key(n);
    e.kind = entities_.kind(n);
    e.description = entities_.description(n);
    return e;
  }

  bool is_preferred(const BulkRow& r) const { return texts_[r.aspect].starts_with("preferred:"); }

  // As write_names orders what an entity is called now.
  bool comes_before(const BulkRow& a, const BulkRow& b) const {
    const auto key = [&](const BulkRow& r) {
      const Day since = beginning_at_latest(r);
      return std::tuple(-std::int64_t{r.until}, texts_[r.aspect] != "preferred:en",
                        -std::int64_t{since.n}, texts_[r.aspect], texts_[r.value]);
    };
    return key(a) < key(b);
  }
  static Day beginning_at_latest(const BulkRow& r) {
    const bool unknown = r.from == before_all.n && (r.flags & literal_always) == 0;
    return Day{unknown ? r.until - 1 : r.from};
  }

  // -- all other statements ----------------------------------------------------------------------

  // As a batch of their own, of all and only the entities and sources that they name.
  void write_general() {
    tell("statements", 0, general_.size());
    Batch batch;
    batch.files.push_back(stream_.file());
    std::vector<EntityId> entities;
    std::vector<SourceId> sources;
    fill(batch, entities, sources);
    const BatchIndex index(batch);
    StoreIds ids(batch);
    ids.entities = entities;
    ids.sources = sources;
    const auto parts = index.parts();
    const Sync sync{c_, index, parts.front(), file_, ids, d_};
    sync_events(sync);
    sync_changes(sync);
    sync_statements(sync);
  }

  void fill(Batch& batch, std::vector<EntityId>& entities, std::vector<SourceId>& sources) {
    std::map<EntityId, EntityId> entity_numbers{{EntityId::none, EntityId::none}};
    std::map<SourceId, SourceId> source_numbers;
    const auto use_entity = [&](EntityId& e) { entity_numbers.try_emplace(e, EntityId::none); };
    const auto use_source = [&](SourceId& s) { source_numbers.try_emplace(s, SourceId::none); };
    const auto from_stream = [&](SourceId& s) { s = sources_[number(s) - 1]; };
    const auto each = [](auto& list, const auto& work) {
      for (auto& item : list) work(item);
    };
    for (Event& e : events_) each(e.sources, from_stream);
    for (Change& c : changes_) {
      each(c.sources, from_stream);
      for (auto* list : {&c.originals, &c.results, &c.others})
        each(*list, [&](EntityId& e) { e = id_of(e); });
    }
    const auto with_all = [&](const auto& entity, const auto& source) {
      for (Event& e : events_) each(e.sources, source);
      for (Change& c : changes_) {
        each(c.sources, source);
        for (auto* list : {&c.originals, &c.results, &c.others}) each(*list, entity);
      }
      for (Statement& s : general_) {
        for (EntityId* e : {&s.subject, &s.object, &s.capacity_of}) entity(*e);
        each(s.sources, source);
      }
    };
    with_all(use_entity, use_source);
    for (auto& [id, local] : entity_numbers) {
      if (id == EntityId::none) continue;
      entities.push_back(id);
      local = static_cast<EntityId>(entities.size());
    }
    for (auto& [id, local] : source_numbers) {
      sources.push_back(id);
      local = static_cast<SourceId>(sources.size());
    }
    batch.entities = read_entities(c_, entities);
    batch.sources = read_sources_of(sources);
    with_all([&](EntityId& e) { e = entity_numbers.at(e); },
             [&](SourceId& s) { s = source_numbers.at(s); });
    for (std::size_t n = 0; n < general_.size(); ++n) {
      general_[n].id = static_cast<StatementId>(n + 1);
      general_[n].place.file = stream_.file();
    }
    for (Event& e : events_) e.place.file = stream_.file();
    for (Change& c : changes_) c.place.file = stream_.file();
    batch.events = std::move(events_);
    batch.changes = std::move(changes_);
    batch.statements = std::move(general_);
    renumber(batch);
  }

  std::vector<Source> read_sources_of(const std::vector<SourceId>& ids) {
    std::vector<Source> found = sql::read_sources(c_, ids);
    for (Source& s : found) s.place.file = stream_.file();
    return found;
  }

  static void renumber(Batch& batch) {
    const auto number_all = [](auto& list) {
      for (std::size_t n = 0; n < list.size(); ++n)
        list[n].id = static_cast<decltype(list[n].id)>(n + 1);
    };
    number_all(batch.entities);
    number_all(batch.sources);
    for (Entity& e : batch.entities) e.declared = false;
  }

  std::size_t write_judgements() {
    std::size_t judged = 0;
    for (const ToldJudgement& j : judgements_) {
      if (is_recorded(c_, j)) continue;
      add_judgement(c_, j, d_.revision);
      d_.substance = true;
      ++judged;
    }
    return judged;
  }

  Connection& c_;
  RowStream& stream_;
  const BulkOptions& options_;
  Difference d_;
  std::int64_t file_ = 0;
  std::uint64_t read_ = 0;

  Texts texts_;
  BulkEntities entities_;
  std::vector<SourceId> sources_;  // rows, by number in the stream
  std::vector<BulkRow> rows_;
  std::vector<Statement> general_;
  std::vector<Event> events_;
  std::vector<Change> changes_;
  std::vector<ToldJudgement> judgements_;
  std::vector<std::uint32_t> order_;
  std::vector<std::uint32_t> ids_;  // rows, by number in the stream
  std::uint32_t first_new_ = 1;
  std::unordered_map<std::uint32_t, std::int64_t> words_;
};

// Asked in the middle of long statements too, of which an index is one.
class StopsWithin {
 public:
  StopsWithin(Connection& c, const BulkOptions& options) : handle_(c.db.getHandle()) {
    if (!options.stop) return;
    sqlite3_progress_handler(
        handle_, 10'000,
        [](void* stop) { return (*static_cast<const std::function<bool()>*>(stop))() ? 1 : 0; },
        const_cast<std::function<bool()>*>(&options.stop));
  }
  StopsWithin(const StopsWithin&) = delete;
  StopsWithin& operator=(const StopsWithin&) = delete;
  ~StopsWithin() { sqlite3_progress_handler(handle_, 0, nullptr, nullptr); }

 private:
  sqlite3* handle_;
};

// Room for indexes that grow in no order, and for sorting those that are made at the end.
class LargeCache {
 public:
  explicit LargeCache(Connection& c) : connection_(c), before_(value_of(c, "PRAGMA cache_size")) {
    c.db.exec("PRAGMA cache_size = -131072");  // KiB
  }
  LargeCache(const LargeCache&) = delete;
  LargeCache& operator=(const LargeCache&) = delete;
  ~LargeCache() { connection_.db.tryExec("PRAGMA cache_size = " + std::to_string(before_)); }

 private:
  Connection& connection_;
  std::int64_t before_;
};

ImportReport import_stream(Connection& c, RowStream& rows, const std::string& recorded,
                           const BulkOptions& options) {
  try {
    const StopsWithin stops(c, options);
    const LargeCache cache(c);
    return BulkImport(c, rows, options, begin_revision(c, "import", recorded)).run();
  } catch (const SQLite::Exception& e) {
    if (e.getErrorCode() == SQLITE_INTERRUPT) throw Interrupted();
    throw;
  }
}

bool nothing_is_new(Connection& c, RowStream& rows) {
  const auto row = file_row(c, rows.file());
  return row && row->digest == static_cast<std::int64_t>(rows.digest());
}

}  // namespace
}  // namespace sql

ImportReport Store::import_rows(RowStream& rows, Run run, const std::string& recorded,
                                const BulkOptions& options) {
  const bool nothing_new = sql::guarded(
      *impl_->connection, [&] { return sql::nothing_is_new(*impl_->connection, rows); });
  if (nothing_new) return {};
  const auto work = [&](sql::Connection& c) {
    return sql::import_stream(c, rows, recorded, options);
  };
  // A log of more than there was before would be written twice.
  std::error_code none;
  const bool grows = rows.bytes() > std::filesystem::file_size(impl_->connection->path, none);
  if (!impl_->to_be_made && grows)
    return sql::guarded(impl_->connection->path,
                        [&] { return sql::in_transaction(*impl_->connection, run, work); });
  return sql::run_import(*impl_, run, work);
}

}  // namespace reorg
