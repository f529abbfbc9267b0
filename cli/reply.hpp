// One answer being told: its lines or JSON rows, the sources it cites, its notes, and its last
// line.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/session.hpp"
#include "core/query/scene.hpp"

namespace reorg::cli {

using Json = nlohmann::ordered_json;

class Reply {
 public:
  // `structured`: the exact structured command, the answer's last line.
  Reply(Session&, std::vector<std::string> structured);

  // -- whom the answer is about: in JSON the member of that name, with the name it was found under;
  // in both the note of that name and of what the entity is called, unless it bore it on the day in
  // whatever language; and `left_out`, how much became known about all of them only after
  // --known-at (R9). Requires: the entities are in the scene.
  void about(const Scene&, const NameHit&, const std::string& member = "entity");
  void about(const Scene&, const std::optional<NameHit>&);  // null when nobody was named
  void about(const Scene&, std::span<const NameHit>, const std::string& member);  // a list

  // -- text: collected, wrapped to the terminal, printed by `finish`
  void headline(const std::string&);
  void line(const std::string&, std::size_t indent = 0);  // wrapped behind its indent
  // Behind a lead; further lines stand behind `below`, blanks of the same width when not given.
  void branch(const std::string& lead, const std::string&, std::string below = {});
  void blank();
  void note(const std::string&);                   // also in JSON
  std::string cite(const std::vector<SourceId>&);  // "[1] [2]", or "no source"
  std::string bold(const std::string&) const;
  std::string dim(const std::string&) const;
  std::string doubtful(const std::string&) const;

  // -- JSON, and the same rows as CSV
  // Whether rows are wanted instead of text.
  bool as_data() const { return session_.style().json || session_.style().csv; }
  void row(Json);
  void set(const std::string& key, Json value);  // a member beside rows; additive
  Json sources_of(const std::vector<SourceId>&);

  // Prints what there is, so that a long answer need not be kept. After the first call nothing but
  // lines, rows and notes may be told. The bytes are those of an answer printed at once.
  void stream();

  // Prints it, or the rest of it. The exit code is 1 when nothing was answered and --exit-code asks
  // for it.
  int finish(bool answered);

 private:
  void told_as(const Scene&, const NameHit&);
  void count_left_out();
  int number(SourceId);
  // Without --known-at all of them; with it, those published by then.
  std::vector<SourceId> citable(const std::vector<SourceId>&);
  void print_so_far();
  void print_text();
  void print_json();
  void print_csv();
  Json head() const;
  void add_tail(Json&);
  std::string dumped(const Json&) const;
  void print_head();
  void print_rows();
  const std::map<std::string, std::string>& texts_of_sources();  // of CSV, by number

  Session& session_;
  std::vector<std::string> structured_;
  std::optional<std::vector<EntityId>> about_;
  std::string text_;
  std::size_t printed_ = 0;  // of its bytes
  bool streams_ = false;
  bool any_row_printed_ = false;
  std::string line_break_;  // before a member of a document: none when that is one line
  std::map<std::string, std::string> source_texts_;
  std::vector<std::string> notes_;
  std::vector<SourceId> cited_;
  std::map<SourceId, int> numbers_;
  Json rows_ = Json::array();
  Json more_ = Json::object();
};

// The contract's shapes (docs/json.md).
Json json_of(Day);
Json json_of(const Date&);
Json json_from(const Bound&);
Json json_until(const Bound&);
Json json_entity(const Scene&, EntityId, const std::string& found_as = {});  // null for none

}  // namespace reorg::cli
