// The tables of a bundle that declare something: sources, events, their parts, and entities.
#include <algorithm>
#include <utility>

#include "core/format/bundle_period.hpp"
#include "core/format/bundle_reader.hpp"
#include "core/format/naming.hpp"
#include "core/timeline/knowledge.hpp"

namespace reorg {
namespace {

using C = format::Column;
using format::max_name_bytes;
using format::max_remark_bytes;
using format::quoted;

constexpr auto source_types =
    std::to_array<std::string_view>({"official", "press", "trade", "aggregator", "unstated"});
constexpr auto event_types =
    std::to_array<std::string_view>({"change", "plan", "rumour", "withdrawal", "denial"});
constexpr auto entity_kinds =
    std::to_array<std::string_view>({"company", "unit", "organization", "post", "person"});

std::optional<Day> latest(const std::optional<Date>& date) {
  return date ? std::optional(latest_day(*date)) : std::nullopt;
}

EntityKind kind_of(std::string_view word) {
  const bool legal = word == "company" || word == "unit";
  return legal ? EntityKind::organization : from_word<EntityKind>(word);
}

[[noreturn]] void twice(std::string_view key, std::uint32_t line) {
  format::SheetReader::refuse(C::key, "the key " + quoted(key) + " stands in line " +
                                          std::to_string(line) +
                                          " already; keep one of the two rows, or give one "
                                          "another key");
}

// What was found, and that a table is over when nothing was.
bool goes_on(bool& over, bool found) {
  over = !found;
  return found;
}

std::uint32_t line_of(const format::SheetReader& rows) {
  return static_cast<std::uint32_t>(rows.table().line());
}

}  // namespace

// ---- Sources -----------------------------------------------------------------------------------

void Bundle::Reader::read_source(const Rows& rows, Source& s) const {
  s.key.assign(rows.key(C::key));
  rows.text(C::title, max_name_bytes, s.title);
  rows.text(C::publisher, max_name_bytes, s.publisher);
  rows.date(C::published, s.published);
  rows.text(C::address, max_name_bytes, s.address);
  const std::string_view type = rows.one_of(C::type, source_types);
  s.type = type.empty() ? SourceType::unstated : from_word<SourceType>(type);
  rows.text(C::note, max_remark_bytes, s.note);
  s.place = {name, rows.table().line(), 1};
  if (s.title.empty() && s.publisher.empty())
    Rows::refuse(C::title, "empty; a source needs a title or a publisher, write one");
}

void Bundle::Reader::index_sources() {
  if (std::exchange(sources_known_, true)) return;
  Source source;
  while (next_row(Sheet::sources, Reading::first, [&](const Rows& rows) {
    read_source(rows, source);
    if (const auto before = sources_.add(source.key, line_of(rows))) twice(source.key, before.line);
    published_.push_back(source.published ? latest_day(*source.published) : before_all);
    return true;
  })) {
  }
}

// Whether the row is the one that was taken for its key: not a second one, nor one left out.
bool Bundle::Reader::is_next(const Keys& keys, const Rows& rows, std::uint32_t& given) {
  const auto entry = keys.find(rows.cell(C::key));
  if (entry.number != given + 1 || entry.line != line_of(rows)) return false;
  ++given;
  return true;
}

bool Bundle::Reader::next(Source& s) {
  index_sources();
  return !sources_over_ &&
         goes_on(sources_over_, next_row(Sheet::sources, Reading::again, [&](const Rows& rows) {
                   read_source(rows, s);
                   if (!is_next(sources_, rows, given_sources_)) return false;
                   s.id = SourceId{given_sources_};
                   return true;
                 }));
}

// ---- Events ------------------------------------------------------------------------------------

void Bundle::Reader::read_event(const Rows& rows, Event& e) {
  e.key.assign(rows.key(C::key));
  rows.text(C::name, max_name_bytes, e.name);
  const std::string_view type = rows.one_of(C::type, event_types);
  e.type = type.empty() ? EventType::change : from_word<EventType>(type);
  rows.date(C::announced, e.announced);
  rows.date(C::effective, e.effective);
  const bool ends_another = e.type == EventType::withdrawal || e.type == EventType::denial;
  e.target.clear();
  if (ends_another) {
    e.target.assign(rows.needed(C::target, "the key of the event that it ends"));
  } else if (!rows.cell(C::target).empty()) {
    Rows::refuse(C::target, quoted(rows.cell(C::target)) +
                                ": only an event of the type withdrawal or denial has a target");
  }
  rows.text(C::claim, max_name_bytes, e.claim);
  e.rank = rank_in(rows);
  sources_of(rows, e.sources);
  rows.text(C::note, max_remark_bytes, e.note);
  rows.texts(C::refs, e.refs);
  e.place = {name, rows.table().line(), 1};
  const Knowledge known =
      known_in(rows, latest(e.announced), published(e.sources), latest(e.effective));
  e.known = known.day;
  e.known_assumed = known.assumed;
  e.known_until = known_until_in(rows).value_or(after_all);
}

void Bundle::Reader::index_events() {
  if (std::exchange(events_known_, true)) return;
  Event event;
  while (next_row(Sheet::events, Reading::first, [&](const Rows& rows) {
    read_event(rows, event);
    if (const auto before = events_.add(event.key, line_of(rows))) twice(event.key, before.line);
    told_events_.push_back({latest(event.announced), latest(event.effective), event.known,
                            event.known_until, event.type});
    if (!event.target.empty()) {
      targets_.push_back(
          {event.target,
           event.known,
           {{rows.place(C::target), ""}, "target", event.target, std::string(rows.table().row())}});
    }
    return true;
  })) {
  }
  settle_targets();
}

// What is withdrawn or denied is known no longer.
void Bundle::Reader::settle_targets() {
  for (Target& target : targets_) {
    if (const auto entry = events_.find(target.key)) {
      Day& until = told_events_[entry.number - 1].known_until;
      until = std::min(until, target.ended);
      continue;
    }
    if (others_ != nullptr && others_->event(target.key)) continue;
    ++skipped;
    target.row.problem.message = "target: unknown event " + quoted(target.key) +
                                 "; give the event that is meant this key" +
                                 format::did_you_mean(target.key, events_.keys());
    if (!options_.skip) {
      add_problem(target.row.problem);
    } else if (options_.on_skip) {
      options_.on_skip(target.row);
    }
  }
}

void Bundle::Reader::keep_withdrawal(const Rows& rows, const Event& e) {
  if (e.type != EventType::withdrawal &&
      std::ranges::find(targets_, e.key, &Target::key) == targets_.end())
    return;
  withdrawals.push_back(e);
  withdrawals.back().place.file = rows.table().path();
}

bool Bundle::Reader::next(Event& e) {
  index_events();
  return !events_over_ &&
         goes_on(events_over_, next_row(Sheet::events, Reading::again, [&](const Rows& rows) {
                   read_event(rows, e);
                   if (!is_next(events_, rows, given_events_)) return false;
                   e.id = EventId{given_events_};
                   e.known_until = told_events_[given_events_ - 1].known_until;
                   keep_withdrawal(rows, e);
                   return true;
                 }));
}

// ---- Parts of events ---------------------------------------------------------------------------

void Bundle::Reader::read_change(const Rows& rows, Change& c) {
  c.event = event_in(rows);
  if (c.event == EventId::none) rows.needed(C::event, "the event's key");
  rows.needed(C::part, "a number: 1, 2, …");
  const unsigned part = rows.number(C::part, 0);
  rows.needed(C::verb, "what was done, such as found or rename");
  c.verb = from_word<Verb>(rows.one_of(C::verb, format::verb_words()));
  entities_of(rows, C::originals, c.originals);
  entities_of(rows, C::results, c.results);
  entities_of(rows, C::others, c.others);
  rows.text(C::text, max_remark_bytes, c.text);
  sources_of(rows, c.sources);
  rows.texts(C::refs, c.refs);
  c.place = {name, rows.table().line(), 1};
  const auto [before, is_new] = parts_.emplace(format::part_key(c.event, part), given_changes_ + 1);
  if (!is_new) Rows::refuse(C::part, "the event has a part " + std::to_string(part) + " already");
}

bool Bundle::Reader::next(Change& c) {
  return !changes_over_ &&
         goes_on(changes_over_, next_row(Sheet::event_parts, Reading::first, [&](const Rows& rows) {
                   read_change(rows, c);
                   c.id = ChangeId{++given_changes_};
                   return true;
                 }));
}

// ---- Entities ----------------------------------------------------------------------------------

void Bundle::Reader::read_entity(const Rows& rows, Entity& e) {
  e.key.assign(rows.key(C::key));
  rows.needed(C::kind, "company, unit, organization, post or person");
  e.kind = kind_of(rows.one_of(C::kind, entity_kinds));
  const auto only_for = [&](Column column, EntityKind kind, const char* whom) {
    if (rows.cell(column).empty() || e.kind == kind) return;
    Rows::refuse(column, quoted(rows.cell(column)) + ": this is for " + whom + ", and " +
                             quoted(e.key) + " is " + format::with_article(e.kind) +
                             "; a membership or a parent is a row of relations.csv");
  };
  only_for(C::organization, EntityKind::post, "posts");
  only_for(C::seats, EntityKind::post, "posts");
  only_for(C::description, EntityKind::person, "people");
  e.seats = rows.number(C::seats, 1);
  rows.text(C::description, max_name_bytes, e.description);
  e.declared = true;
  e.place = {name, rows.table().line(), 1};
  // What the row says is read again, when all are known; that it can be read is seen now.
  Statement s;
  read_entity_name(rows, s);
  read_existence(rows, s);
  sources_of(rows, s.sources);
  if (const auto before = entities_.add(e.key, line_of(rows), static_cast<std::uint8_t>(e.kind))) {
    twice(e.key, before.line);
  }
}

bool Bundle::Reader::next(Entity& e) {
  index_sources();
  if (entities_over_) return false;
  const bool found = next_row(Sheet::entities, Reading::first, [&](const Rows& rows) {
    expect_entities(rows, {C::key});
    read_entity(rows, e);
    e.id = EntityId{++given_entities_};
    if (others_ != nullptr) meet_others(rows, e);
    return true;
  });
  if (!found) given_entities_ = 0;  // to be counted again for what their rows say
  return goes_on(entities_over_, found);
}

bool Bundle::Reader::read_entity_name(const Rows& rows, Statement& s) {
  rows.text(C::name, max_name_bytes, s.value);
  if (s.value.empty()) {
    if (!rows.cell(C::language).empty())
      Rows::refuse(C::language, "a language without a name; write the name, or take it out");
    return false;
  }
  s.kind = StatementKind::name;
  s.effect = Effect::always;
  s.aspect = "preferred:";
  s.aspect += format::language_in(rows, s.value, false);
  return true;
}

// Only what is said: nothing when all three cells are empty.
bool Bundle::Reader::read_existence(const Rows& rows, Statement& s) {
  const bool said =
      !rows.cell(C::from).empty() || !rows.cell(C::until).empty() || !rows.cell(C::last).empty();
  if (!said) return false;
  s.kind = StatementKind::existence;
  s.effect = Effect::period;
  format::read_bounds(rows, options_, s);
  far_end(rows, s);
  return true;
}

// The one of them that is asked for: legal form, name, organization, existence; false when the row
// does not say it.
bool Bundle::Reader::say_of_entity(const Rows& rows, int step, Statement& s) {
  begin(rows, s);
  s.subject = EntityId{given_entities_};
  s.effect = Effect::always;
  const std::string_view kind = rows.cell(C::kind);
  switch (step) {
    case 0:
      if (kind != "company" && kind != "unit") return false;
      s.kind = StatementKind::legal_form;
      s.value.assign(kind);
      break;
    case 1:
      if (!read_entity_name(rows, s)) return false;
      break;
    case 2:
      if (rows.cell(C::organization).empty()) return false;
      s.kind = StatementKind::post_in;
      s.object = entity_of(rows, C::organization, format::Takes::organization, "post_in");
      break;
    default:
      if (!read_existence(rows, s)) return false;
  }
  sources_of(rows, s.sources);
  set_knowledge(nullptr, s);
  return true;
}

bool Bundle::Reader::next_of_entities(Statement& s) {
  constexpr int steps = 4;
  for (;;) {
    while (step_ < steps) {
      Rows& rows = *open_[static_cast<std::size_t>(Sheet::entities)];
      try {
        if (say_of_entity(rows, step_++, s)) return true;
      } catch (const format::Refusal& refusal) {
        leave_out(rows, refusal);  // the entity is there all the same
      }
    }
    const bool found = next_row(Sheet::entities, Reading::again, [&](const Rows& rows) {
      expect_entities(rows, {C::key, C::organization});
      return is_next(entities_, rows, given_entities_);
    });
    if (!found) return false;
    step_ = 0;
  }
}

}  // namespace reorg
