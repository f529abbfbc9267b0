#include "cli/session.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include <cxxopts.hpp>
#include <fmt/format.h>

#include "cli/candidates.hpp"
#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/shell_words.hpp"
#include "cli/text.hpp"
#include "core/query/narrow.hpp"

namespace reorg::cli {
namespace {

namespace fs = std::filesystem;

std::string joined(const std::vector<std::string>& words) {
  std::string result;
  for (const std::string& w : words) result += (result.empty() ? "" : " ") + w;
  return result;
}

Date date_option(const std::string& option, const std::string& text) {
  try {
    return parse_date(text);
  } catch (const DateError& e) {
    throw UsageError(fmt::format("--{} {}", option, e.what()));
  }
}

Day day_option(const std::string& option, const std::string& text) {
  const Date d = date_option(option, text);
  if (!d.is_one_day())
    throw UsageError(fmt::format("--{} {}: one day is needed, as in 2018-12-06", option, text));
  return d.earliest;
}

// "2018-12-06", "2018-11", "2018/2020-06", "2018/..": what is asked about, without the rest.
AsOf day_or_stretch(const std::string& option, const std::string& text) {
  AsOf result{};
  result.edtf = text;
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos) {
    const Date d = date_option(option, text);
    if (d.earliest == before_all || d.latest == after_all) {
      throw UsageError(fmt::format(
          "--{} {}: a day, a month, a quarter, a year, a closed set or a stretch A/B is needed",
          option, text));
    }
    result.first = d.earliest;
    result.last = d.latest;
    return result;
  }
  const std::string from = text.substr(0, slash), until = text.substr(slash + 1);
  result.stretch = true;
  result.first = from == ".." ? before_all : date_option(option, from).earliest;
  result.last = until == ".." ? after_all : date_option(option, until).latest;
  if (result.last < result.first) {
    throw UsageError(fmt::format("--{} {}: it ends before it begins", option, text));
  }
  return result;
}

bool wants_colour(const World& world, const std::string& when) {
  if (when == "always") return true;
  if (when == "never") return false;
  if (when != "auto") throw UsageError("--color takes auto, always or never, not " + shown(when));
  return world.out_is_terminal && !world.environment("NO_COLOR");
}

// The one *.reorg file here, if there is one.
std::string database_here() {
  std::vector<std::string> found;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(".", none)) {
    if (entry.path().extension() == ".reorg") found.push_back(entry.path().filename().string());
  }
  std::ranges::sort(found);
  if (found.size() == 1) return found.front();
  if (found.empty()) {
    throw UsageError(
        "no database: name one with --db FILE, set REORG_DB, or go to a folder that holds one "
        "*.reorg file");
  }
  throw UsageError(
      fmt::format("{} databases here ({}): say which with --db FILE", found.size(), listed(found)));
}

Date date_word(const Session& session, const std::string& word) {
  try {
    return parse_date(word);
  } catch (const DateError& e) {
    throw UsageError(fmt::format("{}: {}", session.command().name, shown(e.what())),
                     {fmt::format("reorg help {}", session.command().name)});
  }
}

// The words again with the days first, and today for a day that is missing.
std::vector<std::string> days_first(const Session& session, std::size_t wanted) {
  const std::string name(session.command().name);
  std::vector<std::string> days, others;
  for (const std::string& word : session.names()) {
    try {
      parse_date(word);
      days.push_back(word);
    } catch (const DateError&) {
      others.push_back(word);
    }
  }
  if (days.empty() || days.size() > wanted) return {"reorg help " + name};
  if (days.size() < wanted) days.push_back(to_string(session.today()));
  std::vector<std::string> words{name};
  for (const auto& list : {days, others, session.typed_options()})
    words.insert(words.end(), list.begin(), list.end());
  return {command_line(words), "reorg help " + name};
}

// R17: between the first days of both periods, or from before the first to the end of the last.
std::vector<std::string> likely_days(const Session& session, const std::vector<Date>& dates) {
  const auto line = [&](Day before, Day after) {
    std::vector<std::string> words{std::string(session.command().name), to_string(before)};
    if (dates.size() > 1) words.push_back(to_string(after));
    for (const std::string& name : session.names()) words.push_back(name);
    for (std::string& word : session.typed_options()) words.push_back(std::move(word));
    return command_line(words);
  };
  const Date &a = dates.front(), &b = dates.back();
  if (a.earliest == before_all || b.latest == after_all)
    return {fmt::format("reorg help {}", session.command().name)};
  if (dates.size() == 1) return {line(a.earliest, {}), line(a.latest, {})};
  return {line(a.earliest, b.earliest), line(a.latest, b.latest)};
}

}  // namespace

