# Everything from outside, as Debian 12 packages it. One target each, so that nothing else in the
# build needs to know how a library is found.

# reorg_prefer_archive(variable library): the static archive of a library, if there is one and
# static linking is wanted. Every shared library left out saves the loader's work at each start.
function(reorg_prefer_archive variable library)
  if(REORG_STATIC_DEPENDENCIES)
    find_library(${variable} NAMES "lib${library}.a")
    mark_as_advanced(${variable})
  endif()
endfunction()

# reorg_archive(target archive): an imported target for one archive.
function(reorg_archive target archive)
  add_library(${target} STATIC IMPORTED)
  set_target_properties(${target} PROPERTIES IMPORTED_LOCATION "${archive}")
endfunction()

find_package(Threads REQUIRED)

# Boost: Graph and what it stands on are used as headers only.
find_package(Boost 1.74 REQUIRED)
add_library(reorg_boost INTERFACE)
add_library(reorg::boost ALIAS reorg_boost)
target_link_libraries(reorg_boost INTERFACE Boost::headers)

# SQLite, then SQLiteCpp, whose package looks SQLite up again and must find the same one.
reorg_prefer_archive(REORG_SQLITE3_ARCHIVE sqlite3)
if(REORG_SQLITE3_ARCHIVE)
  set(SQLite3_LIBRARY "${REORG_SQLITE3_ARCHIVE}" CACHE FILEPATH "SQLite, linked statically")
endif()
find_package(SQLite3 3.40 REQUIRED)
if(REORG_SQLITE3_ARCHIVE)
  set_property(TARGET SQLite::SQLite3 APPEND PROPERTY INTERFACE_LINK_LIBRARIES m ${CMAKE_DL_LIBS}
                                                      Threads::Threads)
endif()
find_package(SQLiteCpp 3.2 REQUIRED) # a static archive already

find_package(nlohmann_json 3.11 REQUIRED)

# cxxopts: with its own small parser. Its other one compiles seven regular expressions at each start,
# in every file that includes it, which was 0.37 ms of 1.22 ms.
find_package(cxxopts 3.1 REQUIRED)
add_library(reorg_cxxopts INTERFACE)
add_library(reorg::cxxopts ALIAS reorg_cxxopts)
target_link_libraries(reorg_cxxopts INTERFACE cxxopts::cxxopts)
target_compile_definitions(reorg_cxxopts INTERFACE CXXOPTS_NO_REGEX)

# yaml-cpp: the package has both kinds of library but names only the shared one.
find_package(yaml-cpp 0.7 REQUIRED)
reorg_prefer_archive(REORG_YAML_CPP_ARCHIVE yaml-cpp)
if(REORG_YAML_CPP_ARCHIVE)
  reorg_archive(reorg::yaml_cpp "${REORG_YAML_CPP_ARCHIVE}")
else()
  add_library(reorg::yaml_cpp ALIAS yaml-cpp)
endif()

# fmt: Debian has no archive of it, so its one source file is built here from the installed headers.
find_package(fmt 9.1 REQUIRED)
if(REORG_STATIC_DEPENDENCIES)
  add_library(reorg_fmt STATIC "${CMAKE_CURRENT_LIST_DIR}/fmt.cpp")
  get_target_property(fmt_include_dirs fmt::fmt INTERFACE_INCLUDE_DIRECTORIES)
  target_include_directories(reorg_fmt SYSTEM PUBLIC ${fmt_include_dirs})
  add_library(reorg::fmt ALIAS reorg_fmt)
else()
  add_library(reorg::fmt ALIAS fmt::fmt)
endif()

find_package(PkgConfig REQUIRED)
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc)
reorg_prefer_archive(REORG_UTF8PROC_ARCHIVE utf8proc)
if(REORG_UTF8PROC_ARCHIVE)
  reorg_archive(reorg::utf8proc "${REORG_UTF8PROC_ARCHIVE}")
else()
  add_library(reorg::utf8proc ALIAS PkgConfig::utf8proc)
endif()

# xxHash: keys of tables, checksums of graph images. Its header alone, inlined where it is used.
find_path(REORG_XXHASH_INCLUDE_DIR xxhash.h REQUIRED)
mark_as_advanced(REORG_XXHASH_INCLUDE_DIR)
add_library(reorg_xxhash INTERFACE)
add_library(reorg::xxhash ALIAS reorg_xxhash)
target_include_directories(reorg_xxhash SYSTEM INTERFACE "${REORG_XXHASH_INCLUDE_DIR}")

# What only the tests need. Without it the program still builds: ./dev demo installs no test library.
if(BUILD_TESTING)
  find_package(Catch2 2.13 QUIET)
  find_package(rapidcheck QUIET) # its catch.h speaks Catch2 2
  # The system's own first: that is the one whose modules ./dev installs.
  find_program(Python3_EXECUTABLE python3 PATHS /usr/bin NO_DEFAULT_PATH)
  find_package(Python3 3.9 QUIET COMPONENTS Interpreter)
  if(Catch2_FOUND AND TARGET rapidcheck AND Python3_FOUND)
    set(REORG_TESTS ON)
  else()
    set(REORG_TESTS OFF)
    message(STATUS "No tests: Catch2 2.13, RapidCheck or Python 3.9 is missing")
  endif()
endif()
