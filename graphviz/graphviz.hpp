// Graphviz as a component: a picture, or places, out of a DOT text. Runs the program `dot`.
//
//   const Graphviz graphviz(search_path);
//   const std::string svg = graphviz.draw(dot_text, Picture::svg);
//
// Without a shell: the DOT text goes in through one channel and the picture comes out of another,
// so no character of a name is ever read as a command or a file name (process.hpp).
#pragma once

#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace reorg::charts {

// json: the places of everything, as Graphviz's json0 writes them. Positions, boxes and splines are
// in points from the lower left corner, y upwards; a node's width and height are in inches (72
// points). plain: the same of the nodes alone, a line each, all in inches. The resolution of a png
// belongs to the DOT text: `graph [dpi=…]`.
enum class Picture { svg, png, pdf, json, plain };

// `dot` is not there, failed, took too long or was killed: what() tells which, with what it said
// and the remedy. What it said may repeat any name and may have several lines, so what() is foreign
// text like a name itself, to be made harmless where it is shown. The caller's exit code is 6.
struct GraphvizError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Graphviz {
 public:
  // Looks for `dot` in the folders of `search_path`, written as PATH is. Throws nothing yet: a
  // chart that is only wanted as DOT needs no Graphviz.
  explicit Graphviz(std::string_view search_path, std::chrono::seconds limit = default_limit);

  // Throws GraphvizError. What dot says on its standard error although it succeeds is kept for
  // warnings(). After Ctrl-C no dot stays behind (run_program).
  std::string draw(std::string_view dot, Picture) const;

  // The lines said in all draws so far, each once, in the order of their first appearance; foreign
  // text, too.
  const std::vector<std::string>& warnings() const { return warnings_; }

  static constexpr std::chrono::seconds default_limit{120};

 private:
  std::string program_;  // empty: not found
  std::chrono::seconds limit_;
  mutable std::vector<std::string> warnings_;
};

// Whether a font of this machine has the letters of a language, given by its BCP 47 tag ("zh",
// "zh-Hant", "ja"), as fontconfig knows it through its program fc-list; true when there is no
// fc-list to ask, or when it does not answer.
bool can_write(std::string_view language, std::string_view search_path);

}  // namespace reorg::charts
