// Change files: people's own YAML, read into statements (docs/change-files.md).
//
//   Batch batch = read_change_files({{"acme.yaml", text}}, store_directory);
//
// Everything wrong in all of the files is reported at once, each with its place and the remedy;
// then nothing is read. References may point from file to file and into the directory.
#pragma once

#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/model.hpp"

namespace reorg {

struct Problem {
  Place place;
  std::string message;  // what is wrong, and the remedy
};
// "file:line:column: message"
std::string to_string(const Problem&);

// The input cannot be read or resolved, or is impossible in itself. Exit 4; nothing was written.
struct BadInput : std::runtime_error {
  explicit BadInput(std::vector<Problem>);
  std::vector<Problem> problems;  // sorted by place
};

// What was recorded before by other files.
class Directory {
 public:
  virtual ~Directory() = default;
  virtual std::optional<Entity> entity(std::string_view key) const = 0;
  virtual std::optional<Event> event(std::string_view key) const = 0;
  // Another entity that bears this identifier already, if any.
  virtual std::optional<std::string> owner_of(std::string_view scheme,
                                              std::string_view identifier) const = 0;
  // Whether the two keys were judged to be records of one entity.
  virtual bool are_one(std::string_view key, std::string_view other) const = 0;
  // Whether an entity recorded under this key shares a folded name or an identifier with these.
  virtual bool shares_name(std::string_view key, std::span<const std::string> names) const = 0;
  virtual std::vector<std::string> entity_keys() const = 0;
  virtual std::vector<std::string> event_keys() const = 0;
  // Identifiers and names told only by `file` (about to be replaced) do not count.
  virtual bool only_from(std::string_view key, std::span<const std::string> files) const = 0;
};
const Directory& empty_directory();

struct InputFile {
  std::string path;  // for messages, and for the default file name
  std::string text;
};

inline constexpr std::size_t max_change_file_bytes = std::size_t{16} << 20U;

// Reads files and, for a folder, every *.yaml and *.yml in it and below, sorted. Throws BadInput
// for what is missing, unreadable, empty or too large.
std::vector<InputFile> load_change_files(std::span<const std::string> paths);

// Throws BadInput. A Place in the batch names the file as `Batch::files` does, a Place in a Problem
// as InputFile::path does. Sources may be declared in any of the files. An entity declared in
// several files is there once, with the place of the first; its statements are there for each file.
Batch read_change_files(std::span<const InputFile>, const Directory& = empty_directory());

}  // namespace reorg
