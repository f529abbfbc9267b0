#include "graphviz/history_page.hpp"

#include <algorithm>
#include <map>
#include <string_view>

#include <fmt/format.h>

#include "graphviz/history_layout.hpp"
#include "graphviz/look.hpp"
#include "graphviz/page_parts.hpp"

namespace reorg::charts {
namespace {

// ---- data ------------------------------------------------------------------------------------

// A JSON text that may stand in an HTML script element: `<`, `>` and `&` are escaped, so no name
// can end the element. Bytes that are no UTF-8 are for the caller's names never there; the store
// refuses them.
std::string json_string(std::string_view text) {
  std::string result = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool separator = text.substr(i, 2) == "\xE2\x80" && i + 2 < text.size() &&
                           (text[i + 2] == '\xA8' || text[i + 2] == '\xA9');  // U+2028, U+2029
    if (separator) {
      result += text[i + 2] == '\xA8' ? "\\u2028" : "\\u2029";
      i += 2;
    } else if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == '<' || c == '>' || c == '&') {
      result += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else {
      result += c;
    }
  }
  return result + '"';
}

template <class Items, class Write>
std::string json_list(const Items& items, Write write) {
  std::string result = "[";
  for (const auto& item : items) {
    if (result.size() > 1) result += ',';
    result += write(item);
  }
  return result + ']';
}

// Texts and cards that many days share are written once and numbered.
class Numbered {
 public:
  std::size_t operator()(const std::string& json) {
    const auto [at, is_new] = numbers_.emplace(json, all_.size());
    if (is_new) all_.push_back(json);
    return at->second;
  }
  std::string json() const {
    return json_list(all_, [](const std::string& s) { return s; });
  }

 private:
  std::map<std::string, std::size_t> numbers_;
  std::vector<std::string> all_;
};

// The data of the page; page/history.js reads it and says what each place means.
class PageData {
 public:
  PageData(const History& h, const HistoryLayout& layout, const PageText& page)
      : history_(h), layout_(layout), page_(page) {}

  std::string json() {
    const auto entities = json_list(history_.entities, [this](const auto& e) { return entity(e); });
    std::size_t at = 0;
    const auto places =
        json_list(history_.places, [&](const auto& p) { return place(p, layout_.places[at++]); });
    const auto changes = json_list(page_.changes, [this](const auto& c) { return change(c); });
    const auto sources = json_list(page_.sources, [this](const PageSource& s) {
      return fmt::format("[{},{},{},{}]", text(s.title), text(s.publisher), text(s.published),
                         text(s.address));
    });
    const auto days = json_list(history_.days, [](Day d) { return json_string(to_string(d)); });
    return fmt::format(
        "{{\"title\":{},\"command\":{},\"opens\":{},\n\"width\":{},\"height\":{},\n\"days\":{},\n"
        "\"entities\":{},\n\"places\":{},\n\"changes\":{},\n\"sources\":{},\n\"states\":{},\n"
        "\"texts\":{}}}\n",
        json_string(page_.title), json_string(page_.command),
        json_string(to_string(page_.opens_on)), layout_.width, layout_.height, days, entities,
        places, changes, sources, states_.json(), texts_.json());
  }

 private:
  std::size_t text(const std::string& s) { return texts_(json_string(s)); }

  std::string head(const Head& h) {
    const int flags =
        (h.certainty == Certainty::certain ? 0 : 1) | (h.vacant ? 2 : 0) | (h.acting ? 4 : 0);
    return fmt::format("[{},{},{},{},{}]", text(h.name), text(h.native), text(h.role),
                       text(h.since), flags);
  }

  std::size_t state(const Card& c) {
    const auto heads = json_list(c.heads, [this](const Head& h) { return head(h); });
    return states_(fmt::format("[{},{},{},{},{},{},{}]", text(c.name), text(c.native),
                               text(c.acronym), text(c.sort), text(c.note),
                               c.certainty == Certainty::certain ? 0 : 1, heads));
  }

  std::string entity(const History::Entity& e) {
    const auto runs = json_list(e.states, [this](const History::State& s) {
      return fmt::format("[{},{},{}]", s.days.first, s.days.last, state(s.card));
    });
    const auto names =
        json_list(e.other_names, [this](const std::string& n) { return fmt::to_string(text(n)); });
    return fmt::format("[{},{},{},{},{}]", text(e.key), names, runs, turns(e.founded),
                       turns(e.dissolved));
  }

