#include "core/format/telling.hpp"

#include <algorithm>

#include "core/timeline/knowledge.hpp"

namespace reorg::format {
namespace {

bool contains(const std::vector<EntityId>& ids, EntityId id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

// A remark that no statement carries stands in the change itself.
void keep_remark(Change& change, const std::string& remark) {
  if (remark.empty()) return;
  change.text += (change.text.empty() ? "" : "; ") + remark;
}

}  // namespace

std::optional<Date> day_before(std::optional<Date> date) {
  if (!date) return date;
  date->earliest = date->earliest - 1;
  date->latest = date->latest - 1;
  return date;
}

std::vector<SourceId> joined(std::vector<SourceId> all, const std::vector<SourceId>& more) {
  for (const SourceId id : more) {
    if (std::find(all.begin(), all.end(), id) == all.end()) all.push_back(id);
  }
  return all;
}

Telling::Telling(const VerbRule& rule, const Item& i, const Told& told, const Report& r)
    : item(i), report(r), told_(told), change_(r.reading.batch.changes.size()) {
  Change change;
  change.id = ChangeId{static_cast<std::uint32_t>(change_ + 1)};
  change.event = told.event;
  change.verb = rule.verb;
  change.sources = item.sources();
  change.refs = item.refs();
  change.place = report.file.in_batch(item.at_node(rule.keys.front().key));

  base_.mode = told.mode;
  base_.event = told.event;
  base_.change = change.id;
  base_.claim = told.rival.claim;
  base_.position = told.rival.position;
  base_.rank = told.rival.rank;
  base_.sources = joined(told.sources, item.sources());
  base_.note = rule.verb == Verb::note ? "" : item.text("note");
  base_.refs = item.refs();
  base_.place = change.place;
  const Knowledge known =
      known_from(told.known, told.announced, report.reading.sources(base_.sources), told.date);
  base_.known = known.day;
  base_.known_assumed = known.assumed;
  report.reading.batch.changes.push_back(std::move(change));
}

Change& Telling::change() { return report.reading.batch.changes[change_]; }

Statement& Telling::add(StatementKind kind, Effect effect, EntityId subject, EntityId object) {
  auto& all = report.reading.batch.statements;
  all.push_back(base_);
  ++made_;
  Statement& s = all.back();
  s.kind = kind;
  s.effect = effect;
  s.subject = subject;
  s.object = object;
  return s;
}

Statement& Telling::begins(StatementKind kind, EntityId subject, EntityId object) {
  Statement& s = add(kind, Effect::begins, subject, object);
  s.from = told_.date;
  return s;
}

Statement& Telling::ends(StatementKind kind, EntityId subject, EntityId object) {
  Statement& s = add(kind, Effect::ends, subject, object);
  if (told_.date) s.until = {EndKind::date, *told_.date};
  return s;
}

Statement& Telling::seen(StatementKind kind, EntityId subject, EntityId object) {
  Statement& s = add(kind, Effect::seen, subject, object);
  s.from = told_.date;
  return s;
}

Statement& Telling::held_before(StatementKind kind, EntityId subject, EntityId object) {
  Statement& s = add(kind, Effect::seen, subject, object);
  s.from = day_before(told_.date);
  return s;
}

Statement& Telling::lasts(StatementKind kind, EntityId subject) {
  const Effect effect = told_.date ? Effect::period : Effect::always;
  Statement& s = add(kind, effect, subject, EntityId::none);
  s.from = told_.date;
  return s;
}

void Telling::names(Statement& (Telling::*effect)(StatementKind, EntityId, EntityId), EntityId id,
                    std::string_view key, std::string_view type) {
  for (const Name& name : item.names(key)) {
    Statement& s = (this->*effect)(StatementKind::name, id, EntityId::none);
    s.aspect = name_aspect(type, name);
    s.value = name.text;
  }
}

void Telling::name_others() {
  Change& made = change();
  for (const auto& [key, value] : item.values) {
    for (const EntityId id : value.entities) {
      if (contains(made.originals, id) || contains(made.results, id)) continue;
      if (!contains(made.others, id)) made.others.push_back(id);
    }
  }
}

void tell(const VerbRule& rule, const Item& item, const Told& told, const Report& report) {
  Telling telling(rule, item, told, report);
  switch (rule.verb) {
    case Verb::found:
    case Verb::dissolve:
    case Verb::rename:
    case Verb::reclassify:
    case Verb::upgrade:
    case Verb::move:
    case Verb::merge:
    case Verb::split:
    case Verb::group:
    case Verb::spin_off:
    case Verb::transfer:
      tell_organization(rule.verb, telling);
      break;
    case Verb::acquire:
    case Verb::own:
    case Verb::list:
    case Verb::delist:
      tell_ownership(rule.verb, telling);
      break;
    case Verb::create:
    case Verb::abolish:
    case Verb::vacate:
    case Verb::appoint:
    case Verb::leave:
    case Verb::report:
      tell_people(rule.verb, telling);
      break;
    case Verb::attest:
    case Verb::note:
      tell_seen(rule.verb, telling);
      break;
    case Verb::plan:
    case Verb::rumour:
      telling.change().text = item.text(word(rule.verb));
      break;
    case Verb::withdraw:
    case Verb::deny:
      break;
  }
  telling.name_others();
  if (telling.statements() == 0) keep_remark(telling.change(), item.text("note"));
}

}  // namespace reorg::format
