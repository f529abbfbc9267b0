// How charts look: themes and their colours. The page uses the same.
//
// Added is blue and ended vermillion of Okabe and Ito's palette, which people who see no red or no
// green tell apart (https://jfly.uni-koeln.de/color/); moved is its reddish purple, which they may
// take for grey: its pill and arrows are what tells it.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graphviz/chart.hpp"

namespace reorg::charts {

enum class Theme { light, dark, print };
enum class Direction { down, right };
std::optional<Theme> theme(std::string_view);          // by its word
std::optional<Direction> direction(std::string_view);  // likewise

struct Look {
  Theme theme = Theme::light;
  Direction direction = Direction::down;
  std::optional<int> dots_per_inch = std::nullopt;  // of a picture in dots
};

// Colours as "#RRGGBB".
struct Tint {
  std::string_view line, fill, text, quiet;  // border, background, name, what is said less loudly
};

struct Palette {
  std::string_view paper, ink, quiet, line;  // background, text, lesser text, tree lines
  Tint root, plain, doubtful, added, ended, moved, changed, highlighted;
  std::string_view band;  // behind what ended
};

const Palette& palette(Theme);
const Tint& tint(const Palette&, Mark);
// Of a card: what is only possible has a darker border, for it is broken.
const Tint& tint(const Palette&, const Card&);

}  // namespace reorg::charts
