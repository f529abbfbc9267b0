// A graph image answers as the store does that it was made from.
#include "core/walk/image_source.hpp"

#include <functional>

#include <catch2/catch.hpp>

#include "core/diff/diff.hpp"
#include "core/graph/image_writer.hpp"
#include "core/query/image_names.hpp"
#include "core/query/structure.hpp"
#include "core/walk/local_graph.hpp"
#include "tests/graph/image_content.hpp"
#include "tests/property.hpp"
#include "tests/store/all_answers.hpp"
#include "tests/store/batch_rows.hpp"
#include "tests/store/scratch_folder.hpp"

using namespace reorg;
using namespace reorg::tests;
using Kind = StatementKind;

namespace {

constexpr auto real = Store::Run::real;

ImageStamp stamp_of(const Store& store) {
  const StoreStamp s = store.stamp();
  return {s.identity, s.stamp, s.revision};
}

void write_image(const std::filesystem::path& path, const Store& store) {
  ImageWriter writer(path, stamp_of(store));
  store.visit_entities([&](const Entity& e) { writer.add(e); });
  store.visit_spells([&](const Literal& l) { writer.add(l); },
                     [&](const Spell& s) { writer.add(s); });
  store.visit_sources([&](const Source& s) { writer.add(s); });
  store.visit_names([&](std::string_view folded, EntityId id) { writer.add_name(folded, id); });
  const Store::MoreTold more = store.more_told();
  for (const EntityId id : more.in_changes) writer.mark(id, Image::Beside::changes);
  for (const EntityId id : more.named) writer.mark(id, Image::Beside::names);
  writer.finish();
}

// Names that are literals: of somebody whom nobody else tells of, and of an old acquaintance.
Batch told_by_tables() {
  Teller t("tables");
  for (const char* key : {"new-a", "new-b", "o"}) {
    t.declare(key);
    t.always(Kind::name, key, "Acme Holdings Limited");
    t.always(Kind::name, key, "Acme").aspect = "alias:";
  }
  t.always(Kind::identifier, "new-b", "0700").aspect = "hkex";
  t.entity("new-b").description = "a holding";
  return t.batch();
}

KindSet some_kinds() {
  switch (below(5)) {
    case 0:
      return {};
    case 1:
      return KindSet(Kind::part_of);
    case 2:
      return KindSet(Kind::oversees, Kind::holds, Kind::reports_to);
    default:
      return KindSet(Kind::part_of, Kind::oversees, Kind::holds, Kind::post_in, Kind::reports_to,
                     Kind::member_of, Kind::owns, Kind::name, Kind::existence, Kind::note);
  }
}

std::vector<EntityId> some_of(const std::vector<EntityId>& all) {
  std::vector<EntityId> some;
  for (const EntityId id : all)
    if (below(2) == 0) some.push_back(id);
  return some;
}

std::vector<EntityId> sorted(std::vector<EntityId> ids) {
  std::ranges::sort(ids);
  return ids;
}

std::string words(const std::vector<OverseerRow>& rows) {
  std::string all;
  for (const OverseerRow& r : rows)
    all += " / " + std::to_string(number(r.organization)) + " " + std::to_string(number(r.person)) +
           " " + std::to_string(number(r.post)) + " " + r.capacity + " " + r.role + " " +
           std::string(word(r.via)) + " " + std::string(word(r.certainty)) +
           to_string(r.from.earliest) + to_string(r.until.latest) + " " +
           std::to_string(r.conflicts.size()) + " " + std::to_string(r.elsewhere.size());
  return all;
}

std::vector<std::string> words(const std::vector<Node>& nodes) {
  std::vector<std::string> all;
  for (const Node& n : nodes) {
    std::string text = std::to_string(number(n.organization)) + " " + std::to_string(n.depth) +
                       " " + std::string(word(n.certainty)) + (n.repeated ? " again" : "");
    if (n.line != nullptr) text += " line " + std::to_string(n.line->id);
    text += words(n.overseers);
    all.push_back(text);
  }
  return all;
}

std::vector<std::string> words(const Differences& differences) {
  std::vector<std::string> all;
  for (const Difference& d : differences.lines) {
    std::string text = std::string(word(d.kind)) + " " + std::string(word(d.certainty)) + " " +
                       std::to_string(number(d.about)) + " " + d.old_text + " " + d.new_text + " " +
                       d.aspect + " " + d.role;
    for (const auto* list : {&d.before, &d.after, &d.between, &d.concerned}) {
      text += " :";
      for (const EntityId id : *list) text += " " + std::to_string(number(id));
    }
    for (const Turn& t : d.turns) text += " turn " + std::to_string(t.spell->id);
    all.push_back(text);
  }
  all.push_back(std::to_string(differences.unchanged.organizations));
  return all;
}

}  // namespace

