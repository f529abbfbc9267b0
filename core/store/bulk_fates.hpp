// Which rows of a stream become literals: those that alone make their spell (R7, R20), in the
// stream and in the database.
#pragma once

#include <vector>

#include "core/store/bulk_rows.hpp"
#include "core/store/connection.hpp"

namespace reorg::sql {

// A literal of the file that it does not say any more.
struct GoneLiteral {
  std::uint32_t home = 0;
  std::int32_t from = 0;
  std::uint32_t id = 0;
  std::uint8_t kind = 0;
};

struct Fates {
  std::vector<GoneLiteral> gone;
  std::vector<std::uint64_t> gone_contents;  // sorted: prints of what they claim
};

// What a row claims, without who says so and since when it is known.
std::uint64_t content_print(const Literal&);

// Sorts the rows as the table `literal` is, gives undated ones the days of their lives, and says
// what becomes of each. Entities and sources of the rows are those of the store.
Fates decide_fates(Connection&, std::int64_t file, std::vector<BulkRow>&, const Texts&);

}  // namespace reorg::sql
