#include "domain/state_encoding.h"

#include "domain/stored_fields.h"

namespace twinlane::domain {

// ---- every member of a state; the round trip of any history is tested, so that none is forgotten

template <class V>
void describe(V& v, OrderLineState& line) {
  describe(v, line.placed);
  v.field("shipped", line.shipped, {});
  v.field("delivered", line.delivered, {});
  v.field("cancelled", line.cancelled, {});
}

template <class V>
void describe(V& v, PackageState& package) {
  v.field("package", package.package, {});
  v.field("carrier", package.carrier, {});
  v.list("lines", package.lines, {});
  v.field("delivered", package.delivered, {});
}

template <class V>
void describe(V& v, OrderState& state) {
  v.field("exists", state.exists, {});
  v.field("customer", state.customer, {});
  v.field("currency", state.currency, {});
  v.list("lines", state.lines, {});
  v.list("charges", state.charges, {});
  v.field("country", state.country, {});
  v.field("ship_to", state.shipTo, {});
  v.field("note", state.note, {});
  v.field("payment_known", state.paymentKnown, {});
  v.field("paid", state.paid, {});
  v.list("packages", state.packages, {});
  v.field("cancelled", state.cancelled, {});
  v.field("placed_at", state.placedAt, {});
  v.field("changed_at", state.changedAt, {});
}

template <class V>
void describe(V& v, ProductState& state) {
  v.field("listed", state.listed, {});
  v.field("name", state.productName, {});
  v.field("price", state.price, {});
  v.field("currency", state.currency, {});
  v.field("tracked", state.tracked, {});
}

template <class V>
void describe(V& v, CustomerState& state) {
  v.field("registered", state.registered, {});
  v.field("name", state.customerName, {});
  v.field("email", state.email, {});
  v.field("phone", state.phone, {});
  v.field("address", state.address, {});
}

namespace {

struct TimeEraser {
  void field(const char*, base::Timestamp& value, const FieldRule&) { value = {}; }
  template <class T>
  void field(const char*, T&, const FieldRule&) {}
  template <class T>
  void list(const char*, std::vector<T>& items, const FieldRule&) {
    for (T& item : items) describe(*this, item);
  }
};

template <class S>
base::Bytes encoded(const S& state) {
  FieldWriter writer;
  // describe() takes a reference it may write to; the writer only reads.
  writer.record(const_cast<S&>(state));
  base::Bytes bytes = writer.takeOpen();
  bytes.insert(bytes.begin(), stateFormat);
  return bytes;
}

template <class S>
bool decoded(base::ByteView bytes, S& state) {
  if (bytes.empty() || bytes.front() != stateFormat) return false;
  return FieldReaderCbor(bytes.subspan(1), {}).record(state);
}

template <class S>
void erased(S& state) {
  TimeEraser eraser;
  describe(eraser, state);
}

}  // namespace

base::Bytes encodeState(const OrderState& state) { return encoded(state); }
base::Bytes encodeState(const ProductState& state) { return encoded(state); }
base::Bytes encodeState(const CustomerState& state) { return encoded(state); }
bool decodeState(base::ByteView bytes, OrderState& state) { return decoded(bytes, state); }
bool decodeState(base::ByteView bytes, ProductState& state) { return decoded(bytes, state); }
bool decodeState(base::ByteView bytes, CustomerState& state) { return decoded(bytes, state); }
void eraseTimes(OrderState& state) { erased(state); }
void eraseTimes(ProductState& state) { erased(state); }
void eraseTimes(CustomerState& state) { erased(state); }

}  // namespace twinlane::domain
