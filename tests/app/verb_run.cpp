#include "app/verb_run.h"

#include "support/places.h"

#include <QProcess>
#include <QRegularExpression>

#include <fstream>
#include <sstream>

namespace twinlane::tests {

QString program() { return QString::fromLocal8Bit(qgetenv("TWINLANE_BIN")) + "/app/twinlanectl"; }

Run run(const QStringList& arguments, const QByteArray& input) {
  QProcess process;
  process.start(program(), arguments);
  process.write(input);
  process.closeWriteChannel();
  Run result;
  if (!process.waitForFinished(patienceMs) || process.exitStatus() != QProcess::NormalExit) return result;
  result.exit = process.exitCode();
  result.out = QString::fromUtf8(process.readAllStandardOutput());
  result.err = QString::fromUtf8(process.readAllStandardError());
  return result;
}

QString masked(QString text, const QString& folder) {
  text.replace(folder, "FOLDER").replace(QString::fromStdString(tests::checkout()), "CHECKOUT");
  const auto mask = [&](const char* pattern, const char* with) { text.replace(QRegularExpression(pattern), with); };
  mask(R"("20(2[4-9]|[3-9]\d)-\d\d-\d\dT[0-9:.]+Z")", "\"NOW\"");
  mask(R"("root":"[0-9a-f]{32}")", "\"root\":\"ROOT\"");  // over moments of the run
  mask(R"("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")", "\"NEW-ID\"");
  mask(R"("month":"20(2[4-9]|[3-9]\d)-\d\d")", "\"month\":\"NOW\"");
  mask(R"("us":\{[^}]*\})", "\"us\":{}");
  mask(R"re("(seconds|peak_rss_kb|heartbeat_age_ms|events_per_second|lag_ms|eta_ms|applied)":[0-9.]+)re", R"re("\1":N)re");
  return text;
}

QString difference(const QString& name, const QString& text) {
  const std::string path = tests::fixture("golden/" + name.toStdString() + ".json");
  if (qgetenv("TWINLANE_GOLDEN") == "write") std::ofstream(path, std::ios::binary) << text.toStdString();
  std::ostringstream golden;
  golden << std::ifstream(path, std::ios::binary).rdbuf();
  const QString expected = QString::fromStdString(golden.str());
  if (expected == text) return {};
  const QStringList want = expected.split('\n');
  const QStringList got = text.split('\n');
  for (qsizetype i = 0; i < std::max(want.size(), got.size()); ++i)
    if (want.value(i) != got.value(i)) return name + " line " + QString::number(i + 1) + "\n  expected " + want.value(i) + "\n  actual   " + got.value(i);
  return name;
}

QByteArray withId(int number, const QByteArray& fields) {
  return "{\"command_id\":\"00000000-0000-8000-8000-" + QByteArray::number(number).rightJustified(12, '0') + "\"," + fields + "}\n";
}

}  // namespace twinlane::tests
