// reorg owners NAME and reorg owned NAME: shares as stated, in all, and control by majority.
#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/ownership_text.hpp"
#include "cli/reply.hpp"
#include "cli/saying.hpp"
#include "cli/text.hpp"
#include "core/query/ownership.hpp"
#include "core/query/share_text.hpp"

namespace reorg::cli {
namespace {

std::optional<double> threshold(const Session& session) {
  if (!session.has("above")) return {};
  const std::string text = session.option("above");
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool number = error == std::errc() && end == text.data() + text.size();
  if (!number || !(value >= 0 && value < 100)) {
    throw UsageError(fmt::format(
        "--above takes a share in percent, at least 0 and below 100, such as 25; not “{}”",
        shown(text)));
  }
  return value;
}

// One question, from either side: `owners` looks from an organization up, `owned` from an owner
// down.
class Telling {
 public:
  Telling(Session& session, const NameHit& hit, Direction direction)
      : up_(direction == Direction::owners),
        only_direct_(session.has("direct")),
        above_(threshold(session)),
        hit_(hit),
        style_(session.style()),
        scene_(ownership_scene(session.source(), hit.entity, direction,
                               only_direct_ ? Reach::direct : Reach::through_chains,
                               session.as_of())),
        answer_(up_ ? owners(*scene_, hit.entity) : owned(*scene_, hit.entity)) {
    if (only_direct_) {
      answer_.effective.clear();
      answer_.control.clear();
    }
    keep_what_is_asked_for();
  }

  bool answered() const { return !answer_.direct.empty() || !answer_.effective.empty(); }
  const Scene& scene() const { return *scene_; }

  void as_rows(Reply& reply) const {
    for (const DirectStake& s : answer_.direct) reply.row(json_stake(reply, *scene_, s));
    if (answer_.rest) reply.row(json_rest(*scene_, hit_.entity, *answer_.rest));
    for (const EffectiveStake& s : answer_.effective) reply.row(json_stake(reply, *scene_, s));
    for (const ControlStake& s : answer_.control)
      reply.row(json_stake(reply, *scene_, s, thresholds(above_)));
  }

  void as_text(Reply& reply) const {
    reply.headline(headline());
    if (!up_ || is_alive()) {
      for (const DirectStake& s : answer_.direct) tell_direct(reply, s);
      tell_rest(reply);
      tell_effective(reply);
      tell_control(reply);
    } else if (scene_->life(hit_.entity) == Life::no_longer) {
      reply.line("What became of it: reorg became " + hit_.key, 2);
    }
  }

  void note_oddities(Reply& reply) const {
    for (const EntityId id : answer_.overfull) {
      reply.note(
          fmt::format("The shares of {} come to more than 100 % as they are told; no owner is "
                      "given more than 100 % in all.",
                      short_name(*scene_, id)));
    }
  }

 private:
  // A row that may be above the threshold is possible, whatever its relations are.
  void keep_what_is_asked_for() {
    const auto keep = [this](auto& rows, auto share) {
      std::erase_if(rows, [&](auto& row) {
        if (!above_) return false;
        const Above a = above(share(row), *above_);
        if (a == Above::possibly) row.certainty = Certainty::possible;
        return a == Above::no;
      });
      std::erase_if(rows, [&](const auto& row) { return !style_.wants(row.certainty); });
    };
    keep(answer_.direct, [](const DirectStake& s) { return s.share; });
    keep(answer_.effective, [](const EffectiveStake& s) { return s.share; });
    std::erase_if(answer_.control, [this](const ControlStake& s) {
      const auto surely = highest(thresholds(above_), s.votes, Above::certainly);
      const auto perhaps = highest(thresholds(above_), s.votes, Above::possibly);
      return !perhaps || !style_.wants(surely ? Certainty::certain : Certainty::possible);
    });
    if (above_ || (style_.only_certain && answer_.rest && answer_.rest->low <= 0) ||
        (style_.only_possible && answer_.rest && answer_.rest->low > 0))
      answer_.rest.reset();
  }

