#include "cli/statement_line.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/text.hpp"

namespace reorg::cli {
namespace {

const Entity* entity(const Batch& batch, EntityId id) {
  return id == EntityId::none ? nullptr : &batch.entities[number(id) - 1];
}

std::string key(const Batch& batch, EntityId id) {
  const Entity* e = entity(batch, id);
  return e == nullptr ? "" : e->key;
}

std::string words_of(StatementKind kind) {
  std::string text(word(kind));
  std::ranges::replace(text, '_', ' ');
  return text;
}

// The day before a change has the change's own text (R3).
std::string seen_on(const Date& d) {
  const bool as_written = d.earliest == parse_date(d.edtf).earliest;
  return (as_written ? "seen " : "held on the day before ") + d.edtf;
}

std::string time_of(const Statement& s) {
  switch (s.effect) {
    case Effect::begins:
      return "begins" + (s.from ? " " + s.from->edtf : "");
    case Effect::ends:
      return "ends" + (s.until.kind == EndKind::date ? " " + s.until.date.edtf : "");
    case Effect::seen:
      return s.from ? seen_on(*s.from) : "seen";
    case Effect::always:
      return "without a date";
    case Effect::period:
      break;
  }
  std::string text = s.from ? "from " + s.from->edtf : "from an unknown day";
  if (s.until.kind == EndKind::date) text += ", ended " + s.until.date.edtf;
  if (s.until.kind == EndKind::unknown) text += ", ended or may have, on an unknown day";
  return text;
}

Json or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

}  // namespace

std::string statement_line(const Batch& batch, const Statement& s) {
  std::string text = s.subject == EntityId::none ? "nobody" : key(batch, s.subject);
  text += " " + words_of(s.kind);
  if (s.object != EntityId::none) text += " " + key(batch, s.object);
  const std::string value = shown(s.value);
  if (!value.empty()) text += is_relation(s.kind) ? " " + value + " %" : " “" + value + "”";
  if (!s.aspect.empty()) text += fmt::format(" ({})", shown(s.aspect));
  if (s.capacity_of != EntityId::none) text += " at " + key(batch, s.capacity_of);
  if (!s.role.empty()) text += ", " + shown(s.role);
  if (s.acting) text += ", acting";
  if (s.dotted) text += ", dotted line";
  if (s.alongside) text += ", alongside others";
  if (s.mode != Mode::fact) text += fmt::format(", {} only", word(s.mode));
  return text + ": " + time_of(s);
}

Json json_statement_of(const Batch& batch, const Statement& s) {
  return {{"kind", word(s.kind)},
          {"effect", word(s.effect)},
          {"mode", word(s.mode)},
          {"subject", or_null(key(batch, s.subject))},
          {"object", or_null(key(batch, s.object))},
          {"capacity_of", or_null(key(batch, s.capacity_of))},
          {"aspect", or_null(s.aspect)},
          {"value", or_null(s.value)},
          {"role", or_null(s.role)},
          {"acting", s.acting},
          {"dotted", s.dotted},
          {"from", s.from ? json_of(*s.from) : Json()},
          {"until", s.until.kind == EndKind::date ? json_of(s.until.date) : Json()},
          {"known", json_of(s.known)},
          {"known_assumed", s.known_assumed}};
}

}  // namespace reorg::cli
