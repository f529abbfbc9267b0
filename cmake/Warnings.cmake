# Our warnings. Linked PRIVATE by our own targets, never by third parties.
add_library(reorg_warnings INTERFACE)
target_compile_options(
  reorg_warnings
  INTERFACE -Wall
            -Wextra
            -Wpedantic
            -Wshadow
            -Wconversion
            -Wsign-conversion
            -Wnon-virtual-dtor
            -Wold-style-cast
            -Woverloaded-virtual
            -Wcast-align
            -Wunused
            -Wformat=2
            -Wimplicit-fallthrough
            -Wextra-semi
            -Werror
            $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond>
            $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-branches>
            $<$<CXX_COMPILER_ID:GNU>:-Wlogical-op>
            $<$<CXX_COMPILER_ID:GNU>:-Wuseless-cast>)
# With the sanitizers' checks woven in, GCC sees null paths that no source line has.
if(NOT REORG_SANITIZE)
  target_compile_options(reorg_warnings INTERFACE -Wnull-dereference)
else()
  target_compile_options(reorg_warnings INTERFACE -Wno-maybe-uninitialized)
endif()
# GCC 12 takes `std::string() + "text"` for memory that overlaps or is out of bounds (GCC bugs 105651
# and 105329). The asan preset finds the real cases.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(reorg_warnings INTERFACE -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow)
endif()
