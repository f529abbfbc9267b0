// The `entities:` section.
#include <algorithm>
#include <array>

#include "core/format/item.hpp"
#include "core/format/references.hpp"
#include "core/format/sections.hpp"
#include "core/timeline/knowledge.hpp"

namespace reorg::format {
namespace {

constexpr std::array<std::string_view, 5> kinds{"company", "unit", "organization", "post",
                                                "person"};

EntityKind kind_of(std::string_view text) {
  const bool legal = text == "company" || text == "unit";
  return legal ? EntityKind::organization : from_word<EntityKind>(text);
}

// A company in one file and a unit in another is a contradiction; an organization may be either.
bool agree(const Declaration& a, const Declaration& b) {
  if (a.kind != b.kind) return false;
  return a.word == b.word || a.word == "organization" || b.word == "organization";
}

std::string article(std::string_view text) { return text == "organization" ? "an " : "a "; }

void check_kind(const std::string& key, const Declaration& told, const Node& node,
                const Report& report) {
  for (const Declaration& other : report.reading.declarations[key]) {
    if (agree(told, other)) continue;
    if (told.kind == other.kind && report.reading.stand_together(told.file, other.file)) continue;
    report(node, quoted(key) + " is " + article(told.word) + told.word + " here and " +
                     article(other.word) + other.word + " at " + shown(other.place) +
                     "; keys are global, give one of the two another");
    return;
  }
  const Directory& directory = report.reading.directory();
  const auto recorded = directory.entity(key);
  if (!recorded || recorded->kind == told.kind) return;
  if (directory.only_from(key, report.reading.batch.files)) return;
  report(node, quoted(key) + " is recorded as " + with_article(recorded->kind) +
                   (recorded->place.file.empty() ? "" : " (" + shown(recorded->place) + ")") +
                   "; keys are global, use another here");
}

void declare(const Node& key_node, const Node& node, const Report& report) {
  const auto key = read_key(key_node, report);
  if (!key) return;
  if (!node.is_map()) {
    report(node, "an entity is written { kind: …, name: … }");
    return report.reading.could_not_read(*key);
  }
  const Node* const kind_node = node.find("kind");
  const auto kind = kind_node ? read_word(*kind_node, kinds, report) : std::nullopt;
  if (!kind_node) {
    report(node,
           quoted(*key) + " needs 'kind': company, unit, organization, post or person; add it");
  }
  if (!kind) return report.reading.could_not_read(*key);
  const Declaration told{report.file.in_message(key_node), kind_of(*kind), *kind, report.file.name};
  check_kind(*key, told, key_node, report);
  report.reading.declarations[*key].push_back(told);
  if (report.reading.is_declared(*key)) return;
  Entity entity;
  entity.key = *key;
  entity.kind = told.kind;
  entity.place = report.file.in_batch(key_node);
  report.reading.add_entity(std::move(entity));
}

// ---- What an entry says --------------------------------------------------------------------

struct NameKey {
  std::string_view key, type;
};
constexpr std::array name_keys{NameKey{"name", "preferred"}, NameKey{"legal_name", "legal"},
                               NameKey{"acronym", "acronym"}, NameKey{"aliases", "alias"},
                               NameKey{"nicknames", "nickname"}};

struct KeyOfKind {
  std::string_view key;
  EntityKind kind;
  std::string_view called;
};
constexpr std::array keys_of_kinds{
    KeyOfKind{"classification", EntityKind::organization, "organizations"},
    KeyOfKind{"description", EntityKind::person, "people"},
    KeyOfKind{"in", EntityKind::post, "posts"},
    KeyOfKind{"over", EntityKind::post, "posts"},
    KeyOfKind{"capacity", EntityKind::post, "posts"},
    KeyOfKind{"seats", EntityKind::post, "posts"}};

class EntryReader {
 public:
  EntryReader(const Item& item, EntityId id, const Report& report)
      : item_(item), id_(id), report_(report), known_(known()) {}

  void read() {
    if (!fits_kind()) return;
    const std::string& kind = item_.at("kind").node->text;
    if (kind == "company" || kind == "unit") say(StatementKind::legal_form, "kind").value = kind;
    read_names();
    read_identifiers();
    for (const auto value :
         {StatementKind::classification, StatementKind::purpose, StatementKind::note}) {
      if (item_.has(word(value))) say(value, word(value)).value = item_.text(word(value));
    }
    read_post();
    Entity& entity = report_.reading.batch.entities[number(id_) - 1];
    if (entity.description.empty()) entity.description = item_.text("description");
  }

