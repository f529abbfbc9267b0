// reorg diff DAY DAY [NAME]
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/difference_summary.hpp"
#include "cli/difference_text.hpp"
#include "cli/errors.hpp"
#include "cli/event_text.hpp"
#include "cli/json_difference.hpp"
#include "cli/relation_rows.hpp"
#include "cli/revision_diff.hpp"
#include "cli/saying.hpp"
#include "cli/suggest.hpp"
#include "cli/text.hpp"
#include "core/diff/learned.hpp"

namespace reorg::cli {
namespace {

using Lines = std::vector<const Difference*>;

// --kind moved,renamed
std::vector<DiffKind> kinds_option(const Session& session) {
  std::vector<DiffKind> kinds;
  if (!session.has("kind")) return kinds;
  const std::string text = session.option("kind");
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t comma = std::min(text.find(',', at), text.size());
    const std::string one = text.substr(at, comma - at);
    at = comma + 1;
    const auto kind = diff_kind(one);
    if (kind) {
      kinds.push_back(*kind);
      continue;
    }
    std::vector<std::string> all, lines;
    for (const DiffKind k : all_diff_kinds()) all.emplace_back(word(k));
    for (const std::string& near : nearest(one, all)) {
      std::vector<std::string> words{"diff"};
      for (const auto& list : {session.days(), session.names(),
                               session.typed_options([](auto& o) { return o == "kind"; })})
        words.insert(words.end(), list.begin(), list.end());
      words.insert(words.end(), {"--kind", near});
      lines.push_back(command_line(words));
    }
    lines.emplace_back("reorg help diff");
    throw UsageError(fmt::format("--kind: there is no difference called “{}”", shown(one)), lines);
  }
  return kinds;
}

std::string by_option(const Session& session) {
  std::string by = session.has("by") ? session.option("by") : "event";
  if (by != "event" && by != "unit" && by != "person")
    throw UsageError("--by takes event, unit or person, not " + shown(by));
  return by;
}

class DiffReply {
 public:
  DiffReply(Session& session, const Differences& all, EntityId about)
      : session_(session),
        all_(all),
        about_(about),
        teller_(all, session.comparison().before, session.comparison().after),
        by_(by_option(session)) {
    const auto kinds = kinds_option(session);
    for (const Difference& d : all.lines) {
      const bool wanted = kinds.empty() || std::ranges::find(kinds, d.kind) != kinds.end();
      if (wanted && session.style().wants(d.certainty)) shown_.push_back(&d);
    }
    for (std::size_t n = 0; n < shown_.size(); ++n) {
      place_.emplace(shown_[n], n);
      if (shown_[n]->because >= 0) follow_[cause_of(*shown_[n])].push_back(n);
    }
  }

  bool empty() const { return shown_.empty(); }

  void tell_data(Reply& reply) const {
    const Comparison& days = session_.comparison();
    reply.set("before", json_of(days.before));
    reply.set("after", json_of(days.after));
    reply.set("learned", days.learned ? Json{{"from", json_of(days.learned->first)},
                                             {"to", json_of(days.learned->second)}}
                                      : Json());
    reply.set("summary", json_summary(shown_));
    reply.set("unchanged", about_ == EntityId::none
                               ? Json()
                               : Json{{"organizations", all_.unchanged.organizations},
                                      {"posts", all_.unchanged.posts},
                                      {"people", all_.unchanged.people}});
    if (session_.has("stat")) return;
    for (const Difference* d : shown_) {
      Json row = json_difference(reply, teller_, all_, *d);
      // Among the rows that are shown; the others have no number.
      if (d->because >= 0) row["because"] = place_of(cause_of(*d));
      reply.row(std::move(row));
    }
  }

  void tell(Reply& reply) const {
    reply.headline(headline());
    if (session_.has("name-only")) {
      tell_names(reply);
    } else if (session_.has("stat")) {
      tell_counts(reply);
    } else if (by_ == "event" && session_.comparison().learned) {
      reply.blank();
      tell_lines(reply, shown_, false);
    } else if (by_ == "event") {
      tell_by_event(reply);
    } else {
      tell_by_name(reply);
    }
    tell_unchanged(reply);
  }