  bool is_alive() const {
    const Life life = scene_->life(hit_.entity);
    return life != Life::no_longer && life != Life::not_yet;
  }

  EntityId other(const DirectStake& s) const { return up_ ? s.owner : s.organization; }
  EntityId other(const EffectiveStake& s) const { return up_ ? s.owner : s.organization; }
  EntityId other(const ControlStake& s) const { return up_ ? s.owner : s.organization; }

  // "Alibaba Group (33 %)"; of several "(47 % or 51 %)", in a period "(47 %, then 51 %)".
  std::vector<std::string> holdings(Certainty certainty) const {
    const char* joint = !scene_->as_of().is_one_day()     ? ", then "
                        : certainty == Certainty::certain ? " and "
                                                          : " or ";
    std::vector<std::pair<EntityId, std::string>> found;
    for (const DirectStake& s : answer_.direct) {
      if (s.certainty != certainty) continue;
      if (found.empty() || found.back().first != other(s))
        found.emplace_back(other(s), stake_text(*s.spell));
      else
        found.back().second += joint + stake_text(*s.spell);
    }
    std::vector<std::string> result;
    for (const auto& [id, share] : found)
      result.push_back(fmt::format("{} ({})", short_name(*scene_, id), share));
    constexpr std::size_t many = 6;
    if (result.size() > many) {
      const std::size_t more = result.size() - many + 1;
      result.resize(many - 1);
      result.push_back(fmt::format("{} others", more));
    }
    return result;
  }

  std::string headline() const {
    const AsOf& day = scene_->as_of();
    const std::string name = short_name(*scene_, hit_.entity);
    const std::string when = day_phrase(day);
    if (up_ && !is_alive()) {
      return fmt::format(
          "{} {} {}.", when, name,
          scene_->life(hit_.entity) == Life::no_longer ? "no longer existed" : "did not exist yet");
    }
    const auto certain = holdings(Certainty::certain);
    const auto possible = holdings(Certainty::possible);
    const std::string limit = above_ ? fmt::format(" more than {:g} %", *above_) : "";
    if (certain.empty() && possible.empty()) {
      return up_ ? fmt::format("{} nobody {} known to own{} of {}{}.", when, was(day),
                               above_ ? limit : " any part", name, directly())
                 : fmt::format("{} {} {} not known to own{} of any organization{}.", when, name,
                               was(day), above_ ? limit : " any part", directly());
    }
    const std::string perhaps = certain.empty() ? "possibly " : "";
    std::string list = listed(certain.empty() ? possible : certain);
    if (!certain.empty() && !possible.empty()) list += ", and possibly by " + listed(possible);
    if (up_) return fmt::format("{} {} {} {}owned by {}.", when, name, was(day), perhaps, list);
    const std::string verb = was(day) == "is" ? "owns" : was(day) == "was" ? "owned" : "will own";
    if (!certain.empty() && !possible.empty())
      list = listed(certain) + ", and possibly of " + listed(possible);
    return fmt::format("{} {} {}{} shares of {}.", when, name, perhaps, verb, list);
  }

  std::string directly() const { return answer_.effective.empty() ? "" : " directly"; }

  void tell_direct(Reply& reply, const DirectStake& s) const {
    std::string marks(word(s.certainty));
    if (s.spell->standing == Standing::disputed) marks += ", disputed";
    if (s.projected) marks += ", as announced";
    if (s.spell->role == "indirect") marks += ", held through others";
    marks = fmt::format("({})", marks);
    reply.blank();
    reply.line(
        fmt::format("{}: {} {}", reply.bold(full_name(*scene_, other(s))), stake_text(*s.spell),
                    s.certainty == Certainty::certain ? reply.dim(marks) : reply.doubtful(marks)),
        2);
    if (!scene_->entity(other(s)).description.empty()) {  // nameless: perhaps it says why
      for (const Spell* note : scene_->values(other(s), StatementKind::note))
        reply.line(shown(note->value), 4);
    }
    const Spell& spell = *s.spell;
    const Day evidence =
        spell.last_evidence > scene_->as_of().knowledge_day() ? before_all : spell.last_evidence;
    if (const std::string when = period_text(spell.from, spell.until, evidence); !when.empty())
      reply.line(when, 4);
    reply.line("sources: " + reply.cite(spell.sources), 4);
    for (const Spell* c : s.conflicts) {
      reply.line(fmt::format("but also claimed: {}, {}, {} {}", short_name(*scene_, c->subject),
                             stake_text(*c), period_text(c->from, c->until, before_all),
                             reply.cite(c->sources)),
                 4);
    }
  }

