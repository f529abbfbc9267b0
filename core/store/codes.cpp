#include "core/store/codes.hpp"

#include <array>
#include <stdexcept>

namespace reorg::sql {
namespace {

using Kind = StatementKind;

struct Code {
  Kind kind;
  std::int64_t code;
};

constexpr std::array codes{
    Code{Kind::part_of, 1},     Code{Kind::oversees, 2},
    Code{Kind::holds, 3},       Code{Kind::post_in, 4},
    Code{Kind::reports_to, 5},  Code{Kind::member_of, 6},
    Code{Kind::owns, 7},        Code{Kind::name, 20},
    Code{Kind::identifier, 21}, Code{Kind::classification, 22},
    Code{Kind::existence, 23},  Code{Kind::legal_form, 24},
    Code{Kind::purpose, 25},    Code{Kind::note, 26},
    Code{Kind::leaves, 40},
};

template <class Wanted>
std::string list(KindSet set, Wanted wanted) {
  std::string text = "[";
  for (const Code& c : codes) {
    if (!set.has(c.kind) || !wanted(c.kind)) continue;
    if (text.size() > 1) text += ',';
    text += std::to_string(c.code);
  }
  return text + "]";
}

}  // namespace

std::int64_t code(StatementKind kind) {
  for (const Code& c : codes) {
    if (c.kind == kind) return c.code;
  }
  throw std::logic_error("a kind of statement has no code in the store");
}

StatementKind kind_of(std::int64_t wanted) {
  for (const Code& c : codes) {
    if (c.code == wanted) return c.kind;
  }
  throw std::invalid_argument(std::to_string(wanted) + " is no kind of statement");
}

std::string relation_codes(KindSet set) {
  return list(set, [](Kind k) { return is_relation(k); });
}

std::string value_codes(KindSet set) {
  return list(set, [](Kind k) { return !is_relation(k); });
}

std::int64_t checked(std::int64_t n, std::int64_t last) {
  if (n < 0 || n > last) throw std::invalid_argument(std::to_string(n) + " is out of range");
  return n;
}

}  // namespace reorg::sql
