// What a long command tells meanwhile: nothing while it is short, then one line that is redrawn.
#include "cli/progress.hpp"

#include <sstream>
#include <thread>

#include <catch2/catch.hpp>

using reorg::cli::ProgressLine;

namespace {

void wait() { std::this_thread::sleep_for(std::chrono::milliseconds(550)); }

}  // namespace

TEST_CASE("short work tells nothing, and takes nothing away") {
  std::ostringstream err;
  {
    ProgressLine line(err, true, true);
    line({"reading", 1'000'000, 2'000'000});
    line({"sorting"});
  }
  CHECK(err.str().empty());
}

TEST_CASE("long work redraws one line, says each stage as it begins, and takes the line away") {
  std::ostringstream err;
  {
    ProgressLine line(err, true, true);
    line({"reading", 1'000'000, 4'000'000});
    wait();
    line({"reading", 2'000'000, 4'000'000});
    CHECK_THAT(err.str(), Catch::StartsWith("\r\033[Kreading: 2 MB of 4 MB, 4 MB/s, "));
    line({"image: sorting"});
    CHECK_THAT(err.str(), Catch::EndsWith("\r\033[Kimage: sorting …"));
  }
  CHECK_THAT(err.str(), Catch::EndsWith("…\r\033[K"));
}

TEST_CASE("who wants no progress gets none") {
  std::ostringstream err;
  ProgressLine line(err, true, false);
  CHECK_FALSE(line.is_wanted());
  wait();
  line({"reading", 1, 2});
  CHECK(err.str().empty());
}
