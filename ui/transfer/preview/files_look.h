// What the chosen files would be taken in as: the first rows of each, and of a history the first orders. Read on a thread of its
// own, since a history is read to its end; what was asked for before is given up. GUI thread; owned by the import page.
#pragma once

#include "bridge/background.h"

#include <QObject>
#include <QStringList>

#ifndef Q_MOC_RUN  // moc of Qt 6.4 trips over the concepts in the standard headers behind these
#include "transfer/csv/file_beginning.h"

#include <atomic>
#endif

namespace twinlane::ui {

// A file of those chosen, with its first rows.
struct SeenFile {
  QString path;
  transfer::FileBeginning beginning;
};

struct FilesSeen {
  bool isWhole = true;                     // false while a history is still read: only its rows are known
  std::vector<SeenFile> files;
  std::vector<domain::Node> orders;        // of a history, as its preview tells them
  std::vector<transfer::ProfileProblem> problems;  // of the headers
  std::optional<base::Error> refusal;      // what taking them in would be refused for
  QStringList leftOut;                     // files of a folder that no role asks for
};

class FilesLook : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;
  ~FilesLook() override { stop(); }

  // As the profile has them. `paths` are files, or folders where a history is told by the names of its tables.
  void askMeaning(transfer::Profile profile, QStringList paths);
  // As a profile with problems would cut them into columns: nothing more can be told by one.
  void askRows(const transfer::Profile& profile, QStringList paths);
  void stop() { ++m_asked; }

 signals:
  void seen(const FilesSeen& seen);

 private:
  void post(std::function<void(int asked)> job);
  // On the GUI thread, unless something else was asked for since.
  void tell(int asked, FilesSeen seen);

  std::atomic<int> m_asked = 0;
  Background m_thread;
};

}  // namespace twinlane::ui
