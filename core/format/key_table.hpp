// Keys and what they stand for, in little memory: about 35 bytes each.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace reorg::format {

// Numbered from 1 in the order in which they are added.
class KeyTable {
 public:
  struct Entry {
    std::uint32_t number = 0;  // 0: there is no such key
    std::uint32_t line = 0;    // where it stands
    std::uint8_t mark = 0;     // whatever its owner makes of it
    explicit operator bool() const { return number != 0; }
  };

  // What stood there before, and then nothing is added; an empty Entry when the key is new.
  Entry add(std::string_view key, std::uint32_t line, std::uint8_t mark = 0);
  Entry find(std::string_view key) const;
  // That find() will be asked for this key: memory is slower than what is done meanwhile. First
  // expect(), some rows later expect_entry(), some rows later find().
  void expect(std::string_view key) const;
  void expect_entry(std::string_view key) const;
  std::uint32_t size() const { return size_; }
  // All of them, in order.
  std::vector<std::string_view> keys() const;

 private:
  std::size_t slot_of(std::string_view key, std::uint64_t hash) const;
  void grow();
  std::string_view key_at(std::uint64_t offset) const;
  Entry entry_at(std::uint64_t offset) const;

  // A slot is an offset into the entries, plus one, below 24 bits of the key's hash.
  std::vector<std::uint64_t> slots_;
  std::vector<char> entries_;  // number, line, mark, length of the key, key
  std::uint32_t size_ = 0;
};

}  // namespace reorg::format
