#include "cli/change_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/fact_text.hpp"
#include "cli/saying.hpp"
#include "cli/text.hpp"

namespace reorg::cli {
namespace {

using Kind = StatementKind;
using Said = std::vector<const Statement*>;

// As it was called on the day; where that is not known, as on the scene's own day.
std::string called_on(const Scene& scene, EntityId id, Day day) {
  if (id == EntityId::none || !scene.has(id)) return "nobody";
  for (const std::string_view aspect : {"preferred:en", "preferred:zh-Hans"}) {
    for (const Spell* s : scene.all_values(id, Kind::name)) {
      if (s->aspect == aspect && holds_on(*s, day) != Certainty::no) return shown(s->value);
    }
  }
  return short_name(scene, id);
}

// Tells one change: who and what it names, as called on its day.
class Teller {
 public:
  Teller(const Scene& scene, const LoggedChange& logged, const Event& event)
      : scene_(scene), change_(logged.change), logged_(logged) {
    const auto& date = event.effective ? event.effective : event.announced;
    if (date) day_ = date->latest == after_all ? date->earliest : date->latest;
  }

  std::string phrase() const {
    switch (change_.verb) {
      case Verb::found:
        return fmt::format("{} is founded{}{}{}", originals_or_results(change_.results), parent(),
                           from(), founders());
      case Verb::dissolve:
        return fmt::format("{} is dissolved{}", before(change_.originals),
                           list(" into ", change_.results));
      case Verb::rename:
        return renamed();
      case Verb::reclassify:
        return fmt::format("{} is reclassified{} as {}", names(change_.originals),
                           value(Kind::classification, Effect::ends, " from "),
                           value(Kind::classification, Effect::begins, ""));
      case Verb::upgrade:
        return fmt::format("{} is upgraded{}{}", names(change_.originals),
                           value(Kind::legal_form, Effect::begins, " to a "),
                           value(Kind::classification, Effect::begins, " as "));
      case Verb::move:
        return moved();
      case Verb::merge:
        return fmt::format("{} merge into {}{}", before(change_.originals), names(change_.results),
                           parent());
      case Verb::split:
        return divided();
      case Verb::group:
        return fmt::format("{} {} put under {}", names(change_.originals),
                           change_.originals.size() == 1 ? "is" : "are", names(change_.results));
      case Verb::spin_off:
        return fmt::format("{} is spun off{}", names(change_.originals),
                           objects(" from ", Kind::part_of, Effect::ends));
      case Verb::transfer:
        return fmt::format("{}{}{}", shown(change_.text), list(": from ", change_.originals),
                           list(change_.originals.empty() ? ": to " : " to ", change_.results));
      case Verb::create:
        return fmt::format("the post {} is created", posts());
      case Verb::abolish:
        return fmt::format("the post {} is abolished", posts());
      case Verb::vacate:
        return vacated();
      case Verb::appoint:
        return appointed();
      case Verb::leave:
        return left();
      case Verb::withdraw:
      case Verb::deny:
        return {};
      case Verb::plan:
      case Verb::rumour:
      case Verb::note:
        return shown(change_.text.empty() ? noted() : change_.text);
      default:
        return statements();
    }
  }

 private:
  Said said(Kind kind, Effect effect) const {
    Said found;
    for (const Statement& s : logged_.said) {
      if (s.kind == kind && s.effect == effect) found.push_back(&s);
    }
    return found;
  }
  const Statement* first(Kind kind, Effect effect) const {
    const Said found = said(kind, effect);
    return found.empty() ? nullptr : found.front();
  }

  // ---- names as on a day

  std::string called(EntityId id, Day day) const { return called_on(scene_, id, day); }
  std::string name(EntityId id) const { return called(id, day_); }
  std::string names(const std::vector<EntityId>& ids) const {
    std::vector<std::string> all;
    for (const EntityId id : ids) all.push_back(name(id));
    return listed(all);
  }
  // What ends on the day was called so on the day before.
  std::string before(const std::vector<EntityId>& ids) const {
    std::vector<std::string> all;
    for (const EntityId id : ids) all.push_back(called(id, day_ - 1));
    return listed(all);
  }
  std::string originals_or_results(const std::vector<EntityId>& ids) const {
    return ids.empty() ? names(change_.originals) : names(ids);
  }
  std::string list(std::string_view lead, const std::vector<EntityId>& ids) const {
    return ids.empty() ? "" : std::string(lead) + names(ids);
  }
  std::string objects(std::string_view lead, Kind kind, Effect effect) const {
    std::vector<std::string> all;
    for (const Statement* s : said(kind, effect)) {
      if (std::string text = name(s->object); std::ranges::find(all, text) == all.end())
        all.push_back(std::move(text));
    }
    return all.empty() ? "" : std::string(lead) + listed(all);
  }
  std::string value(Kind kind, Effect effect, std::string_view lead) const {
    const Statement* s = first(kind, effect);
    return s == nullptr ? "" : std::string(lead) + shown(s->value);
  }
  // "chief technology officer of Alibaba Group"
  std::string post(EntityId id) const {
    for (const Spell* s : scene_.relations_of(id)) {
      if (s->kind == Kind::post_in) return name(id) + " of " + name(s->object);
    }
    return name(id);
  }

