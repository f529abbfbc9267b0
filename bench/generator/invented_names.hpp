// Names that nobody bears, of syllables, and keys in which nothing can be read.
#pragma once

#include <cstdint>
#include <string>

#include "bench/generator/history.hpp"

namespace bench {

class InventedNames {
 public:
  InventedNames(const History& history, std::uint64_t seed) : history_(history), seed_(seed) {}

  // "o4k1c9w0ze": `o` or `p`, then eight characters that a permutation gives.
  void key(std::uint32_t entity, std::string& to) const;
  // The name that an organization bore in its turn (0: the first), or a person's only one.
  void name(std::uint32_t entity, unsigned turn, std::string& to) const;
  // Of all its names: an organization is called in English or in Chinese for good.
  bool chinese(std::uint32_t entity) const;

 private:
  void organization(std::uint32_t entity, unsigned turn, std::string& to) const;
  void person(std::uint32_t entity, std::string& to) const;

  const History& history_;
  std::uint64_t seed_;
};

// The name of a role of heads.
const char* role_name(std::uint32_t role);

}  // namespace bench
