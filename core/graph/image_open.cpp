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
using image::byte_order;
using image::checksum;
using image::format_version;
using image::Header;
using image::header_bytes;
using image::magic;
using image::Part;
using image::part_count;
using image::row_part;
using image::Section;
using image::Side;
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

std::optional<ImageStamp> Image::stamp_of(const std::filesystem::path& path) {
  Image image;
  if (image.read_header(File(path.c_str())) != State::fresh) return std::nullopt;
  return image.stamp();
}

ImageStamp Image::stamp() const {
  return {header_.identity, header_.stamp, header_.revision, header_.glance_where,
          header_.glance_print};
}

Image::Opened Image::open(const std::filesystem::path& path, const ImageStamp& expected) {
  std::unique_ptr<Image> image(new Image);
  image->path_ = path;
  const State state = image->load(expected);
  if (state != State::fresh) image.reset();
  return {state, std::move(image)};
}

Image::~Image() {
  if (bytes_ != nullptr) ::munmap(const_cast<std::byte*>(bytes_), mapped_);
}

Image::State Image::load(const ImageStamp& expected) {
  const File file(path_.c_str());
  if (const State state = read_header(file); state != State::fresh) return state;
  if (header_.identity != expected.identity) return State::foreign;
  if (header_.stamp != expected.stamp) return State::stale;
  const std::uintmax_t length = header_.file_bytes;
  checksums_.resize(blocks_before(header_.checksums_offset));
  if (!file.read(checksums_.data(), header_.checksums_bytes, header_.checksums_offset))
    return State::unreadable;
  if (checksum(checksums_.data(), header_.checksums_bytes) != header_.checksums_checksum)
    return State::damaged;

  void* mapped = ::mmap(nullptr, length, PROT_READ, MAP_SHARED, file.fd, 0);
  if (mapped == MAP_FAILED) return State::unreadable;
  bytes_ = static_cast<const std::byte*>(mapped);
  mapped_ = length;
  // Else the system reads megabytes around each byte that is asked for.
  ::madvise(mapped, length, MADV_RANDOM);
  guard_ = std::make_unique<BlockGuard>(
      bytes_ + header_bytes, header_.checksums_offset - header_bytes,
      [this](std::size_t first, std::size_t last) { check_blocks(first, last); });
  return make_spans() ? State::fresh : State::damaged;
}

Image::State Image::read_header(const File& file) {
  if (const State state = file.state(); state != State::fresh) return state;
  const std::uintmax_t length = file.length();
  if (length < header_bytes) return State::truncated;
  std::array<std::byte, header_bytes> first{};
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
      h.checksums_bytes != blocks_before(end) * sizeof(checksums_.front()))
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
  Array<EntityId> entities;
  const auto in = [](Part p) { return image::number(p); };
  const bool sound =
      n > 0 && edges < whole && values < whole - edges && make(texts_, in(Part::texts)) &&
      make(entities, in(Part::entities), n) && make(vertices_, in(Part::vertices), n) &&
      make(odd_, in(Part::odd)) && make(qualifiers_, in(Part::qualifiers)) &&
      make(edges_, in(Part::edges), edges) && make(value_rows_, in(Part::value_rows), n + 1) &&
      make(values_, in(Part::values), values) && make(asides_, in(Part::asides)) &&
      make(asides_out_, in(Part::asides_out)) && make(asides_in_, in(Part::asides_in)) &&
      make(begins_.days, in(Part::begin_days)) && make(begins_.spells, in(Part::begins)) &&
      make(begins_.odd, in(Part::begin_odd)) && make(ends_.days, in(Part::end_days)) &&
      make(ends_.spells, in(Part::ends)) && make(ends_.odd, in(Part::end_odd)) &&
      make(sources_, in(Part::sources)) && make(names_, in(Part::names));
  if (!sound) return false;
  graph_.entities = entities.items;
  graph_.guard = guard_.get();
  return make_rows() && first_edge_.back() == edges;
}

