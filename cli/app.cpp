#include "cli/app.hpp"

#include <algorithm>
#include <iostream>
#include <sstream>

#include <cxxopts.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/dispatch.hpp"
#include "cli/errors.hpp"
#include "cli/shell_words.hpp"
#include "cli/text.hpp"
#include "core/format/change_file.hpp"
#include "core/question/question.hpp"
#include "graphviz/graphviz.hpp"

namespace reorg::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Trouble {
  int code = internal_error;
  std::string message;               // one or several lines
  std::vector<std::string> lines;    // command lines to try, or problems
  std::string lead;                  // what the lines are
  std::vector<Problem> problems{};   // of the input
  std::vector<std::string> about{};  // what each of the lines is about; or empty
};

void tell(const World& world, bool json, const Trouble& t) {
  if (json) {
    Json error{{"exit", t.code}, {"message", t.message}, {"suggestions", t.lines}};
    for (std::size_t i = 0; i < t.about.size(); ++i)
      error["candidates"].push_back({{"about", t.about[i]}, {"command", t.lines[i]}});
    if (!t.problems.empty()) {
      error["problems"] = Json::array();
      for (const Problem& p : t.problems) {
        error["problems"].push_back({{"file", p.place.file},
                                     {"line", p.place.line},
                                     {"column", p.place.column},
                                     {"message", p.message}});
      }
    }
    world.err << Json{{"error", error}}.dump(-1, ' ', false, Json::error_handler_t::replace)
              << '\n';
    return;
  }
  world.err << "reorg: " << t.message << '\n';
  if (!t.lines.empty() && !t.lead.empty()) world.err << t.lead << '\n';
  for (std::size_t i = 0; i < t.lines.size(); ++i) {
    if (t.about.empty()) {
      world.err << "  " << t.lines[i] << '\n';
      continue;
    }
    const std::string label = fmt::format("  {}. ", i + 1);
    world.err << label << wrapped(t.about[i], world.width, label.size()) << '\n';
    world.err << std::string(label.size(), ' ') << t.lines[i] << '\n';
  }
  for (const Problem& p : t.problems) world.err << "  " << to_string(p) << '\n';
}

Trouble trouble_with_input(const BadInput& e) {
  Trouble t{bad_input,
            counted(e.problems.size(), "problem", "problems") + "; nothing was written",
            {},
            ""};
  t.problems = e.problems;
  return t;
}

// A question as it is typed: quoted only if the shell would read something into it.
std::string question_line(const std::string& question) {
  std::istringstream words(question);
  for (std::string word; std::getline(words, word, ' ');) {
    if (needs_quotes(word)) return command_line({question});
  }
  return "reorg " + question;
}

// What another program said keeps its lines and loses everything else that a terminal would obey.
std::string harmless_lines(const std::string& text) {
  std::string result;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    result += (result.empty() ? "" : "\n") + shown(line);
  return result;
}

}  // namespace

int guarded(const World& world, bool json, const std::function<int()>& work) {
  Trouble t;
  try {
    return work();
  } catch (const UsageError& e) {
    t = {usage, e.what(), e.suggested, "Did you mean:"};
  } catch (const cxxopts::exceptions::exception& e) {
    t = {usage, e.what(), {}, ""};
  } catch (const NotUnderstood& e) {
    t = {usage, e.what(), {}, "Questions understood:"};
    for (const std::string& q : e.nearest) t.lines.push_back(question_line(q));
  } catch (const SeveralReadings& e) {
    t = {name_not_found, e.what(), {}, "It may mean:"};
    for (const Query& q : e.readings) t.lines.push_back(command_line(words_of(q)));
  } catch (const NameError& e) {
    t = {name_not_found, e.what(), e.candidates, e.about.empty() ? "Try:" : ""};
    t.about = e.about;
  } catch (const BadInput& e) {
    t = trouble_with_input(e);
  } catch (const charts::GraphvizError& e) {
    t = {program_missing, harmless_lines(e.what()), {}, ""};
  } catch (const OutputError& e) {
    t = {internal_error, e.what(), {}, ""};
  } catch (const StoreError& e) {
    t = {store_trouble, e.what(), {}, ""};
  } catch (const Interrupted&) {
    t = {interrupted, "interrupted; nothing was written", {}, ""};
  } catch (const std::exception& e) {
    t = {internal_error, fmt::format("internal error: {}", shown(e.what())), {}, ""};
  }
  tell(world, json, t);
  return t.code;
}

int run(const World& world, Database& database, const std::vector<std::string>& words) {
  const bool json = std::ranges::find(words, "--json") != words.end();
  return guarded(world, json, [&] {
    const auto answer = [&] {
      const Database::LetGo after{database};
      return dispatch(world, database, words);
    };
    int code = ok;
    try {
      code = answer();
    } catch (const StateChanged&) {  // before anything was said
      code = answer();
    }
    if (!world.out.flush()) throw OutputError("the answer cannot be written to standard output");
    return code;
  });
}

}  // namespace reorg::cli
