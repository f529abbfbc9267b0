// Running dot: whatever it does, the caller gets a picture or words that say why not, in time, and
// nothing of dot stays behind. Most of these dots are shell scripts that misbehave in one way each.
#include "graphviz/graphviz.hpp"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>

#include <catch2/catch.hpp>
#include <unistd.h>

#include "graphviz/process.hpp"
#include "tests/store/child_process.hpp"
#include "tests/store/scratch_folder.hpp"

using namespace reorg::charts;
using namespace std::chrono_literals;
using namespace std::string_literals;
using reorg::tests::ScratchFolder;

namespace {

// A folder with a program in it, to be used as search path.
class Fake {
 public:
  explicit Fake(const std::string& script, const std::string& name = "dot") {
    reorg::tests::write_bytes(folder_ / name, "#!/bin/sh\n" + script + "\n");
    std::filesystem::permissions(folder_ / name, std::filesystem::perms(0755));
  }
  std::string path() const { return folder_.path().string(); }
  std::filesystem::path operator/(const std::string& name) const { return folder_ / name; }

 private:
  ScratchFolder folder_;
};

std::string own_path() {
  const char* const path = std::getenv("PATH");
  return path == nullptr ? "" : path;
}

// The message of a drawing that must fail.
std::string refusal(const Graphviz& graphviz, std::string_view dot = "digraph {}") {
  try {
    graphviz.draw(dot, Picture::svg);
  } catch (const GraphvizError& error) {
    return error.what();
  }
  FAIL("a picture was drawn");
  return {};
}

template <typename Work>
std::chrono::steady_clock::duration time_of(const Work& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::steady_clock::now() - start;
}

// The process id that a script wrote into a file, once it is there.
pid_t written_pid(const std::filesystem::path& file) {
  for (int i = 0; i < 1000; ++i) {
    if (const auto text = reorg::tests::bytes_of(file); text.ends_with('\n'))
      return std::stoi(text);
    std::this_thread::sleep_for(10ms);
  }
  FAIL("no process id in " << file);
  return 0;
}

// Whether a process is gone, or will be in a moment: one that was nobody's child any more is waited
// for by the system.
bool is_gone(pid_t pid) {
  for (int i = 0; i < 500; ++i) {
    if (::kill(pid, 0) != 0) return true;
    // A container without an init process keeps zombies for ever; dead they are all the same.
    const auto state = reorg::tests::bytes_of("/proc/" + std::to_string(pid) + "/stat");
    if (state.find(") Z ") != std::string::npos) return true;
    std::this_thread::sleep_for(10ms);
  }
  return false;
}

}  // namespace

TEST_CASE("without dot the message says what to install and what works without it") {
  const ScratchFolder empty;
  const auto said = refusal(Graphviz(empty.path().string()));
  CHECK_THAT(said, Catch::Contains("apt install graphviz"));
  CHECK_THAT(said, Catch::Contains("-f dot"));
  CHECK(refusal(Graphviz("")) == said);
  CHECK(refusal(Graphviz("/nowhere/at/all::/nor/here")) == said);
}

TEST_CASE("a program is found in the first folder that has it, and only when it can be run") {
  const Fake first(":"), second(":");
  const std::string both = first.path() + ":" + second.path();
  CHECK(find_program("dot", both) == first / "dot");
  std::filesystem::permissions(first / "dot", std::filesystem::perms(0644));
  CHECK(find_program("dot", both) == second / "dot");
  std::filesystem::remove(first / "dot");
  std::filesystem::create_directory(first / "dot");
  CHECK(find_program("dot", both) == second / "dot");
}

TEST_CASE("dot's own words stand in the message when it fails") {
  const Fake dot("cat >/dev/null; echo 'Error: the ink is dry' >&2; exit 1");
  const auto said = refusal(Graphviz(dot.path()));
  CHECK_THAT(said, Catch::Contains("exit code 1"));
  CHECK_THAT(said, Catch::Contains("Error: the ink is dry"));
}

TEST_CASE("of a flood of dot's words the message has the beginning") {
  const Fake dot(
      "i=0; while [ $i -lt 2000 ]; do echo \"Error: number $i\" >&2; i=$((i+1)); done\n"
      "head -c 100000 /dev/zero | tr '\\0' x >&2; exit 3");
  const auto said = refusal(Graphviz(dot.path()));
  CHECK_THAT(said, Catch::Contains("Error: number 0\n"));
  CHECK_THAT(said, Catch::Contains("(and 1996 more lines)"));
  CHECK(said.size() < 2000);
}

