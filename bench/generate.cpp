// reorg_bench_generate N SEED FOLDER [--change P%]
//
// Writes an invented history of N organizations and people into FOLDER as a CSV bundle, with
// questions to ask of it. The same N and SEED give the same bytes on every machine. With --change
// P% of the relations are told otherwise, and all else is the same: what a register publishes a
// month later.
#include <charconv>
#include <cstdio>
#include <exception>
#include <string_view>
#include <vector>

#include "bench/generator/history.hpp"
#include "bench/generator/write_bundle.hpp"

namespace {

template <typename Number>
bool read(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

int usage() {
  std::fputs("usage: reorg_bench_generate N SEED FOLDER [--change P%]   (N from 100 to 10000000)\n",
             stderr);
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string_view> words(argv + 1, argv + argc);
  std::uint32_t entities = 0;
  std::uint64_t seed = 0;
  double changed = 0;
  if ((words.size() != 3 && words.size() != 5) || !read(words[0], entities) || entities < 100 ||
      entities > 10'000'000 || !read(words[1], seed)) {
    return usage();
  }
  if (words.size() == 5) {
    const std::string_view share = words[4].substr(0, words[4].find('%'));
    if (words[3] != "--change" || !read(share, changed) || changed < 0 || changed > 100) {
      return usage();
    }
  }
  try {
    const auto of_10000 = static_cast<std::uint32_t>(changed * 100);
    bench::write_bundle(bench::invented(entities, seed, of_10000), seed, words[2]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "reorg_bench_generate: %s\n", error.what());
    return 1;
  }
  return 0;
}
