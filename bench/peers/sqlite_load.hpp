#pragma once

namespace bench {

// Reads the bundle in the folder into a new database: sorted rows in one transaction, indexes after
// the rows, one fsync at the end. Throws std::runtime_error.
void load_sqlite(const char* folder, const char* file);

}  // namespace bench
