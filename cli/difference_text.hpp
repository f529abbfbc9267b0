// Differences in words and as JSON: shared by `diff` and the charts of two days.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/reply.hpp"
#include "core/diff/diff.hpp"

namespace reorg::cli {

// Names things as they were called: what was there before, on the one day; what is there after, on
// the other.
class DifferenceTeller {
 public:
  DifferenceTeller(const Differences& all, Day before, Day after)
      : all_(all), before_(before), after_(after) {}

  // "QQ moved from Social Network Group to Platform and Content Group". Lines that are alike() are
  // one phrase: "QQ and Qzone moved …". Without doubts, dates and sources.
  std::string phrase(std::span<const Difference* const> alike) const;
  // "(possible)", "(from 2018-11-20)", the days between: what the phrase leaves out. May be empty.
  std::string marks(const Difference&) const;
  // "+", "−" or "→".
  static std::string_view sign(const Difference&);
  // Whether both can be told in one phrase.
  bool alike(const Difference&, const Difference&) const;

  // The organization a line is about; of a post, the one it belongs to; of a person, none.
  EntityId organization_of(const Difference&) const;
  // Whoever came or went.
  std::vector<EntityId> people_of(const Difference&) const;

  std::string name(EntityId, bool earlier) const;
  const Scene& scene() const { return *all_.scene; }

 private:
  bool is_named(EntityId, Day) const;
  std::string names(const std::vector<EntityId>&, bool earlier) const;
  std::string post(EntityId, bool earlier) const;
  std::string place(const Difference&, bool earlier) const;
  std::string values(std::span<const Difference* const>) const;
  std::string founded(const Difference&, const std::string& who) const;
  std::string holder(const Difference&) const;
  std::string follows(const Difference&) const;
  std::string seen(const Difference&) const;
  std::string forwards(const Difference&, const std::string& who,
                       std::span<const Difference* const>) const;

  const Differences& all_;
  Day before_, after_;
};

// "3 founded, 1 dissolved, 12 moved".
std::string summary(std::span<const Difference>, Certainty);

// Of the change that says it; else of all its facts. In the order told.
std::vector<SourceId> sources_of(const Differences&, const Difference&);

Json json_difference(Reply&, const DifferenceTeller&, const Differences&, const Difference&);
// {"founded": {"sure": 2, "possible": 0}, …}: the kinds that occur.
Json json_summary(std::span<const Difference>);

}  // namespace reorg::cli
