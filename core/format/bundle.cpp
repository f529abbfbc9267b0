#include "core/format/bundle.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "core/format/bundle_reader.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace reorg {
namespace {

namespace fs = std::filesystem;
using format::all_sheets;
using format::file_of;
using format::Problems;
using format::Sheet;

constexpr std::size_t warnings_of_a_sort = 5;

fs::path path_of(const std::string& folder, Sheet sheet) {
  return fs::path(folder) / file_of(sheet);
}

// How often a table is read from its beginning.
std::uint64_t passes(Sheet sheet) {
  return sheet == Sheet::entities || sheet == Sheet::events || sheet == Sheet::sources ? 2 : 1;
}

// "data/acme/" → "acme"
std::string folder_name(const std::string& folder) {
  std::error_code unknown;
  fs::path path = fs::canonical(folder, unknown);
  if (unknown) path = folder;
  return path.filename().string();
}

void check_files(const std::string& folder, Problems& problems) {
  std::error_code error;
  for (const Sheet sheet : all_sheets) {
    if (!format::is_required(sheet) || fs::exists(path_of(folder, sheet), error)) continue;
    problems.add({folder, 0, 0}, "no " + std::string(file_of(sheet)) +
                                     " in this folder; a bundle needs entities.csv and "
                                     "relations.csv (its first line alone will do)");
  }
  std::vector<std::string_view> names;
  for (const Sheet sheet : all_sheets) names.push_back(file_of(sheet));
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::string file = entry.path().filename().string();
    if (entry.path().extension() != ".csv" ||
        std::find(names.begin(), names.end(), file) != names.end()) {
      continue;
    }
    problems.add({entry.path().string(), 0, 0}, "no table of a bundle; its files are " +
                                                    format::listed(names) +
                                                    format::did_you_mean(file, names));
  }
}

}  // namespace

bool is_bundle(const std::string& path) {
  std::error_code error;
  return fs::is_regular_file(path_of(path, Sheet::entities), error);
}

// ---- The reader --------------------------------------------------------------------------------

Bundle::Reader::Reader(std::string folder, BundleOptions options, const Directory* others)
    : name(folder_name(folder)),
      folder_(std::move(folder)),
      options_(std::move(options)),
      others_(others) {
  while (folder_.size() > 1 && folder_.ends_with('/')) folder_.pop_back();
  Problems problems;
  check_files(folder_, problems);
  problems.throw_if_any();
  std::vector<Problem> of_first_lines;
  for (const Sheet sheet : all_sheets) {
    std::error_code error;
    const auto size = fs::file_size(path_of(folder_, sheet), error);
    if (error) {
      done_[static_cast<std::size_t>(sheet)] = !fs::exists(path_of(folder_, sheet), error);
      if (done_[static_cast<std::size_t>(sheet)]) continue;
    } else {
      bytes += size * passes(sheet);
    }
    try {
      open(sheet);
    } catch (const BadInput& bad) {
      of_first_lines.insert(of_first_lines.end(), bad.problems.begin(), bad.problems.end());
    }
  }
  if (!of_first_lines.empty()) throw BadInput(std::move(of_first_lines));
}

Bundle::Reader::Rows* Bundle::Reader::open(Sheet sheet) {
  const auto n = static_cast<std::size_t>(sheet);
  if (done_[n]) return nullptr;
  if (!open_[n]) open_[n] = std::make_unique<Rows>(folder_, sheet);
  return open_[n].get();
}

void Bundle::Reader::close(Sheet sheet) {
  auto& rows = open_[static_cast<std::size_t>(sheet)];
  bytes_before_ += rows->table().bytes_read();
  rows.reset();
  seen_.clear();
}

std::uint64_t Bundle::Reader::bytes_read() const {
  std::uint64_t read = bytes_before_;
  for (const auto& rows : open_) {
    if (rows) read += rows->table().bytes_read();
  }
  return read;
}

