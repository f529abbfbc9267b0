#include "core/query/image_names.hpp"

#include <algorithm>
#include <tuple>

#include "core/names/name_forms.hpp"

namespace reorg {
namespace {

using Kind = StatementKind;

bool is_looked_up(const Image& image, const image::ValueRecord& value) {
  if (!Image::is_literal(value)) return false;
  const Kind kind = image.kind_of(value);
  return kind == Kind::name || kind == Kind::identifier;
}

// Everything that it is looked up by. Requires: no Image::Beside::names.
std::vector<NameForm> forms_of(const Image& image, Vertex v) {
  // Nobody is looked up who is not asked about: his relations come next.
  for (const bool out : {false, true}) {
    for (std::size_t kind = 0; kind < relation_kinds; ++kind)
      image.fetch_row(v, static_cast<Kind>(kind), out);
  }
  image.fetch_key(v);
  image.fetch_values(v);
  for (const image::ValueRecord& value : image.values_of(v)) {
    if (is_looked_up(image, value)) image.fetch_text(value);
  }
  std::vector<NameForm> forms;
  const Entity e = image.entity(v);
  add_key(forms, e.key);
  add_description(forms, e.description);
  for (const image::ValueRecord& value : image.values_of(v)) {
    if (!is_looked_up(image, value)) continue;
    const std::string_view aspect = image.text(image.qualifier(value.qualifier).aspect);
    if (image.kind_of(value) == Kind::name)
      add_name(forms, e.kind, aspect, image.text(value.value));
    else
      add_identifier(forms, aspect, image.text(value.value));
  }
  return forms;
}

auto place(const NameHit& h) { return std::tie(h.entity, h.aspect, h.text, h.bare); }

}  // namespace

// A name told twice, for other days, is one name.
std::vector<NameHit> ImageNames::exact(std::string_view folded) const {
  std::vector<NameHit> hits;
  for (const Vertex v : image_.bearers(Image::print_of(folded))) {
    if (image_.has_beside(v, Image::Beside::names)) return behind_().exact(folded);
    for (NameForm& f : forms_of(image_, v)) {
      if (f.folded == folded)
        hits.push_back({image_.graph().entity_of(v), image_.kind_of(v),
                        std::string(image_.key_of(v)), std::move(f.text), std::move(f.aspect),
                        f.bare});
    }
  }
  std::ranges::sort(hits, {}, place);
  const auto more = std::ranges::unique(hits, {}, place);
  hits.erase(more.begin(), more.end());
  return hits;
}

std::vector<NameHit> ImageNames::between(std::string_view from, std::string_view before,
                                         std::size_t limit) const {
  return behind_().between(from, before, limit);
}

std::vector<EntityId> ImageNames::with_part(std::string_view from, std::string_view before,
                                            std::size_t limit) const {
  return behind_().with_part(from, before, limit);
}

std::optional<std::string> ImageNames::next(Shelf shelf, std::string_view from) const {
  return behind_().next(shelf, from);
}

std::vector<NameHit> ImageNames::names_of(std::span<const EntityId> entities) const {
  return behind_().names_of(entities);
}

std::vector<Spell> ImageNames::borne(std::span<const EntityId> entities) const {
  std::vector<Spell> spells;
  for (const EntityId id : entities) {
    const Vertex v = image_.vertex_of(id);
    if (v == no_vertex) continue;
    for (const image::ValueRecord& value : image_.values_of(v)) {
      Spell s = image_.value_spell(v, value);
      if (s.kind == Kind::name) spells.push_back(std::move(s));
    }
  }
  return spells;
}

}  // namespace reorg
