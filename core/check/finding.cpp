#include "core/check/finding.hpp"

#include <algorithm>
#include <utility>

namespace reorg {
namespace {

std::string_view verb_of(const Statement& s) {
  switch (s.kind) {
    case StatementKind::part_of:
      return " is part of ";
    case StatementKind::oversees:
      return " oversees ";
    case StatementKind::holds:
      return " holds ";
    case StatementKind::post_in:
      return " is a post in ";
    case StatementKind::reports_to:
      return " reports to ";
    case StatementKind::member_of:
      return " belongs to ";
    case StatementKind::owns:
      return " owns ";
    case StatementKind::name:
      return " is called ";
    case StatementKind::identifier:
      return " has the identifier ";
    case StatementKind::leaves:
      return " leaves ";
    case StatementKind::classification:
    case StatementKind::legal_form:
      return " is a ";
    case StatementKind::existence:
      return " exists";
    case StatementKind::purpose:
      return " serves the purpose ";
    case StatementKind::note:
      return " has the note ";
  }
  return " is told of ";
}

Bound bound_of(const Date& d) {
  return {d.earliest, d.latest, EndKind::date, Basis::stated, d.edtf, d.uncertain, EventId::none};
}

}  // namespace

std::string_view word(Severity s) {
  switch (s) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      break;
  }
  return "note";
}

FindingText& FindingText::operator<<(std::string_view words) {
  if (words.empty()) return *this;
  if (!parts_.empty() && std::holds_alternative<std::string>(parts_.back()))
    std::get<std::string>(parts_.back()) += words;
  else
    parts_.emplace_back(std::string(words));
  return *this;
}

FindingText& FindingText::operator<<(EntityId id) {
  if (id == EntityId::none) return *this << "nobody";
  parts_.emplace_back(id);
  return *this;
}

FindingText& FindingText::operator<<(const Bound& b) {
  parts_.emplace_back(b);
  return *this;
}

FindingText& FindingText::operator<<(const Date& d) { return *this << bound_of(d); }
FindingText& FindingText::operator<<(Day d) { return *this << bound_of(exactly(d)); }

FindingText& FindingText::operator<<(const Statement& s) {
  FindingText& to = *this;
  to << s.subject << verb_of(s);
  if (s.object != EntityId::none) return to << s.object;
  if (s.kind == StatementKind::existence) return to;
  if (s.kind == StatementKind::leaves) return to << "everything";
  if (s.kind == StatementKind::classification || s.kind == StatementKind::legal_form)
    return to << s.value;
  return to << "“" << s.value << "”";
}

CheckFinding& CheckFinding::at(const Place& p) {
  const auto same = [&](const Place& q) {
    return p.file == q.file && p.line == q.line && p.column == q.column;
  };
  if (std::ranges::none_of(places, same)) places.push_back(p);
  return *this;
}

CheckFinding& CheckFinding::told(const Statement& s) {
  for (const SourceId id : s.sources) {
    if (std::ranges::find(sources, id) == sources.end()) sources.push_back(id);
  }
  return at(s.place);
}

CheckFinding& Findings::add(Severity severity, std::vector<EntityId> about, FindingText says,
                            FindingText remedy) {
  CheckFinding f;
  f.rule = rule_;
  f.severity = severity;
  f.about = std::move(about);
  f.says = std::move(says);
  f.remedy = std::move(remedy);
  all_.push_back(std::move(f));
  return all_.back();
}

}  // namespace reorg
