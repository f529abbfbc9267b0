#include "core/model/date.hpp"
#include "tests/fuzz/fuzzed.hpp"

using namespace reorg;

namespace {

void read_date(std::string_view text) {
  try {
    const Date date = parse_date(text);
    tests::require(date.earliest <= date.latest, "a date has a day");
    tests::require(parse_date(date.edtf) == date, "a date is read back as it is printed");
  } catch (const DateError&) {
  }
}

void read_period(std::string_view text) {
  try {
    const Period period = parse_period(text);
    tests::require(parse_period(print(period)) == period, "a period is read back as it is printed");
  } catch (const DateError&) {
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  read_date(tests::text(data, size));
  read_period(tests::text(data, size));
  return 0;
}
