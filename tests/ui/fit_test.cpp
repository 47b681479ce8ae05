// Nothing on the screen is half: the check finds cut numbers, headers and words, a table shows whole rows, a column grows to
// its numbers, and digits stand under each other.
#include "support/cut_texts.h"
#include "support/temp_folder.h"
#include "support/test_main.h"

#include "dump/fit_check.h"
#include "frame/first_page.h"
#include "frame/main_window.h"
#include "live/two_lanes.h"
#include "orders/line_grid.h"
#include "orders/orders_page.h"
#include "parts/choice_box.h"
#include "parts/short_label.h"
#include "tables/cell_roles.h"
#include "tables/row_table_model.h"
#include "theme/figures.h"
#include "words/glossary.h"

#include <QHeaderView>
#include <QHelpEvent>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QToolTip>
#include <QVBoxLayout>

using namespace twinlane;
using namespace twinlane::ui;
using tests::cutIn;

namespace {

Cell text(const QString& words) { return {words, {}, Tone::Text, false, {}}; }

// A table alone in a window.
struct Sheet {
  Sheet(QList<Column> columns, const QList<int>& widths, QSize size) : theme(ThemeKind::Light), model(std::move(columns), nullptr), table(theme, QStringLiteral("sheet"), &window) {
    theme.apply();
    table.setModel(&model);
    table.setWidths(widths);
    window.resize(size);
    table.resize(size);
    window.show();
  }

  Theme theme;
  QWidget window;
  RowTableModel model;
  DataTable table;
};

}  // namespace

class FitTest : public QObject {
  Q_OBJECT

 private slots:
  void cutNumbersAreFound();
  void cutTitlesAreFound();
  void cutCellsAreFound();
  void wordsOverTheEdgeAreFound();
  void columnOfNumbersGrows();
  void cellIsWholeInTheWidthItAsksFor();
  void shortenedCellOffersItsWholeText();
  void longTextTakesFurtherLines();
  void onlyWholeRowsAreShown();
  void onlyWholeColumnsAreShown();
  void barComesOnlyWithRowsThatDoNotFit();
  void longFolderNameIsShortened();
  void shortenedLabelIsTold();
  void choiceThatIsTooLongEndsInAnEllipsis();
  void longIdPushesNobodyOut();
  void pointsStandUnderEachOther();
  void longerTailMovesAllPoints();
  void digitsStandUnderEachOther();
  void figuresBeingTypedStandUnderEachOther();
  void firstPageDrawsTheListsThereAre();
};

void FitTest::cutNumbersAreFound() {
  Sheet sheet({{QStringLiteral("a"), true}, {QStringLiteral("b"), true}}, {60, 60}, {160, 100});
  sheet.model.setRows({{text(QStringLiteral("1.00")), text(QStringLiteral("2.00"))}});
  QCOMPARE(cutIn(sheet.window), QStringList());
  // An id or a number may not push the others out; what it then lacks is told.
  sheet.model.setRows({{text(QStringLiteral("1234567890.00")), text(QStringLiteral("9876543210.00"))}});
  QVERIFY2(cutIn(sheet.window).contains(QStringLiteral("9876543210.00")), qPrintable(cutIn(sheet.window).join(QLatin1Char('|'))));
  // Wide enough, but the column hangs out on the right.
  Sheet wide({{QStringLiteral("a"), true}, {QStringLiteral("b"), true}}, {100, 100}, {160, 100});
  wide.model.setRows({{text(QStringLiteral("1.00")), text(QStringLiteral("12345.00"))}});
  QCOMPARE(cutIn(wide.window), QStringList{QStringLiteral("12345.00")});
}

void FitTest::cutTitlesAreFound() {
  Sheet sheet({{QStringLiteral("much too long a title"), false}}, {0}, {90, 100});
  sheet.model.setRows({{text(QStringLiteral("x"))}});
  QCOMPARE(cutIn(sheet.window), QStringList{QStringLiteral("much too long a title")});
}

