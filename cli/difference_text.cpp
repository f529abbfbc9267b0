#include "cli/difference_text.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "cli/fact_text.hpp"
#include "cli/saying.hpp"
#include "cli/text.hpp"

namespace reorg::cli {
namespace {

using Kind = StatementKind;
using Alike = std::span<const Difference* const>;

std::string_view past(DiffKind kind) {
  switch (kind) {
    case DiffKind::merged:
      return "merged";
    case DiffKind::grouped:
      return "put";
    default:
      return word(kind);
  }
}

const Spell* spell_of(const Difference& d, Kind kind, Way way) {
  for (const Turn& t : d.turns) {
    if (t.spell->kind == kind && t.way == way) return t.spell;
  }
  return nullptr;
}

// In the direction of time.
Way came(const Difference& d) { return d.reversed ? Way::ends : Way::begins; }
Way went(const Difference& d) { return d.reversed ? Way::begins : Way::ends; }

bool is_many_in_a_line(DiffKind k) {
  return k == DiffKind::moved || k == DiffKind::founded || k == DiffKind::dissolved ||
         k == DiffKind::reclassified || k == DiffKind::renamed || k == DiffKind::post_abolished;
}

std::string as_role(const std::string& role, bool acting) {
  std::string text = shown(role);
  if (acting && text.find("acting") == std::string::npos)
    text = text.empty() ? "acting head" : "acting " + text;
  return text.empty() ? "" : " as " + text;
}

std::string_view name_type(std::string_view aspect) { return aspect.substr(0, aspect.find(':')); }

std::string over(const std::string& capacity) {
  if (capacity == "chair") return "chair of ";
  if (capacity == "above") return "above the head of ";
  return capacity == "deputy" ? "deputy over " : "";
}

}  // namespace

std::string DifferenceTeller::name(EntityId id, bool earlier) const {
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
  return shown(scene().name(id));
}

// Whether it may have had an English name that day.
bool DifferenceTeller::is_named(EntityId id, Day day) const {
  return std::ranges::any_of(scene().all_values(id, Kind::name), [&](const Spell* s) {
    return s->aspect == "preferred:en" && holds_on(*s, day) == Certainty::possible;
  });
}

std::string DifferenceTeller::names(const std::vector<EntityId>& ids, bool earlier) const {
  std::vector<std::string> all;
  for (const EntityId id : ids) all.push_back(name(id, earlier));
  return listed(all);
}

EntityId DifferenceTeller::organization_of(const Difference& d) const {
  if (!scene().has(d.about)) return EntityId::none;
  const Entity& e = scene().entity(d.about);
  if (e.kind == EntityKind::organization) return d.about;
  if (e.kind == EntityKind::person) return EntityId::none;
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
    if (scene().has(id) && scene().entity(id).kind == EntityKind::person) all.insert(id);
  };
  add(d.about);
  for (const EntityId id : d.before) add(id);
  for (const EntityId id : d.after) add(id);
  return {all.begin(), all.end()};
}

std::string DifferenceTeller::post(EntityId id, bool earlier) const {
  Difference of_post;
  of_post.about = id;
  const EntityId organization = organization_of(of_post);
  return name(id, earlier) +
         (organization == EntityId::none ? "" : " of " + name(organization, earlier));
}

// What is overseen, held or belonged to.
std::string DifferenceTeller::place(const Difference& d, bool earlier) const {
  const bool is_post = scene().has(d.about) && scene().entity(d.about).kind == EntityKind::post;
  return is_post ? post(d.about, earlier) : over(d.aspect) + name(d.about, earlier);
}

std::string DifferenceTeller::founded(const Difference& d, const std::string& who) const {
  std::string text = fmt::format("{} founded", who);
  if (const Spell* s = spell_of(d, Kind::part_of, came(d))) text += " in " + name(s->object, false);
  const auto& origins = d.reversed ? d.after : d.before;
  if (!origins.empty()) text += " from " + names(origins, true);
  return text;
}