TEST_CASE("a dot that cannot be started is an error of Graphviz") {
  const Fake dot(":");
  reorg::tests::write_bytes(dot / "dot", "#!/no/such/interpreter\n");
  CHECK_THAT(refusal(Graphviz(dot.path())), Catch::Contains("cannot be run"));
}

TEST_CASE("a dot that draws nothing at all is an error") {
  const Fake dot("cat >/dev/null");
  CHECK_THAT(refusal(Graphviz(dot.path())), Catch::Contains("drew nothing"));
}

TEST_CASE("a signal that ended dot is named, with the remedy") {
  const Fake dot("kill -SEGV $$");
  const auto said = refusal(Graphviz(dot.path()));
  CHECK_THAT(said, Catch::Contains("Segmentation fault"));
  CHECK_THAT(said, Catch::Contains("--depth"));
}

TEST_CASE("a dot that takes too long is stopped, with all that it started") {
  // It lingers; it has closed everything and lingers; it waits for another that lingers.
  const auto lingering =
      GENERATE("echo $$ >$pid; sleep 60", "echo $$ >$pid; exec >/dev/null 2>&1; sleep 60",
               "sleep 60 & echo $! >$pid; wait");
  CAPTURE(lingering);
  const Fake dot("pid=$(dirname \"$0\")/pid; " + std::string(lingering));
  const Graphviz graphviz(dot.path(), 1s);
  std::string said;
  const auto taken = time_of([&] { said = refusal(graphviz); });
  CHECK(taken >= 1s);
  CHECK(taken < 10s);
  CHECK_THAT(said, Catch::Contains("after 1 second "));
  CHECK_THAT(said, Catch::Contains("--depth") && Catch::Contains("--only") &&
                       Catch::Contains("--collapse-over"));
  CHECK(is_gone(written_pid(dot / "pid")));
  CHECK(::waitpid(-1, nullptr, WNOHANG) == -1);  // no zombie of ours
}

TEST_CASE("no size of input, output and errors makes the two wait for each other") {
  const Fake dot(
      "flood() { head -c 5000000 /dev/zero | tr '\\0' \"$1\"; }\n"
      "flood e >&2; flood o; wc -c; flood o; flood e >&2");
  const std::string input(5'000'000, 'i');
  const auto ending = run_program({(dot / "dot").string()}, input, 60s);
  REQUIRE(ending.succeeded());
  CHECK(ending.errors == std::string(10'000'000, 'e'));
  const std::string flood(5'000'000, 'o');
  CHECK(ending.output == flood + "5000000\n" + flood);
}

TEST_CASE("a dot that closes its input at once does no harm, and its picture counts") {
  const Fake dot("exec <&-; echo '<svg/>'");
  const std::string much(5'000'000, ' ');
  CHECK(Graphviz(dot.path()).draw(much, Picture::svg) == "<svg/>\n");
}

TEST_CASE("a dot that ends without reading does no harm, and SIGPIPE is left as it was") {
  const Fake dot("exit 7");
  struct sigaction before = {}, after = {};
  ::sigaction(SIGPIPE, nullptr, &before);
  CHECK_THAT(refusal(Graphviz(dot.path()), std::string(5'000'000, ' ')),
             Catch::Contains("exit code 7"));
  ::sigaction(SIGPIPE, nullptr, &after);
  CHECK(before.sa_handler == after.sa_handler);
}

TEST_CASE("what dot warns of is kept, each line once, over several drawings") {
  const Fake dot(
      "cat >/dev/null; echo '<svg/>'; printf '%s\\n' 'Warning: b' '' 'Warning: a' "
      "'Warning: b' >&2");
  const Graphviz graphviz(dot.path());
  CHECK(graphviz.warnings().empty());
  graphviz.draw("digraph {}", Picture::svg);
  graphviz.draw("digraph {}", Picture::svg);
  CHECK(graphviz.warnings() == std::vector<std::string>{"Warning: b", "Warning: a"});
}

TEST_CASE("dot is told the format and nothing else, whatever the text holds") {
  const Fake dot("echo \"$# $1\"; cat");
  const Graphviz graphviz(dot.path());
  const std::string text = "-o x; $(touch y) `touch z` \" ' \\ \n \0 %s"s;
  for (const auto& [picture, format] : {std::pair{Picture::svg, "svg"},
                                        {Picture::png, "png"},
                                        {Picture::pdf, "pdf"},
                                        {Picture::json, "json0"}}) {
    CHECK(graphviz.draw(text, picture) == "1 -T" + std::string(format) + "\n" + text);
  }
}

