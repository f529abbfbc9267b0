// Entities, their names and identities, over several files and what was recorded before.
#include <map>

#include <catch2/catch.hpp>

#include "tests/format/told.hpp"

using namespace reorg;
using namespace reorg::test;

namespace {

Lines lines_of(std::string_view entity) {
  const Batch batch =
      read_text("reorg: 1\nentities:\n  acme: { kind: company }\n  " + std::string(entity) + "\n");
  Lines lines;
  for (std::size_t i = 1; i < batch.statements.size(); ++i)
    lines.push_back(told(batch, batch.statements[i]));
  return lines;
}

// What other files recorded.
class Recorded final : public Directory {
 public:
  std::map<std::string, EntityKind, std::less<>> kinds;
  std::map<std::string, std::string, std::less<>> names;   // by key
  std::map<std::string, std::string, std::less<>> owners;  // by "scheme:identifier"
  std::map<std::string, std::string, std::less<>> files;   // by key
  std::vector<std::string> events;
  std::set<std::string, std::less<>> one;  // keys judged to be one entity

  std::optional<Entity> entity(std::string_view key) const override {
    const auto found = kinds.find(key);
    if (found == kinds.end()) return std::nullopt;
    Entity e;
    e.id = EntityId{77};
    e.key = key;
    e.kind = found->second;
    return e;
  }
  std::optional<Event> event(std::string_view key) const override {
    if (std::find(events.begin(), events.end(), key) == events.end()) return std::nullopt;
    return Event{};
  }
  std::optional<std::string> owner_of(std::string_view scheme, std::string_view id) const override {
    const auto found = owners.find(std::string(scheme) + ":" + std::string(id));
    return found == owners.end() ? std::nullopt : std::optional(found->second);
  }
  bool are_one(std::string_view key, std::string_view other) const override {
    return one.contains(key) && one.contains(other);
  }
  bool shares_name(std::string_view key, std::span<const std::string> told) const override {
    const auto found = names.find(key);
    return found != names.end() && std::find(told.begin(), told.end(), found->second) != told.end();
  }
  std::vector<std::string> entity_keys() const override {
    std::vector<std::string> keys;
    for (const auto& [key, kind] : kinds) keys.push_back(key);
    return keys;
  }
  std::vector<std::string> event_keys() const override { return events; }
  bool only_from(std::string_view key, std::span<const std::string> told) const override {
    const auto found = files.find(key);
    return found != files.end() && std::find(told.begin(), told.end(), found->second) != told.end();
  }
};

Recorded recorded() {
  Recorded directory;
  directory.kinds = {{"acme", EntityKind::organization}, {"jane", EntityKind::person}};
  directory.names = {{"acme", "Acme"}};
  directory.owners = {{"hkex:0700", "acme"}};
  directory.files = {{"acme", "old.yaml"}, {"jane", "old.yaml"}};
  directory.events = {"the-plan"};
  return directory;
}

Lines problems_of_files(const std::vector<std::string>& texts) {
  std::vector<InputFile> files;
  for (const std::string& text : texts)
    files.push_back({std::string(1, static_cast<char>('a' + files.size())) + ".yaml", text});
  try {
    read_change_files(files);
  } catch (const BadInput& bad) {
    Lines lines;
    for (const Problem& p : bad.problems) lines.push_back(to_string(p));
    return lines;
  }
  return {};
}

std::string declaring(const std::string& entry) {
  return "reorg: 1\nentities:\n  acme: { " + entry + " }\n";
}

}  // namespace

TEST_CASE("an entry holds as long as the entity lives", "[entities]") {
  CHECK(lines_of("arm: { kind: unit, name: Robotics, legal_name: Acme Robotics Limited, acronym: "
                 "[RBT, 机],"
                 " aliases: 机器人, nicknames: { zh: 机 }, identifiers: { lei: X1 }, "
                 "classification: division,"
                 " purpose: to build, note: small }") ==
        Lines{"always legal_form arm = unit", "always name arm [preferred:en] = Robotics",
              "always name arm [legal:en] = Acme Robotics Limited",
              "always name arm [acronym:] = RBT", "always name arm [acronym:] = 机",
              "always name arm [alias:zh-Hans] = 机器人", "always name arm [nickname:zh-Hans] = 机",
              "always identifier arm [lei] = X1", "always classification arm = division",
              "always purpose arm = to build", "always note arm = small"});
}

