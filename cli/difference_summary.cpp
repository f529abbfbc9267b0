#include "cli/difference_summary.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace reorg::cli {
namespace {

// What is said together, between two semicolons.
enum class Group { organizations, posts, people, oversight, shares, names, seen, lessons };

// "2 organizations founded, 3 dissolved": the first of a group says of whom it speaks, unless the
// word itself does ("1 merger").
struct Word {
  DiffKind kind;
  Group group;
  std::string_view one, many;
  bool needs_whom = false;
};

constexpr std::array words{
    Word{DiffKind::founded, Group::organizations, "founded", "founded", true},
    Word{DiffKind::dissolved, Group::organizations, "dissolved", "dissolved", true},
    Word{DiffKind::upgraded, Group::organizations, "upgraded", "upgraded", true},
    Word{DiffKind::moved, Group::organizations, "moved", "moved", true},
    Word{DiffKind::renamed, Group::organizations, "renamed", "renamed", true},
    Word{DiffKind::reclassified, Group::organizations, "reclassified", "reclassified", true},
    Word{DiffKind::merged, Group::organizations, "merger", "mergers"},
    Word{DiffKind::split, Group::organizations, "split", "splits"},
    Word{DiffKind::grouped, Group::organizations, "new grouping", "new groupings"},
    Word{DiffKind::spun_off, Group::organizations, "spin-off", "spin-offs"},
    Word{DiffKind::acquired, Group::organizations, "acquisition", "acquisitions"},
    Word{DiffKind::post_created, Group::posts, "created", "created", true},
    Word{DiffKind::post_abolished, Group::posts, "abolished", "abolished", true},
    Word{DiffKind::vacated, Group::posts, "vacated", "vacated", true},
    Word{DiffKind::filled, Group::posts, "filled", "filled", true},
    Word{DiffKind::succeeded, Group::people, "succession", "successions"},
    Word{DiffKind::appointed, Group::people, "appointment", "appointments"},
    Word{DiffKind::left, Group::people, "departure", "departures"},
    Word{DiffKind::joined, Group::people, "new member", "new members"},
    Word{DiffKind::changed_role, Group::people, "change of role", "changes of role"},
    Word{DiffKind::became_acting, Group::people, "holder now acting", "holders now acting"},
    Word{DiffKind::became_substantive, Group::people, "acting holder confirmed",
         "acting holders confirmed"},
    Word{DiffKind::oversight_passed, Group::oversight, "handover of oversight",
         "handovers of oversight"},
    Word{DiffKind::oversight_gained, Group::oversight, "gain of oversight", "gains of oversight"},
    Word{DiffKind::oversight_lost, Group::oversight, "loss of oversight", "losses of oversight"},
    Word{DiffKind::oversight_inherited, Group::oversight, "change of oversight from above",
         "changes of oversight from above"},
    Word{DiffKind::reporting_changed, Group::oversight, "change of reporting",
         "changes of reporting"},
    Word{DiffKind::dotted_gained, Group::oversight, "dotted line gained", "dotted lines gained"},
    Word{DiffKind::dotted_lost, Group::oversight, "dotted line lost", "dotted lines lost"},
    Word{DiffKind::share_changed, Group::shares, "share changed", "shares changed"},
    Word{DiffKind::stake_gained, Group::shares, "stake gained", "stakes gained"},
    Word{DiffKind::stake_lost, Group::shares, "stake lost", "stakes lost"},
    Word{DiffKind::name_gained, Group::names, "name gained", "names gained"},
    Word{DiffKind::name_lost, Group::names, "name lost", "names lost"},
    Word{DiffKind::value_changed, Group::names, "other value changed", "other values changed"},
    Word{DiffKind::first_seen, Group::seen, "first seen", "first seen"},
    Word{DiffKind::learned, Group::lessons, "fact learned", "facts learned"},
    Word{DiffKind::taken_back, Group::lessons, "taken back", "taken back"},
    Word{DiffKind::corrected, Group::lessons, "corrected", "corrected"},
    Word{DiffKind::firmer, Group::lessons, "now certain", "now certain"},
    Word{DiffKind::doubtful, Group::lessons, "now only possible", "now only possible"},
    Word{DiffKind::dated, Group::lessons, "of other days", "of other days"},
};

std::string_view whom(Group g, bool one) {
  if (g == Group::posts) return one ? "post " : "posts ";
  return one ? "organization " : "organizations ";
}

}  // namespace

std::map<DiffKind, KindCount> counts(std::span<const Difference* const> lines) {
  std::map<DiffKind, KindCount> all;
  std::set<std::tuple<DiffKind, Certainty, EntityId>> renamed;
  for (const Difference* d : lines) {
    if (d->kind == DiffKind::renamed && !renamed.emplace(d->kind, d->certainty, d->about).second)
      continue;
    KindCount& n = all[d->kind];
    ++(d->certainty == Certainty::certain ? n.sure : n.possible);
  }
  return all;
}

std::string summary(const std::map<DiffKind, KindCount>& all, Certainty certainty) {
  std::string text;
  const Word* last = nullptr;
  bool whom_told = false;
  for (const Word& w : words) {
    const auto at = all.find(w.kind);
    if (at == all.end()) continue;
    const std::size_t n = certainty == Certainty::certain ? at->second.sure : at->second.possible;
    if (n == 0) continue;
    const bool fresh = last == nullptr || last->group != w.group;
    if (last != nullptr) text += fresh ? "; " : ", ";
    if (fresh) whom_told = false;
    const bool tells_whom = w.needs_whom && !whom_told;
    text +=
        fmt::format("{} {}{}", n, tells_whom ? whom(w.group, n == 1) : "", n == 1 ? w.one : w.many);
    whom_told = whom_told || tells_whom;
    last = &w;
  }
  return text;
}

}  // namespace reorg::cli
