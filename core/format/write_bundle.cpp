#include "core/format/write_bundle.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <stdexcept>

#include "core/format/bundle_origins.hpp"
#include "core/format/naming.hpp"

namespace reorg {
namespace {

using C = format::Column;
using Kind = StatementKind;
using Sources = format::BundleSources;
using Events = format::BundleEvents;
using format::edtf;
using format::known_cell;
using format::latest;
using format::RowText;
using format::Sheet;
using format::unless;

// ---- Statements --------------------------------------------------------------------------------

Sheet sheet_of(Kind kind) {
  if (kind == Kind::name) return Sheet::names;
  return kind == Kind::identifier ? Sheet::identifiers : Sheet::relations;
}

bool was_day_before(const Date& written) {
  const Date days = parse_date(written.edtf);
  return written.earliest != days.earliest || written.latest != days.latest;
}

std::string effect_cell(const Statement& s) {
  if (s.effect == Effect::seen && s.from && was_day_before(*s.from)) return "seen_before";
  return unless(s.effect == Effect::period, word(s.effect));
}

Mode usual_mode(const Event* event) {
  if (event == nullptr) return Mode::fact;
  return event->type == EventType::plan     ? Mode::plan
         : event->type == EventType::rumour ? Mode::rumour
                                            : Mode::fact;
}

std::string language_cell(const Statement& s) {
  const std::size_t colon = s.aspect.find(':');
  const std::string language = s.aspect.substr(colon + 1);
  const bool guessed = s.aspect.starts_with("acronym:") ? language.empty()
                                                        : language == format::language_of(s.value);
  return unless(guessed, language);
}

class Statements {
 public:
  Statements(const Batch& batch, const Sources& sources, const Events& events)
      : batch_(batch), sources_(sources), events_(events) {
    for (std::uint32_t i = 0; i < batch.statements.size(); ++i)
      rows_[at(sheet_of(batch.statements[i].kind))].push_back({row(batch.statements[i]), i});
    for (const Sheet sheet : {Sheet::names, Sheet::identifiers, Sheet::relations}) {
      auto& rows = rows_[at(sheet)];
      std::sort(rows.begin(), rows.end());
      const auto same = [](const Row& a, const Row& b) { return a.text == b.text; };
      rows.erase(std::unique(rows.begin(), rows.end(), same), rows.end());
    }
    choose_for_entries();
  }

  std::vector<std::string> entity_rows() const {
    std::vector<std::string> rows;
    for (const Entity& e : batch_.entities) rows.push_back(entity_row(e));
    std::sort(rows.begin(), rows.end());
    return rows;
  }

  std::vector<std::string> rows(Sheet sheet) const {
    std::vector<std::string> texts;
    for (const Row& row : rows_[at(sheet)]) {
      if (!told_.contains(row.statement)) texts.push_back(row.text);
    }
    return texts;
  }

  // In the order in which they were judged, which counts.
  std::vector<std::string> judgement_rows() const {
    std::vector<std::string> texts;
    for (const ToldJudgement& j : batch_.judgements) {
      texts.push_back(RowText(Sheet::relations)
                          .put(C::kind, j.verdict == Verdict::same ? "same_as" : "different_from")
                          .put(C::subject, j.kept)
                          .put(C::object, j.other)
                          .put(C::sources, j.source ? sources_.key(*j.source) : "")
                          .put(C::note, j.note)
                          .text());
    }
    return texts;
  }

 private:
  struct Row {
    std::string text;
    std::uint32_t statement;
    friend auto operator<=>(const Row&, const Row&) = default;
  };
  // What the row of one entity says, by number of the statement.
  struct Entry {
    const Statement *legal_form = nullptr, *name = nullptr, *post_in = nullptr,
                    *existence = nullptr;
  };

  static std::size_t at(Sheet sheet) { return static_cast<std::size_t>(sheet); }
  std::string key(EntityId id) const {
    return id == EntityId::none ? "" : batch_.entities.at(number(id) - 1).key;
  }

