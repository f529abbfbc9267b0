#include "core/question/question.hpp"

#include <chrono>

#include "core/question/templates.hpp"
#include "tests/property.hpp"
#include "tests/question/small_index.hpp"

using namespace reorg;
using namespace reorg::tests;

// ---- Names come first (R19) -------------------------------------------------------------------

TEST_CASE("a number is a name before it is a year") {
  CHECK(understood("who oversees 1688") == "overseers {1688}");
  CHECK(understood("who oversees 1688 in 2018") == "overseers {1688} --as-of 2018");
  CHECK(understood("who oversees 1688 2018") == "overseers {1688} --as-of 2018");
  CHECK(understood("谁负责1688") == "overseers {1688}");
  CHECK(understood("2018年谁负责1688") == "overseers {1688} --as-of 2018");
}

TEST_CASE("the longest stretch that is a name wins, over dates too") {
  CHECK(understood("who oversees Acme in 2016") == "overseers {Acme in 2016}");
  CHECK(understood("who oversees Acme in 2017") == "overseers {Acme} --as-of 2017");
  CHECK(understood("who oversees Acme Tools") == "overseers {Acme Tools}");
  CHECK(understood("who oversees Works Inc.") == "overseers {Works Inc}");
  CHECK(understood("who oversees Works Inc.?") == "overseers {Works Inc}");
}

TEST_CASE("“A and B” is two names only if it is not one") {
  CHECK(understood("who oversees Salt and Pepper Group") == "overseers {Salt and Pepper Group}");
  CHECK(understood("how are Salt and Pepper connected") == "path {Salt} {Pepper}");
  CHECK(understood("how are Salt and Pepper Group and Acme connected") ==
        "path {Salt and Pepper Group} {Acme}");
  CHECK(understood("whom do Salt and Pepper share") == "interlocks {Salt} {Pepper}");
}

TEST_CASE("two readings that are equally good are both told") {
  const SmallIndex index = SmallIndex()
                               .add(EntityKind::organization, "a", {"A"})
                               .add(EntityKind::organization, "bc", {"B and C"})
                               .add(EntityKind::organization, "ab", {"A and B"})
                               .add(EntityKind::organization, "c", {"C"});
  CHECK(understood("how are A and B and C connected", index) ==
        "several readings: path {A} {B and C}; path {A and B} {C};");
}

TEST_CASE("“the” before a name is dropped, unless it is a part of it") {
  CHECK(understood("who oversees the Salt and Pepper Group") ==
        "overseers {Salt and Pepper Group}");
  const SmallIndex index = SmallIndex().add(EntityKind::organization, "works", {"The Works"});
  CHECK(understood("who oversees the Works", index) == "overseers {the Works}");
}

TEST_CASE("a possessive, “of” and 的 narrow") {
  CHECK(understood("who was the CEO of Acme in 2018") == "holders {Acme/CEO} --as-of 2018");
  CHECK(understood("who was Acme's CEO in 2018") == "holders {Acme/CEO} --as-of 2018");
  CHECK(understood("who was chief executive officer at Acme") ==
        "holders {Acme/chief executive officer}");
  CHECK(understood("who was Acme CEO") == "holders {Acme/CEO}");
  CHECK(understood("谁是艾克米的首席执行官") == "holders {艾克米/首席执行官} --as-of 2026-11-23");
  CHECK(understood("艾克米首席执行官是谁") == "holders {艾克米/首席执行官} --as-of 2026-11-23");
  CHECK(understood("what is the history of the CEO of Acme") == "history {Acme/CEO}");
  CHECK(understood("who runs the Ministry of Tools") == "overseers {Ministry of Tools}");
}

TEST_CASE("a title that nobody bears narrows all the same where only a post will do") {
  CHECK(understood("who was the CMO of Acme in 2018") == "holders {Acme/CMO} --as-of 2018");
  CHECK(understood("who was Acme's head of sales") == "holders {Acme/head of sales}");
  CHECK(understood("who was brand officer at Acme Tools") == "holders {Acme Tools/brand officer}");
  CHECK(understood("谁是艾克米的首席营销官") == "holders {艾克米/首席营销官} --as-of 2026-11-23");
  CHECK(understood("who was CMO of Nobody") == "holders {CMO of Nobody}");
}

TEST_CASE("who is meant decides which question it is") {
  CHECK(understood("who is Ann Alpha") == "show {Ann Alpha}");
  CHECK(understood("who is the treasurer") == "holders {treasurer} --as-of 2026-11-23");
  CHECK(understood("what did Ann Alpha do in 2018") == "career {Ann Alpha} --as-of 2018");
  CHECK(understood("what did Acme do in 2018") == "log {Acme} --as-of 2018");
}

