#include <array>
#include <stdexcept>
#include <string>
#include <string_view>

#include "core/model/model.hpp"

namespace reorg {
namespace {

using namespace std::string_view_literals;

// The words of an enum, in the order of its values.
template <class Enum>
struct Words;

template <>
struct Words<EntityKind> {
  static constexpr std::string_view of = "kind of entity";
  static constexpr std::array list{"organization"sv, "post"sv, "person"sv};
  static constexpr auto last = EntityKind::person;
};

template <>
struct Words<SourceType> {
  static constexpr std::string_view of = "type of source";
  static constexpr std::array list{"unstated"sv, "official"sv, "press"sv, "trade"sv,
                                   "aggregator"sv};
  static constexpr auto last = SourceType::aggregator;
};

template <>
struct Words<StatementKind> {
  static constexpr std::string_view of = "kind of statement";
  static constexpr std::array list{
      "part_of"sv,   "oversees"sv,   "holds"sv,   "post_in"sv,    "reports_to"sv,
      "member_of"sv, "owns"sv,       "name"sv,    "identifier"sv, "classification"sv,
      "existence"sv, "legal_form"sv, "purpose"sv, "note"sv,       "leaves"sv};
  static constexpr auto last = StatementKind::leaves;
};

template <>
struct Words<Effect> {
  static constexpr std::string_view of = "effect";
  static constexpr std::array list{"begins"sv, "ends"sv, "seen"sv, "period"sv, "always"sv};
  static constexpr auto last = Effect::always;
};

template <>
struct Words<Mode> {
  static constexpr std::string_view of = "mode";
  static constexpr std::array list{"fact"sv, "plan"sv, "rumour"sv};
  static constexpr auto last = Mode::rumour;
};

template <>
struct Words<Rank> {
  static constexpr std::string_view of = "rank";
  static constexpr std::array list{"deprecated"sv, "normal"sv, "preferred"sv};
  static constexpr auto last = Rank::preferred;
};

template <>
struct Words<Verb> {
  static constexpr std::string_view of = "change";
  static constexpr std::array list{
      "found"sv,  "dissolve"sv, "rename"sv,   "reclassify"sv, "upgrade"sv,  "move"sv,   "merge"sv,
      "split"sv,  "group"sv,    "spin_off"sv, "acquire"sv,    "transfer"sv, "create"sv, "abolish"sv,
      "vacate"sv, "appoint"sv,  "leave"sv,    "report"sv,     "own"sv,      "list"sv,   "delist"sv,
      "attest"sv, "note"sv,     "plan"sv,     "rumour"sv,     "withdraw"sv, "deny"sv};
  static constexpr auto last = Verb::deny;
};

template <>
struct Words<EventType> {
  static constexpr std::string_view of = "type of event";
  static constexpr std::array list{"change"sv, "plan"sv, "rumour"sv, "withdrawal"sv, "denial"sv};
  static constexpr auto last = EventType::denial;
};

template <class Enum>
constexpr std::string_view word_of(Enum value) {
  static_assert(Words<Enum>::list.size() == static_cast<std::size_t>(Words<Enum>::last) + 1);
  return Words<Enum>::list.at(static_cast<std::size_t>(value));
}

}  // namespace

std::string_view word(EntityKind k) { return word_of(k); }
std::string_view word(SourceType t) { return word_of(t); }
std::string_view word(StatementKind k) { return word_of(k); }
std::string_view word(Effect e) { return word_of(e); }
std::string_view word(Mode m) { return word_of(m); }
std::string_view word(Rank r) { return word_of(r); }
std::string_view word(Verb v) { return word_of(v); }
std::string_view word(EventType t) { return word_of(t); }

template <class Enum>
Enum from_word(std::string_view text) {
  const auto& list = Words<Enum>::list;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i] == text) return static_cast<Enum>(i);
  }
  throw std::invalid_argument("'" + std::string(text) + "' is no " + std::string(Words<Enum>::of));
}

template EntityKind from_word<EntityKind>(std::string_view);
template SourceType from_word<SourceType>(std::string_view);
template StatementKind from_word<StatementKind>(std::string_view);
template Effect from_word<Effect>(std::string_view);
template Mode from_word<Mode>(std::string_view);
template Rank from_word<Rank>(std::string_view);
template Verb from_word<Verb>(std::string_view);
template EventType from_word<EventType>(std::string_view);

}  // namespace reorg
