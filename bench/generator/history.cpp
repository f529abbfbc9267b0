#include "bench/generator/history.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "bench/generator/chance.hpp"

namespace bench {
namespace {

constexpr std::uint32_t largest = 25'000;
constexpr std::uint32_t second_largest = 3'000;
constexpr std::uint32_t deepest = 12;
constexpr std::uint32_t shortest_stay =
    60;  // days: no parent, head or share for less, if it can be

// The organizations of a level lie together, level by level.
struct Levels {
  std::array<std::uint32_t, deepest + 2> begins{};
  std::uint32_t deep = 0;
};

class Inventor {
 public:
  Inventor(std::uint32_t entities, std::uint64_t seed)
      : seed_(seed), chance_(seed, 0), survival_(survival()) {
    const std::uint32_t organizations = std::max(entities / 20 * 11, 4U);
    history_.people = std::max(entities - std::min(entities, organizations), 4U);
    history_.organizations.resize(organizations);
    history_.relations.reserve(entities * std::size_t{9} / 2);
  }

  History all(std::uint32_t changed) {
    const auto organizations = static_cast<std::uint32_t>(history_.organizations.size());
    const std::uint32_t first = std::clamp(history_.entities() / 4, 1U, largest);
    for (std::uint32_t begin = 0; begin < organizations;) {
      const std::uint32_t wanted = begin == 0 ? first : a_size(std::min(second_largest, first / 2));
      group({.first = begin, .size = std::min(wanted, organizations - begin)});
      begin += history_.groups.back().size;
    }
    for (Relation& relation : history_.relations) {
      relation.tag = static_cast<std::uint32_t>(chance_.next() >> 32U);
    }
    if (changed > 0) {
      change(changed);
    }
    sort();
    return std::move(history_);
  }

 private:
  // Yule and Simon's distribution, a power law, as thresholds of 2^32: how likely a group has more
  // than k organizations is the product of j / (j + 1.23) for j = 1 to k.
  static std::vector<std::uint64_t> survival() {
    std::vector<std::uint64_t> more{std::uint64_t{1} << 32U};
    for (std::uint64_t j = 1; j <= second_largest; ++j) {
      more.push_back(more.back() * (100 * j) / (100 * j + 123));
    }
    return more;
  }

  std::uint32_t a_size(std::uint32_t most) {
    const std::uint64_t drawn = chance_.next() >> 32U;
    const auto rarer = std::partition_point(survival_.begin(), survival_.end(),
                                            [drawn](std::uint64_t more) { return more > drawn; });
    return std::clamp(static_cast<std::uint32_t>(rarer - survival_.begin()), 1U,
                      std::max(most, 1U));
  }

  Organization& at(std::uint32_t organization) { return history_.organizations[organization]; }

  void group(Group group) {
    const auto number = static_cast<std::uint32_t>(history_.groups.size());
    history_.groups.push_back(group);
    people_of(group);
    const Levels levels = levels_of(group);
    Organization& top = at(group.first);
    top.group = number;
    top.from = static_cast<Day>(number == 0 ? chance_.below(300) : chance_.below(17 * year));
    rename(top);
    for (std::uint32_t level = 1; level <= levels.deep; ++level) {
      for (std::uint32_t o = levels.begins[level]; o < levels.begins[level + 1]; ++o) {
        at(o).group = number;
        at(o).level = static_cast<std::uint8_t>(level);
        live(at(o), top.from, levels.deep);
        rename(at(o));
      }
    }
    for (std::uint32_t level = 0; level <= levels.deep; ++level) {
      for (std::uint32_t o = levels.begins[level]; o < levels.begins[level + 1]; ++o) {
        if (level > 0) {
          parents(o, levels);
        }
        heads(o);
        owners(o, levels);
        members(o);
      }
    }
  }

