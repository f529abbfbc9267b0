#include "cli/batch.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <istream>
#include <ostream>
#include <utility>

#include <fmt/format.h>

#include "cli/csv.hpp"
#include "cli/errors.hpp"
#include "cli/text.hpp"
#include "cli/whole_graph.hpp"
#include "core/format/csv_text.hpp"
#include "core/names/fold.hpp"
#include "core/query/plain_case.hpp"
#include "core/query/structure.hpp"

namespace reorg::cli {
namespace {

using Kind = StatementKind;

// From here on it pays to make an image if there is none.
constexpr std::size_t many_questions = 2'000;
constexpr std::size_t deepest_plain_chain = 60;

constexpr std::string_view columns =
    "asked,day,depth,organization,organization_key,person,person_key,post_key,capacity,role,via,"
    "certainty,problem\n";

struct Line {
  std::string_view name;
  std::string_view day;
};

std::string read_whole(Session& session, const std::string& path) {
  std::string text;
  const auto read_from = [&text](std::istream& in) {
    std::array<char, 65'536> some{};
    do {
      in.read(some.data(), some.size());
      text.append(some.data(), static_cast<std::size_t>(in.gcount()));
    } while (in);
    return in.eof();
  };
  if (path == "-") {
    read_from(session.world().in);
    return text;
  }
  std::ifstream in(path, std::ios::binary);
  if (!in || !read_from(in))
    throw UsageError(fmt::format("--batch: {} cannot be read", shown(path)));
  return text;
}

std::vector<Line> lines_of(std::string_view text) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (text.starts_with(mark)) text.remove_prefix(mark.size());
  std::vector<Line> lines;
  lines.reserve(static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) continue;
    const std::size_t tab = std::min(line.find('\t'), line.size());
    lines.push_back({line.substr(0, tab), line.substr(std::min(tab + 1, line.size()))});
  }
  return lines;
}

// YYYY-MM-DD, without a detour through everything else that a date may be.
std::optional<Day> plain_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t size) {
    int n = 0;
    for (const char c : text.substr(at, size)) {
      if (c < '0' || c > '9') return -1;
      n = n * 10 + (c - '0');
    }
    return n;
  };
  const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
    return std::nullopt;
  return day_of(year, month, day);
}

// Rows being written, all of one question beginning alike.
class Rows {
 public:
  void about(const Line& line) { line_ = line; }

  void row(std::string_view depth, std::string_view organization, std::string_view key,
           std::string_view person, std::string_view person_key, std::string_view post_key,
           std::string_view capacity, std::string_view role, std::string_view via,
           std::string_view certainty) {
    begin();
    word(depth);
    for (const std::string_view field : {organization, key, person, person_key, post_key})
      this->field(field);
    word(capacity);
    field(role);
    word(via);
    word(certainty);
    text_ += '\n';
  }
  void problem(std::string_view what) {
    begin();
    text_.append(10, ',');
    append_csv_field(text_, what);
    text_ += '\n';
  }

  // All questions so far are answered.
  void finish(std::ostream& out) {
    constexpr std::size_t much = 1 << 20U;
    finished_ = text_.size();
    if (finished_ > much) flush(out);
  }
  void forget_unfinished() { text_.resize(finished_); }
  void flush(std::ostream& out) {
    out << text_;
    text_.clear();
    finished_ = 0;
  }

 private:
  void begin() {
    field(line_.name);
    field(line_.day);
  }
  void field(std::string_view text) {
    append_csv_field(text_, text);
    text_ += ',';
  }
  // One of ours, which needs no quotes.
  void word(std::string_view text) {
    text_ += text;
    text_ += ',';
  }

  Line line_;
  std::string text_{columns};
  std::size_t finished_ = columns.size();
};

// Any question, by all the rules.
class ByTheRules {
 public:
  ByTheRules(Session& session, const RelationSource& source, BatchOf what, Rows& rows)
      : session_(session), source_(source), what_(what), rows_(rows) {}

  void answer(const Line& line) {
    try {
      const AsOf as_of = day_of_line(line);
      const FoundName found = session_.look_up_on(std::string(line.name), as_of);
      const NameHit* hit = found.meant();
      if (hit == nullptr)
        return rows_.problem(found.ambiguous() ? "several bear this name"
                                               : "nobody bears this name");
      if (hit->kind != EntityKind::organization) return rows_.problem("no organization");
      if (what_ == BatchOf::overseers)
        tell_overseers(hit->entity, as_of);
      else
        tell_chain(hit->entity, as_of);
    } catch (const DateError& e) {
      rows_.problem(e.what());
    }
  }

 private:
  AsOf day_of_line(const Line& line) const {
    AsOf as_of = session_.as_of();
    if (line.day.empty()) return as_of;
    const Date date = parse_date(line.day);
    as_of.first = date.earliest;
    as_of.last = date.latest;
    as_of.edtf = line.day;
    as_of.stretch = false;
    return as_of;
  }

