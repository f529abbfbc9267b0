// A check that reads what is told plainly from a graph image finds what one does that goes through
// every statement.
#include "core/check/screening.hpp"

#include <set>
#include <sstream>

#include <catch2/catch.hpp>

#include "core/check/check.hpp"
#include "core/graph/image_writer.hpp"
#include "tests/property.hpp"
#include "tests/store/all_answers.hpp"
#include "tests/store/scratch_folder.hpp"

using namespace reorg;
using namespace reorg::tests;
using Kind = StatementKind;

namespace {

constexpr auto real = Store::Run::real;

std::string key(const char* of, int many) { return of + std::to_string(below(many)); }
std::string some_unit() { return key("o-", 9); }
std::string somebody() { return key("p-", 9); }
std::string some_seat_of_one() { return key("t-", 4); }

std::string a_day() {
  return std::to_string(2005 + below(20)) + one_of<std::string>({"-01-01", "-06-15", "-12-01"});
}

std::string a_name() {
  return one_of<std::string>({"Northern Instruments", "NORTHERN instruments", "Northern Instrument",
                              "Northern Instruments Ltd", "Instruments Northern", "Acme", "北方"});
}

Statement& some_row(Teller& t) {
  switch (below(14)) {
    case 0:
    case 1:
      return t.begins(Kind::part_of, some_unit(), some_unit(), a_day());
    case 2:
    case 3:
      return t.begins(Kind::oversees, somebody(), some_unit(), a_day());
    case 4:
      return t.begins(Kind::oversees, some_seat_of_one(), some_unit(), a_day());
    case 5:
    case 6:
      return t.begins(Kind::holds, somebody(), some_seat_of_one(), a_day());
    case 7:
      return t.begins(Kind::post_in, some_seat_of_one(), some_unit(), a_day());
    case 8:
      return t.begins(Kind::member_of, somebody(), some_unit(), a_day());
    case 9:
      return t.begins(Kind::reports_to, somebody(), somebody(), a_day());
    case 10:
      return t.begins(Kind::existence, one_of({some_unit(), somebody()}), "", a_day());
    case 11:
      return t.begins(Kind::name, one_of({some_unit(), somebody()}), a_name(), a_day());
    default:
      return t.begins(Kind::owns, somebody(), some_unit(), a_day());
  }
}

// A row of a table as people write them: nearly always a literal, and now and then odd.
void tell_row(Teller& t) {
  if (below(9) == 0) {
    Statement& s =
        t.always(below(3) == 0 ? Kind::post_in : Kind::name, some_seat_of_one(), some_unit());
    if (s.kind == Kind::name) s.value = a_name();
    return;
  }
  Statement& s = some_row(t);
  s.effect = Effect::period;
  if (s.kind == Kind::owns) {
    s.aspect = one_of<std::string>({"shares", "votes"});
    s.value = one_of<std::string>({"33", "51", "60", "10"});
    if (below(6) == 0) s.role = "indirect";
  }
  const int end = below(8);
  if (end < 4) s.until = {EndKind::date, exactly(s.from->latest + 1 + below(3000))};
  if (end == 4) s.until.kind = EndKind::unknown;
  if (end == 5 && below(3) == 0) {
    s.until = {EndKind::date, *s.from};
    s.from.reset();
  }
  if (below(10) == 0) s.dotted = s.kind != Kind::post_in && is_relation(s.kind);
  if (below(8) == 0) s.sources.clear();
  if (below(30) == 0) s.from = parse_date("2012");  // no literal
  if (below(12) == 0 && s.kind == Kind::reports_to) {
    const EntityId capacity = t.entity(some_seat_of_one()).id;
    t.batch().statements.back().capacity_of = capacity;
  }
}

void import_table(Store& store, const std::string& name) {
  Teller t(name);
  for (const char* of : {"o-", "p-", "t-"}) {
    for (int n = 0; n < 9; ++n) {
      if (below(3) == 0) t.declare(of + std::to_string(n));
    }
  }
  t.source("s-1", "2004-01-01");
  if (below(3) == 0) t.declare("t-1").seats = static_cast<unsigned>(below(3));
  for (int n = below(60); n > 0; --n) tell_row(t);
  for (Statement& s : t.batch().statements) {
    s.place.line = s.place.column = 0;
    if (s.from && s.until.kind == EndKind::date && s.until.date.latest <= s.from->latest)
      s.until = {};
  }
  BatchRows rows(t.batch());
  store.import_rows(rows, real);
}

Store tables() {
  Store store = Store::in_memory();
  import_table(store, "table");
  if (below(3) == 0) import_table(store, "another");
  if (below(4) == 0) {
    Teller t("change.yaml");
    t.event("e-1", "2015-01-01");
    t.begins(Kind::part_of, some_unit(), some_unit(), a_day());
    t.change(Verb::move, some_unit(), some_unit());
    t.no_event();
    t.begins(Kind::oversees, somebody(), some_unit(), a_day());
    store.import(t.batch(), real);
  }
  return store;
}

std::string text(const FindingText& sentence) {
  std::ostringstream all;
  for (const FindingText::Part& part : sentence.parts()) {
    if (const auto* words = std::get_if<std::string>(&part)) all << *words;
    if (const auto* id = std::get_if<EntityId>(&part)) all << '#' << number(*id);
    if (const auto* b = std::get_if<Bound>(&part))
      all << to_string(b->earliest) << '/' << to_string(b->latest) << ' ' << word(b->kind);
  }
  return all.str();
}

// All that is in a report, a line each.
std::string text(const CheckReport& report) {
  std::ostringstream all;
  all << report.statements << '\n';
  for (const CheckFinding& f : report.findings) {
    all << word(f.severity) << ' ' << f.rule << ": " << text(f.says) << " -> " << text(f.remedy);
    if (f.first) all << " first " << to_string(*f.first);
    if (f.last) all << " last " << to_string(*f.last);
    for (const EntityId id : f.about) all << " about " << number(id);
    for (const Place& p : f.places) all << ' ' << p.file << ':' << p.line << ':' << p.column;
    for (const SourceId id : f.sources) all << " by " << number(id);
    all << '\n';
  }
  return all.str();
}

class Twice {
 public:
  Twice(const Store& store, const std::filesystem::path& path) : store_(store) {
    const StoreStamp s = store.stamp();
    const ImageStamp stamp{s.identity, s.stamp, s.revision};
    ImageWriter writer(path, stamp);
    store.visit_entities([&](const Entity& e) { writer.add(e); });
    store.visit_spells([&](const Literal& l) { writer.add(l); },
                       [&](const Spell& spell) { writer.add(spell); });
    writer.finish();
    image_ = Image::open(path, stamp).image;
  }

