// Changes told one by one: a revision and a file of its own for each.
#include <stdexcept>

#include <catch2/catch.hpp>

#include "tests/store/teller.hpp"

using namespace reorg;
using reorg::tests::Teller;
using Kind = StatementKind;

namespace {

constexpr auto real = Store::Run::real;

Batch renamed(const std::string& file, const std::string& name) {
  Teller t(file);
  t.declare("acme");
  t.begins(Kind::name, "acme", name, "2018");
  return t.batch();
}

RecordReport record(Store& store, const std::string& name, Store::Run run = real) {
  return store.record([&](const std::string& file) { return renamed(file, name); }, run);
}

}  // namespace

TEST_CASE("a recorded change is a revision and a file named after it") {
  Store store = Store::in_memory();
  CHECK(record(store, "One").file == "record:1");
  const RecordReport second = record(store, "Two");
  CHECK(second.file == "record:2");
  CHECK(second.revision == 2);
  CHECK(second.added == 1);
  CHECK(store.files() == std::vector<std::string>{"record:1", "record:2"});
}

TEST_CASE("what was recorded twice is there twice, and each is forgotten alone") {
  Store store = Store::in_memory();
  record(store, "One");
  CHECK(record(store, "One").added == 0);
  CHECK(store.everything().statements.size() == 2);
  REQUIRE(store.forget("record:1"));
  CHECK(store.everything().statements.size() == 1);
}

TEST_CASE("a dry run of a recorded change writes nothing and uses no number up") {
  Store store = Store::in_memory();
  const RecordReport dry = record(store, "One", Store::Run::dry);
  CHECK_FALSE(dry.revision);
  CHECK(dry.added == 1);
  CHECK(store.files().empty());
  CHECK(record(store, "One").file == "record:1");
}

TEST_CASE("a change that cannot be told leaves everything as it was") {
  Store store = Store::in_memory();
  record(store, "One");
  const auto refuse = [](const std::string&) -> Batch { throw std::runtime_error("unknown name"); };
  CHECK_THROWS_AS(store.record(refuse, real), std::runtime_error);
  CHECK(store.stats().revision == 1);
  CHECK(record(store, "Two").file == "record:2");
}

TEST_CASE("a name that a copy of another database brought is not used again") {
  Store store = Store::in_memory();
  store.import(renamed("record:2", "Elsewhere"), real);
  CHECK(record(store, "Here").file == "record:2-2");
  CHECK(store.everything().statements.size() == 2);
}
