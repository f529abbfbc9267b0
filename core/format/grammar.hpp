// The table of change files: which keys each change takes, and what each key holds.
//
// It drives what is accepted, what is asked for and what is proposed instead; tests hold
// docs/change-files.md and docs/change-file.schema.json against it.
#pragma once

#include <span>
#include <string_view>

#include "core/model/model.hpp"

namespace reorg::format {

// What stands under a key. Names in the plural take one or a list.
enum class Takes {
  text,
  remark,
  key,
  texts,
  flag,
  date,
  share,
  names,
  kind,
  organization,
  organizations,
  person,
  people,
  post,
  place,
  places,
  owner,
  owners,
  job_holder,
  job_holders,
  entity,
  entities,
  capacity,
  interest,
  held,
  name_type,
  renamed_type,
  legal_form,
  rank,
  number,
  sources,
  refs,
  items,
};

struct KeyRule {
  std::string_view key;
  Takes takes;
  bool required = false;
  std::string_view instead{};  // what to write when the entity is of another kind
};

struct VerbRule {
  Verb verb;
  std::span<const KeyRule> keys;  // the first is the verb itself
  bool dated = true;              // needs a day
};

std::span<const VerbRule> verb_rules();
const VerbRule* find_verb(std::string_view word);
std::span<const std::string_view> verb_words();

std::span<const KeyRule> item_keys();       // of every change: sources, note, ref
std::span<const KeyRule> event_keys();      // of an event and of a change that stands alone
std::span<const KeyRule> own_event_keys();  // of what is an event of its own under `do:`
std::span<const KeyRule> position_keys();   // of a rival position, besides
std::span<const KeyRule> claim_keys();      // of a group of rivals
std::span<const KeyRule> statement_keys();  // of a plain statement, without the kinds
std::span<const KeyRule> entity_keys();
std::span<const KeyRule> source_keys();
std::span<const KeyRule> top_keys();
std::span<const KeyRule> judgement_keys();

struct StatementRule {
  StatementKind kind;
  KeyRule key;                             // "holds"
  Takes subject;                           // what its subject must be
  std::span<const std::string_view> with;  // the further keys that it takes
};
std::span<const StatementRule> statement_rules();

// The words that a key of this sort takes; empty for all others.
std::span<const std::string_view> words_of(Takes);

}  // namespace reorg::format