std::string DifferenceTeller::holder(const Difference& d) const {
  const auto& old = d.reversed ? d.after : d.before;
  const auto& fresh = d.reversed ? d.before : d.after;
  const bool is_post = scene().has(d.about) && scene().entity(d.about).kind == EntityKind::post;
  switch (d.kind) {
    case DiffKind::succeeded:
      if (is_post)
        return fmt::format("{} succeeded {} as {}{}", names(fresh, false), names(old, true),
                           d.acting ? "acting " : "", place(d, false));
      return fmt::format("{} succeeded {} over {}{}", names(fresh, false), names(old, true),
                         place(d, false), as_role(d.role, d.acting));
    case DiffKind::appointed:
      return fmt::format("{} appointed {}{}{}", names(fresh, false),
                         is_post ? (d.acting ? "acting " : "") : "over ", place(d, false),
                         is_post ? "" : as_role(d.role, d.acting));
    case DiffKind::left:
      if (is_post) return fmt::format("{} left as {}", names(old, true), place(d, true));
      return fmt::format("{} left {}{}", names(old, true), place(d, true),
                         as_role(d.role, d.acting));
    case DiffKind::became_acting:
    case DiffKind::became_substantive:
      return fmt::format("{}, until then {}, became {} of {}", names(fresh, false),
                         d.kind == DiffKind::became_acting ? "the holder" : "acting",
                         d.kind == DiffKind::became_acting ? "the acting holder" : "the holder",
                         place(d, false));
    case DiffKind::vacated:
      return fmt::format("the post {} became vacant{}", place(d, false),
                         old.empty() ? "" : ", left by " + names(old, true));
    case DiffKind::filled:
      return fresh.empty()
                 ? fmt::format("the post {} is no longer said to be vacant", place(d, false))
                 : fmt::format("{} filled the vacant post {}", names(fresh, false),
                               place(d, false));
    default:
      return {};
  }
}

std::string DifferenceTeller::follows(const Difference& d) const {
  const auto& old = d.reversed ? d.after : d.before;
  const auto& fresh = d.reversed ? d.before : d.after;
  std::string what = d.concerned.empty() ? place(d, false) : names(d.concerned, false);
  if (d.concerned.size() > 4) {
    const std::vector<EntityId> some(d.concerned.begin(), d.concerned.begin() + 3);
    what = fmt::format("{} and {} more", names(some, false), d.concerned.size() - 3);
    what.replace(what.find(" and "), 5, ", ");
  }
  if (d.aspect == "above" || d.aspect == "chair" || d.aspect == "deputy") {
    if (fresh.empty()) return fmt::format("{} no longer {}", names(old, true), what);
    return fmt::format("{} now {}{}", names(fresh, false), what,
                       old.empty() ? "" : ", no longer " + names(old, true));
  }
  const std::string only = d.kind == DiffKind::oversight_inherited ? "from above, " : "";
  if (old.empty())
    return fmt::format("{}oversight of {} came to {}", only, what, names(fresh, false));
  if (fresh.empty())
    return fmt::format("{}oversight of {} was lost by {}", only, what, names(old, true));
  return fmt::format("{}oversight of {} passed from {} to {}", only, what, names(old, true),
                     names(fresh, false));
}

std::string DifferenceTeller::seen(const Difference& d) const {
  const Spell& s = *d.turns.front().spell;
  if (!d.after.empty() || !d.before.empty()) {
    const auto& who = d.after.empty() ? d.before : d.after;
    return fmt::format("first seen: {} {} {}{}", names(who, false),
                       s.kind == Kind::owns    ? "owns a part of"
                       : s.kind == Kind::holds ? "holds the post"
                                               : "over",
                       place(d, false), as_role(s.role, s.acting));
  }
  std::string text = "first seen: " + name(d.about, false);
  if (const Spell* in = spell_of(d, Kind::part_of, Way::first_seen))
    text += " in " + name(in->object, false);
  if (const Spell* in = spell_of(d, Kind::post_in, Way::first_seen))
    text += " of " + name(in->object, false);
  for (const Turn& t : d.turns) {
    if (t.spell->kind == Kind::name) text += fmt::format(", called “{}”", shown(t.spell->value));
    if (t.spell->kind == Kind::classification) text += ", " + shown(t.spell->value);
  }
  return text;
}

// “Alibaba Cloud” → “Alibaba Cloud Intelligence Group” and “阿里云” → “阿里云智能事业群”
std::string DifferenceTeller::values(Alike alike) const {
  std::vector<std::string> all;
  for (const Difference* d : alike) {
    const std::string& old = d->reversed ? d->new_text : d->old_text;
    const std::string& fresh = d->reversed ? d->old_text : d->new_text;
    const auto quoted = [](const std::string& t) { return fmt::format("“{}”", shown(t)); };
    all.push_back(old.empty()     ? quoted(fresh)
                  : fresh.empty() ? "no longer " + quoted(old)
                                  : fmt::format("{} → {}", quoted(old), quoted(fresh)));
  }
  return listed(all);
}