TEST_CASE("a post is in an organization and may oversee one", "[entities]") {
  CHECK(lines_of("ceo: { kind: post, name: CEO, in: acme, over: acme }") ==
        Lines{"always name ceo [preferred:en] = CEO", "always post_in ceo acme",
              "always oversees ceo acme [head]"});
  const Batch batch =
      read_text("reorg: 1\nentities:\n  board: { kind: post, seats: 0 }\n  ceo: { kind: post }\n");
  CHECK(batch.entities[0].seats == 0);
  CHECK(batch.entities[1].seats == 1);
}

TEST_CASE("an organization and a person need not tell a legal form", "[entities]") {
  CHECK(lines_of("arm: { kind: organization, name: Arm }") ==
        Lines{"always name arm [preferred:en] = Arm"});
  CHECK(lines_of("jane: { kind: person, description: an engineer }").empty());
}

TEST_CASE("a name's language is guessed from its script", "[entities]") {
  CHECK(
      lines_of("x: { kind: organization, aliases: [Acme, 腾讯, QQ音乐, アクメ, 삼성, Société] }") ==
      Lines{"always name x [alias:en] = Acme", "always name x [alias:zh-Hans] = 腾讯",
            "always name x [alias:zh-Hans] = QQ音乐", "always name x [alias:ja] = アクメ",
            "always name x [alias:ko] = 삼성", "always name x [alias:en] = Société"});
}

TEST_CASE("language tags are written in one way", "[entities]") {
  CHECK(lines_of("x: { kind: organization, aliases: { ZH: 甲, zh-hant: 乙, EN-gb: C, zh-hans-cn: "
                 "丁 } }") ==
        Lines{"always name x [alias:zh-Hans] = 甲", "always name x [alias:zh-Hant] = 乙",
              "always name x [alias:en-GB] = C", "always name x [alias:zh-Hans-CN] = 丁"});
}

TEST_CASE("references point from file to file, whatever their order", "[entities]") {
  CHECK(problems_of_files(
            {"reorg: 1\nchanges:\n  - { date: 2018, found: acme, sources: [times] }\n",
             "reorg: 1\nsources: { times: { title: T } }\nentities: { acme: { kind: company } }\n"})
            .empty());
}

TEST_CASE("two files may declare one entity when they share a name or an identifier",
          "[entities]") {
  CHECK(problems_of_files({declaring("kind: company, name: Acme"),
                           declaring("kind: company, aliases: [ＡＣＭＥ]")})
            .empty());
  CHECK(problems_of_files({declaring("kind: company, name: A, identifiers: { lei: X }"),
                           declaring("kind: organization, name: B, identifiers: { lei: X }")})
            .empty());
  CHECK(problems_of_files({declaring("kind: company, name: A, identifiers: { lei: X }"),
                           declaring("kind: company, name: B, identifiers: { hkex: X }")})
            .size() == 1);
  CHECK(
      problems_of_files({declaring("kind: company, name: A"), declaring("kind: company")}).size() ==
      1);
}

TEST_CASE("a name given by a rename counts as shared", "[entities]") {
  CHECK(problems_of_files({declaring("kind: company, name: Acme") +
                               "changes:\n  - { date: 2018, rename: acme, to: Zenith }\n",
                           declaring("kind: company, name: Zenith")})
            .empty());
}

TEST_CASE("both files' statements are kept, each with its place", "[entities]") {
  const std::vector<InputFile> files{{"a.yaml", declaring("kind: company, name: Acme")},
                                     {"b.yaml", declaring("kind: company, name: Acme")}};
  const Batch batch = read_change_files(files);
  CHECK(batch.entities.size() == 1);
  CHECK(batch.statements.size() == 4);
  CHECK(batch.statements.front().place.file == "a.yaml");
  CHECK(batch.statements.back().place.file == "b.yaml");
}

