#include "graphviz/history_blocks.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include "graphviz/lettering.hpp"

namespace reorg::charts {
namespace {

constexpr double block_gap = 18, outline_gap = 11, indent = 15, padding = 20, padding_beside = 22;
constexpr std::size_t most_indents = 5;
constexpr std::size_t worth_trying = 200;  // beyond that many, trying takes longer than it gains

struct Font {
  double size, line;
};
struct Fonts {
  Font name, native, head;
};
constexpr Fonts root_fonts{{18, 24}, {14, 20}, {12, 17}};
constexpr Fonts first_fonts{{13, 17}, {12, 17}, {11.5, 15}};
constexpr Fonts lower_fonts{{12, 15}, {11, 15}, {11, 14}};

const Fonts& fonts_at(int depth) {
  return depth == 0 ? root_fonts : depth == 1 ? first_fonts : lower_fonts;
}

double lines_of(const std::string& text, const Font& font, bool bold, double room,
                std::size_t most) {
  if (text.empty()) return 0;
  return static_cast<double>(lines(text, font.size, bold, room, most).size()) * font.line;
}

std::string head_text(const Head& h) {
  std::string text = h.name;
  if (!h.role.empty()) text += (text.empty() ? "" : ", ") + h.role;
  if (h.vacant) {
    text += ": vacant";
  } else if (h.name.empty()) {
    text += ": nobody known";
  }
  if (h.certainty != Certainty::certain) text = "possibly " + text;
  if (h.acting) text += " (acting)";
  return text;
}

// As high as its text: the page shrinks what is still too long.
double height_of(const Card& card, int depth) {
  constexpr std::size_t most_lines = 3;
  const Fonts& fonts = fonts_at(depth);
  const double room = card_width(depth) - padding_beside;
  double height = padding - (depth > 1 ? 9 : 0);
  std::string name = card.name, native = card.native;
  if (!card.acronym.empty()) name += "  " + card.acronym;
  if (depth > 1) {
    if (!native.empty()) name += "  " + native;
  } else {
    if (!card.sort.empty()) native += (native.empty() ? "" : "  ") + card.sort;
    height += lines_of(native, fonts.native, false, room, 2);
  }
  height += lines_of(name, fonts.name, true, room, most_lines);
  for (const Head& h : card.heads)
    height += lines_of(head_text(h), fonts.head, false, room, most_lines);
  height += lines_of(card.note, fonts.head, false, room, 1);
  return std::ceil(height);
}

bool overlap(const Days& a, const Days& b) { return a.first <= b.last && b.first <= a.last; }

// The highest place in a column, from `top` on, where the block is in nobody's way.
double free_place(const Block& block, const std::vector<const Block*>& column, double top,
                  double gap) {
  struct Barred {
    double from, to;  // no place between these, on some day
  };
  std::vector<Barred> barred;
  for (const Block* other : column) {
    for (const Reach& x : block.reach) {
      for (const Reach& y : other->reach) {
        if (overlap(x.days, y.days))
          barred.push_back({other->offset - x.height - gap, other->offset + y.height + gap});
      }
    }
  }
  std::ranges::sort(barred, {}, &Barred::from);
  double at = top;
  for (const Barred& b : barred) {
    if (b.from >= at) break;
    at = std::max(at, b.to);
  }
  return at;
}

int days_there(const Block& b) {
  int days = 0;
  for (const Reach& r : b.reach) days += r.days.last - r.days.first + 1;
  return days;
}

class Blocks {
 public:
  explicit Blocks(const History& h) : history_(h), children_(h.places.size()) {
    for (std::size_t i = 0; i < h.places.size(); ++i) {
      const std::size_t parent = h.places[i].parent;
      if (parent != History::no_place) children_[parent].push_back(i);
    }
    for (std::size_t i = 0; i < h.places.size(); ++i) {
      if (h.places[i].parent == History::no_place) roots.push_back(block(i, 0));
    }
    std::ranges::stable_sort(roots, std::ranges::greater{},
                             [](const Block& b) { return b.below.size(); });
  }

  std::vector<Block> roots;

 private:
  Block block(std::size_t place, int depth) const {
    Block b;
    b.place = place;
    b.depth = depth;
    b.own = height_in(place, depth);
    for (const std::size_t c : children_[place]) b.below.push_back(block(c, depth + 1));
    if (depth > 0) hang(b);
    set_reach(b);
    return b;
  }

  // What is below a card, one under the other. Those that stay longest are on top.
  static void hang(Block& b) {
    std::ranges::stable_sort(b.below, std::ranges::greater{}, days_there);
    std::vector<const Block*> placed;
    for (Block& child : b.below) {
      child.offset = free_place(child, placed, b.own + outline_gap, outline_gap);
      placed.push_back(&child);
    }
  }

