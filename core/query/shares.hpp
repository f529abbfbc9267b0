// The arithmetic of shares: what a stated share may be, what chains and loops of owners come to,
// and who controls. Numbers only; who the owners are is for core/query/ownership.
//
// Effective (integrated) ownership. An owner's share of a company through others is the sum, over
// all paths between the two, of the products of the shares along the path: with A the matrix of
// direct shares, (I - A)^-1 A. F. Brioschi, L. Buzzacchi, M. G. Colombo, "Risk capital financing
// and the separation of ownership and control in business groups", Journal of Banking and Finance
// 13 (1989) 747-772. In loops that sum runs through the owner again and again and overstates it;
// only paths that do not come back to the owner count: row i is divided by the diagonal element of
// (I - A)^-1, as in S. Vitali, J. B. Glattfelder, S. Battiston, "The network of global corporate
// control", PLoS ONE 6(10) e25995 (2011), appendix S1. Seen from the company, it is the probability
// that somebody who goes from company to owner, each owner chosen with its share, ever meets this
// one: never more than 100 %, and defined for whatever loops there are.
//
// Control. More than half of the votes of a company controls it, and whoever controls a company
// disposes of the votes that this one has in others: the chain of majority stakes of the Companies
// Act 2006 (United Kingdom), schedule 1A, paragraph 18, whose thresholds are 25, 50 and 75 %. The
// stakes of several companies under one owner count together: the company control problem, as in
// I. S. Mumick, H. Pirahesh, R. Ramakrishnan, "The magic of duplicates and aggregates", VLDB 1990,
// 264-277.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace reorg {

// Per cent, from low to high, both included.
struct Share {
  double low = 0;
  double high = 100;
  bool more = false;  // more than low, not low itself

  friend bool operator==(const Share&, const Share&) = default;
};

// As statements write it (docs/change-files.md): "33", "30..40", ">50", "<5", "" = not known. "~64"
// is 63 to 65: one unit of its last digit to each side, the rule that dates have (R1). Nothing for
// a text that is no share.
std::optional<Share> parse_share(std::string_view);

// Whether a share is above a threshold: for certain, possibly, or certainly not. Differences below
// a millionth of a per cent are rounding.
enum class Above { no, possibly, certainly };
Above above(const Share&, double threshold);

// An owner's direct share of a company. Owners and companies are numbered together from 0.
struct Stake {
  std::size_t owner = 0;
  std::size_t owned = 0;
  Share share;
};

// What one owner may hold at most is what the others do not hold at least. Changes nothing for a
// company whose least shares already come to more than 100 %: then some of them are wrong.
void limit_to_the_rest(std::vector<Stake>&);

// Which companies' least shares come to more than 100 %.
std::vector<std::size_t> overfull(std::span<const Stake>);

// Effective ownership for one choice of shares. Loops are solved once, as systems of linear
// equations, one for each strongly connected component; work and memory are bounded by the square
// of the largest, and its cube once. Components of more than `largest_solved` members, and loops
// whose shares come to 100 % or more, are approached from below in a bounded number of rounds.
class EffectiveShares {
 public:
  struct Edge {
    std::size_t owner = 0;
    std::size_t owned = 0;
    double share = 0;  // per cent
  };
  // What to say of what could not be solved: `least` says what is sure, `most` says 100.
  enum class Side { least, most };
  static constexpr std::size_t largest_solved = 1000;

  EffectiveShares(std::size_t size, std::span<const Edge>, Side);

  // Per cent of each company that the owner has; at its own place what it has of itself.
  std::vector<double> of(std::size_t owner) const;

 private:
  struct Link {
    std::size_t owner;
    double part;  // of 1
  };
  struct Loop {
    std::vector<std::size_t> members;
    std::vector<double> inverse;  // of I - A, by rows; empty when it was not solved
  };

  void find_components();
  void solve(Loop&) const;
  double from_outside(std::size_t company, const std::vector<double>& held) const;
  void spread(std::size_t owner, const Loop&, std::vector<double>& held) const;
  bool by_inverse(std::size_t owner, const Loop&, std::vector<double>& held) const;
  void by_rounds(std::size_t owner, const Loop&, std::vector<double>& held) const;

  Side side_;
  std::vector<std::vector<Link>> owners_;  // by company
  std::vector<Loop> order_;                // owners before what they own
  std::vector<std::size_t> place_;         // of a company in order_
  std::vector<std::size_t> seat_;          // of a company among the members of its component
};

// The votes that one owner disposes of, in each company, and through which companies.
struct Control {
  std::vector<Share> votes;
  std::vector<char> least;  // controls it for certain; votes.high > 50: possibly
};

// Stakes are votes here. `more` of a sum is kept.
class ControlChains {
 public:
  ControlChains(std::size_t size, std::span<const Stake> votes);
  Control of(std::size_t owner) const;

 private:
  std::vector<Share> gather(std::size_t owner, bool least, std::vector<char>& controlled) const;

  std::vector<std::vector<Stake>> stakes_;  // by owner
};

inline constexpr double majority = 50;

}  // namespace reorg
