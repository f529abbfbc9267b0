#include "core/question/machine.hpp"

#include <ranges>
#include <utility>

namespace reorg::question {
namespace {

using Sort = Part::Sort;

std::size_t emit(Machine& m, const Part& part, std::size_t next) {
  const auto put = [&](State state) {
    m.states.push_back(std::move(state));
    return m.states.size() - 1;
  };
  switch (part.sort) {
    case Sort::words:
      return put({State::Sort::words, part.words, {}, {next}});
    case Sort::slot:
      return put({State::Sort::slot, {}, part.text, {next}});
    case Sort::when:
      return put({State::Sort::when, {}, {}, {next}});
    case Sort::optional:
      return put({State::Sort::fork, {}, {}, {emit(m, part.parts.front(), next), next}});
    case Sort::choice: {
      State fork{State::Sort::fork, {}, {}, {}};
      for (const Part& p : part.parts) fork.next.push_back(emit(m, p, next));
      return put(std::move(fork));
    }
    case Sort::sequence:
      for (const Part& p : std::views::reverse(part.parts)) next = emit(m, p, next);
      return next;
  }
  return next;
}

std::vector<NumberSet> needs(const Part& part) {
  if (part.sort == Sort::words) return {part.words};
  std::vector<NumberSet> result;
  if (part.sort == Sort::sequence) {
    for (const Part& p : part.parts) {
      for (NumberSet& set : needs(p)) result.push_back(std::move(set));
    }
  } else if (part.sort == Sort::choice) {
    // Some word of each alternative; the last one, for it rarely is "be" or "the".
    NumberSet any;
    for (const Part& p : part.parts) {
      const std::vector<NumberSet> one = needs(p);
      if (one.empty()) return {};
      any.unite(one.back());
    }
    result.push_back(std::move(any));
  }
  return result;
}

}  // namespace

Machine machine_of(const Part& part) {
  Machine m;
  m.states.push_back({});
  const Part date{Sort::optional, {}, {}, {Part{Sort::when, {}, {}, {}}}};
  m.start = emit(m, date, emit(m, part, emit(m, date, 0)));
  m.needs = needs(part);
  return m;
}

}  // namespace reorg::question
