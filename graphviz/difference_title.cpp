#include "graphviz/difference_title.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "graphviz/difference_ledger.hpp"

namespace reorg::charts {
namespace {

using Kind = StatementKind;

constexpr std::size_t most_counts = 3;

std::string number(std::size_t n) {
  constexpr std::array words{"no",    "one",   "two",  "three", "four",   "five",  "six",
                             "seven", "eight", "nine", "ten",   "eleven", "twelve"};
  return n < words.size() ? words[n] : std::to_string(n);
}

std::string plural(std::string word) {
  const bool ies = word.size() > 1 && word.ends_with('y') &&
                   std::string_view("aeiou").find(word[word.size() - 2]) == std::string_view::npos;
  if (ies) return word.substr(0, word.size() - 1) + "ies";
  return word + "s";
}

std::string capital(std::string text) {
  if (!text.empty())
    text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  return text;
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

// Who would read of it first.
constexpr std::array by_weight{DiffKind::merged,
                               DiffKind::split,
                               DiffKind::founded,
                               DiffKind::dissolved,
                               DiffKind::spun_off,
                               DiffKind::acquired,
                               DiffKind::grouped,
                               DiffKind::upgraded,
                               DiffKind::moved,
                               DiffKind::renamed,
                               DiffKind::succeeded,
                               DiffKind::appointed,
                               DiffKind::left,
                               DiffKind::vacated,
                               DiffKind::filled,
                               DiffKind::became_acting,
                               DiffKind::became_substantive,
                               DiffKind::changed_role,
                               DiffKind::reclassified,
                               DiffKind::joined,
                               DiffKind::post_created,
                               DiffKind::post_abolished};

class Finding {
 public:
  Finding(const TwoDays& days, const LineWords& words, const Shown& shown)
      : days_(days), words_(words) {
    if (days.about != EntityId::none && days.after.has(days.about))
      name_ = main_name(days.after, days.about, shown);
    std::set<std::pair<DiffKind, EntityId>> names;
    for (const Difference& d : days.differences.lines) {
      if (d.certainty != Certainty::certain || d.turns.empty() || d.kind == DiffKind::first_seen)
        continue;
      if (d.kind != DiffKind::renamed || names.emplace(d.kind, d.about).second) sure_.push_back(&d);
    }
  }

  std::string text() const {
    if (sure_.empty()) return nothing();
    for (const auto& rule :
         {&Finding::own_life, &Finding::more_or_fewer, &Finding::of_one, &Finding::event}) {
      if (auto found = (this->*rule)()) return *found;
    }
    return counts();
  }

 private:
  // "Tencent Holdings: …"; of everything without a name.
  std::string of_name(const std::string& text) const {
    return name_.empty() ? capital(text) : name_ + ": " + text;
  }

  std::string nothing() const {
    const bool possibly = std::ranges::any_of(days_.differences.lines, [](const Difference& d) {
      return d.kind != DiffKind::first_seen;
    });
    return of_name(fmt::format(
        "nothing is known {}to have changed between {} and {}", possibly ? "for certain " : "",
        to_string(days_.before.as_of().first), to_string(days_.after.as_of().first)));
  }

  // The organization asked about was founded, or is over.
  std::optional<std::string> own_life() const {
    for (const Difference* d : sure_) {
      const bool lives = d->kind == DiffKind::founded || d->kind == DiffKind::dissolved ||
                         d->kind == DiffKind::merged || d->kind == DiffKind::split;
      const bool own = std::ranges::any_of(d->turns, [&](const Turn& t) {
        return t.spell->kind == Kind::existence && t.spell->subject == days_.about &&
               t.certainty == Certainty::certain;
      });
      if (lives && own) return capital(words_.phrase(*d));
    }
    return std::nullopt;
  }

  // ---- seven business groups become six ---------------------------------------------------------

  struct Level {
    std::map<std::string, std::set<EntityId>> units;  // by sort
    std::set<std::string> doubtful;                   // sorts of which one may not be there
  };

  static Level first_level(const Scene& scene, std::span<const Node> tree) {
    Level level;
    for (const Node& n : tree) {
      if (n.depth != 1 || (n.line != nullptr && n.line->dotted)) continue;
      const std::string sort = scene.sort(n.organization);
      level.units[sort].insert(n.organization);
      if (n.certainty != Certainty::certain || scene.life(n.organization) == Life::perhaps)
        level.doubtful.insert(sort);
    }
    return level;
  }

  std::optional<std::string> more_or_fewer() const {
    if (name_.empty()) return std::nullopt;
    const Level then = first_level(days_.before, days_.tree_before),
                now = first_level(days_.after, days_.tree);
    std::map<std::string, std::size_t> count;
    for (const Level* level : {&then, &now}) {
      for (const auto& [sort, units] : level->units) count[sort] += units.size();
    }
    count.erase("organization");
    const auto most = std::ranges::max_element(count, {}, [](const auto& c) { return c.second; });
    if (most == count.end()) return std::nullopt;
    const std::string& sort = most->first;
    if (!then.units.contains(sort) || !now.units.contains(sort) || then.doubtful.contains(sort) ||
        now.doubtful.contains(sort))
      return std::nullopt;
    const std::set<EntityId>&old = then.units.at(sort), &fresh = now.units.at(sort);
    if (old.size() == fresh.size() || std::min(old.size(), fresh.size()) < 2) return std::nullopt;
    std::vector<EntityId> others;
    std::ranges::set_symmetric_difference(old, fresh, std::back_inserter(others));
    if (!std::ranges::all_of(others, [&](EntityId id) { return is_told(id); })) return std::nullopt;
    return fmt::format("{}: {} {} become {}", name_, number(old.size()), plural(sort),
                       number(fresh.size()));
  }

  // That it came or went is itself certain, not only that somebody saw it first.
  bool is_told(EntityId id) const {
    return std::ranges::any_of(sure_, [&](const Difference* d) {
      return std::ranges::any_of(d->turns, [&](const Turn& t) {
        const bool place = t.spell->kind == Kind::existence || t.spell->kind == Kind::part_of;
        return place && t.spell->subject == id && t.certainty == Certainty::certain;
      });
    });
  }

  // ---- one difference, or a few -----------------------------------------------------------------

  std::optional<std::string> of_one() const {
    const bool one =
        std::ranges::all_of(sure_, [&](auto* d) { return d->about == sure_.front()->about; });
    if (!one && sure_.size() > 3) return std::nullopt;
    if (auto name = one ? new_name() : std::nullopt) return name;
    const Difference* weightiest = *std::ranges::min_element(sure_, {}, [](const Difference* d) {
      return std::ranges::find(by_weight, d->kind) - by_weight.begin();
    });
    const std::string text = capital(words_.phrase(*weightiest));
    const std::size_t more = sure_.size() - 1;
    if (more == 0) return text;
    return fmt::format("{}, and {} more {}", text, number(more), more == 1 ? "change" : "changes");
  }

  // "Alibaba Cloud becomes Alibaba Cloud Intelligence Group, under Zhang Jianfeng"
  std::optional<std::string> new_name() const {
    std::string text, under;
    for (const Difference* d : sure_) {
      if (d->kind == DiffKind::renamed && d->aspect == "preferred:en")
        text = fmt::format("{} becomes {}", d->old_text, d->new_text);
      const bool comes = d->kind == DiffKind::succeeded || d->kind == DiffKind::appointed;
      if (comes && d->aspect == "head" && !d->after.empty() && !d->acting)
        under = ", under " + days_.differences.scene->name(d->after.front());
    }
    if (text.empty()) return std::nullopt;
    return text + under;
  }

  // ---- an event, or counts ----------------------------------------------------------------------

  std::optional<std::string> event() const {
    std::map<std::string, std::size_t> count;
    for (const Difference* d : sure_) {
      if (d->event < 0) continue;
      const Event& e = days_.differences.events[static_cast<std::size_t>(d->event)].event;
      if (!e.name.empty()) ++count[e.name];
    }
    for (const auto& [event, n] : count) {
      if (n * 3 < sure_.size() * 2) continue;
      const std::string first_word = lower(name_.substr(0, name_.find(' ')));
      const bool has_name =
          !first_word.empty() && lower(event).find(first_word) != std::string::npos;
      return has_name ? event : of_name(event);
    }
    return std::nullopt;
  }

  void count_lives(const Difference& d, std::set<EntityId>& born, std::set<EntityId>& gone) const {
    const Scene& scene = *days_.differences.scene;
    for (const Turn& t : d.turns) {
      const EntityId who = t.spell->subject;
      if (t.spell->kind != Kind::existence || !scene.has(who) ||
          scene.entity(who).kind != EntityKind::organization)
        continue;
      (t.way == Way::begins ? born : gone).insert(who);
    }
  }

  std::string counts() const {
    std::set<EntityId> born, gone, moved, renamed;
    std::size_t seats = 0;
    for (const Difference* d : sure_) {
      count_lives(*d, born, gone);
      if (d->kind == DiffKind::moved) moved.insert(d->about);
      if (d->kind == DiffKind::renamed) renamed.insert(d->about);
      if (d->kind == DiffKind::succeeded || d->kind == DiffKind::appointed ||
          d->kind == DiffKind::filled)
        ++seats;
    }
    const std::array<std::pair<std::size_t, std::string_view>, 4> lives{
        {{born.size(), "founded"},
         {gone.size(), "ended"},
         {moved.size(), "moved"},
         {renamed.size(), "renamed"}}};
    std::vector<std::string> all;
    for (const auto& [n, what] : lives) {
      if (n == 0) continue;
      const std::string_view whom =
          all.empty() ? (n == 1 ? " organization" : " organizations") : "";
      all.push_back(fmt::format("{}{} {}", number(n), whom, what));
    }
    if (seats > 0)
      all.push_back(
          fmt::format("{} {}", number(seats), seats == 1 ? "appointment" : "appointments"));
    if (all.empty()) return of_name(fmt::format("{} changes", number(sure_.size())));
    if (all.size() > most_counts) all.resize(most_counts);
    return of_name(listed(all));
  }

  const TwoDays& days_;
  const LineWords& words_;
  std::string name_;  // of the root; empty: everything
  std::vector<const Difference*> sure_;
};

}  // namespace

std::string difference_title(const TwoDays& days, const LineWords& words, const Shown& shown) {
  return Finding(days, words, shown).text();
}

}  // namespace reorg::charts
