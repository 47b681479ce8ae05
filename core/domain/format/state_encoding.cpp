#include "domain/format/state_encoding.h"

#include "domain/format/stored_fields.h"

namespace twinlane::domain {

// ---- every member of a state; the round trip of any history is tested, so that none is forgotten

template <class V>
void describe(V& v, Moment& moment) {
  v.field("when", moment.when, {});
  v.field("version", moment.version, {});
}

template <class V, class T>
void latest(V& v, const char* name, Latest<T>& said) {
  v.field(name, said.value, {});
  describe(v, said.at);
}

template <class V>
void describe(V& v, OrderLineState& line) {
  describe(v, line.now);
  describe(v, line.termsAt);
  v.field("placed", line.placed, {});
  v.field("picked", line.picked, {});
  v.field("boxed", line.boxed, {});
  v.field("shipped", line.shipped, {});
  v.field("delivered", line.delivered, {});
  v.field("returned", line.returned, {});
  v.field("returned_net", line.returnedNet, {});
}

template <class V>
void describe(V& v, PackageState& package) {
  v.field("package", package.package, {});
  latest(v, "carrier", package.carrier);
  v.list("packed", package.packed, {});
  v.list("shipped", package.shipped, {});
  v.field("is_shipped", package.isShipped, {});
  v.field("is_delivered", package.isDelivered, {});
  latest(v, "failure", package.failure);
}

template <class V>
void describe(V& v, OrderState& state) {
  v.field("exists", state.exists, {});
  v.field("customer", state.header.value.customer, {});
  v.field("currency", state.header.value.currency, {});
  v.field("note", state.header.value.note, {});
  v.field("promised_at", state.header.value.promisedAt, {});
  describe(v, state.header.at);
  v.field("ship_to", state.address.value.shipTo, {});
  v.field("country", state.address.value.country, {});
  describe(v, state.address.at);
  latest(v, "hold", state.hold);
  v.list("lines", state.lines, {});
  v.list("charges", state.charges, {});
  v.list("packages", state.packages, {});
  v.field("payment_known", state.paymentKnown, {});
  v.field("paid", state.paid, {});
  v.field("refunded", state.refunded, {});
  v.field("confirmed", state.confirmed, {});
  v.field("cancelled", state.cancelled, {});
  v.field("lines_at", state.linesAt, {});
  v.field("first_at", state.firstAt, {});
  v.field("changed_at", state.changedAt, {});
}

template <class V>
void describe(V& v, ProductState& state) {
  v.field("listed", state.listed, {});
  latest(v, "name", state.productName);
  v.field("price", state.price.value.amount, {});
  v.field("currency", state.price.value.currency, {});
  describe(v, state.price.at);
  v.field("tracked", state.tracked, {});
}

template <class V>
void describe(V& v, CustomerState& state) {
  v.field("registered", state.registered, {});
  latest(v, "name", state.customerName);
  latest(v, "email", state.email);
  latest(v, "phone", state.phone);
  latest(v, "address", state.address);
  latest(v, "credit_limit", state.creditLimit);
  latest(v, "credit_currency", state.creditCurrency);
}

namespace {

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
  return FieldReaderCbor(bytes.subspan(1), {}, newestVersion).record(state);
}

}  // namespace

base::Bytes encodeState(const OrderState& state) { return encoded(state); }
base::Bytes encodeState(const ProductState& state) { return encoded(state); }
base::Bytes encodeState(const CustomerState& state) { return encoded(state); }
bool decodeState(base::ByteView bytes, OrderState& state) { return decoded(bytes, state); }
bool decodeState(base::ByteView bytes, ProductState& state) { return decoded(bytes, state); }
bool decodeState(base::ByteView bytes, CustomerState& state) { return decoded(bytes, state); }

}  // namespace twinlane::domain
