// The arithmetic of shares, against slow and simple oracles.
#include "core/query/shares.hpp"

#include <cmath>
#include <random>

#include "tests/property.hpp"

namespace reorg {
namespace {

using Edge = EffectiveShares::Edge;
using Side = EffectiveShares::Side;
using Edges = std::vector<Edge>;
using Matrix = std::vector<std::vector<double>>;

double share(std::size_t size, const Edges& edges, std::size_t owner, std::size_t owned,
             Side side = Side::least) {
  return EffectiveShares(size, edges, side).of(owner)[owned];
}

// Solves m x = b by elimination, the plainest way.
std::vector<double> solve(Matrix m, std::vector<double> b) {
  const std::size_t n = b.size();
  for (std::size_t c = 0; c < n; ++c) {
    std::size_t pivot = c;
    for (std::size_t r = c; r < n; ++r)
      if (std::abs(m[r][c]) > std::abs(m[pivot][c])) pivot = r;
    std::swap(m[c], m[pivot]);
    std::swap(b[c], b[pivot]);
    for (std::size_t r = 0; r < n; ++r) {
      if (r == c) continue;
      const double f = m[r][c] / m[c][c];
      for (std::size_t k = c; k < n; ++k) m[r][k] -= f * m[c][k];
      b[r] -= f * b[c];
    }
  }
  for (std::size_t i = 0; i < n; ++i) b[i] /= m[i][i];
  return b;
}

// What the owner has of each company when whatever leads back to the owner is cut: h(owner) = 1,
// h(x) = sum of share(y, x) h(y).
std::vector<double> oracle(std::size_t n, const Edges& edges, std::size_t owner) {
  Matrix m(n, std::vector<double>(n));
  std::vector<double> b(n);
  for (std::size_t i = 0; i < n; ++i) m[i][i] = 1;
  for (const Edge& e : edges)
    if (e.owned != owner) m[e.owned][e.owner] -= e.share / 100;
  b[owner] = 1;
  std::vector<double> held = solve(m, b);
  double itself = 0;
  for (const Edge& e : edges)
    if (e.owned == owner) itself += e.share / 100 * held[e.owner];
  held[owner] = itself;
  for (double& h : held) h *= 100;
  return held;
}

// The sum over all paths that do not come back, path length by path length.
std::vector<double> power_series(std::size_t n, const Edges& edges, std::size_t owner) {
  std::vector<double> sum(n), now(n);
  now[owner] = 100;
  for (int step = 0; step < 20000; ++step) {
    std::vector<double> next(n);
    for (const Edge& e : edges) next[e.owned] += now[e.owner] * e.share / 100;
    for (std::size_t i = 0; i < n; ++i) sum[i] += next[i];
    next[owner] = 0;
    now = std::move(next);
  }
  return sum;
}

void require_same(const std::vector<double>& a, const std::vector<double>& b) {
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) REQUIRE(a[i] == Approx(b[i]).margin(1e-6));
}

// Every company has owners that come to at most `filled` per cent.
Edges drawn(std::size_t n, std::size_t owners_each, double filled, std::mt19937& random) {
  Edges edges;
  std::uniform_real_distribution<double> weight(0.01, 1);
  std::uniform_int_distribution<std::size_t> any(0, n - 1);
  for (std::size_t company = 0; company < n; ++company) {
    Edges mine;
    double sum = 0;
    for (std::size_t k = 0; k < std::min(owners_each, n); ++k) {
      mine.push_back({owners_each >= n ? k : any(random), company, weight(random)});
      sum += mine.back().share;
    }
    for (Edge& e : mine) e.share *= filled / sum;
    edges.insert(edges.end(), mine.begin(), mine.end());
  }
  return edges;
}

}  // namespace

