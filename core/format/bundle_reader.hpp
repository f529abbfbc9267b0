// The state of reading one bundle. Sources and events are read twice: for what others need to know
// of them, and for themselves; entities for themselves, and again for what their rows say.
#pragma once

#include <map>
#include <memory>
#include <unordered_map>

#include "core/format/bundle_row.hpp"
#include "core/format/grammar.hpp"
#include "core/format/key_table.hpp"
#include "core/format/references.hpp"
#include "core/format/seen_rows.hpp"
#include "core/timeline/knowledge.hpp"

namespace reorg {

// Looking for the nearest of a million keys takes a while; who has more wrong references than this
// has another trouble than typing.
inline constexpr std::size_t max_proposals = 10;

class Bundle::Reader {
 public:
  Reader(std::string folder, BundleOptions, const Directory* others);

  bool next(Entity&);
  bool next(Source&);
  bool next(Event&);
  bool next(Change&);
  bool next(Statement&);
  bool next(ToldJudgement&);

  std::uint64_t digest() const;
  std::uint64_t bytes_read() const;

  // After a row that cannot be taken: reads all the rest, to tell everything at once.
  template <class Row>
  bool checked(Row& row) {
    const bool found = next(row);
    if (!problems_.empty() && !options_.skip && !gathering_) gather_the_rest();
    if (!found && !problems_.empty() && std::is_same_v<Row, Statement>) tell_problems();
    return found;
  }

  std::string name;  // of the file
  std::uint64_t bytes = 0;
  std::size_t skipped = 0;
  std::vector<Problem> warnings;
  std::vector<Event> withdrawals;

 private:
  using Column = format::Column;
  using Sheet = format::Sheet;
  using Rows = format::SheetReader;
  using Keys = format::KeyTable;

  // What must be known of an event by those that belong to it.
  struct ToldEvent {
    std::optional<Day> announced, effective;
    Day known, known_until;
    EventType type;
  };
  // An identifier on a second entity: an error unless the two are judged to be one.
  struct Shared {
    Problem problem;
    std::string key, other;
  };

  // ---- Rows
  enum class Reading { first, again };  // again: what is wrong was told the first time
  template <class Read>
  bool next_row(Sheet, Reading, Read&&);
  Rows* open(Sheet);
  void close(Sheet);
  void leave_out(Rows&, const format::Refusal&);
  void leave_out(Rows&, const Problem&, std::string_view column, std::string_view value);
  void could_not_read(const Rows&);
  void add_problem(Problem);
  template <class Row>
  void pass_over();
  [[noreturn]] void gather_the_rest();
  [[noreturn]] void tell_problems();
  enum class Warning { twice, far_end };
  void warn(Warning, Place, std::string message);
  void count_warnings();
  bool is_new_row(const Rows&);  // of the one that seen_ expects

  // ---- References
  [[noreturn]] void unknown(Column, std::string_view what, std::string_view key, Sheet,
                            const Keys&);
  void expect_entities(const Rows&, std::initializer_list<Column>) const;
  Keys::Entry entity(const Rows&, Column, std::string_view key);
  EntityId entity_of(const Rows&, Column, format::Takes, std::string_view what);
  void entities_of(const Rows&, Column, std::vector<EntityId>&);
  void sources_of(const Rows&, std::vector<SourceId>&);
  std::optional<Day> published(const std::vector<SourceId>&) const;

  // ---- Tables that declare
  void index_sources();
  void read_source(const Rows&, Source&) const;
  void index_events();
  void read_event(const Rows&, Event&);
  void settle_targets();
  void keep_withdrawal(const Rows&, const Event&);
  void read_change(const Rows&, Change&);
  void read_entity(const Rows&, Entity&);
  static bool is_next(const Keys&, const Rows&, std::uint32_t& given);

  // ---- Tables that state
  bool next_of_entities(Statement&);
  bool say_of_entity(const Rows&, int step, Statement&);
  static bool read_entity_name(const Rows&, Statement&);
  bool read_existence(const Rows&, Statement&);
  void read_name(const Rows&, Statement&);
  void read_identifier(const Rows&, Statement&);
  bool read_relation(const Rows&, Statement&);
  void read_parties(const Rows&, Statement&);
  static void read_value(const Rows&, Statement&);
  void read_judgement(const Rows&, Verdict);
  void read_event_of(const Rows&, Statement&);
  void read_tail(const Rows&, Effect if_empty, Statement&);
  void far_end(const Rows&, const Statement&);
  void begin(const Rows&, Statement&) const;
  bool finish_statements();

