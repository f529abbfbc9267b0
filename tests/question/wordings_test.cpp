// Every wording of the grammar is understood as the command beside it.
#include <set>

#include "core/question/matcher.hpp"
#include "core/question/templates.hpp"
#include "core/question/tokens.hpp"
#include "tests/property.hpp"
#include "tests/question/small_index.hpp"

using namespace reorg;
using namespace reorg::question;
using namespace reorg::tests;

namespace {

using Values = std::map<std::string, std::string>;

const Values& english() {
  static const Values values{{"org", "Acme Tools"},
                             {"under", "Acme"},
                             {"post", "treasurer"},
                             {"person", "Ann Alpha"},
                             {"someone", "Ann Alpha"},
                             {"head", "Bob Beta"},
                             {"owner", "Acme"},
                             {"any", "Acme Tools"},
                             {"thing", "Acme Tools"},
                             {"a", "Salt"},
                             {"b", "Pepper"},
                             {"kind", "products"},
                             {"percent", "25 %"},
                             {"known", "on 2018-12-06"},
                             {"before", "on 2018-11-25"},
                             {"after", "2018-11-27"}};
  return values;
}

const Values& chinese() {
  static const Values values{{"org", "工具事业群"}, {"under", "艾克米"},   {"post", "首席执行官"},
                             {"person", "安娜"},    {"someone", "安娜"},   {"head", "鲍勃"},
                             {"owner", "艾克米"},   {"any", "工具事业群"}, {"thing", "工具事业群"},
                             {"a", "艾克米"},       {"b", "工具事业群"},   {"kind", "产品"},
                             {"percent", "25%"},    {"known", "在2018年"}};
  return values;
}

// What a slot passes on.
std::string passed(const std::string& slot, const Values& values) {
  if (slot == "kind") return "product";
  if (slot == "percent") return "25";
  if (slot == "known") return "2018-12-06";
  if (slot == "before") return "2018-11-25";
  if (slot == "after") return "2018-11-27";
  return values.at(slot);
}

Query meant(const Template& t, const Values& values) {
  // What changed is a question for `diff` when two days are said, which nobody does here.
  const bool has_days = std::ranges::find(t.names, "before") != t.names.end();
  Query q{t.verb == "diff" && !has_days ? "log" : t.verb, {}, {}, {}};
  for (const std::string& slot : t.names) q.names.push_back(passed(slot, values));
  for (const Template::Option& o : t.options) {
    q.options.push_back(o.flag);
    if (!o.slot.empty()) q.options.push_back(passed(o.slot, values));
    if (!o.value.empty()) q.options.push_back(o.value);
  }
  q.as_of = t.day == "today"         ? to_string(question_day)
            : values.contains(t.day) ? passed(t.day, values)
                                     : t.day;
  return q;
}

bool is_chinese(const Part& part) {
  return begins_unspaced(in_words(part, [](const std::string&) { return ""; }));
}

// One way through a pattern; `choose(n)` picks one of n.
template <class Choose>
void say(const Part& part, const Values& values, Choose&& choose, std::vector<std::string>& words) {
  const Vocabulary& vocabulary = grammar().vocabulary;
  switch (part.sort) {
    case Part::Sort::words: {
      const auto all = part.words.numbers();
      return words.push_back(vocabulary.word(all[choose(all.size())]));
    }
    case Part::Sort::slot:
      return words.push_back(values.at(part.text));
    case Part::Sort::when:
      return;
    case Part::Sort::optional:
      if (choose(2) == 1) say(part.parts.front(), values, choose, words);
      return;
    case Part::Sort::choice:
      return say(part.parts[choose(part.parts.size())], values, choose, words);
    case Part::Sort::sequence:
      for (const Part& p : part.parts) say(p, values, choose, words);
  }
}

// Whether a sentence of this pattern may begin with the word; what may be left out is skipped.
struct Beginning {
  bool with_word = false, may_be_empty = false;
};

Beginning beginning(const Part& part, int word) {
  switch (part.sort) {
    case Part::Sort::words:
      return {part.words.has(word), false};
    case Part::Sort::slot:
      return {};
    case Part::Sort::when:
      return {false, true};
    case Part::Sort::optional:
      return {beginning(part.parts.front(), word).with_word, true};
    case Part::Sort::choice: {
      Beginning any;
      for (const Part& p : part.parts) {
        const Beginning one = beginning(p, word);
        any.with_word |= one.with_word;
        any.may_be_empty |= one.may_be_empty;
      }
      return any;
    }
    case Part::Sort::sequence:
      for (const Part& p : part.parts) {
        const Beginning first = beginning(p, word);
        if (first.with_word || !first.may_be_empty) return {first.with_word, false};
      }
  }
  return {false, true};
}

// The same choices in every run.
class Chance {
 public:
  std::size_t operator()(std::size_t n) {
    state_ = state_ * 1664525U + 1013904223U;
    return static_cast<std::size_t>(state_ >> 8U) % n;
  }

