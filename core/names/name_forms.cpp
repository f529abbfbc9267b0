#include "core/names/name_forms.hpp"

#include <utility>

#include "core/names/fold.hpp"
#include "core/names/legal_form.hpp"

namespace reorg {
namespace {

void add(std::vector<NameForm>& forms, std::string folded, std::string_view aspect,
         std::string_view text, bool bare = false) {
  if (!folded.empty())
    forms.push_back({std::move(folded), std::string(aspect), std::string(text), bare});
}

}  // namespace

void add_key(std::vector<NameForm>& forms, std::string_view key) {
  add(forms, fold_name(key), "key", key);
}

void add_description(std::vector<NameForm>& forms, std::string_view description) {
  add(forms, fold_name(description), "description:", description);
}

void add_name(std::vector<NameForm>& forms, EntityKind kind, std::string_view aspect,
              std::string_view name) {
  if (aspect.empty()) aspect = "alias:";
  std::string folded = fold_name(name);
  if (kind == EntityKind::organization) {
    if (std::string bare = without_legal_form(folded); bare != folded)
      add(forms, std::move(bare), aspect, name, true);
  }
  add(forms, std::move(folded), aspect, name);
}

void add_identifier(std::vector<NameForm>& forms, std::string_view scheme,
                    std::string_view identifier) {
  const std::string aspect = "identifier:" + std::string(scheme);
  add(forms, fold_name(identifier), aspect, identifier);
  add(forms, fold_name(std::string(scheme) + ":" + std::string(identifier)), aspect, identifier);
}

}  // namespace reorg
