// An import into a file that may have to be made first.
#pragma once

#include <memory>
#include <utility>

#include "core/store/revision.hpp"
#include "core/store/schema.hpp"

namespace reorg::sql {

// Another process may have made the file since we looked.
inline void make_unless_made(Connection& c) {
  if (value_of(c, "SELECT count(*) FROM sqlite_schema") == 0) create_schema(c.db);
}

// The first import makes the file; when it fails, no empty file stays behind.
template <class Work>
ImportReport first_import(std::unique_ptr<Connection>& connection, Work&& work) {
  const std::filesystem::path path = connection->path;
  const bool was_missing = look_at(path) == Found::nothing;
  try {
    auto made = open_new(path);
    ImportReport report = in_transaction(*made, Store::Run::real, [&](Connection& c) {
      make_unless_made(c);
      return work(c);
    });
    connection = std::move(made);
    return report;
  } catch (...) {
    std::error_code ignored;
    if (was_missing && std::filesystem::file_size(path, ignored) == 0)
      std::filesystem::remove(path, ignored);
    throw;
  }
}

template <class Work>
ImportReport run_import(Store::Impl& impl, Store::Run run, Work&& work) {
  return guarded(impl.connection->path, [&] {
    if (run == Store::Run::real && impl.to_be_made) {
      ImportReport report = first_import(impl.connection, work);
      impl.to_be_made = false;
      return report;
    }
    return in_revision(impl, run, work);
  });
}

}  // namespace reorg::sql
