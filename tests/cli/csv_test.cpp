#include "cli/csv.hpp"

#include <catch2/catch.hpp>

using Json = nlohmann::ordered_json;

namespace {

std::string csv(std::string_view columns, const Json& rows,
                const std::map<std::string, std::string>& sources) {
  return reorg::cli::csv_header(columns) + reorg::cli::csv_rows(columns, rows, sources);
}

}  // namespace

TEST_CASE("an answer without rows is its header") {
  CHECK(csv("person person.key until.kind last_evidence", Json::array(), {}) ==
        "person,person_key,until_kind,last_evidence\n");
}

TEST_CASE(
    "a field that holds a comma, a quote or a line end, or a blank at an end, stands in quotes") {
  const Json rows = {{{"a", "plain"}, {"b", "one, two"}},
                     {{"a", "say \"so\""}, {"b", "two\nlines"}},
                     {{"a", "\r"}, {"b", " blanks "}}};
  CHECK(csv("a b", rows, {}) ==
        "a,b\n"
        "plain,\"one, two\"\n"
        "\"say \"\"so\"\"\",\"two\nlines\"\n"
        "\"\r\",\" blanks \"\n");
}

TEST_CASE("an entity prints its name, a date its EDTF text, null nothing") {
  const Json row = {{"person", {{"key", "jane"}, {"kind", "person"}, {"name", "Jane Doe"}}},
                    {"post", nullptr},
                    {"from", {{"edtf", "2018-11~"}, {"earliest", "2018-10-01"}}},
                    {"until", {{"edtf", ""}, {"kind", "open"}}},
                    {"acting", false},
                    {"depth", 3}};
  CHECK(csv("person person.key post post.key from from.earliest until until.kind acting depth",
            Json::array({row}), {}) ==
        "person,person_key,post,post_key,from,from_earliest,until,until_kind,acting,depth\n"
        "Jane Doe,jane,,,2018-11~,2018-10-01,,open,false,3\n");
}

TEST_CASE("what a row does not have is empty") {
  CHECK(csv("a b.c d", Json::array({{{"d", "1"}}}), {}) == "a,b_c,d\n,,1\n");
}

TEST_CASE("the items of a list are joined, and a path leads through each, empty ones too") {
  const Json row = {{"names", {"A", "B, Ltd"}},
                    {"none", Json::array()},
                    {"overseers",
                     {{{"person", {{"name", "Ann"}}}, {"role", ""}},
                      {{"person", nullptr}, {"role", "chair"}},
                      {{"person", {{"name", "Bob"}}}, {"role", "head"}}}}};
  CHECK(csv("names none overseers.person overseers.role", Json::array({row}), {}) ==
        "names,none,overseers_person,overseers_role\n"
        "\"A; B, Ltd\",,Ann; ; Bob,; chair; head\n");
}

TEST_CASE("a number of a source is replaced by what it says") {
  const Json row = {{"name", "x"}, {"sources", {"2", "1"}}};
  CHECK(csv("name sources", Json::array({row}),
            {{"1", "https://a.example/?q=1,2"}, {"2", "Gazette"}}) ==
        "name,sources\nx,\"Gazette; https://a.example/?q=1,2\"\n");
}
