// The graph image: everything that the latest knowledge amounts to, in one file beside the database
// that is mapped and read where it lies. A cache: deleting it loses nothing.
//
//   const Image::Opened opened = Image::open(path, stamp);
//   if (!opened.image) …                      // opened.state says why: go to the store instead
//   const OrgGraph& g = opened.image->graph();
//
// Opening reads the header and nothing else. Every block of 16 KiB is compared with its checksum
// before it is first read, and then what it refers to is looked at too, so that even a file that
// somebody made on purpose cannot lead a reader out of the mapping. Whoever comes upon damage gets
// an ImageError, and must answer from the store.
//
// Once open, the file may be replaced or deleted: the mapping keeps what it was. Only reads:
// threads may share one. What each needs it checks itself (block_guard.hpp); any of them may get
// the ImageError.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/graph/image_format.hpp"
#include "core/graph/org_graph.hpp"
#include "core/model/prefetch.hpp"
#include "core/timeline/literal.hpp"

namespace reorg {

// Of which database, and of which state of it. A stamp is never used twice.
struct ImageStamp {
  std::uint64_t identity = 0;
  std::uint64_t stamp = 0;
  int revision = 0;  // for people
  // By what the database's file is known without opening it (core/store/glance.hpp); 0: nothing.
  std::uint64_t glance_where = 0, glance_print = 0;
};

// The image cannot be used after all. The message names the file and what is wrong with it.
struct ImageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Image {
 public:
  enum class State {
    fresh,
    absent,
    stale,       // of an earlier state of this database
    foreign,     // of another database, or no image at all
    other,       // of another format version, or of a machine with another byte order
    truncated,   // shorter or longer than it says
    damaged,     // its header is not what was written
    unreadable,  // a folder, or not allowed
  };
  struct Opened {
    State state = State::absent;
    std::unique_ptr<const Image> image;  // when fresh
  };
  // Never throws for what it finds, only for want of memory.
  static Opened open(const std::filesystem::path&, const ImageStamp& expected);
  // Of whichever database and state: for who then compares its stamp().
  static Opened open(const std::filesystem::path&);

  Image(const Image&) = delete;
  Image& operator=(const Image&) = delete;
  ~Image();

  const std::filesystem::path& path() const { return path_; }
  ImageStamp stamp() const;
  // The latest day on which anything in it became known.
  Day last_known() const { return Day{header_.last_known}; }
  std::size_t bytes() const { return mapped_; }
  std::size_t vertex_count() const { return header_.vertices; }  // one more than entities
  std::size_t edge_count() const { return header_.edges; }
  std::size_t value_count() const { return header_.values; }
  std::size_t aside_count() const { return asides_.size(); }

  // Rows and entities check their blocks when they are asked for (Rows::operator[], vertex_of,
  // entity_of). Vertex 0 is EntityId::none and always there; an edge's id is its number below.
  // Before an algorithm reads the spans themselves: verify.
  const OrgGraph& graph() const { return graph_; }

  // Whether every edge's slot says its days and its qualifier.
  bool slots_tell_all() const { return header_.edges_told_elsewhere == 0; }

  // Reads and checks these parts, or all, from front to back, on that many threads. Throws
  // ImageError. Out rows need Part::vertices too.
  void verify(std::span<const image::Part>, unsigned threads = 1) const;
  void verify_out_slots(StatementKind, unsigned threads = 1) const;
  // The keys of all vertices; the qualifiers with their texts.
  void verify_keys(unsigned threads = 1) const;
  void verify_qualifiers() const;
  void verify_all(unsigned threads = 1) const;
  // Tells the system that everything will be read, so that it reads ahead.
  void advise_scan() const;

  Vertex vertex_of(EntityId id) const {
    const Vertex guess = number(id);  // right where ids have no gaps
    const bool right = guess < vertex_count() && graph_.entity_of(guess) == id;
    return right ? guess : graph_.vertex_of(id);
  }
  Entity entity(Vertex) const;
  EntityKind kind_of(Vertex) const;
  std::string_view key_of(Vertex) const;  // good as long as the image
  // Whether the database knows more of it than stands here.
  enum class Beside : std::uint32_t {
    changes = image::beside_changes,  // in which it is named
    names = image::beside_names,      // and identifiers, that no Literal here tells
  };
  bool has_beside(Vertex, Beside) const;

