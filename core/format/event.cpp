#include "core/format/event.hpp"

#include <algorithm>

#include "core/format/content.hpp"
#include "core/timeline/knowledge.hpp"

namespace reorg::format {
namespace {

Mode mode_of(Verb verb) {
  return verb == Verb::plan ? Mode::plan : verb == Verb::rumour ? Mode::rumour : Mode::fact;
}

void report_missing_verb(const Node& node, const Report& report) {
  const Rules known = joined_rules({event_keys(), position_keys()});
  for (std::size_t i = 0; i < node.entries(); ++i) {
    const std::string& key = node.key(i).text;
    if (std::any_of(known.begin(), known.end(), [&](const KeyRule& r) { return r.key == key; }))
      continue;
    const std::string near = did_you_mean(key, verb_words());
    if (near.empty()) continue;
    return report(node.key(i), quoted(key) + " is no change" + near);
  }
  if (node.has("claims")) {
    return report(node, "rival claims inside rival claims; make them a group of their own");
  }
  if (node.has("note")) {
    return report(node,
                  "a remark alone is no change; to remark on an entity write"
                  " { note: ENTITY, text: … }");
  }
  report(node,
         "no change in this item; say what happened with one of " + listed(verb_words(), " or "));
}

// An event that cites nobody is as well known as its changes are.
void set_knowledge(Event& event, const Told& told, std::span<const Parsed> parsed,
                   const Report& report) {
  std::vector<SourceId> sources = told.sources;
  if (sources.empty()) {
    for (const Parsed& p : parsed) sources = joined(std::move(sources), p.item.sources());
  }
  const Knowledge known =
      known_from(told.known, told.announced, report.reading.sources(sources), told.date);
  event.known = known.day;
  event.known_assumed = known.assumed;
}

std::string event_key(const Item& header, std::span<const Parsed> parsed, const Rival& rival,
                      bool& id_given, const Report& report) {
  // A plan under `do:` may have an id of its own.
  const Item* const own = parsed.size() == 1 ? &parsed.front().item : nullptr;
  const bool own_id = own != nullptr && own->has("id");
  if (own_id || (header.has("id") && !id_given)) {
    const Item& item = own_id ? *own : header;
    id_given = id_given || item.node == header.node;
    const std::string& id = item.text("id");
    const auto before = report.reading.events.find(id);
    const auto told_before = [&] {
      return report.reading.batch.events[number(before->second) - 1].place.file;
    };
    if (before != report.reading.events.end() &&
        !report.reading.stand_together(told_before(), report.file.name)) {
      const Place place = report.reading.place_in_message(
          report.reading.batch.events[number(before->second) - 1].place);
      report(item.at_node("id"), "another event has the id " + quoted(id) + " (" + shown(place) +
                                     "); give one of the two another");
    }
    return id;
  }
  std::string text = report.file.name;
  for (const std::string_view key : {"date", "announced", "known", "event"}) {
    text += '\n' + (header.has(key) ? content(header.at_node(key)) : "");
  }
  text += '\n' + rival.claim + '\n' + std::to_string(rival.position) + '\n';
  if (!parsed.empty()) text += content(*parsed.front().item.node, parsed.front().rule->keys);
  return unused(report.reading.events, "e-" + stable_hash(text));
}

}  // namespace

Rules joined_rules(std::initializer_list<std::span<const KeyRule>> parts) {
  Rules all;
  for (const auto part : parts) {
    for (const KeyRule& rule : part) {
      const bool known =
          std::any_of(all.begin(), all.end(), [&](const KeyRule& r) { return r.key == rule.key; });
      if (!known) all.push_back(rule);
    }
  }
  return all;
}

EventType event_type(Verb verb) {
  switch (verb) {
    case Verb::plan:
      return EventType::plan;
    case Verb::rumour:
      return EventType::rumour;
    case Verb::withdraw:
      return EventType::withdrawal;
    case Verb::deny:
      return EventType::denial;
    default:
      return EventType::change;
  }
}

std::string named(const VerbRule& rule) { return quoted(rule.keys.front().key); }

bool has_verb(const Node& node) {
  for (const std::string_view verb : verb_words()) {
    if (verb != "note" && node.has(verb)) return true;
  }
  return node.has("note") && node.has("text");
}

// The one change of the item; reports when there is none or more than one.
const VerbRule* verb_of(const Node& node, const Report& report) {
  const VerbRule* rule = nullptr;
  for (std::size_t i = 0; i < node.entries(); ++i) {
    const Node& key = node.key(i);
    const VerbRule* const one = key.text == "note" ? nullptr : find_verb(key.text);
    if (one && rule) {
      report(key, "two changes in one item, " + named(*rule) + " and " + named(*one) +
                      "; write an item for each, under one 'do' if they belong together");
      return nullptr;
    }
    if (one) rule = one;
  }
  if (!rule && node.has("note") && node.has("text")) rule = find_verb("note");
  if (!rule) report_missing_verb(node, report);
  return rule;
}

Told open_event(const Item& header, EventType type, std::span<const Parsed> parsed,
                const Rival& rival, bool& id_given, const Report& report) {
  Told told;
  told.event = EventId{static_cast<std::uint32_t>(report.reading.batch.events.size() + 1)};
  told.mode = parsed.empty() ? Mode::fact : mode_of(parsed.front().rule->verb);
  told.date = header.date("date");
  told.announced = header.date("announced");
  told.known = header.date("known");
  told.sources = header.sources();
  told.rival = rival;
  if (type != EventType::change && !told.announced) told.announced = told.date;
  if (told.mode != Mode::fact && !header.has("announced")) told.date.reset();

  Event event;
  event.id = told.event;
  event.key = event_key(header, parsed, rival, id_given, report);
  event.name = header.has("event") ? header.text("event") : rival.name;
  event.type = type;
  event.announced = told.announced;
  event.effective = told.date;
  event.claim = rival.claim;
  event.rank = rival.rank;
  event.sources = told.sources;
  set_knowledge(event, told, parsed, report);
  const bool alone = !parsed.empty() && parsed.front().item.node == header.node;
  if (!alone) {  // else they are the change's own
    event.note = header.text("note");
    event.refs = header.refs();
  }
  event.place = report.file.in_batch(*header.node);
  report.reading.events.emplace(event.key, event.id);
  report.reading.batch.events.push_back(std::move(event));
  return told;
}

}  // namespace reorg::format
