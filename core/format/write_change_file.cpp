#include "core/format/write_change_file.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

#include "core/format/change_file.hpp"
#include "core/format/change_item.hpp"
#include "core/format/content.hpp"
#include "core/format/naming.hpp"
#include "core/timeline/knowledge.hpp"

namespace reorg {
namespace {

using format::Said;
using format::Tree;
using Kind = StatementKind;

const Event& event_of(const Batch& batch, EventId id) { return batch.events.at(number(id) - 1); }

bool ends_another(const Event& e) {
  return e.type == EventType::withdrawal || e.type == EventType::denial;
}

// What export must write so that the same is known again.
struct Known {
  Day day;
  bool assumed;
  friend bool operator==(const Known&, const Known&) = default;
};

class Sources {
 public:
  explicit Sources(const Batch& batch) : batch_(batch) {
    std::set<std::string> used;
    for (const Source& s : batch.sources) {
      std::string key = s.key;
      for (int n = 2; !used.insert(key).second; ++n) key = s.key + "-" + std::to_string(n);
      keys_.push_back(std::move(key));
    }
  }

  // A key that stands for two sources, told in files apart, is one of two in one file.
  const std::string& key(SourceId id) const { return keys_.at(number(id) - 1); }
  Tree keys(const std::vector<SourceId>& ids) const {
    Tree list = Tree::array();
    for (const SourceId id : ids) list.push_back(key(id));
    return list;
  }
  Known known(const std::optional<Date>& told, const std::optional<Date>& announced,
              const std::vector<SourceId>& ids, const std::optional<Date>& effective) const {
    std::vector<const Source*> all;
    for (const SourceId id : ids) all.push_back(&batch_.sources.at(number(id) - 1));
    const Knowledge k = known_from(told, announced, all, effective);
    return {k.day, k.assumed};
  }

 private:
  const Batch& batch_;
  std::vector<std::string> keys_;
};

Tree source_entry(const Source& s) {
  Tree entry = Tree::object();
  const auto put = [&](const char* key, const std::string& text) {
    if (!text.empty()) entry[key] = text;
  };
  put("title", s.title);
  put("publisher", s.publisher);
  put("published", s.published ? s.published->edtf : "");
  put("address", s.address);
  put("type", s.type == SourceType::unstated ? "" : std::string(word(s.type)));
  put("note", s.note);
  return entry;
}

void put_refs(Tree& item, const std::vector<std::string>& refs) {
  if (!refs.empty()) item["ref"] = refs.size() == 1 ? Tree(refs.front()) : Tree(refs);
}

// What a plan's or a withdrawal's event shares with all others: its own changes and statements.
struct Contents {
  std::vector<const Change*> changes;
  Said plain;  // statements of a rival position
};

// One file's section.
class Section {
 public:
  // `named`: events whose key must be written, since something refers to it or it is no made one.
  Section(const Batch& batch, const std::string& file, const Sources& sources,
          const std::set<EventId>& named, std::set<EntityId>& declared)
      : batch_(batch), file_(file), sources_(sources), named_(named), declared_(declared) {
    for (const Change& c : batch.changes) {
      if (c.place.file == file) events_[c.event].changes.push_back(&c);
    }
    for (const Statement& s : batch.statements) {
      if (s.place.file == file) sort_in(s);
    }
  }

  // In the order in which the reader makes them.
  const std::vector<EventId>& order() const { return order_; }

  Tree run(bool with_name) {
    Tree section = Tree::object();
    if (with_name) section["file"] = file_;
    write_sources(section);
    write_changes(section);  // before the entities: it finds whom nobody declares
    write_statements(section);
    write_entities(section);
    return section;
  }

 private:
  void sort_in(const Statement& s) {
    if (s.change != ChangeId::none)
      of_change_[s.change].push_back(&s);
    else if (s.event != EventId::none)
      events_[s.event].plain.push_back(&s);
    else if (s.effect == Effect::always)
      entries_[s.subject].push_back(&s);
    else
      plain_.push_back(&s);
  }

