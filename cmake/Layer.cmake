# reorg_layer(target ALIAS name GLOBS pattern… [EXCEPT file…] LINKS library…)
#
# A static library from the .cpp files that match, or an INTERFACE library while there are none, so
# that a layer of headers, or one not begun yet, configures too. Patterns are looked up recursively,
# relative to the repository root, which is also the include root.
function(reorg_layer target)
  cmake_parse_arguments(PARSE_ARGV 1 layer "" "ALIAS" "GLOBS;EXCEPT;LINKS")

  list(TRANSFORM layer_GLOBS PREPEND "${PROJECT_SOURCE_DIR}/")
  list(TRANSFORM layer_EXCEPT PREPEND "${PROJECT_SOURCE_DIR}/")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${layer_GLOBS})
  list(REMOVE_ITEM sources ${layer_EXCEPT})

  if(sources)
    add_library(${target} STATIC ${sources})
    target_include_directories(${target} PUBLIC "${PROJECT_SOURCE_DIR}")
    target_link_libraries(
      ${target}
      PUBLIC ${layer_LINKS} reorg_sanitizers
      PRIVATE reorg_warnings)
    # Sections let the linker drop what the program never calls: fewer pages to load at start.
    target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-ffunction-sections;-fdata-sections>)
    set_target_properties(${target} PROPERTIES INTERPROCEDURAL_OPTIMIZATION ${reorg_lto_works})
  else()
    add_library(${target} INTERFACE)
    target_include_directories(${target} INTERFACE "${PROJECT_SOURCE_DIR}")
    target_link_libraries(${target} INTERFACE ${layer_LINKS} reorg_sanitizers)
  endif()
  add_library(${layer_ALIAS} ALIAS ${target})
endfunction()
