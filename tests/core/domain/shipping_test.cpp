// Goods on their way out under any run of commands: decide() and the fold against a ledger that only counts.
#include "base/random.h"
#include "core/domain/order_after.h"
#include "support/test_main.h"

#include <rapidcheck.h>

#include <map>
#include <set>

using namespace twinlane;
using namespace twinlane::domain;

namespace {

const OrderId walked("A1");
using Units = std::map<int, std::int64_t>;  // thousandths by line

Units sumsOf(const std::vector<LineQuantity>& parts) {
  Units sums;
  for (const LineQuantity& part : parts) sums[part.line] += part.quantity.thousandths;
  return sums;
}

void add(Units& sums, const Units& more) {
  for (const auto& [line, units] : more) sums[line] += units;
}

// Kept by hand from what was asked for and accepted, and never from the state.
struct Ledger {
  Units ordered, returned;
  std::map<std::string, Units> packages;  // what was ever put into each
  std::set<std::string> gone;
  bool cancelled = false;

  Units packed() const {
    Units sums;
    for (const auto& [package, units] : packages) add(sums, units);
    return sums;
  }
  Units shipped() const {
    Units sums;
    for (const std::string& package : gone) add(sums, packages.at(package));
    return sums;
  }
  Units unpacked() const {
    Units left = ordered;
    for (const auto& [line, units] : packed()) left[line] -= units;
    std::erase_if(left, [](const auto& entry) { return entry.second == 0; });
    return left;
  }
};

Command anyFulfilment(base::Random& random) {
  const auto part = [&] { return LineQuantity{static_cast<int>(random.below(3)) + 1, {static_cast<std::int64_t>(random.below(4) + 1) * 500}}; };
  const auto lines = [&] { return random.below(2) == 0 ? std::vector<LineQuantity>{part()} : std::vector<LineQuantity>{part(), part()}; };
  const std::string package = "P" + std::to_string(random.below(4) + 1);
  switch (random.below(16)) {
    case 0: return AmendLines{walked, {{part().line, {}, {static_cast<std::int64_t>(random.below(9)) * 1'000}, {}, {}, {}, {}, {}}}, {}};
    case 1: return random.below(12) == 0 ? Command(CancelOrder{walked, "x"}) : Command(HoldOrder{walked, "x"});
    case 2:
    case 3: return ReleaseOrder{walked};
    case 4: return RecordDelivery{walked, package};
    case 5: return RecordDeliveryFailure{walked, package, "x"};
    case 6: return ReturnLines{walked, lines(), "x"};
    case 7:
    case 8: return PickLines{walked, lines()};
    case 9: return ShipPackage{walked, "", random.below(3) == 0 ? std::vector<LineQuantity>{} : lines(), ""};
    case 10:
    case 11:
    case 12: return ShipPackage{walked, package, random.below(9) == 0 ? lines() : std::vector<LineQuantity>{}, ""};
    default: return PackLines{walked, package, lines()};
  }
}

// What an accepted ShipPackage sent off, by the contract: the package as it was packed, or in one step what was asked for,
// or all that was not packed yet. Enters it.
void mustShip(Ledger& ledger, const ShipPackage& asked, const PackageShipped& shipped) {
  RC_ASSERT(!ledger.gone.contains(shipped.package));
  const Units sent = sumsOf(shipped.lines);
  if (!asked.package.empty()) {
    RC_ASSERT(shipped.package == asked.package);
    RC_ASSERT(sent == ledger.packages.at(asked.package));
  } else {
    RC_ASSERT(!ledger.packages.contains(shipped.package));
    RC_ASSERT(sent == (asked.lines.empty() ? ledger.unpacked() : sumsOf(asked.lines)));
    ledger.packages[shipped.package] = sent;
  }
  ledger.gone.insert(shipped.package);
}

void mustAgree(const Ledger& ledger, const OrderState& state) {
  Units packed = ledger.packed(), shipped = ledger.shipped(), returned = ledger.returned;
  for (const OrderLineState& line : state.lines) {
    const int number = line.now.line;
    RC_ASSERT(shipped[number] <= packed[number]);
    RC_ASSERT(packed[number] <= ledger.ordered.at(number));
    RC_ASSERT(returned[number] <= shipped[number]);
    RC_ASSERT(line.now.quantity.thousandths == ledger.ordered.at(number));
    RC_ASSERT(line.shipped.thousandths == shipped[number]);
    RC_ASSERT(line.boxed.thousandths == packed[number] - shipped[number]);
    RC_ASSERT(line.returned.thousandths == returned[number]);
  }
}

struct Seen {
  int asPacked = 0, inOneStep = 0, rest = 0, refused = 0;
};

void walk(base::Random& random, Seen& seen) {
  PlaceOrder place = tests::orderOf("A1", "CUP", 4);
  for (const char* product : {"JUG", "TEA"}) place.lines.push_back(tests::orderOf("", product, 3).lines.front());
  DecisionInput input = tests::after({tests::placedOf(place)});
  Ledger ledger{{{1, 4'000}, {2, 3'000}, {3, 3'000}}, {}, {}, {}, false};
  for (std::int64_t version = 2; version < 60; ++version) {
    const Command command = anyFulfilment(random);
    const auto decision = decide(command, input);
    if (!decision) {
      seen.refused += std::holds_alternative<ShipPackage>(command) ? 1 : 0;
      continue;
    }
    const Event& event = decision->events.front();
    if (const auto* ship = std::get_if<ShipPackage>(&command)) {
      RC_ASSERT(!ledger.cancelled);
      mustShip(ledger, *ship, std::get<PackageShipped>(event));
      ++(!ship->package.empty() ? seen.asPacked : ship->lines.empty() ? seen.rest : seen.inOneStep);
    }
    if (const auto* pack = std::get_if<PackLines>(&command)) add(ledger.packages[pack->package], sumsOf(pack->lines));
    if (const auto* back = std::get_if<ReturnLines>(&command)) add(ledger.returned, sumsOf(back->lines));
    if (const auto* amend = std::get_if<AmendLines>(&command)) ledger.ordered[*amend->lines.front().line] = amend->lines.front().quantity.thousandths;
    ledger.cancelled = ledger.cancelled || std::holds_alternative<CancelOrder>(command);
    evolve(input.order, event, {{version}, version});
    mustAgree(ledger, input.order);
    // What has left is not sent again, and nothing is put beside it.
    for (const std::string& package : ledger.gone)
      for (const Command& again : {Command(ShipPackage{walked, package, {}, ""}), Command(PackLines{walked, package, {{1, {1}}}})}) RC_ASSERT(!decide(again, input).has_value());
  }
}

}  // namespace

class ShippingTest : public QObject {
  Q_OBJECT
 private slots:
  void nothingShipsTwice();
};

void ShippingTest::nothingShipsTwice() {
  Seen seen;
  QVERIFY(rc::check("what is shipped was packed once, and what is packed was ordered", [&](std::uint32_t seed) {
    base::SeededRandom random(seed);
    walk(random, seen);
  }));
  // It was really walked, in each of the ways.
  for (const int count : {seen.asPacked, seen.inOneStep, seen.rest, seen.refused}) QVERIFY2(count > 30, qPrintable(QString::number(count)));
}

TWINLANE_TEST(ShippingTest)
#include "shipping_test.moc"
