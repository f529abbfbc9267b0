// Questions about everything, asked of the graph image.
#pragma once

#include <functional>
#include <type_traits>

#include "cli/session.hpp"
#include "core/walk/image_source.hpp"

namespace reorg::cli {

// Calls `work` with an image of latest knowledge: the one beside the database if it is fresh; else
// one is made, and kept if that took more than a moment. When the image turns out to be damaged on
// the way, says so and calls `work` once more, with a new one: whatever it wrote must start anew.
void on_whole_graph(Session&, const std::function<void(const Image&)>& work);

template <class Work>
auto with_whole_graph(Session& session, Work&& work) {
  using Result = std::invoke_result_t<Work, const Image&>;
  if constexpr (std::is_void_v<Result>) {
    on_whole_graph(session, work);
  } else {
    Result result;
    on_whole_graph(session, [&](const Image& image) { result = work(image); });
    return result;
  }
}

}  // namespace reorg::cli
