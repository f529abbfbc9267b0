// The table of changes against the page that explains it and the file that uses all of it.
#include <fstream>
#include <iterator>

#include <catch2/catch.hpp>

#include "core/format/content.hpp"
#include "core/format/grammar.hpp"
#include "core/format/raw_text.hpp"
#include "tests/format/told.hpp"

using namespace reorg;
using namespace reorg::format;

namespace {

std::string text_of(const std::string& path) {
  std::ifstream stream(std::string(REORG_SOURCE_DIR) + "/" + path, std::ios::binary);
  REQUIRE(stream);
  return {std::istreambuf_iterator<char>(stream), {}};
}

Node tree_of(const std::string& path) {
  Problems problems;
  auto root = read_tree(path, text_of(path), problems);
  problems.throw_if_any();
  return *root;
}

// Every map in the tree that has the key.
void collect(const Node& node, std::string_view key, std::vector<const Node*>& found) {
  if (node.find(key)) found.push_back(&node);
  for (const Node& inner : node.items) collect(inner, key, found);
}

bool is_used(const Node& root, std::string_view verb, std::string_view key) {
  std::vector<const Node*> items;
  collect(root, verb, items);
  return std::any_of(items.begin(), items.end(), [&](const Node* item) { return item->find(key); });
}

// The lines of the page on which the change's keys are explained.
std::string page_on(const std::string& page, std::string_view verb) {
  const std::size_t start = page.find("`" + std::string(verb) + ": ");
  REQUIRE(start != std::string::npos);
  const std::size_t end = page.find("\n\n", start);
  return page.substr(start, end - start);
}

}  // namespace

TEST_CASE("every verb of the model is a change of the format", "[grammar]") {
  for (int i = 0; i <= static_cast<int>(Verb::deny); ++i) {
    const auto verb = static_cast<Verb>(i);
    const VerbRule* const rule = find_verb(word(verb));
    INFO(word(verb));
    REQUIRE(rule);
    CHECK(rule->verb == verb);
    CHECK(rule->keys.front().required);
  }
}

TEST_CASE("the page on change files explains every change and every key of it", "[grammar]") {
  const std::string page = text_of("docs/change-files.md");
  for (const VerbRule& rule : verb_rules()) {
    const std::string row = page_on(page, rule.keys.front().key);
    for (const KeyRule& key : rule.keys) {
      INFO(rule.keys.front().key << " takes " << key.key);
      CHECK((row.find("`" + std::string(key.key) + "`") != std::string::npos ||
             row.find("`" + std::string(key.key) + ": ") != std::string::npos ||
             row.find("`" + std::string(key.key) + ":`") != std::string::npos));
    }
  }
  for (const auto& keys : {top_keys(), event_keys(), item_keys(), entity_keys(), source_keys(),
                           statement_keys(), claim_keys(), position_keys()}) {
    for (const KeyRule& key : keys) {
      INFO(key.key);
      CHECK((page.find("`" + std::string(key.key)) != std::string::npos));
    }
  }
}

TEST_CASE("the schema knows every change and every key of it", "[grammar]") {
  const Node schema = tree_of("docs/change-file.schema.json");
  for (const VerbRule& rule : verb_rules()) {
    for (const KeyRule& key : rule.keys) {
      INFO(rule.keys.front().key << " takes " << key.key);
      CHECK(is_used(schema, rule.keys.front().key, key.key));
    }
  }
}

TEST_CASE("a good file uses every change with every key", "[grammar]") {
  const Node root = tree_of("tests/format/good/every_change.yaml");
  for (const VerbRule& rule : verb_rules()) {
    for (const KeyRule& key : rule.keys) {
      INFO(rule.keys.front().key << " takes " << key.key);
      CHECK(is_used(root, rule.keys.front().key, key.key));
    }
  }
}

TEST_CASE("content is the same whatever the layout, and differs where anything else does",
          "[grammar]") {
  const auto content_of = [](std::string_view text) {
    Problems problems;
    const auto root = read_tree("x", text, problems);
    problems.throw_if_any();
    return content(*root);
  };
  CHECK(content_of("{ a: 1, b: [x, y] }") == content_of("b:\n  - x\n  - \"y\"\na: 1\n"));
  CHECK(content_of("{ a: [x, y] }") != content_of("{ a: [xy] }"));
  CHECK(content_of("{ a: b }") != content_of("[a, b]"));
  CHECK(content_of("{ a: ~ }") != content_of("{ a: '~' }"));
}

TEST_CASE("the hash in keys never changes", "[grammar]") {
  CHECK(stable_hash("") == "cbf29ce484222325");
  CHECK(stable_hash("reorg") == "00f6eef3495a0d9e");
}
