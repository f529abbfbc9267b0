// Opening an image, and checking its blocks. What it says is read in image.cpp.
#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/graph/checksum.hpp"
#include "core/graph/image.hpp"
#include "core/parallel/in_order.hpp"

namespace reorg {
namespace {

using image::alignment;
using image::block_checksum;
using image::byte_order;
using image::checksum;
using image::format_version;
using image::Header;
using image::header_bytes;
using image::magic;
using image::Part;
using image::Section;
using image::slots_part;
using image::vertex_words;
using image::whole;

std::size_t blocks_before(std::uint64_t end) {
  return (end - header_bytes + BlockGuard::block_bytes - 1) / BlockGuard::block_bytes;
}

}  // namespace

class Image::File {
 public:
  // Not to wait for whatever is no ordinary file.
  explicit File(const char* path) : fd(::open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (fd >= 0) ::close(fd);
  }

  State state() const {
    if (fd < 0) return errno == ENOENT || errno == ENOTDIR ? State::absent : State::unreadable;
    struct stat about {};
    return ::fstat(fd, &about) == 0 && S_ISREG(about.st_mode) ? State::fresh : State::unreadable;
  }
  std::uintmax_t length() const {
    struct stat about {};
    return ::fstat(fd, &about) == 0 ? static_cast<std::uintmax_t>(about.st_size) : 0;
  }
  bool read(void* to, std::size_t bytes, std::uint64_t at) const {
    auto* into = static_cast<char*>(to);
    while (bytes > 0) {
      const ssize_t some = ::pread(fd, into, bytes, static_cast<off_t>(at));
      if (some < 0 && errno == EINTR) continue;
      if (some <= 0) return false;
      into += some;
      at += static_cast<std::uint64_t>(some);
      bytes -= static_cast<std::size_t>(some);
    }
    return true;
  }

