#include "core/query/reporting.hpp"

#include <algorithm>
#include <set>
#include <unordered_set>

#include "core/query/overseers.hpp"

namespace reorg {
namespace {

using Kind = StatementKind;

// ---- fetching -------------------------------------------------------------------------------

// The lines of one person or post, with the posts and charges that they may go with.
class OwnLines {
 public:
  OwnLines(EntityId who, AsOf as_of) : as_of_(std::move(as_of)), mine_{who}, who_(who) {}

  Walk walk() {
    Walk w;
    w.seeds = {who_};
    w.steps = {{.hop = {KindSet(Kind::holds, Kind::reports_to, Kind::post_in),
                        KindSet(Kind::holds, Kind::reports_to)}},
               {.hop = {KindSet(Kind::oversees, Kind::post_in, Kind::reports_to),
                        KindSet(Kind::holds, Kind::reports_to)},
                .whom = Whom::everyone}};
    w.follow = [this](const Spell& s) { return follows(s); };
    return w;
  }

  // What the person heads, itself or by a post. Call after the walk.
  std::vector<EntityId> headed(const Neighbourhood& found) const {
    std::vector<EntityId> result;
    for (const Spell& s : found.spells()) {
      if (s.kind == Kind::oversees && s.aspect == "head" && mine_.contains(s.subject) &&
          may_hold(s))
        result.push_back(s.object);
    }
    return result;
  }

 private:
  bool may_hold(const Spell& s) const {
    return holds_within(s, as_of_.first, as_of_.last) != Certainty::no;
  }

  bool follows(const Spell& s) {
    if (!may_hold(s) || s.kind == Kind::post_in) return false;
    if (s.kind == Kind::holds && s.subject == who_) mine_.insert(s.object);
    return s.kind != Kind::oversees || mine_.contains(s.subject);
  }

  AsOf as_of_;
  std::unordered_set<EntityId> mine_;
  EntityId who_;
};

// The organizations above, and those next below, with whoever heads them and whom these report to.
void add_structure(const RelationSource& source, const std::vector<EntityId>& headed,
                   const AsOf& as_of, Neighbourhood& found) {
  if (headed.empty()) return;
  const Step heads{.hop = {{}, KindSet(Kind::oversees)}, .whom = Whom::everyone};
  const Step holders_and_lines{.hop = {KindSet(Kind::reports_to), KindSet(Kind::holds)},
                               .whom = Whom::newest};
  for (const Step& way : {Step{.hop = {KindSet(Kind::part_of), {}}, .times = any_number},
                          Step{.hop = {{}, KindSet(Kind::part_of)}}}) {
    Walk walk;
    walk.seeds = headed;
    walk.steps = {way, heads, holders_and_lines, holders_and_lines};
    walk.follow = [&](const Spell& s) {
      return holds_within(s, as_of.first, as_of.last) != Certainty::no &&
             s.kind != Kind::reports_to && !(s.kind == Kind::part_of && s.dotted);
    };
    const Neighbourhood there = run(walk, source);
    for (const Spell& s : there.spells()) found.add(s);
  }
}

// ---- what is stated -------------------------------------------------------------------------

class Stated {
 public:
  Stated(const Scene& scene, EntityId who) : scene_(scene), who_(who) {}

  std::vector<ReportLine> lines() {
    add_all(who_, nullptr);
    for (const Hit& held : scene_.view().out(who_, Kind::holds)) add_all(held.other, held.spell);
    if (scene_.entity(who_).kind == EntityKind::post) add_of_holders();
    std::ranges::stable_sort(found_, {}, [](const ReportLine& l) {
      return std::tuple(!l.up, l.tenure.spell->dotted, l.tenure.certainty != Certainty::certain,
                        beginning(*l.tenure.spell));
    });
    return std::move(found_);
  }

 private:
  // Up and down from the one asked about, or from a post that is held.
  void add_all(EntityId end, const Spell* held) {
    for (const Hit& hit : scene_.view().out(end, Kind::reports_to)) add(true, hit, end, held);
    for (const Hit& hit : scene_.view().in(end, Kind::reports_to)) add(false, hit, end, held);
  }

  // R6: lines of a person that go with this post.
  void add_of_holders() {
    for (const Spell& s : scene_.relations()) {
      if (s.kind != Kind::reports_to || s.capacity_of != who_ || s.subject == who_) continue;
      if (const Certainty c = scene_.holds(s); c != Certainty::no)
        add(true, {&s, s.object, c}, who_, nullptr);
    }
  }

