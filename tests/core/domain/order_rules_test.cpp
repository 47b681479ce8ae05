#include "core/domain/order_after.h"
#include "domain/compensation.h"
#include "domain/format/encoding.h"
#include "domain/format/json_text.h"
#include "support/test_main.h"

using namespace twinlane;
using namespace twinlane::domain;
using tests::after;
using tests::answerOf;
using tests::cupsAndJugs;
using tests::eventOf;

namespace {

const OrderId order("A1");
const PackageShipped allCups{"P1", {{1, {4000}}}, ""};

LineAmendment changed(int line, std::int64_t quantity) { return {line, {}, {quantity}, {}, {}, {}, {}, {}}; }
LineAmendment added(const char* product, std::int64_t quantity, std::optional<Amount> price) { return {{}, ProductId(product), {quantity}, price, {}, {}, {}, {}}; }

}  // namespace

class OrderRulesTest : public QObject {
  Q_OBJECT
 private slots:
  void amendsQuantitiesAndPrices();
  void amendsOnlyWhatHasNotBegun();
  void amendmentsNameWhatIsWrong();
  void amendmentsTakeAndGiveBackStock();
  void amendmentsSetCharges();
  void picksAndPacksWhatIsLeft();
  void shipsWhatAPackageHolds();
  void aHeldOrderGoesNowhere();
  void deliversOnlyWhatIsShipped();
  void whatCameBackCannotFailToArrive();
  void returnsWhatWasShippedWithItsShare();
  void refundsWhatWasPaid();
  void addressesChangeUntilSomethingLeaves();
  void creditIsNotExceeded();
  void aLimitIsNotPassedByInAnotherCurrency();
  void moneyGoesBackWhateverIsOwed();
  void moneyIsStatedInWhatItsCurrencyIsCountedIn_data();
  void moneyIsStatedInWhatItsCurrencyIsCountedIn();
  void whatIsDueIsPaidToTheLast();
};

