// From the numbers of rows to those of a batch, which count from 1.
#pragma once

#include <map>
#include <stdexcept>
#include <vector>

namespace reorg::sql {

template <class Id>
class Renumbered {
 public:
  Id add(Id stored) {
    return numbers_.try_emplace(stored, static_cast<Id>(numbers_.size() + 1)).first->second;
  }
  // Throws std::invalid_argument for a row that was not added: the rows do not fit together.
  Id operator[](Id stored) const {
    if (stored == Id::none) return stored;
    const auto found = numbers_.find(stored);
    if (found == numbers_.end()) throw std::invalid_argument("a row refers to one that is missing");
    return found->second;
  }
  std::vector<Id> operator[](const std::vector<Id>& all) const {
    std::vector<Id> result;
    for (const Id id : all) result.push_back((*this)[id]);
    return result;
  }

 private:
  std::map<Id, Id> numbers_;
};

}  // namespace reorg::sql
