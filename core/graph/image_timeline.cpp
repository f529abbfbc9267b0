#include "core/graph/image_timeline.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace reorg::image {
namespace {

// Years 1 to 9999, which are all that EDTF can say.
constexpr std::int32_t first_day = -719'162, last_day = 2'932'896;

}  // namespace

TimelineMaker::Sort TimelineMaker::sort_of(Day earliest, Day latest) const {
  if (earliest > latest || (ends_ && latest == after_all)) return Sort::none;
  const bool one_day = earliest == latest && first_day <= latest.n && latest.n <= last_day;
  return one_day ? Sort::day : Sort::stretch;
}

void TimelineMaker::count(Day earliest, Day latest) {
  if (sort_of(earliest, latest) != Sort::day) return;
  const auto day = static_cast<std::size_t>(latest.n - first_day);
  if (next_.size() <= day) next_.resize(day + 1);
  ++next_[day];
}

void TimelineMaker::counted() {
  std::uint32_t sum = 0;
  for (std::size_t day = 0; day < next_.size(); ++day) {
    if (next_[day] > 0) days_.push_back({first_day + static_cast<std::int32_t>(day), sum});
    sum += std::exchange(next_[day], sum);
  }
  days_.push_back({after_all.n, sum});
  spells_.resize(sum);
}

void TimelineMaker::add(Day earliest, Day latest, std::uint32_t spell) {
  const Sort sort = sort_of(earliest, latest);
  if (sort == Sort::day) spells_[next_[static_cast<std::size_t>(latest.n - first_day)]++] = spell;
  if (sort == Sort::stretch) stretches_.push_back({earliest.n, latest.n, spell});
}

const std::vector<StretchRecord>& TimelineMaker::stretches() {
  std::sort(stretches_.begin(), stretches_.end(), [](const auto& a, const auto& b) {
    return std::tie(a.latest, a.earliest, a.spell) < std::tie(b.latest, b.earliest, b.spell);
  });
  return stretches_;
}

}  // namespace reorg::image
