#include "core/store/bulk_fates.hpp"

#include <algorithm>
#include <future>
#include <span>
#include <tuple>
#include <unordered_map>

#include "core/store/codes.hpp"
#include "core/store/fingerprint.hpp"
#include "core/store/literals.hpp"

namespace reorg::sql {
namespace {

constexpr std::uint8_t post_in_code = 4, existence_code = 23, note_code = 26;

// How long entities live as far as literals tell; as core/timeline/lifetimes.cpp has it.
class Lives {
 public:
  explicit Lives(std::size_t entities)
      : from_(entities, before_all.n), until_(entities, after_all.n), told_(entities, untold) {}

  void own(std::uint32_t entity, std::int32_t from, std::int32_t until) {
    widen(entity, from, until, by_itself);
  }
  // A post lives no longer than the organizations it is in. Call after all `own`.
  void post(std::uint32_t post, std::uint32_t organization) {
    if (told_[post] == by_itself || told_[organization] != by_itself) return;
    widen(post, from_[organization], until_[organization], by_others);
  }

  std::int32_t from(std::uint32_t e) const { return from_[e]; }
  std::int32_t until(std::uint32_t e) const { return until_[e]; }

 private:
  enum Told : std::uint8_t { untold, by_itself, by_others };

  void widen(std::uint32_t e, std::int32_t from, std::int32_t until, Told how) {
    const bool first = told_[e] == untold;
    from_[e] = first ? from : std::min(from_[e], from);
    until_[e] = first ? until : std::max(until_[e], until);
    told_[e] = how;
  }

  std::vector<std::int32_t> from_, until_;
  std::vector<std::uint8_t> told_;
};

auto place(const BulkRow& r) { return std::tuple(r.home, r.kind, r.from); }

// The holder of the seat, but for roles and lines that are told apart further on.
std::uint64_t holder_print(const Literal& l) {
  Fingerprint print;
  print.add(std::int64_t{number(l.subject)}).add(l.aspect).add(l.value);
  return static_cast<std::uint64_t>(print.value());
}

std::uint64_t told_print(const Literal& l) {
  Fingerprint print;
  for (const EntityId e : {l.subject, l.object, l.capacity_of}) print.add(std::int64_t{number(e)});
  print.add(l.until).add(l.known).add(std::int64_t{number(l.source)});
  print.add(static_cast<std::int64_t>(flags_of(l))).add(l.aspect).add(l.value).add(l.role);
  return static_cast<std::uint64_t>(print.value());
}

// Of two of one place: no part of what told_print sums up differs.
bool is_told_alike(const Literal& a, const Literal& b) {
  return a.subject == b.subject && a.object == b.object && a.capacity_of == b.capacity_of &&
         a.until == b.until && a.known == b.known && a.source == b.source &&
         flags_of(a) == flags_of(b) && a.aspect == b.aspect && a.value == b.value &&
         a.role == b.role;
}

class Deciding {
 public:
  Deciding(Connection& c, std::int64_t file, std::vector<BulkRow>& rows, const Texts& texts)
      : connection_(c),
        file_(file),
        rows_(rows),
        texts_(texts),
        any_literals_(value_of(c, "SELECT EXISTS (SELECT 1 FROM literal)") != 0),
        entities_(static_cast<std::size_t>(highest_entity()) + 1),
        told_otherwise_(entities_) {}

  Fates run() {
    find_told_otherwise();
    place_in_lives();
    sort_rows();
    if (any_literals_)
      meet_stored();
    else
      for_each_place([&](std::span<BulkRow> rows) { meet_one_another(rows); });
    for (BulkRow& row : rows_) {
      if (row.fate == bulk_fresh && touches_told_otherwise(row)) row.fate = bulk_general;
    }
    std::ranges::sort(fates_.gone_contents);
    return std::move(fates_);
  }