  const Said& said(const Change& c) const {
    static const Said nothing;
    const auto found = of_change_.find(c.id);
    return found == of_change_.end() ? nothing : found->second;
  }

  void write_sources(Tree& section) {
    for (const Source& s : batch_.sources) {
      if (s.place.file == file_) section["sources"][sources_.key(s.id)] = source_entry(s);
    }
    // Their place in the file, whatever comes first.
    section["entities"] = Tree::object();
  }

  // ---- Entities

  void write_entities(Tree& section) {
    Tree& entities = section["entities"];
    for (const Entity& e : batch_.entities) {
      const bool here = e.declared && e.place.file == file_;
      const bool nobodys = !e.declared && uses(e.id) && !declared_.contains(e.id);
      if (!here && !nobodys && !entries_.contains(e.id)) continue;
      entities[e.key] = entry_of(e, here || nobodys);
      declared_.insert(e.id);
    }
    if (entities.empty()) section.erase("entities");
  }

  bool uses(EntityId id) const {
    const auto names = [&](const Statement& s) {
      return s.place.file == file_ && (s.subject == id || s.object == id || s.capacity_of == id);
    };
    const auto has = [&](const std::vector<EntityId>& list) {
      return std::ranges::find(list, id) != list.end();
    };
    return std::ranges::any_of(batch_.statements, names) ||
           std::ranges::any_of(batch_.changes, [&](const Change& c) {
             return c.place.file == file_ && (has(c.originals) || has(c.results) || has(c.others));
           });
  }

  Tree entry_of(const Entity& e, bool whole) const {
    const auto found = entries_.find(e.id);
    const Said all = found == entries_.end() ? Said{} : found->second;
    Tree entry = Tree::object();
    entry["kind"] = std::string(word(e.kind));
    for (const auto& [key, type] :
         {std::pair("name", "preferred"), std::pair("legal_name", "legal"),
          std::pair("acronym", "acronym"), std::pair("aliases", "alias"),
          std::pair("nicknames", "nickname")}) {
      Said names;
      for (const Statement* s : all) {
        if (s->kind == Kind::name && s->aspect.starts_with(std::string(type) + ":"))
          names.push_back(s);
      }
      if (!names.empty()) entry[key] = format::names_tree(names);
    }
    for (const Statement* s : all) put_value(entry, *s);
    if (whole && !e.description.empty()) entry["description"] = e.description;
    if (whole && e.seats != 1) entry["seats"] = std::to_string(e.seats);
    if (!all.empty()) {
      if (!all.front()->sources.empty()) entry["sources"] = sources_.keys(all.front()->sources);
      put_refs(entry, all.front()->refs);
    }
    return entry;
  }

  void put_value(Tree& entry, const Statement& s) const {
    switch (s.kind) {
      case Kind::legal_form:
        entry["kind"] = s.value;
        break;
      case Kind::identifier:
        entry["identifiers"][s.aspect].push_back(s.value);
        break;
      case Kind::classification:
      case Kind::purpose:
      case Kind::note:
        entry[std::string(word(s.kind))] = s.value;
        break;
      case Kind::post_in:
        entry["in"] = format::key_of(batch_, s.object);
        break;
      case Kind::oversees:
        entry["over"] = format::key_of(batch_, s.object);
        if (s.aspect != "head") entry["capacity"] = s.aspect;
        break;
      default:
        break;
    }
  }

  // ---- Changes

  void write_changes(Tree& section) {
    Tree changes = Tree::array();
    std::set<std::string> claims;
    for (const Event& e : batch_.events) {
      if (e.place.file != file_) continue;
      if (e.claim.empty())
        changes.push_back(event_item({&e}));
      else if (claims.insert(e.claim).second)
        changes.push_back(claims_item(e));
    }
    if (!changes.empty()) section["changes"] = std::move(changes);
  }

