// relations.csv: relations, values that have no table of their own, and judgements.
#include <algorithm>

#include "core/format/bundle_reader.hpp"

namespace reorg {
namespace {

using C = format::Column;
using Kind = StatementKind;
using format::max_name_bytes;
using format::max_remark_bytes;
using format::quoted;
using format::SheetReader;
using format::StatementRule;
using format::Takes;

const std::vector<std::string_view>& relation_kinds() {
  static const std::vector<std::string_view> kinds = [] {
    std::vector<std::string_view> all;
    for (int k = 0; k <= static_cast<int>(Kind::leaves); ++k) {
      const auto kind = static_cast<Kind>(k);
      if (kind != Kind::name && kind != Kind::identifier) all.push_back(word(kind));
    }
    all.emplace_back("same_as");
    all.emplace_back("different_from");
    return all;
  }();
  return kinds;
}

// `note` and `leaves` are none of the plain statements that a change file takes.
const StatementRule* rule_of(Kind kind) {
  const auto rules = format::statement_rules();
  const auto found =
      std::find_if(rules.begin(), rules.end(), [&](const auto& r) { return r.kind == kind; });
  return found == rules.end() ? nullptr : &*found;
}

Takes subject_of(Kind kind) {
  const StatementRule* const rule = rule_of(kind);
  if (rule != nullptr) return rule->subject;
  return kind == Kind::leaves ? Takes::person : Takes::entity;
}

Takes object_of(Kind kind) {
  const StatementRule* const rule = rule_of(kind);
  return rule != nullptr ? rule->key.takes : Takes::place;
}

void refuse_if_filled(const SheetReader& rows, C column, std::string_view kind) {
  if (rows.cell(column).empty()) return;
  SheetReader::refuse(column, quoted(rows.cell(column)) + " cannot stand beside the kind " +
                                  quoted(kind) + "; take it out");
}

Kind kind_in(const SheetReader& rows) {
  const std::string_view text = rows.needed(C::kind, "what is said, such as part_of or owns");
  if (text == "name" || text == "identifier") {
    SheetReader::refuse(C::kind, quoted(text) + " has a table of its own, " + std::string(text) +
                                     "s.csv; write the row there");
  }
  return from_word<Kind>(rows.one_of(C::kind, relation_kinds()));
}

std::string read_share(const SheetReader& rows, bool lasts) {
  std::string share;
  if (const auto wrong = format::wrong_share(rows.cell(C::value), share))
    SheetReader::refuse(C::value, *wrong);
  if (share == "0" && lasts) {
    SheetReader::refuse(C::value,
                        "owning nothing is no state; give the row of the former share an 'until'");
  }
  return share;
}

}  // namespace

void Bundle::Reader::read_parties(const Rows& rows, Statement& s) {
  const std::string_view kind = rows.cell(C::kind);
  const bool vacant = s.kind == Kind::holds && rows.cell(C::subject).empty();
  if (!vacant) {
    rows.needed(C::subject, "whom it is about");
    s.subject = entity_of(rows, C::subject, subject_of(s.kind), kind);
  }
  if (is_relation(s.kind) || (s.kind == Kind::leaves && !rows.cell(C::object).empty())) {
    rows.needed(C::object, "the other side");
    s.object = entity_of(rows, C::object, object_of(s.kind), kind);
  } else {
    refuse_if_filled(rows, C::object, kind);
  }
  // What change files let a change say is taken back from export.
  const bool of_change = !rows.cell(C::event).empty();
  if (s.subject == s.object && s.subject != EntityId::none && s.kind != Kind::owns && !of_change) {
    Rows::refuse(C::object, quoted(rows.cell(C::object)) +
                                " cannot stand in this relation to itself; name the other one");
  }
  if (s.kind != Kind::reports_to)
    refuse_if_filled(rows, C::capacity_of, kind);
  else if (!rows.cell(C::capacity_of).empty())
    s.capacity_of = entity_of(rows, C::capacity_of, Takes::place, "capacity_of");
}

void Bundle::Reader::read_value(const Rows& rows, Statement& s) {
  const std::string_view kind = rows.cell(C::kind), value = rows.cell(C::value);
  const bool may_miss = s.effect == Effect::ends;
  if (s.kind == Kind::owns) {
    if (!value.empty()) s.value = read_share(rows, s.effect == Effect::period);
  } else if (is_relation(s.kind) || s.kind == Kind::existence || s.kind == Kind::leaves) {
    refuse_if_filled(rows, C::value, kind);
  } else {
    if (!may_miss) rows.needed(C::value, "the " + std::string(kind));
    const bool remark = s.kind == Kind::note || s.kind == Kind::purpose;
    rows.text(C::value, remark ? max_remark_bytes : max_name_bytes, s.value);
    if (s.kind == Kind::legal_form) rows.one_of(C::value, format::words_of(Takes::legal_form));
  }
  if (s.kind != Kind::oversees && s.kind != Kind::owns && s.kind != Kind::leaves)
    return refuse_if_filled(rows, C::capacity, kind);
  const Takes takes = s.kind == Kind::owns ? Takes::interest : Takes::capacity;
  std::string_view capacity = rows.one_of(C::capacity, format::words_of(takes));
  if (capacity.empty() && !may_miss && s.kind != Kind::leaves)
    capacity = s.kind == Kind::oversees ? "head" : "shares";
  s.aspect.assign(capacity);
}

// A judgement is no statement: it is kept for later, and false is given.
bool Bundle::Reader::read_relation(const Rows& rows, Statement& s) {
  const std::string_view kind = rows.cell(C::kind);
  if (kind == "same_as" || kind == "different_from") {
    read_judgement(rows, kind == "same_as" ? Verdict::same : Verdict::different);
    return false;
  }
  expect_entities(rows, {C::subject, C::object});
  begin(rows, s);
  s.kind = kind_in(rows);
  read_parties(rows, s);
  s.effect = format::effect_in(rows, Effect::period);
  read_value(rows, s);
  if (s.kind == Kind::owns && !rows.cell(C::role).empty())
    s.role.assign(rows.one_of(C::role, format::words_of(Takes::held)));
  else
    rows.text(C::role, max_name_bytes, s.role);
  s.acting = rows.flag(C::acting);
  s.dotted = rows.flag(C::dotted);
  s.alongside = rows.flag(C::alongside);
  read_tail(rows, Effect::period, s);
  return true;
}

void Bundle::Reader::read_judgement(const Rows& rows, Verdict verdict) {
  Told told;
  told.judgement.verdict = verdict;
  told.judgement.kept = rows.key(C::subject);
  told.judgement.other = rows.key(C::object);
  if (told.judgement.kept == told.judgement.other) {
    Rows::refuse(C::object, quoted(told.judgement.kept) + " stands twice; name two records");
  }
  std::vector<SourceId> sources;
  sources_of(rows, sources);
  if (sources.size() > 1) Rows::refuse(C::sources, "a judgement has one source; keep one of them");
  if (!sources.empty()) told.source = sources.front();
  rows.text(C::note, max_remark_bytes, told.judgement.note);
  told.judgement.place = {rows.table().path(), rows.table().line(), 1};
  judgements_.push_back(std::move(told));
}

}  // namespace reorg
