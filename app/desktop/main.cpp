// The desktop program: reads the command line, makes theme and window, opens the shop folder, and hands over to the event
// loop. The composition root: nothing else makes these.
#include "end_signals.h"
#include "exit_code.h"
#include "frame/main_window.h"
#include "frame/window_state.h"
#include "live/live_page.h"
#include "open_page.h"
#include "page_shot.h"
#include "training/demo_shop.h"
#include "wishes.h"
#include "words/language.h"

#include <QApplication>
#include <QFileInfo>
#include <QTextStream>

#include <cstdlib>

namespace {

using namespace twinlane;

constexpr QSize usualSize{1440, 900};

int complain(const base::Error& error) {
  QTextStream(stderr) << "twinlane: " << ui::MainWindow::sentenceOf(error) << Qt::endl;
  return app::exitCodeOf(error.code);
}

// Qt ends the program with an abort when no window can be shown; a person gets a line that says why, and code 3.
[[noreturn]] void leaveWithoutWindow(const QString& cause) {
  constexpr const char* pictures = "--screenshot FILE or --dump FILE.json, which need none";
  if (cause.startsWith(QLatin1String("could not connect to display")) || cause.startsWith(QLatin1String("Failed to create wl_display")))
    complain({base::ErrorCode::Missing, "the display cannot be reached", qEnvironmentVariable("DISPLAY", qEnvironmentVariable("WAYLAND_DISPLAY")).toStdString(),
              std::string("start it inside of a desktop, or use ") + pictures});
  else
    complain({base::ErrorCode::Missing, "no window can be shown: " + cause.simplified().toStdString(), qEnvironmentVariable("QT_QPA_PLATFORM").toStdString(),
              std::string("install what is missing (packaging/setup.sh does), or use ") + pictures});
  std::_Exit(app::MissingHere);
}

void heed(QtMsgType type, const QMessageLogContext& context, const QString& text) {
  // Common in containers and over ssh, and nothing Twinlane needs.
  if (text.startsWith(QLatin1String("QStandardPaths: XDG_RUNTIME_DIR not set"))) return;
  // Of the platform Qt complains several times before it gives up; the first complaint is the cause.
  static QString cause;
  const bool gaveUp = type == QtFatalMsg && text.contains(QLatin1String("platform plugin"));
  if (text.startsWith(QLatin1String("could not connect to display")) || text.startsWith(QLatin1String("Failed to create wl_display")) || gaveUp || text.contains(QLatin1String("Qt platform plugin"))) {
    if (cause.isEmpty()) cause = text;
    if (gaveUp) leaveWithoutWindow(cause);
    return;
  }
  QTextStream(stderr) << qFormatLogMessage(type, context, text) << Qt::endl;
}

// Pictures need no display, not even one that is named but does not answer; a window does.
base::Status chooseDisplay(const desktop::Wishes& wishes) {
  if (wishes.headless()) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    return {};
  }
  if (!qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) return {};
  for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY"})
    if (!qEnvironmentVariableIsEmpty(name)) return {};
  return base::fail(base::ErrorCode::Missing, "no display here", {}, "with --screenshot FILE or --dump FILE.json none is needed");
}

ui::SessionOptions sessionOf(const desktop::Wishes& wishes) {
  ui::SessionOptions options;
  options.folder = wishes.folder;
  options.practice = options.load = wishes.demo;
  return options;
}

// Without this the load would be in before anybody could say no.
base::Status mayPlay(const ui::SessionOptions& session) {
  if (!QFileInfo::exists(session.folder + QStringLiteral("/journal.sqlite"))) return {};
  engine::Options options;
  options.dataFolder = session.folder.toStdString();
  options.mode = engine::Mode::ReadOnly;
  const auto engine = engine::Engine::open(options);
  if (!engine) return tl::unexpected(engine.error());
  return training::DemoShop::mayPlayIn(**engine, session.seed);
}

int run(QApplication& application, const desktop::Wishes& wishes) {
  // A window closes as if by hand; a picture that was not made is a failure.
  const desktop::EndSignals end;
  QObject::connect(&end, &desktop::EndSignals::asked, &application, [&wishes] { QCoreApplication::exit(wishes.headless() ? 1 : 0); });
  ui::RecentFolders folders;
  const ui::WindowState before(folders.file());
  const ui::Preferences chosen(folders.file());
  if (!wishes.language.isEmpty()) ui::speak(*ui::languageFromName(wishes.language), QLocale(wishes.language));
  else ui::speak(wishes.headless() ? ui::Language::English : chosen.spokenLanguage());
  // A picture is the same whoever takes it.
  ui::Look look = wishes.headless() ? ui::Look{.kind = ui::Theme::ofSystem()} : chosen.look();
  if (wishes.theme) look.kind = *wishes.theme;
  ui::Theme theme(look);
  theme.apply();
  ui::MainWindow window(theme, folders);
  window.resize(wishes.size.value_or(usualSize));
  if (!wishes.headless() && !wishes.size) before.restore(window);
  if (wishes.demo)
    if (const auto may = mayPlay(sessionOf(wishes)); !may) return complain(may.error());
  // The first page has no shop open; one that is named is opened for it nevertheless, and so stands in its list.
  const bool shop = !wishes.folder.isEmpty() || (wishes.demo && wishes.page != ui::PageId::First);
  if (shop) {
    const auto opened = window.openFolder(sessionOf(wishes));
    if (!opened && wishes.headless()) return complain(opened.error());
    if (opened && wishes.demo) window.shop()->live().setSeconds(30);
  }
  const bool hasOwnPage = wishes.page == ui::PageId::First || wishes.page == ui::PageId::Settings;
  if (wishes.page && !hasOwnPage && !shop && wishes.headless())
    return complain({base::ErrorCode::BadInput, "--page " + ui::nameOf(*wishes.page).toStdString() + " needs a shop", {}, "add --data DIR or --demo"});
  if (!wishes.headless()) {
    desktop::openPage(window, wishes);
    window.show();
    if (wishes.tour) window.playTour();
    const int code = application.exec();
    before.keep(window);
    return code;
  }
  window.show();
  desktop::PageShot shot(window, theme, wishes);
  shot.start();
  return application.exec();
}

}  // namespace

int main(int argc, char** argv) {
  QStringList arguments;
  for (int i = 0; i < argc; ++i) arguments << QString::fromLocal8Bit(argv[i]);
  qInstallMessageHandler(heed);
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