 private:
  // Requires: it follows from another.
  const Difference* cause_of(const Difference& d) const {
    return &all_.lines[static_cast<std::size_t>(d.because)];
  }

  Json place_of(const Difference* d) const {
    const auto at = place_.find(d);
    return at == place_.end() ? Json() : Json(at->second);
  }

  bool is_filtered() const { return shown_.size() != all_.lines.size(); }

  // "in Tencent Holdings and what was below it"
  std::string whose() const {
    if (about_ == EntityId::none) return "in everything recorded";
    switch (all_.scene->entity(about_).kind) {
      case EntityKind::organization:
        return fmt::format("in {} and what was below it", full_name(*all_.scene, about_));
      case EntityKind::post:
        return "about the post " + teller_.name(about_, false);
      default:
        return "about " + full_name(*all_.scene, about_);
    }
  }

  std::string headline() const {
    const Comparison& days = session_.comparison();
    if (days.learned) return lessons_headline();
    const bool back = days.after < days.before;
    if (days.before == days.after)
      return fmt::format("Both days are {}: nothing differs {}.", to_string(days.before), whose());
    const std::string when = fmt::format("{} {} to {}", back ? "Back from" : "From",
                                         to_string(days.before), to_string(days.after));
    if (shown_.empty())
      return fmt::format("{}, nothing {}is known to differ {}.", when,
                         is_filtered() ? "of the kind asked for " : "", whose());
    const auto all = counts(shown_);
    const std::string sure = summary(all, Certainty::certain);
    const std::string possible = summary(all, Certainty::possible);
    std::string text =
        fmt::format("{}, {}{}: ", when, whose(), back ? ", these had not happened yet" : "");
    if (sure.empty()) return text + "possibly " + possible + ".";
    text += sure + ".";
    return possible.empty() ? text : text + " Possibly also: " + possible + ".";
  }

  std::string lessons_headline() const {
    const Comparison& days = session_.comparison();
    const std::string when = fmt::format("Between {} and {}, of {}", to_string(days.learned->first),
                                         to_string(days.learned->second), to_string(days.before));
    if (shown_.empty())
      return fmt::format("{}, nothing {}was learned {}.", when,
                         is_filtered() ? "of the kind asked for " : "", whose());
    const auto all = counts(shown_);
    const std::string sure = summary(all, Certainty::certain);
    const std::string possible = summary(all, Certainty::possible);
    std::string text = fmt::format("{}, {}: ", when, whose());
    if (sure.empty()) return text + "possibly " + possible + ".";
    text += sure + ".";
    return possible.empty() ? text : text + " Possibly also: " + possible + ".";
  }

  // One phrase for lines that are alike.
  void tell_lines(Reply& reply, const Lines& lines, bool dated) const {
    std::vector<Lines> phrases;
    std::unordered_map<std::string, std::size_t> by_likeness;
    for (const Difference* d : lines) {
      const std::optional<std::string> like = teller_.likeness(*d);
      const bool again = like && !by_likeness.emplace(*like, phrases.size()).second;
      if (again)
        phrases[by_likeness.at(*like)].push_back(d);
      else
        phrases.push_back({d});
    }
    for (const Lines& p : phrases) tell_phrase(reply, p, dated);
  }

  void tell_phrase(Reply& reply, const Lines& alike, bool dated) const {
    const Difference& d = *alike.front();
    std::string text = teller_.phrase(alike);
    if (by_ != "event" && d.kind == DiffKind::first_seen) text = "first seen: " + text;
    if (dated && !d.turns.empty()) text = DifferenceTeller::day(d) + "  " + text;
    if (const std::string marks = teller_.marks(d, dated); !marks.empty())
      text += " " + (d.certainty == Certainty::certain ? marks : reply.doubtful(marks));
    std::vector<SourceId> sources;
    for (const Difference* one : alike) {
      for (const SourceId id : sources_of(all_, *one)) {
        if (std::ranges::find(sources, id) == sources.end()) sources.push_back(id);
      }
    }
    const bool derived = stands_below(d);
    if (derived) text.insert(0, "so ");
    if (!derived) text += " " + reply.dim(reply.cite(sources));
    const std::string lead = derived ? "      " : fmt::format("  {} ", DifferenceTeller::sign(d));
    reply.branch(lead, text, derived ? "        " : "      ");
    if (!derived) tell_what_follows(reply, alike);
  }

