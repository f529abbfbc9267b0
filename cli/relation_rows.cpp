#include "cli/relation_rows.hpp"

#include <array>
#include <initializer_list>
#include <ostream>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/csv.hpp"
#include "cli/errors.hpp"
#include "cli/recent_texts.hpp"
#include "cli/reply.hpp"
#include "cli/text.hpp"
#include "cli/whole_graph.hpp"
#include "core/diff/relation_turns.hpp"
#include "core/format/csv_text.hpp"
#include "core/parallel/in_order.hpp"
#include "core/parallel/threads.hpp"

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

struct Counts {
  std::size_t began = 0, ended = 0, seen = 0, possible = 0;

  void add(const RelationTurn& t) {
    ++(t.way == Way::begins ? began : t.way == Way::ends ? ended : seen);
    if (t.certainty == Certainty::possible) ++possible;
  }
  void add(const Counts& more) {
    began += more.began;
    ended += more.ended;
    seen += more.seen;
    possible += more.possible;
  }
  std::size_t all() const { return began + ended + seen; }
};

// Rows as text, a million of them quickly: what many have in common is put together once.
class CsvRows {
 public:
  explicit CsvRows(const Image& image) : image_(image) {
    for (std::size_t way = 0; way < ways; ++way) {
      for (std::size_t kind = 0; kind < relation_kinds; ++kind)
        leads_[way][kind] = fmt::format("{},{},", change_word(static_cast<Way>(way)),
                                        word(static_cast<StatementKind>(kind)));
    }
  }

  void add(std::string& to, const RelationTurn& t) {
    append(to, {leads_[static_cast<std::size_t>(t.way)][static_cast<std::size_t>(t.kind)],
                key(image_, t.subject), ",", key(image_, t.object), ",", qualifiers(t), day(t), ",",
                word(t.certainty), "\n"});
  }

 private:
  static constexpr std::size_t ways = 3;

  static void append(std::string& to, std::initializer_list<std::string_view> texts) {
    std::size_t at = to.size(), size = at;
    for (const std::string_view text : texts) size += text.size();
    to.resize(size);
    for (const std::string_view text : texts) at += text.copy(to.data() + at, text.size());
  }

  // From capacity_of to dotted, and the comma behind.
  std::string_view qualifiers(const RelationTurn& t) {
    const auto make = [&] {
      const RelationTurn::Said said = t.said(image_);
      std::string text(key(image_, said.capacity_of));
      text += ',';
      for (const std::string_view field : {said.aspect, said.value, said.role}) {
        append_csv_field(text, field);
        text += ',';
      }
      return text + (said.acting ? "true," : "false,") + (said.dotted ? "true," : "false,");
    };
    return t.qualifier == image::whole ? odd_ = make() : qualifiers_.of(t.qualifier, make);
  }

  std::string_view day(const RelationTurn& t) {
    if (t.earliest != t.latest) return stretch_ = day_text(t);
    return days_.of(static_cast<std::uint32_t>(t.earliest.n), [&] { return day_text(t); });
  }

  const Image& image_;
  std::array<std::array<std::string, relation_kinds>, ways> leads_;
  RecentTexts qualifiers_, days_;
  std::string odd_, stretch_;  // of the row that is being written
};

// Nothing is written before all that may be read was found sound, so that an answer never breaks
// off and begins anew; a short one is kept until it is complete.
class SoundOutput {
 public:
  SoundOutput(const RelationTurns& turns, std::ostream& out) : turns_(turns), out_(out) {}

  void add(std::string_view text) {
    if (sound_) {
      out_ << text;
      return;
    }
    kept_ += text;
    if (kept_.size() < enough) return;
    turns_.verify(threads_for_one_question());
    sound_ = true;
    finish();
  }
  void finish() {
    out_ << kept_;
    kept_.clear();
  }

 private:
  static constexpr std::size_t enough = std::size_t{4} << 20U;

  const RelationTurns& turns_;
  std::ostream& out_;
  bool sound_ = false;
  std::string kept_;
};

class RelationsReply {
 public:
  RelationsReply(Session& session, const std::optional<NameHit>& about)
      : session_(session),
        about_(about),
        days_{session.comparison().before, session.comparison().after} {}

  int tell_as_csv() {
    on_whole_graph(session_, [&](const Image& image) { write_csv(image); });
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
  struct CsvPart {
    std::string text;
    Counts counts;
  };

  void write_csv(const Image& image) {
    const RelationTurns turns = turns_in(image);
    const unsigned threads = threads_for_one_question();
    std::vector<CsvRows> rows(threads, CsvRows(image));
    SoundOutput out(turns, session_.world().out);
    out.add(std::string(relation_columns) + '\n');
    counts_ = {};
    in_order<CsvPart>(
        turns.parts(), threads,
        [&](unsigned worker, std::size_t number, CsvPart& part) {
          part.text.clear();
          part.counts = {};
          turns.tell(number, [&](const RelationTurn& t) {
            if (!session_.style().wants(t.certainty)) return;
            part.counts.add(t);
            rows[worker].add(part.text, t);
          });
        },
        [&](const CsvPart& part) {
          counts_.add(part.counts);
          out.add(part.text);
        });
    out.finish();
  }

  RelationTurns turns_in(const Image& image) const {
    if (!about_) return {image, days_};
    const Vertex root = image.vertex_of(about_->entity);
    return {image, days_, root == no_vertex ? std::vector<Vertex>{} : scope_of(image, root, days_)};
  }

  void each(const Image& image, const TellRelationTurn& tell) {
    counts_ = {};
    const RelationTurns turns = turns_in(image);
    for (std::size_t part = 0; part < turns.parts(); ++part) {
      turns.tell(part, [&](const RelationTurn& t) {
        if (!session_.style().wants(t.certainty)) return;
        counts_.add(t);
        tell(t);
      });
    }
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
    const RelationTurn::Said said = t.said(image);
    for (const std::string_view more : {said.aspect, said.value, said.role}) {
      if (!more.empty()) text += fmt::format(" · {}", more);
    }
    if (said.acting) text += " · acting";
    if (said.dotted) text += " · dotted";
    if (t.certainty == Certainty::possible) text += " · possibly";
    const char* sign = t.way == Way::begins ? "+" : t.way == Way::ends ? "−" : "·";
    return {fmt::format("  {} ", sign), text};
  }

  static Json row(const Image& image, const RelationTurn& t) {
    const auto text = [](std::string_view s) { return s.empty() ? Json() : Json(std::string(s)); };
    const RelationTurn::Said said = t.said(image);
    return {{"change", std::string(change_word(t.way))},
            {"kind", std::string(word(t.kind))},
            {"subject", text(key(image, t.subject))},
            {"object", text(key(image, t.object))},
            {"capacity_of", text(key(image, said.capacity_of))},
            {"aspect", text(said.aspect)},
            {"value", text(said.value)},
            {"role", text(said.role)},
            {"acting", said.acting},
            {"dotted", said.dotted},
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
