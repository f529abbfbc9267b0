// Chance that is the same on every machine: integers alone, and no distribution of the standard
// library, whose results each vendor chooses.
#pragma once

#include <cstdint>

namespace bench {

// SplitMix64's finishing step (Steele, Lea, Flood 2014): mixes all bits, and loses none.
constexpr std::uint64_t mixed(std::uint64_t bits) {
  bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9U;
  bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EBU;
  return bits ^ (bits >> 31U);
}

class Chance {
 public:
  // Streams of different numbers have nothing to do with one another.
  constexpr Chance(std::uint64_t seed, std::uint64_t stream)
      : state_(mixed(seed * 0x9E3779B97F4A7C15U + mixed(stream + 1))) {}

  constexpr std::uint64_t next() { return mixed(state_ += 0x9E3779B97F4A7C15U); }

  // One of 0 to count - 1; count is at least 1.
  constexpr std::uint32_t below(std::uint32_t count) {
    return static_cast<std::uint32_t>(((next() >> 32U) * count) >> 32U);
  }

  // One of `least` to `most`, both included.
  constexpr std::uint32_t between(std::uint32_t least, std::uint32_t most) {
    return least + below(most - least + 1);
  }

  constexpr bool percent(std::uint32_t of_hundred) { return below(100) < of_hundred; }

 private:
  std::uint64_t state_;
};

}  // namespace bench
