// A history as a CSV bundle (docs/csv-bundle.md), with the questions that the benchmark asks of it.
#pragma once

#include <cstdint>
#include <filesystem>

#include "bench/generator/history.hpp"

namespace bench {

// Writes entities.csv, relations.csv, names.csv, sources.csv, questions.tsv and workload.tsv into
// the folder, which is made if need be. Throws std::runtime_error when it cannot.
void write_bundle(const History& history, std::uint64_t seed, const std::filesystem::path& folder);

}  // namespace bench
