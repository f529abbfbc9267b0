// Differences in words: shared by `diff` and the charts of two days.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/reply.hpp"
#include "core/diff/diff.hpp"

namespace reorg::cli {

// Names things as they were called: what was there before, on the one day; what is there after, on
// the other. Always told forwards in time, in the past tense.
class DifferenceTeller {
 public:
  DifferenceTeller(const Differences& all, Day before, Day after)
      : all_(all), before_(before), after_(after) {}

  // "QQ moved from Social Network Group to Platform and Content Group". Lines of one likeness()
  // are one phrase: "QQ and Qzone moved …". Without doubts, dates and sources; what only follows
  // from another line, without saying so.
  std::string phrase(std::span<const Difference* const> alike) const;
  // "(possible)", "(2018-11-20)", the days between: what the phrase leaves out. May be empty.
  // `dated`: its day is told beside it.
  std::string marks(const Difference&, bool dated = false) const;
  // "2018-09-30", "by 2018-11-26": when, for lines that stand under no event.
  static std::string day(const Difference&);
  // "+", "−" or "→": what is more, less or another on the day that is named second.
  static std::string_view sign(const Difference&);
  // Lines of which this is the same can be told in one phrase; nothing: only in one of its own.
  std::optional<std::string> likeness(const Difference&) const;

  // The organization a line is about; of a post, the one it belongs to; of a person, the one that
  // was joined or left, or for which somebody reports.
  EntityId organization_of(const Difference&) const;
  // Whoever came or went.
  std::vector<EntityId> people_of(const Difference&) const;

  // As called on the earlier or the later day; a post with its organization.
  std::string name(EntityId, bool earlier) const;
  const Scene& scene() const { return *all_.scene; }

 private:
  using Alike = std::span<const Difference* const>;

  bool is(EntityId, EntityKind) const;
  bool is_named(EntityId, Day) const;
  std::string bare_name(EntityId, bool earlier) const;
  std::string names(const std::vector<EntityId>&, bool earlier) const;
  std::string subjects(Alike, bool earlier) const;
  std::string own_day(const Difference&) const;
  std::string ended_before(const Difference&) const;
  std::string renamed_one(const Difference&) const;
  static std::string values(Alike);
  std::string title(const Difference&, const std::string& role, const std::string& of) const;
  std::string lives(const Difference&, const std::string& who, std::size_t how_many) const;
  std::string reorganized(const Difference&, const std::string& who) const;
  static std::string named(const Difference&, const std::string& who, Alike);
  std::string holder(const Difference&, const std::string& where) const;
  std::string in_another_role(const Difference&) const;
  static std::string charge(const Difference&, const std::string& what);
  std::string overseen(const Difference&) const;
  std::string follows(const Difference&) const;
  std::string reporting(const Difference&) const;
  std::string owned(const Difference&) const;
  std::string seen(const Difference&) const;
  std::string lesson(const Difference&) const;

  const Differences& all_;
  Day before_, after_;
};

}  // namespace reorg::cli