  // Once for all that passed from the same to the same.
  void tell_what_follows(Reply& reply, const Lines& causes) const {
    std::vector<Difference> told;
    std::set<std::size_t> follow;
    for (const Difference* cause : causes) {
      if (const auto at = follow_.find(cause); at != follow_.end())
        follow.insert(at->second.begin(), at->second.end());
    }
    for (const std::size_t n : follow) {
      const Difference* d = shown_[n];
      const auto same = std::ranges::find_if(told, [&](const Difference& t) {
        return t.kind == d->kind && t.before == d->before && t.after == d->after;
      });
      if (same == told.end()) {
        told.push_back(*d);
        continue;
      }
      same->concerned.insert(same->concerned.end(), d->concerned.begin(), d->concerned.end());
    }
    for (const Difference& d : told) tell_phrase(reply, {&d}, false);
  }

  // What follows from a line that is shown stands below it.
  bool stands_below(const Difference& d) const {
    return d.because >= 0 && place_.contains(cause_of(d));
  }

  // In order of time; then what no event explains, and what had begun before anybody knows.
  void tell_by_event(Reply& reply) const {
    std::vector<std::pair<std::string, Lines>> groups;
    Lines plain, seen;
    for (const Difference* d : shown_) {
      if (stands_below(*d)) continue;
      if (d->kind == DiffKind::first_seen || d->event < 0) {
        (d->kind == DiffKind::first_seen ? seen : plain).push_back(d);
        continue;
      }
      const std::string head = event_head(reply, *d);
      const auto at = std::ranges::find(groups, head, &std::pair<std::string, Lines>::first);
      if (at == groups.end())
        groups.emplace_back(head, Lines{d});
      else
        at->second.push_back(d);
    }
    for (const auto& [head, lines] : groups) tell_group(reply, head, lines, false);
    tell_group(reply, reply.bold("No event recorded"), plain, true);
    tell_group(reply, reply.bold("First seen") + " (begun before, nobody knows when)", seen, true);
  }

  void tell_group(Reply& reply, const std::string& head, const Lines& lines, bool dated) const {
    if (lines.empty()) return;
    reply.blank();
    reply.branch("", head, "  ");
    tell_lines(reply, lines, dated);
  }

  std::string event_head(Reply& reply, const Difference& d) const {
    const LoggedEvent& e = all_.events[static_cast<std::size_t>(d.event)];
    std::string head = e.event.effective ? date_phrase(e.event.effective) : "undated";
    const std::string title = event_title(e);
    if (!title.empty()) head += "  " + title;
    LoggedEvent standing = e;
    standing.date = e.event.effective;
    const std::string marks = event_marks(standing, session_.as_of().knowledge_day());
    if (marks.empty()) return reply.bold(head);
    if (!title.empty() || !head.ends_with(')')) return reply.bold(head) + " (" + marks + ")";
    head.pop_back();  // "2016-09-23 (uncertain": one pair of brackets is enough
    return reply.bold(head) + ", " + marks + ")";
  }

  void tell_by_name(Reply& reply) const {
    std::map<std::string, Lines> groups;
    for (const Difference* d : shown_) {
      if (stands_below(*d)) continue;
      for (const std::string& whose : whose_of(*d)) groups[whose].push_back(d);
    }
    for (const auto& [whose, lines] : groups) {
      if (!whose.empty()) tell_group(reply, reply.bold(whose), lines, true);
    }
    tell_group(reply, reply.bold(by_ == "person" ? "Nobody in person" : "No organization"),
               groups[{}], true);
  }

  std::vector<std::string> whose_of(const Difference& d) const {
    std::vector<std::string> all;
    if (by_ == "person") {
      for (const EntityId id : teller_.people_of(d)) all.push_back(full_name(*all_.scene, id));
      if (all.empty()) all.emplace_back();
      return all;
    }
    const EntityId unit = teller_.organization_of(d);
    return {unit == EntityId::none ? "" : full_name(*all_.scene, unit)};
  }