  // Of one position may come an event of changes and one for each plan: they share their place.
  Tree claims_item(const Event& first) {
    std::vector<std::vector<const Event*>> positions;
    for (const Event& e : batch_.events) {
      if (e.place.file != file_ || e.claim != first.claim) continue;
      const auto same_place = [&](const auto& p) {
        return p.front()->place.line == e.place.line && p.front()->place.column == e.place.column;
      };
      const auto at = std::ranges::find_if(positions, same_place);
      if (at == positions.end())
        positions.push_back({&e});
      else
        at->push_back(&e);
    }
    Tree item = Tree::object();
    item["claims"] = first.name;
    if (first.claim != "c-" + format::stable_hash(file_ + '\n' + first.name))
      item["id"] = first.claim;
    item["positions"] = Tree::array();
    for (const auto& events : positions)
      item["positions"].push_back(event_item(events, first.name));
    return item;
  }

  // `group_name`: what a position's event is called when nothing else is said.
  Tree event_item(std::vector<const Event*> events, const std::string& group_name = {}) {
    std::ranges::stable_partition(events,
                                  [](const Event* e) { return e->type == EventType::change; });
    const Event& head = *events.front();
    Tree item = Tree::object();
    if (!head.claim.empty() && head.rank != Rank::normal)
      item["rank"] = std::string(word(head.rank));
    put_dates(item, head);
    put_known(item, events);
    if (head.name != group_name) item["event"] = head.name;
    if (named_.contains(head.id)) item["id"] = head.key;
    Tree inner = Tree::array();
    Said plain;
    const Change* alone = nullptr;
    for (const Event* e : events) {
      order_.push_back(e->id);
      const auto found = events_.find(e->id);
      if (found == events_.end()) continue;
      plain.insert(plain.end(), found->second.plain.begin(), found->second.plain.end());
      add_changes(inner, *e, found->second.changes, e != &head && named_.contains(e->id), alone);
    }
    const bool single = inner.size() == 1 && plain.empty() && head.note.empty() &&
                        head.refs.empty() && alone->sources == head.sources;
    if (single) {
      for (auto& [key, value] : inner.front().items()) item[key] = value;
      if (!head.sources.empty()) {
        item.erase("sources");
        item["sources"] = sources_.keys(head.sources);
      }
      return item;
    }
    if (!head.sources.empty()) item["sources"] = sources_.keys(head.sources);
    if (!head.note.empty()) item["note"] = head.note;
    put_refs(item, head.refs);
    if (!inner.empty()) item["do"] = std::move(inner);
    for (const Statement* s : plain) item["statements"].push_back(plain_item(*s, &head));
    return item;
  }

  void add_changes(Tree& items, const Event& e, const std::vector<const Change*>& changes,
                   bool has_own_id, const Change*& alone) {
    const bool promised = e.type == EventType::plan || e.type == EventType::rumour;
    Tree within = Tree::array();
    for (const Change* c : changes) {
      const bool of_plan = promised && c->verb != Verb::plan && c->verb != Verb::rumour;
      (of_plan ? within : items).push_back(change_item(*c, e));
      if (of_plan) continue;
      alone = c;
      if (has_own_id) items.back()["id"] = e.key;
    }
    if (!within.empty()) items.back()["do"] = std::move(within);
  }

  Tree change_item(const Change& c, const Event& e) {
    Tree item = format::change_item(batch_, c, said(c), e.target);
    if (!c.sources.empty()) item["sources"] = sources_.keys(c.sources);
    put_refs(item, c.refs);
    return item;
  }

  static void put_dates(Tree& item, const Event& e) {
    std::optional<Date> date = e.effective, announced = e.announced;
    // A plan's date is the day on which it was made or heard, unless that is told apart; a
    // withdrawal's is the day on which that was made known, too.
    const bool promised = e.type == EventType::plan || e.type == EventType::rumour;
    const bool made_then = promised && !date;
    const bool known_then = ends_another(e) && date == announced;
    if (made_then || known_then) {
      date = announced;
      announced.reset();
    }
    if (date) item["date"] = date->edtf;
    if (announced) item["announced"] = announced->edtf;
  }