TEST_CASE("a share is read as what it may be") {
  CHECK(parse_share("33") == Share{33, 33});
  CHECK(parse_share("25.99") == Share{25.99, 25.99});
  CHECK(parse_share("30..40") == Share{30, 40});
  CHECK(parse_share(">50") == Share{50, 100, true});
  CHECK(parse_share("<5") == Share{0, 5});
  CHECK(parse_share("") == Share{0, 100});
  SECTION("about is one unit of its last digit to each side, as with dates") {
    CHECK(parse_share("~64") == Share{63, 65});
    const auto small = parse_share("~6.2");
    REQUIRE(small);
    CHECK(small->low == Approx(6.1));
    CHECK(small->high == Approx(6.3));
    CHECK(parse_share("~100") == Share{99, 100});
  }
  SECTION("what is no share is none") {
    for (const char* text : {"x", "101", "-1", "40..30", "..", "~", ">", "33%", "nan", "1e3"})
      CHECK_FALSE(parse_share(text));
  }
}

TEST_CASE("a share above a threshold is so for certain, possibly or not") {
  CHECK(above({50, 50}, 50) == Above::no);
  CHECK(above({50, 100, true}, 50) == Above::certainly);
  CHECK(above({50, 100}, 50) == Above::possibly);
  CHECK(above({50.01, 50.01}, 50) == Above::certainly);
  CHECK(above({0.1 + 0.2, 0.1 + 0.2}, 0.3) == Above::no);  // rounding is no share
}

TEST_CASE("nobody holds more than the others leave") {
  std::vector<Stake> stakes{{0, 2, {33, 33}}, {1, 2, {0, 100}}};
  limit_to_the_rest(stakes);
  CHECK(stakes[0].share == Share{33, 33});
  CHECK(stakes[1].share == Share{0, 67});
  SECTION("shares that come to more than 100 % limit nobody, and are reported") {
    std::vector<Stake> odd{{0, 2, {60, 60}}, {1, 2, {70, 80}}};
    limit_to_the_rest(odd);
    CHECK(odd[1].share == Share{70, 80});
    CHECK(overfull(odd) == std::vector<std::size_t>{2});
    CHECK(overfull(stakes).empty());
  }
}

TEST_CASE("along a chain shares multiply, over several paths they add") {
  CHECK(share(3, {{0, 1, 50}, {1, 2, 40}}, 0, 2) == Approx(20));
  const Edges diamond{{0, 1, 50}, {0, 2, 80}, {1, 3, 40}, {2, 3, 60}};
  CHECK(share(4, diamond, 0, 3) == Approx(50 * 0.4 + 80 * 0.6));
  CHECK(share(4, diamond, 3, 0) == 0);
}

TEST_CASE("a loop is solved and counts nothing twice") {
  SECTION("a company's shares of its own leave all to the others") {
    const Edges treasury{{0, 1, 60}, {1, 1, 40}};
    CHECK(share(2, treasury, 0, 1) == Approx(100));
    CHECK(share(2, treasury, 1, 1) == Approx(40));
  }
  SECTION("two that own each other") {
    // 2 owns 20 % of 0, 0 owns 30 % of 1, 1 owns 50 % of 0.
    const Edges cross{{2, 0, 20}, {0, 1, 30}, {1, 0, 50}};
    CHECK(share(3, cross, 2, 0) == Approx(20 / (1 - 0.15)));
    CHECK(share(3, cross, 2, 1) == Approx(20 / (1 - 0.15) * 0.3));
    CHECK(share(3, cross, 0, 1) == Approx(30));  // not 30 / 0.85: the way back does not count
    CHECK(share(3, cross, 0, 0) == Approx(15));
  }
  SECTION("a ring of three that belongs to itself alone") {
    const Edges ring{{0, 1, 100}, {1, 2, 100}, {2, 0, 100}};
    for (const Side side : {Side::least, Side::most}) {
      CHECK(share(3, ring, 0, 1, side) == Approx(100));
      CHECK(share(3, ring, 0, 2, side) == Approx(100));
      CHECK(share(3, ring, 0, 0, side) == Approx(100));
    }
  }
  SECTION("a ring of three with an owner outside gives all of it to that owner") {
    const Edges ring{{3, 0, 10}, {2, 0, 90}, {0, 1, 100}, {1, 2, 100}};
    for (std::size_t i = 0; i < 3; ++i) CHECK(share(4, ring, 3, i) == Approx(100));
  }
  SECTION("shares that come to more than 100 % give nobody more than all") {
    const Edges odd{{2, 0, 50}, {1, 0, 90}, {0, 1, 100}, {2, 1, 50}};
    for (const Side side : {Side::least, Side::most}) {
      for (std::size_t owner = 0; owner < 3; ++owner) {
        for (const double held : EffectiveShares(3, odd, side).of(owner)) {
          CHECK(held >= 0);
          CHECK(held <= 100);
        }
      }
    }
  }
}

