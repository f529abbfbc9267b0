// Which rows were met before, by a mark of 64 bits each.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace reorg::format {

class SeenRows {
 public:
  // False when the same row was added before.
  bool add(std::string_view row) {
    expect(row);
    return add_expected();
  }
  // The same in two steps: what lies between them does not wait for memory.
  void expect(std::string_view row);
  bool add_expected();
  void clear();

 private:
  void grow();

  std::vector<std::uint64_t> slots_;  // 0 is empty
  std::size_t size_ = 0;
  std::uint64_t expected_ = 0;
};

}  // namespace reorg::format
