#include "core/question/tokens.hpp"

#include "core/question/forms.hpp"
#include "tests/property.hpp"

using namespace reorg;
using namespace reorg::question;

namespace {

std::vector<std::string> words(std::string_view sentence) {
  std::vector<std::string> all;
  for (const Token& t : tokens_of(sentence)) all.push_back(t.word);
  return all;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("words stand between blanks, without punctuation at their ends and in lower case") {
  CHECK(words("Who ran  Acme?") == Words{"who", "ran", "acme", "?"});
  CHECK(words("in 2018, who") == Words{"in", "2018", ",", "who"});
  CHECK(words("“Salt and Pepper”") == Words{"“", "salt", "and", "pepper", "”"});
  CHECK(words("Yahoo Inc.") == Words{"yahoo", "inc", "."});
  CHECK(words("\tA\xC2\xA0"
              "B\xE3\x80\x80"
              "C\n") == Words{"a", "b", "c"});
  CHECK(words("Ele.me hkex:0700 Alibaba.com") == Words{"ele.me", "hkex:0700", "alibaba.com"});
}

TEST_CASE("the possessive is a word of its own") {
  CHECK(words("Acme's CEO") == Words{"acme", "'s", "ceo"});
  CHECK(words("Acme’s CEO") == Words{"acme", "'s", "ceo"});
  CHECK(words("who's") == Words{"who", "'s"});
  CHECK(words("it 's") == Words{"it", "'", "s"});
}

TEST_CASE("every Chinese character is a word of its own") {
  CHECK(words("腾讯2018年改了什么？") ==
        Words{"腾", "讯", "2018", "年", "改", "了", "什", "么", "?"});
  CHECK(words("手机QQ在哪") == Words{"手", "机", "qq", "在", "哪"});
}

TEST_CASE("a date is one word, whatever signs are in it") {
  CHECK(words("[2018-11-26..2018-12-02]?") == Words{"[2018-11-26..2018-12-02]", "?"});
  CHECK(words("../2018 2018/.. 2018-11~ 201X") == Words{"../2018", "2018/..", "2018-11~", "201x"});
}

TEST_CASE("any bytes can be cut, and none but blanks are lost") {
  reorg::tests::require_for_all([](const std::string& bytes) {
    std::size_t at = 0;
    for (const Token& t : tokens_of(bytes)) {
      RC_ASSERT(t.begin >= at);
      RC_ASSERT(t.end > t.begin);
      RC_ASSERT(t.end <= bytes.size());
      RC_ASSERT(!t.word.empty());
      at = t.end;
    }
  });
}

TEST_CASE("words are joined with blanks, but not where Chinese has none") {
  CHECK(spaced({"who", "runs", "Acme"}) == "who runs Acme");
  CHECK(spaced({"谁", "负", "责", "QQ"}) == "谁负责 QQ");
  CHECK(spaced({"Acme", "'s", "CEO"}) == "Acme's CEO");
}

TEST_CASE("a verb has all its forms") {
  CHECK(forms_of("oversee") == Words{"oversee", "oversees", "oversaw", "overseen", "overseeing"});
  CHECK(forms_of("manage") == Words{"manage", "manages", "managed", "managed", "managing"});
  CHECK(forms_of("occupy") == Words{"occupy", "occupies", "occupied", "occupied", "occupying"});
  CHECK(forms_of("head") == Words{"head", "heads", "headed", "headed", "heading"});
}