void FitTest::cutCellsAreFound() {
  QWidget window;
  QStandardItemModel model(1, 1);
  model.setHeaderData(0, Qt::Horizontal, QStringLiteral("t"));
  model.setItem(0, 0, new QStandardItem(QStringLiteral("a sentence that has no room in here")));
  QTableView table(&window);
  table.setModel(&model);
  table.setColumnWidth(0, 60);
  window.resize(200, 100);
  window.show();
  QCOMPARE(cutIn(window), QStringList{QStringLiteral("a sentence that has no room in here")});
  // A tip alone does not make it readable.
  model.item(0, 0)->setToolTip(model.item(0, 0)->text());
  QCOMPARE(cutIn(window), QStringList{model.item(0, 0)->text()});
  model.setHeaderData(0, Qt::Horizontal, true, FreeTextRole);
  QCOMPARE(cutIn(window), QStringList());
  model.item(0, 0)->setToolTip({});
  QCOMPARE(cutIn(window), QStringList{model.item(0, 0)->text()});
}

void FitTest::wordsOverTheEdgeAreFound() {
  QWidget window;
  window.resize(100, 40);
  QLabel label(QStringLiteral("true at log no. 18204"), &window);
  label.adjustSize();
  window.show();
  label.move(0, 0);
  const bool fits = label.width() <= 100;
  QCOMPARE(cutIn(window).isEmpty(), fits);
  label.move(60, 0);
  QCOMPARE(cutIn(window), QStringList{label.text()});
}

void FitTest::columnOfNumbersGrows() {
  Sheet sheet({{QStringLiteral("name"), false}, {QStringLiteral("sum"), true}}, {0, 40}, {400, 100});
  sheet.model.setRows({{text(QStringLiteral("a")), text(QStringLiteral("1.00"))}});
  const int before = sheet.table.columnWidth(1);
  sheet.model.setRows({{text(QStringLiteral("a")), text(QStringLiteral("1 234 567.89"))}});
  QVERIFY(sheet.table.columnWidth(1) > before);
  QCOMPARE(sheet.table.columnWidth(0) + sheet.table.columnWidth(1), sheet.table.viewport()->width());
  QCOMPARE(cutIn(sheet.window), QStringList());
  // It stays when the long number has gone: columns do not dance.
  const int grown = sheet.table.columnWidth(1);
  sheet.model.setRows({{text(QStringLiteral("a")), text(QStringLiteral("1.00"))}});
  QCOMPARE(sheet.table.columnWidth(1), grown);
}

// In exactly the width it asks for, a text is not shortened by a fraction of a pixel.
void FitTest::cellIsWholeInTheWidthItAsksFor() {
  Sheet sheet({{QStringLiteral("t"), false}}, {0}, {300, 100});
  for (const char* words : {"United Kingdom", "Delivery failed", "Part delivered", "Saudi Arabia", "Channel Islands"}) {
    sheet.model.setRows({{text(QLatin1String(words))}});
    const int width = sheet.table.cells().neededWidth(sheet.model.index(0, 0));
    const QFont font = sheet.theme.font(Type::Data);
    QCOMPARE(QFontMetrics(font).elidedText(QLatin1String(words), Qt::ElideRight, width - 16), QLatin1String(words));
  }
}

void FitTest::shortenedCellOffersItsWholeText() {
  const QString whole = QStringLiteral("22556 PLASTERS IN TIN CIRCUS PARADE");
  Sheet sheet({{.title = QStringLiteral("product"), .freeText = true}}, {0}, {120, 100});
  sheet.model.setRows({{text(whole)}, {text(QStringLiteral("short"))}});
  const auto tipOver = [&](int row) {
    QToolTip::hideText();
    const QPoint at = sheet.table.visualRect(sheet.model.index(row, 0)).center();
    QHelpEvent help(QEvent::ToolTip, at, sheet.table.viewport()->mapToGlobal(at));
    QCoreApplication::sendEvent(sheet.table.viewport(), &help);
    return QToolTip::isVisible() ? QToolTip::text() : QString();
  };
  QCOMPARE(tipOver(0), whole);
  QCOMPARE(sheet.table.cells().hintOf(sheet.model.index(1, 0), sheet.table.columnWidth(0)), QString());
  QCOMPARE(cutIn(sheet.window), QStringList());
}

