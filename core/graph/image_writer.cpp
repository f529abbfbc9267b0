#include "core/graph/image_writer.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/graph/blob.hpp"
#include "core/graph/edge_of_spell.hpp"
#include "core/graph/image_file.hpp"
#include "core/graph/image_timeline.hpp"

namespace reorg {
namespace {

using image::acting;
using image::always;
using image::AsideRecord;
using image::AsideRow;
using image::byte_order;
using image::bytes_of;
using image::dotted;
using image::EdgeRecord;
using image::ended_unknown;
using image::Flag;
using image::format_version;
using image::Header;
using image::known_assumed;
using image::magic;
using image::NameCell;
using image::NewFile;
using image::OddRecord;
using image::Part;
using image::put_number;
using image::Qualifier;
using image::slots_part;
using image::SourceRecord;
using image::TextRef;
using image::TimelineMaker;
using image::told_last;
using image::ValueRecord;
using image::VertexRecord;
using image::whole;
using Kind = StatementKind;

// How many texts are remembered, so that each stands in the file once. Names and keys are not: they
// hardly repeat.
constexpr std::size_t remembered_texts = 1'000'000;

struct HashQualifier {
  std::size_t operator()(const Qualifier& q) const {
    std::uint64_t hash = q.kind * 64ULL + q.flags;
    for (const std::uint32_t part : {q.aspect, q.role, q.value, reorg::number(q.capacity_of)})
      hash = (hash ^ part) * 0x9e3779b97f4a7c15ULL;
    return hash ^ (hash >> 32U);
  }
};

// A relation until its row is known.
struct PendingEdge {
  Vertex subject = 0, object = 0;
  Day from, until;  // of a Literal; of a whole spell from.n is its index in `whole_days`
  EdgeRecord record;
};
struct PendingValue {
  Vertex subject = 0;
  ValueRecord record;  // of a whole spell `value` is its index in `whole_days`
};
struct PendingAside {
  Vertex subject = 0, object = 0;
  Kind kind = Kind::part_of;
  TextRef blob = 0;
  EdgeDays days;
};
struct WholeDays {
  EdgeDays days;
  unsigned marks = 0;
};

std::uint16_t flags_of(const Literal& l) {
  unsigned flags = 0;
  const auto set = [&](bool on, Flag flag) {
    if (on) flags |= flag;
  };
  set(l.acting, acting);
  set(l.dotted, dotted);
  set(l.known_assumed, known_assumed);
  set(l.always, always);
  set(l.ended_unknown, ended_unknown);
  set(l.told_last, told_last);
  return static_cast<std::uint16_t>(flags);
}

std::size_t index(Kind k) { return static_cast<std::size_t>(k); }

template <class Index>
Index narrow(std::size_t n) {
  if (n >= whole) throw ImageWriteError("there is too much in this database for a graph image");
  return static_cast<Index>(n);
}

}  // namespace

struct ImageWriter::Work {
  Work(std::filesystem::path path, const ImageStamp& stamp, std::filesystem::perms permissions)
      : file(std::move(path), permissions) {
    header.magic = magic;
    header.byte_order = byte_order;
    header.format_version = format_version;
    header.identity = stamp.identity;
    header.stamp = stamp.stamp;
    header.revision = stamp.revision;
    header.glance_where = stamp.glance_where;
    header.glance_print = stamp.glance_print;
    header.last_known = before_all.n;
    header.sections[image::number(Part::texts)].offset = file.at();
    file.append("", 1);  // the empty text: its length is 0
  }

  // ---- Texts

  TextRef append(std::string_view text) {
    if (text.empty()) return 0;
    const auto at = narrow<TextRef>(file.at() - header.sections.front().offset);
    std::string size;
    put_number(size, text.size());
    file.append(size.data(), size.size());
    file.append(text.data(), text.size());
    return at;
  }
  TextRef once(std::string_view text) {
    if (text.empty()) return 0;
    key.assign(text);
    if (const auto it = texts.find(key); it != texts.end()) return it->second;
    const TextRef at = append(text);
    if (texts.size() < remembered_texts) texts.emplace(key, at);
    return at;
  }

  // ---- What is added

  Vertex vertex(EntityId id) const {
    OrgGraph graph;
    graph.entities = {&vertices.front().entity, sizeof(VertexRecord) / sizeof(EntityId),
                      vertices.size()};
    const Vertex v = graph.vertex_of(id);
    if (v == no_vertex) throw ImageWriteError("a spell names an entity that is not there");
    return v;
  }

