// Property tests inside a Catch2 test case: RapidCheck's, with our number of cases.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <sstream>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

namespace reorg::tests {

// 500, fewer where one costs as much as several others; 10,000 of any when REORG_LONG is set.
inline int property_cases(int costs_as = 1) {
  return std::getenv("REORG_LONG") == nullptr ? 500 / costs_as : 10'000;
}

// The same cases at every run, so that a change is what makes a test fail; others under REORG_LONG,
// or with RC_PARAMS="seed=…".
inline std::uint64_t property_seed(std::uint64_t drawn) {
  const bool explores = std::getenv("REORG_LONG") != nullptr || std::getenv("RC_PARAMS") != nullptr;
  return explores ? drawn : 20181206;
}

// Fails the test case with RapidCheck's smallest counterexample, and the seed that leads to it
// again: RC_PARAMS="seed=…".
template <typename Property>
void require_for_all(Property&& property, int cases = property_cases()) {
  rc::detail::TestParams params = rc::detail::configuration().testParams;
  params.maxSuccess = cases;
  params.seed = property_seed(params.seed);
  const auto result = rc::detail::checkTestable(std::forward<Property>(property),
                                                rc::detail::TestMetadata(), params);
  std::ostringstream message;
  rc::detail::printResultMessage(result, message);
  INFO("seed=" << params.seed << "\n" << message.str());
  REQUIRE(result.template is<rc::detail::SuccessResult>());
}

}  // namespace reorg::tests
