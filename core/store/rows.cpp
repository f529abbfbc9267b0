#include "core/store/rows.hpp"

#include <stdexcept>

#include <nlohmann/json.hpp>

#include "core/store/codes.hpp"

namespace reorg::sql {
namespace {

Place read_place(Query& q) {
  Place place;
  place.line = static_cast<int>(q.integer());
  place.column = static_cast<int>(q.integer());
  place.file = q.text();
  return place;
}

Bound read_bound(Query& q) {
  Bound b;
  b.earliest = q.day();
  b.latest = q.day();
  b.kind = static_cast<EndKind>(checked(q.integer(), 2));
  b.basis = static_cast<Basis>(checked(q.integer(), 2));
  b.edtf = q.text();
  b.uncertain = q.flag();
  b.event = q.id<EventId>();
  return b;
}

nlohmann::json parsed(std::string_view json_list) {
  auto list = nlohmann::json::parse(json_list, nullptr, false);
  if (!list.is_array()) throw std::invalid_argument("a list is unreadable");
  return list;
}

void read_parties(Change& change, const std::string& json_list) {
  for (const auto& pair : parsed(json_list)) {
    if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string() ||
        !pair[1].is_number_unsigned()) {
      throw std::invalid_argument("a party is unreadable");
    }
    const auto part = pair[0].get<std::string>();
    auto& list = part == "original" ? change.originals
                 : part == "result" ? change.results
                                    : change.others;
    list.push_back(static_cast<EntityId>(pair[1].get<std::uint32_t>()));
  }
}

}  // namespace

std::optional<Date> read_date(Query& q) {
  const bool none = q.is_null();
  Date d{q.text(), q.day(), q.day(), q.flag()};
  return none ? std::nullopt : std::optional(std::move(d));
}

void bind_date(Query& q, const std::optional<Date>& d) {
  if (d)
    q.bind(d->edtf.c_str(), d->earliest, d->latest, d->uncertain);
  else
    q.bind(nullptr, nullptr, nullptr, nullptr);
}

Entity read_entity(Query& q) {
  Entity e;
  e.id = q.id<EntityId>();
  e.key = q.text();
  e.kind = from_word<EntityKind>(q.text());
  e.seats = static_cast<unsigned>(q.integer());
  e.description = q.text();
  return e;
}

Source read_source(Query& q) {
  Source s;
  s.id = q.id<SourceId>();
  s.key = q.text();
  s.title = q.text();
  s.publisher = q.text();
  s.published = read_date(q);
  s.address = q.text();
  s.type = from_word<SourceType>(q.text());
  s.note = q.text();
  return s;
}

void bind_source(Query& q, const Source& s) {
  q.bind(s.key, s.title, s.publisher);
  bind_date(q, s.published);
  q.bind(s.address, word(s.type), s.note);
}

Event read_event(Query& q) {
  Event e;
  e.id = q.id<EventId>();
  e.key = q.text();
  e.name = q.text();
  e.type = from_word<EventType>(q.text());
  e.announced = read_date(q);
  e.effective = read_date(q);
  e.target = q.text();
  e.claim = q.text();
  e.rank = from_word<Rank>(q.text());
  e.known = q.day();
  e.known_assumed = q.flag();
  e.known_until = q.day();
  e.note = q.text();
  e.sources = ids_in<SourceId>(q.text());
  e.refs = texts_in(q.text());
  e.place = read_place(q);
  return e;
}

Change read_change(Query& q) {
  Change c;
  c.id = q.id<ChangeId>();
  c.event = q.id<EventId>();
  c.verb = from_word<Verb>(q.text());
  c.text = q.text();
  c.sources = ids_in<SourceId>(q.text());
  c.refs = texts_in(q.text());
  c.place = read_place(q);
  read_parties(c, q.text());
  return c;
}

EndKind end_kind(std::string_view text) {
  for (const EndKind k : {EndKind::date, EndKind::open, EndKind::unknown}) {
    if (word(k) == text) return k;
  }
  throw std::invalid_argument("'" + std::string(text) + "' is no kind of end");
}

Statement read_former_statement(Query& q) {
  Statement s;
  s.id = q.id<StatementId>();
  s.kind = kind_of(q.integer());
  s.effect = from_word<Effect>(q.text());
  s.mode = from_word<Mode>(q.text());
  s.subject = q.id<EntityId>();
  s.object = q.id<EntityId>();
  s.capacity_of = q.id<EntityId>();
  s.aspect = q.text();
  s.value = q.text();
  s.role = q.text();
  s.acting = q.flag();
  s.dotted = q.flag();
  s.alongside = q.flag();
  s.from = read_date(q);
  s.until.kind = end_kind(q.text());
  if (auto until = read_date(q)) s.until.date = std::move(*until);
  s.known = q.day();
  s.known_assumed = q.flag();
  s.known_until = q.day();
  s.event = q.id<EventId>();
  s.change = q.id<ChangeId>();
  s.claim = q.text();
  s.position = static_cast<int>(q.integer());
  s.rank = from_word<Rank>(q.text());
  s.note = q.text();
  s.place = read_place(q);
  s.sources = ids_in<SourceId>(q.text());
  s.refs = texts_in(q.text());
  return s;
}

Statement read_statement(Query& q) {
  Statement s = read_former_statement(q);
  s.until.last = q.text();
  return s;
}

Spell read_spell(Query& q) {
  Spell s;
  s.kind = kind_of(q.integer());
  s.id = static_cast<std::uint32_t>(q.integer());
  s.subject = q.id<EntityId>();
  s.object = q.id<EntityId>();
  s.capacity_of = q.id<EntityId>();
  s.aspect = q.text();
  s.value = q.text();
  s.role = q.text();
  s.acting = q.flag();
  s.dotted = q.flag();
  s.from = read_bound(q);
  s.until = read_bound(q);
  const bool own_since = !q.is_null();
  s.since = read_bound(q);
  if (!own_since) s.since = s.from;
  s.goes_on = q.flag();
  s.last_evidence = q.day();
  s.undated = q.flag();
  s.standing = static_cast<Standing>(checked(q.integer(), 2));
  s.claim = q.text();
  s.known = q.day();
  s.evidence = ids_in<StatementId>(q.text());
  s.sources = ids_in<SourceId>(q.text());
  return s;
}

EntityId home_of(const Spell& s) { return s.object == EntityId::none ? s.subject : s.object; }

std::vector<std::string> texts_in(std::string_view json_list) {
  std::vector<std::string> texts;
  if (json_list == "[]") return texts;
  for (const auto& item : parsed(json_list)) {
    if (!item.is_string()) throw std::invalid_argument("a list of texts is unreadable");
    texts.push_back(item.get<std::string>());
  }
  return texts;
}

}  // namespace reorg::sql