void FitTest::longTextTakesFurtherLines() {
  Sheet sheet({{.title = QStringLiteral("product"), .wraps = true}, {QStringLiteral("sum"), true}}, {0, 40}, {210, 300});
  sheet.table.setSnug(true);
  const QStringList names = {QStringLiteral("22726 ALARM CLOCK BAKELIKE GREEN"), QStringLiteral("22727 ALARM CLOCK BAKELIKE RED"), QStringLiteral("SHORT")};
  QList<QList<Cell>> rows;
  for (const QString& name : names) rows << QList<Cell>{text(name), text(QStringLiteral("1.00"))};
  sheet.model.setRows(rows);
  QCOMPARE(cutIn(sheet.window), QStringList());
  QVERIFY(sheet.table.rowHeight(0) > sheet.table.rowHeight(2));
  QCOMPARE(sheet.table.rowHeight(1), sheet.table.rowHeight(0));
  QCOMPARE(sheet.table.maximumHeight(), 26 + sheet.table.rowHeight(0) * 2 + sheet.table.rowHeight(2));
  // All lines are drawn: what differs only at the end is seen to differ.
  const auto seen = [&](int row) { return sheet.table.viewport()->grab(sheet.table.visualRect(sheet.model.index(row, 0)).adjusted(0, 0, 0, -1)).toImage(); };
  QVERIFY(seen(0) != seen(1));
  // With room for all of it, one line is enough.
  sheet.window.resize(500, 300);
  sheet.table.resize(500, 300);
  QCOMPARE(sheet.table.rowHeight(0), sheet.table.rowHeight(2));
  // Of two columns that wrap, the longer text says how high the row is, whichever it is in.
  for (const bool isFirst : {true, false}) {
    Sheet two({{.title = QStringLiteral("a"), .wraps = true}, {.title = QStringLiteral("b"), .wraps = true}}, {0, 100}, {220, 300});
    two.model.setRows({{text(isFirst ? names[0] : names[2]), text(isFirst ? names[2] : names[0])}, {text(names[2]), text(names[2])}});
    QVERIFY(two.table.rowHeight(0) > two.table.rowHeight(1));
  }
  // What three lines cannot hold is told.
  sheet.table.resize(210, 300);
  const QString endless = QStringLiteral("a sentence of so many words that three lines in a column as narrow as this one cannot hold them all");
  sheet.model.setRows({{text(endless), text(QStringLiteral("1.00"))}});
  QCOMPARE(cutIn(sheet.window), QStringList{endless});
}

void FitTest::onlyWholeColumnsAreShown() {
  QList<Column> columns;
  QList<Cell> cells;
  for (int i = 0; i < 5; ++i) {
    columns << Column{.title = QStringLiteral("c%1").arg(i), .whole = true};
    cells << text(QStringLiteral("2010-12-01 08:26:00"));
  }
  Sheet sheet(columns, {60, 60, 60, 60, 0}, {400, 100});
  sheet.table.setSideways(true);
  sheet.model.setRows({cells});
  QCOMPARE(cutIn(sheet.window), QStringList());
  QTRY_VERIFY(sheet.table.horizontalScrollBar()->isVisible());
  // No column is half: what the edge would cut is left empty, in the rows as in the titles.
  const auto emptyFrom = [&](int from, int until) {
    const QImage seen = sheet.table.viewport()->grab().toImage();
    for (int y = 0; y < 22; ++y)
      for (int x = from; x < until; ++x)
        if (seen.pixelColor(x, y) != sheet.theme.tokens().card) return false;
    return true;
  };
  const int width = sheet.table.columnWidth(0), whole = sheet.table.viewport()->width() / width * width;
  QVERIFY(whole < sheet.table.viewport()->width());
  QVERIFY(emptyFrom(whole, sheet.table.viewport()->width()));
  QVERIFY(!emptyFrom(whole - width, whole));
  // At the other end it is the first one in sight.
  sheet.table.horizontalScrollBar()->setValue(sheet.table.horizontalScrollBar()->maximum());
  QVERIFY(emptyFrom(0, sheet.table.viewport()->width() - whole));
  QVERIFY(!emptyFrom(sheet.table.viewport()->width() - width, sheet.table.viewport()->width()));
  // Where there is room for all, there is no bar and nothing is left over.
  sheet.window.resize(900, 100);
  sheet.table.resize(900, 100);
  QTRY_VERIFY(!sheet.table.horizontalScrollBar()->isVisible());
  QCOMPARE(sheet.table.horizontalHeader()->length(), sheet.table.viewport()->width());
}

