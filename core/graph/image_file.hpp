// A file that is there whole or not at all, written from front to back in blocks with checksums.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "core/graph/block_guard.hpp"
#include "core/graph/image_format.hpp"

namespace reorg::image {

// Every call may throw ImageWriteError.
class NewFile {
 public:
  NewFile(std::filesystem::path wanted, std::filesystem::perms);
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile();

  // Where the next byte goes, from the beginning of the file.
  std::uint64_t at() const { return at_; }
  void append(const void* bytes, std::size_t count);
  void align();

  // Adds the table of checksums and the header, whose last fields it fills in, brings everything to
  // disk, and gives the file its name.
  std::uint64_t finish(Header);

 private:
  void write(const void* bytes, std::size_t count, std::uint64_t at);
  void end_block();
  void place();
  [[noreturn]] void fail(const char* what, int error) const;

  std::filesystem::path wanted_;
  std::filesystem::path named_;  // until it is in its place; empty: it has no name yet
  int file_ = -1;
  std::uint64_t at_ = header_bytes;
  std::vector<std::byte> block_;
  std::vector<std::uint32_t> checksums_;
};

}  // namespace reorg::image
