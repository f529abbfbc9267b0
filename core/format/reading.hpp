// The state of one import while its files are read together.
#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/format/file.hpp"
#include "core/format/problems.hpp"

namespace reorg::format {

// Where an entity was declared, and how.
struct Declaration {
  Place place;  // as in messages
  EntityKind kind = EntityKind::organization;
  std::string word;  // the kind as written: company, unit, …
  std::string file;  // its name
};

struct Withdrawal {
  EventId event = EventId::none;
  Place place;  // of the event's key, as in messages
};

class Reading {
 public:
  explicit Reading(const Directory& directory) : directory_(directory) {}

  Batch batch;
  Problems problems;
  const Directory& directory() const { return directory_; }

  // The entity of that key, from these files or from the directory; `none` when nobody knows it.
  EntityId entity(const std::string& key);
  EntityId add_entity(Entity);
  bool is_declared(const std::string& key) const { return entities_.contains(key); }
  const Entity& entity(EntityId id) const { return batch.entities[number(id) - 1]; }
  std::string nearest_entity(const std::string& key);

  SourceId source(const std::string& key) const;
  SourceId add_source(Source);
  std::vector<const Source*> sources(const std::vector<SourceId>&) const;
  std::string nearest_source(const std::string& key) const;

  // A place in the batch, as messages write it.
  Place place_in_message(Place place) const {
    const auto path = paths.find(place.file);
    if (path != paths.end()) place.file = path->second;
    return place;
  }

  // Where a post's seats were told first, if they were.
  const Place* seats_told_at(EntityId id) const {
    const auto found = seats_.find(id);
    return found == seats_.end() ? nullptr : &found->second;
  }
  void seats_told(EntityId id, Place place) { seats_.emplace(id, std::move(place)); }

  // Whether that key stands in what could not be read: then its absence is no news.
  void could_not_read(const std::string& key) { unread_.insert(key); }
  void could_not_read_a_file() { unread_file_ = true; }
  bool may_be_declared(const std::string& key) const {
    return unread_file_ || unread_.contains(key);
  }

  std::map<std::string, std::vector<Declaration>> declarations;  // of entities, by key
  std::unordered_map<std::string, EventId> events;               // by key
  std::map<std::string, Place> claims;                           // groups of rivals, by key
  std::vector<Withdrawal> withdrawals;
  std::map<std::string, std::string> paths;  // of files, by name
  std::set<std::string> sections;            // names of files that stand together in one text

  // Whether both stand in one text that holds several files: they were recorded together before,
  // however odd they look beside each other.
  bool stand_together(const std::string& file, const std::string& other) const {
    return file != other && sections.contains(file) && sections.contains(other) &&
           paths.at(file) == paths.at(other);
  }
  std::vector<Place> source_places;  // as in messages, by number

 private:
  const Directory& directory_;
  std::unordered_map<std::string, EntityId> entities_;
  std::unordered_map<std::string, SourceId> sources_;
  std::vector<std::string> keys_;  // of all entities, gathered for the first bad reference
  std::size_t proposals_ = 0;
  std::map<EntityId, Place> seats_;
  std::set<std::string> unread_;
  bool unread_file_ = false;
};

}  // namespace reorg::format