void FitTest::barComesOnlyWithRowsThatDoNotFit() {
  Sheet sheet({{QStringLiteral("n"), true}}, {0}, {200, 26 + 3 * 22});
  sheet.model.setRows(QList<QList<Cell>>(4, {text(QStringLiteral("888888"))}));
  QTRY_VERIFY(sheet.table.verticalScrollBar()->isVisible());
  sheet.model.setRows(QList<QList<Cell>>(3, {text(QStringLiteral("888888"))}));
  QTRY_VERIFY(!sheet.table.verticalScrollBar()->isVisible());
}

void FitTest::onlyWholeRowsAreShown() {
  // A header of 26, three rows of 22 and ten pixels more.
  Sheet sheet({{QStringLiteral("n"), true}}, {0}, {200, 26 + 3 * 22 + 10});
  QList<QList<Cell>> rows;
  for (int i = 0; i < 20; ++i) rows << QList<Cell>{text(QStringLiteral("888888"))};
  sheet.model.setRows(rows);
  const auto stripIsEmpty = [&](int from) {
    const QImage seen = sheet.table.viewport()->grab().toImage();
    for (int y = from; y < from + 10; ++y)
      for (int x = 0; x < seen.width(); ++x)
        if (seen.pixelColor(x, y) != sheet.theme.tokens().card) return false;
    return true;
  };
  QCOMPARE(sheet.table.firstWholeRow(), 0);
  QCOMPARE(sheet.table.lastWholeRow(), 2);
  QVERIFY(stripIsEmpty(3 * 22));
  QVERIFY(!sheet.table.indexAt({20, 3 * 22 + 4}).isValid());
  QVERIFY(sheet.table.indexAt({20, 2 * 22 + 4}).isValid());
  sheet.table.scrollToBottom();
  QCOMPARE(sheet.table.firstWholeRow(), 17);
  QCOMPARE(sheet.table.lastWholeRow(), 19);
  QVERIFY(stripIsEmpty(0));
  QVERIFY(!sheet.table.indexAt({20, 4}).isValid());
}

void FitTest::longFolderNameIsShortened() {
  const tests::TempFolder folder;
  Theme theme(ThemeKind::Light);
  theme.apply();
  RecentFolders folders(QString::fromStdString(folder / "settings.ini"));
  MainWindow window(theme, folders);
  window.resize(1280, 720);
  const std::string name = "orders of the shop in the long street, first half of the year and what was left over of the one before it";
  SessionOptions options;
  options.folder = QString::fromStdString(folder / name);
  QVERIFY(window.openFolder(options));
  window.show();
  window.go(PageId::Views);
  const auto labels = window.findChildren<ShortLabel*>();
  const auto inTip = [&](const ShortLabel* label) { return label->toolTip().contains(QString::fromStdString(name)); };
  QTRY_VERIFY(std::any_of(labels.begin(), labels.end(), inTip));
  QCOMPARE(window.width(), 1280);
  // Told as what it is: not seen whole, though the pointer brings it.
  const auto cut = [&window] { return clippedIn(window); };
  QTRY_COMPARE(cut().size(), 1);
  QVERIFY(cut()[0].tip && cut()[0].text.contains(QString::fromStdString(name)) && cut()[0].needed > cut()[0].has);
}