TEST_CASE("image and store: the same relations, values, turning and entities", "[image]") {
  const ScratchFolder folder;
  require_for_all(
      [&] {
        const Store store = some_store();
        write_image(folder / "x.image", store);
        const auto opened = Image::open(folder / "x.image", stamp_of(store));
        RC_ASSERT(opened.state == Image::State::fresh);
        const ImageSource source(*opened.image, [&]() -> const Store& { return store; });
        std::vector<EntityId> all = SpellText(store).all();
        all.push_back(EntityId{4711});
        for (int n = 0; n < 4; ++n) {
          const std::vector<EntityId> some = some_of(all);
          const Hop hop{some_kinds(), some_kinds()};
          RC_ASSERT(equal_sets(source.relations(some, hop), store.relations(some, hop)));
          const Day d = parse_date(some_day()).latest;
          const Hop on_the_day{hop.out, hop.in, {d, d}};
          const auto matters = [d](const Spell& s) {
            return !s.claim.empty() || (s.from.earliest <= d && d < s.until.latest);
          };
          std::vector<Spell> those = source.relations(some, on_the_day);
          std::vector<Spell> of_all = source.relations(some, hop);
          RC_TAG(those.size() < of_all.size());
          std::erase_if(those, std::not_fn(matters));
          std::erase_if(of_all, std::not_fn(matters));
          RC_ASSERT(equal_sets(those, of_all));
          const KindSet kinds = some_kinds();
          RC_ASSERT(equal_sets(source.values(some, kinds), store.values(some, kinds)));
          Day first = below(4) == 0 ? before_all : parse_date(some_day()).earliest;
          Day last = below(4) == 0 ? after_all : parse_date(some_day()).latest;
          if (last < first) std::swap(first, last);
          RC_ASSERT(sorted(source.turning(first, last)) == sorted(store.turning(first, last)));
        }
        const auto same = [](const Entity& a, const Entity& b) {
          return std::tie(a.id, a.key, a.kind, a.seats, a.description) ==
                 std::tie(b.id, b.key, b.kind, b.seats, b.description);
        };
        RC_ASSERT(std::ranges::equal(source.entities(all), store.entities(all), same));
        RC_ASSERT(told_changes(store, source) == told_changes(store, store));
        std::vector<SourceId> cited;
        for (std::uint32_t n = 0; n < 30; ++n) cited.push_back(SourceId{n});
        const auto same_sources = [](const Source& a, const Source& b) {
          return a.id == b.id && a.key == b.key && same_source(a, b);
        };
        RC_ASSERT(std::ranges::equal(source.sources(cited), store.sources(cited), same_sources));
      },
      property_cases(10));
}

TEST_CASE("image and store: the same names lead to the same entities", "[image]") {
  const ScratchFolder folder;
  require_for_all(
      [&] {
        Store store = some_store();
        BatchRows tables(told_by_tables());
        if (below(2) == 0) store.import_rows(tables, real);
        write_image(folder / "x.image", store);
        const auto opened = Image::open(folder / "x.image", stamp_of(store));
        int asked_behind = 0;
        const ImageNames names(*opened.image, [&]() -> const NameIndex& {
          ++asked_behind;
          return store;
        });
        const auto text = [](const std::vector<NameHit>& hits) {
          std::vector<std::string> all;
          for (const NameHit& h : hits)
            all.push_back(std::to_string(number(h.entity)) + std::string(word(h.kind)) + h.key +
                          "/" + h.text + "/" + h.aspect + (h.bare ? " bare" : ""));
          std::ranges::sort(all);
          return all;
        };
        std::vector<std::string> every{"nobody is called so", ""};
        store.visit_names([&](std::string_view folded, EntityId) { every.emplace_back(folded); });
        for (const std::string& name : every)
          RC_ASSERT(text(names.exact(name)) == text(store.exact(name)));
        const std::vector<EntityId> all = SpellText(store).all();
        RC_ASSERT(equal_sets(names.borne(all), store.borne(all)));
        RC_TAG(asked_behind > 0);
      },
      property_cases(10));
}

