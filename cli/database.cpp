#include "cli/database.hpp"

#include <utility>

namespace reorg::cli {

void Database::be_at(const std::string& path, Store::Access access) {
  if (path == path_ && access == access_) return;
  let_go();
  image_.reset();
  store_.reset();
  path_ = path;
  access_ = access;
}

Store& Database::open(const std::string& path, Store::Access access) {
  be_at(path, access);
  if (!store_) store_ = Store::open(path, access);
  if (access == Store::Access::read && !moment_) {
    moment_.emplace(*store_);
    if (image_in_use_ && !image_is_current()) throw StateChanged();
  }
  return *store_;
}

void Database::let_go() {
  image_in_use_ = false;
  looked_for_.reset();
  moment_.reset();
}

bool Database::image_is_current() const {
  const ImageStamp its = image_->stamp();
  if (!moment_) return shows_state_of(path_, its);
  const ImageStamp now = image_stamp(*store_);
  return its.identity == now.identity && its.stamp == now.stamp;
}

void Database::keep(std::unique_ptr<const Image> image, std::ostream& err) {
  if (!image) return;
  image_ = std::make_unique<ImageOrStore>(
      std::move(image), [this]() -> const Store& { return open(path_, access_); }, err);
  image_in_use_ = true;
}

// A glance is for those who have not opened the database: whoever has it open reads there. Whoever
// writes reads what he writes.
const ImageOrStore* Database::image(const std::string& path, Look look, std::ostream& err,
                                    ProgressLine& line) {
  if (path == path_ && access_ != Store::Access::read) return nullptr;
  be_at(path, Store::Access::read);
  if (!image_in_use_ && looked_for_ < look) {
    if (image_ && (!moment_ || look > Look::at_a_glance)) {
      image_in_use_ = image_is_current();
      if (!image_in_use_) image_.reset();
    }
    if (!image_ && !moment_) keep(image_at_a_glance(path), err);
    if (!image_ && look > Look::at_a_glance)
      keep(open_image(open(path, Store::Access::read), path, look, err, line), err);
    looked_for_ = look;
  }
  return image_in_use_ ? image_.get() : nullptr;
}

}  // namespace reorg::cli
