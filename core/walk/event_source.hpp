// Where events come from, and the statements behind an answer: a store.
//
// Events are not walked to, they are looked up: by their dates, or by whom they name. What was
// known on a day is for the query to choose (Event::known, Statement::known): what is left out is
// asked for as well.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "core/timeline/literal.hpp"
#include "core/walk/relation_source.hpp"

namespace reorg {

// The rivals of one claim that rank highest (R5).
struct Contest {
  Rank rank = Rank::deprecated;
  std::set<int> positions;  // several: disputed
};

class EventSource {
 public:
  virtual ~EventSource() = default;

  // Events that may lie within first..last (both included), by their effective or their announced
  // day; from before_all to after_all those without any day too. One statement over indexes on the
  // dates: it costs what lies in the stretch.
  virtual std::vector<EventId> events_within(Day first, Day last) const = 0;
  // The same, of those whose changes name one of these entities; and whatever of theirs was
  // withdrawn or denied, whenever that was.
  virtual std::vector<EventId> events_of(std::span<const EntityId>, Day first, Day last) const = 0;
  // Plans, rumours, whatever was withdrawn or denied, and what may take effect only after the day.
  virtual std::vector<EventId> events_not_settled_by(Day) const = 0;
  // The withdrawals and denials of these, and what these withdraw or deny.
  virtual std::vector<EventId> linked(std::span<const EventId>) const = 0;

  // All changes of these events, in the order told; once for each file that tells them.
  virtual std::vector<Told> told(std::span<const EventId>) const = 0;
  // What these changes say, in the order told.
  virtual std::vector<Statement> said(std::span<const ChangeId>) const = 0;
  // Who leads in these claims, of the rivals known on the day.
  virtual std::map<std::string, Contest> contests(const std::vector<std::string>& claims,
                                                  Day known_at) const = 0;

  // Facts that belong to no event and may begin or end within first..last; of these entities, or of
  // everybody. Those of tables as Literals, with the name of their file: millions of them are
  // looked at where only their days are wanted. In no order. Texts are good until the call returns.
  struct TakePlain {
    std::function<void(Statement)> statement;
    std::function<void(const Literal&, const std::string& file)> literal;
  };
  virtual void visit_plain_within(Day first, Day last, const TakePlain&) const = 0;
  virtual void visit_plain_of(std::span<const EntityId>, Day first, Day last,
                              const TakePlain&) const = 0;

  // Of whom something became known, or was taken back, on first..last: both ends of what is said.
  // Reads every statement's days once.
  virtual std::vector<EntityId> learned_of(Day first, Day last) const = 0;

  // As they were told, by id: what stands behind a spell's `evidence`.
  virtual std::vector<Statement> statements(std::span<const StatementId>) const = 0;
  // What was said of these entities and does not count on the day: known only later, withdrawn or
  // denied by then, planned, rumoured. Without the parts below them: a hub has thousands.
  virtual std::vector<Statement> set_aside(std::span<const EntityId>, Day known_at) const = 0;
};

}  // namespace reorg