TEST_CASE("image, heap graph and store walk: the same trees, chains and differences", "[image]") {
  const ScratchFolder folder;
  require_for_all(
      [&] {
        const Store store = some_store();
        write_image(folder / "x.image", store);
        const auto opened = Image::open(folder / "x.image", stamp_of(store));
        const ImageSource source(*opened.image, [&]() -> const Store& { return store; });
        const EntityId root = store.entity(some_organization())->id;
        AsOf as_of{};
        const Date day = parse_date(some_day());
        as_of.first = day.earliest.is_endless() ? day.latest : day.earliest;
        as_of.last = day.latest;
        const auto both = [&](auto told) { RC_ASSERT(told(source) == told(store)); };
        both([&](const RelationSource& from) {
          const auto scene = tree_scene(from, std::span(&root, 1), any_number, as_of);
          return words(tree(*scene, std::span(&root, 1), any_number));
        });
        both([&](const RelationSource& from) {
          const auto scene = chain_scene(from, root, as_of);
          return words(chain(*scene, root));
        });
        both([&](const RelationSource& from) {
          const auto scene = overseers_scene(from, root, as_of);
          const OverseersAnswer answer = overseers(*scene, root);
          return words(answer.rows) + " gaps " + std::to_string(answer.gaps.size());
        });
        Between days{};
        days.before = parse_date(some_day()).latest;
        days.after = parse_date(some_day()).latest;
        const EntityId about = below(2) == 0 ? EntityId::none : root;
        both([&](const RelationSource& from) { return words(diff(from, store, days, about)); });

        // The mapped rows, the rows on the heap and a walk level by level.
        const Walk down{.seeds = {root},
                        .steps = {{.hop = {.in = KindSet(Kind::part_of)}, .times = any_number}}};
        const LocalGraph local(run(down, store));
        const AsOfView on_heap = local.within(as_of.first, as_of.last);
        std::vector<Spell> spells;
        for (std::uint32_t n = 0; n < opened.image->edge_count(); ++n)
          spells.push_back(opened.image->edge_spell(n));
        const AsOfView mapped(opened.image->graph(), spells, as_of.first, as_of.last);
        const auto text = [](const std::vector<Reached>& reached) {
          std::vector<std::tuple<EntityId, int, Certainty>> all;
          for (const Reached& r : reached) all.emplace_back(r.entity, r.depth, r.certainty);
          std::ranges::sort(all);
          return all;
        };
        RC_ASSERT(text(mapped.below(root)) == text(on_heap.below(root)));
      },
      property_cases(10));
}

TEST_CASE("image: one import more and it is stale; another database's is foreign", "[image]") {
  const ScratchFolder folder;
  Store store = Store::in_memory(), other = Store::in_memory();
  store.import(everybody(), real);
  other.import(everybody(), real);
  write_image(folder / "x.image", store);
  CHECK(Image::open(folder / "x.image", stamp_of(store)).state == Image::State::fresh);
  CHECK(Image::open(folder / "x.image", stamp_of(other)).state == Image::State::foreign);
  const StoreStamp before = store.stamp();
  store.import(everybody(), real);  // the same again: nothing changes
  CHECK(store.stamp().stamp == before.stamp);
  store.import(everybody(), Store::Run::dry);
  CHECK(Image::open(folder / "x.image", stamp_of(store)).state == Image::State::fresh);
  Teller t("more.yaml");
  t.declare("x");
  store.import(t.batch(), real);
  CHECK(store.stamp().identity == before.identity);
  CHECK(Image::open(folder / "x.image", stamp_of(store)).state == Image::State::stale);
  store.undo(1, real);
  CHECK(Image::open(folder / "x.image", stamp_of(store)).state == Image::State::stale);
}
