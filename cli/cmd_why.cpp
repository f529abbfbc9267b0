// reorg why NAME: what the answers about one entity rest on, and what speaks against them.
#include <algorithm>

#include <fmt/format.h>

#include "cli/certainty_text.hpp"
#include "cli/change_text.hpp"
#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/event_text.hpp"
#include "cli/fact_text.hpp"
#include "cli/overseer_text.hpp"
#include "cli/saying.hpp"
#include "cli/text.hpp"
#include "core/query/why.hpp"

namespace reorg::cli {
namespace {

std::optional<Topic> topic_option(const Session& session) {
  if (!session.has("about")) return std::nullopt;
  const std::string text = session.option("about");
  if (const auto topic = topic_named(text)) return topic;
  throw UsageError(
      fmt::format("--about {}: there are head, parent, name, existence, kind, ownership and posts",
                  shown(text)));
}

std::string_view heading(Topic t, EntityKind kind) {
  switch (t) {
    case Topic::head:
      return kind == EntityKind::organization ? "Who oversees it" : "What it oversees";
    case Topic::parent:
      return "Where it belongs";
    case Topic::name:
      return "What it is called";
    case Topic::existence:
      return "That it exists";
    case Topic::kind:
      return "What kind of thing it is";
    case Topic::ownership:
      return "Ownership";
    case Topic::posts:
      return "Posts and reporting";
  }
  return "";
}

std::string answer_phrase(const Scene& scene, const Reason& r) {
  if (r.fact) return r.topic == Topic::existence ? "exists" : fact_text(scene, *r.fact);
  const OverseerRow& row = *r.overseer;
  const std::string role = overseer_role(scene, row);
  std::string text = overseer_name(scene, row, true) + (role.empty() ? "" : ", " + role);
  if (row.via == Via::inherited)
    text += fmt::format(", inherited from {}", short_name(scene, row.organization));
  return text;
}

// "chair, possible, disputed, as announced".
std::string marks(const Scene& scene, const Reason& r) {
  std::string text;
  if (r.overseer) text = r.overseer->capacity + ", ";
  if (r.overseer && r.overseer->dotted) text += "dotted line, ";
  text += word(r.certainty);
  const auto is = [&](auto what) { return std::ranges::any_of(r.spells, what); };
  if (is([](const Spell* s) { return s->standing == Standing::disputed; })) text += ", disputed";
  if (is([&](const Spell* s) { return scene.as_of().is_projected(s->from.latest); }))
    text += ", as announced";
  return text;
}

// "begins 2018-11-26", "ends 2022-12-29", "seen 2018-12-06", "from … until …", "without a date".
std::string contribution(const Statement& s) {
  std::string text;
  switch (s.effect) {
    case Effect::begins:
      text = "begins " + date_phrase(s.from);
      break;
    case Effect::ends:
      text = "ends " + date_phrase(s.until.date);
      break;
    case Effect::seen:
      text = "seen " + date_phrase(s.from);
      break;
    case Effect::period:
      text = s.from ? "from " + date_phrase(s.from) : "from an unknown day";
      if (s.until.kind == EndKind::date) text += ", ended " + date_phrase(s.until.date);
      if (s.until.kind == EndKind::unknown) text += ", ended or may have, on an unknown day";
      break;
    case Effect::always:
      text = "without a date";
      break;
  }
  if (!s.role.empty()) text += ", " + shown(s.role);
  return text;
}

// Of the rows of tables no line is kept.
std::string place_text(const Place& p) {
  return p.line == 0 ? shown(p.file) : fmt::format("{}:{}", shown(p.file), p.line);
}

class Telling {
 public:
  Telling(Session& session, Reply& reply, const WhyAnswer& answer)
      : session_(session), reply_(reply), answer_(answer) {}

  void reasons(EntityKind kind) {
    std::optional<Topic> group;
    for (const Reason& r : answer_.reasons) {
      if (group != r.topic) {
        reply_.blank();
        reply_.line(fmt::format("{}:", heading(r.topic, kind)));
        group = r.topic;
      }
      reason(r);
    }
  }

