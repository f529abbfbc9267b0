#include "core/query/shares.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>

namespace reorg {
namespace {

constexpr double rounding = 1e-6;  // per cent

// A number without sign; `unit` is that of its last digit.
std::optional<double> number(std::string_view text, double* unit = nullptr) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  if (!whole || !(value >= 0 && value <= 100)) return std::nullopt;
  const std::size_t point = text.find('.');
  if (unit != nullptr) {
    *unit = point == std::string_view::npos
                ? 1
                : std::pow(10.0, -static_cast<double>(text.size() - point - 1));
  }
  return value;
}

}  // namespace

std::optional<Share> parse_share(std::string_view text) {
  if (text.empty()) return Share{};
  if (const std::size_t dots = text.find(".."); dots != std::string_view::npos) {
    const auto low = number(text.substr(0, dots));
    const auto high = number(text.substr(dots + 2));
    if (!low || !high || *high < *low) return std::nullopt;
    return Share{*low, *high};
  }
  const char mark = text.front();
  const bool marked = mark == '~' || mark == '>' || mark == '<';
  double unit = 0;
  const auto value = number(text.substr(marked ? 1 : 0), &unit);
  if (!value) return std::nullopt;
  switch (mark) {
    case '~':
      return Share{std::max(0.0, *value - unit), std::min(100.0, *value + unit)};
    case '>':
      return Share{*value, 100, true};
    case '<':
      return Share{0, *value};
    default:
      return Share{*value, *value};
  }
}

Above above(const Share& share, double threshold) {
  const double least = share.low - threshold;
  if (least > rounding || (share.more && least > -rounding)) return Above::certainly;
  return share.high > threshold + rounding ? Above::possibly : Above::no;
}

namespace {

std::vector<double> least_sums(std::span<const Stake> stakes) {
  std::vector<double> sums;
  for (const Stake& s : stakes) {
    if (s.owned >= sums.size()) sums.resize(s.owned + 1);
    sums[s.owned] += s.share.low;
  }
  return sums;
}

}  // namespace

void limit_to_the_rest(std::vector<Stake>& stakes) {
  const std::vector<double> sums = least_sums(stakes);
  for (Stake& s : stakes) {
    if (sums[s.owned] > 100 + rounding) continue;
    const double rest = 100 - (sums[s.owned] - s.share.low);
    s.share.high = std::max(s.share.low, std::min(s.share.high, rest));
  }
}

std::vector<std::size_t> overfull(std::span<const Stake> stakes) {
  std::vector<std::size_t> result;
  const std::vector<double> sums = least_sums(stakes);
  for (std::size_t company = 0; company < sums.size(); ++company) {
    if (sums[company] > 100 + rounding) result.push_back(company);
  }
  return result;
}

// ---- effective ownership ----------------------------------------------------------------------

EffectiveShares::EffectiveShares(std::size_t size, std::span<const Edge> edges, Side side)
    : side_(side), owners_(size), place_(size), seat_(size) {
  for (const Edge& e : edges) {
    if (e.share > 0) owners_[e.owned].push_back({e.owner, e.share / 100});
  }
  find_components();
  for (Loop& loop : order_) solve(loop);
}

void EffectiveShares::find_components() {
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
  Graph graph(owners_.size());  // from company to owner: components come out owners first
  for (std::size_t company = 0; company < owners_.size(); ++company) {
    for (const Link& l : owners_[company]) boost::add_edge(company, l.owner, graph);
  }
  const auto index = boost::get(boost::vertex_index, graph);
  const std::size_t count =
      boost::strong_components(graph, boost::make_iterator_property_map(place_.begin(), index));
  order_.resize(count);
  for (std::size_t v = 0; v < place_.size(); ++v) {
    seat_[v] = order_[place_[v]].members.size();
    order_[place_[v]].members.push_back(v);
  }
}

// Gauss-Jordan elimination with partial pivoting; leaves `inverse` empty when the loop is too
// large, or so full that I - A has no inverse.
void EffectiveShares::solve(Loop& loop) const {
  const std::size_t n = loop.members.size();
  if (n > largest_solved) return;
  std::vector<double> a(n * n);
  std::vector<double> inverse(n * n);
  for (std::size_t i = 0; i < n; ++i) a[i * n + i] = inverse[i * n + i] = 1;
  for (std::size_t i = 0; i < n; ++i) {
    for (const Link& l : owners_[loop.members[i]]) {
      if (place_[l.owner] == place_[loop.members[i]]) a[seat_[l.owner] * n + i] -= l.part;
    }
  }
  const auto row = [n](std::vector<double>& m, std::size_t r) { return m.data() + r * n; };
  for (std::size_t c = 0; c < n; ++c) {
    std::size_t pivot = c;
    for (std::size_t r = c + 1; r < n; ++r) {
      if (std::abs(a[r * n + c]) > std::abs(a[pivot * n + c])) pivot = r;
    }
    if (std::abs(a[pivot * n + c]) < 1e-9) return;
    if (pivot != c) {
      std::swap_ranges(row(a, c), row(a, c) + n, row(a, pivot));
      std::swap_ranges(row(inverse, c), row(inverse, c) + n, row(inverse, pivot));
    }
    const double scale = 1 / a[c * n + c];
    for (std::size_t k = 0; k < n; ++k) {
      a[c * n + k] *= scale;
      inverse[c * n + k] *= scale;
    }
    for (std::size_t r = 0; r < n; ++r) {
      const double factor = a[r * n + c];
      if (r == c || factor == 0) continue;
      for (std::size_t k = 0; k < n; ++k) {
        a[r * n + k] -= factor * a[c * n + k];
        inverse[r * n + k] -= factor * inverse[c * n + k];
      }
    }
  }
  const bool sums_up = std::ranges::all_of(inverse, [](double x) { return x > -1e-9; });
  if (sums_up) loop.inverse = std::move(inverse);  // else the sum over all paths has no end
}

