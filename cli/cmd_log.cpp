// reorg log [NAME]: what happened, by event, newest first (R14).
#include <algorithm>

#include <fmt/format.h>

#include "cli/change_text.hpp"
#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/event_text.hpp"
#include "cli/json_event.hpp"
#include "cli/progress.hpp"
#include "cli/revision_log.hpp"
#include "cli/saying.hpp"
#include "cli/text.hpp"
#include "core/query/log.hpp"

namespace reorg::cli {
namespace {

std::optional<Verb> verb_option(const Session& session) {
  if (!session.has("kind")) return std::nullopt;
  const std::string text = session.option("kind");
  std::vector<std::string> kinds;
  for (auto n = static_cast<unsigned>(Verb::found); n <= static_cast<unsigned>(Verb::deny); ++n) {
    const auto verb = static_cast<Verb>(n);
    if (word(verb) == text) return verb;
    kinds.emplace_back(word(verb));
  }
  throw UsageError(
      fmt::format("--kind {}: no such kind of change; there are {}", shown(text), listed(kinds)));
}

Extent extent_of(EntityId about) {
  return about == EntityId::none ? Extent::everything : Extent::group;
}

std::string headline(const Scene& scene, EntityId about, const std::vector<LoggedEvent>& all,
                     std::optional<Verb> verb) {
  const auto of_events = static_cast<std::size_t>(
      std::ranges::count_if(all, [](const LoggedEvent& e) { return !e.is_plain(); }));
  std::string whom;
  if (about != EntityId::none) {
    const bool circle = scene.entity(about).kind == EntityKind::organization;
    whom =
        fmt::format(" of {}{}", short_name(scene, about), circle ? " and what was below it" : "");
  }
  const std::string of_kind =
      verb ? fmt::format(" with changes of the kind “{}”", word(*verb)) : std::string();
  const auto seen = static_cast<std::size_t>(std::ranges::count_if(all, &LoggedEvent::is_sighting));
  const std::string sightings = seen == 0 ? ""
                                          : fmt::format(" ({} of them only {} what was seen)", seen,
                                                        seen == 1 ? "says" : "say");
  const std::string plain =
      all.size() == of_events
          ? ""
          : fmt::format(", and {} with beginnings or ends that no event is recorded for",
                        counted(all.size() - of_events, "day", "days"));
  const std::string count =
      all.empty() ? "no event is" : counted(of_events, "event is", "events are");
  return fmt::format("{} {} recorded{}{}{}{}.", day_phrase(scene.as_of()), count, of_kind, whom,
                     sightings, plain);
}

// What was merely seen goes last, in one paragraph: it says who stayed, not what happened.
void tell_sightings(Reply& reply, const Scene& scene, const LoggedEvent& e) {
  std::string text;
  std::vector<SourceId> sources;
  for (const LoggedChange& c : e.changes) {
    if (c.change.verb != Verb::attest) continue;
    text += (text.empty() ? "seen: " : "; ") + change_phrase(scene, c, e.event);
    for (const SourceId id : c.sources) {
      if (std::ranges::find(sources, id) == sources.end()) sources.push_back(id);
    }
  }
  if (!text.empty()) reply.branch("  ", text + " " + reply.dim(reply.cite(sources)), "    ");
}

void tell_changes(Reply& reply, const Scene& scene, const LoggedEvent& e) {
  const std::string title = event_title(e);
  for (const LoggedChange& c : e.changes) {
    const std::string phrase = change_phrase(scene, c, e.event);
    if (c.change.verb == Verb::attest || phrase.empty() || phrase == title) continue;
    reply.branch("  ", phrase + " " + reply.dim(reply.cite(c.sources)), "    ");
  }
  for (const Statement& s : e.plain) {
    reply.branch("  ",
                 plain_phrase(scene, s, e.plain_ends) + " " + reply.dim(reply.cite(s.sources)),
                 "    ");
  }
  tell_sightings(reply, scene, e);
  if (e.elsewhere > 0) {
    reply.line(fmt::format("and {} elsewhere", counted(e.elsewhere, "change", "changes")), 2);
  }
}

// Whether the title says all, so that its sources stand beside it.
bool says_all(const Scene& scene, const LoggedEvent& e, const std::string& title) {
  return std::ranges::all_of(e.changes, [&](const LoggedChange& c) {
    const std::string phrase = change_phrase(scene, c, e.event);
    return phrase.empty() || phrase == title;
  });
}

void tell_event(Reply& reply, const Scene& scene, const LoggedEvent& e, Day known) {
  const std::string title = event_title(e);
  const std::string marks = event_marks(e, known);
  reply.blank();
  std::string head = reply.bold(date_phrase(e.date));
  if (!title.empty()) head += "  " + reply.bold(title);
  if (!marks.empty()) {
    const std::string bracketed = "(" + marks + ")";
    head += " " + (e.certainty == Certainty::certain ? bracketed : reply.doubtful(bracketed));
  }
  if (!e.is_plain() && !title.empty() && says_all(scene, e, title))
    head += " " + reply.dim(reply.cite(e.sources));
  reply.branch("", head, "  ");
  tell_changes(reply, scene, e);
}

std::string in_a_line(const Scene& scene, const LoggedEvent& e, Day known) {
  std::string text = event_title(e);
  std::size_t more = e.changes.size() + e.plain.size();
  if (text.empty()) {
    text = !e.plain.empty()    ? plain_phrase(scene, e.plain.front(), e.plain_ends)
           : e.changes.empty() ? std::string()
                               : change_phrase(scene, e.changes.front(), e.event);
    if (more > 1) text += fmt::format(" and {} more", more - 1);
  } else if (more > 1) {
    text += fmt::format(" [{}]", counted(more, "change", "changes"));
  }
  const std::string marks = event_marks(e, known);
  return marks.empty() ? text : text + " (" + marks + ")";
}

// How many facts are put into words at a time: the first lines come at once, and what is held of
// millions stays small.
constexpr std::size_t first_portion = 1'000, portion = 20'000;

// Tells all that is logged, and prints it meanwhile when it is much.
class Telling {
 public:
  Telling(Session& session, Reply& reply, Log& log, EntityId about)
      : session_(session), reply_(reply), log_(log), about_(about) {}

