// reorg became NAME and reorg origins NAME: successors and predecessors, told as a tree of changes.
#include <algorithm>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/reply.hpp"
#include "cli/saying.hpp"
#include "cli/text.hpp"
#include "core/query/succession.hpp"

namespace reorg::cli {
namespace {

// "dissolved on 2018-09-30 into", from the original to the result; and the way back.
std::string onward(const SuccessionStep& s, const std::string& day) {
  switch (s.told->change.verb) {
    case Verb::dissolve:
      return s.result == EntityId::none
                 ? fmt::format("dissolved {}; into what is not recorded", day)
                 : fmt::format("dissolved {} into", day);
    case Verb::merge:
      return s.ends ? fmt::format("merged {} into", day)
                    : fmt::format("joined {}, and went on within,", day);
    case Verb::split:
      return s.ends ? fmt::format("split {} into", day) : fmt::format("split off from it {}:", day);
    case Verb::group:
      return fmt::format("grouped {} under", day);
    case Verb::spin_off:
      return fmt::format("spun off from it {}:", day);
    default:
      return fmt::format("founded from it {}:", day);
  }
}

std::string backward(const SuccessionStep& s, const std::string& day) {
  switch (s.told->change.verb) {
    case Verb::dissolve:
      return fmt::format("{} took over from the dissolved", day);
    case Verb::merge:
      return s.begins ? fmt::format("merged {} from", day) : fmt::format("{} took in", day);
    case Verb::split:
      return s.ends ? fmt::format("split {} from", day) : fmt::format("split off {} from", day);
    case Verb::group:
      return fmt::format("{} {} over", s.begins ? "founded" : "put", day);
    case Verb::spin_off:
      return fmt::format("spun off {} from", day);
    default:
      return fmt::format("founded {} from", day);
  }
}

class Telling {
 public:
  Telling(Session& session, const NameHit& hit, Heading heading)
      : heading_(heading),
        hit_(hit),
        lineage_(fetch_lineage(session.source(), hit.entity, heading, session.as_of())),
        answer_(succession(lineage_, hit.entity, heading)) {
    std::erase_if(answer_.steps,
                  [&](const Descent& d) { return !session.style().wants(d.certainty); });
  }

  const Scene& scene() const { return *lineage_.scene; }
  bool answered() const { return !answer_.steps.empty() || !answer_.transfers.empty(); }

  void as_rows(Reply& reply) const {
    reply.set("life", word(answer_.life));
    if (heading_ == Heading::became)
      reply.set("heirs", entities(answer_.heirs));
    else
      reply.set("parents", entities(answer_.parents));
    for (const Descent& d : answer_.steps) reply.row(json_descent(reply, d));
    for (const Told* t : answer_.transfers) reply.row(json_transfer(reply, *t));
  }

  void as_text(Reply& reply) const {
    reply.headline(heading_ == Heading::became ? fate() : descent());
    if (!answer_.steps.empty()) {
      reply.blank();
      reply.line(full_name(scene(), hit_.entity), 2);
      tell_steps(reply);
    }
    tell_transfers(reply);
  }

 private:
  std::string names(const std::vector<EntityId>& ids) const {
    std::vector<std::string> list;
    for (const EntityId id : ids) list.push_back(short_name(scene(), id));
    return listed(list);
  }

  // "on 2018-09-30", "in 2018-09", "on some day from 2018-11-26 to 2018-12-02".
  static std::string day_of(const Told& t) {
    const Date& d = *t.event.effective;
    const std::string day = day_text(
        {d.earliest, d.latest, EndKind::date, Basis::stated, d.edtf, d.uncertain, t.event.id});
    const bool one = d.earliest == d.latest || day.starts_with("some day");
    return (one ? "on " : "in ") + day;
  }

  std::string fate() const {
    const std::string when = day_phrase(scene().as_of());
    const std::string name = short_name(scene(), hit_.entity);
    const bool now = was(scene().as_of()) == "is";
    switch (answer_.life) {
      case Life::not_yet:
        return fmt::format("{} {} did not exist yet.", when, name);
      case Life::no_longer:
        return fmt::format("{} {} no longer {}; {}.", when, name, now ? "exists" : "existed",
                           answer_.heirs.empty() ? "what became of it is not recorded"
                                                 : "it became " + names(answer_.heirs));
      case Life::perhaps:
        return fmt::format("{} it is not certain whether {} {}.", when, name,
                           now ? "exists" : "existed");
      default:
        break;
    }
    return fmt::format("{} {} {}; {}.", when, name,
                       answer_.life == Life::alive ? (now ? "exists" : "existed")
                                                   : "is not recorded to have ended",
                       offspring());
  }