  // Whoever is looked up under a text, folded (core/names/fold.hpp), each once. Two texts may, once
  // in some thousands, have one print: look at the names of those that are found.
  static std::uint32_t print_of(std::string_view folded);
  std::vector<Vertex> bearers(std::uint32_t print) const;

  // For whoever asks about several at once: these begin to fetch from the disk what is going to be
  // read, all of it together, which takes a third of the time of one after the other.
  void fetch_entity(EntityId) const;  // who it is, and where its rows stand
  void fetch_row(Vertex, StatementKind, bool out) const;
  void fetch_edge(const Slot&) const;  // its record, and the entity at the other end
  void fetch_values(Vertex) const;
  void fetch_text(const image::ValueRecord&) const;
  void fetch_key(Vertex) const;

  // For whoever asks thousands of questions at once: these fetch from memory what a question is
  // going to read, without waiting for it. First where things stand, then what stands there, then
  // the texts that it refers to; between two of them something else should be done, such as the
  // same for other questions.
  void expect_bearers(std::uint32_t print) const;
  void expect_places(Vertex, StatementKind out, StatementKind in) const;
  void expect_rows(Vertex, StatementKind out, StatementKind in) const;
  void expect_texts(Vertex) const;
  void expect_record(std::uint32_t edge) const;

  std::optional<Source> source(SourceId) const;
  // Tell the processor that key_of is going to be asked about it: first this, and long before,
  void prefetch_record(Vertex v) const {
    if (v < vertex_count()) prefetch(&record_at(v));
  }
  // then this.
  void prefetch_key(Vertex v) const {
    if (v >= vertex_count()) return;
    if (const std::size_t key = record_at(v).key; key < texts_.size()) prefetch(&texts_.items[key]);
  }

  // Edges by number. The ids of a kind stand together: those of edges(kind).
  struct EdgeRange {
    std::uint32_t first = 0, last = 0;  // without the last
  };
  EdgeRange edges(StatementKind) const;
  StatementKind kind_of_edge(std::uint32_t edge) const;
  // Found in the rows' offsets: quickly when `near` is not far before it, as for whoever asks about
  // edges in the order of their numbers and gives the last answer.
  Vertex subject_of_edge(std::uint32_t edge, Vertex near = 0) const;
  const Slot& slot_of(std::uint32_t edge) const;  // in its out row: object and days
  const image::EdgeRecord& record_of_edge(std::uint32_t edge) const;
  // Whether spell_of(literal) makes the edge's spell.
  static bool is_literal(const image::EdgeRecord& r) { return r.qualifier != image::whole; }
  static bool is_literal(const image::ValueRecord& r) { return r.qualifier != image::whole; }
  const image::Qualifier& qualifier(std::uint32_t) const;
  // The number of an edge's qualifier, or image::whole: mostly from the slot alone.
  std::uint32_t qualifier_of(const Slot& s) const {
    const std::uint32_t here = s.qualifier();
    return here != 0 ? here - 1 : record_of_edge(s.id).qualifier;
  }
  EdgeDays days_of(const Slot& s) const { return graph_.days(s); }
  // Good as long as the image.
  std::string_view text(image::TextRef) const;
  // Everything about an edge, exactly as the store gives it.
  Spell edge_spell(std::uint32_t edge) const;
  // The same, for a slot of either row whose ends are known.
  Spell edge_spell(Vertex subject, Vertex object, const Slot&) const;
  Literal edge_literal(std::uint32_t edge) const;  // Requires: is_literal

  // Values of an entity: names, existence, classification, …
  std::span<const image::ValueRecord> values_of(Vertex) const;
  StatementKind kind_of(const image::ValueRecord&) const;
  Spell value_spell(Vertex, const image::ValueRecord&) const;
  Literal value_literal(Vertex, const image::ValueRecord&) const;  // Requires: is_literal

  // Relation spells that are no edges: undated and outranked ones.
  std::vector<Spell> asides_out(Vertex subject, StatementKind) const;
  std::vector<Spell> asides_in(Vertex object, StatementKind) const;

  // Spell numbers: edges by id, then values, then asides.
  // Those that may begin, or end, within first..last (both included): unknown and open edges of
  // time are no ends. Costs what lies there and the few whose bound is not one day.
  std::vector<std::uint32_t> beginning(Day first, Day last) const;
  std::vector<std::uint32_t> ending(Day first, Day last) const;
  // Whom a spell is about: its subject, or without one (a vacancy) its object.
  Vertex turns(std::uint32_t spell, Vertex near = 0) const;  // `near` as in subject_of_edge
  Spell spell(std::uint32_t spell) const;

