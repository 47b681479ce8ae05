// One executable holds several Qt Test classes: each names itself with TWINLANE_TEST and test_main.cpp runs them all.
//
//   class MoneyTest : public QObject { Q_OBJECT private slots: void addsExactly(); };
//   TWINLANE_TEST(MoneyTest)
//   #include "money_test.moc"
//
// Arguments are those of Qt Test; in addition a class may be named alone or as Class::function, and --part 2/3 runs every third class
// from the second on.
#pragma once

#include <QObject>
#include <QTest>

#include <memory>

namespace twinlane::tests {

using MakeTest = std::unique_ptr<QObject> (*)();

bool registerTest(const char* name, MakeTest make);

// Runs every registered class. Zero only when at least one test function ran and none failed.
int runAll(int argc, char** argv);

// What a sanitizer looks for it sees in the first rounds, and each takes it some twenty times as long.
#ifdef TWINLANE_SANITIZED
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif
constexpr int roundsOf(int many) { return sanitized ? (many + 4) / 5 : many; }

}  // namespace twinlane::tests

#define TWINLANE_TEST(Class)                                                               \
  namespace {                                                                              \
  [[maybe_unused]] const bool registered##Class = ::twinlane::tests::registerTest(        \
      #Class, []() -> std::unique_ptr<QObject> { return std::make_unique<Class>(); });     \
  }