  static void put_end(RowText& row, const End& end, bool open_is_usual) {
    if (end.kind == EndKind::unknown) row.put(C::until, "unknown");
    if (end.kind == EndKind::open && !open_is_usual) row.put(C::until, "open");
    if (end.kind != EndKind::date) return;
    if (end.last.empty())
      row.put(C::until, end.date.edtf);
    else
      row.put(C::last, end.last);
  }

  Knowledge known_without_saying(const Statement& s) const {
    const Event* const event = events_.of(s.event);
    return known_by_days(std::nullopt, event ? latest(event->announced) : std::nullopt,
                         sources_.published(s.sources), latest(event ? event->effective : s.from));
  }

  std::string known_until_cell(const Statement& s) const {
    const Event* const event = events_.of(s.event);
    if (event != nullptr && (events_.is_withdrawn(*event) || event->known_until == s.known_until))
      return "";
    return unless(s.known_until == after_all, to_string(s.known_until));
  }

  std::string row(const Statement& s) const {
    RowText row(sheet_of(s.kind));
    const Event* const event = events_.of(s.event);
    if (s.kind == Kind::name) {
      const std::string type = s.aspect.substr(0, s.aspect.find(':'));
      row.put(C::entity, key(s.subject)).put(C::name, s.value);
      row.put(C::type, unless(type == "preferred", type)).put(C::language, language_cell(s));
    } else if (s.kind == Kind::identifier) {
      row.put(C::entity, key(s.subject)).put(C::scheme, s.aspect).put(C::value, s.value);
    } else {
      row.put(C::kind, word(s.kind)).put(C::subject, key(s.subject)).put(C::object, key(s.object));
      row.put(C::value, s.value).put(C::capacity, s.aspect).put(C::capacity_of, key(s.capacity_of));
    }
    for (const auto& [column, on] : {std::pair(C::acting, s.acting), std::pair(C::dotted, s.dotted),
                                     std::pair(C::alongside, s.alongside)}) {
      row.put(column, on ? "true" : "");
    }
    put_end(row, s.until, true);
    row.put(C::role, s.role)
        .put(C::from, edtf(s.from))
        .put(C::effect, effect_cell(s))
        .put(C::mode, unless(s.mode == usual_mode(event), word(s.mode)))
        .put(C::known, known_cell({s.known, s.known_assumed}, known_without_saying(s)))
        .put(C::known_until, known_until_cell(s))
        .put(C::rank, unless(s.rank == Rank::normal, word(s.rank)))
        .put(C::claim, s.claim)
        .put(C::position, s.position == 0 ? "" : std::to_string(s.position))
        .put(C::event, event == nullptr ? "" : event->key)
        .put(C::part, events_.part(s.change))
        .put(C::sources, sources_.keys(s.sources))
        .put(C::note, s.note)
        .put(C::refs, format::listed_texts(s.refs));
    return row.text();
  }

  // Whether the row of its entity could say it, but for the sources.
  bool fits_an_entry(const Statement& s) const {
    const bool plain = s.event == EventId::none && s.claim.empty() && s.position == 0 &&
                       s.rank == Rank::normal && s.mode == Mode::fact && s.note.empty() &&
                       s.refs.empty() && s.role.empty() && !s.acting && !s.dotted && !s.alongside &&
                       s.known_until == after_all &&
                       known_cell({s.known, s.known_assumed}, known_without_saying(s)).empty();
    if (!plain) return false;
    const bool always = s.effect == Effect::always && !s.from && s.until.kind == EndKind::open;
    switch (s.kind) {
      case Kind::legal_form:
        return always && (s.value == "company" || s.value == "unit");
      case Kind::name:
        return always && s.aspect.starts_with("preferred:");
      case Kind::post_in:
        return always;
      case Kind::existence:
        return s.effect == Effect::period && (s.from || s.until.kind != EndKind::open);
      default:
        return false;
    }
  }

