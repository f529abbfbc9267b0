#include "core/query/census.hpp"

#include <algorithm>

#include <boost/graph/filtered_graph.hpp>

#include "core/graph/components.hpp"
#include "core/parallel/in_order.hpp"

namespace reorg {
namespace {

struct MayHold {
  Day day{};
  bool operator()(const Edge& e) const { return e.days().may_touch(day, day); }
};
using Live = boost::filtered_graph<OfRows, MayHold>;

constexpr Vertex nobody = 0;  // of an image

}  // namespace

Census census(const Image& image, Day day, unsigned threads) {
  image.advise_scan();
  Census result;
  const OrgGraph& whole = image.graph();
  OrgGraph unguarded = whole;
  for (Rows& rows : unguarded.out_rows) rows = rows.unguarded();
  SharedForest forest(image.vertex_count());
  std::vector<RowRange> ranges = out_row_ranges(whole);
  // The kinds of the same vertices one after the other: their places stand in the same records.
  std::ranges::stable_sort(ranges, {}, &RowRange::first);
  in_order<Census::Count>(
      ranges.size(), threads,
      [&](unsigned, std::size_t part, Census::Count& count) {
        count = {};
        const RowRange& rows = ranges[part];
        whole.out(rows.kind).need(rows.first, rows.last);
        const OfRows some{&unguarded, rows};
        join_edges(Live(some, MayHold{day}), nobody, forest, [&](const Edge& e) {
          const bool certain = e.days().must_touch(day, day) && !e.at->is(EdgeMark::disputed);
          ++(certain ? count.certain : count.possible);
        });
      },
      [&, part = std::size_t{0}](const Census::Count& count) mutable {
        Census::Count& sum = result.relations.at(static_cast<std::size_t>(ranges[part++].kind));
        sum.certain += count.certain;
        sum.possible += count.possible;
      });
  const std::vector<Vertex> group = std::move(forest).lowest();
  std::vector<std::uint32_t> members(group.size());
  for (const Vertex lowest : group) ++members[lowest];
  for (Vertex v = 1; v < members.size(); ++v) {
    if (members[v] == 1) ++result.alone;
    if (members[v] > 1) ++result.groups[members[v]];
  }
  return result;
}

}  // namespace reorg
