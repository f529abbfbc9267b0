// Who may include whom. The folders under core/ are layers and their arrows point one way; the
// table below is the house rule, and these tests read every #include line to keep it.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

namespace {

struct Room {
  std::string_view folder;
  std::vector<std::string_view> may_include;  // besides itself
};

const std::vector<Room>& rooms() {
  static const std::vector<Room> table{
      {"core/model", {}},
      {"core/timeline", {"core/model"}},
      {"core/parallel", {}},
      {"core/graph", {"core/parallel", "core/timeline", "core/model"}},
      {"core/format", {"core/timeline", "core/model"}},
      {"core/walk", {"core/graph", "core/timeline", "core/model"}},
      {"core/names", {"core/timeline", "core/model"}},
      {"core/store", {"core/walk", "core/names", "core/timeline", "core/model"}},
      {"core/query",
       {"core/walk", "core/names", "core/graph", "core/parallel", "core/timeline", "core/model"}},
      {"core/diff",
       {"core/query", "core/walk", "core/names", "core/graph", "core/parallel", "core/timeline",
        "core/model"}},
      {"core/check",
       {"core/query", "core/walk", "core/names", "core/graph", "core/timeline", "core/model"}},
      {"core/question", {"core/query", "core/diff", "core/names", "core/timeline", "core/model"}},
      {"graphviz",
       {"core/question", "core/query", "core/diff", "core/check", "core/walk", "core/names",
        "core/graph", "core/timeline", "core/model"}},
      {"cli",
       {"graphviz", "core/question", "core/query", "core/diff", "core/check", "core/walk",
        "core/names", "core/graph", "core/format", "core/store", "core/parallel", "core/timeline",
        "core/model"}},
  };
  return table;
}

// A library that only some rooms may see. `prefix` begins its headers' paths.
struct Library {
  std::string_view prefix;
  std::vector<std::string_view> seen_in;
};

const std::vector<Library>& libraries() {
  static const std::vector<Library> table{
      {"boost/graph/", {"core/graph", "core/walk", "core/query"}},
      {"sqlite3", {"core/store"}},
      {"SQLiteCpp/", {"core/store"}},
      {"cxxopts", {"cli"}},
      {"yaml-cpp/", {"core/format"}},
      {"xxhash", {"core/format", "core/graph", "core/names"}},
      {"nlohmann/", {"cli", "core/format", "core/store"}},
      {"gvc.h", {"graphviz"}},
      {"graphviz/", {"graphviz"}},  // in <…>; in quotes it is our own folder
  };
  return table;
}

struct Include {
  std::string path;
  bool quoted;
};

// The include that a line states, if it states one.
std::optional<Include> parse_include(std::string_view line) {
  const auto skip_blanks = [&line] {
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  };
  skip_blanks();
  if (!line.starts_with('#')) return std::nullopt;
  line.remove_prefix(1);
  skip_blanks();
  constexpr std::string_view keyword = "include";
  if (!line.starts_with(keyword)) return std::nullopt;
  line.remove_prefix(keyword.size());
  skip_blanks();
  if (!line.starts_with('"') && !line.starts_with('<')) return std::nullopt;
  const bool quoted = line.front() == '"';
  line.remove_prefix(1);
  const auto end = line.find(quoted ? '"' : '>');
  if (end == std::string_view::npos) return std::nullopt;
  return Include{std::string(line.substr(0, end)), quoted};
}

// "core/model/day.hpp" lies in "core/model", "cli/main.cpp" in "cli". Deeper folders belong to the
// room they are in.
std::string_view folder_of(std::string_view path) {
  const auto first = path.find('/');
  if (first == std::string_view::npos) return {};
  if (path.substr(0, first) != "core") return path.substr(0, first);
  const auto second = path.find('/', first + 1);
  return path.substr(0, second == std::string_view::npos ? first : second);
}

const Room* find_room(std::string_view folder) {
  const auto found = std::ranges::find(rooms(), folder, &Room::folder);
  return found == rooms().end() ? nullptr : &*found;
}

bool contains(const std::vector<std::string_view>& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

// What is wrong with an include, or nothing. `path` is the including file, from the root.
std::string complaint(std::string_view path, const Include& include) {
  const std::string folder(folder_of(path));
  const Room* room = find_room(folder);
  if (room == nullptr) {
    return folder + " is no room of the house; give it a row in this test's table";
  }
  if (!include.quoted) {
    for (const auto& [prefix, seen_in] : libraries()) {
      if (include.path.starts_with(prefix) && !contains(seen_in, folder)) {
        return folder + " must not see <" + include.path + ">";
      }
    }
    return {};
  }
  const std::string_view target = folder_of(include.path);
  if (find_room(target) == nullptr) {
    return "\"" + include.path +
           "\" is in no room of the house; our includes are paths from the root, others are in <>";
  }
  if (target != folder && !contains(room->may_include, target)) {
    return folder + " must not include " + std::string(target) + " (\"" + include.path + "\")";
  }
  return {};
}

// Every complaint about a file, as "path:line: what is wrong".
std::vector<std::string> check_file(const std::string& path, std::istream& text) {
  std::vector<std::string> complaints;
  std::string line;
  for (int number = 1; std::getline(text, line); ++number) {
    const auto include = parse_include(line);
    if (!include) continue;
    if (const auto what = complaint(path, *include); !what.empty()) {
      complaints.push_back(path + ":" + std::to_string(number) + ": " + what);
    }
  }
  if (find_room(folder_of(path)) == nullptr && complaints.empty()) {
    complaints.push_back(path + ":1: " + complaint(path, {"", true}));
  }
  return complaints;
}

std::vector<std::string> check_text(const std::string& path, const std::string& text) {
  std::istringstream stream(text);
  return check_file(path, stream);
}

struct Survey {
  int files = 0;
  std::vector<std::string> complaints;
};

Survey survey(const std::filesystem::path& root) {
  Survey result;
  for (const char* const top : {"core", "cli", "graphviz"}) {
    if (!std::filesystem::is_directory(root / top)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / top)) {
      const auto extension = entry.path().extension();
      if (extension != ".cpp" && extension != ".hpp" && extension != ".h") continue;
      std::ifstream text(entry.path());
      const auto path = entry.path().lexically_relative(root).generic_string();
      for (auto& what : check_file(path, text)) result.complaints.push_back(std::move(what));
      ++result.files;
    }
  }
  std::ranges::sort(result.complaints);
  return result;
}

}  // namespace