  const int fd;
};

ImageStamp Image::stamp() const {
  return {header_.identity, header_.stamp, header_.revision, header_.glance_where,
          header_.glance_print};
}

Image::Opened Image::open(const std::filesystem::path& path, const ImageStamp& expected) {
  return opened(path, &expected);
}

Image::Opened Image::open(const std::filesystem::path& path) { return opened(path, nullptr); }

Image::Opened Image::opened(const std::filesystem::path& path, const ImageStamp* expected) {
  std::unique_ptr<Image> image(new Image);
  image->path_ = path;
  const State state = image->load(expected);
  if (state != State::fresh) image.reset();
  return {state, std::move(image)};
}

Image::~Image() {
  if (bytes_ != nullptr) ::munmap(const_cast<std::byte*>(bytes_), mapped_);
}

Image::State Image::load(const ImageStamp* expected) {
  const File file(path_.c_str());
  if (const State state = read_header(file); state != State::fresh) return state;
  if (expected != nullptr) {
    if (header_.identity != expected->identity) return State::foreign;
    if (header_.stamp != expected->stamp) return State::stale;
  }
  const std::uintmax_t length = header_.file_bytes;
  void* mapped = ::mmap(nullptr, length, PROT_READ, MAP_SHARED, file.fd, 0);
  if (mapped == MAP_FAILED) return State::unreadable;
  bytes_ = static_cast<const std::byte*>(mapped);
  mapped_ = length;
  // Else the system reads megabytes around each byte that is asked for.
  ::madvise(mapped, length, MADV_RANDOM);
  guard_ = std::make_unique<BlockGuard>(
      bytes_ + header_bytes, header_.checksums_offset - header_bytes,
      [this](std::size_t first, std::size_t last) { fetch_blocks(first, last); },
      [this](std::size_t first, std::size_t last) { check_blocks(first, last); });
  const std::byte* table = bytes_ + header_.checksums_offset;
  checksums_ = {reinterpret_cast<const std::uint32_t*>(table),
                header_.checksums_bytes / sizeof(checksums_.front())};
  table_guard_ = std::make_unique<BlockGuard>(
      table, checksums_.size_bytes(),
      [this, table](std::size_t first, std::size_t last) {
        fetch_bytes(table + first * BlockGuard::block_bytes,
                    std::min(bytes_ + mapped_, table + last * BlockGuard::block_bytes));
      },
      [this](std::size_t first, std::size_t last) { check_table(first, last); });
  if (!make_spans()) return State::damaged;
  // Every question needs them: they are read from the disk beside what it asks for first.
  constexpr std::size_t few = 16 * BlockGuard::block_bytes;
  if (checksums_.size_bytes() <= few) table_guard_->expect(table, checksums_.size_bytes());
  guard_->expect(qualifiers_.items.data(), qualifiers_.items.size_bytes());
  return State::fresh;
}

Image::State Image::read_header(const File& file) {
  if (const State state = file.state(); state != State::fresh) return state;
  const std::uintmax_t length = file.length();
  if (length < header_bytes) return State::truncated;
  std::array<std::byte, header_bytes> first{};
  ::posix_fadvise(file.fd, 0, header_bytes, POSIX_FADV_WILLNEED);  // else more is read than this
  if (!file.read(first.data(), first.size(), 0)) return State::unreadable;
  std::memcpy(&header_, first.data(), sizeof header_);
  return look_at_header(length);
}

Image::State Image::look_at_header(std::uintmax_t length) const {
  const Header& h = header_;
  if (h.magic != magic) return State::foreign;
  if (h.byte_order != byte_order || h.format_version != format_version) return State::other;
  if (h.header_checksum != checksum(&h, offsetof(Header, header_checksum))) return State::damaged;
  if (h.file_bytes != length) return State::truncated;
  const std::uint64_t end = h.checksums_offset;
  if (end < header_bytes || end > length || end % alignment != 0 ||
      h.checksums_bytes != length - end ||
      h.checksums_bytes != blocks_before(end) * sizeof(checksums_.front()) ||
      h.checksums_bytes > image::most_table_blocks * BlockGuard::block_bytes)
    return State::damaged;
  for (const Section& s : h.sections) {
    if (s.offset < header_bytes || s.offset > end || s.offset % alignment != 0 ||
        s.bytes > end - s.offset)
      return State::damaged;
  }
  return State::fresh;
}

template <class T>
bool Image::make(Array<T>& array, std::size_t part) {
  const Section& s = header_.sections[part];
  if (s.bytes % sizeof(T) != 0) return false;
  array.items = {reinterpret_cast<const T*>(bytes_ + s.offset), s.bytes / sizeof(T)};
  array.image = this;
  return true;
}

template <class T>
bool Image::make(Array<T>& array, std::size_t part, std::size_t size) {
  return make(array, part) && array.size() == size;
}

bool Image::make_spans() {
  const std::size_t n = header_.vertices, edges = header_.edges, values = header_.values;
  const auto in = [](Part p) { return image::number(p); };
  const bool sound =
      n > 0 && n < whole && edges < whole && values < whole - edges &&
      make(texts_, in(Part::texts)) && make(odd_, in(Part::odd)) &&
      make(qualifiers_, in(Part::qualifiers)) && make(edges_, in(Part::edges), edges) &&
      make(values_, in(Part::values), values) && make(asides_, in(Part::asides)) &&
      make(asides_out_, in(Part::asides_out)) && make(asides_in_, in(Part::asides_in)) &&
      make(begins_.days, in(Part::begin_days)) && make(begins_.spells, in(Part::begins)) &&
      make(begins_.odd, in(Part::begin_odd)) && make(ends_.days, in(Part::end_days)) &&
      make(ends_.spells, in(Part::ends)) && make(ends_.odd, in(Part::end_odd)) &&
      make(sources_, in(Part::sources)) && make(names_, in(Part::names));
  if (!sound) return false;
  graph_.guard = guard_.get();
  return make_rows() && first_edge_.back() == edges;
}

bool Image::make_rows() {
  Array<EdgeDays> days;
  Array<Slot> slots;
  std::size_t kinds = 0;
  for (std::size_t kind = 0; kind < relation_kinds; ++kind) {
    if (!make(slots, slots_part(kind, true))) return false;
    const std::size_t edges = slots.size();
    graph_.out_rows[kind].slots = slots.items;
    if (!make(slots, slots_part(kind, false), edges)) return false;
    graph_.in_rows[kind].slots = slots.items;
    if (edges > header_.edges - first_edge_[kind]) return false;
    first_edge_[kind + 1] = first_edge_[kind] + static_cast<std::uint32_t>(edges);
    if (edges > 0) ++kinds;
  }
  const std::size_t n = header_.vertices, step = vertex_words(kinds);
  Array<std::uint32_t> words;
  if (!make(words, image::number(Part::vertices), (n + 1) * step) ||
      !make(days, image::number(Part::days)))
    return false;
  vertices_ = reinterpret_cast<const std::byte*>(words.items.data());
  vertex_bytes_ = step * sizeof(std::uint32_t);
  graph_.entities = {&record_at(0).entity, step, n};
  graph_.days_elsewhere = days.items;
  const std::uint32_t* place = words.items.data() + vertex_words(0);
  for (std::size_t kind = 0; kind < relation_kinds; ++kind) {
    for (Rows* rows : {&graph_.out_rows[kind], &graph_.in_rows[kind]}) {
      rows->guard = guard_.get();
      if (!rows->slots.empty()) rows->places = {place++, step, n + 1};
    }
  }
  return true;
}

// ---- Blocks

void Image::fail(const char* what) const {
  throw ImageError("the graph image " + path_.string() + " is damaged (" + what + ")");
}

// Where blocks begin, and where the last one ends.
std::size_t Image::place_of_block(std::size_t block) const {
  return std::min<std::size_t>(header_bytes + block * BlockGuard::block_bytes,
                               header_.checksums_offset);
}

// One read of the disk instead of one for each page.
void Image::fetch_bytes(const std::byte* from, const std::byte* until) {
  constexpr std::uintptr_t page = 4096;
  const std::uintptr_t before = reinterpret_cast<std::uintptr_t>(from) % page;
  ::madvise(const_cast<std::byte*>(from - before), static_cast<std::size_t>(until - from) + before,
            MADV_WILLNEED);
}

void Image::fetch_blocks(std::size_t first, std::size_t last) const {
  fetch_bytes(bytes_ + place_of_block(first), bytes_ + place_of_block(last));
  table_guard_->expect(&checksums_[first], (last - first) * sizeof(checksums_[first]));
}

void Image::check_blocks(std::size_t first, std::size_t last) const {
  table_guard_->need(&checksums_[first], (last - first) * sizeof(checksums_[first]));
  for (std::size_t block = first; block < last; ++block) check_block(block);
}

void Image::check_table(std::size_t first, std::size_t last) const {
  const std::byte* table = bytes_ + header_.checksums_offset;
  for (std::size_t n = first; n < last; ++n) {
    const std::size_t at = n * BlockGuard::block_bytes;
    const std::size_t bytes = std::min(BlockGuard::block_bytes, checksums_.size_bytes() - at);
    if (block_checksum(table + at, bytes) != header_.table_checksums.at(n))
      fail("its checksums are not what was written");
  }
}

void Image::check_block(std::size_t block) const {
  const std::size_t first = place_of_block(block), last = place_of_block(block + 1);
  if (block_checksum(bytes_ + first, last - first) != checksums_[block])
    fail("a block is not what was written");
  check_places(first, last);
  for (std::size_t kind = 0; kind < relation_kinds; ++kind) {
    check_slots(kind, graph_.out_rows[kind], first, last);
    check_slots(kind, graph_.in_rows[kind], first, last);
  }
}

namespace {

// Which items, of so many bytes each, have a byte within [first, last) of a file.
struct Range {
  std::size_t begin, end;
};
Range overlap(std::size_t at, std::size_t items, std::size_t bytes_of_each, std::size_t first,
              std::size_t last) {
  if (items == 0 || at >= last || at + items * bytes_of_each <= first) return {0, 0};
  return {first <= at ? 0 : (first - at) / bytes_of_each,
          std::min(items, (last - at + bytes_of_each - 1) / bytes_of_each)};
}

}  // namespace

// Whoever walks the rows uses these numbers as they are: from the places of one vertex to those of
// the next, both of which he had checked.
void Image::check_places(std::size_t first, std::size_t last) const {
  const auto [begin, end] = overlap(static_cast<std::size_t>(vertices_ - bytes_), vertex_count(),
                                    vertex_bytes_, first, last);
  if (begin == end) return;
  const std::size_t step = vertex_bytes_ / sizeof(std::uint32_t);
  const auto* words = reinterpret_cast<const std::uint32_t*>(vertices_);
  unsigned falls = 0;
  for (const std::uint32_t* at = words + begin * step; at != words + end * step; at += step) {
    for (std::size_t n = image::vertex_words(0); n < step; ++n)
      falls |= static_cast<unsigned>(at[n] > at[step + n]);
  }
  if (falls != 0) fail();
  for (std::size_t kind = 0; kind < relation_kinds; ++kind) {
    for (const Rows* rows : {&graph_.out_rows[kind], &graph_.in_rows[kind]}) {
      if (!rows->places.empty() && rows->places[end] > rows->slots.size()) fail();
    }
  }
}

void Image::check_slots(std::size_t kind, const Rows& rows, std::size_t first,
                        std::size_t last) const {
  const auto at =
      static_cast<std::size_t>(reinterpret_cast<const std::byte*>(rows.slots.data()) - bytes_);
  const auto [begin, end] = overlap(at, rows.slots.size(), sizeof(Slot), first, last);
  for (std::size_t i = begin; i < end; ++i) {
    const Slot& s = rows.slots[i];
    if (s.other >= vertex_count() || s.id < first_edge_[kind] || s.id >= first_edge_[kind + 1] ||
        (!s.has_days() && s.until_or_place >= graph_.days_elsewhere.size()))
      fail();
  }
}

void Image::verify_bytes(std::uint64_t first, std::uint64_t bytes, unsigned threads) const {
  constexpr std::size_t together = 16 * BlockGuard::block_bytes;
  in_order<char>((bytes + together - 1) / together, threads,
                 [&](unsigned, std::size_t piece, char) {
                   const std::size_t at = piece * together;
                   guard_->need(bytes_ + first + at, std::min(together, bytes - at));
                 },
                 [](char) {});
}

void Image::verify(std::span<const Part> parts, unsigned threads) const {
  for (const Part p : parts) {
    const Section& s = header_.sections[image::number(p)];
    verify_bytes(s.offset, s.bytes, threads);
  }
}

void Image::verify_out_slots(StatementKind kind, unsigned threads) const {
  const Section& s = header_.sections[slots_part(static_cast<std::size_t>(kind), true)];
  verify_bytes(s.offset, s.bytes, threads);
}

// They are the first texts, in the order of the vertices.
void Image::verify_keys(unsigned threads) const {
  const std::string_view last = key_of(static_cast<Vertex>(vertex_count() - 1));
  if (last.empty()) return;
  const auto end = static_cast<std::size_t>(last.data() + last.size() -
                                            reinterpret_cast<const char*>(texts_.items.data()));
  verify_bytes(header_.sections.front().offset, end, threads);
}

void Image::verify_qualifiers() const {
  for (const image::Qualifier& q : qualifiers_.range(0, qualifiers_.size()))
    for (const image::TextRef ref : {q.aspect, q.role, q.value}) (void)text(ref);
}

void Image::verify_all(unsigned threads) const {
  for (const Section& s : header_.sections) verify_bytes(s.offset, s.bytes, threads);
}

void Image::advise_scan() const {
  ::madvise(const_cast<std::byte*>(bytes_), mapped_, MADV_SEQUENTIAL);
}

}  // namespace reorg
