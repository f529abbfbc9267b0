// A sentence in, the structured command it means out.
//
//   understand({"who", "oversaw", "阿里云", "on", "2018-11-01"})
//     → verb "overseers", name "阿里云", as_of "2018-11-01"
//
// Two templates so far; tense is free, a closing question mark is dropped:
//   who oversees | oversaw | runs | ran | heads | headed | leads | led NAME [on | in | at DATE]
//   what does | did | do NAME oversee [on | in | at DATE]
// A date is read only at the end, after on, in or at (R19); what is no date belongs to the name.
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace reorg {

struct Query {
  std::string verb;   // a command: overseers, oversees
  std::string name;   // as asked
  std::string as_of;  // EDTF; empty = not said
};

// Says which words were not understood and shows the nearest question that is.
struct NotUnderstood : std::runtime_error {
  NotUnderstood(const std::string& message, std::vector<std::string> instead)
      : std::runtime_error(message), nearest(std::move(instead)) {}
  std::vector<std::string> nearest;  // whole questions
};

// Whether a line that begins with this word is a question. No command has such a name.
bool is_question(std::string_view first_word);

// Requires: is_question(words[0]). Throws NotUnderstood.
Query understand(std::span<const std::string> words);

}  // namespace reorg
