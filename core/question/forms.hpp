// The forms of English verbs, so that a wording holds in every tense.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reorg::question {

// base, third person, past, participle, -ing; of "be" and "have" also the short forms.
//
//   forms_of("oversee")  →  oversee, oversees, oversaw, overseen, overseeing
//   forms_of("manage")   →  manage, manages, managed, managed, managing
std::vector<std::string> forms_of(std::string_view base);

}  // namespace reorg::question
