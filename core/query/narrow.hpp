// ORG/NAME: a name sought within an organization.
#pragma once

#include "core/names/find.hpp"
#include "core/walk/relation_source.hpp"

namespace reorg {

// What bears the name (find.hpp), or, when nothing does and it is written "alibaba/ceo", what bears
// the part behind the last slash and is or was, at any time, in an organization of the name before
// it or in anything below: part of it, a post in it, a member, or somebody who holds a post in it
// or oversees any of it. What stands before the slash may be narrowed itself
// ("alibaba/cloud/president").
// When some of them are in the organization itself, the others are in `lower`; but posts further
// down are not meant at all when the organization has such a post of its own.
//
// When the second part is only borne outside, `exact` is empty and its bearers are in `nearest`.
FoundName narrow(const NameIndex&, const RelationSource&, std::string_view asked,
                 const Asking& = {});

}  // namespace reorg