  // Its share of all people, in turn, and at least eight, so that neighbours among the groups have
  // a few people in common.
  void people_of(Group group) {
    const std::uint64_t organizations = history_.organizations.size();
    const auto begin =
        static_cast<std::uint32_t>(std::uint64_t{group.first} * history_.people / organizations);
    const auto end = static_cast<std::uint32_t>(std::uint64_t{group.first + group.size} *
                                                history_.people / organizations);
    persons_ = std::min(std::max(end - begin, 8U), history_.people);
    first_person_ =
        static_cast<std::uint32_t>(organizations) + std::min(begin, history_.people - persons_);
  }

  // Few at the top, most of them a little below the middle.
  static Levels levels_of(Group group) {
    Levels levels;
    const std::uint32_t below = group.size - 1;
    levels.begins.fill(group.first + group.size);
    levels.begins[0] = group.first;
    levels.begins[1] = group.first + 1;
    if (below == 0) {
      return levels;
    }
    const std::uint32_t doublings = 31 - static_cast<std::uint32_t>(std::countl_zero(group.size));
    levels.deep = std::min({1 + doublings * 4 / 5, deepest, below});
    const std::uint32_t widest = (levels.deep * 11 + 19) / 20;
    std::array<std::uint64_t, deepest + 1> weight{};
    std::uint64_t total = 0;
    for (std::uint32_t level = 1; level <= levels.deep; ++level) {
      weight[level] = level == 1        ? std::uint64_t{1} << deepest
                      : level <= widest ? weight[level - 1] * 3
                                        : weight[level - 1] / 2;
      total += weight[level];
    }
    // One for each level, the others by weight.
    std::uint64_t sum = 0;
    for (std::uint32_t level = 1; level < levels.deep; ++level) {
      sum += weight[level];
      levels.begins[level + 1] = levels.begins[1] + level +
                                 static_cast<std::uint32_t>((below - levels.deep) * sum / total);
    }
    return levels;
  }

  // Higher ones are older; one of nine is gone by now.
  void live(Organization& organization, Day top_from, std::uint32_t deep) {
    const std::uint32_t span = last_day - 200U - top_from;
    const std::uint32_t early = chance_.below(1000) * chance_.below(1000) / 1000;  // mostly early
    organization.from =
        static_cast<Day>(top_from + 1 +
                         static_cast<std::uint64_t>(span) * early * (organization.level + 2U) /
                             (std::uint64_t{deep} + 2) / 1000);
    if (chance_.percent(11) && organization.from + 4 * year < last_day) {
      organization.until =
          static_cast<Day>(chance_.between(organization.from + 3 * year, last_day - 1U));
    }
  }

  static Day end_of(const Organization& organization) {
    return organization.until == open_end ? last_day : organization.until;
  }

  void rename(Organization& organization) {
    const std::uint32_t drawn = chance_.below(100);
    const std::uint32_t times = drawn < 9 ? 2 : drawn < 50 ? 1 : 0;
    const std::uint32_t length = 0U + end_of(organization) - organization.from;
    for (std::uint32_t n = 0; n < times && length > 2 * year;
         ++n) {  // each in its part of its life
      const std::uint32_t part = length / times;
      organization.renamed[n] = static_cast<Day>(
          organization.from + n * part + chance_.between(shortest_stay, part - shortest_stay));
      ++organization.names;
    }
  }

  void relate(Kind kind, std::uint32_t subject, std::uint32_t object, Day from, Day until,
              std::uint32_t detail = 0) {
    history_.relations.push_back({.subject = subject,
                                  .object = object,
                                  .from = from,
                                  .until = until,
                                  .detail = static_cast<std::uint16_t>(detail),
                                  .kind = kind});
  }

  // When what begins now and would last so long ends, within a life that ends at `until`.
  static Day stop(std::uint32_t now, std::uint32_t length, Day until) {
    const std::uint32_t end = until == open_end ? last_day : until;
    return now + length + shortest_stay < end ? static_cast<Day>(now + length) : until;
  }

