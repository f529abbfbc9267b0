#include "core/question/dates.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "core/model/date.hpp"
#include "core/question/single_date.hpp"

namespace reorg::question {
namespace {

using Sort = SaidDate::Sort;
using Tokens = std::span<const Token>;
using Words = std::vector<std::string_view>;  // a token each

// Where `words` end when they stand at `at`.
std::optional<std::size_t> after(Tokens t, std::size_t at, const Words& words) {
  for (const std::string_view word : words) {
    if (at >= t.size() || t[at].word != word) return {};
    ++at;
  }
  return at;
}

template <std::size_t N>
std::optional<std::size_t> after_any(Tokens t, std::size_t at, const std::array<Words, N>& all) {
  for (const Words& words : all) {
    if (const auto end = after(t, at, words)) return end;
  }
  return {};
}

SaidDate refused(std::size_t end, std::string trouble) {
  return {end, {}, Sort::no_such_date, std::move(trouble)};
}

// "A/B", each side perhaps "..".
SaidDate stretch(std::size_t end, const std::string& from, const std::string& until) {
  if (from != ".." && until != ".." && parse_date(until).latest < parse_date(from).earliest)
    return refused(end, fmt::format("{}/{}: it ends before it begins", from, until));
  return {end, from + "/" + until, Sort::date, {}};
}

// What a preposition makes of a date.
enum class Side { at, since, until, before, after };

SaidDate on_side(Side side, SaidDate d) {
  if (d.sort != Sort::date || side == Side::at) return d;
  if (d.edtf.find('/') != std::string::npos)
    return refused(d.end, fmt::format("{}: one date is needed here, not a stretch", d.edtf));
  const Date date = parse_date(d.edtf);
  switch (side) {
    case Side::at:
      break;
    case Side::since:
      return stretch(d.end, d.edtf, "..");
    case Side::until:
      return stretch(d.end, "..", d.edtf);
    case Side::before:
      return stretch(d.end, "..", to_string(date.earliest - 1));
    case Side::after:
      return stretch(d.end, to_string(date.latest + 1), "..");
  }
  return d;
}

struct Preposition {
  Words words;
  Side side;
};

// Longer ones before their beginnings.
const std::array<Preposition, 21> prepositions{{
    {{"as", "of"}, Side::at},
    {{"as", "at"}, Side::at},
    {{"up", "to"}, Side::until},
    {{"up", "until"}, Side::until},
    {{"ever", "since"}, Side::since},
    {{"on"}, Side::at},
    {{"in"}, Side::at},
    {{"at"}, Side::at},
    {{"by"}, Side::at},
    {{"during"}, Side::at},
    {{"throughout"}, Side::at},
    {{"since"}, Side::since},
    {{"until"}, Side::until},
    {{"till"}, Side::until},
    {{"before"}, Side::before},
    {{"after"}, Side::after},
    {{"在"}, Side::at},
    {{"于"}, Side::at},
    {{"截", "至"}, Side::until},
    {{"截", "止"}, Side::until},
    {{"直", "到"}, Side::until},
}};

struct Postposition {
  Words words;
  Side side;
};

const std::array<Postposition, 18> postpositions{{
    {{"之", "前"}, Side::before},
    {{"以", "前"}, Side::before},
    {{"之", "后"}, Side::after},
    {{"以", "后"}, Side::after},
    {{"以", "来"}, Side::since},
    {{"至", "今"}, Side::since},
    {{"到", "现", "在"}, Side::since},
    {{"的", "时", "候"}, Side::at},
    {{"的", "时", "间"}, Side::at},
    {{"期", "间"}, Side::at},
    {{"当", "天"}, Side::at},
    {{"当", "时"}, Side::at},
    {{"前"}, Side::before},
    {{"后"}, Side::after},
    {{"起"}, Side::since},
    {{"时"}, Side::at},
    {{"里"}, Side::at},
    {{"onwards"}, Side::since},
}};

// A date with what may follow it: "2018年以前".
std::vector<SaidDate> with_postposition(Tokens t, const SaidDate& d) {
  std::vector<SaidDate> all{d};
  for (const Postposition& p : postpositions) {
    if (const auto end = after(t, d.end, p.words)) {
      SaidDate said = on_side(p.side, d);
      said.end = *end;
      all.push_back(std::move(said));
    }
  }
  return all;
}

// "between A and B", "from A to B", "A到B"; `first` is where A begins.
std::vector<SaidDate> from_to(Tokens t, std::size_t first, Day today, bool between) {
  static const std::array<Words, 10> joints{Words{"and"}, {"to"},      {"until"}, {"till"},
                                            {"through"},  {"到"},      {"至"},    {"和"},
                                            {"与"},       {"up", "to"}};
  static const std::array<Words, 4> closers{Words{"之", "间"}, {"期", "间"}, {"间"}, {"为", "止"}};
  std::vector<SaidDate> all;
  for (const SingleDate& a : single_dates(t, first, today)) {
    const auto joint = after_any(t, a.end, joints);
    if (!joint || (!between && t[a.end].word == "and")) continue;
    for (const SingleDate& b : single_dates(t, *joint, today)) {
      if (const auto joined = completed(a, b)) {
        std::size_t end = b.end;
        if (const auto closed = after_any(t, end, closers)) end = *closed;
        const auto& [from, until] = *joined;
        if (!from.trouble.empty() || !until.trouble.empty())
          all.push_back(refused(end, from.trouble.empty() ? until.trouble : from.trouble));
        else
          all.push_back(stretch(end, from.edtf, until.edtf));
      }
    }
  }
  return all;
}

void add_singles(Tokens t, std::size_t first, Side side, Day today, std::vector<SaidDate>& all) {
  for (const SingleDate& d : single_dates(t, first, today)) {
    SaidDate said{d.end, d.edtf, Sort::date, {}, d.is_surely_meant};
    if (!d.trouble.empty()) {
      said.sort = Sort::no_such_date;
      said.trouble = d.trouble;
    }
    if (side != Side::at) {
      all.push_back(on_side(side, said));
      continue;
    }
    for (SaidDate& with : with_postposition(t, said)) all.push_back(std::move(with));
  }
}

// "from 2018 on", "自2018年起": from a date to whatever comes.
void add_open_stretch(Tokens t, std::size_t first, Day today, std::vector<SaidDate>& all) {
  static const std::array<Words, 6> closers{Words{"on"}, {"onwards"},  {"开", "始"},
                                            {"起"},      {"以", "来"}, {"至", "今"}};
  std::vector<SaidDate> open;
  add_singles(t, first, Side::since, today, open);
  for (SaidDate& d : open) {
    if (const auto end = after_any(t, d.end, closers)) d.end = *end;
    all.push_back(std::move(d));
  }
}

// Everything that has two ends, or "from" and one.
void add_stretches(Tokens t, std::size_t at, Day today, std::vector<SaidDate>& all) {
  struct Opener {
    Words words;
    bool between, may_be_open;
  };
  static const std::array<Opener, 6> openers{{{{"between"}, true, false},
                                              {{"from"}, false, true},
                                              {{"从"}, false, true},
                                              {{"自", "从"}, false, true},
                                              {{"自"}, false, true},
                                              {{"在"}, false, false}}};
  std::ranges::move(from_to(t, at, today, false), std::back_inserter(all));
  for (const Opener& o : openers) {
    const auto first = after(t, at, o.words);
    if (!first) continue;
    std::ranges::move(from_to(t, *first, today, o.between), std::back_inserter(all));
    if (o.may_be_open) add_open_stretch(t, *first, today, all);
  }
}

// Where a sentence ends but for its closing marks.
std::size_t last_word(Tokens t) {
  std::size_t end = t.size();
  while (end > 0 && is_silent(t[end - 1])) --end;
  return end;
}

}  // namespace

std::vector<SaidDate> dates_at(Tokens t, std::size_t at, Day today) {
  std::vector<SaidDate> all;
  if (at >= t.size()) return all;
  add_singles(t, at, Side::at, today, all);
  // Without a preposition, "Studio 54" is no date.
  std::erase_if(all, [](const SaidDate& d) { return !d.is_surely_meant; });
  add_stretches(t, at, today, all);
  for (const Preposition& p : prepositions) {
    const auto first = after(t, at, p.words);
    if (!first) continue;
    const std::size_t before = all.size();
    add_singles(t, *first, p.side, today, all);
    const std::size_t end = last_word(t);
    if (all.size() == before && *first < end) all.push_back({end, {}, Sort::not_a_date, {}, false});
    break;
  }
  return all;
}

}  // namespace reorg::question
