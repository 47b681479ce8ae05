#include "transfer/preview/files_look.h"

#include "bridge/gui_post.h"
#include "transfer/dropped_files.h"
#include "transfer/history/history_preview.h"

#include <QCoreApplication>

#include <algorithm>

namespace twinlane::ui {

namespace {

constexpr std::size_t firstRows = 6, firstOrders = 6;

struct LookTexts {
  Q_DECLARE_TR_FUNCTIONS(FilesLook)
};

transfer::Profile bareOf(const transfer::Profile& profile) {
  transfer::Profile bare;
  bare.separator = profile.separator;
  bare.quote = profile.quote;
  bare.encoding = profile.encoding;
  return bare;
}

// Those that can be read.
std::vector<SeenFile> rowsOf(const transfer::Profile& profile, const QStringList& paths) {
  const transfer::Profile bare = bareOf(profile);
  std::vector<SeenFile> files;
  for (const QString& path : filesIn(paths))
    if (auto beginning = transfer::readBeginning(bare, path.toStdString(), firstRows)) {
      beginning->problems.clear();
      beginning->meanings.clear();
      files.push_back({path, std::move(*beginning)});
    }
  return files;
}

FilesSeen linesOf(const transfer::Profile& profile, const QStringList& paths) {
  FilesSeen seen;
  for (const QString& path : paths) {
    auto beginning = transfer::readBeginning(profile, path.toStdString(), firstRows);
    if (!beginning) {
      seen.refusal = beginning.error();
      break;
    }
    seen.problems.insert(seen.problems.end(), beginning->problems.begin(), beginning->problems.end());
    seen.files.push_back({path, std::move(*beginning)});
  }
  return seen;
}

std::string seenValue(const domain::Node& row, const char* name) {
  const domain::Node* value = row.find(name);
  return value == nullptr ? std::string() : value->text;
}

// Records of a log have no columns of their own.
SeenFile recordsOf(const transfer::ProfilePreview& file) {
  SeenFile seen{QString::fromStdString(file.file), {}};
  for (const QString& title : {LookTexts::tr("Record"), LookTexts::tr("Role"), LookTexts::tr("As in the file")}) seen.beginning.columns.push_back(title.toStdString());
  for (const domain::Node& row : file.firstRows) seen.beginning.rows.push_back({seenValue(row, "row"), seenValue(row, "role"), seenValue(row, "raw")});
  return seen;
}

}  // namespace

void FilesLook::post(std::function<void(int)> job) {
  const int asked = ++m_asked;
  m_thread.post([this, asked, job = std::move(job)] {
    if (asked == m_asked) job(asked);
  });
}

void FilesLook::tell(int asked, FilesSeen seen) {
  postToGui([guard = QPointer<FilesLook>(this), asked, seen = std::make_shared<FilesSeen>(std::move(seen))] {
    if (guard && asked == guard->m_asked) emit guard->seen(*seen);
  });
}

void FilesLook::askRows(const transfer::Profile& profile, QStringList paths) {
  post([this, bare = bareOf(profile), paths = std::move(paths)](int asked) {
    FilesSeen seen;
    seen.files = rowsOf(bare, paths);
    tell(asked, std::move(seen));
  });
}

void FilesLook::askMeaning(transfer::Profile profile, QStringList paths) {
  post([this, profile = std::move(profile), paths = std::move(paths)](int asked) {
    if (profile.shape == "flat_lines") return tell(asked, linesOf(profile, paths));
    FilesSeen seen;
    if (profile.hasTables()) seen.files = rowsOf(profile, paths);
    seen.isWhole = false;
    tell(asked, seen);
    std::vector<std::string> all;
    for (const QString& path : paths) all.push_back(path.toStdString());
    auto preview = transfer::previewHistory(profile, all, firstRows, firstOrders, [this, asked](std::int64_t, std::int64_t) { return asked == m_asked; });
    seen.isWhole = true;
    if (!preview) {
      seen.refusal = preview.error();
      return tell(asked, std::move(seen));
    }
    for (const std::string& path : preview->unusedFiles) seen.leftOut << QString::fromStdString(path);
    seen.files.erase(std::remove_if(seen.files.begin(), seen.files.end(), [&](const SeenFile& file) { return seen.leftOut.contains(file.path); }), seen.files.end());
    if (!profile.hasTables())
      for (const transfer::ProfilePreview& file : preview->files) seen.files.push_back(recordsOf(file));
    seen.orders = std::move(preview->orders);
    tell(asked, std::move(seen));
  });
}

}  // namespace twinlane::ui
