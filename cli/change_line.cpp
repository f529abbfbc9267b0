#include "cli/change_line.hpp"

#include <algorithm>
#include <optional>

#include <cxxopts.hpp>
#include <fmt/format.h>

#include "cli/candidates.hpp"
#include "cli/change_file_text.hpp"
#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/line_sources.hpp"
#include "cli/record_options.hpp"
#include "cli/shell_words.hpp"
#include "cli/suggest.hpp"
#include "cli/text.hpp"
#include "core/format/event.hpp"
#include "core/format/plain_statement.hpp"
#include "core/format/raw_text.hpp"

namespace reorg::cli {
namespace {

using format::KeyRule;
using format::Rules;
using format::Takes;
using Json = ChangeFileText::Json;
using Parts = ChangeFileText::Parts;
using Words = std::vector<std::string>;

constexpr std::string_view of_every_command[] = {"db", "json", "color", "today", "help", "dry-run"};

std::string joined(const Words& words, std::size_t from) {
  std::string text;
  for (std::size_t n = from; n < words.size(); ++n) text += (n == from ? "" : " ") + words[n];
  return text;
}

std::string underscored(std::string word) {
  std::ranges::replace(word, '-', '_');
  return word;
}

// What a line says something with: the keys that it may hold, the first of which its words fill.
struct Form {
  Rules rules;
  bool several = false;  // each word is a name of its own

  const KeyRule& subject() const { return rules.front(); }
  const KeyRule* rule(std::string_view option) const {
    const auto found = std::find_if(rules.begin() + 1, rules.end(),
                                    [&](const KeyRule& r) { return option_for(r) == option; });
    return found == rules.end() ? nullptr : &*found;
  }
};

const KeyRule& rule_called(std::span<const KeyRule> rules, std::string_view key) {
  return *std::ranges::find(rules, key, &KeyRule::key);
}

// A statement of a kind that is not told, or of two, may have any key: the reader says what is
// wrong.
Form form_of_statement(const ChangeLine& line) {
  Rules rules{rule_called(format::statement_keys(), "subject")};
  const format::StatementRule* told = nullptr;
  int kinds = 0;
  for (const format::StatementRule& rule : format::statement_rules()) {
    if (!line.has(option_for(rule.key))) continue;
    told = &rule;
    ++kinds;
  }
  if (kinds == 1) return {format::joined_rules({rules, format::rules_for(*told)})};
  for (const format::StatementRule& rule : format::statement_rules()) rules.push_back(rule.key);
  return {format::joined_rules({rules, format::statement_keys()})};
}

Form form_of(const ChangeLine& line, bool inner = false) {
  const std::string& word = line.words.front();
  if (word == statement_word) return form_of_statement(line);
  if (word == entity_word) {
    const KeyRule names{"name", Takes::names};  // its words
    return {format::joined_rules({{&names, 1}, format::entity_keys()})};
  }
  const format::VerbRule& verb = *format::find_verb(underscored(word));
  Form form{format::joined_rules({verb.keys, inner ? format::item_keys() : format::event_keys()})};
  form.several = names_entities(form.subject().takes) && takes_several(form.subject().takes);
  return form;
}

[[noreturn]] void unknown_word(const ChangeLine& line) {
  const std::string word = line.words.empty() ? "" : line.words.front();
  Words lines;
  for (const std::string& near : nearest(word, record_words())) {
    Words whole{"record", near};
    if (!line.words.empty()) whole.insert(whole.end(), line.words.begin() + 1, line.words.end());
    for (const auto& [option, value] : line.options) {
      whole.push_back("--" + option);
      if (value != "true") whole.push_back(value);
    }
    lines.push_back(command_line(whole));
  }
  lines.emplace_back("reorg help record");
  if (word.empty())
    throw UsageError("record: what happened? Give a change and whom it is of", lines);
  throw UsageError(fmt::format("there is no change “{}”; there are {}", shown(word.substr(0, 80)),
                               listed(record_words())),
                   lines);
}

bool is_new_kind(std::string_view option) {
  return std::ranges::find(new_kinds, option, &NewKind::option) != std::end(new_kinds);
}

bool is_taken(const ChangeLine& line, const Form& form, const std::string& option, bool inner) {
  if (form.rule(option) != nullptr) return true;
  if (inner) return false;
  const auto among = [&](const auto& list) {
    return std::ranges::find(list, option) != std::end(list);
  };
  if (among(of_every_command) || among(source_options) || is_new_kind(option)) return true;
  if (option == "key") return line.words.front() != statement_word;
  if (line.words.front() == entity_word) return option == "name";
  // What describes somebody new.
  return line.has("key") && std::ranges::any_of(format::entity_keys(), [&](const KeyRule& rule) {
           return option_for(rule) == option;
         });
}

void refuse_strange_options(const ChangeLine& line, bool inner) {
  const Form form = form_of(line, inner);
  for (const auto& [option, value] : line.options) {
    if (format::first_bad_byte(value) < value.size())
      throw UsageError(fmt::format("--{} {}: not UTF-8", option, shown(value.substr(0, 80))));
    if (is_taken(line, form, option, inner)) continue;
    Words takes;
    for (const KeyRule& rule : std::span(form.rules).subspan(1))
      takes.push_back("--" + option_for(rule));
    const bool describes = std::ranges::any_of(
        format::entity_keys(), [&](const KeyRule& rule) { return option_for(rule) == option; });
    throw UsageError(
        fmt::format("record {} takes no --{}{}; it takes {}", line.words.front(), option,
                    describes && !inner ? " but for somebody or something new, with --key" : "",
                    listed(takes)),
        {"reorg help record"});
  }
}

// ---- Values ----------------------------------------------------------------------------------

// "zh-Hant" of "zh-Hant=騰訊"; empty when the text names no language.
std::string language_in(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals < 2) return "";
  const std::string tag = text.substr(0, equals);
  const std::size_t first = std::min(tag.find('-'), tag.size());
  const bool letters = std::ranges::all_of(
      tag, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-'; });
  return letters && first >= 2 && first <= 3 ? tag : "";
}

Json one_or_list(const Words& values) {
  return values.size() == 1 ? Json(values.front()) : Json(values);
}

Json names_value(const Words& values) {
  if (std::ranges::all_of(values, [](const auto& v) { return language_in(v).empty(); }))
    return one_or_list(values);
  Json by_language = Json::object();
  for (const std::string& value : values) {
    const std::string given = language_in(value);
    const std::string language = given.empty() ? format::language_of(value) : given;
    by_language[language].push_back(given.empty() ? value : value.substr(given.size() + 1));
  }
  return by_language;
}

// "hkex=0700" by scheme.
Json identifiers_value(const Words& values) {
  Json by_scheme = Json::object();
  for (const std::string& value : values) {
    const std::size_t equals = value.find('=');
    if (equals == std::string::npos || equals == 0)
      throw UsageError(
          fmt::format("--identifier {}: write SCHEME=TEXT, such as hkex=0700", shown(value)));
    by_scheme[value.substr(0, equals)].push_back(value.substr(equals + 1));
  }
  return by_scheme;
}

// ---- From the line to the file -----------------------------------------------------------------

class Writer {
 public:
  Writer(Session& session, const ChangeLine& line, const std::string& file)
      : session_(session), line_(line), file_(file) {}

