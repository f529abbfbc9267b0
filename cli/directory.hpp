// What the reader of change files asks of the database. Core keeps the two apart; here they meet.
#pragma once

#include "core/format/change_file.hpp"
#include "core/store/store.hpp"

namespace reorg::cli {

class StoreDirectory final : public Directory {
 public:
  explicit StoreDirectory(const Store& store) : store_(store) {}

  std::optional<Entity> entity(std::string_view key) const override { return store_.entity(key); }
  std::optional<Event> event(std::string_view key) const override { return store_.event(key); }
  std::optional<std::string> owner_of(std::string_view scheme,
                                      std::string_view identifier) const override;
  bool are_one(std::string_view key, std::string_view other) const override;
  bool shares_name(std::string_view key, std::span<const std::string> names) const override;
  std::vector<std::string> entity_keys() const override { return store_.entity_keys(); }
  std::vector<std::string> event_keys() const override { return store_.event_keys(); }
  bool only_from(std::string_view key, std::span<const std::string> files) const override;

 private:
  const Store& store_;
};

}  // namespace reorg::cli
