#include "cli/shell_words.hpp"

#include <catch2/catch.hpp>

#include "cli/session.hpp"
#include "tests/property.hpp"

using reorg::cli::command_line;
using reorg::cli::needs_quotes;
using reorg::cli::shell_words;
using Words = std::vector<std::string>;

TEST_CASE("words are what stands between blanks") {
  CHECK(shell_words("overseers csig --as-of\t2018 ").words ==
        Words{"overseers", "csig", "--as-of", "2018"});
  CHECK(shell_words("").words.empty());
  CHECK(shell_words(" \t ").words.empty());
}

TEST_CASE("quotes keep blanks, and may stand within a word") {
  CHECK(shell_words("tree 'Alibaba Cloud' \"the works\" a' 'b").words ==
        Words{"tree", "Alibaba Cloud", "the works", "a b"});
  CHECK(shell_words("'' \"\"").words == Words{"", ""});
}

TEST_CASE("a backslash takes the next character as it is, but not between single quotes") {
  CHECK(shell_words(R"(a\ b \'c 'd\e' 'it'\''s')").words == Words{"a b", "'c", R"(d\e)", "it's"});
  CHECK(shell_words(R"("say \"it\" for \$5 \n")").words == Words{R"(say "it" for $5 \n)"});
  CHECK(shell_words(R"(end\)").words == Words{R"(end\)"});
}

TEST_CASE("a number sign begins a comment where a word would begin") {
  CHECK(shell_words("overseers key:works  # The Works, unit").words ==
        Words{"overseers", "key:works"});
  CHECK(shell_words("c# '# d'").words == Words{"c#", "# d"});
}

TEST_CASE("a quotation without an end is told") {
  CHECK(shell_words("tree 'Alibaba Cl").open == '\'');
  CHECK(shell_words("tree \"it's").open == '"');
  CHECK(shell_words("tree 'Alibaba'").open == 0);
  CHECK(shell_words("tree 'Alibaba Cl").words == Words{"tree", "Alibaba Cl"});
}

TEST_CASE("whether the line ends within a word is told") {
  CHECK(shell_words("tree ali").at_word);
  CHECK(shell_words("tree ''").at_word);
  CHECK_FALSE(shell_words("tree ").at_word);
  CHECK_FALSE(shell_words("").at_word);
}

TEST_CASE("what bash or zsh read more into than its letters is quoted, and nothing else") {
  for (const char c : std::string(" \t\n'\"\\`$&;|()<>*?[]{}!#~^")) {
    CAPTURE(c);
    CHECK(needs_quotes(std::string("a") + c));
    CHECK(needs_quotes(c + std::string("a")));
  }
  for (const std::string word : {"", "R&D", "x=~", "=ls", "{a,b}", "1{..3}", "Yahoo!", "~root",
                                 "who?", "it's", "[2018-11-26..2018-12-02]"}) {
    CAPTURE(word);
    CHECK(needs_quotes(word));
    CHECK(shell_words(command_line({word})).words == Words{"reorg", word});
  }
  for (const std::string word :
       {"alibaba-cloud", "--as-of", "--color=never", "2018-11-26/2018-12-02", "../..", "key:1688",
        "Ele.me", "a=b", "50%", "%1", "@home", "a+b", "a,b", "阿里云", "alibaba/首席执行官",
        "Müller", "_", "-", ":"}) {
    CAPTURE(word);
    CHECK_FALSE(needs_quotes(word));
    CHECK(command_line({word}) == "reorg " + word);
  }
  CHECK(command_line({"show", "Tim O'Reilly"}) == R"(reorg show 'Tim O'\''Reilly')");
}

TEST_CASE("what command_line writes is read back") {
  const auto letter = rc::gen::elementOf(std::string("ab '\"\\$#`&*?;!-=:[]{}~^<>|()"));
  reorg::tests::require_for_all([&] {
    const Words words = *rc::gen::container<Words>(rc::gen::container<std::string>(letter));
    Words read = shell_words(command_line(words)).words;
    RC_ASSERT(!read.empty() && read.front() == "reorg");
    read.erase(read.begin());
    RC_ASSERT(read == words);
  });
}
