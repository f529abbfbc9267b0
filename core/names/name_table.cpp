#include "core/names/name_table.hpp"

#include <bit>

// One function of it, inlined.
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "core/names/fold.hpp"

namespace reorg {

NameTable::NameTable(std::size_t names_expected)
    : cells_(std::bit_ceil(names_expected * 3 / 2 + 16)) {}

// 64 bits: of a hundred million names two are alike with a chance of one in four thousand.
std::uint64_t NameTable::print_of(std::string_view folded) {
  const std::uint64_t print = XXH3_64bits(folded.data(), folded.size());
  return print == 0 ? 1 : print;
}

std::size_t NameTable::place_of(std::uint64_t print) const {
  const std::size_t mask = cells_.size() - 1;
  std::size_t at = print & mask;
  while (cells_[at].print != 0 && cells_[at].print != print) at = (at + 1) & mask;
  return at;
}

void NameTable::grow() {
  std::vector<Cell> old(cells_.size() * 2);
  old.swap(cells_);
  for (const Cell& c : old) {
    if (c.print != 0) cells_[place_of(c.print)] = c;
  }
}

void NameTable::add(std::string_view name, Bearer bearer) {
  const std::string folded = fold_name(name);
  if (folded.empty()) return;
  const std::uint64_t print = print_of(folded);
  Cell& cell = cells_[place_of(print)];
  if (cell.print == 0) {
    cell = {print, bearer, false};
    if (++used_ * 3 > cells_.size() * 2) grow();
  } else if (cell.bearer != bearer) {
    cell.shared = true;
  }
}

std::optional<NameTable::Bearer> NameTable::one(std::string_view name) const {
  const std::string folded = fold_name(name);
  if (folded.empty()) return std::nullopt;
  const Cell& cell = cells_[place_of(print_of(folded))];
  if (cell.print == 0 || cell.shared) return std::nullopt;
  return cell.bearer;
}

}  // namespace reorg
