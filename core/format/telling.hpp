// From one change, as written, to the statements it makes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/format/item.hpp"

namespace reorg::format {

// A group of rival claims and the position that is being read; no claim: not a rival.
struct Rival {
  std::string claim;
  std::string name;
  int position = 0;
  Rank rank = Rank::normal;
};

// What an event says for all of its changes.
struct Told {
  EventId event = EventId::none;
  Mode mode = Mode::fact;
  std::optional<Date> date, announced, known;
  std::vector<SourceId> sources;
  Rival rival;
};

// Makes the Change of one item and its statements.
class Telling {
 public:
  Telling(const VerbRule&, const Item&, const Told&, const Report&);

  const Item& item;
  const Report& report;
  std::size_t statements() const { return made_; }

  // The references given are for setting what is special, at once: the next call ends them.
  Statement& begins(StatementKind, EntityId subject, EntityId object = EntityId::none);
  Statement& ends(StatementKind, EntityId subject, EntityId object = EntityId::none);
  Statement& seen(StatementKind, EntityId subject, EntityId object = EntityId::none);
  // It held on the day before the change (R3).
  Statement& held_before(StatementKind, EntityId subject, EntityId object = EntityId::none);
  // From the date on; always, when there is none.
  Statement& lasts(StatementKind, EntityId subject);

  void names(Statement& (Telling::*effect)(StatementKind, EntityId, EntityId), EntityId,
             std::string_view key, std::string_view type);

  Change& change();
  // Everyone the item names and who is neither an original nor a result.
  void name_others();

 private:
  Statement& add(StatementKind, Effect, EntityId subject, EntityId object);

  const Told& told_;
  Statement base_;
  std::size_t change_;
  std::size_t made_ = 0;
};

void tell(const VerbRule&, const Item&, const Told&, const Report&);

// By the sort of change; `tell` calls the one that fits.
void tell_organization(Verb, Telling&);
void tell_ownership(Verb, Telling&);
void tell_people(Verb, Telling&);
void tell_seen(Verb, Telling&);

// All days one earlier; the text stays that of the change, for that is what was written (R3).
std::optional<Date> day_before(std::optional<Date>);

// What both sorts of sources say, without repeats.
std::vector<SourceId> joined(std::vector<SourceId>, const std::vector<SourceId>&);

}  // namespace reorg::format