std::string command_line(const std::vector<std::string>& words) {
  std::string result = "reorg";
  for (const std::string& w : words)
    result += " " + shown(needs_quotes(w) ? in_single_quotes(w) : w);
  return result;
}

Session::Session(const World& world, const Command& command, const cxxopts::ParseResult& options,
                 Database& database)
    : world_(world),
      command_(command),
      database_(database),
      options_(std::make_unique<cxxopts::ParseResult>(options)) {
  if (options.count("names") > 0) names_ = options["names"].as<std::vector<std::string>>();
  today_ = has("today") ? day_option("today", option("today")) : world.today;
  style_.json = has("json");
  style_.csv = has("csv");
  if (style_.json && style_.csv) throw UsageError("--json and --csv exclude each other");
  style_.colour = wants_colour(world, has("color") ? option("color") : "auto");
  style_.only_certain = has("certain");
  style_.only_possible = has("possible");
  style_.width = world.width;
  if (style_.only_certain && style_.only_possible)
    throw UsageError("--certain and --possible exclude each other");
  if (command_.when == When::between)
    take_days();
  else
    as_of_ = parse_as_of();
}

Session::~Session() = default;

bool Session::has(const std::string& option) const { return options_->count(option) > 0; }

std::string Session::option(const std::string& option) const {
  return (*options_)[option].as<std::string>();
}

std::vector<std::string> Session::options_of(const std::string& option) const {
  return has(option) ? (*options_)[option].as<std::vector<std::string>>()
                     : std::vector<std::string>{};
}

std::vector<std::pair<std::string, std::string>> Session::given() const {
  std::vector<std::pair<std::string, std::string>> result;
  for (const cxxopts::KeyValue& option : options_->arguments()) {
    if (option.key() != "names") result.emplace_back(option.key(), option.value());
  }
  return result;
}

int Session::number_option(const std::string& name, int least, int otherwise) const {
  if (!has(name)) return otherwise;
  const std::string text = option(name);
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < least) {
    throw UsageError(
        fmt::format("--{} takes a whole number from {} on, not {}", name, least, shown(text)));
  }
  return value;
}

Day Session::day_of_option(const std::string& name) const { return day_option(name, option(name)); }

std::vector<std::string> Session::typed_options(
    const std::function<bool(const std::string&)>& except) const {
  std::vector<std::string> result;
  for (const cxxopts::KeyValue& given : options_->arguments()) {
    if (given.key() == "names" || (except && except(given.key()))) continue;
    result.push_back("--" + given.key());
    if (given.value() != "true") result.push_back(given.value());
  }
  return result;
}

std::string Session::instead(const std::string& verb, const std::string& name) const {
  std::vector<std::string> words{verb, name};
  const auto theirs = options_in(*cli::command(verb));
  const auto unknown = [&](const std::string& option) {
    return std::ranges::find(theirs, option, &Option::name) == theirs.end();
  };
  for (std::string& word : typed_options(unknown)) words.push_back(std::move(word));
  return command_line(words);
}

AsOf Session::parse_as_of() const {
  const bool asks = command_.when != When::never;  // else --until is no day that is asked about
  AsOf result = asks && (has("since") || has("until")) ? since_until()
                : has("as-of")                         ? day_or_stretch("as-of", option("as-of"))
                : command_.when == When::ever          ? day_or_stretch("as-of", "../..")
                                                       : day_or_stretch("as-of", to_string(today_));
  result.today = today_;
  if (has("known-at")) result.known_at = day_option("known-at", option("known-at"));
  return result;
}

