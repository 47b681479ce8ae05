#include "support/test_main.h"

#include <QApplication>

int main(int argc, char** argv) {
  // What a person has set up must not change what a test sees.
  QApplication::setDesktopSettingsAware(false);
  QApplication application(argc, argv);
  return twinlane::tests::runAll(argc, argv);
}
