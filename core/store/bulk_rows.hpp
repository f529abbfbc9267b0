// What a stream of rows said, in as little memory as will do: some 50 bytes a row, so that millions
// can be put in order before they are written.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/model/prefetch.hpp"
#include "core/model/row_stream.hpp"
#include "core/timeline/literal.hpp"

namespace reorg::sql {

// Texts one after the other, known by their place; 0 is the empty one. At most 4 GiB together. They
// never move: a view of one is good as long as they live.
class Texts {
 public:
  Texts() { add_unchecked({}); }
  Texts(const Texts&) = delete;
  Texts& operator=(const Texts&) = delete;
  Texts(Texts&&) = default;
  Texts& operator=(Texts&&) = default;
  ~Texts() = default;

  std::uint32_t add(std::string_view text) { return text.empty() ? 0 : add_unchecked(text); }
  // Each text once: for those that recur.
  std::uint32_t once(std::string_view);
  std::string_view operator[](std::uint32_t place) const;
  // That it will be read soon: memory is slower than what is done meanwhile.
  void expect(std::uint32_t place) const { prefetch(at(place)); }

 private:
  static constexpr unsigned chunk_bits = 20;
  static constexpr std::uint64_t chunk_size = std::uint64_t{1} << chunk_bits;

  std::uint32_t add_unchecked(std::string_view);
  char* room_for(std::size_t bytes);
  char* at(std::uint32_t place) const {
    return chunks_[place >> chunk_bits] + (place & (chunk_size - 1));
  }

  // Of each text: its length as LEB128, then itself. One that is longer than a chunk has several,
  // one behind the other.
  std::vector<std::unique_ptr<char[]>> memory_;
  std::vector<char*> chunks_;
  std::uint64_t size_ = 0;
  std::unordered_map<std::string_view, std::uint32_t> places_;
};

// A Literal without its number. Entities and sources are those of the stream until they have rows.
struct BulkRow {
  std::uint32_t home = 0;
  std::uint32_t subject = 0;  // 0: it is the home
  std::uint32_t capacity_of = 0;
  std::uint32_t source = 0;
  std::uint32_t aspect = 0, value = 0, role = 0;  // texts
  std::int32_t from = 0, until = 0, known = 0;
  std::uint32_t line = 0;  // of its table
  std::uint8_t kind = 0;   // its code
  std::uint8_t flags = 0;
  std::uint8_t fate = 0;  // BulkFate
};
enum BulkFate : std::uint8_t {
  bulk_fresh,    // to be written as a literal
  bulk_kept,     // is a literal already
  bulk_general,  // a statement like all others
};

BulkRow row_of(const Literal&, Texts&);
Literal literal_from(const BulkRow&, const Texts&);

// The entities of a stream by their numbers, from 1.
class BulkEntities {
 public:
  void add(const Entity&);
  std::size_t size() const { return keys_.size(); }
  std::string_view key(std::size_t n) const { return texts_[keys_[n - 1]]; }
  // That they will be asked for soon: first where the key stands, some time later the key.
  void expect(std::size_t n) const { prefetch(&keys_[n - 1]); }
  void expect_key(std::size_t n) const { texts_.expect(keys_[n - 1]); }
  EntityKind kind(std::size_t n) const { return kinds_[n - 1]; }
  bool declared(std::size_t n) const { return declared_[n - 1]; }
  unsigned seats(std::size_t n) const;
  std::string_view description(std::size_t n) const;

 private:
  Texts texts_;
  std::vector<std::uint32_t> keys_;
  std::vector<EntityKind> kinds_;
  std::vector<bool> declared_;
  std::unordered_map<std::size_t, unsigned> seats_;  // other than one
  std::unordered_map<std::size_t, std::uint32_t> descriptions_;
};

// In which order entities get their numbers: what belongs together lies together, in the file and
// in memory. Depth first along what each is part of; people and posts come after the organization
// that they were last told of.
class GroupOrder {
 public:
  explicit GroupOrder(std::size_t entities) : parents_(entities + 1, 0), part_(entities + 1) {}
  void note(const Statement&);
  // Entities in their order, each once.
  std::vector<std::uint32_t> run() const;

 private:
  std::vector<std::uint32_t> parents_;
  std::vector<bool> part_;  // its parent is what it is part of, not whom it works for
};

}  // namespace reorg::sql
