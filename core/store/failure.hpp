// From what SQLite reports to what a person can act on.
#pragma once

#include <filesystem>
#include <stdexcept>

#include "core/store/connection.hpp"
#include "core/store/store.hpp"

namespace reorg::sql {

// Names the file, says what is wrong and what to do. Requires: called while the connection, if any,
// is still open.
StoreError explained(const SQLite::Exception&, const std::filesystem::path&);
// What a file is that SQLite cannot read: the beginning of a database of its own, or no database.
StoreError no_database(const std::filesystem::path&);
StoreError damaged(const std::filesystem::path&, const std::string& why);

// What a look at the whole file finds wrong.
std::vector<std::string> faults(Connection&);

bool is_broken_rule(const SQLite::Exception&);
// A rule of the tables was broken. Either the file is damaged, or the mistake is ours: then it is a
// std::logic_error, and nobody is told to throw a sound file away.
[[noreturn]] void explain_broken_rule(Connection&, const SQLite::Exception&);

// Runs `work` and turns SQLite's errors, and values no version of ours writes, into StoreError.
template <class Work>
auto guarded(const std::filesystem::path& path, Work&& work) {
  try {
    return work();
  } catch (const SQLite::Exception& e) {
    throw explained(e, path);
  } catch (const std::invalid_argument& e) {
    throw damaged(path, e.what());
  }
}

template <class Work>
auto guarded(Connection& c, Work&& work) {
  return guarded(c.path, [&] {
    try {
      return work();
    } catch (const SQLite::Exception& e) {
      if (is_broken_rule(e)) explain_broken_rule(c, e);
      throw;
    }
  });
}

}  // namespace reorg::sql
