// States of aggregates as bytes, so that one need not be folded from its first event on: CBOR like the events, after one
// byte that says the format. They can be made anew from the events at any time; a format that is not this one is not read.
// What was said to be personal lies open in them: whoever erases it erases the state too. Pure functions; any thread.
#pragma once

#include "base/bytes.h"
#include "domain/customer/state.h"
#include "domain/order/state.h"
#include "domain/product/state.h"

namespace twinlane::domain {

// Raised with every change of the states or of how events are folded.
inline constexpr std::uint8_t stateFormat = 2;

base::Bytes encodeState(const OrderState& state);
base::Bytes encodeState(const ProductState& state);
base::Bytes encodeState(const CustomerState& state);

// False for another format or other bytes; the state is then of no use.
bool decodeState(base::ByteView bytes, OrderState& state);
bool decodeState(base::ByteView bytes, ProductState& state);
bool decodeState(base::ByteView bytes, CustomerState& state);

}  // namespace twinlane::domain
