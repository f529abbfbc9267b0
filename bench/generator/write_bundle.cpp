#include "bench/generator/write_bundle.hpp"

#include <algorithm>
#include <fstream>
#include <numeric>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bench/generator/chance.hpp"
#include "bench/generator/invented_names.hpp"

namespace bench {
namespace {

constexpr std::uint32_t asked = 10'000;  // questions

// The days that are asked about.
constexpr Day today = day_of(2020, 6, 30);
constexpr Day month_before = day_of(2020, 5, 31);
constexpr Day year_before = day_of(2019, 6, 30);
constexpr Day decade_before = day_of(2010, 6, 30);

// A file, written in large portions; `line` is for whoever fills it.
class Lines {
 public:
  explicit Lines(const std::filesystem::path& file)
      : name_(file.string()), file_(file, std::ios::binary | std::ios::trunc) {
    line.reserve(portion + 4096);
  }
  Lines(const Lines&) = delete;
  Lines& operator=(const Lines&) = delete;
  ~Lines() = default;

  std::string line;

  void end_line() {
    line += '\n';
    if (line.size() >= portion) {
      flush();
    }
  }

  void close() {
    flush();
    file_.close();
    if (!file_) {
      throw std::runtime_error("cannot write " + name_);
    }
  }

 private:
  static constexpr std::size_t portion = std::size_t{1} << 20U;

  void flush() {
    file_.write(line.data(), static_cast<std::streamsize>(line.size()));
    line.clear();
  }

  std::string name_;
  std::ofstream file_;
};

std::string_view kind_name(Kind kind) {
  switch (kind) {
    case Kind::part_of:
      return "part_of";
    case Kind::oversees:
      return "oversees";
    case Kind::owns:
      return "owns";
    case Kind::member_of:
      return "member_of";
  }
  return {};
}

class Bundle {
 public:
  Bundle(const History& history, std::uint64_t seed, std::filesystem::path folder)
      : history_(history),
        seed_(seed),
        folder_(std::move(folder)),
        names_(history, seed),
        sources_(std::max(history.entities() / 200, 8U)) {}

  void write() const {
    entities();
    relations();
    names();
    sources();
    questions();
    workload();
  }

 private:
  const Organization& organization(std::uint32_t entity) const {
    return history_.organizations[entity];
  }
  std::uint32_t organizations() const {
    return static_cast<std::uint32_t>(history_.organizations.size());
  }

  // Published evenly through the years; the last a little after the last day.
  std::uint32_t published(std::uint32_t source) const {
    return (source + 1) * (last_day + 20U) / sources_;
  }

  // The first source that is published a few days after the last that the row tells of.
  void source_of(Day from, Day until, std::uint32_t tag, std::string& to) const {
    const std::uint32_t after = (until == open_end ? from : until) + 1U + (tag & 3U);
    std::uint32_t source = std::min(after * sources_ / (last_day + 20U), sources_ - 1);
    while (source + 1 < sources_ && published(source) < after) {
      ++source;
    }
    source_key(source, to);
  }

  static void source_key(std::uint32_t source, std::string& to) {
    to += 's';
    to += std::to_string(source + 1);
  }

  // A name with a comma stands in quotes; no other needs it.
  void quoted(std::uint32_t entity, unsigned turn, std::string& to) const {
    const std::size_t begin = to.size();
    names_.name(entity, turn, to);
    if (to.find(',', begin) != std::string::npos) {
      to.insert(begin, 1, '"');
      to += '"';
    }
  }

  std::uint32_t tag_of(std::uint32_t entity, std::uint32_t turn) const {
    return static_cast<std::uint32_t>(mixed(seed_ ^ (std::uint64_t{entity} << 20U | turn)) >> 32U);
  }

  // In an order of chance.
  void entities() const {
    std::vector<std::uint64_t> order(history_.entities());
    for (std::uint32_t entity = 0; entity < order.size(); ++entity) {
      order[entity] = std::uint64_t{tag_of(entity, 7)} << 32U | entity;
    }
    std::sort(order.begin(), order.end());
    Lines csv(folder_ / "entities.csv");
    csv.line = "key,kind,name,language,from,until,sources\n";
    for (const std::uint64_t tagged : order) {
      entity(static_cast<std::uint32_t>(tagged), csv.line);
      csv.end_line();
    }
    csv.close();
  }

  void entity(std::uint32_t entity, std::string& line) const {
    const bool person = entity >= organizations();
    names_.key(entity, line);
    line += person ? ",person," : organization(entity).level == 0 ? ",company," : ",unit,";
    if (person || organization(entity).names == 1) {  // else names.csv has them all
      quoted(entity, 0, line);
      line += names_.chinese(entity) ? ",zh-Hans," : ",en,";
    } else {
      line += ",,";
    }
    if (person) {
      line += ",,";
      source_of(0, static_cast<Day>(tag_of(entity, 3) % last_day), 0, line);
      return;
    }
    const Day from = organization(entity).from;
    const Day until = organization(entity).until;
    line += days_[from];
    line += ',';
    line += days_[until];
    line += ',';
    source_of(from, until, entity, line);
  }

