#include "cli/page.hpp"

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/page_changes.hpp"
#include "cli/text.hpp"
#include "cli/tree_asked.hpp"
#include "graphviz/graphviz.hpp"

namespace reorg::cli {
namespace {

void refuse_what_a_page_does_not_know(const Session& session) {
  for (const char* option : {"only", "collapse-over", "highlight", "theme", "direction"}) {
    if (!session.has(option)) continue;
    throw UsageError(fmt::format(
        "a page shows every day and every sort, in the reader's own colours; leave --{} out, or "
        "draw a picture (-f svg)",
        option));
  }
}

AsOf span_of(const Session& session, const RenderAsked& asked) {
  AsOf span = session.as_of();
  span.first = asked.from.value_or(before_all);
  span.last = asked.to.value_or(after_all);
  span.stretch = true;
  span.edtf =
      (asked.from ? to_string(*asked.from) : "..") + "/" + (asked.to ? to_string(*asked.to) : "..");
  if (span.last < span.first)
    throw UsageError(fmt::format("--from {} --to {}: the end lies before the beginning",
                                 to_string(span.first), to_string(span.last)));
  return span;
}

charts::History history_of(Session& session, const charts::HistoryAsked& asked) {
  try {
    return charts::gather_history(session.source(), asked);
  } catch (const charts::HistoryTooLarge& e) {
    throw UsageError(
        fmt::format("{}; name a part of it, or fewer years with --from and --to", e.what()));
  }
}

// As called on the last day of the page that has come.
std::string title_of(Session& session, const RenderAsked& asked, const AsOf& span) {
  if (!asked.about) return "Who runs what";
  const EntityId root[] = {asked.about->entity};
  const auto scene = tree_scene(session.source(), root, 0, span);
  return charts::main_name(*scene, root[0], asked.shown);
}

}  // namespace

Page page_of(Session& session, const RenderAsked& asked) {
  refuse_what_a_page_does_not_know(session);
  const AsOf span = span_of(session, asked);
  PageChanges told =
      page_changes(session, asked.about ? asked.about->entity : EntityId::none, span);
  charts::HistoryAsked wanted;
  wanted.roots = roots_of(session, asked.about, "structure");
  wanted.worth_a_tree = !asked.about;
  wanted.span = span;
  wanted.shown = asked.shown;
  wanted.keep = [&session](std::vector<Node>& nodes) { keep_wanted(nodes, session.style()); };
  for (const charts::PageChange& c : told.changes) wanted.also.push_back(c.day);
  const charts::History history = history_of(session, wanted);

  charts::PageText text;
  text.title = title_of(session, asked, span);
  text.language = "en";
  text.opens_on = session.as_of().last;  // today, unless --as-of asks for another day
  std::vector<std::string> command = {"reorg", "render"};
  if (asked.about) command.push_back(asked.about->key);
  for (const auto& [name, value] : session.given()) {
    if (name == "from" || name == "to" || name == "known-at" || name == "lang" || name == "as-of")
      command.insert(command.end(), {"--" + name, value});
  }
  command.insert(command.end(), {"-f", "html"});
  text.command = command_line(command);
  text.changes = std::move(told.changes);
  text.sources = std::move(told.sources);
  const charts::Graphviz graphviz(session.world().environment("PATH").value_or(""));
  return {text.title, charts::history_page(history, text, graphviz), history.entities.size()};
}

}  // namespace reorg::cli
