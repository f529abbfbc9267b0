// Any bytes as a table: every row is given or refused, and all of the file is read.
#include <array>
#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "core/format/csv_table.hpp"
#include "tests/fuzz/fuzzed.hpp"

using namespace reorg;
using namespace reorg::format;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string path =
      (std::filesystem::temp_directory_path() / ("csv_fuzz_" + std::to_string(::getpid())))
          .string();
  const std::string_view text = tests::text(data, size);
  std::ofstream(path, std::ios::binary) << text;
  constexpr std::array columns{CsvColumn{"key", true}, CsvColumn{"name"}};
  try {
    CsvTable table(path, columns);
    for (auto row = table.next(); row != CsvTable::Row::end; row = table.next()) {
      if (row == CsvTable::Row::bad) {
        tests::require(!table.problem().message.empty(), "a bad row has a reason");
        continue;
      }
      for (std::size_t i = 0; i < columns.size(); ++i) {
        tests::require(table.field(i).find('\0') == std::string_view::npos, "no field holds NUL");
        tests::require(table.place(i).line >= table.line(), "a field stands in its row");
      }
    }
    tests::require(table.bytes_read() == size, "all of the file is read");
  } catch (const BadInput&) {
  }
  return 0;
}
