// The tables of a bundle that state something: names, identifiers, relations and other values.
#include <algorithm>
#include <array>

#include "core/format/bundle_period.hpp"
#include "core/format/bundle_reader.hpp"
#include "core/format/naming.hpp"
#include "core/format/telling.hpp"

namespace reorg {
namespace {

using C = format::Column;
using Kind = StatementKind;
using format::max_name_bytes;
using format::max_remark_bytes;
using format::quoted;
using format::SheetReader;
using format::Takes;

// `seen_before`: it held on the day before the one that is written (R3), which is a sighting, too.
constexpr std::string_view seen_before = "seen_before";
constexpr auto effects =
    std::to_array<std::string_view>({"period", "begins", "ends", "seen", seen_before, "always"});
constexpr auto modes = std::to_array<std::string_view>({"fact", "plan", "rumour"});
constexpr std::string_view assumed = "assumed";
constexpr int far_year = 9999;

// "5.49E+19": what spreadsheets make of a number with many digits.
bool is_scientific(std::string_view text) {
  const std::size_t e = text.find("E+");
  if (e == std::string_view::npos || e == 0 || e + 2 == text.size()) return false;
  return text.substr(0, e).find_first_not_of("0123456789.,") == std::string_view::npos &&
         text.substr(e + 2).find_first_not_of("0123456789") == std::string_view::npos;
}

// A table without any column for dates speaks of no time: what it says holds as long as its entity
// lives.
Effect usual_effect(const SheetReader& rows) {
  const bool dated = rows.has(C::from) || rows.has(C::until) || rows.has(C::last);
  return dated ? Effect::period : Effect::always;
}

}  // namespace

Effect format::effect_in(const SheetReader& rows, Effect if_empty) {
  const std::string_view text = rows.one_of(C::effect, effects);
  if (text.empty()) return if_empty;
  return text == seen_before ? Effect::seen : from_word<Effect>(text);
}

std::string format::language_in(const SheetReader& rows, std::string_view text, bool is_acronym) {
  const std::string_view told = rows.cell(C::language);
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  if (told.size() == 2 && is_lower(told[0]) && is_lower(told[1]) && told != "zh")
    return std::string(told);
  if (told.empty()) return is_acronym ? "" : language_of(text);
  auto tag = language_tag(told);
  if (!tag) {
    SheetReader::refuse(C::language,
                        quoted(told) + " is no language; write en, zh-Hans, zh-Hant, ja, …");
  }
  return std::move(*tag);
}

// ---- Cells that several tables have ------------------------------------------------------------

EventId Bundle::Reader::event_in(const Rows& rows) {
  const std::string_view key = rows.cell(C::event);
  if (key.empty()) return EventId::none;
  const auto entry = events_.find(key);
  if (!entry) unknown(C::event, "event", key, Sheet::events, events_);
  return EventId{entry.number};
}

// A date, or "assumed" with the day on which it took effect if there is one: what export writes
// where neither a source nor an announcement has a date.
Knowledge Bundle::Reader::known_in(const Rows& rows, std::optional<Day> announced,
                                   std::optional<Day> published, std::optional<Day> effective) {
  const std::string_view text = rows.cell(C::known);
  if (text.empty()) return known_by_days(std::nullopt, announced, published, effective);
  if (text == assumed) return {before_all, true};
  if (text.starts_with(assumed)) {
    const auto day = format::exact_day(text.substr(assumed.size() + 1));
    if (day) return {*day, true};
  }
  std::optional<Date> date;
  rows.date(C::known, date);
  return {latest_day(*date), false};
}

std::optional<Day> Bundle::Reader::known_until_in(const Rows& rows) {
  if (rows.cell(C::known_until).empty()) return std::nullopt;
  std::optional<Date> date;
  rows.date(C::known_until, date);
  return latest_day(*date);
}

Rank Bundle::Reader::rank_in(const Rows& rows) {
  const std::string_view text = rows.one_of(C::rank, format::words_of(Takes::rank));
  return text.empty() ? Rank::normal : from_word<Rank>(text);
}

// ---- What all rows have ------------------------------------------------------------------------

// Texts keep their memory from row to row.
void Bundle::Reader::begin(const Rows& rows, Statement& s) const {
  s.id = StatementId{given_statements_ + 1};
  s.mode = Mode::fact;
  s.subject = s.object = s.capacity_of = EntityId::none;
  for (std::string* text : {&s.aspect, &s.value, &s.role, &s.claim, &s.note, &s.until.last})
    text->clear();
  s.acting = s.dotted = s.alongside = false;
  s.from.reset();
  s.until.kind = EndKind::open;
  s.known_until = after_all;
  s.event = EventId::none;
  s.change = ChangeId::none;
  s.position = 0;
  s.rank = Rank::normal;
  s.sources.clear();
  s.refs.clear();
  s.place.file.assign(name);
  s.place.line = rows.table().line();
  s.place.column = 1;
}

void Bundle::Reader::read_event_of(const Rows& rows, Statement& s) {
  s.event = event_in(rows);
  if (s.event != EventId::none) {
    const ToldEvent& event = told_events_[number(s.event) - 1];
    s.known_until = event.known_until;
    s.mode = event.type == EventType::plan     ? Mode::plan
             : event.type == EventType::rumour ? Mode::rumour
                                               : Mode::fact;
  }
  if (rows.cell(C::part).empty()) return;
  if (s.event == EventId::none) Rows::refuse(C::part, "a part of which event? Write its key");
  const auto found = parts_.find(format::part_key(s.event, rows.number(C::part, 0)));
  if (found == parts_.end()) {
    Rows::refuse(C::part, quoted(rows.cell(C::part)) + " is no part of " +
                              quoted(rows.cell(C::event)) + "; give it a row in event_parts.csv");
  }
  s.change = ChangeId{found->second};
}

void Bundle::Reader::read_tail(const Rows& rows, Effect if_empty, Statement& s) {
  s.effect = format::effect_in(rows, if_empty);
  read_event_of(rows, s);
  format::read_bounds(rows, options_, s);
  if (rows.cell(C::effect) == seen_before) s.from = format::day_before(std::move(s.from));
  far_end(rows, s);
  if (const auto mode = rows.one_of(C::mode, modes); !mode.empty()) s.mode = from_word<Mode>(mode);
  s.rank = rank_in(rows);
  rows.text(C::claim, max_name_bytes, s.claim);
  s.position = static_cast<int>(rows.number(C::position, 0));
  sources_of(rows, s.sources);
  rows.text(C::note, max_remark_bytes, s.note);
  rows.texts(C::refs, s.refs);
  set_knowledge(&rows, s);
  if (const auto until = known_until_in(rows)) s.known_until = *until;
}

// `rows`: where a day may be told; none in entities.csv.
void Bundle::Reader::set_knowledge(const Rows* rows, Statement& s) {
  std::optional<Day> announced, effective;
  if (s.event != EventId::none) {
    const ToldEvent& event = told_events_[number(s.event) - 1];
    announced = event.announced;
    effective = event.effective;
  } else if (s.from) {
    effective = latest_day(*s.from);
  }
  const Knowledge known =
      rows != nullptr ? known_in(*rows, announced, published(s.sources), effective)
                      : known_by_days(std::nullopt, announced, published(s.sources), effective);
  s.known = known.day;
  s.known_assumed = known.assumed;
}

void Bundle::Reader::far_end(const Rows& rows, const Statement& s) {
  static const Day first = day_of(far_year, 1, 1);
  if (s.until.kind != EndKind::date || s.until.date.earliest < first) return;
  warn(Warning::far_end, rows.place(C::until),
       "it ends on " + s.until.date.edtf + "; if that stands for no end, say --no-end " +
           s.until.date.edtf);
}

// ---- Names and identifiers ---------------------------------------------------------------------

void Bundle::Reader::read_name(const Rows& rows, Statement& s) {
  expect_entities(rows, {C::entity});
  begin(rows, s);
  s.kind = Kind::name;
  rows.needed(C::entity, "whose name it is");
  s.subject = entity_of(rows, C::entity, Takes::entity, "name");
  rows.needed(C::name, "the name");
  rows.text(C::name, max_name_bytes, s.value);
  std::string_view type = rows.one_of(C::type, format::words_of(Takes::name_type));
  if (type.empty()) type = "preferred";
  s.aspect.assign(type);
  s.aspect += ':';
  s.aspect += format::language_in(rows, s.value, type == "acronym");
  read_tail(rows, usual_effect(rows), s);
}

void Bundle::Reader::read_identifier(const Rows& rows, Statement& s) {
  expect_entities(rows, {C::entity});
  begin(rows, s);
  s.kind = Kind::identifier;
  rows.needed(C::entity, "whose identifier it is");
  s.subject = entity_of(rows, C::entity, Takes::entity, "identifier");
  rows.needed(C::scheme, "lei, hkex or the like");
  rows.text(C::scheme, format::max_key_bytes, s.aspect);
  rows.needed(C::value, "the identifier");
  rows.text(C::value, max_name_bytes, s.value);
  if (is_scientific(s.value)) {
    Rows::refuse(C::value, quoted(s.value) +
                               " is what a spreadsheet makes of a long number; give the column "
                               "the format Text and enter it again");
  }
  read_tail(rows, usual_effect(rows), s);
  if (s.effect == Effect::always) check_identifier(rows, s);
}

// ---- The stream --------------------------------------------------------------------------------

bool Bundle::Reader::next(Statement& s) {
  const auto say = [&](Sheet sheet, auto read) {
    return next_row(sheet, Reading::first, [&](const Rows& rows) {
      seen_.expect(rows.table().row());
      const bool said = read(rows);
      return said && is_new_row(rows);
    });
  };
  bool found = false;
  for (; stage_ < 4; ++stage_) {
    switch (stage_) {
      case 0:
        found = next_of_entities(s);
        break;
      case 1:
        found = say(Sheet::names, [&](const Rows& rows) { return read_name(rows, s), true; });
        break;
      case 2:
        found = say(Sheet::identifiers,
                    [&](const Rows& rows) { return read_identifier(rows, s), true; });
        break;
      default:
        found = say(Sheet::relations, [&](const Rows& rows) { return read_relation(rows, s); });
    }
    if (found) break;
    if (stage_ == 3) {
      check_others();
      count_warnings();
    }
  }
  if (!found) return false;
  ++given_statements_;
  if (!watched_.empty()) watch(s);
  return true;
}

bool Bundle::Reader::next(ToldJudgement& j) {
  if (given_judgements_ == judgements_.size()) return false;
  const Told& told = judgements_[given_judgements_++];
  j = told.judgement;
  if (told.source == SourceId::none) return true;
  if (judgement_sources_.empty()) {
    given_sources_ = 0;
    sources_over_ = false;
    Source source;
    while (next(source)) judgement_sources_.push_back(source);
  }
  j.source = judgement_sources_[number(told.source) - 1];
  return true;
}

}  // namespace reorg
