// Everything that is wrong in the files being read, gathered so that it is told at once.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/format/change_file.hpp"

namespace reorg::format {

class Problems {
 public:
  void add(Place place, std::string message) {
    list_.push_back({std::move(place), std::move(message)});
  }
  // For what only follows from another problem: it counts, and is not told.
  void add_silently() { ++untold_; }
  std::size_t count() const { return list_.size() + untold_; }
  // Throws BadInput if there is any.
  void throw_if_any();

 private:
  std::vector<Problem> list_;
  std::size_t untold_ = 0;
};

// "; did you mean 'appoint'?", or nothing when none of the words is near.
std::string did_you_mean(std::string_view wrong, std::span<const std::string_view> words);
std::string did_you_mean(std::string_view wrong, std::span<const std::string> words);

// "a, b and c"
std::string listed(std::span<const std::string_view> words, std::string_view last = " and ");

// "acme.yaml:12:5"
std::string shown(const Place&);

// The text in quotes, short and printable.
std::string quoted(std::string_view text);

}  // namespace reorg::format
