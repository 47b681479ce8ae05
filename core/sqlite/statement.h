// A prepared statement of one connection, which must outlive it. Parameters count from 1, columns from 0. Text and bytes
// that are bound must live until the next step; text and bytes that are read live until the next step or reset.
#pragma once

#include "sqlite/connection.h"

#include "base/bytes.h"
#include "sqlite/row_watch.h"

#include <optional>

namespace twinlane::sqlite {

class Statement {
 public:
  Statement() = default;
  Statement(sqlite3_stmt* handle, Connection* connection) : m_handle(handle), m_connection(connection) {}
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&& other) noexcept;
  ~Statement();

  Statement& bind(int index, std::int64_t value);
  Statement& bind(int index, int value) { return bind(index, std::int64_t{value}); }
  Statement& bind(int index, std::string_view value);
  Statement& bind(int index, const std::string& value) { return bind(index, std::string_view(value)); }
  Statement& bind(int index, const char* value) { return bind(index, std::string_view(value)); }
  Statement& bind(int index, base::ByteView value);
  Statement& bind(int index, std::nullptr_t);
  template <class T>
  Statement& bind(int index, const std::optional<T>& value) { return value ? bind(index, *value) : bind(index, nullptr); }

  // True when there is a row; false at the end (then the statement is reset).
  base::Result<bool> step();
  // For statements without rows: steps once and resets.
  base::Status execute();
  void reset();

  std::int64_t integer(int column) const;
  std::string_view text(int column) const;
  base::ByteView bytes(int column) const;
  // The same, to keep.
  base::Bytes copyOfBytes(int column) const;
  bool isNull(int column) const;
  Value value(int column) const;
  int columns() const;
  // Any column as text for people and comparisons ("x'0A'" for bytes, "NULL").
  std::string printable(int column) const;

 private:
  sqlite3_stmt* m_handle = nullptr;
  Connection* m_connection = nullptr;
};

// Calls `each` for all rows that are left, until one fails.
template <class Each>
base::Status eachRow(Statement& statement, Each each) {
  for (;;) {
    const auto row = statement.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    each(statement);
  }
}

}  // namespace twinlane::sqlite