  // ---- sorts of changes

  std::string parent() const { return objects(" in ", Kind::part_of, Effect::begins); }
  std::string from() const { return list(" from ", change_.originals); }
  std::string founders() const {
    std::vector<std::string> all;
    for (const Statement* s : said(Kind::member_of, Effect::begins))
      all.push_back(name(s->subject));
    return all.empty() ? "" : " by " + listed(all);
  }

  std::string old_name(const Statement& begun) const {
    for (const Statement& s : logged_.said) {
      if (s.kind == Kind::name && s.effect != Effect::begins && s.aspect == begun.aspect)
        return s.value;
    }
    std::string old;
    for (const Spell* s : scene_.all_values(begun.subject, Kind::name)) {
      const bool other = s->aspect == begun.aspect && s->value != begun.value;
      const Day eve = (begun.from ? begun.from->earliest : day_) - 1;
      if (other && holds_on(*s, eve) != Certainty::no) old = s->value;
    }
    return old;
  }
  std::string renamed() const {
    std::vector<std::string> all;
    for (const Statement* s : said(Kind::name, Effect::begins)) {
      const std::string old = old_name(*s);
      all.push_back(old.empty() ? fmt::format("“{}”", shown(s->value))
                                : fmt::format("“{}” → “{}”", shown(old), shown(s->value)));
    }
    const std::string who =
        change_.originals.empty() ? "" : called(change_.originals.front(), day_ - 1);
    return fmt::format("{} is renamed: {}", who, listed(all));
  }

  std::string old_parents() const {
    if (std::string told = objects("", Kind::part_of, Effect::ends); !told.empty()) return told;
    std::vector<std::string> all;
    for (const Statement* begun : said(Kind::part_of, Effect::begins)) {
      if (begun->dotted) continue;
      for (const Spell* s : scene_.relations_of(begun->subject)) {
        if (s->kind != Kind::part_of || s->object == begun->object || s->dotted) continue;
        if (holds_on(*s, day_ - 1) == Certainty::no) continue;
        if (std::string text = name(s->object); std::ranges::find(all, text) == all.end())
          all.push_back(std::move(text));
      }
    }
    return listed(all);
  }
  std::string moved() const {
    const std::string old = old_parents();
    const std::string to = objects("", Kind::part_of, Effect::begins);
    const char* verb = change_.originals.size() == 1 ? "moves" : "move";
    const char* leaves = change_.originals.size() == 1 ? "leaves" : "leave";
    if (to.empty()) return fmt::format("{} {} {}", names(change_.originals), leaves, old);
    const Statement* s = first(Kind::part_of, Effect::begins);
    return fmt::format("{} {}{} to {}{}", names(change_.originals), verb,
                       old.empty() ? "" : " from " + old, to, s->dotted ? " (dotted line)" : "");
  }

  std::string divided() const {
    if (!said(Kind::existence, Effect::ends).empty())
      return fmt::format("{} is split into {}", before(change_.originals), names(change_.results));
    return fmt::format("{} {} split off from {}", names(change_.results),
                       change_.results.size() == 1 ? "is" : "are", names(change_.originals));
  }

  std::string posts() const {
    std::vector<std::string> all;
    for (const EntityId id : change_.others) {
      if (scene_.has(id) && scene_.entity(id).kind == EntityKind::post) all.push_back(post(id));
    }
    return listed(all);
  }
  std::string vacated() const {
    std::string text = fmt::format("the post {} is vacant", posts());
    if (const Statement* s = first(Kind::holds, Effect::ends))
      text += ", left by " + name(s->subject);
    return text;
  }

