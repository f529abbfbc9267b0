#include "graphviz/difference_ledger.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace reorg::charts {
namespace {

using Kind = StatementKind;

constexpr std::size_t short_badge = 12;  // letters of a name that a badge has room for

// The weightier mark is the one that a card bears.
int weight(Mark m) {
  constexpr std::array order{Mark::none, Mark::changed, Mark::moved, Mark::ended, Mark::added};
  return static_cast<int>(std::ranges::find(order, m) - order.begin());
}

void raise(UnitEntry& e, Mark mark, Certainty certainty) {
  if (weight(mark) < weight(e.mark)) return;
  e.certainty = mark == e.mark ? std::max(e.certainty, certainty) : certainty;
  e.mark = mark;
}

std::string loud(Certainty c, std::string_view text) {
  return fmt::format("{}{}", c == Certainty::certain ? "" : "POSSIBLY ", text);
}

std::string quiet(Certainty c, std::string_view text) {
  return fmt::format("{}{}", c == Certainty::certain ? "" : "possibly ", text);
}

std::string_view name_type(std::string_view aspect) { return aspect.substr(0, aspect.find(':')); }
bool is_preferred(const Difference& d) { return name_type(d.aspect) == "preferred"; }

std::string_view language(const Difference& d) {
  return std::string_view(d.aspect).substr(std::min(d.aspect.size(), d.aspect.find(':') + 1));
}

const Spell* first_spell(const Difference& d, Kind kind, Way way) {
  for (const Turn& t : d.turns) {
    if (t.spell->kind == kind && t.way == way) return t.spell;
  }
  return nullptr;
}

EntityId one_of(const std::vector<EntityId>& ids) {
  return ids.empty() ? EntityId::none : ids.front();
}

// What a card says when somebody came or left: "NEW HEAD".
std::string people_badge(DiffKind kind, std::string_view capacity) {
  if (capacity.empty()) {  // a post that oversees nothing
    if (kind == DiffKind::left) return "DEPARTURE";
    if (kind == DiffKind::succeeded || kind == DiffKind::appointed || kind == DiffKind::filled)
      return "NEW APPOINTMENT";
  }
  const std::string_view who = capacity == "head"     ? "HEAD"
                               : capacity == "chair"  ? "CHAIR"
                               : capacity == "deputy" ? "DEPUTY"
                               : capacity == "above"  ? "OVERSEER"
                               : capacity == "member" ? "MEMBER"
                                                      : "HOLDER";
  switch (kind) {
    case DiffKind::left:
    case DiffKind::oversight_lost:
      return fmt::format("{} LEFT", who);
    case DiffKind::vacated:
      return "POST VACANT";
    case DiffKind::changed_role:
      return "NEW TITLE";
    case DiffKind::became_acting:
      return fmt::format("{} NOW ACTING", who);
    case DiffKind::became_substantive:
      return fmt::format("{} CONFIRMED", who);
    default:
      return fmt::format("NEW {}", who);
  }
}

class Bookkeeping {
 public:
  Bookkeeping(const TwoDays& days, const LineWords& words, const Shown& shown)
      : days_(days), words_(words), shown_(shown) {
    for (const Difference& d : days.differences.lines) {
      for (const Turn& t : d.turns) {
        if (t.spell->kind != Kind::existence || t.way == Way::first_seen) continue;
        (t.way == Way::begins ? born_ : gone_).insert(t.spell->subject);
      }
    }
    for (const auto& tree : {days.tree_before, days.tree}) {
      for (const Node& n : tree) {
        for (const OverseerRow& r : n.overseers) {
          if (r.post != EntityId::none) overseen_[r.post].emplace(n.organization, r.capacity);
        }
      }
    }
  }

  Ledger made() {
    for (const Difference& d : days_.differences.lines) enter(d);
    return std::move(ledger_);
  }

 private:
  const Scene& scene() const { return *days_.differences.scene; }
  bool is(EntityId id, EntityKind kind) const {
    return scene().has(id) && scene().entity(id).kind == kind;
  }
  std::string name(EntityId id, bool earlier) const {
    return short_name(days_, id, earlier, shown_);
  }
  std::string names(const std::vector<EntityId>& ids, bool earlier) const {
    std::vector<std::string> all;
    for (const EntityId id : ids) all.push_back(name(id, earlier));
    return listed(all);
  }

  UnitEntry& entry(EntityId organization, const Difference& d) {
    UnitEntry& e = ledger_.entries[organization];
    if (std::ranges::find(e.lines, &d) == e.lines.end()) e.lines.push_back(&d);
    e.own_card = true;
    return e;
  }
  void note(EntityId organization, const Difference& d, const std::string& text) {
    if (organization != EntityId::none)
      entry(organization, d).notes.push_back(quiet(d.certainty, text));
  }
  void change(EntityId organization, const Difference& d, BadgeRank rank, std::string_view badge) {
    UnitEntry& e = entry(organization, d);
    raise(e, Mark::changed, d.certainty);
    e.badges.push_back({rank, loud(d.certainty, badge)});
  }

