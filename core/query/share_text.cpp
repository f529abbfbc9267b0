#include "core/query/share_text.hpp"

#include <cmath>

#include <fmt/format.h>

#include "core/model/shown_text.hpp"

namespace reorg {
namespace {

// "30..40" as "30 to 40 %", "~64" as "about 64 %".
std::string percent(const std::string& share) {
  if (share.empty()) return "an unknown share";
  const std::size_t dots = share.find("..");
  if (dots != std::string::npos)
    return fmt::format("{} to {} %", shown(share.substr(0, dots)), shown(share.substr(dots + 2)));
  switch (share.front()) {
    case '~':
      return "about " + shown(share.substr(1)) + " %";
    case '>':
      return "more than " + shown(share.substr(1)) + " %";
    case '<':
      return "less than " + shown(share.substr(1)) + " %";
    default:
      return shown(share) + " %";
  }
}

// At most two decimals; whether it had more.
std::string decimals(double percent, bool& cut) {
  const double rounded = std::round(percent * 100) / 100;
  cut = cut || std::abs(rounded - percent) > 1e-6;
  return fmt::format("{:g}", rounded);
}

}  // namespace

std::string share_text(const Spell& s) {
  std::string share = percent(s.value);
  if (s.aspect == "votes") share += " of the votes";
  if (s.aspect == "control") share += " (control)";
  return share;
}

std::string stake_text(const Spell& s) {
  return s.aspect == "control" && s.value.empty() ? "control" : share_text(s);
}

std::string percent_text(const Share& share) {
  bool cut = false;
  const std::string low = decimals(share.low, cut);
  const std::string high = decimals(share.high, cut);
  const std::string about = cut ? "about " : "";
  if (low == high) return fmt::format("{}{} %", about, low);
  if (share.more && share.high >= 100) return fmt::format("more than {} %", low);
  if (share.low <= 0)
    return share.high >= 100 ? "an unknown share" : fmt::format("up to {}{} %", about, high);
  if (share.high >= 100) return fmt::format("at least {}{} %", about, low);
  return fmt::format("{}{} to {} %", about, low, high);
}

}  // namespace reorg