  // "A and B came out of it, it joined C".
  std::string offspring() const {
    std::vector<EntityId> out, joined, announced;
    for (const Descent& d : answer_.steps) {
      if (d.depth > 0 || d.step.result == EntityId::none) continue;
      (d.projected ? announced : d.step.leads_on() ? out : joined).push_back(d.step.result);
    }
    std::vector<std::string> parts;
    if (!out.empty()) parts.push_back(names(out) + " came out of it");
    if (!joined.empty()) parts.push_back("it joined " + names(joined));
    if (!announced.empty()) parts.push_back(names(announced) + " as announced");
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
    return text.empty() ? "nothing is recorded to have come out of it" : text;
  }

  std::string descent() const {
    const std::string when = day_phrase(scene().as_of());
    const std::string name = short_name(scene(), hit_.entity);
    if (answer_.life == Life::not_yet) return fmt::format("{} {} did not exist yet.", when, name);
    if (!answer_.parents.empty())
      return fmt::format("{} {} {} known to have come from {}.", when, name, was(scene().as_of()),
                         names(answer_.parents));
    std::string how = "when it was founded is not recorded";
    if (!answer_.founded.empty()) {
      const Told& t = *answer_.founded.front();
      std::vector<EntityId> founders;
      for (const EntityId id : t.change.others) {
        if (scene().entity(id).kind == EntityKind::person) founders.push_back(id);
      }
      how = fmt::format("it was founded {}{}", day_of(t),
                        founders.empty() ? "" : " by " + names(founders));
    }
    return fmt::format("{} no organization {} known that {} began from; {}.", when,
                       was(scene().as_of()), name, how);
  }

  // What the step leads to, as it was called then and now.
  std::string other_name(const Descent& d) const {
    const EntityId id = d.other(heading_);
    if (id == EntityId::none) return {};
    const Date& day = *d.step.told->event.effective;
    const std::string then = shown(name_on(scene(), id, day.latest));
    const std::string now = short_name(scene(), id);
    const std::string native = scene().native_name(id);
    if (then != now && now.find(then) == std::string::npos)
      return fmt::format(" {}, since renamed {}", then, full_name(scene(), id));
    return fmt::format(" {}{}", now, native.empty() ? "" : " " + shown(native));
  }

  std::string step_text(Reply& reply, const Descent& d) const {
    const SuccessionStep& s = d.step;
    const std::string day = day_of(*s.told);
    std::string text = (heading_ == Heading::became ? onward(s, day) : backward(s, day));
    text += other_name(d);
    if (heading_ == Heading::origins && !s.ends) text += ", which went on";
    for (const Told* t : s.handed) text += "; with " + shown(t->change.text);
    if (!s.told->event.name.empty()) text += " — " + shown(s.told->event.name);
    std::vector<std::string> marks;
    if (d.certainty != Certainty::certain) marks.emplace_back("possible");
    if (d.projected) marks.emplace_back("as announced");
    if (d.repeated) marks.emplace_back("see above");
    if (!marks.empty()) text += fmt::format(" ({})", listed(marks));
    std::vector<SourceId> sources = s.told->sources();
    for (const Told* t : s.handed) {
      for (const SourceId id : t->sources()) {
        if (std::ranges::find(sources, id) == sources.end()) sources.push_back(id);
      }
    }
    return text + " " + reply.cite(sources);
  }

  bool is_last(std::size_t at) const {
    const int depth = answer_.steps[at].depth;
    for (std::size_t i = at + 1; i < answer_.steps.size(); ++i) {
      if (answer_.steps[i].depth <= depth) return answer_.steps[i].depth < depth;
    }
    return true;
  }

