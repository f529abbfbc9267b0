// reorg check [NAME]: what is odd in what was told, by named rules.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/progress.hpp"
#include "cli/reply.hpp"
#include "cli/saying.hpp"
#include "cli/suggest.hpp"
#include "cli/text.hpp"
#include "cli/whole_graph.hpp"
#include "core/check/check.hpp"

namespace reorg::cli {
namespace {

constexpr std::array severities{Severity::error, Severity::warning, Severity::note};

const Rule& rule_called(const std::string& option, const std::string& name) {
  if (const Rule* found = rule(name)) return *found;
  std::vector<std::string> names;
  for (const Rule& r : rules()) names.emplace_back(r.name);
  std::vector<std::string> suggested;
  for (const std::string& near : nearest(name, names))
    suggested.push_back(fmt::format("reorg check --{} {}", option, near));
  suggested.emplace_back("reorg check --rules");
  throw UsageError(fmt::format("--{} {}: no rule is called so", option, shown(name)), suggested);
}

std::set<std::string_view> rules_in(const Session& session, const std::string& option) {
  std::set<std::string_view> found;
  if (!session.has(option)) return found;
  const std::string list = session.option(option);
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t end = std::min(list.find(',', at), list.size());
    found.insert(rule_called(option, list.substr(at, end - at)).name);
    at = end + 1;
  }
  return found;
}

std::set<std::string_view> turned_off(const Session& session) {
  std::set<std::string_view> off = rules_in(session, "off");
  const std::set<std::string_view> only = rules_in(session, "only");
  for (const Rule& r : rules()) {
    if (!only.empty() && !only.contains(r.name)) off.insert(r.name);
  }
  return off;
}

std::vector<std::string> structured_check(Session& session, const std::optional<NameHit>& hit) {
  std::vector<std::string> words{"check"};
  if (hit) words.push_back(session.word_for(hit->key));
  for (const char* option : {"known-at", "off", "only"}) {
    if (session.has(option))
      words.insert(words.end(), {std::string("--") + option, session.option(option)});
  }
  for (const char* flag : {"rules", "strict"}) {
    if (session.has(flag)) words.push_back(std::string("--") + flag);
  }
  return words;
}

int list_rules(Session& session) {
  Reply reply(session, structured_check(session, {}));
  if (reply.as_data()) {
    for (const Rule& r : rules())
      reply.row({{"rule", r.name}, {"severity", word(r.worst)}, {"message", r.summary}});
    return reply.finish(true);
  }
  reply.headline(fmt::format("There are {} rules; what is merely possible they tell as a note.",
                             rules().size()));
  reply.blank();
  for (const Rule& r : rules()) {
    reply.branch("  " + padded(r.name, 18) + padded(word(r.worst), 9), std::string(r.summary));
  }
  return reply.finish(true);
}

// "1,618"
std::string with_commas(std::size_t n) {
  std::string digits = std::to_string(n);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

std::string headline(const Scene& scene, const CheckReport& report, EntityId about) {
  const std::string where =
      fmt::format("in {} {}{}", with_commas(report.statements),
                  report.statements == 1 ? "statement" : "statements",
                  about == EntityId::none ? ""
                  : scene.entity(about).kind == EntityKind::organization
                      ? fmt::format(" about {} and what is below it", short_name(scene, about))
                      : fmt::format(" about {}", short_name(scene, about)));
  std::vector<std::string> counts;
  for (const Severity s : severities) {
    const std::size_t n = report.of(s);
    if (n > 0) counts.push_back(fmt::format("{} {}{}", with_commas(n), word(s), n == 1 ? "" : "s"));
  }
  return counts.empty() ? fmt::format("Nothing is odd {}.", where)
                        : fmt::format("{} {}.", listed(counts), where);
}

// "chief executive (Acme)": half of all posts are called alike.
std::string name_of(const Scene& scene, EntityId id) {
  std::string name = short_name(scene, id);
  if (scene.entity(id).kind != EntityKind::post) return name;
  for (const Spell& s : scene.relations()) {
    if (s.subject == id && s.kind == StatementKind::post_in)
      return fmt::format("{} ({})", name, short_name(scene, s.object));
  }
  return name;
}

// Begins with a capital, without a full stop.
std::string text_of(const Scene& scene, const FindingText& sentence) {
  std::string text;
  for (const FindingText::Part& part : sentence.parts()) {
    if (const auto* words = std::get_if<std::string>(&part))
      text += shown(*words);
    else if (const auto* id = std::get_if<EntityId>(&part))
      text += name_of(scene, *id);
    else
      text += day_text(std::get<Bound>(part));
  }
  const bool words_first =
      !sentence.empty() && std::holds_alternative<std::string>(sentence.parts().front());
  if (words_first && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text;
}

std::string place_text(const Place& p) {
  if (p.line == 0) return shown(p.file);  // of the rows of tables no line is kept
  return fmt::format("{}:{}:{}", shown(p.file), p.line, p.column);
}

class Telling {
 public:
  Telling(Reply& reply, const Scene& scene) : reply_(reply), scene_(scene) {}

  void tell(const CheckFinding& f) {
    const std::string lead = f.places.empty() ? "" : place_text(f.places.front()) + ": ";
    const std::string cited = f.sources.empty() ? "" : " " + reply_.dim(reply_.cite(f.sources));
    reply_.branch("  ",
                  fmt::format("{}{} {}{}", lead, text_of(scene_, f.says) + ".",
                              reply_.bold(fmt::format("[{}]", f.rule)), cited),
                  "    ");
    for (std::size_t i = 1; i < f.places.size(); ++i)
      reply_.branch(i == 1 ? "    and " : "        ", place_text(f.places[i]));
    // What one can do about it is the same for many findings of a rule.
    std::string remedy = text_of(scene_, f.remedy) + ".";
    if (remedy_[f.rule] == remedy) return;
    reply_.branch("    → ", remedy);
    remedy_[f.rule] = std::move(remedy);
  }

 private:
  Reply& reply_;
  const Scene& scene_;
  std::map<std::string_view, std::string> remedy_;  // told last
};

Json row(Reply& reply, const Scene& scene, const CheckFinding& f) {
  Json about = Json::array(), places = Json::array();
  for (const EntityId id : f.about) about.push_back(json_entity(scene, id));
  for (const Place& p : f.places)
    places.push_back({{"file", p.file}, {"line", p.line}, {"column", p.column}});
  return {{"severity", word(f.severity)},
          {"rule", f.rule},
          {"message", text_of(scene, f.says)},
          {"remedy", text_of(scene, f.remedy)},
          {"first_day", f.first ? json_of(*f.first) : Json()},
          {"last_day", f.last ? json_of(*f.last) : Json()},
          {"about", std::move(about)},
          {"places", std::move(places)},
          {"sources", reply.sources_of(f.sources)}};
}

std::unique_ptr<Scene> scene_of(Session& session, const CheckReport& report, EntityId about) {
  Neighbourhood all;
  all.reach(about, 0);
  for (const CheckFinding& f : report.findings) {
    for (const EntityId id : f.about) all.reach(id, 0);
    for (const FindingText* sentence : {&f.says, &f.remedy}) {
      for (const FindingText::Part& part : sentence->parts()) {
        if (const auto* id = std::get_if<EntityId>(&part)) all.reach(*id, 0);
      }
    }
  }
  const Hop up{KindSet(StatementKind::post_in), {}};
  if (const auto named = all.entities(); !named.empty()) {
    for (Spell& s : session.source().relations(named, up)) all.add(std::move(s));
  }
  return std::make_unique<Scene>(session.source(), session.as_of(), std::move(all));
}

void tell_as_text(Reply& reply, const Scene& scene, const CheckReport& report, EntityId about) {
  reply.headline(headline(scene, report, about));
  for (const Severity s : severities) {
    if (report.of(s) == 0) continue;
    reply.blank();
    reply.line(reply.bold(s == Severity::error     ? "Errors"
                          : s == Severity::warning ? "Warnings"
                                                   : "Notes"));
    Telling telling(reply, scene);
    for (const CheckFinding& f : report.findings) {
      if (f.severity == s) telling.tell(f);
    }
  }
}

CheckReport looked_at(Session& session, const Scope& scope, Extent extent,
                      const std::set<std::string_view>& off) {
  const Store& store = session.store();
  CheckOptions options{{session.today(), session.as_of().known_at.value_or(after_all)}, off};
  ProgressLine line(session.world().err, session.world().err_is_terminal, true);
  options.progress = [&](std::size_t done, std::size_t of) { line({"entities", done, of}); };
  const auto look = [&](const Image* image) {
    return check({store, session.source(extent), store, store, image}, scope, options);
  };
  // Without rows of tables there is nothing that an image could show quicker.
  if (session.as_of().known_at || store.tables().empty()) return look(nullptr);
  if (extent == Extent::everything)
    return with_whole_graph(session, [&](const Image& image) { return look(&image); });
  const ImageOrStore* there = session.image(extent);
  if (there == nullptr || there->image() == nullptr) return look(nullptr);
  try {
    return look(there->image());
  } catch (const ImageError& e) {
    there->distrust(e);
    return look(nullptr);
  }
}

}  // namespace

int run_check(Session& session) {
  if (session.has("rules")) return list_rules(session);
  const std::set<std::string_view> off = turned_off(session);
  const auto hit = session.entity_if_named();
  const EntityId about = hit ? hit->entity : EntityId::none;
  const Extent extent = hit ? Extent::group : Extent::everything;
  const Scope scope =
      hit ? Scope(with_all_below(session.source(Extent::group), about)) : Scope::everything();
  const CheckReport report = looked_at(session, scope, extent, off);
  const auto scene = scene_of(session, report, about);

  Reply reply(session, structured_check(session, hit));
  reply.about(*scene, hit);
  reply.set("statements", report.statements);
  Json counts = Json::object();
  for (const Severity s : severities) counts[std::string(word(s))] = report.of(s);
  reply.set("counts", std::move(counts));
  const bool failed =
      report.of(Severity::error) > 0 || (session.has("strict") && report.of(Severity::warning) > 0);
  if (reply.as_data()) {
    for (const CheckFinding& f : report.findings) reply.row(row(reply, *scene, f));
  } else {
    tell_as_text(reply, *scene, report, about);
  }
  reply.finish(true);
  return failed ? differs : ok;
}

}  // namespace reorg::cli
