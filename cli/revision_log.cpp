#include "cli/revision_log.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/judging.hpp"
#include "cli/revision_text.hpp"
#include "cli/saying.hpp"
#include "cli/text.hpp"

namespace reorg::cli {
namespace {

void refuse_what_is_about_the_world(const Session& session) {
  for (const char* option : {"as-of", "known-at", "kind", "certain", "possible", "csv"}) {
    if (session.has(option)) {
      throw UsageError(fmt::format("--recorded tells what was done in the database: it takes "
                                   "--since and --until, and no --{}",
                                   option),
                       {here(session, {"log", "--recorded"})});
    }
  }
  if (session.names().empty()) return;
  throw UsageError(
      "--recorded tells whole revisions and takes no name; what each changed is told by diff",
      {here(session, {"log", "--recorded"}), here(session, {"diff", "--revision", "1"})});
}

// By the day on which it was recorded; the moment is text of whoever called, so it may be none.
bool within(const Revision& r, const AsOf& days) {
  if (days.is_ever()) return true;
  try {
    const Date d = parse_date(r.recorded.substr(0, 10));
    return d.latest >= days.first && d.earliest <= days.last;
  } catch (const DateError&) {
    return false;
  }
}

std::string headline(const Session& session, const std::vector<Revision>& all) {
  const std::string count =
      all.empty() ? "no revision was" : counted(all.size(), "revision was", "revisions were");
  if (session.as_of().is_ever()) return fmt::format("In all, {} recorded here.", count);
  return fmt::format("{} {} recorded here.", day_phrase(session.as_of()), count);
}

// "import of a.yaml: +9 −0 ~0 statements"
std::string line_of(const Revision& r) {
  const bool judged = r.what == word(Verdict::same) || r.what == word(Verdict::different);
  return revision_phrase(r) + (judged ? "" : ": " + revision_size(r));
}

void tell(Reply& reply, const Revision& r, std::size_t width, bool oneline) {
  const std::string number = padded(std::to_string(r.number), width);
  const std::string day = r.recorded.empty() ? "no day" : shown(r.recorded);
  reply.branch("", number + "  " + padded(day, 10) + "  " + line_of(r), "  ");
  if (oneline) return;
  if (r.files.size() > 1) {
    for (const std::string& file : r.files) reply.line(shown(file), width + 14);
  }
  if (!r.kept) reply.line("before version 4 of the format: cannot be undone", width + 14);
}

}  // namespace

int run_log_of_revisions(Session& session) {
  refuse_what_is_about_the_world(session);
  std::vector<Revision> all = session.store().revisions();
  std::erase_if(all, [&](const Revision& r) { return !within(r, session.as_of()); });
  std::vector<std::string> command{"log", "--recorded"};
  for (std::string& word : session.typed_options([](const std::string& option) {
         return option != "since" && option != "until" && option != "oneline";
       }))
    command.push_back(std::move(word));
  Reply reply(session, std::move(command));
  if (reply.as_data()) {
    for (const Revision& r : all) reply.row(json_revision(r));
    return reply.finish(!all.empty());
  }
  reply.headline(headline(session, all));
  reply.blank();
  const std::size_t width = all.empty() ? 0 : std::to_string(all.front().number).size();
  for (const Revision& r : all) tell(reply, r, width, session.has("oneline"));
  return reply.finish(!all.empty());
}

}  // namespace reorg::cli
