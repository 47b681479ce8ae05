// What became of commands, asked of the real program: one receipt, pages of them, and where their time went.
#include "app/verb_run.h"
#include "support/temp_folder.h"
#include "support/test_main.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

using namespace twinlane;
using namespace twinlane::tests;

namespace {

// Accepted 1, 3, 5, 6; rejected 2 and 7; a conflict 4.
QByteArray sevenCommands() {
  QByteArray lines;
  lines += withId(1, R"("type":"PlaceOrder","order":"O-1","customer":null,"currency":"EUR","lines":[{"product":"tea","quantity":1,"unit_price":"2"}])");
  lines += withId(2, R"("type":"RecordDelivery","order":"O-1","package":"P9","actor":"gate")");
  lines += withId(3, R"("type":"AddNote","order":"O-1","text":"call first","actor":"ann")");
  lines += withId(4, R"("type":"RecordPayment","order":"O-1","amount":"1","expected_version":1)");
  lines += withId(5, R"("type":"RecordPayment","order":"O-1","amount":"2","actor":"till")");
  lines += withId(6, R"("type":"ReceiveStock","product":"tea","quantity":1)");
  lines += withId(7, R"("type":"PlaceOrder","order":"O-2","currency":"euro","lines":[])");
  return lines;
}

QString idOf(int number) { return "00000000-0000-8000-8000-" + QString::number(number).rightJustified(12, '0'); }

// Numbers of the commands in the order of their receipts.
QList<int> numbersIn(const QString& page) {
  QList<int> numbers;
  const QRegularExpression id(R"re("command_id":"00000000-0000-8000-8000-0*(\d+)")re");
  for (auto found = id.globalMatch(page); found.hasNext();) numbers += found.next().captured(1).toInt();
  return numbers;
}

QJsonObject documentIn(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return {};
  return QJsonDocument::fromJson(file.readAll()).object();
}

QStringList idsIn(const QJsonValue& traces) {
  QStringList ids;
  for (const auto& trace : traces.toArray()) ids += trace.toObject()["command_id"].toString();
  return ids;
}

}  // namespace

class ReceiptVerbsTest : public QObject {
  Q_OBJECT
 private slots:
  void tellsWhatBecameOfACommand();
  void pagesGoThroughEveryReceiptOnceNewestFirst();
  void whatComesLaterDoesNotMoveTheNextPage();
  void saysHowManyMoreChangesAConflictHas();
  void tellsWhereTheTimeOfCommandsWent();
};

void ReceiptVerbsTest::tellsWhatBecameOfACommand() {
  const tests::TempFolder temp;
  const QString folder = QString::fromStdString(temp.path());
  QCOMPARE(run({"--data", folder, "submit"}, sevenCommands()).exit, 0);
  COMPARE_GOLDEN("receipt_accepted", (QStringList{"--data", folder, "receipt", idOf(5)}), 0, {});
  COMPARE_GOLDEN("receipt_rejected", (QStringList{"--data", folder, "receipt", idOf(2)}), 0, {});
  COMPARE_GOLDEN("receipt_conflict", (QStringList{"--data", folder, "receipt", idOf(4)}), 0, {});
  COMPARE_GOLDEN("receipts", (QStringList{"--data", folder, "receipts"}), 0, {});
  COMPARE_GOLDEN_ERROR("receipt_unknown", (QStringList{"--data", folder, "receipt", idOf(99), "--json"}), 2);
  COMPARE_GOLDEN_ERROR("receipt_no_id", (QStringList{"--data", folder, "receipt", "5", "--json"}), 2);
  COMPARE_GOLDEN_ERROR("receipts_cursor", (QStringList{"--data", folder, "receipts", "--after", "p5.1", "--json"}), 2);
  for (const char* cursor : {"5", "5.", ".-1", "0.-1", "5.0", "5.-1x", "5.-1.2"}) QCOMPARE(run({"--data", folder, "receipts", "--after", cursor}).exit, 2);
  QCOMPARE(run({"--data", folder, "receipts", "--outcome", "busy"}).exit, 2);
}

