#include "core/format/csv_blocks.hpp"

namespace reorg::format {
namespace {

// What is as short as this is over before a thread has begun.
constexpr std::uint64_t without_thread = 2;

}  // namespace

CsvBlocks::~CsvBlocks() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

const CsvBlock* CsvBlocks::next() {
  if (over_) return nullptr;
  const std::exception_ptr trouble = given_ == 0 ? nullptr : blocks_[(given_ - 1) % slots].trouble;
  if (trouble) {
    over_ = true;
    std::rethrow_exception(trouble);
  }
  const CsvBlock* const block = given_ < without_thread ? fill_next() : wait_for_next();
  over_ = block == nullptr;
  ++given_;
  return block;
}

const CsvBlock* CsvBlocks::fill_next() {
  CsvBlock& block = blocks_[given_ % slots];
  filled_ = given_ + 1;
  return scanner_.fill(block) ? &block : nullptr;
}

const CsvBlock* CsvBlocks::wait_for_next() {
  std::unique_lock lock(mutex_);
  released_ = given_;
  if (!thread_.joinable()) thread_ = std::thread([this] { fill_ahead(); });
  changed_.notify_all();
  changed_.wait(lock, [&] { return filled_ > given_ || all_filled_; });
  return filled_ > given_ ? &blocks_[given_ % slots] : nullptr;
}

void CsvBlocks::fill_ahead() noexcept {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [&] { return stop_ || filled_ - released_ < slots; });
    if (stop_) return;
    CsvBlock& block = blocks_[filled_ % slots];
    lock.unlock();
    bool found = true;
    try {
      found = scanner_.fill(block);
    } catch (...) {
      block.rows.clear();
      block.trouble = std::current_exception();
    }
    const bool last = !found || block.trouble != nullptr;
    lock.lock();
    filled_ += found ? 1 : 0;
    all_filled_ = last;
    changed_.notify_all();
    if (last) return;
  }
}

}  // namespace reorg::format