 private:
  Knowledge known() const {
    return known_from({}, {}, report_.reading.sources(item_.sources()), {});
  }

  Statement& say(StatementKind kind, std::string_view key) {
    Statement s;
    s.kind = kind;
    s.effect = Effect::always;
    s.subject = id_;
    s.known = known_.day;
    s.known_assumed = known_.assumed;
    s.sources = item_.sources();
    s.refs = item_.refs();
    s.place = report_.file.in_batch(item_.at_node(key));
    report_.reading.batch.statements.push_back(std::move(s));
    return report_.reading.batch.statements.back();
  }

  bool fits_kind() const {
    const Entity& entity = report_.reading.entity(id_);
    bool fits = true;
    for (const auto& [key, kind, called] : keys_of_kinds) {
      if (!item_.has(key) || kind == entity.kind) continue;
      report_(item_.at_node(key), quoted(key) + " is for " + std::string(called) + ", and " +
                                      quoted(entity.key) + " is " + with_article(entity.kind) +
                                      "; take it out");
      fits = false;
    }
    if (!item_.has("capacity") || item_.has("over")) return fits;
    report_(item_.at_node("capacity"),
            "'capacity' says in which way the post oversees; add 'over'");
    return false;
  }

  void read_names() {
    for (const auto& [key, type] : name_keys) {
      std::vector<std::string_view> languages;
      for (const Name& name : item_.names(key)) {
        const bool again =
            std::find(languages.begin(), languages.end(), name.language) != languages.end();
        if (again && (type == "preferred" || type == "legal")) {
          report_(item_.at_node(key),
                  "two names in one language (" + name.language +
                      "); put the second under 'aliases', or write its language");
          return;
        }
        languages.push_back(name.language);
        Statement& s = say(StatementKind::name, key);
        s.aspect = name_aspect(type, name);
        s.value = name.text;
      }
    }
  }

  void read_identifiers() {
    if (!item_.has("identifiers")) return;
    const Node& node = item_.at_node("identifiers");
    if (!node.is_map()) return report_(node, "identifiers stand by scheme: { hkex: \"0700\" }");
    for (std::size_t i = 0; i < node.entries(); ++i) {
      const auto scheme = read_key(node.key(i), report_);
      const Node& value = node.value(i);
      if (!scheme) continue;
      if (!value.is_list()) {
        read_identifier(*scheme, value);
      } else {
        for (const Node& one : value.items) read_identifier(*scheme, one);
      }
    }
  }

  void read_identifier(const std::string& scheme, const Node& node) {
    const auto text = read_text(node, max_name_bytes, report_);
    if (!text) return;
    Statement& s = say(StatementKind::identifier, "identifiers");
    s.aspect = scheme;
    s.value = *text;
    s.place = report_.file.in_batch(node);
  }

  void read_post() {
    if (item_.has("in")) say(StatementKind::post_in, "in").object = item_.entity("in");
    if (item_.has("over")) {
      Statement& s = say(StatementKind::oversees, "over");
      s.object = item_.entity("over");
      s.aspect = item_.has("capacity") ? item_.text("capacity") : "head";
    }
    if (!item_.has("seats")) return;
    const auto seats = read_number(item_.at_node("seats"), report_);
    if (!seats) return;
    unsigned& told = report_.reading.batch.entities[number(id_) - 1].seats;
    const Place* const before = report_.reading.seats_told_at(id_);
    if (before && told != *seats) {
      report_(item_.at_node("seats"),
              "another number of seats stands at " + shown(*before) + "; make the two equal");
    }
    told = *seats;
    report_.reading.seats_told(id_, report_.file.in_message(item_.at_node("seats")));
  }

  const Item& item_;
  EntityId id_;
  const Report& report_;
  Knowledge known_;
};

}  // namespace

void declare_entities(const Report& report) {
  const Node* const section = report.file.root.find("entities");
  if (!section || section->is_nothing()) return;
  if (!section->is_map()) return report(*section, "'entities' holds entities by key");
  for (std::size_t i = 0; i < section->entries(); ++i) {
    declare(section->key(i), section->value(i), report);
  }
}

void read_entities(const Report& report) {
  const Node* const section = report.file.root.find("entities");
  if (!section || !section->is_map()) return;
  for (std::size_t i = 0; i < section->entries(); ++i) {
    const Node& node = section->value(i);
    const std::string& key = section->key(i).text;
    if (!node.is_map() || !report.reading.is_declared(key)) continue;
    const auto item = read_item(node, entity_keys(), "an entity", report);
    if (item) EntryReader(*item, report.reading.entity(key), report).read();
  }
}

}  // namespace reorg::format