// "2018-11-26", and "2018" as the two commands that its writer may have meant (R17).
void Session::take_days() {
  if (has("revision")) {  // about the database, on whatever days
    as_of_ = day_or_stretch("as-of", "../..");
    as_of_.today = today_;
    return;
  }
  const std::string known = has("known-at") ? option("known-at") : "";
  const std::size_t dots = known.find("..");
  const bool learns = dots != std::string::npos;
  const std::size_t wanted = learns ? 1 : 2;
  if (names_.size() < wanted) {
    throw UsageError(learns ? fmt::format("{}: which day?", command_.name)
                            : fmt::format("{}: which two days? Give them first", command_.name),
                     days_first(*this, wanted));
  }
  for (std::size_t i = 0; i < wanted; ++i) {
    if (const std::string& word = names_[i];
        std::ranges::none_of(word, [](char c) { return '0' <= c && c <= '9'; }))
      throw UsageError(fmt::format("{}: “{}” is no day; give the {} first", command_.name,
                                   shown(word), learns ? "day" : "two days"),
                       days_first(*this, wanted));
  }
  days_.assign(names_.begin(), names_.begin() + static_cast<std::ptrdiff_t>(wanted));
  names_.erase(names_.begin(), names_.begin() + static_cast<std::ptrdiff_t>(wanted));
  std::vector<Date> dates;
  for (const std::string& word : days_) dates.push_back(date_word(*this, word));
  if (std::ranges::any_of(dates, [](const Date& d) { return !d.is_one_day(); }))
    throw UsageError(fmt::format("{} compares two days, and {} is none", command_.name,
                                 dates.front().is_one_day() ? days_.back() : days_.front()),
                     likely_days(*this, dates));
  comparison_ = {dates.front().earliest, dates.back().earliest, {}};
  const auto [first, last] = std::minmax(comparison_.before, comparison_.after);
  as_of_ = AsOf{first, last, days_.front() + "/" + days_.back(), {}, today_, true};
  if (learns) {
    comparison_.learned = {day_option("known-at", known.substr(0, dots)),
                           day_option("known-at", known.substr(dots + 2))};
    as_of_.known_at = std::max(comparison_.learned->first, comparison_.learned->second);
  } else if (has("known-at")) {
    as_of_.known_at = day_option("known-at", known);
  }
}

std::string Session::database() const {
  if (has("db")) return option("db");
  if (auto from_environment = world_.environment("REORG_DB");
      from_environment && !from_environment->empty()) {
    return *from_environment;
  }
  return database_here();
}

AsOf Session::since_until() const {
  if (has("as-of"))
    throw UsageError("--as-of is given beside --since or --until; give one of them");
  const std::string from = has("since") ? option("since") : "..";
  const std::string until = has("until") ? option("until") : "..";
  const bool both = has("since") && has("until");
  const std::string option = both ? "since and --until" : has("since") ? "since" : "until";
  return day_or_stretch(option, from + "/" + until);
}

Store& Session::store(Store::Access access) {
  if (store_ == nullptr) store_ = &database_.open(path(), access);
  return *store_;
}

const RelationSource& Session::source(Extent extent) {
  if (as_of_.known_at) {
    if (!then_) then_ = store().known_at(*as_of_.known_at);
    return *then_;
  }
  if (const ImageOrStore* there = image(extent); there != nullptr) return *there;
  return store();
}

const RelationSource& Session::latest() {
  if (const ImageOrStore* there = image(Extent::local); there != nullptr) return *there;
  return store();
}

const NameIndex& Session::name_index() {
  if (const ImageOrStore* there = image(Extent::local); there != nullptr) return *there;
  return store();
}

const ImageOrStore* Session::image(Extent extent) {
  if (as_of_.known_at) return nullptr;
  const Look look = extent == Extent::local   ? Look::at_a_glance
                    : extent == Extent::group ? Look::closely
                                              : Look::make_if_big;
  ProgressLine line(world_.err, world_.err_is_terminal, true);
  return database_.image(path(), look, world_.err, line);
}

const std::string& Session::path() {
  if (database_path_.empty()) database_path_ = database();
  return database_path_;
}

NameHit Session::the_entity() {
  if (names_.empty()) {
    throw UsageError(fmt::format("{}: whose? Give a name", command_.name),
                     {fmt::format("reorg help {}", command_.name)});
  }
  return find(joined(names_));
}

std::optional<NameHit> Session::entity_if_named() {
  if (names_.empty()) return {};
  return the_entity();
}