  void aside() {
    std::optional<Aside> group;
    for (const SetAside& a : answer_.aside) {
      if (group != a.why) {
        reply_.blank();
        reply_.line(std::string(aside_heading(a.why)));
        group = a.why;
      }
      const Statement& s = a.said;
      reply_.branch("  ",
                    fmt::format("{}: {}; {} ({}) {}",
                                statement_phrase(*answer_.named, s, day_of(s)), contribution(s),
                                when(a), place_text(s.place), reply_.dim(reply_.cite(s.sources))),
                    "    ");
    }
  }

 private:
  static Day day_of(const Statement& s) {
    const auto& date = s.from ? *s.from : s.until.date;
    return date.latest == after_all ? date.earliest : date.latest;
  }

  static std::string_view aside_heading(Aside a) {
    switch (a) {
      case Aside::later:
        return "Left out, for it became known only later:";
      case Aside::taken_back:
        return "Left out, for it had been withdrawn or denied:";
      case Aside::unsettled:
        return "Left out, for it is a plan or a rumour:";
    }
    return "";
  }

  static std::string when(const SetAside& a) {
    std::string known = known_text(a.said);
    if (a.why == Aside::taken_back)
      return fmt::format("{}, {} {}", known, a.said.mode == Mode::rumour ? "denied" : "withdrawn",
                         to_string(a.said.known_until));
    if (a.why == Aside::unsettled) return fmt::format("{}, {}", word(a.said.mode), known);
    return known;
  }

  static std::string known_text(const Statement& s) {
    if (s.known.is_endless()) return "known on an unknown day";
    return fmt::format("known since {}{}", to_string(s.known),
                       s.known_assumed ? " (assumed, no source is dated)" : "");
  }

  void reason(const Reason& r) {
    const Scene& scene = answer_.scene_of(r);
    const std::string sure = fmt::format(" ({})", marks(scene, r));
    reply_.branch(
        "  ",
        reply_.bold(answer_phrase(scene, r)) +
            (r.certainty == Certainty::certain ? reply_.dim(sure) : reply_.doubtful(sure)),
        "    ");
    for (const Spell* spell : r.spells) {
      const std::string which = r.spells.size() > 1 ? spell_phrase(scene, *spell) + ": " : "";
      const auto& why = certainty_reasons(*spell, scene.as_of(), answer_.events);
      std::string text;
      for (const std::string& one : why) text += (text.empty() ? "" : "; ") + one;
      reply_.branch("    ", which + text, "      ");
      for (const Evidence& e : r.evidence) {
        if (e.spell == spell) evidence(e.said);
      }
    }
    for (const Spell* rival : r.rivals) {
      reply_.branch(
          "    ",
          fmt::format("but also claimed, {}: {}{}{} {}",
                      rival->standing == Standing::outranked ? "ranked lower" : "of equal rank",
                      spell_phrase(scene, *rival), rival->undated ? "" : "; ",
                      rival->undated ? "" : period_text(rival->from, rival->until, before_all),
                      reply_.dim(reply_.cite(rival->sources))),
          "      ");
    }
  }

  static std::string spell_phrase(const Scene& scene, const Spell& s) {
    const Fact fact{&s, s.object, true, Certainty::certain};
    const std::string who = s.subject == EntityId::none || !scene.has(s.subject)
                                ? "nobody"
                                : short_name(scene, s.subject);
    return is_relation(s.kind) ? who + " " + fact_text(scene, fact) : fact_text(scene, fact);
  }

  // "begins 2018-11-26, president (alibaba/2018.yaml:65): [2] press, published 2018-11-26".
  void evidence(const Statement& s) {
    std::string from;
    for (const Source& source : session_.store().sources(s.sources)) {
      const SourceId id[] = {source.id};
      const std::string cited = reply_.cite({std::begin(id), std::end(id)});
      if (!from.empty()) from += "; ";
      from += cited;
      if (cited == "published later") continue;
      if (source.type != SourceType::unstated) from += fmt::format(" {}", word(source.type));
      from += source.published ? ", published " + shown(source.published->edtf) : ", undated";
    }
    if (from.empty()) from = "no source";
    reply_.branch("    ", fmt::format("· {} ({}): {}", contribution(s), place_text(s.place), from),
                  "      ");
  }

