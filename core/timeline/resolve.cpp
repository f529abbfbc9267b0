#include "core/timeline/resolve.hpp"

#include <algorithm>
#include <tuple>

#include "core/timeline/lifetimes.hpp"
#include "core/timeline/marks.hpp"
#include "core/timeline/seat.hpp"

namespace reorg {
namespace {

auto sort_key(const Spell& s) {
  return std::tie(s.kind, s.subject, s.object, s.capacity_of, s.aspect, s.value, s.from.earliest,
                  s.from.latest, s.until.earliest, s.role);
}

bool one_pass(const Mark& a, const Mark& b) {
  return a.seat == b.seat &&
         (a.standing == Standing::outranked) == (b.standing == Standing::outranked);
}

}  // namespace

Resolution resolve(std::span<const Statement> statements, const ResolveOptions& options) {
  Marks known = marks_known_at(statements, options);
  Resolution result{{}, {}, std::move(known.left_out)};
  const auto& marks = known.marks;
  for (auto first = marks.begin(); first != marks.end();) {
    const auto last =
        std::find_if_not(first, marks.end(), [&](const Mark& m) { return one_pass(*first, m); });
    resolve_seat({first, last}, result.spells, result.findings);
    first = last;
  }
  clip_to_lifetimes(result.spells, result.findings);
  std::ranges::sort(result.spells,
                    [](const Spell& a, const Spell& b) { return sort_key(a) < sort_key(b); });
  for (std::uint32_t i = 0; i < result.spells.size(); ++i) result.spells[i].id = i;
  return result;
}

}  // namespace reorg
