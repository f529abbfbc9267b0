#include "core/format/change_item.hpp"

#include <algorithm>
#include <utility>

#include "core/format/naming.hpp"

namespace reorg::format {
namespace {

using Kind = StatementKind;

std::string type_of(const Statement& name) { return name.aspect.substr(0, name.aspect.find(':')); }
std::string language_in(const Statement& name) {
  return name.aspect.substr(name.aspect.find(':') + 1);
}

class ItemWriter {
 public:
  ItemWriter(const Batch& batch, const Change& change, const Said& said, const std::string& target)
      : batch_(batch), change_(change), said_(said), target_(target) {}

  Tree run();

 private:
  // ---- What the change said
  Said said(Kind kind, Effect effect) const {
    Said found;
    for (const Statement* s : said_) {
      if (s->kind == kind && s->effect == effect) found.push_back(s);
    }
    return found;
  }
  const Statement* first(Kind kind, Effect effect) const {
    const Said found = said(kind, effect);
    return found.empty() ? nullptr : found.front();
  }
  Said names(Effect effect, bool acronyms) const {
    Said found = said(Kind::name, effect);
    std::erase_if(found,
                  [&](const Statement* s) { return (type_of(*s) == "acronym") != acronyms; });
    return found;
  }
  static std::vector<EntityId> subjects(const Said& all) {
    std::vector<EntityId> ids;
    for (const Statement* s : all) ids.push_back(s->subject);
    return ids;
  }
  static std::vector<EntityId> objects(const Said& all) {
    std::vector<EntityId> ids;
    for (const Statement* s : all) ids.push_back(s->object);
    return ids;
  }
  bool begins_to_exist(EntityId id) const {
    const Said all = said(Kind::existence, Effect::begins);
    return std::ranges::find(all, id, &Statement::subject) != all.end();
  }

  // ---- What the item takes; nothing is written for what is empty
  void put(const char* key, EntityId id) {
    if (id != EntityId::none) item_[key] = key_of(batch_, id);
  }
  void put(const char* key, const std::vector<EntityId>& ids) {
    if (!ids.empty()) item_[key] = keys_tree(batch_, ids);
  }
  void put(const char* key, const std::string& text) {
    if (!text.empty()) item_[key] = text;
  }
  void put(const char* key, const Said& all) {
    if (!all.empty()) item_[key] = names_tree(all);
  }
  void flag(const char* key, bool on) {
    if (on) item_[key] = "true";
  }
  void object(const char* key, Kind kind, Effect effect) {
    if (const Statement* s = first(kind, effect)) put(key, s->object);
  }
  void value(const char* key, Kind kind, Effect effect) {
    if (const Statement* s = first(kind, effect)) put(key, s->value);
  }
  void capacity(const Statement& s) {
    if (s.kind == Kind::oversees && s.aspect != "head") put("capacity", s.aspect);
  }
  void interest(const std::string& aspect) {
    if (aspect != "shares") put("interest", aspect);
  }
  void manner(const Statement& s) {
    put("as", s.role);
    flag("acting", s.acting);
    flag("dotted", s.dotted);
  }
  EntityId original() const {
    return change_.originals.empty() ? EntityId::none : change_.originals.front();
  }
  EntityId result() const {
    return change_.results.empty() ? EntityId::none : change_.results.front();
  }

  void organization();
  void merge();
  void group();
  void ownership();
  void own();
  void acquire();
  void listing(Effect);
  void people();
  void appoint();
  void attest();