  // One of a higher level, mostly the next, that exists on the day. The top always does.
  std::uint32_t above(std::uint32_t level, Day day, const Levels& levels) {
    for (std::uint32_t tries = 0; tries < 12; ++tries) {
      const std::uint32_t higher = level - 1 - std::min(level - 1, tries / 6);
      const std::uint32_t first = levels.begins[higher];
      const std::uint32_t found = first + chance_.below(levels.begins[higher + 1] - first);
      if (at(found).from <= day && end_of(at(found)) > day + shortest_stay) {
        return found;
      }
    }
    return levels.begins[0];
  }

  bool had(std::uint32_t entity) const {
    return std::find(had_.begin(), had_.end(), entity) != had_.end();
  }

  // Never the same parent a second time. What dies before the child leaves it to the top; so if the
  // child has left the top already, only who outlives it will do. Without anybody it stays.
  void parents(std::uint32_t o, const Levels& levels) {
    const Organization& child = at(o);
    const std::uint32_t top = levels.begins[0];
    had_.clear();
    for (Day day = child.from; day < end_of(child);) {
      const bool top_is_left = had(top);
      std::uint32_t parent = o;
      for (std::uint32_t tries = 0; parent == o && tries < 6; ++tries) {
        const std::uint32_t found = above(child.level, day, levels);
        if (!had(found) && (!top_is_left || at(found).until >= child.until)) {
          parent = found;
        }
      }
      Day until = stop(day, chance_.between(2 * year, 20 * year), child.until);
      if (parent == o && !had_.empty() && end_of(at(had_.back())) > day) {
        until = std::min(child.until, at(had_.back()).until);
        history_.relations.back().until = until;
      } else {
        parent = parent == o ? top : parent;
        until = std::min(until, at(parent).until);
        relate(Kind::part_of, o, parent, day, until);
        had_.push_back(parent);
      }
      if (until == open_end) {
        break;
      }
      day = until;
    }
  }

  std::uint32_t somebody() { return first_person_ + chance_.below(persons_); }

  // Each until the next, save that now and then the seat stays empty for a while. Nobody comes
  // back: when all who are drawn were there before, the last one stays.
  void heads(std::uint32_t o) {
    const Organization& organization = at(o);
    had_.clear();
    std::uint32_t day = organization.from + (chance_.percent(10) ? chance_.between(10, 200) : 0U);
    while (day + shortest_stay < end_of(organization)) {
      std::uint32_t head = somebody();
      for (std::uint32_t tries = 0; had(head) && tries < 12; ++tries) {
        head = somebody();
      }
      if (had(head)) {
        history_.relations.back().until = organization.until;
        break;
      }
      const Day until = stop(day, chance_.between(year, 11 * year), organization.until);
      relate(Kind::oversees, head, o, static_cast<Day>(day), until, chance_.below(roles));
      had_.push_back(head);
      if (until == open_end) {
        break;
      }
      day = until + (chance_.percent(5) ? chance_.between(20, 300) : 0U);
    }
  }

  // Even, so that a changed one, which is odd, never is its neighbour's.
  std::uint32_t share(std::uint32_t most) { return 2 * chance_.between(most / 20, most / 2); }

  // A stake of at most `most` tenths of a per cent, in one or two sizes, while both exist.
  void stake(std::uint32_t owner, std::uint32_t owned, std::uint32_t most) {
    if (std::find(owners_.begin(), owners_.end(), owner) != owners_.end()) {
      return;
    }
    owners_.push_back(owner);
    const auto organizations = static_cast<std::uint32_t>(history_.organizations.size());
    const Day born = owner < organizations ? at(owner).from : Day{0};
    const Day dead = owner < organizations ? at(owner).until : open_end;
    const Day until = std::min(at(owned).until, dead);
    std::uint32_t day = std::max(at(owned).from, born);
    const std::uint32_t end = until == open_end ? last_day : until;
    if (day + 2 * shortest_stay > end) {
      return;
    }
    day += chance_.percent(60) ? 0U : chance_.below((end - day) / 2);
    const Day middle = stop(day, chance_.between(2 * year, 25 * year), until);
    const std::uint32_t first = share(most);
    relate(Kind::owns, owner, owned, static_cast<Day>(day), middle, first);
    if (middle < until && chance_.percent(80)) {
      const std::uint32_t other = share(most);
      relate(Kind::owns, owner, owned, middle, until, other == first ? other + 2 : other);
    }
  }

