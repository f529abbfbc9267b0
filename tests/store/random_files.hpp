// Small random files about few people, posts and organizations, so that they meet in every way.
#pragma once

#include <string>

#include <rapidcheck.h>

#include "tests/store/batch_rows.hpp"
#include "tests/store/teller.hpp"

namespace reorg::tests {

template <class T>
T one_of(std::initializer_list<T> list) {
  return *rc::gen::elementOf(std::vector<T>(list));
}
inline int below(int n) { return *rc::gen::inRange(0, n); }

inline std::string some_day() {
  const std::string year = std::to_string(2015 + below(4));
  const std::string month = one_of<std::string>({"01", "06", "12"});
  return one_of<std::string>({year, year + "-" + month, year + "-" + month + "-01",
                              year + "-" + month + "-15", year + "~",
                              "[.." + year + "-" + month + "-01]"});
}
inline std::string some_person() { return one_of<std::string>({"p-a", "p-b", "p-c"}); }
inline std::string some_post() { return one_of<std::string>({"t-x", "t-y"}); }
inline std::string some_organization() { return one_of<std::string>({"o", "q", "r"}); }

// All of them, in one order.
inline Batch everybody() {
  Teller t("everybody.yaml");
  for (const char* key : {"p-a", "p-b", "p-c", "t-x", "t-y", "o", "q", "r"}) t.declare(key);
  return t.batch();
}

struct Seat {
  StatementKind kind;
  std::string subject, object_or_value;
};

inline Seat some_seat() {
  using K = StatementKind;
  switch (below(11)) {
    case 0:
      return {K::part_of, some_organization(), some_organization()};
    case 1:
      return {K::oversees, some_person(), some_organization()};
    case 2:
      return {K::oversees, some_post(), some_organization()};
    case 3:
      return {K::holds, some_person(), some_post()};
    case 4:
      return {K::post_in, some_post(), some_organization()};
    case 5:
      return {K::member_of, some_person(), some_organization()};
    case 6:
      return {K::reports_to, some_person(), some_person()};
    case 7:
      return {K::existence, one_of<std::string>({"o", "q", "t-x", "p-a"}), ""};
    case 8:
      return {K::name, some_organization(), one_of<std::string>({"Acme", "Acme Cloud"})};
    case 9:
      return {K::owns, some_organization(), some_organization()};
    default:
      return {K::holds, "", some_post()};  // vacant
  }
}

inline void say_something(Teller& t) {
  if (below(8) == 0) {
    t.ends(StatementKind::leaves, some_person(), one_of<std::string>({"o", "q", "t-x", ""}),
           some_day());
    return;
  }
  const Seat seat = some_seat();
  const int how = below(7);
  Statement& s = how == 0   ? t.always(seat.kind, seat.subject, seat.object_or_value)
                 : how == 1 ? t.ends(seat.kind, seat.subject, seat.object_or_value, some_day())
                 : how == 2 ? t.seen(seat.kind, seat.subject, seat.object_or_value, some_day())
                            : t.begins(seat.kind, seat.subject, seat.object_or_value, some_day());
  if (how == 3) s.effect = Effect::period;
  if (seat.kind == StatementKind::reports_to && below(2) == 0) {
    const std::string post = some_post();
    const EntityId capacity = t.entity(post).id;
    t.batch().statements.back().capacity_of = capacity;
  }
  Statement& said = t.batch().statements.back();
  if (below(4) == 0) said.role = one_of<std::string>({"president", "chair"});
  if (below(6) == 0) {
    said.claim = one_of<std::string>({"claim-1", "claim-2"});
    said.position = below(2);
    said.rank = one_of({Rank::normal, Rank::preferred});
  }
}

inline std::string some_exact_day() {
  return std::to_string(2015 + below(4)) + one_of<std::string>({"-01-01", "-06-15", "-12-01"});
}

// A row of a table: nearly always a literal, or what would be one if it stood alone.
inline void say_plainly(Teller& t) {
  const Seat seat = some_seat();
  if (below(5) == 0) {
    Statement& s = t.always(seat.kind, seat.subject, seat.object_or_value);
    s.known = parse_date("2016-06-01").latest;
    return;
  }
  Statement& s = t.begins(seat.kind, seat.subject, seat.object_or_value, some_exact_day());
  s.effect = Effect::period;
  const int end = below(6);
  if (end < 2) {
    s.until = {EndKind::date, exactly(s.from->latest + 1 + below(900))};
    if (end == 0) s.until.last = to_string(s.until.date.earliest - 1);
  }
  if (end == 2) s.until.kind = EndKind::unknown;
  if (end == 3 && below(2) == 0) {
    s.until = {EndKind::date, *s.from};
    s.from.reset();
  }
  if (below(6) == 0) s.role = one_of<std::string>({"president", "chair"});
  if (seat.kind == StatementKind::owns) s.value = one_of<std::string>({"33", "51"});
  if (below(8) == 0) s.note = "a remark";
  if (below(8) == 0) s.dotted = true;
  if (seat.kind == StatementKind::reports_to && below(2) == 0) {
    const EntityId capacity = t.entity(some_post()).id;
    t.batch().statements.back().capacity_of = capacity;
  }
}

inline void tell_event(Teller& t) {
  Event& e =
      t.event(one_of<std::string>({"e-1", "e-2", "e-3"}) + (below(2) == 0 ? "" : "b"), some_day());
  if (below(3) != 0) return;
  e.type = EventType::withdrawal;
  e.target = one_of<std::string>({"e-1", "e-2", "e-3"});
}

// One file by this name, told at random. Events keep one meaning within the file.
inline void tell_file(Teller& t) {
  t.source(one_of<std::string>({"s-1", "s-2"}), "2016-06-01");
  if (below(3) == 0) t.declare("t-x").seats = static_cast<unsigned>(1 + below(2));
  std::set<std::string> events;
  const int count = below(7);
  for (int i = 0; i < count; ++i) {
    t.no_event();
    if (below(3) == 0) {
      say_plainly(t);
      continue;
    }
    if (below(2) == 0) {
      tell_event(t);
      if (!events.insert(t.batch().events.back().key).second) {
        t.batch().events.pop_back();
        t.no_event();
      }
    }
    say_something(t);
    if (below(3) == 0) t.change(Verb::move, some_organization(), some_organization());
  }
}

// A table of rows, and seldom anything else.
inline void tell_rows(Teller& t) {
  t.source(one_of<std::string>({"s-1", "s-2"}), "2016-06-01");
  if (below(3) == 0) t.declare("t-x").seats = static_cast<unsigned>(1 + below(2));
  const int count = below(12);
  for (int i = 0; i < count; ++i) below(8) == 0 ? say_something(t) : say_plainly(t);
}

// The file by this name becomes what is told at random: as a change file, or row by row.
inline Batch import_something(Store& store, const std::string& name) {
  Teller t(name);
  const bool by_rows = below(2) == 0;
  by_rows ? tell_rows(t) : tell_file(t);
  if (by_rows) {
    // No line is kept of a literal; so that what was one can be compared with what never was.
    for (Statement& s : t.batch().statements) s.place.line = s.place.column = 0;
    BatchRows rows(t.batch());
    store.import_rows(rows, Store::Run::real);
  } else {
    store.import(t.batch(), Store::Run::real);
  }
  return t.batch();
}

}  // namespace reorg::tests
