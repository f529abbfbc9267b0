// The list of rules. Each is one function: most look at a portion of the database at a time, a few
// at what was gathered from all of it.
#pragma once

#include <deque>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "core/check/facts.hpp"
#include "core/check/finding.hpp"
#include "core/timeline/overlap.hpp"

namespace reorg {

// A solid line upwards, as far as loops of them are concerned.
struct Line {
  StatementKind kind = StatementKind::part_of;
  EntityId from = EntityId::none, to = EntityId::none;
  Stretch when;
  std::vector<StatementId> evidence;
};

// Whoever bears a name.
struct Bearer {
  EntityId entity = EntityId::none;
  EntityKind kind = EntityKind::organization;
  EntityId within = EntityId::none;  // of a post: its organization
};

// A name by which an entity may be taken for another.
struct Borne {
  Bearer by;
  bool first_name = false;  // preferred or legal, no alias
  Day first, before;        // the days on which it may have been borne: [first, before)
  std::string_view text;
  std::string_view folded;  // of an organization without its legal form
};

// Millions of them, each in its place and with its texts for good.
class BorneNames {
 public:
  // Unless it is of a type that many may share (an acronym, a nickname).
  void add(const Bearer&, std::string_view aspect, std::string_view text, Day first, Day before);
  const std::deque<Borne>& all() const { return all_; }

 private:
  std::string_view kept(std::string_view);

  std::deque<Borne> all_;
  std::deque<std::string> texts_;
};

// What one place tells without a source is one thing to mend: a line of a change file, or a table.
struct Sourceless {
  Statement first;
  std::size_t more = 0;
};

// What rules about all of it need of each portion; little of each entity, for it is kept for all.
struct CheckMaterial {
  const CheckSource& source;
  const Scope& scope;
  Facts::Days days;
  std::vector<Line> lines;
  BorneNames names;
  std::map<std::tuple<std::string, int, int>, Sourceless> sourceless;  // file, line, column
};
void gather(const Facts&, EntityId, CheckMaterial&);
void gather_sourceless(const Facts&, CheckMaterial&);

struct Rule {
  std::string_view name;
  Severity worst;  // of its findings; those that are merely possible are notes
  std::string_view summary;
  void (*of_portion)(const Facts&, Findings&);      // or null
  void (*of_all)(const CheckMaterial&, Findings&);  // or null
};
std::span<const Rule> rules();
const Rule* rule(std::string_view name);

// cycles.cpp
void cycles(const CheckMaterial&, Findings&);
// lives.cpp
void outside_lifetime(const Facts&, Findings&);
void ended_parent(const Facts&, Findings&);
void lost_successor(const Facts&, Findings&);
// seats.cpp
void two_heads(const Facts&, Findings&);
void too_many_holders(const Facts&, Findings&);
void unfilled_post(const Facts&, Findings&);
// shares.cpp
void shares_above_100(const Facts&, Findings&);
// rivals.cpp
void same_day_rivals(const Facts&, Findings&);
void suspected_rivals(const Facts&, Findings&);
void ends_twice(const Facts&, Findings&);
void changes_nothing(const Facts&, Findings&);
// dates.cpp
void late_withdrawal(const CheckMaterial&, Findings&);
void future_date(const Facts&, Findings&);
// records.cpp
void no_source(const CheckMaterial&, Findings&);
void never_used(const Facts&, Findings&);
void folded_alike(const Facts&, Findings&);
// duplicates.cpp
void likely_duplicate(const CheckMaterial&, Findings&);

}  // namespace reorg