  // Of those below the top mostly the top or one in between; of the top, people; now and then some
  // organization of an earlier group, so nothing owns itself by a circle.
  void owners(std::uint32_t o, const Levels& levels) {
    const Organization& organization = at(o);
    owners_.clear();
    if (organization.level == 0) {
      stake(somebody(), o, 680);
    } else if (chance_.percent(52)) {
      stake(chance_.percent(50) ? levels.begins[0]
                                : above(organization.level, organization.from, levels),
            o, 680);
    }
    if (chance_.percent(10)) {
      stake(first_person_ + chance_.below(std::min(persons_, 3U)), o, 150);
    }
    if (levels.begins[0] > 0 && chance_.percent(4)) {
      stake(chance_.below(levels.begins[0]), o, 150);
    }
  }

  void members(std::uint32_t o) {
    if (at(o).level > 1 || !chance_.percent(70)) {
      return;
    }
    const Organization& organization = at(o);
    const std::uint32_t day = organization.from + chance_.below(year / 4);
    if (day + year < end_of(organization)) {
      relate(Kind::member_of, somebody(), o, static_cast<Day>(day),
             stop(day, chance_.between(year, 12 * year), organization.until));
    }
  }

  void change(std::uint32_t changed) {
    Chance chance(seed_, 1);
    for (Relation& relation : history_.relations) {
      const bool chosen = chance.below(10'000) < changed;
      const std::uint32_t drawn = chance.below(roles - 1) + 1;
      if (!chosen) {
        continue;
      }
      if (relation.kind == Kind::owns) {
        relation.detail = static_cast<std::uint16_t>(relation.detail - 1);
      } else if (relation.kind == Kind::oversees && drawn > 2) {
        relation.detail = static_cast<std::uint16_t>((relation.detail + drawn) % roles);
      } else if (relation.until == open_end || relation.until - relation.from > 2) {
        ++relation.from;
      }
    }
  }

  // By day of beginning: counted into days, then by tag within each.
  void sort() {
    std::vector<std::size_t> begins(last_written + std::size_t{2});
    for (const Relation& relation : history_.relations) {
      ++begins[relation.from + std::size_t{1}];
    }
    for (std::size_t day = 1; day < begins.size(); ++day) {
      begins[day] += begins[day - 1];
    }
    std::vector<Relation> sorted(history_.relations.size());
    auto next = begins;
    for (const Relation& relation : history_.relations) {
      sorted[next[relation.from]++] = relation;
    }
    for (std::size_t day = 0; day + 1 < begins.size(); ++day) {
      std::stable_sort(sorted.begin() + static_cast<std::ptrdiff_t>(begins[day]),
                       sorted.begin() + static_cast<std::ptrdiff_t>(begins[day + 1]),
                       [](const Relation& a, const Relation& b) { return a.tag < b.tag; });
    }
    history_.relations = std::move(sorted);
  }

  std::uint64_t seed_;
  Chance chance_;
  std::vector<std::uint64_t> survival_;
  std::uint32_t first_person_ = 0;  // those who work in the group at hand
  std::uint32_t persons_ = 0;
  std::vector<std::uint32_t> owners_;  // of the organization at hand
  std::vector<std::uint32_t> had_;     // its parents, or its heads, so far
  History history_;
};

}  // namespace

History invented(std::uint32_t entities, std::uint64_t seed, std::uint32_t changed) {
  return Inventor(entities, seed).all(changed);
}

}  // namespace bench
