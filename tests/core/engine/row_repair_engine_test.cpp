#include "base/file_system.h"
#include "engine/engine.h"
#include "support/places.h"
#include "support/temp_folder.h"
#include "support/test_main.h"

using namespace twinlane;

// Repairing rows on a journal on disk; what a repair decides is tested in the room that does it.
class RowRepairEngineTest : public QObject {
  Q_OBJECT
 private slots:
  void repairedRowIsToldAfterReopeningAndTheJournalVerifies();
};

void RowRepairEngineTest::repairedRowIsToldAfterReopeningAndTheJournalVerifies() {
  const tests::TempFolder folder;
  engine::Options options;
  options.dataFolder = folder / "shop";
  const std::string path = tests::fixture("shop.json");
  const auto profile = transfer::readProfile(path, tests::contentOf(path)).profile;
  std::int64_t repaired = 0;
  {
    auto engine = engine::Engine::open(options);
    QVERIFY(engine && (*engine)->importFiles(profile, {tests::fixture("shop.csv")}, {}));
    const auto aside = (*engine)->openReader().value()->quarantined(0, 100).value();
    for (std::size_t i = 0; i < aside.size(); ++i) {
      QCOMPARE(aside[i].index, static_cast<std::int64_t>(i + 1));
      QCOMPARE(aside[i].source, std::string("fixture-shop"));
      if (aside[i].reason == "bad_quantity") repaired = aside[i].index;
    }
    const std::vector<transfer::RepairedRow> rows{{repaired, "A3;tea;Black tea;20;3,50;30.10.2023 10:00;K2;Germany"}};
    const auto account = (*engine)->takeInRepaired(profile, {}, rows);
    QVERIFY(account && account->accepted == 1);
    const auto again = (*engine)->takeInRepaired(profile, {}, rows);
    QVERIFY(again && again->already == 1);
  }
  auto engine = engine::Engine::open(options);
  QVERIFY(engine.has_value());
  auto reader = (*engine)->openReader().value();
  const auto after = reader->quarantined(0, 100).value();
  for (const auto& row : after) QCOMPARE(row.repaired, row.index == repaired);
  const auto account = reader->importAccount().value();
  QCOMPARE(account.repaired, (std::map<std::string, std::int64_t>{{"bad_quantity", 1}}));
  std::int64_t sum = account.accepted;
  for (const auto& [reason, count] : account.quarantined) sum += count;
  for (const auto& [rule, count] : account.ignored) sum += count;
  QCOMPARE(sum, account.rows);
  // By file it is the same account.
  QCOMPARE(account.files.size(), 1U);
  QCOMPARE(account.files.front().rows, account.rows);
  QCOMPARE(account.files.front().repaired, account.repaired);
  const auto document = reader->order("A3");
  QVERIFY(document && document->lines.size() == 2);
  const auto report = (*engine)->verify();
  QVERIFY(report.has_value());
  QVERIFY2(report->ok(), report->firstDifference() ? report->firstDifference()->what.c_str() : "damaged");
}

TWINLANE_TEST(RowRepairEngineTest)
#include "row_repair_engine_test.moc"
