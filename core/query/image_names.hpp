// The names in a graph image as an index: the same answers as the store's that it was made from.
#pragma once

#include <functional>
#include <utility>

#include "core/graph/image.hpp"
#include "core/names/name_index.hpp"

namespace reorg {

// Exact names come from the image; beginnings, parts and whatever the image does not know of
// somebody (Image::Beside::names) from the index behind it, which nobody need open before. Both
// must outlive it. Every call may throw ImageError.
class ImageNames final : public NameIndex {
 public:
  using Behind = std::function<const NameIndex&()>;
  ImageNames(const Image& image, Behind behind) : image_(image), behind_(std::move(behind)) {}

  std::vector<NameHit> exact(std::string_view folded) const override;
  std::vector<NameHit> between(std::string_view from, std::string_view before,
                               std::size_t limit) const override;
  std::vector<EntityId> with_part(std::string_view from, std::string_view before,
                                  std::size_t limit) const override;
  std::optional<std::string> next(Shelf, std::string_view from) const override;
  std::vector<NameHit> names_of(std::span<const EntityId>) const override;
  std::vector<Spell> borne(std::span<const EntityId>) const override;

 private:
  const Image& image_;
  Behind behind_;
};

}  // namespace reorg
