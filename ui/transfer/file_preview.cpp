#include "transfer/file_preview.h"

#include <QCoreApplication>
#include <QFile>

namespace twinlane::ui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("FilePreview", text); }

constexpr qint64 bytesRead = 64 * 1024;

QStringList cellsOf(const QString& line, QChar separator, QChar quote) {
  QStringList cells;
  QString cell;
  bool quoted = false;
  for (qsizetype i = 0; i < line.size(); ++i) {
    const QChar c = line[i];
    if (quoted && c == quote && i + 1 < line.size() && line[i + 1] == quote) cell += line[++i];
    else if (c == quote) quoted = !quoted;
    else if (c == separator && !quoted) cells << std::exchange(cell, {});
    else cell += c;
  }
  return cells << cell;
}

}  // namespace

FilePreview previewFile(const QString& path, char separator, char quote, int rows) {
  FilePreview preview;
  QFile file(path);
  if (path.isEmpty()) return preview;
  if (!file.open(QIODevice::ReadOnly)) {
    preview.problem = tr("The file cannot be read: %1").arg(file.errorString());
    return preview;
  }
  if (path.endsWith(QLatin1String(".gz"))) {
    preview.problem = tr("A compressed file is shown only after it has been taken in.");
    return preview;
  }
  const QStringList lines = QString::fromUtf8(file.read(bytesRead)).split(QLatin1Char('\n'));
  for (qsizetype i = 0; i < lines.size() && preview.rows.size() < rows; ++i) {
    const QString line = lines[i].endsWith(QLatin1Char('\r')) ? lines[i].chopped(1) : lines[i];
    if (line.isEmpty()) continue;
    const QStringList cells = cellsOf(line, QLatin1Char(separator), QLatin1Char(quote));
    if (preview.header.isEmpty()) preview.header = cells;
    else preview.rows << cells;
  }
  return preview;
}

}  // namespace twinlane::ui
