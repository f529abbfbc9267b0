#include "bench/peers/bundle.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <map>
#include <stdexcept>

namespace bench {
namespace {

// RFC 4180, a row at a time; fields by the names of their columns.
class Csv {
 public:
  explicit Csv(const std::filesystem::path& file)
      : file_(file, std::ios::binary), buffer_(std::size_t{1} << 20U) {
    if (!file_) {
      throw std::runtime_error("cannot read " + file.string());
    }
    file_.rdbuf()->pubsetbuf(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    if (next()) {
      header_ = fields_;
    }
  }

  // A missing column is past all fields, and reads as nothing.
  std::size_t column(std::string_view name) const {
    return static_cast<std::size_t>(std::find(header_.begin(), header_.end(), name) -
                                    header_.begin()) +
           (std::find(header_.begin(), header_.end(), name) == header_.end() ? 1000U : 0U);
  }

  bool next() {
    if (!std::getline(file_, line_)) {
      return false;
    }
    count_ = 0;
    std::size_t at = 0;
    do {
      at = read_field(at);
    } while (at <= line_.size());
    fields_.resize(count_);
    return true;
  }

  const std::string& operator[](std::size_t column) const {
    return column < count_ ? fields_[column] : nothing_;
  }

 private:
  // Gives where the next field begins, past the line if there is none.
  std::size_t read_field(std::size_t at) {
    if (count_ == fields_.size()) {
      fields_.emplace_back();
    }
    std::string& field = fields_[count_++];
    if (at >= line_.size() || line_[at] != '"') {
      const std::size_t comma = std::min(line_.find(',', at), line_.size());
      field.assign(line_, at, comma - at);
      return comma + 1;
    }
    field.clear();
    for (++at;; ++at) {
      if (at >= line_.size()) {
        line_ += '\n';
        std::string more;
        if (!std::getline(file_, more)) {
          throw std::runtime_error("a quote is not closed");
        }
        line_ += more;
      }
      if (line_[at] != '"') {
        field += line_[at];
      } else if (at + 1 < line_.size() && line_[at + 1] == '"') {
        field += line_[++at];
      } else {
        return at + 2;
      }
    }
  }

  std::ifstream file_;
  std::vector<char> buffer_;
  std::string line_;
  std::string nothing_;
  std::vector<std::string> header_;
  std::vector<std::string> fields_;
  std::size_t count_ = 0;
};

using Numbers = std::unordered_map<std::string, std::uint32_t>;

std::uint32_t number_of(const Numbers& numbers, const std::string& key) {
  const auto found = numbers.find(key);
  if (found == numbers.end()) {
    throw std::runtime_error("nothing has the key " + key);
  }
  return found->second;
}

std::uint16_t tenths(const std::string& share) {
  unsigned whole = 0;
  const auto [end, error] = std::from_chars(share.data(), share.data() + share.size(), whole);
  const unsigned tenth = *end == '.' ? static_cast<unsigned>(end[1] - '0') : 0;
  return error == std::errc{} ? static_cast<std::uint16_t>(whole * 10 + tenth) : std::uint16_t{0};
}

std::uint8_t kind_of(const std::string& name) {
  for (std::uint8_t kind = part_of; kind <= member_of; ++kind) {
    if (kind_name(kind) == name) {
      return kind;
    }
  }
  throw std::runtime_error("no kind of relation is called " + name);
}

void read_sources(const std::filesystem::path& folder, Bundle& bundle, Numbers& numbers) {
  Csv csv(folder / "sources.csv");
  const auto key = csv.column("key"), title = csv.column("title"),
             publisher = csv.column("publisher"), type = csv.column("type"),
             published = csv.column("published");
  while (csv.next()) {
    numbers.emplace(csv[key], static_cast<std::uint32_t>(bundle.sources.size()));
    bundle.sources.push_back(
        {csv[key], csv[title], csv[publisher], csv[type], date_of(csv[published], 0)});
  }
}

void read_entities(const std::filesystem::path& folder, Bundle& bundle, Numbers& numbers,
                   const Numbers& sources) {
  Csv csv(folder / "entities.csv");
  const auto key = csv.column("key"), kind = csv.column("kind"), name = csv.column("name"),
             language = csv.column("language"), from = csv.column("from"),
             until = csv.column("until"), cited = csv.column("sources");
  while (csv.next()) {
    const auto number = static_cast<std::uint32_t>(bundle.entities.size());
    numbers.emplace(csv[key], number);
    bundle.entities.push_back({csv[key], date_of(csv[from], no_beginning),
                               date_of(csv[until], open_end), number_of(sources, csv[cited]),
                               csv[kind]});
    if (const Entity& entity = bundle.entities.back(); !csv[name].empty()) {
      bundle.names.push_back(
          {number, entity.from, entity.until, entity.source, csv[name], csv[language]});
    }
  }
}

void read_names(const std::filesystem::path& folder, Bundle& bundle, const Numbers& numbers,
                const Numbers& sources) {
  Csv csv(folder / "names.csv");
  const auto entity = csv.column("entity"), name = csv.column("name"),
             language = csv.column("language"), from = csv.column("from"),
             until = csv.column("until"), cited = csv.column("sources");
  while (csv.next()) {
    bundle.names.push_back({number_of(numbers, csv[entity]), date_of(csv[from], no_beginning),
                            date_of(csv[until], open_end), number_of(sources, csv[cited]),
                            csv[name], csv[language]});
  }
}

void read_edges(const std::filesystem::path& folder, Bundle& bundle, const Numbers& numbers,
                const Numbers& sources) {
  Csv csv(folder / "relations.csv");
  const auto kind = csv.column("kind"), subject = csv.column("subject"),
             object = csv.column("object"), value = csv.column("value"), from = csv.column("from"),
             until = csv.column("until"), role = csv.column("role"), cited = csv.column("sources");
  while (csv.next()) {
    auto known = std::find(bundle.roles.begin(), bundle.roles.end(), csv[role]);
    if (known == bundle.roles.end()) {
      known = bundle.roles.insert(known, csv[role]);
    }
    bundle.edges.push_back({number_of(numbers, csv[subject]), number_of(numbers, csv[object]),
                            date_of(csv[from], no_beginning), date_of(csv[until], open_end),
                            number_of(sources, csv[cited]), tenths(csv[value]), kind_of(csv[kind]),
                            static_cast<std::uint8_t>(known - bundle.roles.begin())});
  }
}

}  // namespace

Date date_of(std::string_view text, Date blank) {
  if (text.empty()) {
    return blank;
  }
  Date date = 0;
  for (const char character : text) {
    if (character != '-') {
      date = date * 10 + (character - '0');
    }
  }
  return date;
}

std::string_view kind_name(std::uint8_t kind) {
  constexpr std::string_view names[] = {"", "part_of", "oversees", "owns", "member_of"};
  return names[kind];
}

Bundle read_bundle(const std::filesystem::path& folder) {
  Bundle bundle;
  Numbers sources;
  Numbers entities;
  read_sources(folder, bundle, sources);
  read_entities(folder, bundle, entities, sources);
  read_names(folder, bundle, entities, sources);
  read_edges(folder, bundle, entities, sources);
  return bundle;
}

std::vector<Question> read_questions(const std::filesystem::path& file) {
  std::ifstream lines(file);
  std::vector<Question> questions;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t tab = line.find('\t');
    questions.push_back({line.substr(0, tab), date_of(line.substr(tab + 1), 0)});
  }
  return questions;
}

void Components::print() const {
  std::map<std::uint32_t, std::uint32_t> sizes;
  for (std::uint32_t n = 0; n < above_.size(); ++n) {
    if (above_[n] == n && size_[n] > 1) {
      ++sizes[size_[n]];
    }
  }
  for (const auto& [size, count] : sizes) {
    std::printf("component\t%u\t%u\n", size, count);
  }
}

}  // namespace bench
