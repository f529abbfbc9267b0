// Names worth comparing with one that nobody bears.
#pragma once

#include <string>
#include <vector>

#include "core/names/name_index.hpp"

namespace reorg {

// All names of entities that have one which is like this folded name: with up to two slips, as a
// whole or as far as a word's end; with the same words in another order; with this as a part or as
// a part of this; for a single letter ("j zhang") any word that begins so. At most a few hundred; a
// bounded number of look-ups, however many names there are.
std::vector<NameHit> near_names(const NameIndex&, const std::string& folded);

}  // namespace reorg