 private:
  unsigned state_ = 20181206;
};

std::vector<Query> readings(const Grammar& grammar, const std::string& question) {
  const std::vector<Token> tokens = tokens_of(question);
  NamesSaid names(question, tokens, acme_names());
  std::vector<Query> all;
  for (const Reading& r : match(grammar, {question, tokens, question_day}, names).best)
    all.push_back(r.query);
  return all;
}

}  // namespace

TEST_CASE("every word that makes a line a question begins one that is understood") {
  for (const std::string_view word : asking_words()) {
    CAPTURE(std::string(word));
    CHECK(is_question(std::string(word) + " it is"));
    const int number = grammar().vocabulary.number(word);
    CHECK(std::ranges::any_of(grammar().templates, [&](const Template& t) {
      return beginning(t.part, number).with_word;
    }));
  }
}

TEST_CASE("every wording means the command that stands beside it, in each of its words") {
  std::size_t wordings = 0;
  std::set<std::string> troubles;
  for (const Template& t : grammar().templates) {
    const Values& values = is_chinese(t.part) ? chinese() : english();
    Chance choose;
    for (int round = 0; round < 60; ++round, ++wordings) {
      std::vector<std::string> words;
      say(t.part, values, choose, words);
      const std::string question = spaced(words);
      if (question.starts_with('\'')) continue;  // short for "is", but behind another word
      const std::string wanted = shown(meant(t, values));
      if (const std::string got = understood(question); got != wanted)
        troubles.insert(question + "\n    is " + got + "\n    not " + wanted);
    }
  }
  std::string all;
  for (const std::string& trouble : troubles) all += trouble + "\n";
  INFO(all);
  CHECK(troubles.empty());
  CHECK(wordings > 10'000);
}

TEST_CASE("a question is read alike with the few wordings that may fit it as with all") {
  Chance choose;
  std::size_t most = 0;
  for (const Template& t : grammar().templates) {
    std::vector<std::string> words;
    say(t.part, is_chinese(t.part) ? chinese() : english(), choose, words);
    const std::string question = spaced(words);
    CAPTURE(question);
    const Grammar few = grammar_for(tokens_of(question));
    CHECK(readings(few, question) == readings(grammar(), question));
    most = std::max(most, few.templates.size());
  }
  CHECK(most < 50);
}

TEST_CASE("a question with a name of any sort in it comes back with that name and its day") {
  require_for_all([] {
    const auto& templates = grammar().templates;
    const Template& t = templates[*rc::gen::inRange<std::size_t>(0, templates.size())];
    const bool unspaced = is_chinese(t.part);
    const auto word =
        unspaced ? rc::gen::element<std::string>("甲", "乙", "丙丁", "东方", "2018", "QQ")
                 : rc::gen::element<std::string>("Foo", "Bar's", "of", "and", "The", "2018", "in",
                                                 "阿里", "Co.", "A&B", "Müller", "on");
    SmallIndex index;
    Values values = unspaced ? chinese() : english();
    for (auto& [slot, value] : values) {
      if (slot_called(slot).sort != Slot::Sort::name) continue;
      // Begun and ended by a word of its own, so that no other stretch is a name too.
      std::vector<std::string> words{unspaced ? "某" : "Zed" + slot};
      for (const std::string& w : *rc::gen::container<std::vector<std::string>>(3, word))
        words.push_back(w);
      words.push_back(unspaced ? slot : "Zum");
      value = spaced(words);
      index.add(slot_called(slot).kinds.front(), "key-" + slot, {value});
    }
    std::vector<std::string> words;
    say(
        t.part, values, [](std::size_t n) { return *rc::gen::inRange<std::size_t>(0, n); }, words);
    std::string question = spaced(words);
    RC_PRE(!question.starts_with('\''));
    Query wanted = meant(t, values);
    const bool has_date_of_its_own = t.day == "known";
    if (!has_date_of_its_own && *rc::gen::arbitrary<bool>()) {
      question = unspaced ? "2018年9月30日" + question : question + " on 30 September 2018";
      wanted.as_of = "2018-09-30";
    }
    RC_LOG() << question;
    RC_ASSERT(understood(question, index) == shown(wanted));
  });
}