 private:
  Image() = default;

  // What one section holds, each item checked before it is read. Throws ImageError for an index
  // that is out of range: a file may say anything.
  template <class T>
  struct Array {
    std::span<const T> items;
    const Image* image = nullptr;

    std::size_t size() const { return items.size(); }
    const T& operator[](std::size_t i) const {
      if (i >= items.size()) image->fail();
      image->guard_->need(&items[i], sizeof(T));
      return items[i];
    }
    // [first, last)
    std::span<const T> range(std::size_t first, std::size_t last) const {
      if (first > last || last > items.size()) image->fail();
      const std::span<const T> some = items.subspan(first, last - first);
      image->guard_->need(some.data(), some.size_bytes());
      return some;
    }
  };
  struct Timeline {
    Array<image::DayRecord> days;
    Array<std::uint32_t> spells;
    Array<image::StretchRecord> odd;
  };

  class File;
  static Opened opened(const std::filesystem::path&, const ImageStamp* expected);
  State load(const ImageStamp* expected);
  State read_header(const File&);
  State look_at_header(std::uintmax_t length) const;
  bool make_spans();
  bool make_rows();
  template <class T>
  bool make(Array<T>&, std::size_t part, std::size_t size);
  template <class T>
  bool make(Array<T>&, std::size_t part);
  std::size_t place_of_block(std::size_t block) const;
  static void fetch_bytes(const std::byte* from, const std::byte* until);
  void fetch_blocks(std::size_t first, std::size_t last) const;
  void check_blocks(std::size_t first, std::size_t last) const;
  void check_block(std::size_t block) const;
  void check_table(std::size_t first, std::size_t last) const;
  void check_places(std::size_t first, std::size_t last) const;
  void check_slots(std::size_t kind, const Rows&, std::size_t first, std::size_t last) const;
  void verify_bytes(std::uint64_t first, std::uint64_t bytes, unsigned threads) const;
  [[noreturn]] void fail(const char* what = "it refers to what is not there") const;

  void fetch_vertex(Vertex) const;
  void fetch_text(image::TextRef) const;
  // Unguarded. Requires: v <= vertex_count().
  const image::VertexRecord& record_at(Vertex v) const {
    return *reinterpret_cast<const image::VertexRecord*>(vertices_ + v * vertex_bytes_);
  }
  const image::VertexRecord& vertex_record(Vertex v) const {
    if (v > vertex_count()) fail();
    guard_->need(&record_at(v), sizeof(image::VertexRecord));
    return record_at(v);
  }
  std::vector<std::uint32_t> turning(const Timeline&, Day first, Day last) const;
  Spell whole_spell(image::TextRef) const;
  Literal common(const image::Qualifier&, std::uint32_t id, std::int32_t known,
                 std::uint32_t source) const;
  Spell spell_of_edge(const image::EdgeRecord&, Vertex subject, Vertex object,
                      const EdgeDays&) const;
  Literal literal_of_edge(const image::EdgeRecord&, Vertex subject, Vertex object,
                          const EdgeDays&) const;
  std::vector<Spell> asides(const Array<image::AsideRow>&, Vertex, StatementKind) const;

  std::filesystem::path path_;
  image::Header header_;
  const std::byte* bytes_ = nullptr;  // mapped
  std::size_t mapped_ = 0;
  std::span<const std::uint32_t> checksums_;         // of the blocks
  std::unique_ptr<BlockGuard> guard_, table_guard_;  // of the blocks; of those of checksums_
  OrgGraph graph_;
  std::array<std::uint32_t, relation_kinds + 1> first_edge_{};  // of each kind

  const std::byte* vertices_ = nullptr;  // the records
  std::size_t vertex_bytes_ = 0;         // of each
  Array<std::byte> texts_;
  Array<image::OddRecord> odd_;
  Array<image::Qualifier> qualifiers_;
  Array<image::EdgeRecord> edges_;
  Array<image::ValueRecord> values_;
  Array<image::AsideRecord> asides_;
  Array<image::AsideRow> asides_out_, asides_in_;
  Timeline begins_, ends_;
  Array<image::SourceRecord> sources_;
  Array<image::NameCell> names_;
};

}  // namespace reorg
