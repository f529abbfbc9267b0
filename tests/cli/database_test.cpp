// The database of a run: an answer comes from one state of it, whatever it is read from.
#include "cli/database.hpp"

#include <sstream>

#include <catch2/catch.hpp>

#include "tests/store/batch_rows.hpp"
#include "tests/store/scratch_folder.hpp"
#include "tests/store/teller.hpp"

using namespace reorg;
using namespace reorg::cli;
using namespace reorg::tests;

namespace {

struct Written {
  ScratchFolder folder;
  std::string path = (folder / "x.reorg").string();
  std::ostringstream said;
  ProgressLine progress{said, false, false};

  Written() {
    add("a");
    optimize();
  }
  void add(const std::string& key) const {
    Teller t(key + ".csv");
    t.declare(key);
    t.always(StatementKind::name, key, "The " + key);
    BatchRows rows(t.batch());
    Store::open(path, Store::Access::write).import_rows(rows, Store::Run::real);
  }
  void optimize() const {
    const Store store = Store::open(path, Store::Access::read);
    const Store::Moment one_state(store);
    make_image(store, path, nullptr);
  }
};

}  // namespace

TEST_CASE("database: an image of the latest state is used without opening it", "[cli]") {
  Written w;
  Database database;
  const ImageOrStore* image = database.image(w.path, Look::at_a_glance, w.said, w.progress);
  REQUIRE(image != nullptr);
  CHECK(image->exact("the a").size() == 1);
  CHECK(database.image(w.path, Look::make_if_big, w.said, w.progress) == image);
  // Once it is open there is no need to look.
  Database open;
  open.open(w.path, Store::Access::read);
  CHECK(open.image(w.path, Look::at_a_glance, w.said, w.progress) == nullptr);
  CHECK(open.image(w.path, Look::closely, w.said, w.progress) != nullptr);
  CHECK(w.said.str().empty());
}

TEST_CASE("database: another answer looks again", "[cli]") {
  Written w;
  Database database;
  REQUIRE(database.image(w.path, Look::at_a_glance, w.said, w.progress) != nullptr);
  database.let_go();
  w.add("b");
  CHECK(database.image(w.path, Look::closely, w.said, w.progress) == nullptr);
  CHECK(database.open(w.path, Store::Access::read).entity("b"));
  database.let_go();
  w.optimize();
  const ImageOrStore* image = database.image(w.path, Look::closely, w.said, w.progress);
  REQUIRE(image != nullptr);
  CHECK(image->exact("the b").size() == 1);
}

TEST_CASE("database: an answer that began with one state does not go on with another", "[cli]") {
  Written w;
  Database database;
  const ImageOrStore* image = database.image(w.path, Look::at_a_glance, w.said, w.progress);
  REQUIRE(image != nullptr);
  w.add("b");
  CHECK(image->exact("the b").empty());  // it still is what it was
  CHECK_THROWS_AS(image->between("the b", "the c", 5), StateChanged);
  database.let_go();
  CHECK(database.image(w.path, Look::at_a_glance, w.said, w.progress) == nullptr);
  CHECK(database.open(w.path, Store::Access::read).between("the b", "the c", 5).size() == 1);
}

TEST_CASE("database: whoever writes reads what he writes", "[cli]") {
  Written w;
  Database database;
  database.open(w.path, Store::Access::write);
  CHECK(database.image(w.path, Look::make_if_big, w.said, w.progress) == nullptr);
}
