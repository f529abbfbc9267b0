// The `judgements:` section: which records are one entity, and which are not.
#include "core/format/item.hpp"
#include "core/format/sections.hpp"

namespace reorg::format {
namespace {

// Keys may wait for an entity, so that they name one is not asked for.
bool read_pair(const Node& node, ToldJudgement& told, const Report& report) {
  if (!node.is_list() || node.items.size() != 2) {
    report(node,
           "a judgement is about two keys: write [acme, acme-inc], the one that is kept first");
    return false;
  }
  const auto kept = read_key(node.items[0], report), other = read_key(node.items[1], report);
  if (!kept || !other) return false;
  told.kept = *kept;
  told.other = *other;
  if (told.kept != told.other) return true;
  report(node, quoted(told.kept) + " stands twice; name two records");
  return false;
}

void read_judgement(const Node& node, const Report& report) {
  if (!node.is_map()) return report(node, "a judgement is written { same: [acme, acme-inc] }");
  const auto item = read_item(node, judgement_keys(), "a judgement", report);
  if (!item) return;
  if (item->has("same") == item->has("different")) {
    return report(node, "a judgement says either 'same' or 'different'; write one of them");
  }
  ToldJudgement told;
  told.verdict = item->has("same") ? Verdict::same : Verdict::different;
  if (!read_pair(item->at_node(item->has("same") ? "same" : "different"), told, report)) return;
  told.note = item->text("note");
  told.place = report.file.in_message(node);
  if (item->has("source")) {
    const Node& source = item->at_node("source");
    if (!source.is_map())
      return report(source, "a judgement's source stands within it: { title: …, published: … }");
    told.source = read_source("", source, report);
    if (!told.source) return;
  }
  report.reading.batch.judgements.push_back(std::move(told));
}

}  // namespace

void read_judgements(const Report& report) {
  const Node* const section = report.file.root.find("judgements");
  if (!section || section->is_nothing()) return;
  if (!section->is_list())
    return report(*section, "'judgements' holds a list: begin each with '- '");
  for (const Node& node : section->items) read_judgement(node, report);
}

}  // namespace reorg::format
