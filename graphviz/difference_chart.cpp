#include "graphviz/difference_chart.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "graphviz/difference_heads.hpp"
#include "graphviz/difference_ledger.hpp"
#include "graphviz/difference_title.hpp"
#include "graphviz/difference_units.hpp"

namespace reorg::charts {
namespace {

constexpr std::size_t badges_on_a_card = 2, notes_on_a_card = 3, lines_in_a_tooltip = 6;
constexpr std::size_t names_in_a_move = 12;
constexpr std::size_t letters_in_a_bundle = 56;

class Drawing {
 public:
  Drawing(const TwoDays& days, const LineWords& words, const Shown& shown)
      : days_(days),
        words_(words),
        shown_(shown),
        ledger_(ledger(days, words, shown)),
        choice_(days, ledger_, shown) {
    for (const Node& n : days.tree_before) before_.try_emplace(n.organization, &n);
    read_parents_before();
  }

  DifferenceChart made() {
    for (const EntityId root : choice_.roots()) {
      if (units_.at(root).drawn) add(root, 0);
    }
    add_elsewhere();
    add_ended();
    add_moves();
    DifferenceChart result;
    chart_.of_two_days = true;
    chart_.title = difference_title(days_, words_, shown_);
    result.chart = std::move(chart_);
    for (const Difference& d : days_.differences.lines) {
      if (!told_.contains(&d)) result.not_drawn.push_back(&d);
    }
    return result;
  }

 private:
  void read_parents_before() {
    std::vector<EntityId> path;
    for (const Node& n : days_.tree_before) {
      path.resize(static_cast<std::size_t>(n.depth));
      if (!path.empty() && !n.repeated) parent_before_.emplace(n.organization, path.back());
      path.push_back(n.organization);
    }
  }

  // ---- cards ------------------------------------------------------------------------------------

  void add(EntityId id, int depth) {
    const Unit& unit = units_.at(id);
    Card c = organization_card(days_.after, id, unit.node->overseers, shown_);
    c.dotted = unit.node->line != nullptr && unit.node->line->dotted;
    if (unit.node->certainty != Certainty::certain) c.certainty = Certainty::possible;
    std::vector<std::string> notes;
    if (c.dotted) notes.emplace_back("dotted line");
    if (!c.note.empty()) notes.push_back(c.note);
    tell_move(c, id, notes);
    tell_entry(c, id, notes);
    tell_possible_end(c, id);
    c.note = shortened(notes);
    c.hidden = choice_.hidden(unit);
    cards_.insert(id);
    chart_.cards.push_back({std::move(c), depth});
    for (const EntityId child : unit.children) {
      if (units_.at(child).drawn) add(child, depth + 1);
    }
    add_bundles(id, depth + 1);
  }

  // Many that moved here together, on as few cards as their names fit on.
  void add_bundles(EntityId to, int depth) {
    std::map<Ends, std::vector<const Moving*>> bundles;
    for (const Moving& m : ledger_.moves) {
      const auto who = units_.find(m.who);
      if (m.to == to && who != units_.end() && who->second.bundled) bundles[ends(m)].push_back(&m);
    }
    for (const auto& [ends, moves] : bundles) {
      std::vector<const Moving*> some;
      std::size_t letters = 0;
      for (const Moving* m : moves) {
        if (!some.empty() && letters + name(m->who).size() > letters_in_a_bundle) {
          chart_.cards.push_back({bundle(some), depth});
          some.clear();
          letters = 0;
        }
        some.push_back(m);
        letters += name(m->who).size() + 2;
      }
      chart_.cards.push_back({bundle(some), depth});
    }
  }

  Card bundle(const std::vector<const Moving*>& moves) {
    const Moving& first = *moves.front();
    std::vector<std::string> names;
    for (const Moving* m : moves) names.push_back(name(m->who));
    Card c;
    c.id = key(first.who) + "--moved";
    c.name = listed(names);
    c.mark = Mark::moved;
    c.certainty = first.certainty;
    c.badge = place_badge(first);
    if (first.from != EntityId::none)
      c.note = "from " + short_name(days_, first.from, true, shown_);
    c.tooltip = move_of(moves).tooltip;
    c.address = "#" + key(first.who);
    return c;
  }

  static std::string place_badge(const Moving& m) {
    const std::string_view what = m.to == EntityId::none     ? "INDEPENDENT"
                                  : m.from == EntityId::none ? "CAME HERE"
                                                             : "MOVED";
    return fmt::format("{}{}", m.certainty == Certainty::certain ? "" : "POSSIBLY ", what);
  }

