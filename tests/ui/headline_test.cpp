// The one sentence: every combination of store state, lag band and changes set aside or discarded gives exactly one, of at most 90
// characters, and green only when every check has answered well.
#include "support/test_main.h"

#include "bridge/live_state.h"
#include "words/headline.h"

using namespace twinlane;
using namespace twinlane::ui;

class HeadlineTest : public QObject {
  Q_OBJECT

 private slots:
  void everyCombination_data();
  void everyCombination();
  void wordsOfTheThreeColours();
  void longNamesAreCut();
  void worstListWins();
};

void HeadlineTest::everyCombination_data() {
  QTest::addColumn<int>("store");
  QTest::addColumn<int>("lag");
  QTest::addColumn<qint64>("setAside");
  QTest::addColumn<qint64>("discarded");
  QTest::addColumn<qint64>("changes");
  for (int store = 0; store <= static_cast<int>(StoreState::Halted); ++store)
    for (int lag = 0; lag <= static_cast<int>(LagBand::Failed); ++lag)
      for (const qint64 aside : {0, 1, 12345678})
        for (const qint64 discarded : {0, 12345678})
          for (const qint64 changes : {0, 99'000'000})
            QTest::addRow("store %d lag %d aside %lld discarded %lld changes %lld", store, lag, static_cast<long long>(aside), static_cast<long long>(discarded), static_cast<long long>(changes))
                << store << lag << aside << discarded << changes;
}

void HeadlineTest::everyCombination() {
  QFETCH(int, store);
  QFETCH(int, lag);
  QFETCH(qint64, setAside);
  QFETCH(qint64, discarded);
  QFETCH(qint64, changes);
  HeadlineState state;
  state.store = static_cast<StoreState>(store);
  state.lag = static_cast<LagBand>(lag);
  state.setAside = setAside;
  state.discarded = discarded;
  state.behindChanges = changes;
  state.behindMs = changes;
  state.list = QStringLiteral("Order list of a very long name");
  state.since = QStringLiteral("14:02");
  state.cause = QStringLiteral("no space left on the device that holds the folder");
  const Headline line = headline(state);
  QVERIFY2(!line.text.isEmpty() && line.text.size() <= 90, qPrintable(line.text));
  const bool good = state.store == StoreState::Normal && state.lag == LagBand::Current && setAside == 0;
  QCOMPARE(line.severity == Severity::Ok, good);
  const bool unanswered = state.store == StoreState::Unanswered || state.lag == LagBand::Unanswered;
  if (line.text.contains(QLatin1String("current")) || line.text.contains(QLatin1String("aside"))) QCOMPARE(line.text.contains(QLatin1String("discarded")), discarded > 0);
  if (unanswered) QVERIFY(line.severity != Severity::Ok);
  if (state.store == StoreState::Halted) QCOMPARE(line.severity, Severity::Alarm);
}

void HeadlineTest::wordsOfTheThreeColours() {
  HeadlineState state;
  state.store = StoreState::Normal;
  state.lag = LagBand::Current;
  state.behindMs = 100;
  QCOMPARE(headline(state).text, QStringLiteral("All accepted orders are stored. Lists are current (0.1 s)."));
  state.discarded = 2;
  QCOMPARE(headline(state).text, QStringLiteral("All accepted orders are stored. Lists are current (0.1 s), changes discarded: 2."));
  state.setAside = 1;
  QCOMPARE(headline(state).text, QStringLiteral("All accepted orders are stored. Changes set aside: 1, discarded: 2."));
  state.setAside = state.discarded = 0;
  state.lag = LagBand::Behind;
  state.list = QStringLiteral("Order list");
  state.behindMs = 14'000;
  QCOMPARE(headline(state).text, QStringLiteral("All accepted orders are stored. Order list is 14 s behind: do not enter orders again."));
  state.store = StoreState::Halted;
  state.since = QStringLiteral("14:02");
  state.cause = QStringLiteral("disk full");
  QCOMPARE(headline(state).text, QStringLiteral("New orders refused since 14:02: disk full. Nothing accepted is lost."));
}

void HeadlineTest::longNamesAreCut() {
  HeadlineState state;
  state.store = StoreState::Normal;
  state.lag = LagBand::Failed;
  state.list = QString(200, QLatin1Char('x'));
  QVERIFY(headline(state).text.size() <= 90);
}

void HeadlineTest::worstListWins() {
  LiveState state;
  state.answered = true;
  state.health.answered = true;
  state.lists.resize(2);
  state.lists[0].name = "order_list";
  state.lists[0].state = projection::State::Paused;
  state.lists[0].lagEvents = 5;
  state.lists[0].lagMs = 100;
  state.lists[1].name = "revenue";
  state.lists[1].state = projection::State::Live;
  state.lists[1].lagMs = 900'000;
  state.lists[1].discarded = 3;
  const HeadlineState words = headlineStateOf(state, {});
  QCOMPARE(words.lag, LagBand::Paused);
  QCOMPARE(words.discarded, 3);
  // Two orders that both lists lack are two.
  state.health.discarded = 2;
  state.lists[0].discarded = 3;
  QCOMPARE(headlineStateOf(state, {}).discarded, 2);
  QCOMPARE(words.list, QStringLiteral("Order list"));
  state.answered = false;
  QCOMPARE(headline(headlineStateOf(state, {})).severity, Severity::Attention);
  state.lists.clear();
  QCOMPARE(headline(headlineStateOf(state, {})).severity, Severity::Checking);
}

TWINLANE_TEST(HeadlineTest)
#include "headline_test.moc"
