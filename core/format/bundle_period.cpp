#include "core/format/bundle_period.hpp"

#include <algorithm>

namespace reorg::format {
namespace {

using C = Column;

bool stands_for_no_end(const BundleOptions& options, std::string_view text) {
  return std::find(options.no_end.begin(), options.no_end.end(), text) != options.no_end.end();
}

void refuse_if_filled(const SheetReader& rows, C column, const std::string& why) {
  if (!rows.cell(column).empty())
    SheetReader::refuse(column, quoted(rows.cell(column)) + " " + why);
}

End last_day(const Date& last, C column) {
  try {
    return ended_after(last);
  } catch (const DateError& error) {
    SheetReader::refuse(column, std::string(error.what()) + ", or told by --no-end " + last.edtf);
  }
}

// The cell holds a date that ends the row.
void read_dated_end(const SheetReader& rows, C column, bool is_last, End& end) {
  thread_local std::optional<Date> date;
  rows.date(column, date);
  if (is_last) {
    end = last_day(*date, column);
    return;
  }
  end.kind = EndKind::date;
  end.date = *date;
}

void read_end(const SheetReader& rows, const BundleOptions& options, End& end) {
  end.kind = EndKind::open;
  end.last.clear();
  const std::string_view until = rows.cell(C::until), last = rows.cell(C::last);
  if (!until.empty() && !last.empty()) {
    SheetReader::refuse(C::last,
                        quoted(last) +
                            " stands beside a day in 'until'; keep one of the two: 'until' "
                            "is the first day on which it no longer held");
  }
  const C column = last.empty() ? C::until : C::last;
  const std::string_view text = last.empty() ? until : last;
  if (text.empty()) {
    if (options.blank_until == BundleOptions::Blank::unknown) end.kind = EndKind::unknown;
  } else if (text == "unknown") {
    end.kind = EndKind::unknown;
  } else if (text != "open" && !stands_for_no_end(options, text)) {
    read_dated_end(rows, column, options.closed_ends || !last.empty(), end);
  }
}

// The end is the first day on which it no longer holds, so it must be able to follow the beginning.
void check_order(const Statement& s) {
  if (!s.from || s.until.kind != EndKind::date || s.from->earliest < s.until.date.latest) return;
  if (!s.until.last.empty()) {
    SheetReader::refuse(C::last, s.until.last + ": the last day lies before the first, " +
                                     s.from->edtf + "; swap the two dates?");
  }
  try {
    parse_period(s.from->edtf + "/" + s.until.date.edtf);
  } catch (const DateError& error) {
    SheetReader::refuse(C::until, error.what());
  }
}

}  // namespace

void read_bounds(const SheetReader& rows, const BundleOptions& options, Statement& s) {
  rows.date(C::from, s.from);
  s.until.kind = EndKind::open;
  s.until.last.clear();
  const bool in_event = s.event != EventId::none;
  switch (s.effect) {
    case Effect::always:
      refuse_if_filled(rows, C::from, "cannot stand here: what holds 'always' has no dates");
      [[fallthrough]];
    case Effect::begins:
    case Effect::seen:
      for (const C column : {C::until, C::last}) {
        refuse_if_filled(rows, column,
                         "cannot stand here: only rows with the effect 'period' or 'ends' end");
      }
      if (s.effect != Effect::always && !in_event) rows.needed(C::from, "the day");
      break;
    case Effect::ends:
      refuse_if_filled(rows, C::from, "cannot stand here: a row with the effect 'ends' only ends");
      read_end(rows, options, s.until);
      if (s.until.kind == EndKind::unknown) s.until.kind = EndKind::open;
      if (s.until.kind != EndKind::date && !in_event)
        SheetReader::refuse(C::until, "empty; write the first day on which it no longer held");
      break;
    case Effect::period:
      read_end(rows, options, s.until);
      check_order(s);
      break;
  }
}

}  // namespace reorg::format
