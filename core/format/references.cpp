#include "core/format/references.hpp"

#include <algorithm>
#include <array>

namespace reorg::format {
namespace {

struct Kinds {
  bool organization = false, post = false, person = false;
  bool many = false;

  bool hold(EntityKind kind) const {
    return kind == EntityKind::organization ? organization
           : kind == EntityKind::post       ? post
                                            : person;
  }
};

Kinds kinds_of(Takes takes) {
  switch (takes) {
    case Takes::organization:
      return {true, false, false, false};
    case Takes::organizations:
      return {true, false, false, true};
    case Takes::person:
      return {false, false, true, false};
    case Takes::people:
      return {false, false, true, true};
    case Takes::post:
      return {false, true, false, false};
    case Takes::place:
      return {true, true, false, false};
    case Takes::places:
      return {true, true, false, true};
    case Takes::owner:
      return {true, false, true, false};
    case Takes::owners:
      return {true, false, true, true};
    case Takes::job_holder:
      return {false, true, true, false};
    case Takes::job_holders:
      return {false, true, true, true};
    case Takes::entities:
      return {true, true, true, true};
    default:
      return {true, true, true, false};
  }
}

std::string described(const Kinds& kinds) {
  std::vector<std::string_view> words;
  if (kinds.person) words.emplace_back("a person");
  if (kinds.post) words.emplace_back("a post");
  if (kinds.organization) words.emplace_back("an organization");
  return listed(words, " or ");
}

std::string declared_at(const Reading& reading, const std::string& key) {
  const auto found = reading.declarations.find(key);
  if (found == reading.declarations.end()) return "recorded before";
  return "declared at " + shown(found->second.front().place);
}

// "'to' in 'appoint'"; "'appoint'" alone for the key that names the change.
std::string at(const KeyRule& rule, std::string_view what) {
  const std::string key = quoted(rule.key);
  return key == what ? key : key + " in " + std::string(what);
}

EntityId read_one(const KeyRule& rule, const Kinds& kinds, const Node& node, std::string_view what,
                  const Report& report) {
  const auto key = read_key(node, report);
  if (!key) return EntityId::none;
  const EntityId id = report.reading.entity(*key);
  if (id == EntityId::none && report.reading.may_be_declared(*key)) {
    report.reading.problems.add_silently();
    return id;
  }
  if (id == EntityId::none) {
    report(node, "unknown entity " + quoted(*key) + "; declare it under 'entities'" +
                     report.reading.nearest_entity(*key));
    return id;
  }
  const EntityKind kind = report.reading.entity(id).kind;
  if (kinds.hold(kind)) return id;
  report(node, at(rule, what) + " takes " + described(kinds) + ", and " + quoted(*key) + " is " +
                   with_article(kind) + ", " + declared_at(report.reading, *key) +
                   (rule.instead.empty() ? "" : "; " + std::string(rule.instead)));
  return EntityId::none;
}

void add_once(std::vector<EntityId>& ids, EntityId id, const Node& node, const Report& report) {
  if (id == EntityId::none) return;
  if (std::find(ids.begin(), ids.end(), id) != ids.end()) {
    report(node, quoted(node.text) + " stands twice in this list; take one out");
  } else {
    ids.push_back(id);
  }
}

SourceId read_source(const Node& node, const Report& report) {
  const auto key = read_key(node, report);
  if (!key) return SourceId::none;
  const SourceId id = report.reading.source(*key);
  if (id == SourceId::none && report.reading.may_be_declared(*key)) {
    report.reading.problems.add_silently();
  } else if (id == SourceId::none) {
    report(node, "undeclared source " + quoted(*key) + "; declare it under 'sources'" +
                     report.reading.nearest_source(*key));
  }
  return id;
}

}  // namespace

std::string with_article(EntityKind kind) {
  return (kind == EntityKind::organization ? "an " : "a ") + std::string(word(kind));
}

bool takes_kind(Takes takes, EntityKind kind) { return kinds_of(takes).hold(kind); }

std::string kinds_taken(Takes takes) { return described(kinds_of(takes)); }

std::vector<EntityId> read_references(const KeyRule& rule, const Node& node, std::string_view what,
                                      const Report& report) {
  const Kinds kinds = kinds_of(rule.takes);
  std::vector<EntityId> ids;
  if (!node.is_list()) {
    add_once(ids, read_one(rule, kinds, node, what, report), node, report);
    return ids;
  }
  if (!kinds.many) {
    report(node, at(rule, what) + " takes one key, not a list");
    return ids;
  }
  if (node.items.empty()) report(node, "an empty list; write a key, or take the list out");
  for (const Node& one : node.items) {
    add_once(ids, read_one(rule, kinds, one, what, report), one, report);
  }
  return ids;
}

std::vector<SourceId> read_source_references(const Node& node, const Report& report) {
  std::vector<SourceId> ids;
  const auto add = [&](const Node& one) {
    const SourceId id = read_source(one, report);
    if (id == SourceId::none) return;
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  };
  if (!node.is_list()) {
    add(node);
  } else {
    for (const Node& one : node.items) add(one);
  }
  return ids;
}

}  // namespace reorg::format
