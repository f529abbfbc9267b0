#include "core/format/item.hpp"

#include <algorithm>

#include "core/format/references.hpp"

namespace reorg::format {
namespace {

void report_unknown(const Node& key, std::span<const KeyRule> rules, std::string_view what,
                    const Report& report) {
  std::vector<std::string_view> known;
  for (const KeyRule& rule : rules) known.push_back(rule.key);
  const std::string near = did_you_mean(key.text, known);
  report(key, "unknown key " + quoted(key.text) + " in " + std::string(what) +
                  (near.empty() ? "; it takes " + listed(known) : near));
}

std::vector<std::string> read_texts(const Node& node, const Report& report) {
  std::vector<std::string> texts;
  const auto add = [&](const Node& one) {
    if (auto text = read_text(one, max_name_bytes, report)) texts.push_back(std::move(*text));
  };
  if (!node.is_list()) {
    add(node);
  } else {
    for (const Node& one : node.items) add(one);
  }
  return texts;
}

std::size_t limit_of(Takes takes) {
  return takes == Takes::remark ? max_remark_bytes : max_name_bytes;
}

// Fills the one field that the rule speaks of.
void fill(Value& value, const KeyRule& rule, std::string_view what, const Report& report) {
  const Node& node = *value.node;
  const auto keep = [&](std::optional<std::string> text) { value.text = text ? *text : ""; };
  switch (rule.takes) {
    case Takes::text:
    case Takes::remark:
      return keep(read_text(node, limit_of(rule.takes), report));
    case Takes::key:
      return keep(read_key(node, report));
    case Takes::share:
      return keep(read_share(node, report));
    case Takes::date:
      value.date = read_date(node, report);
      return;
    case Takes::names:
      value.names = read_names(node, report);
      return;
    case Takes::sources:
      value.sources = read_source_references(node, report);
      return;
    case Takes::refs:
      value.texts = read_texts(node, report);
      return;
    case Takes::flag:
    case Takes::capacity:
    case Takes::interest:
    case Takes::held:
    case Takes::name_type:
    case Takes::renamed_type:
    case Takes::legal_form:
    case Takes::rank:
      return keep(read_word(node, words_of(rule.takes), report));
    case Takes::items:
    case Takes::texts:
    case Takes::kind:
    case Takes::number:
      return;  // read where they are used
    default:
      value.entities = read_references(rule, node, what, report);
  }
}

}  // namespace

std::optional<Value> read_value(const KeyRule& rule, const Node& node, std::string_view what,
                                const Report& report) {
  const std::size_t before = report.reading.problems.count();
  Value value;
  value.node = &node;
  fill(value, rule, what, report);
  if (report.reading.problems.count() != before) return std::nullopt;
  return value;
}

std::optional<Item> read_item(const Node& node, std::span<const KeyRule> rules,
                              std::string_view what, const Report& report) {
  const std::size_t before = report.reading.problems.count();
  Item item;
  item.node = &node;
  for (std::size_t i = 0; i < node.entries(); ++i) {
    const Node& key = node.key(i);
    const auto rule = std::find_if(rules.begin(), rules.end(),
                                   [&](const KeyRule& r) { return r.key == key.text; });
    if (rule == rules.end()) {
      report_unknown(key, rules, what, report);
      continue;
    }
    if (auto value = read_value(*rule, node.value(i), what, report)) {
      item.values.emplace(rule->key, std::move(*value));
    }
  }
  for (const KeyRule& rule : rules) {
    if (!rule.required || node.find(rule.key)) continue;
    report(node, std::string(what) + " needs " + quoted(rule.key) + "; add it");
  }
  if (report.reading.problems.count() != before) return std::nullopt;
  return item;
}

}  // namespace reorg::format
