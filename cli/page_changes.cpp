#include "cli/page_changes.hpp"

#include <algorithm>
#include <map>

#include "cli/change_text.hpp"
#include "cli/event_text.hpp"
#include "core/query/log.hpp"

namespace reorg::cli {
namespace {

std::string sign_of(Verb verb) {
  switch (verb) {
    case Verb::found:
    case Verb::create:
    case Verb::spin_off:
    case Verb::appoint:
      return "+";
    case Verb::dissolve:
    case Verb::abolish:
    case Verb::leave:
    case Verb::vacate:
      return "−";
    case Verb::move:
    case Verb::merge:
    case Verb::split:
    case Verb::group:
    case Verb::transfer:
    case Verb::acquire:
      return "→";
    case Verb::rename:
    case Verb::reclassify:
    case Verb::upgrade:
      return "=";
    default:
      return "";
  }
}

class Writing {
 public:
  Writing(const RelationSource& source, const Scene& scene, Day known)
      : source_(source), scene_(scene), known_(known) {}

  void add(const LoggedEvent& e) {
    if (!e.date) return;
    charts::PageChange change;
    change.day = e.date->earliest == before_all ? e.date->latest : e.date->earliest;
    if (change.day.is_endless()) return;
    change.date = date_phrase(e.date);
    change.title = event_title(e);
    change.marks = marks_of(e);
    change.possible = !e.date->is_one_day() || e.certainty != Certainty::certain;
    change.sources = cite(e.sources);
    for (const LoggedChange& c : e.changes) {
      std::string phrase = change_phrase(scene_, c, e.event);
      if (phrase.empty()) continue;
      const bool seen = c.change.verb == Verb::attest;
      change.lines.push_back(
          {sign_of(c.change.verb), std::move(phrase), seen, cite(c.sources), keys(parties(c))});
    }
    for (const Statement& s : e.plain) {
      change.lines.push_back({e.plain_ends ? "−" : "+", plain_phrase(scene_, s, e.plain_ends),
                              false, cite(s.sources), keys({s.subject, s.object})});
    }
    result_.changes.push_back(std::move(change));
  }

  PageChanges take() && {
    tell_sources();
    std::ranges::stable_sort(result_.changes, {}, &charts::PageChange::day);
    return std::move(result_);
  }

 private:
  std::string marks_of(const LoggedEvent& e) const {
    std::string marks = event_marks(e, known_);
    if (e.date->is_one_day()) return marks;
    if (!marks.empty()) marks += ", ";
    const bool ends_here = e.date->earliest == before_all;
    return marks + (ends_here ? "on this day at the latest" : "on this day at the earliest");
  }

  std::vector<std::size_t> cite(const std::vector<SourceId>& ids) {
    std::vector<std::size_t> numbers;
    for (const SourceId id : ids) {
      const auto [at, is_new] = numbers_.emplace(id, cited_.size());
      if (is_new) cited_.push_back(id);
      numbers.push_back(at->second);
    }
    return numbers;
  }

  std::vector<std::string> keys(const std::vector<EntityId>& ids) const {
    std::vector<std::string> result;
    for (const EntityId id : ids) {
      if (id != EntityId::none && scene_.has(id)) result.push_back(scene_.entity(id).key);
    }
    return result;
  }

  void tell_sources() {
    result_.sources.resize(cited_.size());
    for (const Source& s : source_.sources(cited_)) {
      result_.sources[numbers_.at(s.id)] = {
          s.title, s.publisher, s.published ? print(*s.published) : std::string(), s.address};
    }
  }

  const RelationSource& source_;
  const Scene& scene_;
  Day known_;
  PageChanges result_;
  std::vector<SourceId> cited_;
  std::map<SourceId, std::size_t> numbers_;
};

}  // namespace

PageChanges page_changes(Session& session, EntityId about, const AsOf& as_of) {
  const RelationSource& source = session.source();
  std::vector<LoggedEvent> entries = log(source, session.store(), about, std::nullopt, as_of);
  const auto scene = events_scene(source, entries, as_of, about);
  Writing writing(source, *scene, as_of.knowledge_day());
  for (const LoggedEvent& e : entries) writing.add(e);
  return std::move(writing).take();
}

}  // namespace reorg::cli
