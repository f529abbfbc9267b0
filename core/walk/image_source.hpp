// A graph image as a source of spells: the same answers as the store that it was made from.
#pragma once

#include <functional>
#include <utility>

#include "core/graph/image.hpp"
#include "core/walk/relation_source.hpp"

namespace reorg {

// Everything comes from the image but the changes of those that have some: these are asked of the
// store behind it, which nobody need open before. Both must outlive it. It holds latest knowledge
// only: never a source for an earlier day of knowledge, whatever the day, because what was
// withdrawn since is not in it. Every call may throw ImageError: the image turned out to be
// damaged, and the question is to be asked again of the store.
class ImageSource final : public RelationSource {
 public:
  using Behind = std::function<const RelationSource&()>;
  ImageSource(const Image& image, Behind behind) : image_(image), behind_(std::move(behind)) {}

  const Image& image() const { return image_; }

  std::vector<Spell> relations(std::span<const EntityId> frontier, Hop) const override;
  std::vector<Spell> values(std::span<const EntityId>, KindSet) const override;
  std::vector<EntityId> turning(Day first, Day last) const override;
  std::vector<Entity> entities(std::span<const EntityId>) const override;
  std::vector<Source> sources(std::span<const SourceId>) const override;
  std::vector<Told> changes(std::span<const EntityId>) const override;
  std::size_t left_out(std::span<const EntityId>) const override;

 private:
  const Image& image_;
  Behind behind_;
};

}  // namespace reorg
