#include "core/query/common_days.hpp"

#include <algorithm>

namespace reorg {
namespace {

// The edge between two that lie across each other: between the greater, or smaller, of their days.
Bound mixed(const Bound& a, const Bound& b, Day earliest, Day latest) {
  Bound edge;
  edge.earliest = earliest;
  edge.latest = latest;
  edge.kind = a.kind == EndKind::date && b.kind == EndKind::date ? EndKind::date : EndKind::unknown;
  edge.basis = a.basis == b.basis ? a.basis : Basis::implied;
  edge.uncertain = a.uncertain || b.uncertain;
  return edge;
}

// An edge that a source dates says more than the same days otherwise.
bool says_more(const Bound& a, const Bound& b) {
  const auto worth = [](const Bound& e) {
    return std::pair(e.kind == EndKind::date, e.basis == Basis::stated);
  };
  return worth(a) >= worth(b);
}

Bound later(const Bound& a, const Bound& b) {
  if (a.earliest == b.earliest && a.latest == b.latest) return says_more(a, b) ? a : b;
  if (a.earliest >= b.earliest && a.latest >= b.latest) return a;
  if (b.earliest >= a.earliest && b.latest >= a.latest) return b;
  return mixed(a, b, std::max(a.earliest, b.earliest), std::max(a.latest, b.latest));
}

Bound earlier(const Bound& a, const Bound& b) {
  if (a.earliest == b.earliest && a.latest == b.latest) return says_more(a, b) ? a : b;
  if (a.earliest <= b.earliest && a.latest <= b.latest) return a;
  if (b.earliest <= a.earliest && b.latest <= a.latest) return b;
  return mixed(a, b, std::min(a.earliest, b.earliest), std::min(a.latest, b.latest));
}

std::vector<EventId> imprecise_event(const Bound& b) {
  const bool dated = b.kind == EndKind::date && b.event != EventId::none;
  return dated && b.earliest < b.latest ? std::vector{b.event} : std::vector<EventId>{};
}

std::vector<EventId> merged(const std::vector<EventId>& a, const std::vector<EventId>& b) {
  std::vector<EventId> all;
  std::ranges::set_union(a, b, std::back_inserter(all));
  return all;
}

bool meet(const std::vector<EventId>& a, const std::vector<EventId>& b) {
  return std::ranges::any_of(a, [&](EventId e) { return std::ranges::binary_search(b, e); });
}

// Whether `b` begins on the very day on which `a` ends.
bool followed_by(const CommonDays& a, const CommonDays& b) {
  return a.until.kind == EndKind::date && b.from.kind == EndKind::date &&
         a.until.event != EventId::none && a.until.event == b.from.event &&
         a.until.earliest == b.from.earliest && a.until.latest == b.from.latest;
}

bool certainly_touch(const CommonDays& a, const CommonDays& b) {
  return a.sure && b.sure && a.from.latest <= b.until.earliest && b.from.latest <= a.until.earliest;
}

// Both in one, when nothing lies between them for sure.
std::optional<CommonDays> joined(const CommonDays& a, const CommonDays& b) {
  if (covers(a, b)) return a;
  if (covers(b, a)) return b;
  if (a.disputed != b.disputed) return {};
  const bool in_turn = a.sure && b.sure && (followed_by(a, b) || followed_by(b, a));
  if (!in_turn && !certainly_touch(a, b)) return {};
  CommonDays both;
  both.from = earlier(a.from, b.from);
  both.until = later(a.until, b.until);
  both.last_evidence = std::max(a.last_evidence, b.last_evidence);
  both.disputed = a.disputed;
  both.began = imprecise_event(both.from);
  both.ended = imprecise_event(both.until);
  return both;
}

}  // namespace

CommonDays days_of(const Spell& s) {
  CommonDays days;
  days.from = s.from;
  days.until = s.until;
  days.last_evidence = s.last_evidence;
  days.disputed = s.standing != Standing::agreed;
  days.began = imprecise_event(s.from);
  days.ended = imprecise_event(s.until);
  return days;
}

bool covers(const CommonDays& a, const CommonDays& b) {
  return a.from.earliest <= b.from.earliest && a.from.latest <= b.from.latest &&
         a.until.earliest >= b.until.earliest && a.until.latest >= b.until.latest &&
         (b.disputed || !a.disputed) && (a.sure || !b.sure) &&
         std::ranges::includes(b.began, a.began) && std::ranges::includes(b.ended, a.ended);
}

std::optional<CommonDays> common(const CommonDays& a, const CommonDays& b) {
  CommonDays both;
  both.from = later(a.from, b.from);
  both.until = earlier(a.until, b.until);
  both.began = merged(a.began, b.began);
  both.ended = merged(a.ended, b.ended);
  const bool never = both.from.earliest >= both.until.latest || meet(both.began, both.ended);
  // What one spell begins and ends itself is no contradiction, however imprecise.
  const bool whole = covers(a, b) || covers(b, a);
  if (never && !whole) return {};
  both.sure = both.from.latest < both.until.earliest || (covers(a, b) && b.sure) ||
              (covers(b, a) && a.sure);
  both.disputed = a.disputed || b.disputed;
  both.last_evidence = std::min(a.last_evidence, b.last_evidence);
  return both;
}

Certainty holds_within(const CommonDays& d, Day first, Day last) {
  const bool may = d.from.earliest <= last && first < d.until.latest &&
                   d.from.earliest < d.until.latest && first <= last;
  if (!may) return Certainty::no;
  const bool must = d.from.latest <= last && first < d.until.earliest;
  return must && d.sure && !d.disputed ? Certainty::certain : Certainty::possible;
}

std::vector<CommonDays> united(std::vector<CommonDays> all) {
  std::ranges::stable_sort(
      all, {}, [](const CommonDays& d) { return std::pair(d.from.earliest, d.from.latest); });
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t j = i + 1; j < all.size(); ++j) {
      if (auto both = joined(all[i], all[j])) {
        all[i] = std::move(*both);
        all.erase(all.begin() + static_cast<std::ptrdiff_t>(j));
        j = i;  // it has grown: look at all the later ones again
      }
    }
  }
  return all;
}

Certainty holds_within(std::span<const CommonDays> all, Day first, Day last) {
  Certainty best = Certainty::no;
  for (const CommonDays& d : all) best = std::max(best, holds_within(d, first, last));
  return best;
}

}  // namespace reorg
