#include "cli/tree_rows.hpp"

#include <algorithm>
#include <deque>
#include <span>
#include <tuple>
#include <unordered_map>

#include "cli/command.hpp"
#include "cli/csv.hpp"
#include "cli/recent_texts.hpp"
#include "cli/reply.hpp"
#include "core/format/csv_text.hpp"
#include "core/parallel/in_order.hpp"
#include "core/parallel/threads.hpp"
#include "core/query/plain_case.hpp"
#include "core/query/structure.hpp"

namespace reorg::cli {
namespace {

using Kind = StatementKind;

// What is said of an organization wherever it stands.
struct Said {
  bool plain = false;  // else it is in the scene
  std::string_view name, sort;
  std::string_view head, role;  // empty: none
};

// An organization among those found, by its place.
struct Child {
  std::uint32_t place = 0;
  const Slot* line = nullptr;
};

// One row, wherever in the tree it stands.
struct Line {
  std::uint32_t place = 0, parent = 0;
  int depth = 0;
  const Slot* slot = nullptr;  // of the root: null
  bool repeated = false;
};

// Writes one row. Each thread has its own.
class TreeRow {
 public:
  TreeRow(const Image& image, Day day) : image_(image), cases_(image), day_(day) {}

  Said plainly(Vertex v) const {
    const auto name = cases_.name(v, day_);
    const auto sort = cases_.sort(v, day_);
    const PlainCases::One head = cases_.head(v, day_);
    if (!name || !sort || !head.plain) return {};
    Said said{true, *name, *sort, {}, {}};
    if (head.who == no_vertex) return said;
    const auto person = cases_.name(head.who, day_);
    if (!person) return {};
    said.head = *person;
    said.role = image_.text(image_.qualifier(image_.qualifier_of(*head.line)).role);
    return said;
  }

  // The days of a line, and how it ends.
  void days(std::string& to, Vertex v, Vertex parent, const Slot* line) {
    if (line == nullptr) {
      to += ",,,";
    } else if (cases_.is_plain(*line)) {
      const EdgeDays days = image_.days_of(*line);
      to.append(day_text(days.from_earliest)) += ',';
      to.append(day_text(days.until_earliest)) += ',';
      to += days.until_earliest == after_all ? "open," : "date,";
    } else {
      const Spell spell = image_.edge_spell(v, parent, *line);
      const Json until = json_until(spell.until);
      field(to, json_from(spell.from)["edtf"].get<std::string>());
      field(to, until["edtf"].get<std::string>());
      field(to, until["kind"].get<std::string>());
    }
  }

  static void field(std::string& to, std::string_view value) {
    append_csv_field(to, value);
    to += ',';
  }

 private:
  std::string_view day_text(Day d) {
    if (d.is_endless()) return {};
    return days_.of(static_cast<std::uint32_t>(d.n), [&] { return to_string(d); });
  }

  const Image& image_;
  PlainCases cases_;
  Day day_;
  RecentTexts days_;
};

class TreeRows {
 public:
  TreeRows(Session& session, const Image& image, int depth)
      : session_(session),
        image_(image),
        day_(session.as_of().last),
        depth_(depth),
        writers_(threads_, TreeRow(image, day_)) {}

  std::string write(Vertex root) {
    gather(root);
    look_up();
    fetch_the_rest();
    fetch_sources();
    unfolded_.resize(found_.size());
    unfold({0, 0, 0, nullptr, false});
    return text();
  }

 private:
  bool may_hold(const Slot& s) const { return image_.days_of(s).may_touch(day_, day_); }

  // Everything below the root on the day, each once, and the lines between them.
  void gather(Vertex root) {
    std::unordered_map<Vertex, std::uint32_t> places{{root, 0}};
    found_ = {root};
    std::vector<int> depths{0};
    for (std::size_t at = 0; at < found_.size(); ++at) {
      first_child_.push_back(children_.size());
      if (depths[at] >= depth_) continue;
      for (const Slot& s : image_.graph().in(Kind::part_of)[found_[at]]) {
        if (!may_hold(s)) continue;
        const auto [it, fresh] =
            places.try_emplace(s.other, static_cast<std::uint32_t>(found_.size()));
        children_.push_back({it->second, &s});
        if (!fresh) continue;
        found_.push_back(s.other);
        depths.push_back(depths[at] + 1);
      }
    }
    first_child_.push_back(children_.size());
  }

  std::span<Child> children(std::size_t place) {
    return std::span(children_).subspan(first_child_[place],
                                        first_child_[place + 1] - first_child_[place]);
  }

  // What is plain, of all that was found.
  void look_up() {
    said_.resize(found_.size());
    in_order<std::vector<SourceId>>(
        parts(found_.size()), threads_,
        [&](unsigned worker, std::size_t part, std::vector<SourceId>& sources) {
          sources.clear();
          each_of(part, found_.size(), [&](std::size_t place) {
            said_[place] = writers_[worker].plainly(found_[place]);
            for (const Child& c : children(place))
              std::ranges::copy(sources_of(found_[place], *c.line), std::back_inserter(sources));
          });
        },
        [&](const std::vector<SourceId>& sources) {
          std::ranges::copy(sources, std::back_inserter(source_ids_));
        });
  }

  // What is not plain, by all the rules.
  void fetch_the_rest() {
    std::vector<EntityId> ids;
    for (std::size_t i = 0; i < found_.size(); ++i) {
      if (!said_[i].plain) ids.push_back(image_.graph().entity_of(found_[i]));
    }
    if (ids.empty()) return;
    const ImageSource source(image_,
                             [this]() -> const RelationSource& { return session_.store(); });
    scene_ = tree_scene(source, ids, 0, session_.as_of());
    for (std::size_t i = 0; i < found_.size(); ++i) {
      if (said_[i].plain) continue;
      const EntityId id = image_.graph().entity_of(found_[i]);
      said_[i].name = texts_.emplace_back(scene_->name(id));
      said_[i].sort = texts_.emplace_back(scene_->sort(id));
    }
  }

