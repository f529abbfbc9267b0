#include "core/query/census.hpp"

#include <boost/graph/filtered_graph.hpp>

#include "core/graph/components.hpp"

namespace reorg {
namespace {

struct MayHold {
  Day day{};
  bool operator()(const Edge& e) const { return e.at->days.may_touch(day, day); }
};
using Live = boost::filtered_graph<OrgGraph, MayHold>;

constexpr Vertex nobody = 0;  // of an image

}  // namespace

Census census(const Image& image, Day day) {
  image.advise_scan();
  Census result;
  const Live live(image.graph(), MayHold{day});
  const std::vector<Vertex> group = weak_components(live, nobody, [&](const Edge& e) {
    Census::Count& count = result.relations.at(e.at->kind);
    const bool certain = e.at->days.must_touch(day, day) && !e.at->is(EdgeMark::disputed);
    ++(certain ? count.certain : count.possible);
  });
  std::vector<std::uint32_t> members(group.size());
  for (const Vertex lowest : group) ++members[lowest];
  for (Vertex v = 1; v < members.size(); ++v) {
    if (members[v] == 1) ++result.alone;
    if (members[v] > 1) ++result.groups[members[v]];
  }
  return result;
}

}  // namespace reorg
