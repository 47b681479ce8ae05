// Every page speaks every language and has room for it: no text is cut in English, German and a language that is longer by 40 %, in all
// themes and two sizes; nothing is written past the translations; plurals, markers and the mirrored window are right.
#include "support/cut_texts.h"
#include "support/places.h"
#include "support/shop_window.h"
#include "support/test_main.h"

#include "charts/live_chart.h"
#include "frame/rail.h"
#include "orders/orders_page.h"
#include "transfer/preview/reason_text.h"
#include "transfer/row_reason.h"
#include "words/counts.h"
#include "words/formats.h"
#include "words/glossary.h"
#include "words/headline.h"
#include "words/language.h"
#include "words/pseudo_translator.h"
#include "words/shop_time.h"

#include <QRegularExpression>
#include <QTranslator>
#include <QXmlStreamReader>

#include <map>

using namespace twinlane;
using namespace twinlane::ui;
using tests::ShopWindow;

namespace {

constexpr QSize twoSizes[] = {{1440, 900}, {1280, 720}};
constexpr std::array threeThemes = {ThemeKind::Light, ThemeKind::Dark, ThemeKind::HighContrast};

std::vector<PageId> allPages() {
  std::vector<PageId> pages;
  // The first page closes the shop.
  for (std::size_t i = 1; i < pageNames.size(); ++i) pages.push_back(static_cast<PageId>(i));
  return pages;
}

// A shop in which every page has something to show.
void fill(ShopWindow& shop) {
  const char* names[] = {"Ann Miller", "Ben Okafor", "Société Générale des Thés"};
  for (int i = 0; i < 3; ++i) {
    domain::RegisterCustomer customer;
    customer.customer = domain::CustomerId("C100" + std::to_string(i));
    customer.customerName = names[i];
    shop.give(customer);
  }
  for (int i = 0; i < 12; ++i) {
    const std::string order = shop.place(i % 3 == 0 ? "85123A" : "22423", 7 + 13 * i);
    if (i == 2) {
      domain::CancelOrder cancel;
      cancel.order = domain::OrderId(order);
      shop.give(cancel);
    }
    if (i == 3) {
      domain::HoldOrder hold;
      hold.order = domain::OrderId(order);
      hold.reason = "address";
      shop.give(hold);
    }
  }
}

QString told(const ClippedText& one) { return QStringLiteral("%1 “%2” needs %3 has %4").arg(one.object, one.text).arg(one.needed).arg(one.has); }

// Asks nothing of its own, but writes down what German lacks.
class Listener : public QTranslator {
 public:
  Listener() { m_isLoaded = m_german.load(QStringLiteral(":/translations/twinlane_de.qm")); }
  bool isEmpty() const override { return false; }
  QString translate(const char* context, const char* source, const char* disambiguation, int n) const override {
    // Qt's own texts come from Qt, as far as they are ours to say.
    if (context[0] != 'Q' && m_german.translate(context, source, disambiguation, n).isEmpty()) lacking << QStringLiteral("%1: %2").arg(QString::fromUtf8(context), QString::fromUtf8(source));
    return {};
  }
  bool isLoaded() const { return m_isLoaded; }
  mutable QSet<QString> lacking;

 private:
  QTranslator m_german;
  bool m_isLoaded = false;
};

}  // namespace

class LanguageTest : public QObject {
  Q_OBJECT

 private slots:
  void cleanup() { speak(Language::English, QLocale(QLocale::English)); }
  void namesAreUnderstood();
  void pluralsAreRight();
  void numbersAreWrittenAsInTheLanguage();
  void pseudoKeepsWhatIsNoText();
  void markersAreKept();
  void germanHeadlinesAreShort();
  void reasonsOfRowsAreTranslated();
  void everyPageHasRoom_data();
  void everyPageHasRoom();
  void nothingIsWrittenPastTheTranslations();
  void fromRightToLeft();
};

void LanguageTest::namesAreUnderstood() {
  QCOMPARE(languageFromName(QStringLiteral("de_AT")), Language::German);
  QCOMPARE(languageFromName(QStringLiteral("de-CH")), Language::German);
  QCOMPARE(languageFromName(QStringLiteral("en_GB.UTF-8")), Language::English);
  QCOMPARE(languageFromName(QStringLiteral("pseudo-rtl")), Language::PseudoMirrored);
  QVERIFY(!languageFromName(QStringLiteral("fr")));
  QVERIFY(!languageFromName(QString()));
}

