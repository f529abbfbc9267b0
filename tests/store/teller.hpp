// A tiny language for what files tell, to make batches in tests without a file format.
//
//   Teller t("a.yaml");
//   t.source("scmp", "2018-11-26");
//   t.begins(StatementKind::oversees, "zhang", "cloud", "2018-11-26").aspect = "head";
//   store.import(t.batch(), Store::Run::real);
#pragma once

#include <map>
#include <string>

#include "core/store/store.hpp"

namespace reorg::tests {

class Teller {
 public:
  explicit Teller(const std::string& file_name) { file(file_name); }

  // What follows is told by this file.
  void file(const std::string& name) {
    file_ = name;
    line_ = 0;
    batch_.files.push_back(name);
  }

  // "p-…" are people, "t-…" posts, all others organizations.
  Entity& entity(const std::string& key) {
    if (const auto it = entities_.find(key); it != entities_.end())
      return batch_.entities[number(it->second) - 1];
    Entity e;
    e.id = static_cast<EntityId>(batch_.entities.size() + 1);
    e.key = key;
    e.kind = key.starts_with("p-")   ? EntityKind::person
             : key.starts_with("t-") ? EntityKind::post
                                     : EntityKind::organization;
    e.declared = false;
    e.place = here();
    batch_.entities.push_back(e);
    entities_.emplace(key, e.id);
    return batch_.entities.back();
  }
  Entity& declare(const std::string& key) {
    Entity& e = entity(key);
    e.declared = true;
    e.place = here();
    return e;
  }

  // Statements that follow cite it, until `source` is called again; "" = none.
  Source& source(const std::string& key, const std::string& published = "") {
    Source s;
    s.id = static_cast<SourceId>(batch_.sources.size() + 1);
    s.key = key;
    s.title = "Title of " + key;
    if (!published.empty()) s.published = parse_date(published);
    s.place = here();
    batch_.sources.push_back(s);
    cited_ = {s.id};
    return batch_.sources.back();
  }
  void no_source() { cited_.clear(); }

  // Changes and statements that follow belong to it, until `no_event`.
  Event& event(const std::string& key, const std::string& known = "") {
    Event e;
    e.id = static_cast<EventId>(batch_.events.size() + 1);
    e.key = key;
    if (!known.empty()) e.known = parse_date(known).latest;
    e.place = here();
    batch_.events.push_back(e);
    event_ = e.id;
    return batch_.events.back();
  }
  void no_event() { event_ = EventId::none; }

  Change& change(Verb verb, const std::string& original, const std::string& result = "") {
    Change c;
    c.id = static_cast<ChangeId>(batch_.changes.size() + 1);
    c.event = event_;
    c.verb = verb;
    if (!original.empty()) c.originals.push_back(entity(original).id);
    if (!result.empty()) c.results.push_back(entity(result).id);
    c.sources = cited_;
    c.place = here();
    batch_.changes.push_back(c);
    return batch_.changes.back();
  }

  Statement& begins(StatementKind kind, const std::string& subject,
                    const std::string& object_or_value, const std::string& from) {
    Statement& s = say(kind, subject, object_or_value);
    s.effect = Effect::begins;
    s.from = parse_date(from);
    return dated(s, from);
  }
  Statement& seen(StatementKind kind, const std::string& subject,
                  const std::string& object_or_value, const std::string& on) {
    Statement& s = begins(kind, subject, object_or_value, on);
    s.effect = Effect::seen;
    return s;
  }
  Statement& ends(StatementKind kind, const std::string& subject,
                  const std::string& object_or_value, const std::string& on) {
    Statement& s = say(kind, subject, object_or_value);
    s.effect = Effect::ends;
    s.until = {EndKind::date, parse_date(on)};
    return dated(s, on);
  }
  Statement& always(StatementKind kind, const std::string& subject,
                    const std::string& object_or_value) {
    Statement& s = say(kind, subject, object_or_value);
    s.effect = Effect::always;
    return s;
  }

  const Batch& batch() const { return batch_; }
  Batch& batch() { return batch_; }

 private:
  Statement& say(StatementKind kind, const std::string& subject,
                 const std::string& object_or_value) {
    Statement s;
    s.id = static_cast<StatementId>(batch_.statements.size() + 1);
    s.kind = kind;
    s.subject = subject.empty() ? EntityId::none : entity(subject).id;
    const bool has_object = is_relation(kind) || kind == StatementKind::leaves;
    if (has_object && !object_or_value.empty()) s.object = entity(object_or_value).id;
    if (!has_object) s.value = object_or_value;
    if (kind == StatementKind::name) s.aspect = "preferred:en";
    if (kind == StatementKind::oversees) s.aspect = "head";
    s.sources = cited_;
    s.event = event_;
    s.place = here();
    batch_.statements.push_back(s);
    return batch_.statements.back();
  }

  // Known from its source's day, or the day itself.
  Statement& dated(Statement& s, const std::string& day) {
    s.known = parse_date(day).latest;
    s.known_assumed = true;
    if (!cited_.empty()) {
      if (const auto& published = batch_.sources[number(cited_.front()) - 1].published) {
        s.known = published->latest;
        s.known_assumed = false;
      }
    }
    return s;
  }

  Place here() { return {file_, ++line_, 1}; }

  Batch batch_;
  std::string file_;
  int line_ = 0;
  std::map<std::string, EntityId> entities_;
  std::vector<SourceId> cited_;
  EventId event_ = EventId::none;
};

}  // namespace reorg::tests
