// found, dissolve, rename, reclassify, upgrade, move, merge, split, group, spin_off, transfer.
#include <algorithm>

#include "core/format/telling.hpp"

namespace reorg::format {
namespace {

using Kind = StatementKind;

bool contains(const std::vector<EntityId>& ids, EntityId id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

const std::string& key_of(const Telling& t, EntityId id) { return t.report.reading.entity(id).key; }

// Refuses an organization that has part in its own making; true when there is none.
bool apart(const Telling& t, std::string_view key, const std::vector<EntityId>& from,
           std::string_view remedy) {
  const auto& told = t.item.entities(key);
  const auto both =
      std::find_if(told.begin(), told.end(), [&](EntityId id) { return contains(from, id); });
  if (both == told.end()) return true;
  t.report(t.item.at_node(key), quoted(key_of(t, *both)) +
                                    " stands on both sides of this change; " + std::string(remedy));
  return false;
}

void put_in(Telling& t, EntityId organization) {
  if (!t.item.has("in")) return;
  t.begins(Kind::part_of, organization, t.item.entity("in"));
}

void found(Telling& t) {
  const EntityId organization = t.item.entity("found");
  if (!apart(t, "in", {organization}, "it cannot be part of itself")) return;
  if (!apart(t, "from", {organization}, "name the units that it was made of")) return;
  t.change().originals = t.item.entities("from");
  t.change().results = {organization};
  t.begins(Kind::existence, organization);
  put_in(t, organization);
  for (const EntityId founder : t.item.entities("by")) {
    t.begins(Kind::member_of, founder, organization).role = "founder";
  }
  if (t.item.has("as")) t.begins(Kind::classification, organization).value = t.item.text("as");
}

void dissolve(Telling& t) {
  const EntityId organization = t.item.entity("dissolve");
  if (!apart(t, "into", {organization}, "what lives on is not dissolved")) return;
  t.change().originals = {organization};
  t.change().results = t.item.entities("into");
  t.ends(Kind::existence, organization);
}

bool renames(const Telling& t) {
  if (!t.item.has("to") && !t.item.has("acronym")) {
    t.report(*t.item.node, "'rename' needs 'to' or 'acronym'; add the new name");
    return false;
  }
  for (const Name& before : t.item.names("from")) {
    for (const Name& after : t.item.names("to")) {
      if (before.language != after.language || before.text != after.text) continue;
      t.report(t.item.at_node("from"),
               "the old name and the new one are equal; take this language"
               " out, or mend one of the two");
      return false;
    }
  }
  return true;
}

void rename(Telling& t) {
  if (!renames(t)) return;
  const EntityId organization = t.item.entity("rename");
  const std::string type = t.item.has("type") ? t.item.text("type") : "preferred";
  t.change().originals = {organization};
  t.names(&Telling::begins, organization, "to", type);
  t.names(&Telling::begins, organization, "acronym", "acronym");
  t.names(&Telling::held_before, organization, "from", type);
}

void reclassify(Telling& t) {
  const EntityId organization = t.item.entity("reclassify");
  if (t.item.text("from") == t.item.text("to")) {
    return t.report(t.item.at_node("from"),
                    "it is reclassified to what it was; mend 'from' or 'to'");
  }
  t.change().originals = {organization};
  t.begins(Kind::classification, organization).value = t.item.text("to");
  if (!t.item.has("from")) return;
  t.held_before(Kind::classification, organization).value = t.item.text("from");
}

void upgrade(Telling& t) {
  const EntityId organization = t.item.entity("upgrade");
  t.change().originals = {organization};
  if (t.item.has("to")) t.begins(Kind::legal_form, organization).value = t.item.text("to");
  if (t.item.has("as")) t.begins(Kind::classification, organization).value = t.item.text("as");
  if (!t.item.has("to") && !t.item.has("as")) t.lasts(Kind::note, organization).value = "upgraded";
}

void move(Telling& t) {
  const EntityId to = t.item.entity("to"), from = t.item.entity("from");
  if (to == EntityId::none && from == EntityId::none) {
    return t.report(*t.item.node, "'move' needs 'to', or 'from' if it only leaves; add one");
  }
  if (to == from) {
    return t.report(t.item.at_node("from"), "it moves to where it was; mend 'from' or 'to'");
  }
  const auto& moved = t.item.entities("move");
  if (!apart(t, "to", moved, "it cannot be part of itself")) return;
  if (!apart(t, "from", moved, "it cannot have been part of itself")) return;
  t.change().originals = moved;
  for (const EntityId organization : moved) {
    if (to != EntityId::none) {
      t.begins(Kind::part_of, organization, to).dotted = t.item.flag("dotted");
    }
    if (from != EntityId::none) {
      t.ends(Kind::part_of, organization, from).dotted = t.item.flag("dotted");
    }
  }
}

// Whether those that live on are among those that the change is about.
bool continuing_fits(const Telling& t, EntityId result) {
  const auto& living = t.item.entities("continuing");
  const auto stranger = std::find_if(living.begin(), living.end(), [&](EntityId id) {
    return id != result && !contains(t.item.entities("merge"), id);
  });
  if (stranger == living.end()) return true;
  t.report(t.item.at_node("continuing"), quoted(key_of(t, *stranger)) +
                                             " has no part in this merger;"
                                             " 'continuing' names originals that live on");
  return false;
}

void merge(Telling& t) {
  const EntityId result = t.item.entity("into");
  const auto& originals = t.item.entities("merge");
  const auto& living = t.item.entities("continuing");
  if (originals.size() == 1) {
    const std::string key = key_of(t, originals.front());
    const std::string into = key_of(t, result);
    return t.report(t.item.at_node("merge"),
                    originals.front() == result
                        ? quoted(key) + " merges into itself; name what else went into it"
                        : "one organization cannot merge alone; write 'merge: [" + key + ", " +
                              into + "], into: " + into + "', or 'dissolve: " + key +
                              ", into: " + into + "'");
  }
  if (!continuing_fits(t, result)) return;
  if (!apart(t, "in", {result}, "it cannot be part of itself")) return;
  t.change().originals = originals;
  t.change().results = {result};
  for (const EntityId original : originals) {
    if (original != result && !contains(living, original)) t.ends(Kind::existence, original);
  }
  if (!contains(originals, result) && !contains(living, result)) t.begins(Kind::existence, result);
  put_in(t, result);
}

void split(Telling& t) {
  const EntityId original = t.item.entity("split");
  const auto& parts = t.item.entities("into");
  if (!apart(t, "into", {original}, "if it lives on, write 'continuing: true' and leave it out"))
    return;
  if (!apart(t, "in", parts, "it cannot be part of itself")) return;
  t.change().originals = {original};
  t.change().results = parts;
  for (const EntityId part : parts) {
    t.begins(Kind::existence, part);
    put_in(t, part);
  }
  if (!t.item.flag("continuing")) t.ends(Kind::existence, original);
}

void group(Telling& t) {
  const EntityId over = t.item.entity("under");
  const auto& members = t.item.entities("group");
  if (!apart(t, "under", members, "it cannot be part of itself")) return;
  if (!apart(t, "in", {over}, "it cannot be part of itself")) return;
  t.change().originals = members;
  t.change().results = {over};
  if (!t.item.flag("continuing")) t.begins(Kind::existence, over);
  for (const EntityId member : members) t.begins(Kind::part_of, member, over);
  put_in(t, over);
}

void spin_off(Telling& t) {
  const EntityId organization = t.item.entity("spin_off");
  if (!apart(t, "from", {organization}, "it cannot have been part of itself")) return;
  t.change().originals = {organization};
  t.ends(Kind::part_of, organization, t.item.entity("from"));
  t.begins(Kind::legal_form, organization).value = "company";
}

void transfer(Telling& t) {
  t.change().text = t.item.text("transfer");
  t.change().originals = t.item.entities("from");
  t.change().results = t.item.entities("to");
}

}  // namespace

void tell_organization(Verb verb, Telling& t) {
  switch (verb) {
    case Verb::found:
      return found(t);
    case Verb::dissolve:
      return dissolve(t);
    case Verb::rename:
      return rename(t);
    case Verb::reclassify:
      return reclassify(t);
    case Verb::upgrade:
      return upgrade(t);
    case Verb::move:
      return move(t);
    case Verb::merge:
      return merge(t);
    case Verb::split:
      return split(t);
    case Verb::group:
      return group(t);
    case Verb::spin_off:
      return spin_off(t);
    default:
      return transfer(t);
  }
}

}  // namespace reorg::format
