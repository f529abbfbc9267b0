#include "core/store/batch_index.hpp"

#include <stdexcept>
#include <unordered_map>

#include "core/store/fingerprint.hpp"

namespace reorg::sql {
namespace {

template <class T, class Id>
const T& item(const std::vector<T>& list, Id id) {
  return list.at(number(id) - 1);
}

Fingerprint& add_place(Fingerprint& print, const Place& p) {
  return print.add(p.line).add(p.column);
}

// Requires: `x` is an element of `list`.
template <class T>
std::int64_t at_its_place(const T& x, const std::vector<T>& list,
                          const std::vector<std::int64_t>& prints) {
  return prints[static_cast<std::size_t>(&x - list.data())];
}

// Fills the parts. What a file uses is gathered first, so that nothing is listed twice.
class Sorting {
 public:
  explicit Sorting(const Batch& batch) : batch_(batch) {
    for (const std::string& name : batch.files) {
      if (numbers_.try_emplace(name, parts_.size()).second)
        parts_.push_back({name, {}, {}, {}, {}, {}});
    }
    used_.resize(parts_.size());
    happened_.resize(parts_.size());
  }

  std::vector<FilePart> result() {
    for (const Entity& e : batch_.entities) {
      if (e.declared) parts_[part_of(e.place)].entities.push_back(&e);
    }
    for (const Source& s : batch_.sources) used_[part_of(s.place)].insert(s.id);
    for (const Event& e : batch_.events) happened_[part_of(e.place)].insert(e.id);
    for (const Change& c : batch_.changes) parts_[use(c)].changes.push_back(&c);
    for (const Statement& s : batch_.statements) parts_[use(s)].statements.push_back(&s);
    for (std::size_t n = 0; n < parts_.size(); ++n) list_used(n);
    return std::move(parts_);
  }

 private:
  std::size_t part_of(const Place& place) const {
    const auto it = numbers_.find(place.file);
    if (it != numbers_.end()) return it->second;
    if (parts_.size() == 1) return 0;
    throw std::logic_error("an item of a batch is in none of its files: " + place.file);
  }

  template <class ChangeOrStatement>
  std::size_t use(const ChangeOrStatement& x) {
    const std::size_t n = part_of(x.place);
    used_[n].insert(x.sources.begin(), x.sources.end());
    if (x.event != EventId::none) happened_[n].insert(x.event);
    return n;
  }

  void list_used(std::size_t n) {
    for (const EventId id : happened_[n]) {
      const Event& e = item(batch_.events, id);
      parts_[n].events.push_back(&e);
      used_[n].insert(e.sources.begin(), e.sources.end());
    }
    for (const SourceId id : used_[n]) parts_[n].sources.push_back(&item(batch_.sources, id));
  }

