#include "cli/judging.hpp"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/findings.hpp"
#include "cli/text.hpp"
#include "core/names/fold.hpp"

namespace reorg::cli {
namespace {

Store& store(Session& session) { return session.store(Store::Access::amend); }

std::string without_mark(const std::string& word) {
  return word.starts_with("key:") ? word.substr(4) : word;
}

// A key that judgements speak of although nothing tells of it just now.
bool waits(Session& session, const Judgements& all, const std::string& word) {
  const std::string key = without_mark(word);
  return all.mentions(key) && !store(session).entity(key);
}

// A name means the entity, a key the record.
std::string key_of_record(Session& session, const NameHit& hit) {
  for (std::string& key : store(session).keys_of(hit.entity)) {
    if (fold_name(key) == fold_name(hit.text)) return std::move(key);
  }
  return hit.key;
}

struct Named {
  std::string key, survivor;
  std::optional<EntityKind> kind;
};

Named named(Session& session, const NameHit& hit) {
  return {key_of_record(session, hit), hit.key, hit.kind};
}

std::pair<Named, Named> two_named(Session& session, const Judgements& all) {
  const auto& words = session.names();
  const auto waiting = [&](const std::string& w) { return waits(session, all, w); };
  if (words.size() == 2 && std::ranges::any_of(words, waiting)) {
    const auto one = [&](const std::string& word) {
      const std::string key = without_mark(word);
      return waiting(word) ? Named{key, key, {}} : named(session, session.find(word));
    };
    return {one(words[0]), one(words[1])};
  }
  const auto [a, b] = session.two_entities();
  return {named(session, a), named(session, b)};
}

[[noreturn]] void one_record(Session& session, const Named& both) {
  const auto entity = store(session).entity(both.key);
  const auto keys = entity ? store(session).keys_of(entity->id) : std::vector<std::string>{};
  if (keys.size() < 2) {
    throw UsageError(fmt::format("both names are those of one record, {}", both.key),
                     {here(session, {"show", both.key})});
  }
  throw UsageError(
      fmt::format("both names are those of {}; its records are {}: name two by their keys",
                  both.survivor, listed(keys, "and")),
      {here(session, {"show", both.survivor})});
}

std::optional<Source> source_of(const Session& session) {
  Source s;
  const auto text = [&](const char* option) {
    return session.has(option) ? session.option(option) : std::string();
  };
  s.address = text("source");
  s.title = text("title");
  s.publisher = text("publisher");
  if (session.has("published")) {
    try {
      s.published = parse_date(text("published"));
    } catch (const DateError& e) {
      throw UsageError(fmt::format("--published {}", e.what()));
    }
  }
  const bool told = !s.address.empty() || !s.title.empty() || !s.publisher.empty() || s.published;
  return told ? std::optional(std::move(s)) : std::nullopt;
}

std::vector<std::string> taking_back(Verdict verdict, const TwoRecords& two) {
  return {std::string(word(verdict == Verdict::same ? Verdict::different : Verdict::same)),
          two.kept, two.other};
}

Json json_report(const Session& session, const Judged& j, Verdict verdict) {
  Json back = Json::array({"reorg"});
  for (const std::string& w : taking_back(verdict, j.records)) back.push_back(w);
  const auto& r = j.report;
  return {{"schema", 1},
          {"verdict", word(verdict)},
          {"kept", j.records.kept},
          {"other", j.records.other},
          {"survivor", verdict == Verdict::same ? Json(j.records.survivor) : Json()},
          {"known_before", r.known_before},
          {"statements", {{"kept", r.of_kept}, {"other", r.of_other}}},
          {"revision", r.revision ? Json(*r.revision) : Json()},
          {"dry_run", session.has("dry-run")},
          {"take_back", std::move(back)},
          {"findings", json_findings(r.findings)}};
}

}  // namespace

std::string here(const Session& session, std::vector<std::string> words) {
  for (std::string& w : session.typed_options([](const std::string& o) { return o != "db"; }))
    words.push_back(std::move(w));
  return command_line(words);
}

TwoRecords two_records(Session& session, Verdict verdict, const Judgements& all) {
  const auto [a, b] = two_named(session, all);
  if (a.key == b.key) one_record(session, a);
  const bool taken_back = verdict == Verdict::different && all.are_one(a.key, b.key);
  if (a.kind && b.kind && *a.kind != *b.kind && !taken_back) {
    const auto sort = [](EntityKind kind) {
      return std::string(kind == EntityKind::organization ? "an " : "a ") + std::string(word(kind));
    };
    throw UsageError(fmt::format("{} is {} and {} {}: only records of one kind can be one entity",
                                 a.key, sort(*a.kind), b.key, sort(*b.kind)),
                     {here(session, {"show", a.key}), here(session, {"show", b.key})});
  }
  return {a.key, b.key, a.survivor};
}

Judged judge(Session& session, Verdict verdict, const TwoRecords& two) {
  Judgement j;
  j.verdict = verdict;
  j.kept = two.kept;
  j.other = two.other;
  if (session.has("note")) j.note = session.option("note");
  const auto run = session.has("dry-run") ? Store::Run::dry : Store::Run::real;
  return {two, store(session).judge(j, source_of(session), run, to_string(session.today()))};
}

int tell(Session& session, Judged j, Verdict verdict, const std::string& what) {
  sort_by_place(j.report.findings);
  tell_findings(session.world(), j.report.findings);
  std::ostream& out = session.world().out;
  if (session.style().json) {
    out << json_report(session, j, verdict).dump(2, ' ', false, Json::error_handler_t::replace)
        << '\n';
    return ok;
  }
  const std::string end = j.report.revision ? fmt::format("; revision {}.", *j.report.revision)
                          : session.has("dry-run") ? "; a dry run, nothing was written."
                                                   : "; nothing changed.";
  out << what << end << '\n';
  if (j.report.revision)
    out << "To take it back: " << here(session, taking_back(verdict, j.records)) << '\n';
  return ok;
}

}  // namespace reorg::cli
