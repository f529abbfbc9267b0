// The names of entities that are new, many at once: the rows that write_names would give. They are
// worked out without the database, and may be so beside it in a thread of their own.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "core/store/bulk_rows.hpp"
#include "core/store/connection.hpp"

namespace reorg::sql {

class NewNames {
 public:
  struct Told {
    bool is_identifier = false;
    std::string_view aspect, text;
  };
  // Requires: no name of this entity is written.
  void add(const Entity&, std::span<const Told>);
  // Call after the last `add`: the table of parts is in the order of their letters.
  void sort_parts();

  void write(Connection&) const;

 private:
  struct Row {
    std::uint32_t folded, entity, aspect, text;
    bool bare;
  };
  struct Part {
    std::array<std::uint64_t, 2> first_bytes;  // enough to put most in order without the text
    std::uint32_t text, entity;
  };

  Texts texts_;
  std::vector<Row> rows_;
  std::vector<Part> parts_;
};

}  // namespace reorg::sql
