#include "cli/reply.hpp"

#include <algorithm>
#include <ostream>

#include <boost/algorithm/string/replace.hpp>
#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/csv.hpp"
#include "cli/errors.hpp"
#include "cli/saying.hpp"
#include "cli/text.hpp"
#include "core/names/fold.hpp"

namespace reorg::cli {
namespace {

std::string painted(const std::string& text, std::string_view code, bool colour) {
  return colour ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
}

std::string edtf_of(const Bound& b) {
  if (!b.edtf.empty()) return b.edtf;
  if (b.earliest == b.latest) return b.earliest.is_endless() ? "" : to_string(b.earliest);
  return fmt::format("[{}..{}]", b.earliest == before_all ? "" : to_string(b.earliest),
                     b.latest == after_all ? "" : to_string(b.latest));
}

std::string source_line(const Source& s) {
  std::string line = s.title;
  if (!s.publisher.empty()) line += (line.empty() ? "" : ". ") + s.publisher;
  if (s.published) line += ", " + s.published->edtf;
  if (s.type != SourceType::unstated) line += fmt::format(" ({})", word(s.type));
  return shown(line);
}

Json json_source(const Source& s) {
  return {{"key", s.key},
          {"title", s.title},
          {"publisher", s.publisher},
          {"published", s.published ? json_of(*s.published) : Json()},
          {"address", s.address},
          {"type", word(s.type)}};
}

}  // namespace

Reply::Reply(Session& session, std::vector<std::string> structured)
    : session_(session), structured_(std::move(structured)) {}

std::string Reply::bold(const std::string& s) const {
  return painted(s, "1", session_.style().colour);
}
std::string Reply::dim(const std::string& s) const {
  return painted(s, "2", session_.style().colour);
}
std::string Reply::doubtful(const std::string& s) const {
  return painted(s, "33", session_.style().colour);
}

void Reply::headline(const std::string& sentence) { line(sentence); }

void Reply::line(const std::string& content, std::size_t indent) {
  const std::size_t width = std::max<std::size_t>(session_.style().width, indent + 20);
  text_ += std::string(indent, ' ') + wrapped(content, width, indent) + '\n';
}

void Reply::branch(const std::string& lead, const std::string& content, std::string below) {
  const std::size_t indent = columns(lead);
  const std::size_t width = std::max<std::size_t>(session_.style().width, indent + 20);
  if (below.empty()) below.assign(indent, ' ');
  std::string rest = wrapped(content, width, indent);
  for (std::size_t at = 0; (at = rest.find('\n', at)) != std::string::npos;
       at += 1 + below.size()) {
    rest.replace(at + 1, indent, below);
  }
  text_ += lead + rest + '\n';
}

void Reply::blank() {
  if (!text_.empty() && !text_.ends_with("\n\n")) text_ += '\n';
}

void Reply::note(const std::string& n) { notes_.push_back(n); }

int Reply::number(SourceId id) {
  const auto [it, fresh] = numbers_.try_emplace(id, static_cast<int>(cited_.size()) + 1);
  if (fresh) cited_.push_back(id);
  return it->second;
}

std::vector<SourceId> Reply::citable(const std::vector<SourceId>& sources) {
  const auto known_at = session_.as_of().known_at;
  if (!known_at || sources.empty()) return sources;
  std::vector<SourceId> result;
  for (const Source& s : session_.latest().sources(sources)) {
    if (!s.published || s.published->latest <= *known_at) result.push_back(s.id);
  }
  return result;
}

std::string Reply::cite(const std::vector<SourceId>& sources) {
  if (sources.empty()) return "no source";
  std::string result;
  for (const SourceId id : citable(sources)) {
    result += fmt::format("{}[{}]", result.empty() ? "" : " ", number(id));
  }
  return result.empty() ? "published later" : result;
}

void Reply::about(const Scene& scene, const NameHit& hit, const std::string& member) {
  set(member, json_entity(scene, hit.entity, hit.text));
  told_as(scene, hit);
}

void Reply::about(const Scene& scene, const std::optional<NameHit>& hit) {
  if (hit) return about(scene, *hit);
  set("entity", Json());
  if (!about_) about_.emplace();
}

void Reply::about(const Scene& scene, std::span<const NameHit> hits, const std::string& member) {
  if (!about_) about_.emplace();
  Json all = Json::array();
  for (const NameHit& hit : hits) {
    all.push_back(json_entity(scene, hit.entity, hit.text));
    told_as(scene, hit);
  }
  set(member, std::move(all));
}

void Reply::told_as(const Scene& scene, const NameHit& hit) {
  if (!about_) about_.emplace();
  about_->push_back(hit.entity);
  if (hit.aspect == "key") {
    if (fold_name(hit.text) != fold_name(hit.key))
      note(fmt::format("The record {} was judged to be {}.", shown(hit.text), hit.key));
    return;
  }
  const auto told = scene.names(hit.entity);
  if (std::ranges::find(told, hit.text) != told.end()) return;
  const auto names = scene.values(hit.entity, StatementKind::name);
  if (std::ranges::any_of(names, [&](const Spell* s) {
        return s->value == hit.text && s->aspect.starts_with("preferred:");
      })) {
    return;
  }
  const AsOf& day = scene.as_of();
  const std::string_view when = day.is_ever()                                ? "now"
                                : day.stretch                                ? "in the end"
                                : day.is_one_day() && day.first == day.today ? "today"
                                : day.is_one_day()                           ? "that day"
                                                                             : "then";
  note(fmt::format("Found as “{}”; called {} {}.", shown(hit.text), full_name(scene, hit.entity),
                   when));
}

void Reply::count_left_out() {
  if (!about_) return;
  const bool past = session_.as_of().known_at.has_value() && !about_->empty();
  const std::size_t n = past ? session_.source().left_out(*about_) : 0;
  set("left_out", n);
  if (n > 0) {
    note(fmt::format("{} published later {} left out.", counted(n, "fact", "facts"),
                     n == 1 ? "is" : "are"));
  }
}

void Reply::row(Json r) { rows_.push_back(std::move(r)); }
void Reply::set(const std::string& key, Json value) { more_[key] = std::move(value); }

Json Reply::sources_of(const std::vector<SourceId>& sources) {
  Json keys = Json::array();
  for (const SourceId id : citable(sources)) keys.push_back(std::to_string(number(id)));
  return keys;
}

void Reply::stream() {
  if (!streams_) {
    session_.store();  // before anything is written: from here on all comes from one state
    count_left_out();
    if (session_.style().json)
      print_head();
    else if (session_.style().csv)
      session_.world().out << csv_header(session_.command().columns);
  }
  streams_ = true;
  print_so_far();
  session_.world().out << std::flush;
}

int Reply::finish(bool answered) {
  if (!streams_) count_left_out();
  notes_.insert(notes_.begin(), session_.remarks().begin(), session_.remarks().end());
  if (const AsOf& a = session_.as_of(); a.known_at && !as_data()) {
    note(fmt::format("Only what was publicly known by {} is used.", to_string(*a.known_at)));
  }
  if (session_.style().json)
    print_json();
  else if (session_.style().csv)
    print_csv();
  else
    print_text();
  return !answered && session_.has("exit-code") ? differs : ok;
}

void Reply::print_so_far() {
  std::ostream& out = session_.world().out;
  if (session_.style().json) {
    print_rows();
  } else if (session_.style().csv) {
    out << csv_rows(session_.command().columns, rows_, texts_of_sources());
    rows_ = Json::array();
  } else {
    out << std::string_view(text_).substr(printed_);
    text_.erase(0, text_.size() - std::min<std::size_t>(text_.size(), 2));  // for blank()
    printed_ = text_.size();
  }
}

void Reply::print_text() {
  blank();
  if (!notes_.empty()) {
    for (const std::string& n : notes_) line(n);
    blank();
  }
  if (!cited_.empty()) {
    line("Sources");
    for (const Source& s : session_.latest().sources(cited_)) {
      const std::string label = fmt::format("[{}] ", number(s.id));
      text_ += "  " + padded(label, 5) + wrapped(source_line(s), session_.style().width, 7) + '\n';
      if (!s.address.empty()) text_ += std::string(7, ' ') + dim(shown(s.address)) + '\n';
    }
    blank();
  }
  text_ += dim("= " + command_line(structured_)) + '\n';
  print_so_far();
}

std::string Reply::dumped(const Json& json) const {
  return json.dump(session_.world().json_indent, ' ', false, Json::error_handler_t::replace);
}

Json Reply::head() const {
  const AsOf& a = session_.as_of();
  Json as_of = {{"edtf", a.edtf}, {"earliest", json_of(a.first)}, {"latest", json_of(a.last)}};
  Json command = Json::array({"reorg"});
  for (const std::string& w : structured_) command.push_back(w);
  Json document = {{"schema", 1},
                   {"command", std::move(command)},
                   {"as_of", std::move(as_of)},
                   {"known_at", a.known_at ? json_of(*a.known_at) : Json()}};
  for (auto& [key, value] : more_.items()) document[key] = value;
  return document;
}

// What follows the rows.
void Reply::add_tail(Json& document) {
  Json sources = Json::object();
  for (const Source& s : session_.latest().sources(cited_))
    sources[std::to_string(number(s.id))] = json_source(s);
  document["sources"] = std::move(sources);
  document["notes"] = notes_;
}

// The parts of a document, byte for byte as in one that is printed whole.
void Reply::print_head() {
  std::string text = dumped(head());
  const bool pretty = text.ends_with("\n}");
  text.erase(text.size() - (pretty ? 2 : 1));
  const int indent = session_.world().json_indent;
  line_break_ = pretty ? "\n" + std::string(static_cast<std::size_t>(indent), ' ') : "";
  session_.world().out << text << ',' << line_break_ << (pretty ? "\"rows\": [" : "\"rows\":[");
}

void Reply::print_rows() {
  std::string below = line_break_;
  if (!below.empty()) below += below.substr(1);
  for (const Json& row : rows_) {
    std::string text = dumped(row);
    if (!below.empty()) boost::replace_all(text, "\n", below);
    session_.world().out << (any_row_printed_ ? "," : "") << below << text;
    any_row_printed_ = true;
  }
  rows_ = Json::array();
}

void Reply::print_json() {
  std::ostream& out = session_.world().out;
  if (!streams_) {
    Json document = head();
    document["rows"] = std::move(rows_);
    add_tail(document);
    out << dumped(document) << '\n';
    return;
  }
  print_rows();
  Json tail = Json::object();
  add_tail(tail);
  out << (any_row_printed_ ? line_break_ : "") << "]," << dumped(tail).substr(1) << '\n';
}

const std::map<std::string, std::string>& Reply::texts_of_sources() {
  const std::vector<SourceId> fresh(
      cited_.begin() + static_cast<std::ptrdiff_t>(source_texts_.size()), cited_.end());
  for (const Source& s : session_.latest().sources(fresh))
    source_texts_[std::to_string(number(s.id))] = s.address.empty() ? s.title : s.address;
  return source_texts_;
}

void Reply::print_csv() {
  if (!streams_) session_.world().out << csv_header(session_.command().columns);
  print_so_far();
}

Json json_of(Day d) { return d.is_endless() ? Json() : Json(to_string(d)); }

Json json_of(const Date& d) {
  return {{"edtf", d.edtf}, {"earliest", json_of(d.earliest)}, {"latest", json_of(d.latest)}};
}

Json json_from(const Bound& b) {
  return {{"edtf", edtf_of(b)},
          {"earliest", json_of(b.earliest)},
          {"latest", json_of(b.latest)},
          {"kind", b.kind == EndKind::unknown ? "unknown" : "date"},
          {"basis", word(b.basis)}};
}

Json json_until(const Bound& b) {
  Json j = json_from(b);
  j["kind"] = word(b.kind);
  return j;
}

Json json_entity(const Scene& scene, EntityId id, const std::string& found_as) {
  if (id == EntityId::none) return {};
  const Entity& e = scene.entity(id);
  return {{"key", e.key},
          {"kind", word(e.kind)},
          {"name", scene.name(id)},
          {"found_as", found_as.empty() ? Json() : Json(found_as)}};
}

}  // namespace reorg::cli