  // ---- Cells that several tables have
  EventId event_in(const Rows&);
  static Knowledge known_in(const Rows&, std::optional<Day> announced, std::optional<Day> published,
                            std::optional<Day> effective);
  void set_knowledge(const Rows*, Statement&);
  static std::optional<Day> known_until_in(const Rows&);
  static Rank rank_in(const Rows&);

  // ---- What others have recorded
  void meet_others(const Rows&, const Entity&);
  void watch(const Statement&);
  void check_identifier(const Rows&, const Statement&);
  void check_others();

  std::string folder_;
  BundleOptions options_;
  const Directory* others_;
  std::array<std::unique_ptr<Rows>, format::sheet_count> open_;
  std::array<bool, format::sheet_count> done_{};
  std::uint64_t bytes_before_ = 0;  // of tables that were closed

  std::vector<Problem> problems_;
  std::size_t untold_ = 0;  // that only follow from others
  bool gathering_ = false;
  std::map<Warning, std::size_t> warned_;
  std::size_t proposals_ = 0;
  format::SeenRows seen_;
  // Keys of rows that were left out, with their lines; and tables with a row nobody could read.
  std::array<std::unordered_map<std::string, int>, format::sheet_count> left_out_;
  std::array<bool, format::sheet_count> unread_{};

  Keys entities_, sources_, events_;
  std::vector<Day> published_;  // by source; before_all: not known
  std::vector<ToldEvent> told_events_;
  struct Target {
    std::string key;
    Day ended;       // when the event that names it became known
    SkippedRow row;  // that does
  };
  std::vector<Target> targets_;
  bool sources_known_ = false, events_known_ = false;
  bool entities_over_ = false, sources_over_ = false, events_over_ = false, changes_over_ = false;
  std::uint32_t given_entities_ = 0, given_sources_ = 0, given_events_ = 0, given_changes_ = 0;
  std::uint32_t given_statements_ = 0;
  std::unordered_map<std::uint64_t, std::uint32_t> parts_;  // event and part → change

  std::size_t stage_ = 0;  // of the tables that make statements
  int step_ = 4;           // of what one row of entities.csv says

  struct Told {
    ToldJudgement judgement;
    SourceId source = SourceId::none;
  };
  std::vector<Told> judgements_;
  std::size_t given_judgements_ = 0;
  std::vector<Source> judgement_sources_;

  std::map<std::uint32_t, std::pair<Entity, std::vector<std::string>>> watched_;
  Keys identifiers_;
  std::vector<std::string> bearers_;  // of identifiers, by number
  std::vector<Shared> shared_;
};

template <class Read>
bool Bundle::Reader::next_row(Sheet sheet, Reading reading, Read&& read) {
  Rows* const rows = open(sheet);
  if (rows == nullptr) return false;
  for (;;) {
    const auto row = rows->table().next();
    if (row == format::CsvTable::Row::end) break;
    if (row == format::CsvTable::Row::bad) {
      if (reading == Reading::again) continue;
      unread_[static_cast<std::size_t>(sheet)] = true;
      leave_out(*rows, rows->table().problem(), "", "");
      continue;
    }
    try {
      if (read(*rows)) return true;
    } catch (const format::Refusal& refusal) {
      if (reading == Reading::first) leave_out(*rows, refusal);
    }
  }
  close(sheet);
  return false;
}

namespace format {

// "en"; the language of the text when the cell is empty, and none for an acronym then.
std::string language_in(const SheetReader&, std::string_view text, bool is_acronym);

// period, begins, …; seen_before is a sighting, too.
Effect effect_in(const SheetReader&, Effect if_empty);

inline std::uint64_t part_key(EventId event, unsigned part) {
  return (std::uint64_t{number(event)} << 32U) | part;
}

}  // namespace format
}  // namespace reorg
