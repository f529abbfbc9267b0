#include "core/format/reading.hpp"

namespace reorg::format {
namespace {

// Looking for the nearest of a million keys takes a while; who has more wrong references than this
// has another trouble than typing.
constexpr std::size_t max_proposals = 50;

template <class Map>
auto look_up(const Map& map, const std::string& key) {
  using Id = typename Map::mapped_type;
  const auto found = map.find(key);
  return found == map.end() ? Id::none : found->second;
}

}  // namespace

EntityId Reading::entity(const std::string& key) {
  const EntityId known = look_up(entities_, key);
  if (known != EntityId::none) return known;
  auto recorded = directory_.entity(key);
  if (!recorded) return EntityId::none;
  recorded->declared = false;
  recorded->place = {};
  return add_entity(std::move(*recorded));
}

EntityId Reading::add_entity(Entity entity) {
  entity.id = EntityId{static_cast<std::uint32_t>(batch.entities.size() + 1)};
  entities_.emplace(entity.key, entity.id);
  batch.entities.push_back(std::move(entity));
  return batch.entities.back().id;
}

std::string Reading::nearest_entity(const std::string& key) {
  if (++proposals_ > max_proposals) return "";
  if (keys_.empty()) {
    keys_ = directory_.entity_keys();
    for (const Entity& e : batch.entities) keys_.push_back(e.key);
  }
  return did_you_mean(key, keys_);
}

SourceId Reading::source(const std::string& key) const { return look_up(sources_, key); }

SourceId Reading::add_source(Source source) {
  source.id = SourceId{static_cast<std::uint32_t>(batch.sources.size() + 1)};
  sources_.emplace(source.key, source.id);
  batch.sources.push_back(std::move(source));
  return batch.sources.back().id;
}

std::vector<const Source*> Reading::sources(const std::vector<SourceId>& ids) const {
  std::vector<const Source*> all;
  all.reserve(ids.size());
  for (const SourceId id : ids) all.push_back(&batch.sources[number(id) - 1]);
  return all;
}

std::string Reading::nearest_source(const std::string& key) const {
  std::vector<std::string> keys;
  keys.reserve(batch.sources.size());
  for (const Source& source : batch.sources) keys.push_back(source.key);
  return did_you_mean(key, keys);
}

}  // namespace reorg::format
