#include "cli/completing.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

#include "core/question/question.hpp"
#include "tests/store/teller.hpp"

using namespace reorg;
using reorg::cli::Completion;
using reorg::tests::Teller;
using Kind = StatementKind;
using Texts = std::vector<std::string>;

namespace {

Store named() {
  Teller t("names.yaml");
  t.always(Kind::name, "acme", "Acme Corporation");
  t.always(Kind::name, "acme-tools", "Acme Tools");
  t.always(Kind::name, "acme-tools", "Acme Tools & Dies");
  t.always(Kind::name, "works", "工具厂");
  t.always(Kind::identifier, "acme", "0042").aspect = "hkex";
  Store store = Store::in_memory();
  store.import(t.batch(), Store::Run::real);
  return store;
}

struct Shell {
  Store store = named();
  std::string opened;

  cli::Completions ask(std::string_view line) {
    return cli::complete(line, [&](const std::string& db) {
      opened = db;
      return &store;
    });
  }
  Texts texts(std::string_view line) {
    Texts result;
    for (const Completion& c : ask(line).words) result.push_back(c.text);
    return result;
  }
};

bool holds(const Texts& texts, const std::string& text) {
  return std::ranges::find(texts, text) != texts.end();
}

}  // namespace

TEST_CASE("the first word is a command or a question word") {
  Shell shell;
  CHECK(shell.texts("reorg over") == Texts{"overseers", "oversees"});
  CHECK(holds(shell.texts("reorg "), "who"));
  CHECK(holds(shell.texts("reorg "), "completion"));
  CHECK(shell.texts("reorg --db x.reorg wh") ==
        Texts{"why", "who", "whom", "whose", "what", "which", "when", "where"});
  CHECK(shell.texts("reorg nonsense").empty());
}

TEST_CASE("whatever word makes a line a question is offered") {
  Shell shell;
  for (const std::string_view word : asking_words()) {
    CAPTURE(std::string(word));
    CHECK(holds(shell.texts("reorg "), std::string(word)));
    CHECK(holds(shell.texts("reorg ask "), std::string(word)));
  }
}

TEST_CASE("a name is completed by what begins so, to the letter before whatever its case") {
  Shell shell;
  CHECK(shell.texts("reorg tree Acme") ==
        Texts{"Acme Corporation", "Acme Tools", "Acme Tools & Dies"});
  CHECK(shell.texts("reorg tree acme") == Texts{"acme", "acme-tools"});
  CHECK(shell.texts("reorg tree ACME T") == Texts{"Tools", "Tools & Dies"});
  CHECK(shell.texts("reorg tree 工") == Texts{"工具厂"});
  CHECK(shell.texts("reorg tree hkex:").empty());
  CHECK(shell.texts("reorg tree 00") == Texts{"0042"});
}

TEST_CASE("a name of several words is completed from its last word on") {
  Shell shell;
  CHECK(shell.texts("reorg overseers Acme Tools ") == Texts{"& Dies"});
  CHECK(shell.texts("reorg overseers 'Acme To") == Texts{"Acme Tools", "Acme Tools & Dies"});
  CHECK(shell.texts("reorg overseers Acme\\ To") == Texts{"Acme Tools", "Acme Tools & Dies"});
  CHECK(shell.texts("reorg path Acme Tools Acme C") == Texts{"Corporation"});
  CHECK(shell.texts("reorg who oversees Acme C") == Texts{"Corporation"});
  CHECK(shell.texts("reorg ask who oversees Acme C") == Texts{"Corporation"});
}

TEST_CASE("without a letter of it every name is offered") {
  Shell shell;
  CHECK(holds(shell.texts("reorg who oversees "), "Acme Tools"));
  CHECK(holds(shell.texts("reorg tree "), "works"));
  CHECK(holds(shell.texts("reorg ask "), "who"));
}

TEST_CASE("key: is completed by keys alone") {
  Shell shell;
  CHECK(shell.texts("reorg tree key:a") == Texts{"key:acme", "key:acme-tools"});
  CHECK(shell.texts("reorg tree key:A").size() == 2);
}

TEST_CASE("options are those of the command, their values those that they take") {
  Shell shell;
  CHECK(shell.texts("reorg tree --de") == Texts{"--depth"});
  CHECK(shell.texts("reorg overseers --de").empty());
  CHECK(shell.texts("reorg who oversees Acme --kn") == Texts{"--known-at"});
  CHECK(shell.texts("reorg tree --color ") == Texts{"auto", "always", "never"});
  CHECK(shell.texts("reorg tree --color=n") == Texts{"--color=never"});
  CHECK(shell.texts("reorg path a b --along o") == Texts{"oversight", "ownership"});
  CHECK(shell.texts("reorg places Acme Tools --under Acme\\ C") == Texts{"Acme Corporation"});
  CHECK(shell.texts("reorg tree --as-of ").empty());
  CHECK(shell.texts("reorg tree --as-of 2018 wor") == Texts{"works"});
}

TEST_CASE("files, commands and shells stand where they are asked for") {
  Shell shell;
  CHECK(shell.ask("reorg import a").files);
  CHECK(shell.ask("reorg tree --db ").files);
  CHECK(shell.ask("reorg ask --file q").files);
  CHECK_FALSE(shell.ask("reorg tree a").files);
  CHECK(shell.texts("reorg forget n") == Texts{"names.yaml"});
  CHECK(shell.texts("reorg help tr") == Texts{"tree"});
  CHECK(shell.texts("reorg completion ") == Texts{"bash", "zsh"});
  CHECK(shell.texts("reorg version ").empty());
}

TEST_CASE("the database is the one that the line names") {
  Shell shell;
  shell.ask("reorg tree --db 'my own.reorg' a");
  CHECK(shell.opened == "my own.reorg");
  shell.ask("reorg --db=other.reorg tree a");
  CHECK(shell.opened == "other.reorg");
  shell.ask("reorg tree a");
  CHECK(shell.opened.empty());
}

TEST_CASE("without a database commands and options are completed all the same") {
  const auto none = [](const std::string&) -> const Store* { return nullptr; };
  CHECK(cli::complete("reorg tree ac", none).words.empty());
  CHECK(cli::complete("reorg forget ", none).words.empty());
  CHECK(cli::complete("reorg tre", none).words.size() == 1);
}

TEST_CASE("any line is taken") {
  Shell shell;
  for (const std::string& line :
       {std::string(), std::string("reorg"), std::string("reorg '"), std::string("reorg tree \\"),
        std::string("reorg tree \xff\xfe"), std::string("reorg tree a\0b", 13),
        "reorg tree " + std::string(100'000, 'x'), "reorg " + std::string(50'000, ' ')})
    CHECK_NOTHROW(shell.ask(line));
}

TEST_CASE("at most fifty are offered, and names that a line cannot hold are not") {
  Teller t("many.yaml");
  for (int i = 100; i < 200; ++i) t.always(Kind::name, "k" + std::to_string(i), "Unit");
  t.always(Kind::name, "odd", "Odd\tname");
  Store store = Store::in_memory();
  store.import(t.batch(), Store::Run::real);
  CHECK(cli::names_beginning(store, "k").size() == cli::most_completions);
  CHECK(cli::names_beginning(store, "Odd") == std::vector<Completion>{{"odd", "organization"}});
}