std::string DifferenceTeller::forwards(const Difference& d, const std::string& who,
                                       Alike alike) const {
  const auto& old = d.reversed ? d.after : d.before;
  const auto& fresh = d.reversed ? d.before : d.after;
  const std::string& old_text = d.reversed ? d.new_text : d.old_text;
  const std::string& new_text = d.reversed ? d.old_text : d.new_text;
  switch (d.kind) {
    case DiffKind::founded:
      return founded(d, who);
    case DiffKind::dissolved:
      return fmt::format("{} dissolved{}", who,
                         fresh.empty() ? "" : " into " + names(fresh, false));
    case DiffKind::merged:
      return fmt::format("{} merged into {}", names(old, true), names(fresh, false));
    case DiffKind::split: {
      const Spell* gone = spell_of(d, Kind::existence, went(d));
      return gone != nullptr
                 ? fmt::format("{} split into {}", names(old, true), names(fresh, false))
                 : fmt::format("{} split off from {}", names(fresh, false), names(old, true));
    }
    case DiffKind::grouped:
      return fmt::format("{} put under {}", names(old, true), names(fresh, false));
    case DiffKind::spun_off:
      return fmt::format("{} spun off{}", who, old.empty() ? "" : " from " + names(old, true));
    case DiffKind::acquired:
      return fmt::format("{} acquired by {}", names(old, true), names(fresh, false));
    case DiffKind::upgraded:
      return fmt::format("{} upgraded{}{}", who, old_text.empty() ? "" : " from " + shown(old_text),
                         new_text.empty() ? "" : " to " + shown(new_text));
    case DiffKind::moved:
      if (fresh.empty()) return fmt::format("{} no longer in {}", who, names(old, true));
      return fmt::format("{} moved{} to {}", who, old.empty() ? "" : " from " + names(old, true),
                         names(fresh, false));
    case DiffKind::renamed:
      return fmt::format("{} renamed: {}", who, values(alike));
    case DiffKind::name_gained:
      return fmt::format("{} also called {} ({})", who, values(alike), name_type(d.aspect));
    case DiffKind::name_lost:
      return fmt::format("{}, {}: {}", who, name_type(d.aspect), values(alike));
    case DiffKind::reclassified:
      return fmt::format("{} reclassified{}{}", who,
                         old_text.empty() ? "" : " from " + shown(old_text),
                         new_text.empty() ? "" : " as " + shown(new_text));
    case DiffKind::value_changed:
      return fmt::format("{}: {} {}", who,
                         d.aspect.empty() ? word(d.turns.front().spell->kind) : d.aspect,
                         values(alike));
    case DiffKind::post_created:
      return fmt::format("the post {} created", post(d.about, false));
    case DiffKind::post_abolished:
      return fmt::format("the post {} abolished", post(d.about, true));
    case DiffKind::changed_role: {
      const bool member = scene().entity(d.about).kind == EntityKind::person;
      return fmt::format("{} of {}: {} → {}", member ? who : names(fresh, false),
                         member ? names(fresh, false) : place(d, false),
                         old_text.empty() ? "role not told" : shown(old_text),
                         new_text.empty() ? "role not told" : shown(new_text));
    }
    case DiffKind::joined:
      return fmt::format("{} joined {}{}", who, names(fresh, false), as_role(d.role, d.acting));
    case DiffKind::left:
      if (d.turns.front().spell->kind == Kind::member_of)
        return fmt::format("{} left {}{}", who, names(old, true), as_role(d.role, d.acting));
      return holder(d);
    case DiffKind::oversight_passed:
    case DiffKind::oversight_gained:
    case DiffKind::oversight_lost:
    case DiffKind::oversight_inherited:
      return follows(d);
    case DiffKind::reporting_changed: {
      const EntityId job = d.turns.front().spell->capacity_of;
      const std::string capacity =
          job == EntityId::none ? "" : fmt::format(" (for {})", name(job, false));
      if (fresh.empty())
        return fmt::format("{} no longer reports to {}{}", who, names(old, true), capacity);
      return fmt::format("{} reports to {}{}{}", who, names(fresh, false),
                         old.empty() ? "" : ", no longer to " + names(old, true), capacity);
    }
    case DiffKind::dotted_gained:
      return fmt::format("{} has a dotted line to {}", who, names(fresh, false));
    case DiffKind::dotted_lost:
      return fmt::format("{} no longer has a dotted line to {}", who, names(old, true));
    case DiffKind::share_changed:
      return fmt::format("{} of {}: {} → {}", names(fresh, false), who,
                         d.turns.size() > 1 ? share_text(*d.turns.back().spell) : "?",
                         share_text(*d.turns.front().spell));
    case DiffKind::stake_gained:
      return fmt::format("{} owns {} of {}", names(fresh, false),
                         share_text(*d.turns.front().spell), who);
    case DiffKind::stake_lost:
      return fmt::format("{} no longer owns {} of {}", names(old, true),
                         share_text(*d.turns.front().spell), who);
    case DiffKind::first_seen:
      return seen(d);
    default:
      return holder(d);
  }
}

