// What of a tree is drawn when all of it would be too much, and how many are left out where.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace reorg::charts {

struct Shown;

// One of a tree, depth first.
struct Leveled {
  int depth = 0;
  bool repeated = false;  // drawn elsewhere too: not counted
  bool asked = false;     // drawn, with whatever leads to it, whatever else is not
};

struct Drawn {
  std::size_t place = 0;  // in the tree
  std::size_t hidden = 0;
  bool shows_some = false;  // of those below it
  bool is_cut = false;      // for its depth; else the others stand side by side with these
};

// By the levels, the longest column and the most side by side that `Shown` allows. One root is a
// card on top and the next level the columns; several roots are columns themselves.
std::vector<Drawn> cut(std::span<const Leveled>, const Shown&);

// "+ 12 units below", "+ 1 more person", "+ 2 more units below"; empty when nothing is left out.
std::string hidden_words(const Drawn&, std::string_view one, std::string_view many);

}  // namespace reorg::charts
