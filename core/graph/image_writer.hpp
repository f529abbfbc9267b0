// Writes a graph image, whole or not at all.
//
//   ImageWriter writer(path, stamp);
//   store.visit_entities([&](const Entity& e) { writer.add(e); });
//   store.visit_spells([&](const Literal& l) { writer.add(l); }, [&](const Spell& s) {
//   writer.add(s); });
//   …                                       // sources, names, what else is known of whom
//   const ImageSize size = writer.finish();
//
// Nothing is seen of it before finish() returns, and nothing stays behind when it throws, is never
// called, or the process is killed. About 40 bytes of memory a spell and 16 an entity; texts go to
// the file at once.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string_view>

#include "core/graph/image.hpp"

namespace reorg {

// The message names the file, what failed and the remedy.
struct ImageWriteError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct ImageSize {
  std::size_t entities = 0;
  std::size_t relations = 0;
  std::size_t values = 0;
  std::uintmax_t bytes = 0;
};

class ImageWriter {
 public:
  // Nobody may do more with it than the permissions say: those of the database.
  ImageWriter(std::filesystem::path, const ImageStamp&,
              std::filesystem::perms = std::filesystem::perms::owner_read |
                                       std::filesystem::perms::owner_write);
  ImageWriter(const ImageWriter&) = delete;
  ImageWriter& operator=(const ImageWriter&) = delete;
  ~ImageWriter();

  // Entities first, in order of their ids; then spells, in any order, each once.
  void add(const Entity&);
  void add(const Literal&);
  void add(const Spell&);
  void add(const Source&);  // in order of their ids
  // A text under which the entity is looked up, folded (core/names/fold.hpp). 8 bytes each.
  void add_name(std::string_view folded, EntityId);
  void mark(EntityId, Image::Beside);

  // Sorts, writes, brings everything to disk and puts the file in its place, where it replaces what
  // was there. Throws ImageWriteError, as do the others. `tell` is given the phases as they begin:
  // "image: sorting" and the like.
  ImageSize finish(const std::function<void(std::string_view phase)>& tell = {});

 private:
  struct Work;
  std::unique_ptr<Work> work_;
};

}  // namespace reorg
