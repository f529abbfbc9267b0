// The graph image of a database: made, opened, and never trusted more than the database.
#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <string>

#include "cli/progress.hpp"
#include "core/graph/image_writer.hpp"
#include "core/query/image_names.hpp"
#include "core/store/store.hpp"
#include "core/walk/image_source.hpp"

namespace reorg::cli {

// Beside the database, wherever a link leads: "acme.reorg.image".
std::filesystem::path image_path(const std::filesystem::path& database);
ImageStamp image_stamp(const Store&);

// Writes the image of what the store holds at the moment, and tells how far it is if anybody wants
// to know. Throws ImageWriteError and StoreError.
ImageSize make_image(const Store&, const std::filesystem::path& database, ProgressLine*);

// The same, wherever it is wanted.
ImageSize write_image(const Store&, const std::filesystem::path& image, ProgressLine*,
                      std::filesystem::perms = std::filesystem::perms::owner_read |
                                               std::filesystem::perms::owner_write);

// The same answers from the image, or once it turns out to be damaged from the store: it says so
// once, and goes on. What the image does not know is asked of the store, which is not opened
// before.
class ImageOrStore final : public RelationSource, public NameIndex {
 public:
  using OpenStore = std::function<const Store&()>;
  ImageOrStore(std::unique_ptr<const Image>, OpenStore, std::ostream& err);

  // Null once it is known to be damaged.
  const Image* image() const { return damaged_ ? nullptr : image_.get(); }
  void distrust(const ImageError&) const;
  ImageStamp stamp() const { return image_->stamp(); }

  std::vector<Spell> relations(std::span<const EntityId> frontier, Hop) const override;
  std::vector<Spell> values(std::span<const EntityId>, KindSet) const override;
  std::vector<EntityId> turning(Day first, Day last) const override;
  std::vector<Entity> entities(std::span<const EntityId>) const override;
  std::vector<Source> sources(std::span<const SourceId>) const override;
  std::vector<Told> changes(std::span<const EntityId>) const override;
  std::size_t left_out(std::span<const EntityId>) const override;

  std::vector<NameHit> exact(std::string_view folded) const override;
  std::vector<NameHit> between(std::string_view from, std::string_view before,
                               std::size_t limit) const override;
  std::vector<EntityId> with_part(std::string_view from, std::string_view before,
                                  std::size_t limit) const override;
  std::optional<std::string> next(Shelf, std::string_view from) const override;
  std::vector<NameHit> names_of(std::span<const EntityId>) const override;
  std::vector<Spell> borne(std::span<const EntityId>) const override;

 private:
  template <class Ask>
  auto ask(Ask) const;
  template <class Ask>
  auto look_up(Ask) const;

  std::unique_ptr<const Image> image_;
  OpenStore store_;
  ImageSource source_;
  ImageNames names_;
  std::ostream& err_;
  mutable bool damaged_ = false;
};

// After a large import: makes the image of a big database, so that the first question need not.
// Without one everything still works: what goes wrong is told on `err`, and that is all.
void make_image_if_big(const Store&, const std::filesystem::path& database, std::ostream& err,
                       ProgressLine&);

// The image, if a glance at the database's file shows that it is of the latest state (glance.hpp);
// else null, without a word.
std::unique_ptr<const Image> image_at_a_glance(const std::filesystem::path& database);
bool shows_state_of(const std::filesystem::path& database, const ImageStamp&);

// What may be done to have an image.
enum class Look {
  at_a_glance,  // the database is not opened for it
  closely,      // the database says of which state it is
  make_if_big,  // and a big one gets one
};

// The image, or null: there is none for this state, and the question is answered from the store.
// Big databases get one if it may be made, which is told on `err`; so is whatever is wrong with the
// one that is there.
std::unique_ptr<const Image> open_image(const Store&, const std::filesystem::path& database, Look,
                                        std::ostream& err, ProgressLine&);

}  // namespace reorg::cli