  // Its own card says where it came from.
  void tell_move(Card& c, EntityId id, std::vector<std::string>& notes) {
    for (const Moving& m : ledger_.moves) {
      if (m.who != id) continue;
      told_.insert(m.line);
      if (choice_.only_leaves(m)) {
        const std::string from = short_name(days_, m.from, true, shown_);
        notes.push_back((m.certainty == Certainty::certain ? "left " : "possibly left ") + from);
        continue;
      }
      c.mark = Mark::moved;
      if (m.certainty != Certainty::certain) c.certainty = Certainty::possible;
      if (!has_badge(id, BadgeRank::place)) c.badge = place_badge(m);
      if (m.from != EntityId::none)
        notes.push_back("from " + short_name(days_, m.from, true, shown_));
      c.tooltip += "; " + said_of(*m.line);
    }
  }

  bool has_badge(EntityId id, BadgeRank rank) const {
    const auto at = ledger_.entries.find(id);
    return at != ledger_.entries.end() &&
           std::ranges::any_of(at->second.badges, [&](const Badge& b) { return b.rank == rank; });
  }

  void tell_entry(Card& c, EntityId id, std::vector<std::string>& notes) {
    const auto at = ledger_.entries.find(id);
    if (at == ledger_.entries.end()) return;
    const UnitEntry& e = at->second;
    std::vector<Badge> badges = e.badges;
    if (!c.badge.empty()) badges.push_back({BadgeRank::place, c.badge});
    c.badge = badge_text(std::move(badges));
    if (c.mark == Mark::none || e.mark == Mark::added) c.mark = e.mark;
    if (e.mark != Mark::none && e.certainty != Certainty::certain && c.mark == e.mark &&
        e.mark != Mark::changed)
      c.certainty = Certainty::possible;
    // What it may still be called stands in its name.
    if (!is_among(e.old_name, c.name)) c.old_name = e.old_name;
    if (!e.sort.empty()) c.sort = e.sort;
    for (const std::string& note : e.notes) {
      if (std::ranges::find(notes, note) == notes.end()) notes.push_back(note);
    }
    if (!e.seats.empty())
      c.heads =
          heads_of_two_days(days_, rows_before(id), units_.at(id).node->overseers, e.seats, shown_);
    tell_lines(c, e.lines);
  }

  // Names of which it is not certain which is the one are joined by "or".
  static bool is_among(const std::string& name, const std::string& names) {
    const std::string joint = " or ";
    return (joint + names + joint).find(joint + name + joint) != std::string::npos;
  }

  std::span<const OverseerRow> rows_before(EntityId id) const {
    const auto at = before_.find(id);
    return at == before_.end() ? std::span<const OverseerRow>{} : at->second->overseers;
  }

  static std::string badge_text(std::vector<Badge> badges) {
    std::ranges::stable_sort(badges, {}, &Badge::rank);
    std::vector<std::string> all;
    for (const Badge& b : badges) {
      if (std::ranges::find(all, b.text) == all.end()) all.push_back(b.text);
    }
    if (!badges.empty() && badges.front().rank == BadgeRank::life) all.resize(1);
    std::string text;
    for (std::size_t i = 0; i < std::min(all.size(), badges_on_a_card); ++i)
      text += (i == 0 ? "" : " · ") + all[i];
    return text;
  }

  static std::string shortened(const std::vector<std::string>& notes) {
    std::string text;
    const std::size_t n = notes.size() > notes_on_a_card ? notes_on_a_card - 1 : notes.size();
    for (std::size_t i = 0; i < n; ++i) text += (i == 0 ? "" : "; ") + notes[i];
    return n == notes.size() ? text : fmt::format("{}; {} more", text, notes.size() - n);
  }

  std::string said_of(const Difference& d) const {
    const std::string day = d.turns.empty() ? "" : words_.day(d);
    return (day.empty() ? "" : day + " ") + words_.phrase(d);
  }

  void tell_lines(Card& c, const std::vector<const Difference*>& lines) {
    std::size_t said = 0;
    for (const Difference* d : lines) {
      told_.insert(d);
      if (said++ < lines_in_a_tooltip) c.tooltip += "; " + said_of(*d);
    }
    if (said > lines_in_a_tooltip) c.tooltip += fmt::format("; {} more", said - lines_in_a_tooltip);
  }

