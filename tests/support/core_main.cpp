#include "support/test_main.h"

#include <QCoreApplication>

int main(int argc, char** argv) {
  QCoreApplication application(argc, argv);
  return twinlane::tests::runAll(argc, argv);
}
