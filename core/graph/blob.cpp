#include "core/graph/blob.hpp"

#include <limits>

namespace reorg::image {
namespace {

// The members in order; one list serves writing and reading. `since` is mostly the same as `from`.
template <class Part, class Bound>
void visit_bound(Part& part, Bound& b) {
  part(b.earliest);
  part(b.latest);
  part(b.kind, EndKind::unknown);
  part(b.basis, Basis::lifetime);
  part(b.edtf);
  part(b.uncertain);
  part(b.event);
}

template <class Part, class Spell>
void visit_spell(Part& part, Spell& s) {
  part(s.id);
  part(s.kind, StatementKind::leaves);
  part(s.subject);
  part(s.object);
  part(s.capacity_of);
  part(s.aspect);
  part(s.value);
  part(s.role);
  part(s.acting);
  part(s.dotted);
  visit_bound(part, s.from);
  visit_bound(part, s.until);
  bool own_since = !(s.since == s.from);
  part(own_since);
  if (own_since)
    visit_bound(part, s.since);
  else
    part.same(s.since, s.from);
  part(s.goes_on);
  part(s.last_evidence);
  part(s.undated);
  part(s.standing, Standing::outranked);
  part(s.claim);
  part(s.known);
  part.list(s.evidence);
  part.list(s.sources);
}

template <class Part, class Source>
void visit_source(Part& part, Source& s) {
  part(s.id);
  part(s.key);
  part(s.title);
  part(s.publisher);
  part(s.published);
  part(s.address);
  part(s.type, SourceType::aggregator);
  part(s.note);
}

class Writing {
 public:
  explicit Writing(std::string& to) : to_(to) {}

  void operator()(std::uint32_t n) { put_number(to_, n); }
  void operator()(bool b) { put_number(to_, b ? 1 : 0); }
  // Small when near 1970, on either side.
  void operator()(Day d) {
    const auto n = std::int64_t{d.n};
    put_number(to_,
               n < 0 ? static_cast<std::uint64_t>(-n) * 2 - 1 : static_cast<std::uint64_t>(n) * 2);
  }
  void operator()(const std::string& text) {
    put_number(to_, text.size());
    to_ += text;
  }
  template <class Id>
  requires std::is_enum_v<Id>
  void operator()(Id id) { put_number(to_, static_cast<std::uint32_t>(id)); }
  template <class Enum>
  void operator()(Enum value, Enum) {
    put_number(to_, static_cast<std::uint64_t>(value));
  }
  template <class Ids>
  void list(const Ids& ids) {
    put_number(to_, ids.size());
    for (const auto id : ids) (*this)(id);
  }
  void operator()(const std::optional<Date>& date) {
    (*this)(date.has_value());
    if (!date) return;
    (*this)(date->edtf);
    (*this)(date->earliest);
    (*this)(date->latest);
    (*this)(date->uncertain);
  }
  void same(const Bound&, const Bound&) {}

 private:
  std::string& to_;
};

class Reading {
 public:
  explicit Reading(std::string_view from) : from_(from) {}

  bool good() const { return good_ && from_.empty(); }

  void operator()(std::uint32_t& n) { n = static_cast<std::uint32_t>(number(max32)); }
  void operator()(bool& b) { b = number(1) != 0; }
  void operator()(Day& d) {
    const std::uint64_t n = number(std::uint64_t{max32});
    const auto half = static_cast<std::int64_t>((n + 1) / 2);
    d.n = static_cast<std::int32_t>(n % 2 == 0 ? half : -half);
  }
  void operator()(std::string& text) {
    const std::uint64_t size = count();
    text = from_.substr(0, size);
    from_.remove_prefix(size);
  }
  template <class Id>
  requires std::is_enum_v<Id>
  void operator()(Id& id) { id = static_cast<Id>(number(max32)); }
  template <class Enum>
  void operator()(Enum& value, Enum last) {
    value = static_cast<Enum>(number(static_cast<std::uint64_t>(last)));
  }
  template <class Ids>
  void list(Ids& ids) {
    ids.resize(count());  // each takes a byte at least
    for (auto& id : ids) (*this)(id);
  }
  void operator()(std::optional<Date>& date) {
    if (number(1) == 0) return;
    Date& d = date.emplace();
    (*this)(d.edtf);
    (*this)(d.earliest);
    (*this)(d.latest);
    (*this)(d.uncertain);
  }
  static void same(Bound& since, const Bound& from) { since = from; }

 private:
  static constexpr std::uint32_t max32 = std::numeric_limits<std::uint32_t>::max();

  // 0, and no good any more, when it is larger than it may be.
  std::uint64_t number(std::uint64_t last) {
    const auto n = take_number(from_);
    good_ = good_ && n && *n <= last;
    return good_ ? *n : 0;
  }
  // Of what comes next: no more than there are bytes left.
  std::uint64_t count() {
    const std::uint64_t n = number(from_.size());
    good_ = good_ && n <= from_.size();
    return good_ ? n : 0;
  }

  std::string_view from_;
  bool good_ = true;
};

}  // namespace

void put_number(std::string& to, std::uint64_t n) {
  for (; n >= 0x80; n >>= 7U) to += static_cast<char>((n & 0x7fU) | 0x80U);
  to += static_cast<char>(n);
}

std::optional<std::uint64_t> take_number(std::string_view& from) {
  std::uint64_t n = 0;
  for (unsigned shift = 0; shift < 64 && !from.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(from.front());
    from.remove_prefix(1);
    n |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
    if (byte < 0x80) return n;
  }
  return std::nullopt;
}

std::string bytes_of(const Spell& s) {
  std::string bytes;
  Writing writing(bytes);
  visit_spell(writing, s);
  return bytes;
}

std::optional<Spell> spell_from(std::string_view bytes) {
  Reading reading(bytes);
  Spell s;
  visit_spell(reading, s);
  return reading.good() ? std::optional(std::move(s)) : std::nullopt;
}

std::string bytes_of(const Source& s) {
  std::string bytes;
  Writing writing(bytes);
  visit_source(writing, s);
  return bytes;
}

std::optional<Source> source_from(std::string_view bytes) {
  Reading reading(bytes);
  Source s;
  visit_source(reading, s);
  return reading.good() ? std::optional(std::move(s)) : std::nullopt;
}

}  // namespace reorg::image
