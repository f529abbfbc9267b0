#include "core/names/find.hpp"

#include <map>

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

#include "core/names/closeness.hpp"
#include "core/names/fold.hpp"

using namespace reorg;

namespace {

class ListedNames : public NameIndex {
 public:
  // The key of an entity comes first and is a name itself.
  explicit ListedNames(std::vector<NameHit> hits) {
    std::map<std::string, EntityId> ids;
    for (NameHit& hit : hits) {
      const auto next = EntityId{static_cast<std::uint32_t>(ids.size() + 1)};
      const auto [at, is_new] = ids.emplace(hit.key, next);
      hit.entity = at->second;
      if (is_new) hits_.push_back({hit.entity, hit.kind, hit.key, hit.key, "key"});
      hits_.push_back(hit);
    }
  }

  std::vector<NameHit> exact(std::string_view folded) const override {
    std::vector<NameHit> found;
    for (const NameHit& hit : hits_) {
      if (fold_name(hit.text) == folded) found.push_back(hit);
    }
    return found;
  }
  std::vector<NameHit> near(std::string_view, std::size_t limit) const override {
    ++near_asked;
    return {hits_.begin(),
            hits_.begin() + static_cast<std::ptrdiff_t>(std::min(limit, hits_.size()))};
  }

  mutable int near_asked = 0;

 private:
  std::vector<NameHit> hits_;
};

NameHit named(std::string key, std::string text, std::string aspect = "preferred:en") {
  return {EntityId::none, EntityKind::organization, std::move(key), std::move(text),
          std::move(aspect)};
}

const ListedNames& companies() {
  static const ListedNames names({
      named("tencent", "Tencent Holdings"),
      named("tencent", "腾讯控股", "preferred:zh-Hans"),
      named("tencent", "腾讯", "alias:zh-Hans"),
      named("tencent", "0700", "identifier:hkex"),
      named("tencent", "hkex:0700", "identifier:hkex"),
      named("tencent-music", "Tencent Music Entertainment"),
      named("tencent-music", "腾讯音乐", "preferred:zh-Hans"),
      named("csig", "Cloud and Smart Industries Group"),
      named("csig", "CSIG", "acronym:"),
      named("csig", "云与智慧产业事业群", "preferred:zh-Hans"),
      named("pcg", "Platform & Content Group"),
      named("wxg", "Weixin Group"),
      named("wxg", "WeChat", "alias:en"),
      named("wechat-app", "WeChat"),
      named("alibaba", "Alibaba Group"),
      named("alibaba", "阿里巴巴", "alias:zh-Hans"),
      named("alibaba-cloud", "Alibaba Cloud Intelligence Group"),
      named("alibaba-cloud", "阿里云智能事业群", "preferred:zh-Hans"),
      named("alibaba-cloud", "阿里云", "alias:zh-Hans"),
      named("alibaba-cloud", "Aliyun", "alias:en"),
      named("bezeq", "בזק", "preferred:he"),
      named("etisalat", "شركة الاتصالات", "preferred:ar"),
      named("key", "Key: The Company"),
  });
  return names;
}

std::string key_of(std::string_view asked) {
  const FoundName found = find(companies(), asked);
  return found.one() != nullptr ? found.one()->key : "";
}

std::vector<std::string> keys(const std::vector<NameHit>& hits) {
  std::vector<std::string> made;
  for (const NameHit& hit : hits) made.push_back(hit.key);
  return made;
}

// The best suggestion, as written.
std::string suggested(std::string_view asked) {
  const FoundName found = find(companies(), asked);
  CHECK(found.exact.empty());
  return found.nearest.empty() ? "" : found.nearest.front().text;
}

}  // namespace

TEST_CASE("any name ever borne finds its entity", "[names]") {
  CHECK(key_of("Alibaba Cloud Intelligence Group") == "alibaba-cloud");
  CHECK(key_of("阿里云") == "alibaba-cloud");
  CHECK(key_of("腾讯") == "tencent");
  CHECK(key_of("CSIG") == "csig");
  CHECK(key_of("alibaba-cloud") == "alibaba-cloud");
  CHECK(key_of("0700") == "tencent");
  CHECK(key_of("HKEX:0700") == "tencent");
  CHECK(key_of("בזק") == "bezeq");
  CHECK(key_of("شركة الاتصالات") == "etisalat");
}

