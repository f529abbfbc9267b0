// reorg optimize: make the graph image that questions about everything are answered from.
#include <chrono>
#include <ostream>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/graph_image.hpp"
#include "cli/reply.hpp"
#include "cli/text.hpp"
#include "core/parallel/threads.hpp"

namespace reorg::cli {
namespace {

namespace fs = std::filesystem;

struct Outcome {
  ImageSize size;
  bool made = true;  // false: it was good already
  double seconds = 0;
};

// Every block compared with its checksum, for this is what one runs to be sure.
bool is_good(const Image* image) {
  if (image == nullptr) return false;
  try {
    image->advise_scan();
    image->verify_all(threads_for_one_question());
    return true;
  } catch (const ImageError&) {
    return false;
  }
}

Outcome optimize(Session& session) {
  const fs::path database = session.database();
  const Store& store = session.store();
  const ImageStamp stamp = image_stamp(store);
  if (stamp.stamp == 0) {
    throw StoreError(StoreError::Kind::older,
                     database.string() +
                         " was written by an older reorg, and nothing has been "
                         "recorded since; import its files once more");
  }
  const auto begin = std::chrono::steady_clock::now();
  Outcome outcome;
  const auto there = Image::open(image_path(database), stamp);
  if (is_good(there.image.get())) {
    const Image& image = *there.image;
    outcome.made = false;
    outcome.size = {image.vertex_count() - 1, image.edge_count() + image.aside_count(),
                    image.value_count(), image.bytes()};
  } else {
    try {
      const World& world = session.world();
      ProgressLine line(world.err, world.err_is_terminal, !session.has("no-progress"));
      outcome.size = make_image(store, database, &line);
    } catch (const ImageWriteError& e) {
      throw StoreError(StoreError::Kind::denied, e.what());
    }
  }
  outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return outcome;
}

std::string size_text(std::uintmax_t bytes) {
  constexpr std::uintmax_t kib = 1024, mib = kib * kib;
  return bytes < 10 * mib ? fmt::format("{} KiB", (bytes + kib - 1) / kib)
                          : fmt::format("{} MiB", (bytes + mib / 2) / mib);
}

}  // namespace

int run_optimize(Session& session) {
  const Outcome o = optimize(session);
  const std::string path = image_path(session.database()).string();
  std::ostream& out = session.world().out;
  if (session.style().json) {
    const Json document = {{"schema", 1},
                           {"image", path},
                           {"made", o.made},
                           {"entities", o.size.entities},
                           {"relations", o.size.relations},
                           {"values", o.size.values},
                           {"bytes", o.size.bytes},
                           {"revision", image_stamp(session.store()).revision},
                           {"seconds", o.seconds}};
    out << document.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
    return ok;
  }
  const std::string holds =
      fmt::format("{}, {} and {} in {}", counted(o.size.entities, "entity", "entities"),
                  counted(o.size.relations, "relation", "relations"),
                  counted(o.size.values, "value", "values"), size_text(o.size.bytes));
  if (o.made)
    out << fmt::format("Made the graph image {}: {}{}.\n", shown(path), holds,
                       o.seconds < 1 ? "" : fmt::format(", in {:.1f} s", o.seconds));
  else
    out << fmt::format("The graph image {} is of the latest revision and sound: {}.\n", shown(path),
                       holds);
  return ok;
}

}  // namespace reorg::cli
