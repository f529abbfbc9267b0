// The database: one SQLite file that holds every statement ever told, and what they amount to.
//
//   Store store = Store::open("acme.reorg", Store::Access::write);   // created when missing
//   ImportReport r = store.import(batch, Store::Run::real);           // one revision, or nothing
//   auto then = store.known_at(day);                                  // a RelationSource for K
//
// Statements are the truth. The spells of latest knowledge are kept beside them and recomputed for
// the touched seats in the same transaction, so that a question is one index look-up a level.
// One writer at a time; any number of readers. A Store belongs to one thread. Every call may throw
// StoreError.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/judgement.hpp"
#include "core/model/row_stream.hpp"
#include "core/names/name_index.hpp"
#include "core/store/glance.hpp"
#include "core/timeline/literal.hpp"
#include "core/timeline/resolve.hpp"
#include "core/walk/dossier_source.hpp"
#include "core/walk/event_source.hpp"
#include "core/walk/relation_source.hpp"

namespace reorg {

// Every one is exit 5 at the command line. The message names the file, what is wrong and the
// remedy.
struct StoreError : std::runtime_error {
  enum class Kind { missing, locked, foreign, empty, newer, older, damaged, folder, full, denied };
  StoreError(Kind k, const std::string& message) : std::runtime_error(message), kind(k) {}
  Kind kind;
};

struct ImportReport {
  std::size_t added = 0, removed = 0, changed = 0;  // statements, by content (R16)
  std::size_t judgements = 0;                       // that were not recorded before
  std::optional<int> revision;                      // none: nothing changed, or a dry run
  std::vector<Finding> findings;  // of the seats this import touched, places in the message
};

// What a long import tells while it works, and asks.
struct BulkProgress {
  std::string_view stage;  // "reading", "sorting", …
  std::uint64_t done = 0;  // of what the stage counts: bytes or rows
  std::uint64_t of = 0;    // 0: not known
};
struct BulkOptions {
  std::function<void(const BulkProgress&)> progress{};  // called often: it must be quick
  std::function<bool()> stop{};                         // asked often: true ends it (Interrupted)
};
// A long import was stopped by its caller. Nothing of it is kept.
struct Interrupted : std::runtime_error {
  Interrupted() : std::runtime_error("interrupted") {}
};

// Which database this is, and which state of it. `identity` never changes; `stamp` changes with
// whatever changes, and is never used twice. Both are random numbers.
struct StoreStamp {
  std::uint64_t identity = 0;
  std::uint64_t stamp = 0;
  int revision = 0;
  friend bool operator==(const StoreStamp&, const StoreStamp&) = default;
};

// How the names of files begin that hold what was recorded one by one.
inline constexpr std::string_view recorded_file_mark = "record:";

struct RecordReport {
  std::string file;  // the name under which it is kept: "record:7"
  std::size_t added = 0, removed = 0, changed = 0;
  std::optional<int> revision;  // none: a dry run
  std::vector<Finding> findings;
};

struct JudgementReport {
  bool known_before = false;              // it was judged so already
  std::size_t of_kept = 0, of_other = 0;  // statements, by content, told of each
  std::optional<int> revision;            // none: known before and nothing new said, or a dry run
  std::vector<Finding> findings;          // of the seats that come together or part
};

// One entry of the database's own log.
struct Revision {
  int number = 0;
  std::string what;      // import, forget, record, same, different or undo
  std::string recorded;  // the moment that its caller gave; empty: none
  std::size_t added = 0, removed = 0, changed = 0;  // statements, by content
  bool kept = true;             // what its files said before is known; else it cannot be undone
  std::optional<int> restores;  // undo: everything is again as this revision left it
  std::vector<std::string> files;
};

struct UndoReport {
  std::vector<Revision> undone;                     // newest first
  std::size_t added = 0, removed = 0, changed = 0;  // statements, by content
  std::vector<std::string> rewritten, gone, back;   // files: other content, not there, there again
  std::vector<Judgement> no_longer, again;          // judgements that stop and begin to count
  std::optional<int> revision;                      // none: a dry run
  std::vector<Finding> findings;
};

// What a Store cannot take back.
struct UndoError : std::runtime_error {
  enum class Why { too_many, not_kept };
  UndoError(Why w, int about)
      : std::runtime_error("revisions cannot be undone"), why(w), number(about) {}
  Why why;
  int number;  // too_many: how many there are; not_kept: the last revision whose files are unknown
};

// A statement that a revision brought, took away, or told otherwise: with other sources, remarks or
// knowledge, its content being the same.
struct RevisedStatement {
  enum class How { added, removed, rewritten };
  How how = How::added;
  int revision = 0;
  Statement said;                   // removed: what it said last; line 0: not kept
  std::optional<Statement> before;  // rewritten: what it said until then
  // Keys of their sources that nothing cites any more; the others are in the statements.
  std::vector<std::string> sources_gone, gone_before;
};
// Entities may be gone: the statements' ids of them are those of the batch, which has nothing else.
struct RevisedStatements {
  Batch batch;
  std::vector<RevisedStatement> rows;  // by revision, file and line
  // Those that a large table brought or took away: only counted, they are too many to be listed.
  std::size_t not_listed = 0;
};

struct StoreStats {
  std::size_t organizations = 0, companies = 0, units = 0, posts = 0, people = 0;
  std::size_t statements = 0, spells = 0, events = 0, sources = 0, without_source = 0;
  std::size_t files = 0;
  int revision = 0;
  std::optional<Day> first_day, last_day;  // earliest and latest dated bound
  std::uintmax_t bytes = 0;
};

class Store final : public RelationSource,
                    public NameIndex,
                    public EventSource,
                    public DossierSource {
 public:
  enum class Access { read, write, amend };
  enum class Run { real, dry };

  // read: the file must exist; works without write permission in its folder. write: a missing or
  // empty file is made by the first import that changes something, not before. amend: to write, but
  // the file must exist. Throws StoreError.
  static Store open(const std::filesystem::path&, Access);
  // Empty, and gone with the object: for tests.
  static Store in_memory();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store() override;

  // Replaces what each of the batch's files said before by what it says now (R16), as one revision.
  // Content is taken as it is: the reader has checked it. Every item's place names one of the
  // batch's files. `recorded` is the moment to note in the revision's log, as text; the store has
  // no clock. Judgements are added and never taken away: not with the file, and not twice.
  ImportReport import(const Batch&, Run, const std::string& recorded = {});
  // The same for one large file, row by row, without holding all of it (docs/store.md, "Bulk
  // import"). Rows that mean exactly what they say are kept as literals, and no place but the file
  // is kept of them. Costs little when the stream's digest is the one of its last import. Events
  // and changes are held whole. Throws Interrupted.
  ImportReport import_rows(RowStream&, Run, const std::string& recorded = {},
                           const BulkOptions& = {});
  // Takes away everything the file said. nullopt: no such file is known.
  std::optional<ImportReport> forget(const std::string& file, Run = Run::real,
                                     const std::string& recorded = {});
  std::vector<std::string> files() const;
  // Tells one thing more, as one revision and a file of its own, named after the revision, so that
  // no import can collide with it and forget() takes it back. `tell` is called once, with that
  // name, and gives what the file says; what it reads of this Store meanwhile nobody else can
  // change. Whatever it throws leaves everything as it was.
  RecordReport record(const std::function<Batch(const std::string& file)>& tell, Run,
                      const std::string& recorded = {});
  // Those with this key or this address; a key may stand for several.
  std::vector<Source> sources_called(std::string_view key_or_address) const;
  std::vector<std::string> source_keys() const;

  // Everything that is recorded and not retracted, as the files told it, record for record; of the
  // judgements those that count. Files come in the order in which they were first recorded, items
  // in that of their places. Every source stands there once; its place is in the first file that
  // has it.
  Batch everything() const;

  // Records that the two keys are one entity, `kept` surviving, or are two, as one revision.
  // Nothing of what was told is changed; what was told of either counts for both until the
  // contrary is judged. Requires: two different keys, not judged otherwise through a third
  // (Judgements::against, chain). Does nothing when this was judged before with this source and
  // note. The judgement's revision and source number are the store's to give.
  JudgementReport judge(const Judgement&, const std::optional<Source>&, Run,
                        const std::string& recorded = {});
  Judgements judgements() const override;
  std::vector<EntityId> told_otherwise() const override;
  std::vector<std::string> tables() const override;
  // Those that make the entity one of several records; empty when it has a single one.
  std::vector<Judgement> judged_same(EntityId) const;
  // The keys of all its records, the surviving one first.
  std::vector<std::string> keys_of(EntityId) const;

  // Everything is again as it was before the last `count` revisions, places and judgements
  // included, by one revision more: nothing is erased, and an undo is undone like any other.
  // Throws UndoError.
  UndoReport undo(int count, Run, const std::string& recorded = {});
  // Newest first.
  std::vector<Revision> revisions() const;
  // By the revisions from `first` to `last`.
  RevisedStatements revised(int first, int last) const;

  // What the reader of change files must know of what was imported before.
  std::optional<Entity> entity(std::string_view key) const;
  std::vector<std::string> entity_keys() const;
  std::optional<Event> event(std::string_view key) const;
  std::vector<std::string> event_keys() const;
  // Keys of the entities that bear this identifier, by files other than these.
  std::vector<std::string> bearers(std::string_view scheme, std::string_view identifier,
                                   const std::vector<std::string>& except_files = {}) const;
  // Folded names ("acme") and identifiers ("hkex:0700") told of this entity by files other than
  // these.
  std::vector<std::string> folded_names(std::string_view key,
                                        const std::vector<std::string>& except_files = {}) const;
  // Whether no file but these declares or mentions the entity.
  bool only_from(std::string_view key, const std::vector<std::string>& files) const;

  // RelationSource and NameIndex, for latest knowledge.
  std::vector<Spell> relations(std::span<const EntityId> frontier, Hop) const override;
  std::vector<Spell> values(std::span<const EntityId>, KindSet) const override;
  std::vector<EntityId> turning(Day first, Day last) const override;
  std::vector<Entity> entities(std::span<const EntityId>) const override;
  std::vector<Source> sources(std::span<const SourceId>) const override;
  std::vector<Told> changes(std::span<const EntityId>) const override;
  std::size_t left_out(std::span<const EntityId>) const override;
  std::vector<NameHit> exact(std::string_view folded) const override;
  std::vector<NameHit> between(std::string_view from, std::string_view before,
                               std::size_t limit) const override;
  std::vector<EntityId> with_part(std::string_view from, std::string_view before,
                                  std::size_t limit) const override;
  std::optional<std::string> next(Shelf, std::string_view from) const override;
  std::vector<NameHit> names_of(std::span<const EntityId>) const override;
  std::vector<Spell> borne(std::span<const EntityId>) const override;

  // EventSource: everything recorded.
  std::vector<EventId> events_within(Day first, Day last) const override;
  std::vector<EventId> events_of(std::span<const EntityId>, Day first, Day last) const override;
  std::vector<EventId> events_not_settled_by(Day) const override;
  std::vector<EventId> linked(std::span<const EventId>) const override;
  std::vector<Told> told(std::span<const EventId>) const override;
  std::vector<Statement> said(std::span<const ChangeId>) const override;
  std::map<std::string, Contest> contests(const std::vector<std::string>& claims,
                                          Day known_at) const override;
  void visit_plain_within(Day first, Day last, const TakePlain&) const override;
  void visit_plain_of(std::span<const EntityId>, Day first, Day last,
                      const TakePlain&) const override;
  std::vector<EntityId> learned_of(Day first, Day last) const override;
  std::vector<Statement> statements(std::span<const StatementId>) const override;
  std::vector<Statement> set_aside(std::span<const EntityId>, Day known_at) const override;

  // DossierSource: everything recorded.
  Dossier dossier(std::span<const EntityId>) const override;
  std::vector<EntityId> everyone() const override;
  std::unordered_map<EntityId, Place> entries(std::span<const EntityId>) const override;

  // Names of every sort whose folded form begins so, in order, each entity's every name. Uses the
  // index, and reads no more than it gives.
  std::vector<NameHit> names_beginning(std::string_view folded, std::size_t limit) const;

  // The same as known on K: statements are fetched with those of their neighbours and resolved. It
  // refers to this Store and must not outlive it.
  std::unique_ptr<RelationSource> known_at(Day) const;

  // While it lives, all answers come from one revision, and no look-up has to ask for the file's
  // lock again. Somebody who writes may have to wait for it: keep it for one answer, and no longer.
  class Moment {
   public:
    explicit Moment(const Store&);
    Moment(const Moment&) = delete;
    Moment& operator=(const Moment&) = delete;
    ~Moment();

   private:
    const Store& store_;
  };

  // Organizations that are part of nothing at any time, by key: where a tree of everything starts.
  std::vector<EntityId> roots() const;
  // Every entity of one kind, by id, records judged to be another's left out: where a question
  // about everything starts.
  std::vector<EntityId> all(EntityKind) const;
  StoreStats stats() const;
  StoreStamp stamp() const;
  // By which the file is known again as long as it stays in this state. Nothing to tell by when
  // somebody writes, or the database is in memory.
  Glance glance() const;

  // Every spell of latest knowledge, those that are literals as such, in the order of their homes:
  // a relation's object, a value's subject. Nothing is held: for whoever reads everything once.
  // A Literal's texts are good until its call returns.
  void visit_spells(const std::function<void(const Literal&)>&,
                    const std::function<void(const Spell&)>&) const;
  // Every entity, by id, records judged to be another's among them.
  void visit_entities(const std::function<void(const Entity&)>&) const;
  // Every text under which something is looked up (NameIndex::exact), folded.
  void visit_names(const std::function<void(std::string_view, EntityId)>&) const;
  void visit_sources(const std::function<void(const Source&)>&) const;
  // Of whom more is told than entities, spells and sources hold.
  struct MoreTold {
    std::vector<EntityId> in_changes;  // changes() has something about them
    std::vector<EntityId> named;       // names or identifiers beside their spells'
  };
  MoreTold more_told() const;
  // What a thorough look at the whole file finds wrong; empty when it is sound. Takes its time.
  std::vector<std::string> damage() const;

  struct Impl;  // core/store only

 private:
  explicit Store(std::unique_ptr<Impl>);
  std::unique_ptr<Impl> impl_;
};

}  // namespace reorg