TEST_CASE("a chain of a thousand") {
  Edges edges;
  for (std::size_t i = 0; i < 999; ++i) edges.push_back({i, i + 1, i == 500 ? 50.0 : 100.0});
  const EffectiveShares all(1000, edges, Side::least);
  CHECK(all.of(0)[999] == Approx(50));
  CHECK(all.of(501)[999] == Approx(100));
  CHECK(all.of(999)[0] == 0);
}

TEST_CASE("two hundred that all own each other, against elimination without any trick") {
  std::mt19937 random(2011);
  const Edges edges = drawn(200, 200, 95, random);
  const EffectiveShares all(200, edges, Side::least);
  for (const std::size_t owner : {0U, 7U, 199U})
    require_same(all.of(owner), oracle(200, edges, owner));
}

TEST_CASE("a loop too large to be solved is approached from below") {
  std::mt19937 random(1989);
  constexpr std::size_t many = EffectiveShares::largest_solved + 100;
  Edges edges = drawn(many, 2, 80, random);
  for (std::size_t i = 0; i < many; ++i) edges.push_back({i, (i + 1) % many, 10});  // one loop
  const auto low = EffectiveShares(many, edges, Side::least).of(0);
  const auto high = EffectiveShares(many, edges, Side::most).of(0);
  const auto slow = oracle(many, edges, 0);
  require_same(low, slow);
  require_same(high, slow);
}

TEST_CASE("any network agrees with elimination and with the sum over its paths") {
  tests::require_for_all([](std::uint32_t seed, bool dense) {
    std::mt19937 random(seed);
    const std::size_t n = 2 + seed % 9;
    const Edges edges = drawn(n, dense ? n : 2, 90, random);
    const EffectiveShares all(n, edges, Side::least);
    for (std::size_t owner = 0; owner < n; ++owner) {
      require_same(all.of(owner), oracle(n, edges, owner));
    }
  });
  std::mt19937 random(7);
  const Edges edges = drawn(12, 3, 90, random);
  require_same(EffectiveShares(12, edges, Side::least).of(3), power_series(12, edges, 3));
}

TEST_CASE("ultimate owners together have at most all of a company") {
  tests::require_for_all([](std::uint32_t seed) {
    std::mt19937 random(seed);
    const std::size_t n = 3 + seed % 8;
    Edges edges = drawn(n, 3, 100, random);
    for (Edge& e : edges) e.share *= 0.7;  // the rest of each is held from outside
    for (std::size_t company = 0; company < n; ++company) {
      edges.push_back({n, company, 20});
      edges.push_back({n + 1, company, 10});
    }
    const EffectiveShares all(n + 2, edges, Side::least);
    const auto one = all.of(n), other = all.of(n + 1);
    for (std::size_t company = 0; company < n; ++company)
      REQUIRE(one[company] + other[company] == Approx(100));
  });
}