std::uint64_t Bundle::Reader::digest() const {
  XXH3_state_t* const state = XXH3_createState();
  XXH3_64bits_reset(state);
  const auto add = [&](std::string_view text) {
    const std::uint64_t size = text.size();  // so that no two texts run together
    XXH3_64bits_update(state, &size, sizeof size);
    XXH3_64bits_update(state, text.data(), text.size());
  };
  add(name);
  add(options_.blank_until == BundleOptions::Blank::open ? "open" : "unknown");
  add(options_.closed_ends ? "closed" : "half-open");
  add(options_.skip ? "skip" : "stop");
  for (const std::string& text : options_.no_end) add(text);
  std::vector<char> buffer(std::size_t{1} << 20U);
  for (const Sheet sheet : all_sheets) {
    add(file_of(sheet));
    std::ifstream file(path_of(folder_, sheet), std::ios::binary);
    std::uint64_t size = 0;
    while (file) {
      file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
      size += static_cast<std::uint64_t>(file.gcount());
      XXH3_64bits_update(state, buffer.data(), static_cast<std::size_t>(file.gcount()));
    }
    XXH3_64bits_update(state, &size, sizeof size);
  }
  const std::uint64_t digest = XXH3_64bits_digest(state);
  XXH3_freeState(state);
  return digest;
}

// ---- What is wrong -----------------------------------------------------------------------------

void Bundle::Reader::leave_out(Rows& rows, const format::Refusal& refusal) {
  could_not_read(rows);
  if (refusal.follows && !options_.skip) {
    ++untold_;
    return;
  }
  const std::string column(word(refusal.column));
  leave_out(rows, {rows.place(refusal.column), column + ": " + refusal.message}, column,
            rows.cell(refusal.column));
}

void Bundle::Reader::leave_out(Rows& rows, const Problem& problem, std::string_view column,
                               std::string_view value) {
  ++skipped;
  if (!options_.skip) return add_problem(problem);
  if (!options_.on_skip) return;
  options_.on_skip(
      {problem, std::string(column), std::string(value), std::string(rows.table().row())});
}

// What refers to it is left out for that reason.
void Bundle::Reader::could_not_read(const Rows& rows) {
  const Sheet sheet = rows.sheet();
  if (sheet != Sheet::entities && sheet != Sheet::sources && sheet != Sheet::events) return;
  left_out_[static_cast<std::size_t>(sheet)].emplace(rows.cell(Column::key), rows.table().line());
}

void Bundle::Reader::add_problem(Problem problem) {
  problems_.push_back(std::move(problem));
  if (problems_.size() >= max_bundle_problems) tell_problems();
}

void Bundle::Reader::tell_problems() {
  const bool more = problems_.size() >= max_bundle_problems;
  if (more) {
    problems_.push_back({{folder_, 0, 0},
                         "reading stopped after " + std::to_string(problems_.size()) +
                             " problems; '--on-error skip' leaves such rows out and writes them "
                             "to a file"});
  }
  throw BadInput(std::move(problems_));
}

template <class Row>
void Bundle::Reader::pass_over() {
  Row row;
  while (next(row)) {
  }
}

void Bundle::Reader::gather_the_rest() {
  gathering_ = true;
  pass_over<Entity>();
  pass_over<Source>();
  pass_over<Event>();
  pass_over<Change>();
  pass_over<Statement>();
  tell_problems();
}

void Bundle::Reader::warn(Warning sort, Place place, std::string message) {
  if (++warned_[sort] <= warnings_of_a_sort)
    warnings.push_back({std::move(place), std::move(message)});
}

void Bundle::Reader::count_warnings() {
  for (const auto& [sort, times] : warned_) {
    if (times <= warnings_of_a_sort) continue;
    warnings.push_back({{folder_, 0, 0},
                        std::to_string(times - warnings_of_a_sort) +
                            (sort == Warning::twice ? " more rows stand twice"
                                                    : " more rows end in the year 9999")});
  }
  warned_.clear();
}

bool Bundle::Reader::is_new_row(const Rows& rows) {
  if (seen_.add_expected()) return true;
  warn(Warning::twice, {rows.table().path(), rows.table().line(), 1},
       "the same row stands above; it counts once");
  return false;
}

// ---- References --------------------------------------------------------------------------------

void Bundle::Reader::unknown(Column column, std::string_view what, std::string_view key,
                             Sheet sheet, const Keys& keys) {
  const auto n = static_cast<std::size_t>(sheet);
  const std::string file(file_of(sheet));
  const auto found = left_out_[n].find(std::string(key));
  if (found != left_out_[n].end()) {
    throw format::Refusal{
        column,
        format::quoted(key) + " was left out: " + file + ":" + std::to_string(found->second), true};
  }
  std::string message = "unknown " + std::string(what) + " " + format::quoted(key) + "; ";
  const bool recorded = others_ != nullptr && sheet == Sheet::entities && others_->entity(key);
  message += recorded ? "another file has recorded it, and a bundle names everyone it speaks of: "
                        "give it a row in " +
                            file
                      : "give it a row in " + file;
  if (++proposals_ <= max_proposals) message += format::did_you_mean(key, keys.keys());
  throw format::Refusal{column, std::move(message), unread_[n]};
}

