// What each file said before each revision that touched it, kept so that any revision can be taken
// back: the rows of one file as one JSON text, in which nothing but the file itself is referred to.
#pragma once

#include <string>

#include "core/store/connection.hpp"

namespace reorg::sql {

struct FileRow {
  std::int64_t id = 0;
  std::int64_t digest = 0;
  std::int64_t literals = 0;  // how many of its statements are kept as literals
};
std::optional<FileRow> file_row(Connection&, const std::string& name);

// A name keeps its number for ever, though the file be forgotten in between: files stay in the
// order in which they were first recorded. Requires: no file of this name is there.
std::int64_t add_file(Connection&, const std::string& name, std::int64_t revision);

// More literals than these are not kept when they go, neither for an undo nor in the log of
// retractions: a text of millions of rows would be larger than the database.
inline constexpr std::int64_t few_literals = 20'000;

// Call before the revision changes anything of the file. When its literals are not few, the
// revision cannot be undone.
void keep_what_it_says(Connection&, std::int64_t revision, const std::string& name, const FileRow&);
// The same for a file that was not there before.
void keep_that_it_is_new(Connection&, std::int64_t revision, const std::string& name,
                         std::int64_t file);

// One file's part of the state before a revision.
struct FileBefore {
  std::string name;
  std::int64_t digest = 0;
  std::string said;  // empty: it was not there
};
// Of every file that a revision after this one touched, what it said then.
std::vector<FileBefore> files_as_of(Connection&, std::int64_t revision);

// As a batch of one file. Throws std::invalid_argument when the text is none of ours.
Batch read_said(Connection&, const FileBefore&);

}  // namespace reorg::sql
