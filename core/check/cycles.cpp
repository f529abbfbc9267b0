// Loops of solid lines: nothing is part of itself, nobody reports to himself.
#include <algorithm>
#include <deque>
#include <set>
#include <unordered_map>

#include "core/check/rules.hpp"

namespace reorg {
namespace {

using LinesFrom = std::unordered_map<EntityId, std::vector<const Line*>>;

// Lines that may lie on a loop at all, on whatever days: those that remain when whoever has no line
// up, or none down, is taken away with his lines, again and again. Linear in the lines.
class Core {
 public:
  explicit Core(std::span<const Line* const> lines) {
    for (const Line* line : lines) {
      up_[line->from].push_back(line);
      down_[line->to].push_back(line);
      ++ups_[line->from];
      ++downs_[line->to];
      ups_[line->to];
      downs_[line->from];
    }
    for (const auto& [id, n] : ups_) consider(id);
    while (!ends_.empty()) {
      const EntityId id = ends_.front();
      ends_.pop_front();
      drop(up_[id], &Line::to, downs_);
      drop(down_[id], &Line::from, ups_);
    }
  }

  LinesFrom lines() const {
    LinesFrom left;
    for (const auto& [id, lines] : up_) {
      for (const Line* line : lines) {
        if (!gone_.contains(line)) left[id].push_back(line);
      }
    }
    return left;
  }

 private:
  void consider(EntityId id) {
    if ((ups_[id] == 0 || downs_[id] == 0) && taken_.insert(id).second) ends_.push_back(id);
  }
  void drop(const std::vector<const Line*>& lines, EntityId Line::*other,
            std::unordered_map<EntityId, std::size_t>& count) {
    for (const Line* line : lines) {
      if (!gone_.insert(line).second) continue;
      --count[line->*other];
      consider(line->*other);
    }
  }

  LinesFrom up_, down_;
  std::unordered_map<EntityId, std::size_t> ups_, downs_;
  std::set<EntityId> taken_;
  std::deque<EntityId> ends_;
  std::set<const Line*> gone_;
};

bool holds(const Line& line, Day day, Certainty least) {
  if (line.when.certainty < least) return false;
  return least == Certainty::certain
             ? line.when.from.latest <= day && day < line.when.until.earliest
             : line.when.from.earliest <= day && day < line.when.until.latest;
}

using Loop = std::vector<const Line*>;

// The shortest loop through a line on the first day of the line; empty: none. A loop begins on the
// first day of its newest line, so that asking this of every line finds whatever loop there was.
Loop loop_through(const Line& line, const LinesFrom& lines, Certainty least) {
  const Day day = least == Certainty::certain ? line.when.from.latest : line.when.from.earliest;
  if (!holds(line, day, least)) return {};
  std::unordered_map<EntityId, const Line*> by{{line.to, &line}};
  std::deque<EntityId> next{line.to};
  while (!next.empty() && !(by.contains(line.from))) {
    const EntityId at = next.front();
    next.pop_front();
    const auto it = lines.find(at);
    if (it == lines.end()) continue;
    for (const Line* up : it->second) {
      if (holds(*up, day, least) && by.emplace(up->to, up).second) next.push_back(up->to);
    }
  }
  if (!by.contains(line.from)) return {};
  Loop loop;
  for (EntityId at = line.from; at != line.to; at = loop.back()->from) loop.push_back(by.at(at));
  if (line.from == line.to) return {&line};
  loop.push_back(&line);
  std::ranges::reverse(loop);
  return loop;
}

Stretch common_days(const Loop& loop) {
  Stretch days = loop.front()->when;
  for (const Line* line : loop) days = overlap(days, line->when);
  return days;
}

class Telling {
 public:
  Telling(const CheckMaterial& all, Findings& findings) : all_(all), findings_(findings) {}

  void tell(const Loop& loop, Certainty certainty) {
    const Stretch days = common_days(loop);
    if (days.certainty == Certainty::no || !told_.insert(ids(loop)).second) return;
    const bool parts = loop.front()->kind == StatementKind::part_of;
    FindingText says;
    std::vector<EntityId> about;
    for (const Line* line : loop) {
      if (about.empty())
        says << line->from << (parts ? " is part of " : " reports to ") << line->to;
      else
        says << (parts ? ", that of " : ", that one to ") << line->to;
      about.push_back(line->from);
    }
    says << (certainty == Certainty::certain ? ", from " : ", perhaps from ") << days.from << " on";
    if (days.until.kind == EndKind::date) says << ", ended " << days.until;
    CheckFinding& f = findings_.add(
        certainty == Certainty::certain ? Severity::error : Severity::note, std::move(about),
        std::move(says),
        FindingText() << (parts
                              ? "end the line that is older, with move or leave, or correct a date"
                              : "end the line that is older, or correct a date"));
    if (!days.from.earliest.is_endless()) f.first = days.from.earliest;
    if (days.until.kind == EndKind::date) f.last = days.until.latest - 1;
    // The newest line first: it closed the loop.
    for (const Line* line : loop) {
      for (const Statement& s : all_.source.events.statements(line->evidence)) f.told(s);
    }
  }

 private:
  static std::set<const Line*> ids(const Loop& loop) { return {loop.begin(), loop.end()}; }

  const CheckMaterial& all_;
  Findings& findings_;
  std::set<std::set<const Line*>> told_;
};

void cycles_of(const CheckMaterial& all, StatementKind kind, Findings& findings) {
  std::vector<const Line*> lines;
  for (const Line& line : all.lines) {
    if (line.kind == kind && line.when.certainty != Certainty::no) lines.push_back(&line);
  }
  const LinesFrom core = Core(lines).lines();
  Telling telling(all, findings);
  for (const Line* line : lines) {
    if (!core.contains(line->from)) continue;
    for (const Certainty least : {Certainty::certain, Certainty::possible}) {
      const Loop loop = loop_through(*line, core, least);
      if (loop.empty()) continue;
      telling.tell(loop, least);
      break;
    }
  }
}

}  // namespace

void cycles(const CheckMaterial& all, Findings& findings) {
  cycles_of(all, StatementKind::part_of, findings);
  cycles_of(all, StatementKind::reports_to, findings);
}

}  // namespace reorg
