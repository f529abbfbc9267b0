// Under which texts an entity is looked up: each name, identifier or key in every form that people
// type.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/model/model.hpp"

namespace reorg {

struct NameForm {
  std::string folded;  // fold.hpp; never empty
  std::string aspect;  // as NameHit has it (name_index.hpp)
  std::string text;    // the name as written
  bool bare = false;   // without its legal form
};

// Each adds the forms of one text; what folds to nothing has none.
void add_key(std::vector<NameForm>&, std::string_view key);
void add_description(std::vector<NameForm>&, std::string_view description);
// `aspect` as a statement has it: "preferred:en". Only organizations have a legal form.
void add_name(std::vector<NameForm>&, EntityKind, std::string_view aspect, std::string_view name);
// "0700" of the scheme "hkex": also as "hkex:0700".
void add_identifier(std::vector<NameForm>&, std::string_view scheme, std::string_view identifier);

}  // namespace reorg
