#include "core/format/tree.hpp"

#include <algorithm>
#include <array>
#include <sstream>
#include <unordered_map>
#include <utility>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

namespace reorg::format {
namespace {

constexpr std::string_view never_closed = "a quote that is never closed; add it";

struct TooDeep {
  Place place;
};

// yaml-cpp counts columns in bytes, people and editors in characters. Marks come nearly in order,
// so that counting on from the last one keeps even a file of one long line linear.
class Places {
 public:
  Places(const std::string& path, std::string_view text) : path_(path), text_(text) {}

  Place of(const YAML::Mark& mark) {
    if (mark.is_null()) return {path_, 1, 1};
    const int line = mark.line + 1;
    if (line < line_) restart();
    while (line_ < line && next_line()) {
    }
    const std::size_t byte = start_ + static_cast<std::size_t>(mark.column);
    if (byte < at_) at_ = start_, column_ = 1;
    for (; at_ < byte && at_ < text_.size(); ++at_) {
      if ((text_[at_] & 0xC0) != 0x80) ++column_;
    }
    return {path_, line, column_};
  }

  // The first quote that begins a text after the last place asked for: when a quote stays open,
  // yaml-cpp tells the end of the file.
  std::optional<Place> next_quote() {
    for (std::size_t i = std::max<std::size_t>(at_, 1); i < text_.size(); ++i) {
      const bool begins =
          std::string_view(" \n[{,:-?\t").find(text_[i - 1]) != std::string_view::npos;
      if (!begins || (text_[i] != '"' && text_[i] != '\'')) continue;
      YAML::Mark mark;
      mark.line = line_ - 1 +
                  static_cast<int>(std::count(text_.begin() + to_offset(start_),
                                              text_.begin() + to_offset(i), '\n'));
      mark.column = static_cast<int>(i - (text_.rfind('\n', i) + 1));  // npos + 1 is 0
      return of(mark);
    }
    return std::nullopt;
  }

  // yaml-cpp takes the end of the file for the end of a quoted text. True where it does so.
  bool is_quote_left_open(const YAML::Mark& mark) {
    of(mark);
    if (at_ >= text_.size()) return false;
    const char quote = text_[at_];
    if (quote != '"' && quote != '\'') return false;
    for (std::size_t i = at_ + 1; i < text_.size(); ++i) {
      if (text_[i] == '\\' && quote == '"') {
        ++i;
      } else if (text_[i] == quote) {
        return false;  // '' within is a quote, and another end follows it
      }
    }
    return true;
  }

 private:
  static std::ptrdiff_t to_offset(std::size_t n) { return static_cast<std::ptrdiff_t>(n); }
  void restart() { line_ = 1, start_ = at_ = 0, column_ = 1; }
  bool next_line() {
    const std::size_t end = text_.find('\n', start_);
    if (end == std::string_view::npos) return false;
    start_ = at_ = end + 1;
    column_ = 1;
    ++line_;
    return true;
  }

  const std::string& path_;
  std::string_view text_;
  int line_ = 1;
  std::size_t start_ = 0;  // where the line begins
  std::size_t at_ = 0;     // the byte that column_ is of
  int column_ = 1;
};

class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(const std::string& path, std::string_view text, Problems& problems)
      : path_(path), places_(path, text), problems_(problems) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ == 0) return;
    problems_.add(places_.of(mark), "a second document begins; put it into a file of its own");
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
    add(node(Node::Kind::nothing, mark));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    problems_.add(places_.of(mark), "aliases (*name) are not read; write the text out");
    add(node(Node::Kind::nothing, mark));
  }
  void OnAnchor(const YAML::Mark& mark, const std::string& name) override {
    problems_.add(places_.of(mark),
                  "anchors (" + quoted("&" + name) + ") are not read; take it out");
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                const std::string& value) override {
    refuse_tag(mark, tag);
    if (tag == "!" && places_.is_quote_left_open(mark)) {
      problems_.add(places_.of(mark), "not YAML: " + std::string(never_closed));
    }
    Node scalar = node(Node::Kind::text, mark);
    scalar.text = value;
    add(std::move(scalar));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    refuse_tag(mark, tag);
    open(node(Node::Kind::list, mark));
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {
    refuse_tag(mark, tag);
    open(node(Node::Kind::map, mark));
  }
  void OnMapEnd() override {
    check_keys(open_.back());
    close();
  }

  std::optional<Node> root() { return std::move(root_); }
  Places& places() { return places_; }
  std::optional<Place> innermost() const {
    if (open_.empty()) return std::nullopt;
    return Place{path_, open_.back().line, open_.back().column};
  }

 private:
  Node node(Node::Kind kind, const YAML::Mark& mark) {
    const Place place = places_.of(mark);
    Node made;
    made.kind = kind;
    made.line = place.line;
    made.column = place.column;
    return made;
  }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!") return;  // none: plain, or in quotes
    problems_.add(places_.of(mark), "tags are not read; take out " + quoted(tag));
  }

  void open(Node node) {
    if (open_.size() == max_depth) throw TooDeep{{path_, node.line, node.column}};
    open_.push_back(std::move(node));
  }
  void close() {
    Node done = std::move(open_.back());
    open_.pop_back();
    add(std::move(done));
  }
  void add(Node node) {
    if (!open_.empty()) {
      open_.back().items.push_back(std::move(node));
    } else if (!root_) {
      root_ = std::move(node);
    }
  }

  void check_keys(Node& map) {
    std::unordered_map<std::string_view, const Node*> seen;
    for (std::size_t i = 0; i < map.entries(); ++i) {
      const Node& key = map.key(i);
      const Place place{path_, key.line, key.column};
      if (!key.is_text()) {
        problems_.add(place,
                      "a key must be a text; put quotes around it, or end its line with ':'");
        continue;
      }
      const auto [first, is_new] = seen.emplace(key.text, &key);
      if (is_new) continue;
      problems_.add(place, "duplicate key " + quoted(key.text) + ": it stands already at " +
                               shown(Place{path_, first->second->line, first->second->column}) +
                               "; put the two together, or rename one");
    }
  }

  const std::string& path_;
  Places places_;
  Problems& problems_;
  int documents_ = 0;
  std::vector<Node> open_;
  std::optional<Node> root_;
};

