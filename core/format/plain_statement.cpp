#include "core/format/plain_statement.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "core/format/content.hpp"
#include "core/format/sections.hpp"
#include "core/timeline/knowledge.hpp"

namespace reorg::format {
namespace {

constexpr std::array<std::string_view, 11> of_all{"subject", "from", "until", "last",
                                                  "period",  "seen", "known", "announced",
                                                  "sources", "note", "ref"};

const KeyRule& common_rule(std::string_view key) {
  const auto rules = statement_keys();
  return *std::find_if(rules.begin(), rules.end(), [&](const KeyRule& r) { return r.key == key; });
}

const StatementRule* rule_of(const Node& node, const Report& report) {
  const StatementRule* found = nullptr;
  for (const StatementRule& rule : statement_rules()) {
    if (!node.find(rule.key.key)) continue;
    if (found) {
      report(node, "two claims in one statement, " + quoted(found->key.key) + " and " +
                       quoted(rule.key.key) + "; write a statement for each");
      return nullptr;
    }
    found = &rule;
  }
  if (found) return found;
  std::vector<std::string_view> kinds;
  for (const StatementRule& rule : statement_rules()) kinds.push_back(rule.key.key);
  report(node, "the statement claims nothing; add one of " + listed(kinds, " or "));
  return nullptr;
}

// From `from` through `last`; false after a problem was reported.
bool read_last_day(const Item& item, Statement& s, const Report& report) {
  s.from = item.date("from");
  try {
    s.until = ended_after(*item.date("last"));
  } catch (const DateError& error) {
    report(item.at_node("last"), error.what());
    return false;
  }
  if (!s.from || s.from->earliest < s.until.date.latest) return true;
  report(item.at_node("last"), s.until.last + ": the last day lies before the first, " +
                                   s.from->edtf + "; swap the two dates?");
  return false;
}

// Fills from, until and effect; false after a problem was reported.
bool read_bounds(const Item& item, Statement& s, const Report& report) {
  const int ways = (item.has("seen") ? 1 : 0) + (item.has("period") ? 1 : 0) +
                   (item.has("from") || item.has("until") || item.has("last") ? 1 : 0);
  if (ways > 1) {
    report(*item.node, "write 'from' and 'until', or 'period', or 'seen', not several of them");
    return false;
  }
  if (item.has("until") && item.has("last")) {
    report(item.at_node("last"),
           "'last' is the last day on which it held, 'until' the first on which it no longer did; "
           "keep one of them");
    return false;
  }
  s.effect = Effect::period;
  if (ways == 0) return true;
  if (item.has("seen")) {
    s.effect = Effect::seen;
    s.from = item.date("seen");
    return true;
  }
  if (item.has("last")) return read_last_day(item, s, report);
  std::string text = item.text("period");
  if (text.empty()) {
    const std::string until = !item.has("until") ? ".." : item.text("until");
    text =
        (item.has("from") ? item.date("from")->edtf : "") + "/" + (until == "unknown" ? "" : until);
  }
  try {
    const Period period = parse_period(text);
    s.from = period.from;
    s.until = period.until;
    return true;
  } catch (const DateError& error) {
    const std::string_view at = item.has("period")  ? "period"
                                : item.has("until") ? "until"
                                                    : "from";
    report(item.at_node(at), error.what());
    return false;
  }
}

bool fill_owning(const Item& item, Statement& s, const Report& report) {
  if (item.text("share") == "0") {
    report(item.at_node("share"), "owning nothing is no state; give the former share an 'until'");
    return false;
  }
  s.aspect = item.has("interest") ? item.text("interest") : "shares";
  s.value = item.text("share");
  s.role = item.text("held");
  return true;
}

// What is special to the kind; false after a problem was reported.
bool fill(const StatementRule& rule, const Item& item, Statement& s, const Report& report) {
  s.object = item.entity(rule.key.key);
  s.role = item.text("as");
  s.acting = item.flag("acting");
  s.dotted = item.flag("dotted");
  s.alongside = item.flag("alongside");
  const bool to_itself = s.object == s.subject && s.object != EntityId::none;
  if (to_itself && rule.kind != StatementKind::owns) {
    report(item.at_node(rule.key.key),
           quoted(item.at_node(rule.key.key).text) +
               " cannot stand in this relation to itself; name the other one");
    return false;
  }
  switch (rule.kind) {
    case StatementKind::oversees:
      s.aspect = item.has("capacity") ? item.text("capacity") : "head";
      break;
    case StatementKind::reports_to:
      s.capacity_of = item.entity("as");
      s.role.clear();
      break;
    case StatementKind::owns:
      return fill_owning(item, s, report);
    case StatementKind::identifier:
      if (!item.has("scheme")) {
        report(*item.node, "'identifier' needs 'scheme', such as lei or hkex; add it");
        return false;
      }
      s.aspect = item.text("scheme");
      s.value = item.text("identifier");
      break;
    case StatementKind::existence:
      if (item.flag("exists")) break;
      report(item.at_node("exists"), "only 'exists: true' can be said; give it an 'until' instead");
      return false;
    default:
      if (!is_relation(rule.kind)) s.value = item.text(rule.key.key);
  }
  return true;
}

void add_names(const Item& item, const Statement& pattern, const Report& report) {
  std::optional<std::string> language;
  if (item.has("language")) {
    language = read_language(item.at_node("language"), report);
    if (item.at_node("name").is_map())
      report(item.at_node("language"), "the names tell their languages; take it out");
  }
  for (const Name& name : item.names("name")) {
    Name told = name;
    if (language) told.language = *language, told.guessed = false;
    Statement s = pattern;
    s.aspect = name_aspect(item.has("type") ? item.text("type") : "preferred", told);
    s.value = told.text;
    report.reading.batch.statements.push_back(std::move(s));
  }
}

Statement base(const Item& item, const Told& told, const Report& report) {
  Statement s;
  s.event = told.event;
  s.claim = told.rival.claim;
  s.position = told.rival.position;
  s.rank = told.rival.rank;
  s.subject = item.entity("subject");
  s.sources = joined(told.sources, item.sources());
  s.note = item.text("note");
  s.refs = item.refs();
  s.place = report.file.in_batch(*item.node);
  return s;
}

void set_knowledge(const Item& item, const Told& told, const Report& report, Statement& s) {
  const auto& known = item.has("known") ? item.date("known") : told.known;
  const auto& announced = item.has("announced") ? item.date("announced") : told.announced;
  const Knowledge k = known_from(known, announced, report.reading.sources(s.sources), s.from);
  s.known = k.day;
  s.known_assumed = k.assumed;
}

// All that a statement claims, however it is written: "known: 2015" is "known: 2015-12-31".
using Claimed =
    std::tuple<StatementKind, Effect, EntityId, EntityId, EntityId, std::string, std::string,
               std::string, std::array<bool, 3>, std::string, EndKind, std::string, Day, bool>;

Claimed claimed_by(const Statement& s) {
  return {s.kind,
          s.effect,
          s.subject,
          s.object,
          s.capacity_of,
          s.aspect,
          s.value,
          s.role,
          {s.acting, s.dotted, s.alongside},
          s.from ? s.from->edtf : "",
          s.until.kind,
          s.until.kind == EndKind::date ? s.until.last + "/" + s.until.date.edtf : "",
          s.known,
          s.known_assumed};
}

void said_twice(const Node& node, const Place& first, const Report& report) {
  report(node,
         "the same statement stands at " + shown(first) + "; keep one, with the sources of both");
}

}  // namespace

std::vector<KeyRule> rules_for(const StatementRule& rule) {
  std::vector<KeyRule> rules{rule.key};
  for (const std::string_view key : of_all) rules.push_back(common_rule(key));
  for (const std::string_view key : rule.with) rules.push_back(common_rule(key));
  for (KeyRule& one : rules) {
    if (one.key == "subject") one.takes = rule.subject;
    // The job that a reporting line goes with, as in the change `report`.
    if (one.key == "as" && rule.kind == StatementKind::reports_to) one.takes = Takes::place;
  }
  return rules;
}

void read_plain_statement(const Node& node, const Told& told, const Report& report) {
  if (!node.is_map()) {
    return report(node,
                  "a statement is written with keys, such as { subject: jane-doe, holds:"
                  " acme-cto, from: 2018 }");
  }
  const StatementRule* const rule = rule_of(node, report);
  if (!rule) return;
  const std::string what = quoted(rule->key.key);
  const auto item = read_item(node, rules_for(*rule), what, report);
  if (!item) return;
  Statement s = base(*item, told, report);
  s.kind = rule->kind;
  if (!read_bounds(*item, s, report) || !fill(*rule, *item, s, report)) return;
  set_knowledge(*item, told, report, s);
  if (rule->kind == StatementKind::name) return add_names(*item, s, report);
  report.reading.batch.statements.push_back(std::move(s));
}

void read_statements(const Report& report) {
  const Node* const section = report.file.root.find("statements");
  if (!section || section->is_nothing()) return;
  if (!section->is_list())
    return report(*section, "'statements' holds a list: begin each with '- '");
  std::map<std::string, Place> written;
  std::map<Claimed, Place> claimed;
  for (const Node& node : section->items) {
    std::vector<KeyRule> keys(statement_keys().begin(), statement_keys().end());
    for (const StatementRule& rule : statement_rules()) keys.push_back(rule.key);
    const Place place = report.file.in_message(node);
    const auto [first, is_new] = written.emplace(content(node, keys), place);
    if (!is_new && node.is_map()) {
      said_twice(node, first->second, report);
      continue;
    }
    const auto& statements = report.reading.batch.statements;
    const std::size_t before = statements.size();
    read_plain_statement(node, {}, report);
    for (std::size_t i = before; i < statements.size(); ++i) {
      const auto [same, is_news] = claimed.emplace(claimed_by(statements[i]), place);
      if (!is_news) said_twice(node, same->second, report);
    }
  }
}

}  // namespace reorg::format
