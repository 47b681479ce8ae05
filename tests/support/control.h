// twinlanectl as a person gives it, for tests that need a shop with a past. Blocks; gives the exit code, -1 when it could not run.
#pragma once

#include <QCoreApplication>
#include <QProcess>
#include <QStringList>

namespace twinlane::tests {

// `fault`: planted in that process (debug builds).
inline int runControl(const QStringList& words, const char* fault = "", const QByteArray& input = {}) {
  const QString built = qEnvironmentVariable("TWINLANE_BIN", QCoreApplication::applicationDirPath() + QStringLiteral("/.."));
  QProcess process;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert(QStringLiteral("TWINLANE_SABOTAGE"), QString::fromLatin1(fault));
  process.setProcessEnvironment(environment);
  process.start(built + QStringLiteral("/app/twinlanectl"), words);
  if (!process.waitForStarted()) return -1;
  process.write(input);
  process.closeWriteChannel();
  return process.waitForFinished(60'000) && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

}  // namespace twinlane::tests