TEST_CASE("a name that nobody bears is passed on, for the command to say which is near") {
  CHECK(understood("who oversees Acme Tolls") == "overseers {Acme Tolls}");
  CHECK(understood("who is Ann Alfa") == "show {Ann Alfa}");
  CHECK(understood("who oversees Acme with gusto on 2018-12-06") ==
        "overseers {Acme with gusto} --as-of 2018-12-06");
  CHECK(understood("谁负责火星事业群") == "overseers {火星事业群}");
}

TEST_CASE("a name of another kind is passed on, for the command to say what to ask instead") {
  CHECK(understood("who oversees Ann Alpha") == "overseers {Ann Alpha}");
  CHECK(understood("what does Acme oversee") == "oversees {Acme}");
}

TEST_CASE("names are passed on as they were written") {
  CHECK(understood("WHO OVERSEES ACME") == "overseers {ACME}");
  CHECK(understood("who oversees “Acme Tools”?") == "overseers {Acme Tools}");
  CHECK(understood("who oversees key:acme") == "overseers {key:acme}");
}

// ---- Tense, time and doubt
// ------------------------------------------------------------------------

TEST_CASE("tense is free") {
  for (const char* said : {"oversees", "oversaw", "did oversee", "has overseen", "was overseeing",
                           "has been running", "used to lead", "will head", "is in charge of",
                           "was the head of", "has been the boss of"}) {
    CAPTURE(said);
    CHECK(understood(std::string("who ") + said + " Acme") == "overseers {Acme}");
  }
}

TEST_CASE("the present tense asks about today where a verb would answer for all time") {
  CHECK(understood("what posts does Ann Alpha hold") == "career {Ann Alpha} --as-of 2026-11-23");
  CHECK(understood("what posts did Ann Alpha hold") == "career {Ann Alpha}");
  CHECK(understood("where is Acme Tools") == "places {Acme Tools} --as-of 2026-11-23");
  CHECK(understood("where was Acme Tools") == "places {Acme Tools}");
  CHECK(understood("what is Acme called in 2018") == "names {Acme} --as-of 2018");
}

TEST_CASE("what is known is one thing, when it was known another") {
  CHECK(understood("what did we know about Acme on 2018-11-25") ==
        "why {Acme} --as-of 2018-11-25 --known-at 2018-11-25");
  CHECK(understood("what did we know on 2018-11-25 about Acme in 2017") ==
        "why {Acme} --as-of 2017 --known-at 2018-11-25");
}

// ---- Whether a line asks
// ------------------------------------------------------------------------------

TEST_CASE("a line that begins with a question word asks") {
  for (const char* line :
       {"who", "Who oversees X", "who's there", "whom", "what is X", "did X run Y",
        "is X a part of Y", "“who”", "how", "has X been renamed"}) {
    CAPTURE(line);
    CHECK(is_question(line));
  }
  for (const char* line : {"", " ", "overseers acme", "tree", "whoever", "show who", "?", "2018"}) {
    CAPTURE(line);
    CHECK_FALSE(is_question(line));
  }
}

TEST_CASE("“why” is a command unless a verb form follows it") {
  CHECK(is_question("why did Ann Alpha run Acme"));
  CHECK(is_question("Why is Ann Alpha the head of Acme"));
  CHECK_FALSE(is_question("why"));
  CHECK_FALSE(is_question("why Acme"));
  CHECK_FALSE(is_question("why 谁谁公司"));
  CHECK(understood("why did Ann Alpha run Acme in 2018") == "why {Acme} --as-of 2018");
  CHECK(understood("why did Nobody run Acme").starts_with("not understood: "));
}

TEST_CASE("a Chinese line asks if one of its characters does") {
  for (const char* line :
       {"阿里云由谁负责", "誰負責", "腾讯有哪些事业群", "几个", "这是什么", "好吗", "有多少个"}) {
    CAPTURE(line);
    CHECK(is_question(line));
  }
  CHECK_FALSE(is_question("阿里云"));
}

// ---- What is not understood
// -----------------------------------------------------------------------------

TEST_CASE("the words that were not understood are told") {
  const auto [asked, told] = GENERATE(table<std::string, std::string>({
      {"who frobnicates Acme", "not understood: “frobnicates Acme”, after “who”"},
      {"what does Acme frobnicate?", "not understood: “frobnicate”, after “what does Acme”"},
      {"who oversees", "the question “who oversees” is not complete"},
      {"who", "the question “who” is not complete"},
      {"谁负责?", "the question “谁负责?” is not complete"},
      {"colourless green ideas", "not understood: “colourless green ideas”"},
      {"who oversees Acme and who owns it",
       "not understood: “and who owns it”, after “who oversees Acme”"},
      {"what is the meaning of life", "not understood: “meaning of life”, after “what is the”"},
      {"who owns more than 250 % of Acme", "250 %: no share is above 100 %; say less than 100"},
  }));
  CAPTURE(asked);
  CHECK(understood(asked) == "not understood: " + told);
}

