// Judgements about records: whether two keys speak of one entity.
//
// A judgement says nothing about the world: companies that merged are two entities and an event
// (R14); two records of one company are one entity. Judgements are sourced, only ever added, and of
// each pair the last one counts.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/model/model.hpp"

namespace reorg {

// "`other` is `kept`": same keeps the key `kept`; different treats both alike.
struct Judgement {
  Verdict verdict = Verdict::same;
  std::string kept;
  std::string other;
  int revision = 0;  // that recorded it
  SourceId source = SourceId::none;
  std::string note;
};

std::string_view word(Verdict);

// What all judgements together amount to. Keys need not be those of any entity: a judgement about
// a key that nothing tells of waits until something does.
class Judgements {
 public:
  Judgements() = default;
  explicit Judgements(std::vector<Judgement> in_order);

  // Those that count, in order.
  const std::vector<Judgement>& in_force() const { return in_force_; }

  // The last verdict on this very pair, either way round.
  std::optional<Verdict> on(std::string_view a, std::string_view b) const;
  // All that say so since it was last said otherwise, in order: each adds its source.
  std::vector<const Judgement*> saying_so(std::string_view a, std::string_view b) const;

  bool mentions(std::string_view key) const;

  // Whether the two are one, through however many others.
  bool are_one(std::string_view a, std::string_view b) const;
  // All keys of one entity, in the order in which they survive; just `key` when it stands alone.
  std::vector<std::string> keys_of(std::string_view key) const;
  // The same for every entity that has several keys.
  std::vector<std::vector<std::string>> groups() const;
  // The judgements that join one entity's keys, by revision.
  std::vector<const Judgement*> joining(std::string_view key) const;
  // The shortest chain of judgements on other pairs that makes the two one; empty when there is
  // none.
  std::vector<const Judgement*> through_others(std::string_view a, std::string_view b) const;
  // A judgement on another pair that would be contradicted if the two became one: some key of the
  // one was judged different from some key of the other.
  const Judgement* against(std::string_view a, std::string_view b) const;

 private:
  using Pair = std::pair<std::string, std::string>;  // the smaller key first
  static Pair pair(std::string_view a, std::string_view b);
  void join(const std::string& kept, const std::string& other);

  std::vector<Judgement> in_force_;                   // in order
  std::map<Pair, std::vector<std::size_t>> on_pair_;  // places in in_force_
  std::vector<std::vector<std::string>> groups_;      // empty: went into another
  std::map<std::string, std::size_t, std::less<>> group_of_;
};

}  // namespace reorg
