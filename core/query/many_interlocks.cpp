// Interlocks of everybody, in portions.
#include <algorithm>
#include <unordered_set>
#include <utility>

#include "core/query/interlocks.hpp"

namespace reorg {
namespace {

using Kind = StatementKind;

// The days on which a line may have held: [from, until).
struct Held {
  Vertex person;
  Day from, until;
};

void add_lines(const Image& image, Kind kind, const AsOf& as_of, std::vector<Held>& all) {
  const auto [first, last] = image.edges(kind);
  Vertex person = 0;
  for (std::uint32_t edge = first; edge < last; ++edge) {
    person = image.subject_of_edge(edge, person);
    Held held{person, before_all, after_all};
    if (Image::is_literal(image.record_of_edge(edge))) {
      const Literal line = image.edge_literal(edge);
      held.from = line.from;
      held.until = line.until;
    }
    if (held.from <= as_of.last && as_of.first < held.until) all.push_back(held);
  }
}

bool any_meet(std::span<const Held> lines, const AsOf& as_of) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (std::size_t j = i + 1; j < lines.size(); ++j) {
      const Day from = std::max({lines[i].from, lines[j].from, as_of.first});
      const Day last = std::min({lines[i].until - 1, lines[j].until - 1, as_of.last});
      if (from <= last) return true;
    }
  }
  return false;
}

}  // namespace

std::vector<EntityId> perhaps_interlocked(const Image& image, const AsOf& as_of) {
  std::vector<Held> all;
  add_lines(image, Kind::holds, as_of, all);
  add_lines(image, Kind::oversees, as_of, all);
  std::ranges::sort(all, {}, &Held::person);
  std::vector<EntityId> people;
  for (std::size_t first = 0, last = 0; first < all.size(); first = last) {
    const Vertex person = all[first].person;
    while (last < all.size() && all[last].person == person) ++last;
    if (last - first < 2 || !any_meet(std::span(all).subspan(first, last - first), as_of)) continue;
    if (person != 0 && image.kind_of(person) == EntityKind::person)
      people.push_back(image.graph().entity_of(person));
  }
  std::ranges::sort(people);
  return people;
}

ManyInterlocks::ManyInterlocks(const RelationSource& source, std::vector<EntityId> people,
                               AsOf as_of, std::function<bool(Certainty)> wanted,
                               const std::function<void(std::size_t)>& alive, std::size_t portion)
    : source_(source), as_of_(std::move(as_of)), wanted_(std::move(wanted)), portion_(portion) {
  for (std::size_t first = 0; first < people.size(); first += portion) {
    const std::size_t size = std::min(portion, people.size() - first);
    if (alive) alive(first);
    Some some = look_at(std::span(people).subspan(first, size));
    for (const Interlock& lock : some.locks) {
      const bool possible = lock.certainty != Certainty::certain;
      if (!possible) ++certain_;
      order_.push_back({!lock.across, possible, some.scene->name(lock.person), lock.person});
    }
    note_contested(*some.scene);
    if (people.size() <= portion) only_ = std::move(some);
  }
  std::ranges::sort(order_);
}

// Those are enough whose claims others may contest; a claim is told with its rivals (R5).
void ManyInterlocks::note_contested(const Scene& scene) {
  for (const Spell& s : scene.relations()) {
    if (!s.claim.empty() && (s.kind == Kind::holds || s.kind == Kind::oversees))
      contested_.push_back(s.subject);
  }
}

ManyInterlocks::Some ManyInterlocks::look_at(std::span<const EntityId> people) const {
  Some some;
  some.scene = interlocks_scene(source_, people, as_of_);
  some.locks = interlocks(*some.scene);
  for (Interlock& lock : some.locks)
    std::erase_if(lock.pairs, [this](const AtOnce& p) { return !wanted_(p.certainty); });
  std::erase_if(some.locks, [](const Interlock& lock) { return lock.pairs.empty(); });
  return some;
}

ManyInterlocks::Some ManyInterlocks::take() {
  const std::size_t size = std::min(only_ ? order_.size() : portion_, order_.size() - taken_);
  if (size == 0) return {};
  std::vector<EntityId> people;
  for (std::size_t i = 0; i < size; ++i) people.push_back(order_[taken_ + i].person);
  taken_ += size;
  if (only_) return *std::exchange(only_, std::nullopt);
  const std::unordered_set<EntityId> ours(people.begin(), people.end());
  people.insert(people.end(), contested_.begin(), contested_.end());
  std::ranges::sort(people);
  const auto again = std::ranges::unique(people);
  people.erase(again.begin(), again.end());
  Some some = look_at(people);
  std::erase_if(some.locks, [&](const Interlock& lock) { return !ours.contains(lock.person); });
  return some;
}

}  // namespace reorg
