// Events: what has happened, as plain values in past tense. `describe` lists the fields in the order in which they are
// stored (CBOR array); a field is only ever appended, under a new schema version (FieldRule::since), and numbers of types
// are never reused. Personal data and free text are marked sealed and stored apart from the rest.
#pragma once

#include "domain/commands.h"
#include "domain/customer/events.h"
#include "domain/order/events.h"
#include "domain/product/events.h"

#include <array>
#include <cstdint>

namespace twinlane::domain {

enum class Category : std::uint8_t { Order = 1, Product = 2, Customer = 3, Return = 4 };

const char* name(Category category);
std::optional<Category> categoryFromName(std::string_view text);

using Event = std::variant<OrderPlaced, OrderLinesAdded, PaymentRecorded, PackageShipped, PackageDelivered, OrderCancelled,
                           ProductListed, StockReceived, CustomerRegistered, ProfileUpdated, ReturnReceived, LinesAmended,
                           AddressChanged, OrderConfirmed, PaymentRefunded, LinesPicked, PackagePacked, DeliveryFailed,
                           LinesReturned, OrderHeld, OrderReleased, NoteAdded, PriceChanged, StockAdjusted>;

const char* typeName(const Event& event);
// Name of a stored type number; nullptr when this version does not know it.
const char* typeNameOf(int typeNumber);

}  // namespace twinlane::domain
