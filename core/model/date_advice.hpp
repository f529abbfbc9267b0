// What someone whose text is no date may have meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reorg {

// Texts that may have been meant, likeliest first; not all of them need be dates.
//
//   date_guesses("30.9.2018")  // 2018-09-30
//   date_guesses("5/6/2018")   // 2018-06-05, 2018-05-06
std::vector<std::string> date_guesses(std::string_view text);

// "September"; requires month 1-12.
std::string_view month_name(int month);

}  // namespace reorg
