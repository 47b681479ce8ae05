#include "sqlite/row_watch.h"

#include "base/bytes.h"

#include <sqlite3.h>

namespace twinlane::sqlite {

Value Value::of(sqlite3_value* value) {
  Value read;
  switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
      read.kind = Kind::Integer;
      read.integer = sqlite3_value_int64(value);
      break;
    case SQLITE_FLOAT:
      read.kind = Kind::Real;
      read.real = sqlite3_value_double(value);
      break;
    case SQLITE_TEXT:
      read.kind = Kind::Text;
      read.bytes = {reinterpret_cast<const char*>(sqlite3_value_text(value)), static_cast<std::size_t>(sqlite3_value_bytes(value))};
      break;
    case SQLITE_BLOB:
      read.kind = Kind::Blob;
      read.bytes = {static_cast<const char*>(sqlite3_value_blob(value)), static_cast<std::size_t>(sqlite3_value_bytes(value))};
      break;
    default: break;
  }
  return read;
}

std::string Value::printable() const {
  switch (kind) {
    case Kind::Null: return "NULL";
    case Kind::Integer: return std::to_string(integer);
    case Kind::Real: return std::to_string(real);
    case Kind::Text: return std::string(bytes);
    case Kind::Blob: return "x'" + base::toHex({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}) + "'";
  }
  return {};
}

}  // namespace twinlane::sqlite
