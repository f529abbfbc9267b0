#include "cli/record_options.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include <cxxopts.hpp>

namespace reorg::cli {
namespace {

using format::KeyRule;
using format::Takes;

constexpr std::string_view kinds[] = {"company", "unit", "organization", "post", "person"};
constexpr std::string_view source_types[] = {"official", "press", "trade", "aggregator"};

std::string hyphened(std::string_view word) {
  std::string text(word);
  std::ranges::replace(text, '_', '-');
  return text;
}

// What is said of the keys that every change takes.
std::string_view summary_of(std::string_view option) {
  static const std::map<std::string_view, std::string_view> summaries{
      {"on", "the day it took effect"},
      {"announced", "the day it was made public, when that is another"},
      {"known", "the day it could be known, when no source tells"},
      {"event", "the name of the event that it is part of"},
      {"id", "a key for the event, to withdraw or deny it"},
      {"source", "who says so: an address, or the key of a source recorded before"},
      {"note", "a remark"},
      {"ref", "an id in your own files"}};
  const auto found = summaries.find(option);
  return found == summaries.end() ? "" : found->second;
}

std::string_view value_of(Takes takes) {
  if (names_entities(takes)) return "NAME";
  switch (takes) {
    case Takes::flag:
      return "";
    case Takes::date:
      return "DATE";
    case Takes::key:
      return "KEY";
    case Takes::share:
      return "SHARE";
    case Takes::number:
      return "N";
    case Takes::sources:
      return "URL";
    case Takes::items:
      return "CHANGE";
    default:
      return format::words_of(takes).empty() && takes != Takes::kind ? "TEXT" : "WORD";
  }
}

// One option, gathered over all the changes that have it.
struct Gathered {
  Takes takes = Takes::text;
  bool several = false;
  std::vector<std::string> of;  // the changes
};
using Options = std::map<std::string, Gathered>;

void gather(Options& all, const KeyRule& rule, std::string_view of) {
  Gathered& one = all.try_emplace(option_for(rule), Gathered{rule.takes, false, {}}).first->second;
  // The same word may ask for a name in one change and for a text in another.
  if (names_entities(rule.takes) && one.takes != Takes::text) one.takes = rule.takes;
  one.several = one.several || takes_several(rule.takes);
  if (one.of.empty() || one.of.back() != of) one.of.emplace_back(of);
}

Options gathered() {
  Options all;
  for (const format::VerbRule& verb : format::verb_rules()) {
    for (const KeyRule& rule : verb.keys.subspan(1))
      gather(all, rule, hyphened(verb.keys.front().key));
  }
  for (const format::StatementRule& rule : format::statement_rules())
    gather(all, rule.key, statement_word);
  for (const KeyRule& rule : format::statement_keys()) {
    if (rule.key != "subject") gather(all, rule, statement_word);
  }
  for (const KeyRule& rule : format::entity_keys()) gather(all, rule, "entity");
  for (const KeyRule& rule : format::event_keys()) gather(all, rule, "");
  return all;
}

std::string summary(const std::string& option, const Gathered& one) {
  if (const auto known = summary_of(option); !known.empty()) return std::string(known);
  constexpr std::size_t most = 5;
  std::string text;
  for (std::size_t n = 0; n < std::min(one.of.size(), most); ++n)
    text += (n == 0 ? "of " : ", ") + one.of[n];
  return text + (one.of.size() > most ? ", …" : "");
}

}  // namespace

std::vector<std::string> record_words() {
  std::vector<std::string> words;
  for (const std::string_view verb : format::verb_words()) words.push_back(hyphened(verb));
  words.emplace_back(statement_word);
  words.emplace_back(entity_word);
  return words;
}

std::string option_for(const KeyRule& rule) {
  if (rule.key == "date") return "on";
  if (rule.key == "on") return "exchange";
  if (rule.key == "sources") return "source";
  if (rule.key == "aliases") return "alias";
  if (rule.key == "nicknames") return "nickname";
  if (rule.key == "identifiers") return "identifier";
  if (rule.key == "continuing" && rule.takes != Takes::flag) return "keeping";
  return hyphened(rule.key);
}

bool names_entities(Takes takes) {
  return takes >= Takes::organization && takes <= Takes::entities;
}

bool takes_several(Takes takes) {
  switch (takes) {
    case Takes::texts:
    case Takes::names:
    case Takes::organizations:
    case Takes::people:
    case Takes::places:
    case Takes::owners:
    case Takes::job_holders:
    case Takes::entities:
    case Takes::sources:
    case Takes::refs:
    case Takes::items:
      return true;
    default:
      return false;
  }
}

void record_options(cxxopts::Options& options) {
  auto add = options.add_options();
  for (const auto& [option, one] : gathered()) {
    const std::string about = summary(option, one), value(value_of(one.takes));
    if (one.takes == Takes::flag)
      add(option, about);
    else if (one.several)
      add(option, about, cxxopts::value<std::vector<std::string>>(), value);
    else
      add(option, about, cxxopts::value<std::string>(), value);
  }
  for (const NewKind& n : new_kinds) {
    add(std::string(n.option), "a new " + std::string(n.kind) + " that the change names",
        cxxopts::value<std::vector<std::string>>(), "NEW");
  }
  const auto text = [] { return cxxopts::value<std::string>(); };
  add("key", "a new key: whom or what the change is of is not recorded yet", text(), "KEY");
  add("title", "the title of a new source", text(), "TEXT");
  add("publisher", "who published it", text(), "TEXT");
  add("published", "when", text(), "DATE");
  add("source-type", "of which sort it is", text(), "WORD");
  add("dry-run", "say what would change and write nothing");
}

std::vector<std::string_view> choices_of_record(std::string_view option) {
  if (option == "kind") return {std::begin(kinds), std::end(kinds)};
  if (option == "source-type") return {std::begin(source_types), std::end(source_types)};
  const Options all = gathered();
  const auto found = all.find(std::string(option));
  if (found == all.end() || found->second.takes == Takes::flag) return {};
  const auto words = format::words_of(found->second.takes);
  return {words.begin(), words.end()};
}

}  // namespace reorg::cli