bool Image::make_rows() {
  for (std::size_t kind = 0; kind < relation_kinds; ++kind) {
    std::size_t edges = 0;
    for (const bool out : {true, false}) {
      Array<std::uint32_t> offsets;
      Array<Slot> slots;
      if (!make(offsets, row_part(kind, out ? Side::out_offsets : Side::in_offsets)) ||
          !make(slots, row_part(kind, out ? Side::out_slots : Side::in_slots)))
        return false;
      if (offsets.size() != (slots.size() == 0 ? 0 : graph_.vertex_count() + 1)) return false;
      if (!out && slots.size() != edges) return false;
      edges = slots.size();
      (out ? graph_.out_rows : graph_.in_rows)[kind] = {offsets.items, slots.items, guard_.get()};
    }
    if (edges > header_.edges - first_edge_[kind]) return false;
    first_edge_[kind + 1] = first_edge_[kind] + static_cast<std::uint32_t>(edges);
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

void Image::check_blocks(std::size_t first, std::size_t last) const {
  const std::size_t from = place_of_block(first), until = place_of_block(last);
  // One read of the disk instead of one for each page.
  ::madvise(const_cast<std::byte*>(bytes_ + from), until - from, MADV_WILLNEED);
  for (std::size_t block = first; block < last; ++block) check_block(block);
}

void Image::check_block(std::size_t block) const {
  const std::size_t first = place_of_block(block), last = place_of_block(block + 1);
  if (static_cast<std::uint32_t>(checksum(bytes_ + first, last - first)) != checksums_[block])
    fail("a block is not what was written");
  for (std::size_t kind = 0; kind < relation_kinds; ++kind) {
    check_rows(kind, graph_.out_rows[kind], first, last);
    check_rows(kind, graph_.in_rows[kind], first, last);
  }
}

namespace {

// Which items have a byte within [first, last) of the file.
struct Range {
  std::size_t begin, end;
};
template <class T>
Range overlap(std::span<const T> items, const std::byte* file, std::size_t first,
              std::size_t last) {
  const auto at = static_cast<std::size_t>(reinterpret_cast<const std::byte*>(items.data()) - file);
  if (items.empty() || at >= last || at + items.size_bytes() <= first) return {0, 0};
  return {first <= at ? 0 : (first - at) / sizeof(T),
          std::min(items.size(), (last - at + sizeof(T) - 1) / sizeof(T))};
}

}  // namespace

// Whoever walks the rows uses these numbers as they are.
void Image::check_rows(std::size_t kind, const Rows& rows, std::size_t first,
                       std::size_t last) const {
  const auto offsets = overlap(rows.offsets, bytes_, first, last);
  for (std::size_t i = offsets.begin; i < offsets.end; ++i) {
    const std::size_t next = i + 1 < rows.offsets.size() ? rows.offsets[i + 1] : rows.slots.size();
    const std::size_t before = i > 0 ? rows.offsets[i - 1] : 0;
    if (before > rows.offsets[i] || rows.offsets[i] > next || next > rows.slots.size()) fail();
  }
  const auto slots = overlap(rows.slots, bytes_, first, last);
  for (std::size_t i = slots.begin; i < slots.end; ++i) {
    const Slot& s = rows.slots[i];
    if (s.other >= graph_.vertex_count() || s.kind != kind || s.id < first_edge_[kind] ||
        s.id >= first_edge_[kind + 1])
      fail();
  }
}

void Image::verify_part(std::size_t part, unsigned threads) const {
  constexpr std::size_t together = 16 * BlockGuard::block_bytes;
  const Section& s = header_.sections[part];
  in_order<char>((s.bytes + together - 1) / together, threads,
                 [&](unsigned, std::size_t piece, char) {
                   const std::size_t first = piece * together;
                   guard_->need(bytes_ + s.offset + first, std::min(together, s.bytes - first));
                 },
                 [](char) {});
}

void Image::verify(std::span<const Part> parts, unsigned threads) const {
  for (const Part p : parts) verify_part(image::number(p), threads);
}

void Image::verify_out_rows(StatementKind kind, unsigned threads) const {
  for (const Side side : {Side::out_offsets, Side::out_slots})
    verify_part(row_part(static_cast<std::size_t>(kind), side), threads);
}

void Image::verify_all(unsigned threads) const {
  for (std::size_t part = 0; part < part_count; ++part) verify_part(part, threads);
}

void Image::advise_scan() const {
  ::madvise(const_cast<std::byte*>(bytes_), mapped_, MADV_SEQUENTIAL);
}

}  // namespace reorg