  std::string every_statement(const Scope& scope, std::size_t portion = 500,
                              const std::set<std::string_view>& off = {}) const {
    return text(look(nullptr, scope, portion, off));
  }
  std::string from_the_image(const Scope& scope, std::size_t portion = 500,
                             const std::set<std::string_view>& off = {}) const {
    return text(look(image_.get(), scope, portion, off));
  }
  std::size_t suspects() const {
    const Scope scope = Scope::everything();
    const Screening screening(*image_, store_, {scope, {today}, {}});
    return screening.pick(store_.everyone()).suspects.size();
  }

 private:
  CheckReport look(const Image* image, const Scope& scope, std::size_t portion,
                   const std::set<std::string_view>& off) const {
    return check({store_, store_, store_, store_, image}, scope, {{today}, off, portion});
  }

  Day today = parse_date("2022-11-23").latest;
  const Store& store_;
  std::unique_ptr<const Image> image_;
};

}  // namespace

TEST_CASE("a check of tables: the image leads to the same findings", "[check][image]") {
  const ScratchFolder folder;
  std::size_t found = 0, clean = 0;
  require_for_all(
      [&] {
        const Store store = tables();
        const Twice check(store, folder / "x.image");
        const std::vector<EntityId> all = store.everyone();
        const Scope everything = Scope::everything();
        for (const std::size_t portion : {std::size_t{500}, std::size_t{3}}) {
          const std::string expected = check.every_statement(everything, portion);
          RC_ASSERT(check.from_the_image(everything, portion) == expected);
          found += static_cast<std::size_t>(std::ranges::count(expected, '\n'));
        }
        clean += all.size() - check.suspects();

        std::vector<EntityId> some;
        for (const EntityId id : all)
          if (below(2) == 0) some.push_back(id);
        const Scope scope(some);
        RC_ASSERT(check.from_the_image(scope, 4) == check.every_statement(scope, 4));

        const std::set<std::string_view> off{"no-source", "never-used", "likely-duplicate"};
        RC_ASSERT(check.from_the_image(everything, 7, off) ==
                  check.every_statement(everything, 7, off));
      },
      property_cases(2));
  CHECK(found > 1000);  // or it would show nothing
  CHECK(clean > 300);
}

