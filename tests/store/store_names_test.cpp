// Names as the store keeps and finds them.
#include <algorithm>

#include <catch2/catch.hpp>

#include "core/names/fold.hpp"
#include "tests/store/teller.hpp"

using namespace reorg;
using reorg::tests::Teller;
using Kind = StatementKind;

namespace {

Store named() {
  Teller t("names.yaml");
  t.begins(Kind::name, "cloud", "Alibaba Cloud", "2009");
  t.begins(Kind::name, "cloud", "Alibaba Cloud Intelligence Group", "2018-11-26");
  t.begins(Kind::name, "cloud", "阿里云智能事业群", "2018-11-26").aspect = "preferred:zh-Hans";
  t.always(Kind::name, "cloud", "Aliyun").aspect = "nickname:en";
  t.always(Kind::identifier, "tencent", "0700").aspect = "hkex";
  t.always(Kind::name, "tencent", "Tencent Holdings");
  t.begins(Kind::oversees, "p-zhang", "cloud", "2018-11-26");
  Store store = Store::in_memory();
  store.import(t.batch(), Store::Run::real);
  return store;
}

std::vector<std::string> keys(const std::vector<NameHit>& hits) {
  std::vector<std::string> result;
  for (const NameHit& hit : hits) result.push_back(hit.key);
  return result;
}

using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("an entity is found by every name it ever had, by identifier and by key") {
  const Store store = named();
  for (const char* name : {"ALIBABA  cloud", "Alibaba Cloud Intelligence Group", "阿里云智能事业群",
                           "aliyun", "Cloud"}) {
    CHECK(keys(store.exact(fold_name(name))) == Keys{"cloud"});
  }
  for (const char* name : {"0700", "HKEX:0700", "tencent", "tencent holdings"}) {
    CHECK(keys(store.exact(fold_name(name))) == Keys{"tencent"});
  }
  CHECK(store.exact("alibaba").empty());
}

TEST_CASE("a hit tells the name as written and what sort of name it is") {
  const auto hits = named().exact(fold_name("hkex:0700"));
  REQUIRE(hits.size() == 1);
  CHECK(hits[0].text == "0700");
  CHECK(hits[0].aspect == "identifier:hkex");
  CHECK(hits[0].kind == EntityKind::organization);
}

TEST_CASE("an organization is found without its legal form, a person is not") {
  Teller t("names.yaml");
  t.always(Kind::name, "acme", "Acme Holdings Co., Ltd.");
  t.always(Kind::name, "p-sa", "Ana Sa");
  Store store = Store::in_memory();
  store.import(t.batch(), Store::Run::real);
  const auto hits = store.exact("acme holdings");
  REQUIRE(keys(hits) == Keys{"acme"});
  CHECK(hits[0].bare);
  CHECK(hits[0].text == "Acme Holdings Co., Ltd.");
  CHECK_FALSE(store.exact("acme holdings co ltd").front().bare);
  CHECK(store.exact("ana").empty());
}

TEST_CASE("somebody without a name is found by the description") {
  Teller t("names.yaml");
  t.declare("p-who").description = "a senior executive of Acme";
  Store store = Store::in_memory();
  store.import(t.batch(), Store::Run::real);
  REQUIRE(keys(store.exact("a senior executive of acme")) == Keys{"p-who"});
  CHECK(store.exact("a senior executive of acme").front().aspect == "description:");
}

TEST_CASE("names stand in the order of their folded form, without keys and identifiers") {
  const Store store = named();
  CHECK(keys(store.between("alibaba", "alibabb", 10)) == Keys{"cloud", "cloud"});
  CHECK(store.between("alibaba", "alibabb", 1).size() == 1);
  CHECK(store.between("0", "1", 10).empty());
  CHECK(store.next(NameIndex::Shelf::names, "b") == "cloud");
  CHECK_FALSE(store.next(NameIndex::Shelf::names, "\U0010FFFF"));
}

TEST_CASE("every word of a name, and every part of a Chinese one, is a beginning") {
  const Store store = named();
  for (const char* part : {"cloud intel", "intelligence", "group", "智能事", "事业"}) {
    CHECK(store.with_part(part, std::string(part) + "\xFF", 10).size() == 1);
  }
  CHECK(store.next(NameIndex::Shelf::parts, "h") == "holdings tencent");
}

TEST_CASE("names go with the file that told them") {
  Store store = named();
  store.forget("names.yaml");
  CHECK(store.exact("aliyun").empty());
  CHECK(store.between("a", "b", 5).empty());
  CHECK_FALSE(store.next(NameIndex::Shelf::parts, ""));
}

TEST_CASE("who bears an identifier, and under which names an entity is known, is told by file") {
  const Store store = named();
  CHECK(store.bearers("hkex", "0700") == Keys{"tencent"});
  CHECK(store.bearers("lei", "0700").empty());
  CHECK(store.bearers("hkex", "0700", {"names.yaml"}).empty());
  CHECK(store.folded_names("tencent") == Keys{"0700", "hkex 0700", "tencent holdings"});
  CHECK(store.folded_names("tencent", {"names.yaml"}).empty());
  CHECK(store.only_from("tencent", {"names.yaml"}));
  CHECK_FALSE(store.only_from("tencent", {"other.yaml"}));
}