  void add(const Entity& e) {
    if (e.id <= vertices.back().entity)
      throw ImageWriteError("entities are not in order of their ids");
    VertexRecord record{e.id, 0, append(e.key), static_cast<std::uint32_t>(e.kind)};
    if (e.seats != 1 || !e.description.empty()) {
      odd.push_back({e.seats, append(e.description)});
      record.more |= static_cast<std::uint32_t>(odd.size()) << image::odd_shift;
    }
    vertices.push_back(record);
  }

  std::uint32_t qualifier_of(const Literal& l) {
    Qualifier q;
    q.aspect = once(l.aspect);
    q.role = once(l.role);
    if (is_relation(l.kind)) q.value = once(l.value);
    q.capacity_of = l.capacity_of;
    q.kind = static_cast<std::uint16_t>(l.kind);
    q.flags = flags_of(l);
    const auto [it, is_new] = known_qualifiers.emplace(q, narrow<std::uint32_t>(qualifiers.size()));
    if (is_new) qualifiers.push_back(q);
    return it->second;
  }

  void add(const Literal& l) {
    learn(l.known);
    const std::uint32_t q = qualifier_of(l);
    const std::uint32_t source = reorg::number(l.source);
    const Vertex subject = vertex(l.subject);
    if (is_relation(l.kind)) {
      edges[index(l.kind)].push_back(
          {subject, vertex(l.object), l.from, l.until, {l.id, l.known.n, source, q}});
      return;
    }
    const bool repeats = l.kind != Kind::name && l.kind != Kind::identifier;
    const TextRef value = repeats ? once(l.value) : append(l.value);
    values.push_back({subject, {l.id, l.known.n, source, q, l.from.n, l.until.n, value}});
  }

  void add(const Spell& s) {
    learn(s.known);
    const TextRef blob = append(bytes_of(s));
    const Vertex subject = vertex(s.subject), object = vertex(s.object);
    if (is_relation(s.kind) && (s.undated || s.standing == Standing::outranked)) {
      asides.push_back({subject, object, s.kind, blob, edge_days(s)});
      return;
    }
    const auto days = narrow<std::uint32_t>(whole_days.size());
    whole_days.push_back({edge_days(s), edge_marks(s)});
    if (is_relation(s.kind)) {
      edges[index(s.kind)].push_back({subject,
                                      object,
                                      Day{static_cast<std::int32_t>(days)},
                                      {},
                                      {s.id, s.known.n, blob, whole}});
    } else {
      values.push_back(
          {subject, {s.id, s.known.n, blob, whole, s.from.earliest.n, s.until.latest.n, days}});
    }
  }

  void add(const Source& s) { sources.push_back({reorg::number(s.id), append(bytes_of(s))}); }

  // Records that are judged to be one may name whom no spell does.
  void add_name(std::string_view folded, EntityId id) {
    names.emplace_back(Image::print_of(folded), vertex(id));
  }

  void learn(Day known) { header.last_known = std::max(header.last_known, known.n); }

  // ---- Sections

  template <class T>
  void section(std::size_t part, std::span<const T> items) {
    begin(part);
    file.append(items.data(), items.size_bytes());
    end(part);
  }
  template <class T>
  void section(Part part, const std::vector<T>& items) {
    section(image::number(part), std::span<const T>(items));
  }
  void begin(std::size_t part) {
    file.align();
    header.sections[part].offset = file.at();
  }
  void end(std::size_t part) {
    header.sections[part].bytes = file.at() - header.sections[part].offset;
  }
  template <class T>
  void item(const T& t) {
    file.append(&t, sizeof t);
  }

  const WholeDays& whole_of(const PendingEdge& e) const {
    return whole_days[static_cast<std::uint32_t>(e.from.n)];
  }
  EdgeDays days_of_edge(const PendingEdge& e) const {
    return e.record.qualifier == whole
               ? whole_of(e).days
               : image::days_of(e.from, e.until, qualifiers[e.record.qualifier].flags);
  }
  EdgeDays days_of_value(const ValueRecord& r) const {
    return r.qualifier == whole
               ? whole_days[r.value].days
               : image::days_of(Day{r.from}, Day{r.until}, qualifiers[r.qualifier].flags);
  }
  unsigned marks_of_edge(const PendingEdge& e) const {
    if (e.record.qualifier == whole) return whole_of(e).marks;
    const bool is_dotted = (qualifiers[e.record.qualifier].flags & dotted) != 0;
    return is_dotted ? static_cast<unsigned>(EdgeMark::dotted) : 0;
  }
  // In the out row. What does not fit goes elsewhere.
  Slot slot(const PendingEdge& e, std::uint32_t id) {
    const EdgeDays days = days_of_edge(e);
    const unsigned marks = marks_of_edge(e);
    const bool fits = e.record.qualifier < Slot::most_qualifiers;
    const auto slot = Slot::of(e.object, id, days, marks, fits ? e.record.qualifier + 1 : 0);
    if (!slot || !fits) ++header.edges_told_elsewhere;
    if (slot) return *slot;
    const auto place = narrow<std::uint32_t>(days_elsewhere.size());
    days_elsewhere.push_back(days);
    return Slot::elsewhere(e.object, id, place, marks);
  }