std::string DifferenceTeller::phrase(Alike alike) const {
  const Difference& d = *alike.front();
  std::vector<std::string> whose;
  const bool earlier =
      d.kind == DiffKind::dissolved || d.kind == DiffKind::renamed || d.kind == DiffKind::moved;
  for (const Difference* one : alike) {
    const std::string who = name(one->about, earlier);
    if (std::ranges::find(whose, who) == whose.end()) whose.push_back(who);
  }
  const std::string text = forwards(d, listed(whose), alike);
  return d.reversed ? "not yet: " + text : text;
}

std::string DifferenceTeller::marks(const Difference& d) const {
  std::vector<std::string> all;
  if (d.certainty != Certainty::certain) all.emplace_back("possible");
  if (!d.turns.empty()) {
    const Bound& when = d.when();
    const LoggedEvent* e = d.event < 0 ? nullptr : &all_.events[static_cast<std::size_t>(d.event)];
    const auto& effective = e == nullptr ? std::nullopt : e->event.effective;
    const bool other =
        !effective || effective->earliest != when.earliest || effective->latest != when.latest;
    if (other && e != nullptr)
      all.push_back(when.kind == EndKind::unknown
                        ? fmt::format("on an unknown day, {} at the latest", to_string(when.latest))
                        : day_text(when));
    if (const Bound* ended = d.ended(); ended != nullptr && !d.before.empty())
      all.push_back(fmt::format("the end before: {}", day_text(*ended)));
  }
  if (d.gap) {
    all.push_back(
        d.gap->least == d.gap->most
            ? counted(static_cast<std::size_t>(d.gap->least), "day between", "days between")
            : fmt::format("{} to {} days between", d.gap->least, d.gap->most));
  }
  if (all.empty()) return {};
  std::string text;
  for (const std::string& one : all) text += (text.empty() ? "" : "; ") + one;
  return "(" + text + ")";
}

std::string_view DifferenceTeller::sign(const Difference& d) {
  const bool old = d.reversed ? !d.after.empty() : !d.before.empty();
  const bool fresh = d.reversed ? !d.before.empty() : !d.after.empty();
  switch (d.kind) {
    case DiffKind::founded:
    case DiffKind::post_created:
    case DiffKind::name_gained:
    case DiffKind::first_seen:
    case DiffKind::joined:
      return "+";
    case DiffKind::dissolved:
    case DiffKind::post_abolished:
    case DiffKind::name_lost:
    case DiffKind::vacated:
      return "−";
    case DiffKind::merged:
    case DiffKind::split:
    case DiffKind::grouped:
    case DiffKind::spun_off:
    case DiffKind::acquired:
    case DiffKind::upgraded:
    case DiffKind::renamed:
    case DiffKind::reclassified:
    case DiffKind::value_changed:
      return "→";
    case DiffKind::moved:
      return fresh ? "→" : "−";
    default:
      return old && fresh ? "→" : fresh ? "+" : "−";
  }
}

bool DifferenceTeller::alike(const Difference& a, const Difference& b) const {
  if (a.kind != b.kind || a.event != b.event || a.certainty != b.certainty ||
      a.reversed != b.reversed || a.because != b.because || marks(a) != marks(b))
    return false;
  if (a.kind == DiffKind::renamed || a.kind == DiffKind::name_gained)
    return a.about == b.about && name_type(a.aspect) == name_type(b.aspect);
  if (!is_many_in_a_line(a.kind)) return false;
  if (a.kind == DiffKind::founded) {
    const Spell* here = spell_of(a, Kind::part_of, came(a));
    const Spell* there = spell_of(b, Kind::part_of, came(b));
    if ((here == nullptr) != (there == nullptr)) return false;
    if (here != nullptr && here->object != there->object) return false;
  }
  return a.before == b.before && a.after == b.after && a.old_text == b.old_text &&
         a.new_text == b.new_text && a.kind != DiffKind::post_abolished;
}

