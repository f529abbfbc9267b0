// Every name at once, in memory: for whoever looks up thousands of them in one go.
//
// Filling it reads all names, some hundreds of nanoseconds each; a look-up then takes about one. It
// knows only what is exact and belongs to one: whatever it does not find is for find() (find.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace reorg {

class NameTable {
 public:
  using Bearer = std::uint32_t;  // what the caller counts by

  explicit NameTable(std::size_t names_expected = 0);

  // Under its folded form (fold.hpp).
  void add(std::string_view name, Bearer);
  // Who alone bears the name. Nobody, when several do or none.
  std::optional<Bearer> one(std::string_view name) const;

 private:
  struct Cell {
    std::uint64_t print = 0;  // of the folded name; 0: empty
    Bearer bearer = 0;
    bool shared = false;
  };
  static std::uint64_t print_of(std::string_view folded);
  std::size_t place_of(std::uint64_t print) const;
  void grow();

  std::vector<Cell> cells_;  // a power of two, at most two thirds full
  std::size_t used_ = 0;
};

}  // namespace reorg
