// Counts an import by content: what is new, what is gone, what is told otherwise than before (R16).
#pragma once

#include <cstdint>
#include <unordered_map>

#include "core/store/connection.hpp"
#include "core/store/store.hpp"

namespace reorg::sql {

class Tally {
 public:
  explicit Tally(Connection& c) : connection_(c) {}

  // Call before the first change to any statement of this content.
  void about_to_change(std::int64_t content);
  // Compares with what the statements are now.
  void count(ImportReport&) const;

 private:
  // All places that tell one content, as one number; 0 when there is none.
  std::int64_t tellings(std::int64_t content) const;

  Connection& connection_;
  std::unordered_map<std::int64_t, std::int64_t> before_;
};

}  // namespace reorg::sql