void FitTest::shortenedLabelIsTold() {
  Theme theme(ThemeKind::Light);
  theme.apply();
  QWidget window;
  window.resize(150, 200);
  auto* column = new QVBoxLayout(&window);
  auto* one = new ShortLabel(theme, Type::Data);
  auto* more = new ShortLabel(theme, Type::Data, nullptr, 3);
  column->addWidget(one);
  column->addWidget(more);
  window.show();
  // Without a space to break at.
  const QString whole = QStringLiteral("AN-ORDER-NUMBER-WITHOUT-SPACES");
  one->setWhole(whole);
  more->setWhole(whole);
  const auto cut = [&window] { return clippedIn(window); };
  QTRY_COMPARE(cut().size(), 1);
  QCOMPARE(cut()[0].text, whole);
  QVERIFY(cut()[0].tip && cut()[0].needed > cut()[0].has);
  QVERIFY(more->text().contains(QLatin1Char('\n')) && !more->shortened());
  QCOMPARE(QString(more->text()).remove(QLatin1Char('\n')), whole);
  QVERIFY(more->toolTip().isEmpty());
  // What three lines cannot hold is told as well; with room it is whole again.
  more->setWhole(whole.repeated(4));
  QTRY_COMPARE(cut().size(), 2);
  QCOMPARE(more->text().count(QLatin1Char('\n')), 2);
  window.resize(2000, 200);
  QTRY_COMPARE(cut().size(), 0);
  QCOMPARE(more->text(), whole.repeated(4));
}

void FitTest::choiceThatIsTooLongEndsInAnEllipsis() {
  const Theme theme(ThemeKind::Light);
  QWidget window;
  auto* box = new ChoiceBox(theme, QStringLiteral("Mapping profile"), &window);
  const QString name = QStringLiteral("Orders (a published simulation of a shop)");
  box->addItems({QStringLiteral("Shop"), name});
  box->setFixedWidth(196);
  window.show();
  QCOMPARE(box->shownText(), QStringLiteral("Shop"));
  QVERIFY(clippedIn(window).isEmpty());
  box->setCurrentIndex(1);
  QVERIFY2(box->shownText().endsWith(QChar(0x2026)) && name.startsWith(box->shownText().chopped(1)), qPrintable(box->shownText()));
  const auto clipped = clippedIn(window);
  QVERIFY(clipped.size() == 1 && clipped[0].text == name && clipped[0].tip);
  QHelpEvent help(QEvent::ToolTip, QPoint(5, 5), box->mapToGlobal(QPoint(5, 5)));
  QApplication::sendEvent(box, &help);
  QCOMPARE(QToolTip::text(), name);
  QToolTip::hideText();
}

void FitTest::longIdPushesNobodyOut() {
  const QString id(64, QLatin1Char('W')), date = QStringLiteral("9 Dec 2011 12:50"), name = QStringLiteral("a name as long as it likes, ").repeated(70);
  Sheet sheet({{.title = QStringLiteral("order"), .whole = true}, {.title = QStringLiteral("customer"), .freeText = true}, {QStringLiteral("status"), false}, {QStringLiteral("items"), true},
               {QStringLiteral("total"), true}, {.title = QStringLiteral("placed"), .whole = true}, {.title = QStringLiteral("changed"), .whole = true}},
              {64, 0, 116, 52, 96, 110, 70}, {725, 200});
  sheet.model.setRows({{text(id), text(name), text(QStringLiteral("Placed")), text(QStringLiteral("3")), text(QStringLiteral("1\u202F234.50")), text(date), text(QStringLiteral("9 Dec 2011"))}});
  // The long one lacks room, and is told; all others are whole, those that had to grow too.
  QCOMPARE(cutIn(sheet.window), QStringList{id});
  QCOMPARE(sheet.table.horizontalHeader()->length(), sheet.table.viewport()->width());
}

