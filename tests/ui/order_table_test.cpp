// The blotter's model over a source moved by hand: frozen positions, pages asked newest first, late answers dropped, live
// values; and what order entry makes of typed text.
#include "support/test_main.h"

#include "orders/order_draft.h"
#include "orders/order_table_model.h"
#include "tables/cell_roles.h"
#include "words/glossary.h"
#include "transfer/account_rows.h"

#include <QAbstractItemModelTester>

using namespace twinlane;
using namespace twinlane::ui;

namespace {

class HandSource : public OrderSource {
 public:
  bool askVector(const query::OrderQuery& query, std::function<void(query::OrderVector)> answered) override {
    asked.push_back(query);
    vectors.push_back(std::move(answered));
    return true;
  }
  bool askRows(std::vector<std::int64_t> numbers, std::function<void(query::OrdersByNumber)> answered) override {
    if (full) return false;
    rows.emplace_back(std::move(numbers), std::move(answered));
    return true;
  }
  void answerVector(std::size_t at, std::int64_t count) {
    query::OrderVector vector;
    for (std::int64_t i = count; i > 0; --i) vector.numbers.push_back(i);
    vectors.at(at)(vector);
  }
  void answerRows(std::size_t at, std::int64_t pounds = 10) {
    query::OrdersByNumber answer;
    for (const std::int64_t number : rows.at(at).first) {
      query::OrderSummary s;
      s.number = number;
      s.order = std::to_string(number);
      s.currency = base::Currency{{'G', 'B', 'P'}};
      s.total = base::Amount{pounds * 10'000};
      answer.orders.push_back(s);
    }
    rows.at(at).second(answer);
  }

  bool full = false;
  std::vector<query::OrderQuery> asked;
  std::vector<std::function<void(query::OrderVector)>> vectors;
  std::vector<std::pair<std::vector<std::int64_t>, std::function<void(query::OrdersByNumber)>>> rows;
};

QString cell(const OrderTableModel& model, int row, int column) { return model.index(row, column).data().toString(); }

}  // namespace

class OrderTableTest : public QObject {
  Q_OBJECT

