// Numbers by which contents are told apart: FNV-1a, 64 bits, over fields that cannot run together.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/model.hpp"

namespace reorg::sql {

class Fingerprint {
 public:
  Fingerprint& add(std::string_view text) {
    add(static_cast<std::int64_t>(text.size()));
    for (const char c : text) mix(static_cast<unsigned char>(c));
    return *this;
  }
  Fingerprint& add(std::int64_t n) {
    for (unsigned shift = 0; shift < 64; shift += 8) {
      mix(static_cast<unsigned char>(static_cast<std::uint64_t>(n) >> shift));
    }
    return *this;
  }
  Fingerprint& add(bool b) { return add(std::int64_t{b ? 1 : 0}); }
  Fingerprint& add(int n) { return add(std::int64_t{n}); }
  Fingerprint& add(Day d) { return add(std::int64_t{d.n}); }
  Fingerprint& add(const char*) = delete;  // would be taken for a bool
  Fingerprint& add(const std::string& text) { return add(std::string_view(text)); }
  Fingerprint& add(const Date& d) {
    return add(d.edtf).add(d.earliest).add(d.latest).add(d.uncertain);
  }
  template <class T>
  Fingerprint& add(const std::optional<T>& v) {
    add(v.has_value());
    return v ? add(*v) : *this;
  }
  template <class T>
  Fingerprint& add(const std::vector<T>& list) {
    add(static_cast<std::int64_t>(list.size()));
    for (const T& item : list) add(item);
    return *this;
  }

  std::int64_t value() const { return static_cast<std::int64_t>(hash_); }

 private:
  void mix(unsigned char byte) { hash_ = (hash_ ^ byte) * 0x100000001b3U; }

  std::uint64_t hash_ = 0xcbf29ce484222325U;
};

}  // namespace reorg::sql
