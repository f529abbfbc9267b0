// The names of entities that are new, many at once: the rows that write_names would give.
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "core/store/bulk_insert.hpp"
#include "core/store/bulk_rows.hpp"

namespace reorg::sql {

class NewNames {
 public:
  explicit NewNames(Connection&);

  struct Told {
    bool is_identifier = false;
    std::string_view aspect, text;
  };
  // Requires: no name of this entity is written.
  void add(const Entity&, std::span<const Told>);
  // Parts are kept in order of their letters: they are written all together, at the end.
  void finish();

 private:
  Connection& connection_;
  BulkInsert insert_;
  Texts texts_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> parts_;  // text, entity
};

}  // namespace reorg::sql
