#include "cli/revision_diff.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/judging.hpp"
#include "cli/revision_text.hpp"
#include "cli/statement_line.hpp"
#include "cli/text.hpp"

namespace reorg::cli {
namespace {

using How = RevisedStatement::How;

std::optional<int> whole_number(const std::string& text) {
  int n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  const bool all = error == std::errc{} && end == text.data() + text.size();
  return all && n > 0 ? std::optional(n) : std::nullopt;
}

struct Span {
  int first = 0, last = 0;
};

// "5", "3..5"
Span span_option(const Session& session) {
  const std::string text = session.option("revision");
  const std::size_t dots = text.find("..");
  const auto first = whole_number(text.substr(0, dots));
  const auto last = dots == std::string::npos ? first : whole_number(text.substr(dots + 2));
  if (!first || !last || *last < *first) {
    throw UsageError(
        fmt::format("--revision takes a revision's number, as in 5, or two, as in 3..5, not {}",
                    shown(text)),
        {here(session, {"log", "--recorded"})});
  }
  return {*first, *last};
}

void refuse_what_is_about_the_world(const Session& session) {
  for (const char* option : {"known-at", "kind", "certain", "possible", "csv", "by", "name-only"}) {
    if (session.has(option)) {
      throw UsageError(fmt::format("--revision tells what was recorded: it takes no --{}", option),
                       {here(session, {"diff", "--revision", session.option("revision")})});
    }
  }
  if (session.names().empty()) return;
  throw UsageError("--revision tells what was recorded: it takes no days and no name",
                   {here(session, {"diff", "--revision", session.option("revision")})});
}

// Those of the span, oldest first.
std::vector<Revision> revisions(Session& session, const Span& span) {
  std::vector<Revision> all = session.store().revisions();
  const int last = all.empty() ? 0 : all.front().number;
  if (span.last > last) {
    throw UsageError(fmt::format("there is no revision {}; the last one is {}", span.last, last),
                     {here(session, {"log", "--recorded"})});
  }
  std::erase_if(all,
                [&](const Revision& r) { return r.number < span.first || r.number > span.last; });
  std::ranges::reverse(all);
  return all;
}

std::string_view word(How how) {
  return how == How::added ? "added" : how == How::removed ? "removed" : "rewritten";
}

std::string place_of(const Statement& s) {
  const std::string file = shown(s.place.file);
  return s.place.line == 0 ? file : fmt::format("{}:{}", file, s.place.line);
}

class Telling {
 public:
  Telling(Reply& reply, const RevisedStatements& all) : reply_(reply), all_(all) {}

  void row(const RevisedStatement& r) const {
    Json before;
    if (r.before)
      before = {{"statement", json_statement_of(all_.batch, *r.before)},
                {"note", or_null(r.before->note)},
                {"sources", reply_.sources_of(r.before->sources)},
                {"sources_gone", r.gone_before}};
    reply_.row({{"revision", r.revision},
                {"how", word(r.how)},
                {"file", r.said.place.file},
                {"line", r.said.place.line == 0 ? Json() : Json(r.said.place.line)},
                {"statement", json_statement_of(all_.batch, r.said)},
                {"note", or_null(r.said.note)},
                {"before", std::move(before)},
                {"sources", reply_.sources_of(r.said.sources)},
                {"sources_gone", r.sources_gone}});
  }

  void revision(const Revision& r) const {
    reply_.blank();
    const std::string day = r.recorded.empty() ? "" : ", " + shown(r.recorded);
    reply_.line(reply_.bold(fmt::format("Revision {}{}", r.number, day)) +
                fmt::format(", {}: {}", revision_phrase(r), revision_size(r)));
  }

  void statements(const Revision& of) const {
    std::string place;
    for (const RevisedStatement& r : all_.rows) {
      if (r.revision != of.number) continue;
      if (place_of(r.said) != place) reply_.line(place = place_of(r.said), 2);
      const char* sign = r.how == How::added ? "+ " : r.how == How::removed ? "− " : "~ ";
      reply_.branch(std::string("    ") + sign, statement_line(all_.batch, r.said) + " " +
                                                    reply_.dim(sources(r.said, r.sources_gone)));
      if (r.before) was(r);
    }
  }

 private:
  static Json or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

  std::string sources(const Statement& s, const std::vector<std::string>& gone) const {
    std::string text = s.sources.empty() && !gone.empty() ? "" : reply_.cite(s.sources);
    for (const std::string& key : gone)
      text += fmt::format("{}[{}]", text.empty() ? "" : " ", shown(key));
    return text;
  }

  // The content is the same, so what differs is who says it, since when it is known, or the remark.
  void was(const RevisedStatement& r) const {
    std::vector<std::string> told;
    if (r.before->sources != r.said.sources || r.gone_before != r.sources_gone)
      told.push_back(sources(*r.before, r.gone_before));
    if (r.before->known != r.said.known && !r.before->known.is_endless())
      told.push_back("known from " + to_string(r.before->known));
    if (r.before->note != r.said.note)
      told.push_back(r.before->note.empty() ? "no remark" : "“" + shown(r.before->note) + "”");
    if (!told.empty()) reply_.line("before: " + listed(told), 8);
  }

  Reply& reply_;
  const RevisedStatements& all_;
};

std::string headline(const Span& span, const RevisedStatements& all) {
  const auto count = [&](How how) {
    return std::ranges::count(all.rows, how, &RevisedStatement::how);
  };
  const std::string which = span.first == span.last
                                ? fmt::format("Revision {}", span.first)
                                : fmt::format("Revisions {} to {}", span.first, span.last);
  if (all.rows.empty() && all.not_listed > 0)
    return fmt::format("{} brought {} statements, too many to list.", which, all.not_listed);
  if (all.rows.empty()) return which + " changed no statement.";
  const std::string more =
      all.not_listed == 0
          ? ""
          : fmt::format(" It brought {} more by tables, too many to list.", all.not_listed);
  return fmt::format(
      "{} added {}, removed {} and told {} otherwise.{}", which,
      counted(static_cast<std::size_t>(count(How::added)), "statement", "statements"),
      count(How::removed), count(How::rewritten), more);
}

}  // namespace

int run_diff_of_revisions(Session& session) {
  refuse_what_is_about_the_world(session);
  const Span span = span_option(session);
  const std::vector<Revision> revised = revisions(session, span);
  const RevisedStatements all = session.store().revised(span.first, span.last);
  std::vector<std::string> command{"diff", "--revision", session.option("revision")};
  if (session.has("stat")) command.emplace_back("--stat");
  Reply reply(session, std::move(command));
  const Telling telling(reply, all);
  if (reply.as_data()) {
    Json list = Json::array();
    for (const Revision& r : revised) list.push_back(json_revision(r));
    reply.set("revisions", std::move(list));
    reply.set("not_listed", all.not_listed);
    if (!session.has("stat")) {
      for (const RevisedStatement& r : all.rows) telling.row(r);
    }
    return reply.finish(all.rows.empty() && all.not_listed == 0);
  }
  reply.headline(headline(span, all));
  for (const Revision& r : revised) {
    telling.revision(r);
    if (!session.has("stat")) telling.statements(r);
  }
  return reply.finish(all.rows.empty() && all.not_listed == 0);
}

}  // namespace reorg::cli