  void enter(const Difference& d) {
    if (d.turns.empty()) {
      follow(d);
      return;
    }
    switch (d.kind) {
      case DiffKind::founded:
      case DiffKind::dissolved:
      case DiffKind::merged:
      case DiffKind::split:
      case DiffKind::grouped:
      case DiffKind::spun_off:
      case DiffKind::acquired:
      case DiffKind::upgraded:
        reorganize(d);
        move(d);
        break;
      case DiffKind::moved:
        move(d);
        break;
      case DiffKind::renamed:
      case DiffKind::name_gained:
      case DiffKind::name_lost:
        rename(d);
        break;
      case DiffKind::reclassified:
        change(d.about, d, BadgeRank::sort, "RECLASSIFIED");
        tell_sorts(d);
        break;
      case DiffKind::value_changed:
        tell_value(d);
        break;
      case DiffKind::post_created:
        note(organization_of(d.about), d, "new post: " + name(d.about, false));
        break;
      case DiffKind::post_abolished:
        note(organization_of(d.about), d, "post abolished: " + name(d.about, true));
        break;
      case DiffKind::share_changed:
      case DiffKind::stake_gained:
      case DiffKind::stake_lost:
        tell_share(d);
        break;
      case DiffKind::first_seen:
        tell_first_seen(d);
        break;
      case DiffKind::reporting_changed:
      case DiffKind::dotted_gained:
      case DiffKind::dotted_lost:
        tell_dotted(d);
        break;
      default:
        seat(d);
    }
  }

  // ---- organizations that begin and end ---------------------------------------------------------

  void reorganize(const Difference& d) {
    for (const Turn& t : d.turns) {
      const EntityId who = t.spell->subject;
      if (t.spell->kind != Kind::existence || !is(who, EntityKind::organization)) continue;
      if (t.way == Way::begins)
        begin(who, t.certainty, d);
      else
        end(who, t.certainty, d);
    }
    switch (d.kind) {
      case DiffKind::merged:
        for (const EntityId into : d.after) {
          if (born_.contains(into)) continue;
          change(into, d, BadgeRank::place, "MERGED");
          entry(into, d).notes.push_back("took in " + names(without(d.before, into), true));
        }
        break;
      case DiffKind::spun_off:
        place(d.about, d, "SPUN OFF");
        break;
      case DiffKind::acquired:
        for (const EntityId bought : d.before) {
          place(bought, d, "ACQUIRED");
          if (!d.after.empty()) entry(bought, d).notes.push_back("by " + names(d.after, false));
        }
        break;
      case DiffKind::upgraded:
        change(d.about, d, BadgeRank::sort, "UPGRADED");
        tell_sorts(d);
        break;
      default:
        break;
    }
  }

  static std::vector<EntityId> without(std::vector<EntityId> ids, EntityId one) {
    std::erase(ids, one);
    return ids;
  }

  void place(EntityId who, const Difference& d, std::string_view badge) {
    if (born_.contains(who)) return;
    UnitEntry& e = entry(who, d);
    raise(e, Mark::moved, d.certainty);
    e.badges.push_back({BadgeRank::place, loud(d.certainty, badge)});
  }

  void begin(EntityId who, Certainty certainty, const Difference& d) {
    UnitEntry& e = entry(who, d);
    raise(e, Mark::added, certainty);
    e.badges.push_back({BadgeRank::life, loud(certainty, "NEW")});
    if (d.before.empty() || d.kind == DiffKind::grouped) return;
    const std::string old = names(without(d.before, who), true);
    const bool goes_on =
        std::ranges::none_of(d.before, [&](EntityId id) { return gone_.contains(id); });
    if (d.kind == DiffKind::merged)
      e.notes.push_back("merged from " + old);
    else if (d.kind == DiffKind::split)
      e.notes.push_back((goes_on ? "split off from " : "split from ") + old);
    else if (d.kind == DiffKind::founded)
      e.notes.push_back("out of " + old);
  }

  void end(EntityId who, Certainty certainty, const Difference& d) {
    std::string text = "ENDED";
    if (d.kind == DiffKind::dissolved) text = "DISSOLVED";
    if (d.kind == DiffKind::split) text = "SPLIT";
    if (d.kind == DiffKind::merged) {
      text = "MERGED";
      const std::string into = d.after.size() == 1 ? name(d.after.front(), false) : "";
      if (!into.empty() && into.size() <= short_badge) text += " INTO " + into;
    }
    ledger_.endings[who] = {loud(certainty, text), certainty, without(d.after, who), &d};
  }

