#include "graphviz/difference_heads.hpp"

#include <algorithm>

namespace reorg::charts {
namespace {

// The row in which somebody, or a post, stands in the seat.
bool is_in_seat(const OverseerRow& r, const SeatChange& c, EntityId who) {
  if (c.post != EntityId::none)
    return r.post == c.post && (who == EntityId::none || r.person == who);
  const bool same_capacity = c.capacity.empty() || r.capacity == c.capacity;
  return who != EntityId::none && same_capacity && (r.person == who || r.post == who);
}

std::string role_in(const Difference& d, bool earlier) {
  const std::string& text = earlier ? d.old_text : d.new_text;
  const std::string& role =
      text.empty() && !(d.before.size() == 1 && d.after.size() == 1) ? d.role : text;
  return role.empty() && d.aspect != "head" ? d.aspect : role;
}

class Heads {
 public:
  Heads(const TwoDays& days, std::span<const OverseerRow> then, std::span<const OverseerRow> now,
        std::span<const SeatChange> changes, const Shown& shown)
      : days_(days), then_(then), changes_(changes), shown_(shown), told_(changes.size(), false) {
    for (const OverseerRow& r : now) add(r);
    for (std::size_t i = 0; i < changes.size(); ++i) {
      if (!told_[i]) add_unseated(changes[i]);
    }
  }
  std::vector<Head> made() && { return std::move(heads_); }

 private:
  void add(const OverseerRow& r) {
    Head head = head_of(days_.after, r, shown_);
    std::vector<Head> gone;
    for (std::size_t i = 0; i < changes_.size(); ++i) {
      const SeatChange& c = changes_[i];
      const bool comes = c.is != EntityId::none && is_in_seat(r, c, c.is);
      const bool may_have_left = c.is == EntityId::none && c.was != EntityId::none &&
                                 c.line->certainty != Certainty::certain && is_in_seat(r, c, c.was);
      const bool falls_vacant =
          c.line->kind == DiffKind::vacated && r.vacant && is_in_seat(r, c, EntityId::none);
      if (told_[i] || (!comes && !may_have_left && !falls_vacant)) continue;
      told_[i] = true;
      if (may_have_left) {
        head.mark = Mark::ended;
        head.certainty = Certainty::possible;
        continue;
      }
      mark(head, c);
      if (c.was == EntityId::none || c.was == c.is) continue;
      gone.push_back(gone_head(c));
      if (gone.back().role == head.role) gone.back().role.clear();  // said right above
    }
    heads_.push_back(std::move(head));
    heads_.insert(heads_.end(), gone.begin(), gone.end());
  }

  // What a line says of whoever stands there now.
  static void mark(Head& head, const SeatChange& c) {
    const Difference& d = *c.line;
    head.certainty = std::min(head.certainty, d.certainty);
    if (d.kind == DiffKind::first_seen) {
      head.since = "first seen by " + to_string(d.when().latest);
    } else if (c.was == c.is && c.is != EntityId::none) {
      head.mark = Mark::changed;
      const std::string old = old_role(c);
      if (!old.empty() && old != head.role)
        head.role = head.role.empty() ? "until then " + old : old + " → " + head.role;
    } else {
      head.mark = Mark::added;
    }
  }

  static std::string old_role(const SeatChange& c) {
    std::string role = role_in(*c.line, true);
    const bool acted = c.line->kind == DiffKind::became_substantive;
    if (acted && role.find("acting") == std::string::npos)
      role = role.empty() ? "acting" : "acting " + role;
    return role;
  }

  Head gone_head(const SeatChange& c) const {
    Head head;
    const auto row =
        std::ranges::find_if(then_, [&](const OverseerRow& r) { return is_in_seat(r, c, c.was); });
    if (row != then_.end()) {
      head = head_of(days_.before, *row, shown_);
    } else {
      head = named(c.was, true);
      head.role = seat_role(c, true);
    }
    head.since.clear();
    head.mark = Mark::ended;
    head.certainty = c.line->certainty;
    return head;
  }

  // Somebody who is in none of the rows.
  Head named(EntityId who, bool earlier) const {
    const Scene* scene = earlier ? &days_.before : &days_.after;
    if (!scene->has(who)) scene = days_.differences.scene.get();
    OverseerRow row;
    row.capacity = "head";
    row.certainty = Certainty::certain;
    if (scene->has(who))
      (scene->entity(who).kind == EntityKind::post ? row.post : row.person) = who;
    return head_of(*scene, row, shown_);
  }

  std::string seat_role(const SeatChange& c, bool earlier) const {
    if (c.post != EntityId::none) return short_name(days_, c.post, earlier, shown_);
    std::string role = role_in(*c.line, earlier);
    return role.empty() && c.capacity != "head" ? c.capacity : role;
  }

  // Whoever holds a post that oversees nothing, is a member, or has left a seat that nobody is
  // known to have taken.
  void add_unseated(const SeatChange& c) {
    const Difference& d = *c.line;
    if (c.is != EntityId::none || d.kind == DiffKind::vacated) {
      Head head;
      if (c.is != EntityId::none) head = named(c.is, false);
      head.vacant = c.is == EntityId::none;
      head.role = seat_role(c, false);
      head.acting = d.acting && head.role.find("acting") == std::string::npos;
      mark(head, c);
      heads_.push_back(std::move(head));
    }
    if (c.was != EntityId::none && c.was != c.is) heads_.push_back(gone_head(c));
    if (c.is == EntityId::none && c.was == EntityId::none && d.kind == DiffKind::filled) {
      Head head;
      head.vacant = true;
      head.role = seat_role(c, true);
      head.mark = Mark::ended;
      heads_.push_back(std::move(head));
    }
  }

  const TwoDays& days_;
  std::span<const OverseerRow> then_;
  std::span<const SeatChange> changes_;
  const Shown& shown_;
  std::vector<bool> told_;
  std::vector<Head> heads_;
};

}  // namespace

std::vector<Head> heads_of_two_days(const TwoDays& days, std::span<const OverseerRow> then,
                                    std::span<const OverseerRow> now,
                                    std::span<const SeatChange> changes, const Shown& shown) {
  return Heads(days, then, now, changes, shown).made();
}

}  // namespace reorg::charts
