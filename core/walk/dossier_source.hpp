// Everything that was told of some entities, as it was told: for whoever looks at all of a
// database, a part at a time.
#pragma once

#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/model/judgement.hpp"
#include "core/model/model.hpp"

namespace reorg {

// What must be read to resolve the spells that touch some entities, whatever the day of knowledge.
// Statements of others among them are there because they bear on these; spells of such others, made
// from this alone, are not whole.
struct Dossier {
  std::vector<Statement> statements;
  std::vector<EntityId> many_seats;  // posts among them that several may hold at once
};

class DossierSource {
 public:
  virtual ~DossierSource() = default;

  // A bounded number of look-ups for each call, however many entities; memory grows with what is
  // told of them. Taking all entities in portions reads each statement about three times.
  virtual Dossier dossier(std::span<const EntityId>) const = 0;
  // Every entity, records judged to be another's left out, in the order in which they were first
  // told: what one file tells together mostly stands together.
  virtual std::vector<EntityId> everyone() const = 0;
  // Where each of these has an entry; of several files the first. Not there: nobody declares it.
  virtual std::unordered_map<EntityId, Place> entries(std::span<const EntityId>) const = 0;
  virtual Judgements judgements() const = 0;
  // Whoever is told of by anything but Literals (core/timeline/literal.hpp), is named by a change,
  // or is a record judged to be another's, or has such a record. In one pass over these.
  virtual std::vector<EntityId> told_otherwise() const = 0;
  // The files that tell Literals.
  virtual std::vector<std::string> tables() const = 0;
};

}  // namespace reorg
