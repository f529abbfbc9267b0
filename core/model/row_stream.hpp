// What a large file or folder says, a row at a time, so that nobody has to hold all of it.
//
//   Entity e;
//   while (rows.next(e)) …      // all entities, then all sources, events, changes, statements
//
// The store takes it in without knowing the format (Store::import_rows).
#pragma once

#include <cstdint>
#include <string>

#include "core/model/model.hpp"

namespace reorg {

// Read once, in this order: entities, sources, events, changes, statements, judgements. Each `next`
// gives the rows of its kind one after the other and false after the last; what it fills is good
// until the next call. Ids of entities, sources, events and changes count from 1 in this order, and
// later rows refer by them, as in a Batch. What is wrong with a row is thrown as BadInput or left
// out, as the stream was told; either way a row that is given is sound in itself.
class RowStream {
 public:
  RowStream() = default;
  RowStream(const RowStream&) = delete;
  RowStream& operator=(const RowStream&) = delete;
  virtual ~RowStream() = default;

  // The one file to which all of it counts, by its `file:` name.
  virtual const std::string& file() const = 0;
  // Of every byte, and of how they are read: equal means that there is nothing new. Reads the files
  // once, far quicker than their rows.
  virtual std::uint64_t digest() = 0;

  virtual bool next(Entity&) = 0;
  virtual bool next(Source&) = 0;
  virtual bool next(Event&) = 0;
  virtual bool next(Change&) = 0;
  virtual bool next(Statement&) = 0;
  virtual bool next(ToldJudgement&) = 0;

  // For a progress line: bytes read of all there are, over all rows.
  virtual std::uint64_t bytes_read() const = 0;
  virtual std::uint64_t bytes() const = 0;
};

}  // namespace reorg
