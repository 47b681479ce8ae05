#include "support/test_main.h"

#include "words/language.h"

#include <QApplication>

int main(int argc, char** argv) {
  // What a person has set up must not change what a test sees.
  QApplication::setDesktopSettingsAware(false);
  QApplication application(argc, argv);
  twinlane::ui::speak(twinlane::ui::Language::English, QLocale(QLocale::English));
  return twinlane::tests::runAll(argc, argv);
}
