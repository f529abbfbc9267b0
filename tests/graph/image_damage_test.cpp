// Images that are stale, foreign, cut, damaged or made on purpose are noticed and never used.
#include <cstring>

#include <catch2/catch.hpp>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "core/graph/checksum.hpp"
#include "core/graph/image.hpp"
#include "tests/graph/image_content.hpp"
#include "tests/property.hpp"
#include "tests/store/scratch_folder.hpp"

using namespace reorg;
using namespace reorg::tests;
using image::Header;
using State = Image::State;
namespace fs = std::filesystem;

namespace {

const ImageStamp stamp{11, 22, 3};

// The same at every run.
ImageContent content_of(int entities) {
  return rc::gen::exec([=] { return any_content(entities); })(rc::Random(7), 100).value();
}

Header header_of(const std::string& bytes) {
  Header h;
  std::memcpy(&h, bytes.data(), sizeof h);
  return h;
}

// With all checksums as they must be.
std::string sealed(std::string bytes) {
  Header h = header_of(bytes);
  const std::size_t blocks = h.checksums_bytes / 4;
  for (std::size_t n = 0; n < blocks; ++n) {
    const std::size_t first = image::header_bytes + n * BlockGuard::block_bytes;
    const std::size_t last =
        std::min<std::size_t>(first + BlockGuard::block_bytes, h.checksums_offset);
    const std::uint32_t sum = image::block_checksum(bytes.data() + first, last - first);
    std::memcpy(bytes.data() + h.checksums_offset + 4 * n, &sum, 4);
  }
  REQUIRE(h.checksums_bytes <= BlockGuard::block_bytes);
  h.table_checksums[0] =
      image::block_checksum(bytes.data() + h.checksums_offset, h.checksums_bytes);
  h.header_checksum = image::checksum(&h, offsetof(Header, header_checksum));
  std::memcpy(bytes.data(), &h, sizeof h);
  return bytes;
}

struct Fixture {
  ScratchFolder folder;
  fs::path path = folder / "x.image";

  State state_of(const std::string& bytes) const {
    write_bytes(path, bytes);
    return Image::open(path, stamp).state;
  }
  std::string written(const ImageContent& content) const {
    write_image(path, stamp, content);
    return bytes_of(path);
  }
};

}  // namespace

TEST_CASE("image: fresh, stale, foreign, absent", "[image]") {
  const Fixture f;
  CHECK(Image::open(f.path, stamp).state == State::absent);
  CHECK(Image::open(f.path / "below", stamp).state == State::absent);
  const std::string good = f.written(content_of(5));
  CHECK(Image::open(f.path, stamp).state == State::fresh);
  CHECK(Image::open(f.path / "below", stamp).state == State::absent);
  CHECK(Image::open(f.path, {11, 23, 3}).state == State::stale);
  CHECK(Image::open(f.path, {12, 22, 3}).state == State::foreign);
  CHECK_FALSE(Image::open(f.path, {12, 22, 3}).image);
  CHECK(Image::open(f.path).image->stamp().stamp == stamp.stamp);
}

