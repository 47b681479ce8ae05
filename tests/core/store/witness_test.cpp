#include "store/witness.h"
#include "support/temp_folder.h"
#include "support/test_main.h"

#include <fstream>

using namespace twinlane;
using store::Witness;

namespace {

Witness::Seen seenAt(store::Position position) {
  Witness::Seen seen;
  seen.head.identity.incarnation = 1;
  seen.head.position = position;
  seen.head.link.fill(static_cast<std::uint8_t>(position));
  seen.eventless.seq = -position;
  seen.eventless.link.fill(static_cast<std::uint8_t>(0x80 + position));
  return seen;
}

}  // namespace

class WitnessTest : public QObject {
  Q_OBJECT
 private slots:
  void aRewriteThatStopsHalfwayLeavesTheOneBefore();
  void saysNothingWhenNoLineIsWhole();
};

void WitnessTest::aRewriteThatStopsHalfwayLeavesTheOneBefore() {
  const tests::TempFolder folder;
  const auto files = base::makeDiskFileSystem();
  const std::string path = folder / "head.witness";
  // Each by an opening of its own, and all by one.
  for (const bool isReopened : {true, false}) {
    auto witness = Witness::open(path, *files);
    std::string before;
    for (store::Position position = 1; position <= 3; ++position) {
      if (isReopened) witness = Witness::open(path, *files);
      QVERIFY(witness->write(seenAt(position)).has_value());
      const std::string after = *files->read(path);
      for (std::size_t written = 0; position > 1 && written <= after.size(); ++written) {
        std::ofstream(path, std::ios::trunc) << after.substr(0, written) + before.substr(std::min(written, before.size()));
        const auto seen = *Witness::seen(path, *files);
        QVERIFY2(seen.has_value(), std::to_string(written).c_str());
        QVERIFY(seen->head.position == position || seen->head.position == position - 1);
        QCOMPARE(seen->head.link, seenAt(seen->head.position).head.link);
        QCOMPARE(seen->eventless.link, seenAt(seen->head.position).eventless.link);
      }
      before = after;
    }
    QCOMPARE((*Witness::seen(path, *files))->head.position, 3);
    std::filesystem::remove(path);
  }
}

void WitnessTest::saysNothingWhenNoLineIsWhole() {
  const tests::TempFolder folder;
  const auto files = base::makeDiskFileSystem();
  const std::string path = folder / "head.witness";
  QVERIFY(!Witness::seen(path, *files)->has_value());
  auto witness = Witness::open(path, *files);
  QVERIFY(witness->write(seenAt(7)).has_value());
  std::string text = *files->read(path);
  for (std::size_t line = 0; line < text.size(); line += text.size() / 2) text[line + 15] = '9';
  std::ofstream(path, std::ios::trunc) << text;
  QVERIFY(!Witness::seen(path, *files)->has_value());
}

TWINLANE_TEST(WitnessTest)
#include "witness_test.moc"
