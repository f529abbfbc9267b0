#include "core/format/change_file.hpp"
#include "tests/fuzz/fuzzed.hpp"

using namespace reorg;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const InputFile file{"any.yaml", std::string(tests::text(data, size))};
  try {
    read_change_files(std::span(&file, 1));
  } catch (const BadInput& e) {
    tests::require(!e.problems.empty(), "bad input has a problem");
  }
  return 0;
}
