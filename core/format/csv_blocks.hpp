// The blocks of a table one after the other. Those of a long table are scanned ahead in a thread of
// its own, never more than a few: whoever reads rows finds the next ones ready.
//
//   CsvBlocks blocks(scanner);
//   while (const CsvBlock* block = blocks.next()) …
//
// A short table starts no thread. What goes wrong in the thread is met at its place, as the
// block's `trouble`. The destructor stops the thread, wherever it is.
#pragma once

#include <array>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "core/format/csv_scan.hpp"

namespace reorg::format {

class CsvBlocks {
 public:
  // The scanner must live as long, and is nobody else's from then on.
  explicit CsvBlocks(CsvScanner& scanner) : scanner_(scanner) {}
  CsvBlocks(const CsvBlocks&) = delete;
  CsvBlocks& operator=(const CsvBlocks&) = delete;
  ~CsvBlocks();

  // Good until the next call; null at the end. Throws the trouble of the block before.
  const CsvBlock* next();

 private:
  static constexpr std::size_t slots = 4;

  const CsvBlock* fill_next();
  const CsvBlock* wait_for_next();
  void fill_ahead() noexcept;

  CsvScanner& scanner_;
  std::array<CsvBlock, slots> blocks_;
  bool over_ = false;
  std::uint64_t given_ = 0;  // blocks that next() has given, the last one included

  std::thread thread_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t filled_ = 0;    // guarded, as all that follows
  std::uint64_t released_ = 0;  // blocks that may be filled again
  bool all_filled_ = false;
  bool stop_ = false;
};

}  // namespace reorg::format
