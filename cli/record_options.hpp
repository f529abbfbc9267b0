// What `reorg record` takes, made from the table of change files (core/format/grammar.hpp), so that
// nothing is listed twice: each key of a change is an option.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/format/grammar.hpp"

namespace cxxopts {
class Options;
}

namespace reorg::cli {

// The words that may follow `record`: every change, and these two.
inline constexpr std::string_view statement_word = "statement";  // a plain statement
inline constexpr std::string_view entity_word = "entity";        // somebody or something new
std::vector<std::string> record_words();

// The option for a key: "reports-to" for `reports_to`. Few are called otherwise: `date` is --on,
// and hence the exchange of `list` --exchange.
std::string option_for(const format::KeyRule&);

// Whether the key names entities: one, or several.
bool names_entities(format::Takes);
bool takes_several(format::Takes);

// Somebody or something new that the change names: "new-person", with KEY=NAME.
struct NewKind {
  std::string_view option, kind;
};
inline constexpr NewKind new_kinds[] = {{"new-company", "company"},
                                        {"new-unit", "unit"},
                                        {"new-organization", "organization"},
                                        {"new-post", "post"},
                                        {"new-person", "person"}};

void record_options(cxxopts::Options&);
// The words that an option takes, when they are few.
std::vector<std::string_view> choices_of_record(std::string_view option);

}  // namespace reorg::cli
