#include "graphviz/history_layout.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <locale>
#include <sstream>

#include <fmt/format.h>

#include "graphviz/history_blocks.hpp"

namespace reorg::charts {
namespace {

constexpr double column_gap = 16, row_gap = 46;
constexpr double points_per_inch = 72;

// Roots side by side as long as their columns fit, then the next shelf below.
struct Shelf {
  struct Tree {
    const Block* root = nullptr;
    std::vector<SharedColumn> columns;
    std::size_t number = 0;  // of its first box in DOT, the root's; its columns' follow
  };
  std::vector<Tree> trees;
  std::size_t columns = 0;
};

std::vector<Shelf> shelves(std::vector<Block>& roots) {
  std::vector<Shelf> result;
  std::size_t boxes = 0;
  for (Block& root : roots) {
    std::vector<SharedColumn> columns = columns_of(root);
    const std::size_t wide = columns.size();
    if (result.empty() || result.back().columns + wide > columns_in_row) result.emplace_back();
    result.back().columns += wide;
    result.back().trees.push_back({&root, std::move(columns), boxes});
    boxes += wide + 1;
  }
  return result;
}

std::string box(std::size_t number, double width, double height) {
  return fmt::format("  b{} [height={:.4f}, width={:.4f}]\n", number, height / points_per_inch,
                     width / points_per_inch);
}

std::string in_a_row(const std::vector<std::size_t>& boxes) {
  std::string dot = "  { rank=same";
  for (std::size_t i = 0; i < boxes.size(); ++i)
    dot += fmt::format("{}b{}", i == 0 ? "; " : " -> ", boxes[i]);
  return dot + " }\n";
}

// The boxes of one shelf. All of a row are as high as the highest, for dot sets the middles of a
// row on one line.
std::string write(const Shelf& shelf) {
  double root_height = 0, column_height = 1;
  for (const Shelf::Tree& t : shelf.trees) {
    root_height = std::max(root_height, t.root->own);
    for (const SharedColumn& c : t.columns) column_height = std::max(column_height, c.height);
  }
  std::string dot;
  std::vector<std::size_t> roots, columns;
  for (const Shelf::Tree& t : shelf.trees) {
    roots.push_back(t.number);
    dot += box(t.number, root_width, root_height);
    for (std::size_t i = 1; i <= t.columns.size(); ++i) {
      columns.push_back(t.number + i);
      dot += box(t.number + i, column_width, column_height);
      dot += fmt::format("  b{} -> b{}\n", t.number, t.number + i);
    }
  }
  return dot + in_a_row(roots) + in_a_row(columns);
}

std::string write(const std::vector<Shelf>& all) {
  std::string dot = fmt::format(
      "digraph history {{\n  graph [margin=0, nodesep={:.4f}, ranksep={:.4f}]\n"
      "  node [fixedsize=true, label=\"\", shape=box]\n  edge [style=invis]\n",
      column_gap / points_per_inch, row_gap / points_per_inch);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0) {
      dot += fmt::format("  b{} -> b{}\n", all[i - 1].trees.front().number + 1,
                         all[i].trees.front().number);
    }
    dot += write(all[i]);
  }
  return dot + "}\n";
}

// Where dot put each box: "node b12 <middle x> <middle y> <width> <height> …", in inches, upwards.
std::vector<Box> read_plain(const std::string& plain, std::size_t count) {
  std::vector<Box> boxes(count);
  std::istringstream in(plain);
  in.imbue(std::locale::classic());
  double height = 0;
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    words.imbue(std::locale::classic());
    std::string what, name;
    double x = 0, y = 0, wide = 0, high = 0;
    words >> what;
    if (what == "graph") words >> x >> y >> height;
    if (what != "node") continue;
    words >> name >> x >> y >> wide >> high;
    if (!words) throw GraphvizError("Graphviz's dot wrote a line that is no place: " + line);
    boxes.at(std::stoul(name.substr(1))) = {(x - wide / 2) * points_per_inch,
                                            (height - y - high / 2) * points_per_inch,
                                            wide * points_per_inch, high * points_per_inch};
  }
  return boxes;
}

class Setting {
 public:
  Setting(const History& history, std::vector<Box> boxes) : boxes_(std::move(boxes)) {
    layout_.places.resize(history.places.size());
  }

  // Each shelf begins at the left.
  void set(const Shelf& shelf) {
    double left = std::numeric_limits<double>::max();
    for (const Shelf::Tree& t : shelf.trees)
      left = std::min({left, boxes_[t.number].x, boxes_[t.number + 1].x});
    for (const Shelf::Tree& t : shelf.trees) {
      put(*t.root, boxes_[t.number].x - left, boxes_[t.number].y);
      for (std::size_t i = 0; i < t.columns.size(); ++i) {
        const Box& column = boxes_[t.number + 1 + i];
        for (const Block* b : t.columns[i].blocks)
          outline(*b, column.x - left, column.y + b->offset);
      }
    }
  }

  HistoryLayout take() && { return std::move(layout_); }

 private:
  void put(const Block& block, double x, double y) {
    Box& box = layout_.places[block.place];
    box = {std::round(x), std::round(y), card_width(block.depth), block.own};
    layout_.width = std::max(layout_.width, box.x + box.width);
    layout_.height = std::max(layout_.height, box.y + box.height);
  }

  // A card and, further in, what hangs from it.
  void outline(const Block& block, double x, double y) {
    put(block, x, y);
    const double step = card_width(block.depth) - card_width(block.depth + 1);
    for (const Block& child : block.below) outline(child, x + step, y + child.offset);
  }

  std::vector<Box> boxes_;
  HistoryLayout layout_;
};

}  // namespace

HistoryLayout lay_out(const History& history, const Graphviz& graphviz) {
  std::vector<Block> roots = blocks_of(history);
  if (roots.empty()) return {};
  const std::vector<Shelf> all = shelves(roots);
  const Shelf::Tree& last = all.back().trees.back();
  const std::string plain = graphviz.draw(write(all), Picture::plain);
  Setting setting(history, read_plain(plain, last.number + last.columns.size() + 1));
  for (const Shelf& shelf : all) setting.set(shelf);
  return std::move(setting).take();
}

}  // namespace reorg::charts
