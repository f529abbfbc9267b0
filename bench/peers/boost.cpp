// The Boost.Graph peer: everything in one plain adjacency_list, rebuilt from a flat file by each
// process.
//
//   load FOLDER FILE      q1|q2 FILE NAME DAY      q3 FILE KEY DAY      q4 FILE KEY DAY1 DAY2
//   q5 FILE DAY1 DAY2     q8 FILE DAY              q7a|q7b FILE QUESTIONS ROUNDS (Q1 and Q2, warm)
//
// Answers are rows of fields separated by tabs, in any order. What Q7 took, without building the
// graph, is told on stderr.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <boost/graph/adjacency_list.hpp>

#include "bench/peers/bundle.hpp"

namespace {

using bench::Bundle;
using bench::Date;

struct Dated {
  Date from = 0;
  Date until = 0;
  std::uint8_t kind = 0;

  bool holds(Date day) const { return from <= day && day < until; }
};

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS,
                                    boost::no_property, Dated>;

// What one process writes and others read: arrays as they lie in memory.
struct FlatEdge {
  std::uint32_t subject, object;
  Date from, until;
  std::uint32_t kind;
};
struct FlatText {  // a key (of entity `entity`, always) or a name
  std::uint32_t entity, begin, size;
  Date from, until;
};

template <typename Row>
void write_rows(std::ofstream& file, const std::vector<Row>& rows) {
  const std::uint64_t count = rows.size();
  file.write(reinterpret_cast<const char*>(&count), sizeof count);
  file.write(reinterpret_cast<const char*>(rows.data()),
             static_cast<std::streamsize>(count * sizeof(Row)));
}

template <typename Row>
std::vector<Row> read_rows(std::ifstream& file) {
  std::uint64_t count = 0;
  file.read(reinterpret_cast<char*>(&count), sizeof count);
  std::vector<Row> rows(count);
  file.read(reinterpret_cast<char*>(rows.data()),
            static_cast<std::streamsize>(count * sizeof(Row)));
  if (!file) {
    throw std::runtime_error("the flat file is cut");
  }
  return rows;
}

void load(const char* folder, const char* name) {
  const Bundle bundle = bench::read_bundle(folder);
  std::vector<char> texts;
  const auto text = [&texts](std::uint32_t entity, const std::string& of, Date from, Date until) {
    const FlatText flat{entity, static_cast<std::uint32_t>(texts.size()),
                        static_cast<std::uint32_t>(of.size()), from, until};
    texts.insert(texts.end(), of.begin(), of.end());
    return flat;
  };
  std::vector<FlatText> keys;
  for (const bench::Entity& entity : bundle.entities) {
    keys.push_back(text(static_cast<std::uint32_t>(keys.size()), entity.key, 0, 0));
  }
  std::vector<FlatText> names;
  for (const bench::Name& it : bundle.names) {
    names.push_back(text(it.entity, it.name, it.from, it.until));
  }
  std::vector<FlatEdge> edges;
  for (const bench::Edge& it : bundle.edges) {
    edges.push_back({it.subject, it.object, it.from, it.until, it.kind});
  }
  std::ofstream file(name, std::ios::binary | std::ios::trunc);
  write_rows(file, texts);
  write_rows(file, keys);
  write_rows(file, names);
  write_rows(file, edges);
  if (!file.flush()) {
    throw std::runtime_error("cannot write");
  }
}

class World {
 public:
  explicit World(const char* name) {
    std::ifstream file(name, std::ios::binary);
    texts_ = read_rows<char>(file);
    keys_ = read_rows<FlatText>(file);
    names_ = read_rows<FlatText>(file);
    graph_ = Graph(keys_.size());
    for (const FlatEdge& edge : read_rows<FlatEdge>(file)) {
      boost::add_edge(edge.subject, edge.object,
                      Dated{edge.from, edge.until, static_cast<std::uint8_t>(edge.kind)}, graph_);
    }
  }

  static constexpr std::uint32_t nobody = 0xFFFFFFFF;

  const Graph& graph() const { return graph_; }
  std::string_view key(std::uint64_t entity) const { return text(keys_[entity]); }
  std::string_view name(std::uint64_t entity, Date day) const {
    for (std::uint32_t n = names_of_[entity]; n < names_of_[entity + 1]; ++n) {
      if (const FlatText& named = names_[by_entity_[n]]; named.from <= day && day < named.until) {
        return text(named);
      }
    }
    return {};
  }

