# The manual pages docs/commands/NAME.md, built into the program: `reorg help NAME` needs no file.
#
# Included, it gives reorg_embed_manual(target); run as a script (-P) it writes OUTPUT from the pages
# in FOLDER.

if(CMAKE_SCRIPT_MODE_FILE)
  file(GLOB pages "${FOLDER}/*.md")
  set(code "// Made from docs/commands by cmake/Manual.cmake.\n#include \"cli/command.hpp\"\n\n"
           "namespace reorg::cli {\n\n"
           "std::string_view manual_page(std::string_view name) {\n")
  list(JOIN code "" code)
  foreach(page IN LISTS pages)
    cmake_path(GET page STEM name)
    file(READ "${page}" text)
    string(APPEND code "  if (name == \"${name}\") return R\"~manual~(${text})~manual~\";\n")
  endforeach()
  string(APPEND code "  return {};\n}\n\n}  // namespace reorg::cli\n")
  file(WRITE "${OUTPUT}" "${code}")
  return()
endif()

set(reorg_manual_script "${CMAKE_CURRENT_LIST_FILE}")

function(reorg_embed_manual target)
  set(folder "${PROJECT_SOURCE_DIR}/docs/commands")
  set(output "${PROJECT_BINARY_DIR}/generated/manual_pages.cpp")
  file(GLOB pages CONFIGURE_DEPENDS "${folder}/*.md")
  if(NOT pages)
    return()
  endif()
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DFOLDER=${folder}" "-DOUTPUT=${output}" -P "${reorg_manual_script}"
    DEPENDS ${pages} "${reorg_manual_script}"
    COMMENT "Embedding the manual pages"
    VERBATIM)
  target_sources(${target} PRIVATE "${output}")
endfunction()
