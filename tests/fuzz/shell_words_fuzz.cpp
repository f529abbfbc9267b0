#include "cli/completing.hpp"
#include "cli/shell_words.hpp"
#include "tests/fuzz/fuzzed.hpp"

using namespace reorg;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view line = tests::text(data, size);
  const cli::ShellWords split = cli::shell_words(line);
  tests::require(split.open == 0 || split.at_word, "an open quotation belongs to a word");
  cli::complete(line, [](const std::string&) -> const Store* { return nullptr; });
  return 0;
}
