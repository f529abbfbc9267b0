#include "core/graph/image.hpp"

#include <algorithm>
#include <tuple>

#include "core/graph/blob.hpp"
#include "core/graph/checksum.hpp"
#include "core/model/prefetch.hpp"

namespace reorg {

using image::acting;
using image::always;
using image::AsideRow;
using image::dotted;
using image::EdgeRecord;
using image::ended_unknown;
using image::known_assumed;
using image::NameCell;
using image::OddRecord;
using image::Qualifier;
using image::source_from;
using image::spell_from;
using image::StretchRecord;
using image::take_number;
using image::TextRef;
using image::told_last;
using image::ValueRecord;
using image::VertexRecord;

// ---- Entities

std::string_view Image::text(TextRef ref) const {
  if (ref == 0) return {};
  if (ref >= texts_.size()) fail();
  constexpr std::size_t most = 64;  // bytes of texts; nearly all are shorter
  const auto some = texts_.range(ref, std::min<std::size_t>(texts_.size(), ref + most));
  const std::string_view bytes(reinterpret_cast<const char*>(some.data()), some.size());
  if (const auto size = static_cast<unsigned char>(bytes.front()); size < bytes.size())
    return bytes.substr(1, size);
  std::string_view rest = bytes;
  const auto size = take_number(rest);
  const std::size_t begin = ref + (bytes.size() - rest.size());
  if (!size || *size > texts_.size() - begin) fail();
  const auto body = texts_.range(begin, begin + *size);
  return {reinterpret_cast<const char*>(body.data()), body.size()};
}

std::string_view Image::key_of(Vertex v) const { return text(vertex_record(v).key); }

EntityKind Image::kind_of(Vertex v) const {
  const std::uint32_t kind = vertex_record(v).more & 3U;
  if (kind > static_cast<std::uint32_t>(EntityKind::person)) fail();
  return static_cast<EntityKind>(kind);
}

Entity Image::entity(Vertex v) const {
  Entity e;
  const VertexRecord& record = vertex_record(v);
  e.id = graph_.entity_of(v);
  e.key = text(record.key);
  e.kind = kind_of(v);
  if (const std::uint32_t more = record.more >> image::odd_shift; more > 0) {
    const OddRecord& odd = odd_[more - 1];
    e.seats = odd.seats;
    e.description = text(odd.description);
  }
  return e;
}

bool Image::has_beside(Vertex v, Beside what) const {
  return (vertex_record(v).more & static_cast<std::uint32_t>(what)) != 0;
}

std::uint32_t Image::print_of(std::string_view folded) {
  return static_cast<std::uint32_t>(image::checksum(folded.data(), folded.size()) >> 32U);
}

std::vector<Vertex> Image::bearers(std::uint32_t print) const {
  std::vector<Vertex> found;
  for (std::size_t at = image::first_cell(print, header_.name_cells); at < names_.size(); ++at) {
    const NameCell& cell = names_[at];
    if (cell.vertex == 0 || cell.print > print) break;
    if (cell.vertex >= vertex_count()) fail();
    if (cell.print == print) found.push_back(cell.vertex);
  }
  return found;
}

void Image::fetch_vertex(Vertex v) const {
  guard_->expect(&record_at(v), vertex_bytes_ + sizeof(VertexRecord));
}

void Image::fetch_entity(EntityId id) const {
  if (number(id) < vertex_count()) fetch_vertex(number(id));
}

void Image::fetch_row(Vertex v, StatementKind kind, bool out) const {
  const Rows& rows = out ? graph_.out(kind) : graph_.in(kind);
  if (rows.places.empty()) return;
  guard_->need(&record_at(v), 2 * vertex_bytes_);
  const std::uint32_t first = rows.places[v], last = rows.places[v + 1];
  guard_->expect(rows.slots.data() + first, (last - first) * sizeof(Slot));
}

void Image::fetch_edge(const Slot& s) const {
  guard_->expect(&edges_.items[s.id], sizeof(EdgeRecord));
  fetch_vertex(s.other);
}

void Image::fetch_values(Vertex v) const {
  const std::uint32_t first = vertex_record(v).values, last = vertex_record(v + 1).values;
  if (first < last && last <= values_.size())
    guard_->expect(&values_.items[first], (last - first) * sizeof(ValueRecord));
}

void Image::fetch_text(TextRef ref) const {
  if (ref > 0 && ref < texts_.size()) guard_->expect(&texts_.items[ref], 1);
}

void Image::fetch_key(Vertex v) const { fetch_text(vertex_record(v).key); }

void Image::fetch_text(const ValueRecord& r) const {
  fetch_text(is_literal(r) ? r.value : r.source);
}

namespace {

template <class T>
void prefetch_row(std::span<const T> row) {
  constexpr std::size_t line = 64, most = 3 * line;  // longer rows are read in their order anyway
  const auto* bytes = reinterpret_cast<const std::byte*>(row.data());
  for (std::size_t n = 0; n < std::min(row.size_bytes(), most); n += line) prefetch(bytes + n);
}

}  // namespace

void Image::expect_bearers(std::uint32_t print) const {
  if (names_.size() > 0) prefetch(&names_.items[image::first_cell(print, header_.name_cells)]);
}

void Image::expect_places(Vertex v, StatementKind out, StatementKind in) const {
  prefetch(&record_at(v));
  for (const Rows* rows : {&graph_.out(out), &graph_.in(in)})
    if (!rows->places.empty()) prefetch(&rows->places[v + 1]);
}

void Image::expect_rows(Vertex v, StatementKind out, StatementKind in) const {
  prefetch_row(graph_.out(out)[v]);
  prefetch_row(graph_.in(in)[v]);
  prefetch_row(values_of(v));
  prefetch(texts_.items.data() + record_at(v).key);
}

void Image::expect_texts(Vertex v) const {
  for (const ValueRecord& value : values_of(v))
    if (value.value < texts_.size()) prefetch(texts_.items.data() + value.value);
}

void Image::expect_record(std::uint32_t edge) const {
  if (edge < edges_.size()) prefetch(&edges_.items[edge]);
}

std::optional<Source> Image::source(SourceId id) const {
  // Where ids have no gaps, its place is known without a search.
  std::size_t at = number(id) - std::size_t{1};
  if (at >= sources_.size() || sources_[at].id != number(id)) {
    at = 0;
    for (std::size_t last = sources_.size(); at < last;) {
      const std::size_t middle = at + (last - at) / 2;
      (sources_[middle].id < number(id) ? at = middle + 1 : last = middle);
    }
    if (at == sources_.size() || sources_[at].id != number(id)) return std::nullopt;
  }
  std::optional<Source> source = source_from(text(sources_[at].blob));
  if (!source || source->id != id) fail();
  return source;
}

// ---- Edges

Image::EdgeRange Image::edges(StatementKind kind) const {
  const auto k = static_cast<std::size_t>(kind);
  return {first_edge_.at(k), first_edge_.at(k + 1)};
}

StatementKind Image::kind_of_edge(std::uint32_t edge) const {
  if (edge >= first_edge_.back()) fail();
  const auto above = std::upper_bound(first_edge_.begin(), first_edge_.end(), edge);
  return static_cast<StatementKind>(above - first_edge_.begin() - 1);
}

namespace {

// In which of `rows` rows one of so many items lies, that is the last that begins not behind it:
// from where it would be if the rows after `near` were all as long as others, in growing steps, and
// then by halves.
template <class Begin>
Vertex row_of(std::size_t item, std::size_t items, std::size_t rows, Vertex near, Begin begin) {
  std::size_t low = near < rows && begin(near) <= item ? near : 0, high = rows, step = 1;
  const std::size_t guess = std::min(rows - 1, low + (item - begin(low)) * rows / items);
  if (begin(guess) <= item) {
    for (low = guess; low + step < rows && begin(low + step) <= item; step *= 2) low += step;
    high = std::min(rows, low + step);
  } else {
    for (high = guess; low + step < high && begin(high - step) > item; step *= 2) high -= step;
    if (low + step < high) low = high - step;
  }
  while (high - low > 1) {
    const std::size_t middle = low + (high - low) / 2;
    (begin(middle) <= item ? low : high) = middle;
  }
  return static_cast<Vertex>(low);
}

}  // namespace

Vertex Image::subject_of_edge(std::uint32_t edge, Vertex near) const {
  const auto kind = static_cast<std::size_t>(kind_of_edge(edge));
  const Column<std::uint32_t>& places = graph_.out_rows[kind].places;
  const std::size_t edges = graph_.out_rows[kind].slots.size();
  return row_of(edge - first_edge_[kind], edges, vertex_count(), near, [&](std::size_t v) {
    guard_->need(&places[v], sizeof places[v]);
    return places[v];
  });
}

const Slot& Image::slot_of(std::uint32_t edge) const {
  const auto kind = static_cast<std::size_t>(kind_of_edge(edge));
  const Slot& s = graph_.out_rows[kind].slots[edge - first_edge_[kind]];
  guard_->need(&s, sizeof s);
  return s;
}

const EdgeRecord& Image::record_of_edge(std::uint32_t edge) const { return edges_[edge]; }

const Qualifier& Image::qualifier(std::uint32_t n) const { return qualifiers_[n]; }

Literal Image::common(const Qualifier& q, std::uint32_t id, std::int32_t known,
                      std::uint32_t source) const {
  if (q.kind > static_cast<std::uint16_t>(StatementKind::leaves)) fail();
  Literal l;
  l.id = id;
  l.kind = static_cast<StatementKind>(q.kind);
  l.capacity_of = q.capacity_of;
  l.known = Day{known};
  l.source = static_cast<SourceId>(source);
  l.aspect = text(q.aspect);
  l.role = text(q.role);
  l.value = text(q.value);
  l.acting = (q.flags & acting) != 0;
  l.dotted = (q.flags & dotted) != 0;
  l.known_assumed = (q.flags & known_assumed) != 0;
  l.always = (q.flags & always) != 0;
  l.ended_unknown = (q.flags & ended_unknown) != 0;
  l.told_last = (q.flags & told_last) != 0;
  return l;
}

Literal Image::literal_of_edge(const EdgeRecord& r, Vertex subject, Vertex object,
                               const EdgeDays& days) const {
  Literal l = common(qualifiers_[r.qualifier], r.id, r.known, r.source);
  l.subject = graph_.entity_of(subject);
  l.object = graph_.entity_of(object);
  l.from = days.from_earliest;
  l.until = days.until_latest;
  return l;
}

Spell Image::spell_of_edge(const EdgeRecord& r, Vertex subject, Vertex object,
                           const EdgeDays& days) const {
  return is_literal(r) ? spell_of(literal_of_edge(r, subject, object, days))
                       : whole_spell(r.source);
}

Literal Image::edge_literal(std::uint32_t edge) const {
  const Slot& s = slot_of(edge);
  return literal_of_edge(edges_[edge], subject_of_edge(edge), s.other, days_of(s));
}

Spell Image::edge_spell(std::uint32_t edge) const {
  return edge_spell(subject_of_edge(edge), slot_of(edge).other, slot_of(edge));
}

Spell Image::edge_spell(Vertex subject, Vertex object, const Slot& s) const {
  return spell_of_edge(edges_[s.id], subject, object, days_of(s));
}

Spell Image::whole_spell(TextRef blob) const {
  auto s = spell_from(text(blob));
  if (!s) fail("a spell is unreadable");
  return std::move(*s);
}

// ---- Values

std::span<const ValueRecord> Image::values_of(Vertex v) const {
  return values_.range(vertex_record(v).values, vertex_record(v + 1).values);
}

StatementKind Image::kind_of(const ValueRecord& r) const {
  if (!is_literal(r)) return whole_spell(r.source).kind;
  const Qualifier& q = qualifiers_[r.qualifier];
  if (q.kind > static_cast<std::uint16_t>(StatementKind::leaves)) fail();
  return static_cast<StatementKind>(q.kind);
}

Literal Image::value_literal(Vertex v, const ValueRecord& r) const {
  Literal l = common(qualifiers_[r.qualifier], r.id, r.known, r.source);
  l.subject = graph_.entity_of(v);
  l.from = Day{r.from};
  l.until = Day{r.until};
  l.value = text(r.value);
  return l;
}

Spell Image::value_spell(Vertex v, const ValueRecord& r) const {
  return is_literal(r) ? spell_of(value_literal(v, r)) : whole_spell(r.source);
}

// ---- What holds on no day

std::vector<Spell> Image::asides_out(Vertex subject, StatementKind kind) const {
  return asides(asides_out_, subject, kind);
}

std::vector<Spell> Image::asides_in(Vertex object, StatementKind kind) const {
  return asides(asides_in_, object, kind);
}

std::vector<Spell> Image::asides(const Array<AsideRow>& rows, Vertex v, StatementKind kind) const {
  std::vector<Spell> spells;
  const auto wanted = std::pair(v, static_cast<std::uint32_t>(kind));
  std::size_t first = 0, last = rows.size();
  while (first < last) {
    const std::size_t middle = first + (last - first) / 2;
    const AsideRow& row = rows[middle];
    if (std::pair(row.vertex, row.kind) < wanted)
      first = middle + 1;
    else
      last = middle;
  }
  for (; first < rows.size() && std::pair(rows[first].vertex, rows[first].kind) == wanted; ++first)
    spells.push_back(whole_spell(asides_[rows[first].aside].blob));
  return spells;
}

// ---- What happened when

std::vector<std::uint32_t> Image::beginning(Day first, Day last) const {
  return turning(begins_, first, last);
}

std::vector<std::uint32_t> Image::ending(Day first, Day last) const {
  return turning(ends_, first, last);
}

std::vector<std::uint32_t> Image::turning(const Timeline& line, Day first, Day last) const {
  std::vector<std::uint32_t> found;
  if (first > last) return found;
  if (line.days.size() == 0) fail();
  // The first day that is not before this one; the closing record stands for the end.
  const auto at = [&](Day day) {
    std::size_t begin = 0, end = line.days.size() - 1;
    while (begin < end) {
      const std::size_t middle = begin + (end - begin) / 2;
      if (line.days[middle].day < day.n)
        begin = middle + 1;
      else
        end = middle;
    }
    return begin;
  };
  const std::size_t until = last == after_all ? line.days.size() - 1 : at(Day{last.n + 1});
  const auto exact = line.spells.range(line.days[at(first)].first, line.days[until].first);
  found.assign(exact.begin(), exact.end());

  std::size_t begin = 0, end = line.odd.size();
  while (begin < end) {
    const std::size_t middle = begin + (end - begin) / 2;
    if (line.odd[middle].latest < first.n)
      begin = middle + 1;
    else
      end = middle;
  }
  for (const StretchRecord& s : line.odd.range(begin, line.odd.size()))
    if (s.earliest <= last.n) found.push_back(s.spell);
  return found;
}

Vertex Image::turns(std::uint32_t spell, Vertex near) const {
  if (spell < edge_count()) {
    const Vertex v = subject_of_edge(spell, near);
    return v != 0 ? v : slot_of(spell).other;
  }
  const std::size_t others = spell - edge_count();
  if (others < value_count())
    return row_of(others, value_count(), vertex_count(), near,
                  [&](std::size_t v) { return vertex_record(static_cast<Vertex>(v)).values; });
  const Vertex v = asides_[others - value_count()].turns;
  if (v >= vertex_count()) fail();
  return v;
}

Spell Image::spell(std::uint32_t spell) const {
  if (spell < edge_count()) return edge_spell(spell);
  const std::size_t others = spell - edge_count();
  if (others >= value_count()) return whole_spell(asides_[others - value_count()].blob);
  return value_spell(turns(spell), values_[others]);
}

}  // namespace reorg
