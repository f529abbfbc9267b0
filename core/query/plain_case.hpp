// The plain cases of a question, answered straight from the rows of a graph image: one head, one
// parent, one name, each told with exact days. Most of a large register is like that. Whatever is
// not, says so, and is for the query that knows all the rules (overseers.hpp, structure.hpp); where
// both answer, the answers are the same.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/graph/image.hpp"

namespace reorg {

class PlainCases {
 public:
  explicit PlainCases(const Image&);

  // What a plain case comes to.
  struct One {
    bool plain = false;
    Vertex who = no_vertex;      // no_vertex: nobody
    const Slot* line = nullptr;  // the relation; good as long as the image
  };
  // The one person who heads the organization itself on the day.
  One head(Vertex organization, Day) const;
  // What it is part of.
  One parent(Vertex organization, Day) const;
  // What it is called on the day: of its preferred names the English one, else the Chinese, else
  // the only one (Scene::name). Nothing when it is not that plain.
  std::optional<std::string_view> name(Vertex, Day) const;
  // What sort of thing it is on the day (Scene::sort). Nothing when it is not that plain.
  std::optional<std::string_view> sort(Vertex, Day) const;
  // Exact days, nobody disputes it, and it is a solid line of somebody who is not merely acting.
  bool is_plain(const Slot&) const;

 private:
  // Of the values of a kind the one that holds: empty for none; nothing when it is not plain.
  std::optional<std::string_view> value(Vertex, StatementKind, Day) const;
  // 0 English, 1 Chinese, 2 another language: of a preferred name; 3: no preferred name.
  int language(std::uint32_t qualifier) const;

  const Image& image_;
};

}  // namespace reorg
