#include "graphviz/cut.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "graphviz/structure_chart.hpp"

namespace reorg::charts {
namespace {

class Cutting {
 public:
  Cutting(std::span<const Leveled> tree, const Shown& shown)
      : tree_(tree), end_(ends(tree)), wanted_(wanted(tree)), shown_(shown) {}

  std::vector<Drawn> drawn() {
    first_level_ = std::ranges::count(tree_, 0, &Leveled::depth) == 1 ? 1 : 0;
    for (std::size_t i = 0; i < tree_.size();) i = add(i);
    return std::move(drawn_);
  }

 private:
  // For each the place after all that is below it.
  static std::vector<std::size_t> ends(std::span<const Leveled> tree) {
    std::vector<std::size_t> end(tree.size(), tree.size()), open;
    for (std::size_t i = 0; i < tree.size(); ++i) {
      while (!open.empty() && tree[open.back()].depth >= tree[i].depth) {
        end[open.back()] = i;
        open.pop_back();
      }
      open.push_back(i);
    }
    return end;
  }

  // Which were asked for or lead to one that was.
  static std::vector<bool> wanted(std::span<const Leveled> tree) {
    std::vector<bool> all(tree.size());
    int needed = 0;  // the depth whose ancestors are still to be marked
    for (std::size_t i = tree.size(); i-- > 0;) {
      all[i] = tree[i].depth < needed || tree[i].asked;
      if (all[i]) needed = tree[i].depth;
    }
    return all;
  }

  // It and all below.
  std::size_t with_below(std::size_t i) const {
    return static_cast<std::size_t>(
        std::ranges::count(tree_.subspan(i, end_[i] - i), false, &Leveled::repeated));
  }

  // Adds one with all below it; the place after them.
  std::size_t add(std::size_t i) {
    const int depth = tree_[i].depth;
    const std::size_t end = end_[i];
    const std::size_t at = drawn_.size();
    if (depth <= first_level_) cut_ = depth == first_level_ ? cut_of(i, end) : shown_.depth;
    const bool is_cut = depth >= cut_;
    drawn_.push_back({.place = i, .is_cut = is_cut});
    std::size_t side_by_side = 0;
    for (std::size_t child = i + 1; child < end;) {
      const bool counts = depth >= first_level_ && ends_here(child);
      const bool is_hidden = is_cut || (counts && ++side_by_side > shown_.collapse_over);
      if (is_hidden && !wanted_[child]) {
        drawn_[at].hidden += with_below(child);
        child = end_[child];
      } else {
        child = add(child);
      }
    }
    drawn_[at].shows_some = drawn_.size() > at + 1;
    return end;
  }

  // Nothing is drawn below it, and nobody asked for it.
  bool ends_here(std::size_t i) const {
    return (end_[i] == i + 1 || tree_[i].depth >= cut_) && !wanted_[i];
  }

  // The deepest level to which a column may be drawn.
  int cut_of(std::size_t first, std::size_t end) const {
    std::vector<std::size_t> at_depth;
    for (std::size_t i = first; i < end; ++i) {
      const auto level = static_cast<std::size_t>(tree_[i].depth - first_level_);
      at_depth.resize(std::max(at_depth.size(), level + 1));
      ++at_depth[level];
    }
    std::size_t cards = 0;
    for (std::size_t level = 0; level < at_depth.size(); ++level) {
      cards += at_depth[level];
      const int depth = first_level_ + static_cast<int>(level);
      if (depth >= shown_.depth) break;
      if (level > 1 && cards > shown_.most_in_column) return depth - 1;
    }
    return shown_.depth;
  }

  std::span<const Leveled> tree_;
  std::vector<std::size_t> end_;
  std::vector<bool> wanted_;
  const Shown& shown_;
  int first_level_ = 1;
  int cut_ = 0;  // of the column that is being added
  std::vector<Drawn> drawn_;
};

}  // namespace

std::vector<Drawn> cut(std::span<const Leveled> tree, const Shown& shown) {
  return Cutting(tree, shown).drawn();
}

std::string hidden_words(const Drawn& d, std::string_view one, std::string_view many) {
  if (d.hidden == 0) return {};
  return fmt::format("+ {} {}{}{}", d.hidden, d.shows_some ? "more " : "",
                     d.hidden == 1 ? one : many, d.is_cut ? " below" : "");
}

}  // namespace reorg::charts