  static std::string name(const Scene& s, EntityId id) {
    return id == EntityId::none ? std::string{} : s.name(id);
  }
  static std::string key(const Scene& s, EntityId id) {
    return id == EntityId::none ? std::string{} : s.entity(id).key;
  }

  void tell_overseers(EntityId organization, const AsOf& as_of) {
    const auto scene = overseers_scene(source_, organization, as_of);
    bool told = false;
    for (const OverseerRow& r : overseers(*scene, organization).rows) {
      if (!session_.style().wants(r.certainty)) continue;
      told = true;
      rows_.row("", name(*scene, r.organization), key(*scene, r.organization),
                name(*scene, r.person), key(*scene, r.person), key(*scene, r.post), r.capacity,
                r.role, word(r.via), word(r.certainty));
    }
    if (!told)
      rows_.row("", name(*scene, organization), key(*scene, organization), "", "", "", "", "", "",
                "");
  }

  void tell_chain(EntityId organization, const AsOf& as_of) {
    const auto scene = chain_scene(source_, organization, as_of);
    for (const Node& n : chain(*scene, organization)) {
      if (!session_.style().wants(n.certainty)) continue;
      const std::string depth = std::to_string(n.depth);
      const std::string of = name(*scene, n.organization), its_key = key(*scene, n.organization);
      for (const OverseerRow& r : n.overseers) {
        rows_.row(depth, of, its_key, name(*scene, r.person), key(*scene, r.person),
                  key(*scene, r.post), r.capacity, r.role, word(r.via),
                  word(std::min(n.certainty, r.certainty)));
      }
      if (n.overseers.empty())
        rows_.row(depth, of, its_key, "", "", "", "", "", "", word(n.certainty));
    }
  }

  Session& session_;
  const RelationSource& source_;
  BatchOf what_;
  Rows& rows_;
};

// What is plain, straight from the image. A question waits for memory some twenty times; so a group
// of them takes each step together, and all wait for the first step of one (expect_…).
class Plainly {
 public:
  Plainly(const Image& image, BatchOf what, Rows& rows)
      : image_(image), cases_(image), what_(what), rows_(rows), asked_(together) {}

  static constexpr std::size_t together = 16;

  // At most `together` lines at once.
  // Calls `otherwise` for each line that is not plain, for which nothing was written.
  template <class Otherwise>
  void answer(std::span<const Line> lines, Otherwise otherwise) {
    group_ = std::span(asked_).first(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) begin(group_[i], lines[i]);
    for (Asked& a : group_) name(a);
    for (int level = 0; expect(level); ++level) {
    }
    for (const Asked& a : group_) {
      rows_.about(*a.line);
      if (!told(a)) otherwise(*a.line);
    }
  }

 private:
  struct Asked {
    const Line* line = nullptr;
    std::optional<Day> day;  // none: not plain
    std::string folded;
    std::uint32_t print = 0;
    Vertex who = no_vertex;
    Vertex at = no_vertex, head = no_vertex;  // on the way up
  };
  struct Level {
    Vertex organization = 0;
    std::string_view name;
    Vertex person = no_vertex;
    std::string_view person_name;
    std::string_view role;
  };

  void begin(Asked& a, const Line& line) const {
    a.line = &line;
    a.who = a.at = a.head = no_vertex;
    a.day = line.name.starts_with("key:") ? std::nullopt : plain_day(line.day);
    if (!a.day) return;
    a.folded = fold_name(line.name);
    a.print = Image::print_of(a.folded);
    image_.expect_bearers(a.print);
  }

  void name(Asked& a) const {
    if (!a.day) return;
    const std::vector<Vertex> bearers = image_.bearers(a.print);
    if (bearers.size() != 1) return;
    a.who = a.at = bearers.front();
    expect_places(a.who);
  }

  static constexpr int highest = 12;  // whoever has more above it waits for the rest

  // One level further up for all; false when nobody is on the way any more.
  bool expect(int level) {
    if (level > (what_ == BatchOf::overseers ? 0 : highest)) return false;
    bool any = false;
    for (const Asked& a : group_)
      if (a.at != no_vertex) expect_rows(a.at);
    for (Asked& a : group_) {
      if (a.at == no_vertex) continue;
      any = true;
      image_.expect_texts(a.at);
      a.head = touching(image_.graph().in(Kind::oversees)[a.at], *a.day);
      a.at = touching(image_.graph().out(Kind::part_of)[a.at], *a.day);
      if (a.at != no_vertex) expect_places(a.at);
    }
    for (const Asked& a : group_)
      if (a.head != no_vertex) expect_rows(a.head);
    for (Asked& a : group_)
      if (a.head != no_vertex) image_.expect_texts(std::exchange(a.head, no_vertex));
    return any;
  }