  static std::string_view over(const std::string& capacity) {
    if (capacity == "chair") return "to the chair of";
    if (capacity == "above") return "above the head of";
    return capacity == "deputy" ? "deputy over" : "over";
  }
  std::string place(const Statement& s) const {
    switch (s.kind) {
      case Kind::holds:
        return "to the post " + post(s.object);
      case Kind::oversees:
        return fmt::format("{} {}", over(s.aspect), name(s.object));
      default:
        return "in " + name(s.object);
    }
  }
  static std::string role(const Statement& s) {
    std::string text = shown(s.role);
    if (s.acting && text.find("acting") == std::string::npos)
      text = text.empty() ? "acting head" : "acting " + text;
    if (!text.empty()) text = " as " + text;
    if (s.alongside) text += ", alongside others";
    return s.dotted ? text + " (dotted line)" : text;
  }
  std::string appointed() const {
    for (const Kind kind : {Kind::holds, Kind::oversees, Kind::member_of}) {
      const Statement* s = first(kind, Effect::begins);
      if (s == nullptr) continue;
      std::vector<std::string> old;
      for (const Statement* e : said(kind, Effect::ends)) old.push_back(name(e->subject));
      return fmt::format("{} is appointed {}{}{}{}", name(s->subject), place(*s), role(*s),
                         old.empty() ? "" : ", replacing " + listed(old),
                         objects(", leaving ", Kind::leaves, Effect::ends));
    }
    return statements();
  }
  std::string left() const {
    const Said all = said(Kind::leaves, Effect::ends);
    if (all.empty()) return statements();
    std::vector<std::string> places;
    for (const Statement* s : all) {
      if (s->object == EntityId::none) return name(s->subject) + " leaves everything";
      const bool is_post =
          scene_.has(s->object) && scene_.entity(s->object).kind == EntityKind::post;
      places.push_back((is_post ? "the post " + post(s->object) : name(s->object)) +
                       (s->aspect.empty() || s->aspect == "head"
                            ? ""
                            : fmt::format(" (as {})", shown(s->aspect))));
    }
    return fmt::format("{} leaves {}{}", name(all.front()->subject), listed(places),
                       role(*all.front()));
  }

  std::string noted() const {
    for (const Statement& s : logged_.said) {
      if (s.kind == Kind::note) return s.value;
    }
    return {};
  }

  // Whatever it says, one after the other.
  std::string statements() const {
    std::string text;
    for (const Statement& s : logged_.said) {
      const bool begins = s.effect != Effect::ends;
      if (!begins && logged_.said.size() > 1 && s.kind == logged_.said.front().kind) continue;
      const std::string one = statement_phrase(scene_, s, day_);
      text += (text.empty() ? "" : "; ") + (begins ? one : "no longer: " + one);
    }
    if (text.empty()) text = std::string(word(change_.verb)) + " " + names(change_.originals);
    return text;
  }

  const Scene& scene_;
  const Change& change_;
  const LoggedChange& logged_;
  Day day_ = after_all;
};

}  // namespace

std::string change_phrase(const Scene& scene, const LoggedChange& change, const Event& event) {
  return Teller(scene, change, event).phrase();
}

std::string statement_phrase(const Scene& scene, const Statement& s, Day day) {
  Spell spell;
  if (s.effect != Effect::begins) spell.from.kind = EndKind::unknown;
  spell.kind = s.kind;
  spell.subject = s.subject;
  spell.object = s.object;
  spell.capacity_of = s.capacity_of;
  spell.aspect = s.aspect;
  spell.value = s.value;
  spell.role = s.role;
  spell.acting = s.acting;
  spell.dotted = s.dotted;
  if (s.kind == Kind::leaves) {
    return fmt::format("{} leaves {}", called_on(scene, s.subject, day),
                       s.object == EntityId::none ? "everything" : called_on(scene, s.object, day));
  }
  return spell_phrase(scene, spell, day);
}

std::string spell_phrase(const Scene& scene, const Spell& s, Day day) {
  const std::string who = called_on(scene, s.subject, day);
  const Fact fact{&s, s.object, true, Certainty::certain};
  std::string phrase = fact_text(scene, fact);
  for (const std::string_view bare : {"part of ", "a ", "called ", "classed ", "listed"}) {
    if (phrase.starts_with(bare)) phrase.insert(0, "is ");
  }
  if (s.kind == Kind::note || s.kind == Kind::purpose) return phrase;
  return fmt::format("{} {}", who, phrase);
}

std::string plain_phrase(const Scene& scene, const Statement& s, bool ends) {
  const Date& date = ends || !s.from ? s.until.date : *s.from;
  const Day day = date.latest == after_all ? date.earliest : date.latest;
  return fmt::format("{}: {}", ends ? "ends" : "begins",
                     statement_phrase(scene, s, ends ? day - 1 : day));
}

}  // namespace reorg::cli