TEST_CASE("an entity recorded before may be referred to without declaring it", "[entities]") {
  const Batch batch =
      read_text("reorg: 1\nchanges:\n  - { date: 2018, appoint: jane, over: acme }\n", recorded());
  REQUIRE(batch.entities.size() == 2);
  CHECK(batch.entities[0].key == "jane");
  CHECK(batch.entities[0].id == EntityId{1});
  CHECK_FALSE(batch.entities[0].declared);
  CHECK(batch.statements[0].subject == EntityId{1});
}

TEST_CASE("an unknown entity's nearest may be one recorded before", "[entities]") {
  CHECK(problems_of("reorg: 1\nchanges:\n  - { date: 2018, found: acne }\n", recorded()) ==
        Lines{"acme.yaml:3:26: unknown entity 'acne'; declare it under 'entities'; did you mean "
              "'acme'?"});
}

TEST_CASE("a recorded entity has its kind", "[entities]") {
  CHECK(problems_of("reorg: 1\nchanges:\n  - { date: 2018, found: jane }\n", recorded()) ==
        Lines{"acme.yaml:3:26: 'found' takes an organization, and 'jane' is a person, recorded "
              "before"});
  CHECK(problems_of("reorg: 1\nentities:\n  jane: { kind: unit, name: Jane }\n", recorded())
            .front() ==
        "acme.yaml:3:3: 'jane' is recorded as a person; keys are global, use another here");
}

TEST_CASE("a recorded entity is the same when it shares a name", "[entities]") {
  CHECK(problems_of(declaring("kind: company, name: Acme"), recorded()).empty());
  CHECK(problems_of(declaring("kind: company, name: Zenith"), recorded()) ==
        Lines{"acme.yaml:3:3: 'acme' shares no name and no identifier with the 'acme' recorded "
              "before; repeat a name"
              " or an identifier from there if they are one, or give one another key"});
}

TEST_CASE("what only the file itself recorded does not stand in its way", "[entities]") {
  Recorded directory = recorded();
  directory.files["acme"] = "acme.yaml";
  CHECK(problems_of(declaring("kind: person, name: Zenith"), directory).empty());
  CHECK(problems_of(
            "reorg: 1\nentities:\n  zenith: { kind: company, identifiers: { hkex: '0700' } }\n",
            directory)
            .empty());
}

TEST_CASE("an identifier recorded for another entity is refused", "[entities]") {
  CHECK(problems_of(
            "reorg: 1\nentities:\n  zenith: { kind: company, identifiers: { hkex: '0700' } }\n",
            recorded()) == Lines{"acme.yaml:3:49: the identifier hkex '0700' of 'zenith' is "
                                 "recorded as that of 'acme'; mend it, or use"
                                 " that key here"});
}

TEST_CASE("an event recorded before may be withdrawn", "[entities]") {
  CHECK(problems_of("reorg: 1\nchanges:\n  - { date: 2019, withdraw: the-plan }\n", recorded())
            .empty());
  CHECK(problems_of("reorg: 1\nchanges:\n  - { date: 2019, withdraw: the-plans }\n", recorded()) ==
        Lines{"acme.yaml:3:29: unknown event 'the-plans'; give the event that is meant this 'id'; "
              "did you mean 'the-plan'?"});
}

TEST_CASE("sources are declared once and numbered", "[entities]") {
  const std::vector<InputFile> files{
      {"a.yaml", "reorg: 1\nsources: { times: { title: T, type: trade } }\n"},
      {"b.yaml", "reorg: 1\nsources: { times: { title: T, type: trade } }\n"}};
  const Batch batch = read_change_files(files);
  REQUIRE(batch.sources.size() == 1);
  CHECK(batch.sources[0].id == SourceId{1});
  CHECK(batch.sources[0].type == SourceType::trade);
}
