#include "cli/stretch_text.hpp"

#include <fmt/format.h>

#include "cli/saying.hpp"

namespace reorg::cli {
namespace {

bool is_precise(const Bound& b) { return b.earliest == b.latest; }

// Which days are certain; empty when the edges say so themselves.
std::string certain_text(const CommonDays& d) {
  if (is_precise(d.from) && (is_precise(d.until) || d.until.kind == EndKind::unknown)) return {};
  if (d.disputed || d.from.latest >= d.until.earliest || d.from.latest == before_all)
    return ", no day of it certain";
  const Day last = d.until.earliest;
  if (last == after_all) return fmt::format(", certain from {} on", to_string(d.from.latest));
  return fmt::format(", certain from {} to {}", to_string(d.from.latest), to_string(last - 1));
}

}  // namespace

std::string stretch_text(const CommonDays& d) {
  Bound from = d.from;
  Bound until = d.until;
  // Which of several lives bounds it is told with each of them.
  if (from.basis == Basis::lifetime) from.basis = Basis::stated;
  if (until.basis == Basis::lifetime) until.basis = Basis::stated;
  const bool endless = from.earliest == before_all && from.latest == before_all;
  const std::string since = endless ? "since an unknown day" : since_text(from);
  // What was last seen before it began says nothing of the whole.
  const Day seen = d.last_evidence < from.latest ? before_all : d.last_evidence;
  const std::string end = end_text(until, seen);
  return since + (end.empty() ? "" : "; ") + end + certain_text(d);
}

}  // namespace reorg::cli
