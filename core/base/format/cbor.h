// Event payloads and sealed parts: CBOR (RFC 8949), core deterministic encoding (section 4.2.1), no floats, no maps, no
// tags, no indefinite lengths. A record is an array of its fields in declared order; a field appended later is a new
// schema version. The reader never throws: after the first bad byte ok() is false and every value is empty.
// Plain values; one thread each.
#pragma once

#include "base/bytes.h"

namespace twinlane::base {

class CborWriter {
 public:
  void array(std::size_t count) { head(4, count); }
  void integer(std::int64_t value) {
    if (value >= 0) head(0, static_cast<std::uint64_t>(value));
    else head(1, static_cast<std::uint64_t>(-(value + 1)));
  }
  void text(std::string_view value);
  void bytes(ByteView value);
  void boolean(bool value) { m_out.push_back(value ? 0xF5 : 0xF4); }
  void null() { m_out.push_back(0xF6); }

  const Bytes& result() const { return m_out; }
  Bytes take() { return std::move(m_out); }

 private:
  void head(unsigned major, std::uint64_t value) {
    if (m_out.capacity() == 0) m_out.reserve(usualBytes);
    if (value < 24) m_out.push_back(static_cast<std::uint8_t>(major << 5 | value));
    else longHead(major, value);
  }
  void longHead(unsigned major, std::uint64_t value);

  static constexpr std::size_t usualBytes = 128;  // of a record, so that it is not moved while it grows
  Bytes m_out;
};

class CborReader {
 public:
  explicit CborReader(ByteView bytes) : m_rest(bytes) {}

  // Number of elements that follow.
  std::size_t array();
  std::int64_t integer();
  std::string_view text();
  ByteView bytes();
  bool boolean();
  // True and consumed when the next value is null.
  bool null();

  bool ok() const { return m_ok; }
  // ok() and nothing left over.
  bool complete() const { return m_ok && m_rest.empty(); }

 private:
  std::uint64_t head(unsigned major);
  ByteView take(std::uint64_t length);
  void spoil();

  ByteView m_rest;
  bool m_ok = true;
};

}  // namespace twinlane::base