void LanguageTest::pluralsAreRight() {
  speak(Language::German);
  QCOMPARE(counted(Counted::Orders, 1), QStringLiteral("1 Auftrag"));
  QCOMPARE(counted(Counted::Orders, 0), QStringLiteral("0 Aufträge"));
  QCOMPARE(counted(Counted::NewOrders, 2), QStringLiteral("2 neue Aufträge"));
  QCOMPARE(counted(Counted::Changes, 1'204'331), QStringLiteral("1\u202F204\u202F331 Änderungen"));
  speak(Language::Pseudo);
  const QString one = counted(Counted::Orders, 1), two = counted(Counted::Orders, 2);
  QVERIFY2(one.startsWith(QStringLiteral("[1 öŕđéŕ")) && !one.startsWith(QStringLiteral("[1 öŕđéŕš")), qPrintable(one));
  QVERIFY2(two.startsWith(QStringLiteral("[2 öŕđéŕš")), qPrintable(two));
}

void LanguageTest::numbersAreWrittenAsInTheLanguage() {
  speak(Language::German);
  QCOMPARE(formatAmount(base::Amount{16'965'000}), QStringLiteral("1\u202F696,50"));
  QCOMPARE(formatAge(90), QStringLiteral("0,1 s"));
  QCOMPARE(plainNumber(QStringLiteral("1 696,50")), std::string("1696.50"));
  QCOMPARE(ShopTime("UTC").day(base::Timestamp{1'795'392'000'000'000}), QStringLiteral("Mo. 23. Nov. 2026"));
  // A person in Zurich reads the texts' own mark.
  speak(Language::German, QLocale(QLocale::German, QLocale::Switzerland));
  QCOMPARE(formatAge(90), QStringLiteral("0,1 s"));
  speak(Language::English, QLocale(QLocale::German, QLocale::Germany));
  QCOMPARE(formatAge(90), QStringLiteral("0.1 s"));
  QCOMPARE(ShopTime("UTC").weekday(base::Timestamp{1'795'392'000'000'000}), QStringLiteral("Monday"));
}

void LanguageTest::pseudoKeepsWhatIsNoText() {
  const QString text = pseudoOf(QStringLiteral("Order %1 of <b>%n</b> &amp; N&ote: %L2"));
  for (const char* kept : {"%1", "<b>%n</b>", "&amp;", "&", "%L2"}) QVERIFY2(text.contains(QLatin1String(kept)), qPrintable(text));
  QCOMPARE(text.count(QLatin1Char('&')), 2);
  QCOMPARE(pseudoOf(QStringLiteral("%1: %2")), QStringLiteral("%1: %2"));
  const QString sentence = QStringLiteral("All accepted orders are stored.");
  QVERIFY(pseudoOf(sentence).startsWith(QLatin1Char('[')) && pseudoOf(sentence).endsWith(QLatin1Char(']')));
  QVERIFY(pseudoOf(sentence).size() >= sentence.size() * 14 / 10);
  speak(Language::Pseudo);
  QCOMPARE(QCoreApplication::translate("twinlane::ui::LivePage", "Picture (*.png);;Values (*.csv);;Page (*.pdf)"), QStringLiteral("Picture (*.png);;Values (*.csv);;Page (*.pdf)"));
  // Keys are read as they are written.
  QCOMPARE(QKeySequence(QStringLiteral("Ctrl+K"))[0].key(), Qt::Key_K);
  speak(Language::German);
  QCOMPARE(QKeySequence(QStringLiteral("Ctrl+K"))[0].keyboardModifiers(), Qt::ControlModifier);
  QCOMPARE(QKeySequence(QStringLiteral("Ctrl+K")).toString(QKeySequence::NativeText), QStringLiteral("Strg+K"));
}

// Reads the file: each translation has the markers of its source, its menu key, its spaces at both ends.
void LanguageTest::markersAreKept() {
  QFile file(QString::fromStdString(tests::checkout() + "/resources/translations/twinlane_de.ts"));
  QVERIFY(file.open(QIODevice::ReadOnly));
  QXmlStreamReader xml(&file);
  static const QRegularExpression marker(QStringLiteral("%L?(?:\\d|n)"));
  const auto marked = [](const QString& text) {
    QStringList marks;
    for (auto found = marker.globalMatch(text); found.hasNext();) marks << found.next().captured();
    marks.sort();
    return marks;
  };
  const auto hasKey = [](const QString& text) { return text.contains(QRegularExpression(QStringLiteral("&\\w"))); };
  QString source;
  int read = 0;
  while (!xml.atEnd()) {
    if (xml.readNext() != QXmlStreamReader::StartElement) continue;
    if (xml.name() == QLatin1String("source")) source = xml.readElementText();
    const bool isOne = xml.name() == QLatin1String("numerusform"), isPlain = xml.name() == QLatin1String("translation");
    if (!isOne && !isPlain) continue;
    const QString text = xml.readElementText(isPlain ? QXmlStreamReader::SkipChildElements : QXmlStreamReader::ErrorOnUnexpectedElement);
    if (text.trimmed().isEmpty()) continue;  // the element around plural forms
    ++read;
    const QByteArray where = QStringLiteral("“%1”: “%2”").arg(source, text).toUtf8();
    QVERIFY2(marked(text) == marked(source), where);
    QVERIFY2(hasKey(text) == hasKey(source), where);
    QVERIFY2(text.startsWith(QLatin1Char(' ')) == source.startsWith(QLatin1Char(' ')) && text.endsWith(QLatin1Char(' ')) == source.endsWith(QLatin1Char(' ')), where);
    // A sentence stays one; an abbreviation is none.
    QVERIFY2(text.endsWith(QLatin1Char('.')) == source.endsWith(QLatin1Char('.')) || !text.contains(QLatin1Char(' ')), where);
  }
  QVERIFY(!xml.hasError());
  QVERIFY(read > 1000);
}

void LanguageTest::germanHeadlinesAreShort() {
  speak(Language::German);
  int seen = 0;
  for (int store = 0; store <= static_cast<int>(StoreState::Halted); ++store)
    for (int lag = 0; lag <= static_cast<int>(LagBand::Failed); ++lag)
      for (const qint64 aside : {0, 12345678})
        for (const qint64 discarded : {0, 12345678}) {
          HeadlineState state{static_cast<StoreState>(store), static_cast<LagBand>(lag), QStringLiteral("Auftragsliste"), 5'840'000, 99'000'000, aside, discarded, QStringLiteral("14:02"), QStringLiteral("kein Platz auf dem Laufwerk")};
          const QString text = headline(state).text;
          QVERIFY2(!text.isEmpty() && text.size() <= 90, qPrintable(text));
          ++seen;
        }
  QVERIFY(seen > 50);
  HeadlineState state;
  state.store = StoreState::Normal;
  state.lag = LagBand::Behind;
  state.list = QStringLiteral("Auftragsliste");
  state.behindMs = 14'000;
  QCOMPARE(headline(state).text, QStringLiteral("Angenommene Aufträge sind gespeichert. Auftragsliste hängt 14 s nach: nicht neu eingeben."));
}

// The core words them in English; the window has each in German, its code too.
void LanguageTest::reasonsOfRowsAreTranslated() {
  speak(Language::German);
  for (const transfer::RowReason& reason : transfer::rowReasons()) {
    for (const std::string_view text : {reason.wrong, reason.remedy}) QVERIFY2(reasonText(text) != QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())), std::string(text).c_str());
    Listener listener;
    QCoreApplication::installTranslator(&listener);
    (void)plainWords(std::string(reason.code));
    QVERIFY2(listener.lacking.isEmpty(), std::string(reason.code).c_str());
  }
}

void LanguageTest::everyPageHasRoom_data() {
  QTest::addColumn<int>("language");
  QTest::newRow("English") << static_cast<int>(Language::English);
  QTest::newRow("German") << static_cast<int>(Language::German);
  QTest::newRow("longer by 40 %") << static_cast<int>(Language::Pseudo);
}

void LanguageTest::everyPageHasRoom() {
  QFETCH(int, language);
  speak(static_cast<Language>(language), QLocale(QLocale::English));
  Listener listener;
  QVERIFY(listener.isLoaded());
  QCoreApplication::installTranslator(&listener);
  ShopWindow shop;
  QVERIFY(shop.opened);
  fill(shop);
  std::map<QString, QString> cut;  // and the first theme it was cut in
  bool isFirstRound = true;
  const QString pictures = qEnvironmentVariable("TWINLANE_PICTURES");
  const auto look = [&](PageId page, const QSize& size, ThemeKind kind) {
    // Data comes with the first round, then only the layout is new.
    if (isFirstRound) QTest::qWait(300);
    else QCoreApplication::processEvents();
    for (const ClippedText& one : clippedIn(shop.window)) cut.emplace(QStringLiteral("%1, %2x%3: %4").arg(nameOf(page)).arg(size.width()).arg(size.height()).arg(told(one)), Theme::nameOf(kind));
    if (!pictures.isEmpty() && kind == ThemeKind::Light)
      shop.window.grab().save(QStringLiteral("%1/%2-%3-%4.png").arg(pictures, nameOf(static_cast<Language>(language)), nameOf(page)).arg(size.width()));
  };
  for (const ThemeKind kind : threeThemes) {
    shop.theme.setKind(kind);
    for (const QSize& size : twoSizes) {
      shop.window.resize(size);
      for (const PageId page : allPages()) {
        shop.window.go(page);
        look(page, size, kind);
      }
      isFirstRound = false;
    }
  }
  // No shop is open on it.
  shop.window.go(PageId::First);
  for (const ThemeKind kind : threeThemes) {
    shop.theme.setKind(kind);
    for (const QSize& size : twoSizes) {
      shop.window.resize(size);
      look(PageId::First, size, kind);
    }
  }
  for (const auto& [text, theme] : cut) qWarning("%s (%s)", qUtf8Printable(text), qUtf8Printable(theme));
  QVERIFY(cut.empty());
  QVERIFY2(listener.lacking.isEmpty(), qPrintable(QStringList(listener.lacking.begin(), listener.lacking.end()).join(QLatin1Char('\n'))));
}

// In a language that has accents on every letter and brackets round every text, what was not given to be translated stands out.
void LanguageTest::nothingIsWrittenPastTheTranslations() {
  speak(Language::Pseudo, QLocale(QLocale::English));
  ShopWindow shop;
  QVERIFY(shop.opened);
  // Names, files, keys, dates and units of what is measured.
  static const QRegularExpression noText(QStringLiteral("^(Twinlane.*|twinlane.*|shop|English|Deutsch|test|UTC|[A-Z][a-z]{2} \\d.*|\\d.*|[#×·…—-]|.*/.*|[a-z_]+(\\[\\d\\])?(\\.[a-z_]+)*)$"));
  QStringList plain;
  const auto look = [&](PageId page) {
    for (const QWidget* widget : shop.window.findChildren<QWidget*>()) {
      if (!widget->isVisible()) continue;
      QStringList texts{widget->accessibleName(), widget->toolTip()};
      if (const auto* label = qobject_cast<const QLabel*>(widget)) texts << label->text();
      if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) texts << button->text();
      if (const auto* field = qobject_cast<const QLineEdit*>(widget)) texts << field->placeholderText();
      if (const auto* table = qobject_cast<const QTableView*>(widget); table && table->model())
        for (int column = 0; column < table->model()->columnCount(); ++column) texts << table->model()->headerData(column, Qt::Horizontal).toString();
      for (const QString& text : std::as_const(texts))
        if (text.contains(QRegularExpression(QStringLiteral("[A-Za-z]{3,}"))) && !text.contains(QLatin1Char('[')) && !noText.match(text).hasMatch()) plain << nameOf(page) + QStringLiteral(": ") + text;
    }
  };
  for (const PageId page : allPages()) {
    shop.window.go(page);
    QTest::qWait(200);
    look(page);
  }
  shop.window.go(PageId::First);
  look(PageId::First);
  plain.removeDuplicates();
  for (const QString& text : std::as_const(plain)) qWarning("%s", qUtf8Printable(text));
  QVERIFY(plain.isEmpty());
}

void LanguageTest::fromRightToLeft() {
  speak(Language::PseudoMirrored, QLocale(QLocale::English));
  ShopWindow shop;
  QVERIFY(shop.opened);
  fill(shop);
  const auto leftOf = [&](const QWidget* widget) { return widget->mapTo(&shop.window, QPoint()).x(); };
  QStringList cut;
  for (const PageId page : allPages()) {
    shop.window.go(page);
    QTest::qWait(200);
    const Rail* rail = shop.window.findChild<Rail*>();
    QCOMPARE(leftOf(rail) + rail->width(), shop.window.width());
    QCOMPARE(leftOf(shop.frame().page()), 0);
    for (const ClippedText& one : clippedIn(shop.window)) cut << QStringLiteral("%1: %2").arg(nameOf(page), told(one));
    if (const QString pictures = qEnvironmentVariable("TWINLANE_PICTURES"); !pictures.isEmpty()) shop.window.grab().save(QStringLiteral("%1/pseudo-rtl-%2.png").arg(pictures, nameOf(page)));
    // Time goes from left to right in any language.
    for (const LiveChart* chart : shop.window.findChildren<LiveChart*>()) QCOMPARE(chart->layoutDirection(), Qt::LeftToRight);
  }
  cut.removeDuplicates();
  for (const QString& text : std::as_const(cut)) qWarning("%s", qUtf8Printable(text));
  QVERIFY(cut.isEmpty());
}

TWINLANE_TEST(LanguageTest)
#include "language_test.moc"
