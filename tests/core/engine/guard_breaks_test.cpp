// What an import counts as breaks of guards, and what the log is found to hold of them.
#include "base/random.h"
#include "engine/engine.h"
#include "query/guard_breaks.h"
#include "support/places.h"
#include "support/sample_orders.h"
#include "support/temp_folder.h"
#include "support/test_main.h"

#include <filesystem>
#include <fstream>
#include <map>

using namespace twinlane;

namespace {

using Kinds = std::map<std::string, std::int64_t>;

constexpr int ordersOfSource = 6;

// Orders of two lines, and so many things that happen to them by chance, later ones in later minutes.
void writeSource(const std::string& folder, std::uint64_t seed, int happenings) {
  base::SeededRandom random(seed);
  std::filesystem::create_directories(folder);
  std::ofstream orders(folder + "/orders.csv"), lines(folder + "/lines.csv"), happened(folder + "/happened.csv");
  orders << "Order,Customer,Placed\n";
  lines << "Order,Product,Quantity,Price\n";
  happened << "Order,What,When,Package,Amount\n";
  for (int order = 0; order < ordersOfSource; ++order) {
    orders << "B" << order << ",K" << order % 3 << ",2024-03-01 09:00\n";
    lines << "B" << order << ",cup,2,3.50\nB" << order << ",tea,1,9.99\n";
  }
  for (int i = 0; i < happenings; ++i) {
    const char* const what[] = {"confirm", "pay", "refund", "ship", "deliver", "return", "release", "cancel"};
    const auto which = random.below(std::size(what));
    char when[32];
    std::snprintf(when, sizeof when, "2024-03-%02d %02d:%02d", 2 + i / 1440 % 28, i / 60 % 24, i % 60);
    happened << "B" << random.below(ordersOfSource) << "," << what[which] << "," << when << ",," << (which == 1 || which == 2 ? std::to_string(random.below(20) + 1) + ".50" : std::string()) << "\n";
  }
}

}  // namespace

class GuardBreaksTest : public QObject {
  Q_OBJECT
 private slots:
  void whatImportsCountIsWhatTheLogHolds_data();
  void whatImportsCountIsWhatTheLogHolds();
};

void GuardBreaksTest::whatImportsCountIsWhatTheLogHolds_data() {
  QTest::addColumn<quint64>("seed");
  for (quint64 seed = 1; seed <= 12; ++seed) QTest::addRow("seed %llu", static_cast<unsigned long long>(seed)) << seed;
}

// Two imports, the second of more about the same orders, and between them commands about these.
void GuardBreaksTest::whatImportsCountIsWhatTheLogHolds() {
  QFETCH(quint64, seed);
  const tests::TempFolder temp;
  engine::Options options;
  options.dataFolder = temp / "shop";
  options.threads = false;
  auto engine = engine::Engine::open(options);
  QVERIFY(engine.has_value());
  const std::string path = tests::fixture("guard_breaks.json");
  const auto profile = transfer::readProfile(path, tests::contentOf(path)).profile;
  Kinds counted;
  for (const int happenings : {40, 90}) {
    writeSource(temp / "source", seed, happenings);
    const auto account = (*engine)->importFiles(profile, {temp / "source"}, {});
    QVERIFY2(account.has_value(), account ? "" : account.error().what.c_str());
    QVERIFY(account->balanced());
    for (const auto& [kind, count] : account->guardBreaks) counted[kind] += count;
    for (int order = 0; order < ordersOfSource; ++order) {
      const domain::OrderId id("B" + std::to_string(order));
      (*engine)->submitAndWait(tests::envelope((*engine)->newCommandId(), domain::ShipPackage{id, "", {}, ""}));
      (*engine)->submitAndWait(tests::envelope((*engine)->newCommandId(), domain::HoldOrder{id, "x"}));
    }
  }
  QVERIFY(counted.size() >= 4);
  const auto reader = (*engine)->openReader();
  QVERIFY(reader.has_value());
  const auto found = query::guardBreaks(**reader, 100'000);
  QVERIFY(found.has_value());
  Kinds listed;
  for (const query::GuardBreak& each : *found) ++listed[domain::name(each.kind)];
  QVERIFY(listed == counted);
  QCOMPARE(query::guardBreaks(**reader, 3)->size(), std::size_t{3});
}

TWINLANE_TEST(GuardBreaksTest)
#include "guard_breaks_test.moc"
