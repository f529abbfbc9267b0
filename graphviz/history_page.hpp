// One file to open in a browser: a history with a slider over its days, what happened on each,
// search and comparison. It needs no network and asks for none.
#pragma once

#include <string>
#include <vector>

#include "graphviz/graphviz.hpp"
#include "graphviz/history.hpp"

namespace reorg::charts {

struct PageSource {
  std::string title, publisher, published;
  std::string address;  // only http: and https: become links
};

struct PageLine {
  std::string sign;                    // "+", "−", "→"; may be empty
  std::string text;                    // "QQ moves from … to …"
  bool seen = false;                   // it was so that day, and did not become so
  std::vector<std::size_t> sources;    // places in PageText::sources
  std::vector<std::string> concerned;  // keys of entities
};

// What happened on a day: an event, or what no event is recorded for.
struct PageChange {
  Day day;                // the first on which it may have happened
  std::string date;       // as known: "2018-09-30", "2014 (about)"
  std::string title;      // may be empty
  std::string marks;      // "announced 2018-09-20", "rumour"; may be empty
  bool possible = false;  // it may have happened later, or not at all
  std::vector<PageLine> lines;
  std::vector<std::size_t> sources;  // of the event
};

struct PageText {
  std::string title;     // "Tencent Holdings"
  std::string language;  // of the page's words, as HTML has it: "en"
  std::string command;   // that makes the page again; may be empty
  Day opens_on;          // the day shown first
  std::vector<PageChange> changes;
  std::vector<PageSource> sources;
};

// Throws GraphvizError.
std::string history_page(const History&, const PageText&, const Graphviz&);

}  // namespace reorg::charts
