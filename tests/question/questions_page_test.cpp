// docs/questions.md tells the truth: every question in its tables is the command beside it, and no
// verb of the grammar is missing.
#include <fstream>
#include <set>

#include <catch2/catch.hpp>

#include "core/question/templates.hpp"
#include "tests/question/small_index.hpp"

using namespace reorg;
using namespace reorg::tests;

namespace {

const SmallIndex& names_of_the_page() {
  constexpr auto organization = EntityKind::organization;
  static const SmallIndex index =
      SmallIndex()
          .add(organization, "alibaba", {"Alibaba", "阿里巴巴"})
          .add(organization, "alibaba-cloud", {"Alibaba Cloud", "阿里云"})
          .add(organization, "tencent", {"Tencent", "腾讯"})
          .add(organization, "dingtalk", {"DingTalk", "钉钉"})
          .add(organization, "omg", {"OMG"})
          .add(EntityKind::post, "ceo", {"CEO", "首席执行官"})
          .add(EntityKind::person, "zhang-jianfeng", {"Zhang Jianfeng", "张建锋"});
  return index;
}

std::string typed(const Query& q) {
  std::string line = q.verb;
  const auto add = [&](const std::string& word) {
    line += word.find(' ') == std::string::npos ? " " + word : " '" + word + "'";
  };
  for (const std::string& name : q.names) add(name);
  if (!q.as_of.empty()) line += " --as-of " + q.as_of;
  for (const std::string& option : q.options) add(option);
  return line;
}

// | `question` | `command` |
std::vector<std::pair<std::string, std::string>> examples() {
  std::ifstream page(std::string(REORG_SOURCE_DIR) + "/docs/questions.md");
  std::vector<std::pair<std::string, std::string>> all;
  for (std::string line; std::getline(page, line);) {
    const std::size_t between = line.find("` | `");
    if (!line.starts_with("| `") || !line.ends_with("` |") || between == std::string::npos)
      continue;
    all.emplace_back(line.substr(3, between - 3),
                     line.substr(between + 5, line.size() - between - 8));
  }
  return all;
}

}  // namespace

TEST_CASE("every question on the page is the command beside it") {
  const auto all = examples();
  CHECK(all.size() > 80);
  for (const auto& [question, command] : all) {
    CAPTURE(question);
    CHECK(typed(understand(question, names_of_the_page(), question_day)) == command);
  }
}

TEST_CASE("the page has a question for every verb of the grammar") {
  std::set<std::string> shown, known;
  for (const auto& [question, command] : examples())
    shown.insert(command.substr(0, command.find(' ')));
  for (const auto& t : question::grammar().templates) known.insert(t.verb);
  CHECK(shown == known);
}
