// What stands in an image as one string of bytes: sources, and the spells that are no Literal.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/model/model.hpp"
#include "core/timeline/spell.hpp"

namespace reorg::image {

// Adds `n` as LEB128: seven bits a byte, the lowest first, the high bit set on all but the last.
void put_number(std::string& to, std::uint64_t n);
// Takes one from the front; nothing when there is no whole one.
std::optional<std::uint64_t> take_number(std::string_view& from);

std::string bytes_of(const Spell&);
// Nothing when the bytes are those of no spell, or of more than one.
std::optional<Spell> spell_from(std::string_view bytes);

// All but its place in a file, which only the database knows.
std::string bytes_of(const Source&);
std::optional<Source> source_from(std::string_view bytes);

}  // namespace reorg::image
