// Whether a database is still in the state in which it was once seen, told at a glance: by two
// reads of its file, without opening it as a database. SQLite takes milliseconds to read a schema
// before it answers anything; whoever has the answer already (a graph image) need not wait for
// that.
//
//   const Glance then = store.glance();             // kept with what was made of the database
//   if (shows(path, then)) …                        // nothing was committed since
//
// What is compared is the one page of the file that holds the database's identity and stamp
// (StoreStamp), which every commit that changes anything writes anew, and the number of the schema
// (https://www.sqlite.org/fileformat2.html, "the database header"), without which no page changes
// its place. While somebody writes, or after somebody failed to, a glance tells nothing.
#pragma once

#include <cstdint>
#include <filesystem>

namespace reorg {

struct Glance {
  std::uint64_t where = 0;  // number of the page, and of the schema; 0: there is nothing to tell by
  std::uint64_t print = 0;  // fingerprint of the page
  friend bool operator==(const Glance&, const Glance&) = default;
};

// `database` is the file itself and no link to it. False also for whatever cannot be read.
bool shows(const std::filesystem::path& database, const Glance&);

}  // namespace reorg
