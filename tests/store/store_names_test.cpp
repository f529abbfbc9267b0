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
  const auto hits = named().exact("hkex:0700");
  REQUIRE(hits.size() == 1);
  CHECK(hits[0].text == "0700");
  CHECK(hits[0].aspect == "identifier:hkex");
  CHECK(hits[0].kind == EntityKind::organization);
}

TEST_CASE("near names hold the words, are held in them, or begin alike") {
  const Store store = named();
  CHECK(keys(store.near("intelligence", 5)) == Keys{"cloud"});
  CHECK(keys(store.near("tencent holdings limited", 1)) == Keys{"tencent"});
  CHECK(keys(store.near("tencant", 1)) == Keys{"tencent"});
  CHECK(store.near("阿里云", 5).size() == 1);
  CHECK(store.near("zzz", 5).empty());
  CHECK(store.near("a", 1).size() == 1);
}

TEST_CASE("names go with the file that told them") {
  Store store = named();
  store.forget("names.yaml");
  CHECK(store.exact("aliyun").empty());
  CHECK(store.near("aliyun", 5).empty());
}

TEST_CASE("who bears an identifier, and under which names an entity is known, is told by file") {
  const Store store = named();
  CHECK(store.bearers("hkex", "0700") == Keys{"tencent"});
  CHECK(store.bearers("lei", "0700").empty());
  CHECK(store.bearers("hkex", "0700", {"names.yaml"}).empty());
  CHECK(store.folded_names("tencent") == Keys{"0700", "hkex:0700", "tencent holdings"});
  CHECK(store.folded_names("tencent", {"names.yaml"}).empty());
  CHECK(store.only_from("tencent", {"names.yaml"}));
  CHECK_FALSE(store.only_from("tencent", {"other.yaml"}));
}
