// When spells begin, or when they end: for whoever asks what happened between two days.
#pragma once

#include <cstdint>
#include <vector>

#include "core/graph/image_format.hpp"

namespace reorg::image {

// Sorts spells by their one day by counting; whoever has several days goes to a list of its own.
// Every spell is counted first, then counted() is called, then every spell is added in the same
// order.
class TimelineMaker {
 public:
  // An end that may lie in all of the future is none.
  explicit TimelineMaker(bool ends) : ends_(ends) {}

  void count(Day earliest, Day latest);
  void counted();
  void add(Day earliest, Day latest, std::uint32_t spell);

  const std::vector<DayRecord>& days() const { return days_; }
  const std::vector<std::uint32_t>& spells() const { return spells_; }
  const std::vector<StretchRecord>& stretches();  // sorted by `latest`

 private:
  enum class Sort { none, day, stretch };
  Sort sort_of(Day earliest, Day latest) const;

  bool ends_;
  std::vector<std::uint32_t> next_;  // by day, from the first day of all calendars
  std::vector<DayRecord> days_;
  std::vector<std::uint32_t> spells_;
  std::vector<StretchRecord> stretches_;
};

}  // namespace reorg::image
