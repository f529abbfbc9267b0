// Who reports to whom: lines that a source states (R6), and what the structure alone suggests.
#pragma once

#include <memory>
#include <vector>

#include "core/query/tenure.hpp"

namespace reorg {

struct ReportLine {
  bool up = true;                   // to whom; else who reports to the one asked about
  EntityId other = EntityId::none;  // the other end: a person or a post
  std::vector<Hit> holders;         // of the other end when it is a post
  EntityId post = EntityId::none;   // the own post by which the line goes; none: it is personal
  EntityId capacity_of = EntityId::none;  // the job of whoever reports that it goes with; none: not
                                          // said
  Tenure tenure;
};

// Not stated by anybody: who heads what is next above an organization that the person heads, or
// next below it. Only where no line is stated for that job.
struct StructuralLine {
  bool up = true;
  EntityId other = EntityId::none;  // a person
  EntityId own = EntityId::none;    // the organization headed by the one asked about
  EntityId theirs = EntityId::none;
  Certainty certainty =
      Certainty::no;  // as weak as the weakest of both charges and the way between
};

struct ReportsAnswer {
  EntityId who = EntityId::none;
  std::vector<ReportLine> lines;  // upward ones first; solid before dotted, certain before possible
  std::vector<StructuralLine> structural;
};

std::unique_ptr<Scene> reports_scene(const RelationSource&, EntityId who, const AsOf&);

// The lines of a person, and of the posts he or she holds; or of a post, and of whoever reports in
// the capacity of it.
ReportsAnswer reports(const Scene&, EntityId who);

}  // namespace reorg
