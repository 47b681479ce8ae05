// One executable holds several Qt Test classes: each names itself with TWINLANE_TEST and test_main.cpp runs them all.
//
//   class MoneyTest : public QObject { Q_OBJECT private slots: void addsExactly(); };
//   TWINLANE_TEST(MoneyTest)
//   #include "money_test.moc"
//
// Arguments are those of Qt Test; in addition a class may be named alone or as Class::function.
#pragma once

#include <QObject>
#include <QTest>

#include <memory>

namespace twinlane::tests {

using MakeTest = std::unique_ptr<QObject> (*)();

bool registerTest(const char* name, MakeTest make);

// Runs every registered class. Zero only when at least one test function ran and none failed.
int runAll(int argc, char** argv);

}  // namespace twinlane::tests

#define TWINLANE_TEST(Class)                                                               \
  namespace {                                                                              \
  [[maybe_unused]] const bool registered##Class = ::twinlane::tests::registerTest(        \
      #Class, []() -> std::unique_ptr<QObject> { return std::make_unique<Class>(); });     \
  }