  void set_reach(Block& b) const {
    // What ended is shown for one day more, beside whatever took its place.
    const int more = b.depth == 1 ? 1 : 0;
    for (const History::Line& l : history_.places[b.place].lines) {
      for (int day = l.days.first; day <= l.days.last + more; ++day) {
        double height = b.own;
        for (const Block& child : b.below) {
          for (const Reach& r : child.reach) {
            if (r.days.first <= day && day <= r.days.last)
              height = std::max(height, child.offset + r.height);
          }
        }
        if (!b.reach.empty() && b.reach.back().days.last + 1 == day &&
            b.reach.back().height == height) {
          b.reach.back().days.last = day;
        } else {
          b.reach.push_back({{day, day}, height});
        }
        b.tallest = std::max(b.tallest, height);
      }
    }
  }

  double height_in(std::size_t place, int depth) const {
    const History::Place& p = history_.places[place];
    double height = 0;
    for (const History::State& s : history_.entities[p.entity].states) {
      if (std::ranges::any_of(p.lines,
                              [&](const History::Line& l) { return overlap(l.days, s.days); }))
        height = std::max(height, height_of(s.card, depth));
    }
    return height;
  }

  const History& history_;
  std::vector<std::vector<std::size_t>> children_;
};

std::size_t most_at_once(const std::vector<Block>& blocks) {
  std::size_t most = 0;
  for (const Block& b : blocks) {
    for (const Reach& r : b.reach) {
      const auto there = std::ranges::count_if(blocks, [&](const Block& other) {
        return std::ranges::any_of(other.reach, [&](const Reach& o) {
          return o.days.first <= r.days.first && r.days.first <= o.days.last;
        });
      });
      most = std::max(most, static_cast<std::size_t>(there));
    }
  }
  return most;
}

// Blocks set in columns in some order, each where it stands highest.
class SharedColumns {
 public:
  SharedColumns(const std::vector<Block*>& order, std::size_t count) : columns_(count) {
    for (Block* b : order) place(*b);
    if (order.size() <= worth_trying) settle(order);
    double height = 0;
    for (SharedColumn& c : columns_) {
      for (const Block* b : c.blocks) {
        c.height = std::max(c.height, b->offset + b->tallest);
        cost_ += b->offset * b->tallest * days_there(*b);
      }
      height = std::max(height, c.height);
    }
    cost_ *= height;
  }

  // How far down the cards of all days stand, together, the large ones above all; times how far
  // down the last one reaches.
  double cost() const { return cost_; }
  std::vector<SharedColumn> take() && { return std::move(columns_); }

 private:
  void place(Block& block) {
    const auto place_in = [&](const SharedColumn& c) {
      return free_place(block, c.blocks, 0, block_gap);
    };
    const auto best = std::ranges::min_element(columns_, {}, place_in);
    block.offset = place_in(*best);
    best->blocks.push_back(&block);
  }

  // Takes each out and puts it where there is room higher up, until there is none.
  void settle(const std::vector<Block*>& order) {
    constexpr int most_rounds = 8;
    bool moved = true;
    for (int round = 0; moved && round < most_rounds; ++round) {
      moved = false;
      for (Block* b : order) {
        for (SharedColumn& c : columns_) std::erase(c.blocks, b);
        const double before = b->offset;
        place(*b);
        moved = moved || b->offset < before;
      }
    }
  }

  std::vector<SharedColumn> columns_;
  double cost_ = 0;
};

// The order decides how well the blocks fit. Begins with the tall ones that stay long, then tries
// what comes of setting one of them earlier or later, and keeps what is better. The same blocks
// always end in the same order: the generator's numbers are the same everywhere.
void improve(std::vector<Block*>& order, std::size_t count) {
  constexpr int trials = 250;
  std::mt19937 random(1);
  double cost = SharedColumns(order, count).cost();
  for (int i = 0; i < trials; ++i) {
    std::vector<Block*> other = order;
    const std::size_t from = random() % order.size(), to = random() % order.size();
    Block* moved = other[from];
    other.erase(other.begin() + static_cast<std::ptrdiff_t>(from));
    other.insert(other.begin() + static_cast<std::ptrdiff_t>(to), moved);
    const double others = SharedColumns(other, count).cost();
    if (others >= cost) continue;
    cost = others;
    order = std::move(other);
  }
}

}  // namespace

double card_width(int depth) {
  if (depth == 0) return root_width;
  const auto steps = std::min<std::size_t>(static_cast<std::size_t>(depth) - 1, most_indents);
  return column_width - indent * static_cast<double>(steps);
}

std::vector<Block> blocks_of(const History& history) { return std::move(Blocks(history).roots); }

std::vector<SharedColumn> columns_of(Block& root) {
  std::vector<Block*> order;
  for (Block& b : root.below) order.push_back(&b);
  std::ranges::stable_sort(order, std::ranges::greater{},
                           [](const Block* b) { return b->tallest * std::sqrt(days_there(*b)); });
  // At least two: as wide as the card of the root itself.
  const std::size_t count = std::clamp<std::size_t>(most_at_once(root.below), 2, columns_in_row);
  if (order.size() > count && order.size() <= worth_trying) improve(order, count);
  return SharedColumns(order, count).take();
}

}  // namespace reorg::charts