std::pair<NameHit, NameHit> Session::two_entities() {
  if (names_.size() < 2) {
    throw UsageError(fmt::format("{}: two names are needed", command_.name),
                     {fmt::format("reorg help {}", command_.name)});
  }
  const auto words = [this](std::size_t from, std::size_t until) {
    const auto at = [this](std::size_t n) {
      return names_.begin() + static_cast<std::ptrdiff_t>(n);
    };
    return joined({at(from), at(until)});
  };
  for (std::size_t second = 1; names_.size() > 2 && second < names_.size(); ++second) {
    const bool joint =
        second + 1 < names_.size() && (names_[second] == "and" || names_[second] == "to");
    const std::string a = words(0, second);
    const std::string b = words(second + (joint ? 1 : 0), names_.size());
    if (!look_up(a).exact.empty() && !look_up(b).exact.empty()) names_ = {a, b};
  }
  if (names_.size() == 2) {
    const std::vector<std::string> two = names_;
    return {find(two[0]), find(two[1])};
  }
  throw UsageError(fmt::format("{}: where does one name end in “{}”? Put each into quotes",
                               command_.name, shown(joined(names_).substr(0, 200))),
                   {fmt::format("reorg help {}", command_.name)});
}

std::string Session::instead_of(const std::string& name, const std::string& word) const {
  std::vector<std::string> words{std::string(command_.name)};
  std::vector<std::string> options = typed_options();
  if (std::ranges::find(names_, name) != names_.end()) {
    for (const std::string& n : names_) words.push_back(n == name ? word : n);
  } else if (const auto value = std::ranges::find(options, name); value != options.end()) {
    words.insert(words.end(), names_.begin(), names_.end());
    *value = word;
  } else {
    words.push_back(word);
  }
  words.insert(words.end(), options.begin(), options.end());
  return command_line(words);
}

FoundName Session::look_up(const std::string& name) { return look_up_on(name, as_of_); }

FoundName Session::look_up_on(const std::string& name, const AsOf& as_of) {
  // What is written down for good is not guessed.
  const bool strict = has("strict") || !is_about_a_day(command_);
  const Asking asking{as_of.first, as_of.last, strict};
  return narrow(name_index(), latest(), name, asking);
}

NameHit Session::find(const std::string& name) {
  const FoundName found = look_up(name);
  const std::string typed = shown(name.substr(0, 200));
  if (const NameHit* meant = found.meant()) {
    remark(name, found);
    return *meant;
  }
  if (found.ambiguous()) {
    throw choice(*this, name,
                 fmt::format("{} are called “{}”; say which",
                             counted(found.exact.size(), "entity", "entities"), typed),
                 found.exact);
  }
  if (found.nearest.empty()) throw NameError(fmt::format("nothing here is called “{}”", typed), {});
  const bool outside = found.tier < Tier::beginning;
  throw choice(*this, name,
               fmt::format("nothing here is called “{}”; {}:", typed,
                           outside                         ? "but elsewhere"
                           : found.tier == Tier::beginning ? "what begins so"
                                                           : "the nearest"),
               found.nearest);
}

// Nothing when the name is simply the entity's.
void Session::remark(const std::string& name, const FoundName& found) {
  const std::string typed = shown(name.substr(0, 200));
  if (found.clear) {
    remarks_.push_back(fmt::format("Nothing is called “{}”; taken for {}.", typed,
                                   called(*this, found.meant()->entity)));
  } else if (found.tier == Tier::bare) {
    remarks_.push_back(
        fmt::format("Nothing is called exactly “{}”; taken for {}, legal forms aside.", typed,
                    called(*this, found.meant()->entity)));
  }
  const std::vector<NameHit> others(
      found.lower.begin(), found.lower.begin() + static_cast<std::ptrdiff_t>(
                                                     std::min<std::size_t>(found.lower.size(), 3)));
  const std::vector<std::string> about =
      others.empty() ? std::vector<std::string>{} : descriptions(*this, others);
  for (std::size_t i = 0; i < others.size(); ++i) {
    remarks_.push_back(fmt::format("“{}” is also a name of {}: {}", typed, about[i],
                                   instead_of(name, word_for(others[i].key))));
  }
}

std::string Session::word_for(const std::string& key) {
  const FoundName found = reorg::find(name_index(), key);
  const bool shared =
      found.ambiguous() && std::ranges::find(found.exact, key, &NameHit::key) != found.exact.end();
  return shared ? "key:" + key : key;
}

}  // namespace reorg::cli
