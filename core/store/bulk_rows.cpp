#include "core/store/bulk_rows.hpp"

#include <algorithm>
#include <stdexcept>

#include "core/store/codes.hpp"
#include "core/store/literals.hpp"

namespace reorg::sql {

namespace {

std::size_t leb128_size(std::size_t n) {
  std::size_t bytes = 1;
  for (; n >= 0x80U; n >>= 7U) ++bytes;
  return bytes;
}

}  // namespace

// Bytes that lie together.
char* Texts::room_for(std::size_t bytes) {
  const std::uint64_t free = (chunks_.size() << chunk_bits) - size_;
  if (bytes > free) {
    const std::size_t chunks = (bytes + chunk_size - 1) >> chunk_bits;
    size_ = chunks_.size() << chunk_bits;
    if (size_ + bytes > std::uint64_t{1} << 32U)
      throw std::length_error("more than 4 GiB of texts in one import");
    memory_.push_back(std::make_unique_for_overwrite<char[]>(chunks << chunk_bits));
    for (std::size_t n = 0; n < chunks; ++n)
      chunks_.push_back(memory_.back().get() + (n << chunk_bits));
  }
  return at(static_cast<std::uint32_t>(size_));
}

std::uint32_t Texts::add_unchecked(std::string_view text) {
  const std::size_t bytes = leb128_size(text.size()) + text.size();
  char* to = room_for(bytes);
  const auto place = static_cast<std::uint32_t>(size_);
  size_ += bytes;
  std::size_t length = text.size();
  for (; length >= 0x80U; length >>= 7U) *to++ = static_cast<char>(0x80U | (length & 0x7fU));
  *to++ = static_cast<char>(length);
  std::ranges::copy(text, to);
  return place;
}

std::uint32_t Texts::once(std::string_view text) {
  if (text.empty()) return 0;
  const auto it = places_.find(text);
  if (it != places_.end()) return it->second;
  const std::uint32_t place = add(text);
  return places_.emplace((*this)[place], place).first->second;
}

std::string_view Texts::operator[](std::uint32_t place) const {
  const char* from = at(place);
  std::size_t length = 0;
  for (unsigned shift = 0;; shift += 7U) {
    const auto byte = static_cast<unsigned char>(*from++);
    length |= static_cast<std::size_t>(byte & 0x7fU) << shift;
    if (byte < 0x80U) break;
  }
  return {from, length};
}

BulkRow row_of(const Literal& l, Texts& texts) {
  BulkRow row;
  row.home = number(home_of(l));
  row.subject = is_relation(l.kind) ? number(l.subject) : 0;
  row.capacity_of = number(l.capacity_of);
  row.source = number(l.source);
  row.aspect = texts.once(l.aspect);
  const bool recurs = l.kind != StatementKind::name && l.kind != StatementKind::identifier &&
                      l.kind != StatementKind::purpose && l.kind != StatementKind::note;
  row.value = recurs ? texts.once(l.value) : texts.add(l.value);
  row.role = texts.once(l.role);
  row.from = l.from.n;
  row.until = l.until.n;
  row.known = l.known.n;
  row.kind = static_cast<std::uint8_t>(code(l.kind));
  row.flags = static_cast<std::uint8_t>(flags_of(l));
  return row;
}

Literal literal_from(const BulkRow& row, const Texts& texts) {
  Literal l;
  l.kind = kind_of(row.kind);
  const auto home = static_cast<EntityId>(row.home);
  l.subject = is_relation(l.kind) ? static_cast<EntityId>(row.subject) : home;
  if (is_relation(l.kind)) l.object = home;
  l.capacity_of = static_cast<EntityId>(row.capacity_of);
  l.source = static_cast<SourceId>(row.source);
  l.aspect = texts[row.aspect];
  l.value = texts[row.value];
  l.role = texts[row.role];
  l.from = Day{row.from};
  l.until = Day{row.until};
  l.known = Day{row.known};
  set_flags(l, row.flags);
  return l;
}

void BulkEntities::add(const Entity& e) {
  keys_.push_back(texts_.add(e.key));
  kinds_.push_back(e.kind);
  declared_.push_back(e.declared);
  if (e.seats != 1) seats_[keys_.size()] = e.seats;
  if (!e.description.empty()) descriptions_[keys_.size()] = texts_.add(e.description);
}

unsigned BulkEntities::seats(std::size_t n) const {
  const auto it = seats_.find(n);
  return it == seats_.end() ? 1 : it->second;
}

std::string_view BulkEntities::description(std::size_t n) const {
  const auto it = descriptions_.find(n);
  return it == descriptions_.end() ? std::string_view() : texts_[it->second];
}

void GroupOrder::note(const Statement& s) {
  if (!is_relation(s.kind) || s.kind == StatementKind::owns || s.subject == EntityId::none ||
      s.object == EntityId::none)
    return;
  const bool is_part = s.kind == StatementKind::part_of || s.kind == StatementKind::post_in;
  if (!is_part && part_[number(s.subject)]) return;
  parents_[number(s.subject)] = number(s.object);
  part_[number(s.subject)] = is_part;
}

std::vector<std::uint32_t> GroupOrder::run() const {
  const std::size_t size = parents_.size();
  std::vector<std::uint32_t> first_child(size, 0), next_sibling(size, 0), order;
  for (std::size_t n = size - 1; n > 0; --n) {  // backwards: children stay in their order
    next_sibling[n] = first_child[parents_[n]];
    first_child[parents_[n]] = static_cast<std::uint32_t>(n);
  }
  std::vector<bool> done(size);
  std::vector<std::uint32_t> stack;
  const auto descend = [&](std::uint32_t from) {
    stack.push_back(from);
    while (!stack.empty()) {
      const std::uint32_t n = stack.back();
      stack.pop_back();
      if (done[n]) continue;
      done[n] = true;
      order.push_back(n);
      const std::size_t before = stack.size();
      for (std::uint32_t child = first_child[n]; child != 0; child = next_sibling[child])
        stack.push_back(child);
      std::reverse(stack.begin() + static_cast<std::ptrdiff_t>(before), stack.end());
    }
  };
  for (std::uint32_t root = first_child[0]; root != 0; root = next_sibling[root]) descend(root);
  for (std::uint32_t n = 1; n < size; ++n) descend(n);  // what is part of itself in the end
  return order;
}

}  // namespace reorg::sql