  void relations() const {
    Lines csv(folder_ / "relations.csv");
    csv.line = "kind,subject,object,value,from,until,capacity,role,sources\n";
    for (const Relation& relation : history_.relations) {
      std::string& line = csv.line;
      line += kind_name(relation.kind);
      line += ',';
      names_.key(relation.subject, line);
      line += ',';
      names_.key(relation.object, line);
      line += ',';
      if (relation.kind == Kind::owns) {
        line += std::to_string(relation.detail / 10);
        if (relation.detail % 10 != 0) {
          line += '.';
          line += static_cast<char>('0' + relation.detail % 10);
        }
      }
      line += ',';
      line += days_[relation.from];
      line += ',';
      line += days_[relation.until];
      line += relation.kind == Kind::oversees ? ",head,"
              : relation.kind == Kind::owns   ? ",shares,"
                                              : ",,";
      line += relation.kind == Kind::oversees    ? role_name(relation.detail)
              : relation.kind == Kind::member_of ? "director"
                                                 : "";
      line += ',';
      source_of(relation.from, relation.until, relation.tag, line);
      csv.end_line();
    }
    csv.close();
  }

  // Of one of its names: when it began and ended.
  struct Turn {
    std::uint32_t organization;
    unsigned turn;
    Day from;
    Day until;
  };

  Turn turn(std::uint32_t entity, unsigned turn) const {
    const Organization& it = organization(entity);
    return {entity, turn, turn == 0 ? it.from : it.renamed[turn - 1],
            turn + 1 == it.names ? it.until : it.renamed[turn]};
  }

  // Of those that were renamed, by day.
  void names() const {
    std::vector<Turn> turns;
    for (std::uint32_t entity = 0; entity < organizations(); ++entity) {
      for (unsigned n = 0; organization(entity).names > 1 && n < organization(entity).names; ++n) {
        turns.push_back(turn(entity, n));
      }
    }
    std::sort(turns.begin(), turns.end(), [this](const Turn& a, const Turn& b) {
      return std::pair(a.from, tag_of(a.organization, a.turn)) <
             std::pair(b.from, tag_of(b.organization, b.turn));
    });
    Lines csv(folder_ / "names.csv");
    csv.line = "entity,name,language,from,until,sources\n";
    for (const Turn& named : turns) {
      names_.key(named.organization, csv.line);
      csv.line += ',';
      quoted(named.organization, named.turn, csv.line);
      csv.line += names_.chinese(named.organization) ? ",zh-Hans," : ",en,";
      csv.line += days_[named.from];
      csv.line += ',';
      csv.line += days_[named.until];
      csv.line += ',';
      source_of(named.from, named.until, named.organization, csv.line);
      csv.end_line();
    }
    csv.close();
  }

  void sources() const {
    Lines csv(folder_ / "sources.csv");
    csv.line = "key,title,publisher,published,type\n";
    for (std::uint32_t source = 0; source < sources_; ++source) {
      source_key(source, csv.line);
      csv.line += ",Register of " + std::string(days_[static_cast<Day>(published(source))]) +
                  ",Invented Register Office,";
      csv.line += days_[static_cast<Day>(published(source))];
      csv.line += ",official";
      csv.end_line();
    }
    csv.close();
  }

  static std::uint64_t hash(std::string_view name) {
    std::uint64_t hash = name.size();
    for (const char character : name) {
      hash = mixed(hash * 257 + static_cast<unsigned char>(character));
    }
    return hash;
  }

  // Hashes of all names, sorted: a question names nothing that several bear.
  std::vector<std::uint64_t> hashes() const {
    std::vector<std::uint64_t> all;
    all.reserve(history_.entities() * std::size_t{3} / 2);
    std::string name;
    for (std::uint32_t entity = 0; entity < history_.entities(); ++entity) {
      const unsigned turns = entity < organizations() ? organization(entity).names : 1;
      for (unsigned n = 0; n < turns; ++n) {
        name.clear();
        names_.name(entity, n, name);
        all.push_back(hash(name));
      }
    }
    std::sort(all.begin(), all.end());
    return all;
  }

  // Organizations of all groups alike, on a day of their lives, by the name of that day.
  void questions() const {
    const std::vector<std::uint64_t> all = hashes();
    Chance chance(seed_, 2);
    Lines tsv(folder_ / "questions.tsv");
    std::string name;
    for (std::uint32_t n = 0; n < asked;) {
      const std::uint32_t entity = chance.below(organizations());
      const Organization& it = organization(entity);
      const Day end = it.until == open_end ? last_day : it.until;
      const auto day = static_cast<Day>(chance.between(it.from, end - 1U));
      unsigned turn = 0;
      while (turn + 1U < it.names && it.renamed[turn] <= day) {
        ++turn;
      }
      name.clear();
      names_.name(entity, turn, name);
      const auto [first, last] = std::equal_range(all.begin(), all.end(), hash(name));
      if (last - first != 1) {
        continue;
      }
      tsv.line += name;
      tsv.line += '\t';
      tsv.line += days_[day];
      tsv.end_line();
      ++n;
    }
    tsv.close();
  }

  // What else the benchmark needs to know: the top of the largest group, and the days.
  void workload() const {
    Lines tsv(folder_ / "workload.tsv");
    tsv.line = "largest_group\t";
    names_.key(history_.groups.front().first, tsv.line);
    for (const auto& [what, day] :
         {std::pair{"day", today}, std::pair{"month_before", month_before},
          std::pair{"year_before", year_before}, std::pair{"decade_before", decade_before}}) {
      tsv.line += '\n';
      tsv.line += what;
      tsv.line += '\t';
      tsv.line += days_[day];
    }
    tsv.end_line();
    tsv.close();
  }

  const History& history_;
  std::uint64_t seed_;
  std::filesystem::path folder_;
  InventedNames names_;
  std::uint32_t sources_;
  Calendar days_;
};

}  // namespace

void write_bundle(const History& history, std::uint64_t seed, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  Bundle(history, seed, folder).write();
}

}  // namespace bench
