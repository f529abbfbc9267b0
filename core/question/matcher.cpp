#include "core/question/matcher.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "core/model/date.hpp"
#include "core/model/shown_text.hpp"
#include "core/question/values_said.hpp"

namespace reorg::question {
namespace {

// Steps of the machines for one sentence: a question takes some hundreds, nonsense of a few hundred
// words stops here within milliseconds.
constexpr std::size_t most_steps = 100'000;

// An unknown name that holds one of these is no name but the rest of some other question.
constexpr std::array<std::string_view, 29> asking{
    "who", "whom", "whose", "what", "which", "when", "where", "why",    "how", "is",
    "are", "was",  "were",  "does", "did",   "do",   "has",   "have",   "had", "谁",
    "哪",  "吗",   "么",    "怎",   "几",    "由",   "vs",    "versus", "呢"};

// Nor, where any name would do, one that holds one of these.
constexpr std::array<std::string_view, 22> joining{
    "of",  "in", "at", "on",   "to",   "for",  "with", "by",    "from", "and", "or",
    "the", "a",  "an", "that", "than", "most", "more", "about", "的",   "在",  "了"};

// Nor one with a date inside, which is a second one or has more behind it.
constexpr std::array<std::string_view, 11> before_a_date{
    "on", "in", "at", "since", "before", "until", "between", "from", "by", "during", "after"};

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& list) {
  return std::ranges::find(list, word) != list.end();
}

struct Filled {
  const Slot* slot;
  std::size_t first, last;
};

class Matcher {
 public:
  Matcher(const Grammar& grammar, const Sentence& sentence, NamesSaid& names)
      : grammar_(grammar), sentence_(sentence), names_(names), dates_(sentence.tokens.size()) {
    for (const Token& t : sentence.tokens) {
      numbers_.push_back(grammar.vocabulary.number(t.word));
      if (numbers_.back() != Vocabulary::none) words_.add(numbers_.back());
    }
  }

  Match run(bool tries_all) {
    const auto is_there = [&](const NumberSet& words) { return words.meets(words_); };
    for (const Template& t : grammar_.templates) {
      if (!tries_all && !std::ranges::all_of(t.machine.needs, is_there)) continue;
      template_ = &t;
      step(t.machine.start, 0);
      if (steps_ > most_steps || names_.has_given_up()) break;
    }
    match_.has_given_up = steps_ > most_steps || names_.has_given_up();
    return std::move(match_);
  }

 private:
  void step(std::size_t state, std::size_t at) {
    if (++steps_ > most_steps) return;
    const State& s = template_->machine.states[state];
    switch (s.sort) {
      case State::Sort::fork:
        for (const std::size_t next : s.next) step(next, at);
        return;
      case State::Sort::accept:
        return accept(at);
      case State::Sort::words:
        return take_word(s, at);
      case State::Sort::slot:
        return fill(s, at);
      case State::Sort::when:
        return take_date(s, at);
    }
  }

  std::span<const Token> tokens() const { return sentence_.tokens; }
  std::size_t size() const { return sentence_.tokens.size(); }

  void take_word(const State& s, std::size_t at) {
    while (at < size() && !s.words.has(numbers_[at]) && tokens()[at].is_mark) ++at;
    if (at >= size() || !s.words.has(numbers_[at])) return;
    if (unknown_before_ == 0) match_.understood = std::max(match_.understood, at + 1);
    step(s.next.front(), at + 1);
  }

  void fill(const State& s, std::size_t at) {
    const Slot& slot = slot_called(s.slot);
    while (at < size() && tokens()[at].is_mark) ++at;
    for (std::size_t last = at + 1; last <= size(); ++last) {
      if (!may_be(slot, at, last)) continue;
      filled_.push_back({&slot, at, last});
      const bool is_guess = slot.sort == Slot::Sort::name;
      unknown_before_ += is_guess ? 1 : 0;
      step(s.next.front(), last);
      unknown_before_ -= is_guess ? 1 : 0;
      filled_.pop_back();
    }
  }

