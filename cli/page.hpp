// The page of `reorg render -f html`: the history of what is asked for, to play in a browser.
#pragma once

#include <string>

#include "cli/render_asked.hpp"

namespace reorg::cli {

struct Page {
  std::string title;
  std::string content;
  std::size_t cards = 0;  // organizations that are ever on it
};

// Throws UsageError for what a page does not know, and charts::GraphvizError.
Page page_of(Session&, const RenderAsked&);

}  // namespace reorg::cli