std::string summary(std::span<const Difference> lines, Certainty certainty) {
  std::map<DiffKind, std::size_t> count;
  for (const Difference& d : lines) {
    if (d.certainty == certainty) ++count[d.kind];
  }
  std::string text;
  for (const auto& [kind, n] : count) {
    std::string what(past(kind));
    std::ranges::replace(what, '-', ' ');
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", n, what);
  }
  return text;
}

Json json_summary(std::span<const Difference> lines) {
  Json all = Json::object();
  for (const Difference& d : lines) {
    Json& one = all[std::string(word(d.kind))];
    if (one.is_null()) one = {{"sure", 0}, {"possible", 0}};
    Json& n = one[d.certainty == Certainty::certain ? "sure" : "possible"];
    n = n.get<int>() + 1;
  }
  return all;
}

namespace {

std::string_view word(Way w) {
  return w == Way::begins ? "begins" : w == Way::ends ? "ends" : "first-seen";
}

Json json_turn(const Scene& scene, const Turn& t) {
  const Spell& s = *t.spell;
  return {{"way", word(t.way)},
          {"certainty", word(t.certainty)},
          {"kind", word(s.kind)},
          {"subject", json_entity(scene, s.subject)},
          {"object", json_entity(scene, s.object)},
          {"capacity_of", json_entity(scene, s.capacity_of)},
          {"aspect", s.aspect},
          {"value", s.value},
          {"role", s.role},
          {"acting", s.acting},
          {"dotted", s.dotted},
          {"date", json_until(t.bound())}};
}

Json json_entities(const Scene& scene, const std::vector<EntityId>& ids) {
  Json list = Json::array();
  for (const EntityId id : ids) list.push_back(json_entity(scene, id));
  return list;
}

}  // namespace

std::vector<SourceId> sources_of(const Differences& all, const Difference& d) {
  std::vector<SourceId> found;
  const auto add = [&](const std::vector<SourceId>& more) {
    for (const SourceId id : more) {
      if (std::ranges::find(found, id) == found.end()) found.push_back(id);
    }
  };
  if (d.event >= 0 && d.change >= 0) {
    add(all.events[static_cast<std::size_t>(d.event)]
            .changes[static_cast<std::size_t>(d.change)]
            .sources);
  }
  if (!found.empty()) return found;
  for (const Turn& t : d.turns) add(t.spell->sources);
  return found;
}

Json json_difference(Reply& reply, const DifferenceTeller& teller, const Differences& all,
                     const Difference& d) {
  const Scene& scene = teller.scene();
  Json changes = Json::array();
  for (const Turn& t : d.turns) changes.push_back(json_turn(scene, t));
  Json event;
  if (d.event >= 0) {
    const Event& e = all.events[static_cast<std::size_t>(d.event)].event;
    event = {{"key", e.key},
             {"name", e.name.empty() ? Json() : Json(e.name)},
             {"effective", e.effective ? json_of(*e.effective) : Json()}};
  }
  const Bound* ended = d.turns.empty() ? nullptr : d.ended();
  return {{"kind", word(d.kind)},
          {"certainty", word(d.certainty)},
          {"about", json_entity(scene, d.about)},
          {"before", json_entities(scene, d.before)},
          {"after", json_entities(scene, d.after)},
          {"old", d.old_text.empty() ? Json() : Json(d.old_text)},
          {"new", d.new_text.empty() ? Json() : Json(d.new_text)},
          {"aspect", d.aspect},
          {"role", d.role},
          {"acting", d.acting},
          {"date", d.turns.empty() ? Json() : json_until(d.when())},
          {"ended", ended == nullptr ? Json() : json_until(*ended)},
          {"gap", d.gap ? Json{{"least", d.gap->least}, {"most", d.gap->most}} : Json()},
          {"event", std::move(event)},
          {"because", d.because < 0 ? Json() : Json(d.because)},
          {"concerned", json_entities(scene, d.concerned)},
          {"reversed", d.reversed},
          {"changes", std::move(changes)},
          {"sources", reply.sources_of(sources_of(all, d))}};
}

}  // namespace reorg::cli
