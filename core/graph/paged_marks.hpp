// A colour map whose cost is what a walk touches, not the size of the graph.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include <boost/graph/properties.hpp>
#include <boost/property_map/property_map.hpp>

#include "core/graph/org_graph.hpp"

namespace reorg {

// One bit a vertex, in pages that come into being when first marked. (Walking 20 vertices of a
// million: 20 µs; with boost's two_bit_color_map, which first clears two bits of every vertex,
// 160 µs; with a vector of colours 2,800 µs.)
class PagedMarks {
 public:
  explicit PagedMarks(std::size_t vertices) : pages_(vertices / page_vertices + 1) {}

  bool has(Vertex v) const {
    const auto& page = pages_[v / page_vertices];
    return page && ((*page)[v % page_vertices / 64] >> (v % 64) & 1U) != 0;
  }
  void add(Vertex v) {
    auto& page = pages_[v / page_vertices];
    if (!page) page = std::make_unique<Page>();
    (*page)[v % page_vertices / 64] |= std::uint64_t{1} << (v % 64);
  }

 private:
  static constexpr std::size_t page_vertices = 4096;
  using Page = std::array<std::uint64_t, page_vertices / 64>;

  std::vector<std::unique_ptr<Page>> pages_;
};

// What Boost.Graph copies about: a handle to marks that the walk owns. It tells seen from unseen
// only; no walk here asks whether a vertex is finished.
struct ColourMap {
  using key_type = Vertex;
  using value_type = boost::default_color_type;
  using reference = boost::default_color_type;
  using category = boost::read_write_property_map_tag;

  PagedMarks* marks = nullptr;

  friend value_type get(ColourMap map, Vertex v) {
    return map.marks->has(v) ? boost::gray_color : boost::white_color;
  }
  friend void put(ColourMap map, Vertex v, value_type colour) {
    if (colour == boost::gray_color) map.marks->add(v);
  }
};

}  // namespace reorg
