#include "core/store/glance.hpp"

#include <array>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/store/fingerprint.hpp"
#include "core/store/impl.hpp"

namespace reorg {
namespace {

constexpr std::string_view magic{"SQLite format 3\0", 16};
constexpr std::size_t header_bytes = 100, page_size_at = 16, schema_at = 40;
constexpr std::size_t largest_page = 65'536;

class Reading {
 public:
  explicit Reading(const std::filesystem::path& path)
      : file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;
  ~Reading() {
    if (file_ >= 0) ::close(file_);
  }
  // Begins to: read() will follow.
  void fetch(std::size_t bytes, std::uint64_t at) const {
    ::posix_fadvise(file_, static_cast<off_t>(at), static_cast<off_t>(bytes), POSIX_FADV_WILLNEED);
  }
  bool read(char* to, std::size_t bytes, std::uint64_t at) const {
    return file_ >= 0 &&
           ::pread(file_, to, bytes, static_cast<off_t>(at)) == static_cast<ssize_t>(bytes);
  }

 private:
  int file_;
};

std::uint32_t big_endian(const char* bytes, std::size_t count) {
  std::uint32_t n = 0;
  for (std::size_t i = 0; i < count; ++i) n = n << 8U | static_cast<unsigned char>(bytes[i]);
  return n;
}

// Somebody is writing, or wrote what is not in the file yet.
bool has_journal(const std::filesystem::path& database) {
  for (const char* suffix : {"-journal", "-wal"}) {
    struct stat about {};
    if (::stat((database.string() + suffix).c_str(), &about) == 0 && about.st_size > 0) return true;
  }
  return false;
}

std::optional<Glance> look(const std::filesystem::path& database, std::uint32_t page) {
  if (page == 0 || has_journal(database)) return std::nullopt;
  const Reading file(database);
  // Of a database of today; another page size is seen in the header. Without this the system reads
  // what follows the header too.
  constexpr std::size_t usual_page = 4096;
  file.fetch(usual_page, 0);
  file.fetch(usual_page, std::uint64_t{page - 1} * usual_page);
  std::array<char, header_bytes> header{};
  if (!file.read(header.data(), header.size(), 0) ||
      std::string_view(header.data(), magic.size()) != magic)
    return std::nullopt;
  const std::uint32_t told = big_endian(header.data() + page_size_at, 2);
  const std::size_t bytes = told == 1 ? largest_page : told;
  std::string content(bytes, '\0');
  if (!file.read(content.data(), bytes, std::uint64_t{page - 1} * bytes)) return std::nullopt;
  const std::uint32_t schema = big_endian(header.data() + schema_at, 4);
  return Glance{
      std::uint64_t{page} << 32U | schema,
      static_cast<std::uint64_t>(sql::Fingerprint().add(std::string_view(content)).value())};
}

}  // namespace

bool shows(const std::filesystem::path& database, const Glance& then) {
  return then.where != 0 && look(database, static_cast<std::uint32_t>(then.where >> 32U)) == then;
}

Glance Store::glance() const {
  auto& c = *impl_->connection;
  const auto page = sql::guarded(c, [&] {
    sql::Query q(c, "SELECT rootpage FROM sqlite_schema WHERE name = 'counter'");
    return q.next() ? static_cast<std::uint32_t>(q.integer()) : 0;
  });
  std::error_code none;
  const std::filesystem::path file = std::filesystem::canonical(c.path, none);
  return none ? Glance{} : look(file, page).value_or(Glance{});
}

}  // namespace reorg
