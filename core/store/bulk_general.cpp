// What is no literal: events, changes, and statements that need others to be understood.
#include <map>

#include "core/store/batch_index.hpp"
#include "core/store/bulk_steps.hpp"
#include "core/store/read.hpp"
#include "core/store/records.hpp"
#include "core/store/sync.hpp"

namespace reorg::sql {
namespace {

// As a batch of their own, of all and only the entities and sources that they name.
class WritingGeneral {
 public:
  explicit WritingGeneral(BulkJob& job) : job_(job) {}

  void run() {
    job_.tell("statements", 0, job_.general.size());
    Batch batch;
    batch.files.push_back(job_.file_name);
    std::vector<EntityId> entities;
    std::vector<SourceId> sources;
    fill(batch, entities, sources);
    const BatchIndex index(batch);
    StoreIds ids(batch);
    ids.entities = entities;
    ids.sources = sources;
    const auto parts = index.parts();
    const Sync sync{job_.c, index, parts.front(), job_.file, ids, job_.difference};
    sync_events(sync);
    sync_changes(sync);
    sync_statements(sync);
  }

 private:
  void fill(Batch& batch, std::vector<EntityId>& entities, std::vector<SourceId>& sources) {
    std::map<EntityId, EntityId> entity_numbers{{EntityId::none, EntityId::none}};
    std::map<SourceId, SourceId> source_numbers;
    const auto use_entity = [&](EntityId& e) { entity_numbers.try_emplace(e, EntityId::none); };
    const auto use_source = [&](SourceId& s) { source_numbers.try_emplace(s, SourceId::none); };
    const auto from_stream = [&](SourceId& s) { s = job_.source_of(s); };
    const auto each = [](auto& list, const auto& work) {
      for (auto& item : list) work(item);
    };
    for (Event& e : job_.events) each(e.sources, from_stream);
    for (Change& c : job_.changes) {
      each(c.sources, from_stream);
      for (auto* list : {&c.originals, &c.results, &c.others})
        each(*list, [&](EntityId& e) { e = job_.entity_of(e); });
    }
    const auto with_all = [&](const auto& entity, const auto& source) {
      for (Event& e : job_.events) each(e.sources, source);
      for (Change& c : job_.changes) {
        each(c.sources, source);
        for (auto* list : {&c.originals, &c.results, &c.others}) each(*list, entity);
      }
      for (Statement& s : job_.general) {
        for (EntityId* e : {&s.subject, &s.object, &s.capacity_of}) entity(*e);
        each(s.sources, source);
      }
    };
    with_all(use_entity, use_source);
    for (auto& [id, local] : entity_numbers) {
      if (id == EntityId::none) continue;
      entities.push_back(id);
      local = static_cast<EntityId>(entities.size());
    }
    for (auto& [id, local] : source_numbers) {
      sources.push_back(id);
      local = static_cast<SourceId>(sources.size());
    }
    batch.entities = read_entities(job_.c, entities);
    batch.sources = read_sources_of(sources);
    with_all([&](EntityId& e) { e = entity_numbers.at(e); },
             [&](SourceId& s) { s = source_numbers.at(s); });
    for (std::size_t n = 0; n < job_.general.size(); ++n) {
      job_.general[n].id = static_cast<StatementId>(n + 1);
      job_.general[n].place.file = job_.file_name;
    }
    for (Event& e : job_.events) e.place.file = job_.file_name;
    for (Change& c : job_.changes) c.place.file = job_.file_name;
    batch.events = std::move(job_.events);
    batch.changes = std::move(job_.changes);
    batch.statements = std::move(job_.general);
    renumber(batch);
  }

  std::vector<Source> read_sources_of(const std::vector<SourceId>& ids) {
    std::vector<Source> found = sql::read_sources(job_.c, ids);
    for (Source& s : found) s.place.file = job_.file_name;
    return found;
  }

  static void renumber(Batch& batch) {
    const auto number_all = [](auto& list) {
      for (std::size_t n = 0; n < list.size(); ++n)
        list[n].id = static_cast<decltype(list[n].id)>(n + 1);
    };
    number_all(batch.entities);
    number_all(batch.sources);
    for (Entity& e : batch.entities) e.declared = false;
  }

  BulkJob& job_;
};

}  // namespace

void write_general(BulkJob& job) { WritingGeneral(job).run(); }

std::size_t write_judgements(BulkJob& job) {
  std::size_t judged = 0;
  for (const ToldJudgement& j : job.judgements) {
    if (is_recorded(job.c, j)) continue;
    add_judgement(job.c, j, job.difference.revision);
    job.difference.substance = true;
    ++judged;
  }
  return judged;
}

}  // namespace reorg::sql
