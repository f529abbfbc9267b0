#include "cli/relation_rows.hpp"

#include <array>
#include <map>
#include <ostream>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/csv.hpp"
#include "core/format/csv_text.hpp"
#include "cli/errors.hpp"
#include "cli/reply.hpp"
#include "cli/text.hpp"
#include "cli/whole_graph.hpp"
#include "core/diff/relation_turns.hpp"

namespace reorg::cli {
namespace {

std::string_view change_word(Way way) {
  return way == Way::begins ? "began" : way == Way::ends ? "ended" : "first seen";
}

std::string day_text(const RelationTurn& t) {
  return t.earliest == t.latest
             ? to_string(t.earliest)
             : "[" + (t.earliest == before_all ? "" : to_string(t.earliest)) + ".." +
                   (t.latest == after_all ? "" : to_string(t.latest)) + "]";
}

std::string_view key(const Image& image, Vertex v) {
  return v == 0 ? std::string_view{} : image.key_of(v);
}
std::string_view key(const Image& image, EntityId id) {
  return id == EntityId::none ? std::string_view{} : image.key_of(image.vertex_of(id));
}

// A million rows: straight into one text. Days repeat, so each is written out once.
class CsvRows {
 public:
  explicit CsvRows(const Image& image) : image_(image) {
    text_ += relation_columns;
    text_ += '\n';
  }

  void add(const RelationTurn& t) {
    field(change_word(t.way));
    field(word(t.kind));
    field(key(image_, t.subject));
    field(key(image_, t.object));
    field(key(image_, t.capacity_of));
    field(t.aspect);
    field(t.value);
    field(t.role);
    field(t.acting ? "true" : "false");
    field(t.dotted ? "true" : "false");
    field(day(t));
    field(word(t.certainty));
    text_.back() = '\n';
  }

  std::string& text() { return text_; }

 private:
  void field(std::string_view value) {
    append_csv_field(text_, value);
    text_ += ',';
  }

  std::string_view day(const RelationTurn& t) {
    if (t.earliest != t.latest) return stretch_ = day_text(t);
    const auto [it, fresh] = days_.try_emplace(t.earliest);
    if (fresh) it->second = to_string(t.earliest);
    return it->second;
  }

  const Image& image_;
  std::string text_;
  std::string stretch_;
  std::map<Day, std::string> days_;
};

struct Counts {
  std::size_t began = 0, ended = 0, seen = 0, possible = 0;

  void add(const RelationTurn& t) {
    ++(t.way == Way::begins ? began : t.way == Way::ends ? ended : seen);
    if (t.certainty == Certainty::possible) ++possible;
  }
  std::size_t all() const { return began + ended + seen; }
};

class RelationsReply {
 public:
  RelationsReply(Session& session, const std::optional<NameHit>& about)
      : session_(session),
        about_(about),
        days_{session.comparison().before, session.comparison().after} {}

  int tell_as_csv() {
    const std::string text = with_whole_graph(session_, [&](const Image& image) {
      CsvRows rows(image);
      each(image, [&](const RelationTurn& t) { rows.add(t); });
      return std::move(rows.text());
    });
    session_.world().out << text;
    return session_.has("exit-code") && counts_.all() > 0 ? differs : ok;
  }

  int tell() {
    std::vector<std::string> keys{about_ ? about_->key : ""};
    Reply reply(session_, structured(session_, keys));
    std::vector<std::pair<std::string, std::string>> lines;
    Json rows = Json::array();
    with_whole_graph(session_, [&](const Image& image) {
      lines.clear();
      rows.clear();
      each(image, [&](const RelationTurn& t) {
        if (session_.style().json)
          rows.push_back(row(image, t));
        else
          lines.push_back(line(image, t));
      });
    });
    if (session_.style().json) {
      reply.set("before", json_of(days_.before));
      reply.set("after", json_of(days_.after));
      for (Json& r : rows) reply.row(std::move(r));
    } else {
      reply.headline(headline());
      if (!lines.empty()) reply.blank();
      for (const auto& [lead, text] : lines) reply.branch(lead, text);
    }
    return reply.finish(counts_.all() == 0);
  }

 private:
  void each(const Image& image, const TellRelationTurn& tell) {
    counts_ = {};
    const TellRelationTurn wanted = [&](const RelationTurn& t) {
      if (!session_.style().wants(t.certainty)) return;
      counts_.add(t);
      tell(t);
    };
    if (!about_) return relation_turns(image, days_, wanted);
    const Vertex root = image.vertex_of(about_->entity);
    if (root == no_vertex) return;
    relation_turns_of(image, scope_of(image, root, days_), days_, wanted);
  }

  std::string headline() const {
    const std::string when =
        fmt::format("{} {} to {}", days_.after < days_.before ? "Back from" : "From",
                    to_string(days_.before), to_string(days_.after));
    const std::string where =
        about_ ? fmt::format("of {} and what was below it", about_->key) : "of everything recorded";
    if (counts_.all() == 0)
      return fmt::format("{}, no relation {} is known to differ.", when, where);
    std::string text = fmt::format("{}, {}: {} began and {} ended", when, where,
                                   counted(counts_.began, "relation", "relations"), counts_.ended);
    if (counts_.seen > 0) text += fmt::format(", {} first seen", counts_.seen);
    if (counts_.possible > 0) text += fmt::format("; {} of these only possibly", counts_.possible);
    return text + ".";
  }

  static std::pair<std::string, std::string> line(const Image& image, const RelationTurn& t) {
    std::string text = fmt::format("{}  {}", day_text(t), key(image, t.subject));
    if (t.subject == 0) text += "nobody";
    text += fmt::format(" {} {}", word(t.kind), t.object == 0 ? "nothing" : key(image, t.object));
    for (const std::string_view more : {t.aspect, t.value, t.role}) {
      if (!more.empty()) text += fmt::format(" · {}", more);
    }
    if (t.acting) text += " · acting";
    if (t.dotted) text += " · dotted";
    if (t.certainty == Certainty::possible) text += " · possibly";
    const char* sign = t.way == Way::begins ? "+" : t.way == Way::ends ? "−" : "·";
    return {fmt::format("  {} ", sign), text};
  }

  static Json row(const Image& image, const RelationTurn& t) {
    const auto text = [](std::string_view s) { return s.empty() ? Json() : Json(std::string(s)); };
    return {{"change", std::string(change_word(t.way))},
            {"kind", std::string(word(t.kind))},
            {"subject", text(key(image, t.subject))},
            {"object", text(key(image, t.object))},
            {"capacity_of", text(key(image, t.capacity_of))},
            {"aspect", text(t.aspect)},
            {"value", text(t.value)},
            {"role", text(t.role)},
            {"acting", t.acting},
            {"dotted", t.dotted},
            {"day", day_text(t)},
            {"certainty", std::string(word(t.certainty))}};
  }

  Session& session_;
  const std::optional<NameHit>& about_;
  TwoDays days_;
  Counts counts_;
};

}  // namespace

int run_diff_of_relations(Session& session, const std::optional<NameHit>& about) {
  for (const char* other : {"stat", "name-only", "by", "kind", "known-at"}) {
    if (session.has(other))
      throw UsageError(fmt::format("--relations lists relations one by one, of latest knowledge; "
                                   "take --{} away",
                                   other),
                       {"reorg help diff"});
  }
  RelationsReply reply(session, about);
  return session.style().csv ? reply.tell_as_csv() : reply.tell();
}

}  // namespace reorg::cli
