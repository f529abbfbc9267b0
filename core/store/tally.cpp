#include "core/store/tally.hpp"

#include "core/store/fingerprint.hpp"

namespace reorg::sql {

void Tally::about_to_change(std::int64_t content) {
  if (!before_.contains(content)) before_.emplace(content, tellings(content));
}

void Tally::count(ImportReport& report) const {
  for (const auto& [content, before] : before_) {
    const std::int64_t now = tellings(content);
    if (before == 0 && now != 0)
      ++report.added;
    else if (before != 0 && now == 0)
      ++report.removed;
    else if (before != now)
      ++report.changed;
  }
}

std::int64_t Tally::tellings(std::int64_t content) const {
  Query q(
      connection_,
      "SELECT digest, known_until FROM statement WHERE content = ? ORDER BY digest, known_until");
  q.bind(content);
  Fingerprint print;
  bool any = false;
  for (; q.next(); any = true) print.add(q.integer()).add(q.day());
  return any ? print.value() : 0;
}

}  // namespace reorg::sql
