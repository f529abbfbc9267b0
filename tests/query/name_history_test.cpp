#include "core/query/name_history.hpp"

#include <catch2/catch.hpp>

#include "tests/query/told_source.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

const char* const entities = R"(
  cloud: { kind: unit, name: { en: Cloud, zh-Hans: 云 }, aliases: [Cumulus], acronym: CLD }
  sky:   { kind: unit, name: Sky, identifiers: { hkex: "0700" } }
  ann:   { kind: person, name: Ann }
)";
const char* const history = R"(
changes:
  - { date: 2010-01-01, found: cloud }
  - { date: 2012-05-01, event: New names, rename: cloud, to: { en: Cloud Group, zh-Hans: 云集团 } }
  - { date: "[2014-03-01..2014-03-31]", rename: cloud, to: { en: Sky, zh-Hant: 天空 } }
  - { date: 2015-01-01, rename: sky, to: { en: Blue } }
)";

std::string mark(Certainty c) {
  return c == Certainty::certain ? "" : c == Certainty::possible ? "?" : "-";
}

std::string line(const ToldSource& source, const std::vector<Name>& names, bool with_entity) {
  std::string text;
  for (const Name& n : names) {
    text += (text.empty() ? "" : ", ") +
            (with_entity ? source.key(n.entity) + " " : std::string()) + n.type + ":" + n.language +
            " " + (n.previous != nullptr ? n.previous->value + " → " : "") + n.spell->value +
            mark(n.certainty);
  }
  return text;
}

std::string names(const ToldSource& source, const std::string& key, const std::string& day) {
  const EntityId id[] = {source.id(key)};
  const auto scene = names_scene(source, id, ToldSource::on(day));
  return line(source, names_of(*scene, id[0]), false);
}

std::string renamed(const ToldSource& source, const std::string& key, const std::string& day) {
  const EntityId id[] = {source.id(key)};
  const auto scene = names_scene(source, id, ToldSource::on(day));
  return line(source, renamings(*scene, id[0]), false);
}

std::string bore(const ToldSource& source, const std::string& name, const std::string& day) {
  const EntityId ids[] = {source.id("cloud"), source.id("sky"), source.id("ann")};
  const auto scene = names_scene(source, ids, ToldSource::on(day));
  return line(source, bearers(*scene, name), true);
}

}  // namespace

TEST_CASE("names of a day come by type and language, preferred ones first") {
  const ToldSource told(entities, history);
  CHECK(names(told, "cloud", "2011-01-01") ==
        "preferred:en Cloud, preferred:zh-Hans 云, acronym: CLD, alias:en Cumulus");
  CHECK(names(told, "cloud", "2014-03-15")
            .starts_with("preferred:en Cloud Group?, preferred:en Sky?, preferred:zh-Hans 云集团, "
                         "preferred:zh-Hant 天空?"));
  CHECK(names(told, "sky", "2014-01-01") == "preferred:en Sky, identifier:hkex 0700");
  CHECK(names(told, "cloud", "2009-12-31") == "");
}

TEST_CASE("a renaming is a name that took the place of another in its language") {
  const ToldSource told(entities, history);
  CHECK(renamed(told, "cloud", "../..") ==
        "preferred:en Cloud → Cloud Group, preferred:zh-Hans 云 → 云集团, "
        "preferred:en Cloud Group → Sky, preferred:zh-Hant 天空");
  CHECK(renamed(told, "cloud", "2012") ==
        "preferred:en Cloud → Cloud Group, preferred:zh-Hans 云 → 云集团");
  CHECK(renamed(told, "cloud", "2014-03-15") ==
        "preferred:en Cloud Group → Sky?, preferred:zh-Hant 天空?");
  CHECK(renamed(told, "ann", "../..") == "");
}

TEST_CASE("a name can have several bearers, each on its days") {
  const ToldSource told(entities, history);
  CHECK(bore(told, "Sky", "2016-01-01") == "cloud preferred:en Sky, sky preferred:en Sky-");
  CHECK(bore(told, "ＳＫＹ", "2014-03-15") == "sky preferred:en Sky, cloud preferred:en Sky?");
  CHECK(bore(told, "Cloud", "2016-01-01") == "cloud preferred:en Cloud-");
  CHECK(bore(told, "hkex:0700", "2016-01-01") == "sky identifier:hkex 0700");
  CHECK(bore(told, "0700", "2016-01-01") == "sky identifier:hkex 0700");
  CHECK(bore(told, "Nobody", "2016-01-01") == "");
}
