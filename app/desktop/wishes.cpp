#include "wishes.h"

#include "frame/main_window.h"
#include "theme/theme.h"
#include "words/language.h"

#include <QCommandLineParser>
#include <QRegularExpression>

namespace twinlane::desktop {

namespace {

std::string languages() {
  std::string names;
  for (const char* name : ui::languageNames) names += std::string(names.empty() ? "" : " ") + name;
  return names;
}

std::string pages() {
  std::string names;
  for (const char* name : ui::pageNames) names += std::string(names.empty() ? "" : " ") + name;
  return names;
}

void addOptions(QCommandLineParser& parser) {
  const auto value = [](const char* name, const char* text, const char* shown) {
    return QCommandLineOption(QString::fromLatin1(name), QString::fromLatin1(text), QString::fromLatin1(shown));
  };
  const auto flag = [](const char* name, const char* text) { return QCommandLineOption(QString::fromLatin1(name), QString::fromLatin1(text)); };
  parser.addOptions({value("data", "Shop folder to open; made when it is not there. Default: TWINLANE_DATA, else the first page.", "DIR"),
                     flag("demo", "Watch the demo: a practice shop with orders coming in."),
                     flag("tour", "The demo tour: 60 seconds that play by themselves. With --demo."),
                     value("page", "Page to open.", "NAME"),
                     value("size", "Size of the window in pixels.", "WxH"),
                     value("theme", "light, dark or high-contrast. Default: as the desktop has it.", "NAME"),
                     QCommandLineOption({QStringLiteral("lang"), QStringLiteral("language")}, QStringLiteral("Language of the texts: %1. Default: as the desktop has it; en for a picture or a dump.").arg(QString::fromStdString(languages())), QStringLiteral("LL")),
                     value("screenshot", "Save a picture of the page as PNG and end.", "FILE"),
                     value("dump", "Save words, tables and charts of the page as JSON and end.", "FILE.json"),
                     flag("version", "Print the version and end."),
                     flag("help", "Print this text and end.")});
}

base::Result<QSize> sizeFrom(const QString& text) {
  static const QRegularExpression pattern(QStringLiteral("^(\\d{1,5})x(\\d{1,5})$"));
  const QRegularExpressionMatch match = pattern.match(text);
  if (!match.hasMatch()) return base::fail(base::ErrorCode::BadInput, "--size wants WIDTHxHEIGHT, such as 1440x900, not " + text.toStdString());
  const QSize size(match.captured(1).toInt(), match.captured(2).toInt());
  // A window that is larger than was asked for would be a surprise, a picture even more so.
  constexpr QSize least = ui::MainWindow::leastSize;
  if (size.expandedTo(least) != size)
    return base::fail(base::ErrorCode::BadInput, "--size " + text.toStdString() + " is too small", {}, "the least is " + std::to_string(least.width()) + "x" + std::to_string(least.height()));
  return size;
}

base::Status checkLanguage(const QString& name) {
  if (ui::languageFromName(name)) return {};
  return base::fail(base::ErrorCode::BadInput, "--lang: there is no language " + name.toStdString(), {}, "languages are: " + languages());
}

}  // namespace

QString helpText() {
  QCommandLineParser parser;
  parser.setApplicationDescription(QStringLiteral("Twinlane, the order cockpit on two lanes: orders go in on one, screens read from the other.\n"
                                                  "Without options the first page opens."));
  addOptions(parser);
  return parser.helpText() + QStringLiteral("\nPages: %1\n"
                                            "--screenshot and --dump work without a display; with --demo they let it run for some seconds first,\n"
                                            "with --tour to its end.\n"
                                            "\nExit codes: 0 ok, 1 failed, 2 wrong usage or bad input, 3 something missing on this machine,\n"
                                            "4 folder in use by another program, 5 damaged journal, 6 made by a newer version (left untouched).\n")
                                 .arg(QString::fromStdString(pages()));
}

base::Result<Wishes> readWishes(const QStringList& arguments) {
  QCommandLineParser parser;
  addOptions(parser);
  if (!parser.parse(arguments)) {
    QString problem = parser.errorText();
    if (problem.endsWith(QLatin1Char('.'))) problem.chop(1);
    return base::fail(base::ErrorCode::BadInput, problem.toStdString(), {}, "the options are listed by twinlane --help");
  }
  const auto given = [&parser](const char* name) { return parser.isSet(QString::fromLatin1(name)); };
  const auto value = [&parser](const char* name) { return parser.value(QString::fromLatin1(name)); };
  Wishes wishes;
  wishes.version = given("version");
  wishes.help = given("help");
  if (wishes.version || wishes.help) return wishes;
  if (!parser.positionalArguments().isEmpty())
    return base::fail(base::ErrorCode::BadInput, "not understood: " + parser.positionalArguments().constFirst().toStdString(), {}, "a shop folder is named with --data DIR");
  wishes.folder = given("data") ? value("data") : qEnvironmentVariable("TWINLANE_DATA");
  wishes.demo = given("demo");
  wishes.tour = given("tour");
  if (wishes.tour && !wishes.demo) return base::fail(base::ErrorCode::BadInput, "--tour plays in the demo", {}, "add --demo");
  wishes.language = value("lang");
  if (given("lang"))
    if (const auto spoken = checkLanguage(wishes.language); !spoken) return tl::unexpected(spoken.error());
  wishes.screenshot = value("screenshot");
  wishes.dump = value("dump");
  // The environment names the shop of every day; the demo must not write into it.
  if (wishes.demo && !given("data")) wishes.folder.clear();
  if (given("data") && wishes.folder.isEmpty()) return base::fail(base::ErrorCode::BadInput, "--data wants a folder");
  if (given("size")) {
    const auto size = sizeFrom(value("size"));
    if (!size) return tl::unexpected(size.error());
    wishes.size = *size;
  }
  if (given("theme")) {
    wishes.theme = ui::Theme::fromName(value("theme"));
    if (!wishes.theme) return base::fail(base::ErrorCode::BadInput, "--theme is light, dark or high-contrast, not " + value("theme").toStdString());
  }
  if (given("page")) {
    wishes.page = ui::pageFromName(value("page"));
    if (!wishes.page) return base::fail(base::ErrorCode::BadInput, "--page: there is no page " + value("page").toStdString(), {}, "pages are: " + pages());
  }
  return wishes;
}

}  // namespace twinlane::desktop