// Money keeps all its decimals, so one column holds two and four of them.
void FitTest::pointsStandUnderEachOther() {
  const auto dark = [](Sheet& sheet, int row, bool first) {
    const QImage seen = sheet.table.viewport()->grab(sheet.table.visualRect(sheet.model.index(row, 0)).adjusted(0, 0, 0, -1)).toImage();
    for (int i = 0; i < seen.width(); ++i)
      for (int y = 0, x = first ? i : seen.width() - 1 - i; y < seen.height(); ++y)
        if (seen.pixelColor(x, y).lightness() < 128) return x;
    return -1;
  };
  // Each begins with the same digit: where that stands, the point stands.
  Sheet sums({{QStringLiteral("sum"), true}}, {160}, {200, 200});
  QList<QList<Cell>> rows;
  for (const char* sum : {"5.5669", "5.50", "5", "5.50 EUR", "5.505"}) rows << QList<Cell>{text(QLatin1String(sum))};
  sums.model.setRows(rows);
  QVERIFY(dark(sums, 0, true) > 0);
  for (int row = 1; row < rows.size(); ++row) QCOMPARE(dark(sums, row, true), dark(sums, 0, true));
  QCOMPARE(cutIn(sums.window), QStringList());
  // What carries a unit ends at the edge, as before.
  Sheet times({{QStringLiteral("time"), true}}, {160}, {200, 100});
  times.model.setRows({{text(QStringLiteral("0.4 ms"))}, {text(QStringLiteral("12 ms"))}});
  QCOMPARE(dark(times, 0, false), dark(times, 1, false));
  // Another answer, in which nothing has four decimals, leaves no gap.
  sums.model.setRows({{text(QStringLiteral("5.50"))}});
  QVERIFY(dark(sums, 0, false) > 145);
}

// What a viewport was asked to paint.
class PaintedRegion : public QObject {
 public:
  explicit PaintedRegion(QWidget& widget) { widget.installEventFilter(this); }
  bool eventFilter(QObject*, QEvent* event) override {
    if (event->type() == QEvent::Paint) region += static_cast<QPaintEvent*>(event)->region();
    return false;
  }
  QRegion region;
};

// One row changes, as in a list that is live, and the column is wide enough as it is.
void FitTest::longerTailMovesAllPoints() {
  Theme theme(ThemeKind::Light);
  theme.apply();
  QWidget window;
  QStandardItemModel model(3, 1);
  model.setHeaderData(0, Qt::Horizontal, true, WholeRole);
  for (int row = 0; row < 3; ++row) {
    auto* item = new QStandardItem(QStringLiteral("5.50"));
    item->setData(true, DigitsRole);
    item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    model.setItem(row, 0, item);
  }
  DataTable table(theme, QStringLiteral("sums"), &window);
  table.setModel(&model);
  table.setWidths({160});
  window.resize(200, 200);
  table.resize(200, 200);
  window.show();
  QVERIFY(QTest::qWaitForWindowExposed(&window));
  QCoreApplication::processEvents();
  const int width = table.columnWidth(0);
  const PaintedRegion painted(*table.viewport());
  model.item(2, 0)->setText(QStringLiteral("5.5669"));
  QTRY_VERIFY(painted.region.contains(table.visualRect(model.index(2, 0)).center()));
  QCOMPARE(table.columnWidth(0), width);
  QVERIFY(painted.region.contains(table.visualRect(model.index(0, 0)).center()));
}

