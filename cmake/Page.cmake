# The page of a history (graphviz/page), built into the program.
#
# Included, it gives reorg_embed_page(target); run as a script (-P) it writes OUTPUT from the files in
# FOLDER: page.html, page.css and, in the order of their names, *.js.

if(CMAKE_SCRIPT_MODE_FILE)
  file(READ "${FOLDER}/page.html" html)
  file(READ "${FOLDER}/page.css" css)
  file(GLOB scripts "${FOLDER}/*.js")
  list(SORT scripts)
  set(js "")
  foreach(script IN LISTS scripts)
    file(READ "${script}" text)
    string(APPEND js "${text}")
  endforeach()
  set(code "// Made from graphviz/page by cmake/Page.cmake.\n#include \"graphviz/page_parts.hpp\"\n\n"
           "namespace reorg::charts {\n\n")
  list(JOIN code "" code)
  foreach(part IN ITEMS html css js)
    string(APPEND code "std::string_view page_${part}() { return R\"~page~(${${part}})~page~\"; }\n")
  endforeach()
  string(APPEND code "\n}  // namespace reorg::charts\n")
  file(WRITE "${OUTPUT}" "${code}")
  return()
endif()

set(reorg_page_script "${CMAKE_CURRENT_LIST_FILE}")

function(reorg_embed_page target)
  set(folder "${PROJECT_SOURCE_DIR}/graphviz/page")
  set(output "${PROJECT_BINARY_DIR}/generated/page_parts.cpp")
  file(GLOB parts CONFIGURE_DEPENDS "${folder}/*")
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DFOLDER=${folder}" "-DOUTPUT=${output}" -P "${reorg_page_script}"
    DEPENDS ${parts} "${reorg_page_script}"
    COMMENT "Embedding the page of a history"
    VERBATIM)
  target_sources(${target} PRIVATE "${output}")
endfunction()