  void put_known(Tree& item, const std::vector<const Event*>& events) {
    const auto told =
        std::ranges::find_if(events, [&](const Event* e) { return !known_without_saying(*e); });
    if (told != events.end()) item["known"] = to_string((*told)->known);
  }

  bool known_without_saying(const Event& e) {
    const auto found = events_.find(e.id);
    std::vector<SourceId> sources = e.sources;
    if (found != events_.end()) {
      for (const Change* c : found->second.changes) {
        const bool is_plans_own = e.type == EventType::change || c->verb == Verb::plan ||
                                  c->verb == Verb::rumour || ends_another(e);
        if (e.sources.empty() && is_plans_own) {
          for (const SourceId id : c->sources) {
            if (std::ranges::find(sources, id) == sources.end()) sources.push_back(id);
          }
        }
        for (const Statement* s : said(*c)) {
          const Known told = sources_.known({}, e.announced, s->sources, e.effective);
          if (told != Known{s->known, s->known_assumed}) return false;
        }
      }
    }
    return sources_.known({}, e.announced, sources, e.effective) == Known{e.known, e.known_assumed};
  }

  // ---- Plain statements

  // Told twice, and known from two days: the day tells the two apart. At most one of them is known
  // from the day it took effect, which cannot be written.
  void write_statements(Tree& section) {
    std::vector<Tree> items;
    std::map<std::string, std::vector<std::size_t>> claims;
    for (const Statement* s : plain_) {
      Tree claim = items.emplace_back(plain_item(*s, nullptr));
      for (const char* aside : {"sources", "note", "ref", "known"}) claim.erase(aside);
      claims[claim.dump()].push_back(items.size() - 1);
    }
    for (const auto& [claim, told] : claims) {
      if (told.size() == 1) continue;
      for (const std::size_t i : told) {
        if (!plain_[i]->known_assumed) items[i]["known"] = to_string(plain_[i]->known);
      }
    }
    for (Tree& item : items) section["statements"].push_back(std::move(item));
  }

  // `event`: that of the position it belongs to.
  Tree plain_item(const Statement& s, const Event* event) {
    Tree item = Tree::object();
    if (s.subject != EntityId::none) item["subject"] = format::key_of(batch_, s.subject);
    put_claim(item, s);
    put_bounds(item, s);
    std::optional<Date> announced, known;  // what the event says for all
    if (event != nullptr) {
      announced = event->announced;
      if (!known_without_saying(*event)) known = exactly(event->known);
    }
    if (sources_.known(known, announced, s.sources, s.from) != Known{s.known, s.known_assumed})
      item["known"] = to_string(s.known);
    std::vector<SourceId> own = s.sources;
    if (event != nullptr) {
      std::erase_if(own, [&](SourceId id) {
        return std::ranges::find(event->sources, id) != event->sources.end();
      });
    }
    if (!own.empty()) item["sources"] = sources_.keys(own);
    if (!s.note.empty()) item["note"] = s.note;
    put_refs(item, s.refs);
    return item;
  }

  void put_claim(Tree& item, const Statement& s) const {
    const std::string kind = s.kind == Kind::existence ? "exists" : std::string(word(s.kind));
    if (is_relation(s.kind))
      item[kind] = format::key_of(batch_, s.object);
    else
      item[kind] = s.kind == Kind::existence ? "true" : s.value;
    const auto put = [&](const char* key, const std::string& text) {
      if (!text.empty()) item[key] = text;
    };
    switch (s.kind) {
      case Kind::oversees:
        put("capacity", s.aspect == "head" ? "" : s.aspect);
        break;
      case Kind::owns:
        put("share", s.value);
        put("interest", s.aspect == "shares" ? "" : s.aspect);
        put("held", s.role);
        break;
      case Kind::identifier:
        put("scheme", s.aspect);
        break;
      case Kind::name:
        put_name(item, s);
        break;
      case Kind::reports_to:
        if (s.capacity_of != EntityId::none) put("as", format::key_of(batch_, s.capacity_of));
        break;
      default:
        break;
    }
    if (s.kind != Kind::owns) put("as", s.role);
    for (const auto& [key, on] : {std::pair("acting", s.acting), std::pair("dotted", s.dotted),
                                  std::pair("alongside", s.alongside)}) {
      if (on) item[key] = "true";
    }
  }