  void sort() {
    for (auto& of_kind : edges) {
      std::sort(of_kind.begin(), of_kind.end(), [this](const PendingEdge& a, const PendingEdge& b) {
        if (a.subject != b.subject) return a.subject < b.subject;
        const Day from_a = days_of_edge(a).from_earliest, from_b = days_of_edge(b).from_earliest;
        return std::pair(from_a, a.record.id) < std::pair(from_b, b.record.id);
      });
    }
    std::sort(values.begin(), values.end(), [](const PendingValue& a, const PendingValue& b) {
      return std::tie(a.subject, a.record.from, a.record.id) <
             std::tie(b.subject, b.record.from, b.record.id);
    });
  }

  void write_edges() {
    begin(image::number(Part::edges));
    for (const auto& of_kind : edges)
      for (const PendingEdge& e : of_kind) item(e.record);
    end(image::number(Part::edges));
  }

  void write_values() {
    begin(image::number(Part::values));
    for (const PendingValue& v : values) {
      ValueRecord record = v.record;
      if (record.qualifier == whole) record.value = 0;
      item(record);
    }
    end(image::number(Part::values));
  }

  void write_asides() {
    begin(image::number(Part::asides));
    for (const PendingAside& a : asides)
      item(AsideRecord{a.blob, a.subject != 0 ? a.subject : a.object});
    end(image::number(Part::asides));
    for (const bool out : {true, false}) {
      std::vector<AsideRow> rows;
      for (std::uint32_t i = 0; i < asides.size(); ++i)
        rows.push_back({out ? asides[i].subject : asides[i].object,
                        static_cast<std::uint32_t>(asides[i].kind), i});
      std::sort(rows.begin(), rows.end(), [](const AsideRow& a, const AsideRow& b) {
        return std::tie(a.vertex, a.kind, a.aside) < std::tie(b.vertex, b.kind, b.aside);
      });
      section(out ? Part::asides_out : Part::asides_in, rows);
    }
  }

  void write_names() {
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    header.name_cells = names.empty() ? 0 : names.size() + names.size() / 9 + 1;
    std::vector<NameCell> cells(header.name_cells);
    std::size_t free = 0;  // in the order of the prints nothing before it is empty that may be used
    for (const auto& [print, v] : names) {
      free = std::max(free, image::first_cell(print, header.name_cells));
      if (free == cells.size()) cells.emplace_back();
      cells[free++] = {print, v};
    }
    section(Part::names, cells);
  }

  // `at` picks the bound out of the days of a spell.
  template <class At>
  void write_timeline(Part days, Part spells, Part stretches, bool ends, At at) {
    TimelineMaker maker(ends);
    for (const bool counting : {true, false}) {
      std::uint32_t number = 0;
      const auto look = [&](const EdgeDays& d) {
        const auto [earliest, latest] = at(d);
        counting ? maker.count(earliest, latest) : maker.add(earliest, latest, number);
        ++number;
      };
      for (const auto& of_kind : edges)
        for (const PendingEdge& e : of_kind) look(days_of_edge(e));
      for (const PendingValue& v : values) look(days_of_value(v.record));
      for (const PendingAside& a : asides) look(a.days);
      if (counting) maker.counted();
    }
    section(days, maker.days());
    section(spells, maker.spells());
    section(stretches, maker.stretches());
  }

  void write_vertices() {
    std::size_t kinds = 0;
    for (const auto& of_kind : edges) kinds += of_kind.empty() ? 0U : 1U;
    const std::size_t step = image::vertex_words(kinds);
    vertices.emplace_back();  // closes
    for (const PendingValue& v : values) ++vertices[v.subject + 1].values;
    for (std::size_t v = 1; v < vertices.size(); ++v) vertices[v].values += vertices[v - 1].values;
    std::vector<std::uint32_t> words(vertices.size() * step);
    for (std::size_t v = 0; v < vertices.size(); ++v)
      std::memcpy(&words[v * step], &vertices[v], sizeof(VertexRecord));
    std::uint32_t* place = words.data() + image::vertex_words(0);
    for (const auto& of_kind : edges) {
      if (of_kind.empty()) continue;
      for (const bool out : {true, false}) {
        const std::vector<std::uint32_t> rows = places(of_kind, out);
        for (std::size_t v = 0; v < rows.size(); ++v) place[v * step] = rows[v];
        ++place;
      }
    }
    section(Part::vertices, words);
    vertices.pop_back();
  }