// What the owner has of a company through those that stand before its component.
double EffectiveShares::from_outside(std::size_t company, const std::vector<double>& held) const {
  double sum = 0;
  for (const Link& l : owners_[company]) {
    if (place_[l.owner] != place_[company]) sum += l.part * held[l.owner];
  }
  return sum;
}

std::vector<double> EffectiveShares::of(std::size_t owner) const {
  std::vector<double> held(owners_.size());  // of 1; the owner has all of itself, for a start
  for (std::size_t c = place_[owner]; c < order_.size(); ++c) spread(owner, order_[c], held);
  double itself = 0;
  for (const Link& l : owners_[owner]) itself += l.part * (l.owner == owner ? 1 : held[l.owner]);
  held[owner] = std::min(1.0, itself);
  for (double& h : held) h *= 100;
  return held;
}

void EffectiveShares::spread(std::size_t owner, const Loop& loop, std::vector<double>& held) const {
  const bool inside = place_[owner] == place_[loop.members.front()];
  const bool alone = loop.members.size() == 1;
  if (inside && alone) {
    held[owner] = 1;
    return;
  }
  const bool touched = inside || std::ranges::any_of(loop.members, [&](std::size_t company) {
                         return from_outside(company, held) > 0;
                       });
  if (touched && !by_inverse(owner, loop, held)) by_rounds(owner, loop, held);
}

bool EffectiveShares::by_inverse(std::size_t owner, const Loop& loop,
                                 std::vector<double>& held) const {
  const std::size_t n = loop.members.size();
  if (loop.inverse.empty()) return false;
  std::vector<double> found(n);
  if (place_[owner] == place_[loop.members.front()]) {  // only paths that do not come back
    const std::size_t i = seat_[owner];
    for (std::size_t k = 0; k < n; ++k)
      found[k] = loop.inverse[i * n + k] / loop.inverse[i * n + i];
  } else {
    for (std::size_t i = 0; i < n; ++i) {
      const double outside = from_outside(loop.members[i], held);
      for (std::size_t k = 0; outside > 0 && k < n; ++k)
        found[k] += outside * loop.inverse[i * n + k];
    }
  }
  const bool sound = std::ranges::all_of(found, [](double x) { return x < 1 + 1e-9; });
  for (std::size_t k = 0; sound && k < n; ++k)
    held[loop.members[k]] = std::clamp(found[k], 0.0, 1.0);
  return sound;
}

// The least solution in which nobody has more than all: grows from nothing, round by round.
void EffectiveShares::by_rounds(std::size_t owner, const Loop& loop,
                                std::vector<double>& held) const {
  constexpr int most_rounds = 1000;
  for (const std::size_t company : loop.members) held[company] = company == owner ? 1 : 0;
  double change = 1;
  for (int round = 0; round < most_rounds && change > 1e-12; ++round) {
    change = 0;
    for (const std::size_t company : loop.members) {
      if (company == owner) continue;
      double sum = 0;
      for (const Link& l : owners_[company]) sum += l.part * held[l.owner];
      sum = std::min(1.0, sum);
      change = std::max(change, sum - held[company]);
      held[company] = sum;
    }
  }
  if (change <= 1e-12 || side_ == Side::least) return;
  for (const std::size_t company : loop.members) held[company] = 1;
}

// ---- control ----------------------------------------------------------------------------------

ControlChains::ControlChains(std::size_t size, std::span<const Stake> votes) : stakes_(size) {
  for (const Stake& s : votes) stakes_[s.owner].push_back(s);
}

Control ControlChains::of(std::size_t owner) const {
  Control result;
  std::vector<char> possibly;
  result.votes = gather(owner, true, result.least);
  const std::vector<Share> most = gather(owner, false, possibly);
  for (std::size_t i = 0; i < most.size(); ++i)
    result.votes[i].high = std::min(100.0, most[i].high);
  return result;
}

// Whoever is controlled brings its own stakes in, until nobody is added.
std::vector<Share> ControlChains::gather(std::size_t owner, bool least,
                                         std::vector<char>& controlled) const {
  std::vector<Share> votes(stakes_.size(), Share{0, 0});
  controlled.assign(stakes_.size(), 0);
  std::vector<std::size_t> newest{owner};
  while (!newest.empty()) {
    const std::size_t holder = newest.back();
    newest.pop_back();
    for (const Stake& s : stakes_[holder]) {
      Share& sum = votes[s.owned];
      sum.low += s.share.low;
      sum.high += s.share.high;
      sum.more = sum.more || s.share.more;
      const Above half = above(sum, majority);
      const bool enough = half == Above::certainly || (!least && half == Above::possibly);
      if (!enough || controlled[s.owned] != 0 || s.owned == owner) continue;
      controlled[s.owned] = 1;
      newest.push_back(s.owned);
    }
  }
  return votes;
}

}  // namespace reorg
