#include "core/names/find.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

#include "core/model/date.hpp"
#include "core/names/closeness.hpp"
#include "core/names/fold.hpp"
#include "tests/names/listed_names.hpp"

using namespace reorg;
using reorg::tests::ListedNames;

namespace {

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

// The best of what comes near, as written.
std::string suggested(std::string_view asked) {
  const FoundName found = find(companies(), asked);
  CHECK(found.exact.empty());
  return found.nearest.empty() ? "" : found.nearest.front().text;
}

// The key of what is taken for what was meant.
std::string taken(const NameIndex& index, std::string_view asked) {
  const FoundName found = find(index, asked);
  return found.meant() != nullptr ? found.meant()->key : "";
}

Spell borne(std::string key, std::string name, std::string from, std::string until,
            std::string aspect = "preferred:en") {
  Spell s;
  s.kind = StatementKind::name;
  s.role = std::move(key);
  s.value = std::move(name);
  s.aspect = std::move(aspect);
  s.from.earliest = s.from.latest = parse_date(from).earliest;
  s.until.earliest = s.until.latest = until.empty() ? after_all : parse_date(until).earliest;
  s.until.kind = until.empty() ? EndKind::open : EndKind::date;
  return s;
}

Asking on(std::string_view day) {
  const Day d = parse_date(day).earliest;
  return {.first = d, .last = d};
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
  CHECK(names.lookups == 0);
}

TEST_CASE("a preferred name comes before an alias of somebody else, who is told of", "[names]") {
  const FoundName found = find(companies(), "wechat");
  REQUIRE(found.one() != nullptr);
  CHECK(found.one()->key == "wechat-app");
  CHECK(found.tier == Tier::exact);
  CHECK(keys(found.lower) == std::vector<std::string>{"wxg"});
}

TEST_CASE("a name that fits several equally well is ambiguous", "[names]") {
  const ListedNames names({named("acme", "Acme Group"), named("other", "ACME Group", "legal:en"),
                           named("third", "Acme Group", "alias:en")});
  const FoundName found = find(names, "acme group");
  CHECK(found.ambiguous());
  CHECK(found.meant() == nullptr);
  CHECK(keys(found.exact) == std::vector<std::string>{"acme", "other"});
  CHECK(keys(found.lower) == std::vector<std::string>{"third"});
}

TEST_CASE("whose name it was on the day comes before whose it was before or after", "[names]") {
  const ListedNames names({named("old", "Acme Cloud"), named("new", "Acme Cloud")},
                          {borne("old", "Acme Cloud", "2009", "2018-11-26"),
                           borne("new", "Acme Cloud", "2020-01-01", "")});
  CHECK(find(names, "acme cloud", on("2016-01-01")).one()->key == "old");
  CHECK(find(names, "acme cloud", on("2021-01-01")).one()->key == "new");
  CHECK(find(names, "acme cloud", on("2021-01-01")).lower.front().key == "old");
  CHECK(find(names, "acme cloud").ambiguous());  // at any time
  const FoundName neither = find(names, "acme cloud", on("2019-01-01"));
  CHECK(neither.ambiguous());
  CHECK(neither.tier == Tier::former);
}

TEST_CASE("a former name comes before an alias", "[names]") {
  const ListedNames names({named("old", "Acme Cloud"), named("new", "Acme Cloud", "alias:en")},
                          {borne("old", "Acme Cloud", "2009", "2018-11-26")});
  const FoundName found = find(names, "acme cloud", on("2021-01-01"));
  REQUIRE(found.one() != nullptr);
  CHECK(found.one()->key == "old");
  CHECK(found.tier == Tier::former);
  CHECK(keys(found.lower) == std::vector<std::string>{"new"});
}

TEST_CASE("legal forms do not matter when nothing fits with them", "[names]") {
  const ListedNames names({named("acme", "Acme Holdings Limited"), named("bolt", "Bolt"),
                           named("bolt-kg", "Bolt KG"), named("p-sa", "Ana Sa")});
  CHECK(find(names, "Acme Holdings").one()->key == "acme");
  CHECK(find(names, "Acme Holdings").tier == Tier::bare);
  CHECK(find(names, "acme holdings ltd.").one()->key == "acme");
  CHECK(find(names, "Bolt Inc.").ambiguous());
  CHECK(find(names, "Bolt KG").one()->key == "bolt-kg");
  CHECK(find(names, "Bolt").one()->key == "bolt");
  CHECK(find(names, "Ana").exact.empty());
}

TEST_CASE("one entity with the same name in two languages is not ambiguous", "[names]") {
  const ListedNames names(
      {named("qq", "QQ", "alias:zh-Hans"), named("qq", "QQ"), named("qq", "ＱＱ", "acronym:")});
  const FoundName found = find(names, "Q.Q.");
  REQUIRE(found.one() != nullptr);
  CHECK(found.one()->aspect == "preferred:en");
  CHECK(find(names, "qq").one()->aspect == "key");
}

TEST_CASE("a key can always be asked for, even if it is somebody's name as well", "[names]") {
  const ListedNames names({named("wechat", "Weixin"), named("app", "WeChat")});
  CHECK(find(names, "wechat").ambiguous());
  CHECK(find(names, "We.Chat").one()->key == "app");  // a key in other words is no key
  REQUIRE(find(names, "key:wechat").one() != nullptr);
  CHECK(find(names, "key:wechat").one()->text == "wechat");
  CHECK(find(names, "key:weixin").exact.empty());
  CHECK(key_of("key: the company") == "key");  // a name that merely begins so
}

TEST_CASE("a misspelt name is suggested", "[names]") {
  CHECK(suggested("Alibaba Clod Intelligence Group") == "Alibaba Cloud Intelligence Group");
  CHECK(suggested("Tencnet Holdings") == "Tencent Holdings");
  CHECK(suggested("Tencent Holding") == "Tencent Holdings");
  CHECK(suggested("Wiexin Group") == "Weixin Group");
  CHECK(suggested("Alyiun") == "Aliyun");
  CHECK(keys(find(companies(), "CISG").nearest).front() == "csig");
}

TEST_CASE("short Chinese names are suggested for one wrong character or a part", "[names]") {
  CHECK(suggested("腾迅") == "腾讯");
  CHECK(keys(find(companies(), "阿里").nearest) ==
        std::vector<std::string>{"alibaba-cloud", "alibaba"});
  CHECK(suggested("智慧产业") == "云与智慧产业事业群");
  CHECK(suggested("腾讯音乐娱乐集团") == "腾讯音乐");
}

TEST_CASE("a beginning and words of a name suggest it", "[names]") {
  CHECK(keys(find(companies(), "Alibaba Cloud Intel").nearest).front() == "alibaba-cloud");
  CHECK(suggested("Cloud Intelligence") == "Alibaba Cloud Intelligence Group");
  CHECK(suggested("Smart Industries") == "Cloud and Smart Industries Group");
  CHECK(suggested("inteligence") == "Alibaba Cloud Intelligence Group");
  CHECK(suggested("Tencent Holdings Limited of Shenzhen") == "Tencent Holdings");
  CHECK(suggested("intelligence cloud alibaba") == "Alibaba Cloud Intelligence Group");
}

TEST_CASE("a single name that begins so is meant, unless strict", "[names]") {
  CHECK(taken(companies(), "云与智慧") == "csig");
  CHECK(taken(companies(), "Platform") == "pcg");
  CHECK(find(companies(), "Platform").tier == Tier::beginning);
  CHECK(find(companies(), "Platform", {.strict = true}).meant() == nullptr);
  CHECK(find(companies(), "Platform", {.strict = true}).nearest.size() == 1);
  CHECK(taken(companies(), "Plat").empty());  // not the end of a word
  const FoundName several = find(companies(), "alibaba cloud intelligence group and tencent");
  CHECK(several.exact.empty());
}

TEST_CASE("several names that begin so are never guessed among", "[names]") {
  const ListedNames names({named("a", "Acme Cloud"), named("b", "Acme Games")});
  CHECK(find(names, "acme").nearest.size() == 2);
  CHECK(find(names, "acme").meant() == nullptr);
}

TEST_CASE("a near name is taken only when it is clearly the nearest and close", "[names]") {
  CHECK(taken(companies(), "Alibaba Clod Intelligence Group") == "alibaba-cloud");
  CHECK(taken(companies(), "group cloud alibaba intelligence") == "alibaba-cloud");
  CHECK(find(companies(), "Alibaba Clod Intelligence Group", {.strict = true}).meant() == nullptr);
  CHECK(taken(companies(), "腾迅").empty());  // half of it is another
  CHECK(taken(companies(), "CISG").empty());  // too short to be sure
  const ListedNames twins({named("a", "Northern Trading"), named("b", "Northerm Trading")});
  CHECK(taken(twins, "Northerx Trading").empty());
}

namespace {

const ListedNames& zhangs() {
  static const ListedNames names(
      {named("p-daniel-zhang", "Daniel Zhang"),
       named("p-daniel-zhang", "张勇", "preferred:zh-Hans"),
       named("p-daniel-zhang", "Zhang Yong", "alias:"), named("p-zhang-jianfeng", "Zhang Jianfeng"),
       named("p-zhang-jianfeng", "张建锋", "preferred:zh-Hans"),
       named("p-zhang-jianfeng", "Jeff Zhang", "alias:"), named("p-allen-zhang", "Allen Zhang"),
       named("p-allen-zhang", "张小龙", "preferred:zh-Hans"), named("p-tony-zhang", "Tony Zhang"),
       named("p-tony-zhang", "张志东", "preferred:zh-Hans")});
  return names;
}

}  // namespace

TEST_CASE("four people called Zhang stay four people", "[names]") {
  const auto who = [](std::string_view asked) { return taken(zhangs(), asked); };
  for (const char* name :
       {"Daniel Zhang", "张勇", "張勇", "Zhang Yong", "Yong Zhang", "Zhang, Yong"})
    CHECK(who(name) == "p-daniel-zhang");
  for (const char* name : {"Zhang Jianfeng", "张建锋", "張建鋒", "Jeff Zhang", "Zhang Jeff",
                           "J. Zhang", "Zhang J.", "Zhang Jianfen"})
    CHECK(who(name) == "p-zhang-jianfeng");
  CHECK(who("Allen Zhang") == "p-allen-zhang");
  CHECK(who("Alen Zhang") == "p-allen-zhang");
  CHECK(who("Tony Zhang") == "p-tony-zhang");
  for (const char* name : {"Zhang", "Zhang Yang", "Z. Zhang", "张", "张强"})
    CHECK(who(name).empty());
  CHECK(find(zhangs(), "Zhang").nearest.size() >= 2);
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
    RC_ASSERT(found.nearest.size() <= 20);
  });
}

TEST_CASE("law: what is misspelt is found in as many look-ups among many names as among few",
          "[names]") {
  const auto lookups = [](std::size_t n) {
    std::vector<NameHit> hits{named("meant", "Northern Trading Intelligence")};
    for (std::size_t i = 0; i < n; ++i) {
      std::string name;
      for (std::size_t k = i; name.size() < 24; k = k / 7 + 13 * i + name.size())
        name += static_cast<char>(name.size() % 8 == 7 ? ' ' : 'a' + k % 26);
      hits.push_back(named("n" + std::to_string(i), name));
    }
    const ListedNames names(hits);
    const FoundName found = find(names, "Northern Tradding Inteligence");
    REQUIRE(found.meant() != nullptr);
    CHECK(found.meant()->key == "meant");
    return names.lookups;
  };
  const int few = lookups(1'000), many = lookups(30'000);
  CHECK(few < 4'000);
  CHECK(many < 4 * few + 1'000);
}