TEST_CASE("every include follows the arrows of the house") {
  const auto result = survey(REORG_SOURCE_DIR);
  REQUIRE(result.files > 0);
  std::string all;
  for (const auto& what : result.complaints) all += what + "\n";
  INFO(all);
  CHECK(result.complaints.empty());
}

TEST_CASE("the arrows themselves form no circle") {
  // The rows stand in an order in which each includes only earlier ones.
  std::vector<std::string_view> earlier;
  for (const auto& room : rooms()) {
    for (const auto target : room.may_include) {
      INFO(room.folder << " may include " << target);
      CHECK(contains(earlier, target));
    }
    earlier.push_back(room.folder);
  }
}

TEST_CASE("an arrow that points down is allowed") {
  const auto [path, line] = GENERATE(table<const char*, const char*>({
      {"core/timeline/resolve.cpp", "#include \"core/model/date.hpp\""},
      {"core/model/date.cpp", "#include \"core/model/date.hpp\""},
      {"core/model/deep/date.cpp", "#include \"core/model/date.hpp\""},
      {"core/store/store.cpp", "#include \"core/walk/relation_source.hpp\""},
      {"core/store/store.cpp", "#include <SQLiteCpp/SQLiteCpp.h>"},
      {"core/query/tree.cpp", "#include <boost/graph/filtered_graph.hpp>"},
      {"core/check/cycles.cpp", "#include <boost/container/flat_map.hpp>"},
      {"graphviz/dot.cpp", "#include \"core/diff/diff.hpp\""},
      {"graphviz/dot.cpp", "#include <graphviz/gvc.h>"},
      {"cli/import.cpp", "#include \"core/format/yaml.hpp\""},
      {"cli/render.cpp", "#include \"graphviz/dot.hpp\""},
      {"cli/main.cpp", "#include <cxxopts.hpp>"},
  }));
  CHECK(check_text(path, line).empty());
}

