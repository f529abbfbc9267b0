#include "graphviz/look.hpp"

namespace reorg::charts {
namespace {

constexpr Palette light_palette{
    .paper = "#FFFFFF",
    .ink = "#1B2733",
    .quiet = "#5B6B7A",
    .line = "#8796A3",
    .root = {"#1B2733", "#1B2733", "#FFFFFF", "#C9D3DC"},
    .plain = {"#B8C2CB", "#FFFFFF", "#1B2733", "#5B6B7A"},
    .doubtful = {"#6E7D8A", "#FFFFFF", "#1B2733", "#5B6B7A"},
    .added = {"#0072B2", "#E8F2FA", "#00507D", "#33637F"},
    .ended = {"#D55E00", "#FFFFFF", "#A04000", "#6B5A50"},
    .moved = {"#CC79A7", "#FBF1F6", "#8A3F68", "#8A5570"},
    .changed = {"#0072B2", "#FFFFFF", "#1B2733", "#5B6B7A"},
    .highlighted = {"#1B2733", "#FFF6DA", "#1B2733", "#5B6B7A"},
    .band = "#FDF6F1",
};

constexpr Palette dark_palette{
    .paper = "#131A21",
    .ink = "#E9EEF2",
    .quiet = "#A3B1BD",
    .line = "#6B7A87",
    .root = {"#E9EEF2", "#E9EEF2", "#131A21", "#44525E"},
    .plain = {"#4A5966", "#1C252E", "#E9EEF2", "#A3B1BD"},
    .doubtful = {"#8FA0AE", "#1C252E", "#E9EEF2", "#A3B1BD"},
    .added = {"#56B4E9", "#12324A", "#D3ECFB", "#A9D3EC"},
    .ended = {"#F08A3C", "#1C252E", "#FFC08F", "#C9B2A1"},
    .moved = {"#DE9CC3", "#35202C", "#F6D5E6", "#DDB4CA"},
    .changed = {"#56B4E9", "#1C252E", "#E9EEF2", "#A3B1BD"},
    .highlighted = {"#F2D06B", "#3A3215", "#FFF4D0", "#DCCB93"},
    .band = "#221C18",
};

// Black ink on white paper: fills are white or nearly so, lines are dark.
constexpr Palette print_palette{
    .paper = "#FFFFFF",
    .ink = "#000000",
    .quiet = "#3D3D3D",
    .line = "#4D4D4D",
    .root = {"#000000", "#FFFFFF", "#000000", "#3D3D3D"},
    .plain = {"#7A7A7A", "#FFFFFF", "#000000", "#3D3D3D"},
    .doubtful = {"#4D4D4D", "#FFFFFF", "#000000", "#3D3D3D"},
    .added = {"#000000", "#FFFFFF", "#000000", "#3D3D3D"},
    .ended = {"#4D4D4D", "#FFFFFF", "#3D3D3D", "#4D4D4D"},
    .moved = {"#4D4D4D", "#F4F4F4", "#000000", "#3D3D3D"},
    .changed = {"#000000", "#FFFFFF", "#000000", "#3D3D3D"},
    .highlighted = {"#000000", "#EDEDED", "#000000", "#3D3D3D"},
    .band = "#F4F4F4",
};

}  // namespace

std::optional<Theme> theme(std::string_view word) {
  if (word == "light") return Theme::light;
  if (word == "dark") return Theme::dark;
  if (word == "print") return Theme::print;
  return std::nullopt;
}

std::optional<Direction> direction(std::string_view word) {
  if (word == "down") return Direction::down;
  if (word == "right") return Direction::right;
  return std::nullopt;
}

const Palette& palette(Theme t) {
  switch (t) {
    case Theme::dark:
      return dark_palette;
    case Theme::print:
      return print_palette;
    case Theme::light:
      break;
  }
  return light_palette;
}

const Tint& tint(const Palette& p, Mark mark) {
  switch (mark) {
    case Mark::added:
      return p.added;
    case Mark::ended:
      return p.ended;
    case Mark::moved:
      return p.moved;
    case Mark::changed:
      return p.changed;
    case Mark::none:
      break;
  }
  return p.plain;
}

const Tint& tint(const Palette& p, const Card& c) {
  if (c.mark != Mark::none) return tint(p, c.mark);
  if (c.highlighted) return p.highlighted;
  return c.certainty == Certainty::certain ? p.plain : p.doubtful;
}

}  // namespace reorg::charts
