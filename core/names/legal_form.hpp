// The part of an organization's name that only says which legal form it has.
#pragma once

#include <string>
#include <string_view>

namespace reorg {

// A folded name (fold.hpp) without the legal forms at its ends, cut again and again ("co ltd") but
// never to nothing:
//
//   without_legal_form("tencent holdings limited") == "tencent holdings"
//   without_legal_form("腾讯控股有限公司")            == "腾讯控股"
//   without_legal_form("ооо яндекс")               == "яндекс"
//   without_legal_form("limited")                  == "limited"
//
// "Holdings", 控股, "Group" and 集团 are words of the name and stay. Only for organizations: "As"
// and "Sa" are also people's names.
//
// The forms are those of ISO 20275, Entity Legal Forms (the ELF code list that GLEIF publishes):
// names and abbreviations of the common forms of companies and partnerships of the large
// jurisdictions, in the shape that folding gives them. Abbreviations that are rather words
// elsewhere are left out.
std::string without_legal_form(std::string_view folded);

}  // namespace reorg