  static void put_name(Tree& item, const Statement& s) {
    const std::size_t colon = s.aspect.find(':');
    const std::string type = s.aspect.substr(0, colon), language = s.aspect.substr(colon + 1);
    if (type != "preferred") item["type"] = type;
    const bool told =
        type == "acronym" ? language.empty() : language == format::language_of(s.value);
    if (!told) item["language"] = language;
  }

  static void put_bounds(Tree& item, const Statement& s) {
    if (s.effect == Effect::seen) {
      item["seen"] = s.from ? s.from->edtf : "";
      return;
    }
    if (s.effect != Effect::period)
      throw std::invalid_argument(
          "a statement that no change tells is neither a period nor a sighting");
    if (s.from) item["from"] = s.from->edtf;
    if (s.until.kind == EndKind::date && !s.until.last.empty())
      item["last"] = s.until.last;
    else if (s.until.kind == EndKind::date)
      item["until"] = s.until.date.edtf;
    if (s.until.kind == EndKind::unknown) item["until"] = "unknown";
  }

  const Batch& batch_;
  const std::string& file_;
  const Sources& sources_;
  const std::set<EventId>& named_;
  std::set<EntityId>& declared_;
  std::map<EventId, Contents> events_;
  std::map<ChangeId, Said> of_change_;
  std::map<EntityId, Said> entries_;
  Said plain_;
  std::vector<EventId> order_;
};

Tree judgements_tree(const Batch& batch) {
  Tree list = Tree::array();
  for (const ToldJudgement& j : batch.judgements) {
    Tree item = Tree::object();
    item[j.verdict == Verdict::same ? "same" : "different"] =
        Tree::array({Tree(j.kept), Tree(j.other)});
    if (j.source) item["source"] = source_entry(*j.source);
    if (!j.note.empty()) item["note"] = j.note;
    list.push_back(std::move(item));
  }
  return list;
}

struct Written {
  std::string text;
  std::vector<EventId> order;  // of the events, as the reader meets them
};

Written written(const Batch& batch, const std::set<EventId>& named) {
  const Sources sources(batch);
  std::set<EntityId> declared;
  for (const Entity& e : batch.entities) {
    if (e.declared) declared.insert(e.id);
  }
  Written result;
  Tree document = Tree::object();
  document["reorg"] = "1";
  const bool one = batch.files.size() == 1;
  if (!one) document["files"] = Tree::array();
  for (const std::string& file : batch.files) {
    Section section(batch, file, sources, named, declared);
    Tree tree = section.run(true);
    result.order.insert(result.order.end(), section.order().begin(), section.order().end());
    if (one)
      document.update(tree);
    else
      document["files"].push_back(std::move(tree));
  }
  if (!batch.judgements.empty()) document["judgements"] = judgements_tree(batch);
  result.text = format::yaml_text(document);
  return result;
}

// Keys that somebody chose, and those that a withdrawal names.
std::set<EventId> named_events(const Batch& batch) {
  std::set<std::string> targets;
  for (const Event& e : batch.events) targets.insert(e.target);
  std::set<EventId> named;
  for (const Event& e : batch.events) {
    if (!e.key.starts_with("e-") || targets.contains(e.key)) named.insert(e.id);
  }
  return named;
}

}  // namespace

std::string write_change_file(const Batch& batch) {
  std::set<EventId> named = named_events(batch);
  // A key that is made from the content is written only when the reader would make another.
  const Written plain = written(batch, named);
  const InputFile file{"export.yaml", plain.text};
  const Batch again = read_change_files({&file, 1});
  for (std::size_t n = 0; n < std::min(plain.order.size(), again.events.size()); ++n) {
    if (event_of(batch, plain.order[n]).key != again.events[n].key) named.insert(plain.order[n]);
  }
  return written(batch, named).text;
}

}  // namespace reorg
