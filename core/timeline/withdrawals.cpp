#include "core/timeline/withdrawals.hpp"

#include <algorithm>

namespace reorg {

std::vector<LateWithdrawal> withdrawn_too_late(
    std::span<const Event> events,
    const std::function<std::optional<Event>(std::string_view)>& recorded) {
  std::vector<LateWithdrawal> late;
  for (const Event& e : events) {
    const std::optional<Date>& day = e.effective ? e.effective : e.announced;
    if (e.type != EventType::withdrawal || !day) continue;
    const auto here = std::ranges::find(events, e.target, &Event::key);
    const std::optional<Event> target =
        here != events.end() ? std::optional(*here) : recorded(e.target);
    if (!target || target->type != EventType::change || !target->effective) continue;
    if (target->effective->latest < day->earliest) late.push_back({e, *target});
  }
  return late;
}

std::vector<Finding> late_withdrawals(
    std::span<const Event> events,
    const std::function<std::optional<Event>(std::string_view)>& recorded) {
  std::vector<Finding> findings;
  for (const auto& [e, target] : withdrawn_too_late(events, recorded)) {
    findings.push_back({"late-withdrawal",
                        e.place.file + ":" + std::to_string(e.place.line) + ": '" + e.target +
                            "' had taken effect on " + target.effective->edtf +
                            "; say what changed then, instead of withdrawing it",
                        {}});
  }
  return findings;
}

}  // namespace reorg
