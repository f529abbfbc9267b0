// The content of what was written, whatever its layout: for keys made from content, and for
// telling that something stands twice.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/format/grammar.hpp"
#include "core/format/tree.hpp"

namespace reorg::format {

// Equal for equal content: keys in order of the alphabet, block and flow style alike.
std::string content(const Node&);
// Of the given keys of a map alone, without sources, note and ref.
std::string content(const Node& map, std::span<const KeyRule> keys);

// FNV-1a, 64 bits, as 16 hexadecimal digits: the same on every machine and in every release.
std::string stable_hash(std::string_view text);

}  // namespace reorg::format
