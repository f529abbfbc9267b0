#include "cli/tree_rows.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <tuple>
#include <unordered_map>

#include "cli/command.hpp"
#include "cli/csv.hpp"
#include "cli/reply.hpp"
#include "core/format/csv_text.hpp"
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

class TreeRows {
 public:
  TreeRows(Session& session, const Image& image, int depth)
      : session_(session),
        image_(image),
        cases_(image),
        day_(session.as_of().last),
        depth_(depth) {}

  std::string write(Vertex root) {
    gather(root);
    fetch_the_rest();
    fetch_sources();
    for (const CsvColumn& c : csv_columns(session_.command().columns))
      text_ += (text_.empty() ? "" : ",") + c.header;
    text_ += '\n';
    unfold(root, no_vertex, 0, nullptr);
    return std::move(text_);
  }

 private:
  struct Child {
    Vertex organization;
    const Slot* line;
  };

  bool may_hold(const Slot& s) const { return s.days.may_touch(day_, day_); }

  // Everything below the root on the day, each once.
  void gather(Vertex root) {
    found_ = {root};
    places_.emplace(root, 0);
    std::vector<int> depths{0};
    for (std::size_t at = 0; at < found_.size(); ++at) {
      if (depths[at] >= depth_) continue;
      for (const Slot& s : image_.graph().in(Kind::part_of)[found_[at]]) {
        if (!may_hold(s) || !places_.emplace(s.other, found_.size()).second) continue;
        found_.push_back(s.other);
        depths.push_back(depths[at] + 1);
      }
    }
    said_.resize(found_.size());
    unfolded_.resize(found_.size());
    for (std::size_t i = 0; i < found_.size(); ++i) said_[i] = plainly(found_[i]);
  }

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
    said.role = image_.text(image_.qualifier(image_.record_of_edge(head.line->id).qualifier).role);
    return said;
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
    std::vector<SourceId> ids;
    for (const Vertex v : found_) {
      for (const Slot& s : image_.graph().in(Kind::part_of)[v]) {
        if (may_hold(s)) std::ranges::copy(sources_of(v, s), std::back_inserter(ids));
      }
    }
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    for (const Source& s : session_.latest().sources(ids))
      sources_.emplace(s.id, s.address.empty() ? s.title : s.address);
  }

  std::vector<SourceId> sources_of(Vertex parent, const Slot& s) const {
    const image::EdgeRecord& record = image_.record_of_edge(s.id);
    if (!Image::is_literal(record)) return image_.edge_spell(s.other, parent, s).sources;
    return record.source == 0 ? std::vector<SourceId>{}
                              : std::vector{static_cast<SourceId>(record.source)};
  }

  const Said& said(Vertex v) const { return said_[places_.at(v)]; }

  std::vector<Child> children(Vertex v) const {
    std::vector<Child> all;
    for (const Slot& s : image_.graph().in(Kind::part_of)[v]) {
      if (may_hold(s)) all.push_back({s.other, &s});
    }
    std::ranges::sort(all, {}, [&](const Child& c) {
      return std::tuple(said(c.organization).name, c.organization, c.line->days.from_earliest);
    });
    const auto same = [](const Child& a, const Child& b) {
      return a.organization == b.organization;
    };
    all.erase(std::unique(all.begin(), all.end(), same), all.end());
    return all;
  }

  void unfold(Vertex v, Vertex parent, int depth, const Slot* line) {
    const std::size_t place = places_.at(v);
    const bool repeated = unfolded_[place];
    unfolded_[place] = true;
    row(v, parent, depth, line, repeated);
    if (repeated || depth >= depth_) return;
    for (const Child& c : children(v)) unfold(c.organization, v, depth + 1, c.line);
  }

  // In the order of the columns of `tree` (command.cpp).
  void row(Vertex v, Vertex parent, int depth, const Slot* line, bool repeated) {
    const Certainty certainty = line == nullptr ? Certainty::certain : certainty_of(*line);
    if (!session_.style().wants(certainty)) return;
    const Said& s = said(v);
    field(s.name);
    field(image_.key_of(v));
    field(s.sort);
    field(std::to_string(depth));
    field(line == nullptr ? "" : said(parent).name);
    field(line == nullptr ? "" : image_.key_of(parent));
    field(line != nullptr && line->is(EdgeMark::dotted) ? "true" : "false");
    days(v, parent, line);
    field(word(certainty));
    field(repeated ? "true" : "false");
    heads(v, s);
    field(line == nullptr ? "" : source_text(parent, *line));
    text_.back() = '\n';
  }

  Certainty certainty_of(const Slot& s) const {
    return s.days.must_touch(day_, day_) && !s.is(EdgeMark::disputed) ? Certainty::certain
                                                                      : Certainty::possible;
  }

  void days(Vertex v, Vertex parent, const Slot* line) {
    if (line == nullptr) {
      text_ += ",,,";
    } else if (cases_.is_plain(*line)) {
      field(day_text(line->days.from_earliest));
      field(day_text(line->days.until_earliest));
      field(line->days.until_earliest == after_all ? "open" : "date");
    } else {
      const Spell spell = image_.edge_spell(v, parent, *line);
      field(json_from(spell.from)["edtf"].get<std::string>());
      const Json until = json_until(spell.until);
      field(until["edtf"].get<std::string>());
      field(until["kind"].get<std::string>());
    }
  }

  std::string_view day_text(Day d) {
    if (d.is_endless()) return {};
    const auto [it, fresh] = day_texts_.try_emplace(d.n);
    if (fresh) it->second = to_string(d);
    return it->second;
  }

  void heads(Vertex v, const Said& s) {
    if (s.plain) {
      field(s.head);
      field(s.head.empty() ? "" : "head");
      field(s.role);
      return;
    }
    std::string people, capacities, roles;
    bool first = true;
    for (const OverseerRow& r : direct_overseers(*scene_, image_.graph().entity_of(v))) {
      for (std::string* list : {&people, &capacities, &roles}) *list += first ? "" : "; ";
      first = false;
      people += r.person == EntityId::none ? "" : scene_->name(r.person);
      capacities += r.capacity;
      roles += r.role;
    }
    field(people);
    field(capacities);
    field(roles);
  }

  std::string source_text(Vertex parent, const Slot& line) const {
    std::string text;
    for (const SourceId id : sources_of(parent, line))
      text += (text.empty() ? "" : "; ") + sources_.at(id);
    return text;
  }

  void field(std::string_view value) {
    append_csv_field(text_, value);
    text_ += ',';
  }

  Session& session_;
  const Image& image_;
  PlainCases cases_;
  Day day_;
  int depth_;
  std::vector<Vertex> found_;
  std::unordered_map<Vertex, std::size_t> places_;  // in `found_`
  std::vector<Said> said_;                          // of each
  std::vector<bool> unfolded_;
  std::deque<std::string> texts_;
  std::unique_ptr<Scene> scene_;  // of what is not plain; may be null
  std::map<SourceId, std::string> sources_;
  std::unordered_map<std::int32_t, std::string> day_texts_;
  std::string text_;
};

}  // namespace

std::string tree_rows(Session& session, const Image& image, EntityId root, int depth) {
  return TreeRows(session, image, depth).write(image.vertex_of(root));
}

}  // namespace reorg::cli
