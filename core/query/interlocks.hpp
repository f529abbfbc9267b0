// Who holds several positions at once, in one structure or in two: interlocks.
//
// The word is that of the study of boards, where two companies are interlocked by a director whom
// they share; here every post, charge and membership counts.
#pragma once

#include <compare>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/graph/image.hpp"
#include "core/query/career.hpp"

namespace reorg {

struct HeldAtOnce {
  Position position;
  Tenure tenure;
};

// Two positions with a day in common within the scene's days.
struct AtOnce {
  std::size_t first = 0, second = 0;  // indices of `positions`; of two structures: one in each
  Stretch both;                       // all the time in common
  Certainty certainty = Certainty::no;
};

struct Interlock {
  EntityId person = EntityId::none;
  std::vector<HeldAtOnce> positions;  // in order of time; only those that are in some pair
  std::vector<AtOnce> pairs;
  Certainty certainty = Certainty::no;  // of the surest pair
  bool across = false;                  // some pair is in two organizations
};

// Posts and charges of these people, anywhere. What nobody holds at once with another is not kept,
// so that the scene is as small as its answer.
std::unique_ptr<Scene> interlocks_scene(const RelationSource&, std::span<const EntityId> people,
                                        const AsOf&);
// Posts in, charges over and memberships of an organization, or two, and all below.
std::unique_ptr<Scene> interlocks_scene_below(const RelationSource&,
                                              std::span<const EntityId> roots, const AsOf&);

// People with two or more posts or charges at once: those in several organizations first, then
// certain before possible, by name.
std::vector<Interlock> interlocks(const Scene&);
// The same of many people, who are looked at in portions: an answer about a million of them is
// never held. Those who have nothing to tell are forgotten, those who have are looked at once more
// when their turn comes.
class ManyInterlocks {
 public:
  // `wanted`: which pairs count; `alive`: called now and then, with how many people were looked at;
  // `portion`: how many at a time.
  ManyInterlocks(const RelationSource&, std::vector<EntityId> people, AsOf,
                 std::function<bool(Certainty)> wanted,
                 const std::function<void(std::size_t)>& alive = {}, std::size_t portion = 5'000);

  std::size_t certain() const { return certain_; }
  std::size_t size() const { return order_.size(); }  // people, the possible ones among them
  std::size_t taken() const { return taken_; }

  // The next ones in the order of interlocks(), with what tells them in words. None: all are taken.
  struct Some {
    std::unique_ptr<Scene> scene;
    std::vector<Interlock> locks;
  };
  Some take();

 private:
  struct Key {
    bool within, possible;
    std::string name;
    EntityId person;
    // NOLINTNEXTLINE(readability-implicit-bool-conversion): inside the comparison it defaults to
    friend auto operator<=>(const Key&, const Key&) = default;
  };

  Some look_at(std::span<const EntityId> people) const;
  void note_contested(const Scene&);

  const RelationSource& source_;
  AsOf as_of_;
  std::function<bool(Certainty)> wanted_;
  std::size_t portion_;
  std::vector<Key> order_;
  std::vector<EntityId>
      contested_;             // whose positions are rivals' claims: told with those of others
  std::optional<Some> only_;  // when one portion held them all
  std::size_t certain_ = 0, taken_ = 0;
};

// People who may have two posts or charges at once, and perhaps some who have not: from one pass
// over the image's lines, by id. Throws ImageError.
std::vector<EntityId> perhaps_interlocked(const Image&, const AsOf&);

// The same of those within an organization and below it alone.
std::vector<Interlock> interlocks_within(const Scene&, EntityId organization);
// People with a position within each of two at once, memberships among them. Where the positions
// lay is asked of the time in common. When one of the two lies in the other, the larger is taken
// without it.
std::vector<Interlock> interlocks_between(const Scene&, EntityId first, EntityId second);

}  // namespace reorg
