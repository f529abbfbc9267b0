#include "core/query/plain_case.hpp"

namespace reorg {
namespace {

using Kind = StatementKind;

constexpr std::string_view preferred = "preferred:";

}  // namespace

PlainCases::PlainCases(const Image& image) : image_(image) {}

bool PlainCases::is_plain(const Slot& s) const {
  if (s.marks() != 0 || !image_.days_of(s).is_exact()) return false;
  const std::uint32_t qualifier = image_.qualifier_of(s);
  if (qualifier == image::whole) return false;
  const image::Qualifier& q = image_.qualifier(qualifier);
  return (q.flags & (image::acting | image::dotted)) == 0;
}

PlainCases::One PlainCases::head(Vertex organization, Day day) const {
  One one{true, no_vertex, nullptr};
  for (const Slot& s : image_.graph().in(Kind::oversees)[organization]) {
    if (!image_.days_of(s).may_touch(day, day)) continue;
    if (one.line != nullptr || !is_plain(s)) return {};
    const image::Qualifier& q = image_.qualifier(image_.qualifier_of(s));
    if (image_.text(q.aspect) != "head" || image_.kind_of(s.other) != EntityKind::person) return {};
    one.who = s.other;
    one.line = &s;
  }
  return one;
}

PlainCases::One PlainCases::parent(Vertex organization, Day day) const {
  One one{true, no_vertex, nullptr};
  for (const Slot& s : image_.graph().out(Kind::part_of)[organization]) {
    if (!image_.days_of(s).may_touch(day, day)) continue;
    if (one.line != nullptr || !is_plain(s) || s.other == 0) return {};
    one.who = s.other;
    one.line = &s;
  }
  return one;
}

int PlainCases::language(std::uint32_t qualifier) const {
  const std::string_view aspect = image_.text(image_.qualifier(qualifier).aspect);
  if (!aspect.starts_with(preferred)) return 3;
  const std::string_view language = aspect.substr(preferred.size());
  return language == "en" ? 0 : language == "zh-Hans" ? 1 : 2;
}

std::optional<std::string_view> PlainCases::name(Vertex v, Day day) const {
  std::string_view best;
  int best_language = 3, any_language = 3;
  for (const image::ValueRecord& value : image_.values_of(v)) {
    if (image_.kind_of(value) != Kind::name) continue;
    if (!Image::is_literal(value)) return std::nullopt;
    const int in = language(value.qualifier);
    if (in == 3) continue;
    const bool ended_unknown =
        (image_.qualifier(value.qualifier).flags & image::ended_unknown) != 0;
    if (ended_unknown) return std::nullopt;
    any_language = std::min(any_language, in);
    if (day < Day{value.from} || Day{value.until} <= day) continue;
    if (in == best_language) return std::nullopt;  // two at once
    if (in > best_language) continue;
    best = image_.text(value.value);
    best_language = in;
  }
  // A language in which it has no name that day has the nearest one first.
  if (best.empty() || best_language != any_language) return std::nullopt;
  return best;
}

std::optional<std::string_view> PlainCases::value(Vertex v, Kind kind, Day day) const {
  std::string_view found;
  bool ever = false;
  for (const image::ValueRecord& value : image_.values_of(v)) {
    if (image_.kind_of(value) != kind) continue;
    if (!Image::is_literal(value) ||
        (image_.qualifier(value.qualifier).flags & image::ended_unknown) != 0)
      return std::nullopt;
    ever = true;
    if (day < Day{value.from} || Day{value.until} <= day) continue;
    if (!found.empty()) return std::nullopt;  // two at once
    found = image_.text(value.value);
  }
  if (ever && found.empty()) return std::nullopt;  // the nearest one may count
  return found;
}

std::optional<std::string_view> PlainCases::sort(Vertex v, Day day) const {
  if (image_.kind_of(v) != EntityKind::organization) return word(image_.kind_of(v));
  for (const Kind kind : {Kind::classification, Kind::legal_form}) {
    const auto found = value(v, kind, day);
    if (!found || !found->empty()) return found;
  }
  return word(EntityKind::organization);
}

}  // namespace reorg
