#include <algorithm>

#include "core/diff/difference.hpp"

namespace reorg {
namespace {

constexpr std::pair<DiffKind, std::string_view> words[] = {
    {DiffKind::founded, "founded"},
    {DiffKind::dissolved, "dissolved"},
    {DiffKind::merged, "merged"},
    {DiffKind::split, "split"},
    {DiffKind::grouped, "grouped"},
    {DiffKind::spun_off, "spun-off"},
    {DiffKind::acquired, "acquired"},
    {DiffKind::upgraded, "upgraded"},
    {DiffKind::moved, "moved"},
    {DiffKind::renamed, "renamed"},
    {DiffKind::reclassified, "reclassified"},
    {DiffKind::post_created, "post-created"},
    {DiffKind::post_abolished, "post-abolished"},
    {DiffKind::succeeded, "succeeded"},
    {DiffKind::appointed, "appointed"},
    {DiffKind::left, "left"},
    {DiffKind::changed_role, "changed-role"},
    {DiffKind::became_acting, "became-acting"},
    {DiffKind::became_substantive, "became-substantive"},
    {DiffKind::vacated, "vacated"},
    {DiffKind::filled, "filled"},
    {DiffKind::joined, "joined"},
    {DiffKind::oversight_passed, "oversight-passed"},
    {DiffKind::oversight_gained, "oversight-gained"},
    {DiffKind::oversight_lost, "oversight-lost"},
    {DiffKind::oversight_inherited, "oversight-inherited"},
    {DiffKind::reporting_changed, "reporting-changed"},
    {DiffKind::dotted_gained, "dotted-gained"},
    {DiffKind::dotted_lost, "dotted-lost"},
    {DiffKind::share_changed, "share-changed"},
    {DiffKind::stake_gained, "stake-gained"},
    {DiffKind::stake_lost, "stake-lost"},
    {DiffKind::name_gained, "name-gained"},
    {DiffKind::name_lost, "name-lost"},
    {DiffKind::value_changed, "value-changed"},
    {DiffKind::first_seen, "first-seen"},
    {DiffKind::learned, "learned"},
    {DiffKind::taken_back, "taken-back"},
    {DiffKind::corrected, "corrected"},
    {DiffKind::firmer, "firmer"},
    {DiffKind::doubtful, "doubtful"},
    {DiffKind::dated, "dated"},
};

}  // namespace

std::string_view word(DiffKind kind) {
  return std::ranges::find(words, kind, &std::pair<DiffKind, std::string_view>::first)->second;
}

std::optional<DiffKind> diff_kind(std::string_view text) {
  const auto at = std::ranges::find(words, text, &std::pair<DiffKind, std::string_view>::second);
  if (at == std::end(words)) return std::nullopt;
  return at->first;
}

std::span<const DiffKind> all_diff_kinds() {
  static const std::vector<DiffKind> all = [] {
    std::vector<DiffKind> kinds;
    for (const auto& [kind, text] : words) kinds.push_back(kind);
    return kinds;
  }();
  return all;
}

}  // namespace reorg
