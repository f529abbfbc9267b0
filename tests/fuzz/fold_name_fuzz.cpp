#include "core/names/fold.hpp"
#include "tests/fuzz/fuzzed.hpp"

using namespace reorg;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string folded = fold_name(tests::text(data, size));
  tests::require(fold_name(folded) == folded, "a folded name folds to itself");
  tests::require(!folded.starts_with(' ') && !folded.ends_with(' '), "no blank at either end");
  return 0;
}