  ChangeFileText run() {
    gather_new();
    ChangeFileText text;
    text.heading("reorg: 1");
    const LineSources sources = sources_of(session_, line_, file_);
    if (!sources.entries.empty()) text.heading("sources:");
    for (const LineSource& s : sources.entries) text.entry(s.key, "--source", s.parts);
    Parts parts = parts_of(line_, false);
    if (!sources.entries.empty()) parts.push_back({"sources", sources.keys(), "--source"});
    const bool entity = line_.words.front() == entity_word;
    if (!new_.empty()) text.heading("entities:");
    for (const New& one : new_) {
      Parts all = one.parts;
      if (!sources.entries.empty()) all.push_back({"sources", sources.keys(), "--source"});
      text.entry(one.key, one.from, all);
    }
    if (entity) return text;
    text.heading(line_.words.front() == statement_word ? "statements:" : "changes:");
    text.item(parts);
    return text;
  }

 private:
  struct New {
    std::string key, from;
    Parts parts;
  };

  void add_new(New one, const std::string& name) {
    if (session_.store().entity(one.key)) {
      throw UsageError(
          fmt::format("{} {}: that key is taken; leave the option out to speak of that one, or "
                      "choose another key",
                      one.from, shown(one.key)),
          {command_line({"show", session_.word_for(one.key)})});
    }
    if (!name.empty()) note_bearers(name, one);
    new_.push_back(std::move(one));
  }