TEST_CASE("a company between that is owned in full changes nothing") {
  tests::require_for_all([](std::uint32_t seed) {
    std::mt19937 random(seed);
    const std::size_t n = 2 + seed % 8;
    const Edges edges = drawn(n, 2, 90, random);
    Edges longer;  // each share is held through a company of its owner's own
    for (std::size_t i = 0; i < edges.size(); ++i) {
      longer.push_back({edges[i].owner, n + i, 100});
      longer.push_back({n + i, edges[i].owned, edges[i].share});
    }
    const EffectiveShares plain(n, edges, Side::least);
    const EffectiveShares with(n + edges.size(), longer, Side::least);
    for (std::size_t owner = 0; owner < n; ++owner) {
      const auto before = plain.of(owner), after = with.of(owner);
      for (std::size_t i = 0; i < n; ++i) REQUIRE(before[i] == Approx(after[i]).margin(1e-6));
    }
  });
}

TEST_CASE("greater shares never make less: bounds of shares give bounds of the result") {
  tests::require_for_all([](std::uint32_t seed) {
    std::mt19937 random(seed);
    const std::size_t n = 2 + seed % 8;
    const Edges high = drawn(n, 3, 100, random);
    Edges low = high, between = high;
    std::uniform_real_distribution<double> part(0, 1);
    for (std::size_t i = 0; i < high.size(); ++i) {
      low[i].share *= part(random);
      between[i].share = low[i].share + part(random) * (high[i].share - low[i].share);
    }
    const EffectiveShares least(n, low, Side::least), most(n, high, Side::most);
    const EffectiveShares real(n, between, Side::least);
    for (std::size_t owner = 0; owner < n; ++owner) {
      const auto a = least.of(owner), b = real.of(owner), c = most.of(owner);
      for (std::size_t i = 0; i < n; ++i) {
        REQUIRE(a[i] <= b[i] + 1e-6);
        REQUIRE(b[i] <= c[i] + 1e-6);
      }
    }
  });
}

TEST_CASE("control follows majorities and adds what the controlled hold") {
  SECTION("a chain of majorities passes on the last stake in full") {
    const std::vector<Stake> votes{{0, 1, {51, 51}}, {1, 2, {30, 30}}};
    CHECK(ControlChains(3, votes).of(0).votes[2] == Share{30, 30});
  }
  SECTION("a minority passes on nothing, half is no majority") {
    for (const double held : {49.0, 50.0}) {
      const std::vector<Stake> votes{{0, 1, {held, held}}, {1, 2, {30, 30}}};
      CHECK(ControlChains(3, votes).of(0).votes[2] == Share{0, 0});
    }
  }
  SECTION("two controlled companies control a third together, with the owner's own stake") {
    const std::vector<Stake> votes{{0, 1, {51, 51}}, {0, 2, {60, 60}}, {1, 3, {20, 20}},
                                   {2, 3, {21, 21}}, {0, 3, {10, 10}}, {3, 4, {26, 26}}};
    const Control all = ControlChains(5, votes).of(0);
    CHECK(all.votes[3] == Share{51, 51});
    CHECK(all.votes[4] == Share{26, 26});
  }
  SECTION("a possible majority passes on a possible stake") {
    const std::vector<Stake> votes{{0, 1, {40, 60}}, {1, 2, {30, 30}}};
    CHECK(ControlChains(3, votes).of(0).votes[2] == Share{0, 30});
  }
  SECTION("more than half is a majority, whatever more") {
    const std::vector<Stake> votes{{0, 1, {50, 100, true}}, {1, 2, {80, 80}}};
    CHECK(ControlChains(3, votes).of(0).votes[2] == Share{80, 80});
  }
  SECTION("loops end, and nobody is given more than all") {
    const std::vector<Stake> votes{
        {0, 1, {60, 60}}, {1, 2, {60, 60}}, {2, 0, {60, 60}}, {2, 1, {60, 60}}};
    const Control all = ControlChains(3, votes).of(0);
    CHECK(above(all.votes[1], 50) == Above::certainly);
    CHECK(all.votes[1].high <= 100);
  }
}

}  // namespace reorg
