#include "core/format/change_file.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <tuple>

#include "core/format/item.hpp"
#include "core/format/raw_text.hpp"
#include "core/format/sections.hpp"

namespace reorg {
namespace {

using format::File;
using format::KeyRule;
using format::Node;
using format::Reading;
using format::Report;

std::string summary(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& p : problems) text += (text.empty() ? "" : "\n") + to_string(p);
  return text;
}

std::vector<Problem> sorted(std::vector<Problem> problems) {
  std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.place.file, a.place.line, a.place.column) <
           std::tie(b.place.file, b.place.line, b.place.column);
  });
  return problems;
}

std::string without_folder(const std::string& path) {
  return path.substr(path.find_last_of('/') + 1);  // npos + 1 is 0
}

using Keys = std::vector<std::string_view>;

// What a text of several files says once, and each of the files; a single file says all but
// `files`.
constexpr std::array<std::string_view, 3> of_several{"reorg", "files", "judgements"};

bool is_of_several(std::string_view key) {
  return std::find(of_several.begin(), of_several.end(), key) != of_several.end();
}

Keys keys_at_the_top() {
  Keys keys;
  for (const KeyRule& rule : format::top_keys()) keys.push_back(rule.key);
  return keys;
}

Keys keys_of_a_section() {
  Keys keys = keys_at_the_top();
  std::erase_if(keys, is_of_several);
  return keys;
}

void check_keys(const File& file, const Keys& known, const Report& report) {
  for (std::size_t i = 0; i < file.root.entries(); ++i) {
    const Node& key = file.root.key(i);
    if (std::find(known.begin(), known.end(), key.text) != known.end()) continue;
    report(key, "unknown key " + format::quoted(key.text) + "; a change file takes " +
                    format::listed(known) + format::did_you_mean(key.text, known));
  }
}

// False when what follows cannot be read.
bool read_version(const File& file, const Report& report) {
  const Node* const version = file.root.find("reorg");
  if (!version) {
    report(file.root,
           "the line 'reorg: 1' is missing; it says that this is a change file and of which"
           " version; add it at the top");
  } else if (!version->is_text() || version->text != "1") {
    report(*version, "this is version 1 of the format, and the file asks for " +
                         format::quoted(version->text) +
                         "; write 'reorg: 1', or use a newer reorg");
    return false;
  }
  return true;
}

// The version, the keys and the name; false when the rest cannot be read after them.
bool read_top(File& file, const Report& report) {
  if (!file.root.is_map()) {
    report(file.root, "a change file is written with keys: 'reorg: 1', 'entities:', 'changes:'");
    return false;
  }
  const bool of_files = file.root.has("files");
  check_keys(file,
             of_files       ? Keys(of_several.begin(), of_several.end())
             : file.section ? keys_of_a_section()
                            : keys_at_the_top(),
             report);
  if (!file.section && !read_version(file, report)) return false;
  const Node* const name = file.root.find("file");
  if (const auto text =
          name ? format::read_text(*name, format::max_name_bytes, report) : std::nullopt)
    file.name = *text;
  if (file.section && name == nullptr)
    report(file.root, "each of several files in one needs a name; add 'file: …'");
  return true;
}

void check_name(Reading& reading, const File& file) {
  auto& names = reading.batch.files;
  if (std::find(names.begin(), names.end(), file.name) != names.end()) {
    reading.problems.add({file.path, 1, 1}, "two files are known as " + format::quoted(file.name) +
                                                "; give one of them another with a line 'file: …'");
  }
  names.push_back(file.name);
  reading.paths.emplace(file.name, file.path);
}

struct Files {
  std::deque<File> all;
  std::deque<File> holders;  // texts that hold several files
};

void add_file(Files& files, File file, Reading& reading) {
  files.all.push_back(std::move(file));
  File& added = files.all.back();
  if (read_top(added, {reading, added})) {
    check_name(reading, added);
    if (added.section) reading.sections.insert(added.name);
  } else {
    reading.could_not_read_a_file();
    files.all.pop_back();
  }
}

void add_sections(Files& files, File holder, Reading& reading) {
  files.holders.push_back(std::move(holder));
  File& top = files.holders.back();
  const Report report{reading, top};
  if (!read_top(top, report)) return reading.could_not_read_a_file();
  const Node& list = *top.root.find("files");
  if (!list.is_list()) return report(list, "'files' holds a list of files: begin each with '- '");
  for (const Node& section : list.items)
    add_file(files, {top.path, top.name, section, true}, reading);
}

// Those files whose parts can be read; the rest has been reported.
Files read_trees(std::span<const InputFile> inputs, Reading& reading) {
  Files files;
  for (const InputFile& input : inputs) {
    const std::size_t before = reading.problems.count();
    const std::string_view text = format::check_raw_text(input.path, input.text, reading.problems);
    std::optional<Node> root;
    if (reading.problems.count() == before)
      root = format::read_tree(input.path, text, reading.problems);
    if (!root) {
      reading.could_not_read_a_file();
      continue;
    }
    const bool holds_files = root->has("files");
    File file{input.path, without_folder(input.path), std::move(*root), false};
    if (holds_files)
      add_sections(files, std::move(file), reading);
    else
      add_file(files, std::move(file), reading);
  }
  return files;
}

void number_statements(Batch& batch) {
  std::uint32_t n = 0;
  for (Statement& s : batch.statements) s.id = StatementId{++n};
}

class EmptyDirectory final : public Directory {
 public:
  std::optional<Entity> entity(std::string_view) const override { return {}; }
  std::optional<Event> event(std::string_view) const override { return {}; }
  std::optional<std::string> owner_of(std::string_view, std::string_view) const override {
    return {};
  }
  bool are_one(std::string_view, std::string_view) const override { return false; }
  bool shares_name(std::string_view, std::span<const std::string>) const override { return false; }
  std::vector<std::string> entity_keys() const override { return {}; }
  std::vector<std::string> event_keys() const override { return {}; }
  bool only_from(std::string_view, std::span<const std::string>) const override { return false; }
};

}  // namespace

std::string to_string(const Problem& problem) {
  return format::shown(problem.place) + ": " + problem.message;
}

BadInput::BadInput(std::vector<Problem> list)
    : std::runtime_error(summary(sorted(list))), problems(sorted(std::move(list))) {}

const Directory& empty_directory() {
  static const EmptyDirectory directory;
  return directory;
}

Batch read_change_files(std::span<const InputFile> inputs, const Directory& directory) {
  Reading reading(directory);
  const Files trees = read_trees(inputs, reading);
  const std::deque<File>& files = trees.all;
  for (const File& file : files) format::declare_sources({reading, file});
  for (const File& file : files) format::declare_entities({reading, file});
  for (const File& file : files) format::read_entities({reading, file});
  for (const File& file : files) format::read_changes({reading, file});
  for (const File& file : files) format::read_statements({reading, file});
  for (const File& file : files) format::read_judgements({reading, file});
  for (const File& file : trees.holders) format::read_judgements({reading, file});
  format::settle_withdrawals(reading);
  format::check_identities(reading);
  reading.problems.throw_if_any();
  number_statements(reading.batch);
  return std::move(reading.batch);
}

}  // namespace reorg