  // Somebody else may be called so; or the same was meant.
  void note_bearers(const std::string& name, const New& one) {
    const FoundName found = reorg::find(session_.store(), name, {.strict = true});
    if (found.exact.empty()) return;
    session_.world().err << fmt::format(
        "reorg: note: “{}” is also the name of {}; {} is taken for another\n", shown(name),
        listed(descriptions(session_, found.exact), "and of"), one.key);
  }

  void gather_new() {
    for (const auto& [option, value] : line_.options) {
      const auto kind = std::ranges::find(new_kinds, option, &NewKind::option);
      if (kind == std::end(new_kinds)) continue;
      const std::size_t equals = value.find('=');
      const std::string from = "--" + option;
      if (equals == std::string::npos || equals == 0 || equals + 1 == value.size()) {
        throw UsageError(
            fmt::format("{} {}: write KEY=NAME, a new key and the name", from, shown(value)));
      }
      const std::string name = value.substr(equals + 1);
      add_new({value.substr(0, equals), from, {{"kind", kind->kind, from}, {"name", name, from}}},
              name);
    }
    if (line_.has("key"))
      gather_subject();
    else if (line_.words.front() == entity_word)
      throw UsageError(
          "record entity: give the new entity a key with --key, such as --key acme-robotics",
          {"reorg help record"});
  }

  // What the line's words name.
  void gather_subject() {
    const Form form = form_of(line_);
    New one{line_.value("key"), "--key", {}};
    const std::string name = joined(line_.words, 1);
    const bool is_entity = line_.words.front() == entity_word;
    if (!line_.has("kind")) {
      if (const auto kind = kind_for(form.subject().takes); !kind.empty() && !is_entity)
        one.parts.push_back({"kind", kind, "--key"});
    }
    Words names;
    if (!name.empty()) names.push_back(name);
    const bool own_name = form.rule("name") != nullptr && !is_entity;
    if (!own_name) std::ranges::copy(line_.values("name"), std::back_inserter(names));
    if (!names.empty()) one.parts.push_back({"name", names_value(names), "--name"});
    for (const KeyRule& rule : format::entity_keys()) {
      const std::string option = option_for(rule);
      const bool of_change = !is_entity && form.rule(option) != nullptr;
      if (rule.key == "name" || rule.takes == Takes::sources || of_change || !line_.has(option))
        continue;
      one.parts.push_back(
          {std::string(rule.key), value_of(rule, line_.values(option)), "--" + option});
    }
    add_new(std::move(one), name);
  }

  static std::string_view kind_for(Takes takes) {
    switch (takes) {
      case Takes::organization:
      case Takes::organizations:
      case Takes::places:
        return "organization";
      case Takes::person:
      case Takes::people:
      case Takes::job_holders:
        return "person";
      case Takes::post:
        return "post";
      default:
        return "";
    }
  }

  std::string key_of(const std::string& name) {
    const auto fresh = std::ranges::find(new_, name, &New::key);
    return fresh == new_.end() ? session_.find(name).key : name;
  }

  Json value_of(const KeyRule& rule, const Words& values) {
    if (names_entities(rule.takes)) {
      Words keys;
      for (const std::string& name : values) keys.push_back(key_of(name));
      return one_or_list(keys);
    }
    if (rule.takes == Takes::names) return names_value(values);
    if (rule.takes == Takes::texts && rule.key == "identifiers") return identifiers_value(values);
    if (rule.takes == Takes::items) return items_value(values);
    return one_or_list(values);
  }

  // Of a plan: changes, each a line as `record` itself takes it.
  Json items_value(const Words& lines) {
    Json items = Json::array();
    for (const std::string& text : lines) {
      Json item = Json::object();
      for (const auto& part : parts_of(inner_line(text), true)) item[part.key] = part.value;
      items.push_back(std::move(item));
    }
    return items;
  }

  static ChangeLine inner_line(const std::string& text) {
    Words words = shell_words(text).words;
    words.insert(words.begin(), "record");
    std::vector<const char*> argv;
    for (const std::string& w : words) argv.push_back(w.c_str());
    ChangeLine line;
    try {
      const auto parsed =
          options_of(*command("record")).parse(static_cast<int>(argv.size()), argv.data());
      for (const cxxopts::KeyValue& given : parsed.arguments()) {
        if (given.key() == "names")
          line.words.push_back(given.value());
        else
          line.options.emplace_back(given.key(), given.value());
      }
    } catch (const cxxopts::exceptions::exception& e) {
      throw UsageError(fmt::format("--do: {}", shown(e.what())), {"reorg help record"});
    }
    if (line.words.empty() || line.words.front() == statement_word ||
        line.words.front() == entity_word)
      throw UsageError(fmt::format(
          "--do {}: write a change, such as --do 'spin-off NAME --from NAME'", shown(text)));
    line = checked(std::move(line));
    refuse_strange_options(line, true);
    return line;
  }