TEST_CASE("case, width, spaces and the ampersand do not matter", "[names]") {
  CHECK(key_of("  alibaba   CLOUD intelligence group\n") == "alibaba-cloud");
  CHECK(key_of("ＣＳＩＧ") == "csig");
  CHECK(key_of("platform and content group") == "pcg");
  CHECK(key_of("Cloud & Smart Industries Group") == "csig");
  CHECK(key_of("\u200Fבזק") == "bezeq");
}

TEST_CASE("a found name says by which name it was found", "[names]") {
  const FoundName found = find(companies(), "ALIYUN");
  REQUIRE(found.one() != nullptr);
  CHECK(found.one()->text == "Aliyun");
  CHECK(found.one()->aspect == "alias:en");
  CHECK(found.nearest.empty());
  REQUIRE(find(companies(), "csig").one() != nullptr);
  CHECK(find(companies(), "csig").one()->aspect == "key");
}

TEST_CASE("an exact name is never compared with near ones", "[names]") {
  const ListedNames names({named("a", "Ant"), named("b", "Ants")});
  CHECK(find(names, "ant").one() != nullptr);
  CHECK(names.near_asked == 0);
}

TEST_CASE("a name of several entities is ambiguous, its preferred bearer first", "[names]") {
  const FoundName found = find(companies(), "wechat");
  CHECK(found.ambiguous());
  CHECK(found.one() == nullptr);
  CHECK(keys(found.exact) == std::vector<std::string>{"wechat-app", "wxg"});
  CHECK(found.nearest.empty());
}

TEST_CASE("one entity with the same name in two languages is not ambiguous", "[names]") {
  const ListedNames names(
      {named("qq", "QQ", "alias:zh-Hans"), named("qq", "QQ"), named("qq", "ＱＱ", "acronym:")});
  const FoundName found = find(names, "qq");
  REQUIRE(found.one() != nullptr);
  CHECK(found.one()->aspect == "preferred:en");
}

TEST_CASE("a key can always be asked for, even if it is somebody's name as well", "[names]") {
  const ListedNames names({named("wechat", "Weixin"), named("app", "WeChat")});
  CHECK(find(names, "wechat").ambiguous());
  REQUIRE(find(names, "key:wechat").one() != nullptr);
  CHECK(find(names, "key:wechat").one()->text == "wechat");
  CHECK(find(names, "key:weixin").exact.empty());
  CHECK(key_of("key: the company") == "key");  // a name that merely begins so
}

TEST_CASE("a misspelt name is suggested", "[names]") {
  CHECK(suggested("Alibaba Clod Intelligence Group") == "Alibaba Cloud Intelligence Group");
  CHECK(suggested("Tencnet") == "tencent");
  CHECK(suggested("Tencent Holding") == "Tencent Holdings");
  CHECK(suggested("Wiexin Group") == "Weixin Group");
  CHECK(suggested("Alyiun") == "Aliyun");
  CHECK(suggested("CISG") == "csig");
}

TEST_CASE("short Chinese names are suggested for one wrong character or a part", "[names]") {
  CHECK(suggested("腾迅") == "腾讯");
  CHECK(suggested("阿里雲") == "阿里云");
  CHECK(suggested("阿里") == "阿里云");
  CHECK(suggested("智慧产业") == "云与智慧产业事业群");
  CHECK(suggested("腾讯音乐娱乐集团") == "腾讯音乐");
}

TEST_CASE("a beginning and words of a name suggest it", "[names]") {
  CHECK(suggested("Alibaba Cloud Intel") == "Alibaba Cloud Intelligence Group");
  CHECK(suggested("Cloud Intelligence") == "Alibaba Cloud Intelligence Group");
  CHECK(suggested("Smart Industries") == "Cloud and Smart Industries Group");
  CHECK(suggested("inteligence") == "Alibaba Cloud Intelligence Group");
  CHECK(suggested("Tencent Holdings Limited of Shenzhen") == "Tencent Holdings");
  CHECK(suggested("intelligence cloud alibaba") == "Alibaba Cloud Intelligence Group");
}