  // The first in the order of their rows, English names before others; all of one row have the same
  // sources, the kind's if it tells one.
  void choose_for_entries() {
    std::map<EntityId, std::vector<const Statement*>> candidates;
    for (const Sheet sheet : {Sheet::relations, Sheet::names}) {
      for (const Row& row : rows_[at(sheet)]) {
        const Statement& s = batch_.statements[row.statement];
        if (fits_an_entry(s)) candidates[s.subject].push_back(&s);
      }
    }
    for (const auto& [id, all] : candidates) {
      const Entry entry = chosen(all);
      for (const Statement* s : {entry.legal_form, entry.name, entry.post_in, entry.existence}) {
        if (s != nullptr) told_.insert(static_cast<std::uint32_t>(s - batch_.statements.data()));
      }
      entries_.emplace(id, entry);
    }
  }

  static const Statement* first(const std::vector<const Statement*>& all, Kind kind,
                                const std::string* sources, const Sources& of) {
    const Statement* found = nullptr;
    for (const Statement* s : all) {
      if (s->kind != kind || (sources != nullptr && of.keys(s->sources) != *sources)) continue;
      const bool english = kind == Kind::name && s->aspect == "preferred:en";
      const bool better = english && found != nullptr && found->aspect != s->aspect;
      if (found == nullptr || better) found = s;
    }
    return found;
  }

  Entry chosen(const std::vector<const Statement*>& all) const {
    const Statement* base = nullptr;
    for (const Kind kind : {Kind::legal_form, Kind::name, Kind::post_in, Kind::existence}) {
      if (base == nullptr) base = first(all, kind, nullptr, sources_);
    }
    const std::string sources = sources_.keys(base->sources);
    const auto with_these = [&](Kind kind) { return first(all, kind, &sources, sources_); };
    return {base->kind == Kind::legal_form ? base : nullptr, with_these(Kind::name),
            with_these(Kind::post_in), with_these(Kind::existence)};
  }

  std::string entity_row(const Entity& e) const {
    const auto found = entries_.find(e.id);
    const Entry entry = found == entries_.end() ? Entry{} : found->second;
    RowText row(Sheet::entities);
    row.put(C::key, e.key)
        .put(C::kind, entry.legal_form ? entry.legal_form->value : word(e.kind))
        .put(C::seats, e.seats == 1 ? "" : std::to_string(e.seats))
        .put(C::description, e.description);
    if (entry.name)
      row.put(C::name, entry.name->value).put(C::language, language_cell(*entry.name));
    if (entry.post_in) row.put(C::organization, key(entry.post_in->object));
    if (entry.existence) {
      row.put(C::from, edtf(entry.existence->from));
      put_end(row, entry.existence->until, true);
    }
    for (const Statement* s : {entry.legal_form, entry.name, entry.post_in, entry.existence}) {
      if (s != nullptr) row.put(C::sources, sources_.keys(s->sources));
    }
    return row.text();
  }

  const Batch& batch_;
  const Sources& sources_;
  const Events& events_;
  std::array<std::vector<Row>, format::sheet_count> rows_;
  std::map<EntityId, Entry> entries_;
  std::set<std::uint32_t> told_;
};

}  // namespace

std::vector<std::string> bundle_file_names() {
  std::vector<std::string> names;
  for (const Sheet sheet : format::all_sheets) names.emplace_back(file_of(sheet));
  return names;
}

std::vector<BundleFile> write_bundle(const Batch& batch) {
  const Sources sources(batch);
  const Events events(batch, sources);
  const Statements statements(batch, sources, events);
  std::vector<BundleFile> files;
  const auto add = [&](Sheet sheet, const std::vector<std::string>& rows,
                       std::vector<C> kept = {}) {
    if (rows.empty() && !format::is_required(sheet)) return;
    files.push_back({std::string(file_of(sheet)), format::csv_text(sheet, rows, std::move(kept))});
  };
  add(Sheet::entities, statements.entity_rows());
  // With a column for dates, so that a row without any is a period like the others.
  add(Sheet::names, statements.rows(Sheet::names), {C::from});
  add(Sheet::identifiers, statements.rows(Sheet::identifiers), {C::from});
  std::vector<std::string> relations = statements.rows(Sheet::relations);
  for (std::string& row : statements.judgement_rows()) relations.push_back(std::move(row));
  add(Sheet::relations, relations, {C::object});
  add(Sheet::events, events.rows());
  add(Sheet::event_parts, events.part_rows());
  add(Sheet::sources, sources.rows());
  return files;
}

}  // namespace reorg
