#include "core/format/bundle_origins.hpp"

#include <algorithm>

#include "core/format/content.hpp"

namespace reorg::format {
namespace {

using C = Column;

template <class T>
void join(std::vector<T>& all, const std::vector<T>& more) {
  for (const T& one : more) {
    if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
  }
}

template <class T>
void fill(T& field, const T& other) {
  if (field == T{}) field = other;
}

void join_event(Event& all, const Event& more) {
  fill(all.name, more.name);
  fill(all.type, more.type);
  fill(all.announced, more.announced);
  fill(all.effective, more.effective);
  fill(all.target, more.target);
  fill(all.claim, more.claim);
  fill(all.note, more.note);
  if (more.known < all.known) {
    all.known = more.known;
    all.known_assumed = more.known_assumed;
  }
  all.known_until = std::min(all.known_until, more.known_until);
  join(all.sources, more.sources);
  join(all.refs, more.refs);
}

}  // namespace

std::string edtf(const std::optional<Date>& date) { return date ? date->edtf : ""; }

std::string unless(bool usual, std::string_view text) { return usual ? "" : std::string(text); }

std::string known_cell(Knowledge told, Knowledge without_saying) {
  if (told.day == without_saying.day && told.assumed == without_saying.assumed) return "";
  if (!told.assumed) return to_string(told.day);
  return told.day == before_all ? "assumed" : "assumed " + to_string(told.day);
}

std::optional<Day> latest(const std::optional<Date>& date) {
  return date ? std::optional(latest_day(*date)) : std::nullopt;
}

// ---- Sources
// -------------------------------------------------------------------------------------

BundleSources::BundleSources(const Batch& batch) : batch_(batch) {
  std::map<std::string, std::set<std::string>> contents;  // by key
  for (const Source& s : batch.sources) contents[key_of(s)].insert(content(s));
  for (const ToldJudgement& j : batch.judgements) {
    if (j.source) contents[key_of(*j.source)].insert(content(*j.source));
  }
  std::set<std::string> used;
  for (const auto& [key, all] : contents) {
    int n = 1;
    for (const std::string& one : all) {
      std::string unused = key;
      while ((n > 1 && contents.contains(unused)) || used.contains(unused))
        unused = key + "-" + std::to_string(++n);
      used.insert(unused);
      keys_.emplace(std::pair(key, one), unused);
    }
  }
  of_batch_.reserve(batch.sources.size());
  for (const Source& s : batch.sources) of_batch_.push_back(&key(s));
}

std::vector<std::string> BundleSources::rows() const {
  std::vector<std::string> rows;
  for (const auto& [told, key] : keys_) rows.push_back(key + told.second);
  std::sort(rows.begin(), rows.end());
  return rows;
}

std::string BundleSources::keys(const std::vector<SourceId>& ids) const {
  std::string list;
  for (const SourceId id : ids) list += (list.empty() ? "" : "; ") + *of_batch_.at(number(id) - 1);
  return list;
}

std::optional<Day> BundleSources::published(const std::vector<SourceId>& ids) const {
  std::vector<const Source*> all;
  for (const SourceId id : ids) all.push_back(&batch_.sources.at(number(id) - 1));
  const Knowledge known = known_from({}, {}, all, {});
  return known.assumed ? std::nullopt : std::optional(known.day);
}

// A row without its key.
std::string BundleSources::content(const Source& s) {
  return RowText(Sheet::sources)
      .put(C::title, s.title)
      .put(C::publisher, s.publisher)
      .put(C::published, edtf(s.published))
      .put(C::address, s.address)
      .put(C::type, unless(s.type == SourceType::unstated, word(s.type)))
      .put(C::note, s.note)
      .text();
}

// That of a judgement may have none.
std::string BundleSources::key_of(const Source& s) {
  return s.key.empty() ? "s-" + stable_hash(content(s)) : s.key;
}

// ---- Events and their parts
// ----------------------------------------------------------------------

BundleEvents::BundleEvents(const Batch& batch, const BundleSources& sources)
    : batch_(batch), sources_(sources) {
  for (const Event& e : batch.events) {
    if (!e.target.empty()) withdrawn_.insert(e.target);
  }
  put_together();
  number_parts();
}

const Event* BundleEvents::of(EventId id) const {
  if (id == EventId::none) return nullptr;
  return &merged_.at(batch_.events.at(number(id) - 1).key);
}

std::string BundleEvents::part(ChangeId id) const {
  return id == ChangeId::none ? "" : std::to_string(numbers_.at(id));
}

std::vector<std::string> BundleEvents::rows() const {
  std::vector<std::string> rows;
  for (const auto& [key, e] : merged_) rows.push_back(row(e));
  return rows;
}

std::string BundleEvents::row(const Event& e) const {
  const Knowledge without_saying = known_by_days(
      std::nullopt, latest(e.announced), sources_.published(e.sources), latest(e.effective));
  const bool usual_end = is_withdrawn(e) || e.known_until == after_all;
  return RowText(Sheet::events)
      .put(C::key, e.key)
      .put(C::name, e.name)
      .put(C::type, unless(e.type == EventType::change, word(e.type)))
      .put(C::announced, edtf(e.announced))
      .put(C::effective, edtf(e.effective))
      .put(C::target, e.target)
      .put(C::claim, e.claim)
      .put(C::rank, unless(e.rank == Rank::normal, word(e.rank)))
      .put(C::known, known_cell({e.known, e.known_assumed}, without_saying))
      .put(C::known_until, unless(usual_end, to_string(e.known_until)))
      .put(C::note, e.note)
      .put(C::sources, sources_.keys(e.sources))
      .put(C::refs, listed_texts(e.refs))
      .text();
}

void BundleEvents::put_together() {
  std::map<std::pair<std::string, std::string>, const Event*> told;
  for (const Event& e : batch_.events) told.emplace(std::pair(e.key, row(e)), &e);
  for (const auto& [key_and_row, e] : told) {
    const auto [at, is_new] = merged_.emplace(e->key, *e);
    if (!is_new) join_event(at->second, *e);
  }
}

std::string BundleEvents::keys(const std::vector<EntityId>& ids) const {
  std::string list;
  for (const EntityId id : ids)
    list += (list.empty() ? "" : "; ") + batch_.entities.at(number(id) - 1).key;
  return list;
}

RowText BundleEvents::part_row(const Change& c) const {
  RowText row(Sheet::event_parts);
  row.put(C::event, of(c.event)->key)
      .put(C::verb, word(c.verb))
      .put(C::originals, keys(c.originals))
      .put(C::results, keys(c.results))
      .put(C::others, keys(c.others))
      .put(C::text, c.text)
      .put(C::sources, sources_.keys(c.sources))
      .put(C::refs, listed_texts(c.refs));
  return row;
}

// In the order of what they say; those that say the same are one.
void BundleEvents::number_parts() {
  std::map<std::string, std::vector<ChangeId>> told;
  for (const Change& c : batch_.changes) told[part_row(c).text()].push_back(c.id);
  std::map<std::string, int> count;
  for (const auto& [text, ids] : told) {
    const Change& c = batch_.changes.at(number(ids.front()) - 1);
    const int n = ++count[of(c.event)->key];
    for (const ChangeId id : ids) numbers_.emplace(id, n);
    part_rows_.push_back(part_row(c).put(C::part, std::to_string(n)).text());
  }
}

}  // namespace reorg::format