  void write_slots(std::size_t kind, std::uint32_t first_id) {
    const auto& of_kind = edges[kind];
    std::vector<Slot> out;
    out.reserve(of_kind.size());
    for (std::uint32_t i = 0; i < of_kind.size(); ++i)
      out.push_back(slot(of_kind[i], first_id + i));
    section(slots_part(kind, true), std::span<const Slot>(out));

    std::vector<Slot> in(out.size());
    std::vector<std::uint32_t> next = places(of_kind, false);
    for (std::size_t i = 0; i < of_kind.size(); ++i) {
      Slot& slot = in[next[of_kind[i].object]++];
      slot = out[i];
      slot.other = of_kind[i].subject;
    }
    section(slots_part(kind, false), std::span<const Slot>(in));
  }

  // Where the rows of one kind begin, and where the last one ends.
  std::vector<std::uint32_t> places(const std::vector<PendingEdge>& of_kind, bool out) const {
    std::vector<std::uint32_t> rows(header.vertices + 1);
    for (const PendingEdge& e : of_kind) ++rows[(out ? e.subject : e.object) + 1];
    for (std::size_t v = 1; v < rows.size(); ++v) rows[v] += rows[v - 1];
    return rows;
  }

  ImageSize finish(const std::function<void(std::string_view)>& told) {
    const auto tell = [&](const char* phase) {
      if (told) told(phase);
    };
    tell("image: sorting");
    header.sections.front().bytes = file.at() - header.sections.front().offset;
    texts.clear();
    known_qualifiers.clear();
    sort();
    std::size_t edge_count = 0;
    for (const auto& of_kind : edges) edge_count += of_kind.size();
    narrow<std::uint32_t>(edge_count + values.size() + asides.size());
    header.vertices = vertices.size();
    header.edges = edge_count;
    header.values = values.size();

    tell("image: relations");
    write_vertices();
    section(Part::odd, odd);
    section(Part::qualifiers, qualifiers);
    write_edges();
    write_values();
    write_asides();
    tell("image: days");
    write_timeline(Part::begin_days, Part::begins, Part::begin_odd, false,
                   [](const EdgeDays& d) { return std::pair(d.from_earliest, d.from_latest); });
    write_timeline(Part::end_days, Part::ends, Part::end_odd, true,
                   [](const EdgeDays& d) { return std::pair(d.until_earliest, d.until_latest); });
    section(Part::sources, sources);
    write_names();
    std::uint32_t first_id = 0;
    for (std::size_t kind = 0; kind < relation_kinds; ++kind) {
      write_slots(kind, first_id);
      first_id += static_cast<std::uint32_t>(edges[kind].size());
    }
    section(Part::days, days_elsewhere);
    tell("image: to the disk");
    return {vertices.size() - 1, edge_count + asides.size(), values.size(), file.finish(header)};
  }

  NewFile file;
  Header header;
  std::string key;
  std::unordered_map<std::string, TextRef> texts;
  std::vector<VertexRecord> vertices{{}};
  std::vector<OddRecord> odd;
  std::vector<Qualifier> qualifiers;
  std::unordered_map<Qualifier, std::uint32_t, HashQualifier> known_qualifiers;
  std::array<std::vector<PendingEdge>, relation_kinds> edges;
  std::vector<PendingValue> values;
  std::vector<PendingAside> asides;
  std::vector<WholeDays> whole_days;
  std::vector<EdgeDays> days_elsewhere;
  std::vector<SourceRecord> sources;
  std::vector<std::pair<std::uint32_t, Vertex>> names;  // by print
};

ImageWriter::ImageWriter(std::filesystem::path path, const ImageStamp& stamp,
                         std::filesystem::perms permissions)
    : work_(std::make_unique<Work>(std::move(path), stamp, permissions)) {}

ImageWriter::~ImageWriter() = default;

void ImageWriter::add(const Entity& e) { work_->add(e); }
void ImageWriter::add(const Literal& l) { work_->add(l); }
void ImageWriter::add(const Spell& s) { work_->add(s); }
void ImageWriter::add(const Source& s) { work_->add(s); }
void ImageWriter::add_name(std::string_view folded, EntityId id) { work_->add_name(folded, id); }
void ImageWriter::mark(EntityId id, Image::Beside what) {
  work_->vertices[work_->vertex(id)].more |= static_cast<std::uint32_t>(what);
}
ImageSize ImageWriter::finish(const std::function<void(std::string_view)>& tell) {
  return work_->finish(tell);
}

}  // namespace reorg
