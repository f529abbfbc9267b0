// Whether each key and each identifier means one entity, over all files and what was recorded.
#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>
#include <set>

#include <utf8proc.h>

#include "core/format/sections.hpp"
#include "core/model/judgement.hpp"

namespace reorg::format {
namespace {

// Only to see that two files mean the same: case and width aside.
std::string folded(const std::string& text) {
  utf8proc_uint8_t* out = nullptr;
  const auto size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                   static_cast<utf8proc_ssize_t>(text.size()), &out,
                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE |
                                                  UTF8PROC_COMPAT | UTF8PROC_CASEFOLD));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(out, &std::free);
  if (size < 0) return text;
  return {reinterpret_cast<const char*>(out), static_cast<std::size_t>(size)};
}

using Texts = std::set<std::string>;

// What each file calls each entity that is declared more than once or was recorded before.
class Bearers {
 public:
  explicit Bearers(const Reading& reading) {
    for (const Entity& e : reading.batch.entities) note(reading, e);
    for (const Statement& s : reading.batch.statements) add(reading, s);
  }

  // By file, folded.
  const std::map<std::string, Texts>& of(const std::string& key) const {
    static const std::map<std::string, Texts> nothing;
    const auto found = names_.find(key);
    return found == names_.end() ? nothing : found->second;
  }
  std::vector<std::string> as_written(const std::string& key) const {
    const auto found = written_.find(key);
    if (found == written_.end()) return {};
    return {found->second.begin(), found->second.end()};
  }

 private:
  void note(const Reading& reading, const Entity& e) {
    const auto declared = reading.declarations.find(e.key);
    if (declared == reading.declarations.end()) return;
    if (declared->second.size() > 1 || reading.directory().entity(e.key)) watched_.insert(e.id);
    if (!e.description.empty() && watched_.contains(e.id)) {
      for (const Declaration& d : declared->second)
        names_[e.key][d.file].insert(folded(e.description));
    }
  }
  void add(const Reading& reading, const Statement& s) {
    if (s.kind != StatementKind::name && s.kind != StatementKind::identifier) return;
    if (!watched_.contains(s.subject)) return;
    const std::string& key = reading.entity(s.subject).key;
    const bool identifier = s.kind == StatementKind::identifier;
    names_[key][s.place.file].insert(identifier ? s.aspect + ":" + s.value : folded(s.value));
    written_[key].insert(s.value);
    if (identifier) written_[key].insert(s.aspect + ":" + s.value);
  }

  std::set<EntityId> watched_;
  std::map<std::string, std::map<std::string, Texts>> names_;
  std::map<std::string, Texts> written_;
};

bool share_one(const Texts& a, const Texts& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& text) { return b.contains(text); });
}

constexpr const char* remedy =
    "; repeat a name or an identifier from there if they are one, or give one another key";

void check_files(Reading& reading, const std::string& key, const std::vector<Declaration>& told,
                 const Bearers& bearers) {
  const auto& by_file = bearers.of(key);
  const auto names_in = [&](const Declaration& d) {
    const auto found = by_file.find(d.file);
    return found == by_file.end() ? Texts{} : found->second;
  };
  for (std::size_t i = 1; i < told.size(); ++i) {
    const Texts own = names_in(told[i]);
    const bool shared =
        std::any_of(told.begin(), told.begin() + static_cast<std::ptrdiff_t>(i),
                    [&](const Declaration& d) { return share_one(own, names_in(d)); });
    if (shared || reading.stand_together(told[i].file, told.front().file)) continue;
    reading.problems.add(told[i].place, quoted(key) + " shares no name and no identifier with " +
                                            quoted(key) + " at " + shown(told.front().place) +
                                            remedy);
  }
}

void check_record(Reading& reading, const std::string& key, const Declaration& told,
                  const Bearers& bearers) {
  const Directory& directory = reading.directory();
  const auto recorded = directory.entity(key);
  if (!recorded || directory.only_from(key, reading.batch.files)) return;
  const Entity& own = reading.entity(reading.entity(key));
  if (!own.description.empty() && own.description == recorded->description) return;
  if (directory.shares_name(key, bearers.as_written(key))) return;
  reading.problems.add(told.place, quoted(key) + " shares no name and no identifier with the " +
                                       quoted(key) + " recorded before" + remedy);
}

Judgements judgements_of(const Batch& batch) {
  std::vector<Judgement> all;
  for (const ToldJudgement& j : batch.judgements) {
    Judgement one;
    one.verdict = j.verdict;
    one.kept = j.kept;
    one.other = j.other;
    all.push_back(std::move(one));
  }
  return Judgements(std::move(all));
}

void check_identifier(Reading& reading, const Judgements& told, const Statement& s,
                      std::map<std::pair<std::string, std::string>, const Statement*>& bearers) {
  const std::string& key = reading.entity(s.subject).key;
  const std::string text = s.aspect + " " + quoted(s.value);
  const auto [first, is_new] = bearers.emplace(std::pair{s.aspect, s.value}, &s);
  const auto at = [&](const Statement& one) { return reading.place_in_message(one.place); };
  const Directory& directory = reading.directory();
  const auto other = [&](const std::string& k) {
    return k != key && !directory.are_one(k, key) && !told.are_one(k, key);
  };
  const bool together = !is_new && reading.stand_together(s.place.file, first->second->place.file);
  if (!is_new && !together && other(reading.entity(first->second->subject).key)) {
    reading.problems.add(at(s), "the identifier " + text + " of " + quoted(key) + " is that of " +
                                    quoted(reading.entity(first->second->subject).key) + " at " +
                                    shown(at(*first->second)) +
                                    "; mend one, or use one key for both");
    return;
  }
  const auto owner = directory.owner_of(s.aspect, s.value);
  if (!owner || !other(*owner) || directory.only_from(*owner, reading.batch.files)) return;
  reading.problems.add(at(s), "the identifier " + text + " of " + quoted(key) +
                                  " is recorded as that of " + quoted(*owner) +
                                  "; mend it, or use that key here");
}

}  // namespace

void check_identities(Reading& reading) {
  const Bearers bearers(reading);
  for (const auto& [key, told] : reading.declarations) {
    check_files(reading, key, told, bearers);
    check_record(reading, key, told.front(), bearers);
  }
  const Judgements told = judgements_of(reading.batch);
  std::map<std::pair<std::string, std::string>, const Statement*> identifiers;
  for (const Statement& s : reading.batch.statements) {
    if (s.kind != StatementKind::identifier || s.effect != Effect::always) continue;
    check_identifier(reading, told, s, identifiers);
  }
}

}  // namespace reorg::format
