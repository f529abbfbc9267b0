// reorg_bench_components ENTITIES: reads "kind subject object" in numbers, a relation a line, from
// stdin and prints how many there are of each kind and how large the connected components are. It
// does for PostgreSQL what the other peers do in their own process.
#include <cstdio>
#include <string>
#include <vector>

#include "bench/peers/bundle.hpp"

int main(int argc, char** argv) {
  if (argc != 2) {
    return 2;
  }
  bench::Components components(std::stoul(argv[1]));
  std::vector<char> buffer(std::size_t{1} << 20U);
  std::uint32_t numbers[3] = {};
  unsigned live[5] = {};
  std::size_t at = 0;
  for (std::size_t size = 0; (size = std::fread(buffer.data(), 1, buffer.size(), stdin)) > 0;) {
    for (std::size_t n = 0; n < size; ++n) {
      if (const char character = buffer[n]; character >= '0') {
        numbers[at] = numbers[at] * 10 + static_cast<std::uint32_t>(character - '0');
      } else if (++at == 3) {
        ++live[numbers[0]];
        components.join(numbers[1], numbers[2]);
        at = 0;
        numbers[0] = numbers[1] = numbers[2] = 0;
      }
    }
  }
  for (std::uint8_t kind = bench::part_of; kind <= bench::member_of; ++kind) {
    std::printf("live\t%s\t%u\n", std::string(bench::kind_name(kind)).c_str(), live[kind]);
  }
  components.print();
  return 0;
}
