// What a batch says, as short lines that tests can compare.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/format/change_file.hpp"

namespace reorg::test {

using Lines = std::vector<std::string>;

inline std::string key(const Batch& batch, EntityId id) {
  return id == EntityId::none ? "-" : batch.entities[number(id) - 1].key;
}

inline std::string told(const Date& date) {
  const bool as_written = date.earliest == parse_date(date.edtf).earliest;
  return (as_written ? "" : "the day before ") + date.edtf;
}

inline std::string told_period(const Statement& s) {
  std::string text;
  if (s.from) text += (s.effect == Effect::seen ? " on " : " from ") + told(*s.from);
  if (s.until.kind == EndKind::date) text += " until " + told(s.until.date);
  if (s.until.kind == EndKind::unknown) text += " until unknown";
  return text;
}

// begins oversees jane-doe robotics [head] 'president' acting from 2018
inline std::string told(const Batch& batch, const Statement& s) {
  std::string text =
      std::string(word(s.effect)) + " " + std::string(word(s.kind)) + " " + key(batch, s.subject);
  if (is_relation(s.kind) || s.object != EntityId::none) text += " " + key(batch, s.object);
  if (s.capacity_of != EntityId::none) text += " at " + key(batch, s.capacity_of);
  if (!s.aspect.empty()) text += " [" + s.aspect + "]";
  if (!s.value.empty()) text += " = " + s.value;
  if (!s.role.empty()) text += " '" + s.role + "'";
  if (s.acting) text += " acting";
  if (s.dotted) text += " dotted";
  if (s.alongside) text += " alongside";
  if (s.mode != Mode::fact) text += " (" + std::string(word(s.mode)) + ")";
  return text + told_period(s);
}

// merge: robotics optics → engines; about jane-doe
inline std::string told(const Batch& batch, const Change& change) {
  std::string text = std::string(word(change.verb)) + ":";
  for (const EntityId id : change.originals) text += " " + key(batch, id);
  if (!change.results.empty()) text += " →";
  for (const EntityId id : change.results) text += " " + key(batch, id);
  if (!change.others.empty()) text += "; about";
  for (const EntityId id : change.others) text += " " + key(batch, id);
  return text + (change.text.empty() ? "" : " = " + change.text);
}

inline Batch read_text(std::string_view text, const Directory& directory = empty_directory()) {
  const InputFile file{"acme.yaml", std::string(text)};
  return read_change_files({&file, 1}, directory);
}

inline constexpr std::string_view cast = R"(reorg: 1
sources:
  times: { publisher: The Times, published: 2021-03-02 }
  undated: { title: A page without a date }
entities:
  acme: { kind: company }
  umbrella: { kind: company }
  robotics: { kind: unit }
  optics: { kind: unit }
  engines: { kind: unit }
  jane: { kind: person }
  john: { kind: person }
  cto: { kind: post }
  cfo: { kind: post }
)";

// The statements of these changes, among the cast.
inline Lines statements_of(std::string_view changes) {
  const Batch batch = read_text(std::string(cast) + "changes:\n" + std::string(changes) + "\n");
  Lines lines;
  for (const Statement& s : batch.statements) {
    if (s.change != ChangeId::none) lines.push_back(told(batch, s));
  }
  return lines;
}

inline Lines changes_of(std::string_view changes) {
  const Batch batch = read_text(std::string(cast) + "changes:\n" + std::string(changes) + "\n");
  Lines lines;
  for (const Change& change : batch.changes) lines.push_back(told(batch, change));
  return lines;
}

// "line:column: message" of each problem.
inline Lines problems_of(std::string_view text, const Directory& directory = empty_directory()) {
  try {
    read_text(text, directory);
  } catch (const BadInput& bad) {
    Lines lines;
    for (const Problem& p : bad.problems) lines.push_back(to_string(p));
    return lines;
  }
  return {};
}

}  // namespace reorg::test
