#include "cli/relation_rows.hpp"

#include <array>
#include <ostream>
#include <unordered_map>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/csv.hpp"
#include "cli/errors.hpp"
#include "cli/reply.hpp"
#include "cli/text.hpp"
#include "cli/whole_graph.hpp"
#include "core/diff/relation_turns.hpp"
#include "core/format/csv_text.hpp"

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

// A million rows, written as they come. Nothing is written before the whole image was found sound,
// so that an answer never breaks off and begins anew; a short one is kept until it is complete.
class CsvRows {
 public:
  CsvRows(const Image& image, std::ostream& out) : image_(image), out_(out) {
    text_.reserve(kept + 4096);
    text_ += relation_columns;
    text_ += '\n';
  }

  void add(const RelationTurn& t) {
    field(change_word(t.way));
    field(word(t.kind));
    plain_field(key(image_, t.subject));
    plain_field(key(image_, t.object));
    plain_field(key(image_, t.capacity_of));
    field(t.aspect);
    field(t.value);
    field(t.role);
    plain_field(t.acting ? "true" : "false");
    plain_field(t.dotted ? "true" : "false");
    plain_field(day(t));
    plain_field(word(t.certainty));
    text_.back() = '\n';
    if (text_.size() >= kept) write();
  }

  void finish() { out_ << text_; }

 private:
  static constexpr std::size_t kept = std::size_t{8} << 20U;

  void write() {
    if (!sound_) image_.verify_all();
    sound_ = true;
    out_ << text_;
    text_.clear();
  }

  void field(std::string_view value) {
    append_csv_field(text_, value);
    text_ += ',';
  }
  // Keys, days and words need no quotes.
  void plain_field(std::string_view value) {
    text_ += value;
    text_ += ',';
  }

  std::string_view day(const RelationTurn& t) {
    if (t.earliest != t.latest) return stretch_ = day_text(t);
    const auto [it, fresh] = days_.try_emplace(t.earliest.n);
    if (fresh) it->second = to_string(t.earliest);
    return it->second;
  }

  const Image& image_;
  std::ostream& out_;
  bool sound_ = false;
  std::string text_;
  std::string stretch_;
  std::unordered_map<std::int32_t, std::string> days_;
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
    on_whole_graph(session_, [&](const Image& image) {
      CsvRows rows(image, session_.world().out);
      each(image, [&](const RelationTurn& t) { rows.add(t); });
      rows.finish();
    });
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
