// What a store gives of facts without an event, as statements in the order of their numbers.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "core/walk/event_source.hpp"

namespace reorg::tests {

class PlainFacts {
 public:
  static std::vector<Statement> within(const EventSource& source, Day first, Day last) {
    PlainFacts facts;
    source.visit_plain_within(first, last, facts.taker());
    return std::move(facts).sorted();
  }
  static std::vector<Statement> of(const EventSource& source, std::span<const EntityId> ids,
                                   Day first, Day last) {
    PlainFacts facts;
    source.visit_plain_of(ids, first, last, facts.taker());
    return std::move(facts).sorted();
  }

 private:
  EventSource::TakePlain taker() {
    return {[this](Statement s) { all_.push_back(std::move(s)); },
            [this](const Literal& l, const std::string& file) {
              all_.push_back(statement_of(l));
              all_.back().place.file = file;
            }};
  }
  std::vector<Statement> sorted() && {
    std::ranges::sort(all_, {}, &Statement::id);
    return std::move(all_);
  }

  std::vector<Statement> all_;
};

}  // namespace reorg::tests