void FitTest::digitsStandUnderEachOther() {
  Theme theme(ThemeKind::Light);
  theme.apply();
  const QFont font = theme.font(Type::Data);
  QCOMPARE(figuresWidth(font, QStringLiteral(".11")), figuresWidth(font, QStringLiteral(".48")));
  QCOMPARE(figuresWidth(font, QStringLiteral("\u2212111.11")), figuresWidth(font, QStringLiteral("\u2212908.64")));
  // Right-aligned, the point of both is in the same place.
  const auto pointAt = [&](const QString& number) {
    QImage image(120, 24, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setFont(font);
    drawFigures(painter, QRectF(0, 0, 120, 24), Qt::AlignRight, number);
    painter.end();
    QString columns;
    const int from = 120 - static_cast<int>(figuresWidth(font, QStringLiteral(".88"))) - 1, width = static_cast<int>(figuresWidth(font, QStringLiteral("."))) - 1;
    for (int x = from; x < from + width; ++x)
      for (int y = 0; y < 24; ++y) columns += QLatin1Char(image.pixelColor(x, y).lightness() < 128 ? '#' : '.');
    return columns;
  };
  QVERIFY(pointAt(QStringLiteral("0.00")).contains(QLatin1Char('#')));
  QCOMPARE(pointAt(QStringLiteral("0.11")), pointAt(QStringLiteral("0.00")));
}

void FitTest::figuresBeingTypedStandUnderEachOther() {
  Theme theme(ThemeKind::Light);
  theme.apply();
  LineGrid grid(theme, nullptr);
  const auto type = [&grid](int row, int field, const char* text) { grid.findChild<QLineEdit*>(QStringLiteral("line%1_%2").arg(row).arg(field))->setText(QLatin1String(text)); };
  const std::pair<const char*, const char*> lines[] = {{"3", "1.1117"}, {"2", "1.50"}, {"3", "1"}};
  for (int row = 0; row < 3; ++row) {
    type(row + 1, 2, lines[row].first);
    type(row + 1, 3, lines[row].second);
  }
  grid.resize(600, 200);
  grid.show();
  QImage seen = grid.grab().toImage();
  // Where the ink of a cell begins on the left and where it ends below.
  const auto ink = [&seen](const QRect& cell) {
    QPoint found(cell.right(), 0);
    for (int x = cell.left() + 2; x < cell.right() - 1; ++x)
      for (int y = cell.top() + 2; y < cell.bottom() - 1; ++y)
        if (seen.pixelColor(x, y).lightness() < 140) found = {std::min(found.x(), x), std::max(found.y(), y)};
    return found;
  };
  const auto cell = [&](int row, int column) { return ink(grid.findChild<QGridLayout*>()->cellRect(row * 2 - 1, column)); };
  // Each begins with one digit: where that stands, the point stands. A field sets its digits closer than they are drawn in lists.
  for (const int column : {4, 7})
    for (int row = 2; row <= 3; ++row)
      QVERIFY2(std::abs(cell(row, column).x() - cell(1, column).x()) <= 1, qPrintable(QStringLiteral("row %1: %2, not %3").arg(row).arg(cell(row, column).x()).arg(cell(1, column).x())));
  // All figures of a line stand on one line.
  type(1, 2, "1");
  type(1, 3, "1");
  seen = grid.grab().toImage();
  QCOMPARE(cell(1, 4).y(), cell(1, 3).y());
  QCOMPARE(cell(1, 7).y(), cell(1, 3).y());
}

void FitTest::firstPageDrawsTheListsThereAre() {
  const tests::TempFolder folder;
  Theme theme(ThemeKind::Light);
  theme.apply();
  RecentFolders folders(QString::fromStdString(folder / "settings.ini"));
  MainWindow window(theme, folders);
  const QString drawn = window.findChild<FirstPage*>()->findChild<TwoLanes*>()->accessibleDescription();
  SessionOptions options;
  options.folder = QString::fromStdString(folder / "shop");
  QVERIFY(window.openFolder(options));
  QStringList titles;
  for (const projection::Status& list : window.shop()->session().engine().projections()) titles << listTitle(list.name);
  QCOMPARE(drawn, QStringLiteral("Lists: ") + titles.join(QStringLiteral(", ")));
}

TWINLANE_TEST(FitTest)
#include "fit_test.moc"
