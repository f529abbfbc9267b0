// The `sources:` section.
#include <array>

#include "core/format/item.hpp"
#include "core/format/sections.hpp"

namespace reorg::format {
namespace {

constexpr std::array<std::string_view, 4> types{"official", "press", "trade", "aggregator"};

}  // namespace

std::optional<Source> read_source(const std::string& key, const Node& node, const Report& report) {
  const auto item = read_item(node, source_keys(), "a source", report);
  if (!item) return std::nullopt;
  Source source;
  source.key = key;
  source.title = item->text("title");
  source.publisher = item->text("publisher");
  source.published = item->date("published");
  source.address = item->text("address");
  source.note = item->text("note");
  source.place = report.file.in_batch(node);
  if (source.title.empty() && source.publisher.empty()) {
    report(node, "a source needs 'title' or 'publisher'; add one");
    return std::nullopt;
  }
  if (item->has("type")) {
    const auto type = read_word(*item->at("type").node, types, report);
    if (!type) return std::nullopt;
    source.type = from_word<SourceType>(*type);
  }
  return source;
}

namespace {

void declare(const Node& key_node, const Node& node, const Report& report) {
  const auto key = read_key(key_node, report);
  if (!key) return;
  Reading& reading = report.reading;
  if (!node.is_map()) {
    report(node, "a source is written { title: …, publisher: …, published: … }");
    return reading.could_not_read(*key);
  }
  auto source = read_source(*key, node, report);
  if (!source) return reading.could_not_read(*key);
  const SourceId known = reading.source(*key);
  if (known == SourceId::none) {
    reading.add_source(std::move(*source));
    reading.source_places.push_back(report.file.in_message(key_node));
  } else if (!same_source(reading.batch.sources[number(known) - 1], *source)) {
    report(key_node, "source " + quoted(*key) + " is declared otherwise at " +
                         shown(reading.source_places[number(known) - 1]) +
                         "; make the two equal, or give one another key");
  }
}

}  // namespace

void declare_sources(const Report& report) {
  const Node* const section = report.file.root.find("sources");
  if (!section || section->is_nothing()) return;
  if (!section->is_map()) return report(*section, "'sources' holds sources by key");
  for (std::size_t i = 0; i < section->entries(); ++i) {
    declare(section->key(i), section->value(i), report);
  }
}

}  // namespace reorg::format
