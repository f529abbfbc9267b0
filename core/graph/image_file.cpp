#include "core/graph/image_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/graph/checksum.hpp"
#include "core/graph/image_writer.hpp"

namespace reorg::image {
namespace {

namespace fs = std::filesystem;

fs::path folder_of(const fs::path& file) {
  const fs::path folder = file.parent_path();
  return folder.empty() ? fs::path(".") : folder;
}

std::string remedy(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
      return "the disk is full; make room and run it again";
    case EACCES:
    case EPERM:
    case EROFS:
      return "you may not write in its folder; have somebody run it who may";
    case EISDIR:
    case ENOTEMPTY:
    case EEXIST:
      return "a folder has this name; move it away";
    case ENOENT:
      return "its folder is not there";
    default:
      return std::system_category().message(error);
  }
}

}  // namespace

// Without a name as long as it is not whole: then nothing can stay behind, whatever happens to the
// process. Some file systems cannot do that; there it has a name of its own, and the destructor
// takes it away.
NewFile::NewFile(fs::path wanted, fs::perms permissions) : wanted_(std::move(wanted)) {
  block_.reserve(BlockGuard::block_bytes);
  const auto mode = static_cast<mode_t>(permissions & fs::perms(0666));
  file_ = ::open(folder_of(wanted_).c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, mode);
  if (file_ < 0) {
    std::string name = wanted_.string() + ".XXXXXX";
    file_ = ::mkostemp(name.data(), O_CLOEXEC);
    if (file_ < 0) fail("cannot be made", errno);
    named_ = name;
  }
  ::fchmod(file_, mode);  // where that is not possible it has fewer permissions, never more
}

NewFile::~NewFile() {
  if (file_ >= 0) ::close(file_);
  if (!named_.empty()) ::unlink(named_.c_str());
}

void NewFile::fail(const char* what, int error) const {
  throw ImageWriteError(wanted_.string() + " " + what + ": " + remedy(error));
}

void NewFile::append(const void* bytes, std::size_t count) {
  const auto* from = static_cast<const std::byte*>(bytes);
  while (count > 0) {
    const std::size_t some = std::min(count, BlockGuard::block_bytes - block_.size());
    block_.insert(block_.end(), from, from + some);
    at_ += some;
    from += some;
    count -= some;
    if (block_.size() == BlockGuard::block_bytes) end_block();
  }
}

void NewFile::align() {
  static constexpr std::array<std::byte, alignment> zeros{};
  append(zeros.data(), (alignment - at_ % alignment) % alignment);
}

void NewFile::end_block() {
  checksums_.push_back(block_checksum(block_.data(), block_.size()));
  write(block_.data(), block_.size(), at_ - block_.size());
  block_.clear();
}

void NewFile::write(const void* bytes, std::size_t count, std::uint64_t at) {
  const auto* from = static_cast<const char*>(bytes);
  while (count > 0) {
    const ssize_t done = ::pwrite(file_, from, count, static_cast<off_t>(at));
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) fail("cannot be written", done < 0 ? errno : ENOSPC);
    from += done;
    at += static_cast<std::uint64_t>(done);
    count -= static_cast<std::size_t>(done);
  }
}

std::uint64_t NewFile::finish(Header header) {
  align();
  if (!block_.empty()) end_block();
  const std::size_t table = checksums_.size() * sizeof(checksums_.front());
  header.checksums_offset = at_;
  header.checksums_bytes = table;
  for (std::size_t at = 0, n = 0; at < table; at += BlockGuard::block_bytes, ++n) {
    if (n == most_table_blocks) fail("cannot be written", EFBIG);
    const std::size_t bytes = std::min(BlockGuard::block_bytes, table - at);
    const auto* block = reinterpret_cast<const std::byte*>(checksums_.data()) + at;
    header.table_checksums[n] = block_checksum(block, bytes);
  }
  header.file_bytes = at_ + table;
  header.header_checksum = checksum(&header, offsetof(Header, header_checksum));
  std::array<std::byte, header_bytes> first{};
  std::memcpy(first.data(), &header, sizeof header);
  write(checksums_.data(), table, at_);
  write(first.data(), first.size(), 0);
  if (::fsync(file_) != 0) fail("cannot be written", errno);
  place();
  return header.file_bytes;
}

void NewFile::place() {
  if (named_.empty()) {
    const std::string here = "/proc/self/fd/" + std::to_string(file_);
    const std::string name = wanted_.string() + "." + std::to_string(::getpid()) + ".new";
    ::unlink(name.c_str());
    if (::linkat(AT_FDCWD, here.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) != 0)
      fail("cannot be put in its place", errno);
    named_ = name;
  }
  if (::rename(named_.c_str(), wanted_.c_str()) != 0) fail("cannot be put in its place", errno);
  named_.clear();
  const int folder = ::open(folder_of(wanted_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;  // the name may be lost with the power; then there is no image
  ::fsync(folder);
  ::close(folder);
}

}  // namespace reorg::image
