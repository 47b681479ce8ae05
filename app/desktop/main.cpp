// The desktop program: reads the command line, makes theme and window, opens the shop folder, and hands over to the event
// loop. The composition root: nothing else makes these.
#include "frame/main_window.h"
#include "live/live_page.h"
#include "page_shot.h"
#include "wishes.h"

#include <QApplication>
#include <QFileInfo>
#include <QLocale>
#include <QTextStream>

namespace {

using namespace twinlane;

int complain(const base::Error& error) {
  QTextStream(stderr) << "twinlane: " << ui::MainWindow::sentenceOf(error) << Qt::endl;
  return desktop::exitCodeOf(error.code);
}

// Pictures need no display; a window does, and Qt would end the program without a word of ours.
base::Status chooseDisplay(const desktop::Wishes& wishes) {
  for (const char* name : {"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"})
    if (!qEnvironmentVariableIsEmpty(name)) return {};
  if (!wishes.headless()) return base::fail(base::ErrorCode::Missing, "no display here", {}, "with --screenshot FILE or --dump FILE.json none is needed");
  qputenv("QT_QPA_PLATFORM", "offscreen");
  return {};
}

ui::SessionOptions sessionOf(const desktop::Wishes& wishes) {
  ui::SessionOptions options;
  options.folder = wishes.folder;
  options.practice = options.load = wishes.demo;
  return options;
}

int run(QApplication& application, const desktop::Wishes& wishes) {
  if (!wishes.language.isEmpty()) QLocale::setDefault(QLocale(wishes.language));
  ui::Theme theme(wishes.theme.value_or(ui::Theme::ofSystem()));
  theme.apply();
  ui::RecentFolders folders;
  ui::MainWindow window(theme, folders);
  window.resize(wishes.size);
  // The log cannot be undone: practice orders never go into a folder that is a shop already.
  if (wishes.demo && QFileInfo::exists(wishes.folder + QStringLiteral("/journal.sqlite")))
    return complain({base::ErrorCode::BadInput, "the demo writes practice orders, and this folder is a shop already", wishes.folder.toStdString(), "leave --data out, or name a new folder"});
  const bool shop = wishes.demo || !wishes.folder.isEmpty();
  if (shop && wishes.page != ui::PageId::First) {
    const auto opened = window.openFolder(sessionOf(wishes));
    if (!opened && wishes.headless()) return complain(opened.error());
    if (opened && wishes.demo) window.shop()->live().setSeconds(30);
  }
  if (wishes.page && *wishes.page != ui::PageId::First) {
    if (!shop && wishes.headless())
      return complain({base::ErrorCode::BadInput, "--page " + wishes.pageName.toStdString() + " needs a shop", {}, "add --data DIR or --demo"});
    window.go(*wishes.page);
  }
  if (wishes.tour) QTextStream(stderr) << "twinlane: the guided tour comes later; the demo runs without it" << Qt::endl;
  window.show();
  if (!wishes.headless()) return application.exec();
  desktop::PageShot shot(window, theme, wishes);
  shot.start();
  return application.exec();
}

}  // namespace

int main(int argc, char** argv) {
  QStringList arguments;
  for (int i = 0; i < argc; ++i) arguments << QString::fromLocal8Bit(argv[i]);
  QCoreApplication::setApplicationName(QStringLiteral("twinlane"));
  QCoreApplication::setApplicationVersion(QStringLiteral(TWINLANE_VERSION));
  const auto wishes = desktop::readWishes(arguments);
  if (!wishes) return complain(wishes.error());
  if (wishes->version) {
    QTextStream(stdout) << "twinlane " << TWINLANE_VERSION << Qt::endl;
    return 0;
  }
  if (wishes->help) {
    QCoreApplication core(argc, argv);
    QTextStream(stdout) << desktop::helpText();
    return 0;
  }
  if (const auto display = chooseDisplay(*wishes); !display) return complain(display.error());
  QApplication application(argc, argv);
  return run(application, *wishes);
}
