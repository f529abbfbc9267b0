#include "core/format/key_table.hpp"

#include <cstring>

#include "core/model/prefetch.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace reorg::format {
namespace {

constexpr unsigned offset_bits = 40;
constexpr std::uint64_t offset_mask = (std::uint64_t{1} << offset_bits) - 1;
constexpr std::size_t header = 4 + 4 + 1 + 2;
constexpr std::size_t first_slots = 1024;

std::uint64_t hash_of(std::string_view key) { return XXH3_64bits(key.data(), key.size()); }

template <class T>
void put(std::vector<char>& bytes, T value) {
  const std::size_t at = bytes.size();
  bytes.resize(at + sizeof value);
  std::memcpy(bytes.data() + at, &value, sizeof value);
}

template <class T>
T get(const char* from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

}  // namespace

std::string_view KeyTable::key_at(std::uint64_t offset) const {
  const char* const entry = entries_.data() + offset;
  return {entry + header, get<std::uint16_t>(entry + header - 2)};
}

KeyTable::Entry KeyTable::entry_at(std::uint64_t offset) const {
  const char* const entry = entries_.data() + offset;
  return {get<std::uint32_t>(entry), get<std::uint32_t>(entry + 4), get<std::uint8_t>(entry + 8)};
}

// The key's slot, or the empty one where it would stand. Requires that one is empty.
std::size_t KeyTable::slot_of(std::string_view key, std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = hash & mask;; i = (i + 1) & mask) {
    const std::uint64_t slot = slots_[i];
    if (slot == 0) return i;
    if (slot >> offset_bits == hash >> offset_bits && key_at((slot & offset_mask) - 1) == key)
      return i;
  }
}

void KeyTable::grow() {
  slots_.assign(slots_.empty() ? first_slots : 2 * slots_.size(), 0);
  for (std::uint64_t at = 0; at < entries_.size();) {
    const std::string_view key = key_at(at);
    const std::uint64_t hash = hash_of(key);
    slots_[slot_of(key, hash)] = (hash >> offset_bits << offset_bits) | (at + 1);
    at += header + key.size();
  }
}

KeyTable::Entry KeyTable::add(std::string_view key, std::uint32_t line, std::uint8_t mark) {
  if (4 * (std::size_t{size_} + 1) > 3 * slots_.size()) grow();
  const std::uint64_t hash = hash_of(key);
  std::uint64_t& here = slots_[slot_of(key, hash)];
  if (here != 0) return entry_at((here & offset_mask) - 1);
  here = (hash >> offset_bits << offset_bits) | (entries_.size() + 1);
  put(entries_, ++size_);
  put(entries_, line);
  put(entries_, mark);
  put(entries_, static_cast<std::uint16_t>(key.size()));
  entries_.insert(entries_.end(), key.begin(), key.end());
  return {};
}

KeyTable::Entry KeyTable::find(std::string_view key) const {
  if (slots_.empty()) return {};
  const std::uint64_t found = slots_[slot_of(key, hash_of(key))];
  return found == 0 ? Entry{} : entry_at((found & offset_mask) - 1);
}

void KeyTable::expect(std::string_view key) const {
  if (!slots_.empty()) prefetch(&slots_[hash_of(key) & (slots_.size() - 1)]);
}

void KeyTable::expect_entry(std::string_view key) const {
  if (slots_.empty()) return;
  const std::uint64_t hash = hash_of(key);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = hash & mask; slots_[i] != 0; i = (i + 1) & mask) {
    if (slots_[i] >> offset_bits != hash >> offset_bits) continue;
    return prefetch(entries_.data() + (slots_[i] & offset_mask) - 1);
  }
}

std::vector<std::string_view> KeyTable::keys() const {
  std::vector<std::string_view> all;
  all.reserve(size_);
  for (std::uint64_t at = 0; at < entries_.size();) {
    all.push_back(key_at(at));
    at += header + all.back().size();
  }
  return all;
}

}  // namespace reorg::format
