// Numbers that name things, each kind its own type so that they cannot be mixed up.
#pragma once

#include <cstdint>

namespace reorg {

// 0 means "none" in each. In a `Batch` they count from 1 within it; in a store they are its rows.
enum class EntityId : std::uint32_t { none = 0 };
enum class SourceId : std::uint32_t { none = 0 };
enum class EventId : std::uint32_t { none = 0 };
enum class ChangeId : std::uint32_t { none = 0 };
enum class StatementId : std::uint32_t { none = 0 };

template <class Id>
constexpr std::uint32_t number(Id id) {
  return static_cast<std::uint32_t>(id);
}

}  // namespace reorg