  const Batch& batch_;
  std::vector<FilePart> parts_;
  std::unordered_map<std::string, std::size_t> numbers_;
  std::vector<std::set<SourceId>> used_;
  std::vector<std::set<EventId>> happened_;
};

}  // namespace

BatchIndex::BatchIndex(const Batch& batch) : batch_(batch) {
  for (const Event& e : batch.events) {
    if (e.type == EventType::withdrawal || e.type == EventType::denial) withdrawn_.insert(e.target);
  }
  for (const Source& s : batch.sources) sources_.push_back(print(s));
  for (const Event& e : batch.events) events_.push_back(print(e));
  for (const Change& c : batch.changes) changes_.push_back(print(c));
  for (const Statement& s : batch.statements) {
    contents_.push_back(print_content(s));
    statements_.push_back(print(s));
  }
}

std::vector<FilePart> BatchIndex::parts() const { return Sorting(batch_).result(); }

const std::string& BatchIndex::key(EntityId id) const {
  static const std::string none;
  return id == EntityId::none ? none : item(batch_.entities, id).key;
}

const std::string& BatchIndex::key(EventId id) const {
  static const std::string none;
  return id == EventId::none ? none : item(batch_.events, id).key;
}

std::vector<std::string> BatchIndex::keys(const std::vector<EntityId>& ids) const {
  std::vector<std::string> keys;
  for (const EntityId id : ids) keys.push_back(key(id));
  return keys;
}

std::vector<std::int64_t> BatchIndex::digests(const std::vector<SourceId>& ids) const {
  std::vector<std::int64_t> digests;
  for (const SourceId id : ids) digests.push_back(digest(item(batch_.sources, id)));
  return digests;
}

std::int64_t BatchIndex::content(const Statement& s) const {
  return at_its_place(s, batch_.statements, contents_);
}
std::int64_t BatchIndex::digest(const Statement& s) const {
  return at_its_place(s, batch_.statements, statements_);
}
std::int64_t BatchIndex::digest(const Source& s) const {
  return at_its_place(s, batch_.sources, sources_);
}
std::int64_t BatchIndex::digest(const Event& e) const {
  return at_its_place(e, batch_.events, events_);
}
std::int64_t BatchIndex::digest(const Change& c) const {
  return at_its_place(c, batch_.changes, changes_);
}

std::int64_t BatchIndex::print_content(const Statement& s) const {
  Fingerprint mark;
  mark.add(word(s.kind)).add(word(s.effect)).add(word(s.mode));
  mark.add(key(s.subject)).add(key(s.object)).add(key(s.capacity_of));
  mark.add(s.aspect).add(s.value).add(s.role).add(s.acting).add(s.dotted).add(s.alongside);
  mark.add(s.from).add(static_cast<int>(s.until.kind));
  if (s.until.kind == EndKind::date) mark.add(s.until.date);
  if (!s.until.last.empty()) mark.add(s.until.last);  // else as before there were any
  mark.add(s.claim).add(s.position).add(word(s.rank));
  return mark.value();
}

std::int64_t BatchIndex::print(const Statement& s) const {
  Fingerprint mark;
  mark.add(content(s)).add(digests(s.sources)).add(s.note).add(s.refs);
  mark.add(s.known).add(s.known_assumed).add(told_known_until(s));
  return mark.value();
}

std::int64_t BatchIndex::print(const Source& s) {
  Fingerprint mark;
  mark.add(s.key)
      .add(s.title)
      .add(s.publisher)
      .add(s.published)
      .add(s.address)
      .add(word(s.type))
      .add(s.note);
  return mark.value();
}

std::int64_t BatchIndex::print(const Event& e) const {
  Fingerprint mark;
  mark.add(e.key).add(e.name).add(word(e.type)).add(e.announced).add(e.effective).add(e.target);
  mark.add(e.claim).add(word(e.rank)).add(e.known).add(e.known_assumed).add(told_known_until(e));
  mark.add(e.note).add(digests(e.sources)).add(e.refs);
  return mark.value();
}

std::int64_t BatchIndex::print(const Change& c) const {
  Fingerprint mark;
  mark.add(key(c.event))
      .add(word(c.verb))
      .add(keys(c.originals))
      .add(keys(c.results))
      .add(keys(c.others));
  mark.add(c.text).add(digests(c.sources)).add(c.refs);
  return mark.value();
}

std::int64_t BatchIndex::digest(const FilePart& part) const {
  Fingerprint mark;
  for (const Entity* e : part.entities) {
    mark.add(e->key).add(word(e->kind)).add(static_cast<int>(e->seats)).add(e->description);
    add_place(mark, e->place);
  }
  for (const Source* s : part.sources) add_place(mark.add(digest(*s)), s->place);
  for (const Event* e : part.events) add_place(mark.add(digest(*e)), e->place);
  for (const Change* c : part.changes) add_place(mark.add(digest(*c)), c->place);
  for (const Statement* s : part.statements) {
    mark.add(digest(*s)).add(key(s->event));
    if (s->change != ChangeId::none) mark.add(digest(item(batch_.changes, s->change)));
    add_place(mark, s->place);
  }
  return mark.value();
}

Day BatchIndex::told_known_until(const Event& e) const {
  return withdrawn_.contains(e.key) ? after_all : e.known_until;
}

Day BatchIndex::told_known_until(const Statement& s) const {
  const bool derived = s.event != EventId::none && withdrawn_.contains(key(s.event));
  return derived ? after_all : s.known_until;
}

}  // namespace reorg::sql
