// The domain on one page: who there is, what is claimed of them, and who says so.
//
// Everything reorg knows is a Statement: one sourced claim about one entity. Statements come from
// Changes ("rename", "appoint", …), which Events group, or stand alone. Nothing here is derived:
// what a set of statements means on a day is worked out in core/timeline.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/model/date.hpp"
#include "core/model/ids.hpp"

namespace reorg {

// Where something was written: 1-based line and column; empty file for what no file says.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
};

// ---- Who there is --------------------------------------------------------------------------

// Organization: W3C ORG. Whether it is a company (FormalOrganization) or a unit
// (OrganizationalUnit) is a dated value of kind `legal_form`. Post: ORG, Popolo: a seat that
// exists while vacant. Person: FOAF, Popolo, BODS.
enum class EntityKind { organization, post, person };

struct Entity {
  EntityId id = EntityId::none;
  std::string key;  // global, stable: lower-case letters, digits, "-"
  EntityKind kind = EntityKind::organization;
  unsigned seats = 1;       // posts: how many may hold it at once; 0 = no limit
  std::string description;  // for a person without a name: "a senior executive of CSIG"
  bool declared = true;     // false: a batch only refers to it; the store must know it
  Place place;
};

// ---- Who says so ---------------------------------------------------------------------------

enum class SourceType { unstated, official, press, trade, aggregator };

struct Source {
  SourceId id = SourceId::none;
  std::string key;
  std::string title;
  std::string publisher;
  std::optional<Date> published;
  std::string address;
  SourceType type = SourceType::unstated;
  std::string note;
  Place place;
  friend bool same_source(const Source& a, const Source& b) {
    return a.title == b.title && a.publisher == b.publisher && a.published == b.published &&
           a.address == b.address && a.type == b.type && a.note == b.note;
  }
};

// ---- What is claimed -----------------------------------------------------------------------

// Relations (subject → object), then values (subject, value). `leaves` is the one claim without a
// kind of its own: a person leaves an organization or post (object), or everything (no object).
enum class StatementKind {
  part_of,     // organization → organization (ORG unitOf, subOrganizationOf)
  oversees,    // person or post → organization; aspect: head, chair, above, deputy
  holds,       // person → post; without a person it says that the post is vacant (R12)
  post_in,     // post → organization
  reports_to,  // person or post → person or post; `capacity_of` is the job it goes with
  member_of,   // person → organization
  owns,  // organization or person → organization; aspect: shares, votes, control; value: share
  name,  // aspect: type and language, "preferred:en", "acronym:", "alias:zh-Hans"
  identifier,  // aspect: scheme, "lei", "hkex", "listing"
  classification,
  existence,
  legal_form,  // value: company or unit
  purpose,
  note,
  leaves,
};

constexpr bool is_relation(StatementKind k) { return k <= StatementKind::owns; }

// What the claim says about time. Only `begins` closes what held a one-value seat before (R7).
enum class Effect {
  begins,  // from `from` on, end open
  ends,    // no longer from `until.date` on; it held on the day before (R3)
  seen,    // it held on the day `from`; nothing is said of before and after (R3)
  period,  // exactly from `from` until `until`; closes nothing
  always,  // as long as the entity lives; an undated name or post in an entity's own entry
};

// Facts are structure; plans and rumours never are (R10).
enum class Mode { fact, plan, rumour };

enum class Rank { deprecated, normal, preferred };  // Wikidata's ranks, for rival claims (R5)

struct Statement {
  StatementId id = StatementId::none;
  StatementKind kind = StatementKind::note;
  Effect effect = Effect::period;
  Mode mode = Mode::fact;

  EntityId subject = EntityId::none;
  EntityId object = EntityId::none;       // relations
  EntityId capacity_of = EntityId::none;  // reports_to: the post or organization it goes with
  std::string aspect;                     // see StatementKind; empty in `ends` = whichever
  std::string value;                      // values, and the share of `owns`: 33, ~64, 30..40, >50
  std::string role;                       // "president", as the source words it; empty = not said
  bool acting = false;
  bool dotted = false;     // not the solid line
  bool alongside = false;  // adds to the seat instead of replacing (R6)

