// Whether the keys and identifiers of a bundle mean the same as in what others have recorded.
#include <algorithm>

#include "core/format/bundle_reader.hpp"
#include "core/model/judgement.hpp"

namespace reorg {

using format::quoted;

// Notes who was recorded before by other files, to see in the end whether they share a name.
void Bundle::Reader::meet_others(const Rows& rows, const Entity& e) {
  const auto recorded = others_->entity(e.key);
  if (!recorded || others_->only_from(e.key, std::span(&name, 1))) return;
  if (recorded->kind != e.kind) {
    add_problem({rows.place(Column::key), "key: " + quoted(e.key) + " is recorded as " +
                                              format::with_article(recorded->kind) +
                                              "; keys are global, use another here"});
    return;
  }
  if (!e.description.empty() && e.description == recorded->description) return;
  Entity met = e;
  met.place = rows.place(Column::key);
  watched_.emplace(number(e.id), std::pair(std::move(met), std::vector<std::string>{}));
}

void Bundle::Reader::watch(const Statement& s) {
  if (s.kind != StatementKind::name && s.kind != StatementKind::identifier) return;
  const auto found = watched_.find(number(s.subject));
  if (found == watched_.end()) return;
  auto& names = found->second.second;
  names.push_back(s.value);
  if (s.kind == StatementKind::identifier) names.push_back(s.aspect + ":" + s.value);
}

// Of undated identifiers, as in change files: a dated one may have passed from one to another.
void Bundle::Reader::check_identifier(const Rows& rows, const Statement& s) {
  const std::string key(rows.cell(Column::entity));
  const std::string text = s.aspect + " " + quoted(s.value);
  const auto before =
      identifiers_.add(s.aspect + "\n" + s.value, static_cast<std::uint32_t>(rows.table().line()));
  const Place place = rows.place(Column::value);
  if (!before) {
    bearers_.push_back(key);
  } else if (const std::string& other = bearers_[before.number - 1]; other != key) {
    shared_.push_back(
        {{place, "value: the identifier " + text + " of " + quoted(key) + " is that of " +
                     quoted(other) + " in line " + std::to_string(before.line) +
                     "; mend one, or use one key for both"},
         key,
         other});
  }
  if (others_ == nullptr) return;
  const auto owner = others_->owner_of(s.aspect, s.value);
  if (!owner || *owner == key || others_->only_from(*owner, std::span(&name, 1))) return;
  shared_.push_back(
      {{place, "value: the identifier " + text + " of " + quoted(key) + " is recorded as that of " +
                   quoted(*owner) + "; mend it, or use that key here"},
       key,
       *owner});
}

void Bundle::Reader::check_others() {
  for (const auto& [id, met] : watched_) {
    const auto& [entity, names] = met;
    if (others_->shares_name(entity.key, names)) continue;
    add_problem({entity.place, "key: " + quoted(entity.key) +
                                   " shares no name and no identifier with the " +
                                   quoted(entity.key) +
                                   " recorded before; repeat a name or an identifier from there if "
                                   "they are one, or give one another key"});
  }
  if (shared_.empty()) return;
  std::vector<Judgement> all;
  for (const Told& told : judgements_) {
    Judgement one;
    one.verdict = told.judgement.verdict;
    one.kept = told.judgement.kept;
    one.other = told.judgement.other;
    all.push_back(std::move(one));
  }
  const Judgements judged(std::move(all));
  for (const Shared& s : shared_) {
    if (judged.are_one(s.key, s.other)) continue;
    if (others_ == nullptr || !others_->are_one(s.key, s.other)) add_problem(s.problem);
  }
}

}  // namespace reorg
