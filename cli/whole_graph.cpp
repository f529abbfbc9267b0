#include "cli/whole_graph.hpp"

#include <filesystem>
#include <ostream>

#include <fmt/format.h>

#include "cli/text.hpp"
#include "core/graph/image_writer.hpp"

namespace reorg::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t worth_keeping = 16UL << 20U;  // bytes of the database

ImageStamp stamp_of(const Store& store) {
  const StoreStamp s = store.stamp();
  return {s.identity, s.stamp, s.revision};
}

void write(const Store& store, const fs::path& path) {
  ImageWriter writer(path, stamp_of(store));
  store.visit_entities([&](const Entity& e) { writer.add(e); });
  store.visit_spells([&](const Literal& l) { writer.add(l); },
                     [&](const Spell& s) { writer.add(s); });
  writer.finish();
}

}  // namespace

void on_whole_graph(Session& session, const std::function<void(const Image&)>& work) {
  const Store& store = session.store();
  const fs::path path = session.database() + ".image";
  const auto opened = Image::open(path, stamp_of(store));
  if (opened.image) {
    try {
      return work(*opened.image);
    } catch (const ImageError& e) {
      session.world().err << "reorg: " << shown(e.what()) << "; it is made anew\n";
    }
  }
  write(store, path);
  const auto made = Image::open(path, stamp_of(store));
  if (!made.image) throw std::runtime_error("the graph image just written cannot be read");
  work(*made.image);
}

}  // namespace reorg::cli
