// A CSV bundle in memory, as the peers load it: numbers for keys, dates as 20181206.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace bench {

using Date = std::int32_t;

inline constexpr Date no_beginning = 0;
inline constexpr Date open_end = 99991231;

// "2018-12-06" as 20181206; nothing as `blank`.
Date date_of(std::string_view text, Date blank);

enum Kind : std::uint8_t { part_of = 1, oversees, owns, member_of };
std::string_view kind_name(std::uint8_t kind);

struct Entity {
  std::string key;
  Date from = no_beginning;
  Date until = open_end;
  std::uint32_t source = 0;
  std::string kind;
};

struct Name {
  std::uint32_t entity = 0;
  Date from = no_beginning;
  Date until = open_end;
  std::uint32_t source = 0;
  std::string name;
  std::string language;
};

struct Edge {
  std::uint32_t subject = 0;
  std::uint32_t object = 0;
  Date from = no_beginning;
  Date until = open_end;
  std::uint32_t source = 0;
  std::uint16_t share = 0;  // in tenths of a per cent
  std::uint8_t kind = 0;
  std::uint8_t role = 0;  // an index of Bundle::roles
};

struct Source {
  std::string key;
  std::string title;
  std::string publisher;
  std::string type;
  Date published = 0;
};

// Entities and sources are numbered from 0 in the order of their rows.
struct Bundle {
  std::vector<Entity> entities;
  std::vector<Name> names;
  std::vector<Edge> edges;
  std::vector<Source> sources;
  std::vector<std::string> roles{""};
};

// Throws std::runtime_error.
Bundle read_bundle(const std::filesystem::path& folder);

struct Question {
  std::string name;
  Date day = 0;
};

// questions.tsv.
std::vector<Question> read_questions(const std::filesystem::path& file);

// Union-find by size with halved paths; `size` counts for the root alone.
class Components {
 public:
  explicit Components(std::size_t count) : above_(count), size_(count, 1) {
    for (std::uint32_t n = 0; n < count; ++n) {
      above_[n] = n;
    }
  }

  void join(std::uint32_t a, std::uint32_t b) {
    a = top(a);
    b = top(b);
    if (a == b) {
      return;
    }
    if (size_[a] < size_[b]) {
      std::swap(a, b);
    }
    above_[b] = a;
    size_[a] += size_[b];
  }

  // Prints "component SIZE HOW_MANY" for every size of two and more.
  void print() const;

 private:
  std::uint32_t top(std::uint32_t entity) {
    while (above_[entity] != entity) {
      entity = above_[entity] = above_[above_[entity]];
    }
    return entity;
  }

  std::vector<std::uint32_t> above_;
  std::vector<std::uint32_t> size_;
};

}  // namespace bench