  void expect_places(Vertex v) const { image_.expect_places(v, Kind::part_of, Kind::oversees); }
  void expect_rows(Vertex v) const { image_.expect_rows(v, Kind::part_of, Kind::oversees); }

  Vertex touching(std::span<const Slot> row, Day day) const {
    for (const Slot& s : row) {
      if (!image_.days_of(s).may_touch(day, day)) continue;
      image_.expect_record(s.id);
      expect_places(s.other);
      return s.other;
    }
    return no_vertex;
  }

  bool bears(Vertex v, const Asked& a) const {
    const auto any_is = [&](auto asked) {
      return std::ranges::any_of(image_.values_of(v),
                                 [&](const auto& r) {
                                   return Image::is_literal(r) && image_.kind_of(r) == Kind::name &&
                                          asked(image_.text(r.value));
                                 }) ||
             asked(image_.key_of(v));
    };
    return any_is([&](std::string_view text) { return text == a.line->name; }) ||  // nearly always
           any_is([&](std::string_view text) { return fold_name(text) == a.folded; });
  }

  bool told(const Asked& a) {
    if (a.who == no_vertex || image_.kind_of(a.who) != EntityKind::organization || !bears(a.who, a))
      return false;
    return what_ == BatchOf::overseers ? overseers(a.who, *a.day) : chain(a.who, *a.day);
  }

  std::optional<Level> level(Vertex organization, Day day) const {
    const PlainCases::One head = cases_.head(organization, day);
    const auto name = cases_.name(organization, day);
    if (!head.plain || !name) return std::nullopt;
    Level level{organization, *name, head.who, {}, {}};
    if (head.who == no_vertex) return level;
    const auto person = cases_.name(head.who, day);
    if (!person) return std::nullopt;
    level.person_name = *person;
    level.role = image_.text(image_.qualifier(image_.record_of_edge(head.line->id).qualifier).role);
    return level;
  }

  void tell(const Level& l, std::string_view depth) {
    const bool headed = l.person != no_vertex;
    rows_.row(depth, l.name, image_.key_of(l.organization), l.person_name,
              headed ? image_.key_of(l.person) : "", "", headed ? "head" : "", l.role,
              headed ? "direct" : "", "certain");
  }

  // Without a head of its own, whoever is above it matters (R11).
  bool overseers(Vertex organization, Day day) {
    const auto found = level(organization, day);
    if (!found || found->person == no_vertex) return false;
    tell(*found, "");
    return true;
  }

  bool chain(Vertex organization, Day day) {
    levels_.clear();
    for (Vertex at = organization; at != no_vertex;) {
      const auto found = level(at, day);
      const PlainCases::One parent = cases_.parent(at, day);
      if (!found || !parent.plain || levels_.size() > deepest_plain_chain) return false;
      levels_.push_back(*found);
      at = parent.who;
    }
    int depth = 0;
    for (const Level& l : levels_) tell(l, std::to_string(depth++));
    return true;
  }

  const Image& image_;
  PlainCases cases_;
  BatchOf what_;
  Rows& rows_;
  std::vector<Asked> asked_;
  std::span<Asked> group_;  // those of them that are asked now
  std::vector<Level> levels_;
};

}  // namespace

int run_batch(Session& session, BatchOf what) {
  if (!session.names().empty())
    throw UsageError("--batch: the names are in the file; take the others away");
  if (session.style().json) throw UsageError("--batch answers in CSV; take --json away");
  const std::string text = read_whole(session, session.option("batch"));
  const std::vector<Line> lines = lines_of(text);
  const bool latest = !session.as_of().known_at;
  const bool everything = !session.style().only_possible;
  session.store();  // before anything is written: from here on all comes from one state
  Rows rows;
  if (latest && everything && lines.size() >= many_questions) {
    std::span<const Line> rest = lines;  // of which nothing is written, should the image be damaged
    with_whole_graph(session, [&](const Image& image) {
      rows.forget_unfinished();
      const ImageSource source(image, [&]() -> const RelationSource& { return session.store(); });
      Plainly plainly(image, what, rows);
      ByTheRules rules(session, source, what, rows);
      while (!rest.empty()) {
        const std::size_t some = std::min(rest.size(), Plainly::together);
        plainly.answer(rest.first(some), [&](const Line& line) { rules.answer(line); });
        rest = rest.subspan(some);
        rows.finish(session.world().out);
      }
    });
  } else {
    ByTheRules rules(session, session.source(), what, rows);
    for (const Line& line : lines) {
      rows.about(line);
      rules.answer(line);
      rows.finish(session.world().out);
    }
  }
  rows.flush(session.world().out);
  return ok;
}

}  // namespace reorg::cli
