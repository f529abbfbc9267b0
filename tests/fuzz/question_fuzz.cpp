#include "core/format/change_file.hpp"
#include "core/question/question.hpp"
#include "core/store/store.hpp"
#include "tests/fuzz/fuzzed.hpp"

using namespace reorg;

namespace {

// A few names of the sorts that make questions hard: a number, a word of the grammar, one name
// within another, "and" in a name, Chinese, two bearers.
constexpr const char* names = R"yaml(reorg: 1
entities:
  acme:    { kind: company, name: { en: Acme Corporation, zh-Hans: 艾克米 } }
  tools:   { kind: unit, name: { en: Acme Tools, zh-Hans: 工具 } }
  market:  { kind: unit, name: "1688" }
  on:      { kind: unit, name: On }
  both:    { kind: unit, name: Tools and Dies }
  dies:    { kind: unit, name: Dies }
  ann:     { kind: person, name: Ann Who }
  other:   { kind: person, name: Ann Who }
  boss:    { kind: post, name: chief executive officer, in: acme, over: acme }
changes:
  - { date: 2019-01-01, do: [ { found: tools, in: acme }, { appoint: ann, to: boss } ] }
)yaml";

Store named() {
  const InputFile file{"names.yaml", names};
  Store store = Store::in_memory();
  store.import(read_change_files(std::span(&file, 1)), Store::Run::real);
  return store;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Store store = named();
  static const Day today = day_of(2026, 11, 23);
  const std::string_view sentence = tests::text(data, size);
  is_question(sentence);
  try {
    tests::require(!understand(sentence, store, today).verb.empty(), "a query has a verb");
  } catch (const NotUnderstood& e) {
    tests::require(*e.what() != '\0', "what is not understood is said");
  } catch (const SeveralReadings& e) {
    tests::require(e.readings.size() > 1, "several readings are more than one");
  }
  return 0;
}