// Of rows that will come.
void Bundle::Reader::expect_entities(const Rows& rows,
                                     std::initializer_list<Column> columns) const {
  constexpr std::size_t soon = 8, later = 16;  // rows
  for (const Column column : columns) {
    if (const auto key = rows.ahead(later, column); !key.empty()) entities_.expect(key);
    if (const auto key = rows.ahead(soon, column); !key.empty()) entities_.expect_entry(key);
  }
}

Bundle::Reader::Keys::Entry Bundle::Reader::entity(const Rows& rows, Column column,
                                                   std::string_view key) {
  const auto entry = entities_.find(key);
  if (entry) return entry;
  if (std::string wrong = format::wrong_key(key); !wrong.empty()) Rows::refuse(column, wrong);
  (void)rows;
  unknown(column, "entity", key, Sheet::entities, entities_);
}

EntityId Bundle::Reader::entity_of(const Rows& rows, Column column, format::Takes takes,
                                   std::string_view what) {
  const std::string_view key = rows.cell(column);
  const auto entry = entity(rows, column, key);
  const auto kind = static_cast<EntityKind>(entry.mark);
  if (!format::takes_kind(takes, kind)) {
    Rows::refuse(column, format::quoted(what) + " takes " + format::kinds_taken(takes) + ", and " +
                             format::quoted(key) + " is " + format::with_article(kind) +
                             ", entities.csv:" + std::to_string(entry.line));
  }
  return EntityId{entry.number};
}

void Bundle::Reader::entities_of(const Rows& rows, Column column, std::vector<EntityId>& into) {
  into.clear();
  rows.keys(column, [&](std::string_view key) {
    into.push_back(EntityId{entity(rows, column, key).number});
  });
}

void Bundle::Reader::sources_of(const Rows& rows, std::vector<SourceId>& into) {
  into.clear();
  rows.keys(Column::sources, [&](std::string_view key) {
    const auto entry = sources_.find(key);
    if (!entry) unknown(Column::sources, "source", key, Sheet::sources, sources_);
    const SourceId id{entry.number};
    if (std::find(into.begin(), into.end(), id) == into.end()) into.push_back(id);
  });
}

std::optional<Day> Bundle::Reader::published(const std::vector<SourceId>& ids) const {
  std::optional<Day> first;
  for (const SourceId id : ids) {
    const Day day = published_[number(id) - 1];
    if (day != before_all) first = first ? std::min(*first, day) : day;
  }
  return first;
}

// ---- The stream --------------------------------------------------------------------------------

Bundle::Bundle(std::string folder, BundleOptions options, const Directory* others)
    : reader_(std::make_unique<Reader>(std::move(folder), std::move(options), others)) {}
Bundle::~Bundle() = default;

const std::string& Bundle::file() const { return reader_->name; }
std::uint64_t Bundle::digest() { return reader_->digest(); }
bool Bundle::next(Entity& row) { return reader_->checked(row); }
bool Bundle::next(Source& row) { return reader_->checked(row); }
bool Bundle::next(Event& row) { return reader_->checked(row); }
bool Bundle::next(Change& row) { return reader_->checked(row); }
bool Bundle::next(Statement& row) { return reader_->checked(row); }
bool Bundle::next(ToldJudgement& row) { return reader_->checked(row); }
std::uint64_t Bundle::bytes_read() const { return reader_->bytes_read(); }
std::uint64_t Bundle::bytes() const { return reader_->bytes; }
std::size_t Bundle::skipped() const { return reader_->skipped; }
const std::vector<Problem>& Bundle::warnings() const { return reader_->warnings; }
const std::vector<Event>& Bundle::withdrawals() const { return reader_->withdrawals; }

namespace {

template <class Row>
void read_all_into(RowStream& rows, std::vector<Row>& all) {
  Row row;
  while (rows.next(row)) all.push_back(row);
}

}  // namespace

Batch read_all(RowStream& rows) {
  Batch batch;
  batch.files.push_back(rows.file());
  read_all_into(rows, batch.entities);
  read_all_into(rows, batch.sources);
  read_all_into(rows, batch.events);
  read_all_into(rows, batch.changes);
  read_all_into(rows, batch.statements);
  read_all_into(rows, batch.judgements);
  return batch;
}

}  // namespace reorg
