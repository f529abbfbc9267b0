// Where spells come from: a store, a store as known on a day, or an image. Whoever walks cannot
// tell.
#pragma once

#include <span>
#include <vector>

#include "core/model/model.hpp"
#include "core/timeline/spell.hpp"

namespace reorg {

// A set of statement kinds, one bit each.
class KindSet {
 public:
  constexpr KindSet() = default;
  template <class... Kinds>
  constexpr explicit KindSet(StatementKind first, Kinds... rest)
      : bits_{(bit(first) | ... | bit(rest))} {}
  constexpr bool has(StatementKind k) const { return (bits_ & bit(k)) != 0; }
  constexpr bool empty() const { return bits_ == 0; }

 private:
  static constexpr std::uint32_t bit(StatementKind k) { return 1U << static_cast<unsigned>(k); }
  std::uint32_t bits_ = 0;
};

// The days that a question is about, both included.
struct Window {
  Day first = before_all, last = after_all;
};

// One level of a walk: which relations to follow from each entity of the frontier.
struct Hop {
  KindSet out{};    // along subject → object: the frontier is the subject
  KindSet in{};     // against it: the frontier is the object
  Window window{};  // a source may leave out what surely held on none of these days and no source
                    // disputes; the most of what an image reads for one day is of other years
};

// A change with the event that groups it.
struct Told {
  Change change;
  Event event;

  // Its own sources, or the event's when it names none.
  const std::vector<SourceId>& sources() const {
    return change.sources.empty() ? event.sources : change.sources;
  }
};

class RelationSource {
 public:
  virtual ~RelationSource() = default;

  // Every relation spell of the hop's kinds that touches the frontier, outranked rivals included,
  // whatever its period but for the hop's window. One SQL statement in a store, however long the
  // frontier (law 3). A spell found from both ends is returned once.
  virtual std::vector<Spell> relations(std::span<const EntityId> frontier, Hop) const = 0;

  // The value spells (names, existence, classification, …) of these entities.
  virtual std::vector<Spell> values(std::span<const EntityId>, KindSet) const = 0;

  // Of whom something may have begun or ended within first..last (both included): the subjects of
  // spells with a bound that may lie there, and of vacancies the posts. Each once; whoever else is
  // among them does no harm. Costs what lies there (law 4), not what there is.
  virtual std::vector<EntityId> turning(Day first, Day last) const = 0;

  virtual std::vector<Entity> entities(std::span<const EntityId>) const = 0;
  virtual std::vector<Source> sources(std::span<const SourceId>) const = 0;

  // The changes in which these entities are originals, results or otherwise named, known on the
  // source's day; withdrawn and outranked ones included (their event says so).
  virtual std::vector<Told> changes(std::span<const EntityId>) const = 0;

  // How many statements about these entities became known only after the source's day (R9).
  virtual std::size_t left_out(std::span<const EntityId>) const = 0;
};

}  // namespace reorg
