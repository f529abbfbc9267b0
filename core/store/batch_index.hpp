// A batch as the store sees it: taken apart by file, and every item with its fingerprint.
//
// Fingerprints use keys, never ids, so that the same content has the same number in every batch and
// every database.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/model/model.hpp"

namespace reorg::sql {

// What one of the batch's files says. Sources and events that it only uses count as its own too:
// the file's statements must not lose them when the file that declares them goes.
struct FilePart {
  std::string name;
  std::vector<const Entity*> entities;
  std::vector<const Source*> sources;
  std::vector<const Event*> events;
  std::vector<const Change*> changes;
  std::vector<const Statement*> statements;
};

class BatchIndex {
 public:
  explicit BatchIndex(const Batch&);

  const Batch& batch() const { return batch_; }
  std::vector<FilePart> parts() const;

  // What is claimed, without who says it and where: equal contents in two places corroborate (R16).
  std::int64_t content(const Statement&) const;
  // The content with its sources, remarks and knowledge: what "~1" counts.
  std::int64_t digest(const Statement&) const;
  std::int64_t digest(const Source&) const;
  static std::int64_t print(const Source&);  // the same, of a source in no batch
  std::int64_t digest(const Event&) const;
  std::int64_t digest(const Change&) const;
  // Everything, places included: equal means that there is nothing to do.
  std::int64_t digest(const FilePart&) const;

  // The end of knowledge that the item itself states. What follows from a withdrawal among the
  // events is left out: the store works that out anew whenever either of the two comes or goes.
  Day told_known_until(const Statement&) const;
  Day told_known_until(const Event&) const;
  const std::string& key(EventId) const;  // "" for none

 private:
  const std::string& key(EntityId) const;
  std::vector<std::string> keys(const std::vector<EntityId>&) const;
  std::vector<std::int64_t> digests(const std::vector<SourceId>&) const;
  std::int64_t print(const Event&) const;
  std::int64_t print(const Change&) const;
  std::int64_t print_content(const Statement&) const;
  std::int64_t print(const Statement&) const;

  const Batch& batch_;
  std::set<std::string> withdrawn_;  // event keys
  // By place in the batch's lists: each is asked for several times.
  std::vector<std::int64_t> sources_, events_, changes_, contents_, statements_;
};

}  // namespace reorg::sql