  // It may have ended, and so still stands in the tree.
  void tell_possible_end(Card& c, EntityId id) {
    const auto at = ledger_.endings.find(id);
    if (at == ledger_.endings.end()) return;
    c.mark = Mark::ended;
    c.certainty = Certainty::possible;
    c.badge = at->second.badge;
    tell_lines(c, {at->second.line});
  }

  // ---- beside the tree --------------------------------------------------------------------------

  // When what was asked about is over: the places to which its units went.
  void add_elsewhere() {
    if (!chart_.cards.empty()) return;
    std::set<EntityId> places;
    for (const Moving& m : ledger_.moves) places.insert(m.to);
    for (const auto& [id, ending] : ledger_.endings)
      places.insert(ending.into.begin(), ending.into.end());
    const Scene& scene = *days_.differences.scene;
    for (const EntityId id : places) {
      if (id == EntityId::none || units_.contains(id) || choice_.is_over_for_sure(id) ||
          !scene.has(id))
        continue;
      Card c = organization_card(scene, id, {}, shown_);
      if (days_.about != EntityId::none)
        c.note = "outside " + short_name(days_, days_.about, true, shown_);
      cards_.insert(id);
      chart_.cards.push_back({std::move(c), 0});
    }
  }

  void add_ended() {
    std::vector<EntityId> all;
    for (const auto& [id, ending] : ledger_.endings) all.push_back(id);
    // Those from which something moved last, as what it moved to stands above.
    std::ranges::sort(all, {}, [&](EntityId id) {
      std::ptrdiff_t above = -1;
      for (const Moving& m : ledger_.moves) {
        if (m.from == id) above = std::max(above, card_place(m.to));
      }
      return std::tuple(above, place_of(ledger_.endings.at(id).line), id);
    });
    for (const EntityId id : all) {
      if (!cards_.contains(id) && days_.before.has(id)) chart_.ended.push_back(ended_card(id));
    }
  }

  // Among the cards; -1: not there.
  std::ptrdiff_t card_place(EntityId id) const {
    if (!cards_.contains(id)) return -1;
    const std::string wanted = key(id);
    return std::ranges::find(chart_.cards, wanted, [](const Branch& b) { return b.card.id; }) -
           chart_.cards.begin();
  }

  std::ptrdiff_t place_of(const Difference* d) const { return d - days_.differences.lines.data(); }

  Card ended_card(EntityId id) {
    const Dissolution& ending = ledger_.endings.at(id);
    Card c = organization_card(days_.before, id, rows_before(id), shown_);
    c.mark = Mark::ended;
    c.certainty = ending.certainty;
    c.badge = ending.badge;
    for (Head& head : c.heads) head.since.clear();
    std::vector<std::string> notes;
    if (c.badge.find(" INTO ") == std::string::npos && !ending.into.empty()) {
      std::vector<std::string> into;
      for (const EntityId one : ending.into) into.push_back(short_name(days_, one, false, shown_));
      notes.push_back("into " + listed(into));
    }
    const auto parent = parent_before_.find(id);
    if (parent != parent_before_.end() && parent_before_.contains(parent->second))
      notes.push_back("was in " + short_name(days_, parent->second, true, shown_));
    std::vector<const Difference*> lines{ending.line};
    if (const auto at = ledger_.entries.find(id); at != ledger_.entries.end()) {
      const UnitEntry& e = at->second;
      notes.insert(notes.end(), e.notes.begin(), e.notes.end());
      lines.insert(lines.end(), e.lines.begin(), e.lines.end());
      if (c.heads.empty() && !e.seats.empty())
        c.heads = heads_of_two_days(days_, rows_before(id), {}, e.seats, shown_);
    }
    std::vector<const Moving*> left;
    for (const Moving& m : ledger_.moves) {
      if (m.from != id || cards_.contains(m.to) || told_.contains(m.line)) continue;
      left.push_back(&m);
      lines.push_back(m.line);
    }
    const std::vector<std::string> departed = departures(left);
    notes.insert(notes.end(), departed.begin(), departed.end());
    c.note = shortened(notes);
    tell_lines(c, lines);
    cards_.insert(id);
    return c;
  }