  void tell_counts(Reply& reply) const {
    if (shown_.empty()) return;
    reply.blank();
    reply.branch("", "  sure  possible");
    for (const auto& [kind, n] : counts(shown_))
      reply.branch("", fmt::format("{:>6}  {:>8}  {}", n.sure, n.possible, word(kind)));
  }

  void tell_names(Reply& reply) const {
    std::map<std::string, std::string> names;
    for (const Difference* d : shown_) {
      if (!all_.scene->has(d->about)) continue;
      const Entity& e = all_.scene->entity(d->about);
      names.emplace(e.key, e.kind == EntityKind::post ? teller_.name(d->about, false)
                                                      : full_name(*all_.scene, d->about));
    }
    if (names.empty()) return;
    std::size_t width = 0;
    for (const auto& [key, name] : names) width = std::max(width, columns(key));
    reply.blank();
    for (const auto& [key, name] : names)
      reply.branch(padded(key, width) + "  ", name, std::string(width + 2, ' '));
  }

  void tell_unchanged(Reply& reply) const {
    if (is_filtered()) {
      const std::size_t others = all_.lines.size() - shown_.size();
      reply.note(fmt::format("Left out: {} of another kind or certainty.",
                             counted(others, "difference", "differences")));
    }
    if (about_ == EntityId::none || all_.unchanged.all() == 0) return;
    const Unchanged& u = all_.unchanged;
    reply.note(fmt::format(
        "Unchanged: {}, {} and {}.", counted(u.organizations, "organization", "organizations"),
        counted(u.posts, "post", "posts"), counted(u.people, "person", "people")));
  }

  Session& session_;
  const Differences& all_;
  EntityId about_;
  DifferenceTeller teller_;
  std::string by_;
  Lines shown_;
  std::unordered_map<const Difference*, std::size_t> place_;  // among these
  // What is shown and follows from a line, by places.
  std::unordered_map<const Difference*, std::vector<std::size_t>> follow_;
};

// What happened to so many is put into words for minutes, and takes gigabytes of memory: who did
// not mean that should know at once.
void warn_if_endless(Session& session, const RelationSource& source) {
  constexpr std::size_t many = 100'000;
  const Comparison& days = session.comparison();
  const auto [first, last] = std::minmax(days.before, days.after);
  const std::size_t concerned = first == last ? 0 : source.turning(first + 1, last).size();
  if (concerned < many) return;
  session.world().err << fmt::format(
                             "reorg: note: {} thousand entities changed between these days; to "
                             "tell what happened to each takes minutes and much memory. One row "
                             "for each relation is quick: reorg diff {} {} --relations --csv. So "
                             "is one organization: reorg diff {} {} NAME\n",
                             concerned / 1000, to_string(days.before), to_string(days.after),
                             to_string(days.before), to_string(days.after))
                      << std::flush;
}

Differences compare(Session& session, EntityId about) {
  const Comparison& days = session.comparison();
  if (!days.learned) {
    const Between between{days.before, days.after, session.as_of().known_at, session.today()};
    const Extent extent = about == EntityId::none ? Extent::everything : Extent::group;
    const RelationSource& source = session.source(extent);
    if (about == EntityId::none) warn_if_endless(session, source);
    return diff(source, session.store(), between, about);
  }
  const auto& [first, second] = *days.learned;
  if (second < first) {
    throw UsageError(fmt::format("--known-at {}..{}: the earlier day comes first", to_string(first),
                                 to_string(second)));
  }
  const Store& store = session.store();
  return learned(*store.known_at(first), *store.known_at(second), store,
                 {days.before, first, second, session.today()}, about);
}

}  // namespace

int run_diff(Session& session) {
  if (session.has("revision")) return run_diff_of_revisions(session);
  const auto hit = session.entity_if_named();
  if (session.has("relations")) return run_diff_of_relations(session, hit);
  const EntityId about = hit ? hit->entity : EntityId::none;
  const Differences all = compare(session, about);

  Reply reply(session, structured(session, {hit ? hit->key : ""}));
  const DiffReply told(session, all, about);
  reply.about(*all.scene, hit);
  if (reply.as_data())
    told.tell_data(reply);
  else
    told.tell(reply);
  return reply.finish(told.empty());
}

}  // namespace reorg::cli
