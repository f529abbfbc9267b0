# Traditional to simplified Chinese characters, one for one, by OpenCC's own dictionaries (t2s), built
# into the program as a small table: nothing is opened at run time.
#
# Included, it gives reorg_embed_simplified_chinese(target); run as a script (-P) it writes OUTPUT
# with the program OPENCC.

if(CMAKE_SCRIPT_MODE_FILE)
  # Every unified ideograph, one a line, so that OpenCC's phrases cannot reach over two of them.
  set(blocks 0x3400-0x4DBF 0x4E00-0x9FFF 0x20000-0x323AF)
  set(asked "")
  foreach(block IN LISTS blocks)
    string(REGEX MATCH "^(.*)-(.*)$" _ "${block}")
    math(EXPR first "${CMAKE_MATCH_1}")
    math(EXPR last "${CMAKE_MATCH_2}")
    set(part "")
    foreach(code RANGE ${first} ${last})
      math(EXPR third "128 + ((${code} >> 6) & 63)")
      math(EXPR fourth "128 + (${code} & 63)")
      if(code LESS 0x10000)
        math(EXPR lead "224 + (${code} >> 12)")
        string(ASCII ${lead} ${third} ${fourth} 10 character)
      else()
        math(EXPR lead "240 + (${code} >> 18)")
        math(EXPR second "128 + ((${code} >> 12) & 63)")
        string(ASCII ${lead} ${second} ${third} ${fourth} 10 character)
      endif()
      string(APPEND part "${character}")
    endforeach()
    string(APPEND asked "${part}")
  endforeach()
  file(WRITE "${OUTPUT}.asked" "${asked}")

  # Twice, so that what one character becomes is left alone itself.
  foreach(pass once twice)
    set(from "${OUTPUT}.asked")
    if(pass STREQUAL "twice")
      set(from "${OUTPUT}.once")
    endif()
    execute_process(COMMAND "${OPENCC}" -c t2s.json -i "${from}" -o "${OUTPUT}.${pass}"
                    RESULT_VARIABLE failed)
    if(failed)
      message(FATAL_ERROR "${OPENCC} failed: ${failed}")
    endif()
  endforeach()

  file(STRINGS "${OUTPUT}.asked" asked ENCODING UTF-8)
  file(STRINGS "${OUTPUT}.twice" told ENCODING UTF-8)
  set(pairs "")
  foreach(traditional simplified IN ZIP_LISTS asked told)
    if(NOT traditional STREQUAL simplified)
      string(APPEND pairs "    U\"${traditional}${simplified}\"\n")
    endif()
  endforeach()
  if(pairs STREQUAL "")
    message(FATAL_ERROR "${OPENCC} simplified nothing")
  endif()
  file(WRITE "${OUTPUT}"
       "// Made from OpenCC's dictionaries by cmake/SimplifiedChinese.cmake.\n"
       "#include \"core/names/simplified.hpp\"\n\nnamespace reorg {\n\n"
       "const std::u32string_view simplified_pairs =\n${pairs}    U\"\";\n\n}  // namespace reorg\n")
  file(REMOVE "${OUTPUT}.asked" "${OUTPUT}.once" "${OUTPUT}.twice")
  return()
endif()

set(reorg_simplified_script "${CMAKE_CURRENT_LIST_FILE}")

function(reorg_embed_simplified_chinese target)
  set(output "${PROJECT_BINARY_DIR}/generated/simplified_chinese.cpp")
  find_program(OPENCC_PROGRAM opencc REQUIRED)
  mark_as_advanced(OPENCC_PROGRAM)
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DOPENCC=${OPENCC_PROGRAM}" "-DOUTPUT=${output}" -P
            "${reorg_simplified_script}"
    DEPENDS "${reorg_simplified_script}" "${OPENCC_PROGRAM}"
    COMMENT "Making the table of simplified Chinese characters"
    VERBATIM)
  target_sources(${target} PRIVATE "${output}")
endfunction()
