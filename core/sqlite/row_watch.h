// Told of each row that a connection inserts, changes or deletes in its tables, just before it does, by
// sqlite3_preupdate_hook (https://www.sqlite.org/c3ref/preupdate_count.html). On the connection's thread; must not use the
// connection. Rows that a rolled back transaction changed were told of all the same.
#pragma once

#include "base/bytes.h"

#include <span>
#include <string>
#include <string_view>

struct sqlite3_value;

namespace twinlane::sqlite {

// A value of a row; its bytes live as long as the call it is given in, or until the statement it is of goes on.
struct Value {
  enum class Kind : std::uint8_t { Null, Integer, Real, Text, Blob } kind = Kind::Null;
  std::int64_t integer = 0;
  double real = 0;
  std::string_view bytes;  // of a text or blob

  static Value of(sqlite3_value* value);
  // As text for people and comparisons ("x'0A'" for bytes, "NULL").
  std::string printable() const;
  bool operator==(const Value&) const = default;
};

class RowWatch {
 public:
  virtual ~RowWatch() = default;
  // Asked first: reading the values of a row, which may be long, costs more than that.
  virtual bool isWatched(std::string_view table) const = 0;
  // In the order of the table's columns; `before` is empty for a new row, `after` for one that goes.
  virtual void rowChanges(std::string_view table, std::span<const Value> before, std::span<const Value> after) = 0;
};

}  // namespace twinlane::sqlite