struct Explanation {
  std::string_view says;     // yaml-cpp's message, or its beginning
  std::string_view message;  // ours
  bool at_opening = false;   // the place of interest is where the list or map began
};

constexpr std::array explanations{
    // yaml-cpp takes a '?' within brackets for the end of the text, which YAML does not.
    Explanation{"end of map flow not found",
                "a '{' that is never closed; add '}', or put quotes around a text that holds '?'",
                true},
    Explanation{"end of sequence flow not found",
                "a '[' that is never closed; add ']', or put quotes around a text that holds '?'",
                true},
    Explanation{"end of map not found",
                "this does not go on as 'key: value'; check the indentation"},
    Explanation{"end of sequence not found",
                "this does not go on as '- item'; check the indentation"},
    Explanation{"illegal map value", "a ':' too many; put quotes around a text that holds ': '"},
    Explanation{"illegal map key", "a key where none can stand; check the indentation"},
    Explanation{"illegal block entry", "a '- ' where none can stand; check the indentation"},
    Explanation{"illegal EOF in scalar", never_closed},
    Explanation{"invalid unicode", "an escape that is no character; write the character itself"},
    Explanation{"illegal flow end",
                "a ']' or '}' too many, or the other kind is still open; check the brackets"},
    Explanation{
        "unknown escape character",
        "an unknown escape after '\\'; in double quotes write '\\\\', or use single quotes"},
    Explanation{"unknown token", "a text cannot begin with this character; put it in quotes"},
    Explanation{"illegal document indicator",
                "'---' or '...' inside a text; close the quote first"},
};

void explain(const YAML::Exception& error, TreeBuilder& builder, Problems& problems) {
  for (const Explanation& e : explanations) {
    if (!error.msg.starts_with(e.says)) continue;
    const auto opening = e.at_opening                ? builder.innermost()
                         : e.message == never_closed ? builder.places().next_quote()
                                                     : std::nullopt;
    const Place place = opening ? *opening : builder.places().of(error.mark);
    problems.add(place, "not YAML: " + std::string(e.message));
    return;
  }
  problems.add(builder.places().of(error.mark), "not YAML: " + error.msg + "; check this line");
}

}  // namespace

const Node* Node::find(std::string_view key) const {
  if (!is_map()) return nullptr;
  for (std::size_t i = 0; i < entries(); ++i) {
    if (this->key(i).text == key) return &value(i);
  }
  return nullptr;
}

std::optional<Node> read_tree(const std::string& path, std::string_view text, Problems& problems) {
  const std::size_t before = problems.count();
  std::istringstream stream{std::string(text)};
  TreeBuilder builder(path, text, problems);
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder) && problems.count() == before) {
    }
  } catch (const TooDeep& deep) {
    problems.add(deep.place, "nested more than " + std::to_string(max_depth) + " levels deep");
  } catch (const YAML::Exception& error) {
    explain(error, builder, problems);
  }
  if (problems.count() != before) return std::nullopt;
  auto root = builder.root();
  return root ? std::move(root) : Node{};
}

}  // namespace reorg::format