  void tell_steps(Reply& reply) const {
    std::vector<bool> open;  // whether more follows, by depth
    for (std::size_t i = 0; i < answer_.steps.size(); ++i) {
      const Descent& d = answer_.steps[i];
      open.resize(static_cast<std::size_t>(d.depth));
      std::string lead = "  ";
      for (const bool more : open) lead += more ? "│  " : "   ";
      const bool last = is_last(i);
      reply.branch(lead + (last ? "└─ " : "├─ "), step_text(reply, d),
                   lead + (last ? "   " : "│  "));
      open.push_back(!last);
    }
  }

  void tell_transfers(Reply& reply) const {
    if (answer_.transfers.empty()) return;
    reply.blank();
    reply.line(heading_ == Heading::became
                   ? "Functions transferred from it, as the sources word them:"
                   : "Functions transferred to it, as the sources word them:");
    for (const Told* t : answer_.transfers) {
      const auto& others = heading_ == Heading::became ? t->change.results : t->change.originals;
      const std::string whom =
          others.empty()
              ? ""
              : fmt::format(", {} {}", heading_ == Heading::became ? "to" : "from", names(others));
      reply.line(fmt::format("{}{}, {} {}", shown(t->change.text), whom, day_of(*t),
                             reply.cite(t->sources())),
                 2);
    }
  }

  // ---- JSON

  Json entities(const std::vector<EntityId>& ids) const {
    Json list = Json::array();
    for (const EntityId id : ids) list.push_back(json_entity(scene(), id));
    return list;
  }

  static Json json_change(Reply& reply, const Told& t) {
    const Event& e = t.event;
    return {{"verb", word(t.change.verb)},
            {"event", e.name},
            {"effective", json_of(*e.effective)},
            {"announced", e.announced ? json_of(*e.announced) : Json()},
            {"text", t.change.text},
            {"sources", reply.sources_of(t.sources())}};
  }

  Json json_descent(Reply& reply, const Descent& d) const {
    const SuccessionStep& s = d.step;
    Json handed = Json::array();
    for (const Told* t : s.handed) handed.push_back(json_change(reply, *t));
    Json row = {{"kind", "step"},
                {"depth", d.depth},
                {"original", json_entity(scene(), s.original)},
                {"result", json_entity(scene(), s.result)},
                {"original_ended", s.ends},
                {"result_began", s.begins},
                {"other_life",
                 s.result == EntityId::none ? Json() : Json(word(scene().life(d.other(heading_))))},
                {"certainty", word(d.certainty)},
                {"projected", d.projected},
                {"repeated", d.repeated},
                {"handed", std::move(handed)}};
    row.update(json_change(reply, *s.told));
    return row;
  }

  Json json_transfer(Reply& reply, const Told& t) const {
    const bool became = heading_ == Heading::became;
    const auto& others = became ? t.change.results : t.change.originals;
    const Json other = others.empty() ? Json() : json_entity(scene(), others.front());
    const Json self = json_entity(scene(), hit_.entity);
    const bool past = t.event.effective->latest <= scene().as_of().last;
    Json row = {{"kind", "transfer"},
                {"depth", 0},
                {"original", became ? self : other},
                {"result", became ? other : self},
                {"original_ended", false},
                {"result_began", false},
                {"other_life", nullptr},
                {"certainty", past ? "certain" : "possible"},
                {"projected", scene().as_of().is_projected(t.event.effective->latest)},
                {"repeated", false},
                {"handed", Json::array()}};
    row.update(json_change(reply, t));
    return row;
  }

  Heading heading_;
  const NameHit& hit_;
  Lineage lineage_;
  Succession answer_;
};

int tell(Session& session, Heading heading) {
  const NameHit hit = session.the_entity();
  if (hit.kind != EntityKind::organization) {
    throw UsageError(fmt::format("{} is a {}; only organizations become others", shown(hit.text),
                                 word(hit.kind)),
                     {session.instead("history", hit.key)});
  }
  Reply reply(session, structured(session, {hit.key}));
  const Telling telling(session, hit, heading);
  reply.about(telling.scene(), hit, "organization");
  if (reply.as_data())
    telling.as_rows(reply);
  else
    telling.as_text(reply);
  return reply.finish(telling.answered());
}

}  // namespace

int run_became(Session& session) { return tell(session, Heading::became); }
int run_origins(Session& session) { return tell(session, Heading::origins); }

}  // namespace reorg::cli
