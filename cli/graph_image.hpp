// The graph image of a database: made, opened, and never trusted more than the database.
#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <string>

#include "core/graph/image_writer.hpp"
#include "core/store/store.hpp"
#include "core/walk/image_source.hpp"

namespace reorg::cli {

// Beside the database, wherever a link leads: "acme.reorg.image".
std::filesystem::path image_path(const std::filesystem::path& database);
ImageStamp image_stamp(const Store&);

// Writes the image of what the store holds at the moment. Long ones tell on `progress` every few
// seconds how far they are. Throws ImageWriteError and StoreError.
ImageSize make_image(const Store&, const std::filesystem::path& database, std::ostream* progress);

// The same, wherever it is wanted.
ImageSize write_image(const Store&, const std::filesystem::path& image, std::ostream* progress,
                      std::filesystem::perms = std::filesystem::perms::owner_read |
                                               std::filesystem::perms::owner_write);

// The same answers from the image, or once it turns out to be damaged from the store: it says so
// once, and goes on.
class ImageOrStore final : public RelationSource {
 public:
  ImageOrStore(std::unique_ptr<const Image>, const Store&, std::ostream& err);

  // Null once it is known to be damaged.
  const Image* image() const { return damaged_ ? nullptr : image_.get(); }
  void distrust(const ImageError&) const;
  bool is_of(const ImageStamp&) const;

  std::vector<Spell> relations(std::span<const EntityId> frontier, Hop) const override;
  std::vector<Spell> values(std::span<const EntityId>, KindSet) const override;
  std::vector<EntityId> turning(Day first, Day last) const override;
  std::vector<Entity> entities(std::span<const EntityId>) const override;
  std::vector<Source> sources(std::span<const SourceId>) const override;
  std::vector<Told> changes(std::span<const EntityId>) const override;
  std::size_t left_out(std::span<const EntityId>) const override;

 private:
  template <class Ask>
  auto ask(Ask) const;

  std::unique_ptr<const Image> image_;
  const Store& store_;
  ImageSource source_;
  std::ostream& err_;
  mutable bool damaged_ = false;
};

// After a large import: makes the image of a big database, so that the first question need not.
// Without one everything still works: what goes wrong is told on `err`, and that is all.
void make_image_if_big(const Store&, const std::filesystem::path& database, std::ostream& err);

// What a question may do about an image that is not there, or not of this state.
enum class Make { no, if_big };

// The image, or null: there is none for this state, and the question is answered from the store.
// Big databases get one, which is told on `err`; so is whatever is wrong with the one that is
// there.
std::unique_ptr<ImageOrStore> open_image(const Store&, const std::filesystem::path& database, Make,
                                         std::ostream& err);

}  // namespace reorg::cli
