// Days on which nobody is known in a place, among the rows of those who were there.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/reply.hpp"
#include "core/timeline/overlap.hpp"

namespace reorg::cli {

// "no holder known from 2018-11-26 to 2018-11-28"; "perhaps no holder from 2014-10-02 on".
std::string gap_text(const Gap&, std::string_view whom);

// Tells gaps in brackets between rows that stand in order of time:
//
//   GapsBetween gaps(reply, answer.gaps, "holder", 2);
//   for (const Row& row : rows) { gaps.before(beginning(row)); tell_row(row); }
//   gaps.after_the_last();
class GapsBetween {
 public:
  // `whom`: nobody of what sort is known. Both `reply` and the gaps must outlive it.
  GapsBetween(Reply& reply, std::span<const Gap> gaps, std::string whom, std::size_t indent)
      : reply_(reply), left_(gaps), whom_(std::move(whom)), indent_(indent) {}

  void before(Day begins);  // those that begin before that day and are not told yet
  void after_the_last() { before(after_all); }

 private:
  Reply& reply_;
  std::span<const Gap> left_;
  std::string whom_;
  std::size_t indent_;
};

// A list of {first, last, certainty}.
Json json_gaps(std::span<const Gap>);

}  // namespace reorg::cli
