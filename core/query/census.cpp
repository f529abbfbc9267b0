#include "core/query/census.hpp"

#include <algorithm>
#include <array>
#include <span>

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
  // A thread takes all kinds of the same vertices: their places stand in the same records, and
  // threads that join neighbours would wait for each other.
  std::vector<RowRange> ranges = out_row_ranges(whole);
  std::ranges::stable_sort(ranges, {}, &RowRange::first);
  const std::size_t kinds =
      static_cast<std::size_t>(std::ranges::count(ranges, Vertex{0}, &RowRange::first));
  using Counts = std::array<Census::Count, relation_kinds>;
  in_order<Counts>(
      kinds == 0 ? 0 : ranges.size() / kinds, threads,
      [&](unsigned, std::size_t part, Counts& counts) {
        counts = {};
        for (const RowRange& rows : std::span(ranges).subspan(part * kinds, kinds)) {
          whole.out(rows.kind).need(rows.first, rows.last);
          Census::Count& count = counts.at(static_cast<std::size_t>(rows.kind));
          const OfRows some{&unguarded, rows};
          join_edges(Live(some, MayHold{day}), nobody, forest, [&](const Edge& e) {
            const bool certain = e.days().must_touch(day, day) && !e.at->is(EdgeMark::disputed);
            ++(certain ? count.certain : count.possible);
          });
        }
      },
      [&](const Counts& counts) {
        for (std::size_t kind = 0; kind < relation_kinds; ++kind) {
          result.relations.at(kind).certain += counts.at(kind).certain;
          result.relations.at(kind).possible += counts.at(kind).possible;
        }
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
