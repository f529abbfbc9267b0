// What an answer about one entity rests on: the statements behind it, what speaks against it, and
// what was not used.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/query/events.hpp"
#include "core/query/overseers.hpp"
#include "core/query/profile.hpp"

namespace reorg {

// What an entity is asked about, in the order told: who is over it, where it belongs, what it is
// called, whether it exists, what kind of thing it is, who owns it or what it owns; of a person or
// a post also the posts held and the lines of reporting.
enum class Topic { head, parent, name, existence, kind, ownership, posts };
std::string_view word(Topic);
std::optional<Topic> topic_named(std::string_view);

// Of which topic a relation or value is, seen from the entity; none: of another one's, such as the
// parts below an organization.
std::optional<Topic> topic_of(StatementKind, bool outward, EntityKind);

// One statement behind a finding, with the fact that it tells.
struct Evidence {
  Statement said;
  const Spell* spell = nullptr;
};

// One fact about the entity on the day, and why it is held to be so.
struct Reason {
  Topic topic = Topic::head;
  std::optional<OverseerRow> overseer;  // of an organization: who is over it
  std::optional<Fact> fact;             // else
  Certainty certainty = Certainty::no;
  std::vector<const Spell*> spells;  // what it rests on; as certain as the least certain of them
  std::vector<Evidence> evidence;    // by date, then by file and line
  std::vector<const Spell*> rivals;  // other claims of the same group, disputed or outranked
};

// What was said and does not count on the day of knowledge.
enum class Aside {
  later,       // it became known only afterwards
  taken_back,  // withdrawn or denied by then
  unsettled,   // a plan or a rumour
};
std::string_view word(Aside);

struct SetAside {
  Aside why = Aside::later;
  Topic topic = Topic::head;
  Statement said;  // once, with the sources of all who say it
};

struct WhyAnswer {
  std::unique_ptr<Scene> scene;      // of the facts and reasons
  std::unique_ptr<Scene> overseers;  // of an organization's reasons about who is over it
  std::unique_ptr<Scene> named;      // of whatever is set aside
  std::vector<Reason> reasons;       // by topic, certain ones first
  std::vector<SetAside> aside;
  std::vector<LoggedEvent> events;  // those that set the bounds of the spells

  const Scene& scene_of(const Reason& r) const { return r.overseer ? *overseers : *scene; }
};

// `topic`: only this one. Names that the entity's own entry gives without a date are left out,
// unless names are asked for.
WhyAnswer why(const RelationSource&, const EventSource&, EntityId, std::optional<Topic> topic,
              const AsOf&);

}  // namespace reorg