  static std::string turns(const std::vector<History::Turn>& all) {
    return json_list(all, [](const History::Turn& t) {
      return fmt::format("[{},{}]", json_string(to_string(t.earliest)),
                         json_string(to_string(t.latest)));
    });
  }

  static std::string place(const History::Place& p, const Box& box) {
    const auto runs = json_list(p.lines, [](const History::Line& l) {
      const int flags =
          (l.certainty == Certainty::certain ? 0 : 1) | (l.dotted ? 2 : 0) | (l.repeated ? 4 : 0);
      return fmt::format("[{},{},{}]", l.days.first, l.days.last, flags);
    });
    const std::string parent = p.parent == History::no_place ? "-1" : fmt::to_string(p.parent);
    return fmt::format("[{},{},{},{},{},{},{}]", p.entity, parent, box.x, box.y, box.width,
                       box.height, runs);
  }

  std::string line(const PageLine& l) {
    const auto concerned = json_list(
        l.concerned, [this](const std::string& key) { return fmt::to_string(text(key)); });
    return fmt::format("[{},{},{},{},{}]", text(l.sign), text(l.text), l.seen ? 1 : 0,
                       numbers(l.sources), concerned);
  }

  std::string change(const PageChange& c) {
    return fmt::format("[{},{},{},{},{},{},{}]", text(to_string(c.day)), text(c.date),
                       text(c.title), text(c.marks), c.possible ? 1 : 0,
                       json_list(c.lines, [this](const PageLine& l) { return line(l); }),
                       numbers(c.sources));
  }

  static std::string numbers(const std::vector<std::size_t>& list) {
    return json_list(list, [](std::size_t n) { return fmt::to_string(n); });
  }

  const History& history_;
  const HistoryLayout& layout_;
  const PageText& page_;
  Numbered texts_, states_;
};

// ---- page ------------------------------------------------------------------------------------

std::string html(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '<') {
      result += "&lt;";
    } else if (c == '&') {
      result += "&amp;";
    } else if (c == '"') {
      result += "&quot;";
    } else {
      result += c;
    }
  }
  return result;
}

std::string variables(const Palette& p) {
  std::string css;
  const auto set = [&css](std::string_view name, std::string_view colour) {
    css += fmt::format("--{}: {}; ", name, colour);
  };
  const auto set_tint = [&set](const std::string& name, const Tint& t) {
    set(name + "-line", t.line);
    set(name + "-fill", t.fill);
    set(name + "-text", t.text);
    set(name + "-quiet", t.quiet);
  };
  set("paper", p.paper);
  set("ink", p.ink);
  set("quiet", p.quiet);
  set("line", p.line);
  set("band", p.band);
  set_tint("root", p.root);
  set_tint("plain", p.plain);
  set_tint("added", p.added);
  set_tint("ended", p.ended);
  set_tint("moved", p.moved);
  set_tint("changed", p.changed);
  set_tint("marked", p.highlighted);
  return css;
}

// The colours of the charts, whichever the reader's screen or printer asks for.
std::string colours() {
  return fmt::format(
      ":root {{ {}}}\n@media (prefers-color-scheme: dark) {{ :root {{ {}}} }}\n"
      "@media print {{ :root {{ {}}} }}\n",
      variables(palette(Theme::light)), variables(palette(Theme::dark)),
      variables(palette(Theme::print)));
}

// Puts each part at its "{{name}}"; what is put in is not looked at again.
std::string filled(std::string_view page, const std::map<std::string_view, std::string>& parts) {
  std::string result;
  while (!page.empty()) {
    const std::size_t at = std::min(page.find("{{"), page.size());
    result += page.substr(0, at);
    page.remove_prefix(at);
    if (page.empty()) break;
    const std::size_t end = page.find("}}");
    result += parts.at(page.substr(2, end - 2));
    page.remove_prefix(end + 2);
  }
  return result;
}

}  // namespace

std::string history_page(const History& history, const PageText& text, const Graphviz& graphviz) {
  const HistoryLayout layout = lay_out(history, graphviz);
  return filled(page_html(), {{"language", html(text.language)},
                              {"title", html(text.title)},
                              {"colours", colours()},
                              {"css", std::string(page_css())},
                              {"data", PageData(history, layout, text).json()},
                              {"js", std::string(page_js())}});
}

}  // namespace reorg::charts