  std::uint32_t with_key(std::string_view wanted) const {
    const auto found = std::find_if(keys_.begin(), keys_.end(),
                                    [&](const FlatText& it) { return text(it) == wanted; });
    return found == keys_.end() ? nobody : found->entity;
  }

  // Cold: a look at every name. Warm questions go through `named` after index_names().
  std::uint32_t with_name(std::string_view wanted, Date day) const {
    const auto found = std::find_if(names_.begin(), names_.end(), [&](const FlatText& it) {
      return it.from <= day && day < it.until && text(it) == wanted;
    });
    return found == names_.end() ? nobody : found->entity;
  }

  void index_names() {
    named_.reserve(names_.size());
    for (const FlatText& it : names_) {
      named_.emplace(text(it), &it);
    }
  }
  std::uint32_t named(std::string_view wanted, Date day) const {
    const auto [begin, end] = named_.equal_range(wanted);
    for (auto it = begin; it != end; ++it) {
      if (it->second->from <= day && day < it->second->until) {
        return it->second->entity;
      }
    }
    return nobody;
  }

  // Whose names lie where; needed by `name`.
  void index_entities() {
    names_of_.assign(keys_.size() + 2, 0);
    for (const FlatText& it : names_) {
      ++names_of_[it.entity + 2];
    }
    for (std::size_t n = 2; n < names_of_.size(); ++n) {
      names_of_[n] += names_of_[n - 1];
    }
    by_entity_.resize(names_.size());
    for (std::uint32_t n = 0; n < names_.size(); ++n) {
      by_entity_[names_of_[names_[n].entity + 1]++] = n;
    }
  }

  std::uint32_t parent(std::uint64_t unit, Date day) const {
    const auto [begin, end] = boost::out_edges(unit, graph_);
    for (auto edge = begin; edge != end; ++edge) {
      if (graph_[*edge].kind == bench::part_of && graph_[*edge].holds(day)) {
        return static_cast<std::uint32_t>(boost::target(*edge, graph_));
      }
    }
    return nobody;
  }

  std::string_view head(std::uint64_t unit, Date day) const {
    const auto [begin, end] = boost::in_edges(unit, graph_);
    for (auto edge = begin; edge != end; ++edge) {
      if (graph_[*edge].kind == bench::oversees && graph_[*edge].holds(day)) {
        return name(boost::source(*edge, graph_), day);
      }
    }
    return {};
  }

  // The unit and all below it.
  std::vector<std::uint64_t> below(std::uint64_t top, Date day) const {
    std::vector<std::uint64_t> all{top};
    for (std::size_t n = 0; n < all.size(); ++n) {
      const auto [begin, end] = boost::in_edges(all[n], graph_);
      for (auto edge = begin; edge != end; ++edge) {
        if (graph_[*edge].kind == bench::part_of && graph_[*edge].holds(day)) {
          all.push_back(boost::source(*edge, graph_));
        }
      }
    }
    return all;
  }

 private:
  std::string_view text(const FlatText& it) const { return {texts_.data() + it.begin, it.size}; }

  std::vector<char> texts_;
  std::vector<FlatText> keys_;
  std::vector<FlatText> names_;
  std::vector<std::uint32_t> names_of_;
  std::vector<std::uint32_t> by_entity_;
  std::unordered_multimap<std::string_view, const FlatText*> named_;
  Graph graph_;
};

void write(std::string_view text, char end) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::putc(end, stdout);
}

void chain(const World& world, std::uint32_t unit, Date day, char between) {
  while (unit != World::nobody) {
    write(world.key(unit), '\t');
    const std::uint32_t above = world.parent(unit, day);
    write(world.head(unit, day), above == World::nobody ? '\n' : between);
    unit = above;
  }
}

void tree(const World& world, std::string_view key, Date day) {
  const std::vector<std::uint64_t> all = world.below(world.with_key(key), day);
  for (std::size_t n = 1; n < all.size(); ++n) {
    write(world.key(all[n]), '\t');
    write(world.key(world.parent(all[n], day)), '\t');
    write(world.name(all[n], day), '\t');
    write(world.head(all[n], day), '\n');
  }
}

