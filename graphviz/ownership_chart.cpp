#include "graphviz/ownership_chart.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "core/query/held_share.hpp"
#include "core/query/share_text.hpp"

namespace reorg::charts {
namespace {

using Ends = std::pair<EntityId, EntityId>;  // owner, owned

std::string joined(const std::vector<std::string>& parts, std::string_view joint) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : std::string(joint)) + part;
  return text;
}

void add_once(std::vector<std::string>& to, std::string text) {
  if (!text.empty() && std::ranges::find(to, text) == to.end()) to.push_back(std::move(text));
}

// "50.5 % or 53.5 % of the votes": what is of the same is said once.
std::string shares_text(const std::vector<std::string>& shares, std::string_view joint) {
  constexpr std::string_view votes = " of the votes";
  std::vector<std::string> parts = shares;
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    if (parts[i].ends_with(votes) && parts[i + 1].ends_with(votes))
      parts[i].resize(parts[i].size() - votes.size());
  }
  return joined(parts, joint);
}

// All that one has of the other: several interests, or several shares of which one is right.
class Holding {
 public:
  void add(const DirectStake& s) {
    std::vector<std::string>& shares = s.certainty == Certainty::certain ? certain_ : possible_;
    add_once(shares, stake_text(*s.spell));
    if (s.spell->role == "indirect") add_once(remarks_, "through others");
    if (s.spell->standing == Standing::disputed) add_once(remarks_, "disputed");
    if (s.projected) add_once(remarks_, "as announced");
    const std::string since = since_words(s.spell->from);
    if (std::ranges::find(since_, since) == since_.end()) since_.push_back(since);
    dotted_ = dotted_ && s.spell->dotted;
    held_[s.spell->aspect].add(*s.spell);
  }

  Link link(const std::string& owner, const std::string& owned, const AsOf& days) const {
    Link l;
    // One share or another, but a share for certain.
    const bool certain =
        std::ranges::any_of(held_, [&](const auto& held) { return held.second.is_certain(days); });
    std::vector<std::string> shares;
    if (!certain_.empty()) shares.push_back(shares_text(certain_, " and "));
    if (!possible_.empty()) {
      const std::string_view perhaps = certain && !certain_.empty() ? "possibly " : "";
      shares.push_back(std::string(perhaps) + shares_text(possible_, " or "));
    }
    l.label = joined(shares, ", ");
    std::vector<std::string> notes = remarks_;
    if (since_.size() == 1 && !since_.front().empty()) notes.push_back(since_.front());
    l.note = joined(notes, ", ");
    l.dotted = dotted_;
    l.certainty = certain ? Certainty::certain : Certainty::possible;
    l.tooltip = fmt::format("{} {}owns {}: {}{}", owner, certain ? "" : "possibly ", owned, l.label,
                            l.note.empty() ? "" : ", " + l.note);
    return l;
  }

 private:
  std::vector<std::string> certain_, possible_, remarks_, since_;
  std::map<std::string, HeldShare> held_;  // by interest
  bool dotted_ = true;
};

class OwnershipChart {
 public:
  OwnershipChart(const Scene& scene, const Shown& shown) : scene_(scene), shown_(shown) {
    chart_.shape = Shape::network;
    chart_.card_word = "owner or company";
  }

  void add(const DirectStake& s) {
    const Ends ends(s.owner, s.organization);
    const auto [at, fresh] = holdings_.try_emplace(ends);
    if (fresh) order_.push_back(ends);
    at->second.add(s);
  }

  // Who is beyond the line is counted on the card that is left.
  void count_beyond(EntityId on, bool owners) { ++(owners ? owners_beyond_ : owned_beyond_)[on]; }
  void count_others(EntityId on) { ++others_[on]; }
  void note(EntityId on, std::string text) { notes_[on] = std::move(text); }

  Chart make(EntityId about) {
    collapse();
    if (about != EntityId::none) add_card(about, 0);
    for (const auto& [owner, owned] : order_) {
      add_card(owner, 1);
      add_card(owned, 1);
      Link l = holdings_.at({owner, owned})
                   .link(main_name(scene_, owner, shown_), main_name(scene_, owned, shown_),
                         scene_.as_of());
      l.from = scene_.entity(owner).key;
      l.to = scene_.entity(owned).key;
      chart_.links.push_back(std::move(l));
    }
    return std::move(chart_);
  }