TEST_CASE("a check of any files: the image leads to the same findings", "[check][image]") {
  const ScratchFolder folder;
  require_for_all(
      [&] {
        const Store store = some_store();
        const Twice check(store, folder / "x.image");
        for (const std::size_t portion : {std::size_t{500}, std::size_t{2}}) {
          RC_ASSERT(check.from_the_image(Scope::everything(), portion) ==
                    check.every_statement(Scope::everything(), portion));
        }
      },
      property_cases(5));
}

TEST_CASE("what is told plainly and fits together makes nobody suspect", "[check][image]") {
  const ScratchFolder folder;
  Store store = Store::in_memory();
  Teller t("table");
  t.source("s-1", "2004-01-01");
  for (const char* each : {"o-1", "o-2", "p-1", "p-2", "t-1"}) t.declare(each);
  const auto period = [&](Statement& s, const char* until) {
    s.effect = Effect::period;
    if (*until != '\0') s.until = {EndKind::date, parse_date(until)};
    s.place.line = s.place.column = 0;
  };
  period(t.begins(Kind::existence, "o-1", "", "2005-01-01"), "2015-01-01");
  period(t.begins(Kind::existence, "o-2", "", "2004-01-01"), "");
  period(t.begins(Kind::part_of, "o-1", "o-2", "2005-01-01"), "2015-01-01");
  period(t.begins(Kind::oversees, "p-1", "o-1", "2005-01-01"), "2010-01-01");
  period(t.begins(Kind::oversees, "p-2", "o-1", "2010-01-01"), "2015-01-01");
  period(t.begins(Kind::post_in, "t-1", "o-2", "2005-01-01"), "");
  period(t.begins(Kind::holds, "p-1", "t-1", "2011-01-01"), "");
  for (const char* share : {"60", "40"}) {
    Statement& s = t.begins(Kind::owns, share[0] == '6' ? "p-1" : "p-2", "o-2", "2005-01-01");
    s.aspect = "shares";
    s.value = share;
    period(s, "");
  }
  BatchRows rows(t.batch());
  store.import_rows(rows, real);
  const Twice check(store, folder / "x.image");
  CHECK(check.suspects() == 0);
  CHECK(check.from_the_image(Scope::everything()) == "9\n");
  CHECK(check.every_statement(Scope::everything()) == "9\n");
}

TEST_CASE("rows without a source are told once a portion, and counted", "[check][image]") {
  const ScratchFolder folder;
  Store store = Store::in_memory();
  Teller t("table");
  for (int n = 0; n < 40; ++n) {
    Statement& s = t.begins(Kind::existence, "o-" + std::to_string(n), "", "2005-01-01");
    s.effect = Effect::period;
    s.place.line = s.place.column = 0;
  }
  BatchRows rows(t.batch());
  store.import_rows(rows, real);
  const Twice check(store, folder / "x.image");
  const std::string report = check.from_the_image(Scope::everything());
  CHECK(report.find("and 39 more: no source says so") != std::string::npos);
  CHECK(report == check.every_statement(Scope::everything()));
  CHECK(check.from_the_image(Scope::everything(), 7) ==
        check.every_statement(Scope::everything(), 7));
}