 private:
  // By their homes in two halves, each in a thread of its own.
  void sort_rows() {
    const auto in_place = [](const BulkRow& r) {
      return std::tuple(r.home, r.kind, r.from, r.subject, r.aspect, r.capacity_of, r.value,
                        r.until);
    };
    constexpr std::size_t few = 100'000;
    if (rows_.size() < few) return std::ranges::sort(rows_, {}, in_place), void();
    const auto middle = rows_.begin() + static_cast<std::ptrdiff_t>(rows_.size() / 2);
    std::ranges::nth_element(rows_, middle, {}, in_place);
    auto first = std::async(std::launch::async,
                            [&] { std::ranges::sort(rows_.begin(), middle, {}, in_place); });
    std::ranges::sort(middle, rows_.end(), {}, in_place);
    first.get();
  }

  std::uint32_t highest_entity() const {
    std::uint32_t highest = 0;
    for (const BulkRow& r : rows_) highest = std::max({highest, r.home, r.subject, r.capacity_of});
    return highest;
  }

  // Entities of which there are statements that are no literals, or several records.
  void find_told_otherwise() {
    Query q(connection_,
            "SELECT subject, object, capacity_of FROM statement UNION ALL "
            "SELECT entity, survivor, NULL FROM same_as");
    while (q.next()) {
      for (int n = 0; n < 3; ++n) {
        const std::uint32_t e = number(q.id<EntityId>());
        if (e != 0 && e < entities_) told_otherwise_[e] = true;
      }
    }
  }

  bool touches_told_otherwise(const BulkRow& r) const {
    return told_otherwise_[r.home] || told_otherwise_[r.subject] || told_otherwise_[r.capacity_of];
  }

  void place_in_lives() {
    Lives lives(entities_);
    for (const BulkRow& r : rows_) {
      if (r.kind == existence_code) lives.own(r.home, r.from, r.until);
    }
    if (others_tell_literals()) add_stored_lives(lives);
    for (const BulkRow& r : rows_) {
      if (r.kind == post_in_code) lives.post(r.subject, r.home);
    }
    for (BulkRow& r : rows_) {
      if (r.kind != existence_code && r.kind != note_code) fit(r, lives);
    }
  }

  bool others_tell_literals() {
    Query q(connection_, "SELECT EXISTS (SELECT 1 FROM file WHERE literals > 0 AND id <> ?)");
    return q.bind(file_).next() && q.flag();
  }

  void add_stored_lives(Lives& lives) {
    LiteralScan scan(connection_);
    while (scan.next()) {
      const Literal& l = scan.literal();
      const std::uint32_t home = number(scan.home());
      if (l.kind == StatementKind::existence && scan.file() != file_ && home < entities_)
        lives.own(home, l.from.n, l.until.n);
    }
  }

  static void fit(BulkRow& r, const Lives& lives) {
    const bool always = (r.flags & literal_always) != 0;
    for (const std::uint32_t e : {r.home, r.subject, r.capacity_of}) {
      if (e == 0) continue;
      const bool lies_within = r.from >= lives.from(e) && r.until <= lives.until(e);
      if (always) {
        r.from = std::max(r.from, lives.from(e));
        r.until = std::min(r.until, lives.until(e));
      } else if (!lies_within) {
        r.fate = bulk_general;
      }
    }
    if (r.from >= r.until) r.fate = bulk_general;
  }

  Literal literal(const BulkRow& r) const { return literal_from(r, texts_); }

  // Calls with all rows of one place, one place after the other.
  template <class Work>
  void for_each_place(Work work) {
    constexpr std::ptrdiff_t soon = 16;
    for (auto first = rows_.begin(); first != rows_.end();) {
      if (any_literals_ && rows_.end() - first > soon) texts_.expect((first + soon)->value);
      const auto last = std::find_if(first, rows_.end(),
                                     [&](const BulkRow& r) { return place(r) != place(*first); });
      work(std::span(first, last));
      first = last;
    }
  }

