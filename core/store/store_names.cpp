// Store as a NameIndex.
#include "core/store/impl.hpp"
#include "core/store/read.hpp"

namespace reorg {
namespace sql {

const char* const exact_name_sql =
    "SELECT n.entity, e.kind, e.key, n.text, n.aspect FROM name n CROSS JOIN entity e ON e.id = "
    "n.entity "
    "WHERE n.folded = ?";

const char* const beginning_names_sql =
    "SELECT n.entity, e.kind, e.key, n.text, n.aspect FROM name n CROSS JOIN entity e ON e.id = "
    "n.entity "
    "WHERE n.folded >= ?1 AND n.folded < ?2 ORDER BY n.folded LIMIT ?3";

}  // namespace sql

namespace {

using sql::Query;

// Rows looked at before giving up: about 50 ms.
constexpr int near_scan = 200'000;

std::vector<NameHit> hits(Query& q) {
  std::vector<NameHit> found;
  while (q.next()) {
    NameHit hit;
    hit.entity = q.id<EntityId>();
    hit.kind = from_word<EntityKind>(q.text());
    hit.key = q.text();
    hit.text = q.text();
    hit.aspect = q.text();
    found.push_back(std::move(hit));
  }
  return found;
}

// The first characters: enough to share, few enough to survive a slip.
std::string beginning(std::string_view folded) {
  std::size_t bytes = 0;
  const std::size_t wanted =
      folded.empty() || static_cast<unsigned char>(folded.front()) < 0x80 ? 2 : 1;
  for (std::size_t n = 0; n < wanted && bytes < folded.size(); ++n) {
    do ++bytes;
    while (bytes < folded.size() && (static_cast<unsigned char>(folded[bytes]) & 0xc0U) == 0x80);
  }
  return std::string(folded.substr(0, bytes));
}

// The first text after all that begin so.
std::string after(std::string text) {
  while (!text.empty() && static_cast<unsigned char>(text.back()) == 0xff) text.pop_back();
  if (!text.empty()) text.back() = static_cast<char>(static_cast<unsigned char>(text.back()) + 1);
  return text;
}

}  // namespace

std::vector<NameHit> Store::exact(std::string_view folded) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    Query q(c, sql::exact_name_sql);
    q.bind(std::string(folded).c_str());
    return hits(q);
  });
}

// First names that hold the words or are held in them, then names with the same first letters.
std::vector<NameHit> Store::near(std::string_view folded, std::size_t limit) const {
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    const std::string first = beginning(folded);
    Query q(c,
            "SELECT n.entity, e.kind, e.key, n.text, n.aspect FROM ("
            "SELECT entity, text, aspect, 0 AS far, abs(length(folded) - length(?1)) AS off FROM ("
            "SELECT * FROM name LIMIT ?4) WHERE instr(folded, ?1) > 0 OR (length(folded) > 1 AND "
            "instr(?1, folded) > 0) "
            "UNION SELECT entity, text, aspect, 1, abs(length(folded) - length(?1)) FROM ("
            "SELECT * FROM name WHERE folded >= ?2 AND folded < ?3 LIMIT ?4)) n "
            "CROSS JOIN entity e ON e.id = n.entity GROUP BY n.entity, n.text, n.aspect "
            "ORDER BY min(n.far), min(n.off), n.text LIMIT ?5");
    q.bind(std::string(folded).c_str(), first.c_str(), after(first).c_str(), near_scan,
           static_cast<std::int64_t>(limit));
    return hits(q);
  });
}

std::vector<NameHit> Store::names_beginning(std::string_view folded, std::size_t limit) const {
  static constexpr std::string_view last_of_all = "\xf4\x8f\xbf\xbf";  // no name has U+10FFFF
  auto& c = *impl_->connection;
  return sql::guarded(c, [&] {
    const std::string from(folded);
    Query q(c, sql::beginning_names_sql);
    q.bind(from.c_str(), from + std::string(last_of_all), static_cast<std::int64_t>(limit));
    return hits(q);
  });
}

}  // namespace reorg
