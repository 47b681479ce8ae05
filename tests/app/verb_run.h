// Runs the program and holds what it printed against the golden files. TWINLANE_BIN names the build folder.
#pragma once

#include <QString>
#include <QStringList>
#include <QTest>

namespace twinlane::tests {

inline constexpr int patienceMs = 60'000;

QString program();

struct Run {
  int exit = -1;
  QString out, err;
};
Run run(const QStringList& arguments, const QByteArray& input = {});

// Without times, durations and ids that are new each time; `folder` is written as FOLDER.
QString masked(QString text, const QString& folder);
// Empty when `text` is what the golden file says; else the first line that differs.
QString difference(const QString& name, const QString& text);

// A line for `submit` under a command id of this number.
QByteArray withId(int number, const QByteArray& fields);

}  // namespace twinlane::tests

#define COMPARE_GOLDEN(name, arguments, code, input)                                    \
  do {                                                                                  \
    const Run done = run(arguments, input);                                             \
    QVERIFY2(done.exit == (code), qPrintable(QString::number(done.exit) + done.err));   \
    const QString differs = difference(name, masked(done.out, folder));                 \
    QVERIFY2(differs.isEmpty(), qPrintable(differs));                                   \
  } while (false)

#define COMPARE_GOLDEN_ERROR(name, arguments, code)                                     \
  do {                                                                                  \
    const Run done = run(arguments);                                                    \
    QCOMPARE(done.exit, code);                                                          \
    QVERIFY2(!done.err.isEmpty(), "says nothing on standard error");                    \
    const QString differs = difference(name, masked(done.out + done.err, folder));      \
    QVERIFY2(differs.isEmpty(), qPrintable(differs));                                   \
  } while (false)