  void tell() {
    const World& world = session_.world();
    ProgressLine line(world.err, world.err_is_terminal, !world.out_is_terminal);
    const std::size_t all = log_.entries().size();
    std::vector<LoggedEvent> some = log_.take(first_portion);
    while (true) {
      tell(some);
      some = log_.take(portion);
      if (some.empty()) return;
      reply_.stream();
      line({"telling", log_.taken(), all});
    }
  }

 private:
  void tell(const std::vector<LoggedEvent>& some) {
    const auto scene = events_scene(source(), some, session_.as_of(), about_);
    const Day known = session_.as_of().knowledge_day();
    for (const LoggedEvent& e : some) {
      if (reply_.as_data())
        reply_.row(json_event(reply_, *scene, e, known));
      else if (session_.has("oneline"))
        reply_.branch("", padded(date_phrase(e.date), 13) + "  " + in_a_line(*scene, e, known),
                      "  ");
      else
        tell_event(reply_, *scene, e, known);
    }
  }
  const RelationSource& source() { return session_.source(extent_of(about_)); }

  Session& session_;
  Reply& reply_;
  Log& log_;
  EntityId about_;
};

}  // namespace

int run_log(Session& session) {
  if (session.has("recorded")) return run_log_of_revisions(session);
  const std::optional<Verb> verb = verb_option(session);
  const auto hit = session.entity_if_named();
  const EntityId about = hit ? hit->entity : EntityId::none;
  const AsOf& as_of = session.as_of();
  const RelationSource& source = session.source(extent_of(about));
  Log log = [&] {
    const World& world = session.world();
    ProgressLine line(world.err, world.err_is_terminal, true);
    return Log(source, session.store(), about, verb, as_of,
               [&] { line({"going through all that is recorded"}); });
  }();
  log.keep([&](Certainty c) { return session.style().wants(c); });
  const bool any = !log.entries().empty();

  Reply reply(session, structured(session, {hit ? hit->key : ""}));
  const auto scene = events_scene(source, {}, as_of, about);
  reply.about(*scene, hit);
  if (!reply.as_data()) {
    reply.headline(headline(*scene, about, log.entries(), verb));
    if (session.has("oneline")) reply.blank();
  }
  Telling(session, reply, log, about).tell();
  return reply.finish(any);
}

}  // namespace reorg::cli