TEST_CASE("the nearest questions that are understood are shown, with the names that were") {
  const auto nearest = [](const std::string& asked) {
    try {
      understand(asked, acme_names(), question_day);
    } catch (const NotUnderstood& e) {
      return e.nearest;
    }
    return std::vector<std::string>{"it was understood"};
  };
  CHECK(nearest("who frobnicates Acme").front() == "who oversees Acme");
  CHECK(nearest("what does Ann Alpha supervize").front() == "what does Ann Alpha oversee");
  CHECK(nearest("which business groups Acme has").front() ==
        "which business groups does Acme have");
  CHECK(nearest("how come Salt and Pepper are connected").front() ==
        "how are Salt and Pepper connected");
  CHECK(nearest("谁在管着艾克米呢").front() == "谁负责艾克米");
}

TEST_CASE("whatever is shown instead is itself understood") {
  std::vector<std::string> asked{
      "",           "who",      "what",   "how many", "when was Acme",     "谁",     "哪里",
      "什么艾克米", "where is", "is",     "do",       "Ann Alpha?",        "why is", "Acme CEO",
      "which",      "whose",    "有多少", "whom",     "tell me everything"};
  std::size_t shown_questions = 0;
  for (const std::string& question : asked) {
    try {
      understand(question, acme_names(), question_day);
    } catch (const NotUnderstood& e) {
      CHECK_FALSE(e.nearest.empty());
      for (const std::string& near : e.nearest) {
        CAPTURE(question, near);
        CHECK_NOTHROW(understand(near, acme_names(), question_day));
        ++shown_questions;
      }
    }
  }
  CHECK(shown_questions > 30);
}

// ---- Nonsense
// ------------------------------------------------------------------------------------------

TEST_CASE("what is too long is not read, and how much is read is said") {
  CHECK(understood(std::string(1'000'000, 'a')) ==
        "not understood: this question has 1000000 bytes; no more than 4000 are read");
  std::string words;
  for (int i = 0; i < 500; ++i) words += "a ";
  CHECK(understood(words) ==
        "not understood: this question has 500 words; no more than 400 are read");
}

TEST_CASE("nonsense of the longest sort is refused within a moment") {
  std::string sentence;
  const std::string word =
      GENERATE("a", "who", "and", "of", "在", "是", "2018", "what is", "the", "'s", "Acme",
               "between 2018 and", "how are and", "什么", "in", "early");
  const auto begin = GENERATE("", "who oversees ", "how are ", "what is ", "谁是", "which ");
  for (int i = 0; i < 390 && sentence.size() < 3900; ++i) sentence += word + " ";
  const auto start = std::chrono::steady_clock::now();
  CAPTURE(begin, word);
  CHECK_FALSE(understood(begin + sentence).empty());
  const auto spent = std::chrono::steady_clock::now() - start;
  CHECK(std::chrono::duration<double>(spent).count() < 2.0);  // a few hundredths, if optimized
}

TEST_CASE("names are looked up a bounded number of times") {
  std::string sentence = "how are ";
  for (int i = 0; i < 150; ++i) sentence += "x and ";
  const std::size_t before = acme_names().asked;
  CHECK_FALSE(understood(sentence + "connected").empty());
  CHECK(acme_names().asked - before < 2'000);
  const std::size_t plain = acme_names().asked;
  understood("who oversees Acme on 2018-12-06?");
  CHECK(acme_names().asked - plain < 12);
}

TEST_CASE("bytes of any kind are answered") {
  require_for_all([](const std::string& bytes) { RC_ASSERT(!understood(bytes).empty()); });
  require_for_all([] {
    const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "who ", "what ", "is ", "Acme ", "谁", "负责", "\xE2\x80\xAE", "\xFF", "\x01", "on ",
        "2018 ", "in ", "早", "of ", "the ", "'s ", "\"", "?", "، ", "مرحبا ", "between ", "and ",
        "25 % ", "年", "月", "31", "Q3 ", "../", "how many ", "CEO "));
    std::string sentence;
    for (const std::string& piece : pieces) sentence += piece;
    RC_ASSERT(!understood(sentence).empty());
    is_question(sentence);
  });
  CHECK(understood("") == "not understood: nothing is asked");
  CHECK(understood("   \t ") == "not understood: nothing is asked");
  CHECK(understood("???") == "not understood: nothing is asked");
}
