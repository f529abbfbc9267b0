// When nobody is known in a place that one expects to be filled: a post, the head of an
// organization. Not vacancies, of which a source would have to tell (R12).
#pragma once

#include <vector>

#include "core/query/scene.hpp"
#include "core/timeline/overlap.hpp"

namespace reorg {

// Days that touch the scene's days, within the place's own life as far as that is known, on which
// nobody is known there; whole, also where they begin before the scene's days or end after them.
// Nothing is said of the time before the first one known, unless the place existed by then, and
// nothing at all when nobody was ever known. Rivals (R5) fill the place: whichever is right,
// somebody was there.

// Without a known holder. None for a post with any number of seats, which nobody expects to be
// filled. Requires: everybody who ever held it is in the scene.
std::vector<Gap> holder_gaps(const Scene&, EntityId post);

// Without a known head, be it a person or the holder of a post. Requires: all its heads ever are in
// the scene, and whoever held their posts.
std::vector<Gap> head_gaps(const Scene&, EntityId organization);

}  // namespace reorg
