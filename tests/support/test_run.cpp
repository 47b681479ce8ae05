#include "support/test_main.h"

#include "support/overlap.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <map>

namespace twinlane::tests {
namespace {

// By name, so that the order does not hang on the linker.
std::map<QByteArray, MakeTest>& registry() {
  static std::map<QByteArray, MakeTest> tests;
  return tests;
}

struct Arguments {
  QStringList options;
  QStringList selectors;
  int part = 0, parts = 1;  // every so many classes, from this one on
};

Arguments split(int argc, char** argv) {
  static const QStringList withValue{"-o", "-maxwarnings", "-iterations", "-median", "-minimumvalue", "-minimumtotal",
                                     "-perfcounter", "-eventdelay", "-keydelay", "-mousedelay"};
  Arguments arguments;
  for (int i = 1; i < argc; ++i) {
    const QString argument = QString::fromLocal8Bit(argv[i]);
    if (argument == QLatin1String("--part") && i + 1 < argc) {
      const QStringList of = QString::fromLocal8Bit(argv[++i]).split('/');
      arguments.part = of.first().toInt() - 1;
      arguments.parts = std::max(1, of.last().toInt());
      continue;
    }
    if (!argument.startsWith('-')) {
      arguments.selectors << argument;
      continue;
    }
    arguments.options << argument;
    if (withValue.contains(argument) && i + 1 < argc) arguments.options << QString::fromLocal8Bit(argv[++i]);
  }
  return arguments;
}

QStringList functionsOf(const QObject& test) {
  static const QStringList fixtures{"initTestCase", "cleanupTestCase", "init", "cleanup"};
  QStringList names;
  const QMetaObject* meta = test.metaObject();
  for (int i = meta->methodOffset(); i < meta->methodCount(); ++i) {
    const QMetaMethod method = meta->method(i);
    const QString name = QString::fromLatin1(method.name());
    const bool isTest = method.methodType() == QMetaMethod::Slot && method.access() == QMetaMethod::Private &&
                        method.parameterCount() == 0 && !name.endsWith("_data") && !fixtures.contains(name);
    if (isTest) names << name;
  }
  return names;
}

// The functions of this class that the selectors name, with their data tags; false when they name none of it.
bool select(const QString& className, const QObject& test, const QStringList& selectors, QStringList& chosen) {
  if (selectors.isEmpty()) return true;
  const QStringList functions = functionsOf(test);
  bool any = false;
  for (QString selector : selectors) {
    if (selector == className) {
      any = true;
      continue;
    }
    if (selector.startsWith(className + "::")) selector.remove(0, className.size() + 2);
    if (!functions.contains(selector.section(':', 0, 0))) continue;
    chosen << selector;
    any = true;
  }
  return any;
}

struct Totals {
  int passed = 0;
  int failed = 0;
  int skipped = 0;
};

// Qt Test counts the two fixtures of a class (initTestCase, cleanupTestCase) among the passed.
Totals totalsIn(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return {};
  static const QRegularExpression line("Totals: (\\d+) passed, (\\d+) failed, (\\d+) skipped");
  const QRegularExpressionMatch match = line.match(QString::fromUtf8(file.readAll()));
  if (!match.hasMatch()) return {};
  return {std::max(0, match.captured(1).toInt() - 2), match.captured(2).toInt(), match.captured(3).toInt()};
}

void listFunctions() {
  for (const auto& [name, make] : registry()) {
    const std::unique_ptr<QObject> test = make();
    for (const QString& function : functionsOf(*test)) std::printf("%s::%s\n", name.constData(), qPrintable(function));
  }
}

}  // namespace

bool registerTest(const char* name, MakeTest make) { return registry().emplace(name, make).second; }

int runAll(int argc, char** argv) {
  const Arguments arguments = split(argc, argv);
  if (arguments.options.contains("-functions")) {
    listFunctions();
    return 0;
  }
  const QTemporaryDir logs;
  Totals all;
  int failedClasses = 0, at = 0;
  for (const auto& [name, make] : registry()) {
    if (at++ % arguments.parts != arguments.part) continue;
    const std::unique_ptr<QObject> test = make();
    QStringList chosen;
    if (!select(QString::fromLatin1(name), *test, arguments.selectors, chosen)) continue;
    const QString log = logs.filePath(QString::fromLatin1(name));
    QStringList line{QString::fromLocal8Bit(argv[0])};
    if (!arguments.options.contains("-o")) line << "-o" << "-,txt";
    line << "-o" << log + ",txt" << arguments.options << chosen;
    if (QTest::qExec(test.get(), line) != 0) ++failedClasses;
    const Totals one = totalsIn(log);
    all = {all.passed + one.passed, all.failed + one.failed, all.skipped + one.skipped};
  }
  std::printf("test functions: %d passed, %d failed, %d skipped; most threads at work at once: %d\n", all.passed, all.failed,
              all.skipped, mostAtOnce());
  if (all.passed + all.failed + all.skipped == 0) {
    std::fprintf(stderr, "no test function ran\n");
    return 1;
  }
  return failedClasses == 0 && all.failed == 0 ? 0 : 1;
}

}  // namespace twinlane::tests