TEST_CASE("suggestions come best first, each entity once, at most five", "[names]") {
  const ListedNames names({named("a", "Cloud One"), named("a", "Cloud On", "alias:en"),
                           named("b", "Cloud Two"), named("c", "Cloud Three"),
                           named("d", "Cloud Four"), named("e", "Cloud Five"),
                           named("f", "Cloud Six")});
  const std::vector<NameHit> near = find(names, "cloud ome").nearest;
  REQUIRE(near.size() == 5);
  CHECK(near.front().text == "Cloud One");
  for (std::size_t i = 1; i < near.size(); ++i) CHECK(near[i].key != near.front().key);
}

TEST_CASE("what is nothing like any name suggests nothing", "[names]") {
  CHECK(suggested("Zürcher Kantonalbank").empty());
  CHECK(suggested("北京大学").empty());
  CHECK(suggested("q").empty());
}

TEST_CASE("an empty, blank or endless question finds nothing and does not fail", "[names]") {
  for (const std::string& asked :
       {std::string(), std::string(" \t\n"), std::string(3, '\0'), std::string("\u200B"),
        std::string("\x1B[31m"), std::string("\xFF\xFE"), std::string(1'000'000, 'x')}) {
    const FoundName found = find(companies(), asked);
    CHECK(found.exact.empty());
    CHECK(found.nearest.empty());
  }
}

TEST_CASE("a stored name of a megabyte is no hindrance", "[names]") {
  const std::string long_name(1'000'000, 'n');
  const ListedNames names({named("long", long_name), named("short", "nn")});
  REQUIRE(find(names, long_name).one() != nullptr);
  CHECK(find(names, long_name).one()->key == "long");
  CHECK(keys(find(names, "nnn").nearest) == std::vector<std::string>{"short"});
}

TEST_CASE("control characters in a question part its words", "[names]") {
  using namespace std::string_view_literals;
  CHECK(key_of("Weixin\0Group"sv) == "wxg");
  CHECK(key_of("Weixin\nGroup\x1B"sv) == "wxg");
}

TEST_CASE("edits count insertions, deletions, changes and swaps", "[names]") {
  CHECK(edits(U"cloud", U"cloud", 3) == 0);
  CHECK(edits(U"clod", U"cloud", 3) == 1);
  CHECK(edits(U"tencnet", U"tencent", 3) == 1);
  CHECK(edits(U"", U"abc", 3) == 3);
  CHECK(edits(U"abc", U"", 2) == 3);
  CHECK(edits(U"kitten", U"sitting", 2) == 3);
  CHECK(edits(U"腾迅", U"腾讯", 1) == 1);
}

TEST_CASE("law: edits are the same both ways, and no more than the edits made", "[names]") {
  rc::prop("on a text changed a few times", [] {
    const auto letters = rc::gen::container<std::u32string>(rc::gen::inRange(U'a', U'e'));
    const std::u32string before = *letters;
    std::u32string after = before;
    const std::size_t changes = *rc::gen::inRange<std::size_t>(0, 4);
    for (std::size_t i = 0; i < changes; ++i) {
      const auto at = *rc::gen::inRange<std::size_t>(0, after.size() + 1);
      if (*rc::gen::arbitrary<bool>() || at == after.size())
        after.insert(at, 1, *rc::gen::inRange(U'a', U'e'));
      else
        after.erase(at, 1);
    }
    RC_ASSERT(edits(before, after, 10) <= changes);
    RC_ASSERT(edits(before, after, 10) == edits(after, before, 10));
    RC_ASSERT((edits(before, after, 10) == 0) == (before == after));
  });
}

TEST_CASE("law: any bytes can be asked for", "[names]") {
  rc::prop("without failing", [](const std::string& bytes) {
    const FoundName found = find(companies(), bytes);
    RC_ASSERT(found.exact.empty() || found.nearest.empty());
    RC_ASSERT(found.nearest.size() <= 5);
  });
}