void ReceiptVerbsTest::pagesGoThroughEveryReceiptOnceNewestFirst() {
  const tests::TempFolder temp;
  const QString folder = QString::fromStdString(temp.path());
  QCOMPARE(run({"--data", folder, "submit"}, sevenCommands()).exit, 0);
  const QRegularExpression cursor(R"re("next":"([^"]+)")re");
  const auto pages = [&](const QStringList& how) {
    QList<int> seen;
    QString after;
    for (int page = 0; page < 100; ++page) {
      const Run done = run(QStringList{"--data", folder, "receipts"} + how + (after.isEmpty() ? QStringList{} : QStringList{"--after", after}));
      seen += numbersIn(done.out);
      const auto next = cursor.match(done.out);
      if (!next.hasMatch()) return seen;
      after = next.captured(1);
    }
    return QList<int>{};  // without an end
  };
  for (const char* limit : {"1", "2", "3", "7", "50"}) QCOMPARE(pages({"--limit", limit}), (QList<int>{7, 6, 5, 4, 3, 2, 1}));
  QCOMPARE(pages({"--outcome", "rejected", "--limit", "1"}), (QList<int>{7, 2}));
  QCOMPARE(pages({"--outcome", "conflict"}), (QList<int>{4}));
  QCOMPARE(pages({"--outcome", "accepted", "--limit", "2"}), (QList<int>{6, 5, 3, 1}));
  QCOMPARE(pages({"--outcome", "denied"}), (QList<int>{}));
  // Commands of one group were recorded at one time.
  QByteArray many;
  for (int i = 8; i < 300; ++i) many += withId(i, R"("type":"ReceiveStock","product":"tea","quantity":)" + QByteArray::number(i % 3));
  QCOMPARE(run({"--data", folder, "submit", "--in-flight", "64"}, many).exit, 0);
  QList<int> all = pages({"--limit", "1000"});
  QCOMPARE(pages({"--limit", "7"}), all);
  std::sort(all.begin(), all.end());
  for (int i = 1; i < 300; ++i) QCOMPARE(all.value(i - 1), i);
}

void ReceiptVerbsTest::whatComesLaterDoesNotMoveTheNextPage() {
  const tests::TempFolder temp;
  const QString folder = QString::fromStdString(temp.path());
  // No refusal yet when the first page is read.
  QCOMPARE(run({"--data", folder, "submit"}, withId(1, R"("type":"ReceiveStock","product":"a","quantity":1)") + withId(2, R"("type":"ReceiveStock","product":"b","quantity":1)")).exit, 0);
  const Run first = run({"--data", folder, "receipts", "--limit", "1"});
  QCOMPARE(numbersIn(first.out), (QList<int>{2}));
  QCOMPARE(run({"--data", folder, "submit"}, withId(3, R"("type":"ReceiveStock","product":"c","quantity":0)") + withId(4, R"("type":"ReceiveStock","product":"c","quantity":1)")).exit, 0);
  const QString after = QRegularExpression(R"re("next":"([^"]+)")re").match(first.out).captured(1);
  QCOMPARE(numbersIn(run({"--data", folder, "receipts", "--after", after}).out), (QList<int>{1}));
  QCOMPARE(numbersIn(run({"--data", folder, "receipts"}).out), (QList<int>{4, 3, 2, 1}));
}

void ReceiptVerbsTest::saysHowManyMoreChangesAConflictHas() {
  const tests::TempFolder temp;
  const QString folder = QString::fromStdString(temp.path());
  QByteArray lines = withId(1, R"("type":"PlaceOrder","order":"O-1","customer":null,"currency":"EUR","lines":[{"product":"tea","quantity":1,"unit_price":"2"}])");
  for (int note = 2; note < 107; ++note) lines += withId(note, R"("type":"AddNote","order":"O-1","text":"once more")");
  lines += withId(107, R"("type":"RecordPayment","order":"O-1","amount":"1","expected_version":1)");
  lines += withId(108, R"("type":"RecordPayment","order":"O-1","amount":"1","expected_version":6)");
  const QStringList receipts = run({"--data", folder, "submit", "--in-flight", "64"}, lines).out.split('\n');
  QVERIFY2(receipts.value(106).contains(R"("since_more":5,"commutes":"needs_person")"), qPrintable(receipts.value(106)));
  QVERIFY2(receipts.value(107).contains(R"("since_more":0,"commutes":"commutes")"), qPrintable(receipts.value(107)));
}

void ReceiptVerbsTest::tellsWhereTheTimeOfCommandsWent() {
  const tests::TempFolder temp;
  const QString folder = QString::fromStdString(temp.path());
  QStringList sampled;
  for (const char* shop : {"/a", "/b"}) {
    QCOMPARE(run({"--data", folder + shop, "demo", "--commands", "600", "--seed", "7", "--stages", folder + "/stages.json"}).exit, 0);
    const QJsonObject all = documentIn(folder + "/stages.json");
    QCOMPARE(all.keys(), (QStringList{"dropped", "sampled", "slowest", "stages"}));
    const QJsonObject stages = all["stages"].toObject();
    for (const char* stage : {"queue", "authorise", "validate", "load", "decide", "append", "commit"}) {
      const QJsonObject figures = stages[stage].toObject();
      QCOMPARE(figures.keys(), (QStringList{"count", "max_us", "p50_us", "p99_us"}));
      QCOMPARE(figures["count"].toInt(), 600);
      QVERIFY(figures["p50_us"].toDouble() <= figures["p99_us"].toDouble() && figures["p99_us"].toDouble() <= figures["max_us"].toDouble());
    }
    QCOMPARE(stages.size(), 7);
    const QJsonArray slowest = all["slowest"].toArray();
    QCOMPARE(slowest.size(), 50);
    double before = 1e12;
    for (const auto& trace : slowest) {
      const QJsonObject us = trace.toObject()["us"].toObject();
      double sum = 0;
      for (const QString& stage : stages.keys()) sum += us[stage].toDouble();
      const double total = us["total"].toDouble();
      QVERIFY(std::abs(sum - total) < 1 && total <= before);
      before = total;
      QVERIFY(!trace.toObject()["lists"].toArray().isEmpty());
      for (const auto& list : trace.toObject()["lists"].toArray()) {
        const QJsonObject hops = list.toObject()["us"].toObject();
        double whole = total;
        for (const char* hop : {"pick_up", "apply", "commit", "visible"}) whole += hops[hop].toDouble();
        QVERIFY(hops.size() == 5 && std::abs(whole - hops["total"].toDouble()) < whole / 100);
      }
    }
    QCOMPARE(slowest[0].toObject().keys(), (QStringList{"command_id", "lists", "received_at", "type", "us"}));
    // Which one in a hundred is kept, its id alone decides.
    if (sampled.isEmpty()) sampled = idsIn(all["sampled"]);
    QVERIFY(!sampled.isEmpty() && sampled.size() < 30);
    QCOMPARE(idsIn(all["sampled"]), sampled);
  }
  QCOMPARE(run({"--data", folder + "/c", "submit", "--stages", folder + "/stages.json"}, sevenCommands()).exit, 0);
  QCOMPARE(documentIn(folder + "/stages.json")["stages"].toObject()["commit"].toObject()["count"].toInt(), 7);
  QCOMPARE(run({"--data", folder + "/c", "submit", "--stages", folder + "/none/stages.json"}, sevenCommands()).exit, 2);
  // Not over what the shop is made of.
  const Run over = run({"--data", folder + "/c", "submit", "--stages", folder + "/c/journal.sqlite"});
  QCOMPARE(over.exit, 2);
  QVERIFY2(over.err.contains("inside the shop folder"), qPrintable(over.err));
  QCOMPARE(run({"--data", folder + "/c", "verify"}).exit, 0);
}

TWINLANE_TEST(ReceiptVerbsTest)
#include "receipt_verbs_test.moc"