  bool may_be(const Slot& slot, std::size_t first, std::size_t last) {
    const auto words = tokens().subspan(first, last - first);
    switch (slot.sort) {
      case Slot::Sort::name:
        return true;
      case Slot::Sort::classification:
        return classification_in(words).has_value();
      case Slot::Sort::percent:
        return percent_in(words).has_value();
      case Slot::Sort::day_known:
        return day_known(first, last) != nullptr;
    }
    return false;
  }

  const std::vector<SaidDate>& dates(std::size_t at) {
    if (!dates_[at]) dates_[at] = dates_at(tokens(), at, sentence_.today);
    return *dates_[at];
  }

  const SaidDate* day_known(std::size_t first, std::size_t last) {
    for (const SaidDate& d : dates(first)) {
      if (d.end == last) return &d;
    }
    return nullptr;
  }

  void take_date(const State& s, std::size_t at) {
    while (at < size() && tokens()[at].is_mark) ++at;
    if (at >= size() || said_ != nullptr) return;
    for (const SaidDate& d : dates(at)) {
      said_ = &d;
      said_words_ = d.end - at;
      step(s.next.front(), d.end);
      said_ = nullptr;
    }
  }

  void accept(std::size_t at) {
    while (at < size() && tokens()[at].is_mark) ++at;
    if (at < size()) return;
    Reading r;
    if (!read(r)) return;
    keep(std::move(r));
  }

  void keep(Reading r) {
    if (!match_.best.empty()) {
      if (match_.best.front().score < r.score) return;
      if (r.score < match_.best.front().score) match_.best.clear();
    }
    const bool is_new = std::ranges::none_of(
        match_.best, [&](const Reading& other) { return other.query == r.query; });
    if (is_new) match_.best.push_back(std::move(r));
  }

  // The query, its names looked up; false if a part cannot be what its slot asks for.
  bool read(Reading& r) {
    const Template& t = *template_;
    r.query.verb = t.verb;
    r.wording = &t;
    std::map<std::string, std::string>& values = r.values;
    for (const Filled& f : filled_) {
      std::string value;
      if (!read_slot(f, r, value)) return false;
      values.emplace(f.slot->name, std::move(value));
    }
    for (const std::string& name : t.names) r.query.names.push_back(values[name]);
    for (const Template::Option& o : t.options) {
      const std::string value = o.slot.empty() ? o.value : values[o.slot];
      if (!o.slot.empty() && value.empty()) continue;
      r.query.options.push_back(o.flag);
      if (!value.empty()) r.query.options.push_back(value);
    }
    if (said_ != nullptr) {
      r.query.as_of = said_->edtf;
      note_date(*said_, said_words_, r);
    } else if (t.day == "today") {
      r.query.as_of = to_string(sentence_.today);
    } else if (const auto slot = values.find(t.day); slot != values.end()) {
      r.query.as_of = slot->second;
    } else {
      r.query.as_of = t.day;
    }
    if (t.verb == "diff" && values.find("before") == values.end()) compare_or_log(r.query);
    return true;
  }

  // What changed is for the structure to say between two days, for the log at any other time.
  static void compare_or_log(Query& q) {
    const std::string_view stretch = q.as_of;
    const std::size_t slash = stretch.find('/');
    const auto day = [](std::string_view text) -> std::optional<Date> {
      try {
        return parse_date(text);
      } catch (const DateError&) {
        return std::nullopt;
      }
    };
    const auto first = day(stretch.substr(0, slash));
    const auto last =
        slash == std::string_view::npos ? std::nullopt : day(stretch.substr(slash + 1));
    if (!first || !last || !first->is_one_day() || !last->is_one_day()) {
      q.verb = "log";
      return;
    }
    q.names.insert(q.names.begin(),
                   {std::string(stretch.substr(0, slash)), std::string(stretch.substr(slash + 1))});
    q.as_of.clear();
  }

