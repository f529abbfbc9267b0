#include "cli/graph_image.hpp"

#include <chrono>
#include <ostream>

#include <fmt/format.h>

#include "cli/text.hpp"

namespace reorg::cli {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

// About 200,000 spells. What is smaller is read from the database before anyone could make an
// image.
constexpr std::uintmax_t big = std::uintmax_t{64} << 20U;

// Just after an import most of it may still be in the log beside the file.
bool is_big(const fs::path& database) {
  std::uintmax_t bytes = 0;
  for (const char* suffix : {"", "-wal"}) {
    std::error_code none;
    const std::uintmax_t some = fs::file_size(database.string() + suffix, none);
    if (!none) bytes += some;
  }
  return bytes >= big;
}

constexpr std::chrono::seconds patience{3};

// A line every few seconds, for whoever watches a terminal or reads a log.
class Telling {
 public:
  explicit Telling(std::ostream* to) : to_(to) {}

  void count() {
    constexpr std::size_t often = 0xffff;
    if ((++spells_ & often) != 0 || to_ == nullptr) return;
    if (const auto now = Clock::now(); now - last_ > patience) {
      last_ = now;
      *to_ << fmt::format("  {:.1f} million relations and values\n",
                          static_cast<double>(spells_) / 1e6)
           << std::flush;
    }
  }

 private:
  std::ostream* to_;
  std::size_t spells_ = 0;
  Clock::time_point last_ = Clock::now();
};

std::string_view trouble(Image::State state) {
  switch (state) {
    case Image::State::foreign:
      return "is of another database";
    case Image::State::other:
      return "is of another version of reorg";
    case Image::State::truncated:
      return "is cut short";
    case Image::State::damaged:
      return "is damaged";
    case Image::State::unreadable:
      return "cannot be read";
    default:
      return {};
  }
}

}  // namespace

fs::path image_path(const fs::path& database) {
  std::error_code none;
  const bool elsewhere = fs::is_symlink(database, none);
  const fs::path real = elsewhere ? fs::canonical(database, none) : database;
  return (none ? database : real).string() + ".image";
}

ImageStamp image_stamp(const Store& store) {
  const StoreStamp s = store.stamp();
  return {s.identity, s.stamp, s.revision};
}

ImageSize make_image(const Store& store, const fs::path& database, std::ostream* progress) {
  return write_image(store, image_path(database), progress, fs::status(database).permissions());
}

ImageSize write_image(const Store& store, const fs::path& image, std::ostream* progress,
                      fs::perms permissions) {
  ImageWriter writer(image, image_stamp(store), permissions);
  store.visit_entities([&](const Entity& e) { writer.add(e); });
  Telling telling(progress);
  const auto add = [&](const auto& spell) {
    writer.add(spell);
    telling.count();
  };
  store.visit_spells(add, add);
  return writer.finish();
}

namespace {

// Whether it could be made; if not, `err` says why and what follows from it.
bool make_or_say(const Store& store, const fs::path& database, const char* what_follows,
                 std::ostream& err) {
  err << fmt::format("Making the graph image {} for questions about everything …\n",
                     shown(image_path(database).string()))
      << std::flush;
  try {
    make_image(store, database, &err);
    return true;
  } catch (const ImageWriteError& e) {
    err << fmt::format("reorg: {}. {}\n", shown(e.what()), what_follows);
    return false;
  }
}

}  // namespace

void make_image_if_big(const Store& store, const fs::path& database, std::ostream& err) {
  if (!is_big(database)) return;
  const Store::Moment one_state(store);
  make_or_say(store, database, "Everything is imported; only the image is not there.", err);
}

std::unique_ptr<ImageOrStore> open_image(const Store& store, const fs::path& database, Make make,
                                         std::ostream& err) {
  const ImageStamp stamp = image_stamp(store);
  if (stamp.stamp == 0) return nullptr;  // written by a reorg that knew of no images
  const fs::path path = image_path(database);
  Image::Opened opened = Image::open(path, stamp);
  if (!opened.image && make == Make::if_big && is_big(database)) {
    if (!make_or_say(store, database, "The answer is from the database, which takes longer.", err))
      return nullptr;
    opened = Image::open(path, stamp);
  } else if (const std::string_view what = trouble(opened.state); !what.empty()) {
    err << fmt::format(
        "reorg: the graph image {} {}; the answer is from the database. Make it anew: reorg "
        "optimize\n",
        shown(path.string()), what);
  }
  if (!opened.image) return nullptr;
  return std::make_unique<ImageOrStore>(std::move(opened.image), store, err);
}

// ---- ImageOrStore

ImageOrStore::ImageOrStore(std::unique_ptr<const Image> image, const Store& store,
                           std::ostream& err)
    : image_(std::move(image)), store_(store), source_(*image_, store), err_(err) {}

void ImageOrStore::distrust(const ImageError& e) const {
  if (damaged_) return;
  damaged_ = true;
  err_ << fmt::format("reorg: {}; the answer is from the database. Make it anew: reorg optimize\n",
                      shown(e.what()));
}

bool ImageOrStore::is_of(const ImageStamp& stamp) const {
  return image_->identity() == stamp.identity && image_->stamp() == stamp.stamp;
}

template <class Ask>
auto ImageOrStore::ask(Ask question) const {
  if (!damaged_) {
    try {
      return question(static_cast<const RelationSource&>(source_));
    } catch (const ImageError& e) {
      distrust(e);
    }
  }
  return question(static_cast<const RelationSource&>(store_));
}

std::vector<Spell> ImageOrStore::relations(std::span<const EntityId> frontier, Hop hop) const {
  return ask([&](const RelationSource& s) { return s.relations(frontier, hop); });
}
std::vector<Spell> ImageOrStore::values(std::span<const EntityId> ids, KindSet kinds) const {
  return ask([&](const RelationSource& s) { return s.values(ids, kinds); });
}
std::vector<EntityId> ImageOrStore::turning(Day first, Day last) const {
  return ask([&](const RelationSource& s) { return s.turning(first, last); });
}
std::vector<Entity> ImageOrStore::entities(std::span<const EntityId> ids) const {
  return ask([&](const RelationSource& s) { return s.entities(ids); });
}
std::vector<Source> ImageOrStore::sources(std::span<const SourceId> ids) const {
  return store_.sources(ids);
}
std::vector<Told> ImageOrStore::changes(std::span<const EntityId> ids) const {
  return store_.changes(ids);
}
std::size_t ImageOrStore::left_out(std::span<const EntityId> ids) const {
  return store_.left_out(ids);
}

}  // namespace reorg::cli
