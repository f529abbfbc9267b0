// Everything that a store can be asked, as text, and random steps that change it.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/names/find.hpp"
#include "tests/store/plain_facts.hpp"
#include "tests/store/random_files.hpp"
#include "tests/store/told_spells.hpp"

namespace reorg::tests {

inline Judgement judgement(Verdict verdict, const std::string& kept, const std::string& other) {
  Judgement j;
  j.verdict = verdict;
  j.kept = kept;
  j.other = other;
  return j;
}

struct Two {
  std::string kept, other;
};

inline Two some_two() {
  Two two = one_of<Two>({{"p-a", "p-b"}, {"t-x", "t-y"}, {"o", "q"}, {"q", "r"}});
  if (below(2) == 0) std::swap(two.kept, two.other);
  return two;
}

inline std::vector<std::string> told_changes(const Store& store, const RelationSource& source) {
  const auto keys = [&](const std::vector<EntityId>& ids) {
    std::string text;
    for (const Entity& e : store.entities(ids)) text += " " + e.key;
    return text;
  };
  std::vector<std::string> result;
  for (const Told& t : source.changes(SpellText(store).all())) {
    result.push_back(t.event.key + " " + std::string(word(t.change.verb)) +
                     keys(t.change.originals) + " ->" + keys(t.change.results) + " " +
                     t.change.place.file + std::to_string(t.change.place.line));
  }
  std::ranges::sort(result);
  return result;
}

// Whom each name and key finds.
inline std::vector<std::string> found_names(const Store& store) {
  std::vector<std::string> result;
  std::vector<std::string> names = store.entity_keys();
  for (const char* name : {"Acme", "Acme Cloud"}) names.emplace_back(name);
  for (const std::string& name : names) {
    std::string text = name + ":";
    for (const NameHit& hit : find(store, name).exact) text += " " + hit.key + "/" + hit.aspect;
    result.push_back(text);
  }
  return result;
}

// Everything that can be asked, on two days of knowledge and today.
inline std::vector<std::string> answers(const Store& store) {
  const SpellText text(store);
  std::vector<EntityId> ids;  // by key: numbers mean nothing
  for (const std::string& key : store.entity_keys()) ids.push_back(store.entity(key)->id);
  std::vector<std::string> all = text.of(store);
  const auto add = [&](std::vector<std::string> more) {
    all.insert(all.end(), more.begin(), more.end());
  };
  for (const char* day : {"2016-06-01", "2017-01-01"}) {
    const auto then = store.known_at(parse_date(day).latest);
    add(text.of(*then));
    add(told_changes(store, *then));
    for (const EntityId e : ids) all.push_back(std::to_string(then->left_out(std::span(&e, 1))));
  }
  add(told_changes(store, store));
  for (const EntityId e : ids) {
    const std::span one(&e, 1);
    const auto places = [&](const char* what, const std::vector<Statement>& statements) {
      std::vector<std::string> texts;
      for (const Statement& s : statements)
        texts.push_back(what + s.place.file + std::to_string(s.place.line));
      std::ranges::sort(texts);
      add(std::move(texts));
    };
    places("plain ", PlainFacts::of(store, one, before_all, after_all));
    places("set aside ", store.set_aside(one, parse_date("2017-01-01").latest));
    all.push_back("events " + std::to_string(store.events_of(one, before_all, after_all).size()));
  }
  add(found_names(store));
  for (const Entity& e : store.entities(store.roots())) all.push_back("root " + e.key);
  std::vector<std::string> seats;
  for (const Entity& e : store.entities(ids))
    seats.push_back(e.key + " " + std::to_string(e.seats));
  std::ranges::sort(seats);
  add(std::move(seats));
  return all;
}

inline void import_or_forget(Store& store) {
  const auto name = one_of<std::string>({"a.yaml", "b.yaml", "c.yaml"});
  if (below(4) == 0) {
    store.forget(name);
    return;
  }
  import_something(store, name);
}

// Files imported and forgotten in any order, and perhaps a judgement.
inline Store some_store() {
  Store store = Store::in_memory();
  store.import(everybody(), Store::Run::real);
  for (int n = below(5); n >= 0; --n) import_or_forget(store);
  if (below(3) == 0) {
    const Two two = some_two();
    store.judge(judgement(Verdict::same, two.kept, two.other), {}, Store::Run::real);
  }
  return store;
}

}  // namespace reorg::tests