void turned(const World& world, const Graph::edge_descriptor& edge, Date day, Date day2) {
  const Dated& dated = world.graph()[edge];
  if (dated.holds(day) != dated.holds(day2)) {
    write(dated.holds(day2) ? "began" : "ended", '\t');
    write(bench::kind_name(dated.kind), '\t');
    write(world.key(boost::source(edge, world.graph())), '\t');
    write(world.key(boost::target(edge, world.graph())), '\n');
  }
}

void group_diff(const World& world, std::string_view key, Date day, Date day2) {
  const std::uint32_t top = world.with_key(key);
  std::vector<std::uint64_t> units = world.below(top, day);
  const std::vector<std::uint64_t> second = world.below(top, day2);
  units.insert(units.end(), second.begin(), second.end());
  std::sort(units.begin(), units.end());
  units.erase(std::unique(units.begin(), units.end()), units.end());
  for (const std::uint64_t unit : units) {
    const auto [out, out_end] = boost::out_edges(unit, world.graph());
    for (auto edge = out; edge != out_end; ++edge) {
      if (world.graph()[*edge].kind == bench::part_of) {
        turned(world, *edge, day, day2);
      }
    }
    const auto [in, in_end] = boost::in_edges(unit, world.graph());
    for (auto edge = in; edge != in_end; ++edge) {
      if (world.graph()[*edge].kind == bench::oversees) {
        turned(world, *edge, day, day2);
      }
    }
  }
}

void diff(const World& world, Date day, Date day2) {
  const auto [begin, end] = boost::edges(world.graph());
  for (auto edge = begin; edge != end; ++edge) {
    turned(world, *edge, day, day2);
  }
}

void live(const World& world, Date day) {
  bench::Components components(boost::num_vertices(world.graph()));
  unsigned live[5] = {};
  const auto [begin, end] = boost::edges(world.graph());
  for (auto edge = begin; edge != end; ++edge) {
    if (world.graph()[*edge].holds(day)) {
      ++live[world.graph()[*edge].kind];
      components.join(static_cast<std::uint32_t>(boost::source(*edge, world.graph())),
                      static_cast<std::uint32_t>(boost::target(*edge, world.graph())));
    }
  }
  for (std::uint8_t kind = bench::part_of; kind <= bench::member_of; ++kind) {
    std::printf("live\t%s\t%u\n", std::string(bench::kind_name(kind)).c_str(), live[kind]);
  }
  components.print();
}

void warm(World& world, bool chains, const char* file, int rounds) {
  world.index_names();
  const std::vector<bench::Question> questions = bench::read_questions(file);
  const auto start = std::chrono::steady_clock::now();
  for (int round = 0; round < rounds; ++round) {
    for (const bench::Question& question : questions) {
      const std::uint32_t unit = world.named(question.name, question.day);
      if (chains) {
        chain(world, unit, question.day, '\t');
      } else {
        write(world.head(unit, question.day), '\n');
      }
    }
  }
  std::fflush(stdout);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::fprintf(stderr, "%zu questions in %.6f s\n",
               questions.size() * static_cast<std::size_t>(rounds), took.count());
}

void answer(std::string_view question, char** words) {
  World world(words[0]);
  world.index_entities();
  const auto day = [words](int n) { return bench::date_of(words[n], 0); };
  if (question == "q1") {
    const std::string_view head = world.head(world.with_name(words[1], day(2)), day(2));
    if (!head.empty()) {
      write(head, '\n');
    }
  } else if (question == "q2") {
    chain(world, world.with_name(words[1], day(2)), day(2), '\n');
  } else if (question == "q3") {
    tree(world, words[1], day(2));
  } else if (question == "q4") {
    group_diff(world, words[1], day(2), day(3));
  } else if (question == "q5") {
    diff(world, day(1), day(2));
  } else if (question == "q8") {
    live(world, day(1));
  } else {
    warm(world, question == "q7b", words[1], std::stoi(words[2]));
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view what = argc > 1 ? argv[1] : "";
  try {
    if (what == "load" && argc == 4) {
      load(argv[2], argv[3]);
    } else if (argc >= 4 && what.size() > 1 && what[0] == 'q') {
      answer(what, argv + 2);
    } else {
      std::fputs("usage: see the first lines of bench/peers/boost.cpp\n", stderr);
      return 2;
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "reorg_bench_boost: %s\n", error.what());
    return 1;
  }
  return 0;
}