 private slots:
  void rowsComeInPages();
  void lateAnswersAreDropped();
  void valuesLivePositionsFrozen();
  void aPartOfTheRowsComesBeforeTheWhole();
  void whatLacksChangesIsMarked();
  void headsSayWhatSorts();
  void newestPageFirst();
  void draftMakesTheCommand();
  void draftNamesProblems();
  void accountAddsUp();
};

void OrderTableTest::rowsComeInPages() {
  HandSource source;
  const ShopTime time("UTC");
  OrderTableModel model(source, time, nullptr);
  const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
  model.load({}, {{}});
  source.answerVector(0, 1000);
  QCOMPARE(model.rowCount(), 1000);
  QCOMPARE(cell(model, 0, OrderTableModel::OrderColumn), QStringLiteral("…"));
  QCoreApplication::processEvents();
  QVERIFY(!source.rows.empty());
  QVERIFY(source.rows.size() <= PageQueue::mostUnderway);
  for (std::size_t i = 0; i < source.rows.size(); ++i) source.answerRows(i);
  (void)cell(model, 0, OrderTableModel::OrderColumn);
  QCoreApplication::processEvents();
  while (!model.summary(0)) source.answerRows(source.rows.size() - 1);
  QCOMPARE(cell(model, 0, OrderTableModel::OrderColumn), QStringLiteral("1000"));
  QCOMPARE(cell(model, 0, OrderTableModel::TotalColumn), QStringLiteral("10.00"));
  QCOMPARE(model.headerData(OrderTableModel::TotalColumn, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("Total, GBP"));
}

void OrderTableTest::whatLacksChangesIsMarked() {
  HandSource source;
  const ShopTime time("UTC");
  OrderTableModel model(source, time, nullptr);
  model.load({}, {{}});
  source.answerVector(0, 2);
  (void)cell(model, 0, OrderTableModel::OrderColumn);
  QCoreApplication::processEvents();
  query::OrdersByNumber answer;
  for (const std::int64_t number : {2, 1}) {
    query::OrderSummary s;
    s.number = number;
    s.order = std::to_string(number);
    s.setAsideSince = number == 1 ? 17 : 0;
    answer.orders.push_back(s);
  }
  source.rows.at(0).second(answer);
  const auto said = [&](int row, int role) { return model.index(row, OrderTableModel::StatusColumn).data(role); };
  QCOMPARE(said(0, MarkRole).value<StateMark>(), statusMark(answer.orders[0].status));
  QVERIFY(!said(0, Qt::ToolTipRole).isValid());
  QCOMPARE(said(1, MarkRole).value<StateMark>(), (StateMark{MarkShape::Triangle, Tone::Warn}));
  QVERIFY(said(1, Qt::ToolTipRole).toString().contains(QStringLiteral("log no. 17")));
}

void OrderTableTest::lateAnswersAreDropped() {
  HandSource source;
  const ShopTime time("UTC");
  OrderTableModel model(source, time, nullptr);
  model.load({}, {{}});
  model.load({}, {{query::OrderSort::Total, true}});
  source.answerVector(1, 5);
  source.answerVector(0, 900);
  QCOMPARE(model.rowCount(), 5);
  (void)cell(model, 0, 0);
  QCoreApplication::processEvents();
  model.load({}, {{query::OrderSort::Number, true}});
  source.answerVector(2, 7);
  source.answerRows(0);
  QVERIFY(!model.summary(0));
}

void OrderTableTest::valuesLivePositionsFrozen() {
  HandSource source;
  const ShopTime time("UTC");
  OrderTableModel model(source, time, nullptr);
  model.load({}, {{}});
  source.answerVector(0, 3);
  (void)cell(model, 0, 0);
  QCoreApplication::processEvents();
  source.answerRows(0);
  model.setNow({}, 10'000);
  model.refresh(0, 2);
  source.answerRows(1, 99);
  QCOMPARE(model.rowCount(), 3);
  QCOMPARE(cell(model, 2, OrderTableModel::OrderColumn), QStringLiteral("1"));
  QCOMPARE(cell(model, 2, OrderTableModel::TotalColumn), QStringLiteral("99.00"));
  QVERIFY(model.index(2, 0).data(ShareRole).toDouble() > 0.9);
  model.setNow({}, 11'000);
  QCOMPARE(model.index(2, 0).data(ShareRole).toDouble(), 0.0);
}

void OrderTableTest::aPartOfTheRowsComesBeforeTheWhole() {
  HandSource source;
  const ShopTime time("UTC");
  OrderTableModel model(source, time, nullptr);
  model.load({}, {{query::OrderSort::Total, true}, {query::OrderSort::PlacedAt, false}});
  QCOMPARE(source.asked.at(0).withinMs, OrderTableModel::patienceMs);
  query::OrderVector part;
  part.numbers = {9, 8};
  part.partial = query::LookedThrough{50, 200};
  source.vectors.at(0)(part);
  QCOMPARE(model.rowCount(), 2);
  QVERIFY(model.partial() == part.partial && model.loading());
  // The same again, with the time that it takes.
  QCOMPARE(source.asked.size(), std::size_t{2});
  QCOMPARE(source.asked.at(1).withinMs, std::int64_t{0});
  QVERIFY(source.asked.at(1).sort == source.asked.at(0).sort);
  source.answerVector(1, 7);
  QCOMPARE(model.rowCount(), 7);
  QVERIFY(!model.partial() && !model.loading());
  QCOMPARE(source.asked.size(), std::size_t{2});
  // Not all of them could be looked through in the end: that is said, and not asked again.
  model.load({}, {{query::OrderSort::Total, true}});
  source.vectors.at(2)(part);
  source.vectors.at(3)(part);
  QCOMPARE(source.asked.size(), std::size_t{4});
  QVERIFY(model.partial() && !model.loading());
}

void OrderTableTest::headsSayWhatSorts() {
  HandSource source;
  const ShopTime time("UTC");
  OrderTableModel model(source, time, nullptr);
  const auto head = [&](int column) { return model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(); };
  QCOMPARE(head(OrderTableModel::PlacedColumn), QStringLiteral("Placed ▾"));
  model.load({}, {{query::OrderSort::Status, false}, {query::OrderSort::Total, true}});
  QCOMPARE(head(OrderTableModel::StatusColumn), QStringLiteral("Status ▴1"));
  QCOMPARE(head(OrderTableModel::TotalColumn), QStringLiteral("Total ▾2"));
  QCOMPARE(head(OrderTableModel::PlacedColumn), QStringLiteral("Placed"));
}

void OrderTableTest::newestPageFirst() {
  PageQueue queue;
  for (int page = 0; page < 20; ++page) queue.want(page);
  QCOMPARE(queue.waiting(), PageQueue::mostWaiting);
  QCOMPARE(queue.next().value_or(-1), 19);
  QCOMPARE(queue.next().value_or(-1), 18);
  QVERIFY(!queue.next());
  queue.arrived(19);
  QCOMPARE(queue.next().value_or(-1), 17);
}

void OrderTableTest::draftMakesTheCommand() {
  OrderDraft draft;
  draft.customer = QStringLiteral(" C1 ");
  draft.currency = QStringLiteral("gbp");
  draft.lines = {{}, {QStringLiteral("A"), QStringLiteral("thing"), QStringLiteral("2"), QStringLiteral("2,55")}, {QStringLiteral("B"), {}, QStringLiteral("1"), {}}};
  const DraftCommand made = commandOf(draft);
  QVERIFY(made.problems.empty());
  QCOMPARE(made.command.customer->text, std::string("C1"));
  QCOMPARE(made.command.lines.size(), 2U);
  QCOMPARE(made.rows[0], 1U);
  QCOMPARE(made.command.lines[0].unitPrice->tenThousandths, 25500);
  QVERIFY(!made.command.lines[1].unitPrice);
  QCOMPARE(draft.total().tenThousandths, 51000);
  QVERIFY(draft.hasOpenPrice());
}

void OrderTableTest::draftNamesProblems() {
  OrderDraft draft;
  draft.currency = QStringLiteral("POUNDS");
  QCOMPARE(commandOf(draft).problems.size(), 2U);
  draft.currency = QStringLiteral("GBP");
  draft.lines = {{{}, {}, QStringLiteral("many"), QStringLiteral("1.23456")}};
  const DraftCommand made = commandOf(draft);
  QCOMPARE(made.problems.size(), 3U);
  const FieldPlace place = placeOf(made.problems[1].name);
  QCOMPARE(place.line.value_or(99), 0U);
  QCOMPARE(place.field, QStringLiteral("quantity"));
  QVERIFY(!placeOf("customer").line);
}

void OrderTableTest::accountAddsUp() {
  transfer::ImportAccount account;
  account.rows = 541'909;
  account.accepted = 537'614;
  account.quarantined["no_earlier_line"] = 1'780;
  account.ignored["zero_price"] = 2'515;
  account.rowsInFiles = account.rows;
  const auto verdict = [&account] { return accountRows(account).constLast()[4]; };
  QCOMPARE(missingRows(account), 0);
  QCOMPARE(accountRows(account).constLast()[2].text, QStringLiteral("541\u202F909"));
  QVERIFY2(verdict().text.contains(QStringLiteral("no row is missing")), qPrintable(verdict().text));
  // The whole is claimed only of a file that was read to its end.
  account.rowsInFiles = account.rows + 1;
  QVERIFY2(!verdict().text.contains(QStringLiteral("no row is missing")) && verdict().text.contains(QStringLiteral("541\u202F910 rows in the file")), qPrintable(verdict().text));
  account.rowsInFiles.reset();
  QVERIFY2(!verdict().text.contains(QStringLiteral("file")), qPrintable(verdict().text));
  account.rows += 1;
  QCOMPARE(missingRows(account), 1);
  QVERIFY(verdict().tone == Tone::Bad);
}

TWINLANE_TEST(OrderTableTest)
#include "order_table_test.moc"
