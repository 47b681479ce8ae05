#include "words/glossary.h"

#include "words/headline.h"
#include "words/language.h"

#include <QCoreApplication>
#include <QHash>

namespace twinlane::ui {

namespace {

struct GlossaryTexts {
  Q_DECLARE_TR_FUNCTIONS(Glossary)
};

using Pair = std::pair<const char*, const char*>;

template <std::size_t n>
QString lookedUp(const Pair (&table)[n], const std::string& key) {
  for (const auto& [name, words] : table)
    if (key == name) return GlossaryTexts::tr(words);
  return plainWords(key);
}

constexpr Pair titlesOfLists[] = {
    {"order_list", QT_TRANSLATE_NOOP("Glossary", "Order list")}, {"revenue", QT_TRANSLATE_NOOP("Glossary", "Revenue")},
    {"customer_summary", QT_TRANSLATE_NOOP("Glossary", "Customers")}, {"product_sales", QT_TRANSLATE_NOOP("Glossary", "Products")},
    {"search", QT_TRANSLATE_NOOP("Glossary", "Search")}, {"operations", QT_TRANSLATE_NOOP("Glossary", "Operations")},
    {"order_detail", QT_TRANSLATE_NOOP("Glossary", "Documents")}};

constexpr Pair timings[] = {
    {"PlaceOrder", QT_TRANSLATE_NOOP("Glossary", "Place order")},
    {"RecordPayment", QT_TRANSLATE_NOOP("Glossary", "Record payment")},
    {"ShipPackage", QT_TRANSLATE_NOOP("Glossary", "Ship package")},
    {"RecordDelivery", QT_TRANSLATE_NOOP("Glossary", "Record delivery")},
    {"CancelOrder", QT_TRANSLATE_NOOP("Glossary", "Cancel order")},
    {"ListProduct", QT_TRANSLATE_NOOP("Glossary", "List product")},
    {"ReceiveStock", QT_TRANSLATE_NOOP("Glossary", "Receive stock")},
    {"AmendLines", QT_TRANSLATE_NOOP("Glossary", "Amend lines")},
    {"ChangeAddress", QT_TRANSLATE_NOOP("Glossary", "Change address")},
    {"ConfirmOrder", QT_TRANSLATE_NOOP("Glossary", "Confirm order")},
    {"PickLines", QT_TRANSLATE_NOOP("Glossary", "Pick lines")},
    {"PackLines", QT_TRANSLATE_NOOP("Glossary", "Pack lines")},
    {"RecordDeliveryFailure", QT_TRANSLATE_NOOP("Glossary", "Record failed delivery")},
    {"ReturnLines", QT_TRANSLATE_NOOP("Glossary", "Return lines")},
    {"RefundPayment", QT_TRANSLATE_NOOP("Glossary", "Refund payment")},
    {"HoldOrder", QT_TRANSLATE_NOOP("Glossary", "Hold order")},
    {"ReleaseOrder", QT_TRANSLATE_NOOP("Glossary", "Release order")},
    {"AddNote", QT_TRANSLATE_NOOP("Glossary", "Add note")},
    {"ChangePrice", QT_TRANSLATE_NOOP("Glossary", "Change price")},
    {"AdjustStock", QT_TRANSLATE_NOOP("Glossary", "Adjust stock")},
    {"RegisterCustomer", QT_TRANSLATE_NOOP("Glossary", "Register customer")},
    {"UpdateProfile", QT_TRANSLATE_NOOP("Glossary", "Update profile")},
    {"orders", QT_TRANSLATE_NOOP("Glossary", "Order list, one page")},
    {"orderVector", QT_TRANSLATE_NOOP("Glossary", "Order list, all keys")},
    {"order_vector", QT_TRANSLATE_NOOP("Glossary", "Order list, all keys")},
    {"ordersByNumber", QT_TRANSLATE_NOOP("Glossary", "Order list, rows by key")},
    {"orders_by_number", QT_TRANSLATE_NOOP("Glossary", "Order list, rows by key")},
    {"orderCounts", QT_TRANSLATE_NOOP("Glossary", "Order counts")},
    {"order_counts", QT_TRANSLATE_NOOP("Glossary", "Order counts")},
    {"order", QT_TRANSLATE_NOOP("Glossary", "Order details")},
    {"customers", QT_TRANSLATE_NOOP("Glossary", "Customers, one page")},
    {"customer", QT_TRANSLATE_NOOP("Glossary", "Customer details")},
    {"products", QT_TRANSLATE_NOOP("Glossary", "Products, one page")},
    {"product", QT_TRANSLATE_NOOP("Glossary", "Product details")},
    {"returns", QT_TRANSLATE_NOOP("Glossary", "Returns without an order")},
    {"revenue", QT_TRANSLATE_NOOP("Glossary", "Revenue")},
    {"stats", QT_TRANSLATE_NOOP("Glossary", "Shop figures")},
    {"events", QT_TRANSLATE_NOOP("Glossary", "Log, one page")},
    {"positions", QT_TRANSLATE_NOOP("Glossary", "Where the lists stand")}};

constexpr Pair eventTitles[] = {
    {"OrderPlaced", QT_TRANSLATE_NOOP("Glossary", "Placed")},
    {"OrderLinesAdded", QT_TRANSLATE_NOOP("Glossary", "Lines added")},
    {"PaymentRecorded", QT_TRANSLATE_NOOP("Glossary", "Payment recorded")},
    {"PackageShipped", QT_TRANSLATE_NOOP("Glossary", "Package shipped")},
    {"PackageDelivered", QT_TRANSLATE_NOOP("Glossary", "Package delivered")},
    {"OrderCancelled", QT_TRANSLATE_NOOP("Glossary", "Cancelled")},
    {"LinesAmended", QT_TRANSLATE_NOOP("Glossary", "Lines amended")},
    {"AddressChanged", QT_TRANSLATE_NOOP("Glossary", "Address changed")},
    {"OrderConfirmed", QT_TRANSLATE_NOOP("Glossary", "Confirmed")},
    {"PaymentRefunded", QT_TRANSLATE_NOOP("Glossary", "Payment refunded")},
    {"LinesPicked", QT_TRANSLATE_NOOP("Glossary", "Lines picked")},
    {"PackagePacked", QT_TRANSLATE_NOOP("Glossary", "Package packed")},
    {"DeliveryFailed", QT_TRANSLATE_NOOP("Glossary", "Delivery failed")},
    {"LinesReturned", QT_TRANSLATE_NOOP("Glossary", "Lines returned")},
    {"OrderHeld", QT_TRANSLATE_NOOP("Glossary", "Put on hold")},
    {"OrderReleased", QT_TRANSLATE_NOOP("Glossary", "Released")},
    {"NoteAdded", QT_TRANSLATE_NOOP("Glossary", "Note added")},
    {"ReturnReceived", QT_TRANSLATE_NOOP("Glossary", "Return received")},
    {"ProductListed", QT_TRANSLATE_NOOP("Glossary", "Product listed")},
    {"PriceChanged", QT_TRANSLATE_NOOP("Glossary", "Price changed")},
    {"StockReceived", QT_TRANSLATE_NOOP("Glossary", "Stock received")},
    {"StockAdjusted", QT_TRANSLATE_NOOP("Glossary", "Stock adjusted")},
    {"ProfileUpdated", QT_TRANSLATE_NOOP("Glossary", "Profile updated")},
    {"CustomerRegistered", QT_TRANSLATE_NOOP("Glossary", "Customer registered")},
    {"StockReserved", QT_TRANSLATE_NOOP("Glossary", "Stock reserved")}};

constexpr Pair rejections[] = {
    {"InvalidFields", QT_TRANSLATE_NOOP("Glossary", "Not stored: see the marked fields.")},
    {"OrderExists", QT_TRANSLATE_NOOP("Glossary", "Not stored: an order with this number is there already.")},
    {"OrderNotFound", QT_TRANSLATE_NOOP("Glossary", "Not stored: there is no such order.")},
    {"OrderIsCancelled", QT_TRANSLATE_NOOP("Glossary", "Not stored: the order was cancelled.")},
    {"OrderAlreadyShipped", QT_TRANSLATE_NOOP("Glossary", "Not stored: the order has shipped already.")},
    {"OrderAlreadyDelivered", QT_TRANSLATE_NOOP("Glossary", "Not stored: the order was delivered already.")},
    {"NothingToShip", QT_TRANSLATE_NOOP("Glossary", "Not stored: nothing is left to ship.")},
    {"UnknownLine", QT_TRANSLATE_NOOP("Glossary", "Not stored: the order has no such line.")},
    {"MoreThanOrdered", QT_TRANSLATE_NOOP("Glossary", "Not stored: that is more than was ordered.")},
    {"PackageAlreadyShipped", QT_TRANSLATE_NOOP("Glossary", "Not stored: the package was shipped already.")},
    {"PackageNotFound", QT_TRANSLATE_NOOP("Glossary", "Not stored: the order has no such package.")},
    {"PackageAlreadyDelivered", QT_TRANSLATE_NOOP("Glossary", "Not stored: the package was delivered already.")},
    {"OutOfStock", QT_TRANSLATE_NOOP("Glossary", "Not stored: not enough in stock. Lower the quantity.")},
    {"PriceNotKnown", QT_TRANSLATE_NOOP("Glossary", "Not stored: a product that is not listed needs a price.")},
    {"CurrencyMismatch", QT_TRANSLATE_NOOP("Glossary", "Not stored: the product is listed in another currency.")},
    {"AmountTooLarge", QT_TRANSLATE_NOOP("Glossary", "Not stored: the amount is too large.")},
    {"ProductExists", QT_TRANSLATE_NOOP("Glossary", "Not stored: the product is listed already.")},
    {"CustomerExists", QT_TRANSLATE_NOOP("Glossary", "Not stored: the customer is registered already.")},
    {"CustomerNotFound", QT_TRANSLATE_NOOP("Glossary", "Not stored: no customer has this id. Leave it empty for a guest.")},
    {"NothingChanged", QT_TRANSLATE_NOOP("Glossary", "Not stored: nothing would change.")},
    {"IdUsedForOtherContent", QT_TRANSLATE_NOOP("Glossary", "Not stored: this entry's id was used for another one.")},
    {"OrderOnHold", QT_TRANSLATE_NOOP("Glossary", "Not stored: the order is on hold. Release it first.")},
    {"OrderNotOnHold", QT_TRANSLATE_NOOP("Glossary", "Not stored: the order is not on hold.")},
    {"OrderAlreadyConfirmed", QT_TRANSLATE_NOOP("Glossary", "Not stored: the order was confirmed already.")},
    {"AlreadyPicked", QT_TRANSLATE_NOOP("Glossary", "Not stored: more than that is picked, packed or shipped already.")},
    {"MoreThanShipped", QT_TRANSLATE_NOOP("Glossary", "Not stored: that is more than was shipped.")},
    {"MoreThanPaid", QT_TRANSLATE_NOOP("Glossary", "Not stored: that is more than was paid.")},
    {"PackageNotShipped", QT_TRANSLATE_NOOP("Glossary", "Not stored: the package has not been shipped yet.")},
    {"NothingLeft", QT_TRANSLATE_NOOP("Glossary", "Not stored: nothing would be left. An order can be cancelled instead.")},
    {"TooManyEntries", QT_TRANSLATE_NOOP("Glossary", "Not stored: the order would have too many entries.")},
    {"CreditExceeded", QT_TRANSLATE_NOOP("Glossary", "Not stored: the customer's credit limit would be passed.")},
    {"ProductNotListed", QT_TRANSLATE_NOOP("Glossary", "Not stored: the product is not listed.")},
    {"StockBelowZero", QT_TRANSLATE_NOOP("Glossary", "Not stored: there is less than that on hand.")},
    {"AmountTooFine", QT_TRANSLATE_NOOP("Glossary", "Not stored: the amount is finer than the currency is counted in.")},
    {"OwedInOtherCurrency", QT_TRANSLATE_NOOP("Glossary", "Not stored: the customer still owes in the limit's currency.")},
    {"AlreadyReturned", QT_TRANSLATE_NOOP("Glossary", "Not stored: goods of the line came back at its price.")}};

constexpr std::array<const char*, 14> statusWords = {
    QT_TRANSLATE_NOOP("Glossary", "Placed"),          QT_TRANSLATE_NOOP("Glossary", "Confirmed"),
    QT_TRANSLATE_NOOP("Glossary", "Picking"),         QT_TRANSLATE_NOOP("Glossary", "Packed"),
    QT_TRANSLATE_NOOP("Glossary", "Part shipped"),    QT_TRANSLATE_NOOP("Glossary", "Shipped"),
    QT_TRANSLATE_NOOP("Glossary", "Part delivered"),  QT_TRANSLATE_NOOP("Glossary", "Delivered"),
    QT_TRANSLATE_NOOP("Glossary", "Delivery failed"), QT_TRANSLATE_NOOP("Glossary", "Out of stock"),
    QT_TRANSLATE_NOOP("Glossary", "On hold"),         QT_TRANSLATE_NOOP("Glossary", "Cancelled"),
    QT_TRANSLATE_NOOP("Glossary", "Part returned"),   QT_TRANSLATE_NOOP("Glossary", "Returned")};

constexpr std::array<const char*, 6> paymentWords = {
    QT_TRANSLATE_NOOP("Glossary", "Payment not known"), QT_TRANSLATE_NOOP("Glossary", "Unpaid"),
    QT_TRANSLATE_NOOP("Glossary", "Part paid"),         QT_TRANSLATE_NOOP("Glossary", "Paid"),
    QT_TRANSLATE_NOOP("Glossary", "Overpaid"),          QT_TRANSLATE_NOOP("Glossary", "Refunded")};

// Codes that people see as words: reasons of an import, fields of events and of profiles, kinds. One that is not here stays English.
[[maybe_unused]] constexpr const char* wordsOfCodes[] = {
    QT_TRANSLATE_NOOP("Codes", "Operations"), QT_TRANSLATE_NOOP("Codes", "Search"), QT_TRANSLATE_NOOP("Codes", "Quarantine"), QT_TRANSLATE_NOOP("Codes", "Import account"),
    QT_TRANSLATE_NOOP("Codes", "Receipts"), QT_TRANSLATE_NOOP("Codes", "Ragged row"), QT_TRANSLATE_NOOP("Codes", "Bad quotes"), QT_TRANSLATE_NOOP("Codes", "Row too long"),
    QT_TRANSLATE_NOOP("Codes", "Bad encoding"), QT_TRANSLATE_NOOP("Codes", "Unfinished row"), QT_TRANSLATE_NOOP("Codes", "Unclassified"),
    QT_TRANSLATE_NOOP("Codes", "Missing order"), QT_TRANSLATE_NOOP("Codes", "Missing product"), QT_TRANSLATE_NOOP("Codes", "Missing quantity"),
    QT_TRANSLATE_NOOP("Codes", "Missing unit price"), QT_TRANSLATE_NOOP("Codes", "Missing line amount"), QT_TRANSLATE_NOOP("Codes", "Missing placed at"),
    QT_TRANSLATE_NOOP("Codes", "Missing currency"), QT_TRANSLATE_NOOP("Codes", "Missing price"), QT_TRANSLATE_NOOP("Codes", "Missing record"),
    QT_TRANSLATE_NOOP("Codes", "Bad order"), QT_TRANSLATE_NOOP("Codes", "Bad product"), QT_TRANSLATE_NOOP("Codes", "Bad customer"),
    QT_TRANSLATE_NOOP("Codes", "Bad country"), QT_TRANSLATE_NOOP("Codes", "Bad description"), QT_TRANSLATE_NOOP("Codes", "Bad quantity"),
    QT_TRANSLATE_NOOP("Codes", "Bad price"), QT_TRANSLATE_NOOP("Codes", "Bad amount"), QT_TRANSLATE_NOOP("Codes", "Bad discount"),
    QT_TRANSLATE_NOOP("Codes", "Bad tax"), QT_TRANSLATE_NOOP("Codes", "Bad date"), QT_TRANSLATE_NOOP("Codes", "Bad currency"),
    QT_TRANSLATE_NOOP("Codes", "Bad charge"), QT_TRANSLATE_NOOP("Codes", "Too many decimals"), QT_TRANSLATE_NOOP("Codes", "Currency mismatch"),
    QT_TRANSLATE_NOOP("Codes", "Order exists"), QT_TRANSLATE_NOOP("Codes", "Line exists"), QT_TRANSLATE_NOOP("Codes", "Moved line"),
    QT_TRANSLATE_NOOP("Codes", "Customer exists"), QT_TRANSLATE_NOOP("Codes", "Product exists"), QT_TRANSLATE_NOOP("Codes", "Document differs"),
    QT_TRANSLATE_NOOP("Codes", "No order"), QT_TRANSLATE_NOOP("Codes", "No line"), QT_TRANSLATE_NOOP("Codes", "No customer"),
    QT_TRANSLATE_NOOP("Codes", "Line of other order"), QT_TRANSLATE_NOOP("Codes", "Not placed"), QT_TRANSLATE_NOOP("Codes", "Too many lines"),
    QT_TRANSLATE_NOOP("Codes", "Several orders"), QT_TRANSLATE_NOOP("Codes", "Unknown type"), QT_TRANSLATE_NOOP("Codes", "No fact"),
    QT_TRANSLATE_NOOP("Codes", "Duplicate key"), QT_TRANSLATE_NOOP("Codes", "Duplicate event"), QT_TRANSLATE_NOOP("Codes", "Duplicate order"), QT_TRANSLATE_NOOP("Codes", "Duplicate line"),
    QT_TRANSLATE_NOOP("Codes", "Duplicate customer"), QT_TRANSLATE_NOOP("Codes", "Duplicate product"), QT_TRANSLATE_NOOP("Codes", "Duplicate package"),
    QT_TRANSLATE_NOOP("Codes", "Unknown event"), QT_TRANSLATE_NOOP("Codes", "Unknown state"), QT_TRANSLATE_NOOP("Codes", "Not kept whole"),
    QT_TRANSLATE_NOOP("Codes", "Unread letters"), QT_TRANSLATE_NOOP("Codes", "Not in file"), QT_TRANSLATE_NOOP("Codes", "Not one row"),
    QT_TRANSLATE_NOOP("Codes", "Order"), QT_TRANSLATE_NOOP("Codes", "Order id"), QT_TRANSLATE_NOOP("Codes", "Product"), QT_TRANSLATE_NOOP("Codes", "Customer"),
    QT_TRANSLATE_NOOP("Codes", "Line"), QT_TRANSLATE_NOOP("Codes", "Lines"), QT_TRANSLATE_NOOP("Codes", "Package"), QT_TRANSLATE_NOOP("Codes", "Payment"),
    QT_TRANSLATE_NOOP("Codes", "Return"), QT_TRANSLATE_NOOP("Codes", "Note"), QT_TRANSLATE_NOOP("Codes", "Status"), QT_TRANSLATE_NOOP("Codes", "Events"),
    QT_TRANSLATE_NOOP("Codes", "Event"), QT_TRANSLATE_NOOP("Codes", "Id"), QT_TRANSLATE_NOOP("Codes", "Activity"), QT_TRANSLATE_NOOP("Codes", "Address"),
    QT_TRANSLATE_NOOP("Codes", "Amount"), QT_TRANSLATE_NOOP("Codes", "At"), QT_TRANSLATE_NOOP("Codes", "Carrier"), QT_TRANSLATE_NOOP("Codes", "Charges"),
    QT_TRANSLATE_NOOP("Codes", "Country"), QT_TRANSLATE_NOOP("Codes", "Currency"), QT_TRANSLATE_NOOP("Codes", "Description"), QT_TRANSLATE_NOOP("Codes", "Discount"),
    QT_TRANSLATE_NOOP("Codes", "Discount amount"), QT_TRANSLATE_NOOP("Codes", "Discount percent"), QT_TRANSLATE_NOOP("Codes", "Email"),
    QT_TRANSLATE_NOOP("Codes", "Phone"), QT_TRANSLATE_NOOP("Codes", "Line amount"), QT_TRANSLATE_NOOP("Codes", "Unit price"), QT_TRANSLATE_NOOP("Codes", "Price"),
    QT_TRANSLATE_NOOP("Codes", "Quantity"), QT_TRANSLATE_NOOP("Codes", "Method"), QT_TRANSLATE_NOOP("Codes", "Name"), QT_TRANSLATE_NOOP("Codes", "Placed at"),
    QT_TRANSLATE_NOOP("Codes", "Placed by"), QT_TRANSLATE_NOOP("Codes", "Promised at"), QT_TRANSLATE_NOOP("Codes", "Reason"), QT_TRANSLATE_NOOP("Codes", "Refunded"),
    QT_TRANSLATE_NOOP("Codes", "Returned"), QT_TRANSLATE_NOOP("Codes", "Ship to"), QT_TRANSLATE_NOOP("Codes", "Shipped"), QT_TRANSLATE_NOOP("Codes", "Shipped at"),
    QT_TRANSLATE_NOOP("Codes", "Delivered"), QT_TRANSLATE_NOOP("Codes", "Delivered at"), QT_TRANSLATE_NOOP("Codes", "Paid at"),
    QT_TRANSLATE_NOOP("Codes", "Tax percent"), QT_TRANSLATE_NOOP("Codes", "Tax rate"), QT_TRANSLATE_NOOP("Codes", "Tax"), QT_TRANSLATE_NOOP("Codes", "Text"),
    QT_TRANSLATE_NOOP("Codes", "Total"), QT_TRANSLATE_NOOP("Codes", "Type"), QT_TRANSLATE_NOOP("Codes", "Take"), QT_TRANSLATE_NOOP("Codes", "Counted"),
    QT_TRANSLATE_NOOP("Codes", "Expected"), QT_TRANSLATE_NOOP("Codes", "Credit limit"), QT_TRANSLATE_NOOP("Codes", "Credit currency"),
    QT_TRANSLATE_NOOP("Codes", "Carriage"), QT_TRANSLATE_NOOP("Codes", "Shipping"), QT_TRANSLATE_NOOP("Codes", "Freight")};

}  // namespace

QString statusWord(domain::OrderStatus status) { return GlossaryTexts::tr(statusWords[static_cast<std::size_t>(status)]); }

StateMark statusMark(domain::OrderStatus status) {
  using S = domain::OrderStatus;
  switch (status) {
    case S::Placed: return {MarkShape::Ring, Tone::Muted};
    case S::Confirmed: return {MarkShape::Half, Tone::Accent};
    case S::Picking: return {MarkShape::Half, Tone::Muted};
    case S::Packed: return {MarkShape::Half, Tone::Accent};
    case S::PartShipped: return {MarkShape::Half, Tone::Third};
    case S::Shipped: return {MarkShape::Dot, Tone::Write};
    case S::PartDelivered: return {MarkShape::Half, Tone::Ok};
    case S::Delivered: return {MarkShape::Dot, Tone::Ok};
    case S::DeliveryFailed: return {MarkShape::Square, Tone::Bad};
    case S::OutOfStock: return {MarkShape::Triangle, Tone::Warn};
    case S::OnHold: return {MarkShape::Bars, Tone::Warn};
    case S::Cancelled: return {MarkShape::Cross, Tone::Muted};
    case S::PartReturned: return {MarkShape::Diamond, Tone::Third};
    case S::Returned: return {MarkShape::Diamond, Tone::Read};
  }
  return {};
}

QString paymentWord(domain::PaymentStatus payment) { return GlossaryTexts::tr(paymentWords[static_cast<std::size_t>(payment)]); }

StateMark paymentMark(domain::PaymentStatus payment) {
  using P = domain::PaymentStatus;
  switch (payment) {
    case P::Unknown: return {MarkShape::Ring, Tone::Muted};
    case P::Unpaid: return {MarkShape::Ring, Tone::Warn};
    case P::PartPaid: return {MarkShape::Half, Tone::Third};
    case P::Paid: return {MarkShape::Dot, Tone::Ok};
    case P::Overpaid: return {MarkShape::Diamond, Tone::Third};
    case P::Refunded: return {MarkShape::Diamond, Tone::Read};
  }
  return {};
}

QString inSentence(const QString& title) { return spoken() == Language::German ? title : title.toLower(); }

QString listTitle(const std::string& projection) { return lookedUp(titlesOfLists, projection); }

QStringList listTitles() {
  QStringList titles;
  for (const auto& [name, words] : titlesOfLists) titles << GlossaryTexts::tr(words);
  return titles;
}

QString stateWord(projection::State state, std::int64_t behindMs) {
  using S = projection::State;
  if (state == S::Failed || state == S::Stopped) return GlossaryTexts::tr("Needs help");
  if (state == S::Paused) return GlossaryTexts::tr("Paused");
  if (state == S::Rebuilding || state == S::CatchingUp || behindMs > lagTargetMs) return GlossaryTexts::tr("Behind");
  return GlossaryTexts::tr("Up to date");
}

StateMark stateMark(projection::State state, std::int64_t behindMs) {
  using S = projection::State;
  if (state == S::Failed || state == S::Stopped) return {MarkShape::Square, Tone::Bad};
  if (state == S::Paused) return {MarkShape::Bars, Tone::Warn};
  if (state == S::Rebuilding || state == S::CatchingUp || behindMs > lagTargetMs) return {MarkShape::Triangle, Tone::Warn};
  return {MarkShape::Dot, Tone::Ok};
}

QString timingTitle(const std::string& name) { return lookedUp(timings, name); }
QString eventTitle(const std::string& type) { return lookedUp(eventTitles, type); }

QString rejectionSentence(const std::string& reason) {
  for (const auto& [name, words] : rejections)
    if (reason == name) return GlossaryTexts::tr(words);
  // A code becomes words; what is words already stays.
  QString words = reason.find(' ') == std::string::npos ? plainWords(reason) : QString::fromStdString(reason);
  if (words.endsWith(QLatin1Char('.'))) words.chop(1);
  return GlossaryTexts::tr("Not stored: %1.").arg(inSentence(words.left(1)) + words.mid(1));
}

QString plainWords(const std::string& code) {
  QString words;
  for (const QChar c : QString::fromStdString(code)) {
    if (c == QLatin1Char('_') || c == QLatin1Char('-')) words += QLatin1Char(' ');
    else if (c.isUpper() && !words.isEmpty()) words += QLatin1Char(' ') + QString(c.toLower());
    else words += c;
  }
  if (!words.isEmpty()) words[0] = words[0].toUpper();
  return QCoreApplication::translate("Codes", words.toUtf8().constData());
}

}  // namespace twinlane::ui
