#include "cli/span_text.hpp"

#include <fmt/format.h>

#include "cli/saying.hpp"
#include "cli/text.hpp"

namespace reorg::cli {
namespace {

std::string tally_text(const Tally& t, std::string_view one, std::string_view many) {
  std::string text = counted(t.certain, one, many);
  if (t.possible > 0) text += fmt::format(" (and possibly {} more)", t.possible);
  return text;
}

std::string headline(const Scene& scene, const std::vector<SpanOfControl>& spans,
                     const std::string& where) {
  const AsOf& day = scene.as_of();
  if (spans.empty())
    return fmt::format("{} nobody {} known to head anything{}.", day_phrase(day), was(day), where);
  const SpanOfControl& widest = spans.front();
  return fmt::format("{} {}{}; the widest span {} that of {}: {} directly below.", day_phrase(day),
                     counted(spans.size(), "head", "heads"), where, was(day),
                     short_name(scene, widest.person),
                     tally_text(widest.organizations, "organization", "organizations"));
}

Json json_tally(const Tally& t) { return {{"certain", t.certain}, {"possible", t.possible}}; }

}  // namespace

void tell_spans(Reply& reply, const Scene& scene, const std::vector<SpanOfControl>& spans,
                const std::string& where) {
  reply.headline(headline(scene, spans, where));
  reply.blank();
  for (const SpanOfControl& s : spans) {
    std::vector<std::string> heads;
    for (const Hit& h : s.heads) {
      const std::string name =
          short_name(scene, h.other) + (h.certainty == Certainty::certain ? "" : " (possibly)");
      if (std::ranges::find(heads, name) == heads.end()) heads.push_back(name);
    }
    reply.line(fmt::format("{} ({})", reply.bold(full_name(scene, s.person)), word(s.certainty)),
               2);
    reply.line("heads " + listed(heads), 4);
    reply.line(fmt::format("{} directly below; {} to him or her",
                           tally_text(s.organizations, "organization", "organizations"),
                           tally_text(s.reports, "person reports", "people report")),
               4);
    reply.line("sources: " + reply.cite(s.sources), 4);
  }
}

Json json_span(Reply& reply, const Scene& scene, const SpanOfControl& s) {
  Json heads = Json::array();
  for (const Hit& h : s.heads)
    heads.push_back(
        {{"organization", json_entity(scene, h.other)}, {"certainty", word(h.certainty)}});
  return {{"person", json_entity(scene, s.person)},
          {"heads", std::move(heads)},
          {"organizations_below", json_tally(s.organizations)},
          {"reports", json_tally(s.reports)},
          {"certainty", word(s.certainty)},
          {"sources", reply.sources_of(s.sources)}};
}

}  // namespace reorg::cli