  const Batch& batch_;
  const Change& change_;
  const Said& said_;
  const std::string& target_;
  Tree item_ = Tree::object();
};

void ItemWriter::organization() {
  switch (change_.verb) {
    case Verb::found:
      put("found", result());
      object("in", Kind::part_of, Effect::begins);
      put("from", change_.originals);
      put("by", subjects(said(Kind::member_of, Effect::begins)));
      return value("as", Kind::classification, Effect::begins);
    case Verb::dissolve:
      put("dissolve", original());
      return put("into", change_.results);
    case Verb::rename: {
      const Said to = names(Effect::begins, false), from = names(Effect::seen, false);
      put("rename", original());
      put("to", to);
      put("from", from);
      put("acronym", names(Effect::begins, true));
      const Said& typed = to.empty() ? from : to;
      if (!typed.empty() && type_of(*typed.front()) == "legal") put("type", std::string("legal"));
      return;
    }
    case Verb::reclassify:
      put("reclassify", original());
      value("to", Kind::classification, Effect::begins);
      return value("from", Kind::classification, Effect::seen);
    case Verb::upgrade:
      put("upgrade", original());
      value("to", Kind::legal_form, Effect::begins);
      return value("as", Kind::classification, Effect::begins);
    case Verb::move:
      put("move", change_.originals);
      object("to", Kind::part_of, Effect::begins);
      object("from", Kind::part_of, Effect::ends);
      return flag("dotted", std::ranges::any_of(said_, &Statement::dotted));
    case Verb::merge:
      return merge();
    case Verb::split:
      put("split", original());
      put("into", change_.results);
      object("in", Kind::part_of, Effect::begins);
      return flag("continuing", said(Kind::existence, Effect::ends).empty());
    case Verb::group:
      return group();
    case Verb::spin_off:
      put("spin_off", original());
      return object("from", Kind::part_of, Effect::ends);
    default:
      put("transfer", change_.text);
      put("from", change_.originals);
      return put("to", change_.results);
  }
}

void ItemWriter::merge() {
  const auto ended = subjects(said(Kind::existence, Effect::ends));
  std::vector<EntityId> living;
  for (const EntityId id : change_.originals) {
    if (id != result() && std::ranges::find(ended, id) == ended.end()) living.push_back(id);
  }
  const bool is_original =
      std::ranges::find(change_.originals, result()) != change_.originals.end();
  if (!is_original && !begins_to_exist(result())) living.push_back(result());
  put("merge", change_.originals);
  put("into", result());
  object("in", Kind::part_of, Effect::begins);
  put("continuing", living);
}

void ItemWriter::group() {
  put("group", change_.originals);
  put("under", result());
  for (const Statement* s : said(Kind::part_of, Effect::begins)) {
    if (s->subject == result()) put("in", s->object);
  }
  flag("continuing", !begins_to_exist(result()));
}

void ItemWriter::ownership() {
  switch (change_.verb) {
    case Verb::own:
      return own();
    case Verb::acquire:
      return acquire();
    case Verb::list:
      return listing(Effect::begins);
    default:
      return listing(Effect::ends);
  }
}

void ItemWriter::own() {
  const Statement* now = first(Kind::owns, Effect::begins);
  const Statement* over = first(Kind::owns, Effect::ends);
  const Statement& s = *(now != nullptr ? now : over);
  put("own", original());
  put("by", s.subject);
  put("share", now != nullptr ? now->value : "0");
  interest(s.aspect);
  value("from", Kind::owns, Effect::seen);
  put("held", s.role);
  flag("alongside", s.alongside);
}

void ItemWriter::acquire() {
  const Statement& bought = *first(Kind::owns, Effect::begins);
  const Said sold = said(Kind::owns, Effect::ends);
  put("acquire", original());
  put("by", bought.subject);
  put("from", subjects(sold));
  put("share", bought.value);
  // Said of the sellers only where it was written; left out, they no longer own any.
  if (!sold.empty())
    put("interest", sold.front()->aspect);
  else
    interest(bought.aspect);
  object("in", Kind::part_of, Effect::begins);
}

void ItemWriter::listing(Effect effect) {
  const std::string text = first(Kind::identifier, effect)->value;
  const std::size_t colon = text.find(':');
  const bool apart = colon != std::string::npos && colon > 0 && colon + 1 < text.size() &&
                     text[colon - 1] != ' ' && text[colon + 1] != ' ';
  put(effect == Effect::begins ? "list" : "delist", original());
  put("on", apart ? text.substr(0, colon) : text);
  if (apart) put("symbol", text.substr(colon + 1));
}

void ItemWriter::people() {
  switch (change_.verb) {
    case Verb::create:
      put("create", subjects(said(Kind::existence, Effect::begins)));
      object("in", Kind::post_in, Effect::begins);
      object("over", Kind::oversees, Effect::begins);
      if (const Statement* s = first(Kind::oversees, Effect::begins)) capacity(*s);
      return;
    case Verb::abolish:
      return put("abolish", subjects(said(Kind::existence, Effect::ends)));
    case Verb::vacate:
      object("vacate", Kind::holds, Effect::begins);
      return put("leaving", subjects(said(Kind::holds, Effect::ends)));
    case Verb::appoint:
      return appoint();
    case Verb::leave: {
      const Said left = said(Kind::leaves, Effect::ends);
      const bool everything = left.front()->object == EntityId::none;
      put("leave", left.front()->subject);
      if (!everything) put("from", objects(left));
      put("capacity", left.front()->aspect);
      put("as", left.front()->role);
      return flag("everything", everything);
    }
    default: {
      const Said lines = said(Kind::reports_to, Effect::begins);
      put("report", subjects(lines));
      put("to", lines.front()->object);
      put("as", lines.front()->capacity_of);
      return flag("dotted", lines.front()->dotted);
    }
  }
}

void ItemWriter::appoint() {
  for (const auto& [kind, key] : {std::pair(Kind::holds, "to"), std::pair(Kind::oversees, "over"),
                                  std::pair(Kind::member_of, "in")}) {
    const Statement* s = first(kind, Effect::begins);
    if (s == nullptr) continue;
    put("appoint", s->subject);
    put(key, s->object);
    capacity(*s);
    manner(*s);
    put("replacing", subjects(said(kind, Effect::ends)));
    flag("alongside", s->alongside);
  }
  put("leaving", objects(said(Kind::leaves, Effect::ends)));
}

void ItemWriter::attest() {
  put("attest", said_.front()->subject);
  const Statement* seat = nullptr;
  for (const Statement* s : said_) {
    switch (s->kind) {
      case Kind::part_of:
      case Kind::post_in:
      case Kind::member_of:
        put("in", s->object);
        break;
      case Kind::holds:
        put("to", s->object);
        break;
      case Kind::oversees:
        put("over", s->object);
        capacity(*s);
        break;
      case Kind::reports_to:
        put("reports_to", s->object);
        flag("dotted", s->dotted);
        break;
      case Kind::owns:
        put("owns", s->object);
        put("share", s->value);
        interest(s->aspect);
        put("held", s->role);
        break;
      case Kind::classification:
        put("classification", s->value);
        break;
      default:
        break;
    }
    const bool has_role =
        s->kind != Kind::owns && s->kind != Kind::reports_to && is_relation(s->kind);
    if (seat == nullptr && has_role) seat = s;
  }
  if (seat != nullptr) manner(*seat);
  put("name", names(Effect::seen, false));
  put("acronym", names(Effect::seen, true));
}

Tree ItemWriter::run() {
  switch (change_.verb) {
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
      organization();
      break;
    case Verb::acquire:
    case Verb::own:
    case Verb::list:
    case Verb::delist:
      ownership();
      break;
    case Verb::create:
    case Verb::abolish:
    case Verb::vacate:
    case Verb::appoint:
    case Verb::leave:
    case Verb::report:
      people();
      break;
    case Verb::attest:
      attest();
      break;
    case Verb::note:
      put("note", subjects(said_));
      put("text", said_.front()->value);
      break;
    case Verb::plan:
    case Verb::rumour:
      put(word(change_.verb).data(), change_.text);
      put("about", change_.others);
      break;
    case Verb::withdraw:
    case Verb::deny:
      put(word(change_.verb).data(), target_);
      break;
  }
  // A remark stands with the statements, or in the change when there are none.
  const bool text_is_own =
      change_.verb == Verb::transfer || change_.verb == Verb::plan || change_.verb == Verb::rumour;
  if (said_.empty() && !text_is_own) put("note", change_.text);
  if (!said_.empty() && change_.verb != Verb::note) put("note", said_.front()->note);
  return std::move(item_);
}

}  // namespace

const std::string& key_of(const Batch& batch, EntityId id) {
  return batch.entities.at(number(id) - 1).key;
}

Tree keys_tree(const Batch& batch, const std::vector<EntityId>& ids) {
  if (ids.size() == 1) return key_of(batch, ids.front());
  Tree list = Tree::array();
  for (const EntityId id : ids) list.push_back(key_of(batch, id));
  return list;
}

Tree names_tree(const Said& names) {
  // A language that the text itself tells need not be written; an acronym's that nobody wrote must
  // not.
  const bool guessed = std::ranges::all_of(names, [](const Statement* s) {
    const std::string language = language_in(*s);
    return type_of(*s) == "acronym" ? language.empty() : language == language_of(s->value);
  });
  if (guessed && names.size() == 1) return names.front()->value;
  Tree told = guessed ? Tree::array() : Tree::object();
  for (const Statement* s : names) {
    if (guessed) {
      told.push_back(s->value);
      continue;
    }
    Tree& in_language = told[language_in(*s)];
    if (in_language.is_null())
      in_language = s->value;
    else if (in_language.is_string())
      in_language = std::vector{in_language.get<std::string>(), s->value};
    else
      in_language.push_back(s->value);
  }
  return told;
}

Tree change_item(const Batch& batch, const Change& change, const Said& said,
                 const std::string& target) {
  return ItemWriter(batch, change, said, target).run();
}

}  // namespace reorg::format