 private:
  // Of those that hang from one card by their only line, as many as fit side by side.
  void collapse() {
    std::map<EntityId, std::size_t> lines;
    for (const auto& [owner, owned] : order_) {
      ++lines[owner];
      ++lines[owned];
    }
    const auto may_go = [&](EntityId id) {
      return lines.at(id) == 1 && !shown_.highlighted.contains(id);
    };
    std::map<std::pair<EntityId, bool>, std::size_t> hanging;  // from whom; owners of it
    std::erase_if(order_, [&](const Ends& ends) {
      for (const bool up : {true, false}) {
        const EntityId stays = up ? ends.second : ends.first;
        if (!may_go(up ? ends.first : ends.second) || may_go(stays)) continue;
        if (++hanging[{stays, up}] <= shown_.collapse_over) continue;
        count_beyond(stays, up);
        return true;
      }
      return false;
    });
  }

  void add_card(EntityId id, int depth) {
    if (!there_.insert(id).second) return;
    std::vector<OverseerRow> heads;
    if (shown_.people && scene_.entity(id).kind == EntityKind::organization) {
      heads = direct_overseers(scene_, id);
      std::erase_if(heads, [](const OverseerRow& r) {
        return r.capacity != "head" || r.person == EntityId::none;
      });
    }
    Card c = organization_card(scene_, id, heads, shown_);
    if (scene_.entity(id).kind == EntityKind::person) c.sort.clear();
    if (const auto at = notes_.find(id); at != notes_.end())
      c.note += (c.note.empty() ? "" : " · ") + at->second;
    std::vector<std::string> hidden;
    const auto count = [&](const std::map<EntityId, std::size_t>& counts, std::string_view one,
                           std::string_view many) {
      const auto at = counts.find(id);
      if (at != counts.end())
        hidden.push_back(fmt::format("+ {} {}", at->second, at->second == 1 ? one : many));
    };
    count(owners_beyond_, "more owner", "more owners");
    count(others_, "other owner", "other owners");
    count(owned_beyond_, "more company owned", "more companies owned");
    c.hidden = joined(hidden, ", ");
    chart_.cards.push_back({std::move(c), depth});
  }

  const Scene& scene_;
  const Shown& shown_;
  std::map<Ends, Holding> holdings_;
  std::vector<Ends> order_;  // as the stakes came
  std::map<EntityId, std::size_t> owners_beyond_, owned_beyond_, others_;
  std::map<EntityId, std::string> notes_;
  std::set<EntityId> there_;
  Chart chart_;
};

// Who stands above somebody, or below, and how many levels away; the one asked about at 0.
std::map<EntityId, int> levels(EntityId from, std::span<const DirectStake> stakes, bool up) {
  std::map<EntityId, int> found{{from, 0}};
  std::set<EntityId> newest{from};
  for (int level = 1; !newest.empty(); ++level) {
    std::set<EntityId> next;
    for (const DirectStake& s : stakes) {
      const auto [here, there] =
          up ? std::pair(s.organization, s.owner) : std::pair(s.owner, s.organization);
      if (newest.contains(here) && found.try_emplace(there, level).second) next.insert(there);
    }
    newest = std::move(next);
  }
  return found;
}

}  // namespace

Chart ownership_chart_around(const Scene& scene, EntityId about,
                             std::span<const DirectStake> stakes, const Shown& shown,
                             StakeCounts& counts) {
  const auto above = levels(about, stakes, true), below = levels(about, stakes, false);
  counts = {above.size() - 1, below.size() - 1};
  const auto within = [&](const std::map<EntityId, int>& levels, EntityId id) {
    const auto at = levels.find(id);
    return at == levels.end() ? -1 : at->second < shown.depth ? 1 : 0;
  };
  OwnershipChart chart(scene, shown);
  for (const DirectStake& s : stakes) {
    const int up = within(above, s.organization), down = within(below, s.owner);
    if (up == 1 || down == 1)
      chart.add(s);
    else if (up == 0)
      chart.count_beyond(s.organization, true);
    else if (down == 0)
      chart.count_beyond(s.owner, false);
    else if (within(below, s.organization) >= 0)
      chart.count_others(s.organization);
  }
  const std::string name = main_name(scene, about, shown);
  for (const EffectiveStake& e : owned(scene, about).effective) {
    if (e.indirect && e.organization != about)
      chart.note(e.organization, fmt::format("{}: {} in all", name, percent_text(e.share)));
  }
  if (scene.entity(about).kind == EntityKind::organization) {
    const Ownership up = owners(scene, about);
    for (const EffectiveStake& e : up.effective) {
      if (e.indirect && e.owner != about)
        chart.note(e.owner, fmt::format("{} of {} in all", percent_text(e.share), name));
    }
    if (up.rest && counts.owners > 0)
      chart.note(about, percent_text(*up.rest) + ": no owner recorded");
  }
  return chart.make(about);
}

Chart ownership_chart(const Scene& scene, std::span<const DirectStake> stakes, const Shown& shown) {
  OwnershipChart chart(scene, shown);
  for (const DirectStake& s : stakes) chart.add(s);
  return chart.make(EntityId::none);
}

}  // namespace reorg::charts
