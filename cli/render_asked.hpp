// What `reorg render` is asked for: which chart, how it looks, where it goes.
#pragma once

#include <optional>

#include "cli/picture_file.hpp"
#include "graphviz/look.hpp"
#include "graphviz/structure_chart.hpp"

namespace reorg::cli {

enum class ChartKind { structure, ownership, reporting };

struct RenderAsked {
  ChartKind kind = ChartKind::structure;
  std::optional<NameHit> about;  // none: everything
  std::optional<Day> from, to;   // --from, --to
  charts::Shown shown;
  charts::Look look;
  bool depth_given = false;
  PictureFile file;

  bool is_page() const { return file.format == PictureFormat::html; }
  bool of_two_days() const { return !is_page() && (from || to); }
};

// Throws UsageError for what does not go together, and NameError.
RenderAsked render_asked(Session&);

}  // namespace reorg::cli
