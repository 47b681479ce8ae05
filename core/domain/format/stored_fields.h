// Visitors that turn the `describe` list of an event (or command) into stored CBOR and back. Within the room.
#pragma once

#include "base/format/cbor.h"
#include "base/timestamp.h"
#include "domain/events.h"

namespace twinlane::domain {

inline constexpr int newestVersion = 1'000'000;

// Counts the fields of each part that a schema version has, since a CBOR array begins with its length.
struct FieldCounter {
  int version = newestVersion;
  std::size_t open = 0, sealed = 0;
  template <class T>
  void field(const char*, T&, const FieldRule& rule) {
    if (rule.since <= version) ++(rule.sealed ? sealed : open);
  }
  template <class T>
  void list(const char*, std::vector<T>&, const FieldRule& rule) {
    if (rule.since <= version) ++open;
  }
};

template <class T>
FieldCounter countFields(T& value, int version = newestVersion) {
  FieldCounter counter{version};
  describe(counter, value);
  return counter;
}

class FieldWriter {
 public:
  template <class T>
  void record(T& value) {
    const FieldCounter counter = countFields(value);
    m_open.array(counter.open);
    if (counter.sealed > 0) m_sealed.array(counter.sealed);
    describe(*this, value);
  }

  template <class T>
  void field(const char*, T& value, const FieldRule& rule) {
    if (rule.sealed) m_anySealed = m_anySealed || !isEmpty(value);
    write(rule.sealed ? m_sealed : m_open, value);
  }
  template <class T>
  void list(const char*, std::vector<T>& items, const FieldRule&) {
    m_open.array(items.size());
    for (T& item : items) {
      m_open.array(countFields(item).open);
      describe(*this, item);
    }
  }

  base::Bytes takeOpen() { return m_open.take(); }
  base::Bytes takeSealed() { return m_anySealed ? m_sealed.take() : base::Bytes{}; }

 private:
  static bool isEmpty(const std::string& value) { return value.empty(); }
  template <class T>
  static bool isEmpty(const T&) { return false; }

  static void write(base::CborWriter& out, const std::string& value) { out.text(value); }
  static void write(base::CborWriter& out, int value) { out.integer(value); }
  static void write(base::CborWriter& out, std::int64_t value) { out.integer(value); }
  static void write(base::CborWriter& out, bool value) { out.boolean(value); }
  static void write(base::CborWriter& out, const Amount& value) { out.integer(value.tenThousandths); }
  static void write(base::CborWriter& out, const Quantity& value) { out.integer(value.thousandths); }
  static void write(base::CborWriter& out, const Factor& value) { out.integer(value.millionths); }
  static void write(base::CborWriter& out, const base::Timestamp& value) { out.integer(value.micros); }
  static void write(base::CborWriter& out, const Currency& value) { out.text(value.toText()); }
  template <class Tag>
  static void write(base::CborWriter& out, const base::StrongId<Tag>& value) { out.text(value.text); }
  template <class T>
  static void write(base::CborWriter& out, const std::optional<T>& value) {
    if (value) write(out, *value);
    else out.null();
  }

  base::CborWriter m_open, m_sealed;
  bool m_anySealed = false;
};

class FieldReaderCbor {
 public:
  // Fields younger than `version` keep what the value was made with.
  FieldReaderCbor(base::ByteView open, base::ByteView sealed, int version)
      : m_open(open), m_sealed(sealed), m_hasSealed(!sealed.empty()), m_version(version) {}

  template <class T>
  bool record(T& value) {
    const FieldCounter counter = countFields(value, m_version);
    m_fits = m_open.array() == counter.open && m_fits;
    if (m_hasSealed) m_fits = m_sealed.array() == counter.sealed && m_fits;
    if (m_fits) describe(*this, value);
    return m_fits && m_open.complete() && (!m_hasSealed || m_sealed.complete());
  }

  template <class T>
  void field(const char*, T& value, const FieldRule& rule) {
    if (rule.since > m_version) return;
    if (!rule.sealed) read(m_open, value);
    else if (m_hasSealed) read(m_sealed, value);
  }
  template <class T>
  void list(const char*, std::vector<T>& items, const FieldRule& rule) {
    if (rule.since > m_version) return;
    const std::size_t count = m_open.array();
    items.reserve(count);
    for (std::size_t i = 0; i < count && m_open.ok() && m_fits; ++i) {
      T& item = items.emplace_back();
      m_fits = m_open.array() == countFields(item, m_version).open;
      if (m_fits) describe(*this, item);
    }
  }

 private:
  static void read(base::CborReader& in, std::string& value) { value = in.text(); }
  static void read(base::CborReader& in, int& value) { value = static_cast<int>(in.integer()); }
  static void read(base::CborReader& in, std::int64_t& value) { value = in.integer(); }
  static void read(base::CborReader& in, bool& value) { value = in.boolean(); }
  static void read(base::CborReader& in, Amount& value) { value.tenThousandths = in.integer(); }
  static void read(base::CborReader& in, Quantity& value) { value.thousandths = in.integer(); }
  static void read(base::CborReader& in, Factor& value) { value.millionths = in.integer(); }
  static void read(base::CborReader& in, base::Timestamp& value) { value.micros = in.integer(); }
  static void read(base::CborReader& in, Currency& value) { value = Currency::fromText(in.text()).value_or(Currency{}); }
  template <class Tag>
  static void read(base::CborReader& in, base::StrongId<Tag>& value) { value.text = in.text(); }
  template <class T>
  static void read(base::CborReader& in, std::optional<T>& value) {
    if (in.null()) value.reset();
    else read(in, value.emplace());
  }

  base::CborReader m_open, m_sealed;
  const bool m_hasSealed;
  const int m_version;
  bool m_fits = true;
};

}  // namespace twinlane::domain