TEST_CASE("when the process is told to end while dot runs, dot ends with it") {
  const int signal = GENERATE(SIGINT, SIGTERM, SIGHUP);
  CAPTURE(signal);
  const Fake dot("echo $$ >\"$(dirname \"$0\")/pid\"; sleep 60");
  const pid_t reader = reorg::tests::start_child([&] {
    ::signal(signal, SIG_DFL);  // not the test runner's
    Graphviz(dot.path()).draw("digraph {}", Picture::svg);
    return 0;
  });
  const pid_t started = written_pid(dot / "pid");
  ::kill(reader, signal);
  CHECK(reorg::tests::wait_for(reader) == 128 + signal);
  CHECK(is_gone(started));
}

TEST_CASE("a process that ignores a signal goes on drawing, one that handles it is told") {
  const bool ignores = GENERATE(true, false);
  const Fake dot("echo $$ >\"$(dirname \"$0\")/pid\"; sleep 1; echo '<svg/>'");
  const pid_t reader = reorg::tests::start_child([&] {
    ::signal(
        SIGHUP, ignores ? SIG_IGN : [](int) {});
    try {
      Graphviz(dot.path()).draw("digraph {}", Picture::svg);
      return 10;
    } catch (const GraphvizError& error) {
      return std::string(error.what()).starts_with("Interrupted") ? 20 : 30;
    }
  });
  written_pid(dot / "pid");
  ::kill(reader, SIGHUP);
  CHECK(reorg::tests::wait_for(reader) == (ignores ? 10 : 20));
}

TEST_CASE("the real dot draws in every format") {
  const Graphviz graphviz(own_path());
  const std::string_view dot = "digraph { a -> b }";
  CHECK_THAT(graphviz.draw(dot, Picture::svg), Catch::Contains("</svg>"));
  CHECK_THAT(graphviz.draw(dot, Picture::png), Catch::StartsWith("\x89PNG"));
  CHECK_THAT(graphviz.draw(dot, Picture::pdf), Catch::StartsWith("%PDF"));
  CHECK_THAT(graphviz.draw(dot, Picture::json), Catch::Contains("\"pos\""));
  CHECK(graphviz.warnings().empty());
}

TEST_CASE("to the real dot a name is a text, whatever it looks like") {
  const auto [written, drawn] = GENERATE(table<const char*, const char*>({
      {R"($(touch hacked))", "$(touch hacked)"},
      {R"(`touch hacked`)", "`touch hacked`"},
      {R"(\"; rm -rf . #)", "&quot;; rm &#45;rf . #"},
      {R"(阿里云 <b>&)", "阿里云 &lt;b&gt;&amp;"},
  }));
  const auto svg =
      Graphviz(own_path())
          .draw("digraph { a [label=\"" + std::string(written) + "\"] }", Picture::svg);
  CHECK_THAT(svg, Catch::Contains(">" + std::string(drawn) + "</text>"));
}

TEST_CASE("broken DOT is an error in the real dot's words, doubtful DOT a warning") {
  const Graphviz graphviz(own_path());
  CHECK_THAT(refusal(graphviz, "digraph { a -> "), Catch::Contains("syntax error in line 1"));
  CHECK(graphviz.warnings().empty());
  graphviz.draw("digraph { a -> b:nowhere }", Picture::svg);
  REQUIRE(graphviz.warnings().size() == 1);
  CHECK_THAT(graphviz.warnings().front(), Catch::Contains("nowhere"));
}

TEST_CASE("fontconfig is asked whether a language can be written, in its own word for it") {
  const Fake fc_list("[ \"$*\" = ':lang=zh-cn family' ] && echo 'Noto Sans CJK SC'; :", "fc-list");
  CHECK(can_write("zh-Hans", fc_list.path()));
  CHECK_FALSE(can_write("zh-Hant", fc_list.path()));
  CHECK_FALSE(can_write("ja", fc_list.path()));
}

TEST_CASE("where fontconfig cannot be asked, nobody is warned") {
  const ScratchFolder empty;
  CHECK(can_write("zh", empty.path().string()));
  CHECK(can_write("zh", Fake("exit 1", "fc-list").path()));
}

TEST_CASE("the real fontconfig knows no font of an invented language") {
  if (find_program("fc-list", own_path()).empty()) return;
  CHECK_FALSE(can_write("xx-invented", own_path()));
}
