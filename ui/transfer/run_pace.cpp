#include "transfer/run_pace.h"

#include "words/counts.h"
#include "words/formats.h"

#include <QCoreApplication>

namespace twinlane::ui {

namespace {

struct RunPaceTexts {
  Q_DECLARE_TR_FUNCTIONS(RunPace)
};

}  // namespace

QString RunPace::after(const transfer::ImportAccount& account) {
  const std::int64_t all = account.rowsInFiles.value_or(account.rows), fresh = account.rows - account.alreadyImported;
  const QString done = RunPaceTexts::tr("%1 of %2").arg(formatCount(account.rows), counted(Counted::Rows, all));
  if (!m_from) {
    m_from = account.seconds;
    m_before = fresh;
  }
  const double seconds = account.seconds - *m_from;
  if (fresh <= m_before || seconds <= 0) return done;
  const double perSecond = static_cast<double>(fresh - m_before) / seconds;
  const double left = static_cast<double>(all - account.rows) / perSecond;
  return RunPaceTexts::tr("%1 · %2 a second · %3 left").arg(done, formatCount(static_cast<std::int64_t>(perSecond)), formatAge(static_cast<std::int64_t>(left * 1000)));
}

}  // namespace twinlane::ui
