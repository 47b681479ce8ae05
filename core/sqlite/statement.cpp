#include "sqlite/statement.h"

#include <sqlite3.h>
#include <utility>

namespace twinlane::sqlite {

Statement::Statement(Statement&& other) noexcept
    : m_handle(std::exchange(other.m_handle, nullptr)), m_connection(other.m_connection) {}

Statement& Statement::operator=(Statement&& other) noexcept {
  std::swap(m_handle, other.m_handle);
  std::swap(m_connection, other.m_connection);
  return *this;
}

Statement::~Statement() { sqlite3_finalize(m_handle); }

// A bind can only fail for a wrong index or a value too large for SQLite; the step that follows reports it.
Statement& Statement::bind(int index, std::int64_t value) {
  sqlite3_bind_int64(m_handle, index, value);
  return *this;
}
Statement& Statement::bind(int index, std::string_view value) {
  sqlite3_bind_text64(m_handle, index, value.data() == nullptr ? "" : value.data(), value.size(), SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}
Statement& Statement::bind(int index, base::ByteView value) {
  if (value.empty()) sqlite3_bind_zeroblob(m_handle, index, 0);
  else sqlite3_bind_blob64(m_handle, index, value.data(), value.size(), SQLITE_STATIC);
  return *this;
}
Statement& Statement::bind(int index, std::nullptr_t) {
  sqlite3_bind_null(m_handle, index);
  return *this;
}

base::Result<bool> Statement::step() {
  const int code = sqlite3_step(m_handle);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) {
    sqlite3_reset(m_handle);
    return false;
  }
  const base::Error error = m_connection->lastError("run a statement");
  sqlite3_reset(m_handle);
  return tl::unexpected(error);
}

base::Status Statement::execute() {
  const auto row = step();
  if (!row) return tl::unexpected(row.error());
  if (*row) sqlite3_reset(m_handle);
  return {};
}

void Statement::reset() { sqlite3_reset(m_handle); }

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(m_handle, column); }
std::string_view Statement::text(int column) const {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(m_handle, column));
  return data == nullptr ? std::string_view() : std::string_view(data, static_cast<std::size_t>(sqlite3_column_bytes(m_handle, column)));
}
base::ByteView Statement::bytes(int column) const {
  const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(m_handle, column));
  return data == nullptr ? base::ByteView() : base::ByteView(data, static_cast<std::size_t>(sqlite3_column_bytes(m_handle, column)));
}
base::Bytes Statement::copyOfBytes(int column) const {
  const base::ByteView view = bytes(column);
  return {view.begin(), view.end()};
}
bool Statement::isNull(int column) const { return sqlite3_column_type(m_handle, column) == SQLITE_NULL; }
int Statement::columns() const { return sqlite3_column_count(m_handle); }

Value Statement::value(int column) const {
  Value read;
  switch (sqlite3_column_type(m_handle, column)) {
    case SQLITE_INTEGER: read.kind = Value::Kind::Integer, read.integer = integer(column); break;
    case SQLITE_FLOAT: read.kind = Value::Kind::Real, read.real = sqlite3_column_double(m_handle, column); break;
    case SQLITE_TEXT: read.kind = Value::Kind::Text, read.bytes = text(column); break;
    case SQLITE_BLOB: read.kind = Value::Kind::Blob, read.bytes = base::textOf(bytes(column)); break;
    default: break;
  }
  return read;
}

std::string Statement::printable(int column) const {
  if (isNull(column)) return "NULL";
  if (sqlite3_column_type(m_handle, column) == SQLITE_BLOB) return "x'" + base::toHex(bytes(column)) + "'";
  return std::string(text(column));
}

}  // namespace twinlane::sqlite