TEST_CASE("image: a file of another kind, a folder, one that may not be read", "[image]") {
  const Fixture f;
  CHECK(f.state_of("") == State::truncated);
  CHECK(f.state_of(std::string(10'000, 'x')) == State::foreign);
  CHECK(f.state_of("SQLite format 3" + std::string(10'000, '\0')) == State::foreign);
  fs::create_directory(f.folder / "folder");
  CHECK(Image::open(f.folder / "folder", stamp).state == State::unreadable);
  CHECK(Image::open("/dev/null", stamp).state == State::unreadable);
}

TEST_CASE("image: another format version and another byte order", "[image]") {
  const Fixture f;
  const std::string good = f.written(content_of(5));
  Header h = header_of(good);
  ++h.format_version;
  std::string other = good;
  std::memcpy(other.data(), &h, sizeof h);
  CHECK(f.state_of(sealed(other)) == State::other);
  h = header_of(good);
  h.byte_order = 0x04030201;
  std::memcpy(other.data(), &h, sizeof h);
  CHECK(f.state_of(sealed(other)) == State::other);
}

TEST_CASE("image: cut anywhere, or longer than it was, it is not used", "[image]") {
  const Fixture f;
  const std::string good = f.written(content_of(4));
  REQUIRE(good.size() < 40'000);
  for (std::size_t n = 0; n < good.size(); ++n) {
    INFO(n);
    REQUIRE(f.state_of(good.substr(0, n)) == State::truncated);
  }
  CHECK(f.state_of(good + '\0') == State::truncated);
  CHECK(f.state_of(good) == State::fresh);
}

TEST_CASE("image: a large one cut at every section", "[image]") {
  const Fixture f;
  const std::string good = f.written(content_of(400));
  REQUIRE(good.size() > 2 * BlockGuard::block_bytes);
  const Header h = header_of(good);
  std::vector<std::uint64_t> ends{image::header_bytes, h.checksums_offset, h.file_bytes};
  for (const image::Section& s : h.sections) {
    ends.push_back(s.offset);
    ends.push_back(s.offset + s.bytes);
  }
  for (const std::uint64_t end : ends) {
    for (const std::uint64_t n : {end - 1, end, end + 1}) {
      if (n >= good.size()) continue;
      INFO(n);
      CHECK(f.state_of(good.substr(0, n)) == State::truncated);
    }
  }
}

TEST_CASE("image: one bit flipped anywhere is noticed, or changes nothing", "[image]") {
  const Fixture f;
  const std::string good = f.written(content_of(4));
  const ImageAnswers answers = ask_everything(*Image::open(f.path, stamp).image);
  for (std::size_t n = 0; n < good.size(); ++n) {
    INFO(n);
    std::string bad = good;
    bad[n] = static_cast<char>(static_cast<unsigned char>(bad[n]) ^ (1U << (n % 8)));
    write_bytes(f.path, bad);
    const auto opened = Image::open(f.path, stamp);
    if (!opened.image) {
      REQUIRE(opened.state != State::fresh);
    } else if (n < image::header_bytes) {
      REQUIRE(n >= sizeof(Header));  // what nobody reads
      REQUIRE(equal(ask_everything(*opened.image), answers));
    } else {
      REQUIRE_THROWS_AS(ask_everything(*opened.image), ImageError);
      REQUIRE_THROWS_AS(opened.image->verify_all(), ImageError);
    }
  }
}

TEST_CASE(
    "image: a damaged block is noticed by whoever reads it, again and again, and by nobody else",
    "[image]") {
  const Fixture f;
  const std::string good = f.written(content_of(400));
  const Header h = header_of(good);
  const std::size_t blocks = h.checksums_bytes / 4;
  REQUIRE(blocks > 2);
  for (std::size_t block = 0; block < blocks; ++block) {
    std::string bad = good;
    bad[image::header_bytes + block * BlockGuard::block_bytes + 1] ^= 4;
    write_bytes(f.path, bad);
    const auto opened = Image::open(f.path, stamp);
    REQUIRE(opened.image);
    for (int again = 0; again < 2; ++again)
      CHECK_THROWS_WITH(ask_everything(*opened.image), Catch::Contains("x.image is damaged"));
    CHECK_THROWS_AS(opened.image->verify_all(), ImageError);
    // The first entities lie in the first blocks.
    if (block + 1 == blocks) CHECK_NOTHROW(opened.image->entity(1));
  }
}

TEST_CASE("image: a damaged block met by several threads is one error", "[image]") {
  const Fixture f;
  const std::string good = f.written(content_of(3000));
  const std::size_t blocks = header_of(good).checksums_bytes / 4;
  REQUIRE(blocks > 16);
  for (const std::size_t block : {std::size_t{0}, blocks / 2, blocks - 1}) {
    std::string bad = good;
    bad[image::header_bytes + block * BlockGuard::block_bytes + 1] ^= 4;
    write_bytes(f.path, bad);
    const auto opened = Image::open(f.path, stamp);
    REQUIRE(opened.image);
    for (int again = 0; again < 2; ++again)
      CHECK_THROWS_WITH(opened.image->verify_all(4), Catch::Contains("x.image is damaged"));
  }
  write_bytes(f.path, good);
  CHECK_NOTHROW(Image::open(f.path, stamp).image->verify_all(4));
}

TEST_CASE("image: the checksum is the same however wide the processor's instructions are",
          "[image]") {
  std::string bytes;
  for (std::size_t size = 0; size < 5000; size += 1 + size / 7) {
    while (bytes.size() < size) bytes += static_cast<char>(bytes.size() * 31 % 251);
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") != 0)
      CHECK(image::checksum_avx2(bytes.data(), size) == XXH3_64bits(bytes.data(), size));
#endif
    CHECK(image::checksum(bytes.data(), size) == XXH3_64bits(bytes.data(), size));
  }
}

TEST_CASE("image: one made on purpose, with every checksum right, leads nobody out of it",
          "[image]") {
  const Fixture f;
  const std::string good = f.written(content_of(12));
  const Header h = header_of(good);
  require_for_all(
      [&] {
        std::string bad = good;
        for (int n = 1 + *rc::gen::inRange(0, 4); n > 0; --n) {
          const std::size_t words = (h.checksums_offset - image::header_bytes) / 4;
          const std::size_t at = image::header_bytes + 4 * *rc::gen::inRange(std::size_t{0}, words);
          std::uint32_t word = 0;
          std::memcpy(&word, bad.data() + at, 4);
          word =
              *rc::gen::element<std::uint32_t>(0, 1, 5, 60, word + 1, word - 1, word ^ 0x80000000,
                                               0x7fffffff, 0x80000000, 0xffffffff);
          std::memcpy(bad.data() + at, &word, 4);
        }
        write_bytes(f.path, sealed(bad));
        const auto opened = Image::open(f.path, stamp);
        if (!opened.image) return;
        try {
          ask_everything(*opened.image);
        } catch (const ImageError&) {
        }
        try {
          for (std::uint32_t n = 0; n < 1000; ++n) opened.image->spell(n);
        } catch (const ImageError&) {
        }
      },
      property_cases());
}

TEST_CASE("image: a header made on purpose, with its checksum right, opens nothing it should not",
          "[image]") {
  const Fixture f;
  const std::string good = f.written(content_of(12));
  require_for_all(
      [&] {
        std::string bad = good;
        constexpr std::size_t words = offsetof(Header, table_checksums) / 8 + 1;
        const std::size_t at = 8 * *rc::gen::inRange(std::size_t{0}, words);
        std::uint64_t word = 0;
        std::memcpy(&word, bad.data() + at, 8);
        word = *rc::gen::element<std::uint64_t>(0, 1, 64, word + 1, word - 1, word + 64, word - 64,
                                                word * 2, good.size(), 0xffffffff, ~0ULL,
                                                0x7fffffffffffffc0);
        std::memcpy(bad.data() + at, &word, 8);
        // The table of checksums is sealed where it was: the header may say what it likes.
        Header h = header_of(bad);
        h.header_checksum = image::checksum(&h, offsetof(Header, header_checksum));
        std::memcpy(bad.data(), &h, sizeof h);
        write_bytes(f.path, bad);
        const auto opened = Image::open(f.path, stamp);
        if (!opened.image) return;
        try {
          ask_everything(*opened.image);
        } catch (const ImageError&) {
        }
      },
      property_cases());
}
