#include "cli/saying.hpp"

#include <fmt/format.h>

#include "cli/text.hpp"

namespace reorg::cli {

std::string day_text(const Bound& b) {
  const std::string doubt = b.uncertain ? " (uncertain)" : "";
  if (b.earliest == b.latest) return to_string(b.earliest) + doubt;
  if (!b.edtf.empty() && b.edtf.front() != '[')
    return shown(b.edtf) + (b.edtf.back() == '~' ? " (about)" : doubt);
  if (b.earliest == before_all) return fmt::format("some day up to {}", to_string(b.latest));
  if (b.latest == after_all) return fmt::format("some day from {}", to_string(b.earliest));
  return fmt::format("some day from {} to {}", to_string(b.earliest), to_string(b.latest));
}

std::string since_text(const Bound& from) {
  if (from.basis == Basis::lifetime) return {};
  if (from.kind == EndKind::date) return "since " + day_text(from);
  if (from.latest == after_all || from.latest == before_all) return "since an unknown day";
  return fmt::format("since an unknown day, {} at the latest", to_string(from.latest));
}

std::string end_text(const Bound& until, Day last_evidence) {
  const std::string why = until.basis == Basis::implied    ? ", end implied"
                          : until.basis == Basis::lifetime ? ", with what it belonged to"
                                                           : "";
  switch (until.kind) {
    case EndKind::open:
      return last_evidence.is_endless() ? "" : "last evidence " + to_string(last_evidence);
    case EndKind::date:
      return "ended " + day_text(until) + why;
    case EndKind::unknown:
      break;
  }
  if (until.latest == after_all) {
    return last_evidence.is_endless() ? "ended, or may have, on an unknown day"
                                      : fmt::format("last seen {}, whether it ended is not known",
                                                    to_string(last_evidence));
  }
  const std::string seen =
      last_evidence.is_endless() ? "" : fmt::format("last seen {}, ", to_string(last_evidence));
  const std::string ended = until.earliest >= until.latest - 1
                                ? "ended " + to_string(until.latest)
                                : fmt::format("ended on an unknown day from {} to {}",
                                              to_string(until.earliest), to_string(until.latest));
  return seen + ended + why;
}

std::string period_text(const Bound& from, const Bound& until, Day last_evidence) {
  const std::string since = since_text(from);
  const std::string end = end_text(until, last_evidence);
  return since + (since.empty() || end.empty() ? "" : "; ") + end;
}

std::string run_text(const Bound& from, const Bound& until, const Bound& since, bool goes_on,
                     Day last_evidence) {
  const std::string when = goes_on ? since_text(from) : period_text(from, until, last_evidence);
  return since == from ? when : since_text(since) + "; in this role " + when;
}

std::string short_name(const Scene& scene, EntityId id) { return shown(scene.name(id)); }

std::string full_name(const Scene& scene, EntityId id) {
  const std::string native = scene.native_name(id);
  return short_name(scene, id) + (native.empty() ? "" : " " + shown(native));
}

std::string day_phrase(const AsOf& as_of) {
  if (as_of.is_ever()) return "As far as is recorded,";
  if (as_of.stretch) {
    const std::size_t slash = as_of.edtf.find('/');
    const std::string from = as_of.edtf.substr(0, slash), until = as_of.edtf.substr(slash + 1);
    if (as_of.last == after_all) return fmt::format("From {} on,", from);
    if (as_of.first == before_all) return fmt::format("Until {},", until);
    return fmt::format("From {} to {},", from, until);
  }
  if (!as_of.is_one_day()) return "In " + as_of.edtf + ",";
  if (as_of.first == as_of.today) return fmt::format("Today, {},", to_string(as_of.today));
  return fmt::format("On {},", to_string(as_of.first));
}

std::string was(const AsOf& as_of) {
  if (as_of.first > as_of.today) return "will be";
  return as_of.last >= as_of.today && as_of.is_one_day() ? "is" : "was";
}

}  // namespace reorg::cli