  void tell_rest(Reply& reply) const {
    if (!answer_.rest || answer_.direct.empty()) return;
    reply.blank();
    reply.line(fmt::format("{} of the shares: no owner is recorded{}", percent_text(*answer_.rest),
                           answer_.rest->low > 0 ? "" : ", if there are others"),
               2);
  }

  // Only when it tells more than the shares themselves.
  void tell_effective(Reply& reply) const {
    const bool more = std::ranges::any_of(answer_.effective, &EffectiveStake::indirect);
    if (!more) return;
    reply.blank();
    reply.line(scene_->as_of().is_one_day()
                   ? "In all, with what is held through others:"
                   : "In all, with what is held through others, on one day or another:");
    for (const EffectiveStake& s : answer_.effective) {
      std::string marks(word(s.certainty));
      const bool itself = s.owner == s.organization;
      if (itself) marks += ", of itself";
      if (!s.direct && !itself) marks += ", through others only";
      if (s.ultimate.value_or(false)) marks += ", owned by nobody recorded";
      reply.line(
          fmt::format("{}: {} ({})", full_name(*scene_, other(s)), percent_text(s.share), marks),
          2);
    }
    if (answer_.loops)
      reply.line("There are loops of ownership; paths that come back to an owner count once.", 2);
  }

  void tell_control(Reply& reply) const {
    if (answer_.control.empty()) return;
    reply.blank();
    reply.line("Votes, with those of whatever is controlled by a majority:");
    for (const ControlStake& s : answer_.control) {
      std::vector<std::string> through;
      for (const EntityId id : s.through) through.push_back(short_name(*scene_, id));
      reply.line(fmt::format("{}: {} ({}{}{})", full_name(*scene_, other(s)),
                             above_text(thresholds(above_), s.votes), percent_text(s.votes),
                             through.empty() ? "" : ", through ", listed(through)),
                 2);
    }
  }

  bool up_;
  bool only_direct_;
  std::optional<double> above_;
  const NameHit& hit_;
  const Style& style_;
  std::unique_ptr<Scene> scene_;
  Ownership answer_;
};

int tell(Session& session, const NameHit& hit, Direction direction) {
  Reply reply(session, structured(session, {hit.key}));
  const Telling telling(session, hit, direction);
  const char* who = direction == Direction::owners ? "organization" : "owner";
  reply.about(telling.scene(), hit, who);
  telling.note_oddities(reply);
  if (reply.as_data())
    telling.as_rows(reply);
  else
    telling.as_text(reply);
  return reply.finish(telling.answered());
}

}  // namespace

int run_owners(Session& session) {
  const NameHit hit = session.the_entity();
  if (hit.kind != EntityKind::organization) {
    throw UsageError(fmt::format("{} is a {}; owners are those of an organization", shown(hit.text),
                                 word(hit.kind)),
                     {session.instead(hit.kind == EntityKind::person ? "owned" : "show", hit.key)});
  }
  return tell(session, hit, Direction::owners);
}

int run_owned(Session& session) {
  const NameHit hit = session.the_entity();
  if (hit.kind == EntityKind::post) {
    throw UsageError(
        fmt::format("{} is a post; organizations and people own shares", shown(hit.text)),
        {session.instead("show", hit.key)});
  }
  return tell(session, hit, Direction::owned);
}

}  // namespace reorg::cli
