// reorg ask --file FILE: one question a line, one answer a line, from one process. (A single
// question is dispatched like a line of the shell: dispatch.cpp.)
#include <algorithm>
#include <array>
#include <fstream>
#include <istream>
#include <limits>
#include <sstream>

#include <fmt/format.h>

#include "cli/app.hpp"
#include "cli/command.hpp"
#include "cli/dispatch.hpp"
#include "cli/errors.hpp"
#include "cli/reply.hpp"
#include "cli/shell_words.hpp"
#include "cli/text.hpp"

namespace reorg::cli {
namespace {

using Words = std::vector<std::string>;

constexpr std::size_t longest_line = 64UL * 1024;  // bytes; docs/commands/ask.md says so
constexpr std::size_t shown_of_a_longer_one = 200;

struct Line {
  std::string text;  // without its end; of one that is too long only the beginning
  std::size_t number = 0;
  bool too_long = false;
};

// Lines of any length in bounded memory. The last one need not end.
class Lines {
 public:
  explicit Lines(std::istream& in) : in_(in), buffer_(longest_line + 1) {}

  bool next(Line& line) {
    in_.getline(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    if (in_.bad())
      throw UsageError("--file: cannot be read to its end; is it a file of questions?");
    const auto read = static_cast<std::size_t>(in_.gcount());
    if (read == 0 && !in_.good()) return false;
    line.too_long = in_.fail() && !in_.eof();
    ++line.number;
    if (line.too_long) {
      in_.clear();
      in_.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
    }
    const bool ended = in_.good() && !line.too_long;  // then `read` counts the line feed
    line.text.assign(buffer_.data(), read - (ended ? 1 : 0));
    tidy(line);
    return true;
  }

 private:
  // Without what other systems put around a line: CR at its end, a byte order mark before the
  // first.
  static void tidy(Line& line) {
    static constexpr std::string_view mark = "\xef\xbb\xbf";
    if (line.number == 1 && line.text.starts_with(mark)) line.text.erase(0, mark.size());
    if (line.text.ends_with('\r')) line.text.pop_back();
    if (line.number == 1 &&
        (line.text.starts_with("\xff\xfe") || line.text.starts_with("\xfe\xff")))
      throw UsageError("the questions are written in UTF-16; save them as UTF-8");
    if (!line.too_long) return;
    std::size_t end = std::min(shown_of_a_longer_one, line.text.size());
    while (end > 0 && (static_cast<unsigned char>(line.text[end]) & 0xc0U) == 0x80) --end;
    line.text.resize(end);
  }

  std::istream& in_;
  std::vector<char> buffer_;
};

std::string name_of(const std::string& option) { return option.substr(0, option.find('=')); }

// The options of the whole batch, without those that the line gives itself.
Words options_for(const Words& line, const Words& options) {
  Words result{"--json"};
  for (std::size_t i = 0; i < options.size(); ++i) {
    const bool own = std::ranges::find(line, options[i], name_of) != line.end();
    const std::size_t words = takes_value(options[i]) ? 2U : 1U;
    for (std::size_t n = 0; n < words && !own; ++n) result.push_back(options[i + n]);
    i += words - 1;
  }
  return result;
}

// A batch only asks, and whoever wrote its lines need not be whoever started it.
void refuse_what_is_no_question(const Words& words) {
  if (const Command* c = command(words.front()); c != nullptr && c->when == When::never) {
    throw UsageError(fmt::format("{} answers nothing; a batch only asks", c->name),
                     {command_line(words)});
  }
  for (const std::string_view option : {"--db", "--file"}) {
    if (std::ranges::find(words, option, name_of) != words.end())
      throw UsageError(fmt::format("{} is for the whole batch, not for one of its lines", option));
  }
}

// The line as words of a command line: those of a structured command, or `ask` and the question as
// it stands, up to its first option.
Words words_of_line(std::string_view line) {
  ShellWords split = shell_words(line);
  if (split.words.size() > 1 && split.words.front() == "reorg") {
    split.words.erase(split.words.begin());
    line.remove_prefix(line.find("reorg") + std::string_view("reorg").size());
  }
  if (split.words.empty()) throw UsageError("the line asks nothing; write one question on each");
  if (line.find('\0') != std::string_view::npos) throw UsageError("the line holds a byte 0");
  if (command(split.words.front()) != nullptr && !asks(split.words)) {
    if (split.open != 0)
      throw UsageError(fmt::format("a quotation opened by {} does not end", split.open));
    return split.words;
  }
  const std::size_t options = std::min(line.find(" --"), line.size());
  Words words{"ask", std::string(line.substr(0, options))};
  for (std::string& word : shell_words(line.substr(options)).words)
    words.push_back(std::move(word));
  return words;
}

class Batch {
 public:
  Batch(Session& session, std::istream& in)
      : session_(session),
        options_(
            session.typed_options([](const std::string& o) { return o == "file" || o == "json"; })),
        lines_(in) {
    within_.json_indent = -1;
  }

  // Gives the highest exit code of any line.
  int run() {
    int highest = ok;
    for (Line line; lines_.next(line);) {
      document_.str({});
      trouble_.str({});
      const int code =
          guarded(within_, true, [&] { return cli::run(within_, session_.kept(), words(line)); });
      highest = std::max(highest, code);
      tell(line);
    }
    return highest;
  }

 private:
  Words words(const Line& line) const {
    if (line.too_long) {
      throw UsageError(
          fmt::format("the line is longer than {} KiB; no question is", longest_line / 1024));
    }
    Words result = words_of_line(line.text);
    refuse_what_is_no_question(result);
    std::ranges::move(options_for(result, options_), std::back_inserter(result));
    return result;
  }

  // An answer and an error alike are one object on one line: the question goes in front of its
  // members.
  void tell(const Line& line) {
    const std::string_view answer = trouble_.view().empty() ? document_.view() : trouble_.view();
    if (!answer.starts_with('{')) throw std::logic_error("an answer in a batch is no JSON object");
    const Json first = {{"question", line.text}, {"line", line.number}};
    std::string text = first.dump(-1, ' ', false, Json::error_handler_t::replace);
    text.back() = ',';
    std::ostream& out = session_.world().out;
    // Whoever asked waits for it at the other end of a pipe.
    if (!(out << text << answer.substr(1)).flush())
      throw OutputError("the answer cannot be written to standard output");
  }

  Session& session_;
  Words options_;
  Lines lines_;
  std::ostringstream document_;
  std::ostringstream trouble_;
  World within_ = session_.world().writing_to(document_, trouble_);
};

}  // namespace

int run_ask(Session& session) {
  if (!session.has("file")) {
    throw UsageError("ask: what? Give a question, or a file of them with --file",
                     {"reorg help ask"});
  }
  if (!session.names().empty())
    throw UsageError("ask takes either a question or --file, not both", {"reorg help ask"});
  session.store();  // one message instead of one for each line, when it cannot be opened
  session.kept().let_go();
  const std::string path = session.option("file");
  if (path == "-") return Batch(session, session.world().in).run();
  std::ifstream file(path, std::ios::binary);
  if (!file) throw UsageError(fmt::format("--file {}: cannot be opened", shown(path)));
  return Batch(session, file).run();
}

}  // namespace reorg::cli