  // ---- places -----------------------------------------------------------------------------------

  void move(const Difference& d) {
    std::vector<EntityId> whom;
    for (const Turn& t : d.turns) {
      const Spell& s = *t.spell;
      if (s.kind == Kind::post_in && d.kind == DiffKind::moved && t.way == Way::begins)
        note(s.object, d, "post moved here: " + name(s.subject, false));
      if (s.kind == Kind::part_of && !s.dotted && std::ranges::find(whom, s.subject) == whom.end())
        whom.push_back(s.subject);
    }
    if (whom.empty() && d.kind == DiffKind::moved && !d.before.empty() && d.after.empty())
      note(d.before.front(), d, "post left: " + name(d.about, true));
    for (const EntityId who : whom) {
      if (born_.contains(who) || gone_.contains(who)) continue;
      Moving m;
      m.who = who;
      m.line = &d;
      m.certainty = Certainty::no;
      for (const Turn& t : d.turns) {
        const Spell& s = *t.spell;
        if (s.kind != Kind::part_of || s.subject != who || s.dotted) continue;
        (t.way == Way::ends ? m.from : m.to) = s.object;
        m.certainty = std::max(m.certainty, t.certainty);
      }
      ledger_.moves.push_back(m);
    }
  }

  void tell_dotted(const Difference& d) {
    const Spell& s = *d.turns.front().spell;
    if (s.kind == Kind::oversees) seat(d);
    if (s.kind != Kind::part_of) return;
    if (!d.before.empty()) note(d.about, d, "no dotted line to " + names(d.before, true) + " now");
    if (!d.after.empty()) note(d.about, d, "new dotted line to " + names(d.after, false));
  }

  // ---- names and values -------------------------------------------------------------------------

  std::string_view main_language() const {
    if (shown_.languages.empty()) return "en";
    return shown_.languages.front() == "zh" ? "zh-Hans"
                                            : std::string_view(shown_.languages.front());
  }

  void rename(const Difference& d) {
    if (!is(d.about, EntityKind::organization)) {
      note(organization_of(d.about), d, words_.phrase(d));
      return;
    }
    if (!is_preferred(d)) {
      const std::string old = fmt::format("“{}”", d.old_text),
                        fresh = fmt::format("“{}”", d.new_text);
      note(d.about, d,
           d.old_text.empty()   ? "also called " + fresh
           : d.new_text.empty() ? "no longer called " + old
                                : fmt::format("{} name was {}", name_type(d.aspect), old));
      return;
    }
    UnitEntry& e = entry(d.about, d);
    if (born_.contains(d.about)) return;  // the card has all its names
    raise(e, Mark::changed, d.certainty);
    const std::string badge = loud(d.certainty, "RENAMED");
    // A name that it may have gained is on the card beside the others.
    if (std::ranges::none_of(e.badges, [](const Badge& b) { return b.text == "RENAMED"; })) {
      std::erase_if(e.badges, [](const Badge& b) { return b.rank == BadgeRank::name; });
      e.badges.push_back({BadgeRank::name, badge});
    }
    if (!d.old_text.empty() && (e.old_name.empty() || language(d) == main_language()))
      e.old_name = d.old_text;
  }

  void tell_sorts(const Difference& d) {
    UnitEntry& e = entry(d.about, d);
    e.sort = d.new_text.empty()   ? "no longer " + d.old_text
             : d.old_text.empty() ? "now " + d.new_text
                                  : d.old_text + " → " + d.new_text;
  }

  void tell_value(const Difference& d) {
    const EntityId where =
        is(d.about, EntityKind::organization) ? d.about : organization_of(d.about);
    if (where == EntityId::none) return;
    change(where, d, BadgeRank::people, "CHANGED");
    const std::string what(d.aspect.empty() ? word(d.turns.front().spell->kind)
                                            : std::string_view(d.aspect));
    std::string text = what + ": ";
    if (d.new_text.empty())
      text += "no longer " + d.old_text;
    else
      text += d.old_text.empty() ? d.new_text : d.old_text + " → " + d.new_text;
    entry(where, d).notes.push_back(std::move(text));
  }

  void tell_share(const Difference& d) {
    const Spell* is = first_spell(d, Kind::owns, Way::begins);
    const Spell* was = first_spell(d, Kind::owns, Way::ends);
    if (is == nullptr && was == nullptr) return;
    const EntityId owner = (is != nullptr ? is : was)->subject;
    const std::string who = name(owner, is == nullptr);
    if (is == nullptr)
      note(d.about, d, fmt::format("{} no longer owns {}", who, words_.share(*was)));
    else if (was == nullptr)
      note(d.about, d, fmt::format("{} owns {}, new", who, words_.share(*is)));
    else
      note(d.about, d, fmt::format("{} owns {} → {}", who, words_.share(*was), words_.share(*is)));
    if (born_.contains(d.about)) return;
    UnitEntry& e = entry(d.about, d);
    raise(e, Mark::changed, d.certainty);
    e.badges.push_back({BadgeRank::sort, loud(d.certainty, is == nullptr    ? "OWNER LEFT"
                                                           : was == nullptr ? "NEW OWNER"
                                                                            : "SHARE CHANGED")});
  }

