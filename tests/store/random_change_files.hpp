// Random change files that say everything the format can say, made from its own table of keys.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/format/change_file.hpp"
#include "core/format/event.hpp"
#include "core/format/grammar.hpp"
#include "core/format/plain_statement.hpp"
#include "tests/store/random_files.hpp"

namespace reorg::tests {

using Json = nlohmann::ordered_json;
using format::Takes;

inline std::string cast_member(Takes takes) {
  const auto organization = [] { return one_of<std::string>({"o-a", "o-b", "o-c", "o-d"}); };
  const auto post = [] { return one_of<std::string>({"t-x", "t-y"}); };
  const auto person = [] { return one_of<std::string>({"p-a", "p-b", "p-c"}); };
  const bool either = below(2) == 0;
  switch (takes) {
    case Takes::organization:
    case Takes::organizations:
      return organization();
    case Takes::person:
    case Takes::people:
      return person();
    case Takes::post:
      return post();
    case Takes::place:
    case Takes::places:
      return either ? organization() : post();
    case Takes::owner:
    case Takes::owners:
      return either ? organization() : person();
    case Takes::job_holder:
    case Takes::job_holders:
      return either ? person() : post();
    default:
      return either ? organization() : either ? post() : person();
  }
}

inline Json several(Takes takes) {
  Json list = Json::array();
  for (int n = 1 + below(3); n > 0; --n) {
    const std::string key = cast_member(takes);
    if (std::find(list.begin(), list.end(), key) == list.end()) list.push_back(key);
  }
  return list;
}

inline Json some_names() {
  switch (below(4)) {
    case 0:
      return "Acme: \"Tools\", #1";
    case 1:
      return Json::array({"Acme", "工具", "Acme & Sons"});
    case 2:
      return {{"en", Json::array({"null", "2018"})}, {"zh-Hant", "工具廠"}};
    default:
      return one_of<std::string>({"- Acme", "Acme", "工具", "[x]", "line\none", "true", "~"});
  }
}

inline Json value_for(const format::KeyRule& rule) {
  switch (rule.takes) {
    case Takes::text:
    case Takes::remark:
      return one_of<std::string>({"president", "a: b", "NYSE:ACM", "业务群", "x, y"});
    case Takes::key:
      return one_of<std::string>({"ev-1", "ev-2"});
    case Takes::flag:
      return "true";
    case Takes::date:
      return some_day();
    case Takes::share:
      return one_of<std::string>({"0", "33", "~64", "30..40", ">50", "100"});
    case Takes::names:
      return some_names();
    case Takes::sources:
      return below(3) == 0 ? Json::array({"s-2", "s-1"})
                           : Json(one_of<std::string>({"s-1", "s-3"}));
    case Takes::refs:
      return below(2) == 0 ? Json::array({"r-2", "r: 3"}) : Json("r-1");
    case Takes::organizations:
    case Takes::people:
    case Takes::places:
    case Takes::owners:
    case Takes::job_holders:
    case Takes::entities:
      return several(rule.takes);
    default: {
      const auto words = format::words_of(rule.takes);
      if (!words.empty())
        return std::string(words[static_cast<std::size_t>(below(static_cast<int>(words.size())))]);
      return cast_member(rule.takes);
    }
  }
}

inline Json item_of(const std::vector<format::KeyRule>& rules, const std::string& always) {
  Json item = Json::object();
  for (const format::KeyRule& rule : rules) {
    const bool wanted = rule.required || rule.key == always || below(4) == 0;
    if (!wanted || rule.takes == Takes::items || rule.key == "id") continue;
    item[std::string(rule.key)] = value_for(rule);
  }
  return item;
}

inline const format::VerbRule& some_verb() {
  const auto verbs = format::verb_rules();
  return verbs[static_cast<std::size_t>(below(static_cast<int>(verbs.size())))];
}

inline Json inner_change() {
  const format::VerbRule& verb = some_verb();
  Json item = item_of(format::joined_rules({verb.keys, format::item_keys()}), "");
  const bool own_event = format::event_type(verb.verb) != EventType::change;
  if (own_event && below(3) == 0) item["id"] = "own-" + std::to_string(below(1000));
  return item;
}

inline Json list_of(Json (*make)()) {
  Json list = Json::array();
  for (int n = 1 + below(3); n > 0; --n) list.push_back(make());
  return list;
}

inline Json some_statement() {
  const auto rules = format::statement_rules();
  const auto& rule = rules[static_cast<std::size_t>(below(static_cast<int>(rules.size())))];
  Json item = item_of(format::rules_for(rule), std::string(rule.key.key));
  for (const char* bound : {"from", "until", "last", "period", "seen"}) item.erase(bound);
  if (below(3) == 0)
    item["seen"] = some_day();
  else if (below(2) == 0)
    item["from"] = some_day();
  if (below(4) == 0 && !item.contains("seen"))
    item["until"] = one_of<std::string>({"unknown", "2020"});
  else if (below(6) == 0 && !item.contains("seen"))
    item["last"] = one_of<std::string>({"2020", "2019-12-31", "2020-05?"});
  if (item.contains("language")) item["language"] = "zh-Hant";
  if (rule.kind == StatementKind::name) item["name"] = "Acme";
  return item;
}

inline Json some_change() {
  if (below(3) != 0) {
    const format::VerbRule& verb = some_verb();
    Json item = item_of(format::joined_rules({verb.keys, format::event_keys()}), "date");
    const bool promised = verb.verb == Verb::plan || verb.verb == Verb::rumour;
    if (promised && below(2) == 0) item["do"] = list_of(inner_change);
    return item;
  }
  Json event = item_of(format::joined_rules({format::event_keys()}), "date");
  event["do"] = list_of(inner_change);
  return event;
}

inline Json some_claims() {
  Json positions = Json::array();
  for (int n = 0; n < 2; ++n) {
    Json position = some_change();
    if (below(3) == 0) {
      position = item_of(format::joined_rules({format::event_keys()}), "date");
      position["statements"] = list_of(some_statement);
    }
    if (below(2) == 0)
      position["rank"] = one_of<std::string>({"preferred", "deprecated", "normal"});
    positions.push_back(std::move(position));
  }
  Json group = {{"claims", "Who knows " + std::to_string(below(100))}, {"positions", positions}};
  if (below(3) == 0) group["id"] = "claim-" + std::to_string(below(1000));
  return group;
}

// The cast, and events to withdraw.
inline Json everybody_in(const std::string& file) {
  Json entities = Json::object();
  for (const char* key : {"o-a", "o-b", "o-c", "o-d"}) {
    entities[key] = {{"kind", one_of<std::string>({"organization", "company", "unit"})},
                     {"name", key}};
  }
  for (const char* key : {"p-a", "p-b", "p-c"}) entities[key] = {{"kind", "person"}, {"name", key}};
  for (const char* key : {"t-x", "t-y"})
    entities[key] = {
        {"kind", "post"}, {"name", key}, {"in", "o-a"}, {"over", "o-b"}, {"capacity", "chair"}};
  entities["t-y"]["seats"] = std::to_string(below(3));
  entities["p-b"]["description"] = "somebody: who";
  entities["o-a"]["aliases"] = some_names();
  entities["o-b"]["acronym"] = some_names();
  entities["o-b"]["legal_name"] = "Acme Limited, " + file;
  entities["o-c"]["identifiers"] = {{"hkex", Json::array({"0700", "0701"})}, {"lei", "X"}};
  entities["o-d"]["purpose"] = "to be: there";
  entities["o-d"]["sources"] = "s-1";
  entities["o-d"]["ref"] = Json::array({"r-1", "r-2"});
  const Json sources = {
      {"s-1", {{"title", "One: a title"}, {"published", "2016-06-01"}, {"type", "press"}}},
      {"s-2",
       {{"publisher", "Two"}, {"published", "2017"}, {"address", "https://x.example/?a=b#c"}}},
      {"s-3", {{"title", "Undated"}, {"note", "a remark, of \"two\" parts"}}}};
  return {{"reorg", "1"}, {"file", file}, {"sources", sources}, {"entities", entities}};
}

inline bool is_readable(const Json& file) {
  const InputFile input{"try.yaml", file.dump()};
  try {
    read_change_files({&input, 1});
    return true;
  } catch (const BadInput&) {
    return false;
  }
}

// What cannot be told (somebody who replaces themselves) is left out again.
inline void tell(Json& file, const char* section, Json item) {
  const Json before = file;
  file[section].push_back(std::move(item));
  if (!is_readable(file)) file = before;
}

inline std::string random_change_file(const std::string& name) {
  Json file = everybody_in(name);
  for (const char* id : {"ev-1", "ev-2"})
    file["changes"].push_back({{"date", "2016"},
                               {"announced", "2015-06"},
                               {"id", id},
                               {"abolish", id[3] == '1' ? "t-x" : "t-y"}});
  for (int n = 3 + below(8); n > 0; --n) {
    tell(file, "changes", below(5) == 0 ? some_claims() : some_change());
    tell(file, "statements", some_statement());
  }
  for (int n = below(3); n > 0; --n) {
    Json judgement = {
        {below(3) == 0 ? "different" : "same",
         Json::array({cast_member(Takes::organization), cast_member(Takes::organization)})}};
    if (below(2) == 0) judgement["source"] = {{"title", "The register"}};
    if (below(2) == 0) judgement["note"] = "one address";
    tell(file, "judgements", std::move(judgement));
  }
  return file.dump();
}

}  // namespace reorg::tests
