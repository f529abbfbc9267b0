// reorg interlocks [A [B]]: who holds several positions at once, in all, in one structure or in
// two.
#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/position_text.hpp"
#include "cli/progress.hpp"
#include "cli/reply.hpp"
#include "cli/saying.hpp"
#include "cli/span_text.hpp"
#include "cli/tenure_text.hpp"
#include "cli/text.hpp"
#include "core/query/interlocks.hpp"

namespace reorg::cli {
namespace {

// What is asked about: everything, one organization with all below, or two.
std::vector<NameHit> asked_of(Session& session) {
  const auto& words = session.names();
  if (words.empty()) return {};
  std::string whole;
  for (const std::string& w : words) whole += (whole.empty() ? "" : " ") + w;
  std::vector<NameHit> hits;
  if (words.size() == 1 || !find(session.name_index(), whole).exact.empty()) {
    hits = {session.the_entity()};
  } else {
    const auto [a, b] = session.two_entities();
    hits = {a, b};
  }
  for (const NameHit& hit : hits) {
    if (hit.kind == EntityKind::organization) continue;
    const bool post = hit.kind == EntityKind::post;
    throw UsageError(fmt::format("{} is a {}; interlocks are those of organizations",
                                 shown(hit.text), word(hit.kind)),
                     {session.instead(post ? "holders" : "career", hit.key)});
  }
  if (hits.size() == 2 && hits[0].entity == hits[1].entity) {
    throw UsageError(fmt::format("both names are those of one organization, {}", hits[0].key),
                     {session.instead("interlocks", hits[0].key)});
  }
  return hits;
}

std::vector<EntityId> ids_of(const std::vector<NameHit>& hits) {
  std::vector<EntityId> ids;
  for (const NameHit& hit : hits) ids.push_back(hit.entity);
  return ids;
}

struct Telling {
  std::unique_ptr<Scene> scene;
  std::vector<Interlock> locks;
};

Telling telling_of(Session& session, const std::vector<EntityId>& roots) {
  Telling t;
  t.scene = interlocks_scene_below(session.source(Extent::group), roots, session.as_of());
  t.locks = roots.size() == 1 ? interlocks_within(*t.scene, roots[0])
                              : interlocks_between(*t.scene, roots[0], roots[1]);
  for (Interlock& lock : t.locks) {
    std::erase_if(lock.pairs, [&](const AtOnce& p) { return !session.style().wants(p.certainty); });
  }
  std::erase_if(t.locks, [](const Interlock& lock) { return lock.pairs.empty(); });
  return t;
}

// Whoever may be interlocked at all; without an image that is everybody.
std::vector<EntityId> candidates(Session& session) {
  if (const ImageOrStore* there = session.image(Extent::everything); there != nullptr) {
    try {
      if (there->image() != nullptr) return perhaps_interlocked(*there->image(), session.as_of());
    } catch (const ImageError& e) {
      there->distrust(e);
    }
  }
  return session.store().all(EntityKind::person);
}

std::string where_text(const Scene& scene, const std::vector<EntityId>& roots) {
  if (roots.empty()) return {};
  return " in " + short_name(scene, roots.front()) + " and below";
}

// ---- text -----------------------------------------------------------------------------------

std::string headline(const Scene& scene, std::size_t certain, std::size_t all,
                     const std::vector<EntityId>& roots) {
  const AsOf& day = scene.as_of();
  const std::string what =
      roots.size() == 2 ? fmt::format("positions in both {} and {}, or below them, at once",
                                      short_name(scene, roots[0]), short_name(scene, roots[1]))
                        : "two or more posts or charges at once" + where_text(scene, roots);
  const std::string one = was(day) == "was" ? "had" : was(day) == "is" ? "has" : "will have";
  const std::string many = was(day) == "is" ? "have" : one;
  if (all == 0)
    return fmt::format("{} nobody {} known to have {}.", day_phrase(day), was(day), what);
  const std::size_t possible = all - certain;
  const std::size_t n = certain == 0 ? possible : certain;
  std::string text = fmt::format("{} {} {}{} {}", day_phrase(day), counted(n, "person", "people"),
                                 certain == 0 ? "possibly " : "", n == 1 ? one : many, what);
  if (certain > 0 && possible > 0) text += fmt::format(", and possibly {} more", possible);
  return text + ".";
}

void tell_lock(Reply& reply, const Scene& scene, const Interlock& lock, bool two) {
  reply.line(
      fmt::format("{} ({})", reply.bold(full_name(scene, lock.person)), word(lock.certainty)));
  std::size_t number = 0;
  for (const HeldAtOnce& h : lock.positions) {
    reply.branch("  " + padded(fmt::format("{}.", ++number), 4),
                 fmt::format("{} ({})", position_text(scene, h.position), tenure_marks(h.tenure)));
    tell_tenure(reply, scene, h.tenure, 6);
  }
  if (!two && scene.as_of().is_one_day()) return;  // that day, all of them
  for (const AtOnce& p : lock.pairs) {
    const std::string when = period_text(p.both.from, p.both.until, before_all);
    reply.line(fmt::format("{} with {}{}{} ({})", p.first + 1, p.second + 1,
                           when.empty() ? "" : ": ", when, word(p.certainty)),
               4);
  }
}

// ---- JSON -----------------------------------------------------------------------------------

Json json_held(Reply& reply, const Scene& scene, const HeldAtOnce& h) {
  Json held = json_position(scene, h.position);
  held["name"] = position_text(scene, h.position);
  add_tenure(held, reply, scene, h.tenure);
  return held;
}

Json json_pair(Reply& reply, const Scene& scene, const Interlock& lock, const AtOnce& p) {
  const HeldAtOnce& first = lock.positions[p.first];
  const HeldAtOnce& second = lock.positions[p.second];
  return {{"person", json_entity(scene, lock.person)},
          {"first", json_held(reply, scene, first)},
          {"second", json_held(reply, scene, second)},
          {"across", first.position.organization != second.position.organization},
          {"certainty", word(p.certainty)},
          {"from", json_from(p.both.from)},
          {"until", json_until(p.both.until)}};
}

int run_span(Session& session, const std::vector<NameHit>& hits) {
  if (hits.size() > 1)
    throw UsageError("--span is about one organization, or about everything",
                     {session.instead("interlocks", hits[0].key)});
  const std::vector<EntityId> roots = hits.empty() ? session.store().roots() : ids_of(hits);
  const auto scene = span_scene(session.source(), roots, session.as_of());
  auto spans = spans_of_control(*scene, roots);
  std::erase_if(spans, [&](const SpanOfControl& s) { return !session.style().wants(s.certainty); });
  Reply reply(session, structured(session, {hits.empty() ? "" : hits[0].key}));
  reply.about(*scene, hits, "organizations");
  if (reply.as_data()) {
    for (const SpanOfControl& s : spans) reply.row(json_span(reply, *scene, s));
  } else {
    tell_spans(reply, *scene, spans, where_text(*scene, ids_of(hits)));
  }
  return reply.finish(!spans.empty());
}

void tell(Reply& reply, const Scene& scene, const std::vector<Interlock>& locks, bool two) {
  for (const Interlock& lock : locks) {
    if (reply.as_data()) {
      for (const AtOnce& p : lock.pairs) reply.row(json_pair(reply, scene, lock, p));
      continue;
    }
    reply.blank();
    tell_lock(reply, scene, lock, two);
  }
}

int run_everywhere(Session& session) {
  const World& world = session.world();
  ProgressLine line(world.err, world.err_is_terminal, true);
  const std::vector<EntityId> people = candidates(session);
  ManyInterlocks all(
      session.source(Extent::everything), people, session.as_of(),
      [&](Certainty c) { return session.style().wants(c); },
      [&](std::size_t done) {
        line({"looking at people", done, people.size()});
      });
  Reply reply(session, structured(session, {}));
  const auto nobody = interlocks_scene(session.source(), {}, session.as_of());
  reply.about(*nobody, std::vector<NameHit>{}, "organizations");
  if (!reply.as_data()) reply.headline(headline(*nobody, all.certain(), all.size(), {}));
  line.clear();
  ProgressLine told(world.err, world.err_is_terminal, !world.out_is_terminal);
  while (all.taken() < all.size()) {
    const ManyInterlocks::Some some = all.take();
    tell(reply, *some.scene, some.locks, false);
    if (all.taken() == all.size()) break;
    reply.stream();
    told({"telling", all.taken(), all.size()});
  }
  return reply.finish(all.size() > 0);
}

}  // namespace

int run_interlocks(Session& session) {
  const std::vector<NameHit> hits = asked_of(session);
  if (session.has("span")) return run_span(session, hits);
  if (hits.empty()) return run_everywhere(session);
  const std::vector<EntityId> roots = ids_of(hits);
  const Telling t = telling_of(session, roots);
  std::vector<std::string> keys;
  for (const NameHit& hit : hits) keys.push_back(hit.key);
  Reply reply(session, structured(session, keys));
  reply.about(*t.scene, hits, "organizations");
  if (!reply.as_data()) {
    const auto certain = static_cast<std::size_t>(
        std::ranges::count(t.locks, Certainty::certain, &Interlock::certainty));
    reply.headline(headline(*t.scene, certain, t.locks.size(), roots));
  }
  tell(reply, *t.scene, t.locks, roots.size() == 2);
  return reply.finish(!t.locks.empty());
}

}  // namespace reorg::cli
