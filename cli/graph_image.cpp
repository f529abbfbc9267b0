#include "cli/graph_image.hpp"

#include <ostream>

#include <fmt/format.h>

#include "cli/text.hpp"

namespace reorg::cli {
namespace {

namespace fs = std::filesystem;

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

ImageSize make_image(const Store& store, const fs::path& database, ProgressLine* line) {
  return write_image(store, image_path(database), line, fs::status(database).permissions());
}

// Spells come in the order of the entities that they are kept under, which tells how far it is.
ImageSize write_image(const Store& store, const fs::path& image, ProgressLine* line,
                      fs::perms permissions) {
  ImageStamp stamp = image_stamp(store);
  const Glance glance = store.glance();
  stamp.glance_where = glance.where;
  stamp.glance_print = glance.print;
  ImageWriter writer(image, stamp, permissions);
  const auto tell = [&](std::string_view stage, std::uint64_t done = 0, std::uint64_t of = 0) {
    if (line != nullptr) (*line)({stage, done, of});
  };
  std::uint32_t last = 0;
  store.visit_entities([&](const Entity& e) {
    writer.add(e);
    last = number(e.id);
  });
  std::size_t spells = 0;
  const auto add = [&](const auto& spell) {
    writer.add(spell);
    constexpr std::size_t often = 0xffff;
    if ((++spells & often) != 0) return;
    tell("image: entities", number(spell.object == EntityId::none ? spell.subject : spell.object),
         last);
  };
  store.visit_spells(add, add);
  tell("image: names");
  store.visit_sources([&](const Source& s) { writer.add(s); });
  store.visit_names([&](std::string_view folded, EntityId id) { writer.add_name(folded, id); });
  const Store::MoreTold more = store.more_told();
  for (const EntityId id : more.in_changes) writer.mark(id, Image::Beside::changes);
  for (const EntityId id : more.named) writer.mark(id, Image::Beside::names);
  return writer.finish([&](std::string_view phase) { tell(phase); });
}

namespace {

// Whether it could be made; if not, `err` says why and what follows from it.
bool make_or_say(const Store& store, const fs::path& database, const char* what_follows,
                 std::ostream& err, ProgressLine& line) {
  if (line.is_wanted()) {
    err << fmt::format("Making the graph image {} for questions about everything …\n",
                       shown(image_path(database).string()))
        << std::flush;
  }
  try {
    make_image(store, database, &line);
    return true;
  } catch (const ImageWriteError& e) {
    err << fmt::format("reorg: {}. {}\n", shown(e.what()), what_follows);
    return false;
  }
}

}  // namespace

void make_image_if_big(const Store& store, const fs::path& database, std::ostream& err,
                       ProgressLine& line) {
  if (!is_big(database)) return;
  const Store::Moment one_state(store);
  make_or_say(store, database, "Everything is imported; only the image is not there.", err, line);
}

bool shows_state_of(const fs::path& database, const ImageStamp& stamp) {
  return shows(real_path(database), {stamp.glance_where, stamp.glance_print});
}

std::unique_ptr<const Image> image_at_a_glance(const fs::path& database) {
  const fs::path path = image_path(database);
  Image::Opened opened = Image::open(path);  // it begins to read while the database is looked at
  if (opened.image && !shows_state_of(database, opened.image->stamp())) opened.image.reset();
  return std::move(opened.image);
}

std::unique_ptr<const Image> open_image(const Store& store, const fs::path& database, Look look,
                                        std::ostream& err, ProgressLine& line) {
  const ImageStamp stamp = image_stamp(store);
  if (stamp.stamp == 0) return nullptr;  // written by a reorg that knew of no images
  const fs::path path = image_path(database);
  Image::Opened opened = Image::open(path, stamp);
  if (!opened.image && look == Look::make_if_big && is_big(database)) {
    if (!make_or_say(store, database, "The answer is from the database, which takes longer.", err,
                     line))
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