  Parts parts_of(const ChangeLine& line, bool inner) {
    const Form form = form_of(line, inner);
    Parts parts;
    const std::string& word = line.words.front();
    if (word == entity_word) return parts;
    if (line.words.size() < 2) {
      throw UsageError(fmt::format("record {}: of whom or of what? Say it behind the word", word),
                       {"reorg help record"});
    }
    const std::string from = fmt::format("record {}", word);
    const bool is_new = !inner && line.has("key");
    const Words subject(line.words.begin() + 1, line.words.end());
    parts.push_back({std::string(form.subject().key),
                     is_new ? Json(line.value("key")) : value_of(form.subject(), subject), from});
    for (const KeyRule& rule : std::span(form.rules).subspan(1)) {
      const std::string option = option_for(rule);
      if (rule.takes == Takes::sources || !line.has(option)) continue;
      parts.push_back({std::string(rule.key), value_of(rule, line.values(option)), "--" + option});
    }
    return parts;
  }

  Session& session_;
  const ChangeLine& line_;
  const std::string& file_;
  std::vector<New> new_;
};

// ---- What the reader finds wrong ---------------------------------------------------------------

// Keys in quotes are the line's options.
std::string in_options(std::string message, const Form& form) {
  const auto put = [&](std::string_view key, const std::string& option) {
    const std::string quoted = "'" + std::string(key) + "'";
    for (std::size_t at = 0; (at = message.find(quoted, at)) != std::string::npos;)
      message.replace(at, quoted.size(), option);
  };
  for (const KeyRule& rule : std::span(form.rules).subspan(1))
    put(rule.key, "--" + option_for(rule));
  for (const std::string_view option : source_options) put(option, "--" + std::string(option));
  return message;
}

[[noreturn]] void refuse(const BadInput& bad, const ChangeFileText& text, const ChangeLine& line) {
  const Form form = form_of(line);
  Words messages, seen;
  for (const Problem& p : bad.problems) {
    if (std::ranges::find(seen, p.message) != seen.end()) continue;
    seen.push_back(p.message);
    const std::string& from = text.origin(p.place.line);
    const std::string message = in_options(p.message, form);
    const std::string value = from.starts_with("--") ? line.value(from.substr(2)) : "";
    const bool names_it = message.starts_with(from) || from.empty();
    const bool shows_value = !value.empty() && message.starts_with(shown(value));
    messages.push_back(names_it ? message
                                : fmt::format("{}{}{}", from, shows_value ? " " : ": ", message));
  }
  std::string all;
  for (const std::string& m : messages) all += (all.empty() ? "" : "\n  ") + m;
  throw UsageError(all, {"reorg help record"});
}

}  // namespace

bool ChangeLine::has(std::string_view option) const {
  return std::ranges::any_of(options, [&](const auto& o) { return o.first == option; });
}

std::string ChangeLine::value(std::string_view option) const {
  const auto all = values(option);
  return all.empty() ? "" : all.front();
}

std::vector<std::string> ChangeLine::values(std::string_view option) const {
  Words all;
  for (const auto& [name, value] : options) {
    if (name == option) all.push_back(value);
  }
  return all;
}

ChangeLine checked(ChangeLine line) {
  const Words known = record_words();
  if (line.words.empty()) unknown_word(line);
  std::string& word = line.words.front();
  std::ranges::replace(word, '_', '-');
  if (std::ranges::find(known, word) == known.end()) unknown_word(line);
  for (const std::string& w : line.words) {
    if (format::first_bad_byte(w) < w.size())
      throw UsageError(fmt::format("“{}” is not UTF-8", shown(w.substr(0, 80))));
  }
  const bool one_name = line.has("key") || !form_of(line).several;
  if (one_name && line.words.size() > 2) line.words = {word, joined(line.words, 1)};
  return line;
}

Batch read_line(Session& session, const ChangeLine& line, const std::string& file,
                const Directory& directory) {
  refuse_strange_options(line, false);
  const ChangeFileText text = Writer(session, line, file).run();
  const InputFile input{file, text.text()};
  try {
    return read_change_files({&input, 1}, directory);
  } catch (const BadInput& bad) {
    refuse(bad, text, line);
  }
}

}  // namespace reorg::cli
