#include "core/names/legal_form.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

#include "core/names/fold.hpp"

using namespace reorg;

namespace {

std::string bare(std::string_view name) { return without_legal_form(fold_name(name)); }

}  // namespace

TEST_CASE("a legal form at the end is cut, as often as there is one", "[names]") {
  CHECK(bare("Alibaba.com Ltd.") == "alibabacom");
  CHECK(bare("Acme Co., Ltd.") == "acme");
  CHECK(bare("Acme Pty. Ltd.") == "acme");
  CHECK(bare("Smith & Co.") == "smith");
  CHECK(bare("Muster GmbH & Co. KG") == "muster");
  CHECK(bare("Przykład Sp. z o.o.") == "przyklad");
  CHECK(bare("Ejemplo, S.A. de C.V.") == "ejemplo");
  CHECK(bare("Eksempel A/S") == "eksempel");
  CHECK(bare("Esimerkki Oyj") == "esimerkki");
  CHECK(bare("Exemple S.A.R.L.") == "exemple");
  CHECK(bare("PT Contoh Tbk") == "contoh");
}

TEST_CASE("Chinese, Japanese and Korean forms are cut without a space, at both ends", "[names]") {
  CHECK(bare("深圳市腾讯计算机系统有限公司") == "深圳市腾讯计算机系统");
  CHECK(bare("杭州某某股份有限公司") == "杭州某某");
  CHECK(bare("阿里巴巴（中国）有限公司") == "阿里巴巴 中国");
  CHECK(bare("騰訊公司") == "腾讯");
  CHECK(bare("株式会社ソニー") == fold_name("ソニー"));
  CHECK(bare("ソニー㈱") == fold_name("ソニー"));
  CHECK(bare("주식회사 카카오") == "카카오");
  CHECK(bare("ООО «Яндекс»") == "яндекс");
}

TEST_CASE("holding, group and branch are words of the name", "[names]") {
  CHECK(bare("腾讯控股有限公司") == "腾讯控股");
  CHECK(bare("Tencent Holdings Limited") == "tencent holdings");
  CHECK(bare("某某集团有限公司") == "某某集团");
  CHECK(bare("某某北京分公司") == "某某北京分公司");
}

TEST_CASE("nothing is never all that is left, and words within a name stay", "[names]") {
  CHECK(bare("Limited") == "limited");
  CHECK(bare("Co., Ltd.") == "co");
  CHECK(bare("有限公司") == "有限公司");
  CHECK(bare("") == "");
  CHECK(bare("Inc. Magazine Group") == "inc magazine group");
  CHECK(bare("Tinc") == "tinc");
}

TEST_CASE("law: cutting again cuts nothing more", "[names]") {
  rc::prop("of words among which are legal forms", [] {
    const auto words =
        *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(std::vector<std::string>{
            "acme", "co", "ltd", "and", "pt", "有限公司", "株", "sa", "a", "s"}));
    std::string name;
    for (const std::string& w : words) name += (name.empty() ? "" : " ") + w;
    const std::string once = without_legal_form(name);
    RC_ASSERT(without_legal_form(once) == once);
    RC_ASSERT(once.empty() == name.empty());
  });
}
