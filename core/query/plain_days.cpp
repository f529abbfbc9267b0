#include "core/query/plain_days.hpp"

#include <algorithm>
#include <functional>
#include <tuple>

namespace reorg {
namespace {

bool same_content(const Statement& a, const Statement& b) {
  const auto content = [](const Statement& s) {
    return std::tie(s.kind, s.subject, s.object, s.capacity_of, s.aspect, s.value, s.role);
  };
  return content(a) == content(b);
}

std::size_t hash_of(const Statement& s) {
  auto hash = static_cast<std::size_t>(s.kind);
  const auto mix = [&](std::size_t more) { hash = (hash ^ more) * 0x9e3779b97f4a7c15ULL; };
  for (const EntityId id : {s.subject, s.object, s.capacity_of}) mix(number(id));
  for (const std::string* text : {&s.aspect, &s.value, &s.role})
    mix(std::hash<std::string>{}(*text));
  return hash;
}

void add_sources(Statement& to, const Statement& from) {
  for (const SourceId id : from.sources) {
    if (std::ranges::find(to.sources, id) == to.sources.end()) to.sources.push_back(id);
  }
}

}  // namespace

// ---- slim literals -----------------------------------------------------------------------------

std::uint32_t SlimLiterals::word(std::string_view text) {
  if (const auto known = number_of_.find(text); known != number_of_.end()) return known->second;
  const auto number = static_cast<std::uint32_t>(words_.size());
  number_of_.emplace(words_.emplace_back(text), number);
  return number;
}

void SlimLiterals::add(const Literal& l, const std::string& file) {
  rows_.push_back({l.id, l.subject, l.object, l.capacity_of, l.from, l.until, l.known, l.source,
                   word(l.aspect), word(l.role), word(file),
                   static_cast<std::uint32_t>(l.value.size()), texts_.size(), l.kind, l.acting,
                   l.dotted, l.known_assumed, l.ended_unknown, l.told_last});
  texts_ += l.value;
}

Statement SlimLiterals::statement(std::size_t row) const {
  const Row& r = rows_[row];
  Literal l;
  l.id = r.id;
  l.kind = r.kind;
  l.subject = r.subject;
  l.object = r.object;
  l.capacity_of = r.capacity_of;
  l.from = r.from;
  l.until = r.until;
  l.known = r.known;
  l.source = r.source;
  l.aspect = words_[r.aspect];
  l.value = std::string_view(texts_).substr(r.value, r.length);
  l.role = words_[r.role];
  l.acting = r.acting;
  l.dotted = r.dotted;
  l.known_assumed = r.known_assumed;
  l.ended_unknown = r.ended_unknown;
  l.told_last = r.told_last;
  Statement s = statement_of(l);
  s.place.file = words_[r.file];
  return s;
}

// ---- days --------------------------------------------------------------------------------------

bool PlainDays::counts(Day earliest, Day latest) const {
  const bool everything = first_ == before_all && last_ == after_all;
  const bool is_open = earliest == before_all || latest == after_all;
  return earliest <= last_ && first_ <= latest && (!is_open || everything);
}

void PlainDays::add_statement(const Date& date, bool ends, std::uint32_t id) {
  if (!counts(date.earliest, date.latest)) return;
  Entry& entry = entries_[{date.earliest, date.latest, ends}];
  if (entry.statements.empty() || id < entry.first_id) {
    entry.date = date;
    entry.ends = ends;
    entry.first_id = id;
  }
  entry.statements.push_back(static_cast<std::uint32_t>(statements_.size()));
}

void PlainDays::take(Statement s) {
  const bool taken_back = s.known_until != after_all && s.known_until <= known_at_;
  if (s.known > known_at_ || taken_back) return;
  if (s.from) add_statement(*s.from, false, number(s.id));
  if (s.until.kind == EndKind::date) add_statement(s.until.date, true, number(s.id));
  statements_.push_back(std::move(s));
}

void PlainDays::take(const Literal& l, const std::string& file) {
  if (l.known > known_at_ || l.always) return;
  const auto row = static_cast<std::uint32_t>(literals_.size());
  const std::size_t before = bounds_.size();
  if (l.from != before_all && counts(l.from, l.from)) bounds_.push_back({l.from, l.id, row, false});
  if (l.until != after_all && counts(l.until, l.until))
    bounds_.push_back({l.until, l.id, row, true});
  if (bounds_.size() > before) literals_.add(l, file);
}

std::vector<PlainDays::Shelf> PlainDays::shelve(Day first, Day last) {
  const auto place = [&](const Bound& b) {
    return 2 * static_cast<std::size_t>(b.day.n - first.n) + (b.ends ? 1 : 0);
  };
  std::vector<Shelf> shelves(2 * static_cast<std::size_t>(last.n - first.n + 1));
  for (const Bound& b : bounds_) {
    Shelf& shelf = shelves[place(b)];
    ++shelf.count;
    shelf.first_id = std::min(shelf.first_id, b.id);
  }
  std::vector<std::size_t> next(shelves.size());
  for (std::size_t i = 1; i < shelves.size(); ++i) next[i] = next[i - 1] + shelves[i - 1].count;
  by_day_.resize(bounds_.size());
  for (const Bound& b : bounds_) by_day_[next[place(b)]++] = b.row;
  bounds_ = {};
  return shelves;
}

void PlainDays::add_literals(Day day, bool ends, const Shelf& shelf, std::size_t begin) {
  if (shelf.count == 0) return;
  Entry& entry = entries_[{day, day, ends}];
  entry.first_literal = begin;
  entry.last_literal = begin + shelf.count;
  if (!entry.statements.empty() && entry.first_id < shelf.first_id) return;
  entry.date = exactly(day);
  entry.ends = ends;
  entry.first_id = shelf.first_id;
}

std::vector<PlainDays::Entry> PlainDays::entries() {
  if (!bounds_.empty()) {
    const auto [first, last] = std::ranges::minmax(bounds_, {}, &Bound::day);
    const Day day = first.day;
    const std::vector<Shelf> shelves = shelve(day, last.day);
    std::size_t begin = 0;
    for (std::size_t i = 0; i < shelves.size(); ++i) {
      add_literals(day + static_cast<int>(i / 2), i % 2 == 1, shelves[i], begin);
      begin += shelves[i].count;
    }
  }
  std::vector<Entry> all;
  for (auto& [key, entry] : entries_) all.push_back(std::move(entry));
  entries_.clear();
  std::ranges::stable_sort(all, {}, &Entry::first_id);
  return all;
}

std::vector<Statement> PlainDays::facts(const Entry& entry) const {
  std::vector<Statement> told;
  for (const std::uint32_t row : entry.statements) told.push_back(statements_[row]);
  for (std::size_t i = entry.first_literal; i < entry.last_literal; ++i)
    told.push_back(literals_.statement(by_day_[i]));
  std::ranges::sort(told, {}, &Statement::id);
  std::vector<Statement> facts;
  std::unordered_multimap<std::size_t, std::size_t> alike;
  for (Statement& s : told) {
    const std::size_t hash = hash_of(s);
    const auto [first, last] = alike.equal_range(hash);
    const auto same = std::find_if(
        first, last, [&](const auto& at) { return same_content(facts[at.second], s); });
    if (same != last) {
      add_sources(facts[same->second], s);
      continue;
    }
    alike.emplace(hash, facts.size());
    facts.push_back(std::move(s));
  }
  return facts;
}

}  // namespace reorg
