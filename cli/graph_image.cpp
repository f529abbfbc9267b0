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

namespace {

// Wherever a link leads.
fs::path real_path(const fs::path& database) {
  std::error_code none;
  const bool elsewhere = fs::is_symlink(database, none);
  const fs::path real = elsewhere ? fs::canonical(database, none) : database;
  return none ? database : real;
}

}  // namespace

fs::path image_path(const fs::path& database) { return real_path(database).string() + ".image"; }

ImageStamp image_stamp(const Store& store) {
  const StoreStamp s = store.stamp();
  return {s.identity, s.stamp, s.revision};
}

ImageSize make_image(const Store& store, const fs::path& database, std::ostream* progress) {
  return write_image(store, image_path(database), progress, fs::status(database).permissions());
}

ImageSize write_image(const Store& store, const fs::path& image, std::ostream* progress,
                      fs::perms permissions) {
  ImageStamp stamp = image_stamp(store);
  const Glance glance = store.glance();
  stamp.glance_where = glance.where;
  stamp.glance_print = glance.print;
  ImageWriter writer(image, stamp, permissions);
  store.visit_entities([&](const Entity& e) { writer.add(e); });
  Telling telling(progress);
  const auto add = [&](const auto& spell) {
    writer.add(spell);
    telling.count();
  };
  store.visit_spells(add, add);
  store.visit_sources([&](const Source& s) { writer.add(s); });
  store.visit_names([&](std::string_view folded, EntityId id) { writer.add_name(folded, id); });
  const Store::MoreTold more = store.more_told();
  for (const EntityId id : more.in_changes) writer.mark(id, Image::Beside::changes);
  for (const EntityId id : more.named) writer.mark(id, Image::Beside::names);
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

bool shows_state_of(const fs::path& database, const ImageStamp& stamp) {
  return shows(real_path(database), {stamp.glance_where, stamp.glance_print});
}

std::unique_ptr<const Image> image_at_a_glance(const fs::path& database) {
  const fs::path path = image_path(database);
  const std::optional<ImageStamp> stamp = Image::stamp_of(path);
  if (!stamp || !shows_state_of(database, *stamp)) return nullptr;
  return Image::open(path, *stamp).image;
}

std::unique_ptr<const Image> open_image(const Store& store, const fs::path& database, Look look,
                                        std::ostream& err) {
  const ImageStamp stamp = image_stamp(store);
  if (stamp.stamp == 0) return nullptr;  // written by a reorg that knew of no images
  const fs::path path = image_path(database);
  Image::Opened opened = Image::open(path, stamp);
  if (!opened.image && look == Look::make_if_big && is_big(database)) {
    if (!make_or_say(store, database, "The answer is from the database, which takes longer.", err))
      return nullptr;
    opened = Image::open(path, stamp);
  } else if (const std::string_view what = trouble(opened.state); !what.empty()) {
    err << fmt::format(
        "reorg: the graph image {} {}; the answer is from the database. Make it anew: reorg "
        "optimize\n",
        shown(path.string()), what);
  }
  return std::move(opened.image);
}

// ---- ImageOrStore

ImageOrStore::ImageOrStore(std::unique_ptr<const Image> image, OpenStore store, std::ostream& err)
    : image_(std::move(image)),
      store_(std::move(store)),
      source_(*image_, [this]() -> const RelationSource& { return store_(); }),
      names_(*image_, [this]() -> const NameIndex& { return store_(); }),
      err_(err) {}

void ImageOrStore::distrust(const ImageError& e) const {
  if (damaged_) return;
  damaged_ = true;
  err_ << fmt::format("reorg: {}; the answer is from the database. Make it anew: reorg optimize\n",
                      shown(e.what()));
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
  return question(static_cast<const RelationSource&>(store_()));
}

template <class Ask>
auto ImageOrStore::look_up(Ask question) const {
  if (!damaged_) {
    try {
      return question(static_cast<const NameIndex&>(names_));
    } catch (const ImageError& e) {
      distrust(e);
    }
  }
  return question(static_cast<const NameIndex&>(store_()));
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
  return ask([&](const RelationSource& s) { return s.sources(ids); });
}
std::vector<Told> ImageOrStore::changes(std::span<const EntityId> ids) const {
  return ask([&](const RelationSource& s) { return s.changes(ids); });
}
std::size_t ImageOrStore::left_out(std::span<const EntityId> ids) const {
  return ask([&](const RelationSource& s) { return s.left_out(ids); });
}

std::vector<NameHit> ImageOrStore::exact(std::string_view folded) const {
  return look_up([&](const NameIndex& n) { return n.exact(folded); });
}
std::vector<NameHit> ImageOrStore::between(std::string_view from, std::string_view before,
                                           std::size_t limit) const {
  return look_up([&](const NameIndex& n) { return n.between(from, before, limit); });
}
std::vector<EntityId> ImageOrStore::with_part(std::string_view from, std::string_view before,
                                              std::size_t limit) const {
  return look_up([&](const NameIndex& n) { return n.with_part(from, before, limit); });
}
std::optional<std::string> ImageOrStore::next(Shelf shelf, std::string_view from) const {
  return look_up([&](const NameIndex& n) { return n.next(shelf, from); });
}
std::vector<NameHit> ImageOrStore::names_of(std::span<const EntityId> ids) const {
  return look_up([&](const NameIndex& n) { return n.names_of(ids); });
}
std::vector<Spell> ImageOrStore::borne(std::span<const EntityId> ids) const {
  return look_up([&](const NameIndex& n) { return n.borne(ids); });
}

}  // namespace reorg::cli
