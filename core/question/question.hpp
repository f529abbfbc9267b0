// A sentence in, the structured command it means out. docs/questions.md tells users what is
// understood; wordings.cpp is the table of it.
//
//   understand("who oversaw 阿里云 on 2018-11-01?", index, today)
//     → verb "overseers", names {"阿里云"}, as_of "2018-11-01"
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/names/name_index.hpp"

namespace reorg {

struct Query {
  std::string verb;                  // a command: "overseers"
  std::vector<std::string> names;    // as asked, without "the"; "alibaba/CEO" narrows
  std::string as_of;                 // a day, a period, or a stretch "A/B"; empty = not said
  std::vector<std::string> options;  // the verb's own: {"--kind", "business group"}
  friend bool operator==(const Query&, const Query&) = default;
};

// Says which words were not understood and shows the nearest question that is.
struct NotUnderstood : std::runtime_error {
  NotUnderstood(const std::string& message, std::vector<std::string> instead)
      : std::runtime_error(message), nearest(std::move(instead)) {}
  std::vector<std::string> nearest;  // whole questions
};

// The sentence can be read in two ways, equally well.
struct SeveralReadings : std::runtime_error {
  SeveralReadings(const std::string& message, std::vector<Query> all)
      : std::runtime_error(message), readings(std::move(all)) {}
  std::vector<Query> readings;
};

// Whether a line is a question and no command: its first word asks (who, what, did, is …), or it
// holds 谁 什么 哪 几 吗 多少 or 何时 (R19). No command is called like such a word but `why`, which
// asks only if a form of "do", "be" or "have" follows it: "why did …".
bool is_question(std::string_view line);

// The English words that make a line a question whatever follows them, those asked most first.
std::span<const std::string_view> asking_words();

// The command that the whole sentence means, or an error that says which words were not understood.
// Names are passed on as they stand in the sentence, also those that nobody bears; a question about
// the present says so with a day where the verb would answer for all time. Any bytes may be asked;
// no more than 4,000 of them are read.
// Throws NotUnderstood and SeveralReadings, and whatever the index throws.
Query understand(std::string_view whole, const NameIndex&, Day today);

}  // namespace reorg
