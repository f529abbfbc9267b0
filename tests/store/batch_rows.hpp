// A batch of one file as a stream of rows.
#pragma once

#include <utility>

#include "core/model/row_stream.hpp"
#include "core/store/batch_index.hpp"

namespace reorg::tests {

class BatchRows final : public RowStream {
 public:
  explicit BatchRows(Batch batch) : batch_(std::move(batch)) {}

  const std::string& file() const override { return batch_.files.front(); }
  std::uint64_t digest() override {
    const sql::BatchIndex index(batch_);
    return static_cast<std::uint64_t>(index.digest(index.parts().front()));
  }

  bool next(Entity& e) override { return give(batch_.entities, entities_, e); }
  bool next(Source& s) override { return give(batch_.sources, sources_, s); }
  bool next(Event& e) override { return give(batch_.events, events_, e); }
  bool next(Change& c) override { return give(batch_.changes, changes_, c); }
  bool next(Statement& s) override { return give(batch_.statements, statements_, s); }
  bool next(ToldJudgement& j) override { return give(batch_.judgements, judgements_, j); }

  std::uint64_t bytes_read() const override { return statements_; }
  std::uint64_t bytes() const override { return batch_.statements.size(); }

 private:
  template <class T>
  static bool give(const std::vector<T>& all, std::size_t& given, T& item) {
    if (given == all.size()) return false;
    item = all[given++];
    return true;
  }

  Batch batch_;
  std::size_t entities_ = 0, sources_ = 0, events_ = 0, changes_ = 0, statements_ = 0,
              judgements_ = 0;
};

}  // namespace reorg::tests
