// Questions about everything, asked of the graph image.
#pragma once

#include <functional>
#include <type_traits>

#include "cli/session.hpp"

namespace reorg::cli {

// Calls `work` with an image of latest knowledge: the one beside the database, which a big database
// is given if need be; a small one has an image made for the moment. When the one beside it turns
// out to be damaged on the way, that is told and `work` called once more, with another: whatever it
// wrote must start anew.
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
