// The phrases of DifferenceTeller, kind by kind.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "cli/change_text.hpp"
#include "cli/difference_sides.hpp"
#include "cli/difference_text.hpp"
#include "cli/saying.hpp"
#include "cli/text.hpp"
#include "core/query/share_text.hpp"

namespace reorg::cli {
namespace {

using Kind = StatementKind;

std::string_view name_type(std::string_view aspect) { return aspect.substr(0, aspect.find(':')); }
std::string quoted(const std::string& text) { return fmt::format("“{}”", shown(text)); }

// "president"; without a role what the capacity is called.
std::string role_or_capacity(const std::string& role, const std::string& capacity, bool acting) {
  std::string text = shown(role);
  if (text.empty()) text = capacity == "chair" || capacity == "deputy" ? capacity : "head";
  return acting && text.find("acting") == std::string::npos ? "acting " + text : text;
}

}  // namespace

// ---- organizations and posts --------------------------------------------------------------------

std::string DifferenceTeller::lives(const Difference& d, const std::string& who,
                                    std::size_t how_many) const {
  const auto& old = old_ones(d);
  const auto& fresh = new_ones(d);
  const std::string_view be = how_many == 1 ? "was" : "were";
  switch (d.kind) {
    case DiffKind::founded: {
      const Spell* in = spell_of(d, Kind::part_of, came(d));
      std::string text = fmt::format("{} {} founded", who, be);
      if (in != nullptr) text += " in " + name(in->object, false);
      return old.empty() ? text : text + " out of " + names(old, true);
    }
    case DiffKind::dissolved:
      return fmt::format("{} {} dissolved{}", who, be,
                         fresh.empty() ? "" : " into " + names(fresh, false));
    case DiffKind::post_created:
      return fmt::format("the post {} was created", who);
    case DiffKind::post_abolished:
      return fmt::format("the post {} was abolished", name(d.about, true));
    case DiffKind::reclassified:
      if (new_text(d).empty())
        return fmt::format("{} {} no longer classified as {}", who, be, shown(old_text(d)));
      return fmt::format("{} {} reclassified{} as {}", who, be,
                         old_text(d).empty() ? "" : " from " + shown(old_text(d)),
                         shown(new_text(d)));
    case DiffKind::moved:
      if (fresh.empty()) return fmt::format("{} left {}", who, names(old, true));
      if (old.empty()) return fmt::format("{} came under {}", who, names(fresh, false));
      return fmt::format("{} moved from {} to {}", who, names(old, true), names(fresh, false));
    default:
      return reorganized(d, who);
  }
}

// What one change makes of several.
std::string DifferenceTeller::reorganized(const Difference& d, const std::string& who) const {
  const auto& old = old_ones(d);
  const auto& fresh = new_ones(d);
  const bool is_new = fresh.size() == 1 && spell_of(d, Kind::existence, came(d)) != nullptr;
  const std::string_view the_new = is_new ? "the new " : "";
  switch (d.kind) {
    case DiffKind::merged: {
      const Spell* in = spell_of(d, Kind::part_of, came(d));
      const bool tells_where =
          in != nullptr && std::ranges::find(fresh, in->subject) != fresh.end();
      return fmt::format("{} merged into {}{}{}", names(old, true), the_new, names(fresh, false),
                         tells_where ? " in " + name(in->object, false) : "");
    }
    case DiffKind::split:
      return spell_of(d, Kind::existence, went(d)) != nullptr
                 ? fmt::format("{} split into {}", names(old, true), names(fresh, false))
                 : fmt::format("{} split off from {}", names(fresh, false), names(old, true));
    case DiffKind::grouped:
      return fmt::format("{} {} put under {}{}", names(old, true), old.size() == 1 ? "was" : "were",
                         the_new, names(fresh, false));
    case DiffKind::spun_off:
      return fmt::format("{} was spun off{}", who, old.empty() ? "" : " from " + names(old, true));
    case DiffKind::acquired:
      return fresh.empty() ? names(old, true) + " was acquired"
                           : fmt::format("{} acquired {}", names(fresh, false), names(old, true));
    default:  // upgraded
      return fmt::format("{} was upgraded{}{}", who,
                         old_text(d).empty() ? "" : " from " + shown(old_text(d)),
                         new_text(d).empty() ? "" : " to " + shown(new_text(d)));
  }
}

// ---- names and values ---------------------------------------------------------------------------

// “阿里云” → “阿里云智能事业群”
std::string DifferenceTeller::values(Alike alike) {
  std::vector<std::string> all;
  for (const Difference* d : alike) {
    const std::string &old = old_text(*d), &fresh = new_text(*d);
    all.push_back(old.empty()     ? quoted(fresh)
                  : fresh.empty() ? quoted(old)
                                  : fmt::format("{} → {}", quoted(old), quoted(fresh)));
  }
  return listed(all);
}

std::string DifferenceTeller::named(const Difference& d, const std::string& who, Alike alike) {
  const std::string_view type = name_type(d.aspect);
  const bool plain = type == "preferred";
  switch (d.kind) {
    case DiffKind::renamed: {
      if (!plain) return fmt::format("the {} name of {} changed: {}", type, who, values(alike));
      if (shown(old_text(d)) != who) return fmt::format("{} was renamed: {}", who, values(alike));
      std::string text = fmt::format("{} was renamed {}", who, quoted(new_text(d)));
      return alike.size() == 1 ? text : fmt::format("{} ({})", text, values(alike.subspan(1)));
    }
    case DiffKind::name_gained:
      return plain ? fmt::format("{} came to be called {}", who, values(alike))
                   : fmt::format("{} was also called {} ({})", who, values(alike), type);
    case DiffKind::name_lost:
      return fmt::format("{} was no longer called {}{}", who, values(alike),
                         plain ? "" : fmt::format(" ({})", type));
    default: {  // another value
      const std::string_view what =
          d.aspect.empty() ? word(d.turns.front().spell->kind) : std::string_view(d.aspect);
      const std::string_view lost = new_text(d).empty() ? "no longer " : "";
      return fmt::format("{}: {} {}{}", who, shown(what), lost, values(alike));
    }
  }
}

// ---- people and seats ---------------------------------------------------------------------------

// "president of Weixin Group", "acting chief executive officer of Tencent Holdings".
std::string DifferenceTeller::title(const Difference& d, const std::string& role,
                                    const std::string& of) const {
  if (is(d.about, EntityKind::post)) return (d.acting ? "acting " : "") + of;
  const std::string text = role_or_capacity(role, d.aspect, d.acting);
  return text + (text.find(" of ") == std::string::npos ? " of " : " at ") + of;
}

std::string DifferenceTeller::holder(const Difference& d, const std::string& where) const {
  const std::string old = names(old_ones(d), true), fresh = names(new_ones(d), false);
  const bool above = d.aspect == "above" && !is(d.about, EntityKind::post);
  const std::string seat = above ? "above the head of " + where : "as " + title(d, d.role, where);
  switch (d.kind) {
    case DiffKind::succeeded:
      if (d.between.empty()) return fmt::format("{} succeeded {} {}", fresh, old, seat);
      return fmt::format("{} followed {} {}, with {} in between", fresh, old, seat,
                         names(d.between, false));
    case DiffKind::appointed:
      return above ? fmt::format("{} was put {}", fresh, seat)
                   : fmt::format("{} became {}", fresh, title(d, d.role, where));
    case DiffKind::left:
      return above ? fmt::format("{} was no longer {}", old, seat)
                   : fmt::format("{} left {}", old, seat);
    case DiffKind::vacated:
      return fmt::format("the post {} fell vacant{}", where,
                         old_ones(d).empty() ? "" : " after " + old);
    default:  // filled
      return new_ones(d).empty() ? fmt::format("the post {} was no longer said to be vacant", where)
                                 : fmt::format("{} filled the vacant post {}", fresh, where);
  }
}

// The same person, in the same seat.
std::string DifferenceTeller::in_another_role(const Difference& d) const {
  const bool member = is(d.about, EntityKind::person);
  const std::string who = member ? name(d.about, false) : names(new_ones(d), false);
  const std::string where = member ? names(new_ones(d), false) : name(d.about, false);
  const bool was_acting = d.kind == DiffKind::became_substantive;
  const bool is_acting = d.kind == DiffKind::became_acting;
  if (is(d.about, EntityKind::post)) {
    if (d.kind == DiffKind::changed_role)
      return fmt::format("{}, {}: role {}", who, where, values(Alike(std::array{&d})));
    return was_acting ? fmt::format("{}, until then acting, became {}", who, where)
                      : fmt::format("{} went on as acting {}", who, where);
  }
  const std::string capacity = member ? "member" : d.aspect;
  const auto role = [&](const std::string& text, bool acting) {
    if (member && text.empty()) return std::string("member");
    return role_or_capacity(text, capacity, acting);
  };
  const bool acts = d.kind == DiffKind::changed_role && d.acting;
  return fmt::format("{}, until then {} of {}, became its {}", who,
                     role(old_text(d), acts || (d.kind != DiffKind::changed_role && was_acting)),
                     where,
                     role(new_text(d), acts || (d.kind != DiffKind::changed_role && is_acting)));
}

// ---- oversight and reporting --------------------------------------------------------------------

// "oversight of Cainiao", "the chair of Cainiao".
std::string DifferenceTeller::charge(const Difference& d, const std::string& what) {
  if (d.aspect == "chair") return "the chair of " + what;
  if (d.aspect == "above") return "the place above the head of " + what;
  return (d.aspect == "deputy" ? "a deputy's place at " : "oversight of ") + what;
}

// Oversight that is no appointment: by a post, or without any title.
std::string DifferenceTeller::overseen(const Difference& d) const {
  const std::string old = names(old_ones(d), true), fresh = names(new_ones(d), false);
  const std::string what = charge(d, name(d.about, false));
  if (old_ones(d).empty()) return fmt::format("{} took on {}", fresh, what);
  if (new_ones(d).empty()) return fmt::format("{} gave up {}", old, what);
  return fmt::format("{} passed from {} to {}", what, old, fresh);
}

// Oversight that only follows from another line.
std::string DifferenceTeller::follows(const Difference& d) const {
  constexpr std::size_t told = 3;
  std::string what = names(d.concerned, false);
  if (d.concerned.size() > told + 1) {
    std::vector<std::string> some;
    for (std::size_t i = 0; i < told; ++i) some.push_back(name(d.concerned[i], false));
    some.push_back(fmt::format("{} more", d.concerned.size() - told));
    what = listed(some);
  }
  const std::string old = names(old_ones(d), true), fresh = names(new_ones(d), false);
  if (d.kind == DiffKind::oversight_inherited)
    return fmt::format("{} came under {} instead of {}", what, fresh, old);
  if (old_ones(d).empty()) return fmt::format("{} went to {}", charge(d, what), fresh);
  if (new_ones(d).empty()) return fmt::format("{} was taken from {}", charge(d, what), old);
  return fmt::format("{} passed from {} to {}", charge(d, what), old, fresh);
}

std::string DifferenceTeller::reporting(const Difference& d) const {
  const std::string old = names(old_ones(d), true), fresh = names(new_ones(d), false);
  const std::string who = name(d.about, false);
  if (d.kind == DiffKind::dotted_gained)
    return fmt::format("{} came to have a dotted line to {}", who, fresh);
  if (d.kind == DiffKind::dotted_lost)
    return fmt::format("{} no longer had a dotted line to {}", who, old);
  const EntityId job = d.turns.front().spell->capacity_of;
  const std::string capacity =
      job == EntityId::none ? "" : fmt::format(" for {}", name(job, false));
  if (new_ones(d).empty()) return fmt::format("{} no longer reported to {}{}", who, old, capacity);
  return fmt::format("{} came to report to {}{}{}", who, fresh, capacity,
                     old_ones(d).empty() ? "" : ", no longer to " + old);
}

// ---- shares, and what was first seen ------------------------------------------------------------

std::string DifferenceTeller::owned(const Difference& d) const {
  const std::string what = name(d.about, false);
  const Spell* is = spell_of(d, Kind::owns, came(d));
  const Spell* was = spell_of(d, Kind::owns, went(d));
  if (is != nullptr && was != nullptr)
    return fmt::format("the share of {} in {} changed from {} to {}", name(is->subject, false),
                       what, share_text(*was), share_text(*is));
  if (is != nullptr)
    return fmt::format("{} came to own {} of {}", name(is->subject, false), share_text(*is), what);
  return fmt::format("{} no longer owned {} of {}", name(was->subject, true), share_text(*was),
                     what);
}

std::string DifferenceTeller::seen(const Difference& d) const {
  const Spell& s = *d.turns.front().spell;
  if (!d.after.empty() || !d.before.empty()) {
    const std::string who = names(d.after.empty() ? d.before : d.after, false);
    const std::string what = name(d.about, false);
    if (s.kind == Kind::owns) return fmt::format("{} with {} of {}", who, share_text(s), what);
    if (s.kind == Kind::oversees && s.aspect == "above")
      return fmt::format("{} above the head of {}", who, what);
    if (s.kind == Kind::oversees || s.kind == Kind::holds)
      return fmt::format("{} as {}", who, title(d, s.role, what));
    if (s.kind == Kind::reports_to) return fmt::format("{} reporting to {}", what, who);
    return fmt::format("{} in {}{}", what, who, s.role.empty() ? "" : " as " + shown(s.role));
  }
  std::string text = name(d.about, false);
  if (const Spell* in = spell_of(d, Kind::part_of, Way::first_seen))
    text += " in " + name(in->object, false);
  for (const Turn& t : d.turns) {
    if (t.spell->kind == Kind::name) text += ", called " + quoted(t.spell->value);
    if (t.spell->kind == Kind::classification) text += ", " + shown(t.spell->value);
  }
  return text;
}

// ---- what was learned ---------------------------------------------------------------------------

// One fact as it is known now and as it was known before.
std::string DifferenceTeller::lesson(const Difference& d) const {
  const auto phrase = [&](Way way) -> std::string {
    for (const Turn& t : d.turns) {
      if (t.way != way) continue;
      const Spell& s = *t.spell;
      const std::string doubt = t.certainty == Certainty::certain ? "" : "possibly ";
      const std::string period = period_text(s.from, s.until, before_all);
      return doubt + spell_phrase(scene(), s, after_) + (period.empty() ? "" : ", " + period);
    }
    return {};
  };
  const std::string now = phrase(Way::begins), then = phrase(Way::ends);
  if (then.empty()) return "now known: " + now;
  if (now.empty()) return "no longer held to be so: " + then;
  switch (d.kind) {
    case DiffKind::firmer:
      return "now certain: " + now;
    case DiffKind::doubtful:
      return "now only possible: " + then;
    default:
      return fmt::format("now: {}; before: {}", now, then);
  }
}

}  // namespace reorg::cli
