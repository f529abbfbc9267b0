#include "cli/command.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include <cxxopts.hpp>

#include "cli/record_options.hpp"
#include "core/check/rules.hpp"

namespace reorg::cli {
namespace {

auto text() { return cxxopts::value<std::string>(); }

void batch_options(cxxopts::Options& o) {
  o.add_options()("batch", "a question a line: a name, a tab and a day; - is stdin", text(),
                  "FILE");
}

void tree_options(cxxopts::Options& o) { o.add_options()("depth", "levels to show", text(), "N"); }

void reports_options(cxxopts::Options& o) {
  o.add_options()("up", "only whom NAME reports to")("down", "only who reports to NAME");
}

void units_options(cxxopts::Options& o) {
  o.add_options()("kind", "only these: company, unit, product, or a classification", text(),
                  "KIND")("depth", "levels to count (default: 1, or all of them with --kind)",
                          text(), "N")("count", "only how many");
}

void path_options(cxxopts::Options& o) {
  o.add_options()("along", "oversight, structure or ownership (default: all three)", text(),
                  "LINES");
}

void names_options(cxxopts::Options& o) {
  o.add_options()("bearers", "who bore the name, instead of what its bearer is called")(
      "renamed", "only the renamings");
}

void places_options(cxxopts::Options& o) {
  o.add_options()("under", "only when it was below this organization", text(), "NAME");
}

void ownership_options(cxxopts::Options& o) {
  o.add_options()("above", "only above this share, in percent", text(), "PERCENT")(
      "direct", "only the shares that are held directly");
}

void interlocks_options(cxxopts::Options& o) {
  o.add_options()("span", "how many report to each head, instead");
}

void plans_options(cxxopts::Options& o) {
  o.add_options()("withdrawn", "only what was withdrawn or denied")("rumours",
                                                                    "only rumours and denials");
}

void log_options(cxxopts::Options& o) {
  o.add_options()("since", "the first day", text(), "DATE")("until", "the last day", text(),
                                                            "DATE")(
      "kind", "only changes of this kind, as the change files call them", text(), "KIND")(
      "oneline", "one line for each event")(
      "recorded", "the database's own revisions instead: what was recorded when");
}

void diff_options(cxxopts::Options& o) {
  o.add_options()("kind", "only differences of these kinds, by commas", text(), "KINDS")(
      "stat", "only how many of each kind")("name-only", "only whose they are, one a line")(
      "by", "event, unit or person: how lines stand together", text(), "WHAT")(
      "relations", "every relation that began or ended instead, a row each")(
      "revision", "what these revisions of the database changed, instead: 5, or 3..5", text(),
      "NUMBERS");
}

void render_options(cxxopts::Options& o) {
  auto add = o.add_options();
  add("from", "draw what differs: the earlier day (of a page: where it begins)", text(), "DATE");
  add("to", "the later day (of a page: where it ends)", text(), "DATE");
  add("chart", "structure, ownership or reporting (default: structure)", text(), "WHAT");
  add("f,format", "the format: dot, svg, png, pdf or html", text(), "WORD");
  add("o,output", "the file to write; its ending names the format; - is standard output", text(),
      "FILE");
  add("depth", "levels to draw; what is below is counted (default: as many as are readable)",
      text(), "N");
  add("only", "only organizations of this sort, and what they hang from", text(), "KIND");
  add("lang", "languages of names, by commas: the main one, and the one beside it", text(),
      "LANGUAGES");
  add("direction", "down or right", text(), "WHERE");
  add("theme", "light, dark or print", text(), "WORD");
  add("people", "with whoever heads each (the default)");
  add("no-people", "without");
  add("collapse-over", "units side by side beyond which the rest are counted (default: 24)", text(),
      "N");
  add("highlight", "an organization to point out; may be given several times",
      cxxopts::value<std::vector<std::string>>(), "NAME");
}

void why_options(cxxopts::Options& o) {
  o.add_options()("about", "only head, parent, name, existence, kind, ownership or posts", text(),
                  "TOPIC");
}

void check_options(cxxopts::Options& o) {
  o.add_options()("off", "rules not to be looked at, by commas", text(), "RULES")(
      "only", "the only rules to be looked at, by commas", text(), "RULES")(
      "rules", "list the rules")("strict", "exit with 1 on warnings too")(
      "known-at", "use only what was publicly known by that day", text(), "DATE");
}

void stats_options(cxxopts::Options& o) {
  o.add_options()("as-of", "how much holds on that day and hangs together, instead", text(),
                  "DATE");
}

void ask_options(cxxopts::Options& o) {
  o.add_options()("file", "one question a line, answered in lines of JSON; - is stdin", text(),
                  "FILE");
}

void dry_option(cxxopts::Options& o) {
  o.add_options()("dry-run", "say what would change and write nothing");
}

void import_options(cxxopts::Options& o) {
  dry_option(o);
  auto add = o.add_options();
  add("blank-until", "of tables: what an empty until means, open (default) or unknown", text(),
      "WORD");
  add("closed-ends", "of tables: until is the last day, not the first one after");
  add("no-end", "of tables: a text in until that stands for no end; may be given several times",
      cxxopts::value<std::vector<std::string>>(), "TEXT");
  add("on-error", "of tables: stop (default), or skip wrong rows", text(), "WORD");
  add("no-progress", "of tables: tell nothing on standard error meanwhile");
}

void optimize_options(cxxopts::Options& o) {
  o.add_options()("no-progress", "tell nothing on standard error meanwhile");
}

void export_options(cxxopts::Options& o) {
  o.add_options()("f,format", "the format: changes (default), or csv for a folder of tables",
                  text(), "WORD")(
      "o,output", "the file to write; - is standard output. Of csv: the folder", text(), "FILE");
}

void judgement_options(cxxopts::Options& o) {
  o.add_options()("source", "the address that says so", text(), "URL")(
      "title", "its title", text(), "TEXT")("publisher", "who published it", text(), "TEXT")(
      "published", "when", text(), "DATE")("note", "why", text(), "TEXT")(
      "dry-run", "say what would change and write nothing");
}

constexpr std::array table{
    Command{"overseers", "NAME", "who oversees an organization", When::today, batch_options,
            run_overseers,
            "organization organization.key person person.key post post.key capacity role via from "
            "until until.kind since certainty acting projected dotted vacant disputed "
            "last_evidence sources"},
    Command{
        "oversees", "NAME", "what a person or a post oversees", When::today, nullptr, run_oversees,
        "organization organization.key through through.key depth person person.key post post.key "
        "capacity role via from until until.kind since certainty acting projected dotted disputed "
        "last_evidence sources"},
    Command{"holders", "NAME", "who held a post, in turn", When::ever, nullptr, run_holders,
            "post post.key organization organization.key person person.key vacant role acting "
            "since from until until.kind certainty projected disputed last_evidence sources"},
    Command{"career", "NAME", "every post and charge of a person, in order", When::ever, nullptr,
            run_career,
            "kind post post.key organization organization.key capacity role acting since from "
            "until until.kind certainty projected disputed last_evidence sources"},
    Command{"reports", "NAME", "whom somebody reports to, and who reports to them", When::today,
            reports_options, run_reports,
            "direction other other.key capacity_of capacity_of.key post dotted since from until "
            "until.kind certainty projected disputed last_evidence sources"},
    Command{"chain", "NAME", "upward from an organization to the top, with heads", When::today,
            batch_options, run_chain,
            "organization organization.key sort depth child child.key dotted from until until.kind "
            "certainty repeated overseers.person overseers.capacity overseers.role sources"},
    Command{
        "tree", "[NAME]", "the structure below an organization, with heads", When::today,
        tree_options, run_tree,
        "organization organization.key sort depth parent parent.key dotted from until until.kind "
        "certainty repeated overseers.person overseers.capacity overseers.role sources"},
    Command{"units", "[NAME]", "which organizations are part of another, and how many", When::today,
            units_options, run_units,
            "organization organization.key sort depth parent parent.key from until until.kind "
            "certainty sources"},
    Command{"path", "A B", "how two are connected", When::today, path_options, run_path,
            "path step entity entity.key direction kind other other.key aspect role from until "
            "until.kind certainty sources"},
    Command{
        "names", "NAME", "what somebody or something was called, and when", When::ever,
        names_options, run_names,
        "entity entity.key type language text previous from until until.kind certainty standing "
        "event sources"},
    Command{"places", "NAME", "where an organization sat, and when", When::ever, places_options,
            run_places,
            "organization organization.key parent parent.key dotted from until until.kind "
            "certainty standing last_evidence sources"},
    Command{
        "became", "NAME", "what became of an organization", When::today, nullptr, run_became,
        "kind depth original original.key result result.key verb effective certainty event text "
        "original_ended result_began other_life sources"},
    Command{
        "origins", "NAME", "where an organization came from", When::today, nullptr, run_origins,
        "kind depth original original.key result result.key verb effective certainty event text "
        "original_ended result_began other_life sources"},
    Command{
        "owners", "NAME", "who owns an organization, directly and through others", When::today,
        ownership_options, run_owners,
        "kind owner owner.key organization organization.key interest held share.stated share.low "
        "share.high above possibly_above certainty from until until.kind through sources"},
    Command{
        "owned", "NAME", "what somebody owns, directly and through others", When::today,
        ownership_options, run_owned,
        "kind owner owner.key organization organization.key interest held share.stated share.low "
        "share.high above possibly_above certainty from until until.kind through sources"},
    Command{"vacancies", "[NAME]", "vacant posts, and since when", When::today, nullptr,
            run_vacancies,
            "post post.key organization organization.key state certainty from until until.kind "
            "last_holder perhaps sources"},
    Command{"interlocks", "[A [B]]", "who holds several posts at once", When::today,
            interlocks_options, run_interlocks,
            "person person.key first first.organization second second.organization across heads "
            "organizations_below.certain organizations_below.possible reports.certain "
            "reports.possible certainty from until until.kind sources"},
    Command{"plans", "[NAME]", "what was announced, planned, rumoured or called off", When::today,
            plans_options, run_plans,
            "sort event name type status announced effective withdrawn certainty what sources"},
    Command{"why", "NAME", "what an answer rests on, and what speaks against it", When::today,
            why_options, run_why, "about answer certainty reasons sources"},
    Command{
        "show", "NAME", "everything about one entity on one day", When::today, nullptr, run_show,
        "kind direction other other.key capacity_of capacity_of.key aspect value role acting "
        "dotted "
        "from until until.kind since undated certainty standing projected last_evidence sources"},
    Command{
        "history", "NAME", "everything about one entity over time", When::today, nullptr,
        run_history,
        "kind direction other other.key capacity_of capacity_of.key aspect value role acting "
        "dotted "
        "from until until.kind since undated certainty standing projected last_evidence sources"},
    Command{"log", "[NAME]", "what happened, by event, newest first", When::ever, log_options,
            run_log,
            "date event name type status announced effective withdrawn certainty what sources"},
    Command{
        "diff", "DAY DAY [NAME]", "how the structure differs between two days", When::between,
        diff_options, run_diff,
        "kind certainty about about.key before before.key after after.key old new aspect role "
        "acting date ended between between.key gap.least gap.most event.name because concerned.key "
        "reversed sources"},
    Command{"render", "[NAME]", "a chart of the structure, or of what differs between two days",
            When::today, render_options, run_render},
    Command{
        "check", "[NAME]", "what is odd in what was told, by named rules", When::undated,
        check_options, run_check,
        "severity rule message remedy first_day last_day about about.key places.file places.line "
        "places.column sources"},
    Command{"stats", "", "what the database holds", When::undated, stats_options, run_stats, ""},
    Command{"ask", "QUESTION", "a question in words", When::today, ask_options, run_ask, ""},
    Command{"import", "FILE…", "read change files or a folder of tables into the database",
            When::never, import_options, run_import},
    Command{"forget", "FILE", "take back what a change file said", When::never, dry_option,
            run_forget},
    Command{"record", "CHANGE NAME", "record one change, as a change file would tell it",
            When::never, record_options, run_record},
    Command{"undo", "[N]", "take back the last revisions, by one more", When::never, dry_option,
            run_undo},
    Command{"optimize", "", "make questions about everything quick", When::never, optimize_options,
            run_optimize},
    Command{"export", "", "everything recorded, as a change file or tables", When::never,
            export_options, run_export},
    Command{"same", "A B", "judge that two records are one entity", When::never, judgement_options,
            run_same},
    Command{"different", "A B", "judge that they are not, or no longer", When::never,
            judgement_options, run_different},
    Command{"completion", "SHELL", "a script that completes commands, options and names",
            When::never, nullptr, run_completion},
    Command{"help", "[COMMAND]", "this list, or a command's manual page", When::never, nullptr,
            run_help},
    Command{"version", "", "the version", When::never, nullptr, run_version},
};

// Options that say where the answer comes from or how it is printed, not what it is, and those that
// structured() tells in its own way.
bool is_told_elsewhere(const std::string& option) {
  static constexpr std::array list{"db",    "json",      "csv",      "color",    "today",
                                   "help",  "exit-code", "as-of",    "known-at", "since",
                                   "until", "certain",   "possible", "strict"};
  return std::ranges::find(list, option) != list.end();
}

// The words that the value of an option is one of, when they are few and fixed.
std::vector<std::string_view> choices(const Command& c, std::string_view option) {
  if (option == "blank-until") return {"open", "unknown"};
  if (option == "on-error") return {"stop", "skip"};
  if (option == "color") return {"auto", "always", "never"};
  if (option == "along") return {"oversight", "structure", "ownership"};
  if (option == "by") return {"event", "unit", "person"};
  if (c.name == "check" && (option == "off" || option == "only")) {
    std::vector<std::string_view> names;
    for (const Rule& r : rules()) names.push_back(r.name);
    return names;
  }
  if (option == "kind" && c.name == "units") return {"company", "unit", "product"};
  if (option == "format" && c.name == "export") return {"changes", "csv"};
  if (option == "format") return {"dot", "svg", "png", "pdf", "html"};
  if (option == "chart") return {"structure", "ownership", "reporting"};
  if (option == "direction") return {"down", "right"};
  if (option == "theme") return {"light", "dark", "print"};
  return c.options == record_options ? choices_of_record(option) : std::vector<std::string_view>{};
}

}  // namespace

std::span<const Command> commands() { return table; }

const Command* command(std::string_view name) {
  const auto it = std::ranges::find(table, name, &Command::name);
  return it == table.end() ? nullptr : &*it;
}

cxxopts::Options options_of(const Command& c) {
  cxxopts::Options options("reorg " + std::string(c.name), std::string(c.summary));
  auto add = options.add_options();
  add("names", "", cxxopts::value<std::vector<std::string>>());
  add("db", "the database file", text(), "FILE");
  add("json", "answer in JSON");
  add("color", "auto, always or never", text(), "WHEN");
  add("today", "the day to take for today", text(), "DATE");
  add("help", "the manual page");
  if (is_about_a_day(c)) {
    if (c.when != When::between)
      add("as-of", "the day, the period or the stretch A/B asked about", text(), "DATE");
    add("known-at", "use only what was publicly known by that day", text(), "DATE");
    add("certain", "only what is certain");
    add("possible", "only what is possible but not certain");
    add("strict", "take names only as they are written, never for a near one");
    add("exit-code", c.when == When::between ? "exit with 1 when anything differs"
                                             : "exit with 1 when the answer is empty");
  }
  if (!c.columns.empty()) add("csv", "the rows as CSV");
  if (c.options != nullptr) c.options(options);
  options.parse_positional({"names"});
  return options;
}

std::vector<Option> options_in(const Command& c) {
  const cxxopts::Options all = options_of(c);
  std::vector<Option> result;
  for (const cxxopts::HelpOptionDetails& o : all.group_help("").options) {
    const std::string& name = o.l.front();
    if (name == "names") continue;
    result.push_back(
        {name, o.is_boolean ? "" : o.arg_help, o.desc, choices(c, name), o.is_container});
  }
  return result;
}

bool is_option(const std::string& word) { return word.starts_with("--"); }

bool takes_value(const std::string& option) {
  if (option.find('=') != std::string::npos) return false;
  // Asked for every line of a batch, and the options of all commands cost more than a question: so
  // those that nearly every command has come first, and what was found is kept.
  static std::map<std::string, bool> asked;
  const auto [answer, is_new] = asked.try_emplace(option, true);
  if (!is_new) return answer->second;
  const auto flag_of = [&](const Command& c) -> std::optional<bool> {
    for (const Option& o : options_in(c)) {
      if ("--" + o.name == option) return o.value.empty();
    }
    return std::nullopt;
  };
  std::optional<bool> is_flag = flag_of(*command("ask"));
  for (auto c = table.begin(); !is_flag && c != table.end(); ++c) is_flag = flag_of(*c);
  answer->second = !is_flag.value_or(false);
  return answer->second;
}

std::vector<std::string> structured(Session& session, const std::vector<std::string>& keys,
                                    const std::map<std::string, std::string>& pinned) {
  if (session.style().csv) return {};  // which has no place for it
  std::vector<std::string> words{std::string(session.command().name)};
  const bool between = session.command().when == When::between;
  if (between) words.insert(words.end(), session.days().begin(), session.days().end());
  for (const std::string& key : keys) {
    if (!key.empty()) words.push_back(session.word_for(key));
  }
  if (!between) words.insert(words.end(), {"--as-of", session.as_of().edtf});
  if (session.has("known-at") && between)
    words.insert(words.end(), {"--known-at", session.option("known-at")});
  else if (session.as_of().known_at)
    words.insert(words.end(), {"--known-at", to_string(*session.as_of().known_at)});
  if (session.style().only_certain) words.emplace_back("--certain");
  if (session.style().only_possible) words.emplace_back("--possible");
  for (const std::string& word : session.typed_options(is_told_elsewhere)) {
    const auto key = is_option(words.back()) ? pinned.find(words.back().substr(2)) : pinned.end();
    words.push_back(key == pinned.end() ? word : key->second);
  }
  return words;
}

}  // namespace reorg::cli
