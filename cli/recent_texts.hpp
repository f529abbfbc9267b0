// Texts made lately, for rows that say the same again and again.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace reorg::cli {

// Each in the one place that its number has: a look-up costs next to nothing, and memory is bounded
// whatever is asked for. For one thread.
class RecentTexts {
 public:
  // make() unless it is there still. Good until the next call.
  template <class Make>
  std::string_view of(std::uint32_t number, Make make) {
    Place& place = places_[number % places_.size()];
    if (!place.taken || place.number != number) place = {number, true, make()};
    return place.text;
  }

 private:
  struct Place {
    std::uint32_t number = 0;
    bool taken = false;
    std::string text;
  };
  std::vector<Place> places_{4096};
};

}  // namespace reorg::cli
