// The files of graphviz/page, built into the program by cmake/Page.cmake.
#pragma once

#include <string_view>

namespace reorg::charts {

std::string_view
page_html();  // with {{language}}, {{title}}, {{colours}}, {{css}}, {{data}}, {{js}}
std::string_view page_css();
std::string_view page_js();  // all scripts, one after the other, in the order of their names

}  // namespace reorg::charts
