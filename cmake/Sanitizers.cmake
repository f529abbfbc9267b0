# AddressSanitizer and UndefinedBehaviorSanitizer, for the asan and fuzz presets. The first finding ends the
# program, so that no test can pass over one.
add_library(reorg_sanitizers INTERFACE)
if(REORG_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "REORG_FUZZ needs clang: -DCMAKE_CXX_COMPILER=clang++-16")
  endif()
  set(REORG_SANITIZE ON)
  target_compile_options(reorg_sanitizers INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(REORG_SANITIZE)
  target_compile_options(reorg_sanitizers INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all
                                                    -fno-omit-frame-pointer)
  target_compile_definitions(reorg_sanitizers INTERFACE _GLIBCXX_ASSERTIONS)
  target_link_options(reorg_sanitizers INTERFACE -fsanitize=address,undefined)
endif()
