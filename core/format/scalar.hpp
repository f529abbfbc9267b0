// Single texts of a change file: what they must look like. Each function gives nothing after it
// has reported a problem.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/format/reading.hpp"

namespace reorg::format {

inline constexpr std::size_t max_name_bytes = 4096;
inline constexpr std::size_t max_remark_bytes = std::size_t{64} << 10U;
inline constexpr std::size_t max_key_bytes = 200;

// Where problems of a file go.
struct Report {
  Reading& reading;
  const File& file;

  void operator()(const Node& node, std::string message) const {
    reading.problems.add(file.in_message(node), std::move(message));
  }
};

// A text without blanks at its ends; newlines and other controls within are kept as they are.
std::optional<std::string> read_text(const Node&, std::size_t limit, const Report&);
// Lower-case letters, digits and hyphens.
std::optional<std::string> read_key(const Node&, const Report&);
std::optional<Date> read_date(const Node&, const Report&);
std::optional<std::string> read_word(const Node&, std::span<const std::string_view> words,
                                     const Report&);
// 33, 25.99, ~64, 30..40, >50, <5; without superfluous zeros, so that equal shares are equal texts.
std::optional<std::string> read_share(const Node&, const Report&);
std::optional<unsigned> read_number(const Node&, const Report&);

// ---- The same of texts that stand in no tree ------------------------------------------------

// Without blanks (space, tab, line ends) at its ends.
std::string_view trimmed(std::string_view text);
// Why the text is no key, with one that would be; empty when it is one.
std::string wrong_key(std::string_view text);
// Why the text is no share; nothing when it is one, and `share` is then the text to keep.
std::optional<std::string> wrong_share(std::string_view text, std::string& share);

}  // namespace reorg::format
