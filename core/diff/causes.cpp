#include "core/diff/causes.hpp"

#include <algorithm>

namespace reorg {
namespace {

using Kind = StatementKind;

bool is_about_end(const Turn& t) { return &t.bound() == &t.spell->until; }

// Whether two statements or spells of these speak of one seat (R6).
bool shares_seat(const Statement& s, const Spell& of) {
  if (s.kind != of.kind) return false;
  switch (of.kind) {
    case Kind::oversees:
    case Kind::holds:
      return s.object == of.object && (s.aspect == of.aspect || s.aspect.empty());
    case Kind::owns:
      return s.subject == of.subject && s.object == of.object;
    default:
      return s.subject == of.subject && (s.aspect == of.aspect || s.aspect.empty());
  }
}

bool says_end(const Statement& s, const Spell& of) {
  if (s.kind == Kind::leaves)
    return s.subject == of.subject && (s.object == EntityId::none || s.object == of.object);
  if (s.effect == Effect::begins) return false;
  const bool object = s.object == EntityId::none || s.object == of.object;
  return s.subject == of.subject && object && shares_seat(s, of) &&
         (s.value.empty() || s.value == of.value);
}

bool says_begin(const Statement& s, const Spell& of) {
  return s.effect != Effect::ends && s.subject == of.subject && s.object == of.object &&
         s.value == of.value && shares_seat(s, of);
}

bool ends_a_life(const Statement& s, const Spell& of) {
  return s.kind == Kind::existence && (s.subject == of.subject || s.subject == of.object);
}

// How well a statement accounts for the turn; 0: not at all.
int account(const Turn& t, const Statement& s) {
  const Spell& of = *t.spell;
  if (is_about_end(t)) {
    if (says_end(s, of)) return 4;
    if (s.effect == Effect::begins && shares_seat(s, of)) return 3;
  } else if (says_begin(s, of)) {
    return 4;
  }
  return ends_a_life(s, of) ? 2 : 0;
}

bool names(const LoggedChange& c, const Turn& t) {
  const auto all = parties(c);
  return std::ranges::any_of(
      all, [&](EntityId id) { return id == t.spell->subject || id == t.spell->object; });
}

}  // namespace

Cause cause_of(const Turn& t, std::span<const LoggedEvent> events) {
  const EventId id = t.bound().event;
  if (id == EventId::none) return {};
  const auto at =
      std::ranges::find_if(events, [&](const LoggedEvent& e) { return e.event.id == id; });
  if (at == events.end()) return {};
  Cause best{static_cast<int>(at - events.begin()), -1};
  int best_account = 0;
  for (std::size_t c = 0; c < at->changes.size(); ++c) {
    int here = names(at->changes[c], t) ? 1 : 0;
    for (const Statement& s : at->changes[c].said) here = std::max(here, account(t, s));
    if (here <= best_account) continue;
    best_account = here;
    best.change = static_cast<int>(c);
  }
  return best;
}

}  // namespace reorg
