// Parts made by several threads are delivered in order, few at a time, and errors come out once.
#include "core/parallel/in_order.hpp"

#include <atomic>
#include <stdexcept>

#include <catch2/catch.hpp>

#include "core/parallel/threads.hpp"

using namespace reorg;

TEST_CASE("parts are taken in order, on however many threads they are made") {
  for (const unsigned threads : {0U, 1U, 2U, 4U, 7U}) {
    for (const std::size_t parts : {0U, 1U, 3U, 500U}) {
      std::vector<std::size_t> taken;
      std::vector<std::atomic<int>> at_work(std::max(threads, 1U));
      std::atomic<bool> alone{true};
      in_order<std::size_t>(
          parts, threads,
          [&](unsigned worker, std::size_t part, std::size_t& result) {
            if (++at_work.at(worker) != 1) alone = false;
            result = part * part;
            --at_work[worker];
          },
          [&](std::size_t result) { taken.push_back(result); });
      REQUIRE(alone);
      REQUIRE(taken.size() == parts);
      for (std::size_t part = 0; part < parts; ++part) REQUIRE(taken[part] == part * part);
    }
  }
}

TEST_CASE("no more results are there at once than four a thread") {
  for (const unsigned threads : {1U, 3U}) {
    std::atomic<std::size_t> made{0};
    std::size_t taken = 0, most = 0;
    in_order<int>(
        1000, threads, [&](unsigned, std::size_t, int&) { ++made; },
        [&](int) {
          most = std::max(most, made - taken);
          ++taken;
        });
    CHECK(most <= 4 * threads);
  }
}

TEST_CASE("a buffer is used again as it was left") {
  std::size_t buffers = 0;
  in_order<std::vector<int>>(
      100, 2, [&](unsigned, std::size_t, std::vector<int>& buffer) { buffer.push_back(1); },
      [&](const std::vector<int>& buffer) { buffers += buffer.size() == 1 ? 1U : 0U; });
  CHECK(buffers >= 1);
  CHECK(buffers <= 8);
}

TEST_CASE("of several errors the first in order comes out, after all that was before it") {
  for (const unsigned threads : {1U, 2U, 4U}) {
    std::size_t taken = 0;
    const auto work = [&] {
      in_order<int>(
          300, threads,
          [](unsigned, std::size_t part, int&) {
            if (part == 100 || part == 101 || part == 250)
              throw std::runtime_error(std::to_string(part));
          },
          [&](int) { ++taken; });
    };
    CHECK_THROWS_WITH(work(), "100");
    CHECK(taken == 100);
  }
}

TEST_CASE("who takes may give up") {
  std::size_t taken = 0;
  const auto work = [&] {
    in_order<int>(
        300, 3, [](unsigned, std::size_t, int&) {},
        [&](int) {
          if (++taken == 20) throw std::runtime_error("the reader is gone");
        });
  };
  CHECK_THROWS_WITH(work(), "the reader is gone");
  CHECK(taken == 20);
}

TEST_CASE("one question has a thread at least and four at most") {
  CHECK(threads_for_one_question() >= 1);
  CHECK(threads_for_one_question() <= 4);
}