  // Of the lines of the tree.
  void fetch_sources() {
    std::ranges::sort(source_ids_);
    source_ids_.erase(std::unique(source_ids_.begin(), source_ids_.end()), source_ids_.end());
    for (const Source& s : session_.latest().sources(source_ids_))
      sources_.emplace(s.id, s.address.empty() ? s.title : s.address);
  }

  std::vector<SourceId> sources_of(Vertex parent, const Slot& s) const {
    const image::EdgeRecord& record = image_.record_of_edge(s.id);
    if (!Image::is_literal(record)) return image_.edge_spell(s.other, parent, s).sources;
    return record.source == 0 ? std::vector<SourceId>{}
                              : std::vector{static_cast<SourceId>(record.source)};
  }

  // The rows in their order: below each organization its children by name.
  void unfold(Line line) {
    line.repeated = unfolded_[line.place];
    unfolded_[line.place] = true;
    lines_.push_back(line);
    if (line.repeated || line.depth >= depth_) return;
    const std::span<Child> all = children(line.place);
    std::ranges::sort(all, {}, [&](const Child& c) {
      return std::tuple(said_[c.place].name, found_[c.place],
                        image_.days_of(*c.line).from_earliest);
    });
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (i == 0 || all[i].place != all[i - 1].place)
        unfold({all[i].place, line.place, line.depth + 1, all[i].line, false});
    }
  }

  std::string text() {
    std::string all;
    for (const CsvColumn& c : csv_columns(session_.command().columns))
      all += (all.empty() ? "" : ",") + c.header;
    all += '\n';
    all.reserve(all.size() + lines_.size() * bytes_of_a_row);
    in_order<std::string>(
        parts(lines_.size()), threads_,
        [&](unsigned worker, std::size_t part, std::string& rows) {
          rows.clear();
          each_of(part, lines_.size(),
                  [&](std::size_t i) { row(rows, lines_[i], writers_[worker]); });
        },
        [&](const std::string& rows) { all += rows; });
    return all;
  }

  // In the order of the columns of `tree` (command.cpp).
  void row(std::string& to, const Line& line, TreeRow& writer) const {
    const Slot* slot = line.slot;
    const Certainty certainty = slot == nullptr ? Certainty::certain : certainty_of(*slot);
    if (!session_.style().wants(certainty)) return;
    const Vertex v = found_[line.place], parent = found_[line.parent];
    const Said& s = said_[line.place];
    const auto field = [&to](std::string_view value) { TreeRow::field(to, value); };
    field(s.name);
    field(image_.key_of(v));
    field(s.sort);
    field(std::to_string(line.depth));
    field(slot == nullptr ? "" : said_[line.parent].name);
    field(slot == nullptr ? "" : image_.key_of(parent));
    field(slot != nullptr && slot->is(EdgeMark::dotted) ? "true" : "false");
    writer.days(to, v, parent, slot);
    field(word(certainty));
    field(line.repeated ? "true" : "false");
    heads(to, v, s);
    field(slot == nullptr ? "" : source_text(parent, *slot));
    to.back() = '\n';
  }

  Certainty certainty_of(const Slot& s) const {
    return image_.days_of(s).must_touch(day_, day_) && !s.is(EdgeMark::disputed)
               ? Certainty::certain
               : Certainty::possible;
  }

  void heads(std::string& to, Vertex v, const Said& s) const {
    std::string people, capacities, roles;
    if (s.plain) {
      TreeRow::field(to, s.head);
      to += s.head.empty() ? "," : "head,";
      TreeRow::field(to, s.role);
      return;
    }
    bool first = true;
    for (const OverseerRow& r : direct_overseers(*scene_, image_.graph().entity_of(v))) {
      for (std::string* list : {&people, &capacities, &roles}) *list += first ? "" : "; ";
      first = false;
      people += r.person == EntityId::none ? "" : scene_->name(r.person);
      capacities += r.capacity;
      roles += r.role;
    }
    for (const std::string& list : {people, capacities, roles}) TreeRow::field(to, list);
  }

  std::string source_text(Vertex parent, const Slot& line) const {
    std::string text;
    for (const SourceId id : sources_of(parent, line))
      text += (text.empty() ? "" : "; ") + sources_.at(id);
    return text;
  }

  // So many rows together are worth sharing out.
  static constexpr std::size_t together = 512;
  static constexpr std::size_t bytes_of_a_row = 256;
  static std::size_t parts(std::size_t items) { return (items + together - 1) / together; }
  template <class Do>
  static void each_of(std::size_t part, std::size_t items, Do work) {
    for (std::size_t i = part * together; i < std::min((part + 1) * together, items); ++i) work(i);
  }

  Session& session_;
  const Image& image_;
  Day day_;
  int depth_;
  unsigned threads_ = threads_for_one_question();
  std::vector<TreeRow> writers_;  // of each thread
  std::vector<Vertex> found_;     // each has its place here
  std::vector<Said> said_;        // of each
  std::vector<std::size_t> first_child_;
  std::vector<Child> children_;
  std::vector<bool> unfolded_;
  std::vector<Line> lines_;
  std::deque<std::string> texts_;
  std::unique_ptr<Scene> scene_;  // of what is not plain; may be null
  std::vector<SourceId> source_ids_;
  std::unordered_map<SourceId, std::string> sources_;
};

}  // namespace

std::string tree_rows(Session& session, const Image& image, EntityId root, int depth) {
  return TreeRows(session, image, depth).write(image.vertex_of(root));
}

}  // namespace reorg::cli
