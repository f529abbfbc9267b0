// What a check finds: one thing that is odd in what was told, where it stands, and what to do.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/timeline/spell.hpp"

namespace reorg {

// error: it cannot be true, whichever days the dates are; warning: most likely something is wrong;
// note: worth a look.
enum class Severity { error, warning, note };
std::string_view word(Severity);

// Words with entities and days in between, which whoever shows it writes in his own way.
//
//   FindingText() << child << " is part of " << parent << " since " << spell.from
class FindingText {
 public:
  using Part = std::variant<std::string, EntityId, Bound>;

  FindingText& operator<<(std::string_view words);
  FindingText& operator<<(EntityId);
  FindingText& operator<<(const Bound&);
  FindingText& operator<<(const Date&);
  FindingText& operator<<(Day);
  // "A is part of B", "A is called “x”": what it says, without its dates.
  FindingText& operator<<(const Statement&);
  const std::vector<Part>& parts() const { return parts_; }
  bool empty() const { return parts_.empty(); }

 private:
  std::vector<Part> parts_;
};

struct CheckFinding {
  std::string_view rule;
  Severity severity = Severity::note;
  std::vector<EntityId> about;
  FindingText says;    // without a full stop
  FindingText remedy;  // likewise
  // The days in question, both included; absent: without such an edge, or not about days.
  std::optional<Day> first, last;
  std::vector<Place> places;  // of what it concerns, the one to look at first in front
  std::vector<SourceId> sources;

  // Adds where it stands and who says so, unless that is there.
  CheckFinding& told(const Statement&);
  CheckFinding& at(const Place&);
};

// The findings of one rule.
class Findings {
 public:
  explicit Findings(std::string_view rule) : rule_(rule) {}

  // Stays good until the next is added.
  CheckFinding& add(Severity, std::vector<EntityId> about, FindingText says, FindingText remedy);
  std::vector<CheckFinding> take() { return std::move(all_); }

 private:
  std::string_view rule_;
  std::vector<CheckFinding> all_;
};

}  // namespace reorg