  Session& session_;
  Reply& reply_;
  const WhyAnswer& answer_;
};

// ---- JSON -----------------------------------------------------------------------------------

Json json_statement(Reply& reply, const Statement& s) {
  return {{"effect", word(s.effect)},
          {"mode", word(s.mode)},
          {"from", s.from ? json_of(*s.from) : Json()},
          {"until", s.until.kind == EndKind::date ? json_of(s.until.date) : Json()},
          {"role", s.role},
          {"rank", word(s.rank)},
          {"known", json_of(s.known)},
          {"known_assumed", s.known_assumed},
          {"known_until", json_of(s.known_until)},
          {"file", s.place.file},
          {"line", s.place.line},
          {"note", s.note},
          {"sources", reply.sources_of(s.sources)}};
}

Json json_reason(Reply& reply, const WhyAnswer& answer, const Reason& r) {
  const Scene& scene = answer.scene_of(r);
  Json reasons = Json::array(), evidence = Json::array(), rivals = Json::array();
  std::vector<SourceId> sources;
  for (const Spell* s : r.spells) {
    for (const std::string& text : certainty_reasons(*s, scene.as_of(), answer.events))
      reasons.push_back(text);
    for (const SourceId id : s->sources) {
      if (std::ranges::find(sources, id) == sources.end()) sources.push_back(id);
    }
  }
  for (const Evidence& e : r.evidence) evidence.push_back(json_statement(reply, e.said));
  for (const Spell* s : r.rivals) {
    rivals.push_back(
        {{"subject", json_entity(scene, scene.has(s->subject) ? s->subject : EntityId::none)},
         {"value", s->value},
         {"role", s->role},
         {"from", json_from(s->from)},
         {"until", json_until(s->until)},
         {"standing", word(s->standing)},
         {"sources", reply.sources_of(s->sources)}});
  }
  return {{"about", word(r.topic)},
          {"answer", answer_phrase(scene, r)},
          {"certainty", word(r.certainty)},
          {"reasons", std::move(reasons)},
          {"evidence", std::move(evidence)},
          {"rivals", std::move(rivals)},
          {"sources", reply.sources_of(sources)}};
}

Json json_aside(Reply& reply, const WhyAnswer& answer, const SetAside& a) {
  const Statement& s = a.said;
  Json row = json_statement(reply, s);
  row["why"] = word(a.why);
  row["about"] = word(a.topic);
  row["what"] = statement_phrase(*answer.named, s, s.from ? s.from->latest : s.until.date.latest);
  return row;
}

std::string headline(const WhyAnswer& answer, EntityId id) {
  const Scene& scene = *answer.scene;
  const auto count = [&](Certainty c) {
    return static_cast<std::size_t>(std::ranges::count(answer.reasons, c, &Reason::certainty));
  };
  if (answer.reasons.empty())
    return fmt::format("{} nothing was known of {} that could be explained.",
                       day_phrase(scene.as_of()), short_name(scene, id));
  const std::size_t possible = count(Certainty::possible), all = answer.reasons.size();
  std::string sure = ", all of them certain";
  if (all == 1)
    sure = possible == 0 ? ", and certain" : ", and only possible";
  else if (possible > 0)
    sure = fmt::format(", {} of them only possible",
                       possible == all ? "all" : std::to_string(possible));
  return fmt::format("{} {} known of {}{}.", day_phrase(scene.as_of()),
                     counted(all, "fact is", "facts are"), full_name(scene, id), sure);
}

}  // namespace

int run_why(Session& session) {
  const std::optional<Topic> topic = topic_option(session);
  const NameHit hit = session.the_entity();
  WhyAnswer answer = why(session.source(), session.store(), hit.entity, topic, session.as_of());
  std::erase_if(answer.reasons,
                [&](const Reason& r) { return !session.style().wants(r.certainty); });
  Reply reply(session, structured(session, {hit.key}));
  reply.about(*answer.scene, hit);
  if (reply.as_data()) {
    for (const Reason& r : answer.reasons) reply.row(json_reason(reply, answer, r));
    Json aside = Json::array();
    for (const SetAside& a : answer.aside) aside.push_back(json_aside(reply, answer, a));
    reply.set("set_aside", std::move(aside));
    return reply.finish(!answer.reasons.empty());
  }
  reply.headline(headline(answer, hit.entity));
  Telling telling(session, reply, answer);
  telling.reasons(answer.scene->entity(hit.entity).kind);
  telling.aside();
  return reply.finish(!answer.reasons.empty());
}

}  // namespace reorg::cli