  void tell_first_seen(const Difference& d) {
    const Spell& s = *d.turns.front().spell;
    if (d.after.empty()) {
      const EntityId where = is(d.about, EntityKind::post) ? organization_of(d.about) : d.about;
      const std::string what = where == d.about ? "" : "post " + name(d.about, false) + " ";
      note(where, d, what + "first seen by " + to_string(d.when().latest));
      return;
    }
    if (s.kind == Kind::oversees || s.kind == Kind::holds || s.kind == Kind::member_of) seat(d);
    if (s.kind == Kind::owns)
      note(s.object, d,
           fmt::format("{} owns {}, first seen", name(s.subject, false), words_.share(s)));
  }

  // ---- people -----------------------------------------------------------------------------------

  EntityId organization_of(EntityId post) const {
    EntityId found = EntityId::none;
    for (const Spell& s : scene().relations()) {
      if (s.kind == Kind::post_in && s.subject == post &&
          (found == EntityId::none || scene().holds(s) != Certainty::no))
        found = s.object;
    }
    return found;
  }

  void seat(const Difference& d) {
    if (!shown_.people) return;
    SeatChange change;
    change.line = &d;
    change.was = one_of(d.before);
    change.is = one_of(d.after);
    if (is(d.about, EntityKind::post)) {
      change.post = d.about;
      const auto overseen = overseen_.find(d.about);
      if (overseen != overseen_.end()) {
        for (const auto& [organization, capacity] : overseen->second) {
          change.capacity = capacity;
          take_seat(organization, change);
        }
      } else if (const EntityId where = organization_of(d.about); where != EntityId::none) {
        take_seat(where, change);
      }
      return;
    }
    if (is(d.about, EntityKind::person)) {  // a member
      change.was = d.before.empty() ? EntityId::none : d.about;
      change.is = d.after.empty() ? EntityId::none : d.about;
      change.capacity = "member";
      take_seat(d.turns.front().spell->object, change);
      return;
    }
    change.capacity = d.aspect;
    take_seat(d.about, change);
  }

  void take_seat(EntityId organization, const SeatChange& c) {
    const Difference& d = *c.line;
    UnitEntry& e = entry(organization, d);
    e.seats.push_back(c);
    std::vector<std::string> others;
    for (const EntityId id : d.between) others.push_back(name(id, false));
    if (!others.empty()) e.notes.push_back("in between: " + listed(others));
    if (d.gap && d.gap->least > 0)
      e.notes.push_back(fmt::format("nobody known for {} days", d.gap->least));
    if (d.kind == DiffKind::first_seen || born_.contains(organization)) return;
    raise(e, Mark::changed, d.certainty);
    const BadgeRank rank = c.capacity == "head"    ? BadgeRank::head
                           : c.capacity == "chair" ? BadgeRank::chair
                                                   : BadgeRank::people;
    e.badges.push_back({rank, loud(d.certainty, people_badge(d.kind, c.capacity))});
  }

  // Oversight that goes with a post is on the card when its holder is.
  void follow(const Difference& d) {
    if (d.kind == DiffKind::oversight_inherited) return;
    for (const EntityId organization : d.concerned) {
      const auto at = ledger_.entries.find(organization);
      if (at == ledger_.entries.end()) continue;
      if (std::ranges::any_of(at->second.seats,
                              [&](const SeatChange& c) { return c.post == d.about; }))
        at->second.lines.push_back(&d);
    }
  }

  const TwoDays& days_;
  const LineWords& words_;
  const Shown& shown_;
  std::set<EntityId> born_, gone_;
  std::map<EntityId, std::set<std::pair<EntityId, std::string>>> overseen_;  // by posts
  Ledger ledger_;
};

}  // namespace

Ledger ledger(const TwoDays& days, const LineWords& words, const Shown& shown) {
  return Bookkeeping(days, words, shown).made();
}

std::string short_name(const TwoDays& days, EntityId id, bool earlier, const Shown& shown) {
  const Scene* scene = earlier ? &days.before : &days.after;
  if (!scene->has(id)) scene = days.differences.scene.get();
  if (!scene->has(id)) scene = earlier ? &days.after : &days.before;
  if (!scene->has(id)) return {};
  std::string acronym = scene->acronym(id);
  return acronym.empty() ? main_name(*scene, id, shown) : acronym;
}

std::string listed(const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? " and " : ", ";
    text += items[i];
  }
  return text;
}

}  // namespace reorg::charts