  std::optional<Date> from;
  End until;

  // Known from this day on (R9), and no longer from `known_until` on (withdrawn, denied,
  // corrected).
  Day known = before_all;
  bool known_assumed = false;  // no source has a date: the day it took effect stands in
  Day known_until = after_all;

  EventId event = EventId::none;
  ChangeId change = ChangeId::none;

  std::string claim;  // rivals share one claim group's id (R5); empty = none
  int position = 0;   // which of the rival positions
  Rank rank = Rank::normal;

  std::vector<SourceId> sources;
  std::string note;
  std::vector<std::string> refs;  // ids in somebody's own files
  Place place;
};

// ---- What happened -------------------------------------------------------------------------

enum class Verb {
  found,
  dissolve,
  rename,
  reclassify,
  upgrade,
  move,
  merge,
  split,
  group,
  spin_off,
  acquire,
  transfer,
  create,
  abolish,
  vacate,
  appoint,
  leave,
  report,
  own,
  list,
  delist,
  attest,
  note,
  plan,
  rumour,
  withdraw,
  deny,
};

// One dated edit: what it did, to whom (n originals) and with what result (m organizations).
// Everything it does to the structure is in the statements that name it; nothing is said twice
// (R14).
struct Change {
  ChangeId id = ChangeId::none;
  EventId event = EventId::none;
  Verb verb = Verb::note;
  std::vector<EntityId> originals;
  std::vector<EntityId> results;
  std::vector<EntityId> others;  // whom else it concerns: people, posts, a plan's subjects
  std::string text;              // what was transferred, planned, rumoured or remarked
  std::vector<SourceId> sources;
  std::vector<std::string> refs;
  Place place;
};

enum class EventType { change, plan, rumour, withdrawal, denial };

// One reorganization, plan or rumour (ORG ChangeEvent). A single change is an event without a name.
struct Event {
  EventId id = EventId::none;
  std::string key;   // the file's `id:`, or one made from its content
  std::string name;  // "Tencent's third reorganization"; may be empty
  EventType type = EventType::change;
  std::optional<Date> announced;
  std::optional<Date> effective;
  std::string target;  // withdrawal, denial: key of the event that it ends
  std::string claim;   // the claim group it is a position of
  Rank rank = Rank::normal;
  Day known = before_all;
  bool known_assumed = false;
  Day known_until = after_all;  // withdrawn or denied on this day
  std::string note;
  std::vector<SourceId> sources;
  std::vector<std::string> refs;
  Place place;
};

// Whether two keys are records of one entity (core/model/judgement.hpp).
enum class Verdict { same, different };

// A judgement as a file tells it. Its source is its own, whatever becomes of the file.
struct ToldJudgement {
  Verdict verdict = Verdict::same;
  std::string kept;
  std::string other;
  std::optional<Source> source;
  std::string note;
  Place place;
};

// What one or several files say, read together: the unit of an import. Ids count from 1 within it:
// entities[number(id) - 1] and so on.
struct Batch {
  std::vector<std::string> files;  // the `file:` names, in the order given
  std::vector<Entity> entities;
  std::vector<Source> sources;
  std::vector<Event> events;
  std::vector<Change> changes;
  std::vector<Statement> statements;
  std::vector<ToldJudgement> judgements;  // in order
};

// ---- Words for each of these, as files, JSON and the store write them ------------------------

std::string_view word(EntityKind);
std::string_view word(SourceType);
std::string_view word(StatementKind);
std::string_view word(Effect);
std::string_view word(Mode);
std::string_view word(Rank);
std::string_view word(Verb);
std::string_view word(EventType);
// Throw std::invalid_argument for a word that is none of these.
template <class Enum>
Enum from_word(std::string_view);

}  // namespace reorg
