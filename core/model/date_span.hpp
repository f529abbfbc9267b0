// The days that one date without its closing mark may mean, and why a text means none.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "core/model/day.hpp"

namespace reorg {

// Why a text is no date. It becomes a DateError once the whole text and a guess are added; the
// guess is made from `about`, if that is not empty.
struct DateRefusal : std::runtime_error {
  DateRefusal(std::string_view part, const std::string& why, std::string_view cure)
      : std::runtime_error(why), about(part), remedy(cure) {}
  std::string about;
  std::string remedy;
};

[[noreturn]] void refuse_date(std::string_view about, const std::string& why,
                              std::string_view remedy = "");

inline constexpr std::string_view usual_date_forms = "write YYYY, YYYY-MM or YYYY-MM-DD";

struct DateSpan {
  Day earliest, latest;
};

// The years 0001 to 9999.
DateSpan all_dates();

// From digits, "X", "Q" and "-" alone; `widen` is what "~" does. Throws DateRefusal.
DateSpan read_date_span(std::string_view text, bool widen);

}  // namespace reorg