  void note_date(const SaidDate& d, std::size_t words, Reading& r) const {
    r.score.date_words -= static_cast<int>(words);
    if (d.sort == SaidDate::Sort::no_such_date) {
      ++r.score.no_such_dates;
      r.trouble = d.trouble;
    } else if (d.sort == SaidDate::Sort::not_a_date) {
      ++r.score.not_dates;
      const std::size_t begin = tokens()[d.end - words].begin;
      const auto said = sentence_.text.substr(begin, tokens()[d.end - 1].end - begin);
      r.trouble = "“" + shown(said) + "” says no day that is understood";
    }
  }

  bool read_slot(const Filled& f, Reading& r, std::string& value) {
    const auto words = tokens().subspan(f.first, f.last - f.first);
    switch (f.slot->sort) {
      case Slot::Sort::name:
        return read_name(f, r, value);
      case Slot::Sort::classification: {
        const auto said = classification_in(words);
        value = said->text;
        if (said->is_known)
          r.score.known_words -= static_cast<int>(words.size());
        else
          r.score.unknown_words += static_cast<int>(words.size());
        return true;
      }
      case Slot::Sort::percent: {
        const auto said = percent_in(words);
        value = said->text;
        r.trouble = said->trouble;
        r.score.no_such_dates += said->trouble.empty() ? 0 : 1;
        return true;
      }
      case Slot::Sort::day_known: {
        const SaidDate* d = day_known(f.first, f.last);
        value = d->edtf;
        note_date(*d, words.size(), r);
        return true;
      }
    }
    return false;
  }

  bool read_name(const Filled& f, Reading& r, std::string& value) {
    Kinds wanted;
    for (const EntityKind k : f.slot->kinds) wanted.add(k);
    const NameSaid name = names_.read(f.first, f.last, wanted);
    if (name.text.empty()) return false;
    value = name.text;
    r.score.broad += f.slot->is_broad ? 1 : 0;
    if (name.kinds.none()) {
      if (!template_->passes_on(f.slot->name) || !looks_like_a_name(f)) return false;
      r.score.unknown += 1;
      r.score.unknown_words += static_cast<int>(f.last - f.first);
      return true;
    }
    r.score.wrong_kind += name.kinds.meets(wanted) ? 0 : 1;
    r.score.known_words -= static_cast<int>(name.weight);
    r.score.marks += static_cast<int>(name.size - std::min(name.size, name.weight));
    return true;
  }

  bool looks_like_a_name(const Filled& f) {
    for (std::size_t i = f.first; i < f.last; ++i) {
      const std::string& word = tokens()[i].word;
      if (is_one_of(word, asking)) return false;
      if (f.slot->is_choosy && is_one_of(word, joining) && !(i == f.first && word == "the"))
        return false;
      if (i > f.first && is_one_of(word, before_a_date) && begins_a_date(i)) return false;
    }
    return true;
  }

  bool begins_a_date(std::size_t at) {
    return std::ranges::any_of(dates(at),
                               [](const SaidDate& d) { return d.sort == SaidDate::Sort::date; });
  }

  const Grammar& grammar_;
  const Sentence& sentence_;
  NamesSaid& names_;
  std::vector<std::optional<std::vector<SaidDate>>> dates_;
  std::vector<int> numbers_;
  NumberSet words_;
  const Template* template_ = nullptr;
  std::vector<Filled> filled_;
  const SaidDate* said_ = nullptr;
  std::size_t said_words_ = 0;
  std::size_t steps_ = 0;
  int unknown_before_ = 0;
  Match match_;
};

}  // namespace

Match match(const Grammar& grammar, const Sentence& sentence, NamesSaid& names) {
  return Matcher(grammar, sentence, names).run(false);
}

Match match_as_far_as_possible(const Grammar& grammar, const Sentence& sentence, NamesSaid& names) {
  return Matcher(grammar, sentence, names).run(true);
}

}  // namespace reorg::question
