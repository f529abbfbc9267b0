# The manual pages docs/commands/*.md as a table in C++, so that `reorg help NAME` needs no files.
function(reorg_manual_pages target)
  file(GLOB pages CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/docs/commands/*.md")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${pages})
  set(table "")
  foreach(page IN LISTS pages)
    cmake_path(GET page STEM name)
    file(READ "${page}" text)
    string(APPEND table "    {\"${name}\", R\"manual(${text})manual\"},\n")
  endforeach()
  set(generated "${PROJECT_BINARY_DIR}/manual_pages.cpp")
  file(
    GENERATE
    OUTPUT "${generated}"
    CONTENT
      "// Made by cmake/ManualPages.cmake from docs/commands.
#include \"cli/command.hpp\"

namespace reorg::cli {

std::string_view manual_page(std::string_view name) {
  struct Page {
    std::string_view name, text;
  };
  static constexpr Page pages[] = {
${table}  };
  for (const Page& page : pages) {
    if (page.name == name) return page.text;
  }
  return {};
}

}  // namespace reorg::cli
")
  target_sources(${target} PRIVATE "${generated}")
endfunction()
