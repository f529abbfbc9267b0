#include "core/check/rules.hpp"

#include <algorithm>
#include <array>

#include "core/names/fold.hpp"
#include "core/names/legal_form.hpp"

namespace reorg {
namespace {

// In the order in which the findings of one severity are told.
constexpr std::array list{
    Rule{"cycle", Severity::error,
         "an organization is part of itself through others, or somebody reports to himself",
         nullptr, cycles},
    Rule{"outside-lifetime", Severity::error,
         "something is told of a time before its entities existed, or after they ended",
         outside_lifetime, nullptr},
    Rule{"shares-above-100", Severity::error, "the shares of one organization sum above 100 %",
         shares_above_100, nullptr},
    Rule{"lost-successor", Severity::error,
         "something goes into, or comes from, what did not exist at the time", lost_successor,
         nullptr},
    Rule{"ended-parent", Severity::warning, "a child stays part of what has ended", ended_parent,
         nullptr},
    Rule{"two-heads", Severity::warning, "an organization has two heads at once", two_heads,
         nullptr},
    Rule{"too-many-holders", Severity::warning, "a post has more holders at once than seats",
         too_many_holders, nullptr},
    Rule{"same-day-rivals", Severity::warning,
         "two values take one seat on one day, outside a group of claims", same_day_rivals,
         nullptr},
    Rule{"suspected-rivals", Severity::warning,
         "sources that seem to disagree and are in no group of claims", suspected_rivals, nullptr},
    Rule{"ends-twice", Severity::warning, "what has ended already ends once more", ends_twice,
         nullptr},
    Rule{"late-withdrawal", Severity::warning, "what had taken effect is withdrawn", nullptr,
         late_withdrawal},
    Rule{"future-date", Severity::warning, "a date lies in the future", future_date, nullptr},
    Rule{"likely-duplicate", Severity::warning, "two entities have the same name, or nearly",
         nullptr, likely_duplicate},
    Rule{"changes-nothing", Severity::note, "a change brings about what was so already",
         changes_nothing, nullptr},
    Rule{"unfilled-post", Severity::note, "nobody is known in a post for more than a year",
         unfilled_post, nullptr},
    Rule{"folded-alike", Severity::note, "two names of one entity differ only in their spelling",
         folded_alike, nullptr},
    Rule{"no-source", Severity::note, "nobody is cited for what is told", nullptr, no_source},
    Rule{"never-used", Severity::note, "an entity has an entry, and nothing is told of it",
         never_used, nullptr},
};

void gather_lines(const Facts& facts, EntityId from, CheckMaterial& all) {
  for (const StatementKind kind : {StatementKind::part_of, StatementKind::reports_to}) {
    for (const Spell* s : facts.out(from, kind)) {
      if (s->dotted || s->object == EntityId::none) continue;
      all.lines.push_back({kind, s->subject, s->object, stretch_of(*s), s->evidence});
    }
  }
}

EntityId organization_of(const Facts& facts, EntityId post) {
  for (const StatementKind kind : {StatementKind::post_in, StatementKind::oversees}) {
    if (const auto& spells = facts.out(post, kind); !spells.empty()) return spells.back()->object;
  }
  return EntityId::none;
}

void gather_names(const Facts& facts, EntityId id, CheckMaterial& all) {
  const EntityKind kind = facts.entity(id).kind;
  const EntityId within = kind == EntityKind::post ? organization_of(facts, id) : EntityId::none;
  for (const Spell* s : facts.out(id, StatementKind::name))
    all.names.add({id, kind, within}, s->aspect, s->value, s->from.earliest, s->until.latest);
}

}  // namespace

std::span<const Rule> rules() { return list; }

const Rule* rule(std::string_view name) {
  const auto it = std::ranges::find(list, name, &Rule::name);
  return it == list.end() ? nullptr : &*it;
}

void gather(const Facts& facts, EntityId id, CheckMaterial& all) {
  gather_lines(facts, id, all);
  gather_names(facts, id, all);
}

void BorneNames::add(const Bearer& by, std::string_view aspect, std::string_view text, Day first,
                     Day before) {
  const bool first_name = aspect.starts_with("preferred:") || aspect.starts_with("legal:");
  if (!first_name && !aspect.starts_with("alias:")) return;
  std::string folded = fold_name(text);
  if (by.kind == EntityKind::organization) folded = without_legal_form(folded);
  const std::string_view told = kept(text);
  all_.push_back({by, first_name, first, before, told, folded == text ? told : kept(folded)});
}

std::string_view BorneNames::kept(std::string_view text) {
  constexpr std::size_t together = std::size_t{1} << 16U;
  if (texts_.empty() || texts_.back().capacity() - texts_.back().size() < text.size())
    texts_.emplace_back().reserve(std::max(together, text.size()));
  std::string& to = texts_.back();  // never grows beyond what was reserved: it stays where it is
  to += text;
  return std::string_view(to).substr(to.size() - text.size());
}

}  // namespace reorg
