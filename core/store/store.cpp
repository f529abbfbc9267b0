#include "core/store/store.hpp"

#include "core/store/impl.hpp"

namespace reorg {

Store::Impl::~Impl() {
  if (connection && writes_ahead) sql::end_write_ahead(*connection);
}

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Store Store::open(const std::filesystem::path& path, Access access) {
  auto impl = std::make_unique<Impl>();
  if (access == Access::read) {
    impl->connection = sql::open_for_reading(path);
    return Store(std::move(impl));
  }
  if (access == Access::amend) {
    impl->connection = sql::open_for_writing(path);
    return Store(std::move(impl));
  }
  if (sql::look_at(path) == sql::Found::file) {
    try {
      impl->connection = sql::open_for_writing(path);
      return Store(std::move(impl));
    } catch (const StoreError& e) {
      if (e.kind != StoreError::Kind::empty) throw;
    }
  }
  if (const auto folder = path.parent_path();
      !folder.empty() && !std::filesystem::is_directory(folder)) {
    throw StoreError(StoreError::Kind::missing, "there is no folder " + folder.string() +
                                                    " for the database " + path.string() +
                                                    "; make it first");
  }
  impl->connection = sql::open_in_memory(path);
  impl->to_be_made = true;
  return Store(std::move(impl));
}

Store Store::in_memory() {
  auto impl = std::make_unique<Impl>();
  impl->connection = sql::open_in_memory(":memory:");
  return Store(std::move(impl));
}

Store::Moment::Moment(const Store& store) : store_(store) {
  auto& c = *store_.impl_->connection;
  sql::guarded(c, [&] { return c.db.exec("BEGIN"); });
}

Store::Moment::~Moment() { store_.impl_->connection->db.tryExec("COMMIT"); }

}  // namespace reorg
