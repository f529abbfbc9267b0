// ORG/NAME: a name sought within an organization.
#include "core/query/narrow.hpp"

#include <catch2/catch.hpp>

#include "tests/store/teller.hpp"

using namespace reorg;
using reorg::tests::Teller;
using Kind = StatementKind;

namespace {

// Acme with a shop and a cloud below it, Bolt beside it; both have a chief, and so has the shop.
// Bolt and its cloud have a unit of one name each.
Store companies() {
  Teller t("c.yaml");
  for (const char* key : {"acme", "bolt", "shop", "cloud", "cloud-2"}) {
    t.declare(key);
  }
  t.always(Kind::name, "acme", "Acme Group");
  t.always(Kind::name, "bolt", "Bolt Group");
  t.always(Kind::name, "cloud", "Cloud Unit");
  t.always(Kind::name, "cloud-2", "Cloud Unit");
  t.begins(Kind::part_of, "shop", "acme", "2010");
  t.begins(Kind::part_of, "cloud", "shop", "2010");
  t.begins(Kind::part_of, "cloud-2", "bolt", "2010");
  for (const auto& [unit, above] : {std::pair("both-1", "bolt"), {"both-2", "cloud-2"}}) {
    t.declare(unit);
    t.always(Kind::name, unit, "Both");
    t.begins(Kind::part_of, unit, above, "2010");
  }
  for (const char* org : {"acme", "bolt", "shop"}) {
    const std::string post = std::string("t-") + org;
    t.always(Kind::name, post, "chief");
    t.begins(Kind::post_in, post, org, "2010");
  }
  t.always(Kind::name, "p-ann", "Ann Zhang");
  t.always(Kind::name, "p-amy", "Ann Zhang");
  t.always(Kind::name, "p-ada", "Ada Lee");
  t.begins(Kind::holds, "p-ann", "t-shop", "2010");
  t.begins(Kind::oversees, "p-amy", "cloud-2", "2010");
  t.begins(Kind::member_of, "p-ada", "cloud", "2010");
  Store store = Store::in_memory();
  store.import(t.batch(), Store::Run::real);
  return store;
}

std::string key(const FoundName& found) {
  return found.meant() == nullptr ? "" : found.meant()->key;
}

}  // namespace

TEST_CASE("a name of several is narrowed to what is in an organization or below it") {
  const Store s = companies();
  CHECK(narrow(s, s, "Cloud Unit").ambiguous());
  CHECK(key(narrow(s, s, "Acme Group/Cloud Unit")) == "cloud");
  CHECK(key(narrow(s, s, "bolt/cloud unit")) == "cloud-2");
  CHECK(key(narrow(s, s, "shop/cloud unit")) == "cloud");
}

TEST_CASE("people are where they hold a post, are members, or oversee") {
  const Store s = companies();
  CHECK(narrow(s, s, "Ann Zhang").ambiguous());
  CHECK(key(narrow(s, s, "acme/Ann Zhang")) == "p-ann");
  CHECK(key(narrow(s, s, "bolt/Ann Zhang")) == "p-amy");
  CHECK(key(narrow(s, s, "shop/cloud unit/Ada Lee")) == "p-ada");
}

TEST_CASE("what is in the organization itself comes before what is further down") {
  const Store s = companies();
  const FoundName found = narrow(s, s, "bolt/both");
  CHECK(key(found) == "both-1");
  REQUIRE(found.lower.size() == 1);
  CHECK(found.lower.front().key == "both-2");
}

TEST_CASE("an organization with such a post of its own does not mean those further down") {
  const Store s = companies();
  const FoundName found = narrow(s, s, "acme/chief");
  CHECK(key(found) == "t-acme");
  CHECK(found.lower.empty());
}

TEST_CASE("what is only elsewhere is suggested, not taken") {
  const Store s = companies();
  const FoundName found = narrow(s, s, "bolt/Ada Lee");
  CHECK(found.meant() == nullptr);
  REQUIRE(found.nearest.size() == 1);
  CHECK(found.nearest.front().key == "p-ada");
}

TEST_CASE("beginnings are narrowed too, unless strict") {
  const Store s = companies();
  CHECK(key(narrow(s, s, "acme/cloud")) == "cloud");  // a key of that name
  CHECK(key(narrow(s, s, "acme/ann")) == "p-ann");
  CHECK(key(narrow(s, s, "acme/ann", {.strict = true})).empty());
}

TEST_CASE("a slash within a name, and nonsense around one, is no narrowing") {
  const Store s = companies();
  CHECK(key(narrow(s, s, "Acme/Group")) == "acme");
  CHECK(key(narrow(s, s, "acme/")) == "acme");
  CHECK(narrow(s, s, "/chief").ambiguous());
  for (const char* asked : {"/", "//", "nobody/chief", "acme/nobody", "a/b/c/d"})
    CHECK(narrow(s, s, asked).exact.empty());
}
