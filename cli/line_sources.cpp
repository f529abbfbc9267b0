#include "cli/line_sources.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/suggest.hpp"
#include "cli/text.hpp"

namespace reorg::cli {
namespace {

using Words = std::vector<std::string>;

// An address has a dot, a slash or a colon somewhere; a key has none.
bool may_be_key(const std::string& text) {
  return text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
}

void add(ChangeFileText::Parts& parts, const char* key, const std::string& value,
         const char* from) {
  if (!value.empty()) parts.push_back({key, value, from});
}

LineSource as_recorded(const Source& s) {
  LineSource told{s.key, {}};
  add(told.parts, "title", s.title, "--source");
  add(told.parts, "publisher", s.publisher, "--source");
  add(told.parts, "published", s.published ? s.published->edtf : "", "--source");
  add(told.parts, "address", s.address, "--source");
  if (s.type != SourceType::unstated)
    add(told.parts, "type", std::string(word(s.type)), "--source");
  add(told.parts, "note", s.note, "--source");
  return told;
}

LineSource told_anew(const ChangeLine& line, const std::string& address, const std::string& key) {
  LineSource told{key, {}};
  add(told.parts, "title", line.value("title"), "--title");
  add(told.parts, "publisher", line.value("publisher"), "--publisher");
  add(told.parts, "published", line.value("published"), "--published");
  add(told.parts, "address", address, "--source");
  add(told.parts, "type", line.value("source-type"), "--source-type");
  return told;
}

bool says_the_same(const LineSource& a, const LineSource& b) {
  return std::ranges::equal(a.parts, b.parts, [](const auto& x, const auto& y) {
    return x.key == y.key && x.value == y.value;
  });
}

[[noreturn]] void unknown_key(Session& session, const std::string& key) {
  Words lines;
  for (const std::string& near : nearest(key, session.store().source_keys()))
    lines.push_back(session.instead_of(key, near));
  throw NameError(
      fmt::format("no source is recorded under the key {}; an address with --title makes a new one",
                  shown(key)),
      lines);
}

[[noreturn]] void several(Session& session, const std::string& asked,
                          const std::vector<Source>& all) {
  Words lines, about;
  for (const Source& s : all) {
    lines.push_back(session.instead_of(asked, s.key == asked ? s.address : s.key));
    about.push_back(shown(s.title.empty() ? s.publisher : s.title));
  }
  throw NameError(fmt::format("{} sources are recorded as {}; say which", all.size(), shown(asked)),
                  lines, about);
}

}  // namespace

std::vector<std::string> LineSources::keys() const {
  Words all;
  for (const LineSource& s : entries) all.push_back(s.key);
  return all;
}

LineSources sources_of(Session& session, const ChangeLine& line, const std::string& file) {
  const bool describes = std::ranges::any_of(
      source_options, [&](std::string_view option) { return line.has(option); });
  std::string new_key = file;
  std::ranges::replace(new_key, ':', '-');
  LineSources sources;
  std::optional<std::string> fresh;  // the address of the new one
  for (const std::string& asked : line.values("source")) {
    const auto found = session.store().sources_called(asked);
    if (found.empty() && may_be_key(asked)) unknown_key(session, asked);
    const bool described_here = describes && !may_be_key(asked);
    if (found.empty() || described_here) {
      if (fresh)
        throw UsageError(
            fmt::format("two new sources, {} and {}; record the change with one, and again with "
                        "the other",
                        shown(*fresh), shown(asked)));
      fresh = asked;
      LineSource told = told_anew(line, asked, new_key);
      for (const Source& s : found) {
        if (says_the_same(as_recorded(s), told)) told.key = s.key;
      }
      sources.entries.push_back(std::move(told));
    } else if (found.size() > 1) {
      several(session, asked, found);
    } else {
      sources.entries.push_back(as_recorded(found.front()));
    }
  }
  if (describes && !fresh) sources.entries.push_back(told_anew(line, "", new_key));
  return sources;
}

}  // namespace reorg::cli
