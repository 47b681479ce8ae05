// The program from outside: it ends in order when it is asked to, and speaks only the languages it has.
#include "support/temp_folder.h"
#include "support/test_main.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>

#include <csignal>

using namespace twinlane;

namespace {

QString program() {
  const QString built = qEnvironmentVariable("TWINLANE_BIN", QCoreApplication::applicationDirPath() + QStringLiteral("/.."));
  return built + QStringLiteral("/app/twinlane");
}

struct Run {
  explicit Run(const QStringList& arguments, const QString& settings = {}) {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), settings.isEmpty() ? QString::fromStdString(ownSettings.path()) : settings);
    process.setProcessEnvironment(environment);
    process.start(program(), arguments);
  }
  bool ended() { return process.waitForFinished(30'000); }
  QString complaint() { return QString::fromUtf8(process.readAllStandardError()); }

  tests::TempFolder ownSettings;
  QProcess process;
};

}  // namespace

class ProgramTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void endsInOrderWhenAsked_data();
  void endsInOrderWhenAsked();
  void refusesALanguageItLacks();
  void refusesASizeBelowTheLeast_data();
  void refusesASizeBelowTheLeast();
  void speaksEnglish();
  void speaksGerman();
  void firstPageListsTheFolderGiven();
  void folderThatCannotBeWrittenIsWrongUsage();
};

void ProgramTest::initTestCase() {
  if (!QFile::exists(program())) QSKIP("the program is not built");
}

void ProgramTest::endsInOrderWhenAsked_data() {
  QTest::addColumn<int>("kind");
  QTest::newRow("SIGTERM") << SIGTERM;
  QTest::newRow("SIGINT") << SIGINT;
}

void ProgramTest::endsInOrderWhenAsked() {
  QFETCH(int, kind);
  const tests::TempFolder folder;
  const QString shop = QString::fromStdString(folder / "shop");
  Run run({QStringLiteral("--data"), shop, QStringLiteral("--page"), QStringLiteral("today")});
  // The list's file comes after the handlers.
  QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(shop + QStringLiteral("/views/order_list-1.sqlite")), 30'000);
  QCOMPARE(::kill(static_cast<pid_t>(run.process.processId()), kind), 0);
  QVERIFY(run.ended());
  QCOMPARE(run.process.exitStatus(), QProcess::NormalExit);
  QCOMPARE(run.process.exitCode(), 0);
  // The log was closed, not left: nothing waits to be brought over.
  QVERIFY(!QFile::exists(shop + QStringLiteral("/journal.sqlite-wal")));
}

void ProgramTest::refusesALanguageItLacks() {
  const tests::TempFolder folder;
  const QString shop = QString::fromStdString(folder / "shop");
  Run run({QStringLiteral("--data"), shop, QStringLiteral("--lang"), QStringLiteral("xx"), QStringLiteral("--dump"), QString::fromStdString(folder / "dump.json")});
  QVERIFY(run.ended());
  QCOMPARE(run.process.exitCode(), 2);
  const QString said = run.complaint();
  QCOMPARE(said.count(QLatin1Char('\n')), 1);
  QVERIFY2(said.contains(QStringLiteral("xx")) && said.contains(QStringLiteral("anguages are: en")), qPrintable(said));
  QVERIFY(!QFile::exists(shop));
}

void ProgramTest::refusesASizeBelowTheLeast_data() {
  QTest::addColumn<QString>("size");
  QTest::newRow("tiny") << QStringLiteral("10x10");
  QTest::newRow("small") << QStringLiteral("900x600");
  QTest::newRow("low") << QStringLiteral("1440x639");
}

void ProgramTest::refusesASizeBelowTheLeast() {
  QFETCH(QString, size);
  const tests::TempFolder folder;
  const QString picture = QString::fromStdString(folder / "first.png");
  Run run({QStringLiteral("--page"), QStringLiteral("first"), QStringLiteral("--size"), size, QStringLiteral("--screenshot"), picture});
  QVERIFY(run.ended());
  QCOMPARE(run.process.exitCode(), 2);
  const QString said = run.complaint();
  QVERIFY2(said.contains(size) && said.contains(QStringLiteral("1100x640")), qPrintable(said));
  QVERIFY(!QFile::exists(picture));
}

void ProgramTest::speaksGerman() {
  const tests::TempFolder folder;
  const QString dump = QString::fromStdString(folder / "dump.json");
  Run run({QStringLiteral("--language"), QStringLiteral("de"), QStringLiteral("--page"), QStringLiteral("first"), QStringLiteral("--dump"), dump});
  QVERIFY(run.ended());
  QCOMPARE(run.process.exitCode(), 0);
  QFile file(dump);
  QVERIFY(file.open(QIODevice::ReadOnly));
  const QByteArray words = file.readAll();
  QVERIFY(words.contains("\"language\": \"de\"") && words.contains("Demo ansehen") && !words.contains("Watch the demo"));
}

void ProgramTest::speaksEnglish() {
  for (const char* language : {"en", "en_GB"}) {
    const tests::TempFolder folder;
    const QString dump = QString::fromStdString(folder / "dump.json");
    Run run({QStringLiteral("--lang"), QLatin1String(language), QStringLiteral("--page"), QStringLiteral("first"), QStringLiteral("--dump"), dump});
    QVERIFY(run.ended());
    QCOMPARE(run.process.exitCode(), 0);
    QFile file(dump);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray words = file.readAll();
    QVERIFY(words.contains(QStringLiteral("\"language\": \"%1\"").arg(QLatin1String(language)).toUtf8()));
    // Not only what was asked for, but what the page says.
    QVERIFY(words.contains("Watch the demo"));
  }
}

void ProgramTest::firstPageListsTheFolderGiven() {
  const tests::TempFolder folder;
  const QString shop = QString::fromStdString(folder / "shop"), dump = QString::fromStdString(folder / "dump.json"), settings = QString::fromStdString(folder / "settings");
  // Named, and then remembered.
  for (const QStringList& named : {QStringList{QStringLiteral("--data"), shop}, QStringList()}) {
    QFile::remove(dump);
    Run run(named + QStringList{QStringLiteral("--page"), QStringLiteral("first"), QStringLiteral("--dump"), dump}, settings);
    QVERIFY(run.ended());
    QCOMPARE(run.process.exitCode(), 0);
    QFile file(dump);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray tables = QJsonDocument::fromJson(file.readAll())[QStringLiteral("tables")].toArray();
    QCOMPARE(tables.size(), 1);
    const QJsonArray rows = tables[0][QStringLiteral("rows")].toArray();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows[0][0].toString(), QStringLiteral("shop"));
    QCOMPARE(rows[0][2].toString(), QStringLiteral("0"));
    QCOMPARE(rows[0][5].toString(), QStringLiteral("Can be opened"));
  }
}

// The same answer as twinlanectl's. In that place nobody may make a folder, root neither.
void ProgramTest::folderThatCannotBeWrittenIsWrongUsage() {
  if (!QFile::exists(QStringLiteral("/sys/kernel"))) QSKIP("there is no place here that root may not write to");
  const tests::TempFolder folder;
  Run run({QStringLiteral("--data"), QStringLiteral("/sys/kernel/twinlane"), QStringLiteral("--dump"), QString::fromStdString(folder / "dump.json")});
  QVERIFY(run.ended());
  const QString said = run.complaint();
  QVERIFY2(said.contains(QStringLiteral("you may write to")), qPrintable(said));
  QCOMPARE(run.process.exitCode(), 2);
}

TWINLANE_TEST(ProgramTest)
#include "program_test.moc"