  void add_moves() {
    std::map<std::tuple<std::string, std::string, bool>, std::vector<const Moving*>> groups;
    for (const Moving& m : ledger_.moves) {
      const auto who = units_.find(m.who);
      const bool has_unit = who != units_.end();
      if (has_unit && !who->second.named && !choice_.only_leaves(m)) continue;
      if (m.to == EntityId::none || !cards_.contains(m.to)) {
        tell_departure(m);
        continue;
      }
      groups[{key(m.from), key(m.to), m.certainty == Certainty::certain}].push_back(&m);
    }
    std::vector<std::vector<const Moving*>> ordered;
    for (auto& [ends, moves] : groups) ordered.push_back(std::move(moves));
    std::ranges::sort(ordered, {}, [&](const auto& moves) {
      return std::pair(card_place(moves.front()->to), place_of(moves.front()->line));
    });
    for (const auto& moves : ordered) chart_.moves.push_back(move_of(moves));
  }

  // Of what left, and went nobody knows where or out of the picture: "A and B left it", "possibly C
  // left it".
  std::vector<std::string> departures(const std::vector<const Moving*>& left) const {
    std::vector<std::string> sure, possible, all;
    for (const Moving* m : left) {
      const std::string who = short_name(days_, m->who, true, shown_);
      if (m->to != EntityId::none)
        all.push_back(fmt::format("{} went to {}", who, short_name(days_, m->to, false, shown_)));
      else
        (m->certainty == Certainty::certain ? sure : possible).push_back(who);
    }
    if (!sure.empty()) all.push_back(listed(sure) + " left it");
    if (!possible.empty()) all.push_back("possibly " + listed(possible) + " left it");
    return all;
  }

  void tell_departure(const Moving& m) {
    if (m.from == EntityId::none || !cards_.contains(m.from) || told_.contains(m.line)) return;
    for (Branch& b : chart_.cards) {
      if (b.card.id != key(m.from)) continue;
      b.card.note += (b.card.note.empty() ? "" : "; ") + departures({&m}).front();
      if (b.card.mark == Mark::none) b.card.mark = Mark::changed;
      told_.insert(m.line);
    }
  }

  // A line of a Move ends at what is over, or at a card of the first level with nothing hanging
  // from it; of another place the Move says the name.
  bool is_end(EntityId id) const {
    if (choice_.is_over_for_sure(id)) return cards_.contains(id);
    const auto at = units_.find(id);
    return at != units_.end() && at->second.drawn && choice_.is_at_top(at->second);
  }

  Move move_of(const std::vector<const Moving*>& moves) {
    const Moving& first = *moves.front();
    Move move;
    move.to = key(first.to);
    const bool leads_back = is_end(first.from);
    if (leads_back) move.from = key(first.from);
    move.certainty = first.certainty;
    for (const Moving* m : moves) {
      told_.insert(m->line);
      move.names.push_back(name(m->who));
    }
    move.tooltip = listed(move.names) +
                   (first.from == EntityId::none
                        ? ""
                        : " left " + short_name(days_, first.from, true, shown_) + " and") +
                   " came under " + short_name(days_, first.to, false, shown_);
    if (const std::string day = words_.day(*first.line); !day.empty()) move.tooltip += ", " + day;
    if (move.names.size() > names_in_a_move) {
      const std::size_t more = move.names.size() - names_in_a_move + 1;
      move.names.resize(names_in_a_move - 1);
      move.names.push_back(fmt::format("and {} more", more));
    }
    if (!leads_back && first.from != EntityId::none)
      move.names.push_back(fmt::format("(from {})", short_name(days_, first.from, true, shown_)));
    return move;
  }

  std::string key(EntityId id) const {
    for (const Scene* s : {&days_.after, &days_.before, &std::as_const(*days_.differences.scene)}) {
      if (s->has(id)) return s->entity(id).key;
    }
    return {};
  }
  std::string name(EntityId id) const {
    const Scene& scene = days_.after.has(id) ? days_.after : *days_.differences.scene;
    return main_name(scene, id, shown_);
  }

  const TwoDays& days_;
  const LineWords& words_;
  const Shown& shown_;
  Ledger ledger_;
  UnitChoice choice_;
  const std::map<EntityId, Unit>& units_ = choice_.units();
  std::map<EntityId, const Node*> before_;
  std::map<EntityId, EntityId> parent_before_;
  std::set<EntityId> cards_;  // those that the chart has
  std::set<const Difference*> told_;
  Chart chart_;
};

}  // namespace

DifferenceChart difference_chart(const TwoDays& days, const LineWords& words, const Shown& shown) {
  return Drawing(days, words, shown).made();
}

}  // namespace reorg::charts
