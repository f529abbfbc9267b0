#include "cli/difference_text.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "cli/difference_sides.hpp"
#include "cli/saying.hpp"
#include "cli/text.hpp"

namespace reorg::cli {
namespace {

using Kind = StatementKind;

std::string_view name_type(std::string_view aspect) { return aspect.substr(0, aspect.find(':')); }
bool is_many_in_a_line(DiffKind k) {
  return k == DiffKind::moved || k == DiffKind::founded || k == DiffKind::dissolved ||
         k == DiffKind::reclassified || k == DiffKind::renamed || k == DiffKind::appointed ||
         k == DiffKind::left;
}

}  // namespace

// ---- names --------------------------------------------------------------------------------------

bool DifferenceTeller::is(EntityId id, EntityKind kind) const {
  return scene().has(id) && scene().entity(id).kind == kind;
}

std::string DifferenceTeller::bare_name(EntityId id, bool earlier) const {
  if (id == EntityId::none) return "nobody";
  const auto [first, second] = std::minmax(before_, after_);
  const Day day = earlier ? first : second;
  for (const Certainty wanted : {Certainty::certain, Certainty::possible}) {
    for (const std::string_view aspect : {"preferred:en", "preferred:zh-Hans"}) {
      for (const Spell* s : scene().all_values(id, Kind::name)) {
        if (s->aspect == aspect && holds_on(*s, day) == wanted) return shown(s->value);
      }
      if (aspect == "preferred:en" && wanted == Certainty::certain && is_named(id, day)) break;
    }
  }
  return earlier ? bare_name(id, false) : shown(scene().name(id));
}

// Whether it may have had an English name that day.
bool DifferenceTeller::is_named(EntityId id, Day day) const {
  return std::ranges::any_of(scene().all_values(id, Kind::name), [&](const Spell* s) {
    return s->aspect == "preferred:en" && holds_on(*s, day) == Certainty::possible;
  });
}

std::string DifferenceTeller::name(EntityId id, bool earlier) const {
  std::string bare = bare_name(id, earlier);
  if (!is(id, EntityKind::post)) return bare;
  Difference of_post;
  of_post.about = id;
  const EntityId organization = organization_of(of_post);
  return organization == EntityId::none ? bare : bare + " of " + bare_name(organization, earlier);
}

std::string DifferenceTeller::names(const std::vector<EntityId>& ids, bool earlier) const {
  std::vector<std::string> all;
  for (const EntityId id : ids) all.push_back(name(id, earlier));
  return listed(all);
}

// Whom lines that are alike are about, each once.
std::string DifferenceTeller::subjects(Alike alike, bool earlier) const {
  std::vector<std::string> all;
  for (const Difference* d : alike) {
    std::string who = name(d->about, earlier);
    if (std::ranges::find(all, who) == all.end()) all.push_back(std::move(who));
  }
  return listed(all);
}

// By a name that is not the one which it gained or lost.
std::string DifferenceTeller::renamed_one(const Difference& d) const {
  const std::string& text = d.old_text.empty() ? d.new_text : d.old_text;
  const bool earlier = d.kind == DiffKind::name_gained;
  if (std::string called = name(d.about, earlier); called != shown(text)) return called;
  if (std::string called = name(d.about, !earlier); called != shown(text)) return called;
  for (const Spell* s : scene().all_values(d.about, Kind::name)) {
    const bool holds =
        holds_on(*s, before_) != Certainty::no || holds_on(*s, after_) != Certainty::no;
    if (holds && s->aspect.starts_with("preferred:") && s->value != text) return shown(s->value);
  }
  return name(d.about, earlier);
}

EntityId DifferenceTeller::organization_of(const Difference& d) const {
  if (!scene().has(d.about)) return EntityId::none;
  const EntityKind kind = scene().entity(d.about).kind;
  if (kind == EntityKind::organization) return d.about;
  if (kind == EntityKind::person) {
    for (const Turn& t : d.turns) {
      const EntityId other =
          t.spell->kind == Kind::reports_to ? t.spell->capacity_of : t.spell->object;
      if (is(other, EntityKind::organization)) return other;
    }
    return EntityId::none;
  }
  EntityId found = EntityId::none;
  for (const Spell& s : scene().relations()) {
    if (s.kind == Kind::post_in && s.subject == d.about &&
        (found == EntityId::none || scene().holds(s) != Certainty::no))
      found = s.object;
  }
  return found;
}

std::vector<EntityId> DifferenceTeller::people_of(const Difference& d) const {
  std::set<EntityId> all;
  const auto add = [&](EntityId id) {
    if (is(id, EntityKind::person)) all.insert(id);
  };
  add(d.about);
  for (const EntityId id : d.before) add(id);
  for (const EntityId id : d.after) add(id);
  return {all.begin(), all.end()};
}

// ---- all of them --------------------------------------------------------------------------------

std::string DifferenceTeller::phrase(Alike alike) const {
  const Difference& d = *alike.front();
  if (d.kind == DiffKind::first_seen) return seen(d);
  if (is_lesson(d.kind)) return lesson(d);
  if (d.turns.empty()) return follows(d);
  switch (d.kind) {
    case DiffKind::name_gained:
    case DiffKind::name_lost:
      return named(d, renamed_one(d), alike);
    case DiffKind::renamed:
    case DiffKind::value_changed:
      return named(d, subjects(alike, true), alike);
    case DiffKind::succeeded:
    case DiffKind::appointed:
    case DiffKind::vacated:
    case DiffKind::filled:
      return holder(d, subjects(alike, false));
    case DiffKind::left:
      if (d.turns.front().spell->kind == Kind::member_of) {
        const std::string role = d.role.empty() ? "" : " as " + shown(d.role);
        return fmt::format("{} left {}{}", name(d.about, true), names(old_ones(d), true), role);
      }
      return holder(d, subjects(alike, true));
    case DiffKind::changed_role:
    case DiffKind::became_acting:
    case DiffKind::became_substantive:
      return in_another_role(d);
    case DiffKind::joined:
      return fmt::format("{} joined {}{}", name(d.about, false), names(new_ones(d), false),
                         d.role.empty() ? "" : " as " + shown(d.role));
    case DiffKind::oversight_passed:
    case DiffKind::oversight_gained:
    case DiffKind::oversight_lost:
    case DiffKind::oversight_inherited:
      return overseen(d);
    case DiffKind::reporting_changed:
    case DiffKind::dotted_gained:
    case DiffKind::dotted_lost:
      return reporting(d);
    case DiffKind::share_changed:
    case DiffKind::stake_gained:
    case DiffKind::stake_lost:
      return owned(d);
    default: {
      const bool earlier = d.kind == DiffKind::dissolved || d.kind == DiffKind::moved;
      std::set<EntityId> whose;
      for (const Difference* one : alike) whose.insert(one->about);
      return lives(d, subjects(alike, earlier), whose.size());
    }
  }
}

// Where its day is not its event's.
std::string DifferenceTeller::own_day(const Difference& d) const {
  if (d.turns.empty() || d.event < 0) return {};
  const Bound& when = d.when();
  const auto& effective = all_.events[static_cast<std::size_t>(d.event)].event.effective;
  if (effective && effective->earliest == when.earliest && effective->latest == when.latest)
    return {};
  if (when.kind != EndKind::unknown) return day_text(when);
  return fmt::format("on an unknown day, {} at the latest", to_string(when.latest));
}

// When what was there before ended, if that was another day.
std::string DifferenceTeller::ended_before(const Difference& d) const {
  const Bound* ended = d.turns.empty() || old_ones(d).empty() ? nullptr : d.ended();
  if (ended == nullptr) return {};
  const std::string old = names(old_ones(d), true), day = day_text(*ended);
  if (d.kind == DiffKind::moved) return fmt::format("left {}: {}", old, day);
  if (d.kind != DiffKind::succeeded) return "the end before: " + day;
  // The successor may have come before, in another role.
  const Bound& since = d.turns.front().spell->since;
  if (d.reversed || d.when().earliest <= since.earliest)
    return fmt::format("{} left: {}", old, day);
  const std::string in_seat = "in the seat since " + day_text(since);
  const bool at_once = since.earliest == ended->earliest && since.latest == ended->latest;
  return at_once ? in_seat : fmt::format("{}; {} left: {}", in_seat, old, day);
}

std::string DifferenceTeller::marks(const Difference& d, bool dated) const {
  if (is_lesson(d.kind)) return {};
  std::vector<std::string> all;
  if (d.certainty != Certainty::certain) all.emplace_back("possible");
  if (!dated) all.push_back(own_day(d));
  all.push_back(ended_before(d));
  if (d.gap) {
    all.push_back("nobody known for " +
                  (d.gap->least == d.gap->most
                       ? counted(static_cast<std::size_t>(d.gap->least), "day", "days")
                       : fmt::format("{} to {} days", d.gap->least, d.gap->most)));
  }
  std::erase(all, "");
  return all.empty() ? "" : fmt::format("({})", fmt::join(all, "; "));
}

std::string DifferenceTeller::day(const Difference& d) {
  if (d.turns.empty()) return {};
  const Bound& when = d.when();
  const bool by = d.kind == DiffKind::first_seen || when.kind == EndKind::unknown;
  return by ? "by " + to_string(when.latest) : day_text(when);
}

std::string_view DifferenceTeller::sign(const Difference& d) {
  constexpr std::string_view more = "+", less = "−", other = "→";
  switch (d.kind) {
    case DiffKind::founded:
    case DiffKind::post_created:
    case DiffKind::name_gained:
    case DiffKind::first_seen:
    case DiffKind::joined:
    case DiffKind::learned:
    case DiffKind::firmer:
      return d.reversed ? less : more;
    case DiffKind::dissolved:
    case DiffKind::post_abolished:
    case DiffKind::name_lost:
    case DiffKind::vacated:
    case DiffKind::taken_back:
    case DiffKind::doubtful:
      return d.reversed ? more : less;
    case DiffKind::merged:
    case DiffKind::split:
    case DiffKind::grouped:
    case DiffKind::spun_off:
    case DiffKind::acquired:
    case DiffKind::upgraded:
    case DiffKind::renamed:
    case DiffKind::reclassified:
    case DiffKind::value_changed:
      return other;
    case DiffKind::moved:
      if (!new_ones(d).empty()) return other;
      return d.reversed ? more : less;
    default:
      return !d.before.empty() && !d.after.empty() ? other : d.after.empty() ? less : more;
  }
}

std::optional<std::string> DifferenceTeller::likeness(const Difference& d) const {
  std::string like = fmt::format("{} {} {} {} {}", word(d.kind), d.event, word(d.certainty),
                                 d.reversed, d.because);
  const auto add = [&](std::string_view text) { (like += '\0') += text; };
  const auto add_all = [&](const std::vector<EntityId>& ids) {
    add("");
    for (const EntityId id : ids) like += fmt::format(" {}", number(id));
  };
  add(marks(d));
  if (d.kind == DiffKind::renamed || d.kind == DiffKind::name_gained) {
    add_all({d.about});
    add(name_type(d.aspect));
    return like;
  }
  if (!is_many_in_a_line(d.kind)) return {};
  if (d.kind == DiffKind::founded) {
    const Spell* in = spell_of(d, Kind::part_of, came(d));
    if (in != nullptr) add_all({in->object});
  }
  if (d.kind == DiffKind::appointed || d.kind == DiffKind::left) {
    if (!is(d.about, EntityKind::organization)) return {};
    add(d.aspect);
    add(d.acting ? "acting" : "");
  }
  add_all(d.before);
  add_all(d.after);
  add(d.old_text);
  add(d.new_text);
  return like;
}

}  // namespace reorg::cli