void OrderRulesTest::amendsQuantitiesAndPrices() {
  DecisionInput input = after({cupsAndJugs()});
  LineAmendment cheaper = changed(1, 4'000);
  cheaper.unitPrice = Amount{20'000};
  const auto event = eventOf<LinesAmended>(AmendLines{order, {cheaper, changed(2, 0), added("TEA", 1'000, Amount{30'000})}, {}}, input);
  QCOMPARE(event.lines[0].quantity.thousandths, 0);
  QCOMPARE(event.lines[0].net.toText(), std::string("-2.00"));
  QCOMPARE(event.lines[1].quantity.thousandths, -2'000);
  QCOMPARE(event.lines[1].net.toText(), std::string("-20.00"));
  QCOMPARE(event.added[0].line, 3);
  evolve(input.order, event, {{2'000}, 2});
  QCOMPARE(input.order.goods().toText(), std::string("11.00"));
  QCOMPARE(input.order.line(1)->now.unitPrice.toText(), std::string("2.00"));
  QCOMPARE(input.order.units().toText(), std::string("5"));
  QCOMPARE(answerOf(AmendLines{order, {changed(1, 4'000)}, {}}, input), std::string("NothingChanged lines"));
}

void OrderRulesTest::amendsOnlyWhatHasNotBegun() {
  const DecisionInput picked = after({cupsAndJugs(), LinesPicked{{{1, {2'000}}}}});
  QCOMPARE(answerOf(AmendLines{order, {changed(1, 1'000)}, {}}, picked), std::string("AlreadyPicked lines[0].quantity"));
  QCOMPARE(answerOf(AmendLines{order, {changed(1, 2'000)}, {}}, picked), std::string("LinesAmended"));
  QCOMPARE(answerOf(AmendLines{order, {changed(1, 0)}, {}}, after({cupsAndJugs(), allCups})), std::string("AlreadyPicked lines[0].quantity"));
  // Once some of a line came back its worth stays; as long as nothing did a price can be put right after shipping too.
  DecisionInput back = after({cupsAndJugs(), allCups});
  LineAmendment dearer = changed(1, 4'000), reduced = changed(1, 4'000);
  dearer.unitPrice = Amount{50'000};
  reduced.discountAmount = Amount{1'000};
  QCOMPARE(answerOf(AmendLines{order, {dearer}, {}}, back), std::string("LinesAmended"));
  evolve(back.order, eventOf<LinesReturned>(ReturnLines{order, {{1, {4'000}}}, "x"}, back), {{2'000}, 3});
  QCOMPARE(answerOf(AmendLines{order, {dearer}, {}}, back), std::string("AlreadyReturned lines[0].unit_price"));
  QCOMPARE(answerOf(AmendLines{order, {reduced}, {}}, back), std::string("AlreadyReturned lines[0].discount_amount"));
  QCOMPARE(answerOf(AmendLines{order, {changed(1, 5'000)}, {}}, back), std::string("LinesAmended"));
  // What stays as it was sold is not priced anew: an imported amount need not be quantity times price.
  DecisionInput imported = after({cupsAndJugs()});
  imported.order.lines[0].now.net = Amount{123'456};
  LineAmendment named = changed(1, 4'000);
  named.description = "cup, blue";
  QVERIFY(eventOf<LinesAmended>(AmendLines{order, {named}, {}}, imported).lines.at(0).net == Amount{});
  imported.order.lines[0].shipped = imported.order.lines[0].returned = {1'000};
  QCOMPARE(answerOf(AmendLines{order, {changed(1, 5'000)}, {}}, imported), std::string("AlreadyReturned lines[0].quantity"));
  QCOMPARE(answerOf(AmendLines{order, {named}, {}}, imported), std::string("LinesAmended"));
  const DecisionInput gone = after({cupsAndJugs(), allCups, PackageShipped{"P2", {{2, {2'000}}}, ""}});
  QCOMPARE(answerOf(AmendLines{order, {added("TEA", 1'000, Amount{1})}, {}}, gone), std::string("OrderAlreadyShipped order"));
}

void OrderRulesTest::amendmentsNameWhatIsWrong() {
  const DecisionInput input = after({cupsAndJugs()});
  const auto answer = [&](std::vector<LineAmendment> lines) { return answerOf(AmendLines{order, std::move(lines), {}}, input); };
  QCOMPARE(answer({changed(9, 1'000)}), std::string("UnknownLine lines[0].line"));
  QCOMPARE(answer({changed(1, 1'000), changed(1, 2'000)}), std::string("InvalidFields lines[1].line"));
  QCOMPARE(answer({{1, ProductId("JUG"), {1'000}, {}, {}, {}, {}, {}}}), std::string("InvalidFields lines[0].product"));
  QCOMPARE(answer({{{}, {}, {1'000}, {}, {}, {}, {}, {}}}), std::string("InvalidFields lines[0].product"));
  QCOMPARE(answer({added("TEA", 0, Amount{1})}), std::string("InvalidFields lines[0].quantity"));
  QCOMPARE(answer({added("TEA", 1'000, {})}), std::string("PriceNotKnown lines[0].unit_price"));
  QCOMPARE(answer({changed(1, 0), changed(2, 0)}), std::string("NothingLeft lines"));
  LineAmendment given = changed(1, 1'000);
  given.discountAmount = Amount{90'000};
  QCOMPARE(answer({given}), std::string("InvalidFields lines[0].discount_amount"));
  QCOMPARE(answer({}), std::string("NothingChanged lines"));
  // An order does not grow without end.
  DecisionInput full = input;
  OrderLinesAdded many;
  for (int i = 3; i <= limits::linesPerOrder; ++i) many.lines.push_back({i, ProductId("TEA"), {1'000}, {}, {}, {}, {}, {}, {}, false});
  evolve(full.order, many, {{1'000}, 2});
  QCOMPARE(answerOf(AmendLines{order, {added("TEA", 1'000, Amount{1})}, {}}, full), std::string("TooManyEntries lines[0].product"));
}

void OrderRulesTest::amendmentsTakeAndGiveBackStock() {
  OrderPlaced placed = cupsAndJugs();
  placed.lines[0].reserved = true;
  DecisionInput input = after({placed});
  input.products[ProductId("CUP")].stock = StockFigures{{6'000}, {4'000}};
  const auto more = decide(AmendLines{order, {changed(1, 6'000)}, {}}, input);
  QCOMPARE(more->stock.size(), std::size_t{1});
  QCOMPARE(more->stock.front().available->thousandths, 2'000);
  QCOMPARE(answerOf(AmendLines{order, {changed(1, 7'000)}, {}}, input), std::string("OutOfStock lines[0].quantity"));
  QVERIFY(decide(AmendLines{order, {changed(1, 1'000)}, {}}, input)->stock.empty());
  // What one line gives back another may take.
  QVERIFY(decide(AmendLines{order, {added("CUP", 5'000, Amount{1}), changed(1, 1'000)}, {}}, input).has_value());
  QCOMPARE(answerOf(AmendLines{order, {added("CUP", 6'000, Amount{1}), changed(1, 1'000)}, {}}, input), std::string("OutOfStock lines[0].quantity"));
}

void OrderRulesTest::amendmentsSetCharges() {
  OrderPlaced placed = cupsAndJugs();
  placed.charges.push_back({"carriage", {50'000}});
  DecisionInput input = after({placed});
  const auto event = eventOf<LinesAmended>(AmendLines{order, {}, {{"carriage", {20'000}}, {"gift", {10'000}}}}, input);
  QCOMPARE(event.charges[0].amount.toText(), std::string("-3.00"));
  evolve(input.order, event, {{2'000}, 2});
  QCOMPARE(input.order.chargesTotal().toText(), std::string("3.00"));
  QCOMPARE(answerOf(AmendLines{order, {}, {{"gift", {10'000}}}}, input), std::string("NothingChanged lines"));
  QCOMPARE(answerOf(AmendLines{order, {}, {{"gift", {100}}, {"gift", {200}}}}, input), std::string("InvalidFields charges[1].kind"));
}

void OrderRulesTest::picksAndPacksWhatIsLeft() {
  const DecisionInput input = after({cupsAndJugs(), LinesPicked{{{1, {3'000}}}}, PackagePacked{"P1", {{2, {2'000}}}}});
  QCOMPARE(answerOf(PickLines{order, {{1, {1'000}}}}, input), std::string("LinesPicked"));
  QCOMPARE(answerOf(PickLines{order, {{1, {2'000}}}}, input), std::string("MoreThanOrdered lines[0].quantity"));
  QCOMPARE(answerOf(PickLines{order, {{2, {1'000}}}}, input), std::string("MoreThanOrdered lines[0].quantity"));
  QCOMPARE(answerOf(PackLines{order, "P1", {{1, {4'000}}}}, input), std::string("PackagePacked"));
  QCOMPARE(answerOf(PackLines{order, "P2", {{1, {2'000}}, {1, {3'000}}}}, input), std::string("MoreThanOrdered lines[1].quantity"));
  QCOMPARE(answerOf(PackLines{order, "P1", {{1, {1'000}}}}, after({cupsAndJugs(), allCups})), std::string("PackageAlreadyShipped package"));
}

void OrderRulesTest::shipsWhatAPackageHolds() {
  DecisionInput input = after({cupsAndJugs(), PackagePacked{"B", {{1, {3'000}}}}, PackagePacked{"B", {{2, {2'000}}}}});
  QCOMPARE(name(status(input.order)), "picking");
  QCOMPARE(answerOf(ShipPackage{order, "B", {{1, {1'000}}}, ""}, input), std::string("InvalidFields lines"));
  const auto rest = eventOf<PackageShipped>(ShipPackage{order, "", {}, ""}, input);
  QVERIFY(rest.lines == (std::vector<LineQuantity>{{1, {1'000}}}));
  const auto boxed = eventOf<PackageShipped>(ShipPackage{order, "B", {}, "post"}, input);
  QVERIFY(boxed.lines == (std::vector<LineQuantity>{{1, {3'000}}, {2, {2'000}}}));
  evolve(input.order, rest, {{2'000}, 4});
  QCOMPARE(answerOf(ShipPackage{order, "", {}, ""}, input), std::string("NothingToShip order"));
  evolve(input.order, boxed, {{2'000}, 5});
  QCOMPARE(name(status(input.order)), "shipped");
  QCOMPARE(input.order.line(1)->boxed.thousandths, 0);
}

void OrderRulesTest::aHeldOrderGoesNowhere() {
  const DecisionInput held = after({cupsAndJugs(), OrderHeld{"no address"}});
  QCOMPARE(name(status(held.order)), "on_hold");
  for (const Command& command : std::vector<Command>{PickLines{order, {{1, {1'000}}}}, PackLines{order, "B", {{1, {1'000}}}}, ShipPackage{order, "", {}, ""}, HoldOrder{order, "x"}})
    QCOMPARE(answerOf(command, held), std::string("OrderOnHold order"));
  for (const Command& command : std::vector<Command>{ReleaseOrder{order}, AddNote{order, "x"}, RecordPayment{order, {100}, ""}, CancelOrder{order, "x"}, ChangeAddress{order, "x", ""}})
    QVERIFY2(decide(command, held).has_value(), typeName(command));
  QCOMPARE(answerOf(ReleaseOrder{order}, after({cupsAndJugs()})), std::string("OrderNotOnHold order"));
}

void OrderRulesTest::deliversOnlyWhatIsShipped() {
  const DecisionInput packed = after({cupsAndJugs(), PackagePacked{"B", {{1, {1'000}}}}});
  QCOMPARE(answerOf(RecordDelivery{order, "B"}, packed), std::string("PackageNotShipped package"));
  DecisionInput failed = after({cupsAndJugs(), allCups, DeliveryFailed{"P1", "nobody there"}});
  QCOMPARE(name(status(failed.order)), "delivery_failed");
  evolve(failed.order, eventOf<PackageDelivered>(RecordDelivery{order, "P1"}, failed), {{2'000}, 4});
  QCOMPARE(name(status(failed.order)), "part_delivered");
  QCOMPARE(answerOf(RecordDeliveryFailure{order, "P1", "x"}, failed), std::string("PackageAlreadyDelivered package"));
}

void OrderRulesTest::whatCameBackCannotFailToArrive() {
  const RecordDeliveryFailure first{order, "P1", "x"}, second{order, "P2", "x"};
  DecisionInput input = after({cupsAndJugs(), PackageShipped{"P1", {{1, {3'000}}, {2, {2'000}}}, ""}, PackageShipped{"P2", {{1, {1'000}}}, ""}});
  const auto comesBack = [&](std::vector<LineQuantity> lines) { evolve(input.order, eventOf<LinesReturned>(ReturnLines{order, std::move(lines), "x"}, input), {{2'000}, 4}); };
  comesBack({{2, {2'000}}, {1, {3'000}}});
  // One cup is out still, in either of the packages.
  QCOMPARE(answerOf(first, input), std::string("DeliveryFailed"));
  QCOMPARE(answerOf(second, input), std::string("DeliveryFailed"));
  comesBack({{1, {1'000}}});
  QCOMPARE(answerOf(first, input), std::string("NothingLeft package"));
  QCOMPARE(answerOf(second, input), std::string("NothingLeft package"));
  // It may have come back after it was delivered.
  QCOMPARE(answerOf(RecordDelivery{order, "P1"}, input), std::string("PackageDelivered"));
}

void OrderRulesTest::returnsWhatWasShippedWithItsShare() {
  OrderPlaced placed = cupsAndJugs();
  placed.lines[0].quantity = {3'000};
  placed.lines[0].net = {100'000};
  DecisionInput input = after({placed, PackageShipped{"P1", {{1, {3'000}}}, ""}});
  QCOMPARE(answerOf(ReturnLines{order, {{2, {1'000}}}, "x"}, input), std::string("MoreThanShipped lines[0].quantity"));
  Amount back;
  for (std::int64_t version = 3; version < 6; ++version) {
    const auto event = eventOf<LinesReturned>(ReturnLines{order, {{1, {500}}, {1, {500}}}, "x"}, input);
    back += event.lines.front().net;
    evolve(input.order, event, {{2'000}, version});
  }
  // Thirds of 10.00 add up to it.
  QCOMPARE(back.toText(), std::string("10.00"));
  QCOMPARE(input.order.returned().toText(), std::string("10.00"));
  QCOMPARE(answerOf(ReturnLines{order, {{1, {1}}}, "x"}, input), std::string("MoreThanShipped lines[0].quantity"));
}

void OrderRulesTest::refundsWhatWasPaid() {
  DecisionInput input = after({cupsAndJugs(), PaymentRecorded{{300'000}, ""}, OrderCancelled{"x"}});
  QCOMPARE(answerOf(RefundPayment{order, {300'100}}, input), std::string("MoreThanPaid amount"));
  evolve(input.order, eventOf<PaymentRefunded>(RefundPayment{order, {300'000}}, input), {{2'000}, 4});
  QCOMPARE(name(payment(input.order)), "refunded");
  QCOMPARE(answerOf(RefundPayment{order, {100}}, input), std::string("MoreThanPaid amount"));
}

void OrderRulesTest::addressesChangeUntilSomethingLeaves() {
  DecisionInput input = after({cupsAndJugs()});
  evolve(input.order, eventOf<AddressChanged>(ChangeAddress{order, "4 Mill Lane", "NL"}, input), {{2'000}, 2});
  QCOMPARE(eventOf<AddressChanged>(ChangeAddress{order, "5 Mill Lane", ""}, input).country, std::string("NL"));
  QCOMPARE(answerOf(ChangeAddress{order, "4 Mill Lane", ""}, input), std::string("NothingChanged ship_to"));
  evolve(input.order, allCups, {{3'000}, 3});
  QCOMPARE(answerOf(ChangeAddress{order, "5 Mill Lane", ""}, input), std::string("OrderAlreadyShipped order"));
}

void OrderRulesTest::creditIsNotExceeded() {
  PlaceOrder place = tests::orderOf("A1", "CUP", 4);  // 10.00
  place.customer = CustomerId("ann");
  DecisionInput input;
  evolve(input.customer, CustomerRegistered{"Ann", "", "", "", Amount{300'000}, tests::pounds}, {});
  input.owed = {200'000};
  const auto fits = decide(place, input);
  QCOMPARE(fits->credit->atMost.toText(), std::string("20.00"));
  place.charges.push_back({"carriage", {100}});
  QCOMPARE(answerOf(place, input), std::string("CreditExceeded customer"));
  // An amendment is asked for what it adds.
  OrderPlaced placed = std::get<OrderPlaced>(fits->events.front());
  evolve(input.order, placed, {{1'000}, 1});
  input.owed = {300'000};
  QCOMPARE(answerOf(AmendLines{order, {changed(1, 4'001)}, {}}, input), std::string("CreditExceeded customer"));
  QCOMPARE(answerOf(AmendLines{order, {changed(1, 3'999)}, {}}, input), std::string("LinesAmended"));
  QCOMPARE(owed(input.order).toText(), std::string("10.00"));
  evolve(input.order, PaymentRecorded{{40'000}, ""}, {{1'000}, 2});
  QCOMPARE(owed(input.order).toText(), std::string("6.00"));
  evolve(input.order, OrderCancelled{"x"}, {{1'000}, 3});
  QCOMPARE(owed(input.order).toText(), std::string("0.00"));
}

void OrderRulesTest::aLimitIsNotPassedByInAnotherCurrency() {
  const Currency euros{{'E', 'U', 'R'}};
  PlaceOrder place = tests::orderOf("A1", "CUP", 4);
  place.customer = CustomerId("ann");
  place.currency = euros;
  DecisionInput input;
  const OrderPlaced placed = tests::placedOf(place, input);  // while there is no limit
  evolve(input.customer, CustomerRegistered{"Ann", "", "", "", Amount{300'000}, tests::pounds}, {});
  QCOMPARE(answerOf(place, input), std::string("CurrencyMismatch currency"));
  const auto told = decide(place, input).error().fields.front().problem;
  QVERIFY2(told.find("GBP") != std::string::npos && told.find("EUR") != std::string::npos, told.c_str());
  // An order that was there before may shrink, not grow.
  evolve(input.order, placed, {{1'000}, 1});
  QCOMPARE(answerOf(AmendLines{order, {changed(1, 4'001)}, {}}, input), std::string("CurrencyMismatch lines"));
  QCOMPARE(answerOf(AmendLines{order, {}, {{"carriage", {100}}}}, input), std::string("CurrencyMismatch lines"));
  QCOMPARE(answerOf(AmendLines{order, {changed(1, 3'999)}, {}}, input), std::string("LinesAmended"));
}

void OrderRulesTest::moneyGoesBackWhateverIsOwed() {
  PlaceOrder place = tests::orderOf("A1", "CUP", 4);  // 10.00
  place.customer = CustomerId("ann");
  DecisionInput input;
  evolve(input.order, tests::placedOf(place, input), {{1'000}, 1});
  evolve(input.order, PaymentRecorded{{100'000}, ""}, {{1'000}, 2});
  evolve(input.customer, CustomerRegistered{"Ann", "", "", "", Amount{1}, tests::pounds}, {});
  input.owed = {1};
  QCOMPARE(answerOf(RefundPayment{order, {100'000}}, input), std::string("PaymentRefunded"));
  evolve(input.order, PaymentRefunded{{100'000}}, {{1'000}, 3});
  QCOMPARE(owed(input.order).toText(), std::string("10.00"));
}

namespace {

Currency currencyOf(const QString& letters) { return *Currency::fromText(letters.toStdString()); }

}  // namespace

void OrderRulesTest::moneyIsStatedInWhatItsCurrencyIsCountedIn_data() {
  QTest::addColumn<QString>("currency");
  QTest::addColumn<qint64>("unit");
  QTest::newRow("pounds have pence") << "GBP" << qint64{100};
  QTest::newRow("yen have no parts") << "JPY" << qint64{10'000};
  QTest::newRow("dinars have thousandths") << "BHD" << qint64{10};
}

void OrderRulesTest::moneyIsStatedInWhatItsCurrencyIsCountedIn() {
  QFETCH(QString, currency);
  QFETCH(qint64, unit);
  const CustomerId ann("ann");
  const Currency known = currencyOf(currency);
  OrderPlaced placed = cupsAndJugs();
  placed.currency = known;
  // A fact is what it is, and stays so while it is not stated anew.
  placed.charges.push_back({"duty", {unit / 2}});
  DecisionInput input = after({placed, PaymentRecorded{{290'000}, ""}});
  evolve(input.customer, CustomerRegistered{"Ann", "", "", "", Amount{unit / 2}, known}, {});
  PlaceOrder place = tests::orderOf("A2", "CUP", 4);
  place.currency = known;
  place.lines.front().unitPrice = Amount{1};
  const auto answersTo = [&](Amount amount) {
    place.charges = {{"carriage", {}}, {"gift", amount}};
    return std::vector<std::string>{answerOf(RecordPayment{order, amount, ""}, input), answerOf(RefundPayment{order, amount}, input), answerOf(place, {}),
                                    answerOf(AmendLines{order, {}, {{"duty", {unit / 2}}, {"gift", amount}}}, input), answerOf(UpdateProfile{ann, "", "", "", "", amount, {}}, input),
                                    answerOf(RegisterCustomer{ann, "Ann", "", "", "", amount, known}, {})};
  };
  QCOMPARE(answersTo({unit}), (std::vector<std::string>{"PaymentRecorded", "PaymentRefunded", "OrderPlaced", "LinesAmended", "ProfileUpdated", "CustomerRegistered"}));
  QCOMPARE(answersTo({unit + unit / 10}),
           (std::vector<std::string>{"AmountTooFine amount", "AmountTooFine amount", "AmountTooFine charges[1].amount", "AmountTooFine charges[1].amount", "AmountTooFine credit_limit", "AmountTooFine credit_limit"}));
  const auto told = decide(RecordPayment{order, {unit / 2}, ""}, input).error().fields.front().problem;
  QVERIFY2(told.find("steps of " + base::formatDecimal(unit, Amount::scale, 0) + " " + known.toText()) != std::string::npos, told.c_str());
  QCOMPARE(answerOf(UpdateProfile{ann, "Anna", "", "", "", Amount{unit / 2}, {}}, input), std::string("ProfileUpdated"));
}

void OrderRulesTest::whatIsDueIsPaidToTheLast() {
  OrderPlaced placed = cupsAndJugs();
  placed.lines[0].net = {99'999};
  placed.lines[1].net = {};
  DecisionInput input = after({placed, PaymentRecorded{{50'000}, ""}});
  QCOMPARE(answerOf(RecordPayment{order, {49'998}, ""}, input), std::string("AmountTooFine amount"));
  evolve(input.order, eventOf<PaymentRecorded>(RecordPayment{order, {49'999}, ""}, input), {{2'000}, 3});
  QCOMPARE(name(payment(input.order)), "paid");
  // So goes back what the goods that came back were worth, and the rest of all.
  evolve(input.order, allCups, {{2'000}, 4});
  evolve(input.order, eventOf<LinesReturned>(ReturnLines{order, {{1, {3'000}}}, "x"}, input), {{2'000}, 5});
  const Amount back = input.order.returned();
  QCOMPARE(back.toText(), std::string("7.4999"));
  QCOMPARE(answerOf(RefundPayment{order, back - Amount{1}}, input), std::string("AmountTooFine amount"));
  evolve(input.order, eventOf<PaymentRefunded>(RefundPayment{order, back}, input), {{2'000}, 6});
  QCOMPARE(input.order.due(), Amount{});
  QCOMPARE(answerOf(RefundPayment{order, {25'000}}, input), std::string("PaymentRefunded"));
}

class CatalogueRulesTest : public QObject {
  Q_OBJECT
 private slots:
  void pricesChangeOfWhatIsListed();
  void countsStartTrackingAndStayAboveZero();
  void aLimitGoesWithItsCurrency();
  void aLimitStaysWhereSomethingIsOwed();
  void everyCommandSaysHowItIsUndone();
  void whatCanBeUndoneIsAsItWas_data();
  void whatCanBeUndoneIsAsItWas();
  void undoOfTheCatalogueKnowsWhatWasBefore();
};

void CatalogueRulesTest::pricesChangeOfWhatIsListed() {
  DecisionInput input;
  const ProductId cup("CUP");
  QCOMPARE(answerOf(ChangePrice{cup, {1}, {}}, input), std::string("ProductNotListed product"));
  evolve(input.product.state, ProductListed{"Cup", {1}, tests::pounds}, {});
  QCOMPARE(answerOf(ChangePrice{cup, {1}, {}}, input), std::string("NothingChanged price"));
  QVERIFY(eventOf<PriceChanged>(ChangePrice{cup, {2}, {}}, input).currency == tests::pounds);
}

void CatalogueRulesTest::countsStartTrackingAndStayAboveZero() {
  DecisionInput input;
  const ProductId cup("CUP");
  QCOMPARE(answerOf(AdjustStock{cup, {0}, "x"}, input), std::string("InvalidFields quantity"));
  QCOMPARE(answerOf(AdjustStock{cup, {-1}, "x"}, input), std::string("StockBelowZero quantity"));
  QVERIFY(decide(AdjustStock{cup, {5'000}, "x"}, input)->stock.empty());
  // Goods that are promised may turn out to be lost.
  input.product.stock = StockFigures{{5'000}, {4'000}};
  QCOMPARE(decide(AdjustStock{cup, {-5'000}, "x"}, input)->stock.front().onHand->thousandths, 5'000);
  QCOMPARE(answerOf(AdjustStock{cup, {-5'001}, "x"}, input), std::string("StockBelowZero quantity"));
  // More was shipped than had been counted: that is put right step by step.
  input.product.stock = StockFigures{{-7'000}, {}};
  QCOMPARE(answerOf(AdjustStock{cup, {3'000}, "x"}, input), std::string("StockAdjusted"));
  QCOMPARE(answerOf(AdjustStock{cup, {-1}, "x"}, input), std::string("StockBelowZero quantity"));
  input.product.stock = StockFigures{{limits::maxStock}, {}};
  QCOMPARE(answerOf(ReceiveStock{cup, {1}}, input), std::string("AmountTooLarge quantity"));
}

void CatalogueRulesTest::aLimitGoesWithItsCurrency() {
  const CustomerId ann("ann");
  QCOMPARE(answerOf(RegisterCustomer{ann, "Ann", "", "", "", Amount{100}, {}}, {}), std::string("InvalidFields credit_currency"));
  QCOMPARE(answerOf(RegisterCustomer{ann, "Ann", "", "", "", {}, tests::pounds}, {}), std::string("InvalidFields credit_limit"));
  DecisionInput input;
  evolve(input.customer, CustomerRegistered{"Ann", "", "", "", Amount{1}, tests::pounds}, {});
  QCOMPARE(answerOf(UpdateProfile{ann, "", "", "", "", Amount{1}, {}}, input), std::string("NothingChanged name"));
  QCOMPARE(answerOf(UpdateProfile{ann, "", "", "", "", Amount{200}, {}}, input), std::string("ProfileUpdated"));
  // 1.00 GBP are not 1.00 JPY.
  const Currency yen{{'J', 'P', 'Y'}};
  QCOMPARE(answerOf(UpdateProfile{ann, "", "", "", "", {}, yen}, input), std::string("InvalidFields credit_limit"));
  QCOMPARE(answerOf(UpdateProfile{ann, "", "", "", "", Amount{20'000}, yen}, input), std::string("ProfileUpdated"));
  QCOMPARE(answerOf(UpdateProfile{ann, "Anna", "", "", "", {}, tests::pounds}, input), std::string("ProfileUpdated"));
}

void CatalogueRulesTest::aLimitStaysWhereSomethingIsOwed() {
  const CustomerId ann("ann");
  const Currency euros{{'E', 'U', 'R'}};
  const UpdateProfile moved{ann, "", "", "", "", Amount{100}, euros};
  DecisionInput input;
  evolve(input.customer, CustomerRegistered{"Ann", "", "", "", {}, {}}, {});
  // The first limit moves from nowhere.
  QVERIFY(!needsOf(moved, input).customer);
  QVERIFY(!decide(moved, input)->credit);
  evolve(input.customer, ProfileUpdated{"", "", "", "", Amount{900'000}, tests::pounds}, {});
  QVERIFY(needsOf(moved, input).customer == ann);
  QVERIFY(needsOf(moved, input).currency == tests::pounds);
  input.owed = {100};
  QCOMPARE(answerOf(moved, input), std::string("OwedInOtherCurrency credit_currency"));
  QCOMPARE(answerOf(UpdateProfile{ann, "", "", "", "", Amount{100}, tests::pounds}, input), std::string("ProfileUpdated"));
  input.owed = {};
  const auto free = decide(moved, input);
  QVERIFY(free->credit->currency == tests::pounds);
  QCOMPARE(free->credit->atMost, Amount{});
}

void CatalogueRulesTest::everyCommandSaysHowItIsUndone() {
  const Node table = compensationTable();
  QCOMPARE(table.items.size(), std::variant_size_v<Command>);
  for (const Node& row : table.items) {
    const bool has = row.find("compensation")->kind == Node::Kind::Text;
    QVERIFY2(has != (row.find("because") != nullptr), row.find("command")->text.c_str());
    if (!has) continue;
    const auto named = [&](const Node& other) { return other.find("command")->text == row.find("compensation")->text; };
    QVERIFY(std::any_of(table.items.begin(), table.items.end(), named));
  }
}

void CatalogueRulesTest::whatCanBeUndoneIsAsItWas_data() {
  QTest::addColumn<QString>("json");
  QTest::addColumn<QString>("undone");
  const auto row = [](const char* name, const char* json, const char* undone) { QTest::newRow(name) << QString::fromLatin1(json) << QString::fromLatin1(undone); };
  row("lines", R"({"type":"AmendLines","order":"A1","lines":[{"line":1,"quantity":"9","discount":"0.5"},{"line":2,"quantity":0},{"product":"POT","quantity":1,"unit_price":"3"}],"charges":[{"kind":"freight","amount":"4.95"}]})", "AmendLines");
  row("address", R"({"type":"ChangeAddress","order":"A1","ship_to":"Quay 1","country":"Malta"})", "ChangeAddress");
  row("payment", R"({"type":"RecordPayment","order":"A1","amount":"12.40"})", "RefundPayment");
  row("hold", R"({"type":"HoldOrder","order":"A1","reason":"ask Ann"})", "ReleaseOrder");
  row("package", R"({"type":"ShipPackage","order":"A1"})", "ReturnLines");
  row("note", R"({"type":"AddNote","order":"A1","text":"hello"})", "a note stays as it was written; add one that corrects it");
  row("confirmed", R"({"type":"ConfirmOrder","order":"A1"})", "the customer has been told: the order can be amended, held or cancelled");
  row("cancelled", R"({"type":"CancelOrder","order":"A1","reason":"x"})", "a cancelled order stays cancelled: its goods may be promised to others; place a new order");
}

void CatalogueRulesTest::whatCanBeUndoneIsAsItWas() {
  QFETCH(QString, json);
  QFETCH(QString, undone);
  std::vector<Event> history{tests::cupsAndJugs(), AddressChanged{"Spain", "Mole 2"}};
  const DecisionInput before = tests::after(history);
  const ParsedCommand parsed = commandFromNode(*fromJson(json.toStdString()));
  QVERIFY2(parsed.command && parsed.problems.empty(), qPrintable(json));
  const auto decision = decide(*parsed.command, before);
  QVERIFY(decision.has_value());
  history.push_back(decision->events.front());
  const auto back = undo("A1", history, before.order, "undone");
  if (!back) {
    QCOMPARE(QString::fromStdString(back.error()), undone);
    return;
  }
  QCOMPARE(QString::fromLatin1(typeName(*back)), undone);
  const auto answer = decide(*back, tests::after(history));
  QVERIFY2(answer.has_value(), answer ? "" : answer.error().fields.front().problem.c_str());
  history.push_back(answer->events.front());
  const OrderState now = tests::after(history).order;
  QCOMPARE(now.goods(), before.order.goods());
  QCOMPARE(now.chargesTotal(), before.order.chargesTotal());
  QVERIFY(now.address.value == before.order.address.value);
  QCOMPARE(now.held(), before.order.held());
  QCOMPARE(now.paid - now.refunded, before.order.paid - before.order.refunded);
  for (const OrderLineState& line : now.lines) {
    const OrderLineState* was = before.order.line(line.now.line);
    QCOMPARE(line.now.quantity, was ? was->now.quantity : Quantity{});
    QCOMPARE(line.toReturn(), Quantity{});
  }
}

void CatalogueRulesTest::undoOfTheCatalogueKnowsWhatWasBefore() {
  const std::vector<Event> product{ProductListed{"Cup", Amount{100}, tests::pounds}, PriceChanged{Amount{150}, tests::pounds}, PriceChanged{Amount{190}, tests::pounds}};
  const auto price = undo("CUP", product, {}, "undone");
  QCOMPARE(std::get<ChangePrice>(*price).price, Amount{150});
  const std::vector<Event> stock{StockReceived{Quantity{5000}}};
  QCOMPARE(std::get<AdjustStock>(*undo("CUP", stock, {}, "undone")).quantity, Quantity{-5000});
  std::vector<Event> customer{CustomerRegistered{"Ann", "a@b.c", "", "Quay 1"}, ProfileUpdated{"", "d@e.f", "", ""}, ProfileUpdated{"Anna", "g@h.i", "", ""}};
  const auto profile = std::get<UpdateProfile>(*undo("C1", customer, {}, "undone"));
  QCOMPARE(profile.customerName, std::string("Ann"));
  QCOMPARE(profile.email, std::string("d@e.f"));
  QVERIFY(profile.address.empty());
  customer.push_back(ProfileUpdated{"", "", "123", ""});
  QCOMPARE(undo("C1", customer, {}, "undone").error(), std::string("it was empty before: a profile can be changed, not emptied"));
}

TWINLANE_TEST(OrderRulesTest)
TWINLANE_TEST(CatalogueRulesTest)
#include "order_rules_test.moc"
