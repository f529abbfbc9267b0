#include "core/names/legal_form.hpp"

#include <algorithm>
#include <array>

namespace reorg {
namespace {

// Words at the end, longest first where one ends like another. After folding "S.A." is "sa",
// "A/S" is "a s" and "Sp. z o.o." is "sp z oo".
constexpr std::array endings{
    // English: US, UK, IE, CA, AU, NZ, HK, SG, IN, MY, ZA
    "public limited company", "limited liability company", "limited liability partnership",
    "limited partnership", "proprietary limited", "private limited", "incorporated", "corporation",
    "company", "limited", "and company", "and co", "inc", "corp", "co", "ltd", "llc", "llp", "lllp",
    "lp", "plc", "pllc", "pbc", "ulc", "dac", "clg", "pty", "pte", "pvt", "sdn", "bhd", "berhad",
    "unlimited",
    // German: DE, AT, CH, LI
    "aktiengesellschaft", "gesellschaft mit beschrankter haftung", "kommanditgesellschaft",
    "gmbh and co kgaa", "gmbh and co kg", "ag and co kgaa", "ag and co kg", "se and co kgaa",
    "se and co kg", "ug haftungsbeschrankt", "gmbh", "ggmbh", "mbh", "ag", "kg", "kgaa", "ohg",
    "gbr", "ug", "eg", "ev", "se",
    // French: FR, BE, LU, CH
    "societe anonyme", "societe par actions simplifiee", "societe a responsabilite limitee", "sa",
    "sas", "sasu", "sarl", "eurl", "snc", "sca", "scs", "scop", "sprl", "sci",
    // Dutch: NL, BE
    "naamloze vennootschap", "besloten vennootschap", "bvba", "cvba", "bv", "nv", "vof",
    // Nordic and Baltic
    "aktiebolag", "aktieselskab", "aksjeselskap", "allmennaksjeselskap", "osakeyhtio",
    "julkinen osakeyhtio", "aps", "a s", "asa", "as", "ab publ", "ab", "oyj", "oy", "hf", "ehf",
    "ou", "sia", "uab", "publ",
    // Italian, Spanish, Portuguese, Romanian: also Latin America
    "societa per azioni", "societa a responsabilita limitata", "spa", "srl", "srls", "sapa",
    "sociedad anonima", "sociedad limitada", "sa de cv", "sapi de cv", "sab de cv", "s de rl de cv",
    "sau", "sl", "slu", "sll", "sociedade anonima", "ltda", "lda", "eireli", "sgps",
    // Central and eastern Europe, Turkey, Greece
    "spolka akcyjna", "spolka z ograniczona odpowiedzialnoscia", "sp z oo", "sp zoo", "sp k", "sro",
    "spol s ro", "vos", "doo", "dd", "jsc", "pjsc", "ojsc", "cjsc", "kft", "zrt", "nyrt", "kkt",
    "ad", "ead", "ood", "eood", "anonim sirketi", "limited sirketi", "ltd sti",
    "ae",  // Russian and Ukrainian, also in Latin letters
    "ооо", "оао", "зао", "пао", "нао", "ао", "тов", "прат", "пат", "ooo", "oao", "zao", "pao", "ao",
    // Japan, Korea, Indonesia, Vietnam, Thailand, in Latin letters
    "kabushiki kaisha", "kabushiki gaisha", "godo kaisha", "goudou kaisha", "yugen kaisha", "kk",
    "gk", "yk", "chusik hoesa", "tbk", "persero", "pcl", "pclc",
    // Gulf and Israel
    "fzco", "fze", "wll", "bsc", "saog", "qpsc", "בעמ"};

// Words at the beginning.
constexpr std::array beginnings{"pt",  "pao", "ooo", "oao", "zao", "ao",  "ооо",
                                "оао", "зао", "пао", "нао", "ао",  "тов", "прат",
                                "пат", "kk",  "株",  "주",  "유",  "cv",  "kabushiki kaisha"};

// Written without a space before or after.
constexpr std::array glued{"股份有限公司", "有限责任公司", "有限公司", "株式会社", "有限会社",
                           "合同会社",     "合资会社",     "合名会社", "주식회사", "유한회사",
                           "유한책임회사", "합자회사",     "합명회사", "บริษัท",     "จำกัด"};

// 有限公司 alone would lose its 公司.
bool is_a_form(std::string_view s) {
  return std::any_of(glued.begin(), glued.end(), [s](const char* form) { return s == form; });
}

void trim(std::string_view& s) {
  while (s.starts_with(' ')) s.remove_prefix(1);
  while (s.ends_with(' ')) s.remove_suffix(1);
}

// "company", but not 分公司 and 子公司, branch and subsidiary, nor 总公司 and 母公司, head office
// and parent, which are words of the name.
bool cut_company(std::string_view& s) {
  constexpr std::string_view company = "公司";
  if (s.size() <= company.size() || !s.ends_with(company)) return false;
  const std::string_view before = s.substr(0, s.size() - company.size());
  for (const char* const word : {"分", "子", "总", "母"}) {
    if (before.ends_with(word)) return false;
  }
  s = before;
  trim(s);
  return true;
}

// Cuts the first form that stands at the end, or the beginning, and leaves something.
bool cut_end(std::string_view& s) {
  const auto cut = [&s](std::string_view form, bool word) {
    if (s.size() <= form.size() + (word ? 1 : 0) || !s.ends_with(form)) return false;
    if (word && s[s.size() - form.size() - 1] != ' ') return false;
    s.remove_suffix(form.size());
    trim(s);
    return true;
  };
  return std::any_of(endings.begin(), endings.end(), [&](const char* f) { return cut(f, true); }) ||
         std::any_of(glued.begin(), glued.end(), [&](const char* f) { return cut(f, false); }) ||
         cut("株", true) || cut("주", true) || cut("유", true) || cut_company(s);
}

bool cut_beginning(std::string_view& s) {
  const auto cut = [&s](std::string_view form, bool word) {
    if (s.size() <= form.size() + (word ? 1 : 0) || !s.starts_with(form)) return false;
    if (word && s[form.size()] != ' ') return false;
    s.remove_prefix(form.size());
    trim(s);
    return true;
  };
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](const char* f) { return cut(f, true); }) ||
         std::any_of(glued.begin(), glued.end(), [&](const char* f) { return cut(f, false); });
}

}  // namespace

std::string without_legal_form(std::string_view folded) {
  std::string_view rest = folded;
  while (!is_a_form(rest) && (cut_end(rest) || cut_beginning(rest))) {
    // "Foo & Co": what joined the form to the name goes with it.
    if (rest.ends_with(" and")) rest.remove_suffix(4);
  }
  return std::string(rest);
}

}  // namespace reorg