  // Those of one holder make one spell, or none: they are worked out like all others. A large
  // organization may get thousands of parts on one day, so they are not compared in pairs.
  void meet_one_another(std::span<BulkRow> rows) const {
    if (rows.size() < 2) return;
    std::vector<std::pair<std::uint64_t, BulkRow*>> holders;
    for (BulkRow& r : rows) holders.emplace_back(holder_print(literal(r)), &r);
    std::ranges::sort(holders);
    for (std::size_t n = 1; n < holders.size(); ++n) {
      if (holders[n - 1].first == holders[n].first)
        meet(*holders[n - 1].second, *holders[n].second);
    }
  }

  static void meet(BulkRow& a, BulkRow& b) {
    for (BulkRow* r : {&a, &b}) {
      if (r->fate == bulk_fresh) r->fate = bulk_general;
    }
  }

  // Both lie in one order, so both are read once.
  void meet_stored() {
    LiteralScan scan(connection_);
    bool more = scan.next();
    std::vector<StoredLiteral> here;
    const auto stored_place = [&] {
      const Literal& l = scan.literal();
      return std::tuple(number(scan.home()), static_cast<std::uint8_t>(code(l.kind)), l.from.n);
    };
    const auto skip_to = [&](auto wanted) {
      for (; more && wanted(stored_place()); more = scan.next()) {
        if (scan.file() == file_) goes(scan.literal());
      }
    };
    for_each_place([&](std::span<BulkRow> rows) {
      const auto now = place(rows.front());
      skip_to([&](const auto& stored) { return stored < now; });
      here.clear();
      for (; more && stored_place() == now; more = scan.next())
        here.emplace_back(scan.literal(), scan.file());
      if (!here.empty()) meet_here(rows, here);
      meet_one_another(rows);
    });
    skip_to([](const auto&) { return true; });
  }

  void meet_here(std::span<BulkRow> rows, const std::vector<StoredLiteral>& stored) {
    if (rows.size() == 1 && stored.size() == 1 && stored[0].file == file_) {  // nearly always
      if (is_told_alike(stored[0].get(), literal(rows[0])))
        rows[0].fate = bulk_kept;
      else
        goes(stored[0].get());
      return;
    }
    std::unordered_multimap<std::uint64_t, BulkRow*> told, holders;
    for (BulkRow& r : rows) {
      told.emplace(told_print(literal(r)), &r);
      holders.emplace(holder_print(literal(r)), &r);
    }
    for (const StoredLiteral& s : stored) {
      const Literal l = s.get();
      if (s.file == file_) {
        const auto same = told.find(told_print(l));
        if (same == told.end()) {
          goes(l);
        } else {
          same->second->fate = bulk_kept;
          told.erase(same);
        }
        continue;
      }
      const auto [first, last] = holders.equal_range(holder_print(l));
      for (auto it = first; it != last; ++it) {
        if (it->second->fate == bulk_fresh) it->second->fate = bulk_general;
      }
    }
  }

  void goes(const Literal& l) {
    fates_.gone.push_back(
        {number(home_of(l)), l.from.n, l.id, static_cast<std::uint8_t>(code(l.kind))});
    fates_.gone_contents.push_back(content_print(l));
  }

  Connection& connection_;
  std::int64_t file_;
  std::vector<BulkRow>& rows_;
  const Texts& texts_;
  bool any_literals_;
  std::size_t entities_;
  std::vector<bool> told_otherwise_;
  Fates fates_;
};

}  // namespace

std::uint64_t content_print(const Literal& l) {
  Fingerprint print;
  print.add(code(l.kind));
  for (const EntityId e : {l.subject, l.object, l.capacity_of}) print.add(std::int64_t{number(e)});
  for (const std::string_view text : {l.aspect, l.value, l.role}) print.add(text);
  print.add(l.acting).add(l.dotted).add(l.always).add(l.ended_unknown);
  if (!l.always) print.add(l.from).add(l.until);
  return static_cast<std::uint64_t>(print.value());
}

Fates decide_fates(Connection& c, std::int64_t file, std::vector<BulkRow>& rows,
                   const Texts& texts) {
  return Deciding(c, file, rows, texts).run();
}

}  // namespace reorg::sql