TEST_CASE("a wrong arrow is found") {
  const auto [path, line, told] = GENERATE(table<const char*, const char*, const char*>({
      {"core/model/date.cpp", "#include \"core/timeline/spell.hpp\"", "must not include"},
      {"core/graph/image.cpp", "#include \"core/store/store.hpp\"", "must not include"},
      {"core/format/yaml.cpp", "#include \"core/store/store.hpp\"", "must not include"},
      {"core/names/fold.cpp", "#include \"core/graph/org_graph.hpp\"", "must not include"},
      {"core/question/ask.cpp", "#include \"core/walk/walk.hpp\"", "must not include"},
      {"core/query/tree.cpp", "#include \"cli/text.hpp\"", "must not include"},
      {"core/query/tree.cpp", "#include \"graphviz/dot.hpp\"", "must not include"},
      {"graphviz/dot.cpp", "#include \"core/store/store.hpp\"", "must not include"},
      {"graphviz/dot.cpp", "#include \"cli/text.hpp\"", "must not include"},
      {"core/model/date.cpp", "#include \"tests/model/dates.hpp\"", "no room"},
      {"core/model/date.cpp", "#include \"date.hpp\"", "no room"},
      {"core/util/text.cpp", "#include <string>", "core/util is no room"},
      {"core/util/text.cpp", "int no_include;", "core/util is no room"},
      {"core/text.cpp", "#include <string>", "core is no room"},
  }));
  const auto complaints = check_text(path, line);
  REQUIRE(complaints.size() == 1);
  CHECK_THAT(complaints.front(), Catch::Contains(told));
}

TEST_CASE("a library outside its rooms is found") {
  const auto [path, line] = GENERATE(table<const char*, const char*>({
      {"core/check/cycles.cpp", "#include <boost/graph/topological_sort.hpp>"},
      {"core/names/index.cpp", "#include <sqlite3.h>"},
      {"cli/import.cpp", "#include <SQLiteCpp/SQLiteCpp.h>"},
      {"core/query/tree.cpp", "#include <cxxopts.hpp>"},
      {"cli/import.cpp", "#include <yaml-cpp/yaml.h>"},
      {"core/query/tree.cpp", "#include <nlohmann/json.hpp>"},
      {"cli/render.cpp", "#include <graphviz/gvc.h>"},
      {"cli/render.cpp", "  #  include\t<gvc.h>"},
  }));
  const auto complaints = check_text(path, line);
  REQUIRE(complaints.size() == 1);
  CHECK_THAT(complaints.front(), Catch::Contains("must not see"));
}

TEST_CASE("a complaint names the file and the line") {
  const auto complaints = check_text("core/model/date.cpp",
                                     "// The days.\n"
                                     "#include <string>\n"
                                     "#include \"core/store/store.hpp\"\n");
  REQUIRE(complaints.size() == 1);
  CHECK_THAT(complaints.front(), Catch::StartsWith("core/model/date.cpp:3: "));
}

TEST_CASE("a line that only looks like an include is not one") {
  const auto line = GENERATE("// #include \"core/store/store.hpp\"", "#include_next", "#include X",
                             "include \"core/store/store.hpp\"", "#define include", "#include \"a");
  CHECK_FALSE(parse_include(line).has_value());
}