  void add(bool up, const Hit& hit, EntityId end, const Spell* held) {
    ReportLine line;
    line.up = up;
    line.other = hit.other;
    line.capacity_of = hit.spell->capacity_of;
    line.tenure = tenure_of(scene_, *hit.spell);
    if (held != nullptr && !narrow(line, *held)) return;
    if (held != nullptr) line.post = end;
    if (scene_.entity(line.other).kind == EntityKind::post)
      line.holders = scene_.view().in(line.other, Kind::holds);
    found_.push_back(std::move(line));
  }

  // A line of a post is the person's for as long as he or she holds it.
  bool narrow(ReportLine& line, const Spell& held) const {
    const Spell& told = *line.tenure.spell;
    const Stretch both = overlap(told, held);
    const AsOf& day = scene_.as_of();
    line.tenure.certainty = overlap_within(stretch_of(told), stretch_of(held), day.first, day.last);
    line.tenure.from = both.from;
    line.tenure.until = both.until;
    return line.tenure.certainty != Certainty::no;
  }

  const Scene& scene_;
  EntityId who_;
  std::vector<ReportLine> found_;
};

// ---- what the structure suggests ------------------------------------------------------------

class Structure {
 public:
  Structure(const Scene& scene, EntityId who) : scene_(scene), who_(who) {}

  std::vector<StructuralLine> lines() {
    std::set<EntityId> done;
    for (const auto& [own, certainty] : headed()) {
      if (!done.insert(own).second) continue;
      if (!has_line(who_, own)) up_from(own, certainty);
      down_from(own, certainty);
    }
    return std::move(found_);
  }

 private:
  std::vector<std::pair<EntityId, Certainty>> headed() const {
    std::vector<std::pair<EntityId, Certainty>> result;
    const auto add = [&](EntityId overseer, Certainty most) {
      for (const Hit& hit : scene_.view().out(overseer, Kind::oversees)) {
        if (hit.spell->aspect == "head" && !hit.spell->dotted)
          result.emplace_back(hit.other, std::min(most, hit.certainty));
      }
    };
    add(who_, Certainty::certain);
    for (const Hit& held : scene_.view().out(who_, Kind::holds)) add(held.other, held.certainty);
    return result;
  }

  // Whether a solid line is stated for heading this organization, or without a job.
  bool has_line(EntityId person, EntityId organization) const {
    return std::ranges::any_of(scene_.view().out(person, Kind::reports_to), [&](const Hit& hit) {
      const EntityId job = hit.spell->capacity_of;
      return !hit.spell->dotted &&
             (job == EntityId::none || job == organization || oversees(job, organization));
    });
  }

  bool oversees(EntityId post, EntityId organization) const {
    return std::ranges::any_of(scene_.view().out(post, Kind::oversees),
                               [&](const Hit& hit) { return hit.other == organization; });
  }

  std::vector<OverseerRow> heads_of(EntityId organization) const {
    std::vector<OverseerRow> rows = direct_overseers(scene_, organization);
    std::erase_if(rows, [&](const OverseerRow& r) {
      return r.capacity != "head" || r.dotted || r.person == EntityId::none || r.person == who_;
    });
    return rows;
  }

  // The nearest above that somebody else heads.
  void up_from(EntityId own, Certainty certainty) {
    for (const Reached& above : scene_.view().above(own)) {
      const auto heads = heads_of(above.entity);
      for (const OverseerRow& r : heads) {
        found_.push_back({true, r.person, own, above.entity,
                          std::min({certainty, above.certainty, r.certainty})});
      }
      if (!heads.empty()) return;
    }
  }

  void down_from(EntityId own, Certainty certainty) {
    for (const Reached& below : scene_.view().below(own, 1)) {
      for (const OverseerRow& r : heads_of(below.entity)) {
        if (has_line(r.person, below.entity)) continue;
        found_.push_back({false, r.person, own, below.entity,
                          std::min({certainty, below.certainty, r.certainty})});
      }
    }
  }

  const Scene& scene_;
  EntityId who_;
  std::vector<StructuralLine> found_;
};

}  // namespace

std::unique_ptr<Scene> reports_scene(const RelationSource& source, EntityId who,
                                     const AsOf& as_of) {
  OwnLines own(who, as_of);
  Neighbourhood found = run(own.walk(), source);
  add_structure(source, own.headed(found), as_of, found);
  return std::make_unique<Scene>(source, as_of, std::move(found));
}

ReportsAnswer reports(const Scene& scene, EntityId who) {
  ReportsAnswer answer;
  answer.who = who;
  answer.lines = Stated(scene, who).lines();
  if (scene.entity(who).kind == EntityKind::person) {
    answer.structural = Structure(scene, who).lines();
    std::ranges::stable_sort(answer.structural, {}, [](const StructuralLine& l) {
      return std::tuple(!l.up, l.certainty != Certainty::certain);
    });
  }
  return answer;
}

}  // namespace reorg
