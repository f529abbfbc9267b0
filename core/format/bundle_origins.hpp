// What the rows of an exported bundle refer to: the sources, events and parts of events of all
// files as those of one.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/format/bundle_text.hpp"
#include "core/model/model.hpp"
#include "core/timeline/knowledge.hpp"

namespace reorg::format {

// ---- Cells
// ---------------------------------------------------------------------------------------

std::string edtf(const std::optional<Date>&);
std::string unless(bool usual, std::string_view text);
// Only what the reader would not find out itself.
std::string known_cell(Knowledge told, Knowledge without_saying);
std::optional<Day> latest(const std::optional<Date>&);

// ---- Whom rows refer to
// --------------------------------------------------------------------------

// Those of judgements, too. The batch must outlive it.
class BundleSources {
 public:
  explicit BundleSources(const Batch&);

  std::vector<std::string> rows() const;
  // A key that stands for two sources, told in files apart, is one of two in one file.
  const std::string& key(const Source& s) const { return keys_.at({key_of(s), content(s)}); }
  std::string keys(const std::vector<SourceId>&) const;
  std::optional<Day> published(const std::vector<SourceId>&) const;

 private:
  static std::string content(const Source&);
  static std::string key_of(const Source&);

  const Batch& batch_;
  std::map<std::pair<std::string, std::string>, std::string> keys_;
  std::vector<const std::string*> of_batch_;  // keys, by number
};

// Several files may tell one event: in the order of what they say, whatever is told first stands.
// The batch and the sources must outlive it.
class BundleEvents {
 public:
  BundleEvents(const Batch&, const BundleSources&);

  std::vector<std::string> rows() const;
  const std::vector<std::string>& part_rows() const { return part_rows_; }

  const Event* of(EventId) const;    // null for none
  std::string part(ChangeId) const;  // "2", from 1 within each event; empty for none
  bool is_withdrawn(const Event& e) const { return withdrawn_.contains(e.key); }

 private:
  std::string row(const Event&) const;
  RowText part_row(const Change&) const;
  std::string keys(const std::vector<EntityId>&) const;
  void put_together();
  void number_parts();

  const Batch& batch_;
  const BundleSources& sources_;
  std::set<std::string> withdrawn_;
  std::map<std::string, Event> merged_;
  std::map<ChangeId, int> numbers_;
  std::vector<std::string> part_rows_;
};

}  // namespace reorg::format
