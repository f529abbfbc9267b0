// When a row of a bundle holds: from, until and last, read as the bundle's options say.
#pragma once

#include "core/format/bundle_row.hpp"

namespace reorg::format {

// Fills from and until of a statement whose effect and event are known. Throws Refusal.
void read_bounds(const SheetReader&, const BundleOptions&, Statement&);

}  // namespace reorg::format
