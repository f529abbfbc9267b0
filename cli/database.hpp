// The database of a run: the store, the graph image beside it, and one state of both for an answer.
#pragma once

#include <iosfwd>
#include <memory>
#include <optional>
#include <string>

#include "cli/graph_image.hpp"
#include "core/store/store.hpp"

namespace reorg::cli {

// Somebody wrote between two looks at the database for one answer, which is begun anew.
struct StateChanged : StoreError {
  StateChanged()
      : StoreError(Kind::locked, "somebody is writing to the database again and again; try later") {
  }
};

// The one database of a run: opened by whoever first asks for it, and kept for the next question of
// the same run.
class Database {
 public:
  Database() = default;
  Database(const Database&) = delete;  // its image knows where it is
  Database& operator=(const Database&) = delete;
  ~Database() = default;

  // From here on whatever is read comes from one revision, until let_go(). Throws StoreError, and
  // StateChanged if this answer has read from the image of another revision.
  Store& open(const std::string& path, Store::Access);
  // Whoever waits to write may do so now. The file stays open.
  void let_go();
  // The image of the database, or null: use the store. An answer that had it once keeps it.
  const ImageOrStore* image(const std::string& path, Look, std::ostream& err, ProgressLine&);
  // Lets go at the end of an answer.
  class LetGo {
   public:
    explicit LetGo(Database& database) : database_(database) {}
    LetGo(const LetGo&) = delete;
    LetGo& operator=(const LetGo&) = delete;
    ~LetGo() { database_.let_go(); }

   private:
    Database& database_;
  };

 private:
  void be_at(const std::string& path, Store::Access);
  bool image_is_current() const;
  void keep(std::unique_ptr<const Image>, std::ostream& err);

  std::optional<Store> store_;
  std::string path_;
  Store::Access access_ = Store::Access::read;
  std::optional<Store::Moment> moment_;
  std::unique_ptr<ImageOrStore> image_;
  // In this answer:
  bool image_in_use_ = false;       // it is of the state that the answer is about
  std::optional<Look> looked_for_;  // how closely
};

}  // namespace reorg::cli
